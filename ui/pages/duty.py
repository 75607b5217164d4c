"""代表履职: who did what in which month; what sessions registered by themselves, and what is registered by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.deputy import Deputy, rank
from lianluozhan.duty import Duty, add_duty, is_session
from lianluozhan.field import is_id
from lianluozhan.readable import readable
from lianluozhan.store import Store
from lianluozhan.table import by_id
from ui.form import Section
from ui.listing import Item, Listing, Mark
from ui.page import Page, Surroundings
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
BY_MONTH, ONE_BY_ONE = "按月看", "逐条看"
AUTOMATIC, BY_HAND = "自动", "手工"
COLUMNS = (
    Column("日期", 92), Column("编号", 76), Column("类别", 150), Column("名称"), Column("代表", 190), Column("登记", 60),
)  # fmt: skip
WIDE = 1000  # effective pixels from which the list beside the matrix has its full width


class DutyPage(Page):
    """A matrix or a table of the year, or the form, and beside it one deputy's acts."""

    noun, title = "duty", "代表履职"
    concerns = frozenset(("duty", "visit", "deputy"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rows: list[MatrixRow] = []
        self.year = Span("duty_year", str(clock.today().year))
        self.year.picked.connect(lambda _year: self.reload())
        self.matrix = Matrix("duty", "各代表每月履职次数", self.theme, Cells("代表", [str(n) for n in range(1, 13)], "次"))
        self.matrix.moved.connect(lambda _key, _month: self._show_acts())
        self.matrix.opened.connect(lambda _key, _month: self.list.take_focus())
        self.table = Table("table_duty", "全年履职", self.theme, COLUMNS)
        self.table.opened.connect(self.show_record)
        self.form = RecordForm(self, Duty, SECTIONS, add_duty)
        self.form.kept.connect(lambda _id: self.reload())
        self.form.left.connect(self.back)
        self.form.form.edited.connect(self._edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(), 1)
        row.addWidget(self._right())

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
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        self.foot, self.gap = QLabel(), QLabel()
        self.foot.setProperty("c", "note")
        self.gap.setProperty("c", "warning")
        foot.addWidget(self.foot)
        foot.addStretch(1)
        foot.addWidget(self.gap)
        column.addLayout(foot)
        return left

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        tools.setContentsMargins(14, 10, 14, 10)
        self.filter = QLineEdit()
        self.filter.setObjectName("duty_filter")
        self.filter.setPlaceholderText("筛选代表")
        self.filter.setAccessibleName("筛选代表")
        self.filter.textEdited.connect(lambda _text: self._show_rows())
        self.look = Switch("duty_look", "看法", (BY_MONTH, ONE_BY_ONE))
        self.look.picked.connect(lambda _word: self.back())
        tools.addWidget(self.button("new", "登记履职", self.new, "Ctrl+N", "primary"))
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.year)
        tools.addStretch(1)
        tools.addWidget(self.look)
        return tools

    def _right(self) -> QWidget:
        self.side = QWidget()
        self.side.setProperty("ground", "canvas")
        self.side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 12, 0, 0)
        self.who, self.when = QLabel(), QLabel()
        self.who.setProperty("c", "section")
        self.when.setProperty("c", "note")
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 14, 4)
        head.addWidget(self.who)
        head.addWidget(self.when)
        column.addLayout(head)
        self.list = Listing("duty", self.title, self.theme)
        self.list.opened.connect(self.show_record)
        self.list.clicked.connect(lambda index: self.show_record(self.list.key()))
        column.addWidget(self.list, 1)
        return self.side

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list gives way before the matrix does."""
        wide = self.width() / self.theme.factor >= WIDE
        self.side.setFixedWidth(self.theme.px("list") if wide else self.theme.px("side"))
        super().resizeEvent(event)

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
        self.who.setText(row.title if row else "还没有代表")
        self.when.setText(f"{month} 月" if month else f"{self.year.span} 年全年")
        if row:
            self.desk.ask(lambda store: acts_of(store, key, span), self.list.show_items)
            times = row.counts[month - 1] if month else sum(row.counts)
            self.when.setText(f"{self.when.text()}　{times} 次")

    # -- registering

    def new(self) -> None:
        """An empty form for the deputy one is looking at."""
        key, _month = self.matrix.place()
        self.form.new({"begin": clock.today().isoformat(), **({"deputies": [key]} if key else {})}, "kind")
        self._edited("deputies")
        self.stack.setCurrentWidget(self.form)

    def show_record(self, id: str) -> None:
        """Open one act in the form."""
        if id:
            self.form.load(id)
            self.stack.setCurrentWidget(self.form)

    def back(self) -> None:
        """From the form to the year."""
        self.stack.setCurrentWidget(self.matrix if self.look.word() == BY_MONTH else self.table)
        self.stack.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self, name: str) -> None:
        if name == "deputies":
            self.form.form.editors["parts"].show_people(self.form.form.editors["deputies"].value() or [])


def year_of(store: Store, year: str) -> tuple[list[MatrixRow], list[TableRow], str, str]:
    """A year's matrix, its acts newest first, what they come to, and who has not received anybody yet."""
    acts = store.find(Duty, "substr(begin, 1, 4)=?", (year,), "begin DESC, number DESC")
    counts: dict[str, list[int]] = {one.id: [0] * 12 for one in sorted(store.find(Deputy, "left_on IS NULL"), key=rank)}
    here = list(counts)
    for act in acts:
        for key in act.deputies or ():
            counts.setdefault(key, [0] * 12)[int(act.begin[5:7]) - 1] += 1
    known = by_id(store, Deputy, filter(is_id, counts))
    rows = [MatrixRow(key, *_called(known.get(key), key), tuple(months)) for key, months in counts.items()]
    sessions = [act for act in acts if is_session(act)]
    receiving = {key for act in sessions for key in act.deputies or ()}
    idle = [known[key].name for key in here if key not in receiving]
    foot = f"{len(here)} 名代表　全年 {len(acts)} 件，其中由接待自动登记 {len(sessions)} 件"
    return rows, [_cells(row) for row in readable(store, Duty, acts)], foot, _gap(idle)


