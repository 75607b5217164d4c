"""What goes wrong reaches the person as sentences, once, and nothing of what was typed leaves with it."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from lianluozhan.draft import drafts
from lianluozhan.errors import FolderProblem, NotFound, Problem
from lianluozhan.visit import Visit
from ui import app
from ui.trouble import describe

SECRET = "郭桂兰 13800000000"
LOGGED = "ValueError"


@pytest.fixture
def desk(desk):
    """The clerk at 接待登记."""
    desk.open("visit")
    return desk


def refuse(problem):
    """A question or an act that ends in known trouble."""

    def work(_of):
        raise problem

    return work


def bug(_of=None):
    """A mistake of ours, with somebody's name in its message."""
    raise ValueError(SECRET)


def trouble_of(work):
    """What a piece of work raises."""
    try:
        work()
    except Exception as trouble:
        return trouble


# ---- known trouble -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", ["ask", "act"])
def test_a_problem_nobody_takes_is_told_in_place(desk, door):
    """What happened, what is safe, what to do: on the window, in this order, without a dialog."""
    problem = FolderProblem("磁盘满了，这一步没有存进去", safe="以前的数据没有丢。", then="请腾出空间后再做一次")
    doors = desk.window.around.desk
    doors.ask(refuse(problem)) if door == "ask" else doors.act("save", refuse(problem))
    desk.wait()
    said = desk.window.notice.words()
    assert said == "磁盘满了，这一步没有存进去\n以前的数据没有丢。\n请腾出空间后再做一次"
    assert not any(dialog.isVisible() for dialog in desk.window.findChildren(QDialog))


def test_a_problem_a_page_takes_is_the_pages(desk):
    """Where the page says what to do with trouble, the window says nothing."""
    taken = []
    desk.window.around.desk.ask(refuse(NotFound("没有这一条")), failed=taken.append)
    desk.wait()
    assert [str(one) for one in taken] == ["没有这一条。没有改动任何数据。"]
    assert desk.window.notice.words() == ""


def test_a_notice_blocks_nothing(desk):
    """The cursor stays in its field, typing goes on, and Esc puts the notice away."""
    line = desk.field("visitor_name")
    line.setFocus()
    desk.window.notice.tell(Problem("没有做成"))
    desk.type("ab")
    assert line.text() == "ab" and line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert desk.window.notice.words() == "" and line.text() == "ab"


def test_a_second_problem_takes_the_place_of_the_first(desk):
    """Never two notices: the newer one is what can still be mended."""
    desk.window.notice.tell(Problem("先出的事"))
    desk.window.notice.tell(Problem("后出的事", safe="", then=""))
    assert desk.window.notice.words() == "后出的事\n"


@pytest.mark.parametrize("size", [(1366, 689), (911, 459), (880, 400)])
def test_a_notice_is_never_cut(desk, size):
    """Even three long sentences stand whole within the window, also after it was made smaller."""
    desk.window.notice.tell(Problem("这一步没有做成，" * 12, safe="以前的数据都在，" * 12, then="请换一只 U 盘，" * 12))
    desk.window.resize(*size)
    desk.settle()
    notice = desk.window.notice
    assert desk.window.rect().contains(notice.geometry())
    for label in (notice.what, notice.rest):
        assert label.height() >= label.heightForWidth(label.width())


# ---- mistakes of ours --------------------------------------------------------------------------------------------


@pytest.mark.expect_log(LOGGED)
@pytest.mark.parametrize("door", ["ask", "act"])
def test_a_bug_in_the_worker_opens_the_dialog(desk, door):
    """It says that the ledger is whole and that one can go on; 复制说明 has no personal data; then work goes on."""
    doors = desk.window.around.desk
    doors.ask(bug) if door == "ask" else doors.act("save", bug)
    desk.wait()
    dialog = desk.window.bug
    assert dialog.isVisible()
    desk.press("bug_copy")
    copied = QGuiApplication.clipboard().text()
    assert "ValueError" in copied and "test_trouble.py" in copied and "ui/act.py" in copied
    assert not any(part in copied for part in SECRET.split())
    desk.press("bug_close")
    assert not dialog.isVisible()
    seen = []
    doors.ask(lambda store: store.identity.name, seen.append)
    desk.wait()
    assert seen == ["渔泽镇人大代表联络站"]


