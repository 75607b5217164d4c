"""A choice of few words, all of them visible: arrow keys move, its place or the first letter of its pinyin picks one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from lianluozhan.category import initials
from lianluozhan.field import Field
from ui.widgets.editor import Editor
from ui.widgets.ring import ring_parts


class Segment(Editor, QWidget):
    """Buttons side by side, one or none of them pressed; one stop for Tab."""

    def __init__(self, field: Field, noun: str) -> None:
        super().__init__()
        self.set_up(field, noun)
        self.setProperty("rings", True)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # a second press takes the choice back
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, word in enumerate(field.choices):
            button = QPushButton(word)
            button.setProperty("c", "segment")
            button.setProperty("first", place == 0)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on, word=word: self._click(word))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def value(self) -> Any:
        """The word pressed, or None."""
        pressed = self._group.checkedButton() or next((b for b in self._group.buttons() if b.isChecked()), None)
        return pressed.text() if pressed else None

    def show_value(self, value: Any) -> None:
        """Press the button of a word."""
        for button in self._group.buttons():
            button.setChecked(button.text() == value)
        self._last = self.value()

    def mark(self, state: str) -> None:
        """The buttons show the trouble; the widget itself has no frame."""
        super().mark(state)
        ring_parts(self._group.buttons(), "s", state)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say where the keys go: the buttons themselves take no focus."""
        super().focusInEvent(event)
        ring_parts(self._group.buttons(), "ring", True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        ring_parts(self._group.buttons(), "ring", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows, places and first letters choose; everything else is the form's."""
        words = list(self.field.choices)
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if held:  # Alt and a letter is the window's
            super().keyPressEvent(event)
            return
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(event.key())
        if step:
            at = words.index(self.value()) + step if self.value() in words else (0 if step > 0 else len(words) - 1)
            self._pick(words[at % len(words)])
        elif (letter := event.text().lower()) and letter.isascii() and letter.isalpha():
            fitting = [word for word in words if initials(word).lower().startswith(letter)]
            if fitting:
                at = fitting.index(self.value()) + 1 if self.value() in fitting else 0
                self._pick(fitting[at % len(fitting)])
        elif letter.isdecimal() and 0 < int(letter) <= len(words):
            self._pick(words[int(letter) - 1])
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._pick(None)
        else:
            super().keyPressEvent(event)

    def _click(self, word: str) -> None:
        """The keys come here only now: a form that scrolled at the press would have pulled the button from under the mouse."""
        self._pick(word, toggle=True)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _pick(self, word: str | None, toggle: bool = False) -> None:
        before = next((w for w in self.field.choices if w == self._last), None) if toggle else None
        self.show_value(None if toggle and before == word else word)
        self.changes.edited.emit()

    _last: str | None = None
