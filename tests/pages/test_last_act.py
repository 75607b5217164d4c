"""撤销 in the status line: whatever was done last can be taken back from any page, and had again."""

import pytest
from PySide6.QtWidgets import QPushButton

from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.reception import add_visit, issue_id
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.station import VISIT


@pytest.fixture
def desk(desk):
    """The clerk at 统计, a page without a form of its own."""
    desk.open("统计")
    return desk


def link(desk) -> QPushButton:
    """The link in the status line."""
    return desk.window.findChild(QPushButton, "window_undo")


def act(desk, verb, write):
    """Something done behind the page that is seen."""
    desk.window.around.desk.act(verb, write)
    desk.wait()


def register(desk):
    """A visit, by an act of its own."""
    act(desk, "add_visit", lambda act: add_visit(act, new_id(), VISIT))


def standing(desk) -> int:
    """How many visits stand."""
    return desk.window.around.desk.ask(lambda store: len(store.find(Visit))).result().answer


def test_nothing_to_take_back(desk):
    """A window just opened offers nothing."""
    assert not link(desk).isVisible()


def test_taken_back_and_had_again(desk):
    """One press takes the act back, another brings it again; each time the line says what it was."""
    before = standing(desk)
    register(desk)
    assert standing(desk) == before + 1
    assert "刚才：接待 140405102-2026-J0024" in desk.said()
    desk.press("window_undo")
    assert standing(desk) == before
    assert "已撤销：接待 140405102-2026-J0024" in desk.said()
    assert link(desk).text().startswith("恢复")
    desk.press("window_undo")
    assert standing(desk) == before + 1


def test_by_key(desk):
    """Ctrl+Z outside a text does the same."""
    before = standing(desk)
    register(desk)
    desk.window.setFocus()
    desk.type("<Ctrl+Z>")
    assert standing(desk) == before


def test_a_text_keeps_its_own(desk):
    """In a text Ctrl+Z takes back what was typed, never the last act."""
    before = standing(desk)
    register(desk)
    desk.open("意见办理")
    line = desk.page.side.filter
    line.setFocus()
    desk.type("路灯<Ctrl+Z>")
    assert (line.text(), standing(desk)) == ("", before + 1)


def test_only_the_last(desk):
    """Two acts: one press takes back the second only."""
    register(desk)
    register(desk)
    both = standing(desk)
    desk.press("window_undo")
    assert standing(desk) == both - 1


def test_refused_with_the_reason(desk):
    """What somebody has built on stays, and it is said why; the link is gone."""
    made = []
    act(desk, "add_visit", lambda act: made.append(add_visit(act, new_id(), {**VISIT, "outcome": "乡镇办理"})))
    before, held = standing(desk), link(desk)._act_id

    def answered(act):
        issue = act.store.get(Issue, (made[0].world, issue_id(made[0].id)))
        follow(act, issue, "批注", {"text": "去看过", "acted_on": "2026-10-21"})

    act(desk, "follow", answered)
    link(desk)._act_id = held  # as if the second act had come from elsewhere
    desk.press("window_undo")
    assert standing(desk) == before
    assert "不能撤销" in desk.window.notice.what.text()
    assert not link(desk).isVisible()


@pytest.mark.parametrize("page", ["接待登记", "代表履职", "代表名册"])
def test_pages_that_offer_it_themselves(desk, page):
    """Where a form offers 撤销 itself the status line leaves it to the form."""
    register(desk)
    assert link(desk).isVisible()
    desk.open(page)
    assert not link(desk).isVisible()
    desk.open("统计")
    assert link(desk).isVisible()


def test_settings_are_no_acts(desk):
    """Larger letters are nothing to take back."""
    desk.window.larger.emit(1)
    desk.wait()
    desk.window.larger.emit(-1)
    desk.wait()
    assert not link(desk).isVisible()
