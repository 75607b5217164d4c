"""期限算盘: what an issue's running clock is counted from, read from its facts; that clock day by day, for screen and paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lianluozhan import action as table
from lianluozhan.calendar import EXCHANGED, WEEKDAYS, WorkCalendar, as_date
from lianluozhan.deadline import COUNTED, MADE_UP, MOVED, NATURAL, UNITS, WORKING, Due, Limit, Step, count, counted_to
from lianluozhan.fact import Fact, rated_by
from lianluozhan.followup import Outcome

BEGINS = (table.ASSIGN, table.REASSIGN, table.REDO, table.ESCALATE)
ENDS = (table.RETURN, table.ASSIGN, table.REASSIGN)  # the latter two: of the district's days
MOVES = (table.EXTEND, table.RESUME, table.RECOUNT)
RUNNING = (table.HANDLING, table.PAUSED, table.REPORTED)


class Clock(NamedTuple):
    """A clock that runs or pauses: its first day, its limit, the pauses in it.

    `agreed` is the day people set in the limit's place, which no calendar moves; `due_on` the day that stands written,
    `last` and `since` the id and the day of the fact that wrote it.
    """

    start: str
    days: int
    unit: str
    pauses: tuple[tuple[str, str | None], ...]
    agreed: str | None
    due_on: str | None
    limit: str | None
    rule: str | None
    rule_digest: str | None
    provisional: bool
    last: str
    since: str

    def due(self, calendar: WorkCalendar, warn: Limit | None = None) -> Due:
        """When it is over by this calendar, with the proof day by day."""
        return count(calendar, self.start, self.days, self.unit, self.pauses, warn)

    def by(self, calendar: WorkCalendar, warn: Limit | None = None) -> Due:
        """What this calendar makes of it: an agreed day stays, only when to warn and whether it is sure are others."""
        if self.agreed is None:
            return self.due(calendar, warn)
        days = counted_to(calendar, self.start, self.agreed, WORKING, self.pauses)
        found = count(calendar, self.start, days, WORKING, self.pauses, warn)
        return found._replace(due_on=self.agreed, warn_on=min(found.warn_on or self.agreed, self.agreed))

    def resumed(self, day: str) -> Clock:
        """The same with its last pause ended on this day."""
        return self._replace(pauses=(*self.pauses[:-1], (self.pauses[-1][0], day)))


def clock_of(calendar: WorkCalendar, outcome: Outcome, facts: Iterable[Fact]) -> Clock | None:
    """The clock of an issue that stands here; None where none runs. `facts` in their order, as they stand now."""
    if outcome.state not in RUNNING:
        return None
    clock, closed, reported = None, 0, outcome.state == table.REPORTED
    for fact in facts:
        if fact.id in outcome.ineffective:
            continue
        if fact.action in BEGINS and reported == (fact.action is table.ESCALATE):
            clock, closed = (
                _begun(calendar, fact, outcome.pauses),
                sum(b is not None and b <= fact.day for _a, b in outcome.pauses),
            )
        elif fact.action in ENDS:
            clock = None
        elif clock is not None:
            closed += fact.action is table.RESUME
            clock = _moved(calendar, clock, fact, outcome.pauses[:closed])
    return clock and clock._replace(due_on=(None if reported else outcome.due_on) or clock.due_on)


def _begun(calendar: WorkCalendar, fact: Fact, pauses: Sequence[tuple[str, str | None]]) -> Clock:
    """The clock a fact begins: by its limit, or up to the day people agreed on."""
    said = fact.values
    days, unit = limit_said(said.get("limit"))
    agreed = said.get("due_on") if not unit or not said.get("rule") else None
    if not unit:
        days, unit = counted_to(calendar, fact.day, said.get("due_on") or fact.day), WORKING
    return Clock(
        fact.day,
        days,
        unit,
        tuple(pauses),
        agreed,
        said.get("due_on"),
        said.get("limit"),
        said.get("rule"),
        said.get("rule_digest"),
        bool(said.get("provisional")),
        fact.id,
        fact.day,
    )


def limit_said(words: str | None) -> tuple[int, str]:
    """(15, 工作日) of what a fact names as its limit; (0, "") where it names none."""
    days, _space, unit = (words or "").partition(" ")
    return (int(days), unit) if days.isdecimal() and unit in UNITS else (0, "")


def _moved(calendar: WorkCalendar, clock: Clock, fact: Fact, before: Sequence[tuple[str, str | None]]) -> Clock:
    """What 延期, 恢复 and 重算 do to it. `before`: the pauses that were over by then."""
    said = fact.values
    if not said.get("due_on") or fact.action not in MOVES or rated_by(said):
        return clock
    written = clock._replace(
        due_on=said["due_on"], provisional=bool(said.get("provisional")), last=fact.id, since=fact.day
    )
    if fact.action is table.EXTEND or (fact.action is table.RESUME and not said.get("rule")):
        return written._replace(agreed=said["due_on"])
    if fact.action is table.RESUME and clock.agreed:
        return _counted_on(calendar, written, clock.agreed, before[:-1])
    return written


def _counted_on(calendar: WorkCalendar, clock: Clock, agreed: str, pauses: Sequence[tuple[str, str | None]]) -> Clock:
    """A clock up to an agreed day that was paused: the days up to that day are its limit from now on."""
    unit = WORKING if clock.unit == WORKING else NATURAL
    return clock._replace(days=counted_to(calendar, clock.start, agreed, unit, pauses), unit=unit, agreed=None)


def stopped(calendar: WorkCalendar, clock: Clock) -> Clock:
    """A clock whose last pause has no end yet, with what is to be counted after it as its limit."""
    return _counted_on(calendar, clock, clock.agreed, clock.pauses[:-1]) if clock.agreed else clock


# -- day by day


def steps_of(calendar: WorkCalendar, clock: Clock, today: str) -> list[Step]:
    """The days after the first one up to the due one; of a paused clock up to today."""
    if clock.pauses and clock.pauses[-1][1] is None:
        return _until(today, list(stopped(calendar, clock).due(calendar).explanation))
    due = clock.due_on
    found = clock.due(calendar)
    if due and found.due_on != due:
        days = counted_to(calendar, clock.start, due, WORKING, clock.pauses)
        found = count(calendar, clock.start, days, WORKING, clock.pauses)
    if due and found.due_on != due:  # a day that is not worked
        found = count(calendar, clock.start, max((as_date(due) - as_date(clock.start)).days, 0), NATURAL)
    return [step for step in found.explanation if not due or step.day <= due]


def _until(today: str, steps: list[Step]) -> list[Step]:
    """A pause without an end is drawn up to today."""
    while steps and steps[-1].day < today:
        steps.append(Step(next_day(steps[-1].day), table.PAUSED, steps[-1].counted, ""))
    return steps


def next_day(day: str) -> str:
    """The day after."""
    return (as_date(day) + timedelta(days=1)).isoformat()


def said_step(step: Step, due: str | None, year: int) -> str:
    """10月10日（周六）：调休上班，算第 5 天."""
    told = {
        COUNTED: f"算第 {step.counted} 天",
        MADE_UP: f"{EXCHANGED}，算第 {step.counted} 天",
        table.PAUSED: "暂停，不算",
        MOVED: "到期日不上班，往后顺延",
    }
    words = told.get(step.kind) or f"{step.why or step.kind}，不算"
    return f"{said_day(step.day, year)}：{words}" + ("，到期" if step.day == due else "")


def said_day(day: str, year: int) -> str:
    """10月21日（周三）; of another year than the one that is understood with it."""
    date_: date = as_date(day)
    named = "" if date_.year == year else f"{date_.year}年"
    return f"{named}{date_.month}月{date_.day}日（周{WEEKDAYS[date_.weekday()]}）"


def summed(calendar: WorkCalendar, clock: Clock, steps: Sequence[Step], today: str) -> str:
    """15 个工作日：已数 12，还剩 3."""
    if not steps:
        return ""
    gone = max((step.counted for step in steps if step.day <= today), default=0)
    whole = steps[-1].counted
    named = f"个{WORKING}" if clock.unit == WORKING else "天"
    if clock.pauses and clock.pauses[-1][1] is None:
        return f"暂停中：已数 {gone} {named}，恢复后接着数"
    if clock.due_on and today > clock.due_on:
        return f"{whole} {named}已经数完，过期 {max(calendar.between(clock.due_on, today), 1)} 个{WORKING}"
    return f"{whole} {named}：已数 {gone}，还剩 {whole - gone}"
