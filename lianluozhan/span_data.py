"""What papers on a day, a month, one organ, one deputy, an activity, or on how things stand now are made from."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from lianluozhan import clock, period
from lianluozhan.action import OPEN
from lianluozhan.activity import Activity, day_of
from lianluozhan.backup import newest
from lianluozhan.board import board
from lianluozhan.books import Period
from lianluozhan.case_data import imprint_of
from lianluozhan.closing import points
from lianluozhan.deputy import Deputy, by_name
from lianluozhan.draft import drafts
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput
from lianluozhan.issue import Issue
from lianluozhan.late import late_changes
from lianluozhan.match import roster
from lianluozhan.month import period_of
from lianluozhan.month_data import issues_of, month_data, unclosed, visits_of
from lianluozhan.named import record_of
from lianluozhan.place import Place
from lianluozhan.readable import Row, readable, title_of
from lianluozhan.report.imprint import Calls, Event, MonthData, Standings
from lianluozhan.report.subject import Dossier
from lianluozhan.search import condition
from lianluozhan.store import Store
from lianluozhan.telling import ToTell, script, to_tell
from lianluozhan.visit import Visit
from lianluozhan.whose import DISTRICT_ROLE, ONLY_THERE, looked_at
from lianluozhan.yearbook import Yearbook

WHEN = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
WRITTEN = (Visit, Issue, Duty)  # kinds that may lie about as drafts


class Span(NamedTuple):
    """A year, month or day, and the organ, category or deputy it is narrowed to; either may be empty."""

    noun: str
    when: str = ""
    only: str = ""

    @property
    def called(self) -> str:
        """The words that say it."""
        return " ".join(filter(None, (self.when, self.only)))


def span(noun: str, word: str) -> Span:
    """What was typed: 2026-10, 2026-10-14, 2026年第4季度, 区住建局, 2026-10 区住建局."""
    parts = word.split()
    when = [part for part in parts if _is_when(part)]
    found = when[0] if when else ""
    return Span(noun, period.read(found) or found, " ".join(part for part in parts if part not in when[:1]))


def _is_when(word: str) -> bool:
    """Whether it is a year, quarter, month, or a day that there is."""
    if not WHEN.fullmatch(word):
        return bool(period.read(word))
    with suppress(ValueError):
        return len(word) < len("2026-10-14") or bool(date.fromisoformat(word))
    return False


def exactly(noun: str, word: str, length: int, like: str) -> Span:
    """A day or a month and nothing else. Raises BadInput."""
    found = span(noun, word)
    if len(found.when) != length or period.unit(found.when) == period.QUARTER or found.only:
        raise BadInput(f"“{word}”看不懂", then=f"请写成 {like}")
    return found


def day_data(store: Store, day: Span, **options: bool) -> MonthData:
    """A day's receptions, as a month that is one day long."""
    imprint = replace(imprint_of(store, day.when, **options), month=day.when)
    return MonthData(
        imprint, visits_of(store, day.when), issues_of(store, day.when, visits=True), stations=looked_at(store)
    )


def log_data(store: Store, log: Span, **options: bool) -> MonthData:
    """A month's receptions at one 家站点, or at all. Raises BadInput where there is no such place."""
    data = whole_month(store, log, **options)
    if not log.only:
        return data
    place = record_of(store, log.only, Place.noun).name
    return replace(
        data, imprint=replace(data.imprint, only=place), visits=[row for row in data.visits if row["place"] == place]
    )


def whole_month(store: Store, month: Span, *, draft: bool = False, masked: bool = False) -> MonthData:
    """A month as its papers have it."""
    data = month_data(store, month.when, draft=draft)
    return replace(data, imprint=replace(data.imprint, masked=masked), points=points(store, month.when))


def period_span(store: Store, word: str) -> Span:
    """A month, a quarter or a year. Raises BadInput."""
    return Span("period", period.meant(word))


def period_data(store: Store, span: Span, *, draft: bool = False, masked: bool = False) -> MonthData:
    """A month, a quarter or a year as its summary has it."""
    data = whole_month(store, span, draft=draft, masked=masked)
    late = [one for month in period.months(span.when) for one in late_changes(store, month)]
    return replace(data, late=late)


def cut_data(store: Store, cut: Span, **options: bool) -> MonthData:
    """The issues that an organ handles or that are of a category; the paper leaves out other years and months."""
    found = [
        row
        for row in issues_of(store, cut.when)
        if cut.only in ("", row["organ"], row["category"], *(row["co_organs"] or ()))
    ]
    if cut.only and not found and not _known(store, cut.only):
        raise BadInput(f"没有意见的承办单位或内容分类是“{cut.only}”", then="请用 list issue 看写的是哪个单位、哪一类")
    imprint = replace(
        imprint_of(store, cut.when, **options), month=cut.when, only=cut.only, period=_days(store, cut.when)
    )
    return MonthData(imprint, issues=found, stations=looked_at(store))


def _known(store: Store, word: str) -> bool:
    """Whether this is an organ or a category that some issue has, be it of another year."""
    return any(
        store.find(Issue, *condition(store, Issue, "", {name: word}), limit=1)
        for name in ("organ", "category", "co_organs")
    )


def person_data(store: Store, one: Span, **options: bool) -> Dossier:
    """A deputy's acts of a year or month; of this year where nothing is said."""
    return Yearbook(store, one.when, **options).of(record_of(store, one.only, Deputy.noun))


def _days(store: Store, when: str) -> Period | None:
    return period_of(store, when) if when else None


def event(store: Store, activity: Activity, **options: bool) -> Event:
    """An activity and the deputies there are."""
    deputies = by_name(readable(store, Deputy, roster(store, Deputy)))
    return Event(
        imprint_of(store, day_of(activity.data), **options), readable(store, Activity, [activity])[0], deputies
    )


def calls(store: Store, now: Span, **options: bool) -> Calls:
    """What is open today, and whom to ring."""
    marks = ", ".join("?" * len(OPEN))
    records = store.find(Issue, f"state IN ({marks})", OPEN, "registered_at, number")
    imprint = imprint_of(store, clock.day(), **options)
    left = sum(len(drafts(store, cls.noun)) for cls in WRITTEN)
    kept = newest(store.path.parent)
    people = [_call(store, one) for one in to_tell(store)]
    return Calls(imprint, people, readable(store, Issue, records), left, unclosed(store), kept.name if kept else "")


def standings(store: Store, now: Span, **options: bool) -> Standings:
    """How the stations stand today. Raises BadInput at a station."""
    if store.identity.role != DISTRICT_ROLE:
        raise BadInput(ONLY_THERE, then="站里自己的情况看“今日”和统计")
    return Standings(imprint_of(store, clock.day(), **options), board(store))


def _call(store: Store, one: ToTell) -> Row:
    return {
        "number": one.issue.number,
        "name": one.name,
        "role": one.role,
        "phone": one.phone,
        "title": title_of(one.row),
        "script": script(store, one.row, one.name, one.answer, one.role),
    }
