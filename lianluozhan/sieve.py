"""Which records may have some words, the newest first: what is asked of the index.

It lets through all that has the words and little besides, and what it lets through is looked at in the tables. So it need
not be exact, only complete; what waits to be taken in (lianluozhan/index.py) is always looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lianluozhan.record import Record
from lianluozhan.signs import Places, bits, both, down, places

if TYPE_CHECKING:
    from lianluozhan.store import Store

Wanted = Sequence[Sequence[frozenset[str]]]  # every one of these, each by all signs of one of its sets
FIRST, MOST = 64, 500  # of what it lets through, looked at together
SPARE = 4  # looked at beyond what is asked for: one or the other has the signs and not the words


class Place(NamedTuple):
    """A record and the day it is listed by."""

    at: str
    world: str
    id: str


def newest(
    store: Store, cls: type[Record], wanted: Wanted, since: str = "", reach: int | None = None
) -> Iterator[Place]:
    """The records that may have what is wanted, the newest first, none of before a day; those that wait are not among them.

    `reach`: looked for among so many of the newest, to the end of their portion; where all are meant, None.
    """
    later = _portions(store, cls, reach)
    under: list[tuple[Place, Iterator[Place]]] = []
    while later or under:
        best = max(range(len(under)), key=lambda n: under[n][0]) if under else -1
        if later and (best < 0 or later[-1][0] >= under[best][0].at):
            docs = _places(store, later.pop()[1], wanted)
            if (first := next(docs, None)) is not None:
                under.append((first, docs))
            continue
        place, docs = under.pop(best)
        if place.at < since:
            return
        yield place
        if (following := next(docs, None)) is not None:
            under.append((following, docs))


def _portions(store: Store, cls: type[Record], reach: int | None) -> list[tuple[str, int]]:
    """(its newest day, portion), the newest last."""
    found, met = [], 0
    for day, portion, size in store.db.execute(
        "SELECT newest, portion, size FROM portion WHERE noun=? ORDER BY newest DESC", (cls.noun,)
    ).fetchall():
        if reach is not None and met >= reach:
            break
        found.append((day, portion))
        met += size
    return found[::-1]


def batches(places: Iterator[Place], most: int = -1) -> Iterator[tuple[str, list[str], str]]:
    """(question marks, ids, day of the one after them): a few at first, mostly they are enough; where so many are asked for,
    little more than these."""
    size, first = min(FIRST, most + SPARE) if most > 0 else FIRST, next(places, None)
    while first:
        ids = [first.id, *(place.id for place in islice(places, size - 1))]
        first = next(places, None)
        yield ",".join("?" * len(ids)), ids, first.at if first else ""
        size = min(size * 2, MOST)


def often(store: Store, cls: type[Record], signs: Iterable[str]) -> dict[str, int]:
    """{sign: how often, roughly} of those that stand in the newest whole portion."""
    largest = "SELECT portion FROM portion WHERE noun=? ORDER BY size DESC, newest DESC LIMIT 1"
    asked = sorted(signs)
    sql = f"SELECT sign, length(docs) FROM posting WHERE portion=({largest}) AND sign IN ({','.join('?' * len(asked))})"
    return dict(store.db.execute(sql, (cls.noun, *asked)))


def _places(store: Store, portion: int, wanted: Wanted) -> Iterator[Place]:
    """The records of a portion that may have it, the newest first."""
    docs, size = down(_sifted(store, portion, wanted)), FIRST + 1  # one more is met, to know what follows
    while some := list(islice(docs, size)):
        sql = (
            "SELECT at, world, id FROM indexed "
            f"WHERE portion=? AND doc IN ({','.join('?' * len(some))}) AND NOT gone ORDER BY doc DESC"
        )
        yield from map(Place._make, store.db.execute(sql, (portion, *some)).fetchall())
        size = MOST


def _sifted(store: Store, portion: int, wanted: Wanted) -> Places:
    asked = sorted({sign for ways in wanted for way in ways for sign in way})
    sql = f"SELECT sign, docs FROM posting WHERE portion=? AND sign IN ({','.join('?' * len(asked))})"
    held = dict(store.db.execute(sql, (portion, *asked)))
    every: Places = -1
    for ways in wanted:
        found = [_all(held, way) for way in ways if all(sign in held for sign in way)]
        either = found[0] if len(found) == 1 else _any(found)
        every = both(every, either) if every != -1 else either
        if not every:
            break
    return every


def _all(held: Mapping[str, bytes], way: frozenset[str]) -> Places:
    first, *rest = sorted((held[sign] for sign in way), key=len)
    common = places(first)
    for blob in rest:
        if not common:
            break
        common = both(common, places(blob))
    return common


def _any(found: Sequence[Places]) -> Places:
    listed = [one for one in found if isinstance(one, set)]
    if len(listed) == len(found):
        return set().union(*listed)
    every = 0
    for one in found:
        every |= bits(one)
    return every
