"""统计: the figures of a month, a quarter or a year, as the papers have them, charts, and the records behind each."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan import clock, period
from lianluozhan.books import Books
from lianluozhan.figures import Figures as Sums
from lianluozhan.month import books
from lianluozhan.month_data import month_figures
from lianluozhan.month_words import BY_CATEGORY, BY_CLASS, BY_OUTCOME, BY_SOURCE, RECEIVED, TIME, told
from lianluozhan.store import Store
from ui.asks.behind import SINGLE, Behind, What, behind
from ui.page import Page, Surroundings
from ui.pages import STATS
from ui.widgets.beside import WHICH, Beside
from ui.widgets.chart import Bar, Chart
from ui.widgets.figures import Figures
from ui.widgets.pieces import label
from ui.widgets.scrolled import scrolled
from ui.widgets.span import Span
from ui.widgets.switch import Switch
from ui.widgets.whose import Whose

UNITS = period.MONTH, period.QUARTER, period.YEAR
CHARTS = {"source": BY_SOURCE, "outcome": BY_OUTCOME, "answer": BY_CLASS, "time": TIME}
HINT = "点一个数字或一根柱子，\n这里列出它数的是哪些记录"


class StatsPage(Page):
    """Figures and charts at the left, what stands behind one of them at the right."""

    leaf = STATS
    concerns = frozenset(("visit", "issue", "followup", "duty", "deputy", "activity", "rule", "month"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        today = clock.today()
        self.span = Span("stats_span", f"{today.year}-{today.month:02d}")
        self.span.picked.connect(lambda _span: self.reload())
        self.unit = Switch("stats_unit", "按月、按季或按年", ("按月", "按季", "按年"))
        self.unit.switched.connect(self._switched)
        self.whose = Whose(self)
        self.whose.switched.connect(self.reload)
        self.parts = [Figures(f"stats_{noun}", self.theme) for noun in ("visit", "issue", "duty")]
        self.by_category = Chart("stats_category", BY_CATEGORY, self.theme)
        self.by_day = Chart("stats_day", RECEIVED, self.theme, upright=True)
        self.by_what = {name: Chart(f"stats_{name}", label, self.theme) for name, label in CHARTS.items()}
        self.beside = Beside("stats", WHICH, self.theme)
        self.beside.say("", HINT)
        self.list = self.beside.list
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda _index: self._open(self.list.key()))
        self._what: tuple[What, str] | None = None
        self._noun = ""
        self.desk.ask(lambda store: books(store).month_of(today.isoformat()), self._begin)
        for part in self.parts:
            part.picked.connect(self.look_behind)
        self.by_category.picked.connect(lambda word: self.look_behind(What("category", word), word))
        self.by_day.picked.connect(lambda day: self.look_behind(What("day", day), day))
        for name, chart in self.by_what.items():
            chart.picked.connect(lambda word, name=name: self.look_behind(What(name, word), word))
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
        head = QHBoxLayout()
        head.setContentsMargins(self.theme.px("margin"), 10, self.theme.px("margin"), 2)
        head.addWidget(self.span)
        head.addWidget(self.whose)
        head.addStretch(1)
        head.addWidget(self.unit)
        column.addLayout(head)
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(self.theme.px("margin"), 4, self.theme.px("margin"), 12)
        cards.setSpacing(12)
        self._charts = [
            (QGridLayout(), [_framed(chart) for chart in charts])
            for charts in ((self.by_category, self.by_day), tuple(self.by_what.values()))
        ]
        for part, (grid, _frames) in zip(self.parts, [*self._charts, (None, None)], strict=True):
            cards.addWidget(part)
            if grid is not None:
                grid.setSpacing(12)
                cards.addLayout(grid)
        cards.addStretch(1)
        column.addWidget(scrolled(inside), 1)
        return left

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Narrow: the charts stand one above the other, the list gives way."""
        self._share()
        super().resizeEvent(event)

    def restyle(self) -> None:
        """Other sizes: the charts measure themselves anew."""
        figures = (figure for part in self.parts for figure in part.figures)
        for widget in (self.by_category, self.by_day, *self.by_what.values(), *figures):
            widget.updateGeometry()
        self._share()
        super().restyle()

    def _share(self) -> None:
        columns = 2 if self.beside.fit(self) else 1
        for grid, frames in self._charts:
            for place, frame in enumerate(frames):
                grid.addWidget(frame, place // columns, place % columns)
            for column in range(2):
                grid.setColumnStretch(column, int(column < columns))

    # -- showing

    def _begin(self, month: str) -> None:
        """The month today belongs to may be another than the calendar's."""
        if month != self.span.span:
            self.span.show_span(month)
            self.reload()

    def _switched(self, place: int) -> None:
        year, today = self.span.span[:4], clock.today()
        day = f"{today:%Y-%m}" if year == str(today.year) else f"{year}-01"
        self.span.show_span(period.of(day, UNITS[place]))
        self.reload()

    def reload(self) -> None:
        """The figures as they stand now, and what is listed beside them."""
        span = self.span.span
        self.whose.refresh()
        self.desk.ask(lambda store: _figures(self.whose.as_there(store), span), lambda found: self._show(*found))
        if self._what:
            self.look_behind(*self._what)

    def _show(self, sums: Sums, own: Books) -> None:
        days = own.period(sums.month)
        self.span.show_days(days.days_said if days.shifted else "")
        for part, found, leads in zip(self.parts, told(sums), SINGLE, strict=True):
            part.show_figures(found.title, found.single, leads, found.counts)
        self.by_category.show_bars(
            [Bar(word, word, number, f"{word} {number} 件") for word, number in sums.by_category.items()]
        )
        self.by_day.show_bars(_days(sums, own))
        for chart, counts in zip(
            self.by_what.values(), (sums.by_source, sums.by_outcome, sums.by_answer, sums.by_time), strict=True
        ):
            chart.show_bars([Bar(word, word, number, f"{word} {number} 件") for word, number in counts.items()])

    def look_behind(self, what: What, label: str) -> None:
        """List the records a figure counts."""
        self._what, span = (what, label), self.span.span
        self.desk.ask(
            lambda store: behind(self.whose.as_there(store), span, what), lambda found: self._list(label, found)
        )

    def _list(self, label: str, found: Behind) -> None:
        self._noun = found.noun
        self.beside.say(label, f"{len(found.items)} 条")
        self.list.show_items(found.items)

    def _open(self, id: str | None) -> None:
        if id:
            self.wants.emit(self._noun, id)


def _figures(store: Store, span: str) -> tuple[Sums, Books]:
    return month_figures(store, span), books(store)


def _days(sums: Sums, own: Books) -> list[Bar]:
    """Visits by day, in a quarter or year by month."""
    year = period.unit(sums.month) != period.MONTH
    counted: Counter[str] = Counter()
    for day, tally in sums.days.items():
        counted[own.month_of(day) if year else day] += tally.visits
    unit = "月" if year else "日"
    return [Bar(key, f"{int(key[-2:])}{unit}", number, f"{key} {number} 批") for key, number in counted.items()]


def _framed(chart: Chart) -> QFrame:
    frame = QFrame()
    frame.setProperty("c", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 10)
    title = label(chart.accessibleName(), "section", wrap=False)
    title.setContentsMargins(8, 0, 0, 0)
    column.addWidget(title)
    column.addWidget(chart)
    column.addStretch(1)
    return frame
