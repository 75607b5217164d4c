"""One change of the folder: what a person did becomes entries of one transaction, at the end of our own streams.

with acting(store, "add_visit", operator) as act:
    act.write(Visit, new_id(), {...})
act.changed  # {"visit", "duty"}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from lianluozhan import __version__, clock, doubt, vault
from lianluozhan.errors import BadInput, Damaged, FolderProblem, NotAllowed
from lianluozhan.journal import ZERO, Entry, seal
from lianluozhan.record import Record, new_id
from lianluozhan.store import Store
from lianluozhan.streams import fresh_stream, left, letters, own, take_up
from lianluozhan.table import Key, Touched

WITHHELD = "withheld {}"  # a setting: the entries of a stream whose private part the sender said is not ours
LOCAL = "local"  # the world of what never leaves the folder


def refuse_voided(one: Record, called: str) -> None:
    """Raise NotAllowed where nothing more is written down of a record, as `called` names it: 这个项目."""
    if one.voided:
        raise NotAllowed(f"{called}作废了，不能再记")


class Act:
    """Entries being made. Made by `acting`; finished there or, by a receiver of packages, with `finish`."""

    def __init__(self, store: Store, verb: str, operator: str) -> None:
        self.store, self.verb, self.operator = store, verb, operator
        self.act_id = new_id()
        self.changed: frozenset[str] = frozenset()
        self.told: list[str] = []  # what the program did besides, in words for the person who acted
        self._touched = Touched()  # of the kinds it reacts to
        self._pending: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
        self._serials: dict[str, int] = {}
        self._streams: dict[tuple[str, str], str] = {}
        self._looked_up: dict[str, Any] = {}

    def once(self, name: str, look_up: Callable[[], Any]) -> Any:
        """What an act of many rows looks up once: the roster, the calendar, the rules."""
        if name not in self._looked_up:
            self._looked_up[name] = look_up()
        return self._looked_up[name]

    def write(self, cls: type[Record], id: str, values: Mapping[str, Any], world: str | None = None) -> None:
        """Write canonical values of a record's fields; its private fields go into the private part."""
        fields = cls.written()
        unknown = values.keys() - fields.keys()
        assert not unknown, f"{cls.noun} has no written field {unknown}"
        world = world or self.store.identity.world
        private = {name: value for name, value in values.items() if fields[name].private}
        open_part = {name: value for name, value in values.items() if not fields[name].private}
        self._add(self._stream(world, cls.noun), world, {"kind": cls.noun, "id": id, "set": open_part}, private)

    def amend(self, record: Record, values: Mapping[str, Any]) -> None:
        """Write more of a record that stands, in the world it is of."""
        self.write(type(record), record.id, values, record.world)

    def record(self, kind: str, id: str, values: Mapping[str, Any], world: str | None = None) -> None:
        """Write an entry of one of the journal's own kinds."""
        world = world or self.store.identity.world
        self._add(self._stream(world, kind), world, {"kind": kind, "id": id, "set": dict(values)}, {})

    def records(self) -> dict[str, int]:
        """{kind: how many records this act has written so far}."""
        written = dict.fromkeys((body["kind"], body["id"]) for _stream, body, _private in self._pending)
        return Counter(kind for kind, _id in written)

    def number(self, cls: type[Record], year: int | str, letter: str = "") -> str:
        """The next number of a kind in our own series: 1 + the greatest ever used (design §6, Numbers).

        `letter` where a record's own is not the one: a 代表建议 counts by itself (design §4).
        """
        world = self.store.identity.world
        prefix = f"{world}-{year}-{letter or cls.letter}{series(self.store, self._stream(world, cls.noun))}"
        if prefix not in self._serials:
            found = self.store.db.execute("SELECT max(serial) FROM numbered WHERE prefix=?", (prefix,)).fetchone()
            self._serials[prefix] = found[0] or 0
        self._serials[prefix] += 1
        return f"{prefix}{self._serials[prefix]:04d}"

    def finish(self) -> None:
        """Chain the entries, keep them, bring the tables up to date."""
        last = {stream: position for position, (stream, _body, _private) in enumerate(self._pending)}
        heads: dict[str, tuple[int, str]] = {}
        entries: list[Entry] = []
        for position, (stream, body, private) in enumerate(self._pending):
            seq, previous = heads.get(stream) or self.store.head(stream)
            ends = {"end": True} if last[stream] == position else {}
            try:
                entry = seal({**body, **ends, "seq": seq + 1, "prev": previous or ZERO}, private)
            except Damaged:  # every value was read by its field; only all of them together can be too much
                raise BadInput("这一条的文字加起来太长，存不下", then="请把长材料作附件添加") from None
            heads[stream] = entry.seq, entry.hash
            entries.append(entry)
        if any(entry.body["world"] != LOCAL for entry in entries):
            self.store.schema.permit(self.store, self.operator)
        self._pending = []
        self.take_in(entries)

    def take_in(self, entries: Sequence[Entry], filled: Iterable[Entry] = ()) -> None:
        """Keep entries that are made, ours or those a package brings, in this act's transaction."""
        self.changed |= self.store.apply(entries, filled)
        for noun in frozenset().union(*(nouns for nouns, _react in self.store.schema.reactions)):
            for key, before in self.store.touched.before.get(noun, {}).items():
                self._touched.before.setdefault(noun, {}).setdefault(key, before)

    def end(self) -> None:
        """Finish, then let the program write what follows from kinds that changed: it is one act."""
        self.finish()
        for nouns, react in self.store.schema.reactions:
            if nouns & self._touched.before.keys():
                react(self, self._touched)
                self.finish()
        self._touched = Touched()

    def _add(self, stream: str, world: str, part: dict[str, Any], private: dict[str, Any]) -> None:
        common = {"world": world, "stream": stream, "act": self.verb, "act_id": self.act_id, "at": clock.now()}
        self._pending.append((stream, {**common, "operator": self.operator, **part}, private))

    def _stream(self, world: str, kind: str) -> str:
        """Our stream that may carry this kind in this world; opened when there is none yet. No act leaves one it wrote in."""
        if (world, kind) not in self._streams:
            scope = scope_of(self.store, world, kind)
            stream = own(self.store).get(f"{world} {scope}")
            self._streams[world, kind] = stream or self._open(LOCAL if scope == LOCAL else world, scope)
        return self._streams[world, kind]

    def _open(self, world: str, scope: str) -> str:
        """Begin a stream. Its first entry binds who writes it and what it continues from (design §6, Streams)."""
        store, stream, name = self.store, fresh_stream(), f"{world} {scope}"
        before = left(store).get(name)
        values = {
            "role": store.identity.role,
            "scope": scope,
            "name": store.identity.name,
            "code": store.identity.world,
            "keys": dict(store.identity.keys),
            "program": __version__,
            "format": 1,
            "series": letters(store, before),
            "heads": heads(store, reported(store, world, scope)),
            **({"continues": before} if before else {}),
        }
        take_up(store, name, stream)
        part = {"kind": "open", "id": stream, "set": values}
        opening = Act(store, "open", self.operator)
        opening._add(stream, world, part, {})
        opening.finish()
        return stream


