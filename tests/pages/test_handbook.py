"""F1: the chapter of the page that is looked at, its words as the window has them; contents, search, back, large print, dark."""

import ast
import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from lianluozhan import parts
from lianluozhan.handbook import chapters
from tests.pages.desk import Desk
from tests.station import empty, filled
from ui.app import open_window
from ui.handbook import Handbook, Keep
from ui.look import Look
from ui.pages import PAGES
from ui.widgets import pdf

ROOT = Path(__file__).parents[2]
DISTRICT = "140405", "屯留区人大常委会办公室"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A station with a month of records."""
    desk = Desk(filled(tmp_path_factory.mktemp("手册") / "站"))
    yield desk
    desk.close()


@pytest.fixture
def book(desk):
    """The handbook, opened on 接待登记 and put away afterwards."""
    desk.open("visit")
    book = desk.window.show_help()
    desk.wait()
    yield book
    book.line.clear()
    book.accept()
    desk.wait()


def folder_of(role, path):
    """A folder of an office of this role."""
    return filled(path) if role == "station" else empty(path, role, *DISTRICT)


@pytest.mark.parametrize("role", ["station", "district"])
def test_f1_opens_the_chapter_of_every_page(tmp_path, role):
    """Each page has a chapter of its own, which F1 opens with the keys of the page and of the window; Esc gives the cursor back."""
    desk = Desk(folder_of(role, tmp_path / role))
    owner = {page: chapter.title for chapter in chapters() for page in chapter.pages}
    owner = dict.fromkeys(parts.pages(), owner["parts"]) | owner  # a part may do without a chapter of its own
    try:
        for page in [page for page in PAGES if page.serves(desk.window.around.identity)]:
            assert page.noun in owner, f"say in resources/help/contents.json which chapter is about {page.noun}"
            desk.open(page.noun)
            before = desk.window.focusWidget()
            desk.type("<F1>")
            book = desk.window.findChild(Handbook)
            assert (book.isVisible(), book.shown(), book.contents.currentItem().text()) == (
                True,
                owner[page.noun],
                owner[page.noun],
            )
            words = book.text.toPlainText()
            assert {
                word
                for pair in desk.page.keys
                for word in pair
                if word.replace("　", " ") not in words.replace("　", " ")
            } == set()
            assert "Ctrl+K" in words
            QTest.keyClick(book, Qt.Key.Key_Escape)
            desk.wait(desk.window.isActiveWindow)
            assert not book.isVisible() and desk.window.focusWidget() is before
    finally:
        desk.close()


@pytest.mark.parametrize("noun", ["visit", "followup", "schedule"])
def test_f1_on_a_list_that_is_spread_out(desk, noun):
    """While a list is spread out F1 tells of that; when it is put away, of its page again."""
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.open(noun)
    desk.type("<Ctrl+B>")
    book = desk.window.show_help()
    desk.wait()
    assert book.shown() == "铺成表格" and "Ctrl+Shift+←" in book.text.toPlainText()
    book.accept()
    desk.wait(desk.window.isActiveWindow)
    desk.type("<Ctrl+B>")
    assert desk.window.show_help().shown() != "铺成表格"
    book.accept()
    desk.wait(desk.window.isActiveWindow)


def literals():
    """Every text that stands in the program's source."""
    files = [file for part in ("ui", "lianluozhan") for file in (ROOT / part).rglob("*.py")]
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def on_screen(folder):
    """Every text of a window's pages, of what is folded away too."""
    desk, found = Desk(folder), set()
    for page in [page for page in PAGES if page.serves(desk.window.around.identity)]:
        desk.open(page.noun)
    for one in desk.window.findChildren(QWidget):
        found |= {one.text()} if isinstance(one, QAbstractButton | QLabel) else set()
        found.add(one.accessibleName())
    start = open_window(None)
    found |= {button.text() for button in start.findChildren(QAbstractButton)}
    start.close()
    found |= {action.text() for action in desk.window.findChildren(QAction)}
    desk.close()
    return found


def bare(text):
    """What a button says, without its key, … and ▼."""
    return text.split("\t")[0].split("  ")[0].removesuffix(" ▼").rstrip("…").strip()


def test_every_button_it_names_is_there(tmp_path):
    """What stands between 「 and 」 is said by the window, word for word."""
    there = {
        bare(text)
        for text in literals()
        | on_screen(filled(tmp_path / "站"))
        | on_screen(empty(tmp_path / "区", "district", *DISTRICT))
    }
    named = {(chapter.title, word) for chapter in chapters() for word in chapter.buttons}
    assert {(title, word) for title, word in named if bare(word) not in there} == set()


def test_words_narrow_the_contents(desk, book):
    """Chapters that have the words stay, the place is chosen in the text; Enter goes to the next; what is nowhere is said."""
    QTest.keyClicks(book.line, "ctrl+j")
    titles = [book.contents.item(row).text() for row in range(book.contents.count())]
    assert titles == ["接待登记"] and book.text.textCursor().selectedText() == "Ctrl+J"
    book.line.setText("备份")
    book.contents.setCurrentItem(book.contents.findItems("备份与恢复", Qt.MatchFlag.MatchExactly)[0])
    first = book.text.textCursor().position()
    QTest.keyClick(book.line, Qt.Key.Key_Return)
    assert book.text.textCursor().position() != first and book.text.textCursor().selectedText() == "备份"
    book.line.setText("从来没有的词")
    assert "没有找到“从来没有的词”" in book.contents.item(0).text() and not book.contents.item(0).flags()
    book.line.clear()
    assert book.contents.count() == len(chapters()) and book.isVisible()


