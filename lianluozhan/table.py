"""The tables: rows, words to find, open conflicts and used numbers, brought up to date from the journal by fold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lianluozhan import index
from lianluozhan.findable import findable
from lianluozhan.fold import Conflict, fold
from lianluozhan.journal import ERASE, ERASED, ERASING, Entry, Place
from lianluozhan.record import R, Record

if TYPE_CHECKING:
    from lianluozhan.store import Store

CHUNK = 500  # ids asked for at once
SERIAL = re.compile(r"(.*?)(\d+)")
VOIDED_TOO = "(voided IS NULL OR 1)"  # SQL: a search that does not name them leaves them out (Store.find)
NUMBER_ENDS = "substr(number, -length(?) - 1) = '-' || ?"  # SQL: Y0071 means 140405102-2026-Y0071
NAMED = re.compile(rb'"digest":"([0-9a-f]{64})"')  # a paper in a private part
SWEPT = "erasing"  # a setting: what was erased and may still be in the files


Key = tuple[str, str]  # (world, id)

SHARED = {
    "search": "world TEXT, noun TEXT, id TEXT, words TEXT, refs TEXT, PRIMARY KEY (noun, world, id)",
    "conflict": "world TEXT, noun TEXT, id TEXT, field TEXT, writes TEXT, PRIMARY KEY (noun, world, id, field)",
    "numbered": "prefix TEXT, serial INTEGER, number TEXT, world TEXT, noun TEXT, id TEXT, "
    "PRIMARY KEY (prefix, serial, number, noun, world, id)",
}


@dataclass
class Touched:
    """What a change touched: {noun: {(world, id): the record before it, or None}}.

    For the derivations, which need not read again what was just at hand: `entries` are all there are of each record, and
    `unwritten` new records of the kinds whose row their derivation writes (Schema.completed), `made` those their entries make.
    """

    before: dict[str, dict[Key, Any]] = field(default_factory=dict)
    entries: dict[str, dict[Key, list[Entry]]] = field(default_factory=dict)
    unwritten: dict[str, dict[Key, Any]] = field(default_factory=dict)
    made: dict[str, dict[Key, Any]] = field(default_factory=dict)

    def let_go(self) -> None:
        """Of what was only at hand: once all is derived."""
        for held in (self.entries, self.made):
            held.clear()

    def keys(self, *nouns: str) -> set[Key]:
        """The touched records of these kinds."""
        return {key for noun in nouns for key in self.before.get(noun, ())}


def make(store: Store) -> None:
    """Empty tables as the records declare them, in the place of what was there."""
    for name, columns in SHARED.items():
        store.db.execute(f'DROP TABLE IF EXISTS "{name}"')
        store.db.execute(f'CREATE TABLE "{name}" ({columns}) WITHOUT ROWID')
    index.make(store)
    for noun, cls in store.schema.records.items():
        store.db.execute(f'DROP TABLE IF EXISTS "{noun}"')
        columns = ", ".join(f'"{f.name}" {"TEXT" if f.column == "JSON" else f.column}' for f in cls.fields.values())
        store.db.execute(f'CREATE TABLE "{noun}" ({columns}, PRIMARY KEY (world, id))')
        for place, expression in enumerate(("id", *cls.indexes)):
            store.db.execute(f'CREATE INDEX "{noun}_{place}" ON "{noun}" ({expression})')


def bring(store: Store, entries: Sequence[Entry], *, fresh: bool) -> Touched:
    """Fold every record the entries are about. `fresh`: none of the entries was in the journal before."""
    about: dict[str, dict[Key, list[Entry]]] = {}
    for entry in entries:
        body = entry.body
        noun = body["set"].get("of") if body["kind"] in ERASING else body["kind"]
        if noun in store.schema.records:
            about.setdefault(noun, {}).setdefault((body["world"], body["id"]), []).append(entry)
    touched = Touched()
    for noun, groups in about.items():
        cls = store.schema.records[noun]
        before = dict(records(store, cls, groups))
        erased = _erased(store, groups.keys())
        known = (before.keys() | erased) if fresh else groups.keys()
        groups |= all_entries(store, noun, known)
        groups |= {key: _purge(store, noun, groups[key]) for key in sorted(erased)}
        made = touched.made[noun] = _folded(store, cls, groups, before)
        touched.before[noun] = {key: before.get(key) for key in groups}
        touched.entries[noun] = groups
        if noun in store.schema.completed:
            touched.unwritten[noun] = {key: record for key, record in made.items() if key not in before}
        update_all(store, [record for key, record in made.items() if key not in touched.unwritten.get(noun, ())])
        if erased:
            index.forget(store, erased)
    return touched


def records(store: Store, cls: type[R], keys: Iterable[Key]) -> Iterator[tuple[Key, R]]:
    """The records of these keys, voided ones included."""
    wanted = set(keys)
    for marks, ids in chunks({id for _world, id in wanted}):
        for cells in store.ask(f'SELECT {cls.columns} FROM "{cls.noun}" WHERE id IN ({marks})', ids):
            record = cls.from_cells(cells)
            if (key := (record.data["world"], record.data["id"])) in wanted:
                yield key, record


def _erased(store: Store, keys: Set[Key]) -> Set[Key]:
    """Those of the records that a person asked to erase, whatever of them comes later."""
    if len(keys) > CHUNK:
        return keys & set(store.db.execute("SELECT world, id FROM entry WHERE kind='erase'"))
    sql = "SELECT world, id FROM entry WHERE kind='erase' AND id IN ({})"
    return keys & {
        key for marks, ids in chunks({id for _world, id in keys}) for key in store.db.execute(sql.format(marks), ids)
    }


def called(store: Store, cls: type[R], word: str) -> list[R]:
    """The records of a kind, of whatever world, that an id, a number or the end of one means: Y0071 of 140405102-2026-Y0071."""
    return store.find(cls, f"id=? OR number=? OR {NUMBER_ENDS}", (word,) * 4)


def by_id(store: Store, cls: type[R], ids: Iterable[str]) -> dict[str, R]:
    """{id: record} of a kind, whatever world it is of, voided ones included."""
    found = {}
    for marks, part in chunks(set(ids)):
        for cells in store.ask(f'SELECT {cls.columns} FROM "{cls.noun}" WHERE id IN ({marks})', part):
            record = cls.from_cells(cells)
            found[record.data["id"]] = record
    return found


def chunks(ids: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """The ids in portions, each with its question marks for IN (…)."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        part = ordered[start : start + CHUNK]
        yield ",".join("?" * len(part)), part


