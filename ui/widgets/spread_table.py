"""The table of a list spread out in columns: rows that come page by page, heads of months between them, columns a person moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView

from lianluozhan import period
from lianluozhan.columns import Column
from lianluozhan.spread import Line, Page
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
NARROW = 60  # logical pixels no column is narrower than
SORT_MARK = 34  # pixels a heading needs besides its words
UNKNOWN = "没有日期"
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


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
        return next(
            (
                at
                for at, item in enumerate(self.items)
                if key is not None and isinstance(item, Line) and item.key == key
            ),
            None,
        )


def _headed(lines: Sequence[Line], month: str | None) -> list[Line | Head]:
    """The rows with a head before each month; none where a list does not run by days."""
    items: list[Line | Head] = []
    for line in lines:
        if line.month and line.month != month:
            items.append(Head(line.month))
        month = line.month
        items.append(line)
    return items


class SpreadTable(QTableView):
    """`opened` carries the key of the row a person entered, `chosen` of the one they moved to, `moved` that the columns stand
    otherwise now, `asked` the column whose menu is wanted and where."""

    opened, chosen = Signal(object), Signal(object)
    moved = Signal()
    asked = Signal(int, object)

    def __init__(self, label: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("spread_table")
        self.setAccessibleName(label)
        self.setProperty("c", "table")
        self.theme, self.rows = theme, SpreadRows()
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
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.asked.emit(header.logicalIndexAt(at), header.mapToGlobal(at))
        )
        header.sectionMoved.connect(lambda *_places: self._quiet or self.moved.emit())
        header.sectionResized.connect(self._resized)
        self.selectionModel().currentChanged.connect(self._went)
        self.doubleClicked.connect(lambda _index: self._open())
        self._quiet, self._widths = True, {}

    # -- rows

    def show_rows(self, columns: Sequence[Column], widths: Mapping[str, int], page: Page, key: Any) -> None:
        """Other rows; the row of the key stays chosen and where it was on the screen, if it is among them."""
        before, at = self.rows.place(key), max(self.currentIndex().column(), 0)
        top = self.rowViewportPosition(before) if before is not None else None
        self._quiet = True
        self._stand_in_order()
        self.rows.show(columns, page.lines, page.end is not None)
        self.measure(widths)
        place = self.rows.place(key)
        if place is not None:
            self.setCurrentIndex(self.rows.index(place, min(at, len(columns) - 1)))
            if top is not None:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.rowViewportPosition(place) - top)
            self.scrollTo(self.currentIndex())
        else:
            self.scrollToTop()
            first = next((at for at, item in enumerate(self.rows.items) if isinstance(item, Line)), None)
            self.setCurrentIndex(self.rows.index(first, 0) if first is not None else QModelIndex())
        self._quiet = False

    def _stand_in_order(self) -> None:
        """What was moved by hand is the order of the columns themselves from now on."""
        header = self.horizontalHeader()
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)

    def measure(self, widths: Mapping[str, int] | None = None) -> None:
        """Take the sizes of the theme, and other widths in logical pixels; no heading is cut."""
        quiet, self._quiet, self._widths = self._quiet, True, self._widths if widths is None else widths
        self.verticalHeader().setDefaultSectionSize(self.theme.px("table_row"))
        metrics = QFontMetrics(self.theme.font("note"))
        for place, column in enumerate(self.rows.columns):
            least = metrics.horizontalAdvance(column.label) + SORT_MARK * self.theme.factor
            self.setColumnWidth(place, round(max(self._widths[column.name] * self.theme.factor, least)))
        self._quiet = quiet

    def key(self) -> Any:
        """The key of the row a person is on."""
        item = self.rows.items[self.currentIndex().row()] if self.currentIndex().isValid() else None
        return item.key if isinstance(item, Line) else None

    def _went(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid() and self.key() is not None:
            self.chosen.emit(self.key())
        self.viewport().update()

    # -- columns

    def arranged(self) -> tuple[list[str], dict[str, int]]:
        """The columns as they stand from left to right, and their widths in logical pixels."""
        header, columns = self.horizontalHeader(), self.rows.columns
        order = [header.logicalIndex(place) for place in range(len(columns))]
        return [columns[at].name for at in order], {
            columns[at].name: round(self.columnWidth(at) / self.theme.factor) for at in order[:-1]
        }

    def _resized(self, column: int, *_sizes: int) -> None:
        """The last column takes what is left: that is nobody's wish."""
        header = self.horizontalHeader()
        if not self._quiet and header.visualIndex(column) < header.count() - 1:
            self.moved.emit()

    def move_column(self, by: int, column: int | None = None) -> None:
        """A column, or the one a person is on, one to the left (-1) or right (1)."""
        header = self.horizontalHeader()
        here = header.visualIndex(max(self.currentIndex().column(), 0) if column is None else column)
        if 0 <= here + by < header.count():
            header.moveSection(here, here + by)
            self.scrollTo(self.currentIndex())

    def widen(self, column: int, by: int) -> None:
        """A column wider or narrower by so many logical pixels."""
        self.setColumnWidth(
            column, max(self.columnWidth(column) + round(by * self.theme.factor), round(NARROW * self.theme.factor))
        )

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens, Ctrl+Shift+←→ move the column, the menu key asks what can be done to it; the rest is the table's own."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alone:
            self._open()
        elif event.key() in steps and event.modifiers() & BOTH == BOTH:
            self.move_column(steps[event.key()])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: Any) -> None:  # noqa: N802
        """What can be done to the column below the mouse, or by its key to the one a person is on."""
        by_mouse = event.reason() == event.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        at = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.asked.emit(max(index.column(), 0), at)

    def _open(self) -> None:
        if self.key() is not None:
            self.opened.emit(self.key())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The rows, the heads over their whole width, and a ring around the cell a person is on."""
        super().paintEvent(event)
        painter, view = QPainter(self.viewport()), self.viewport()
        first, last = self.rowAt(0), self.rowAt(view.height() - 1)
        for place in range(max(first, 0), (last if last >= 0 else len(self.rows.items) - 1) + 1):
            if isinstance(head := self.rows.items[place], Head):
                _paint_head(
                    painter,
                    QRect(0, self.rowViewportPosition(place), view.width(), self.rowHeight(place)),
                    self.theme,
                    self.rows.said(head.month),
                )
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(self.theme.colour("ink"))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -2))


def _paint_head(painter: QPainter, area: QRect, theme: Theme, words: str) -> None:
    painter.fillRect(area, theme.colour("canvas"))
    painter.setFont(theme.font("note", bold=True))
    painter.setPen(theme.colour("ink2"))
    painter.drawText(area.adjusted(10, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, words)
