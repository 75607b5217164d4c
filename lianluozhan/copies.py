"""Where copies lie that still have what was erased: backups and packages, each named; what left on a stick cannot be called back."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import NamedTuple

from lianluozhan import draft, rotation
from lianluozhan.backup import PLACE
from lianluozhan.bystander import called
from lianluozhan.held import packages, sent_so_far
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import chunks

BACKUP, AWAY, PACKAGE, BEFORE, DAMAGED, DRAFT = (
    "备份",
    "放到别处的备份",
    "报送包",
    "更早的报送包",
    "坏了的旧文件",
    "没有存的草稿",
)
TABLE, KEPT_TABLE = "存下的报表条件", "own table "  # own_table.PREFIX; it knows reports, which know this
UNSAVED = "里面写着姓名或电话，请存好，或者不要了"
BY_HAND = "修复时留下的，用不着了请删掉"
GOES = "到期自动清掉；从它恢复时程序会再脱敏一次"
STICK = "收不回来，请用过的 U 盘都清一遍；再导入时不会带回来"
UNKNOWN = "以前的程序没有记下名字"


class Copy(NamedTuple):
    """One copy, or several of a kind: what it is, which, and what becomes of it."""

    what: str
    which: str
    then: str


def copies(store: Store, erased: Iterable[Record], partly: Container[str] = ()) -> list[Copy]:
    """What was made before and may hold these records: backups here and in the second place, the last one elsewhere, packages.

    `partly` are the ids of those that stay in part: of what was begun only changes of themselves go with them.
    """
    folder, world = store.path.parent, store.identity.world
    plan, first = rotation.plan_of(folder), _first_day(store, erased)
    places = [folder / PLACE, *([Path(plan.second)] if plan.second else [])]
    found = [
        Copy(BACKUP, str(one.file), GOES)
        for place in places
        for one in rotation.copies(place, world)
        if f"{one.at:%Y-%m-%d}" >= first
    ]
    found += [Copy(DAMAGED, file.name, BY_HAND) for file in sorted(folder.glob("station-damaged-*.db"))]
    if plan.away_on >= first and plan.away_on:
        found.append(Copy(AWAY, f"{plan.away_on}　{plan.away_to}", STICK))
    return found + _packages(store, erased) + _drafts(store, erased, partly)


def _first_day(store: Store, erased: Iterable[Record]) -> str:
    return min(((one.created_at or "")[:10] for one in erased), default="9999")


def _packages(store: Store, erased: Iterable[Record]) -> list[Copy]:
    places: dict[str, set[int]] = {}
    for marks, ids in chunks({one.id for one in erased}):
        for stream, seq in store.db.execute(f"SELECT stream, seq FROM entry WHERE secret AND id IN ({marks})", ids):
            places.setdefault(stream, set()).add(seq)
    held: list[Copy] = []
    known: dict[str, int] = {}  # the first entry of a stream that a package we know the name of brought
    for name, to, spans in packages(store):
        if any(first <= seq <= last for stream, (first, last) in spans.items() for seq in places.get(stream, ())):
            held.append(Copy(PACKAGE, f"{name}（给{to}）", STICK))
        for stream, (first, _last) in spans.items():
            known[stream] = min(first, known.get(stream, first))
    sent = sent_so_far(store)
    for stream, seqs in places.items():
        if any(seq <= sent.get(stream, 0) and seq < known.get(stream, seq + 1) for seq in seqs):
            return [*held, Copy(BEFORE, UNKNOWN, STICK)]
    return held


def _drafts(store: Store, erased: Iterable[Record], partly: Container[str]) -> list[Copy]:
    """What was begun, or asked for in a table of one's own, and names one of them; drafts of changes to what is erased go with it."""
    words, found = called(erased), []
    for noun, cls in store.schema.records.items():
        going = [one.id for one in erased if one.id not in partly or one.noun == noun]
        for one in (*draft.drafts(store, noun), *draft.drafts(store, draft.FORM + noun)):
            held = repr(one)  # whatever line of it says a name, or is about a record
            if any(word in held for word in words) and not any(id in held for id in going):
                found.append(Copy(DRAFT, f"{cls.label}　{one.kept_at.replace('T', ' ')[:16]}", UNSAVED))
    kept = store.db.execute(
        "SELECT substr(name, ?), value FROM setting WHERE name LIKE ?", (len(KEPT_TABLE) + 1, f"{KEPT_TABLE}%")
    )
    return found + [Copy(TABLE, name, UNSAVED) for name, value in kept if any(word in name + value for word in words)]
