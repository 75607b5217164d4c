"""A tab of the bar that can say how many things wait behind it: a number in a pill, never a colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.theme import Theme

TONES = {"late": ("red", "red_tint"), "": ("grey", "grey_tint")}  # letters and ground of the pill
MOST = 99  # what is more is said as 99+


class Tab(QPushButton):
    """Words, and behind them the pill while there is anything to count."""

    def __init__(self, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.theme, self.count, self._tone = theme, 0, ""
        self.setCheckable(True)
        self.setProperty("c", "tab")
        self.setAccessibleName(words)

    def show_count(self, count: int, tone: str, words: str) -> None:
        """How many wait, and in words what they are; nothing is shown for none."""
        self.count, self._tone = count, tone
        self.setAccessibleDescription(words if count else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for the pill too."""
        return super().sizeHint() + QSize(self._room(), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never narrower than its words and its pill."""
        return self.sizeHint()

    def _said(self) -> str:
        return f"{MOST}+" if self.count > MOST else str(self.count)

    def _pill(self) -> int:
        letters = self.fontMetrics().horizontalAdvance(self._said()) * self.theme.px("note") // self.theme.px("body")
        return max(letters + self.theme.px("gap"), round(self.theme.px("note") * 1.5)) if self.count else 0

    def _room(self) -> int:
        return self._pill() + self.theme.px("gap") // 2 if self.count else 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The words as every button has them, moved aside for the pill."""
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect.adjust(0, 0, -self._room(), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        if self.count:
            self._paint_pill(painter)

    def _paint_pill(self, painter: QPainter) -> None:
        letters, ground = map(self.theme.colour, TONES[self._tone])
        high, wide = round(self.theme.px("note") * 1.5), self._pill()
        box = QRectF(self.width() - wide - self.theme.px("gap"), (self.height() - high) / 2, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setPen(letters)
        painter.setFont(self.theme.font("note", bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._said())
