"""办理: the facts of an issue, and the one pure function that says from them where it stands.

Nobody edits an issue's state (design §2.4): a follow-up is appended and `derive` reads them all, ordered as design §6
"Facts" has it (fact.py). What may follow what stands in action.py; due dates are data of facts, none is counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import SimpleNamespace
from typing import Any

from lianluozhan import action as table
from lianluozhan.action import Action, Values, concerned, reason_against, wants_rating
from lianluozhan.effect import EFFECTS
from lianluozhan.fact import Fact, Saw, correctable, corrected, flagged, helps_only, no_clock, ordered, seen_last, stays
from lianluozhan.field import Choice, Day, LongText, Moment, Papers, Ref, Refs, Text, Words, YesNo
from lianluozhan.record import Record
from lianluozhan.visit import RATINGS


class Followup(Record):
    """One fact of an issue; never changed once written."""

    noun, label = "followup", "办理"
    indexes = ("issue",)

    issue = Ref("意见", of="issue", required=True)
    action = Choice("办理事项", choices=table.WORDS, required=True)
    acted_on = Moment("办理日期", required=True)
    acted_by = Text("办理人", required=True)
    evidence = Choice("依据", choices=("复文", "回执", "电话", "微信", "当面", "现场查看", table.FROM_SHEET))
    document_number = Text("文号")
    organ = Ref("承办单位", of="organ")
    co_organs = Refs("协办单位", of="organ")
    assigned_by = Text("交办单位")
    approved_by = Text("审批人")
    to = Words("对象")
    how = Text("方式")
    text = LongText("内容")
    reason = LongText("理由")
    due_on = Day("期限")
    warn_on = Day("预警日期")
    limit = Text("时限")
    rule = Text("依据的规则")
    rule_digest = Text("规则摘要")
    provisional = YesNo("期限暂定")
    answer_class = Choice("答复类别", choices=tuple(table.ANSWER_NEEDS))
    answer_words = Text("答复类别的说法")  # what the district called it then
    planned_on = Day("计划日期")
    co_due_on = Day("协办期限")
    satisfaction = Choice("满意度", choices=RATINGS)
    satisfaction_work = Choice("对办理工作满意度", choices=RATINGS[:3])
    satisfaction_result = Choice("对办理结果满意度", choices=RATINGS[:3])
    attachments = Papers("附件")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an issue stands. Days are YYYY-MM-DD; people and organs as the facts name them.

    told: {person: {on, how, rating}}, with `out` where 匿名, 本人不愿 or 无法联系, with `tries` (days) where missed.
    closed_on stays through the tracking of a B promise: closed in the sums is `closed_on` and no aside state.
    """

    state: str = table.WAITING
    turn: str | None = None
    next_on: str | None = None
    route: str | None = None
    organ: str | None = None
    co_organs: Sequence[str] | None = None
    proposed: str | None = None  # the organ a 报区 or 退回 suggests
    assigned_by: str | None = None
    assigned_on: str | None = None
    received_on: str | None = None
    due_on: str | None = None
    warn_on: str | None = None
    limit: str | None = None
    rule: str | None = None
    provisional: bool | None = None
    round: int = 1
    urged: int = 0  # times in this round
    reported: bool = False  # the district may write on it
    answer_class: str | None = None
    planned_on: str | None = None
    co_due_on: str | None = None  # by when those who help give their opinion, until all have
    co_said: tuple[str, ...] = ()  # those of them who have, in this round
    consulted_on: str | None = None  # 面商, the last of this round
    rating_due: str | None = None  # by when who was told says how satisfied they are
    satisfaction: str | None = None  # the least content of those who said so in this round
    told: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    to_tell: tuple[str, ...] = ()
    tracking_due: str | None = None
    closed_on: str | None = None
    merged_into: str | None = None
    split_from: str | None = None
    split_into: tuple[str, ...] = ()
    pauses: tuple[tuple[str, str | None], ...] = ()
    last_acted_on: str | None = None
    ineffective: tuple[str, ...] = ()  # ids of facts that changed nothing: 未生效
    flagged: bool = False
    correctable: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # see fact.correctable
    corrections: tuple[str, ...] = ()  # the own side's 更正: what may be taken out again


START = {f.name: f.default for f in fields(Outcome)}  # before any fact


