"""A matrix of counts, who × month: arrow keys walk its cells, Enter opens one; gaps are what a person looks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from lianluozhan.points import said
from ui.theme import Theme
from ui.widgets.painting import draw_ring, draw_words

Index = QModelIndex | QPersistentModelIndex
MOST = 5  # a count from which a cell is no darker
GAP = "–"
SHORTEST = 0.6  # of the width of names


class MatrixRow(NamedTuple):
    """Who, a word about them, a count for each column, and their points in hundredths, where a matrix shows them."""

    key: str
    title: str
    words: str
    counts: tuple[int, ...]
    points: int = 0


class Cells(QAbstractTableModel):
    """The rows; column 0 says who, behind the counts stands their sum and, where they are called something, the points."""

    def __init__(self, corner: str, columns: Sequence[str], unit: str, points: str = "") -> None:
        super().__init__()
        self.sum = len(columns) + 1  # the column of the sum
        self.labels, self.unit = [corner, *columns, "合计", *([points] if points else [])], unit
        self.items: list[MatrixRow] = []
        self.now: int | None = None  # the column of the present

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many people."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Name, months, sum, points."""
        return 0 if parent.isValid() else len(self.labels)

    def value(self, index: Index) -> Any:
        """What a cell holds: the row of a name, else a number."""
        row, column = self.items[index.row()], index.column()
        if column in (0, self.sum):
            return sum(row.counts) if column else row
        return row.points if column > self.sum else row.counts[column - 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number as text, and the whole cell as a sentence."""
        row, value = self.items[index.row()], self.value(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if index.column() == 0 else said(value) if index.column() > self.sum else str(value or GAP)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            label = self.labels[index.column()]
            counted = f"{said(value)} 分" if index.column() > self.sum else f"{value} {self.unit}"
            return f"{row.title}，{row.words}" if index.column() == 0 else f"{row.title}，{label}：{counted}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The months."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.labels[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def show(self, items: Sequence[MatrixRow], now: int | None) -> None:
        """Put other rows in."""
        self.beginResetModel()
        self.items, self.now = list(items), now
        self.endResetModel()


class CellPainter(QStyledItemDelegate):
    """Paints names on two lines and counts on a ground the darker the more; the number says it too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        theme, area, model = self.theme, option.rect, index.model()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        mine = view is not None and view.currentIndex().row() == index.row()
        painter.fillRect(area, theme.colour("sel" if mine else "surface"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line"))
        if index.column() == 0:
            self._name(painter, area, model.value(index), mine)
        elif index.column() > model.sum:
            self._points(painter, area, index)
        else:
            self._count(painter, area, index, bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _name(self, painter: QPainter, area: QRect, row: MatrixRow, mine: bool) -> None:
        if mine:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), self.theme.colour("primary"))
        inner = area.adjusted(14, 4, -6, -4)
        half = inner.height() // 2
        self._line(painter, QRect(inner.left(), inner.top(), inner.width(), half + 2), row.title, "body", "ink", mine)
        low = QRect(inner.left(), inner.top() + half + 1, inner.width(), half)
        self._line(painter, low, row.words, "note", "ink3", False)

    def _line(self, painter: QPainter, area: QRect, words: str, size: str, colour: str, bold: bool) -> None:
        painter.setFont(self.theme.font(size, bold=bold))
        draw_words(painter, area, words, self.theme.colour(colour))

    def _count(self, painter: QPainter, area: QRect, index: Index, current: bool) -> None:
        model, theme = index.model(), self.theme
        number, last = model.value(index), index.column() == model.sum
        box = area.adjusted(3, 4, -3, -5)
        if number and not last:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._ground(number))
            painter.drawRoundedRect(box, 4, 4)
        if current:
            draw_ring(painter, box.adjusted(1, 1, -1, -1), theme.colour("ink"))
        painter.setFont(theme.font("body", bold=last))
        painter.setPen(theme.colour("ink" if number else "ink3"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number or GAP))

    def _points(self, painter: QPainter, area: QRect, index: Index) -> None:
        """The points over a bar that is as long as they are beside the most of anybody."""
        theme, value = self.theme, index.model().value(index)
        inner, most = area.adjusted(6, 4, -10, -8), max((row.points for row in index.model().items), default=0)
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.colour("ink"))
        painter.drawText(
            inner.adjusted(0, 0, 0, -6), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said(value)
        )
        bar = QRect(inner.left(), inner.bottom() - 4, inner.width(), 5)
        painter.setPen(Qt.PenStyle.NoPen)
        for token, width in (
            ("grey_tint", bar.width()),
            ("primary", round(bar.width() * value / most) if most > 0 and value > 0 else 0),
        ):
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(QRect(bar.left(), bar.top(), width, bar.height()), 2, 2)

    def _ground(self, number: int) -> QColor:
        """Between the tint and a quarter of the primary colour: ink stays readable on all of it."""
        light, dark = self.theme.colour("tint"), self.theme.colour("primary")
        share = 0.06 + 0.38 * (min(number, MOST) - 1) / (MOST - 1)
        mixed = [round(a + (b - a) * share) for a, b in zip(light.getRgb()[:3], dark.getRgb()[:3], strict=True)]
        return QColor(*mixed)


