"""The figures of a month, quarter or year, counted once for every paper, list and screen that shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lianluozhan.action import OPEN, PUBLIC, SETTLED, STATES, SUGGESTION
from lianluozhan.activity import BY_GROUP, GROUP, HELD
from lianluozhan.books import Period, plain
from lianluozhan.issue import URGENCIES, Issue
from lianluozhan.visit import CHANNELS, OUTCOMES, RATINGS, Visit, further

Row = Mapping[str, Any]  # a readable row: what `list KIND --json` prints (design §4)
Counts = Mapping[str, int]
When = str | Period

ANSWERED, PASSED_ON = OUTCOMES[0], OUTCOMES[1:4]  # settled on the spot; handed to village, town or district
SATISFIED, SAID = RATINGS[:2], RATINGS[:3]  # the share of the satisfied is of those who said something
LIGHTS = LATE, *_ = "红", "黄", "绿", "停"
WALK = CHANNELS[1]
GOOD = SETTLED_STRIFE, HELPED, DEED, GAVE = "化解矛盾纠纷", "扶弱济困", "办好事、实事", "参加公益慈善事业"
UP_TO = ((7, "7 天以内"), (15, "8—15 天"), (30, "16—30 天"), (90, "31—90 天"))
LONGER = "90 天以上"
TIMES = *(word for _days, word in UP_TO), LONGER
UNSAID = "没有写"
OURS = re.compile(r"[^\s、]*-\d{4}-[A-Z]+\d{4,}")  # a number of a record


@dataclass(frozen=True)
class Tally:
    """Visits counted: 批次, 人次, answered on the spot, passed on, and by every other outcome."""

    visits: int = 0
    people: int = 0
    answered: int = 0
    passed_on: int = 0
    other: Counts = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What happened in a month, quarter or year. Counts by choice stand in the order of the choices, others greatest first."""

    month: str  # or the quarter, the year
    days: Mapping[str, Tally]  # by day, in order
    total: Tally
    deputy_turns: int  # 接待代表人次: deputies named at visits
    by_channel: Counts
    by_nature: Counts
    by_outcome: Counts
    issues: int  # registered in the month
    closed: int  # of these
    closed_in_month: int  # whenever registered
    carried: int  # registered earlier, not closed when the month began
    overdue: int
    by_source: Counts
    by_category: Counts
    by_urgency: Counts
    by_state: Counts
    by_light: Counts
    by_answer: Counts
    by_rating: Counts
    acts: int  # duties: 件
    deputy_acts: int  # 人次: deputies named at duties
    deputies: int  # 人数: different deputies
    by_kind: Mapping[str, tuple[int, int]]  # 件, 人次
    by_time: Counts = field(default_factory=dict)  # of the registered that are closed: how long that took
    suggestions: int = 0  # of the registered: 代表建议
    deeds: int = 0  # duties: 实事
    meetings: int = 0  # activities of the deputies' groups that were held

    @property
    def walks(self) -> int:
        """走访: households called on."""
        return self.by_channel.get(WALK, 0)

    @property
    def closed_share(self) -> str:
        """办结率: closed of the registered, in percent with one decimal; "—" when nothing was registered."""
        return percent(self.closed, self.issues)

    @property
    def satisfied_share(self) -> str:
        """满意率, 基本满意 included, of those who gave a rating."""
        said = sum(self.by_rating.get(word, 0) for word in SAID)
        return percent(sum(self.by_rating.get(word, 0) for word in SATISFIED), said)


def figures(
    visits: Iterable[Row], issues: Iterable[Row], duties: Iterable[Row], month: When, activities: Iterable[Row] = ()
) -> Figures:
    """Count the rows of a span of period.py: its days, or its word where they are the calendar's. What lies outside is
    left out, the voided too.

    Issues belong to the month they were registered in; those from earlier count only as `carried` while they were
    open when the month began, and in `closed_in_month`. An issue's state is the one its row shows.
    """
    visits, duties = within(visits, "received_at", month), within(duties, "begin", month)
    every = list(issues)
    issues, batches = within(every, "registered_at", month), [row for row in visits if not further(row)]
    days = sorted({row["received_at"][:10] for row in visits})
    return Figures(
        month=days_of(month).word,
        days={day: tally(row for row in visits if row["received_at"].startswith(day)) for day in days},
        total=tally(visits),
        deputy_turns=sum(len(row.get("deputies") or ()) for row in batches),
        by_channel=count(batches, "channel", CHANNELS),
        by_nature=count(visits, "nature", Visit.nature.choices),
        by_outcome=count(visits, "outcome", OUTCOMES),
        **_of_issues(issues),
        closed_in_month=sum(row.get("state") in SETTLED for row in within(every, "closed_on", month)),
        carried=len(carried(every, month)),
        **_of_duties(duties),
        meetings=len(meetings(activities, month)),
    )


def _of_issues(issues: Sequence[Row]) -> dict[str, Any]:
    return {
        "issues": len(issues),
        "closed": sum(row.get("state") in SETTLED for row in issues),
        "overdue": sum(row.get("light") == LATE for row in issues),
        "by_source": count(_sources(issues), "source", (*CHANNELS, UNSAID)),
        "by_category": _last(count(_all_said(issues, "category"), "category")),
        "by_urgency": count(issues, "urgency", URGENCIES),
        "by_state": count(issues, "state", STATES),
        "by_light": count(issues, "light", LIGHTS),
        "by_answer": count(issues, "answer_class", Issue.answer_class.choices),
        "by_rating": count(issues, "satisfaction", RATINGS),
        "by_time": count(({"time": time_of(row)} for row in issues), "time", TIMES),
        "suggestions": sum(row.get("kind") == SUGGESTION for row in issues),
    }


