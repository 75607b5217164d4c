"""What stands beside the course of an issue: its papers, the issues it came from or went into, what other stations have like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from lianluozhan import action as table, parts
from lianluozhan.activity import reported_by
from lianluozhan.course import joined_to, signers
from lianluozhan.issue import Issue
from lianluozhan.readable import Row, title_of
from lianluozhan.record import short_number
from lianluozhan.report import catalogue
from lianluozhan.similar import similar_issues
from lianluozhan.store import Store
from lianluozhan.suggestion import LETTER, PAPER as SHEET
from lianluozhan.table import Key, by_id
from lianluozhan.veil import veiled
from lianluozhan.visit import Visit
from lianluozhan.whose import names, narrowed, theirs
from ui.told import told_number

if TYPE_CHECKING:
    from ui.asks.course import Past

MOST_ALIKE = 12  # of other stations
TOGETHER = 2  # deputies who sign one letter, at least


class Alike(NamedTuple):
    """An issue of another station that may be about the same, and why."""

    key: Key
    row: Row
    number: str
    title: str
    words: str


def beside(store: Store, issue: Issue, past: Iterable[Past]) -> dict[str, tuple]:
    """{field of a Course: all of it}."""
    return {
        "papers": tuple(_papers(store, issue, past)),
        "alike": tuple(_alike(store, issue)),
        "kin": tuple(_kin(store, issue)),
        "printed": tuple(_printed(store, issue)),
    }


def _printed(store: Store, issue: Issue) -> Iterable[str]:
    """The papers on one issue: none of a part that is off here, the sheet of a suggestion only on one, the letter where several sign."""
    hidden = set(parts.hidden_papers(store))
    if issue.kind != table.SUGGESTION:
        hidden |= {SHEET, LETTER}
    elif len(signers(issue)) < TOGETHER:
        hidden.add(LETTER)
    return (one.name for one in catalogue.PAPERS if one.about == Issue.noun and one.name not in hidden)


def _papers(store: Store, issue: Issue, past: Iterable[Past]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """The papers of an issue, of its visits, and of what was done, newest first."""
    for fact in past:
        yield from ((f"{fact.word} {fact.when}", paper) for paper in fact.values.get("attachments") or ())
    yield from ((Issue.label, paper) for paper in issue.attachments or ())
    for visit in by_id(store, Visit, issue.visits or ()).values():
        yield from ((f"{Visit.label} {short_number(visit.number)}", paper) for paper in visit.attachments or ())


def _alike(store: Store, issue: Issue) -> Iterable[Alike]:
    """What other stations have that sounds the same: their issues, neither settled nor put aside."""
    others = [world for world in names(store) if world != issue.world] if theirs(store.identity, issue) else []
    found = similar_issues(narrowed(store, others), issue.data, MOST_ALIKE, open_only=True) if others else []
    for row, one in zip(veiled(store, Issue, [one.issue for one in found]), found, strict=True):
        yield Alike(
            (row["world"], row["id"]),
            row,
            told_number(row),
            title_of(row),
            "、".join((row["state"] or "", *one.reasons)),
        )


def _kin(store: Store, issue: Issue) -> Iterable[tuple[str, str]]:
    """What became of one issue in another, both ways; the activity whose report it is, its id behind its noun."""
    ways = {
        Issue.split_from.label: [issue.split_from],
        Issue.split_into.label: issue.split_into or (),
        Issue.merged_into.label: [issue.merged_into],
        "并来": [one.id for one in joined_to(store, issue)],
    }
    found = by_id(store, Issue, (id for ids in ways.values() for id in ids if id))
    for words, ids in ways.items():
        yield from ((f"{words} {short_number(found[id].number)}", id) for id in ids if id in found)
    if activity := reported_by(store, issue):
        yield f"{activity.label} {short_number(activity.number)}", f"{activity.noun} {activity.id}"
