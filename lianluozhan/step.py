"""What can be done to an issue next, and what is missing before an act of one's own is written.

Stricter than `derive`: here a person can still mend what they typed; a fact once written is never judged by this.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lianluozhan import action as table
from lianluozhan.action import Action, Values, concerned, reason_against, wants_rating
from lianluozhan.followup import Followup, Outcome


def reason_untold(action: Action, outcome: Outcome, issue: Values) -> str | None:
    """Why it cannot be closed yet: who is still to be told (design §5, 办结)."""
    if action is not table.CLOSE or not outcome.to_tell:
        return None
    names = concerned(issue)
    waiting = "、".join(names.get(key, key) for key in outcome.to_tell)
    return f"还有 {len(outcome.to_tell)} 人没告诉，不能办结：{waiting}"


def next_steps(
    outcome: Outcome, issue: Values, role: str = table.STATION_ROLE
) -> tuple[Action, list[tuple[Action, str | None]]]:
    """The one next step, and every other action with the reason it is not possible now, None where it is."""
    reasons = {action: _reason(action, outcome, issue, role) for action in table.ACTIONS}
    unwanted = {
        table.INFORM: not outcome.to_tell,
        table.REDO: outcome.satisfaction != table.UNHAPPY,
        table.RATE: not wants_rating(outcome, issue),
    }
    offered = table.NEXT.get(outcome.state, ())
    first = next((action for action in offered if reasons[action] is None and not unwanted.get(action)), table.NOTE)
    return first, [(action, reason) for action, reason in reasons.items() if action is not first]


def reason_joined(action: Action, outcome: Outcome, issue: Values) -> str | None:
    """Why it cannot be put aside: others were joined to it and wait for its answer."""
    if action not in (table.REFER, table.WITHDRAW, table.VOID) or not issue.get("joined_numbers"):
        return None
    return f"{'、'.join(issue['joined_numbers'])} 已并到这一件，等着它的答复，不能{action.word}；请先更正那边的并案"


def _reason(action: Action, outcome: Outcome, issue: Values, role: str) -> str | None:
    if action.by_program:
        return "日历有变化时由程序自动重算"
    checks = (reason_untold, reason_joined)
    return reason_against(action, outcome, issue, role) or next(
        filter(None, (c(action, outcome, issue) for c in checks)), None
    )


def problems(
    action: Action, values: Values, outcome: Outcome, issue: Values, today: str | date, role: str = table.STATION_ROLE
) -> list[str]:
    """What is missing or not allowed, each a sentence in plain Chinese; empty when the act may be written.

    `values`: canonical, with what the program fills in already there: who and when (for a 更正 those of the fact it
    corrects: outcome.correctable), whom to tell as keys, the organ's due_on, the 站长.
    """
    refused = _reason(action, outcome, issue, role) if not action.by_program else None
    if refused:
        return [refused]
    return [
        *_missing(action, values, issue),
        *_odd_days(action, values, outcome, issue, str(today)),
        *_odd_targets(action, values, outcome, issue),
    ]


def _missing(action: Action, values: Values, issue: Values) -> Iterator[str]:
    needs = ("acted_on", "acted_by", *action.needed(values, issue))
    gone = [need for need in needs if not any(values.get(name) for name in need.split("|"))]
    if gone:
        yield f"{action.word}还缺：{'、'.join(_called(need, values) for need in gone)}"


def _called(need: str, values: Values) -> str:
    if need == table.WHY and table.UNHAPPY in values.values():
        return "不满意的原因"
    words = table.ANSWER_WORDS.get(values.get("answer_class") or "", {})
    return words.get(need) or Followup.fields[need.split("|")[0]].label


def _odd_days(action: Action, values: Values, outcome: Outcome, issue: Values, today: str) -> Iterator[str]:
    acted = (values.get("acted_on") or today)[:10]
    registered = (issue.get("registered_at") or acted)[:10]
    if acted < registered:
        yield f"{Followup.acted_on.label} {acted} 早于登记日期 {registered}"
    if acted > today[:10]:
        yield f"{acted} 还没有到，请写实际发生的日期"
    due, planned = values.get("due_on"), values.get("planned_on")
    if action is table.EXTEND and outcome.due_on:
        if acted > outcome.due_on:
            yield f"延期要在到期日 {outcome.due_on} 当天或之前提出；提出得早、录入得晚的，请写提出的日期"
        elif today[:10] > outcome.due_on and not values.get("evidence"):
            yield f"到期日 {outcome.due_on} 已经过了，补录延期要写明{Followup.evidence.label}：当时的复文、电话等"
        if due and due <= outcome.due_on:
            yield f"新的期限 {due} 要晚于原来的期限 {outcome.due_on}"
    elif due and due < acted:
        yield f"期限 {due} 早于{Followup.acted_on.label} {acted}"
    if planned and planned < acted:
        yield f"{_called('planned_on', values)} {planned} 早于{Followup.acted_on.label} {acted}"


def _odd_targets(action: Action, values: Values, outcome: Outcome, issue: Values) -> Iterator[str]:
    to = values.get("to") or ()
    targets = [to] if isinstance(to, str) else list(to)
    people = concerned(issue)
    if action in (table.INFORM, table.RATE, table.CONSULT) and people:
        strangers = [person for person in targets if person not in people and person not in people.values()]
        if strangers:
            yield f"名单里没有“{'、'.join(strangers)}”，要告诉的是：{'、'.join(people.values())}"
    if action in (table.CORRECT, table.JOIN) and len(targets) > 1:
        yield f"{action.word}一次只能写一个{Followup.to.label}"
    elif action is table.CORRECT and targets and not _may_correct(targets[0], values, outcome):
        yield "没有找到要更正的那一条办理；别人录的不能更正，请用批注告诉对方"
    elif action is table.JOIN and targets and targets[0] in (issue.get("id"), issue.get("number")):
        yield "不能并到自己名下"
    helps = values.get("organ") in (outcome.co_organs or ()) and values.get("organ") != outcome.organ
    if action in (table.ANSWER, table.TRACK) and helps:
        yield f"这是协办单位的意见，不算答复；请用“{table.ASSIST.word}”记下，交给主办单位，主办单位答复了再写“{table.ANSWER.word}”"
    elif action is table.ASSIST and values.get("organ") and not helps:
        yield "这件意见的协办单位里没有它"


def _may_correct(target: str, values: Values, outcome: Outcome) -> bool:
    """A fact of our own, or a 更正 of our own that is taken out whole."""
    return target in outcome.correctable or (target in outcome.corrections and values.get("how") == table.DROP)


def cautions(action: Action, values: Values, outcome: Outcome, return_by: str | None = None) -> list[str]:
    """What looks wrong and is written all the same. `return_by`: the last of the five working days for 退回."""
    acted = (values.get("acted_on") or "")[:10]
    made = []
    if outcome.last_acted_on and acted and acted < outcome.last_acted_on and action is not table.CORRECT:
        made.append(f"{acted} 比上一步的 {outcome.last_acted_on} 还早，先照记")
    if action is table.RETURN and return_by and acted > return_by:
        made.append(f"退回要在 {return_by} 以前，已经过了，先照记")
    if action is table.URGE and outcome.due_on and acted and acted <= outcome.due_on:
        made.append(f"期限是 {outcome.due_on}，还没有过期，先照记")
    if action is table.CLOSE and outcome.satisfaction == table.UNHAPPY:
        made.append("评价是不满意，没有重办就办结了")
    return made
