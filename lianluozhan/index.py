"""Which records may have some words: the places of every sign (lianluozhan/signs.py), the newest first.

A sieve: it lets through all that has the words and little besides, and what it lets through is looked at in the tables. So
it need not be exact, only complete; what was written since it was brought up to date waits in `unindexed` and is always
looked at, and a save pays nothing for it. A portion lists its records by day; the newest of all are met first.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lianluozhan.record import Record
from lianluozhan.signs import PEOPLE, Places, bits, both, down, kept, places, postings

if TYPE_CHECKING:
    from lianluozhan.store import Store

Key = tuple[str, str]  # (world, id)
Wanted = Sequence[Sequence[frozenset[str]]]  # every one of these, each by all signs of one of its sets

TABLES = {
    "unindexed": "noun TEXT, world TEXT, id TEXT, PRIMARY KEY (noun, world, id)",
    "portion": "portion INTEGER PRIMARY KEY, noun TEXT, size INTEGER, newest TEXT",
    "indexed": "portion INTEGER, doc INTEGER, at TEXT, world TEXT, id TEXT, gone INTEGER, PRIMARY KEY (portion, doc)",
    "posting": "portion INTEGER, sign TEXT, docs BLOB, PRIMARY KEY (portion, sign)",
}
PORTION = 65_536  # records of a whole portion: a place takes two bytes
WAITING = 512  # so many may wait to be taken in: looking at them takes a few milliseconds
FIRST, MOST = 64, 500  # of what the sieve lets through, looked at together
SMALL, FEW = 4_096, 8  # portions smaller than this become one when there are more than these


# ---- keeping it


def make(store: Store) -> None:
    """An empty index: everything there will be waits to be taken in."""
    for name, columns in TABLES.items():
        store.db.execute(f'DROP TABLE IF EXISTS "{name}"')
        store.db.execute(f'CREATE TABLE "{name}" ({columns}) WITHOUT ROWID')
    store.db.execute("CREATE INDEX indexed_id ON indexed (id)")


def changed(store: Store, cls: type[Record], keys: Iterable[Key]) -> None:
    """These records have other words now: they wait to be taken in."""
    if not cls.newest:
        return
    rows = [(cls.noun, *key) for key in keys]
    store.db.conn.executemany("INSERT OR IGNORE INTO unindexed VALUES (?,?,?)", rows)
    store.db.conn.executemany(
        "UPDATE indexed SET gone=1 WHERE id=? AND world=?", [(id, world) for _noun, world, id in rows]
    )


def forget(store: Store, keys: Iterable[Key]) -> None:
    """Leave nothing of what these records ever said."""
    gone: dict[int, int] = {}
    for world, id in keys:
        for portion, doc in store.db.execute("SELECT portion, doc FROM indexed WHERE id=? AND world=?", (id, world)):
            gone[portion] = gone.get(portion, 0) | 1 << doc
    for portion, docs in gone.items():
        size = _size(store, portion)
        held = store.db.execute("SELECT sign, docs FROM posting WHERE portion=?", (portion,)).fetchall()
        rest = [(sign, mine & ~docs) for sign, blob in held if (mine := bits(places(blob))) & docs]
        store.db.conn.executemany(
            "DELETE FROM posting WHERE portion=? AND sign=?", [(portion, sign) for sign, _mine in rest]
        )
        _post(store, portion, size, {sign: array("H", sorted(down(mine))) for sign, mine in rest if mine})


def waiting(store: Store) -> int:
    """How many records wait to be taken in."""
    return store.db.execute("SELECT count(*) FROM unindexed").fetchone()[0]


def bring(store: Store, most: int = PORTION, since: dict[str, str] | None = None) -> int:
    """Take in what waits, so many of a kind at once; how many it were. `since`: by kind the day up to which nothing older
    waits any more. Call inside `transaction`."""
    since = {} if since is None else since
    return sum(_bring(store, cls, most, since) for cls in store.schema.records.values() if cls.newest)


def settle(store: Store, few: int = WAITING) -> None:
    """Take in all that waits, a portion a transaction, where it is more than a few; many small portions become one."""
    if waiting(store) <= few and not _crowded(store):
        return
    with store.transaction():
        _join(store)
    done, since = 1, {}
    while done:
        with store.transaction():
            done = bring(store, since=since)


def leave(store: Store) -> None:
    """The same before the folder is let go of, unless it is so much that somebody would wait for it."""
    if waiting(store) <= SMALL:
        settle(store)


def _bring(store: Store, cls: type[Record], most: int, since: dict[str, str]) -> int:
    rows = _waiting(store, cls, most, since.get(cls.noun, ""))
    if not rows:
        return 0
    since[cls.noun] = rows[-1][0]
    keys = [(cls.noun, world, id) for _at, world, id, *_rest in rows]
    portion = 1 + (store.db.execute("SELECT max(portion) FROM portion").fetchone()[0] or 0)
    made = postings((doc, *told) for doc, (_at, _world, _id, *told) in enumerate(rows))
    store.db.execute("INSERT INTO portion VALUES (?,?,?,?)", (portion, cls.noun, len(rows), rows[-1][0]))
    docs = [(portion, doc, at, world, id) for doc, (at, world, id, *_rest) in enumerate(rows)]
    store.db.conn.executemany("INSERT INTO indexed VALUES (?,?,?,?,?,0)", docs)
    _post(store, portion, len(rows), made)
    store.db.conn.executemany("DELETE FROM unindexed WHERE noun=? AND world=? AND id=?", keys)
    return len(rows)


def _waiting(store: Store, cls: type[Record], most: int, since: str) -> list[tuple]:
    """What waits of a kind, by day: (at, world, id, words, refs, names …)."""
    tables = (f'"{cls.noun}" r', "unindexed u ON u.noun=? AND u.world=r.world AND u.id=r.id")
    over = (
        store.db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM unindexed WHERE noun=? LIMIT ?)", (cls.noun, most + 1)
        ).fetchone()[0]
        > most
    )
    by_day, by_id = (
        f"{tables[0]} CROSS JOIN {tables[1]}",
        f"unindexed u CROSS JOIN {tables[0]} ON u.noun=? AND u.world=r.world AND u.id=r.id",
    )
    return store.db.execute(
        f"SELECT ifnull(r.\"{cls.newest}\", ''), r.world, r.id, s.words, s.refs{_names(cls)} FROM {by_day if over else by_id} "
        f'CROSS JOIN search s ON s.noun=? AND s.world=r.world AND s.id=r.id WHERE ?=\'\' OR r."{cls.newest}" >= ? ORDER BY r."{cls.newest}" LIMIT ?',
        (cls.noun, cls.noun, since, since, most),
    ).fetchall()


def _names(cls: type[Record]) -> str:
    return "".join(f', r."{name}"' for name in PEOPLE if name in cls.fields)


def _join(store: Store) -> None:
    """Have small portions taken in again, as one."""
    for noun in _crowded(store):
        for (portion,) in store.db.execute(
            "SELECT portion FROM portion WHERE noun=? AND size < ?", (noun, SMALL)
        ).fetchall():
            store.db.execute(
                "INSERT OR IGNORE INTO unindexed SELECT ?, world, id FROM indexed WHERE portion=? AND NOT gone",
                (noun, portion),
            )
            for table in ("posting", "indexed", "portion"):
                store.db.execute(f"DELETE FROM {table} WHERE portion=?", (portion,))


def _crowded(store: Store) -> list[str]:
    """The kinds that have many small portions."""
    sql = "SELECT noun FROM portion WHERE size < ? GROUP BY noun HAVING count(*) > ?"
    return [noun for (noun,) in store.db.execute(sql, (SMALL, FEW))]


def _post(store: Store, portion: int, size: int, made: Mapping[str, array]) -> None:
    rows = ((portion, sign, kept(docs, size)) for sign, docs in sorted(made.items()))
    store.db.conn.executemany("INSERT INTO posting VALUES (?,?,?)", rows)


def _size(store: Store, portion: int) -> int:
    return store.db.execute("SELECT size FROM portion WHERE portion=?", (portion,)).fetchone()[0]


# ---- checking it


def faults(store: Store) -> Iterator[tuple[str, int]]:
    """(kind, how many records) that would not be found by the words they have, or would be by others."""
    for cls in store.schema.records.values():
        if cls.newest:
            wrong = _lost(store, cls) + sum(
                _other(store, cls, portion)
                for (portion,) in store.db.execute("SELECT portion FROM portion WHERE noun=?", (cls.noun,)).fetchall()
            )
            if wrong:
                yield cls.noun, wrong


def _lost(store: Store, cls: type[Record]) -> int:
    """How many stand nowhere, or in two places."""
    sql = (
        f'SELECT count(*) FROM "{cls.noun}" r WHERE 1 <> (SELECT count(*) FROM unindexed u WHERE u.noun=? AND u.world=r.world AND u.id=r.id) '
        "+ (SELECT count(*) FROM indexed i JOIN portion p USING (portion) WHERE i.id=r.id AND i.world=r.world AND NOT i.gone AND p.noun=?)"
    )
    return store.db.execute(sql, (cls.noun, cls.noun)).fetchone()[0]


def _other(store: Store, cls: type[Record], portion: int) -> int:
    """How many of a portion have other signs than are kept of them."""
    rows = store.db.execute(
        f'SELECT i.doc, s.words, s.refs{_names(cls)} FROM indexed i CROSS JOIN "{cls.noun}" r ON r.world=i.world AND r.id=i.id '
        "CROSS JOIN search s ON s.noun=? AND s.world=i.world AND s.id=i.id WHERE i.portion=? AND NOT i.gone",
        (cls.noun, portion),
    ).fetchall()
    made, held = postings(rows), dict(store.db.execute("SELECT sign, docs FROM posting WHERE portion=?", (portion,)))
    live, wrong = bits({row[0] for row in rows}), 0
    for sign in made.keys() | held.keys():
        kept_of = bits(places(held[sign])) if sign in held else 0
        wrong |= live & (bits(set(made.get(sign, ()))) ^ kept_of)
    return wrong.bit_count()


# ---- asking it


class Place(NamedTuple):
    """A record and the day it is listed by."""

    at: str
    world: str
    id: str


def newest(store: Store, cls: type[Record], wanted: Wanted, since: str = "") -> Iterator[Place]:
    """The records that may have what is wanted, the newest first, none of before a day; those that wait are not among them."""
    sql = "SELECT newest, portion FROM portion WHERE noun=? ORDER BY newest"
    later = store.db.execute(sql, (cls.noun,)).fetchall()
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


def batches(places: Iterator[Place]) -> Iterator[tuple[str, list[str], str]]:
    """(question marks, ids, day of the one after them): a few at first, mostly they are enough."""
    size, first = FIRST, next(places, None)
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
        sql = f"SELECT at, world, id FROM indexed WHERE portion=? AND doc IN ({','.join('?' * len(some))}) AND NOT gone ORDER BY doc DESC"
        yield from map(Place._make, store.db.execute(sql, (portion, *some)).fetchall())
        size = MOST


def _sifted(store: Store, portion: int, wanted: Wanted) -> Places:
    asked = sorted({sign for ways in wanted for way in ways for sign in way})
    marks = ",".join("?" * len(asked))
    held = dict(
        store.db.execute(f"SELECT sign, docs FROM posting WHERE portion=? AND sign IN ({marks})", (portion, *asked))
    )
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
    if all(isinstance(one, set) for one in found):
        return set().union(*found)
    every = 0
    for one in found:
        every |= bits(one)
    return every
