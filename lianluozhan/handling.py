"""Acting on issues: each act makes a fact, with the dates its clock needs; where the issue stands follows by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan import action as table
from lianluozhan import clock
from lianluozhan.abacus import Clock, clock_of, stopped
from lianluozhan.act import Act
from lianluozhan.action import Action, action_of
from lianluozhan.calendar import WorkCalendar
from lianluozhan.calendar import calendar_of as calendar_in
from lianluozhan.category import guess
from lianluozhan.deadline import MONTHS, NATURAL, WORKING, Due, Limit, count, counted_to, digest, limit_for, limit_named, rules_of
from lianluozhan.errors import BadInput, BadValue, NotAllowed
from lianluozhan.followup import Followup, Outcome, born_with
from lianluozhan.issue import Issue, circumstances, facts_now, facts_of, standings
from lianluozhan.match import matched
from lianluozhan.record import new_id
from lianluozhan.step import problems
from lianluozhan.store import Store

LETTERS = {table.SUGGESTION: "D"}  # the other kinds of issue count together (design §4)


def calendar_of(act: Act) -> WorkCalendar:
    """Working days as this folder knows them."""
    return act.once("calendar", lambda: calendar_in(act.store))


def begin_issue(act: Act, id: str, values: Mapping[str, Any], fact: Mapping[str, Any] | None = None) -> str:
    """Register an issue, numbered, with the fact it is born with, whose dates are worked out here; returns its number."""
    kept = present(values)
    number = act.number(Issue, kept["registered_at"][:4], LETTERS.get(kept.get("kind"), ""))
    act.write(Issue, id, kept | {"number": number})
    if fact is not None:
        act.write(Followup, born_with(id), {"issue": id, **first_values(act, kept, fact)})
    return number


def first_values(act: Act, issue: Mapping[str, Any], fact: Mapping[str, Any]) -> dict[str, Any]:
    """The fact an issue is born with, with the dates its clock begins with."""
    return present({**_dates(act, action_of(fact["action"]), issue, fact, None), **fact})


def add_issue(act: Act, id: str, values: Mapping[str, Any], evidence: str | None = None) -> None:
    """Register an issue that no visit brought: a deputy's own, a letter, a row of a ledger."""
    begin_issue(act, id, {"kind": table.PUBLIC, "urgency": "正常"} | matched(act, Issue, present(values)))


def follow(act: Act, issue: Issue, word: str, typed: Mapping[str, Any]) -> str:
    """Take an issue one step further; returns the new fact's id.

    `word` is the action in Chinese or English; `typed` the follow-up's fields as people type them. What is left out is
    filled in: the day with today, the person with who types, the organ's clock with the district's limits, whom to tell
    with everybody not yet told. Raises BadInput, or NotAllowed with every reason.
    """
    action = action_of(word)
    if action is None or action.by_program:
        raise BadInput(f"没有“{word}”这种办理", then=f"可用：{'、'.join(table.WORDS)}")
    key = issue.world, issue.id
    around = circumstances(act.store, [issue])[key]
    outcome = standings(act.store, [issue])[key]
    values = matched(act, Followup, _read(typed))
    values = {"acted_on": clock.today().isoformat(), "acted_by": act.operator or table.CLERK} | values
    values["to"] = _targets(act, action, issue, values.get("to")) or _people(action, values.get("to"), around, outcome)
    values = present(_default(action, outcome, around) | present(values))
    values = present(_dates(act, action, around, values, outcome) | values)
    wrong = problems(action, values, outcome, around, clock.today().isoformat(), act.store.identity.role)
    wrong += _too_far(act, action, around, values, outcome) if "due_on" in action.sets else []
    if wrong:
        raise NotAllowed("\n".join([f"{issue.number} 现在不能这样“{action.word}”：", *(f"  {one}" for one in wrong)]))
    id = new_id()
    if action is table.SPLIT and not values.get("to"):
        values["to"] = [split(act, issue, values)]
    act.write(Followup, id, {"issue": issue.id, "action": action.word, **values}, issue.world)
    return id


