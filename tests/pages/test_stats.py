"""统计 in the window: the month's figures as the papers have them, two charts, and the records behind each figure."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from lianluozhan.month_data import month_figures
from lianluozhan.month_words import told
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from tests.pages.desk import Desk
from tests.station import TRUTH, do, empty, opened, receive
from ui.asks.behind import SINGLE, What, behind
from ui.widgets.chart import Chart


@pytest.fixture
def stats(desk):
    """The clerk on the page, in October 2026."""
    desk.open("统计")
    return desk


def figures(desk):
    """{label: number} of all three parts."""
    return {figure.label: figure.number for part in desk.page.parts for figure in part.figures}


def test_figures_of_the_ledger(stats):
    """The month's figures, counted by hand from the clerk's ledger."""
    shown = figures(stats)
    assert (shown["来访批次"], shown["来访人次"], shown["当场答复"], shown["转办"]) == (
        "23 批次",
        "38 人次",
        "6 件",
        "17 件",
    )
    assert (shown["本月登记"], shown["履职件数"], shown["履职人次"], shown["人均履职"]) == (
        "17 件",
        "14 件",
        "38 人次",
        "4.8 件",
    )
    assert "接待方式：来站 8 批次，走访 8 批次，电话 6 批次，云接待 1 批次" in stats.said()


def test_charts_of_the_ledger(stats):
    """Issues by category, the greatest first; visits by day in their order."""
    by_category = [(bar.label, bar.number) for bar in stats.widget("stats_category", Chart).bars]
    opens = [row for row in TRUTH["visit"] if row["outcome"] != "当场答复"]
    assert dict(by_category) == Counter(row["category"] for row in opens)
    assert [number for _label, number in by_category] == sorted((n for _label, n in by_category), reverse=True)
    by_day = [(bar.label, bar.number) for bar in stats.widget("stats_day", Chart).bars]
    assert by_day == [("3日", 5), ("7日", 10), ("14日", 4), ("24日", 4)]


def test_another_month_and_the_year(stats):
    """A month back there is nothing; the year has the month's figures and a bar a month."""
    stats.press("上一月")
    assert "2026年9月" in stats.said() and figures(stats)["来访批次"] == "0 批次"
    assert stats.widget("stats_day", Chart).bars == []
    QTest.keyClick(stats.widget("stats_unit"), Qt.Key.Key_Right)
    stats.wait()
    assert "2026年第4季度" in stats.said() and figures(stats)["本季登记"] == "17 件"
    assert [(bar.label, bar.number) for bar in stats.widget("stats_day", Chart).bars] == [("10月", 23)]
    stats.press("上一季度")
    assert "2026年第3季度" in stats.said() and figures(stats)["来访批次"] == "0 批次"
    stats.press("下一季度")
    QTest.keyClick(stats.widget("stats_unit"), Qt.Key.Key_Right)
    stats.wait()
    assert "2026年" in stats.said() and figures(stats)["本年登记"] == "17 件"
    assert [(bar.label, bar.number) for bar in stats.widget("stats_day", Chart).bars] == [("10月", 23)]
    stats.press("上一年")
    assert figures(stats)["来访批次"] == "0 批次"


def test_over_the_turn_of_a_year(stats):
    """From October three months on it is January of the next year."""
    for _ in range(3):
        stats.press("下一月")
    assert "2027年1月" in stats.said()


def test_four_more_charts(stats):
    """By source, by what became of a visit, by class of answer, by the time it took; each bar leads to its records."""
    shown = {
        name: [(bar.label, bar.number) for bar in stats.widget(f"stats_{name}", Chart).bars]
        for name in ("source", "outcome", "answer", "time")
    }
    assert shown == {
        "source": [("来站", 8), ("走访", 4), ("电话", 4), ("云接待", 1)],
        "outcome": [("当场答复", 6), ("乡镇办理", 12), ("报区办理", 5)],
        "answer": [],
        "time": [],
    }
    for name, number in (("source", 8), ("outcome", 6)):
        chart = stats.widget(f"stats_{name}", Chart)
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.areas()[0].center())
        stats.wait()
        assert len(stats.list("stats")) == number


# ---- what stands behind