class Matrix(QTableView):
    """`moved` and `opened` carry (key of the row, column from 1, 0 for the whole row)."""

    moved = Signal(str, int)
    opened = Signal(str, int)

    def __init__(self, noun: str, label: str, theme: Theme, cells: Cells) -> None:
        super().__init__()
        self.setObjectName(f"matrix_{noun}")
        self.setAccessibleName(label)
        self.cells, self.theme, self._showing = cells, theme, False
        self.setModel(cells)
        self.setItemDelegate(CellPainter(theme))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setProperty("c", "matrix")
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.measure()
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(lambda _index: self._open())

    def measure(self) -> None:
        """Take the sizes of the theme."""
        self.verticalHeader().setDefaultSectionSize(self.theme.px("cell_row"))
        self.horizontalHeader().setMinimumSectionSize(self.theme.px("bar_row"))
        for column in range(self.cells.sum + 1, len(self.cells.labels)):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, self.theme.px("points_column"))
        self._fit_names()

    def _fit_names(self) -> None:
        """Names are cut short before a column of numbers goes out of sight; both stand whole in the tooltips."""
        points = (len(self.cells.labels) - self.cells.sum - 1) * self.theme.px("points_column")
        left = self.viewport().width() - points - self.cells.sum * self.horizontalHeader().minimumSectionSize()
        name = self.theme.px("name_column")
        self.setColumnWidth(0, max(min(left, name), round(name * SHORTEST)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width."""
        super().resizeEvent(event)
        self._fit_names()

    def show_rows(self, rows: Sequence[MatrixRow], now: int | None = None) -> None:
        """Other rows; the cell a person was on stays where its row is still there."""
        key, column = self.place()
        self._showing = True
        self.cells.show(rows, now)
        self._showing = False
        self.choose(key, column)

    def choose(self, key: str, column: int) -> bool:
        """Move to a cell without opening it; False where its row is not there."""
        for row, item in enumerate(self.cells.items):
            if item.key == key:
                self._showing = True
                self.setCurrentIndex(self.cells.index(row, column))
                self._showing = False
                self.viewport().update()
                return True
        return False

    def place(self) -> tuple[str, int]:
        """(key of the row, column) a person is on; ("", 0) for none. The sum stands for the whole row."""
        index = self.currentIndex()
        if not index.isValid():
            return "", 0
        return self.cells.items[index.row()].key, 0 if index.column() >= self.cells.sum else index.column()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens; the rest is the table's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self.opened.emit(*self.place())

    def _moved(self, index: QModelIndex) -> None:
        self.viewport().update()  # the whole row is tinted
        if not self._showing and index.isValid():
            self.moved.emit(*self.place())
