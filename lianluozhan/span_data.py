"""What papers on a day, a month, one organ, one deputy, an activity, or on how things stand now are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.action import ANSWER, ANSWERED, OPEN, RAISER, TRACK, concerned
from lianluozhan.activity import Activity, day_of
from lianluozhan.case_data import facts, imprint_of
from lianluozhan.deputy import Deputy
from lianluozhan.draft import drafts
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput
from lianluozhan.issue import Issue, circumstances, standings
from lianluozhan.month_data import duties_of, issues_until, month_data, visits_of
from lianluozhan.readable import Row, readable
from lianluozhan.report.case_parts import CLAUSE
from lianluozhan.report.imprint import Calls, Event, MonthData, Person
from lianluozhan.search import record_of
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.visit import Visit

WHEN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
EVER = "9999"  # a year that is after every day
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
    """What was typed: 2026-10, 2026-10-14, 区住建局, 2026-10 区住建局."""
    parts = word.split()
    when = [part for part in parts if WHEN.fullmatch(part)]
    return Span(noun, when[0] if when else "", " ".join(part for part in parts if part not in when[:1]))


def exactly(noun: str, word: str, length: int, like: str) -> Span:
    """A day or a month and nothing else. Raises BadInput."""
    found = span(noun, word)
    if len(found.when) != length or found.only:
        raise BadInput(f"“{word}”看不懂", then=f"请写成 {like}")
    return found


def day_data(store: Store, day: Span, **options: bool) -> MonthData:
    """A day's receptions, as a month that is one day long."""
    imprint = replace(imprint_of(store, day.when, **options), month=day.when)
    return MonthData(imprint, visits_of(store, day.when))


def whole_month(store: Store, month: Span, *, draft: bool = False, masked: bool = False) -> MonthData:
    """A month as its papers have it."""
    data = month_data(store, month.when, draft=draft)
    return replace(data, imprint=replace(data.imprint, masked=masked))


def cut_data(store: Store, cut: Span, **options: bool) -> MonthData:
    """The issues that an organ handles or that are of a category; the paper leaves out other years and months."""
    found = [row for row in issues_until(store, EVER) if cut.only in ("", row["organ"], row["category"], *(row["co_organs"] or ()))]
    if cut.only and not found:
        raise BadInput(f"没有意见的承办单位或内容分类是“{cut.only}”", then="请用 list issue 看写的是哪个单位、哪一类")
    return MonthData(replace(imprint_of(store, cut.when, **options), month=cut.when, only=cut.only), issues=found)


def person_data(store: Store, one: Span, **options: bool) -> Person:
    """A deputy's acts of a year or month; of this year where nothing is said."""
    deputy, when = record_of(store, one.only, Deputy.noun), one.when or clock.today().isoformat()[:4]
    row = readable(store, Deputy, [deputy])[0]
    duties = [duty for duty in duties_of(store, when) if deputy.name in (duty["deputies"] or ())]
    return Person(replace(imprint_of(store, when, **options), month=when), deputy.name, row, duties)


def event(store: Store, activity: Activity, **options: bool) -> Event:
    """An activity and the deputies there are."""
    roster = {row["name"]: row for row in readable(store, Deputy, store.find(Deputy))}
    return Event(imprint_of(store, day_of(activity.data), **options), readable(store, Activity, [activity])[0], roster)


def calls(store: Store, now: Span, **options: bool) -> Calls:
    """What is open today, and whom to ring."""
    marks = ", ".join("?" * len(OPEN))
    records = store.find(Issue, f"state IN ({marks})", OPEN, "registered_at, number")
    imprint = imprint_of(store, clock.today().isoformat(), **options)
    left = sum(len(drafts(store, cls.noun)) for cls in WRITTEN)
    return Calls(imprint, list(_to_tell(store, records)), readable(store, Issue, records), left)


def _to_tell(store: Store, records: list[Issue]) -> Iterator[Row]:
    """Everybody who must still be told of an answer, longest waiting first."""
    answered = [issue for issue in records if issue.state == ANSWERED]
    around, outcomes = circumstances(store, answered), standings(store, answered)
    waiting = []
    for issue in answered:
        fact = next((one for one in reversed(facts(store, issue)) if one["action"] in (ANSWER.word, TRACK.word)), {})
        names = concerned(around[issue.world, issue.id])
        waiting += [_person(store, issue, key, names.get(key, key), fact) for key in outcomes[issue.world, issue.id].to_tell]
    yield from sorted(waiting, key=lambda one: one["answered_on"])


def _person(store: Store, issue: Issue, key: str, name: str, fact: Row) -> dict[str, Any]:
    deputy = key in (issue.deputies or ())
    found = by_id(store, Deputy if deputy else Visit, [key]).get(key)
    phone = issue.raiser_phone if key == RAISER else found and (found.phone if deputy else found.visitor_phone)
    title = issue.title or CLAUSE.split((issue.summary or issue.statement or "").strip())[0]
    return {
        "number": issue.number, "name": name, "role": Deputy.label if deputy else RAISER, "phone": phone or "", "title": title,
        "answer": fact.get("text") or fact.get("reason") or "", "answer_class": fact.get("answer_class"),
        "answered_on": (fact.get("acted_on") or "")[:10],
    }  # fmt: skip
