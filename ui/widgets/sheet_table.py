"""The rows of a sheet as they would be taken in, what cannot be read marked where it stands, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.asks.sheet_import import SheetRow
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NARROWEST, WIDEST = 72, 300  # logical pixels of a column
NUMBER = "表中行"


class SheetRows(QAbstractTableModel):
    """The rows, the first column their number in the sheet."""

    def __init__(self, theme: Theme, number: str) -> None:
        super().__init__()
        self.theme, self.number = theme, number
        self.fields: Sequence[str] = ()
        self.labels: Sequence[str] = ()
        self.items: list[SheetRow] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many rows."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """The number's column and one for each field."""
        return 0 if parent.isValid() else len(self.fields) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The labels of the fields."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.labels[section - 1] if section else self.number
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, its mark, its reason."""
        row = self.items[index.row()]
        reason = self._reason(row, index.column())
        words = row.cells[index.column() - 1] if index.column() else str(row.number)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"⊘ {words}" if reason else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return reason or words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{words}，{reason}" if reason else words
        if role == Qt.ItemDataRole.ForegroundRole:
            return self.theme.colour("red" if reason else "ink3" if index.column() == 0 else "ink")
        if role == Qt.ItemDataRole.BackgroundRole and row.wrong:
            return self.theme.colour("red_tint")
        return None

    def _reason(self, row: SheetRow, column: int) -> str:
        if column:
            return row.wrong.get(self.fields[column - 1], "")
        return "；".join(reason for name, reason in row.wrong.items() if name not in self.fields)

    def show(self, fields: Sequence[str], labels: Sequence[str], rows: Sequence[SheetRow]) -> None:
        """Put other rows in."""
        self.beginResetModel()
        self.fields, self.labels, self.items = fields, labels, list(rows)
        self.endResetModel()


class SheetTable(QTableView):
    """The rows of a sheet, to look through."""

    def __init__(self, theme: Theme, number: str = NUMBER) -> None:
        super().__init__()
        self.theme, self.rows = theme, SheetRows(theme, number)
        self.setObjectName("list_sheet")
        self.setAccessibleName("表里的行")
        self.setModel(self.rows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.measure()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def measure(self) -> None:
        """Take the size of the theme."""
        self.verticalHeader().setDefaultSectionSize(round(31 * self.theme.factor))

    def show_rows(
        self, fields: Sequence[str], labels: Sequence[str], rows: Sequence[SheetRow], only_bad: bool = False
    ) -> None:
        """Other rows; with `only_bad` those that cannot be read."""
        self.rows.show(fields, labels, [row for row in rows if row.wrong or not only_bad])
        self.resizeColumnsToContents()
        for column in range(self.rows.columnCount()):
            width = min(
                max(self.columnWidth(column) + 12, round(NARROWEST * self.theme.factor)),
                round(WIDEST * self.theme.factor),
            )
            self.setColumnWidth(column, width)
