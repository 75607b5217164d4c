"""谁看过: who saw, printed or carried away what of a person, written into the folder's own stream and read by its 站长.

    with acting(store, "look") as act:
        look(act, SEEN, "接待", {"visit": [id]})         # nothing where the same person saw it today
    looked(store, EXPORTED, "接待.xlsx", {"visit": ids}, "市人大调阅", operator)    # an act of its own

The stream never leaves the folder and its chain is checked like any other, so nobody takes a line out unseen. A line names
records, never people: what is erased later is not kept here. Where the folder is only read, because a window has it, the line
waits in a file beside it and is taken into the stream by who opens it for writing next.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import LOCAL, Act, acting, typist
from lianluozhan.driver import trouble
from lianluozhan.errors import NotAllowed, Problem
from lianluozhan.journal import Entry
from lianluozhan.masking import mask_name
from lianluozhan.named import record_of
from lianluozhan.operator import HEAD, manages, reads_only
from lianluozhan.record import Record, id_of, short_number
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, by_id

KIND, TITLE = "look", "谁看过"
WAYS = SEEN, PRINTED, EXPORTED, PUBLISHED = ("看", "印", "导出", "发布")
WAITING = "looks.waiting"  # beside the data file
TOGETHER = 500  # records one entry names: an entry has its largest size
FEW = 5  # records that are one matter: an issue and the visits behind it; the first one names the look
TOLD = 3  # of a look at many, the first ones by number
# Whom a record is about.
PERSON = {
    "visit": "visitor_name",
    "issue": "raised_by",
    "appointment": "name",
    "opinion": "speaker",
    "deputy": "name",
    "project": "parties",
}

MEDIATED = ("project",)  # whose people are only those who are written there
SPOKEN = ("visit", "issue", "opinion")  # who is told apart from others by the field their name stands in

About = Mapping[str, Iterable[str] | int]  # {kind: ids}, or how many where it was all of a kind, or a package's
Named = tuple[str, str]  # (kind, id) of a record


class Look(NamedTuple):
    """One time: when (local), who, in which way, at what, of which records, why where that was asked. `whole` counts
    the kinds of which it was every record, or of a package how many."""

    at: str
    operator: str
    way: str
    what: str
    records: tuple[Named, ...]
    whole: Mapping[str, int]
    reason: str


HEADS = ("时间", "谁", "怎么", "看的什么", "记录", "原因")  # of a line as people read it


# -- writing


def look(act: Act, way: str, what: str, about: About, reason: str = "", at: str = "") -> bool:
    """Write a look down in an act; False where it stands there already. `at` where it was at another time than now.

    What one merely sees is written once a day for each record, or thing, and person: who goes on working on a record or
    turns back to it floods nothing. What leaves the screen is written every time.
    """
    named = [(kind, id) for kind, ids in about.items() if not isinstance(ids, int) for id in dict.fromkeys(ids)]
    whole = {kind: number for kind, number in about.items() if isinstance(number, int)}
    id = named[0][1] if 0 < len(named) <= FEW else id_of(KIND, way, what)
    if way == SEEN and _seen_today(act, id):
        return False
    for start in range(0, max(len(named), 1), TOGETHER):
        part = [list(one) for one in named[start : start + TOGETHER]]
        act.record(
            KIND,
            id,
            {"way": way, "what": what, "records": part, "whole": whole, "reason": reason, **({"at": at} if at else {})},
            LOCAL,
        )
    return True


def looked(store: Store, way: str, what: str, about: About, reason: str = "", operator: str = "") -> bool:
    """Write a look down as an act of its own, or where the folder is only read beside it. Raises what an act is refused with:
    nobody looks unseen."""
    if store.readonly:
        _leave(
            store,
            [
                way,
                what,
                {kind: ids if isinstance(ids, int) else list(ids) for kind, ids in about.items()},
                reason,
                operator or typist(store),
                clock.now(),
            ],
        )
        return True
    with acting(store, KIND, operator) as act:
        return look(act, way, what, about, reason)


def _leave(store: Store, line: list[Any]) -> None:
    file = store.path.with_name(WAITING)
    with trouble(file), file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
        out.flush()
        os.fsync(out.fileno())


def take_up(store: Store) -> None:
    """Take what waits beside the folder into its stream. What cannot be written now, a clock in doubt, waits on."""
    taken, file = _beside(store)
    with suppress(Problem), trouble(file):
        if file.exists() and not taken.exists():
            os.replace(file, taken)
        if lines := _waiting(taken):
            for way, what, about, reason, operator, at in lines:
                with acting(store, KIND, operator) as act:
                    look(act, way, what, about, reason, at)
        taken.unlink(missing_ok=True)


def _beside(store: Store) -> tuple[Path, Path]:
    """What is just being taken in, and what waits: who leaves another line meanwhile begins the file anew."""
    file = store.path.with_name(WAITING)
    return file.with_suffix(".taken"), file


def _left(way: str, what: str, about: About, reason: str, operator: str, at: str) -> Look:
    records = tuple((kind, id) for kind, ids in about.items() if not isinstance(ids, int) for id in ids)
    whole = {kind: number for kind, number in about.items() if isinstance(number, int)}
    return Look(clock.local(at) or "", operator, way, what, records, whole, reason)


def _waiting(*files: Path) -> list[list[Any]]:
    """The lines that are whole; what a power cut left of one is none."""
    found = []
    for text in (line for file in files if file.exists() for line in file.read_text("utf-8").splitlines()):
        with suppress(ValueError, TypeError):
            way, what, about, reason, operator, at = json.loads(text)
            if all(isinstance(word, str) for word in (way, what, reason, operator, at)) and isinstance(about, dict):
                found.append([way, what, about, reason, operator, at])
    return found


def _seen_today(act: Act, id: str) -> bool:
    today = (clock.local(clock.now()) or "")[:10]
    before = act.store.entries("id=? AND world=? AND kind=?", (id, LOCAL, KIND))
    return any((one.operator, one.way, one.at[:10]) == (act.operator, SEEN, today) for one in map(_read, before))


def within(data: Any) -> dict[str, list[str]]:
    """{kind: ids} of the people's records a paper is made from: rows and records, wherever they stand in its data."""
    found: dict[str, dict[str, None]] = {}
    for row in _rows(data):
        for kind, field in PERSON.items():
            if row.get("id") and (row.get(field) if kind in MEDIATED else kind in SPOKEN and field in row):
                found.setdefault(kind, {})[row["id"]] = None
    return {kind: list(ids) for kind, ids in found.items()}


