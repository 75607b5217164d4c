"""关于: what it is, where the data lie, the terms, and 诊断包, shown before it is saved; one panel, never one over another."""

import zipfile

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from lianluozhan import __version__
from tests.pages.desk import sitting
from tests.station import filled
from ui.app import keep_log
from ui.trouble import LOG


@pytest.fixture
def desk(tmp_path):
    """A clerk at a station's window."""
    yield from sitting(filled(tmp_path / "站"))


@pytest.fixture
def about(desk):
    """关于, opened."""
    about = desk.window.show_about()
    yield about
    about.accept()
    desk.wait()


class Opener(QObject):
    """Stands in for the system that shows a folder."""

    def __init__(self):
        super().__init__()
        self.seen = []

    @Slot(QUrl)
    def take(self, url):
        """The system was asked for this."""
        self.seen.append(url.toLocalFile())


def press(desk, about, name):
    """Press a button of the panel."""
    button = about.findChild(QObject, f"about_{name}")
    assert button.isVisible() and button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.wait()


def test_it_says_what_and_where(desk, about):
    """Version, whose folder, and where it lies, in full."""
    words = "\n".join(label.text() for label in about.findChildren(QLabel) if label.isVisible())
    assert (
        __version__ in words and str(desk.folder) in words and "渔泽镇人大代表联络站" in words and "140405102" in words
    )


def test_nothing_is_cut(about):
    """What each line is called stands whole beside it, however narrow the panel."""
    about.resize(about.minimumSizeHint())
    names = [label for label in about.findChildren(QLabel) if label.property("c") == "note" and label.isVisible()]
    assert len(names) == 6 and all(not one.wordWrap() and one.width() >= one.sizeHint().width() for one in names)


def test_the_folder_is_opened(desk, about):
    """打开文件夹 asks the system to show where the data lie."""
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    try:
        press(desk, about, "folder")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert opener.seen == [str(desk.folder.absolute())]


def test_it_has_the_terms_of_what_goes_along(desk, about):
    """Qt's terms, where its source is, that it may be replaced, and the licence itself; 返回 leads back, all in one panel."""
    press(desk, about, "licences")
    words = about.text.toPlainText()
    assert about.text.isVisible() and about.text.isReadOnly() and not about.keep.isVisible()
    assert "https://download.qt.io/official_releases/qt/6.11/6.11.3/" in words and "_internal/PySide6" in words
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in words
    assert [one for one in desk.window.findChildren(QDialog) if one.isVisible()] == [about]
    press(desk, about, "back")
    assert about.faces.currentIndex() == 0


def test_it_says_what_is_kept_safe(desk, about):
    """安全说明 is the handbook's chapter, without its marks."""
    press(desk, about, "safety")
    words = about.text.toPlainText()
    assert words.startswith("安全说明\n") and len(words) > 200 and "**" not in words and "](" not in words


def test_diagnosis_is_seen_before_it_is_saved(desk, about, tmp_path):
    """What the file will hold is shown, nobody's name in it; it is saved where a person wants it, and says so."""
    press(desk, about, "diagnosis")
    shown = about.text.toPlainText()
    assert "结果：没有问题" in shown and "屏幕：" in shown and "放大" in shown and "  接待：23（作废 0）" in shown
    assert not {"赵敏", "袁犇", "解国栋", "130"} & {word for word in ("赵敏", "袁犇", "解国栋", "130") if word in shown}
    about.ask_file = lambda: ""
    press(desk, about, "save")
    assert about.told.text() == ""
    about.ask_file = lambda: str(tmp_path / "诊断包.zip")
    press(desk, about, "save")
    assert about.told.text() == "✓ 已存成 诊断包.zip"
    with zipfile.ZipFile(tmp_path / "诊断包.zip") as packed:
        assert all(packed.read(name).decode() in shown for name in packed.namelist())


def test_what_cannot_be_saved_is_said(desk, about, tmp_path):
    """A place that cannot be written is a sentence in the panel, and the next try is free."""
    (tmp_path / "文件").write_text("x")
    press(desk, about, "diagnosis")
    about.ask_file = lambda: str(tmp_path / "文件" / "a.zip")
    press(desk, about, "save")
    assert about.told.text().startswith("⊘ ") and about.told.text().endswith("再存一次。") and about.keep.isEnabled()


@pytest.mark.expect_log("试一试")
def test_it_has_the_last_troubles(desk, about):
    """What the program logged is in it."""
    keep_log()
    LOG.propagate = True
    LOG.error("试一试")
    try:
        press(desk, about, "diagnosis")
        assert "试一试" in about.text.toPlainText()
    finally:
        for handler in LOG.handlers[:]:
            LOG.removeHandler(handler)
            handler.close()


def test_the_cursor_comes_back(desk):
    """Esc puts it away, and the cursor is where it was."""
    line = (
        desk.field("visitor_name") if desk.page.noun == "visit" else (desk.open("visit") or desk.field("visitor_name"))
    )
    line.setFocus()
    about = desk.window.show_about()
    desk.wait()
    QTest.keyClick(about, Qt.Key.Key_Escape)
    desk.wait()
    assert line.hasFocus()
