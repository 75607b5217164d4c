"""月结: a month's logs, printed, signed and closed; and where the months of a place begin and end."""

from __future__ import annotations

from typing import NamedTuple

from lianluozhan.books import DAY, LATEST, RULE, Books, Period
from lianluozhan.deadline import rules_for, written
from lianluozhan.field import Data, Day, Month as MonthKind, Number, Papers, Ref, Text
from lianluozhan.record import Record
from lianluozhan.store import Store

SHOWN = 5  # names of an open point in full; the rest are counted


class MonthEnd(Record):
    """A month's logs, printed, signed and closed."""

    noun, label = "month", "月结"

    place = Ref("家站点", of="place")
    month = MonthKind("月份", required=True)
    begins = Day("起")
    ends = Day("止")
    printed_on = Day("打印日期")
    signed_by = Text("签字人")
    signed_on = Day("签字日期")
    closed_on = Day("结账日期")
    journal_head = Text("日志头")
    ledgers = Data("各册页数")  # the year's numbers run on from them, also when the papers are erased
    pages = Number("页数")
    attachments = Papers("附件")  # the papers as they were bound


def closing_of(store: Store, day: str) -> MonthEnd | None:
    """The closing of this place's month a day, or 'YYYY-MM', lies in; None while that month is open."""
    month = books(store).month_of(day) if len(day) >= len("2026-10-01") else day
    closed = store.find(MonthEnd, "world=? AND month=? AND closed_on IS NOT NULL", (store.identity.world, month))
    return closed[0] if closed else None


def books(store: Store, world: str = "") -> Books:
    """Where the months of a place begin and end: its closed ones as they were closed, the others by the rule 月末日."""
    held = store.find(
        MonthEnd,
        "world=? AND closed_on IS NOT NULL AND begins IS NOT NULL AND ends IS NOT NULL",
        (world or store.identity.world,),
    )
    rules = written(store, RULE)
    return Books(
        {one.month: (one.begins, one.ends) for one in held},
        lambda year: rules_for(rules, year).get(RULE, {}).get(DAY, LATEST),
    )


def period_of(store: Store, word: str) -> Period:
    """The days of a year, month or day in this place's books."""
    return books(store).period(word)


class Point(NamedTuple):
    """Something that is still open at the month's end: how many, which, and whether the month cannot be closed so."""

    what: str
    number: int
    which: tuple[str, ...] = ()
    stops: bool = False

    def __str__(self) -> str:
        named = "、".join(self.which[:SHOWN]) + (" 等" if len(self.which) > SHOWN else "")
        return f"{self.what} {self.number} 处" + (f"（{named}）" if named else "")