def split(act: Act, issue: Issue, values: Mapping[str, Any]) -> str:
    """拆分: a second matter becomes an issue of its own, of the same people; returns its id."""
    id = new_id()
    taken = {name: issue.data[name] for name in ("kind", "source", "visits", "raiser_kind", "raised_by", "raiser_phone",
                                                 "raiser_address", "lead_deputy", "deputies", "urgency", "sensitive")}  # fmt: skip
    own = {"registered_at": values["acted_on"], "statement": values["text"], "category": guess(values["text"])}
    begin_issue(act, id, taken | matched(act, Issue, present(own)))
    born = {"acted_on": values["acted_on"], "acted_by": values["acted_by"], "to": [issue.id], "reason": values["reason"]}
    act.write(Followup, born_with(id), {"issue": id, "action": table.SPLIT.word, **born}, issue.world)
    return id


def _read(typed: Mapping[str, Any]) -> dict[str, Any]:
    own = [name for name in ("issue", "action", "voided") if name in typed]
    if own:
        raise BadInput(f"“{Followup.fields[own[0]].label}”不在这里写", then="意见和办理事项写在前面，其余写成 项=值")
    try:
        return present(Followup.read({name: value for name, value in typed.items() if value is not None}))
    except BadValue as bad:
        known = "、".join(field.label for field in Followup.written().values())
        raise BadInput(str(bad), then=f"可写：{known}") from None


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is absent."""
    return {name: value for name, value in values.items() if value is not None}


def _default(action: Action, outcome: Outcome, around: Mapping[str, Any]) -> dict[str, Any]:
    """What the issue's own course says where nothing was typed."""
    if action in (table.ASSIGN, table.REASSIGN):
        body = table.DISTRICT if outcome.state == table.REPORTED else around.get("host")
        return {"assigned_by": body, "organ": outcome.proposed}
    if action is table.CLOSE:
        return {"approved_by": around.get("head")}
    return {}


def _targets(act: Act, action: Action, issue: Issue, to: list[str] | None) -> list[str] | None:
    """The fact a 更正 is about, as it stands; the issue a 并案 joins, by its number or the end of one, as its id."""
    if action in (table.CORRECT, table.SPLIT):
        return to
    if action is not table.JOIN or not to:
        return None
    where = "world=? AND (id=? OR number=? OR substr(number, -length(?) - 1) = '-' || ?)"
    found = act.store.find(Issue, where, (issue.world, *[to[0]] * 4))
    if len(found) != 1:
        raise BadInput(f"没有编号是“{to[0]}”的意见，或不止一件", then="请写要并到的那件意见的编号")
    if found[0].state not in table.OPEN:
        then = "请先重办那一件，或这一件单独办" if found[0].state == table.CLOSED else "请并到还在办的那一件"
        raise NotAllowed(f"{found[0].number} 现在是“{found[0].state}”，并过去就没有人办了", then=then)
    return [found[0].id, *to[1:]]


def _people(action: Action, to: list[str] | None, around: Mapping[str, Any], outcome: Outcome) -> list[str] | None:
    """Whom an act is about, as keys: a name in the open field `to` would leave the office (design §6, Private part)."""
    if action is table.INFORM and not to:
        return list(outcome.to_tell) or None
    if not to:
        return None
    concerned = around["concerned"]
    keys = {name: key for key, name in concerned.items()} | {key: key for key in concerned}
    raisers = [key for key in concerned if key not in around["concerned_deputies"]]
    groups = {table.RAISER: raisers, "代表": [key for key in concerned if key not in raisers]}
    unknown = [person for person in to if person not in keys and person not in groups]
    if unknown:
        raise BadInput(f"这件意见里没有“{'、'.join(unknown)}”", then=f"可写：{'、'.join(concerned.values())}")
    return list(dict.fromkeys(key for person in to for key in groups.get(person) or [keys[person]]))


