"""期限算盘: the days of an issue's clock, one bead each, so that a due date explains itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from lianluozhan import action as table
from lianluozhan import clock
from lianluozhan.calendar import EXCHANGED, WorkCalendar, as_date
from lianluozhan.deadline import COUNTED, MADE_UP, MOVED, NATURAL, WORKING, Step, count
from lianluozhan.fact import Fact
from lianluozhan.followup import Outcome
from ui.tracked import WEEKDAYS, said_day

BEGIN, OVER = "开始", "过期"  # beside the kinds of deadline.Step
RUNNING = (table.HANDLING, table.PAUSED, table.REPORTED)
LONGEST_OVER = 40  # days after the due day that are still drawn one by one


class Bead(NamedTuple):
    """One day: kind as in deadline.Step, or 开始, 过期; `number` the days counted so far; `words` its whole explanation."""

    day: str
    kind: str
    number: int
    past: bool
    today: bool
    due: bool
    words: str


class Countdown(NamedTuple):
    """The strip, and its sum in words; no beads where no clock runs."""

    beads: tuple[Bead, ...]
    words: str


def countdown(calendar: WorkCalendar, row: Mapping[str, Any], outcome: Outcome, facts: Sequence[Fact]) -> Countdown:
    """The days of the running clock; of one that has stopped a sentence."""
    begin = next((fact for fact in reversed(facts) if fact.action in BEGINS and _counts(fact, outcome)), None)
    if outcome.state not in RUNNING or begin is None:
        return Countdown((), _stopped(calendar, row, facts))
    due = begin.values.get("due_on") if outcome.state == table.REPORTED else outcome.due_on
    days, unit = _limit(begin)
    paused = outcome.state == table.PAUSED
    steps = _steps(calendar, begin.day, due, (days, unit), outcome.pauses, paused)
    return Countdown(beads(calendar, begin.day, steps, None if paused else due), _sum(calendar, steps, unit, due, paused))


BEGINS = (table.ASSIGN, table.REASSIGN, table.REDO, table.ESCALATE)


def _counts(fact: Fact, outcome: Outcome) -> bool:
    reported = outcome.state == table.REPORTED
    return fact.id not in outcome.ineffective and reported == (fact.action is table.ESCALATE)


def _limit(fact: Fact) -> tuple[int, str]:
    days, _space, unit = (fact.values.get("limit") or "").partition(" ")
    return (int(days), unit) if days.isdecimal() else (0, WORKING)


def _steps(
    calendar: WorkCalendar, start: str, due: str | None, limit: tuple[int, str], pauses: Sequence[Any], paused: bool
) -> list[Step]:
    """The days up to the due one as the limit counts them; where people agreed on another day, up to that."""
    found = count(calendar, start, *limit, pauses)
    if paused:
        return _until_today(calendar, list(found.explanation))
    if due and found.due_on != due:
        stopped = sum(max(calendar.between(a, b), 0) for a, b in pauses if b and a >= start)
        found = count(calendar, start, max(calendar.between(start, due) - stopped, 0), WORKING, pauses)
    if due and found.due_on != due:  # a day that is not worked
        found = count(calendar, start, max((as_date(due) - as_date(start)).days, 0), NATURAL)
    return [step for step in found.explanation if not due or step.day <= due]


def _until_today(calendar: WorkCalendar, steps: list[Step]) -> list[Step]:
    """A pause without an end is drawn up to today."""
    while steps and steps[-1].day < clock.today().isoformat():
        steps.append(Step(_next(steps[-1].day), table.PAUSED, steps[-1].counted, ""))
    return steps


def _next(day: str) -> str:
    return (as_date(day) + timedelta(days=1)).isoformat()


def beads(calendar: WorkCalendar, start: str, steps: Sequence[Step], due: str | None) -> tuple[Bead, ...]:
    """The first day, the days counted, and those after the due one up to today."""
    today = clock.today().isoformat()
    made = [Bead(start, BEGIN, 0, start <= today, start == today, False, f"{said_day(start)}：从这天起算，当天不算")]
    for step in steps:
        made.append(Bead(step.day, step.kind, step.counted, step.day <= today, step.day == today, step.day == due, _said(step, due)))
    last = made[-1]
    while due and last.day < today and len(made) < len(steps) + LONGEST_OVER:
        day = _next(last.day)
        over = calendar.between(due, day)
        note = calendar.day(day)
        why = f"已过期 {over} 个{WORKING}" if note.working else f"不是{WORKING}"
        last = Bead(day, OVER if note.working else note.why, over, True, day == today, False, f"{said_day(day)}：{why}")
        made.append(last)
    return tuple(made)


def _said(step: Step, due: str | None) -> str:
    """10月10日（周六）：调休上班，算第 5 天."""
    told = {
        COUNTED: f"算第 {step.counted} 天", MADE_UP: f"{EXCHANGED}，算第 {step.counted} 天", table.PAUSED: "暂停，不算",
        MOVED: "到期日不上班，往后顺延",
    }  # fmt: skip
    words = told.get(step.kind) or f"{step.why or step.kind}，不算"
    return f"{said_day(step.day)}：{words}" + ("，到期" if step.day == due else "")


def _sum(calendar: WorkCalendar, steps: Sequence[Step], unit: str, due: str | None, paused: bool) -> str:
    """15 个工作日：已数 12，还剩 3."""
    if not steps:
        return ""
    today = clock.today().isoformat()
    gone = max((step.counted for step in steps if step.day <= today), default=0)
    whole = steps[-1].counted
    named = f"个{WORKING}" if unit == WORKING else "天"
    if paused:
        return f"暂停中：已数 {gone} {named}，恢复后接着数"
    if due and today > due:
        return f"{whole} {named}已经数完，过期 {max(calendar.between(due, today), 1)} 个{WORKING}"
    return f"{whole} {named}：已数 {gone}，还剩 {whole - gone}"


def _stopped(calendar: WorkCalendar, row: Mapping[str, Any], facts: Sequence[Fact]) -> str:
    """How long the organ took, and against which day."""
    answer = next((fact for fact in reversed(facts) if fact.action in (table.ANSWER, table.TRACK)), None)
    if row["tracking_due"]:
        return f"答应 {said_day(row['tracking_due'])}前办好"
    if answer is None or not row["assigned_on"]:
        return "还没有开始计时" if row["state"] == table.WAITING else ""
    took = max(calendar.between(row["assigned_on"], answer.day), 0)
    kept = "没有超期" if not row["due_on"] or answer.day <= row["due_on"] else "超期"
    due = f"，期限 {said_day(row['due_on'])}" if row["due_on"] else ""
    return f"{said_day(row['assigned_on'])}交办，{said_day(answer.day)}答复，用了 {took} 个{WORKING}{due}，{kept}"


def weekday(day: str) -> str:
    """一 … 日."""
    return WEEKDAYS[date.fromisoformat(day).weekday()]
