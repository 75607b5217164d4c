"""A list whose rows can be marked, by Space or with Ctrl and a click, to act on several at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from ui.listing import KEY, Listing


class MarkingList(Listing):
    """`marks` says that other rows are marked than before."""

    marks = Signal()

    def marked(self) -> list[Any]:
        """The marked keys, in the order of the list; what is no longer there is not marked either."""
        return [item.key for item in self.rows.items if item.key is not None and item.key in self.rows.marked]

    def unmark(self) -> None:
        """Take every mark away."""
        if self.rows.marked:
            self.rows.marked.clear()
            self.viewport().update()
            self.marks.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space marks the row, Esc takes all marks away."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self.rows.marked:
            self.unmark()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """With Ctrl a click marks and moves nowhere."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._toggle(self.indexAt(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def _toggle(self, index: QModelIndex) -> None:
        key = index.data(KEY) if index.isValid() else None
        if key is not None:
            self.rows.marked ^= {key}
            self.viewport().update()
            self.marks.emit()