def _dates(
    act: Act, action: Action, issue: Mapping[str, Any], values: Mapping[str, Any], outcome: Outcome | None
) -> dict[str, Any]:
    """The clock a fact starts, moves or resumes; due dates are data of the fact (design §6)."""
    day = values["acted_on"][:10]
    rules = _rules(act, day)
    if values.get("due_on") and "due_on" in action.sets:
        return _until(act, day, values["due_on"], rules, outcome.rule if outcome and action is table.EXTEND else None)
    if action in (table.ASSIGN, table.REASSIGN, table.REDO):
        again = (outcome.round if outcome else 1) + (action is table.REDO)
        return _clock(act, day, limit_for(rules, issue.get("urgency"), issue.get("kind"), again), rules)
    if action is table.ESCALATE:
        return _clock(act, day, limit_named(rules, table.ESCALATE.word), rules)
    if action is table.RESUME and outcome and (running := _running(act, issue, outcome)) and running.pauses:
        return _resumed(calendar_of(act), running, max(day, running.pauses[-1][0]))
    return {}


def _rules(act: Act, day: str) -> dict[str, Any]:
    """The district's rules as they hold in the year of a day."""
    return act.once(f"rules {day[:4]}", lambda: rules_of(act.store, int(day[:4])))


def _running(act: Act, issue: Mapping[str, Any], outcome: Outcome) -> Clock | None:
    facts = facts_now(act.store, (issue["world"], issue["id"]), issue.get("owner") or table.STATION_ROLE)
    return clock_of(calendar_of(act), outcome, [fact for fact, _mended in facts])


def _resumed(calendar: WorkCalendar, running: Clock, day: str) -> dict[str, Any]:
    """The clock goes on with what was left of it: working days as working days, months as days of the calendar."""
    running = stopped(calendar, running).resumed(day)
    due, unit = running.due(calendar), NATURAL if running.unit == MONTHS else running.unit
    over = counted_to(calendar, running.start, day, unit, running.pauses)
    whole = due.explanation[-1].counted if due.explanation else 0
    limit = Limit(max(whole - over, 0), unit, running.rule or table.RESUME.word)
    return _written(due, limit, running.rule_digest)


def _too_far(act: Act, action: Action, issue: Mapping[str, Any], values: Mapping[str, Any], outcome: Outcome) -> list[str]:
    """Why a day goes beyond what the rule allows at most, counted from the 交办 (代表法 §51: six months)."""
    due_on = values.get("due_on")
    start = outcome.assigned_on if action is table.EXTEND else values["acted_on"][:10]
    limit = limit_for(_rules(act, values["acted_on"]), issue.get("urgency"), issue.get("kind"), outcome.round + (action is table.REDO))
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
    due = act.once(f"due {day} {limit.days} {limit.unit}", lambda: count(calendar_of(act), day, limit.days, limit.unit))
    return _written(due, limit, digest(rules.get(limit.rule)))


def _written(due: Due, limit: Limit, rule_digest: str | None) -> dict[str, Any]:
    """A due date as a fact keeps it."""
    return {
        "due_on": due.due_on, "warn_on": due.warn_on, "provisional": due.provisional or None, "rule": limit.rule,
        "limit": f"{limit.days} {limit.unit}", "rule_digest": rule_digest,
    }  # fmt: skip


def void_issue(act: Act, issue: Issue, reason: str) -> None:
    """作废: a fact like any other; the number stays."""
    follow(act, issue, table.VOID.word, {"reason": reason})


def worked_on(store: Store, issue: Issue) -> bool:
    """Whether anybody did more to an issue than what it was born with."""
    key = issue.world, issue.id
    return any(fact.id != born_with(issue.id) for fact in facts_of(store, [key])[key])
