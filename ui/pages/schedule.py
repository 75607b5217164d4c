"""接待日: a month's reception days, as a calendar and as a list; planned in one press, changed, swapped and moved one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.report import reception_set, rota_sheet
from lianluozhan.rota import rota, write_rota
from lianluozhan.schedule import Schedule
from ui.asks.schedule import Planned, month_of
from ui.listing import Listing
from ui.page import Page, Surroundings
from ui.pages import SCHEDULE
from ui.widgets.day_pane import DayPane
from ui.widgets.halves import Halves
from ui.widgets.labelled import Whole
from ui.widgets.month_grid import MonthGrid
from ui.widgets.print_menu import PrintMenu
from ui.widgets.span import Span

SHARES = 430, 570  # logical pixels: the calendar, the day
LOW = 480  # effective pixels of the page below which the calendar alone is shown: it has all the list has


class SchedulePage(Page):
    """The month's days on the left, one of them on the right."""

    leaf = SCHEDULE  # a district has no receptions of its own
    concerns = frozenset(("schedule", "deputy", "place", "calendar", "rule", "visit"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found: Planned | None = None
        self.month = Span("schedule_month", f"{clock.today():%Y-%m}")
        self.past = False  # days already gone are asked for, too
        self.month.picked.connect(lambda _month: self._ask_past(False))
        self.list = Listing("schedule", self.title, self.theme)
        self.list.chosen.connect(self._chosen)
        self.grid = MonthGrid("schedule", "月历", self.theme)
        self.grid.moved.connect(self._walked)
        self.grid.opened.connect(self._entered)
        self.grid.stepped.connect(self.month.step)
        self.foot = Whole("note")  # else the calendar would lie over its second line
        self.pane = DayPane(self)
        self.pane.changed.connect(self.reload)
        self.pane.left.connect(self.grid.setFocus)
        self.form = self.pane.form
        self.form.shown.connect(self._offer)
        self.fill(Halves(self._left(), self.pane, *SHARES))
        self.form.new({"date": clock.day()})

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
        column.addWidget(self.grid, 3)
        column.addWidget(self.list, 2)
        self.gone = self.button("past", "", lambda: self._ask_past(True), look="link")
        self.gone.hide()
        column.addWidget(self.gone, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.addWidget(self._papers())
        foot.addWidget(self.button("new", "另加一天", self.new, "Ctrl+N"), 1)
        column.addWidget(self.foot)
        column.addLayout(foot)
        return left

    def _papers(self) -> PrintMenu:
        """What can be printed of the day that is shown, and of its month."""
        of_the_day = dict.fromkeys((reception_set.SET, *reception_set.NAMES[:3]), lambda: self.form.record.date)
        made = PrintMenu(self, of_the_day | {rota_sheet.NAME: lambda: self.month.span})
        self.of_the_day = [made.papers[name] for name in of_the_day]
        return made

    def _offer(self) -> None:
        """Only a day that is kept has papers of its own."""
        record = self.form.record
        for action in self.of_the_day:
            action.setEnabled(record is not None and not record.voided)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list gives way before the calendar does."""
        super().resizeEvent(event)
        self.list.setVisible(self.height() / self.theme.factor >= LOW)

    # -- the month

    def reload(self) -> None:
        """The month as it stands now."""
        month, past = self.month.span, self.past
        self.desk.ask(lambda store: month_of(store, month, past), self._show)

    def _ask_past(self, past: bool) -> None:
        """Propose days that are over, or leave them alone."""
        self.past = past
        self.reload()

    def _show(self, found: Planned) -> None:
        self.found = found
        self.list.show_items(found.items)
        self.grid.show_cells(found.cells)
        self.foot.setText(found.foot)
        self.gone.setText(f"过去的 {found.gone} 天也排上")
        self.gone.setAccessibleName(self.gone.text())
        self.gone.setVisible(bool(found.gone))
        self.plan.setEnabled(bool(found.proposed))
        self.form.stand_back(self)
        self.pane.show_month(found)

    def _plan(self) -> None:
        month, past = self.month.span, self.past
        self.desk.act("rota", lambda act: write_rota(act, rota(act.store, month, past=past)), self._planned)

    def _planned(self, number: int) -> None:
        self.said.emit(f"刚才：{int(self.month.span[5:])}月排好了 {number} 天")
        if self.plan.hasFocus():
            self.grid.setFocus()  # it turns grey, and the keys would go to the tabs
        self.reload()

    # -- one day

    def new(self) -> None:
        """A day that no rule asks for."""
        self.list.clearSelection()
        self.form.another({"date": clock.day()}, "date")

    def _chosen(self, id: str) -> None:
        self.grid.choose(self._day_of(id))
        self.pane.show_day(id)

    def _day_of(self, id: str) -> str:
        """The day of a row in the calendar."""
        return self.found.days.get(id, "") if self.found else ""

    def _walked(self, day: str) -> None:
        """Who receives on the day a person walked to is shown beside; a day without leaves what is shown."""
        first = next((id for id, on in self.found.days.items() if on == day), None)
        if first:
            self.list.choose(first)

    def _entered(self, day: str) -> None:
        """Enter goes into the day's form, on a day without into a new one for it."""
        if day in self.found.days.values():
            self.form.form.go_to("deputies")
        else:
            self.list.clearSelection()
            self.form.new({"date": day}, "begin")

    def show_record(self, id: str) -> None:
        """One day, in its month."""
        self.desk.ask(
            lambda store: next((one.date[:7] for one in store.find(Schedule, "id=?", (id,))), None),
            lambda month: self._lead(id, month),
        )

    def _lead(self, id: str, month: str | None) -> None:
        if month:
            self.month.show_span(month)
            self.reload()
            self.form.load(id)