@contextmanager
def acting(store: Store, verb: str, operator: str = "") -> Iterator[Act]:
    """One transaction: what the block writes is kept when it ends, or nothing is."""
    if store.readonly:
        raise FolderProblem("这个文件夹现在只能看", then="请关掉正在写入的那个窗口，再做一次")
    if store.doubted:
        raise doubt.refusal(store.doubted)
    with store.transaction():
        act = Act(store, verb, operator or typist(store))
        yield act
        act.end()


def typist(store: Store) -> str:
    """Who types where nobody is named: whose password opened the folder, else the one who was said to."""
    return vault.who(store.path.parent) or store.setting("operator") or ""


def stand(store: Store, world: str) -> None:
    """Open what was left after a restore, and a stream in this world where there is none yet.

    Each first entry tells how much is held here, so that the others send what was lost, be it everything.
    """
    wanted = left(store).keys() | {f"{world} {scope_of(store, world, 'open')}"}
    if wanted - own(store).keys():
        with acting(store, "open") as act:
            for name in sorted(wanted - own(store).keys()):
                act._open(*name.rsplit(" ", 1))


def scope_of(store: Store, world: str, kind: str) -> str:
    """Which of our streams a kind belongs into; who may write what is one table (schema.py)."""
    identity = store.identity
    travels = any(kind in kinds for (_role, scope), kinds in store.schema.matrix.items() if scope != LOCAL)
    for (role, scope), kinds in store.schema.matrix.items():
        home = (
            world == identity.world if scope != LOCAL else world == LOCAL or (world == identity.world and not travels)
        )
        if role == identity.role and kind in kinds and (scope in ("station", "common", "inner", LOCAL)) == home:
            return scope
    if identity.role == "district" and world == identity.world and kind in store.schema.records:
        label = store.schema.records[kind].label
        raise NotAllowed(
            f"{label}由联络站登记，区里没有自己的",
            then="请在站里登记，报上来这里就有；要站里改的，用批注或退回修改告诉它",
        )
    if (
        identity.role == "station"
        and kind in store.schema.records
        and kind not in store.schema.matrix["station", "station"]
    ):
        raise NotAllowed(
            f"{store.schema.records[kind].label}由区人大常委会办公室登记，站里没有",
            then="要告诉区里的，请写在意见或批注里",
        )
    raise NotAllowed("这条记录归建它的那一方改，这里只能补充意见", then="请用批注或退回修改告诉对方")


