"""The table of a list spread out in columns: the row a person is on, the columns they move, heads across its whole width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView

from lianluozhan.columns import Column
from lianluozhan.spread import Line, Page
from ui.theme import Theme
from ui.widgets.spread.rows import Head, SpreadRows

NARROW = 60  # logical pixels no column is narrower than
SORT_MARK = 34  # pixels a heading needs besides its words
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


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
        _set_up(self)
        header = self.horizontalHeader()
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
            first = self.rows.first()
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
        painter = QPainter(self.viewport())
        for place, head in self._seen_heads():
            area = QRect(0, self.rowViewportPosition(place), self.viewport().width(), self.rowHeight(place))
            _paint_head(painter, area, self.theme, self.rows.said(head.month))
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(self.theme.colour("ink"))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -2))

    def _seen_heads(self) -> Iterator[tuple[int, Head]]:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for place in range(max(first, 0), (last if last >= 0 else len(self.rows.items) - 1) + 1):
            if isinstance(head := self.rows.items[place], Head):
                yield place, head


def _set_up(table: QTableView) -> None:
    """One row at a time, scrolled by pixels; columns that can be moved, the last one with what is left."""
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionsMovable(True)
    header.setSectionsClickable(True)
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


def _paint_head(painter: QPainter, area: QRect, theme: Theme, words: str) -> None:
    painter.fillRect(area, theme.colour("canvas"))
    painter.setFont(theme.font("note", bold=True))
    painter.setPen(theme.colour("ink2"))
    painter.drawText(area.adjusted(10, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, words)