def _rows(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Record):
        yield data.data
    elif isinstance(data, Mapping):
        yield data
        for value in data.values():
            if isinstance(value, (dict, list, tuple)):
                yield from _rows(value)
    elif isinstance(data, (list, tuple, set, frozenset)):
        for part in data:
            yield from _rows(part)
    elif is_dataclass(data):
        for field in fields(data):
            yield from _rows(getattr(data, field.name))


# -- reading


def may_read(store: Store, who: str = "") -> bool:
    """Whether this person reads who looked: the 站长; where nobody with a password is 站长, and where there are no passwords,
    whoever may write here."""
    who = who or typist(store)
    return not reads_only(store, who) and manages(store, who)


def refusal(who: str = "") -> NotAllowed:
    """What is said to everybody else."""
    return NotAllowed(
        f"“{TITLE}”只有{HEAD}能看，{who or '现在用的人'}不是{HEAD}", then=f"请{HEAD}自己打开来看", safe=""
    )


def looks(store: Store, *, operator: str = "", day: str = "", about: Collection[Named] | None = None) -> Iterator[Look]:
    """The looks, the newest first: of one person, on a day (or in a month), at one of these records."""
    streams = [
        stream for (stream,) in store.db.execute("SELECT stream FROM entry WHERE kind='open' AND world=?", (LOCAL,))
    ]
    streams.sort(key=lambda stream: _last(store, stream), reverse=True)
    entries = chain.from_iterable(
        store.entries(f"stream=? AND kind='{KIND}' ORDER BY seq DESC", (one,)) for one in streams
    )
    waiting = [_left(*line) for line in reversed(_waiting(*_beside(store)))]
    found = map(_read, entries)
    for one in sorted([*waiting, *found], key=lambda one: one.at, reverse=True) if waiting else found:
        if operator in ("", one.operator) and one.at.startswith(day) and (about is None or _at_one(one, about)):
            yield one


def meant(store: Store, person: str = "", record: str = "") -> set[Named] | None:
    """The records somebody asks about: all that are about a person, or one by its number; None where every one is meant.
    Raises NotFound."""
    if not person and not record:
        return None
    found = of_person(store, person) if person else set()
    if record:
        one = record_of(store, record)
        found = found & {(one.noun, one.id)} if person else {(one.noun, one.id)}
    return found


def of_person(store: Store, name: str) -> set[Named]:
    """The records that are about somebody of this name."""
    found: set[Named] = set()
    for kind, field in PERSON.items():
        about = store.find(store.schema.records[kind], f'"{field}"=? AND {VOIDED_TOO}', (name,))
        found |= {(kind, one.id) for one in about}
    return found


def lines(store: Store, found: Iterable[Look]) -> list[tuple[Look, str]]:
    """Each with the records it was at, as people call them: 接待 J0012 张*三; of many the first few and how many there are."""
    found = list(found)
    shown: dict[str, set[str]] = {}
    for one in found:
        for kind, id in one.records[:TOLD]:
            shown.setdefault(kind, set()).add(id)
    kinds = store.schema.records
    names = {
        (kind, id): _called(record)
        for kind in shown.keys() & kinds
        for id, record in by_id(store, kinds[kind], shown[kind]).items()
    }
    whole = {kind: cls.label for kind, cls in kinds.items()}
    return [(one, _told(one, names, whole)) for one in found]


def _told(one: Look, names: Mapping[Named, str], labels: Mapping[str, str]) -> str:
    all_of = "全部" if one.way == PUBLISHED else ""
    every = [f"{all_of}{labels.get(kind, kind)} {number} 条" for kind, number in one.whole.items()]
    first = "、".join([*every, *(names.get(about, about[1]) for about in one.records[:TOLD])])
    return f"{first} 等 {len(one.records)} 条" if len(one.records) > TOLD else first


def _called(record: Any) -> str:
    number = short_number(record.data.get("number"))
    who = record.data.get(PERSON.get(record.noun, ""))
    name = who if record.noun == "deputy" else "" if record.noun in MEDIATED else mask_name(who or "")
    return " ".join(part for part in (record.label, number, name) if part)


def _at_one(one: Look, about: Collection[Named]) -> bool:
    return any(named in about for named in one.records) or any(kind in one.whole for kind, _id in about)


def _last(store: Store, stream: str) -> str:
    return next(store.entries("stream=? ORDER BY seq DESC LIMIT 1", (stream,))).body["at"]


def _read(entry: Entry) -> Look:
    said = entry.body["set"]
    records = tuple((kind, id) for kind, id in said.get("records", ()))
    way = said.get("way", PUBLISHED)  # the first ones of all were of publishing alone
    at = clock.local(said.get("at") or entry.body["at"]) or ""
    return Look(at, entry.body["operator"], way, said["what"], records, said.get("whole", {}), said.get("reason", ""))