def test_a_bar_leads_to_its_records(stats):
    """A click on a bar lists what it counts; a click on a row opens the record."""
    chart = stats.widget("stats_category", Chart)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.areas()[0].center())
    stats.wait()
    assert "供暖\n5 条" in stats.said() and len(stats.list("stats")) == 5
    listing = stats.widget("list_stats")
    row = listing.visualRect(listing.model().index(0, 0))
    QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    stats.wait()
    assert stats.page.noun == "followup"


def test_bars_by_keys(stats):
    """Arrow keys walk the bars, Enter opens one."""
    chart = stats.widget("stats_day", Chart)
    chart.setFocus()
    stats.type("<Right><Right><Left><Enter>")
    assert "2026-10-07\n10 条" in stats.said() and len(stats.list("stats")) == 10


def test_a_click_beside_the_bars(stats):
    """Where no bar is nothing happens."""
    chart = stats.widget("stats_day", Chart)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 2, 2))
    stats.wait()
    assert stats.list("stats") == []


def test_a_chart_says_itself(stats):
    """A screen reader hears every bar."""
    said = stats.widget("stats_day", Chart).accessibleDescription()
    assert said == "2026-10-03 5 批，2026-10-07 10 批，2026-10-14 4 批，2026-10-24 4 批"


def test_a_figure_leads_to_its_records(stats):
    """Enter on a figure lists what it counts; a share counts nothing and takes no key."""
    parts = stats.page.parts
    answered = next(figure for figure in parts[0].figures if figure.label == "当场答复")
    answered.setFocus()
    stats.type("<Enter>")
    assert "当场答复\n6 条" in stats.said() and len(stats.list("stats")) == 6
    assert not next(figure for figure in parts[1].figures if figure.label == "满意率").isEnabled()


@pytest.fixture
def lively(tmp_path):
    """Issues closed, carried over, late and answered, around October 2026."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        for day in ("2026-08-03", "2026-09-01", "2026-10-09", "2026-10-12", "2026-10-20"):
            receive(
                store,
                received_at=day,
                outcome="乡镇办理",
                referred_to="渔泽镇人民政府",
                visitor_name="王秀英",
                deputies=["彭喆"],
            )
        for number in ("Y0002", "Y0003"):
            do(store, number, "答复", acted_on="2026-10-13", answer_class="A")
            do(store, number, "回告", acted_on="2026-10-14", how="电话")
            do(store, number, "评价", acted_on="2026-10-14", satisfaction="满意")
            do(store, number, "办结", acted_on="2026-10-15")
        receive(store, received_at="2026-10-20", outcome="形成建议")
        receive(store, received_at="2026-10-21", outcome="不属受理范围", party_size=4)
    return path


@pytest.mark.parametrize("month", ["2026-10", "2026-08", "2026"])
def test_as_many_records_as_the_figure_says(lively, month):
    """Behind every figure stand as many records as it counts, but for people, days and shares."""
    with opened(lively) as store:
        sums = told(month_figures(store, month))
        for part, leads in zip(sums, SINGLE, strict=True):
            for (label, figure), what in zip(part.single.items(), leads, strict=True):
                if what is not None and figure.endswith((" 件", " 批次")) and label != "人均履职":
                    assert f"{len(behind(store, month, what).items)}" == figure.split()[0], label


def test_behind_a_lively_month(lively):
    """Carried over, closed and by category, told apart by hand."""
    with opened(lively) as store:

        def numbers(count, word=""):
            return [item.tail for item in behind(store, "2026-10", What(count, word)).items]

        assert numbers("carried") == ["Y0001", "Y0002"]
        assert numbers("closed_in") == ["Y0002", "Y0003"]
        assert numbers("closed") == ["Y0003"]
        assert numbers("issue") == ["Y0003", "Y0004", "D0001", "Y0005"]
        assert numbers("category", "供暖") == []
        assert numbers("day", "2026-10-20") == ["J0005", "J0006"]


def test_the_page_follows(lively):
    """What is saved elsewhere shows when one comes back, in the figures and in the list beside them."""
    desk = Desk(lively)
    try:
        desk.open("统计")
        desk.page.look_behind(What("visit"), "来访批次")
        desk.wait()
        assert len(desk.list("stats")) == 5
        values = {"received_at": "2026-10-21", "statement": "路灯不亮", "outcome": "当场答复"}
        desk.window.around.desk.act("add_visit", lambda act: add_visit(act, new_id(), values))
        desk.wait()
        assert figures(desk)["来访批次"] == "6 批次" and len(desk.list("stats")) == 6
    finally:
        desk.close()
