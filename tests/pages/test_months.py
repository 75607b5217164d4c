"""A strip of very many days: folded by month, nothing lost of its sum, unfolded where a person asks."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lianluozhan import clock
from lianluozhan.calendar import WorkCalendar
from lianluozhan.deadline import COUNTED, MADE_UP
from lianluozhan.fact import Fact
from lianluozhan.followup import Outcome
from ui.asks.countdown import Bead, countdown
from ui.months import MONTH, MOST, folded, month_of, open_at_first
from ui.theme import Theme
from ui.widgets.strip import Strip


def running(limit, due, pauses=(), start="2026-08-03"):
    """The beads of a clock that began on a Monday in August."""
    values = {"action": "交办", "acted_on": start, "limit": limit, "due_on": due}
    fact = Fact("f", f"{start}T01:00:00.000Z", "s", 1, "station", values)
    row = {"state": "办理中", "tracking_due": None, "assigned_on": None, "due_on": None}
    return countdown(WorkCalendar(), row, Outcome(state="办理中", due_on=due, pauses=pauses), [fact]).beads


def plain(days, start=date(2026, 8, 3)):
    """So many days that count, none of them today or due."""
    return [Bead((start + timedelta(n)).isoformat(), "计入", n + 1, False, False, False, "") for n in range(days)]


@pytest.mark.parametrize(("days", "months"), [(45, 2), (MOST, 3), (MOST + 1, 1)])
def test_only_a_long_one_is_folded(days, months):
    """Up to ninety days every day is a bead; beyond that only one month's are."""
    beads = plain(days)
    assert len(open_at_first(beads)) == months
    assert (len(folded(beads, open_at_first(beads))) == days) == (days <= MOST)


def test_this_month_is_open():
    """Of a long one the days of today's month are seen, of one that is over those of the due day's."""
    beads = running("3 个月", "2026-11-03")
    assert len(beads) == 93
    assert open_at_first(beads) == {"2026-10"}
    clock.set_today("2026-07-01")
    assert open_at_first(running("3 个月", "2026-11-03")) == {"2026-11"}


def test_the_sum_stays():
    """The months' counted days and those still drawn are together what the days were; a pause is said."""
    beads = running("70 工作日", "2026-11-17", pauses=(("2026-09-07", "2026-09-10"),))
    shown = folded(beads, {"2026-10"})
    counted = sum(bead.number for bead in shown if bead.kind == MONTH) + sum(
        bead.kind in (COUNTED, MADE_UP) for bead in shown
    )
    assert counted == sum(bead.kind in (COUNTED, MADE_UP) for bead in beads)
    august, september = (bead for bead in shown if bead.day[:7] in ("2026-08", "2026-09"))
    assert august.words == "2026年8月：算 20 天，不算 8 天，从这个月起算；按回车看每一天"
    assert "暂停 3 天" in september.words
    assert shown[-1].due
    assert "到期在这个月" in shown[-1].words
    assert (august.past, shown[-1].past) == (True, False)


def test_overdue_months():
    """A month after the due day says how many working days it is over."""
    over = [
        Bead("2026-11-02", "过期", 1, True, False, False, ""),
        Bead("2026-11-03", "过期", 2, True, False, False, ""),
    ]
    assert folded(over, ()) == (
        Bead("2026-11-02", MONTH, 2, True, False, False, "2026年11月：过期 2 个工作日；按回车看每一天"),
    )


@pytest.fixture
def strip(qtbot):
    """The widget with a long clock."""
    made = Strip(Theme())
    qtbot.addWidget(made)
    made.resize(600, made.height())
    made.show()
    made.show_beads(running("70 工作日", "2026-11-13"))
    return made


def kinds(strip):
    """(month, whether folded) in their order, days of one month once."""
    return list(dict.fromkeys((month_of(bead), bead.kind == MONTH) for bead in strip.days.beads))


def test_unfolded_by_enter(strip):
    """→ walks to a month, Enter unfolds it, Enter on one of its days folds it again; what is read aloud is the sum."""
    told = []
    strip.told.connect(told.append)
    assert kinds(strip) == [("2026-08", True), ("2026-09", True), ("2026-10", False), ("2026-11", True)]
    strip.setCurrentIndex(strip.days.index(0))
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert told[-1].startswith("2026年9月：算 ")
    assert strip.days.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == told[-1]
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert kinds(strip)[1] == ("2026-09", False)
    assert strip.days.beads[strip.currentIndex().row()].day == "2026-09-01"
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert kinds(strip)[1] == ("2026-09", True)


def test_stays_unfolded(strip):
    """The same days shown anew stay as they were unfolded; other days start anew."""
    strip.setCurrentIndex(strip.days.index(0))
    QTest.keyClick(strip, Qt.Key.Key_Return)
    strip.show_beads(strip.beads)
    assert kinds(strip)[0] == ("2026-08", False)
    strip.show_beads(running("66 工作日", "2026-11-09"))
    assert kinds(strip)[0] == ("2026-08", True)


def test_a_short_one_never_folds(strip):
    """Enter on a day of a strip that is not long changes nothing; it scrolls where it is wider than the window."""
    beads = running("50 工作日", "2026-10-15")
    assert 45 < len(beads) <= MOST
    strip.show_beads(beads)
    strip.setCurrentIndex(strip.days.index(5))
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert len(strip.days.beads) == len(beads)
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.horizontalScrollBar().value() >= strip.horizontalScrollBar().maximum() - 1 > 0
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert strip.horizontalScrollBar().value() == 0


def test_nothing_to_fold(strip):
    """No clock, no beads."""
    strip.show_beads(())
    assert strip.days.rowCount() == 0
