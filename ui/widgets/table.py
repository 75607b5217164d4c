"""A table of records: one row each, a click on a heading sorts, Enter opens; what is cut is told in full on hovering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
EMPTY = "–"


class Column(NamedTuple):
    """What it is called, the width in logical pixels (0: what is left), whether it holds numbers, and what its heading says
    where that is not the name."""

    label: str
    width: int = 0
    number: bool = False
    heading: str = ""


class TableRow(NamedTuple):
    """A record's key and its cells, texts or numbers."""

    key: Any
    cells: tuple[Any, ...]


class TableRows(QAbstractTableModel):
    """The rows in the order given, or sorted by a column."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = columns
        self.items: list[TableRow] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many records."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many headings."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell as text."""
        value = self.items[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return EMPTY if value in (None, "") else str(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].label}：{value or EMPTY}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading or self.columns[section].label
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.columns[column].number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, what is empty last."""
        if column < 0:
            return
        down = order == Qt.SortOrder.DescendingOrder
        filled = [item for item in self.items if item.cells[column] not in (None, "")]
        empty = [item for item in self.items if item.cells[column] in (None, "")]
        filled.sort(key=lambda item: item.cells[column], reverse=down)
        self.layoutAboutToBeChanged.emit()
        self.items = [*filled, *empty]
        self.layoutChanged.emit()

    def show(self, items: Sequence[TableRow]) -> None:
        """Put other rows in."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()


class Table(QTableView):
    """Rows of records. `opened` carries the key of the row a person entered."""

    opened = Signal(object)

    def __init__(self, name: str, label: str, theme: Theme, columns: Sequence[Column]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.rows = TableRows(columns)
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.setSortingEnabled(True)
        self.theme = theme
        self.setProperty("c", "table")
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        for place, column in enumerate(columns):
            if not column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.measure()
        self.clicked.connect(lambda _index: self._open())

    def measure(self) -> None:
        """Take the sizes of the theme."""
        self.verticalHeader().setDefaultSectionSize(self.theme.px("table_row"))
        for place, column in enumerate(self.rows.columns):
            if column.width:
                self.setColumnWidth(place, round(column.width * self.theme.factor))

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Other rows; the row a person was on stays chosen where it is still there."""
        key, header = self.key(), self.horizontalHeader()
        self.rows.show(rows)
        self.rows.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.choose(key)

    def choose(self, key: Any) -> bool:
        """Move to the row of a key; False where there is none."""
        place = next((n for n, item in enumerate(self.rows.items) if key is not None and item.key == key), None)
        if place is not None:
            self.selectRow(place)
        return place is not None

    def key(self) -> Any:
        """The key of the row a person is on."""
        index = self.currentIndex()
        return self.rows.items[index.row()].key if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens; the rest is the table's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key() is not None:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self.opened.emit(self.key())
