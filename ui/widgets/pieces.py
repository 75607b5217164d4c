"""Pieces that every form and card is made of: a label in a look, a button, a line of them, an input under its label; and how they
are taken away: unseen at once, gone when nothing of them is under way any more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget


def label(words: str, look: str = "", *, wrap: bool = True) -> QLabel:
    """A line or paragraph in one of the looks of the style sheet; signs that somebody typed are signs, never markup."""
    made = QLabel(words)
    made.setProperty("c", look)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def button(noun: str, verb: str, words: str, press: Callable[[], object], look: str = "") -> QPushButton:
    """A button `<noun>_<verb>` that says what it does; its name is without the key (two blanks before it) and without …"""
    made = QPushButton(words)
    made.setObjectName(f"{noun}_{verb}")
    made.setAccessibleName(words.split("  ")[0].rstrip("…"))
    made.setProperty("c", look)
    made.setAutoDefault(True)  # Enter presses it where it has the keys, as everywhere on Windows
    made.clicked.connect(lambda _on=False: press())
    return made


class _Single(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The second click of two is none."""
        return event.type() == QEvent.Type.MouseButtonDblClick


def single(*buttons: QPushButton) -> None:
    """Buttons of which one takes back what the other does, in the same place: a double click on one is not a click on each."""
    for one in buttons:
        one.installEventFilter(_Single(one))


def line(*parts: QWidget | None) -> QHBoxLayout:
    """Parts side by side; None is what is left of the width."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addStretch(1) if part is None else row.addWidget(part)
    return row


def asked(words: str, editor: QWidget, message: QLabel | None = None) -> QVBoxLayout:
    """An input with its label above it, and room for what is to be said of it beside the label."""
    column = QVBoxLayout()
    column.setSpacing(3)
    head = label(words, "label", wrap=False)
    head.setBuddy(editor)
    editor.setAccessibleName(words)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(head)
    if message is not None:  # takes what room there is and never moves anything
        message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(message, 1)
    else:
        row.addStretch(1)
    column.addLayout(row)
    column.addWidget(editor)
    return column


def away(*parts: QWidget) -> None:
    """Widgets that are shown no more."""
    for part in parts:
        part.hide()  # before it has no parent: it would open as a window
        part.setParent(None)
        part.deleteLater()


def clear(layout: QLayout) -> None:
    """All that a layout holds."""
    while item := layout.takeAt(0):
        if part := item.widget():
            away(part)
