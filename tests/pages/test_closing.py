"""结账 in the window: on 打印本月 what is open is read, the month is closed in two presses, and its papers are the kept ones."""

import pytest

from lianluozhan import clock
from lianluozhan.closing import kept_papers
from lianluozhan.month import closing_of
from tests.pages.desk import Desk
from tests.station import opened


@pytest.fixture
def desk(folder):
    """The clerk at the window on the second of November."""
    clock.set_today("2026-11-02")
    desk = Desk(folder)
    desk.open("打印本月")
    month = desk.widget("month.month")
    month.setCurrentIndex(month.findData("2026-10"))
    month.activated.emit(month.currentIndex())
    desk.wait()
    yield desk
    desk.close()


def test_closed_in_two_presses(desk, folder):
    """The open points are read first; the second press closes; the month says since when, its papers are those kept."""
    said = desk.said()
    assert "未结账" in said and "来访人还没有签字的接待 23 处" in said and "原话不能再改" not in said
    desk.press("结账")
    desk.wait(lambda: not desk.widget("month_confirm").visibleRegion().isEmpty())  # it came into sight by itself
    assert "原话不能再改，别的改动写进下个月的月报" in desk.said()
    desk.widget("month.signed_by").setText("崔站长")
    desk.press("确定结账")
    assert "✓ 2026-11-02 已结账，崔站长" in desk.said()
    shown = {one.file: one.data for one in desk.page.preview.documents}
    desk.window.close()
    with opened(folder) as store:
        assert closing_of(store, "2026-10").signed_by == "崔站长"
        assert shown == kept_papers(store, "2026-10") and len(shown) == 5


def test_left_open(desk, folder):
    """先不结 leaves everything as it was."""
    desk.press("结账")
    desk.press("先不结")
    assert "未结账" in desk.said() and "原话不能再改" not in desk.said()


def test_not_before_its_end(desk):
    """A month that is not over cannot be closed: its button says why."""
    month = desk.widget("month.month")
    month.setCurrentIndex(month.findData("2026-11"))
    month.activated.emit(month.currentIndex())
    desk.wait()
    button = desk.widget("month_close")
    assert (button.isEnabled(), button.toolTip()) == (False, "这个月还没有过完")
