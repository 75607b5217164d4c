"""A part of a report: its figures side by side, each leading to what it counts, and its counts in a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QSizePolicy, QVBoxLayout

from ui.theme import Theme
from ui.widgets.painting import draw_ring
from ui.widgets.pieces import clear, label


class Figure(QAbstractButton):
    """A number over its label; one that leads nowhere takes no key."""

    def __init__(self, theme: Theme, label: str, number: str, leads: bool) -> None:
        super().__init__()
        self.theme, self.label, self.number = theme, label, number
        self.setAccessibleName(f"{label} {number}")
        self.setEnabled(leads)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room for both lines."""
        return QSize(self.theme.px("figure"), self.theme.px("card_line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter is a click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        painter, area = QPainter(self), self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(area, self.theme.colour("row"))
        if self.hasFocus():
            draw_ring(painter, area.adjusted(1, 1, -1, -1), self.theme.colour("ink"))
        high = area.height() * 6 // 11
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self.theme.font("section", bold=True))
        painter.setPen(self.theme.colour("primary" if self.isEnabled() else "ink"))
        painter.drawText(QRect(8, 2, area.width() - 10, high), side, self.number)
        painter.setFont(self.theme.font("note"))
        painter.setPen(self.theme.colour("ink2"))
        painter.drawText(QRect(8, high, area.width() - 10, area.height() - high - 2), side, self.label)
        painter.end()


class Figures(QFrame):
    """`picked` carries what a figure counts, and how it is called."""

    picked = Signal(object, str)

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("c", "card")
        self.theme, self.figures = theme, []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        self._title = label("", "section", wrap=False)
        self._title.setContentsMargins(8, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        self._counts = label("", "note")
        self._counts.setContentsMargins(8, 2, 8, 0)
        column.addWidget(self._title)
        column.addLayout(self._grid)
        column.addWidget(self._counts)

    def show_figures(
        self, title: str, single: Mapping[str, str], leads: Sequence[Any], counts: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Other figures; `leads` is what each of them counts, in their order, None where nothing can be listed."""
        self.setAccessibleName(title)
        self._title.setText(title)
        clear(self._grid)
        self.figures = []
        for (words, number), what in zip(single.items(), leads, strict=True):
            figure = Figure(self.theme, words, number, what is not None)
            figure.clicked.connect(lambda _on=False, what=what, words=words: self.picked.emit(what, words))
            figure.setObjectName(f"{self.objectName()}.{len(self.figures)}")
            self.figures.append(figure)
        lines = [
            f"{label}：{'，'.join(f'{word} {number}' for word, number in found.items())}"
            for label, found in counts.items()
            if found
        ]
        self._counts.setText("\n".join(lines))
        self._counts.setVisible(bool(lines))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As many in a row as there is room for."""
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        columns = max(min((self.width() - 24) // (self.theme.px("figure") + 4), len(self.figures)), 1)
        for place, figure in enumerate(self.figures):
            self._grid.addWidget(figure, place // columns, place % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
