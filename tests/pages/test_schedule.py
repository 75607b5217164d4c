"""接待日 in the window: a month planned in one press, one day changed, swapped, moved; the visit form knows who receives."""

import pytest
from PySide6.QtCore import Qt

from lianluozhan.act import acting
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.rota import rota, schedules, write_rota
from lianluozhan.schedule import Schedule
from tests.pages.desk import sitting
from tests.station import CODE, NAME, filled, opened, sound
from ui.listing import Listing


@pytest.fixture
def folder(tmp_path):
    """A station with its roster that receives every Wednesday."""
    path = filled(tmp_path / "站", "deputy")
    with opened(path) as store, acting(store, "amend") as act:
        act.write(Place, own_place_id(CODE), {"hours": "每周三 9:00-11:00"})
    return path


@pytest.fixture
def days(folder):
    """The clerk on the page, on the 21st, who asks for the days that are over too."""
    for desk in sitting(folder):
        desk.open("接待日")
        desk.press("schedule_past")
        yield desk


def kept(desk, month="2026-10"):
    """What the folder holds, as read by another program."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        return readable(store, Schedule, schedules(store, month))


def test_days_that_are_over(folder):
    """Of the month that runs only today and what follows is planned; how many are over is said, and they are planned when asked for."""
    for desk in sitting(folder):
        desk.open("接待日")
        assert [row.split()[0] for row in desk.list("schedule")] == ["10月21日", "10月28日"] and desk.button(
            "schedule_past"
        ).text() == "过去的 2 天也排上"
        desk.press("排这个月")
        assert "10月排好了 2 天" in desk.said()
        desk.press("过去的 2 天也排上")
        assert len(desk.list("schedule")) == 4 and not desk.button("schedule_past").isVisible()
        desk.page.month.step(1)
        desk.wait()
        assert not desk.page.past and not desk.button("schedule_past").isVisible()


def test_planned_in_one_press(days):
    """The days its rule asks for are shown before they are kept; one press keeps them, moved ones with the day they come from."""
    assert [row.split()[0] for row in days.list("schedule")] == ["10月8日", "10月14日", "10月21日", "10月28日"]
    assert all("还没存" in row for row in days.list("schedule"))
    days.press("排这个月")
    assert "刚才：10月排好了 4 天" in days.said()
    assert not any("还没存" in row for row in days.list("schedule"))
    assert not days.button("排这个月").isEnabled() and days.window.focusWidget() is days.page.grid
    rows = kept(days)
    assert [(row["date"], row["moved_from"]) for row in rows][:2] == [
        ("2026-10-08", "2026-10-07"),
        ("2026-10-14", None),
    ]
    assert all(row["deputies"] and row["begin"] == "09:00" for row in rows)


def test_swapped_with_a_reason(days):
    """Another deputy on a day: the form asks why, and the history keeps it."""
    days.press("排这个月")
    days.choose("10月14日")
    before = days.list("schedule")[1]
    names = [one.kept for one in days.page.around.options["deputy"]]
    days.page.form.form.editors["deputies"].show_value(names[:1])
    days.press("schedule_save")
    assert "写明原因" in days.said()
    days.page.form.reason.setText("调班：陈秀兰出差")
    days.press("schedule_save")
    assert "✓ 已更改" in days.said()
    assert days.list("schedule")[1] != before


def test_the_month_at_a_glance(days):
    """Monday first; holidays and days worked in exchange are marked, who receives stands in its day, conflicts are red."""
    model = days.page.grid.days
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in (0, 6)] == ["一", "日"]
    assert model.before == 3  # 1 October 2026 is a Thursday
    cells = {cell.day[8:]: cell for cell in model.cells}
    assert (cells["01"].off, cells["01"].what, cells["10"].what, cells["11"].off, cells["12"].off) == (
        "休",
        "国庆节",
        "班",
        "休",
        "",
    )
    assert len(cells) == 31 and cells["08"].names and not cells["08"].kept and cells["21"].today
    days.press("排这个月")
    days.window.around.desk.act(
        "add", lambda act: act.write(Schedule, new_id(), Schedule.read({"date": "2026-10-09", "deputies": "王某"}))
    )
    days.wait()
    cells = {cell.day[8:]: cell for cell in model.cells}
    assert cells["08"].kept and not cells["08"].wrong and cells["09"].wrong
    assert cells["09"].words == "10月9日，周五，王某，要看一下"


def test_by_keyboard_alone(days):
    """Planned, walked through, two days exchanged, taken back, another day begun: nobody needs the mouse."""
    days.page.grid.setFocus()
    assert days.type("<Ctrl+R><Home><Right><Right><Right><Right><Right><Right><Right>") == 9
    assert days.value("date") == "2026-10-08"
    first, second = (row.partition("–11:00 ")[2].split()[0].split("、") for row in days.list("schedule")[:2])
    days.type("<Down><Down>")
    assert days.page.grid.day() == "2026-10-22" and days.value("date") == "2026-10-08"  # nobody receives on the 22nd
    days.type("<Up><Up><Ctrl+T>")
    days.type(f"{first[0]}<Tab>{second[0]}<Tab>10月14日 {'、'.join(second)}<Tab>出差<Tab><Space>")
    told = days.said()
    assert "刚才：调班" in told and f"10月8日 {first[0]}→{second[0]}，原因：出差（与10月14日的{second[0]}对调）" in told
    assert second[0] in days.list("schedule")[0] and first[0] in days.list("schedule")[1]
    assert "调班" in days.list("schedule")[1]
    days.type("<Ctrl+Z>")
    assert first[0] in days.list("schedule")[0] and "调班" not in days.list("schedule")[1]
    days.page.grid.setFocus()
    days.type("<End><Enter>")
    assert days.value("date") == "2026-10-31"
    days.page.grid.setFocus()
    days.type("<PgDn>")
    assert days.page.month.span == "2026-11"


def test_a_swap_with_a_day_that_is_typed(days):
    """Who writes 10.14 instead of picking from the list means that day; a day nobody receives on is told, and nothing changes."""
    days.press("排这个月")
    days.choose("10月8日")
    first, second = (row.partition("–11:00 ")[2].split()[0].split("、") for row in days.list("schedule")[:2])
    before = days.list("schedule")
    days.press("schedule_swap")
    days.fill(**{"swap.out": first[0], "swap.into": second[0], "swap.why": "出差", "swap.other": "10.15"})
    days.press("schedule_swap_go")
    assert "没有“10.15”这个接待日" in days.said() and days.list("schedule") == before
    days.fill(**{"swap.other": "10.14"})
    days.press("schedule_swap_go")
    assert second[0] in days.list("schedule")[0] and first[0] in days.list("schedule")[1]


def test_a_swap_that_cannot_be(days):
    """Who is there already, or a missing reason: said in the panel, nothing is changed; Esc leaves it."""
    days.press("排这个月")
    days.choose("10月14日")
    before = days.list("schedule")
    names = before[1].partition("–11:00 ")[2].split()[0].split("、")
    days.press("schedule_swap")
    days.fill(**{"swap.out": names[0], "swap.into": names[1]})
    days.press("schedule_swap_go")
    assert "这一项要填" in days.said()
    days.fill(**{"swap.why": "出差"})
    days.press("schedule_swap_go")
    assert f"本来就有{names[1]}" in days.said() and days.list("schedule") == before
    days.type("<Esc>")
    assert not days.page.pane.shifting.isVisible()


def test_esc_closes_what_is_open(days):
    """Esc in a chooser of 调班 closes its list, then the panel; what was typed is not lost to the first one."""
    days.press("排这个月")
    days.choose("10月14日")
    days.press("调班")
    into = days.field("into")
    into.setFocus()
    for opening in ("c", "<Alt+Down>"):
        days.type(opening)
        assert into.offering()
        days.type("<Esc>")
        assert (into.offering(), days.page.pane.shifting.isVisible()) == (False, True)
    days.type("<Esc>")
    assert not days.page.pane.shifting.isVisible()


def test_moved_from_a_holiday(days):
    """A day somebody put on a holiday stays legal, is remarked, and one press moves it to the next day that is worked."""
    row = Schedule.read({"date": "2026-10-01", "deputies": "彭喆"})
    days.window.around.desk.act("add", lambda act: act.write(Schedule, new_id(), row))
    days.wait()
    days.press("排这个月")
    assert "10月1日是国庆节" in days.said()
    days.choose("10月1日")
    days.press("顺延到上班那天")
    assert "10月1日是国庆节" not in days.said()
    assert ("2026-10-08", "2026-10-01") in [(row["date"], row["moved_from"]) for row in kept(days)]


def test_no_rule_is_said(tmp_path):
    """A station that never said when it receives is told where to write it; a day can be put down all the same."""
    for desk in sitting(filled(tmp_path / "空站", "deputy")):
        desk.open("接待日")
        assert "请在代表名册里打开家站点，在“开放时间”里写上" in desk.said()
        desk.press("去写开放时间")
        assert (desk.page.noun, desk.value("name")) == ("deputy", NAME) and desk.field("hours").hasFocus()
        desk.field("name").setFocus()
        desk.open("接待日")
        desk.press("去写开放时间")
        assert desk.field("hours").hasFocus()
        desk.open("接待日")
        desk.press("另加一天")
        desk.fill(date="2026-10-23", begin="9:00")
        desk.press("schedule_save")
        assert [row.split()[0] for row in desk.list("schedule")] == ["10月23日"]


def test_the_visit_form_knows(folder):
    """On a reception day place and deputies stand in the form; another date has that day's, and nothing of it is a draft."""
    with opened(folder) as store:
        with acting(store, "rota") as act:
            write_rota(act, rota(store, "2026-10", past=True))
        today, other = (one.deputies for one in schedules(store, "2026-10")[2:4])
        assert today != other
    for desk in sitting(folder):
        desk.open("接待登记")
        assert desk.value("deputies") == today
        assert desk.value("place") == own_place_id(CODE)
        desk.open("接待日")
        desk.open("接待登记")
        assert not any("草稿" in row for row in desk.list("visit"))
        desk.fill(received_at="2026-10-28 9:00")
        desk.wait(lambda: desk.value("deputies") == other)
        desk.fill(received_at="2026-10-29 9:00")
        desk.wait(lambda: desk.value("deputies") is None)


