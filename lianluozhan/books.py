"""账期: the days the books of a month run over, which need not be the calendar's: one place says where each begins and ends.

A closed month keeps the days it was closed with. Every other begins the day after the one before it, and ends on the
day the rule 月末日 names; so no change of the rule moves a closed month, and no day is in two months or in none.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from lianluozhan import period

RULE, DAY = "月末日", "day"  # a rule of the district's or the station's, and the key of its values
LATEST = 31  # the last day of every month, however long it is


class Period(NamedTuple):
    """What a year, quarter, month or day is called, and its first and last day; days are YYYY-MM-DD."""

    word: str
    begins: str
    ends: str

    def holds(self, moment: str | None) -> bool:
        """Whether a day or moment lies in it."""
        return moment is not None and self.begins <= moment[:10] <= self.ends

    @property
    def past(self) -> str:
        """Greater than every moment in it, less than those after it: for queries."""
        return f"{self.ends}~"

    @property
    def shifted(self) -> bool:
        """Whether its days are others than the calendar's."""
        return self != plain(self.word)

    @property
    def days_said(self) -> str:
        """9月26日—10月25日; of a year with the years."""
        first, last = map(date.fromisoformat, (self.begins, self.ends))
        years = [
            f"{day.year}年" if len(self.word) == len("2026") or first.year != last.year else "" for day in (first, last)
        ]
        return "—".join(f"{year}{day.month}月{day.day}日" for year, day in zip(years, (first, last), strict=True))


def plain(word: str) -> Period:
    """A year, quarter or month of period.py, or a day, as the calendar has it; all there is where nothing is said."""
    if not word:
        return Period("", "", "9999-12-31")
    if len(word) == len("2026-10-01"):
        return Period(word, word, word)
    months = period.months(word)
    return Period(word, f"{months[0]}-01", by_rule(months[-1], LATEST))


def by_rule(month: str, last: int) -> str:
    """The last day of a month that ends on the day `last`, or on the calendar's where it is shorter."""
    year, number = map(int, month.split("-"))
    return f"{month}-{min(last, monthrange(year, number)[1]):02d}"


class Books:
    """The months of one place: `closed` are the days of the closed ones {month: (begins, ends)}, `last` says of a
    year on which day its months end."""

    def __init__(self, closed: Mapping[str, tuple[str, str]], last: Callable[[int], int]) -> None:
        self.closed, self._last = closed, last

    def period(self, word: str) -> Period:
        """A year, quarter, month or day; a year is its twelve months."""
        if not word or len(word) == len("2026-10-01"):
            return plain(word)
        months = period.months(word)
        return Period(word, self._begins(months[0]), self._ends(months[-1]))

    def month_of(self, day: str) -> str:
        """The month whose books a day or moment belongs to."""
        month = day[:7]
        return month if day[:10] <= self._ends(month) else period.step(month, 1)

    def _ends(self, month: str) -> str:
        if month in self.closed:
            return self.closed[month][1]
        after = period.step(month, 1)
        if after in self.closed:
            return _moved(self.closed[after][0], -1)
        return by_rule(month, self._last(int(month[:4])))

    def _begins(self, month: str) -> str:
        return self.closed[month][0] if month in self.closed else _moved(self._ends(period.step(month, -1)), 1)


def _moved(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
