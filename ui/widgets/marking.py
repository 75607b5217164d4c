"""A list whose rows can be marked, by Space or with Ctrl and a click, to act on several at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

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


class Marked(QWidget):
    """What can be done to the marked rows together; seen while there are any. `act` carries the verb."""

    act = Signal(str)

    def __init__(self, listing: MarkingList) -> None:
        super().__init__()
        self._list, self._words = listing, QLabel()
        self._words.setProperty("c", "note")
        buttons = QHBoxLayout()
        for verb, words in (("assign", "交办…"), ("urge", "催办…"), ("", "取消选择")):
            button = QPushButton(words)
            button.setObjectName(f"followup_batch_{verb}" if verb else "followup_unmark")
            button.setAccessibleName(f"一起{words}" if verb else words)
            button.setProperty("c", "" if verb else "link")
            button.clicked.connect(lambda _on, verb=verb: self.act.emit(verb) if verb else listing.unmark())
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.addWidget(self._words)
        column.addLayout(buttons)
        listing.marks.connect(self.count)
        self.hide()

    def count(self) -> None:
        """Say how many there are."""
        marked = self._list.marked()
        self._words.setText(f"已选 {len(marked)} 件")
        self.setVisible(bool(marked))
