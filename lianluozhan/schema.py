"""Every kind of record there is, what is derived from what, and who may write which kind (design §6, one table)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lianluozhan import ballot, commitment, project
from lianluozhan.action import action_of
from lianluozhan.activity import Activity, derive_activities
from lianluozhan.appointment import Appointment
from lianluozhan.appraisal import Appraisal, derive_appraisals
from lianluozhan.ballot import Ballot
from lianluozhan.calendar import CalendarDay
from lianluozhan.category import Category
from lianluozhan.commitment import Commitment
from lianluozhan.course import DECIDE, derive_issues, touch_issues
from lianluozhan.deadline import Rule
from lianluozhan.deputy import Deputy
from lianluozhan.draft_law import DraftLaw
from lianluozhan.duty import Duty, derive_sessions
from lianluozhan.erase import kept
from lianluozhan.expert import Expert
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.meeting import Meeting
from lianluozhan.month import MonthEnd
from lianluozhan.note import AGREED, REFUSED, Note
from lianluozhan.notice import Notice
from lianluozhan.official import Official, Tenure, derive_officials
from lianluozhan.operator import Operator, permit
from lianluozhan.opinion import Opinion, derive_laws
from lianluozhan.organ import Organ
from lianluozhan.place import Place
from lianluozhan.project import Project
from lianluozhan.recount import recount
from lianluozhan.review import OWNERS_OWN, derive_duties
from lianluozhan.same import derive_same
from lianluozhan.schedule import Schedule
from lianluozhan.store import Schema
from lianluozhan.study import Study
from lianluozhan.table import derive_alone
from lianluozhan.visit import Visit

RECORDS = (
    Place,
    Deputy,
    Organ,
    Schedule,
    Appointment,
    Activity,
    Visit,
    Issue,
    Followup,
    Duty,
    MonthEnd,
    Category,
    CalendarDay,
    Rule,
    Note,
    Operator,
    Ballot,
    Notice,
    Project,
    Study,
    DraftLaw,
    Opinion,
    Expert,
    Meeting,
    Official,
    Tenure,
    Commitment,
    Appraisal,
)

EVERY_STREAM = frozenset(("open", "import", "retire", "key"))
STATION = (
    "place deputy organ schedule appointment activity visit issue followup duty month "
    "project draft_law opinion expert ballot notice study note erase"
)
COMMON = "deputy place organ category rule calendar template study draft_law expert"
INNER = "activity issue followup meeting official tenure commitment appraisal ballot notice opinion note"

MATRIX = {
    ("station", "station"): EVERY_STREAM | set(STATION.split()),
    ("station", "local"): EVERY_STREAM | {"operator", "look", "rule", "calendar"},  # until its district's come
    ("district", "common"): EVERY_STREAM | set(COMMON.split()),
    ("district", "inner"): EVERY_STREAM | set(INNER.split()),
    ("district", "facts"): EVERY_STREAM | {"followup", "note", "erased"},
    ("district", "local"): EVERY_STREAM | {"operator", "look", "rule"},  # which parts of the program it uses itself
}


def by_district(values: Mapping[str, Any]) -> bool:
    """Whether a district may write a fact of these values on a station's issue; an action unknown here is let through."""
    action = action_of(values.get("action"))
    return action is None or action.district


def beside(values: Mapping[str, Any]) -> bool:
    """Whether a district may write a note of these values about a station's record: remarks and reviews, not why it was
    amended, nor what was decided."""
    return values.get("action") not in (*OWNERS_OWN, AGREED, REFUSED)


SCHEMA = Schema(
    records={cls.noun: cls for cls in RECORDS},
    derivations=(
        (frozenset(("visit", "note")), derive_same),
        (frozenset(DECIDE), touch_issues),
        (frozenset(("issue", "followup")), derive_issues),
        (frozenset(("activity", "duty")), derive_activities),
        (frozenset(("visit", "activity", "duty")), derive_sessions),
        (frozenset(("duty", "note", "rule")), derive_duties),
        (frozenset(("ballot",)), partial(derive_alone, Ballot, ballot.outcome)),
        (frozenset(("project",)), partial(derive_alone, Project, project.standing)),
        (frozenset(("draft_law", "opinion")), derive_laws),
        (frozenset(("official", "tenure")), derive_officials),
        (frozenset(("commitment",)), partial(derive_alone, Commitment, commitment.standing)),
        (frozenset(("appraisal", "ballot")), derive_appraisals),
    ),
    matrix=MATRIX,
    reactions=((frozenset(("calendar",)), recount),),
    permit=permit,
    kept=kept,
    completed=frozenset((Issue.noun,)),
    limits={("district", "facts", "followup"): by_district, ("district", "facts", "note"): beside},
)
