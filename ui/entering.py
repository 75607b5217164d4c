"""What the form of a visit is used for: a new visit, the change of one, a further matter of one; how each is saved and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan.act import Act
from lianluozhan.amend import amend, attach
from lianluozhan.draft import Draft
from lianluozhan.duty import WALKED
from lianluozhan.issue import Issue
from lianluozhan.journal import Place
from lianluozhan.reception import add_matter, add_visit
from lianluozhan.record import Record, id_of, new_id
from lianluozhan.visit import Visit

RECORD, OPENED_ON, MATTER_OF, ON_A_WALK = "record", "opened_on", "matter_of", "walk"  # what a draft keeps of its entry
LINE = "line"  # the order of those that were pasted together
LOCKED, CORRECTING = "locked", "correcting"  # of a change whose words are locked
CARRIED = (
    "received_at",
    "channel",
    "place",
    "deputies",
    "raiser_kind",
    "visitor_name",
    "visitor_gender",
    "visitor_age",
    "visitor_phone",
    "visitor_address",
    "party_size",
    "confidential",
)


class Written(NamedTuple):
    """What a form holds besides its values: why, and the papers that are taken when it is saved."""

    values: dict[str, Any]
    reason: str
    files: tuple[Path, ...]


class New:
    """A visit that is not in the ledger yet."""

    title, verb, number = "新登记", "add_visit", ""
    visit: Visit | None = None  # that is in the ledger already
    changes = False  # that visit itself
    draft = ""  # the id of its draft, where there can be but one
    locked, correcting = "", False  # why the words may not be changed, and that they shall be all the same

    def kept(self) -> dict[str, Any]:
        """What its draft keeps beside the values."""
        return {}

    def write(self, act: Act, written: Written) -> Record:
        """Save it, with its papers; returns what was made or changed."""
        visit = add_visit(act, new_id(), written.values)
        if written.files:
            attach(act, visit, *written.files)
        return visit


class Walk(New):
    """A household of an outing, or a speaker of a meeting: a visit like any other, after which the next one follows.

    `line` is its place among lines that were pasted together.
    """

    def __init__(self, way: str = WALKED, line: int = 0) -> None:
        self.title, self.line = way, line

    def kept(self) -> dict[str, Any]:
        """That it is one."""
        return {ON_A_WALK: self.title} | ({LINE: self.line} if self.line else {})


class Change(New):
    """The change of a visit, as it stood when its form was opened; refused where that is no longer how it stands."""

    title, verb, changes = "更改", "amend", True

    def __init__(self, visit: Visit, opened_on: frozenset[Place], locked: str = "") -> None:
        self.visit, self._opened_on, self.locked = visit, opened_on, locked
        self.number, self.draft = visit.number or "", draft_id(visit.id)

    def kept(self) -> dict[str, Any]:
        """The visit as it stood."""
        words = {LOCKED: self.locked, CORRECTING: self.correcting} if self.locked else {}
        return {RECORD: dict(self.visit.data), OPENED_ON: sorted(map(list, self._opened_on)), **words}

    def write(self, act: Act, written: Written) -> Visit:
        """Write what is different now, with its reason."""
        amend(act, self.visit, written.values, written.reason, self._opened_on, self.correcting)
        if written.files:
            attach(act, self.visit, *written.files)
        return self.visit


class Further(New):
    """还有一件事: a further issue of a visit; who came and who received is carried over."""

    title, verb = "还有一件事", "add_matter"

    def __init__(self, visit: Visit) -> None:
        self.visit, self.number = visit, visit.number or ""

    def carried(self) -> dict[str, Any]:
        """What the visit knows already."""
        return {name: value for name, value in self.visit.data.items() if name in CARRIED and value is not None}

    def kept(self) -> dict[str, Any]:
        """The visit, so that it can be named before it is asked for."""
        return {MATTER_OF: dict(self.visit.data)}

    def write(self, act: Act, written: Written) -> Issue:
        """Register the issue with its first fact; the visit is taken as it stands now."""
        held = act.store.get(Visit, (self.visit.world, self.visit.id))
        return add_matter(act, new_id(), held, written.values)


def draft_id(visit_id: str) -> str:
    """The draft of a visit's change: one for each visit, however often it is opened."""
    return id_of("draft", visit_id)


def entry_of(draft: Draft) -> New:
    """What a draft was begun as."""
    if RECORD in draft.beside:
        opened_on = frozenset(map(tuple, draft.beside[OPENED_ON]))
        change = Change(Visit(draft.beside[RECORD]), opened_on, draft.beside.get(LOCKED, ""))
        change.correcting = draft.beside.get(CORRECTING, False)
        return change
    if MATTER_OF in draft.beside:
        return Further(Visit(draft.beside[MATTER_OF]))
    way = draft.beside.get(ON_A_WALK)
    return Walk(way if isinstance(way, str) else WALKED, draft.beside.get(LINE, 0)) if way else New()
