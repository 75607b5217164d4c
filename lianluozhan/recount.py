"""重算: when days of the calendar change, every open issue whose clock ends otherwise by it says so in a fact of the program.

Only the side whose record an issue is writes it (design §6, Owner writes); the other side is told what is to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from lianluozhan import action as table, clock
from lianluozhan.abacus import BEGINS, Clock, clock_of, limit_said
from lianluozhan.act import Act
from lianluozhan.calendar import CalendarDay, WorkCalendar, calendar_of
from lianluozhan.course import facts_now, standings
from lianluozhan.deadline import CO, WARN, Due, Limit, Rule, count, limit_named, rules_for, rules_of
from lianluozhan.fact import Fact
from lianluozhan.followup import Followup, Outcome
from lianluozhan.issue import Issue
from lianluozhan.record import id_of
from lianluozhan.table import Touched

PROGRAM = "程序"  # who did it
MOST_DAYS = 5  # changed days named in a reason; the rest are counted
COUNTED_STATES = (table.REPORTED, table.HANDLING)  # paused ones are counted when they go on


class Change(NamedTuple):
    """The calendar before and after, the first day that is another thing now, and when somebody wrote that."""

    before: WorkCalendar
    after: WorkCalendar
    first: str
    told_on: str


def recount(act: Act, touched: Touched) -> None:
    """Write what follows from the calendar days that were touched; `act.told` says each date that changed."""
    change = _change(act, touched)
    if change is None:
        return
    issues = _concerned(act, change)
    outcomes = standings(act.store, issues)
    for issue in issues:
        outcome, facts = outcomes[issue.world, issue.id], facts_of_now(act, issue)
        found = clock_of(change.after, outcome, facts) if outcome.state in COUNTED_STATES else None
        if found is not None:
            _compare(act, issue, found, change)
        for beside in (_helping(act, outcome, facts, change), _rating(outcome, facts, change)):
            if beside is not None:
                _move(act, issue, beside, change)


def facts_of_now(act: Act, issue: Issue) -> list[Fact]:
    """The facts of an issue as they stand."""
    return [fact for fact, _mended in facts_now(act.store, (issue.world, issue.id), table.STATION_ROLE)]


def _change(act: Act, touched: Touched) -> Change | None:
    """What the touched days were and are; None where they say what they said."""
    # One without a day moves nothing.
    rows = {(row.world, row.id): row for row in act.store.find(CalendarDay, "date IS NOT NULL")}
    held = touched.before[CalendarDay.noun]
    old = {key: row for key, row in rows.items() if key not in held} | {
        k: row for k, row in held.items() if row and row.date and not row.voided
    }
    before, after = calendar_of(act.store, old.values()), calendar_of(act.store, rows.values())
    days = {row.date for key in held for row in (rows.get(key), old.get(key)) if row}
    changed = {day for day in days if before.day(day)[1:] != after.day(day)[1:]}
    changed |= {f"{day[:4]}-01-01" for day in days if before.known(int(day[:4])) != after.known(int(day[:4]))}
    if not changed:
        return None
    ids = {
        key[1]
        for key in held
        if (row := rows.get(key) or old.get(key)) and {row.date, f"{row.date[:4]}-01-01"} & changed
    }
    at = max(entry.body["at"] for id in ids for entry in act.store.entries("id=? AND kind=?", (id, CalendarDay.noun)))
    return Change(before, after, min(changed), clock.local_day(at))


def _concerned(act: Act, change: Change) -> list[Issue]:
    """The issues with a date, the organ's, the helpers' or the rater's, on a changed day or beyond."""
    states = ", ".join(f"'{state}'" for state in COUNTED_STATES)
    due = f"CASE state WHEN '{table.REPORTED}' THEN next_on ELSE due_on END"
    where = f"(state IN ({states}) AND {due} >= ?1) OR co_due_on >= ?1 OR rating_due >= ?1"
    return act.store.find(Issue, where, (change.first,), "number, id")


def _compare(act: Act, issue: Issue, found: Clock, change: Change) -> None:
    """Write the day a clock ends on now, where it is another or no longer in doubt."""
    due = found.by(change.after, limit_named(rules_of(act.store, int(found.start[:4])), WARN))
    if (due.due_on, due.provisional) == (found.due_on, found.provisional):
        return
    why = _why(change, found, due)
    _write(act, issue, found.last, _fact(issue, found, due, why) | {"acted_on": _acted_on(found.since, change)})


def _write(act: Act, issue: Issue, last: str, values: dict[str, Any]) -> None:
    """Say that a date changed and, of an issue of our own, write it; `last`: the fact that wrote the date."""
    own = issue.world == act.store.identity.world
    act.told.append(
        f"{issue.number or issue.id} {values['reason']}" + ("" if own else "（联络站收到这份日历后，由那边的程序重算）")
    )
    if own:
        act.write(Followup, id_of(Followup.noun, issue.world, last, values), values)


def _acted_on(since: str, change: Change) -> str:
    """When the notice was written, wherever that was and whenever it came here; never before the date that it moves."""
    return min(max(change.told_on, since), clock.day())