def _sources(issues: Sequence[Row]) -> list[Row]:
    """Where each came from, in a word: what is founded on records of ours is not told by their numbers."""
    return [{"source": _source(row["source"])} for row in _all_said(issues, "source")]


def _source(said: str) -> str:
    return said if said == UNSAID else OURS.sub("", said).strip(" 、") or PUBLIC


def _all_said(rows: Sequence[Row], name: str) -> list[Row]:
    """With a word where a field says nothing, so that the parts make up the whole an inspector adds them up to."""
    return [{name: row.get(name) or UNSAID} for row in rows]


def _last(counts: dict[str, int]) -> dict[str, int]:
    if UNSAID not in counts:
        return counts
    return {word: number for word, number in counts.items() if word != UNSAID} | {UNSAID: counts[UNSAID]}


def _of_duties(duties: Sequence[Row]) -> dict[str, Any]:
    names = [name for row in duties for name in row.get("deputies") or ()]
    acts: dict[str, int] = count(duties, "kind")
    turns: Counter[str] = Counter()
    for row in duties:
        turns[row.get("kind") or ""] += len(row.get("deputies") or ())
    return {
        "acts": len(duties),
        "deputy_acts": len(names),
        "deputies": len(set(names)),
        "by_kind": {kind: (number, turns[kind]) for kind, number in acts.items()},
        "deeds": sum(map(is_deed, duties)),
    }


def is_deed(duty: Row) -> bool:
    """Whether a duty is counted among the 实事: of the kind DEED, or something was brought about by it."""
    return usual(duty) == DEED or bool(duty.get("promoted"))


def usual(duty: Row) -> str | None:
    """What the program calls a duty's kind, whatever the district's table calls it."""
    return duty.get("usual") or duty.get("kind")


def meetings(activities: Iterable[Row], month: When) -> list[Row]:
    """The activities of deputies' groups that were held in the month."""
    held = [row for row in activities if row.get("state") == HELD and not row.get("voided")]
    own = [row for row in held if row.get("kind") == GROUP or row.get("organised_by") == BY_GROUP]
    return [row for row in own if days_of(month).holds(row.get("begin") or row.get("planned_on"))]


def time_of(issue: Row) -> str:
    """How long it took from registering to closing, in days of the calendar; nothing of one that is not closed."""
    if issue.get("state") not in SETTLED or not issue.get("closed_on"):
        return ""
    opened, closed = (date.fromisoformat(issue[name][:10]) for name in ("registered_at", "closed_on"))
    days = (closed - opened).days
    return next((word for most, word in UP_TO if days <= most), LONGER)


def days_of(when: When) -> Period:
    """The days meant: a word alone means the calendar's."""
    return when if isinstance(when, Period) else plain(when)


def within(rows: Iterable[Row], name: str, month: When) -> list[Row]:
    """The live rows whose day or moment `name` lies in the month, quarter or year, earliest first."""
    days = days_of(month)
    found = [row for row in rows if days.holds(row.get(name)) and not row.get("voided")]
    return sorted(found, key=lambda row: row[name])


def carried(issues: Iterable[Row], month: When) -> list[Row]:
    """The issues registered before the month that were still open when it began, earliest first.

    One that was put aside (引导, 并案, 撤回) has no closing day and is nobody's turn: it is not carried on.
    """
    first = days_of(month).begins
    before = [row for row in issues if (row.get("registered_at") or first) < first and not row.get("voided")]
    return sorted((row for row in before if _open_on(row, first)), key=lambda row: row["registered_at"])


def _open_on(issue: Row, day: str) -> bool:
    return issue["closed_on"] >= day if issue.get("closed_on") else issue.get("state") in OPEN


def tally(visits: Iterable[Row]) -> Tally:
    """Count visits; one whose party_size nobody wrote down is one person. A 座谈会 is one 批次, each of its speakers 1 件."""
    visits = list(visits)
    outcomes = Counter(row.get("outcome") for row in visits)
    return Tally(
        visits=sum(not further(row) for row in visits),
        people=sum(1 if row.get("party_size") is None else row["party_size"] for row in visits),
        answered=outcomes[ANSWERED],
        passed_on=sum(outcomes[word] for word in PASSED_ON),
        other={word: outcomes[word] for word in OUTCOMES[4:] if outcomes[word]},
    )


def count(rows: Iterable[Row], name: str, order: Sequence[str] = ()) -> dict[str, int]:
    """How often each value of a field occurs, absent ones left out: in `order`, then greatest first."""
    counted = Counter(row[name] for row in rows if row.get(name)).most_common()
    place = {word: at for at, word in enumerate(order)}
    return dict(sorted(counted, key=lambda pair: place.get(pair[0], len(place))))


def percent(part: int, whole: int) -> str:
    """A share as paper shows it, rounded half up: 35.3%."""
    if not whole:
        return "—"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"
