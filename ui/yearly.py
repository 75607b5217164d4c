"""A year's records of one kind in a list, one of them beside it: the page of what is planned, counted or tracked by the year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.errors import Problem
from lianluozhan.record import Record
from lianluozhan.store import Store
from ui.form import Section
from ui.listing import Item, Listing
from ui.page import Page, Surroundings
from ui.widgets.counting_votes import CountingVotes
from ui.widgets.record_form import Add, Names, RecordForm
from ui.widgets.roll import Roll
from ui.widgets.span import Span


class YearPage(Page):
    """`nothing` says what to do while the year is empty, `first` is the field a new one begins with.

    A page of it says what stands above the form (`acts`), what a new record begins with (`begins`) and what the year has
    (`listed`, asked in the worker); it ends its own making with `begin`.
    """

    kind: ClassVar[type[Record]]
    sections: ClassVar[Sequence[Section]]
    add: ClassVar[Add]
    nothing: ClassVar[str]
    first: ClassVar[str]
    called: ClassVar[Names | None] = None  # its own words for fields

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.year = Span(f"{self.noun}_year", str(clock.today().year))
        self.year.picked.connect(lambda _year: self.reload())
        self.form = RecordForm(self, self.kind, self.sections, self.add, self.called, self.title)
        self.form.close_button.hide()
        self.form.kept.connect(lambda _id: self.reload())
        listing = Listing(self.noun, self.title, self.theme)
        listing.chosen.connect(self.form.load)
        acts = self.acts()
        self.roll = Roll(listing, self.form, [self.year, self.button("new", f"登记{self.title}", self.new, "Ctrl+N", "primary")], acts, self.theme)
        self.roll.nothing(self.nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.roll)

    def count_votes(self) -> None:
        """Above the form is room for two people to count a ballot."""
        self.counting = CountingVotes(self.desk, self.theme, self.form.reason)
        self.counting.done.connect(lambda words: self.form.load(self.form.record.id, words))
        self.roll.above(self.counting)

    def acts(self) -> Sequence[QWidget]:
        """What can be done to the one that is shown."""
        raise NotImplementedError

    def begins(self) -> Mapping[str, Any]:
        """What is known of a new one."""
        raise NotImplementedError

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """The rows of a year, and what they come to."""
        raise NotImplementedError

    def reload(self) -> None:
        """The year as it stands now."""
        year = self.year.span
        self.desk.ask(lambda store: self.listed(store, year), lambda found: self.roll.show_items(*found))

    def begin(self) -> None:
        """An empty form."""
        self.form.new(self.begins())

    def new(self) -> None:
        """One more."""
        self.roll.list.clearSelection()
        self.begin()
        self.form.form.go_to(self.first)

    def show_record(self, id: str) -> None:
        """One of them."""
        self.form.load(id)

    # -- a step of the one that is shown

    def step(self, does: Callable[[Any, Any], Any], words: str) -> None:
        """Take it one step further as it stands in the file, and say so; what refuses it is told in the form."""
        record = self.form.record
        self.desk.act(self.noun, lambda act: does(act, act.store.get(self.kind, (record.world, record.id))) and None, lambda _none: self._done(record.id, words), self._refuse)

    def _done(self, id: str, words: str) -> None:
        self.said.emit(f"刚才：{words}")
        self.form.load(id, f"✓ {words}")

    def _refuse(self, problem: Problem) -> None:
        self.form.tell(str(problem), trouble=True)
