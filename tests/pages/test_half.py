"""What is half written in any record's form: it waits while another row is looked at, comes back, and goes only when a person says so."""

import pytest

from lianluozhan import clock, parts
from lianluozhan.act import acting
from lianluozhan.amend import amend, version
from lianluozhan.project import Project
from tests.pages.desk import sitting
from tests.station import empty, opened, take
from ui.widgets.record_form import RecordForm

UNSAVED = "没有保存"


@pytest.fixture
def page(tmp_path):
    """A clerk at 项目, two of which are there."""
    clock.set_today("2026-11-03")
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(
            store,
            "project",
            {"title": "村道路灯", "year": "2026", "kind": "民生实事", "steps": "勘查"},
            {"title": "水渠清淤", "year": "2026", "kind": "民生实事"},
        )
        with acting(store, "parts") as act:
            parts.switch(act, on=["代表联络站+"])
    for desk in sitting(path):
        desk.open("项目")
        yield desk


def test_a_new_one_waits(page):
    """A row is looked at in between: what was written comes back; the same button twice lets it go;
    the row looked at opens again by a press."""
    page.press("登记项目")
    page.fill(title="老年食堂", goal="三十人用餐")
    page.choose("村道路灯")
    assert page.value("title") == "村道路灯"
    page.press("登记项目")
    assert (page.value("title"), page.value("goal")) == ("老年食堂", "三十人用餐")
    assert "接着写没有保存的那一份：写好了按“保存”，不要了再按一次“登记项目”" in page.said()
    page.press("登记项目")
    assert page.value("title") is None and UNSAVED not in page.said()
    page.press("登记项目")
    assert UNSAVED not in page.said()
    page.fill(title="老年食堂")
    page.press("登记项目")
    assert page.value("title") == "老年食堂" and "这一份还没有保存" in page.said()
    page.press("保存")
    page.press("登记项目")
    assert page.value("title") is None and UNSAVED not in page.said()


def test_the_row_one_came_from(page):
    """After 登记 the row that was shown before is no longer marked, and going to it shows it again; what was saved is marked."""
    page.choose("村道路灯")
    page.press("登记项目")
    rows = page.page.roll.list
    assert not rows.selectedIndexes()
    page.choose("村道路灯")
    assert page.value("title") == "村道路灯"
    page.press("登记项目")
    page.fill(title="老年食堂")
    page.press("保存")
    assert rows.key() == page.page.form.record.id and rows.selectedIndexes()


def test_a_change_waits(page):
    """What was changed in one row stays while another is looked at, with its reason; it is saved, or let go by a button that says so."""
    page.choose("村道路灯")
    assert not page.button("project_drop").isVisible()
    page.fill(goal="全村都亮")
    assert page.button("project_drop").isVisible()
    page.page.form.reason.setText("补写")
    page.choose("水渠清淤")
    assert page.value("goal") is None and not page.button("project_drop").isVisible()
    page.choose("村道路灯")
    assert (page.value("goal"), page.page.form.reason.text()) == ("全村都亮", "补写")
    assert "接着改没有保存的" in page.said()
    page.press("不要这些改动")
    assert page.value("goal") is None and UNSAVED not in page.said() and "还可以找回" in page.said()
    page.choose("水渠清淤")
    assert not page.button("project_have_back").isVisible()
    page.choose("村道路灯")
    for _click in range(2):  # twice, before it is shown, is the same as once
        page.button("project_have_back").click()
    page.wait()
    assert (page.value("goal"), page.page.form.reason.text()) == ("全村都亮", "补写")
    page.press("不要这些改动")
    page.fill(goal="全村都亮")
    page.choose("水渠清淤")
    page.choose("村道路灯")
    page.page.form.reason.setText("补写")
    page.press("保存更改")
    assert "✓ 已更改" in page.said() and UNSAVED not in page.said()
    page.choose("水渠清淤")
    page.choose("村道路灯")
    assert page.value("goal") == "全村都亮" and UNSAVED not in page.said()


def test_a_double_click(page):
    """A double click on 不要了 is no click on 找回草稿, which stands there by then, nor the other way round."""
    page.press("登记项目")
    page.fill(title="老年食堂")
    page.double_click("不要了")
    assert page.value("title") is None
    page.double_click("找回草稿")
    assert page.value("title") == "老年食堂"