def series(store: Store, stream: str) -> str:
    """The letters a later stream puts before its numbers, empty in a station's first."""
    return store.opens[stream].get("series", "")


def reported(store: Store, world: str, scope: str) -> list[str]:
    """The streams a stream of ours tells its readers we hold: only those they may hold themselves.

    A station's tells of all but the local ones, a district's of the world it stands in (`common` never of `inner`).
    """
    opens = store.db.execute("SELECT stream, world FROM entry WHERE kind='open'").fetchall()
    if store.identity.role == "station" and scope != LOCAL:
        return sorted(stream for stream, of in opens if of != LOCAL)
    told = {scope, "common"} if scope == "inner" else {scope, "station"}
    return sorted(stream for stream, of in opens if of == world and store.opens[stream]["scope"] in told)


def heads(store: Store, streams: Iterable[str]) -> dict[str, list]:
    """What is held of streams: {stream: [seq, seq up to which private parts are held, hash]}."""
    held = {stream: store.head(stream) for stream in streams}
    return {stream: [seq, full(store, stream, seq), hash] for stream, (seq, hash) in held.items()}


def full(store: Store, stream: str, seq: int) -> int:
    """Up to which entry of a stream every private part is here, erased, or not ours to have."""
    withheld, others = "stream=? AND secret AND private IS NULL ORDER BY seq", not_ours(store, stream)
    for entry in store.entries(withheld, (stream,)):
        if entry.seq in others:
            continue
        key: Key = (entry.body["world"], entry.body["id"])
        erasings = store.db.execute("SELECT stream, seq FROM entry WHERE kind='erase' AND world=? AND id=?", key)
        if not any(not store.seen.saw(entry.place, place) for place in erasings.fetchall()):
            return entry.seq - 1
    return seq


def not_ours(store: Store, stream: str) -> set[int]:
    """The entries of a stream whose private part is not for this folder, as their packages said."""
    return set(json.loads(store.setting(WITHHELD.format(stream)) or "[]"))
