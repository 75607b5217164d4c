"""The four lamps as shapes: octagon, triangle, clock, square; colour is only the second sign, the word beside it the third."""

from __future__ import annotations

import math

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import Theme

DONE = "✓"  # no lamp: what there is to do is done
SHAPES = {  # the colour of each; what it looks like stands in _DRAW
    "红": "red",
    "黄": "amber_shape",
    "绿": "green",  # there is time: a tick would say that it is done
    "停": "grey",
    DONE: "green",
    "": "ink3",
}
SIZE = 16  # logical pixels at factor 1


def paint_lamp(painter: QPainter, area: QRect, lamp: str, theme: Theme) -> None:
    """Draw a lamp into the middle of an area; one that is not lit is a ring."""
    side = SIZE * theme.factor
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(area).center())
    colour = theme.colour(SHAPES.get(lamp, SHAPES[""]))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    _DRAW.get(lamp, _ring)(painter, box, colour, theme.colour("surface"))
    painter.restore()


def paint_tick(painter: QPainter, area: QRect, theme: Theme) -> None:
    """Draw the mark of a row that is one of several to act on into the middle of an area."""
    side = SIZE * theme.factor
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(area).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("primary"))
    painter.drawRoundedRect(box, 4, 4)
    _tick(painter, box, theme.colour("on_primary"))
    painter.restore()


def _octagon(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    turns = [math.pi / 8 + n * math.pi / 4 for n in range(8)]
    radius = box.width() / 2 * 1.06
    corners = [QPointF(box.center().x() + radius * math.cos(t), box.center().y() + radius * math.sin(t)) for t in turns]
    painter.drawPolygon(QPolygonF(corners))
    _mark(painter, box, ground)


def _triangle(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    _mark(painter, box.adjusted(0, box.height() * 0.14, 0, 0), ground)


def _mark(painter: QPainter, box: QRectF, ground: QColor) -> None:
    """An exclamation mark."""
    unit, x = box.height() / 16, box.center().x()
    painter.setPen(QPen(ground, 2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(x, box.top() + 4 * unit), QPointF(x, box.top() + 8.5 * unit))
    painter.drawPoint(QPointF(x, box.top() + 12 * unit))


def _disc(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.drawEllipse(box)
    _tick(painter, box, ground)


def _clock(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    """A disc with the hands of a clock."""
    painter.drawEllipse(box)
    unit = box.height() / 16
    painter.setPen(QPen(ground, 2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    hands = [QPointF(8, 4), QPointF(8, 8.4), QPointF(11, 10)]
    painter.drawPolyline(QPolygonF([box.topLeft() + point * unit for point in hands]))


def _tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    unit = box.height() / 16
    painter.setPen(QPen(colour, 2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    tick = [QPointF(4.5, 8.3), QPointF(7.1, 10.9), QPointF(11.7, 5.6)]
    painter.drawPolyline(QPolygonF([box.topLeft() + point * unit for point in tick]))


def _square(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.drawRoundedRect(box, 3, 3)
    unit = box.height() / 16
    painter.setPen(QPen(ground, 2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for x in (5.8, 10.2):
        painter.drawLine(box.topLeft() + QPointF(x, 4.6) * unit, box.topLeft() + QPointF(x, 11.4) * unit)


def _ring(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    unit = box.height() / 16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2 * unit))
    painter.drawEllipse(box.adjusted(2 * unit, 2 * unit, -2 * unit, -2 * unit))


_DRAW = {"红": _octagon, "黄": _triangle, "绿": _clock, DONE: _disc, "停": _square}


AS_IT_SHOULD_BE = {"绿": DONE}  # of the lamps of 自检, which have no time


class LampCell(QStyledItemDelegate):
    """A cell that says whether something is as it should be: the shape of that lamp, then its word; what is, is done."""

    def __init__(self, theme: Theme, table: QWidget) -> None:
        super().__init__(table)
        self.theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        theme, area, lamp = self.theme, QRect(option.rect), index.data()
        painter.fillRect(area, theme.colour("sel" if option.state & QStyle.StateFlag.State_Selected else "surface"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))
        side = round(SIZE * theme.factor)
        paint_lamp(
            painter,
            QRect(area.left() + 4, area.top(), side, area.height()),
            AS_IT_SHOULD_BE.get(lamp, lamp if lamp in SHAPES else ""),
            theme,
        )
        painter.setFont(theme.font("note"))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(area.adjusted(side + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, lamp)


class Lamp(QWidget):
    """One lamp of its own; what it says stands in a label beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme, self.lamp = theme, ""
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802
        """A little air round the shape."""
        side = round((SIZE + 4) * self.theme.factor)
        return QSize(side, side)

    def show_lamp(self, lamp: str, words: str) -> None:
        """Light it; `words` are read aloud."""
        self.lamp = lamp
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(lamp != "")
        self.update()

    def paintEvent(self, event) -> None:  # noqa: ANN001, N802
        """Draw it."""
        paint_lamp(QPainter(self), self.rect(), self.lamp, self.theme)
