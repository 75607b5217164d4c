"""What is written to a month that is closed: the clerk is told where it will stand; and which month's papers are shown first."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.closing import close
from lianluozhan.month_data import to_print
from tests.pages.desk import sitting
from tests.station import opened


@pytest.fixture
def november(folder):
    """The second of November, October closed."""
    clock.set_today("2026-11-02")
    with opened(folder) as store, acting(store, "close") as act:
        close(act, "2026-10")
    for desk in sitting(folder):
        desk.open("接待登记")
        yield desk


def test_found_after_closing(november):
    """A visit of the closed month is taken, and said to stand in the papers of the month that is open; one of today is not."""
    november.fill(姓名="郭桂兰", 原话="路灯不亮", 处理方式="当场答复", received_at="10.28 10:00")
    november.press("保存")
    assert "10月已结账，补记写在11月的台账里" in november.said()
    november.press("改")
    november.fill(姓名="仇文斌", 原话="井盖松了", 处理方式="乡镇办理", received_at="11.2 8:00")
    november.press("保存")
    assert "意见" in november.said() and "已结账" not in november.said()


def test_changed_after_closing(november):
    """The line below says that it is changed and where that will stand; the cursor is in the list."""
    november.choose("J0004")
    november.type("<Ctrl+E>")
    november.fill(remarks="又问了一次")
    november.widget("visit_reason").setText("补上")
    november.press("保存更改")
    assert november.window.statusBar().currentMessage() == "刚才：接待 J0004 已更改，10月已结账，更正写在11月的台账里"
    assert november.page.left.rows.hasFocus()


def test_the_month_to_print(folder, request):
    """In the first days of a month the papers of the one before are shown, until it is closed."""
    clock.set_today("2026-11-02")
    desk = request.getfixturevalue("desk")
    desk.open("打印本月")
    assert desk.page.month.currentText() == "2026年10月"
    clock.set_today("2026-12-01")
    assert desk.window.around.desk.ask(to_print).result()[0] == "2026-12", "nothing was registered in November"


def test_closed_it_is_not_to_print(november):
    """A closed month gives way to the one that is open."""
    november.open("打印本月")
    assert november.page.month.currentText() == "2026年11月"
