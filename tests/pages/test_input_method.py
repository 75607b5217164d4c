"""Input methods: every place for words takes what is composed and what is committed, and does nothing before it is committed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from tests.pages.desk import Desk, commit, compose
from tests.station import digest, filled, opened
from ui.pages import PAGES

LETTERS, WORDS = "zhong'wen", "㛃中文"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A clerk with records."""
    desk = Desk(filled(tmp_path_factory.mktemp("输入") / "站"))
    yield desk
    desk.close()


def lines(page):
    """Every place for words on a page that can be written in now; numbers, dates and secrets too."""
    found = [one for kind in (QLineEdit, QPlainTextEdit) for one in page.findChildren(kind)]
    return [
        one
        for one in found
        if one.isVisible() and one.isEnabled() and not one.isReadOnly() and not one.objectName().startswith("qt_")
    ]


def text(line):
    """What is written in it."""
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def test_nothing_happens_while_a_word_is_composed(desk):
    """Letters that are not committed change no text, ask nothing, save nothing."""
    asked, found = [], []
    desk.window.around.desk.busy.connect(asked.append)
    for page in [page for page in PAGES if page.serves(desk.window.around.identity)]:
        desk.open(page.noun)
        for line in lines(desk.page):
            line.setFocus()
            desk.wait()
            before = text(line)
            asked.clear()
            compose(line, LETTERS)
            QApplication.processEvents()
            if text(line) != before or asked:
                found.append(f"{page.title}: {line.objectName()} {text(line)!r} asked {len(asked)}")
            compose(line, "")
            desk.wait()
    assert found == []


def test_a_committed_word_is_written(desk):
    """What is committed stands there, rare characters too, wherever words may stand."""
    silent = []
    for noun in ("visit", "issue", "deputy", "followup", "paper"):
        desk.open(noun)
        for line in lines(desk.page):
            line.setFocus()
            before = text(line)
            commit(line, WORDS)
            if WORDS not in text(line):
                silent.append(f"{noun}: {line.objectName()}")
            line.clear()
            commit(line, before)
            desk.wait()
    assert silent == []


def test_enter_in_a_composed_word_saves_nothing(tmp_path):
    """Enter that ends a word in the middle of a full form is the input method's: nothing is written."""
    desk = Desk(filled(tmp_path / "站"))
    desk.open("visit")
    desk.fill(原话="路灯不亮", outcome="当场答复")
    line = desk.field("visitor_name")
    line.setFocus()
    compose(line, LETTERS)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.wait()
    assert line.hasFocus() and desk.value("visitor_name") in (None, "")
    desk.close()
    with opened(desk.folder) as store:
        assert len(digest(store)) and store.db.execute("SELECT count(*) FROM visit").fetchone()[0] == 23
