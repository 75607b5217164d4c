"""Where two who had not seen each other wrote different things: whose words they are, from where, of when, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lianluozhan.errors import NotFound
from lianluozhan.field import Papers
from lianluozhan.package.computer import FIRST
from lianluozhan.readable import local, readable, reasons
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.streams import own

ALL = "SELECT noun, world, id, field, writes FROM conflict"
NOT_VOIDED, EMPTY, ELSEWHERE = "没有作废", "空着", "保密部分不在这里"


class Side(NamedTuple):
    """What one of them wrote: its place in `conflicts`, the value as people read it, who, when, where, why; `masked`: the
    value is not here."""

    place: int
    value: Any
    by: str
    at: str
    where: str
    reason: str
    masked: bool


class Clash(NamedTuple):
    """One field of one record. `ours`: the record is this side's to write; `before` what it was before, where that is known."""

    record: Record
    field: str
    label: str
    ours: bool
    sides: tuple[Side, ...]

    @property
    def key(self) -> str:
        """What names it: the record's kind and id, and the field."""
        return f"{self.record.noun} {self.record.id} {self.field}"

    @property
    def papers(self) -> bool:
        """Whether each attached papers of its own: all of them can be kept."""
        return isinstance(type(self.record).fields[self.field], Papers)


def clashes(store: Store) -> list[Clash]:
    """All that wait for a person."""
    return [clash for row in store.rows(f"{ALL} ORDER BY noun, world, id, field") if (clash := _clash(store, row))]


def clash(store: Store, key: str) -> Clash:
    """The one of a key. Raises NotFound where it has been settled."""
    noun, id, field = key.split(" ")
    for row in store.rows(f"{ALL} WHERE noun=? AND id=? AND field=?", (noun, id, field)):
        if found := _clash(store, row):
            return found
    raise NotFound("这一处已经定了", then="请看下一处")


def _clash(store: Store, row: Mapping[str, Any]) -> Clash | None:
    cls = store.schema.records[row["noun"]]
    held = store.get(cls, (row["world"], row["id"]))
    if held is None or row["field"] not in cls.fields:
        return None
    ours = held.world == store.identity.world
    return Clash(
        held,
        row["field"],
        cls.fields[row["field"]].label,
        ours,
        tuple(_sides(store, held, row["field"], json.loads(row["writes"]))),
    )


def _sides(store: Store, held: Record, name: str, writes: list[Mapping[str, Any]]) -> Iterator[Side]:
    mine = set(own(store).values())
    why = reasons(store, held)
    for place, one in enumerate(writes, 1):
        as_written = type(held)(held.data | {name: one["value"]})
        value = readable(store, type(held), [as_written])[0][name]
        (entry,) = store.entries("stream=? AND seq=?", one["place"])
        reason = why.get(entry.body["act_id"]) or ""
        yield Side(
            place,
            value,
            one["by"],
            local(one["at"]) or "",
            _where(store, entry.stream, mine),
            reason,
            bool(one["masked"]),
        )


def _where(store: Store, stream: str, mine: set[str]) -> str:
    """本机, 区里, or the PC by the letters in its numbers."""
    opening = store.opens[stream]
    if stream in mine:
        return "本机"
    return "区里" if opening["role"] == "district" else opening.get("series") or FIRST
