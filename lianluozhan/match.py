"""Names become references: what was typed before the roster knew it is matched in one act, never guessed between two."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from lianluozhan.act import Act
from lianluozhan.deputy import Deputy, told_apart
from lianluozhan.errors import BadInput
from lianluozhan.field import Field, PerRef, Ref, Several, is_id
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, called, chunks

NAMED = ("deputy", "organ", "place", "expert", "official", "meeting")  # the kinds that are called by a name


def roster(
    store: Store, cls: type[Record], where: str = "1", order: str = "id", params: Sequence[Any] = ()
) -> list[Any]:
    """The records of a kind people choose from: our own, and those of the other side that no own one is called like."""
    rows = store.find(cls, where, tuple(params), order)
    ours = [row for row in rows if row.world == store.identity.world]
    names, ids = {row.data["name"] for row in ours}, {row.id for row in ours}
    mine = store.identity.world
    return [row for row in rows if row.world == mine or (row.data["name"] not in names and row.id not in ids)]


def once_each(store: Store, found: Sequence[Record]) -> list[Any]:
    """Records of which both sides may write one under the same id, as a 家站点: each once, in our words, in the other side's
    where we have said nothing."""
    sides: dict[str, dict[str, Record]] = {}
    for one in found:
        sides.setdefault(one.id, {})[one.world] = one
    for marks, ids in chunks(sides):  # none where there are none
        for one in store.find(type(found[0]), f"id IN ({marks})", ids):
            sides[one.id].setdefault(one.world, one)
    told = []
    for each in sides.values():
        ours, *theirs = sorted(each.values(), key=lambda one: one.world != store.identity.world)
        values = {}
        for name in ours.data:
            said = (one.data[name] for one in (ours, *theirs) if one.data[name] is not None)
            values[name] = next(said, None)
        told.append(type(ours)(values))
    return told


def known(store: Store, noun: str) -> dict[str, str]:
    """{name: id} of a kind; a name two records have stands for none, two deputies are known by what tells them apart."""
    rows = roster(store, store.schema.records[noun])
    if noun == Deputy.noun:
        return {name: id for id, name in told_apart(rows).items()}
    often = Counter(row.name for row in rows)
    return {row.name: row.id for row in rows if often[row.name] == 1}


def matched(act: Act, cls: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with every name the folder knows made a reference; the others stay as text."""
    made = dict(values)
    for name, field in _references(cls):
        if made.get(name) is not None:
            ids = act.once(field.of, partial(known, act.store, field.of))
            made[name] = _with(field, made[name], ids)
    return made


def match_later(
    act: Act,
    noun: str,
    new: Mapping[str, str],
    follows: Callable[[Record, str], bool] = lambda record, name: False,
    chosen: bool = False,
) -> list[Record]:
    """Give records that name new members of a roster as text the reference instead; facts stay as they were written.

    What is hidden or voided is matched too, what `follows` from other records by itself is not written. `chosen`: a person
    said whose the names are, also where two bear one. Returns the records that changed, as they are now.
    """
    made = []
    ids = new if chosen else act.once(f"new {noun}", lambda: _unambiguous(act.store, noun, new))
    for cls in act.store.schema.records.values():
        fields = [(name, field) for name, field in _references(cls) if field.of == noun]
        if not fields or cls.noun == "followup":
            continue
        somewhere = " OR ".join(f'"{name}" IS NOT NULL' for name, _field in fields)
        for record in act.store.find(cls, f"world=? AND ({somewhere}) AND {VOIDED_TOO}", (act.store.identity.world,)):
            changed = {
                name: value
                for name, field in fields
                if record.data[name] is not None
                and (value := _with(field, record.data[name], ids)) != record.data[name]
                and not follows(record, name)
            }
            if changed:
                act.write(cls, record.id, changed)
                made.append(cls(record.data | changed))
    return made


def numbered(store: Store, cls: type[Record], word: str) -> Record:
    """The record that an id, a number or the end of one means, of two one's own. Raises BadInput where it means none, or several."""
    own = own_first(store, called(store, cls, word))
    if len(own) != 1:
        raise BadInput(f"“{word}”不是哪一件{cls.label}的编号，或者不止一件", then=f"请写{cls.label}的编号，可以写全")
    return own[0]


def own_first(store: Store, found: Sequence[Any]) -> Sequence[Any]:
    """Of some records this office's own, where there are any."""
    return [one for one in found if one.world == store.identity.world] or found


def said_alike(names: Sequence[str]) -> str:
    """名册里同名的有 2 位：陈秀兰（第1小组）、陈秀兰（第2小组）."""
    return f"名册里同名的有 {len(names)} 位：{'、'.join(names)}"


def unmatched(store: Store, noun: str) -> dict[str, int]:
    """{name: how many records name it} of what no roster knows."""
    found: Counter[str] = Counter()
    for cls in store.schema.records.values():
        for name, field in _references(cls):
            if field.of != noun:
                continue
            for row in store.rows(
                f'SELECT "{name}" AS value FROM "{cls.noun}" WHERE voided IS NULL AND value NOT NULL'
            ):
                value = json.loads(row["value"]) if field.column == "JSON" else row["value"]
                found.update(part for part in ([value] if isinstance(value, str) else value) if not is_id(part))
    return dict(found)


def _references(cls: type[Record]) -> list[tuple[str, Field]]:
    return [(name, field) for name, field in cls.written().items() if field.of in NAMED]


def _with(field: Field, value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(field, PerRef):
        return {ids.get(key, key): part for key, part in value.items()}
    if isinstance(field, Several):
        return list(dict.fromkeys(ids.get(part, part) for part in value))
    return ids.get(value, value) if isinstance(field, Ref) else value


def _unambiguous(store: Store, noun: str, new: Mapping[str, str]) -> dict[str, str]:
    taken = {row.data["name"] for row in store.find(store.schema.records[noun])}
    return {name: id for name, id in new.items() if name not in taken}
