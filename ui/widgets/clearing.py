"""What a part showed before is taken away: unseen at once, gone when nothing of it is under way any more."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


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
