"""One of a few views of the same thing: words side by side, exactly one of them pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.widgets.pieces import away
from ui.widgets.ring import ring_parts


class Switch(QWidget):
    """Buttons of which one is pressed; ← → move. `switched` carries the place of the one a person chose."""

    switched = Signal(int)

    def __init__(self, name: str, label: str, words: Sequence[str] = (), tight: bool = False) -> None:
        """`tight` where words with counts share a narrow pane."""
        super().__init__()
        self._tight = tight
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("rings", True)  # a ring around all of it would hold the empty room beside the words too
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._group.idClicked.connect(self.switched)
        self.show_words(words)

    def show_words(self, words: Sequence[str], place: int = 0) -> None:
        """Other words, the one at `place` pressed."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            away(button)
        for at, word in enumerate(words):
            button = QPushButton(word)
            button.setProperty("c", "segment")
            button.setProperty("first", at == 0)
            button.setProperty("tight", self._tight)
            button.setAccessibleName(word)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(button, at)
            self._row.insertWidget(at, button)
        ring_parts(self._group.buttons(), "ring", self.hasFocus())
        self.choose(place)

    def choose(self, place: int) -> None:
        """Press the button at a place, without saying so."""
        if button := self._group.button(place):
            button.setChecked(True)

    def place(self) -> int:
        """The place of the one that is pressed."""
        return self._group.checkedId()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keys come here."""
        super().focusInEvent(event)
        ring_parts(self._group.buttons(), "ring", True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        ring_parts(self._group.buttons(), "ring", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """← and → choose the neighbour."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self.place() + step < len(self._group.buttons()):
            self.choose(self.place() + step)
            self.switched.emit(self.place())
