"""A deputy's points of a year, each explained: which duty gave what by which formula, what was capped, what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lianluozhan.duty import Duty, is_session
from lianluozhan.points import RETURNED, Kind, PointTable, said, table_of, waits_for
from lianluozhan.store import Store

UNKNOWN, CAPPED = "积分表里没有这一类", "封顶"
COLUMNS = ("id", "world", "number", "begin", "kind", "theme", "deputies", "source", "state", "voided")


class Done(NamedTuple):
    """A duty as points see it; `idle`: why it does not count, "" where it does."""

    id: str
    number: str
    begin: str
    kind: str
    deputies: tuple[str, ...]
    theme: str | None = None
    idle: str = ""


class Award(NamedTuple):
    """What one duty gave a deputy, under which theme; nothing where the cap was reached before."""

    duty: Done
    theme: str
    points: int


class Line(NamedTuple):
    """A kind of duty in a deputy's year: how often, by which formula, what it comes to."""

    kind: str
    formula: str
    points: int
    capped: bool
    awards: tuple[Award, ...]


class Missing(NamedTuple):
    """A kind or theme of which a year asks for more than there was."""

    what: str
    least: int
    times: int


class Score(NamedTuple):
    """A deputy's year: everybody's base and the lines add up to the total, the themes and the base too."""

    base: int
    lines: tuple[Line, ...]
    themes: Mapping[str, int]
    missing: tuple[Missing, ...]
    idle: tuple[Done, ...]  # what does not count, each with its reason

    @property
    def total(self) -> int:
        """The sum, in hundredths."""
        return self.base + sum(line.points for line in self.lines)


def scores(table: PointTable, duties: Iterable[Done], people: Iterable[str] = ()) -> dict[str, Score]:
    """{deputy: the year's points} of everybody named, and of these people besides. One pass, in whatever order."""
    counted: dict[str, dict[str, list[Done]]] = {person: {} for person in people}
    idle: dict[str, list[Done]] = {}
    for duty in sorted(duties, key=lambda duty: (duty.begin, duty.number or "", duty.id)):
        if not duty.idle:
            kind = table.called(duty.kind)
            duty = duty._replace(idle=UNKNOWN) if kind is None else duty._replace(kind=kind)
        for deputy in dict.fromkeys(duty.deputies):  # named twice counts once
            kinds = counted.setdefault(deputy, {})
            (idle.setdefault(deputy, []) if duty.idle else kinds.setdefault(duty.kind, [])).append(duty)
    return {deputy: _score(table, kinds, idle.get(deputy, ())) for deputy, kinds in counted.items()}


def _score(table: PointTable, counted: Mapping[str, Sequence[Done]], idle: Iterable[Done]) -> Score:
    lines = tuple(_line(table, kind, counted[name]) for name, kind in table.kinds.items() if name in counted)
    points, times = dict.fromkeys(table.themes, 0), dict.fromkeys(table.themes, 0)
    for award in (award for line in lines for award in line.awards):
        points[award.theme] += award.points
        times[award.theme] += 1
    asked = [(name, kind.least, len(counted.get(name, ()))) for name, kind in table.kinds.items()]
    asked += [(theme, least, times[theme]) for theme, least in table.least.items()]
    missing = tuple(Missing(what, least, done) for what, least, done in asked if done < least)
    return Score(table.base, lines, points, missing, tuple(idle))


def _line(table: PointTable, kind: Kind, duties: Sequence[Done]) -> Line:
    themes = (duty.theme if duty.theme in table.themes else kind.theme for duty in duties)
    sums = [_within(kind.cap, kind.base + kind.extra * more) for more in range(len(duties))]
    awards = tuple(
        Award(duty, theme, now - before)
        for duty, theme, now, before in zip(duties, themes, sums, [0, *sums], strict=False)
    )
    more = sum(award.points != 0 for award in awards[1:])
    capped = kind.cap is not None and sums[-1] == kind.cap
    return Line(kind.kind, _formula(kind, len(duties), more), sums[-1], capped, awards)


def _within(cap: int | None, points: int) -> int:
    if cap is None:
        return points
    return min(points, cap) if cap >= 0 else max(points, cap)


def _formula(kind: Kind, times: int, more: int) -> str:
    """4＋2×4，共 9 次: the first, each more as often as it gave anything, and how often in all where that is more."""
    words = said(kind.base)
    if more:
        words += f"{'－' if kind.extra < 0 else '＋'}{said(abs(kind.extra))}×{more}"
    return words if times == more + 1 else f"{words}，共 {times} 次"


# -- from the folder


def year_scores(store: Store, year: int | str, people: Iterable[str] = ()) -> dict[str, Score]:
    """Everybody's points of a year, from one reading of the year's duties."""
    table = table_of(store, year)
    return scores(table, done_in(store, year, table.review), people)


def awarded(store: Store, duties: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """{duty: {deputy: points}} of these duties, given with the year of each; {} for one that gives none."""
    found: dict[str, dict[str, int]] = {id: {} for id in duties}
    for year in sorted(set(duties.values())):
        table = table_of(store, year)
        done = done_in(store, year, table.review)
        named = {deputy for duty in done if duty.id in duties for deputy in duty.deputies}
        for deputy, score in scores(table, (duty for duty in done if not named.isdisjoint(duty.deputies))).items():
            for award in (award for line in score.lines for award in line.awards if award.duty.id in duties):
                found[award.duty.id][deputy] = award.points
    return found


def done_in(store: Store, year: int | str, review: Sequence[str] = ()) -> list[Done]:
    """The duties of a year that name somebody, each with why it does not count; `review`: the steps it must have passed."""
    where = "begin >= ? AND begin < ? AND deputies IS NOT NULL"
    rows = store.rows(
        f"SELECT {', '.join(COLUMNS)} FROM duty WHERE {where}", (f"{int(year):04d}", f"{int(year) + 1:04d}")
    )
    return [
        Done(
            row["id"],
            row["number"],
            row["begin"],
            row["kind"],
            tuple(json.loads(row["deputies"])),
            row["theme"],
            _idle(row, review),
        )
        for row in rows
    ]


def _idle(row: Mapping[str, str], review: Sequence[str]) -> str:
    if row["voided"]:
        return f"已作废：{row['voided']}"
    if not review or is_session(Duty(row)):
        return ""
    return waits_for(row["state"], review) or (row["state"] if row["state"] == RETURNED else "")
