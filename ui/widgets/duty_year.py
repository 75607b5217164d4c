"""A year of duties in three looks: deputy by month, act by act, and what waits for a review; one filter narrows them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from lianluozhan import clock
from ui.asks.duty import Year, holds, said_sum
from ui.asks.review import COLUMNS as REVIEWED, WAITING
from ui.theme import Theme
from ui.widgets.chooser import Option
from ui.widgets.matrix import Cells, Matrix, MatrixRow
from ui.widgets.span import Span
from ui.widgets.switch import Switch
from ui.widgets.table import Column, Table

LOOKS, FILTER = ("按月看", "逐条看"), "筛选代表、类别、名称"
MONTHS = [str(n) for n in range(1, 13)]
COLUMNS = (
    Column("日期", 70),
    Column("编号", 84),
    Column("类别", 160),
    Column("名称"),
    Column("代表", 180),
    Column("登记", 64),
)


class DutyYear(QWidget):
    """`picked`: another year is wanted; `moved`: another deputy or month is looked at; `opened` carries an act's id."""

    picked = Signal()
    moved = Signal()
    opened = Signal(object)

    def __init__(self, theme: Theme, deputies: Callable[[], Sequence[Option]], new: QPushButton) -> None:
        super().__init__()
        self.theme, self._deputies = theme, deputies
        self.shown = Year([], [], "", "")
        self._to_waiting, self._chose = False, ""
        self.matrix = Matrix("duty", "各代表每月履职次数", theme, Cells("代表", MONTHS, "次", "积分"))
        self.matrix.moved.connect(self._choose)
        self.matrix.opened.connect(self._choose)
        self.matrix.moved.connect(lambda _key, _month: self.moved.emit())
        self.table = Table("table_duty", "全年履职", theme, COLUMNS)
        self.waiting = Table("table_review", WAITING, theme, REVIEWED)
        self._stack = QStackedWidget()
        for part in (self.matrix, self.table, self.waiting):
            self._stack.addWidget(part)
        for table in (self.table, self.waiting):
            table.opened.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tools(new))
        column.addWidget(self._stack, 1)
        column.addLayout(self._sums())

    def _tools(self, new: QPushButton) -> QHBoxLayout:
        self._line = tools = QHBoxLayout()
        tools.setContentsMargins(14, 10, 14, 10)
        tools.setSpacing(self.theme.px("gap"))
        self.filter = QLineEdit()
        self.filter.setObjectName("duty_filter")
        self.filter.setPlaceholderText(FILTER)
        self.filter.setAccessibleName(FILTER)
        self.filter.setToolTip(FILTER)
        self.filter.textEdited.connect(lambda _text: self.show_rows())
        self.year = Span("duty_year", str(clock.today().year))
        self.year.picked.connect(lambda _year: self.picked.emit())
        self.look = Switch("duty_look", "看法", LOOKS)
        self.look.switched.connect(lambda _place: self.take_focus())
        tools.addWidget(new)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.year)
        tools.addStretch(1)
        tools.addWidget(self.look)
        return tools

    def add(self, widget: QWidget) -> None:
        """One more thing that narrows the year."""
        self._line.insertWidget(self._line.indexOf(self.year), widget)

    def _sums(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        self.foot, self.gap = QLabel(), QLabel()
        self.foot.setProperty("c", "note")
        self.gap.setProperty("c", "warning")
        foot.addWidget(self.foot)
        foot.addStretch(1)
        foot.addWidget(self.gap)
        return foot

    def measure(self) -> None:
        """Take the sizes of the theme."""
        for part in (self.matrix, self.table, self.waiting):
            part.measure()

    # -- showing

    def show_year(self, found: Year) -> None:
        """Other rows; the look stays where there still is that one."""
        self.shown = found
        self.gap.setText(found.gap)
        waits = () if found.pending is None else (f"{WAITING} {len(found.pending)}",)
        place = min(max(self.look.place(), 0), len(LOOKS) + len(waits) - 1)
        place = len(LOOKS) if self._to_waiting and waits else place
        self._to_waiting = False
        self.look.show_words((*LOOKS, *waits), place)
        self._stack.setCurrentIndex(place)
        self.show_rows()

    def show_rows(self) -> None:
        """The rows the filter leaves: by a piece of the name, its initials, or of acts by whatever stands in them."""
        typed = self.filter.text().strip().lower()
        letters = {one.kept: one.letters for one in self._deputies()}
        rows = [row for row in self.shown.matrix if typed in f"{row.title} {letters.get(row.key, '')}"]
        today = clock.today()
        now = today.month if self.year.span == str(today.year) else None
        self.matrix.show_rows(rows, now)
        if rows and not self.matrix.place()[0]:
            self.matrix.choose(rows[0].key, now or 0)
        names = [row.title for row in rows] if typed.isascii() else []
        for table, acts in ((self.table, self.shown.acts), (self.waiting, self.shown.pending or ())):
            table.show_rows([act for act in acts if holds(act, typed, names)])
        self._say_sum()
        self.moved.emit()

    def _say_sum(self) -> None:
        """What the look that is seen comes to."""
        table = self._stack.currentWidget()
        acts = {self.table: self.shown.acts, self.waiting: self.shown.pending or ()}.get(table)
        self.foot.setText(self.shown.foot if acts is None else said_sum(table.rows.items, len(acts)))

    def place(self) -> tuple[MatrixRow | None, int]:
        """The deputy one is on and the month, 0 for the whole year."""
        key, month = self.matrix.place()
        return next((row for row in self.shown.matrix if row.key == key), None), month

    def chosen(self) -> MatrixRow | None:
        """The deputy one is on, where a person went there: the first row is stood on by itself."""
        row, _month = self.place()
        return row if row and row.key == self._chose else None

    def _choose(self, key: str, _month: int) -> None:
        self._chose = key

    def to_waiting(self) -> None:
        """Look at what waits for its review, now or as soon as it is known."""
        if self.shown.pending is None:
            self._to_waiting = True
        else:
            self.look.choose(len(LOOKS))
            self.take_focus()

    def take_focus(self) -> None:
        """To the look that is chosen."""
        self._stack.setCurrentIndex(max(self.look.place(), 0))
        self._say_sum()
        self._stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)
