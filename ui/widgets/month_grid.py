"""A month as a grid, Monday first: what each day is in the calendar and who receives on it; arrow keys walk the days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from lianluozhan.calendar import WEEKDAYS
from ui.theme import Theme
from ui.widgets.painting import draw_ring, draw_words

Index = QModelIndex | QPersistentModelIndex
WEEK = 7


class Cell(NamedTuple):
    """One day: 休 or "", the holiday's name or 班, who receives, whether that is kept, whether something is wrong, whether
    it is today, and all of it as a sentence."""

    day: str
    off: str
    what: str
    names: tuple[str, ...]
    kept: bool
    wrong: bool
    today: bool
    words: str


class Days(QAbstractTableModel):
    """The days by week; before the first and after the last there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[Cell] = []
        self.before = 0  # empty places before the first day

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """The weeks the month touches."""
        return 0 if parent.isValid() else -(-(self.before + len(self.cells)) // WEEK)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Monday to Sunday."""
        return 0 if parent.isValid() else WEEK

    def cell(self, index: Index) -> Cell | None:
        """The day at a place."""
        n = index.row() * WEEK + index.column() - self.before
        return self.cells[n] if index.isValid() and 0 <= n < len(self.cells) else None

    def at(self, day: str) -> QModelIndex:
        """Where a day is."""
        n = next((n for n, one in enumerate(self.cells) if one.day == day), None)
        return self.index(*divmod(n + self.before, WEEK)) if n is not None else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number of the day; the whole of it as a sentence."""
        cell = self.cell(index)
        if cell and role == Qt.ItemDataRole.DisplayRole:
            return cell.day[8:].lstrip("0")
        return (
            cell.words if cell and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only days can be gone to."""
        return super().flags(index) if self.cell(index) else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """一 … 日."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return WEEKDAYS[section] if shown else None

    def show(self, cells: Sequence[Cell]) -> None:
        """Another month."""
        self.beginResetModel()
        self.cells = list(cells)
        self.before = date.fromisoformat(cells[0].day).weekday() if cells else 0
        self.endResetModel()


class DayPainter(QStyledItemDelegate):
    """The number with what the day is beside it, below who receives; what is only proposed is pale, what is wrong red."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a day."""
        cell, theme, area = index.model().cell(index), self.theme, option.rect
        painter.save()
        ground = "canvas" if cell is None or cell.off else "surface"
        painter.fillRect(area, theme.colour(("tint" if cell.kept else "amber_tint") if cell and cell.names else ground))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        if cell is not None:
            self._words(painter, area.adjusted(6, 2, -5, -3), cell)
            self._frame(painter, area, cell, option)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        """The number with 休 or 班, then a line for the holiday or for each who receives, as many as there is room for."""
        high, low = self.theme.px("body") + 5, self.theme.px("note") + 4  # closer than running text: they are names
        wide = self._line(
            painter,
            QRect(area.left(), area.top(), area.width(), high),
            cell.day[8:].lstrip("0"),
            "ink3" if cell.off else "ink",
            cell.today,
        )
        named = bool(cell.names) and bool(cell.off)  # then the holiday stands beside its 休, as far as there is room
        beside = cell.off or (cell.what if len(cell.what) == 1 else "")
        right = QRect(area.left() + wide + 5, area.top(), area.width() - wide - 5, high)
        lines = cell.names or ((cell.what,) if len(cell.what) > 1 else ())
        # A window that is being laid out may have a row lower than its number.
        room = max(0, (area.height() - high) // low)
        if not room and cell.names:  # no line below: who receives, beside the number
            self._line(painter, right, "、".join(lines), "red" if cell.wrong else "ink", size="note")
            return
        self._line(painter, right, f"{beside} {cell.what if named else ''}".strip(), "amber", size="note")
        if not room:
            return
        if len(lines) > room:
            lines = (*lines[: room - 1], f"{lines[room - 1]}等{len(lines)}人")
        for n, words in enumerate(lines):
            colour = "amber" if not cell.names else "red" if cell.wrong else "ink"
            self._line(
                painter, QRect(area.left(), area.top() + high + n * low, area.width(), low), words, colour, size="note"
            )

    def _frame(self, painter: QPainter, area: QRect, cell: Cell, option: QStyleOptionViewItem) -> None:
        if cell.wrong:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), self.theme.colour("red"))
        if option.state & QStyle.StateFlag.State_Selected:
            seen = option.widget is not None and option.widget.hasFocus()
            draw_ring(painter, area.adjusted(1, 1, -2, -2), self.theme.colour("ink" if seen else "primary"))

    def _line(
        self, painter: QPainter, area: QRect, words: str, colour: str, bold: bool = False, size: str = "body"
    ) -> int:
        painter.setFont(self.theme.font(size, bold=bold))
        return draw_words(painter, area, words, self.theme.colour("primary" if bold else colour))


class MonthGrid(QTableView):
    """`moved` carries the day a person walked to, `opened` the one they entered, `stepped` −1 or 1 for another month."""

    moved = Signal(str)
    opened = Signal(str)
    stepped = Signal(int)

    def __init__(self, noun: str, label: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"month_{noun}")
        self.setAccessibleName(label)
        self.days, self.theme, self._showing = Days(), theme, False
        self.setModel(self.days)
        self.setItemDelegate(DayPainter(theme))
        self.setProperty("c", "matrix")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        for off in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            off(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(theme.px("bar_row"))
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self._open())

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Another month, or the same anew; the day a person was on stays."""
        day = self.day()
        self._showing = True
        self.days.show(cells)
        self._showing = False
        self.setMinimumHeight(
            self.horizontalHeader().sizeHint().height() + self.days.rowCount() * self.theme.px("bar_row") + 2
        )
        self.choose(day)

    def day(self) -> str:
        """The day a person is on, or ""."""
        cell = self.days.cell(self.currentIndex())
        return cell.day if cell else ""

    def choose(self, day: str) -> None:
        """Go to a day without saying so."""
        self._showing = True
        self.setCurrentIndex(self.days.at(day))
        self._showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """←→ a day, ↑↓ a week, PgUp and PgDn a month, Home and End its ends, Enter opens the day."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}.get(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}.get(event.key())
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(event.key())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif months:
            self.stepped.emit(months)
        elif ends is not None and self.days.cells:
            self.setCurrentIndex(self.days.at(self.days.cells[ends].day))
        elif step:
            self._walk(step)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """So many days on; the first day where a person is on none."""
        to = self.days.cells[0].day if self.days.cells else ""
        if day := self.day():
            to = (date.fromisoformat(day) + timedelta(days=step)).isoformat()
        index = self.days.at(to)
        if index.isValid():
            self.setCurrentIndex(index)

    def _open(self) -> None:
        if day := self.day():
            self.opened.emit(day)

    def _moved(self, index: QModelIndex) -> None:
        if not self._showing and self.days.cell(index):
            self.moved.emit(self.day())