def all_entries(store: Store, noun: str, keys: Collection[Key]) -> dict[Key, list[Entry]]:
    """{record: all entries about it, erasings included}."""
    found: dict[Key, list[Entry]] = {}
    for marks, ids in chunks({id for _world, id in keys}):
        for entry in store.entries(f"id IN ({marks}) AND kind IN (?, 'erase', 'erased')", [*ids, noun]):
            key = entry.body["world"], entry.body["id"]
            if key in keys:
                found.setdefault(key, []).append(entry)
    return found


def _purge(store: Store, noun: str, group: list[Entry]) -> list[Entry]:
    """Take away, salt and all, the private parts an erasing entry has not been seen by (design §6, Erasing)."""
    erasings, kept, gone = _destroying(store, group), [], []
    for entry in group:
        if entry.private is not None and any(not store.seen.saw(entry.place, place) for place in erasings):
            store.db.execute("UPDATE entry SET private=NULL WHERE stream=? AND seq=?", entry.place)
            gone.append(entry.private)
            entry = Entry(entry.body, entry.data, None, entry.hash)
        kept.append(entry)
    if gone:
        swept(
            store,
            [(noun, group[0].body["world"], group[0].body["id"])],
            {one.decode() for data in gone for one in NAMED.findall(data)},
        )
    return kept