def test_led_to(days):
    """Who is led here by its id sees it in its month."""
    days.press("排这个月")
    listing = days.page.findChild(Listing, "list_schedule")
    id = listing.rows.items[0].key
    days.page.month.step(1)
    days.window.show_record("schedule", id)
    days.wait()
    assert days.page.month.span == "2026-10"
    assert days.value("date") == "2026-10-08"


def test_blank_forms(days, tmp_path):
    """Given out for a day, shown on paper; typed later under their numbers; the rest put away in one press."""
    days.press("排这个月")
    days.choose("10月14日")
    assert "编号先留好" in days.said()
    days.press("印空白登记表")
    assert "请写印几张" in days.said()
    days.widget("schedule.blanks").setText("3")
    days.press("印空白登记表")
    assert (
        days.page.noun == "paper"
        and days.page.preview.documents[0].name == "空白登记表"
        and days.page.preview.documents[0].pages == 3
    )
    days.open("接待登记")
    days.press("新登记")
    days.fill(statement="路灯不亮", outcome="当场答复", paper_number="J0002")
    days.press("保存")
    assert "J0002" in " ".join(days.list("visit"))
    days.open("接待日")
    assert "空白登记表还有 2 张没登记：J0001、J0003" in days.said()
    days.press("没有用的作废")
    assert "编号先留好" in days.said() and not days.button("没有用的作废").isVisible()
    kept(days)


