"""What a list spread out in columns asks of the folder: its rows, the page behind them, what they come to; in the worker, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from lianluozhan import spread
from lianluozhan.spread import Asked, End, Sums
from lianluozhan.store import Store
from ui.act import Desk

Through = Callable[[Store], Store]  # the folder as the page shows it


class Found(NamedTuple):
    """What the worker found: which records these are, the first of them, where they end."""

    told: str
    page: spread.Page


def found(store: Store, asked: Asked, key: Any, least: int) -> Found:
    """In the worker: the rows, as far as the one a person was on. Raises BadInput."""
    return Found(spread.told(store, asked), spread.upto(store, asked, key, least))


class SpreadAsking(QObject):
    """`found` carries the first rows, `more_found` the next page, `summed` what they come to, `refused` why there are none.

    `seen` is what the rows that are shown were asked for with.
    """

    found, more_found, summed, refused = Signal(object), Signal(object), Signal(object), Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.seen = desk, Asked("")
        self._through: Through = lambda store: store
        self._end: End | None = None
        self._busy = False
        self._again: Callable[[], None] | None = None

    def ask(self, wanted: Callable[[], Asked], through: Through, key: Callable[[], Any], least: int) -> None:
        """The rows anew, so many at least and as far as the row of the key. One question is under way at most: what was
        wanted meanwhile is asked when it comes back, as it is wanted then. So is what a person made otherwise meanwhile without
        asking, as columns they moved: an answer's cells stand in the order it was asked with, under no other headings."""
        if self._busy:
            self._again = lambda: self.ask(wanted, through, key, least)
            return
        self._busy, self._again, self._through = True, None, through
        asked, on = wanted(), key()

        def show(answer: Found) -> None:
            if self._again is None and wanted() != asked:
                self._again = lambda: self.ask(wanted, through, key, least)
            self._show(asked, answer)

        self.desk.ask(lambda store: found(through(store), asked, on, least), show, self._refuse)

    def _show(self, asked: Asked, answer: Found) -> None:
        self._busy = False
        if self._again is not None:
            self._again()
            return
        through = self._through
        self.seen, self._end = asked, answer.page.end
        self.found.emit(answer)
        self.desk.ask(
            lambda store: spread.sums(through(store), asked), lambda sums: self._sum(asked, sums), self._refuse
        )

    def _sum(self, asked: Asked, sums: Sums) -> None:
        if asked == self.seen:
            self.summed.emit(sums)

    def more(self) -> None:
        """The page behind the last row."""
        asked, end, through = self.seen, self._end, self._through
        self.desk.ask(
            lambda store: spread.page(through(store), asked, end),
            lambda page: self._add(asked, end, page),
            self._refuse,
        )

    def _add(self, asked: Asked, end: End | None, page: spread.Page) -> None:
        if asked == self.seen and end == self._end:  # else the rows were asked for anew meanwhile
            self._end = page.end
            self.more_found.emit(page)

    def _refuse(self, problem: Exception) -> None:
        self._busy = False
        if self._again is not None:
            self._again()
        else:
            self.refused.emit(problem)