def _destroying(store: Store, group: list[Entry]) -> list[Place]:
    """The erasings that take bytes away: at a station at once, at its district when a person there confirmed them."""
    erasings = [entry.place for entry in group if entry.body["kind"] == ERASE]
    if store.identity.role == "station":
        return erasings
    confirmed = [entry.place for entry in group if entry.body["kind"] == ERASED]
    return [place for place in erasings if any(store.seen.saw(one, place) for one in confirmed)]


def swept(store: Store, records: Iterable[tuple[str, ...]], papers: Collection[str]) -> None:
    """Note, in the transaction that erases, which records' papers and traces are still to leave the files (lianluozhan/sweep.py)."""
    held = json.loads(store.setting(SWEPT) or "null") or {"records": [], "papers": []}
    every = sorted({*map(tuple, held["records"]), *records})
    store.set(SWEPT, json.dumps({"records": every, "papers": sorted({*held["papers"], *papers})}))


def _folded(
    store: Store, cls: type[Record], groups: dict[Key, list[Entry]], before: Collection[Key]
) -> dict[Key, Record]:
    """The records these entries make; keeps their conflicts, in the place of those there were before, and used numbers."""
    made: dict[Key, Record] = {}
    conflicts, numbers = [], set()
    for key, group in groups.items():
        if all(entry.body["kind"] in ERASING for entry in group):
            continue
        folded = fold(cls, group, store.seen.saw)
        made[key] = folded.record
        conflicts += [(key[0], cls.noun, key[1], c.field, _kept(c)) for c in folded.conflicts]
        for name in cls.serials:
            used = {entry.body["set"].get(name) for entry in group}
            numbers |= {(*split(number), number, key[0], cls.noun, key[1]) for number in used if number}
    connection = store.db.conn
    connection.executemany(
        "DELETE FROM conflict WHERE noun=? AND world=? AND id=?", [(cls.noun, *key) for key in before]
    )
    connection.executemany("INSERT INTO conflict VALUES (?,?,?,?,?)", conflicts)
    connection.executemany("INSERT OR IGNORE INTO numbered VALUES (?,?,?,?,?,?)", sorted(numbers))
    return made


def derive_alone(cls: type[R], standing: Callable[[R], Mapping[str, Any]], store: Store, touched: Touched) -> None:
    """Keep the derived fields of what was touched of a kind whose every record stands by itself: `standing(record)` gives them."""
    found = [cls({**one.data, **standing(one)}) for _key, one in records(store, cls, touched.keys(cls.noun))]
    update_all(store, found)  # once all are read: a row written while its table is read would be read again


def update(store: Store, record: Record) -> None:
    """Keep the derived values of a record; creates its row when the record is derived altogether."""
    update_all(store, [record])


def update_all(store: Store, records: Sequence[Record]) -> None:
    """The same of many records of one kind."""
    if not records:
        return
    cls, rows = type(records[0]), [one.cells() for one in records]
    store.db.conn.executemany(
        f'INSERT OR REPLACE INTO "{cls.noun}" ({cls.columns}) VALUES ({",".join("?" * len(cls.fields))})', rows
    )
    words = [(one.world, one.noun, one.id, *findable(one)) for one in records]
    store.db.conn.executemany("INSERT OR REPLACE INTO search VALUES (?,?,?,?,?)", words)
    index.changed(store, cls, [(one.world, one.id) for one in records])


def _kept(conflict: Conflict) -> str:
    writes = [
        {
            "value": w.value,
            "field": conflict.field,
            "at": w.entry.body["at"],
            "by": w.entry.body["operator"],
            "place": list(w.entry.place),
            "masked": w.masked,
        }
        for w in conflict.writes
    ]
    return json.dumps(writes, ensure_ascii=False, sort_keys=True)


def split(number: str) -> tuple[str, int]:
    """A number's series and place in it: 140405102-2026-J0012 → ("140405102-2026-J", 12)."""
    parts = SERIAL.fullmatch(number)
    return (parts[1], int(parts[2])) if parts else (number, 0)