def _called(deputy: Deputy | None, key: str) -> tuple[str, str]:
    if deputy is None:
        return key, "未匹配"
    return deputy.name, " · ".join(part for part in ("、".join(deputy.levels or ()), deputy.group) if part)


def _gap(idle: list[str]) -> str:
    if not idle:
        return ""
    several = f"{'、'.join(idle[:2])} 等 {len(idle)} 位" if len(idle) > 3 else "、".join(idle)
    return f"⚠ {several}今年还没有接待"


def _cells(row: dict) -> TableRow:
    deputies, way = "、".join(row["deputies"] or ()), _way(row)
    return TableRow(row["id"], (row["begin"][:10], _tail(row), row["kind"], row["title"], deputies, way))


def _tail(row: dict) -> str:
    return (row["number"] or "").rpartition("-")[2]


def _way(row: dict) -> str:
    return AUTOMATIC if (row["source"] or "").startswith(("接待 ", "走访 ")) else BY_HAND


def acts_of(store: Store, key: str, span: str) -> list[Item]:
    """One deputy's acts in a month or year, newest first."""
    where = "substr(begin, 1, ?)=? AND instr(deputies, ?)"
    acts = store.find(Duty, where, (len(span), span, f'"{key}"'), "begin DESC, number DESC")
    return [_item(row) for row in readable(store, Duty, acts)]


def _item(row: dict) -> Item:
    met = sum((row["people_met"] or {}).values()) if _way(row) == AUTOMATIC else 0
    title = row["title"] or row["kind"]
    words = row["content"] or row["outcome"] or " · ".join(filter(None, (row["place"], f"接待 {met} 人次" if met else "")))
    marks = (Mark(row["kind"], "primary"), Mark(_way(row)))
    return Item(row["id"], title, row["begin"][5:10], words, marks, _tail(row))