@pytest.mark.expect_log(LOGGED)
def test_bugs_never_pile_up(desk):
    """A second mistake is counted in the dialog that is open; what is copied tells of both."""
    for _ in range(3):
        desk.window.around.desk.ask(bug)
    desk.wait()
    assert [dialog.isVisible() for dialog in desk.window.findChildren(QDialog)] == [True]
    assert "2 次" in desk.window.bug.count.text()
    desk.press("bug_copy")
    assert QGuiApplication.clipboard().text().count("ValueError") == 3
    desk.press("bug_close")


@pytest.mark.expect_log(LOGGED)
def test_a_bug_on_the_windows_thread_is_told_too(desk, monkeypatch):
    """sys.excepthook leads to the same dialog; what is no Exception goes where it always went."""
    elsewhere = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *told: elsewhere.append(told[0]))
    app.hook(desk.window)
    trouble = trouble_of(bug)
    sys.excepthook(type(trouble), trouble, trouble.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    desk.wait()
    assert desk.window.bug.isVisible() and elsewhere == [KeyboardInterrupt]
    desk.window.bug.accept()


def test_a_notice_copies_no_personal_data(desk):
    """What is copied of known trouble names its kind, not its words."""
    desk.window.notice.tell(NotFound(f"“{SECRET}”有几条"))
    desk.press("notice_copy")
    copied = QGuiApplication.clipboard().text()
    assert "NotFound" in copied and not any(part in copied for part in SECRET.split())
    desk.press("notice_close")


# ---- what is told ------------------------------------------------------------------------------------------------


def test_places_begin_at_our_own_package():
    """Folders above the program may have a person's name: they are left out; causes are told one after the other."""

    def outer():
        try:
            bug()
        except ValueError as cause:
            raise RuntimeError(SECRET) from cause

    told = describe(trouble_of(outer))
    assert told.index("RuntimeError") < told.index("ValueError")
    places = [line.split()[0] for line in told.splitlines() if line.startswith("  ")]
    assert places and all("/" not in place and place.startswith("test_trouble.py:") for place in places)


def test_what_is_told_says_which_program():
    """Version of the program, of Python, of Qt, the system, the moment."""
    first, second, kind = describe(ValueError()).splitlines()
    assert first.startswith("联络站 ") and first.endswith("Z") and kind == "ValueError"
    assert all(word in second for word in ("Python 3.", "Qt 6."))


@pytest.mark.expect_log(LOGGED)
def test_a_mistake_of_ours_while_a_visit_is_saved(desk, monkeypatch):
    """What was written can be saved again, and goes on being kept as a draft: nobody types on for nothing."""

    def wrong(*_given):
        raise ValueError(SECRET)

    desk.fill(visitor_name="郭桂兰", statement="路灯不亮", outcome="当场答复")
    with monkeypatch.context() as broken:
        broken.setattr("ui.entering.add_visit", wrong)
        desk.press("保存")
        desk.wait()
    assert desk.window.bug.isVisible()
    desk.window.bug.on.click()
    desk.fill(reply="明天来修")
    desk.page.writing.drafting.keep()
    desk.wait()
    (draft,) = desk.window.around.desk.ask(lambda store: drafts(store, "visit")).result()[0]
    assert (draft.values["statement"], draft.values["reply"]) == ("路灯不亮", "明天来修")
    desk.press("保存")
    desk.wait()
    found = desk.window.around.desk.ask(lambda store: store.find(Visit, "reply='明天来修'")).result()[0]
    assert [one.statement for one in found] == ["路灯不亮"]
