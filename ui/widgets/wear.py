"""How a part looks is a property that the style sheet knows: `c` for what it is, `s` for how its value stands. Here it is
changed, and words are said in a look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget


def wear(part: QWidget, value: object, name: str = "c") -> None:
    """The part looks so from now on. The style sheet is asked anew only where it looked otherwise: that takes a while."""
    if part.property(name) != value:
        part.setProperty(name, value)
        part.style().unpolish(part)
        part.style().polish(part)


def tell(where: QLabel, words: str, look: str) -> None:
    """Words in a look: error, warning, saved, hint, note …"""
    where.setText(words)
    wear(where, look)


def hairline() -> QFrame:
    """A thin line between two parts of a page."""
    line = QFrame()
    line.setProperty("c", "line")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
