"""期限算盘: one bead a day, as an item view, so that keys, tooltip and screen reader come with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem

from lianluozhan import clock
from lianluozhan.action import PAUSED
from lianluozhan.calendar import REST, WEEKEND, WORK
from lianluozhan.deadline import COUNTED, MADE_UP, MOVED
from ui.asks.countdown import BEGIN, OVER, Bead, weekday
from ui.months import MONTH, folded, month_of, open_at_first
from ui.theme import Theme
from ui.widgets.painting import draw_ring

Index = QModelIndex | QPersistentModelIndex
NAME = "期限算盘"
WIDE, HIGH = 34, 84  # logical pixels of a day at factor 1
HOLIDAYS = frozenset((COUNTED, MADE_UP, MOVED, PAUSED, WEEKEND, BEGIN, OVER))  # every other kind is a holiday


class Beads(QAbstractListModel):
    """The days."""

    def __init__(self) -> None:
        super().__init__()
        self.beads: tuple[Bead, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many days."""
        return 0 if parent.isValid() else len(self.beads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the day is, in a sentence."""
        bead = self.beads[index.row()]
        if role == Qt.ItemDataRole.DisplayRole and bead.kind == MONTH:
            return f"{int(bead.day[5:7])}{MONTH}"
        if role == Qt.ItemDataRole.DisplayRole:
            return bead.day[8:].lstrip("0")
        return bead.words if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def show(self, beads: Sequence[Bead]) -> None:
        """Other days."""
        self.beginResetModel()
        self.beads = tuple(beads)
        self.endResetModel()


def month_said(beads: Sequence[Bead], place: int) -> str:
    """The month a bead begins, with its year where that is another than the one before it, or than this one."""
    year = beads[place - 1].day[:4] if place else str(clock.today().year)
    named = "" if beads[place].day[:4] == year else f"{beads[place].day[:4]}年"
    return f"{named}{int(beads[place].day[5:7])}月"


class BeadPainter(QStyledItemDelegate):
    """Filled = counted, hollow = to come, 停 = paused, dot = not worked, ringed = worked in exchange, framed = due."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """A day."""
        return QSize(round(WIDE * self.theme.factor), round(HIGH * self.theme.factor))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Month above, the bead on its wire, day and weekday below."""
        beads, theme, area = index.model().beads, self.theme, option.rect
        bead, factor = beads[index.row()], self.theme.factor
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if bead.today:
            painter.fillRect(area.adjusted(1, round(16 * factor), -1, 0), theme.colour("tint"))
        if bead.kind != MONTH and (index.row() == 0 or bead.day[8:] == "01"):
            self._words(
                painter,
                QRect(area.left() + 2, area.top(), area.width() * 3, round(16 * factor)),
                month_said(beads, index.row()),
                "ink2",
            )
        middle = QPointF(area.center().x() + 0.5, area.top() + 33 * factor)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right() + 1, middle.y()))
        self._bead(painter, middle, bead)
        below = QRect(area.left(), area.top() + round(49 * factor), area.width(), round(17 * factor))
        self._words(painter, below, index.data(), "ink", centre=True, bold=bead.today or bead.due)
        words, colour = self._note(bead)
        self._words(painter, below.translated(0, round(16 * factor)), words, colour, centre=True)
        if option.state & option.state.State_HasFocus:
            draw_ring(painter, area.adjusted(1, round(16 * factor), -2, -1), theme.colour("ink"))
        painter.restore()

    def _note(self, bead: Bead) -> tuple[str, str]:
        if bead.kind == MONTH:
            return bead.day[2:4] + "年", "ink2"
        if bead.kind == MADE_UP:
            return WORK, "amber"
        return (REST, "amber") if bead.kind not in HOLIDAYS else (weekday(bead.day), "ink2")

    def _bead(self, painter: QPainter, middle: QPointF, bead: Bead) -> None:
        theme, radius = self.theme, 11 * self.theme.factor
        if bead.kind == BEGIN:
            third = radius * 0.62
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink"))
            shape = [QPointF(-third, -third * 1.3), QPointF(third * 1.2, 0), QPointF(-third, third * 1.3)]
            painter.drawPolygon(QPolygonF([middle + corner for corner in shape]))
        elif bead.kind == MONTH:
            self._box(
                painter,
                middle,
                radius,
                str(bead.number),
                "amber_shape" if bead.due else "primary" if bead.past else "edge",
                ground="surface",
            )
        elif bead.kind == PAUSED:
            self._box(painter, middle, radius, "停", "grey", ground="surface")
        elif bead.kind == OVER:
            self._dot(painter, middle, radius, str(bead.number), theme.colour("red"), filled=True)
        elif bead.due:
            self._box(painter, middle, radius * 1.05, str(bead.number), "amber_shape")
        elif bead.kind in (COUNTED, MADE_UP):
            self._dot(painter, middle, radius, str(bead.number), theme.colour("primary"), filled=bead.past)
            if bead.kind == MADE_UP:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("amber_shape"), 2))
                painter.drawEllipse(middle, radius + 2, radius + 2)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink3" if bead.kind in (WEEKEND, MOVED) else "amber_shape"))
            painter.drawEllipse(middle, 3 * theme.factor, 3 * theme.factor)

    def _dot(self, painter: QPainter, middle: QPointF, radius: float, words: str, colour: QColor, filled: bool) -> None:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if filled else self.theme.colour("surface"))
        painter.drawEllipse(middle, radius - 0.75, radius - 0.75)
        self._in(painter, middle, radius, words, self.theme.colour("on_primary") if filled else colour)

    def _box(
        self, painter: QPainter, middle: QPointF, radius: float, words: str, colour: str, ground: str = "amber_tint"
    ) -> None:
        dashed = colour == "grey"
        painter.setPen(QPen(self.theme.colour(colour), 2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.setBrush(self.theme.colour(ground))
        painter.drawRoundedRect(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), 4, 4)
        self._in(painter, middle, radius, words, self.theme.colour("grey" if dashed else "ink"))

    def _in(self, painter: QPainter, middle: QPointF, radius: float, words: str, colour: QColor) -> None:
        painter.setFont(self.theme.font("note"))
        painter.setPen(colour)
        painter.drawText(
            QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius),
            Qt.AlignmentFlag.AlignCenter,
            words,
        )

    def _words(
        self, painter: QPainter, area: QRect, words: str, colour: str, centre: bool = False, bold: bool = False
    ) -> None:
        painter.setFont(self.theme.font("note", bold))
        painter.setPen(self.theme.colour(colour))
        side = Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, words)


