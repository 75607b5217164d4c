"""The tabs say what waits behind them: 意见办理 what is late, 今日 what cannot wait; nothing where nothing waits."""

import pytest
from PySide6.QtWidgets import QPushButton

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.folder import opened
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.schema import SCHEMA
from ui.asks.followup import due, overdue
from ui.theme import Theme
from ui.widgets.tab import Tab


def tab(desk, noun) -> Tab:
    """A page's tab."""
    return desk.window.findChild(QPushButton, f"tab_{noun}")


@pytest.mark.parametrize(
    ("day", "late"), [("2026-10-27", 0), ("2026-10-28", 9), ("2026-11-05", 10), ("2026-11-16", 12)]
)
def test_as_many_as_are_red(folder, day, late):
    """The number is how many issues carry the red light on that day, no more and no fewer."""
    clock.set_today(day)
    with opened(folder, SCHEMA) as store:
        rows = readable(store, Issue, store.find(Issue))
        assert overdue(store) == sum(row["light"] == "红" for row in rows) == late


def test_paused_is_not_late(folder):
    """What is paused is not counted, however old its date."""
    clock.set_today("2026-10-28")
    with opened(folder, SCHEMA) as store:
        before = overdue(store)
        with acting(store, "follow", "赵敏") as act:
            issue = store.find(Issue, "state='办理中'", order="number")[0]
            follow(act, issue, "暂停", {"reason": "等反映人指认地点", "acted_on": "2026-10-20"})
        assert overdue(store) == before - 1


@pytest.mark.parametrize("day", ["2026-10-12", "2026-10-21", "2026-10-28"])
def test_what_cannot_wait(folder, day):
    """今日 counts what is late, soon due, or whose next date has come, but for what the district has to pass on."""
    clock.set_today(day)
    with opened(folder, SCHEMA) as store:
        open_ones = [issue for issue in store.find(Issue) if issue.next_on and issue.turn != "区人大"]
        waiting = [one for one in open_ones if one.next_on <= day or (one.state == "办理中" and one.warn_on <= day)]
        assert due(store) == len(waiting)


def test_the_tabs_say_so(desk):
    """The pill's number is said in words too, and goes when nothing waits any more."""
    assert (tab(desk, "followup").count, tab(desk, "today").count) == (0, 0)  # five lie with the district
    clock.set_today("2026-10-28")
    desk.window.around.desk.changed.emit(frozenset({"issue"}))
    desk.wait()
    late = tab(desk, "followup")
    assert (late.count, late.accessibleDescription(), late.toolTip()) == (9, "9 件逾期", "9 件逾期　Alt+3")
    assert (tab(desk, "today").count, tab(desk, "today").accessibleDescription()) == (9, "9 件今天要看")
    clock.set_today("2026-10-21")
    desk.window.around.desk.changed.emit(frozenset({"issue"}))
    desk.wait()
    assert (late.count, late.accessibleDescription(), late.toolTip()) == (0, "", "Alt+3")


def test_an_act_changes_the_number(desk):
    """An answer to a late issue takes it off the number at once."""
    clock.set_today("2026-10-28")
    values = {"answer_class": "A", "text": "已经修好", "acted_on": "2026-10-28"}

    def answered(act):
        follow(act, act.store.find(Issue, "state='办理中' AND due_on='2026-10-27'")[0], "答复", values)

    desk.window.around.desk.act("follow", answered)
    desk.wait()
    assert tab(desk, "followup").count == 8


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_room_for_the_number(qapp, factor):
    """The tab grows by its pill, which says 99+ for what is more."""
    one = Tab("意见办理", Theme(factor=factor))
    bare = one.sizeHint().width()
    one.show_count(7, "late", "7 件逾期")
    narrow = one.sizeHint().width()
    one.show_count(1234, "late", "1234 件逾期")
    wide = one.sizeHint().width()
    assert bare < narrow < wide
    assert one.minimumSizeHint() == one.sizeHint()
    one.deleteLater()
