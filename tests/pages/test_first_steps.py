"""开头四步 on 今日: a folder just made opens there; a step leads to its page, ticks itself, can be put away and found again."""

import pytest

from tests.pages.desk import Desk
from tests.station import empty, opened, take

STEPS = ["录入代表名册", "排好接待日", "登记第一次接待", "备份放一份到别处"]


@pytest.fixture
def desk(tmp_path):
    """A clerk before a folder that was just made."""
    desk = Desk(empty(tmp_path / "站"))
    desk.open("today")
    yield desk
    desk.close()


def standing(desk):
    """The steps as they are read, ✓ before what is done."""
    return [one.text() for one in desk.page.first.buttons]


def test_the_four_of_a_new_folder(desk):
    """What to begin with stands on top, the next step stands out, everything is named for the ear."""
    assert desk.page.first.isVisible()
    assert standing(desk) == [f"○  {words}" for words in STEPS]
    assert [one.property("c") for one in desk.page.first.buttons] == ["next", "", "", ""]
    assert desk.page.first.buttons[0].accessibleName() == "录入代表名册，还没有做"


@pytest.mark.parametrize(("place", "noun"), list(enumerate(("sheet_import", "schedule", "visit", "backup"))))
def test_a_step_leads_to_its_page(desk, place, noun):
    """A press goes where the step is done."""
    desk.press(f"first_steps_{place}")
    assert desk.page.noun == noun


def test_deputies_can_be_typed_too(desk):
    """Who has no list of them is led to where they are registered one by one."""
    desk.press("没有表的，一位一位登记")
    assert desk.page.noun == "deputy" and desk.button("登记代表").isVisible()


def test_a_step_ticks_itself(desk):
    """What was done on its page is ticked when one comes back; the next step is the filled one."""
    desk.open("visit")
    desk.fill(原话="路灯不亮", outcome="当场答复")
    desk.press("保存")
    desk.open("today")
    assert standing(desk) == ["○  录入代表名册", "○  排好接待日", "✓  登记第一次接待", "○  备份放一份到别处"]
    assert desk.page.first.buttons[2].accessibleName() == "登记第一次接待，做好了"


def test_put_away_and_found_again(desk, tmp_path):
    """Put away they stay away at the next start; a link on 今日 brings them back."""
    desk.press("first_steps_away")
    assert not desk.page.first.isVisible() and desk.page.first.again.isVisible()
    again = desk.reopen()
    again.open("today")
    assert not again.page.first.isVisible()
    again.press("first_steps_again")
    assert again.page.first.isVisible() and not again.page.first.again.isVisible()
    again.close()


def test_a_folder_with_a_roster_goes_on_where_it_is(tmp_path):
    """The first step is done by a sheet that was read before the window was opened."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        take(store, "deputy", {"name": "陈秀兰"})
    desk = Desk(path)
    desk.open("today")
    assert standing(desk)[0] == "✓  录入代表名册" and desk.page.first.buttons[1].property("c") == "next"
    desk.close()


@pytest.mark.parametrize(("width", "rows"), [(1366, 1), (900, 1), (880, 2)])
def test_they_fit_small_windows(desk, width, rows):
    """All four in a row where there is room, two by two in large letters on a small screen; no words are cut."""
    if width == 880:
        desk.window.around.theme.factor = 1.5
    desk.window.resize(width, 500)
    desk.wait()
    buttons = desk.page.first.buttons
    assert len({one.mapTo(desk.window, one.rect().topLeft()).y() for one in buttons}) == rows
    assert all(one.width() >= one.minimumSizeHint().width() for one in buttons)
