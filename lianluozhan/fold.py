"""Entries → tables: what a record's fields are, given all entries about it, and which of them need a person's look.

A pure reading of design.md §6, "Fields": the candidates of a field are the writes no other write of it has seen;
different values among them are a conflict, all kept, the one with the greatest (at, stream, seq) shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianluozhan.journal import ERASE, Entry, Place
from lianluozhan.record import Record

Saw = Callable[[Place, Place], bool]


@dataclass(frozen=True, slots=True)
class Write:
    """One write of one field: the value, or that it is not to be had here (masked)."""

    value: Any
    entry: Entry
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field written by people who had not seen each other: what is shown first, then what else was written."""

    field: str
    writes: tuple[Write, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A record as its entries make it; `unknown` counts fields only a newer program knows."""

    record: Record
    conflicts: tuple[Conflict, ...]
    unknown: int


def fold(cls: type[Record], entries: Sequence[Entry], saw: Saw) -> Folded:
    """The record all `entries` (of one id, erasings included) make together; any order of entries gives the same."""
    if len(entries) == 1:  # as most have
        return _only(cls, entries[0])
    erasings = [entry.place for entry in entries if entry.body["kind"] == ERASE]
    writes = [entry for entry in entries if entry.body["kind"] == cls.noun]
    by_field: dict[str, list[Write]] = {}
    for entry in writes:
        erased = any(not saw(entry.place, place) for place in erasings)
        for name, write in _writes(entry, erased):
            by_field.setdefault(name, []).append(write)
    known, conflicts = cls.written(), []
    values: dict[str, Any] = dict(cls.blank)
    for name in [name for name in known if name in by_field]:
        candidates = _candidates(by_field[name], saw)
        if name in cls.serials:
            values[name] = min((w.value for w in candidates if w.value), key=lambda n: (len(n), n), default=None)
            continue
        values[name] = candidates[0].value
        if len(candidates) > 1 and len({repr(write.value) for write in candidates if not write.masked}) > 1:
            conflicts.append(Conflict(name, tuple(candidates)))
    if "voided" in by_field and (void := _void_wins(values, by_field, saw)):
        conflicts = [conflict for conflict in conflicts if conflict.field != "voided"] + [void]
    first = min(writes, key=lambda entry: entry.order)
    values |= {"id": first.body["id"], "world": first.body["world"]}
    values |= {"created_at": first.body["at"], "created_by": first.body["operator"]}
    return Folded(cls(values), tuple(conflicts), sum(name not in known for name in by_field))


def _only(cls: type[Record], entry: Entry) -> Folded:
    """A record of which there is one write."""
    known, body = cls.written(), entry.body
    said = {**body["set"], **(entry.secret or {})}
    values = {**cls.blank, **said}
    named = said if entry.private is not None or "private" not in body else (*said, *body["private"]["fields"])
    if strange := set(named).difference(known):  # only a newer program knows them
        for name in strange:
            values.pop(name, None)
        values |= {name: None for name in strange if name in cls.blank}
    for name in cls.serials:
        values[name] = values[name] or None
    values["id"], values["world"], values["created_at"], values["created_by"] = (
        body["id"],
        body["world"],
        body["at"],
        body["operator"],
    )
    return Folded(cls(values), (), len(strange))


def _writes(entry: Entry, erased: bool) -> list[tuple[str, Write]]:
    made = [(name, Write(value, entry)) for name, value in entry.body["set"].items()]
    part = entry.body.get("private")
    if part is None or erased:  # an erased write drops out
        return made
    secret = entry.secret
    if secret is None:
        return made + [(name, Write(None, entry, masked=True)) for name in part["fields"]]
    return made + [(name, Write(value, entry)) for name, value in secret.items()]


def _candidates(writes: Sequence[Write], saw: Saw) -> list[Write]:
    """The writes no other write of the field has seen, the shown one first."""
    if len(writes) == 1:
        return list(writes)
    latest: dict[str, Write] = {}
    for write in writes:  # in one stream the later has seen the earlier
        held = latest.get(write.entry.stream)
        if held is None or held.entry.seq < write.entry.seq:
            latest[write.entry.stream] = write
    last = list(latest.values())
    if len(last) > 1:
        last = [a for a in last if not any(b is not a and saw(b.entry.place, a.entry.place) for b in last)]
    return sorted(last, key=lambda write: write.entry.order, reverse=True)


def _void_wins(values: dict[str, Any], by_field: Mapping[str, list[Write]], saw: Saw) -> Conflict | None:
    """作废 wins over an edit that had not seen it, and flags the record."""
    voids = _candidates(by_field["voided"], saw)
    chosen = next((write for write in voids if write.value is not None), None)
    if chosen is None:
        return None
    values["voided"] = chosen.value
    void = chosen.entry.place
    edits = [
        write
        for name in sorted(by_field.keys() - {"voided"})
        for write in sorted(by_field[name], key=lambda write: write.entry.order)
        if not saw(write.entry.place, void) and not saw(void, write.entry.place)
    ]
    others = [write for write in voids if write is not chosen and write.value != chosen.value]
    return Conflict("voided", (chosen, *others, *edits)) if edits or others else None