def test_printed_from_the_day(days):
    """打印 offers what the shown day needs, and the month's plan; without a day only the plan."""
    menu = {action.text(): action for action in days.button("schedule_print").menu().actions()}
    assert list(menu) == ["接待日一套", "接待公告", "接待日签到表", "桌牌", "接待日安排表"]
    assert [action.isEnabled() for action in menu.values()] == [False] * 4 + [True]
    days.press("排这个月")
    days.choose("10月14日")
    assert all(action.isEnabled() for action in menu.values())
    menu["接待日一套"].trigger()
    days.wait()
    assert (
        days.page.noun == "paper"
        and days.page.preview.title.text() == "接待日一套"
        and days.widget("paper.subject").text() == "2026-10-14"
    )
    days.type("<Esc>")
    menu["接待日安排表"].trigger()
    days.wait()
    assert days.page.preview.title.text() == "接待日安排表" and days.widget("paper.subject").text() == "2026-10"


@pytest.mark.parametrize("size", [(911, 459), (960, 500)], ids=str)
def test_every_week_is_seen_in_a_low_window(days, size):
    """The list gives way: no day of the month lies below the edge of the calendar, and its words do not lie over each other."""
    days.window.resize(*size)
    days.wait()
    grid = days.page.grid
    last = grid.visualRect(grid.days.at("2026-10-31"))
    assert grid.viewport().rect().contains(last) and not days.page.list.isVisible()
    assert days.page.foot.geometry().top() > grid.geometry().bottom()
    days.window.resize(1366, 689)
    days.wait()
    assert days.page.list.isVisible()
