"""How the stations of a district stand: who reported when, what is missing, what is late, and which deputies are nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lianluozhan import action as table, clock, period, whose
from lianluozhan.books import Books
from lianluozhan.deadline import DARK_STATES, PAUSED_STATES
from lianluozhan.deputy import Deputy, rank
from lianluozhan.late import DATED
from lianluozhan.match import roster
from lianluozhan.month import books
from lianluozhan.package.stations import Station, stations
from lianluozhan.readable import local
from lianluozhan.store import Store

RUNS_TO = f"CASE state WHEN '{table.TRACKED}' THEN tracking_due ELSE due_on END"
# Somebody's clock runs: few of them, and found by their index.
TIMED = tuple(state for state in table.STATES if state not in PAUSED_STATES | DARK_STATES)
RED = f"voided IS NULL AND {RUNS_TO} < ? AND state IN ({','.join('?' * len(TIMED))})"
TO_US = f"voided IS NULL AND state='{table.REPORTED}'"
NEVER, UNREPORTED, UNCLOSED = "还没有报过", "没有报", "没有结账"
NAMED = 3  # months that are named; of more only how many


class Standing(NamedTuple):
    """One station: `heard_on` the day its package was taken in last, `silent` the months that are over since and that it
    has not reported, `unclosed` those it reported and has not closed; `late` issues, those that wait for the district,
    the receptions of this month, the entries that wait to be carried back."""

    station: Station
    name: str
    heard_on: str | None
    silent: tuple[str, ...]
    unclosed: tuple[str, ...]
    late: int
    to_us: int
    received: int

    @property
    def missing(self) -> str:
        """In words: 10月没有报；9月没有结账."""
        silent = (
            f"{_named(self.silent)}{UNREPORTED}" if self.heard_on and self.silent else "" if self.heard_on else NEVER
        )
        return "；".join(filter(None, (silent, f"{_named(self.unclosed)}{UNCLOSED}" if self.unclosed else "")))


class Board(NamedTuple):
    """The stations by code; the deputies in office at no 家站点, and those in no group, as printed lists order them."""

    stations: tuple[Standing, ...]
    placeless: tuple[Deputy, ...]
    groupless: tuple[Deputy, ...]


def board(store: Store) -> Board:
    """Everything of it as it stands today."""
    month = books(store).month_of(clock.day())
    days = books(store).period(month)
    late, to_us = _counted(store, "issue", RED, red_params()), _counted(store, "issue", TO_US)
    received = _counted(
        store, "visit", "voided IS NULL AND received_at >= ? AND received_at < ?", (days.begins, days.past)
    )
    found, worked = [], _days(store)
    for one in stations(store):
        world = one.party.code
        own = books(whose.as_there(store, (world,)))
        heard = (local(one.heard_at) or "")[:10] or None
        silent = _silent(own, heard)
        left = tuple(month for month in _unclosed(own, worked.get(world, ())) if month not in silent)
        counts = (late.get(world, 0), to_us.get(world, 0), received.get(world, 0))
        found.append(Standing(one, whose.short(one.party.name), heard, silent, left, *counts))
    here = sorted(roster(store, Deputy, "left_on IS NULL"), key=rank)
    return Board(
        tuple(found), tuple(one for one in here if not one.places), tuple(one for one in here if not one.group)
    )


def red_params() -> tuple[str, ...]:
    """What RED asks with: what is red today (design §5, lights)."""
    return (clock.day(), *TIMED)


def _counted(store: Store, noun: str, where: str, params: tuple[str, ...] = ()) -> Mapping[str, int]:
    """{world: how many}."""
    return {
        row["world"]: row["n"]
        for row in store.rows(f'SELECT world, count(*) AS n FROM "{noun}" WHERE {where} GROUP BY world', params)
    }


def _days(store: Store) -> dict[str, set[str]]:
    """{world: the days something of a month's books happened on}, each table read once however many stations there are."""
    found: dict[str, set[str]] = {}
    for noun, (_cls, name) in DATED.items():
        for row in store.rows(
            f'SELECT DISTINCT world, substr("{name}", 1, 10) AS day FROM "{noun}" WHERE voided IS NULL AND "{name}" IS NOT NULL'
        ):
            found.setdefault(row["world"], set()).add(row["day"])
    return found


def _unclosed(own: Books, days: Iterable[str]) -> list[str]:
    """The months that are over, that something happened in and that are not closed, oldest first."""
    today = clock.day()
    return [
        month
        for month in sorted(set(map(own.month_of, days)))
        if own.period(month).ends < today and month not in own.closed
    ]


def _silent(own: Books, heard: str | None) -> tuple[str, ...]:
    """The months that ended on or after the day a station was heard last, up to the last one that is over."""
    if heard is None:
        return ()
    today = clock.day()
    month, found = own.month_of(heard), []
    while own.period(month).ends < today:
        found.append(month)
        month = period.step(month, 1)
    return tuple(found)


def _named(months: tuple[str, ...]) -> str:
    """9月、10月; of many how many."""
    if len(months) > NAMED:
        return f"{len(months)} 个月"
    this = str(clock.today().year)
    return "、".join(f"{int(month[5:])}月" if month[:4] == this else period.said(month) for month in months)
