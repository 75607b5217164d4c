"""What a list shows of a kind of record: its columns, how each is told, and in which order SQL puts the records by it.

To have a kind listed otherwise: change its row in COLUMNS (what stands there at first), DATED (the day it runs by), SUMMED
(what is added up at its foot).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lianluozhan import clock, whose
from lianluozhan.action import STATES
from lianluozhan.appraisal import Appraisal
from lianluozhan.calendar import calendar_of
from lianluozhan.commitment import Commitment
from lianluozhan.deadline import light
from lianluozhan.field import Data, Field, Number, Papers, PerRef
from lianluozhan.held import TRAVEL, TRAVEL_LABEL, WHY
from lianluozhan.issue import Issue
from lianluozhan.project import Project
from lianluozhan.readable import CALLED, TRAVELLING, lamp_of, warning_of
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.typed.when import spaced
from lianluozhan.visit import GATHERED

COLUMNS = {  # what a list shows of a record; --json shows all
    "visit": "number received_at channel visitor_name party_size deputies category outcome referred_to travel",
    "issue": "number registered_at raised_by category state turn next_on organ due_on light travel",
    "duty": "number begin kind title deputies place travel",
    "deputy": "order name gender levels group work_unit certificate",
    "schedule": "date begin end place deputies topic moved_from",
    "appointment": "at name channel deputy topic state",
    "activity": "number kind theme planned_on begin place state",
    "ballot": "number date kind deputy official matter state result",
    "followup": "issue acted_on action acted_by organ due_on",
    "calendar": "date rest name source",
    "rule": "name year values source",
    "project": "number kind title lead_deputy state progress next_on light voted votes",
    "study": "number title kind issued_on ended_on files",
    "draft_law": "number title level sent_by received_on due_on state voices people",
    "opinion": "number draft article voice people state led_by spoken result to_tell",
    "expert": "name kind work_unit post skills",
    "notice": "number name period state spot approved_by posted_on until",
    "meeting": "number name date until present members topics",
    "official": "name kind unit office since standing",
    "tenure": "number date official what office meeting yes no abstain result",
    "commitment": "number official year order item due_on state progress kept light",
    "appraisal": "number official kind year date state progress result found next_on light",
}
DATED = {
    "visit": "received_at",
    "issue": "registered_at",
    "followup": "acted_on",
    "duty": "begin",
    "activity": "begin",
    "appointment": "at",
    "schedule": "date",
    "ballot": "date",
    "project": "begun_on",
    "draft_law": "received_on",
    "opinion": "raised_on",
    "meeting": "date",
    "tenure": "date",
    "commitment": "due_on",
    "appraisal": "date",
    "official": "",
    "deputy": "",
    "expert": "",
    "organ": "",
    "place": "",
}
PLANNED = {"activity": "coalesce(begin, planned_on)", "notice": "posted_on"}  # of what is not dated by one field alone
LIGHT, OPEN_DAYS = "light", "days_open"
SEEN_TODAY = {  # worked out when read, no fields of their own
    LIGHT: "灯",
    OPEN_DAYS: "已办天数",
    TRAVEL: TRAVEL_LABEL,
    WHY: "退回理由",
    whose.STATION: whose.LABEL,
}
NEXT = (Project, Commitment, Appraisal)  # whose light is that of their next date
LAMPS = ("红", "黄", "绿", "停")  # in the order they are seen to
# Nothing a person reads in a column.
UNSEEN = ("world", "id", "visits", "voided", "ineffective", "basis", "duties", "flagged")
MINUTES = """
    sum(CASE WHEN length(begin)=16 AND length("end")=16 AND "end">begin
        THEN (strftime('%s', "end")-strftime('%s', begin))/60 END)"""
ALONG = f"(channel IS '{GATHERED}' AND party_size IS 0)"  # one more speaker of a 座谈会 (visit.further)
SUMMED = {  # at the foot: in words, in SQL over a group of records
    "visit": (
        ("批次", f"sum(NOT {ALONG})"),
        ("人次", f"sum(CASE WHEN {ALONG} THEN 0 ELSE max(ifnull(party_size, 1), 1) END)"),
    ),
    "issue": ((Issue.people_affected.label, "sum(people_affected)"),),
    "duty": (
        ("人次", "sum(json_array_length(deputies))"),
        ("接待", "sum((SELECT sum(value) FROM json_each(people_met)))"),
        ("小时", MINUTES),
    ),
    "activity": (("到会", "sum(json_array_length(present))"), ("小时", MINUTES)),
}


class Column(NamedTuple):
    """A column: the name of its field or of what is worked out, its heading, whether it holds numbers, and what SQL sorts
    by, "" where a record's place is known to nobody before it is read."""

    name: str
    label: str
    number: bool = False
    sql: str = ""


