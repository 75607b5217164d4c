"""What the journal says was erased: which private parts are only hidden, what a district has still to confirm, who did it when."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from lianluozhan.journal import ERASE, ERASED, Entry, Place
from lianluozhan.store import Store
from lianluozhan.table import Key, chunks

HELD = """
    SELECT e.stream, e.seq, x.stream, x.seq FROM entry x
    JOIN entry e ON e.id=x.id AND e.world=x.world
    WHERE x.kind='erase' AND e.private IS NOT NULL"""


class Erasing(NamedTuple):
    """One record a station erased: its kind, world and id, the list it stood on, who confirmed that, when; whether its
    district has followed, when."""

    noun: str
    world: str
    id: str
    list: str
    by: str
    at: str
    followed_at: str = ""


def hidden(store: Store) -> set[Place]:
    """The entries whose private part is here, though it is erased: at a district, until a person confirms it."""
    found = store.db.execute(HELD).fetchall()
    return {(stream, seq) for stream, seq, *erasing in found if not store.seen.saw((stream, seq), tuple(erasing))}


def erasings(store: Store, world: str = "") -> list[Erasing]:
    """Every erasing of a station's records, or of all stations', the latest first."""
    where, params = (" AND world=?", (world,)) if world else ("", ())
    gone = list(store.entries(f"kind='{ERASE}'{where}", params))
    answers: dict[Key, list[Entry]] = {}
    for marks, ids in chunks({entry.body["id"] for entry in gone}):
        for entry in store.entries(f"id IN ({marks}) AND kind='{ERASED}'", ids):
            answers.setdefault((entry.body["world"], entry.body["id"]), []).append(entry)
    found = [_erasing(store, entry, answers) for entry in gone]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _erasing(store: Store, entry: Entry, answers: dict[Key, list[Entry]]) -> Erasing:
    body, said = entry.body, entry.body["set"]
    followed = [
        one.body["at"] for one in answers.get((body["world"], body["id"]), ()) if store.seen.saw(one.place, entry.place)
    ]
    on, by = (
        value if isinstance(value, str) else "" for value in (said.get("list"), said.get("by") or body["operator"])
    )
    return Erasing(said["of"], body["world"], body["id"], on, by, body["at"], min(followed, default=""))


def awaiting(store: Store) -> list[Erasing]:
    """At a district: what stations erased and nobody here has confirmed."""
    return [one for one in erasings(store) if not one.followed_at] if store.identity.role == "district" else []


def with_private(store: Store, noun: str, ids: Collection[str]) -> set[str]:
    """Those of the records of which something private is still here and not erased."""
    gone, found = hidden(store), set()
    for marks, part in chunks(ids):
        sql = f"SELECT id, stream, seq FROM entry WHERE kind=? AND private IS NOT NULL AND id IN ({marks})"
        found |= {id for id, stream, seq in store.db.execute(sql, (noun, *part)) if (stream, seq) not in gone}
    return found
