"""What stands above a list spread out, and its menus: what narrows it, what can be done to a column, months, what is said."""

import pytest
from PySide6.QtGui import QAction

from lianluozhan.action import STATES
from lianluozhan.columns import possible
from lianluozhan.deputy import Deputy
from lianluozhan.issue import Issue
from lianluozhan.search import UNSETTLED
from lianluozhan.visit import Visit
from ui.widgets.chooser import option
from ui.widgets.spread.head import ANY, SpreadHead
from ui.widgets.spread.menu import ColumnMenu, NarrowMenu

OPTIONS = {"category": [option("道路与路灯"), option("供暖")]}


@pytest.fixture
def head(qapp):
    """What stands above the list of issues; `told` holds what it said."""
    made = SpreadHead(OPTIONS)
    made.told = []
    made.narrowed.connect(lambda: made.told.append((made.words, dict(made.where), made.span)))
    made.export.connect(lambda why: made.told.append(why))
    made.start(Issue, "路灯")
    yield made
    made.deleteLater()


def entries(menu):
    """{object name: entry} of a menu and those below it."""
    return {one.objectName(): one for one in menu.findChildren(QAction) if one.objectName()}


def test_begins_quietly(head):
    """The words of the page stand in the filter; nothing was asked for by that."""
    assert (head.filter.text(), head.words, head.told) == ("路灯", "路灯", [])
    assert not head.when.isHidden() and head.state.isHidden() and head.why.isHidden()
    head.start(Deputy, "")
    assert head.when.isHidden() and head.filter.text() == ""


def test_what_narrows(head):
    """Words, one value of a field each, a month; another list begins without."""
    head.filter.setText(" 井盖 ")
    head.narrow("state", UNSETTLED)
    head.narrow("category", "供暖")
    head.narrow("state", "办理中")
    head.narrow("category", "")
    head.show_months(["2026-10"])
    head.when.setCurrentIndex(2)
    head.when.activated.emit(2)
    head.narrow("", "")
    assert head.told == [
        ("井盖", {}, ""),
        ("井盖", {"state": UNSETTLED}, ""),
        ("井盖", {"state": UNSETTLED, "category": "供暖"}, ""),
        ("井盖", {"category": "供暖", "state": "办理中"}, ""),
        ("井盖", {"state": "办理中"}, ""),
        ("井盖", {"state": "办理中"}, "2026-10"),
        ("井盖", {}, "2026-10"),
    ]
    head.start(Visit, "")
    assert (head.words, head.where, head.span) == ("", {}, "")


def test_months(head):
    """All time first, then each year before its months."""
    head.show_months(["2026-10", "2026-09", "2025-12"])
    assert [head.when.itemText(at) for at in range(head.when.count())] == [
        ANY,
        "2026年",
        "2026年10月",
        "2026年9月",
        "2025年",
        "2025年12月",
    ]
    assert [head.when.itemData(at) for at in range(head.when.count())] == [
        "",
        "2026",
        "2026-10",
        "2026-09",
        "2025",
        "2025-12",
    ]


def test_what_was_wrong_is_right_again(head):
    """A refusal goes with the next answer, what was done stays."""
    head.say("没有这一项", "error")
    assert not head.state.isHidden()
    head.settle()
    assert head.state.isHidden()
    head.say("✓ 已导出", "saved")
    head.settle()
    assert head.state.text() == "✓ 已导出"


def test_ways_out(head):
    """Masked at once; with people only after a reason was written."""
    ways = entries(head)
    ways["spread_export_masked"].trigger()
    ways["spread_export_whole"].trigger()
    assert head.told == [None] and not head.why.isHidden()
    head.why.line.setText("  ")
    head.why.line.returnPressed.emit()
    assert head.told == [None]
    head.why.line.setText("镇里开会")
    head.why.line.returnPressed.emit()
    assert head.told == [None, "镇里开会"]


@pytest.mark.parametrize(
    ("cls", "there", "not_there"),
    [
        (Issue, ("state", "category", "urgency"), ("organ", "title")),
        (Visit, ("category", "outcome", "channel", "mode"), ("state", "statement")),
        (Deputy, ("gender",), ("category", "levels")),
    ],
)
def test_what_can_be_picked(qapp, cls, there, not_there):
    """Fields whose values are words of a list; of an issue its states, 未办结 first; categories where a kind has one."""
    menu, picked = NarrowMenu(None, lambda *pair: picked.append(pair)), []
    menu.fill(cls, ["道路与路灯", "供暖"], {})
    found = {one.objectName() for one in menu.findChildren(NarrowMenu.__mro__[1])}
    assert {f"spread_narrow_{name}" for name in there} <= found
    assert not {f"spread_narrow_{name}" for name in not_there} & found
    assert not entries(menu)["spread_narrow_none"].isEnabled()
    if cls is Issue:
        below = menu.findChild(NarrowMenu.__mro__[1], "spread_narrow_state")
        assert [one.text() for one in below.actions()] == [UNSETTLED, *STATES]
        entries(menu)["spread_state_暂停"].trigger()
        entries(menu)["spread_state_暂停"].trigger()
        assert picked == [("state", "暂停"), ("state", "")]
    menu.deleteLater()


def test_what_is_picked_is_ticked(qapp):
    """The field says its value, the value has its tick, 都看 can be pressed."""
    menu = NarrowMenu(None, lambda *_pair: None)
    menu.fill(Issue, ["供暖"], {"category": "供暖"})
    assert entries(menu)["spread_category_供暖"].isChecked()
    assert menu.findChild(NarrowMenu.__mro__[1], "spread_narrow_category").title() == "内容分类：供暖"
    assert entries(menu)["spread_narrow_none"].isEnabled()
    menu.deleteLater()


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("up", ("sort", False)),
        ("down", ("sort", True)),
        ("unsort", ("unsort",)),
        ("left", ("left",)),
        ("right", ("right",)),
        ("wider", ("wider",)),
        ("narrower", ("narrower",)),
        ("hide", ("hide",)),
        ("reset", ("reset",)),
        ("show_title", ("show", "title")),
        ("show_number", ("show", "number")),
    ],
)
def test_what_can_be_done_to_a_column(qapp, verb, said):
    """Every entry does what it says; columns that are seen are ticked."""
    done, known = [], possible(Issue)
    menu = ColumnMenu(None, known["number"], False, lambda *what: done.append(what)).offer(
        list(known.values()), ("number", "state")
    )
    found = entries(menu)
    assert {name for name, one in found.items() if one.isChecked()} == {"spread_show_number", "spread_show_state"}
    found[f"spread_{verb}"].trigger()
    assert done == [said]
    menu.deleteLater()


def test_what_cannot_be_done(qapp):
    """The last column stays; what is known only when it is read is no order."""
    known = possible(Issue)
    last = ColumnMenu(None, known["number"], True, lambda *_what: None)
    assert not entries(last)["spread_hide"].isEnabled()
    travel = ColumnMenu(None, known["travel"], False, lambda *_what: None)
    assert not {"spread_up", "spread_down"} & set(entries(travel)) and not travel.actions()[0].isEnabled()
    for menu in (last, travel):
        menu.deleteLater()
