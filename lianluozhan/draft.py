"""What is being written and not saved yet, kept inside the data file so that a crash loses nothing; no part of any journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import own, series
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.streams import lettered

FORM = "form "  # before the noun of what stands half written in a record's own form


class Draft(NamedTuple):
    """A form put away or under way: its values as typed, where its cursor stood, when it was kept (`clock.moment`).

    `beside` is what belongs to it and is no value of its record: what it is a change of, its reason, papers not taken yet.
    """

    id: str
    noun: str
    values: Mapping[str, Any]
    field: str = ""
    cursor: int = 0
    kept_at: str = ""
    beside: Mapping[str, Any] = MappingProxyType({})


def keep(store: Store, draft: Draft) -> Draft:
    """Keep a draft, in the place of what was kept of it before; on the disk when this returns. It is kept now, unless it says when."""
    draft = draft._replace(kept_at=draft.kept_at or clock.moment())
    plain = draft._asdict() | {"beside": dict(draft.beside)}
    store.set(_name(draft.noun, draft.id), json.dumps(plain, ensure_ascii=False))
    return draft


def drop(store: Store, noun: str, id: str) -> None:
    """Let a draft go: it was saved, or is not wanted. Nothing happens where there is none."""
    store.db.execute("DELETE FROM setting WHERE name=?", (_name(noun, id),))


def drafts(store: Store, noun: str) -> list[Draft]:
    """The drafts of a kind of record, the newest first."""
    found = store.rows("SELECT value FROM setting WHERE name LIKE ?", (_name(noun, "%"),))
    return sorted((Draft(**json.loads(row["value"])) for row in found), key=lambda one: one.kept_at, reverse=True)


def half_written(store: Store) -> list[Draft]:
    """What stands half written in the records' own forms, of whatever kind, the newest first."""
    return drafts(store, f"{FORM}%")


def draft_of(store: Store, noun: str, id: str) -> Draft | None:
    """The draft of an id, where there is one."""
    held = store.setting(_name(noun, id))
    return Draft(**json.loads(held)) if held else None


def expected_number(store: Store, cls: type[Record], year: str) -> str:
    """The number the next record of a year will get, if nobody else saves one before; "" while its series has no letters yet."""
    world = store.identity.world
    stream = own(store).get(f"{world} station")
    if stream is None and lettered(store):  # a restored folder draws its letters with the first thing it writes
        return ""
    prefix = f"{world}-{year}-{cls.letter}{series(store, stream) if stream else ''}"
    used = store.db.execute("SELECT max(serial) FROM numbered WHERE prefix=?", (prefix,)).fetchone()[0] or 0
    return f"{prefix}{used + 1:04d}"


def _name(noun: str, id: str) -> str:
    return f"draft {noun} {id}"