def derive(issue: Values, facts: Iterable[Fact], saw: Saw) -> Outcome:
    """Where `issue` stands after `facts`, the same for every order and repetition of them (design §6, Facts).

    `issue` has registered_at, kind and, where known: voided, raiser_kind, route (村社 or 乡镇), villages (the organs that are
    村社), concerned (see
    action.concerned), joined (the keys among them of people behind issues joined to it), lands ({issue: which it was
    joined to}, of all that lead here), owner (station or district: whose record it is), host (default assigned_by), head
    (站长).
    `saw(a, b)`: a's writer had seen b; transitive, and of each stream a prefix.
    """
    before = seen_last(facts, saw)
    order = ordered(before)
    owner = issue.get("owner") or table.STATION_ROLE
    mended, idle = corrected(order, saw, owner)
    life = _start(issue, owner)
    applied: set[str] = set()
    for written in order:
        if written.id in applied:  # two PCs read the same ledger: one fact, two entries
            continue
        applied.add(written.id)
        action, fact = written.action, mended.get(written.id, written)
        if fact is None or (action is table.CORRECT and fact.id not in idle):
            continue
        if fact.id in idle or action is None or _idles(life, action, fact, issue):
            life.ineffective += (fact.id,)
        else:
            _step(life, action, fact, issue)
    life.flagged = flagged(before, life.ineffective)
    life.correctable = correctable(order, mended, owner)
    life.corrections = tuple({f.id: f for f in order if f.role == owner and f.action is table.CORRECT})
    return _finish(life, issue)


def _start(issue: Values, owner: str) -> SimpleNamespace:
    registered = (issue.get("registered_at") or issue.get("created_at") or "")[:10]
    clerk = table.DISTRICT if owner == table.DISTRICT_ROLE else table.CLERK
    life = SimpleNamespace(**START)
    life.told, life.clerk, life.reported = {}, clerk, owner == table.DISTRICT_ROLE
    life.wait_on = registered or None  # the next date where no clock gives one
    life.returned = False  # by the organ, to who assigned
    return life


def _idles(life: SimpleNamespace, action: Action, fact: Fact, issue: Values) -> bool:
    return bool(
        reason_against(action, life, issue, fact.role)
        or stays(action, fact, issue)
        or helps_only(action, fact, life)
        or no_clock(action, fact, life)
    )


def _step(life: SimpleNamespace, action: Action, fact: Fact, issue: Values) -> None:
    """Let one fact that counts do what its row of the table says, and its effect besides."""
    values, day, old = fact.values, fact.day, life.state
    clears = (*action.clears, *(table.CLOCK if "due_on" in action.sets and values.get("due_on") else ()))
    for name in clears:
        setattr(life, name, None)
    for name in action.sets:
        if values.get(name) is not None:
            setattr(life, name, values[name])
    new = action.follows(life)
    if action in EFFECTS:
        EFFECTS[action](life, fact, issue)
    life.state = new
    if action.closing:
        life.closed_on = life.closed_on or day
    if old == table.PAUSED != new:
        life.pauses = (*life.pauses[:-1], (life.pauses[-1][0], day))
    if new != old:
        life.wait_on = (new in (table.WAITING, table.REPORTED) and values.get("due_on")) or day
    if action in (table.INFORM, table.PAUSE):
        life.wait_on = values.get("planned_on") or day
    life.last_acted_on = max(life.last_acted_on or day, day)


def _finish(life: SimpleNamespace, issue: Values) -> Outcome:
    life.state = table.VOIDED if issue.get("voided") else life.state
    life.to_tell = tuple(key for key in concerned(issue) if not life.told.get(key, {}).get("on"))
    if life.state not in (*table.OPEN, table.JOINED) and not set(life.to_tell).isdisjoint(issue.get("joined") or ()):
        life.flagged = True  # joined to it where nobody knew it was over: somebody would wait for ever
    if life.state not in table.IN_HAND or set(life.co_said).issuperset(life.co_organs or ()):
        life.co_due_on = None
    if life.state != table.ANSWERED or life.to_tell or not wants_rating(life, issue):
        life.rating_due = None
    due = {table.HANDLING: life.due_on, table.TRACKED: life.tracking_due, table.ANSWERED: life.rating_due}.get(
        life.state
    )
    life.next_on = (due or life.wait_on) if life.state in table.OPEN else None
    life.turn = _turn(life, issue)
    return Outcome(**{name: getattr(life, name) for name in START})


def _turn(life: SimpleNamespace, issue: Values) -> str | None:
    """Whose turn it is: a person of the office, who assigned, or the organ."""
    if life.state not in table.OPEN:
        return None
    if life.state in (table.HANDLING, table.TRACKED):
        return life.organ or life.clerk
    if life.returned and life.state in (table.WAITING, table.REPORTED) and life.assigned_by:
        return life.assigned_by
    if life.state == table.REPORTED:
        return table.DISTRICT
    ripe = life.state == table.ANSWERED and not life.to_tell and not wants_rating(life, issue)
    return table.HEAD if ripe and issue.get("head") else life.clerk
