"""Which month or year is looked at: one back, one on, and its name between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class Span(QWidget):
    """A month 'YYYY-MM' or a year 'YYYY'. `picked` carries the one a person stepped to."""

    picked = Signal(str)

    def __init__(self, name: str, span: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.span = span
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._name = QLabel()
        self._name.setProperty("c", "section")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._back, self._on = self._button("‹", "earlier", -1), self._button("›", "later", 1)
        for part in (self._back, self._name, self._on):
            row.addWidget(part)
        self.show_span(span)

    def _button(self, words: str, verb: str, step: int) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"{self.objectName()}.{verb}")
        button.clicked.connect(lambda _on=False: self.step(step))
        return button

    def show_span(self, span: str) -> None:
        """Name a month or year without saying so."""
        self.span = span
        year, _dash, month = span.partition("-")
        self._name.setText(f"{year}年{int(month)}月" if month else f"{year}年")
        self.setAccessibleName(self._name.text())
        unit = "月" if month else "年"
        for button, words in ((self._back, f"上一{unit}"), (self._on, f"下一{unit}")):
            button.setAccessibleName(words)
            button.setToolTip(words)

    def step(self, by: int) -> None:
        """So many months or years on."""
        year, _dash, month = self.span.partition("-")
        if month:
            months = int(year) * 12 + int(month) - 1 + by
            self.show_span(f"{months // 12:04d}-{months % 12 + 1:02d}")
        else:
            self.show_span(f"{int(year) + by:04d}")
        self.picked.emit(self.span)
