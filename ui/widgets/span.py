"""Which month, quarter or year is looked at: one back, one on, and its name between them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from lianluozhan import period
from ui.widgets.pieces import label


class Span(QWidget):
    """A month 'YYYY-MM', a quarter 'YYYY-Qn' or a year 'YYYY'. `picked` carries the one a person stepped to."""

    picked = Signal(str)

    def __init__(self, name: str, span: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.span = span
        # an arrow does not grow with what is beside it
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._name = label("", "section", wrap=False)
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._days = QLabel()  # where they are not the calendar's
        self._days.setProperty("c", "note")
        self._days.hide()
        self._back, self._on = self._button("‹", "earlier", -1), self._button("›", "later", 1)
        for part in (self._back, self._name, self._on, self._days):
            row.addWidget(part)
        self.show_span(span)

    def _button(self, words: str, verb: str, step: int) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"{self.objectName()}.{verb}")
        button.clicked.connect(lambda _on=False: self.step(step))
        return button

    def show_span(self, span: str) -> None:
        """Name a month, quarter or year without saying so."""
        self.span = span
        self._name.setText(period.said(span))
        self.setAccessibleName(self._name.text())
        for button, words in ((self._back, "上一"), (self._on, "下一")):
            button.setAccessibleName(words + period.unit(span))
            button.setToolTip(button.accessibleName())

    def show_days(self, words: str) -> None:
        """From which day to which it runs, where that has to be said."""
        self._days.setText(words)
        self._days.setVisible(bool(words))

    def step(self, by: int) -> None:
        """So many months, quarters or years on."""
        self.show_span(period.step(self.span, by))
        self.picked.emit(self.span)
