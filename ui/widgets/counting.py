"""Beside the form of an issue: the words of its visit, shown and locked, and 怎么算的, the days up to a proposed one."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.pieces import label
from ui.widgets.strip import Strip

WHY = "怎么算的"


class Quote(QWidget):
    """The words of the visit, not to be changed here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.px("margin"), 8, theme.px("margin"), 0)
        card = QFrame()
        card.setProperty("c", "quote")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 8, 14, 10)
        head = QHBoxLayout()
        title = label("原话（在接待里，要改用“更正”）", "note", wrap=False)
        self.who, self._words = label("", "note", wrap=False), label("", "quoted")
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.who)
        column.addLayout(head)
        column.addWidget(self._words)
        around.addWidget(card)

    def show_words(self, words: str, who: str) -> None:
        """What was said, and by whom."""
        self._words.setText(words)
        self.who.setText(who)


class Counting(QWidget):
    """A link that opens the strip of days."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px("margin"), 0, theme.px("margin"), 12)
        column.setSpacing(4)
        row = QHBoxLayout()
        self.why = QPushButton(f"{WHY} ▼")
        self.why.setObjectName("issue_why")
        self.why.setAccessibleName(WHY)
        self.why.setProperty("c", "link")
        self.why.setCheckable(True)
        told = label("", "note", wrap=False)
        row.addWidget(self.why)
        row.addWidget(told, 1)
        self.strip = Strip(theme)
        self.strip.hide()
        self.strip.told.connect(told.setText)
        self.why.toggled.connect(self.strip.setVisible)
        column.addLayout(row)
        column.addWidget(self.strip)
