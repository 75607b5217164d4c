"""The left side of the handbook: a line to search by, and below it the chapters that have the words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lianluozhan.handbook import Chapter, plain

NOTHING = "没有找到“{}”，换个说法试试"


class Chapters(QWidget):
    """`chosen` carries the title of another chapter, `narrowed` says that other words are looked for, `onward` that the
    next place with them is wanted."""

    chosen = Signal(str)
    narrowed = Signal()
    onward = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line, self.list = QLineEdit(), QListWidget()
        self._chapters: Sequence[Chapter] = ()
        self.line.setObjectName("handbook_words")
        self.line.setAccessibleName("在手册里找")
        self.line.setPlaceholderText("在手册里找")
        self.line.textChanged.connect(lambda _text: self.narrowed.emit())
        self.line.returnPressed.connect(self.onward)
        self.list.setObjectName("handbook_contents")
        self.list.setAccessibleName("目录")
        self.list.setProperty("c", "boxed")
        self.list.currentItemChanged.connect(lambda item, _before: item and self.chosen.emit(item.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)

    def words(self) -> str:
        """What is looked for."""
        return self.line.text().strip()

    def show_chapters(self, chapters: Sequence[Chapter]) -> None:
        """All there are; nothing is looked for."""
        self._chapters = chapters
        self.line.clear()

    def narrow(self, now: str) -> bool:
        """Only the chapters that have the words; whether `now`, the one that is read, is among them: then it stays chosen."""
        words = self.words()
        wanted = plain(words).lower()
        fitting = [one.title for one in self._chapters if wanted in one.words.lower()]
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(fitting)
        if not fitting:
            nothing = QListWidgetItem(NOTHING.format(words))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        elif now in fitting:
            self.list.setCurrentRow(fitting.index(now))
        self.list.blockSignals(False)
        if fitting and now and now not in fitting:
            self.list.setCurrentRow(0)
        return now in fitting

    def go_to(self, title: str) -> None:
        """Choose a chapter; where the words hide it, they are given up."""
        found = self.list.findItems(title, Qt.MatchFlag.MatchExactly)
        if not found:
            self.line.clear()
            found = self.list.findItems(title, Qt.MatchFlag.MatchExactly)
        if found:
            self.list.setCurrentItem(found[0])
