"""Midnight, and waking from sleep: lights and deadlines are the new day's without anybody pressing anything; what is written stays."""

import sys

import pytest
from PySide6.QtWidgets import QWidget

from lianluozhan import clock
from tests.pages.desk import sitting
from tests.station import filled
from ui.app import attend
from ui.daybreak import Daybreak


@pytest.fixture
def desk(tmp_path):
    """A clerk who left the window open."""
    yield from sitting(filled(tmp_path / "站"))


def test_the_day_changes_while_the_window_is_open(desk):
    """今日 says the new day, what fell due over night is red, and the count on the tab is the new one."""
    watch = Daybreak(desk.window, desk.window.around.desk)
    desk.open("today")
    assert "10月21日" in desk.said()
    before = desk.window.findChild(QWidget, "tab_today").count
    watch.look()
    desk.wait()
    assert "10月21日" in desk.said()
    clock.set_today("2026-11-20")  # as after a long sleep
    watch.timer.timeout.emit()
    desk.wait()
    assert "11月20日" in desk.said() and "逾期" in "\n".join(
        one.accessibleName() for card in desk.page.cards.values() for one in card.lines
    )
    assert desk.window.findChild(QWidget, "tab_today").count > before


def test_a_page_behind_is_of_the_new_day_too(desk):
    """A page that is not seen just now is asked anew when one comes back to it."""
    desk.open("followup")
    before = desk.list()
    desk.open("visit")
    clock.set_today("2026-11-20")
    Daybreak(desk.window, desk.window.around.desk).look()
    watch = Daybreak(desk.window, desk.window.around.desk)
    watch.day = clock.today().replace(day=1)
    watch.look()
    desk.open("followup")
    assert desk.list() != before and "逾期" in "\n".join(desk.list())


def test_what_is_written_stays(desk):
    """A form in use over midnight keeps its words and its cursor."""
    desk.open("visit")
    desk.fill(姓名="郭桂兰", 原话="路灯不亮")
    line = desk.field("statement")
    line.setFocus()
    watch = Daybreak(desk.window, desk.window.around.desk)
    clock.set_today("2026-10-22")
    watch.look()
    desk.wait()
    assert (desk.value("visitor_name"), desk.value("statement")) == ("郭桂兰", "路灯不亮") and line.hasFocus()


def test_a_window_that_is_worked_in_has_it(desk, monkeypatch):
    """A person's window looks at the clock, as it looks after backups."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    attend(desk.window)
    assert desk.window.findChild(Daybreak).timer.isActive()