@pytest.mark.parametrize(("words", "found"), [("f7", "F7"), ("“座谈会”，或者", "「座谈会」，或者"), ("走访", "走访")])
def test_a_hit_is_in_sight_and_marked(desk, book, words, found):
    """What was found stands well inside the page, chosen, and coloured wherever it is; also after the text was laid out anew."""
    book.side.line.setText(words)
    for wide in (0, 120):
        book.resize(book.width() - wide, book.height())
        desk.wait()
        text, places = book.text, book.text.extraSelections()
        assert text.textCursor().selectedText() == found
        assert {one.cursor.selectedText() for one in places} == {found}
        assert text.textCursor().position() in [one.cursor.position() for one in places]
        assert 0 < text.cursorRect().top() < text.viewport().height() * 2 // 3
    assert len(places) == text.toPlainText().lower().count(found.lower())
    book.side.line.clear()
    assert not text.extraSelections()


def test_links_and_the_way_back(desk, book):
    """A link leads to its chapter, the way back to where one was."""
    assert not book.back_button.isEnabled() or book.shown() == "接待登记"
    book.text.anchorClicked.emit(QUrl("今日"))
    assert (book.shown(), book.contents.currentItem().text()) == ("今日", "今日")
    book.back_button.click()
    assert book.shown() == "接待登记"
    book.line.setText("演练")
    book.go_to("接待登记")
    assert book.line.text() == "" and book.contents.currentItem().text() == "接待登记"


def test_the_window_can_be_used_beside_it(desk, book):
    """It stands beside the work: a clerk reads a step and does it, and F1 on another page turns to that page's chapter."""
    assert not book.isModal()
    desk.window.page("stats")
    desk.wait()
    desk.window.show_help()
    assert book.shown() == "统计和临时报表" and desk.window.findChildren(Handbook) == [book]


@pytest.mark.parametrize("size", [(1366, 689), (911, 459)])
def test_it_fits_its_window(desk, size):
    """As large as the window allows, pictures no wider than the page: nothing to scroll sideways, in large print too."""
    desk.window.resize(*size)
    desk.window.larger.emit(1)
    book = desk.window.show_help()
    book.findChild(Keep).say("✓ 已存成 使用手册.pdf，可以打开来打印")
    desk.wait()
    for title in ("接待登记", "今日"):
        book.go_to(title)
        desk.wait()
        assert book.width() <= desk.window.width() and book.text.horizontalScrollBar().maximum() == 0
    desk.window.larger.emit(-1)
    desk.wait()
    assert book.text.horizontalScrollBar().maximum() == 0
    book.accept()
    desk.window.resize(1366, 689)


def test_its_keys(desk, book):
    """Ctrl+= makes the letters of both larger, Ctrl+F goes to the words, Alt+← back."""
    body = desk.window.around.theme.px("body")
    QTest.keyClick(book, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    assert desk.window.around.theme.px("body") > body == 15
    QTest.keyClick(book, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    desk.wait()
    assert desk.window.around.theme.px("body") == body
    QTest.keyClick(book, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert book.line.hasFocus()
    book.go_to("密码")
    QTest.keyClick(book, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert book.shown() == "接待登记"


def test_it_is_kept_as_one_file(desk, book, tmp_path):
    """存成 PDF writes the whole of it where a person wants; a place that cannot be written is said in words."""
    keep = book.findChild(Keep)
    keep.told.setText("")
    keep.ask_file = lambda: ""
    keep.button.click()
    assert keep.told.text() == ""
    (tmp_path / "文件").write_text("x")
    for to, said in ((tmp_path / "文件" / "a.pdf", "⊘ "), (tmp_path / "手册.pdf", "✓ 已存成 手册.pdf")):
        keep.ask_file = lambda to=to: str(to)
        keep.button.click()
        desk.wait()
        assert keep.told.text().startswith(said) and keep.button.isEnabled()
        assert said != "⊘ " or keep.told.text().endswith("再存一次。")  # it was not printed
    assert (tmp_path / "手册.pdf").read_bytes().startswith(b"%PDF")


def test_it_is_printed(desk, book, tmp_path, monkeypatch):
    """打印 shows it as every paper is shown before it is printed, the printer gets all of it, Esc leads back to the chapter."""
    # Fifty pages as fine as paper has them take long, and how fine is not the question.
    monkeypatch.setattr(pdf, "DOTS", 36)
    chapter = book.shown()
    book.findChild(Keep).print_button.click()
    desk.wait(lambda: book.over.preview is not None and book.over.preview.isVisible())
    shown = book.over.preview.document
    assert shown.name == "使用手册" and shown.pages == len(PdfReader(io.BytesIO(shown.data)).pages) > 10
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    panel = book.over.preview.panel
    panel.printer_for = lambda _job: printer
    panel.printer.addItem("站内打印机")
    panel.print()
    desk.wait(patience=120)  # fifty pages are drawn
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == shown.pages and f"{shown.pages} 页" in panel.message.text()
    QTest.keyClick(book.over.preview, Qt.Key.Key_Escape)
    assert (
        book.isVisible() and book.reading.isVisible() and not book.over.preview.isVisible() and book.shown() == chapter
    )
    book.findChild(Keep).print_button.click()
    desk.wait(book.over.preview.isVisible)
    book.accept()
    book = desk.window.show_help()
    desk.wait()
    assert book.reading.isVisible()


def test_it_is_dark_where_the_window_is(desk, book):
    """Letters and ground are the theme's, also when they change while it is read."""
    look = desk.window.findChild(Look)
    for dark in (True, False):
        look.show_dark(dark)
        desk.wait()
        image = book.text.viewport().grab().toImage()
        assert image.pixelColor(2, 2) == look.theme.colour("surface")
        assert look.theme.colours["primary"].lower() in book.text.toHtml().lower()
    QApplication.processEvents()
