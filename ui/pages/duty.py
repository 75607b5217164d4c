"""代表履职: who did what in which month; what sessions registered by themselves, and what is registered by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.duty import Duty, add_duty
from lianluozhan.month_words import DUTIES
from ui.duties import acts_of, year_of
from ui.form import Section
from ui.page import Page, Surroundings
from ui.widgets.beside import Beside
from ui.widgets.matrix import Cells, Matrix, MatrixRow
from ui.widgets.record_form import RecordForm
from ui.widgets.span import Span
from ui.widgets.switch import Switch
from ui.widgets.table import Column, Table, TableRow

SECTIONS = (
    Section("什么时候，做什么", ((("begin", 3), ("end", 3), ("kind", 6)), (("title", 7), ("place", 5)))),
    Section("谁参加", ((("deputies", 12),), (("parts", 12),))),
    Section("做得怎样", ((("content", 12),), (("outcome", 12),), (("promoted", 12),))),
)
COLUMNS = (
    Column("日期", 70), Column("编号", 84), Column("类别", 160), Column("名称"), Column("代表", 180), Column("登记", 64),
)  # fmt: skip


class DutyPage(Page):
    """A matrix or a table of the year, or the form, and beside it one deputy's acts."""

    noun, title = "duty", DUTIES
    concerns = frozenset(("duty", "visit", "deputy"))
    takes_back = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rows: list[MatrixRow] = []
        self.year = Span("duty_year", str(clock.today().year))
        self.year.picked.connect(lambda _year: self.reload())
        self.matrix = Matrix("duty", "各代表每月履职次数", self.theme, Cells("代表", [str(n) for n in range(1, 13)], "次"))
        self.matrix.moved.connect(lambda _key, _month: self._show_acts())
        self.beside = Beside("duty", self.title, self.theme)
        self.list = self.beside.list
        self.list.opened.connect(self.show_record)
        self.list.clicked.connect(lambda _index: self.show_record(self.list.key()))
        self.matrix.opened.connect(lambda _key, _month: self.list.take_focus())
        self.table = Table("table_duty", "全年履职", self.theme, COLUMNS)
        self.table.opened.connect(self.show_record)
        self.form = RecordForm(self, Duty, SECTIONS, add_duty)
        self.form.kept.connect(lambda _id: self.reload())
        self.form.left.connect(self.to_year)
        self.form.form.edited.connect(self._edited)
        self.form.shown.connect(lambda: self._edited("deputies"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 1)
        row.addWidget(self.beside)

    # -- building

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tools())
        self.stack = QStackedWidget()
        for part in (self.matrix, self.table, self.form):
            self.stack.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self._sums())
        return left

    def _sums(self) -> QWidget:
        line = QWidget()
        foot = QHBoxLayout(line)
        foot.setContentsMargins(14, 8, 14, 8)
        self.foot, self.gap = QLabel(), QLabel()
        self.foot.setProperty("c", "note")
        self.gap.setProperty("c", "warning")
        foot.addWidget(self.foot)
        foot.addStretch(1)
        foot.addWidget(self.gap)
        self.stack.currentChanged.connect(lambda place: line.setVisible(place < self.stack.count() - 1))
        return line

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 10, 14, 10)
        tools.setSpacing(self.theme.px("gap"))
        self.filter = QLineEdit()
        self.filter.setObjectName("duty_filter")
        self.filter.setPlaceholderText("筛选代表")
        self.filter.setAccessibleName("筛选代表")
        self.filter.textEdited.connect(lambda _text: self._show_rows())
        self.look = Switch("duty_look", "看法", ("按月看", "逐条看"))
        self.look.switched.connect(lambda _place: self.to_year())
        tools.addWidget(self.button("new", "登记履职", self.new, "Ctrl+N", "primary"))
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.year)
        tools.addStretch(1)
        tools.addWidget(self.look)
        return tools

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list gives way before the matrix does."""
        self.beside.fit(self)
        super().resizeEvent(event)

    def restyle(self) -> None:
        """Other sizes: rows and columns too."""
        self.matrix.measure()
        self.table.measure()
        self.beside.fit(self)
        super().restyle()

    # -- showing

    def reload(self) -> None:
        """The year as it stands now."""
        year = self.year.span
        self.desk.ask(lambda store: year_of(store, year), self._show_year)

    def _show_year(self, found: tuple[list[MatrixRow], list[TableRow], str, str]) -> None:
        self.rows, self.acts, foot, gap = found
        self.foot.setText(foot)
        self.gap.setText(gap)
        self._show_rows()

    def _show_rows(self) -> None:
        """The rows the filter leaves: by a piece of the name or its initials."""
        typed = self.filter.text().strip().lower()
        letters = {one.kept: one.letters for one in self.around.options.get("deputy", ())}
        rows = [row for row in self.rows if typed in f"{row.title} {letters.get(row.key, '')}"]
        today = clock.today()
        self.matrix.show_rows(rows, today.month if self.year.span == str(today.year) else None)
        if rows and not self.matrix.place()[0]:
            self.matrix.choose(rows[0].key, today.month if self.year.span == str(today.year) else 0)
        names = [row.title for row in rows]
        self.table.show_rows([act for act in self.acts if not typed or any(name in act.cells[4] for name in names)])
        self._show_acts()

    def _show_acts(self) -> None:
        key, month = self.matrix.place()
        span = f"{self.year.span}-{month:02d}" if month else self.year.span
        row = next((row for row in self.rows if row.key == key), None)
        self.beside.say(row.title if row else "还没有代表", "")
        if row:
            self.desk.ask(lambda store: acts_of(store, key, span), self.list.show_items)
            times = row.counts[month - 1] if month else sum(row.counts)
            self.beside.say(row.title, f"{month} 月　{times} 次" if month else f"{self.year.span} 年全年　{times} 次")

    # -- registering

    def new(self) -> None:
        """An empty form for the deputy one is looking at."""
        key, _month = self.matrix.place()
        self.stack.setCurrentWidget(self.form)
        self.form.new({"begin": clock.today().isoformat(), **({"deputies": [key]} if key else {})}, "kind")

    def show_record(self, id: str) -> None:
        """Open one act in the form."""
        if id:
            self.form.load(id)
            self.stack.setCurrentWidget(self.form)

    def to_year(self) -> None:
        """From the form to the year."""
        self.stack.setCurrentWidget(self.table if self.look.place() else self.matrix)
        self.stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, name: str) -> None:
        if name == "deputies":
            self.form.form.editors["parts"].show_people(self.form.form.editors["deputies"].value() or [])
