"""期限算盘 on the screen: the days of an issue's clock, one bead each, so that a due date explains itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from lianluozhan import action as table, clock
from lianluozhan.abacus import clock_of, next_day, said_step, steps_of, summed
from lianluozhan.calendar import WEEKDAYS, WorkCalendar
from lianluozhan.deadline import WORKING, Step
from lianluozhan.fact import Fact
from lianluozhan.followup import Outcome
from ui.told import said_day

BEGIN, OVER = "开始", "过期"  # beside the kinds of deadline.Step
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
    running = clock_of(calendar, outcome, facts)
    if running is None:
        return Countdown((), _stopped(calendar, row, facts))
    today = clock.day()
    steps = steps_of(calendar, running, today)
    due = None if outcome.state == table.PAUSED else running.due_on
    return Countdown(beads(calendar, running.start, steps, due), summed(calendar, running, steps, today))


def beads(calendar: WorkCalendar, start: str, steps: Sequence[Step], due: str | None) -> tuple[Bead, ...]:
    """The first day, the days counted, and those after the due one up to today."""
    today, year = clock.day(), clock.today().year
    made = [Bead(start, BEGIN, 0, start <= today, start == today, False, f"{said_day(start)}：从这天起算，当天不算")]
    for step in steps:
        words = said_step(step, due, year)
        made.append(
            Bead(step.day, step.kind, step.counted, step.day <= today, step.day == today, step.day == due, words)
        )
    last = made[-1]
    while due and last.day < today and len(made) < len(steps) + LONGEST_OVER:
        day = next_day(last.day)
        over = calendar.between(due, day)
        note = calendar.day(day)
        why = f"已过期 {over} 个{WORKING}" if note.working else f"不是{WORKING}"
        last = Bead(day, OVER if note.working else note.why, over, True, day == today, False, f"{said_day(day)}：{why}")
        made.append(last)
    return tuple(made)


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
