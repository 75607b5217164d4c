"""A card: one question, its answer in a word, and a line for each thing there is, each of which leads somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from ui.theme import Theme
from ui.widgets.lamp import SIZE, paint_lamp
from ui.widgets.painting import RIGHT, draw_ring, draw_words
from ui.widgets.pieces import away


class CardLine(NamedTuple):
    """What a line leads to, what it says on two lines, what stands at its right, and its lamp."""

    key: Any
    title: str
    words: str = ""
    right: str = ""
    lamp: str = ""


class Way(QAbstractButton):
    """A line of a card; Enter, Space or a click follows it."""

    def __init__(self, theme: Theme, line: CardLine) -> None:
        super().__init__()
        self.theme, self.line = theme, line
        said = "，".join(
            part for part in (f"{line.lamp}灯" if line.lamp else "", line.title, line.words, line.right) if part
        )
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Two lines, or one."""
        return QSize(200, self.theme.px("card_line") if self.line.words else self.theme.px("table_row"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter is a click, as everywhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw it."""
        painter, theme, area = QPainter(self), self.theme, self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(area.adjusted(1, 0, -1, -1), theme.colour("row" if self.underMouse() else "surface"))
        painter.fillRect(QRect(0, 0, area.width(), 1), theme.colour("line"))
        inner = area.adjusted(14, 6, -14, -5)
        if self.line.lamp:
            side = round((SIZE + 12) * theme.factor)
            paint_lamp(painter, QRect(inner.left() - 4, inner.top(), side - 4, inner.height()), self.line.lamp, theme)
            inner.setLeft(inner.left() + side)
        painter.setFont(theme.font("note"))
        width = draw_words(painter, inner, self.line.right, theme.colour("ink2"), RIGHT)
        left = inner.adjusted(0, 0, -width - 10, 0)
        high = left.height() * 6 // 11 if self.line.words else left.height()
        draw_words(painter, left.adjusted(0, high, 0, 0), self.line.words, theme.colour("ink2"))
        painter.setFont(theme.font("body"))
        draw_words(painter, QRect(left.left(), left.top(), left.width(), high), self.line.title, theme.colour("ink"))
        if self.hasFocus():
            draw_ring(painter, area.adjusted(2, 2, -2, -2), theme.colour("ink"))
        painter.end()


class Card(QFrame):
    """`followed` carries the key of the line a person took."""

    followed = Signal(object)

    def __init__(self, name: str, title: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("c", "card")
        self.theme, self.lines = theme, []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 4)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        self._title, self._count, self._nothing = QLabel(title), QLabel(), QLabel()
        self._title.setProperty("c", "section")
        self._count.setProperty("c", "note")
        self._nothing.setProperty("c", "hint")
        self._nothing.setContentsMargins(14, 0, 14, 8)
        self._nothing.setWordWrap(True)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self._column.addLayout(head)
        self._column.addWidget(self._nothing)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_lines(self, lines: Sequence[CardLine], count: str, nothing: str) -> None:
        """Other lines; the keys stay where they were if that line is still there."""
        focused = next((way.line.key for way in self.lines if way.hasFocus()), None)
        away(*self.lines)
        self.lines = [Way(self.theme, line) for line in lines]
        for place, way in enumerate(self.lines):
            way.setObjectName(f"{self.objectName()}.{place}")
            way.clicked.connect(lambda _on=False, key=way.line.key: self.followed.emit(key))
            self._column.addWidget(way)
            if focused is not None and way.line.key == focused:
                way.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count.setText(count)
        self._nothing.setText("" if lines else nothing)
        self._nothing.setVisible(not lines and bool(nothing))
        self.setVisible(bool(lines or nothing))