class Strip(QListView):
    """The days side by side; ←→ walk them, `told` carries the sentence of the one a person is on.

    A strip of very many days is folded by month; Enter or a double click unfolds one and folds it again.
    """

    told = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("list_days")
        self.setAccessibleName(NAME)
        self.days = Beads()
        self.setModel(self.days)
        self.setItemDelegate(BeadPainter(theme))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMouseTracking(True)
        self.setFixedHeight(round((HIGH + 12) * theme.factor))
        self.beads: tuple[Bead, ...] = ()
        self._unfolded: set[str] = set()
        self.activated.connect(self._turn)
        self.entered.connect(lambda index: self._tell(index))
        self.selectionModel().currentChanged.connect(lambda index, _before: self._tell(index))

    def show_beads(self, beads: Sequence[Bead]) -> None:
        """Other days; today, else the due one, is brought into view."""
        if tuple(beads) != self.beads:  # what a person unfolded of the same days stays so
            self.beads, self._unfolded = tuple(beads), open_at_first(beads) if beads else set()
        shown = folded(self.beads, self._unfolded)
        self.days.show(shown)
        here = next((n for n, bead in enumerate(shown) if bead.today), None)
        here = here if here is not None else next((n for n, bead in enumerate(shown) if bead.due), None)
        if here is not None:
            self.scrollTo(self.days.index(here), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _turn(self, index: QModelIndex) -> None:
        """Unfold the month a person is on, or fold it again where a strip is that long."""
        month = month_of(self.days.beads[index.row()])
        if len(open_at_first(self.beads)) == len({month_of(bead) for bead in self.beads}):
            return  # a short one
        self._unfolded ^= {month}
        self.days.show(folded(self.beads, self._unfolded))
        row = next(n for n, bead in enumerate(self.days.beads) if month_of(bead) == month)
        self.setCurrentIndex(self.days.index(row))
        self.scrollTo(self.days.index(row))

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.told.emit(self.days.beads[index.row()].words)