def test_a_first_value_needs_no_reason(page):
    """What only fills in what was empty is written as it is; what stood there already is changed for a reason."""
    page.choose("村道路灯")
    page.fill(goal="全村都亮")
    page.press("保存更改")
    assert "✓ 已更改" in page.said()
    page.fill(goal="主街亮", result="亮了")
    page.press("保存更改")
    assert "请在下面写明原因" in page.said()


def test_a_step_loses_nothing(page):
    """A step of the same record keeps what is typed beside it; what the step itself kept is no change any more."""
    page.choose("村道路灯")
    page.fill(goal="全村都亮")
    page.press("办了第 1 步")
    assert page.value("goal") == "全村都亮" and UNSAVED in page.said()
    page.fill(result="亮了", goal="")
    page.press("完成了")
    assert page.value("result") == "亮了" and UNSAVED not in page.said()


def test_changed_elsewhere(page):
    """The same field got another value meanwhile: both are told, the person decides."""
    page.choose("村道路灯")
    page.fill(goal="全村都亮")
    page.choose("水渠清淤")
    page.window.around.desk.act("amend", brighten)
    page.wait()
    page.choose("村道路灯")
    assert page.value("goal") == "全村都亮" and "别处也改过，请核对" in page.page.form.form.told("goal")


def test_the_window_is_closed(page):
    """Closed, locked or killed: a new one is shown again at once, a change when its row is chosen; once saved neither comes back."""
    page.choose("水渠清淤")
    page.fill(goal="两公里")
    page.press("登记项目")
    page.fill(title="老年食堂", deputies=["陈秀兰"])
    desk = page.reopen()
    desk.open("项目")
    assert desk.value("title") == "老年食堂" and "接着写没有保存的那一份" in desk.said()
    desk.press("保存")
    desk.choose("水渠清淤")
    assert desk.value("goal") == "两公里"
    desk.press("不要这些改动")
    again = desk.reopen()
    again.open("项目")
    assert again.value("title") is None and UNSAVED not in again.said()
    again.choose("水渠清淤")
    assert again.value("goal") is None
    again.close()


def test_closed_while_it_is_saved(page):
    """The window is closed before it is said that it is saved: what is registered does not come back as half written."""
    page.press("登记项目")
    page.fill(title="老年食堂")
    page.button("保存").click()
    again = page.reopen()
    again.open("项目")
    assert again.value("title") is None and UNSAVED not in again.said()
    assert any("老年食堂" in row for row in again.list())
    again.close()


def test_one_of_another_day_waits(page):
    """A day of the calendar half written comes back by 另加一天, with its own date."""
    page.open("接待日")
    page.page._entered("2026-11-05")
    page.fill(topic="养老")
    page.page._entered("2026-11-06")
    assert page.value("topic") is None
    page.press("另加一天")
    assert (page.value("topic"), page.page.form.form.read()[0]["date"]) == ("养老", "2026-11-05")


def brighten(act):
    """Somebody else writes the same field."""
    (one,) = act.store.find(Project, "title=?", ("村道路灯",))
    amend(act, one, {"goal": "主街亮"}, "补写", version(act.store, one))


@pytest.mark.parametrize("role", ["station", "district"])
def test_nobody_wrote_anything(tmp_path, role):
    """On every page with such a form: an empty one that nobody wrote into is never said to be unsaved."""
    clock.set_today("2026-11-03")
    path = (
        empty(tmp_path / "站")
        if role == "station"
        else empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    )
    with opened(path) as store, acting(store, "parts") as act:
        parts.switch(act, on=[one.label for one in parts.PARTS if role in one.roles])
    seen = 0
    for desk in sitting(path):
        for leaf in desk.window._leaves:
            desk.open(leaf.noun)
            if not desk.page.findChildren(RecordForm) or not (new := getattr(desk.page, "new", None)):
                continue
            seen += 1
            for _ in range(2):
                new()
                desk.wait()
                assert UNSAVED not in desk.said(), leaf.title
    assert seen >= (8 if role == "station" else 6)
