"""The program's own mark: 站 on a blue ground, for the bar and for the window's icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ui.theme import FAMILY, LIGHT, Theme

LETTER = "站"
SIZES = (16, 24, 32, 48, 64, 128, 256)  # pixels a desktop asks an icon in


def paint(painter: QPainter, size: float) -> None:
    """The mark in a square of this side; the same on light and dark grounds."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT["primary"]))
    square = QRectF(0, 0, size, size)
    painter.drawRoundedRect(square, size * 0.2, size * 0.2)
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(size * 0.62)))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(LIGHT["on_primary"]))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, LETTER)


def icon() -> QIcon:
    """The mark in every size a desktop asks for."""
    made = QIcon()
    for size in SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint(painter, size)
        painter.end()
        made.addPixmap(picture)
    return made


class Emblem(QWidget):
    """The mark at the left end of the bar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.fit()

    def fit(self) -> None:
        """As high as letters are large."""
        self.setFixedSize(self.theme.px("emblem"), self.theme.px("emblem"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Nothing to press, nothing to read aloud."""
        painter = QPainter(self)
        paint(painter, self.width())
        painter.end()
