"""保存期限: how many years what is private of a reception is kept, of each kind, and what is due to be erased on a day.

Two clocks run from the day a matter is over (答复、办结): 业务期, while it is at hand, and the years after which it is
erased; between the two it is kept as an archive. What is not over is never due.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import resource
from lianluozhan.act import Act
from lianluozhan.action import OPEN
from lianluozhan.appointment import Appointment
from lianluozhan.deadline import add_months, rules_of
from lianluozhan.erased import with_private
from lianluozhan.issue import Issue
from lianluozhan.note import DUE, Note
from lianluozhan.opinion import ENDED, UNDONE, Opinion
from lianluozhan.place import own_place_id
from lianluozhan.project import Project
from lianluozhan.record import Record, new_id
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, chunks
from lianluozhan.visit import Visit

RULE, BUSINESS, KEEPING = "保存期限", "business", "个人信息"
KINDS = {  # when each began, as it is indexed; a project's clock runs from its end
    Visit: "substr(received_at, 1, 10)",
    Issue: "registered_at",
    Appointment: "substr(at, 1, 10)",
    Project: "coalesce(finished_on, stopped_on)",
    Opinion: "raised_on",
}
LONGEST = 100  # years


class Due(NamedTuple):
    """A record whose years are over: when it was over, when its 业务期 ended, when it became due."""

    record: Record
    over_on: str
    business_until: str
    due_on: str


class Standing(NamedTuple):
    """How many records with something private are at hand or not over yet, kept as an archive, due."""

    at_hand: int
    archived: int
    due: int


def shipped() -> dict[str, Any]:
    """The rule as the program brings it: name, values, source."""
    return dict(_shipped())


@cache
def _shipped() -> Mapping[str, Any]:
    return json.loads(resource.path("rules", "retention.json").read_text(encoding="utf-8"))


def years(store: Store, day: date) -> dict[str, int]:
    """{kind, or business: years} that hold on a day."""
    return {**_shipped()["values"], **(rules_of(store, day.year).get(RULE) or {})}


def due(store: Store, day: date, world: str = "") -> list[Due]:
    """What is to be erased on a day, of a station: its receptions, issues, appointments and projects, the oldest first."""
    return [one for one in clocks(store, day, world, old=True) if one.due_on <= day.isoformat()]


def standing(store: Store, day: date, world: str = "") -> Standing:
    """All records with something private, by their clocks."""
    every, today = clocks(store, day, world), day.isoformat()
    over = sum(one.due_on <= today for one in every)
    archived = sum(one.business_until <= today < one.due_on for one in every)
    world = world or store.identity.world
    held = sum(len(with_private(store, cls.noun, _ids(store, cls, world))) for cls in KINDS)
    return Standing(held - archived - over, archived, over)


def clocks(store: Store, day: date, world: str = "", *, old: bool = False) -> list[Due]:
    """Every record that is over and has something private here, with its days; `old`: of those only that may be due."""
    world, wanted = world or store.identity.world, years(store, day)
    before = {cls: _shifted(day, -wanted[cls.noun]) if old else "9999" for cls in KINDS}
    visits = _begun(store, Visit, world, before)
    behind = _issues_of(store, [one.id for one in visits])
    last = _last_steps(store, {one.id for issues in behind.values() for one in issues})
    over: dict[str, tuple[Record, str]] = {}
    for one in visits:
        ends = [_over(issue, last) for issue in behind.get(one.id, ())]
        if None not in ends:
            over[one.id] = one, _last(one.received_at[:10], *ends)
    issues = [one for one in _begun(store, Issue, world, before) if all(id in over for id in one.visits or ())]
    last |= _last_steps(store, {one.id for one in issues} - last.keys())
    over |= {one.id: (one, end) for one in issues if (end := _over(one, last))}
    over |= {
        one.id: (one, one.at[:10])
        for one in _begun(store, Appointment, world, before)
        if not one.visit or one.visit in over
    }
    projects = _begun(store, Project, world, before)
    over |= {one.id: (one, _last(one.finished_on, one.stopped_on, one.agreed_on)) for one in projects}
    opinions = [one for one in _begun(store, Opinion, world, before) if one.voided or one.state not in UNDONE]
    over |= {one.id: (one, _last(*map(one.data.get, ENDED))) for one in opinions}
    held = _not_erased(store, world, over)
    found = [_due(one, end, wanted) for id, (one, end) in over.items() if id in held]
    return sorted(found, key=lambda one: (one.due_on, one.over_on, one.record.id))


def _not_erased(store: Store, world: str, over: Mapping[str, tuple[Record, str]]) -> set[str]:
    """Those that still have something private: here, or for all its district can tell at their station."""
    if world != store.identity.world:
        return over.keys() - {
            id for (id,) in store.db.execute("SELECT id FROM entry WHERE kind='erase' AND world=?", (world,))
        }
    return {
        id
        for cls in KINDS
        for id in with_private(store, cls.noun, {id for id, (one, _end) in over.items() if one.noun == cls.noun})
    }


def _due(one: Record, end: str, wanted: Mapping[str, int]) -> Due:
    start = date.fromisoformat(end)
    return Due(one, end, _shifted(start, wanted[BUSINESS]), _shifted(start, wanted[one.noun]))


def _shifted(day: date, by: int) -> str:
    return add_months(day, 12 * by).isoformat()


def _begun(store: Store, cls: type[Record], world: str, before: Mapping[type[Record], str]) -> list[Any]:
    # After every hour of that day.
    return store.find(cls, f"world=? AND {KINDS[cls]} < ? AND {VOIDED_TOO}", (world, before[cls] + "~"))


def _ids(store: Store, cls: type[Record], world: str) -> set[str]:
    return {id for (id,) in store.db.execute(f'SELECT id FROM "{cls.noun}" WHERE world=?', (world,))}


def _issues_of(store: Store, visits: Iterable[str]) -> dict[str, list[Issue]]:
    found: dict[str, list[Issue]] = {}
    for marks, part in chunks(set(visits)):
        sql = f"SELECT v.value AS visit, i.* FROM issue i, json_each(i.visits) v WHERE v.value IN ({marks})"
        for row in store.rows(sql, part):
            found.setdefault(row["visit"], []).append(Issue.from_row(row))
    return found


def _last_steps(store: Store, issues: set[str]) -> dict[str, str]:
    last: dict[str, str] = {}
    for marks, part in chunks(issues):
        sql = f"SELECT issue, max(coalesce(substr(acted_on, 1, 10), '')) FROM followup WHERE issue IN ({marks}) GROUP BY issue"
        last |= dict(store.db.execute(sql, part))
    return last


def _over(issue: Issue, last: Mapping[str, str]) -> str | None:
    """The day nothing was to be done any more; None while somebody's turn is."""
    return None if issue.state in OPEN else _last(issue.registered_at[:10], issue.closed_on, last.get(issue.id))


def _last(*days: str | None) -> str:
    """The last of these days, of which there is one."""
    return max(filter(None, days))


# -- begun by the district


def ask(act: Act, world: str, day: date, by: str, words: str = "") -> None:
    """The district asks a station to erase what is due on a day; it travels with the next package."""
    said = {
        "about": own_place_id(world),
        "action": DUE,
        "text": words or None,
        "acted_on": day.isoformat(),
        "acted_by": by or None,
    }
    act.write(Note, new_id(), {name: value for name, value in said.items() if value}, world)


def asked(store: Store, world: str = "") -> Note | None:
    """The latest day a station was asked for by its district; None where it never was."""
    world = world or store.identity.world
    found = store.find(
        Note, "world=? AND about=? AND action=?", (world, own_place_id(world), DUE), "acted_on DESC, id DESC", 1
    )
    return next(iter(found), None)


def list_day(store: Store, today: date) -> date:
    """The day a station's list is made for: the one its district named while anything of that is left, else today."""
    note = asked(store)
    if note and note.acted_on and note.acted_on <= today.isoformat() and due(store, date.fromisoformat(note.acted_on)):
        return date.fromisoformat(note.acted_on)
    return today
