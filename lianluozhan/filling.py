"""The district's monthly sheet filled from a month's records; how its headings were matched is remembered in this folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import period
from lianluozhan.act import Act, acting
from lianluozhan.duty import Duty
from lianluozhan.errors import NotFound
from lianluozhan.figures import within
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.month import period_of
from lianluozhan.month_data import duties_of, issues_of, visits_of
from lianluozhan.readable import Row
from lianluozhan.report.cell import look, masked
from lianluozhan.sheet import template as sheets
from lianluozhan.sheet.offer import STATION
from lianluozhan.sheet.template import Filled, Template
from lianluozhan.store import Store
from lianluozhan.visit import Visit

KINDS = (Visit, Issue, Duty)
DATED = {Visit: "received_at", Issue: "registered_at", Duty: "begin"}
ASKED = {Visit: visits_of, Issue: issues_of, Duty: duties_of}


class Wanted(NamedTuple):
    """Which sheet of which month, its columns as a person matched them {place: field}, names starred out or not."""

    template: Template
    month: str
    columns: Mapping[int, str | None]
    masked: bool = False

    @property
    def private(self) -> list[str]:
        """The labels of what is filled in that identifies or quotes a person."""
        heading = self.template.heading.matched(self.columns)
        fields = [self.template.kind.fields[c.fields[0]] for c in heading.columns if c.fields]
        return [] if self.masked else list(dict.fromkeys(field.label for field in fields if field.private))


def remembered(store: Store, template: Template) -> dict[int, str | None]:
    """What a person once made of the columns of such a heading."""
    held = json.loads(store.setting(_name(template)) or "{}")
    return {int(place): name for place, name in held.items() if name is None or name in template.kind.fields}


def remember(act: Act, template: Template, by_hand: Mapping[int, str | None]) -> None:
    """Keep what a person made of the columns, in this folder alone."""
    if by_hand:
        known = remembered(act.store, template) | dict(by_hand)
        act.store.set(_name(template), json.dumps(known, ensure_ascii=False))


def warned(wanted: Wanted) -> str:
    """What is to be said of a file with what identifies people in it; it has no password."""
    return f"填好的表里有{'、'.join(wanted.private)}，没有密码，只交给该收的人"


def keep(store: Store, wanted: Wanted, operator: str = "") -> None:
    """The same, as an act of its own."""
    with acting(store, "columns", operator) as act:
        remember(act, wanted.template, wanted.columns)


def rows(store: Store, wanted: Wanted) -> list[Row]:
    """The month's records of the sheet's kind, with what is worked out beside them."""
    kind = wanted.template.kind
    found = within(ASKED[kind.kind](store, wanted.month), DATED[kind.kind], period_of(store, wanted.month))
    BESIDE[kind.kind](store, found)
    return [_shown(wanted, {**row, STATION: store.identity.name}) for row in found]


def fill(store: Store, wanted: Wanted, to: Path, operator: str = "") -> Filled:
    """Fill the sheet into a new file; with people in it that is written down first (谁看过). Raises NotFound where the month
    has nothing, SheetProblem where it cannot be done."""
    found = rows(store, wanted)
    if not found:
        raise NotFound(
            f"{period.said(wanted.month)}没有{wanted.template.kind.label}，没有写", then="请看一看月份对不对"
        )
    if wanted.private:
        looked(
            store, EXPORTED, to.name, {wanted.template.kind.kind.noun: [row["id"] for row in found]}, operator=operator
        )
    return sheets.fill(wanted.template, wanted.columns, found, to)


def preview(store: Store, wanted: Wanted) -> list[dict[int, Any]]:
    """{place: cell} of each row as it would be written."""
    return sheets.preview(wanted.template, wanted.columns, rows(store, wanted))


def _name(template: Template) -> str:
    return f"columns {template.digest}"


def _shown(wanted: Wanted, row: Row) -> Row:
    if not wanted.masked:
        return row
    fields = wanted.template.kind.fields
    return {
        name: _masked(fields[name], value) if name in fields and fields[name].private else value
        for name, value in row.items()
    }


def _masked(field: Any, value: Any) -> str | None:
    return masked(field, look(field, value)) or None


def _of_visits(store: Store, found: list[Row]) -> None:
    """The issues a reception led to."""
    led: dict[str, list[Issue]] = {}
    for issue in store.find(Issue, order="number"):
        for visit in issue.visits or ():
            led.setdefault(visit, []).append(issue)
    for row in found:
        own = led.get(row["id"], [])
        row["issue_number"] = [one.number for one in own]
        row["issue_state"] = list(dict.fromkeys(one.state for one in own if one.state))
        days = [one.closed_on for one in own]
        row["issue_closed"] = max(days) if days and all(days) else None


def _of_issues(store: Store, found: list[Row]) -> None:
    """The last answer; the deputy who leads stands first."""
    answers = {
        one.issue: one.text for one in store.find(Followup, "action='答复' AND text IS NOT NULL", order="acted_on, id")
    }
    for row in found:
        row["answer"] = answers.get(row["id"])
        row["deputies"] = list(dict.fromkeys(filter(None, [row["lead_deputy"], *(row["deputies"] or ())])))


BESIDE = {Visit: _of_visits, Issue: _of_issues, Duty: lambda _store, _found: None}
