"""The places of every sign (lianluozhan/signs.py) in the records of each kind: kept, brought up to date, checked.

What is asked of it is in lianluozhan/sieve.py. What was written since it was brought up to date waits in `unindexed`, and a
save pays nothing for it. A portion lists its records by day.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from lianluozhan.record import Record
from lianluozhan.signs import PEOPLE, bits, down, kept, places, postings

if TYPE_CHECKING:
    from lianluozhan.store import Store

Key = tuple[str, str]  # (world, id)

TABLES = {
    "unindexed": "noun TEXT, world TEXT, id TEXT, PRIMARY KEY (noun, world, id)",
    "portion": "portion INTEGER PRIMARY KEY, noun TEXT, size INTEGER, newest TEXT",
    "indexed": "portion INTEGER, doc INTEGER, at TEXT, world TEXT, id TEXT, gone INTEGER, PRIMARY KEY (portion, doc)",
    "posting": "portion INTEGER, sign TEXT, docs BLOB, PRIMARY KEY (portion, sign)",
}
PORTION = 65_536  # records of a whole portion: a place takes two bytes
WAITING = 512  # so many may wait to be taken in: looking at them takes a few milliseconds
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
    done = 1
    since: dict[str, str] = {}
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
    records, waits = f'"{cls.noun}" r', "unindexed u"
    outer, inner = (records, waits) if _more_wait(store, cls, most) else (waits, records)
    day = f'r."{cls.newest}"'
    sql = f"""
        SELECT ifnull({day}, ''), r.world, r.id, s.words, s.refs{_names(cls)}
        FROM {outer} CROSS JOIN {inner} ON u.noun=? AND u.world=r.world AND u.id=r.id
        CROSS JOIN search s ON s.noun=? AND s.world=r.world AND s.id=r.id
        WHERE ?='' OR {day} >= ?
        ORDER BY {day} LIMIT ?"""
    return store.db.execute(sql, (cls.noun, cls.noun, since, since, most)).fetchall()


def _more_wait(store: Store, cls: type[Record], most: int) -> bool:
    """Whether so many wait that the records are gone through by day, not looked up one by one."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM unindexed WHERE noun=? LIMIT ?)"
    return store.db.execute(sql, (cls.noun, most + 1)).fetchone()[0] > most


def _names(cls: type[Record]) -> str:
    return "".join(f', r."{name}"' for name in PEOPLE if name in cls.fields)


def _join(store: Store) -> None:
    """Have small portions taken in again, as one."""
    for noun in _crowded(store):
        sql = "SELECT portion FROM portion WHERE noun=? AND size < ?"
        for (portion,) in store.db.execute(sql, (noun, SMALL)).fetchall():
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
    sql = f"""
        SELECT count(*) FROM "{cls.noun}" r WHERE 1 <> (
            SELECT count(*) FROM unindexed u WHERE u.noun=? AND u.world=r.world AND u.id=r.id
        ) + (
            SELECT count(*) FROM indexed i JOIN portion p USING (portion)
            WHERE i.id=r.id AND i.world=r.world AND NOT i.gone AND p.noun=?
        )"""
    return store.db.execute(sql, (cls.noun, cls.noun)).fetchone()[0]


def _other(store: Store, cls: type[Record], portion: int) -> int:
    """How many of a portion have other signs than are kept of them."""
    sql = f"""
        SELECT i.doc, s.words, s.refs{_names(cls)} FROM indexed i
        CROSS JOIN "{cls.noun}" r ON r.world=i.world AND r.id=i.id
        CROSS JOIN search s ON s.noun=? AND s.world=i.world AND s.id=i.id
        WHERE i.portion=? AND NOT i.gone"""
    rows = store.db.execute(sql, (cls.noun, portion)).fetchall()
    made, held = postings(rows), dict(store.db.execute("SELECT sign, docs FROM posting WHERE portion=?", (portion,)))
    live, wrong = bits({row[0] for row in rows}), 0
    for sign in made.keys() | held.keys():
        kept_of = bits(places(held[sign])) if sign in held else 0
        wrong |= live & (bits(set(made.get(sign, ()))) ^ kept_of)
    return wrong.bit_count()
