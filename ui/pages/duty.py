"""代表履职: who did what in which month and the points it gives; what sessions registered by themselves, and what is by hand."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.duty import Duty, add_duty
from lianluozhan.review import review
from lianluozhan.whose import DISTRICT_ROLE
from ui.asks.duty import Acts, acts_of, year_of
from ui.asks.review import WAITING, held, standing
from ui.form import Section
from ui.page import Page, Surroundings
from ui.pages import DUTY
from ui.talk import to_come
from ui.widgets.duty_side import DutySide
from ui.widgets.duty_year import DutyYear
from ui.widgets.record_form import RecordForm
from ui.widgets.review_bar import REVIEW_KEYS, ReviewBar
from ui.widgets.whose import Whose

SECTIONS = (
    Section("什么时候，做什么", ((("begin", 3), ("end", 3), ("kind", 6)), (("title", 7), ("place", 5)))),
    Section("谁参加", ((("deputies", 12),), (("parts", 12),))),
    Section("做得怎样", ((("content", 12),), (("outcome", 12),), (("promoted", 12),))),
)


class DutyPage(Page):
    """The year in its looks, or the form; beside it one deputy's acts and what makes the points."""

    leaf = DUTY
    concerns = frozenset(("duty", "visit", "deputy", "rule", "note"))
    takes_back = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        new = self.button("new", "登记履职", self.new, "Ctrl+N", "primary")
        if around.identity.role == DISTRICT_ROLE:  # duties are registered where they are done
            new.setEnabled(False)
            new.hide()
        self.year = DutyYear(self.theme, lambda: around.options.get("deputy", ()), new)
        self.year.picked.connect(self.reload)
        self.whose = Whose(self)
        self.whose.switched.connect(self.reload)
        self.year.add(self.whose)
        self.year.moved.connect(self._show_acts)
        self.year.opened.connect(self.show_record)
        self.beside = DutySide("duty", self.title, self.theme)
        self.list = self.beside.list
        self.list.opened.connect(self.show_record)
        self.list.clicked.connect(lambda _index: self.show_record(self.list.key()))
        self.year.matrix.opened.connect(lambda _key, _month: self.list.take_focus())
        self.form = RecordForm(self, Duty, SECTIONS, add_duty)
        self.form.wanted = lambda values: to_come(values, "begin", "")
        self.form.kept.connect(lambda _id: self.reload())
        self.form.left.connect(self.to_year)
        self.form.resumed.connect(lambda _id: self.stack.setCurrentIndex(1))
        self.form.form.edited.connect(self._edited)
        self.form.shown.connect(self._shown)
        self.review = ReviewBar(lambda: around.operator)
        self.review.wanted.connect(self._review)
        self.keys += REVIEW_KEYS
        self.stack = QStackedWidget()
        self.stack.addWidget(self.year)
        self.stack.addWidget(self._writing())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.stack, 1)
        row.addWidget(self.beside)

    def _writing(self) -> QWidget:
        """The form, with the review above it."""
        writing = QWidget()
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.review)
        column.addWidget(self.form, 1)
        return writing

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list gives way before the matrix does."""
        self.beside.fit(self)
        super().resizeEvent(event)

    def restyle(self) -> None:
        """Other sizes: rows and columns too."""
        self.year.measure()
        self.beside.fit(self)
        super().restyle()

    # -- showing

    def reload(self) -> None:
        """The year as it stands now."""
        year = self.year.year.span
        self.whose.ask(lambda store: year_of(store, year), self.year.show_year)

    def _show_acts(self) -> None:
        row, month = self.year.place()
        year = self.year.year.span
        if row is None:
            self.beside.say("还没有代表", "")
            self.beside.show_sum(None)
            return
        span = f"{year}-{month:02d}" if month else year
        self.desk.ask(lambda store: acts_of(self.whose.of(store), row.key, span), self._show_side)
        times = row.counts[month - 1] if month else sum(row.counts)
        self.beside.say(row.title, f"{month} 月　{times} 次" if month else f"{year} 年全年　{times} 次")

    def _show_side(self, found: Acts) -> None:
        self.list.show_items(found.items)
        self.beside.show_sum(found.sum)

    # -- registering

    def new(self) -> None:
        """An empty form, for the deputy a person chose."""
        row = self.year.chosen()
        self.stack.setCurrentIndex(1)
        self.form.another({"begin": clock.day(), **({"deputies": [row.key]} if row else {})}, "kind")

    def show_record(self, id: str) -> None:
        """Open one act in the form; of those in review the list of what waits."""
        if id and id != WAITING:
            self.form.load(id)
            self.stack.setCurrentIndex(1)
        elif id:
            self.to_year()
            self.year.to_waiting()

    def to_year(self) -> None:
        """From the form to the year."""
        self.stack.setCurrentIndex(0)
        self.year.take_focus()

    def _edited(self, name: str) -> None:
        if name == "deputies":
            self.form.form.editors["parts"].show_people(self.form.form.editors["deputies"].value() or [])

    # -- reviewing

    def _shown(self) -> None:
        self._edited("deputies")
        record = self.form.record
        self.review.show_standing(None)
        if record is not None:
            self.desk.ask(lambda store: standing(store, record.id), self.review.show_standing)

    def _review(self, step: str, typed: dict[str, str]) -> None:
        id = self.form.record.id
        self.desk.act(
            "review",
            lambda act: review(act, held(act.store, id), step, typed) and None,
            lambda _nothing: self.form.load(id, f"✓ 已{step}"),
            self.review.tell,
        )
