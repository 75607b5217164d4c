"""Records as people read them: references as names, dates as they stand, what is seen today worked out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lianluozhan import clock
from lianluozhan.action import TRACKED
from lianluozhan.appraisal import Appraisal
from lianluozhan.ballot import HALF, Ballot
from lianluozhan.calendar import WorkCalendar, as_date, calendar_of
from lianluozhan.clock import local
from lianluozhan.commitment import Commitment
from lianluozhan.deadline import FINE, SOON, WARN, Limit, light, limit_named, near, rules_of
from lianluozhan.deputy import NAMELESS, Deputy, told_apart
from lianluozhan.duty import Duty
from lianluozhan.field import Field, is_id
from lianluozhan.held import travelled
from lianluozhan.issue import Issue
from lianluozhan.journal import ERASING
from lianluozhan.masking import mask_numbers
from lianluozhan.match import roster
from lianluozhan.note import PLAIN, Note
from lianluozhan.points import said
from lianluozhan.project import Project
from lianluozhan.record import R, Record
from lianluozhan.score import awarded
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.whose import KINDS, STATION, called

CLAUSE = re.compile(r"[，。；！？,;!?\n]")
CHANGES = "改动经过"  # what a record's history is called
# Of these a station sees how far each has come on its way to the district.
TRAVELLING = ("visit", "issue", "duty", "activity", "ballot", "project", "draft_law", "opinion")
# What other records than by `name` are called.
CALLED = {
    "visit": "visitor_name",
    "issue": "number",
    "activity": "number",
    "draft_law": "title",
    "opinion": "number",
    "ballot": "number",
}

Row = dict[str, Any]


def readable(store: Store, cls: type[R], records: Iterable[R]) -> list[Row]:
    """Rows of {field: value} as design §4 has them for --json; absent is None."""
    records = list(records)
    names = _names(store, cls, records)
    rows = [
        {name: _said(field, record.data.get(name), names) for name, field in cls.fields.items()} for record in records
    ]
    for row in rows:
        row["created_at"] = local(row["created_at"])
    add = SEEN.get(cls)
    if add:
        add(store, rows)
    if cls.noun in KINDS and (stations := called(store)):
        for row in rows:
            row[STATION] = stations.get(row["world"], row["world"])
    if cls.noun in TRAVELLING:
        steps = travelled(store, cls.noun, [row["id"] for row in rows])
        for row in rows:
            row |= steps.get(row["id"], {})
    return rows


def history(store: Store, record: Record) -> list[Row]:
    """Who wrote what when, the journal itself: at, by, act, why, the labels of the fields written, their values, and
    what each was `before` where it was written already."""
    sql = "id=? AND world=? ORDER BY json_extract(data, '$.at'), stream, seq"
    labels = {name: field.label for name, field in record.fields.items()}
    why, told = reasons(store, record), []
    held: dict[str, Any] = {}
    for entry in store.entries(sql, (record.id, record.world)):
        written = {**entry.body["set"], **(entry.secret or {})}
        names = [*entry.body["set"], *entry.body.get("private", {}).get("fields", ())]
        if entry.body["kind"] in ERASING:  # no fields of the record
            names = [f"脱敏，清单 {written.get('list') or '没有写'}"]
        told.append(
            {
                "at": local(entry.body["at"]),
                "by": entry.body["operator"],
                "act": entry.body["act"],
                "reason": why.get(entry.body["act_id"]),
                "fields": [labels.get(name, name) for name in names],
                "set": written,
                "before": {name: held[name] for name in written if name in held},
            }
        )
        held |= written
    return told


def told(store: Store, record: Record) -> list[Row]:
    """The history of a record with what was said of it, 退回修改 too: at, by, fields."""
    said = readable(store, Note, store.find(Note, "about=? AND action IN (?,?,?)", (record.id, *PLAIN)))
    notes = [
        {"at": note["created_at"], "by": note["acted_by"], "fields": [f"{note['action']}：{note['text'] or ''}"]}
        for note in said
    ]
    return sorted([*history(store, record), *notes], key=lambda one: one["at"])


def reasons(store: Store, record: Record) -> dict[str, str]:
    """{act: why}, as the notes say that were written with it."""
    notes = {note.id: note.text for note in store.find(Note, "about=? AND text IS NOT NULL", (record.id,))}
    entries = (entry for id in notes for entry in store.entries("id=? AND kind='note'", (id,)))
    return {entry.body["act_id"]: notes[entry.body["id"]] for entry in entries}


def _names(store: Store, cls: type[Record], records: Iterable[Record]) -> dict[str, str]:
    wanted: dict[str, set[str]] = {}
    for record in records:
        for name, field in cls.fields.items():
            for id in _ids(record.data.get(name)):
                wanted.setdefault(field.of, set()).add(id)
    names: dict[str, str] = {}
    for noun, ids in wanted.items():
        others = [noun] if noun in store.schema.records else ("visit", "deputy", "issue", "place", "activity", "duty")
        for other in others:
            called = CALLED.get(other, "name")
            found = by_id(store, store.schema.records[other], ids)
            apart = _apart(store, found) if other == Deputy.noun else {}
            unsaid = NAMELESS if other == Deputy.noun else ""
            names |= {
                id: apart.get(id) or record.data.get(called) or record.data.get("number") or unsaid or id
                for id, record in found.items()
            }
    return names


def _apart(store: Store, found: Iterable[str]) -> dict[str, str]:
    """{id: name} of deputies who bear the name of another: what is read is what would be understood when it is typed."""
    twice = "name IN (SELECT name FROM deputy WHERE voided IS NULL GROUP BY world, name HAVING count(*) > 1)"
    return told_apart(roster(store, Deputy, twice)) if found else {}


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if is_id(value):
            yield value
        elif " " in value and is_id(value.rsplit(" ", 1)[1]):  # a session's source ends in its place
            yield value.rsplit(" ", 1)[1]
    elif isinstance(value, dict):
        for key in value:
            yield from _ids(key)
    elif isinstance(value, list):
        for part in value:
            yield from _ids(part)


def _said(field: Field, value: Any, names: dict[str, str]) -> Any:
    if field.name in ("id", "issue", "visits", "about", "merged_into") and field.of in ("", "visit"):
        return value
    if isinstance(value, str):
        return names.get(value) or _with_place(value, names)
    if isinstance(value, dict):
        return _keyed(value, names)
    if isinstance(value, list):
        return [names.get(part, part) if isinstance(part, str) else part for part in value]
    return value


def _keyed(value: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """By name; two of one name keep the end of their id, so that neither is lost."""
    often = Counter(names.get(key, key) for key in value)
    called = {key: names.get(key, key) for key in value}
    return {name if often[name] == 1 else f"{name}（{key[-4:]}）": value[key] for key, name in called.items()}


def _with_place(value: str, names: dict[str, str]) -> str:
    head, space, tail = value.rpartition(" ")
    return f"{head}{space}{names[tail]}" if tail in names else value


def title_of(row: Mapping[str, Any]) -> str:
    """The title, or where there is none the first clause of the words (design §6, Private part)."""
    return (
        row["title"]
        or CLAUSE.split((row["summary"] or row["statement"] or "").strip())[0]
        or row["category"]
        or "没有标题"
    )


def wall_title(row: Mapping[str, Any]) -> str:
    """What a copy for the wall calls an issue: its title with no number of anybody, of a sensitive one only the category."""
    return (
        (row.get("category") or "")
        if row.get("sensitive")
        else mask_numbers(row.get("title") or row.get("category") or "")
    )


def due_of(row: Row) -> str | None:
    """The day an organ's clock runs to; of a B promise the day it is due again."""
    return row["tracking_due"] if row["state"] == TRACKED else row["due_on"]


