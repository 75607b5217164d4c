"""The list beside a page's work: whose or what it is above it; it gives way first where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.listing import Listing
from ui.theme import Theme

WHICH = "数的是哪些"  # a list of what a figure counts
WIDE = 1000  # effective pixels of the page from which the list has its full width


class Beside(QWidget):
    """A heading, a word about it, and a list."""

    def __init__(self, noun: str, label: str, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._heading, self._note = QLabel(), QLabel()
        self._heading.setProperty("c", "section")
        self._note.setProperty("c", "note")
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 14, 4)
        for words in (self._heading, self._note):
            words.setWordWrap(True)
            head.addWidget(words)
        self.list = Listing(noun, label, theme)
        self.list.setProperty("ground", "canvas")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def say(self, heading: str, note: str) -> None:
        """What is listed."""
        self._heading.setText(heading)
        self._note.setText(note)
        self._heading.setVisible(bool(heading))

    def fit(self, page: QWidget) -> bool:
        """Take the share of the page's width that is left for a list; whether the page is wide."""
        wide = page.width() / self.theme.factor >= WIDE
        self.setFixedWidth(self.theme.px("list" if wide else "side"))
        return wide
