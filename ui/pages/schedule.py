"""接待日: a month's reception days; planned in one press, changed, swapped and moved one by one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.intake import add_plain
from lianluozhan.rota import ON_HOLIDAY, rota, said, write_rota
from lianluozhan.schedule import Schedule
from ui.form import Section
from ui.listing import Listing
from ui.page import Page, Surroundings
from ui.planned import Planned, month_of, postponed
from ui.widgets.record_form import RecordForm
from ui.widgets.span import Span

SECTIONS = (
    Section("哪天，哪里", ((("date", 4), ("begin", 2), ("end", 2), ("place", 4)), (("moved_from", 4), ("notice_on", 4)))),
    Section("谁接待（调班就改代表，原因写在下面）", ((("deputies", 12),), (("topic", 6), ("joint_organs", 6)))),
)
POSTPONED = "遇节假日顺延"


class SchedulePage(Page):
    """The month's days on the left, one of them on the right."""

    noun, title, more = "schedule", Schedule.label, True
    concerns = frozenset(("schedule", "deputy", "place", "calendar", "rule"))
    takes_back = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.proposed: dict[str, dict] = {}
        self.month = Span("schedule_month", f"{clock.today():%Y-%m}")
        self.month.picked.connect(lambda _month: self.reload())
        self.list = Listing("schedule", self.title, self.theme)
        self.list.chosen.connect(self._chosen)
        self.foot, self.trouble = QLabel(), QLabel()
        self.foot.setProperty("c", "note")
        self.trouble.setProperty("c", "warning")
        self.trouble.setWordWrap(True)
        self.form = RecordForm(self, Schedule, SECTIONS, lambda act, id, values: add_plain(act, Schedule, id, values))
        self.form.close_button.hide()
        self.form.kept.connect(lambda _id: self.reload())
        self.form.shown.connect(self._shown)
        split = QSplitter()
        split.addWidget(self._left())
        split.addWidget(self._right())
        split.setSizes([self.theme.px("list"), 1050])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)
        self.form.new({"date": clock.today().isoformat()})

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        self.plan = self.button("rota", "排这个月", self._plan, "Ctrl+R", "primary")
        tools = QHBoxLayout()
        for part in (self.month, self.plan):
            tools.addWidget(part)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.button("new", "另加一天", self.new, "Ctrl+N"))
        column.addLayout(foot)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.move = self.button("postpone", "顺延到上班那天", self._postpone)
        line = QHBoxLayout()
        line.setContentsMargins(self.theme.px("margin"), 6, self.theme.px("margin"), 0)
        line.addWidget(self.trouble, 1)
        line.addWidget(self.move)
        column.addLayout(line)
        column.addWidget(self.form, 1)
        return right

    # -- the month

    def reload(self) -> None:
        """The month as it stands now."""
        month = self.month.span
        self.desk.ask(lambda store: month_of(store, month), self._show)

    def _show(self, found: Planned) -> None:
        self.proposed = found.proposed
        self.list.show_items(found.items)
        self.foot.setText(found.foot)
        self.plan.setEnabled(bool(found.proposed))
        self.trouble.setText("\n".join(f"⚠ {one}" for one in found.trouble))
        self.trouble.setVisible(bool(found.trouble))
        self._shown()

    def _plan(self) -> None:
        month = self.month.span
        self.desk.act("rota", lambda act: write_rota(act, rota(act.store, month)), self._planned)

    def _planned(self, number: int) -> None:
        self.said.emit(f"刚才：{int(self.month.span[5:])}月排好了 {number} 天")
        self.reload()

    # -- one day

    def new(self) -> None:
        """A day that no rule asks for."""
        self.list.clearSelection()
        self.form.new({"date": clock.today().isoformat()}, "date")

    def _chosen(self, id: str) -> None:
        if id in self.proposed:
            self.form.new(self.proposed[id])
        else:
            self.form.load(id)

    def show_record(self, id: str) -> None:
        """One day, in its month."""
        self.desk.ask(lambda store: next((one.date[:7] for one in store.find(Schedule, "id=?", (id,))), None), lambda month: self._lead(id, month))

    def _lead(self, id: str, month: str | None) -> None:
        if month:
            self.month.show_span(month)
            self.reload()
            self.form.load(id)

    def _shown(self) -> None:
        """Only what stands on a holiday can be moved from it."""
        record = self.form.record
        self.move.setVisible(record is not None and not record.voided and f"{said(record.date)}{ON_HOLIDAY}" in self.trouble.text())

    def _postpone(self) -> None:
        day = self.form.record.date
        self.desk.ask(lambda store: postponed(store, day), lambda on: self._postponed(day, on))

    def _postponed(self, day: str, on: str) -> None:
        if on == day:
            self.form.tell("这一天上班，不用顺延")
            return
        self.form.form.show_value("date", on)
        self.form.form.show_value("moved_from", self.form.record.moved_from or day)
        self.form.reason.setText(POSTPONED)
        self.form.save()

