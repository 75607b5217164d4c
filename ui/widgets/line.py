"""One line of text, a number, a phone, a day: typed in any usual way, read by its field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit

from lianluozhan.field import Day, Field, Hour, Moment, Month
from lianluozhan.typed.when import spaced
from ui.widgets.editor import Editor

WHOLE = ((Moment, "2000-00-00 00:00"), (Day, "2000-00-00"), (Month, "2000-00"), (Hour, "00:00"))
AROUND = 30  # pixels: the frame, what is left free beside the words, the cursor


class Line(Editor, QLineEdit):
    """A line for a value that is typed whole. Nothing is reformatted while it is in use."""

    def __init__(self, field: Field, noun: str) -> None:
        super().__init__()
        self.set_up(field, noun)
        self._preedit = ""
        self._shown = ""
        self.textEdited.connect(lambda _text: self._tell())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A day, an hour, a month is seen whole."""
        least = super().minimumSizeHint()
        whole = next((words for kind, words in WHOLE if isinstance(self.field, kind)), "")
        return least.expandedTo(QSize(self.fontMetrics().horizontalAdvance(whole) + AROUND, 0)) if whole else least

    def value(self) -> Any:
        """The text as typed; None when blank."""
        return self.text() if self.text().strip() else None

    def words(self) -> str:
        """The line itself: names, where the value is what is kept for them."""
        return self.text()

    def show_value(self, value: Any) -> None:
        """Show a value, unless an input method is composing here."""
        if not self.composing():
            self.setText(said(value))
            self.setCursorPosition(0)
            self._shown = self.text()

    def composing(self) -> bool:
        """Whether a word is being composed."""
        return bool(self._preedit)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Remember what is being composed; say so once it is committed."""
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        if event.commitString():
            self._tell()

    def _tell(self) -> None:
        if not self.composing() and self.text() != self._shown:
            self._shown = self.text()
            self.changes.edited.emit()


def said(value: Any) -> str:
    """A canonical value as one line a person would type."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return spaced(value)
