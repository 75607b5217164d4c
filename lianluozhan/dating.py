"""The dates a fact brings: the organ's clock, the district's days, those who help, who is to say how satisfied they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan import action as table
from lianluozhan.abacus import Clock, clock_of, stopped
from lianluozhan.act import Act
from lianluozhan.action import Action
from lianluozhan.calendar import WorkCalendar, calendar_of as calendar_in
from lianluozhan.course import facts_now
from lianluozhan.deadline import (
    CO,
    MONTHS,
    NATURAL,
    RATING,
    WARN,
    WORKING,
    Due,
    Limit,
    count,
    counted_to,
    digest,
    limit_for,
    limit_named,
    rules_of,
)
from lianluozhan.followup import Outcome


def calendar_of(act: Act) -> WorkCalendar:
    """Working days as this folder knows them."""
    return act.once("calendar", lambda: calendar_in(act.store))


def dates(
    act: Act, action: Action, issue: Mapping[str, Any], values: Mapping[str, Any], outcome: Outcome | None
) -> dict[str, Any]:
    """The clocks a fact starts, moves or resumes; due dates are data of the fact (design §6).

    `outcome`: where the issue stands, None where this is what it is born with.
    """
    day = values["acted_on"][:10]
    helping = values.get("co_organs") or (outcome and action is table.REDO and outcome.co_organs)
    own = _own_dates(act, action, issue, values, outcome)
    if not helping or "co_due_on" not in action.sets:
        return own
    limit = limit_named(_rules(act, day), CO)
    return own | {"co_due_on": count(calendar_of(act), day, limit.days, limit.unit).due_on}


def _own_dates(
    act: Act, action: Action, issue: Mapping[str, Any], values: Mapping[str, Any], outcome: Outcome | None
) -> dict[str, Any]:
    """The dates of the organ in charge, of the district's days, of who is to say how satisfied they are."""
    day = values["acted_on"][:10]
    rules = _rules(act, day)
    if values.get("due_on") and "due_on" in action.sets:
        return _until(act, day, values["due_on"], rules, outcome.rule if outcome and action is table.EXTEND else None)
    if action in (table.ASSIGN, table.REASSIGN, table.REDO):
        again = (outcome.round if outcome else 1) + (action is table.REDO)
        return _clock(act, day, limit_for(rules, issue.get("urgency"), issue.get("kind"), again), rules)
    if action is table.ESCALATE:
        return _clock(act, day, limit_named(rules, table.ESCALATE.word), rules)
    if action is table.INFORM and _reached(values, issue) and (rule := rating_rule(rules, issue.get("kind"))):
        return _clock(act, day, limit_named(rules, rule), rules)
    if action is table.RESUME and outcome and (running := _running(act, issue, outcome)) and running.pauses:
        return _resumed(calendar_of(act), running, max(day, running.pauses[-1][0]), limit_named(rules, WARN))
    return {}


def rating_rule(rules: Mapping[str, Any], kind: str | None) -> str | None:
    """The limit within which who was told of an answer rates it: the kind's own (群众意见评价), else 评价 of 代表建议."""
    own = f"{kind}{RATING}"
    return own if own in rules else RATING if kind in (table.SUGGESTION, table.DELIBERATION) else None


def _reached(values: Mapping[str, Any], issue: Mapping[str, Any]) -> bool:
    """Whether a 回告 reached who is to rate."""
    rater = next(iter(table.concerned(issue)), None)
    return rater in (values.get("to") or ()) and values.get("how") not in (
        *table.MISSED,
        table.ANONYMOUS,
        table.UNWILLING,
    )


def _rules(act: Act, day: str) -> dict[str, Any]:
    """The district's rules as they hold in the year of a day."""
    return act.once(f"rules {day[:4]}", lambda: rules_of(act.store, int(day[:4])))


def _running(act: Act, issue: Mapping[str, Any], outcome: Outcome) -> Clock | None:
    facts = facts_now(act.store, (issue["world"], issue["id"]), issue.get("owner") or table.STATION_ROLE)
    return clock_of(calendar_of(act), outcome, [fact for fact, _mended in facts])


def _resumed(calendar: WorkCalendar, running: Clock, day: str, warn: Limit | None = None) -> dict[str, Any]:
    """The clock goes on with what was left of it: working days as working days, months as days of the calendar."""
    running = stopped(calendar, running).resumed(day)
    due, unit = running.due(calendar, warn), NATURAL if running.unit == MONTHS else running.unit
    over = counted_to(calendar, running.start, day, unit, running.pauses)
    whole = due.explanation[-1].counted if due.explanation else 0
    limit = Limit(max(whole - over, 0), unit, running.rule or table.RESUME.word)
    return _written(due, limit, running.rule_digest)


def too_far(
    act: Act, action: Action, issue: Mapping[str, Any], values: Mapping[str, Any], outcome: Outcome
) -> list[str]:
    """Why a day goes beyond what the rule allows at most, counted from the 交办 (代表法 §51: six months)."""
    due_on = values.get("due_on")
    start = outcome.assigned_on if action is table.EXTEND else values["acted_on"][:10]
    limit = limit_for(
        _rules(act, values["acted_on"]), issue.get("urgency"), issue.get("kind"), outcome.round + (action is table.REDO)
    )
    if not due_on or not start or limit.most is None:
        return []
    latest = count(calendar_of(act), start, limit.most, limit.unit, outcome.pauses).due_on
    if latest is None or due_on <= latest:
        return []
    return [f"{limit.rule}从交办之日 {start} 起最多 {limit.most} {limit.unit}，期限最晚是 {latest}，不能到 {due_on}"]


def _until(act: Act, day: str, due_on: str, rules: Mapping[str, Any], rule: str | None) -> dict[str, Any]:
    """The clock of a day that people agreed on; of a rule only where it moves that rule's day."""
    days = max(calendar_of(act).between(day, due_on), 0)
    dates = _clock(act, day, Limit(days, WORKING, rule or ""), rules)
    dates |= {"due_on": due_on, "warn_on": min(dates["warn_on"], due_on)}
    return dates | ({} if rule else {"rule": None, "rule_digest": None})


def _clock(act: Act, day: str, limit: Limit, rules: Mapping[str, Any]) -> dict[str, Any]:
    warn = limit_named(rules, WARN)
    due = act.once(
        f"due {day} {limit.days} {limit.unit}", lambda: count(calendar_of(act), day, limit.days, limit.unit, warn=warn)
    )
    return _written(due, limit, digest(rules.get(limit.rule)))


def _written(due: Due, limit: Limit, rule_digest: str | None) -> dict[str, Any]:
    """A due date as a fact keeps it."""
    return {
        "due_on": due.due_on,
        "warn_on": due.warn_on,
        "provisional": due.provisional or None,
        "rule": limit.rule,
        "limit": f"{limit.days} {limit.unit}",
        "rule_digest": rule_digest,
    }