def _fact(issue: Issue, found: Clock, due: Due, why: str) -> dict[str, Any]:
    """What the fact says; its id is made of all of it, so two PCs that find the same write the same fact."""
    values = {
        "issue": issue.id,
        "action": table.RECOUNT.word,
        "acted_by": PROGRAM,
        "due_on": due.due_on,
        "warn_on": due.warn_on,
        "provisional": due.provisional or None,
        "limit": found.limit,
        "rule": found.rule,
        "rule_digest": found.rule_digest,
        "reason": why,
    }
    return {name: value for name, value in values.items() if value is not None}


def _why(change: Change, found: Clock, due: Due) -> str:
    """期限从 2027-01-18 改为 2027-01-19：2027年放假通知到了，1月4日放假（元旦）."""
    if due.due_on != found.due_on:
        moved = f"期限从 {found.due_on} 改为 {due.due_on}" + ("（暂定）" if due.provisional else "")
    else:
        moved = f"期限仍是 {due.due_on}，" + ("成为暂定" if due.provisional else "不再是暂定")
    last = max((day for day in (due.due_on, found.due_on) if day), default=found.start)
    return f"{moved}：{_because(change, found.start, last)}"


def _because(change: Change, start: str, last: str) -> str:
    """What changed in the calendar between two days."""
    years = range(int(start[:4]), int(last[:4]) + 1)
    notices = [f"{year}年放假通知到了" for year in years if change.after.known(year) and not change.before.known(year)]
    notices += [
        f"{year}年放假通知撤掉了" for year in years if change.before.known(year) and not change.after.known(year)
    ]
    days = list(_days(change, start, last))
    more = [f"等 {len(days)} 天"] if len(days) > MOST_DAYS else []
    return "，".join([*notices, *days[:MOST_DAYS], *more] or ["日历有改动"])


def _days(change: Change, start: str, last: str) -> Iterator[str]:
    """1月4日放假（元旦）, 1月9日上班（调休上班）: the days of the clock that are worked now and were not, or the other way."""
    first = date.fromisoformat(start)
    for n in range(1, (date.fromisoformat(last) - first).days + 1):
        day = first + timedelta(days=n)
        now = change.after.day(day)
        if now.working != change.before.day(day).working:
            yield f"{day.month}月{day.day}日{'上班' if now.working else '放假'}（{now.why}）"


# -- the dates beside the organ's


class Beside(NamedTuple):
    """A date that moves: its name, what the fact says of it, the fact that began its clock, the day it was and is."""

    label: str
    values: dict[str, Any]
    began: Fact
    was: str
    now: str | None


def _helping(act: Act, outcome: Outcome, facts: Sequence[Fact], change: Change) -> Beside | None:
    """By when those who help give their opinion; a day that no limit leads to was agreed on, and stays."""
    began = _last(facts, outcome, lambda fact: fact.action in BEGINS and bool(fact.values.get("co_due_on")))
    if began is None or not outcome.co_due_on:
        return None
    for limit in _limits(act, CO, began.day):
        if count(change.before, began.day, limit.days, limit.unit).due_on == outcome.co_due_on:
            now = count(change.after, began.day, limit.days, limit.unit).due_on
            return Beside(Followup.co_due_on.label, {"co_due_on": now}, began, outcome.co_due_on, now)
    return None


def _limits(act: Act, name: str, day: str) -> Iterator[Limit]:
    """What a limit said on a day, as far as can be known: now, as it is shipped, as it was written before."""
    yield limit_named(rules_of(act.store, int(day[:4])), name)
    yield limit_named(rules_for(), name)
    ids = {row.id for row in act.store.find(Rule, "name=?", (name,))}
    for entry in act.store.entries("kind=?", (Rule.noun,)):
        values = entry.body["set"].get("values")
        if entry.body["id"] in ids and values:
            yield limit_named({name: values}, name)


def _rating(outcome: Outcome, facts: Sequence[Fact], change: Change) -> Beside | None:
    """By when who was told says how satisfied they are."""
    began = _last(facts, outcome, lambda fact: fact.action is table.INFORM and bool(fact.values.get("due_on")))
    if began is None or outcome.state != table.ANSWERED or not outcome.rating_due:
        return None
    days, unit = limit_said(began.values.get("limit"))
    if not unit or count(change.before, began.day, days, unit).due_on != outcome.rating_due:
        return None
    due = count(change.after, began.day, days, unit)
    told = {
        "due_on": due.due_on,
        "rule": began.values["rule"],
        "limit": began.values["limit"],
        "rule_digest": began.values.get("rule_digest"),
    }
    return Beside(Issue.rating_due.label, told, began, outcome.rating_due, due.due_on)


def _last(facts: Sequence[Fact], outcome: Outcome, wanted: Callable[[Fact], bool]) -> Fact | None:
    """The newest of these facts that counts."""
    return next((fact for fact in reversed(facts) if fact.id not in outcome.ineffective and wanted(fact)), None)


def _move(act: Act, issue: Issue, beside: Beside, change: Change) -> None:
    """Write the day a date beside the organ's is on now, where it is another."""
    if beside.now == beside.was:
        return
    because = _because(change, beside.began.day, max(beside.now or beside.was, beside.was))
    values = {
        "issue": issue.id,
        "action": table.RECOUNT.word,
        "acted_by": PROGRAM,
        **beside.values,
        "reason": f"{beside.label}从 {beside.was} 改为 {beside.now}：{because}",
        "acted_on": _acted_on(beside.began.day, change),
    }
    _write(act, issue, beside.began.id, {name: value for name, value in values.items() if value is not None})
