"""Long text: what was said and answered. Grows with what is written; Tab leaves it, Enter is a new line."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QInputMethodEvent, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

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
        self.document().setDocumentMargin(0)
        self.setProperty("c", "words" if field.name == "statement" else "")
        self._preedit, self._shown, self._height, self._line = "", "", 0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
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
        self._line = self._line or self._spacing()
        lines = min(max(int(self.document().size().height()), FEWEST.get(self.field.name, 1)), MOST)
        height = ceil(lines * self._line) + 14  # the frame and the padding, as a line's
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines == MOST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self._height != height:  # the style sheet's heights, set anew with each state, would undo a fixed one
            self._height = height
            self.setVerticalScrollBarPolicy(scrolls)
            self.updateGeometry()

    def _spacing(self) -> float:
        """How high a line of Han letters is drawn: where another font lends them, more than the widget's own says."""
        layout = QTextLayout("中", self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return max(line.height(), self.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Other letters need other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._line = 0.0
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as what is written needs."""
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never less high."""
        return QSize(super().minimumSizeHint().width(), self._height)
