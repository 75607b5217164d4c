"""Long text: what was said and answered. Grows with what is written; Tab leaves it, Enter is a new line."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QPlainTextEdit

from lianluozhan.field import Field
from ui.widgets.editor import Editor

FEWEST = {"statement": 3}  # lines before it grows; others begin with one
MOST = 12  # lines before it scrolls


class Words(Editor, QPlainTextEdit):
    """A text of any length."""

    def __init__(self, field: Field, noun: str) -> None:
        super().__init__()
        self.set_up(field, noun)
        self.setTabChangesFocus(True)
        self.setProperty("c", "words" if field.name == "statement" else "")
        self._preedit, self._shown = "", ""
        self.textChanged.connect(self._changed)
        self._fit()

    def value(self) -> Any:
        """The text as typed; None when blank."""
        return self.toPlainText() if self.toPlainText().strip() else None

    def show_value(self, value: Any) -> None:
        """Show a text, unless an input method is composing here."""
        if not self.composing():
            self._shown = value or ""
            self.setPlainText(self._shown)

    def composing(self) -> bool:
        """Whether a word is being composed."""
        return bool(self._preedit)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Remember what is being composed."""
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._changed()

    def _changed(self) -> None:
        """textChanged comes for every composed key while the text stays: only another text counts."""
        self._fit()
        if not self.composing() and self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.changes.edited.emit()

    def _fit(self) -> None:
        lines = min(max(int(self.document().size().height()), FEWEST.get(self.field.name, 1)), MOST)
        height = lines * self.fontMetrics().lineSpacing() + 16
        if self.height() != height:
            self.setFixedHeight(height)
