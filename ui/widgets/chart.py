"""A chart of counts as bars, lying or upright, painted with its words and numbers; a bar opens what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import Theme
from ui.widgets.painting import MIDDLE, draw_ring, draw_words

NOTHING = "还没有"


class Bar(NamedTuple):
    """What is counted, how often, and in full what the bar says."""

    key: str
    label: str
    number: int
    words: str


class Chart(QWidget):
    """Bars that can be walked with the arrow keys. `picked` carries the key of a bar that was clicked or entered."""

    picked = Signal(str)

    def __init__(self, name: str, label: str, theme: Theme, upright: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.theme, self.upright, self.bars, self.at = theme, upright, [], 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Other bars; read aloud as one sentence."""
        self.bars, self.at = list(bars), min(self.at, max(len(bars) - 1, 0))
        self.setAccessibleDescription("，".join(bar.words for bar in bars) or NOTHING)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Lying bars take a row each, upright ones a fixed height."""
        row = self.theme.px("bar_row")
        return QSize(240, row * 7 if self.upright else row * max(len(self.bars), 1) + 8)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As high, but narrower."""
        return QSize(160, self.sizeHint().height())

    # -- painting

    def areas(self) -> list[QRect]:
        """The part of the widget that belongs to each bar, words included."""
        if not self.bars:
            return []
        row = self.theme.px("bar_row")
        if not self.upright:
            return [QRect(4, 4 + row * place, self.width() - 8, row) for place in range(len(self.bars))]
        wide = min((self.width() - 8) // len(self.bars), 3 * row)
        return [QRect(4 + wide * place, 4, wide, self.height() - 8) for place in range(len(self.bars))]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw all bars, and the ring around the one the keys are on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font("note"))
        if not self.bars:
            draw_words(painter, self.rect().adjusted(4, 0, 0, 0), NOTHING, self.theme.colour("ink3"))
        most = max((bar.number for bar in self.bars), default=1) or 1
        draw = self._upright if self.upright else self._lying
        for place, (bar, area) in enumerate(zip(self.bars, self.areas(), strict=True)):
            draw(painter, bar, area, most)
            if self.hasFocus() and place == self.at:
                draw_ring(painter, area.adjusted(1, 1, -1, -1), self.theme.colour("ink"))
        painter.end()

    def _lying(self, painter: QPainter, bar: Bar, area: QRect, most: int) -> None:
        metrics = QFontMetrics(painter.font())
        widest = max(metrics.horizontalAdvance(one.label) for one in self.bars)
        words = min(widest + 20, area.width() * 2 // 5)
        number = metrics.horizontalAdvance(str(most)) + 14
        long = round((area.width() - words - number - 8) * bar.number / most)
        before = QRect(area.left() + 6, area.top(), words - 20, area.height())
        draw_words(painter, before, bar.label, self.theme.colour("ink2"))
        box = QRect(area.left() + words, area.top() + area.height() // 5, max(long, 2), area.height() * 3 // 5)
        self._box(painter, box)
        beside = QRect(box.right() + 8, area.top(), number, area.height())
        draw_words(painter, beside, str(bar.number), self.theme.colour("ink"))

    def _upright(self, painter: QPainter, bar: Bar, area: QRect, most: int) -> None:
        line = QFontMetrics(painter.font()).lineSpacing() + 2
        high = round((area.height() - 2 * line - 6) * bar.number / most)
        wide = min(area.width() * 3 // 5, self.theme.px("bar_row"))
        foot = area.bottom() - line
        box = QRect(area.center().x() - wide // 2, foot - high, wide, max(high, 2))
        self._box(painter, box)
        above = QRect(area.left(), box.top() - line, area.width(), line)
        draw_words(painter, above, str(bar.number), self.theme.colour("ink"), MIDDLE)
        below = QRect(area.left(), foot + 2, area.width(), line)
        draw_words(painter, below, bar.label, self.theme.colour("ink2"), MIDDLE)

    def _box(self, painter: QPainter, box: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("primary"))
        painter.drawRoundedRect(box, 3, 3)

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk the bars, Enter opens one."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(event.key())
        if step and self.bars:
            self.at = (self.at + step) % len(self.bars)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.bars:
            self.picked.emit(self.bars[self.at].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on a bar, or on its words, opens it."""
        place = self._under(event.position().toPoint())
        if place is not None:
            self.at = place
            self.update()
            self.picked.emit(self.bars[place].key)

    def event(self, event: QEvent) -> bool:
        """What a bar says, on hovering."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._under(event.pos())
            QToolTip.showText(event.globalPos(), "" if place is None else self.bars[place].words, self)
            return True
        return super().event(event)

    def _under(self, point: QPoint) -> int | None:
        return next((place for place, area in enumerate(self.areas()) if area.contains(point)), None)
