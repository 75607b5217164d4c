"""同一件: a visitor who was registered on two PCs of a station; a person says so, nothing is rewritten, it is counted once.

The note joins two visits. Which of those joined is shown follows from the notes alone, so that every folder shows the
same one; the others are left out like voided ones, and say whose place they had.
"""

from __future__ import annotations

from collections.abc import Iterable

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.action import JOIN
from lianluozhan.errors import NotAllowed
from lianluozhan.handling import follow, void_issue, worked_on
from lianluozhan.issue import Issue
from lianluozhan.note import SAME_AS, Note
from lianluozhan.reception import issue_id
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.table import Touched, by_id, records, update
from lianluozhan.visit import Visit

SAME, OTHER = "同一件", "不是同一件"
LIKE, COUNTED = "与 ", " 是同一件，只算一次"  # why a visit is left out


def left_out(visit: Visit) -> bool:
    """Whether a visit is left out only because another one is the same."""
    return bool(visit.voided) and visit.voided.startswith(LIKE) and visit.voided.endswith(COUNTED)


def join(act: Act, one: Visit, other: Visit) -> Visit:
    """Say that two visits are the same; returns the one that stays. Of their issues the one that goes on stays too.

    Raises NotAllowed where one of them does not stand.
    """
    _check(one, other)
    # The same on every PC.
    kept, gone = sorted((one, other), key=lambda visit: (_own_issue(act.store, visit) is None, *_first(visit)))
    stays, goes = _own_issue(act.store, kept), _own_issue(act.store, gone)
    if stays and goes:
        _settle(act, goes, stays)
    _note(act, gone, kept)
    return kept


def part(act: Act, one: Visit, other: Visit) -> None:
    """Say that two visits are not the same: they are not offered again."""
    _check(one, other)
    first, later = sorted((one, other), key=_first)
    _note(act, later, first, voided=OTHER)


def _check(one: Visit, other: Visit) -> None:
    if one.id == other.id or one.world != other.world or one.voided or other.voided:
        raise NotAllowed("这两条不能再定是不是同一件", then="可能已经定过，或作废了一条；请再看一遍")


def _note(act: Act, about: Visit, other: Visit, voided: str | None = None) -> None:
    said = {
        "about": about.id,
        "action": SAME_AS,
        "other": other.id,
        "acted_on": clock.day(),
        "acted_by": act.operator or None,
    }
    values = {**said, "voided": voided}
    act.write(Note, new_id(), {name: value for name, value in values.items() if value}, about.world)


def _own_issue(store: Store, visit: Visit) -> Issue | None:
    """The live issue a visit opened by itself."""
    issue = store.get(Issue, (visit.world, issue_id(visit.id)))
    return None if issue is None or issue.voided else issue


def _settle(act: Act, goes: Issue, stays: Issue) -> None:
    """Where nobody worked on what the visit that is left out had opened, it goes with it; what was begun goes on in the other;
    what is done already stands."""
    reason = f"{LIKE}{stays.number}{COUNTED}"
    if not worked_on(act.store, goes):
        void_issue(act, goes, reason)
    elif goes.state in JOIN.states:
        follow(act, goes, JOIN.word, {"to": stays.number, "reason": reason})


def derive_same(store: Store, touched: Touched) -> None:
    """Leave out all but one of the visits that notes join, and show those again that no note joins any more."""
    notes = store.find(Note, f"other > '' AND action='{SAME_AS}'")
    changed = [note for _key, note in records(store, Note, touched.keys(Note.noun))] + list(
        touched.before.get(Note.noun, {}).values()
    )
    ends = {end for note in changed if note is not None and note.action == SAME_AS for end in (note.about, note.other)}
    visits = {id for _world, id in touched.keys(Visit.noun)}
    ends |= visits & {end for note in notes for end in (note.about, note.other)}
    while ends:
        group = _group(notes, ends.pop())
        ends -= group
        _derive_group(store, group, {note.about for note in notes}, touched)


def _derive_group(store: Store, group: set[str], named: set[str], touched: Touched) -> None:
    stand = [visit for visit in by_id(store, Visit, group).values() if not visit.voided or left_out(visit)]
    if not stand:
        return
    shown = min([visit for visit in stand if visit.id not in named] or stand, key=_first)
    for visit in stand:
        reason = None if visit.id == shown.id else f"{LIKE}{shown.number or shown.id}{COUNTED}"
        if visit.voided != reason:
            touched.before.setdefault("visit", {}).setdefault((visit.world, visit.id), visit)
            update(store, Visit(visit.data | {"voided": reason}))


def _group(notes: Iterable[Note], id: str) -> set[str]:
    """The visits that notes join to one, and to those again."""
    pairs, group, new = [{note.about, note.other} for note in notes], {id}, {id}
    while new:
        new = {end for pair in pairs if pair & new for end in pair} - group
        group |= new
    return group


def told_apart(store: Store) -> set[frozenset[str]]:
    """The pairs of visits of which somebody said that they are not the same."""
    return {
        frozenset((note.about, note.other))
        for note in store.find(Note, "other > '' AND action=? AND voided=?", (SAME_AS, OTHER))
    }


def _first(visit: Visit) -> tuple[str, str]:
    return visit.created_at, visit.id
