"""What may be about the same: earlier visits of the same person, and issues that sound like what is being said.

Hints only: nothing is joined or refused because of them. Both look at few rows, so that they can follow a person's typing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Set
from datetime import date, timedelta
from itertools import compress
from typing import Any, NamedTuple

from lianluozhan import clock, sieve
from lianluozhan.action import OPEN, STATES, VOIDED
from lianluozhan.field import is_id
from lianluozhan.findable import normal
from lianluozhan.issue import Issue
from lianluozhan.same import told_apart
from lianluozhan.search import Also, looked_up, newest
from lianluozhan.signs import reference, signs
from lianluozhan.store import Store
from lianluozhan.table import Key, by_id, chunks, records, split
from lianluozhan.visit import Visit

MOST = 5  # of each kind
LOOKED_BACK = 92  # days of receptions in which somebody may have been registered twice
LOOKED_AT = 60  # newest issues of the same place, of the same category, of some words, of both place and words that are compared
REACH = 200_000  # newest issues that are looked among: more than a station, or a district in ten years, has
HALF_A_YEAR = 180  # days: of the same category no older ones
RAREST, UNSEEN = 4, 40  # pairs of characters looked for: of those the index has, of those that are rarer still
SAME_PLACE, SAME_CATEGORY, ALIKE = "同一地点", "同一类别", "词近"
POINTS = {SAME_PLACE: 3, SAME_CATEGORY: 1, ALIKE: 3}  # of each reason, in the order they are told in
NEAR = 30  # per cent of the shorter text's pairs of characters that stand in the other one too
ENOUGH = 3  # points that make an issue worth showing
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
COMMON = re.compile(
    "希望|尽快|解决|反映|问题|没有|一直|现在|我们|他们|已经|个月|可以|不能|怎么|什么|领导|部门|村里|这个|那个"
)
MOBILE, WITH_AREA, LOCAL = 11, 10, 7  # digits of a telephone number
FEWEST = 2  # shared pairs of characters
# Two visits of one day by one phone or name, the earlier first.
OF_ONE_DAY = """
    SELECT a.id, b.id FROM visit a
    JOIN visit b ON b.world=a.world AND substr(b.received_at, 1, 10)=substr(a.received_at, 1, 10)
        AND (a.visitor_phone=b.visitor_phone OR a.visitor_name=b.visitor_name)
        AND (a.created_at, a.id) < (b.created_at, b.id)
    WHERE a.world=? AND substr(a.received_at, 1, 10) >= ? AND a.voided IS NULL AND b.voided IS NULL"""
COMPARED = """
    SELECT ifnull(registered_at, ''), ifnull(number, ''), world, id, location, category,
        ifnull(title, '') || '，' || ifnull(statement, '')
    FROM issue"""


class Likeness(NamedTuple):
    """An issue and why it may be about the same."""

    issue: Issue
    reasons: tuple[str, ...]


class Scored(NamedTuple):
    """How like an issue is; sorted by it, then by what is newest."""

    points: int
    day: str
    number: str
    world: str
    id: str
    reasons: tuple[str, ...]


def same_person(store: Store, name: str | None, phone: str | None, most: int = MOST) -> list[Visit]:
    """The newest visits of somebody of this name, or of this phone once it is whole: half a number is many people's."""
    whole = whole_number(phone)
    ways = [("visitor_name=?", name)] if name else []
    ways += [(f"substr(visitor_phone, {-len(whole)})=?", whole)] if whole else []  # also behind an area code
    if not ways:
        return []
    held = Also(
        " OR ".join(sql for sql, _value in ways),
        [value for _sql, value in ways],
        wanted=[[signs(normal(value)) for _sql, value in ways]],
    )
    return newest(store, Visit, "", most=most, also=held)


def whole_number(phone: str | None) -> str:
    """The digits of a phone that is typed to its end; "" while more has to come: 11 of a mobile one, 7 here, 10 with its area."""
    digits = re.split("[、转]", phone or "")[0]
    least = MOBILE if digits.startswith("1") else WITH_AREA if digits.startswith("0") else LOCAL
    return digits if digits.isdigit() and len(digits) >= least else ""


class Twins(NamedTuple):
    """Two visits that may be one, typed in two series of numbers, and why; the first was registered earlier."""

    one: Visit
    other: Visit
    why: str


def twins(store: Store) -> list[Twins]:
    """The visits of a station that may have been registered twice, on two of its PCs or before and after a restore; the newest first.

    On one day, of the same phone, or of the same name with like words; those a person has told apart are left out.
    """
    world = store.identity.world
    since = (clock.today() - timedelta(days=LOOKED_BACK)).isoformat()
    if store.db.execute("SELECT count(*) FROM entry WHERE kind='open' AND world=?", (world,)).fetchone()[0] < 2:
        return []
    found = store.db.execute(OF_ONE_DAY, (world, since)).fetchall()
    visits = by_id(store, Visit, (id for pair in found for id in pair)) if found else {}
    apart = told_apart(store) if found else set()
    couples = [(visits[one], visits[other]) for one, other in found if frozenset((one, other)) not in apart]
    like = [
        Twins(one, other, why)
        for one, other in couples
        if _series(one) != _series(other) and (why := _alike(one, other))
    ]
    return sorted(like, key=lambda two: (two.other.received_at, two.other.id), reverse=True)