def usual(cls: type[Record]) -> list[str]:
    """The columns a list begins with."""
    return COLUMNS.get(cls.noun, " ".join(list(cls.fields)[:6])).split()


def possible(cls: type[Record], stations: bool = False) -> dict[str, Column]:
    """{name: column} of all a list of this kind can show, those it begins with first; of several `stations` whose it is."""
    seen = [LIGHT, *([OPEN_DAYS] if cls is Issue else [])] if cls in (Issue, *NEXT) else []
    seen += [TRAVEL, WHY] if cls.noun in TRAVELLING and not stations else []
    fields = {
        name: field
        for name, field in cls.fields.items()
        if name not in UNSEEN and not isinstance(field, Data | Papers | PerRef)
    }
    worked_out = {name: Column(name, SEEN_TODAY[name], name == OPEN_DAYS, _seen_sql(cls, name)) for name in seen}
    found = {
        name: Column(name, field.label, isinstance(field, Number), _field_sql(cls, field))
        for name, field in fields.items()
    }
    found |= worked_out
    ordered = {name: found[name] for name in (*(name for name in usual(cls) if name in found), *found)}
    if stations and cls.noun in whose.KINDS:
        return {whose.STATION: Column(whose.STATION, whose.LABEL, False, f'"{cls.noun}".world'), **ordered}
    return ordered


def dated(cls: type[Record]) -> str:
    """The SQL of the day a kind runs by; "" where it has none."""
    name = DATED.get(cls.noun, "")
    return PLANNED.get(cls.noun) or (f'"{name}"' if name else "")


def prepare(store: Store) -> None:
    """Have SQL know what the columns sort by: the lights as they are today. Once for each question."""
    calendar, today, warn = calendar_of(store), clock.today(), warning_of(store)

    def lamp(*cells: str | None) -> int | None:
        row = dict(zip(("state", "due_on", "tracking_due", "warn_on", "co_due_on"), cells, strict=True))
        return _placed(lamp_of(calendar, row, warn))

    store.db.conn.create_function("lamp", 5, lamp)
    store.db.conn.create_function(
        "lamp_next", 2, lambda on, state: _placed(light(calendar, today, on, state, None, warn))
    )


def _placed(lamp: str | None) -> int | None:
    return LAMPS.index(lamp) if lamp in LAMPS else None


def _seen_sql(cls: type[Record], name: str) -> str:
    if name == OPEN_DAYS:
        return f"max(julianday(ifnull(substr(closed_on, 1, 10), '{clock.today()}')) - julianday(substr(registered_at, 1, 10)), 0)"
    if name == LIGHT:
        return "lamp_next(next_on, state)" if cls in NEXT else "lamp(state, due_on, tracking_due, warn_on, co_due_on)"
    return ""


def _field_sql(cls: type[Record], field: Field) -> str:
    """A reference by the name that is read, several values by the first, a choice in the order of its choices."""
    own = f'"{cls.noun}"."{field.name}"'
    one = f"json_extract({own}, '$[0]')" if field.column == "JSON" else own
    choices = STATES if field is Issue.state else field.choices
    if choices and not field.several:
        return f"CASE WHEN {own} IS NULL THEN NULL {_ranks(own, choices)} END"
    if not field.of:
        return one
    name = CALLED.get(field.of, "number" if field.of == "duty" else "name")
    return f'ifnull((SELECT "{name}" FROM "{field.of}" o WHERE o.id={one}), {one})'


def _ranks(own: str, choices: Sequence[str]) -> str:
    """What is in no list of ours stands behind them all."""
    return " ".join(f"WHEN {own}='{word}' THEN {place}" for place, word in enumerate(choices)) + f" ELSE {len(choices)}"


def plain(value: Any) -> str:
    """A value on one line, as a list shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(part["name"] if isinstance(part, dict) else str(part) for part in value)
    if isinstance(value, dict):
        return "、".join(f"{key} {plain(part)}" for key, part in value.items())
    return spaced(value)
