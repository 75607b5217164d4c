"""Words looked for in a paper: Enter goes to the next place, on whichever page; the places are marked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from ui.act import Desk
from ui.theme import Theme
from ui.widgets import pdf
from ui.widgets.pdf import Document, Hit


class FindLine(QWidget):
    """`went` carries all places and which of them is meant; an empty list when nothing is looked for."""

    went = Signal(object, int)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.document: Document | None = None
        self.hits: list[Hit] = []
        self.place = -1
        self._sought = ""
        self.line, self.state = QLineEdit(), QLabel()
        self.line.setObjectName("preview.find")
        self.line.setAccessibleName("在这份里找")
        self.line.setPlaceholderText("找字  Ctrl+F")
        self.line.setFixedWidth(round(120 * theme.factor))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda words: words or self.clear())
        self.state.setProperty("c", "note")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line)
        row.addWidget(self.state)

    def take_key(self, over: QWidget) -> None:
        """Ctrl+F anywhere in `over` comes here."""
        QShortcut(QKeySequence("Ctrl+F"), over).activated.connect(lambda: (self.line.setFocus(), self.line.selectAll()))

    def show_document(self, document: Document) -> None:
        """Another paper is looked through: what is looked for is looked for there."""
        self.document, self._sought = document, ""
        if self.line.text():
            self.clear()

    def clear(self) -> None:
        """Nothing is looked for."""
        self.hits, self.place, self._sought = [], -1, ""
        self.state.clear()
        self.went.emit([], -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter onwards, Shift+Enter back, Esc away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        else:
            super().keyPressEvent(event)

    def go(self, step: int) -> None:
        """The next place or the one before; the first time all are looked for."""
        words = self.line.text().strip()
        if not words or self.document is None:
            return
        if words != self._sought:
            data, self._sought = self.document.data, words
            self.state.setText("正在找……")
            self.desk.ask(lambda store: pdf.find(data, words), lambda hits: self._found(words, hits))
        elif self.hits:
            self.place = (self.place + step) % len(self.hits)
            self._show()

    def _found(self, words: str, hits: list[Hit]) -> None:
        if words != self._sought:
            return
        self.hits, self.place = hits, 0 if hits else -1
        self._show()

    def _show(self) -> None:
        self.state.setText(f"{self.place + 1} / {len(self.hits)}" if self.hits else "没有")
        self.went.emit(self.hits, self.place)
