"""工作汇总表 (F15): every label in order, the figures of `stats`, charts as lines and boxes with a number at each, months side by side."""

import re
from dataclasses import replace

import pytest

from lianluozhan.figures import figures
from lianluozhan.report import summary
from lianluozhan.report.art import Columns, Drawn
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.page import Sheet, pdf
from lianluozhan.report.strip import Cell, Strip
from tests.paper.labels import in_order

LABELS = (
    "站名 月份 接待次数 接待代表人次 来访批次 来访人次 收集意见件数 代表建议 按来源 按类别 当场答复 转办 "
    "其中已办结 办结率 A类 B类 C类 D类 满意 基本满意 不满意 满意率 逾期件数 走访户数 小组活动次数 实事件数 "
    "需要说明的情况 填报人（签字） 审核人（签字） 报送日期"
)


@pytest.fixture
def read(tmp_path, words):
    """What stands on a summary, part by part."""

    def reading(data: MonthData) -> list[str]:
        found = []
        for number, layout in enumerate(summary.layout(data)):
            path = tmp_path / f"{number}.pdf"
            path.write_bytes(pdf("试印", "渔泽镇站", [layout]))
            found.append(words(path, "-raw"))
        return found

    return reading


def test_every_label_in_order(read, imprint):
    """The list of domain.md F15, on an empty month."""
    in_order(read(MonthData(imprint))[0], LABELS.split())


def test_the_figures_of_the_ledger(read, sample):
    """Counted by hand from the clerk's ledger; the same as `stats` and the month's report say."""
    text, charts = read(sample)
    for said in (
        "接待次数4天",
        "接待代表人次29人次",
        "来访批次23批次来访人次38人次",
        "收集意见件数17件",
        "来站8件，走访4件",
        "当场答复6件转办17件",
        "走访户数8户",
    ):
        assert said in text, said
    for said in ("意见按来源", "接待按处理方式", "意见按类别", "供暖5件", "乡镇办理12件", "意见按答复类别"):
        assert said in charts, said
    assert "各月对照" not in charts and charts.count("没有") == 2


def test_pages_are_numbered_through(tmp_path, pages, sample):
    """The table is page 1 of 2, the charts are page 2: a sheet that is lost is missed."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("试印", "渔泽镇站", summary.layout(sample)))
    feet = [re.search(r"第\d+页共\d+页", "".join(page.extract_text().split())) for page in pages(path)]
    assert [foot.group() for foot in feet] == ["第1页共2页", "第2页共2页"]


def test_a_year_month_by_month(read, sample):
    """Twelve months side by side with their sum; a quarter has three; both are called what they are."""
    year, charts = read(replace(sample, imprint=replace(sample.imprint, month="2026")))
    assert "年报" in year and "年度2026年" in year and "1月2月3月4月5月6月7月8月9月10月11月12月合计" in charts
    assert "接待批次000000000230023" in charts and "登记000000000170017" in charts
    assert (
        "当月办结0000000000000" in charts
        and "前面表里的“其中已办结”只算这段时间登记的" in charts
        and "其中已办结0件" in year
    )
    quarter, charts = read(replace(sample, imprint=replace(sample.imprint, month="2026-Q4")))
    assert "季报" in quarter and "季度2026年第4季度" in quarter and "来访批次23批次" in quarter
    assert "10月11月12月合计接待批次230023登记170017" in charts
    empty, _charts = read(replace(sample, imprint=replace(sample.imprint, month="2026-Q3")))
    assert "来访批次0批次" in empty


def test_as_stats_say(read, sample):
    """Every number of the summary is the one of the figures behind `stats`."""
    issues = [
        row | {"state": "已办结", "closed_on": f"2026-10-{day}", "answer_class": word, "satisfaction": said}
        for row, day, word, said in zip(
            sample.issues, (25, 26, 30, 31), "AABC", ("满意", "基本满意", "不满意", "满意"), strict=False
        )
    ]
    data = replace(
        sample,
        issues=[*issues, *sample.issues[4:]],
        activities=[{"kind": "小组活动", "state": "已举行", "begin": "2026-10-20"}],
    )
    sums = figures(data.visits, data.issues, data.duties, "2026-10", data.activities)
    text, charts = read(data)
    assert (sums.closed, sums.meetings, dict(sums.by_answer)) == (4, 1, {"A": 2, "B": 1, "C": 1})
    for said in (
        f"办结{sums.closed}件",
        f"办结率{sums.closed_share}",
        "A类2件B类1件C类1件D类0件",
        "满意2件基本满意1件不满意1件",
        f"满意率{sums.satisfied_share}",
        f"逾期件数{sums.overdue}件",
        "小组活动次数1次",
        f"实事件数{sums.deeds}件",
    ):
        assert said in text, said
    assert "A类（已解决）2件" in charts and all(
        f"{word}{number}件".replace(" ", "") in charts for word, number in sums.by_time.items()
    )


def test_many_categories(read, sample):
    """What is rarer than the first seventeen becomes one bar, so that the page is not all bars; nothing is lost in the sum."""
    issues = [{**sample.issues[0], "category": f"第{number}类"} for number in range(30) for _ in range(30 - number)]
    charts = read(replace(sample, issues=issues))[1]
    assert "第16类14件其余13类91件" in charts and "第17类" not in charts


def test_drawn_without_colour(sample):
    """Bars are boxes filled in grey, white or near black and outlined; no colour is set."""
    layout = summary.layout(replace(sample, imprint=replace(sample.imprint, month="2026")))[1]
    said = []

    class Pen:
        """Remembers what is drawn."""

        lines = said

        def __getattr__(self, _name):
            return lambda *_how: None

    layout._table(Pen(), layout.pages[0])
    boxes = [line for line in said if re.fullmatch(r"S [\d.]+ g [\d. ]+ re B 0 g", line)]
    # Sources, outcomes, categories, the month's two columns, what the looks mean.
    assert len(boxes) == 4 + 3 + 8 + 2 + 3
    assert {line.split()[1] for line in boxes} == {"0.25", "0.68", "1"}


@pytest.mark.parametrize("numbers", [(553, 553, 553), (1553, 1552, 1551), (7, 700, 699), (12345, 12345, 33)])
def test_numbers_over_bars_stay_apart(put, boxes, numbers):
    """Twelve months of bars as high as each other: every number can be read, none runs into the next."""
    months = list("甲乙丙丁戊己庚辛壬癸子丑")
    chart = Columns(months, {name: [number] * 12 for name, number in zip("天地人", numbers, strict=True)})
    path = put(
        Drawn.of(
            Sheet("试印", ("", "", ""), ("", ""), portrait=True), [Strip((Cell("", 1, art=chart),), least=chart.high)]
        )
    )
    found = [word for word in boxes(path) if word.text.isdigit() and word.text in map(str, numbers)]
    assert sorted(word.text for word in found) == sorted(map(str, numbers * 12))
    assert [(a.text, b.text) for n, a in enumerate(found) for b in found[n + 1 :] if a.meets(b)] == []
    top = min(word.top for word in found)
    assert top > min(word.top for word in boxes(path) if word.text == "试印") + 20
