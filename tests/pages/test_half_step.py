"""What is half written of a step of an issue: it waits while another one is looked at, and goes only when a person says so."""

import threading

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from lianluozhan.draft import half_written
from lianluozhan.errors import Problem
from tests.pages.test_followup import facts
from tests.pages.test_today import half
from ui.widgets.half_step import show


class Windows(QObject):
    """What opens as a window of its own."""

    def __init__(self):
        super().__init__()
        self.opened = []

    def eventFilter(self, watched, event):  # noqa: N802
        """Only watches."""
        if event.type() == QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.opened.append(watched)
        return False


SAID = "供电所二十三日已换了两盏灯头"


@pytest.fixture
def page(desk):
    """The page, on an issue whose answer is being written."""
    desk.open("意见办理")
    desk.choose("Y0002")
    desk.type("<Alt+D>")
    desk.fill(answer_class="A 已解决", text=SAID)
    return desk


def answer(desk):
    """What stands in the form that is open."""
    fields = desk.page.doings.form.fields.own
    return fields.editors["answer_class"].value(), fields.editors["text"].value()


def kept(desk):
    """What waits in the file."""
    return desk.window.around.desk.ask(half_written).result()[0]


def test_put_away_by_esc(page):
    """Esc closes the form and loses nothing: the same button shows it as it was."""
    page.type("<Esc>")
    assert page.page.doings.form is None
    page.type("<Alt+D>")
    assert answer(page) == ("A 已解决", SAID)


def test_another_issue_in_between(page):
    """Another row is looked at: back here the form stands open as it was left, the cursor stays in the list."""
    page.page.list.setFocus()
    page.choose("Y0005")
    assert page.page.doings.form is None
    page.choose("Y0002")
    assert answer(page) == ("A 已解决", SAID)
    assert page.page.list.hasFocus()


def test_the_window_is_closed(page):
    """It is in the file: 今日 names it and leads to it, as it was left; from there it opens even where it was put away."""
    again = page.reopen()
    for _time in range(2):
        half(again, "答复：").click()
        again.wait()
        assert answer(again) == ("A 已解决", SAID)
        again.type("<Esc>")
        assert again.page.doings.form is None
    again.close()


def test_written_down_it_waits_no_more(page):
    """What became a fact is no draft."""
    page.type("<Esc>")
    assert len(kept(page)) == 1
    page.type("<Alt+D>")
    page.press("记下")
    assert "答复" in [word for word, _day in facts(page, "Y0002")]
    assert kept(page) == []
    assert page.page.doings.form is None


@pytest.mark.parametrize("meanwhile", ["nothing", "another"])
def test_gone_on_while_it_is_written_down(page, meanwhile):
    """Who closes the form or opens another while it is being written down finds no draft of what is a fact."""
    gate = threading.Event()
    page.window.around.desk.ask(lambda _store: gate.wait(20))
    doings = page.page.doings
    doings.form.save()
    doings.form.left.emit()
    if meanwhile == "another":
        doings.open(next(one.verb for one in doings.course.doings if one.reason is None and one.verb != "answer"))
        assert doings.form.doing.verb != "answer"
    gate.set()
    page.wait()
    assert "答复" in [word for word, _day in facts(page, "Y0002")]
    assert kept(page) == []
    assert (doings.form is not None) == (meanwhile == "another")


def test_closed_while_it_is_written_down(page):
    """What is a fact is no draft in the same moment: who closes the window before it is said finds none."""
    page.type("<Esc>")
    page.type("<Alt+D>")
    assert len(kept(page)) == 1
    page.page.doings.form.save()
    again = page.reopen()
    again.open("意见办理")
    assert "答复" in [word for word, _day in facts(again, "Y0002")]
    assert kept(again) == []
    again.close()


def test_refused_when_put_away(page, monkeypatch):
    """What is refused after its form was closed is as it was written down, though no moment had kept it."""

    def refuse(*_given):
        raise Problem("这一步现在不能办")

    monkeypatch.setattr("ui.pages.followup.follow_each", refuse)
    page.page.doings.form.save()
    page.page.doings.form.left.emit()
    page.wait()
    assert "答复" not in [word for word, _day in facts(page, "Y0002")] and len(kept(page)) == 1
    page.type("<Alt+D>")
    assert answer(page) == ("A 已解决", SAID)


@pytest.mark.parametrize("words", ["不要了", "找回草稿"])
def test_a_double_click(page, words):
    """Two clicks on one button are one: the second is not one on what it says by then."""
    page.type("<Esc>")
    page.type("<Alt+D>")
    if words == "找回草稿":
        page.press("不要了")
    page.double_click(words)
    assert answer(page) == ((None, None) if words == "不要了" else ("A 已解决", SAID))


def test_all_deleted_and_not_wanted(page):
    """不要了 pressed right after all of it was deleted by hand: there is nothing to let go of, and nothing breaks."""
    page.type("<Esc>")
    page.type("<Alt+D>")
    half_steps, fields = page.page.work.half, page.page.doings.form.fields
    show(fields, half_steps._began)
    half_steps._drop_or_have_back()
    page.wait()
    assert answer(page) == (None, None)
    assert kept(page) == []


def test_not_wanted(page):
    """不要了 empties it and lets it go; 找回草稿 has it back."""
    page.type("<Esc>")
    page.type("<Alt+D>")
    page.press("不要了")
    assert answer(page) == (None, None)
    assert kept(page) == []
    page.press("找回草稿")
    assert answer(page) == ("A 已解决", SAID)


def test_no_window_of_its_own(page):
    """A form opens in the page: nothing of it is a window for a moment, which would flash and take the cursor away."""
    page.press("记下")
    windows = Windows()
    QApplication.instance().installEventFilter(windows)
    page.type("<Alt+G>")
    QApplication.instance().removeEventFilter(windows)
    assert page.page.doings.form.doing.verb == "inform"
    assert windows.opened == []
    assert page.window.isActiveWindow()