def warning_of(store: Store) -> Limit:
    """How long before a day people are reminded of it: the district's rule."""
    return limit_named(rules_of(store, clock.today().year), WARN)


def soon(calendar: WorkCalendar, day: str | None, warn: Limit) -> bool:
    """Whether a day is over, or so near that it is time to remind somebody."""
    return day is not None and near(calendar, clock.today(), day, warn)


def lamp_of(calendar: WorkCalendar, row: Row, warn: Limit) -> str | None:
    """The light of an issue: 黄 from the day its clock was written with; of a B promise so long before it."""
    warn_on = row["warn_on"] if row["state"] != TRACKED else None
    lamp = light(calendar, clock.today(), due_of(row), row["state"], warn_on, warn)
    return SOON if lamp == FINE and soon(calendar, row["co_due_on"], warn) else lamp


def _see_issues(store: Store, rows: list[Row]) -> None:
    """Light and days open are computed when read, never stored (design §6, Facts)."""
    calendar, today, warn = calendar_of(store), clock.today(), warning_of(store)
    for row in rows:
        row["light"] = lamp_of(calendar, row, warn)
        until = as_date(row["closed_on"]) if row["closed_on"] else today
        row["days_open"] = max((until - as_date(row["registered_at"])).days, 0)


def _see_duties(store: Store, rows: list[Row]) -> None:
    """What each deputy is given for a duty depends on the others of the year: computed when read, never stored."""
    given = awarded(store, {row["id"]: row["begin"][:4] for row in rows if row["begin"]})
    names = {
        id: one.name
        for id, one in by_id(store, Deputy, {key for one in given.values() for key in one if is_id(key)}).items()
    }
    for row in rows:
        row["points"] = _keyed({key: said(points) for key, points in given.get(row["id"], {}).items()}, names) or None


def _see_ballots(store: Store, rows: list[Row]) -> None:
    """Who counts second does not see what the first came to."""
    for row in rows:
        if row["state"] == HALF:
            row |= {"counted": None, "recounted": None}


def _see_next(store: Store, rows: list[Row]) -> None:
    """The light of the next date."""
    calendar, warn = calendar_of(store), warning_of(store)
    for row in rows:
        row["light"] = light(calendar, clock.today(), row["next_on"], row["state"], None, warn)


def _see_projects(store: Store, rows: list[Row]) -> None:
    """The light of the next date; who counts second does not see what the first came to."""
    _see_next(store, rows)
    for row in rows:
        if row["voted"] == HALF:
            row |= {"counted": None, "recounted": None}


SEEN: dict[type[Record], Callable[[Store, list[Row]], None]] = {
    Issue: _see_issues,
    Duty: _see_duties,
    Ballot: _see_ballots,
    Project: _see_projects,
    Commitment: _see_next,
    Appraisal: _see_next,
}
