"""A year's records of one kind in a list, one of them beside it: the page of what is planned, counted or tracked by the year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from lianluozhan import clock
from lianluozhan.store import Store
from ui.listing import Item
from ui.records import RecordsPage
from ui.widgets.counting_votes import CountingVotes
from ui.widgets.span import Span


class YearPage(RecordsPage):
    """A page of it says what a year has (`listed`, asked in the worker)."""

    def tools(self) -> Sequence[QWidget]:
        """The year, and one more."""
        self.year = Span(f"{self.noun}_year", str(clock.today().year))
        self.year.picked.connect(lambda _year: self.reload())
        return self.year, self.button("new", f"登记{self.title}", self.new, "Ctrl+N")

    def count_votes(self) -> None:
        """Above the form is room for two people to count a ballot."""
        self.counting = CountingVotes(self.desk, self.theme, self.form.reason)
        self.counting.done.connect(lambda words: self.form.load(self.form.record.id, words))
        self.roll.above(self.counting)

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """The rows of a year, and what they come to."""
        raise NotImplementedError

    def reload(self) -> None:
        """The year as it stands now."""
        year = self.year.span
        self.desk.ask(lambda store: self.listed(store, year), lambda found: self.roll.show_items(*found))
