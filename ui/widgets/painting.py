"""What several painters draw alike: words that are cut where there is no room for them, the ring around what the keys are on."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

LEFT, RIGHT, MIDDLE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


def draw_words(
    painter: QPainter, area: QRect, words: str, colour: QColor, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> int:
    """In the font that is set, in the middle of the height; returns how wide they are. At the right the end is what is seen."""
    metrics = QFontMetrics(painter.font())
    cut = Qt.TextElideMode.ElideLeft if side == RIGHT else Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(words, cut, max(area.width(), 0))
    painter.setPen(colour)
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def draw_ring(painter: QPainter, area: QRect, colour: QColor) -> None:
    """Around what the keys are on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2))
    painter.drawRoundedRect(area, 4, 4)