def _series(visit: Visit) -> str:
    return split(visit.number or "")[0]


def _alike(one: Visit, other: Visit) -> str:
    if one.visitor_phone and one.visitor_phone == other.visitor_phone:
        return "同一天，同一个电话"
    mine, theirs = one.statement or "", other.statement or ""
    alike = _near_to(pairs(mine), pairs(theirs)) or normal(mine) == normal(theirs)
    return "同一天，同名，说的差不多" if alike else ""


def similar_issues(
    store: Store, said: Mapping[str, Any], most: int = MOST, *, open_only: bool = False
) -> list[Likeness]:
    """The issues most like a visit's statement, category and location, the likeliest and newest first.

    `said` are canonical values of a visit or an issue. Same place counts most, then words, then category, of half a year; a
    category alone is not enough: most matters of a town share a handful of them.
    """
    place, category, words = said.get("location"), said.get("category"), pairs(said.get("statement") or "")
    day = str(said.get("received_at") or said.get("registered_at") or clock.today())[:10]
    since = (date.fromisoformat(day) - timedelta(days=HALF_A_YEAR)).isoformat()
    here = [_near(place)] if place else []
    like = [_having(store, words)] if words else []
    kind = [Also("category=?", (category,), since=since, wanted=[[_of(category)]])] if category else []
    ways = [*here, *like, *kind, *map(_together, here, like)]
    states = OPEN if open_only else [state for state in STATES if state != VOIDED]
    found = {key for also in ways for key in looked_up(store, Issue, _in(states, also), LOOKED_AT)}
    scored = []
    for on, number, world, id, where, kind, text in _compared(store, found):
        holds = (
            place is not None and bool(place and where) and (place in where or where in place),
            category is not None and kind == category,
            _near_to(words, pairs(text)),
        )
        reasons = tuple(compress(POINTS, holds))
        points = sum(map(POINTS.__getitem__, reasons))
        if points >= ENOUGH:
            scored.append(Scored(points, on, number, world, id, reasons))
    best = sorted(scored, reverse=True)[:most]
    issues = dict(records(store, Issue, [(one.world, one.id) for one in best]))
    return [Likeness(issues[one.world, one.id], one.reasons) for one in best]


def _in(states: Collection[str], also: Also) -> Also:
    """What else holds, of issues in one of these states, among the newest."""
    sql = f"({also.sql}) AND state IN ({','.join('?' * len(states))})"
    return also._replace(sql=sql, params=[*also.params, *states], reach=REACH)


def _compared(store: Store, keys: Set[Key]) -> Iterator[tuple[Any, ...]]:
    """(day, number, world, id, location, category, words) of issues: all of them that is compared."""
    for marks, ids in chunks({id for _world, id in keys}):
        yield from (row for row in store.ask(f"{COMPARED} WHERE id IN ({marks})", ids) if row[2:4] in keys)


def _near(place: str) -> Also:
    return Also("location LIKE ? ESCAPE '!'", (f"%{_plain(place)}%",), wanted=[[signs(normal(place))]])


def _of(category: str) -> frozenset[str]:
    return reference(category) if is_id(category) else signs(normal(category))


def _having(store: Store, words: frozenset[str]) -> Also:
    """One of the rarest pairs of characters of some words."""
    often = sieve.often(store, Issue, words)
    held = sorted(often, key=lambda pair: (often[pair], pair))[:RAREST]
    asked = [*held, *sorted(words - often.keys())[:UNSEEN]]
    sql = " OR ".join("instr(ifnull(title, '') || ifnull(statement, ''), ?)" for _pair in asked)
    return Also(sql, asked, wanted=[[signs(pair) for pair in asked]])


def _together(one: Also, other: Also) -> Also:
    """What has both: an older matter of a place that is not among its newest."""
    both, params = f"({one.sql}) AND ({other.sql})", [*one.params, *other.params]
    return Also(both, params, wanted=[*one.wanted, *other.wanted])


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text's Chinese, without the words that stand in any complaint."""
    runs = HAN.findall(COMMON.sub(" ", normal(text)))
    return frozenset().union(*(map(str.__add__, run, run[1:]) for run in runs))


def _near_to(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two texts share enough of their pairs of characters."""
    shared = len(mine & theirs)
    return shared >= FEWEST and 100 * shared >= NEAR * min(len(mine), len(theirs))


def _plain(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
