"""The rows of a list spread out in columns: what has come so far, page by page, with a head before each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from lianluozhan import period
from lianluozhan.columns import Column
from lianluozhan.spread import Line

Index = QModelIndex | QPersistentModelIndex
UNKNOWN = "没有日期"


class Head(NamedTuple):
    """The head of a month, between the rows."""

    month: str


class SpreadRows(QAbstractTableModel):
    """The rows there are so far; `wanted` when somebody looks at the last of them and there are more."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[Column] = []
        self.items: list[Line | Head] = []
        self.months: Mapping[str, tuple[int, str]] = {}
        self.more = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many rows, heads included, so far."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; a head is read out in its first."""
        item, column = self.items[index.row()], self.columns[index.column()]
        if isinstance(item, Head):
            return self.said(item.month) if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0 else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.cells[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.label}：{item.cells[index.column()] or '空着'}"
        return self._side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].label
        return self._side(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: Column) -> Qt.AlignmentFlag:
        return (
            Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignVCenter

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        if not index.isValid() or isinstance(self.items[index.row()], Head):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def said(self, month: str) -> str:
        """2026年10月　23 条，批次 23，人次 30."""
        count, words = self.months.get(month, (0, ""))
        return f"{period.said(month) if month else UNKNOWN}　" + "，".join(
            filter(None, (f"{count} 条" if count else "", words))
        )

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Whether the folder has more of them."""
        return not parent.isValid() and self.more

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for the next page; it comes when the worker has it."""
        if not parent.isValid() and self.more:
            self.more = False  # until it has come
            self.wanted.emit()

    def show(self, columns: Sequence[Column], lines: Sequence[Line], more: bool) -> None:
        """Other rows."""
        self.beginResetModel()
        self.columns, self.items, self.more = list(columns), _headed(lines, None), more
        self.endResetModel()

    def add(self, lines: Sequence[Line], more: bool) -> None:
        """The next page."""
        last = next((item.month for item in reversed(self.items)), None)
        fresh = _headed(lines, last)
        self.beginInsertRows(QModelIndex(), len(self.items), len(self.items) + len(fresh) - 1)
        self.items += fresh
        self.endInsertRows()
        self.more = more

    def place(self, key: Any) -> int | None:
        """The row of a key."""
        if key is None:
            return None
        return next((at for at, item in enumerate(self.items) if isinstance(item, Line) and item.key == key), None)

    def first(self) -> int | None:
        """The first row that is no head."""
        return next((at for at, item in enumerate(self.items) if isinstance(item, Line)), None)


def _headed(lines: Sequence[Line], month: str | None) -> list[Line | Head]:
    """The rows with a head before each month; none where a list does not run by days."""
    items: list[Line | Head] = []
    for line in lines:
        if line.month and line.month != month:
            items.append(Head(line.month))
        month = line.month
        items.append(line)
    return items
