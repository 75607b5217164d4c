"""The handbook as it is read in the window: contents and search on the left, a chapter on the right; F1 opens the page's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QSize, QUrl, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan import handbook
from ui.act import Desk
from ui.find import FIND
from ui.page import Page
from ui.theme import Theme
from ui.widgets.dialog import Dialog
from ui.widgets.handbook_chapters import Chapters
from ui.widgets.handbook_keep import Keep, button
from ui.widgets.paper_over import PaperOver
from ui.widgets.reader import Keys, Reader

SHARE, LEAST = 0.92, QSize(640, 380)  # of the window it takes
SWITCHES = "parts"  # the page on which parts are switched on

EVERYWHERE: Keys = (
    ("Alt+1…9", "到第几个标签"),
    ("Alt+0", "更多"),
    ("Ctrl+K", FIND),
    ("F1", "这一页怎么用"),
    ("Tab　Shift+Tab", "下一项、上一项"),
    ("Enter", "单行里：下一项；列表里：打开"),
    ("Alt+↓", "打开可选的"),
    ("Ctrl+=　Ctrl+-", "字大一点、小一点"),
    ("Esc", "收起弹出的，不丢写的字"),
)


class Book:
    """The chapters and the pictures in them; read in the worker, as everything from the disk."""

    def __init__(self) -> None:
        self.chapters = handbook.chapters()
        self.pictures = {
            part.file: QImage(str(handbook.place(part.file)))
            for one in self.chapters
            for part in one.parts
            if part.file
        }

    def about(self, noun: str) -> str:
        """The title of the chapter about a page; of a part that has none, the one on parts."""
        nouns = (noun, SWITCHES)
        return next(one.title for wanted in nouns for one in self.chapters if wanted in one.pages)


class Handbook(Dialog):
    """Stands over its window and leaves it usable; shown again it goes to the page that is looked at. `larger` as the window's."""

    larger = Signal(int)

    def __init__(self, window: QWidget, theme: Theme, desk: Desk) -> None:
        super().__init__(window, theme)
        self.setObjectName("handbook")
        self.setWindowTitle(handbook.NAME)
        self.setAccessibleName(handbook.NAME)
        self._desk, self.book = desk, None
        self._been: list[str] = []
        self._keys: Keys = ()
        self._of_page = ""
        self.side = Chapters()
        self.line, self.contents = self.side.line, self.side.list
        self.side.narrowed.connect(self._narrow)
        self.side.onward.connect(lambda: self.text.next_hit(self.side.words()))
        self.side.chosen.connect(self._show)
        self.text = Reader(theme)
        self.text.anchorClicked.connect(
            lambda url: self.go_to(url.toString(QUrl.ComponentFormattingOption.FullyDecoded))
        )
        self.finished.connect(window.activateWindow)
        self._lay_out()
        for key, press in (
            ("Ctrl+=", lambda: self.larger.emit(1)),
            ("Ctrl+-", lambda: self.larger.emit(-1)),
            ("Ctrl+F", self.line.setFocus),
            ("Alt+Left", self.back),
        ):
            QShortcut(QKeySequence(key), self.reading).activated.connect(press)  # the preview has keys of its own

    def _lay_out(self) -> None:
        self.back_button = button("handbook_back", "← 上一处", self.back)
        self.back_button.setEnabled(False)
        self.close_button = button("handbook_close", "收起  Esc", self.accept)
        self.reading, self.keep = QWidget(), Keep(self._desk.ask)
        self.over = PaperOver(self, self.reading, self._desk, self.theme)
        self.keep.wanted.connect(self.over.show_paper)
        self.over.left.connect(self.text.setFocus)
        right, foot, whole = QVBoxLayout(), QHBoxLayout(), QHBoxLayout(self.reading)
        foot.addWidget(self.back_button)
        foot.addWidget(self.keep, 1)
        foot.addWidget(self.close_button)
        right.addWidget(self.text, 1)
        right.addLayout(foot)
        right.setSpacing(8)
        whole.setContentsMargins(16, 16, 16, 12)
        whole.setSpacing(16)
        whole.addWidget(self.side)
        whole.addLayout(right, 1)

    # -- opening

    def open_at(self, noun: str, of_page: Keys) -> None:
        """Show the chapter about a page, with the keys of the page and of the window."""
        self._of_page, self._keys = noun, of_page
        self.over.put_away()
        self._fit()
        self.show()
        self.activateWindow()
        if self.book is None:
            self._desk.ask(lambda _store: Book(), self._read)
        else:
            self._read(self.book)

    def _read(self, book: Book) -> None:
        self.book = book
        self.side.show_chapters(book.chapters)
        self._narrow()
        title = book.about(self._of_page)
        self.go_to(title)
        self._show(title)  # where it was open already, its keys are another page's
        self.text.setFocus()

    def _fit_side(self) -> None:
        self.side.setFixedWidth(self.theme.px("side"))

    def _fit(self) -> None:
        """As large as its window allows; the contents as wide as their words."""
        self._fit_side()
        self.resize((self.parentWidget().size() * SHARE).expandedTo(LEAST))
        self.move(self.parentWidget().geometry().center() - self.rect().center())

    # -- moving

    def go_to(self, title: str) -> None:
        """Another chapter; where one was before, there is a way back."""
        self.side.go_to(title)

    def back(self) -> None:
        """The chapter before this one."""
        if len(self._been) > 1:
            self._been.pop()
            self.go_to(self._been.pop())

    def shown(self) -> str:
        """The title of the chapter that is read."""
        return self._been[-1] if self._been else ""

    def _show(self, title: str) -> None:
        if self._been[-1:] != [title]:
            self._been.append(title)
        self.back_button.setEnabled(len(self._been) > 1)
        chapter = next(one for one in self.book.chapters if one.title == title)
        self.text.read(chapter, self.book.pictures, self._keys if self._of_page in chapter.pages else (), EVERYWHERE)
        self.text.next_hit(self.side.words())

    def _narrow(self) -> None:
        """Other words: the one that is read, if it has them, at the first place."""
        if self.book is None:
            return
        words = self.side.words()
        found = self.side.narrow(self.shown())
        if not words:
            self.text.next_hit("")
        elif found:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.next_hit(words)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Other letters: the contents as wide as their words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._fit_side()


def turn_to(window: QWidget, page: Page) -> Handbook:
    """A window's handbook, made when it is first asked for, at the chapter about a page."""
    if (book := window.findChild(Handbook)) is None:
        book = Handbook(window, page.theme, page.desk)
        book.larger.connect(window.larger)
    book.open_at(page.help_on, page.keys)
    return book


def before_pages(window: Any, noun: str) -> Handbook:
    """The handbook of a window that has no pages yet, at the chapter about it."""
    book = window.findChild(Handbook) or Handbook(window, window.theme, window.desk)
    book.open_at(noun, ())
    return book
