"""How a record of each kind is added, by hand or from a sheet, with what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lianluozhan import supervise
from lianluozhan.act import Act
from lianluozhan.activity import Activity, add_activity
from lianluozhan.appointment import Appointment, add_appointment
from lianluozhan.ballot import Ballot, add_ballot
from lianluozhan.deliberation import enter
from lianluozhan.duty import NUMBERED, Duty, add_duty, number_session, of_visits
from lianluozhan.issue import Issue
from lianluozhan.match import match_later, matched
from lianluozhan.notice import Notice, add_notice
from lianluozhan.project import Project, add_project
from lianluozhan.reception import add_visit
from lianluozhan.record import Record
from lianluozhan.speaking import ADDED as OF_LAWS
from lianluozhan.study import Study, add_study
from lianluozhan.visit import Visit

ADDED: Mapping[type[Record], Callable[..., object]] = {
    **supervise.ADDED,
    **OF_LAWS,
    Visit: add_visit,
    Duty: add_duty,
    Issue: enter,
    Appointment: add_appointment,
    Activity: add_activity,
    Ballot: add_ballot,
    Notice: add_notice,
    Project: add_project,
    Study: add_study,
}


def add_member(act: Act, cls: type[Record], id: str, values: Mapping[str, Any]) -> None:
    """Add a deputy, an organ or a place by hand; the records that named it as text name it as a record from now on."""
    act.write(cls, id, matched(act, cls, values))
    match_new(act, cls.noun, {values["name"]: id})


def add_plain(act: Act, cls: type[Record], id: str, values: dict[str, Any]) -> None:
    """Add a record from which nothing else follows."""
    act.write(cls, id, matched(act, cls, values))


def match_new(act: Act, noun: str, new: Mapping[str, str], chosen: bool = False) -> int:
    """Give records that name these as text the references {name: id}, also between two of one name where a person has
    `chosen`; returns how many records changed."""
    changed = match_later(act, noun, new, of_visits, chosen)
    for record in changed:
        if isinstance(record, Visit):  # a place that was matched makes it another session
            number_session(act, record, act.once(NUMBERED, set))
    return len(changed)
