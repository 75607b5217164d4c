"""办理: the facts of an issue, and the one pure function that says from them where it stands.

Nobody edits an issue's state (design §2.4): a follow-up is appended and `derive` reads them all, ordered as design §6
"Facts" has it (fact.py). What may follow what stands in action.py; due dates are data of facts, none is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import SimpleNamespace
from typing import Any

from lianluozhan import action as table
from lianluozhan.action import Action, Values, concerned, person_keys, reason_against
from lianluozhan.fact import Fact, Saw, correctable, corrected, flagged, ordered, seen_last, stays
from lianluozhan.field import Choice, Day, LongText, Moment, Papers, Ref, Refs, Text, Words, YesNo
from lianluozhan.record import Record, id_of
from lianluozhan.visit import RATINGS


def born_with(issue_id: str) -> str:
    """The fact an issue is born with has the same id on every PC."""
    return id_of("followup", issue_id)


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
    planned_on = Day("计划日期")
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
    for fact in order:
        if fact.id in applied:  # two PCs read the same ledger: one fact, two entries
            continue
        applied.add(fact.id)
        action = fact.action
        fact = mended.get(fact.id, fact)
        if fact is None or (action is table.CORRECT and fact.id not in idle):
            continue
        if action is None or fact.id in idle or reason_against(action, life, issue, fact.role) or stays(action, fact, issue):
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
    life = SimpleNamespace(**{f.name: f.default for f in fields(Outcome)})
    life.told, life.clerk, life.reported = {}, clerk, owner == table.DISTRICT_ROLE
    life.wait_on = registered or None  # the next date where no clock gives one
    life.returned = False  # by the organ, to who assigned
    return life


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
    if action in _EFFECTS:
        _EFFECTS[action](life, fact, issue)
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


def _escalated(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.route, life.reported, life.returned = table.UPWARD, True, False
    life.proposed, life.provisional = fact.values.get("organ"), fact.values.get("provisional")


def _assigned(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    upward = life.state == table.REPORTED or fact.role == table.DISTRICT_ROLE or life.route == table.UPWARD
    at_home = table.VILLAGE if life.organ in issue.get("villages", ()) else issue.get("route") or table.TOWN
    life.route = table.UPWARD if upward else at_home
    life.assigned_by = life.assigned_by or (table.DISTRICT if upward else issue.get("host"))
    life.assigned_on, life.received_on, life.returned, life.proposed = fact.day, None, False, None


def _returned(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.proposed, life.returned = fact.values.get("organ"), life.state == table.HANDLING
    if not life.returned:  # the district gives back what was reported
        life.route = None


def _answered(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    if life.state == table.CLOSED and life.answer_class == "B":
        life.tracking_due = life.planned_on
    if life.state not in (table.ANSWERED, table.CLOSED):  # the letter after the call is no new answer
        life.told, life.satisfaction = {}, None


def _informed(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    how = fact.values.get("how")
    for person in person_keys(fact.targets, issue):
        told = life.told.setdefault(person, {"on": None, "how": None, "rating": None})
        if how in table.MISSED:
            told["tries"] = [*told.get("tries", ()), fact.day]
            enough = len(told["tries"]) >= table.TRIES and len(set(told["tries"])) >= table.TRY_DAYS
            if not enough or told["on"]:
                continue
        told.pop("out", None)
        told |= {"on": fact.day, "how": how}
        if how in (*table.MISSED, table.ANONYMOUS, table.UNWILLING):
            told |= {"out": table.UNREACHED if how in table.MISSED else how}


def _rated(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    said = [fact.values.get(name) for name in ("satisfaction", "satisfaction_work", "satisfaction_result")]
    for person in person_keys(fact.targets, issue) or list(concerned(issue))[:1] or [table.RAISER]:
        told = life.told.setdefault(person, {"on": None, "how": None, "rating": None})
        told["rating"] = _least(said)
    life.satisfaction = _least([told["rating"] for told in life.told.values()])


def _least(ratings: Iterable[str | None]) -> str | None:
    """The least content word; 未评价 and 无法回访 say nothing and stand only where nobody said more."""
    given = [word for word in ratings if word]
    return max((w for w in given if w in RATINGS[:3]), key=RATINGS.index, default=given[-1] if given else None)


def _redone(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.round, life.urged, life.received_on = life.round + 1, 0, None
    life.told, life.satisfaction = {}, None


def _closed(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    if life.answer_class == "B":
        life.tracking_due = life.planned_on


def _joined(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.merged_into = next(iter(fact.targets), None)


def _split(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    if fact.id == born_with(issue.get("id") or ""):  # the one split off is born with it
        life.split_from = next(iter(fact.targets), None)
    else:
        life.split_into = tuple(dict.fromkeys((*life.split_into, *fact.targets)))


def _recounted(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    if life.state == table.REPORTED:  # the district's five days, not an organ's clock
        life.wait_on = life.due_on or life.wait_on
        life.due_on = life.warn_on = life.limit = life.rule = None
        life.provisional = life.provisional or None


_EFFECTS: Mapping[Action, Callable[[SimpleNamespace, Fact, Values], None]] = {
    table.ESCALATE: _escalated,
    table.ASSIGN: _assigned,
    table.REASSIGN: _assigned,
    table.RECEIVE: lambda life, fact, issue: setattr(life, "received_on", fact.day),
    table.RETURN: _returned,
    table.URGE: lambda life, fact, issue: setattr(life, "urged", life.urged + 1),
    table.PAUSE: lambda life, fact, issue: setattr(life, "pauses", (*life.pauses, (fact.day, None))),
    table.ANSWER: _answered,
    table.TRACK: _answered,
    table.INFORM: _informed,
    table.RATE: _rated,
    table.REDO: _redone,
    table.CLOSE: _closed,
    table.JOIN: _joined,
    table.SPLIT: _split,
    table.RECOUNT: _recounted,
}


def _finish(life: SimpleNamespace, issue: Values) -> Outcome:
    life.state = table.VOIDED if issue.get("voided") else life.state
    life.to_tell = tuple(key for key in concerned(issue) if not life.told.get(key, {}).get("on"))
    if life.state not in (*table.OPEN, table.JOINED) and not set(life.to_tell).isdisjoint(issue.get("joined") or ()):
        life.flagged = True  # joined to it where nobody knew it was over: somebody would wait for ever
    due = {table.HANDLING: life.due_on, table.TRACKED: life.tracking_due}.get(life.state)
    life.next_on = (due or life.wait_on) if life.state in table.OPEN else None
    life.turn = _turn(life, issue)
    return Outcome(**{f.name: getattr(life, f.name) for f in fields(Outcome)})


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
    ripe = life.state == table.ANSWERED and not life.to_tell and not table.wants_rating(life, issue)
    return table.HEAD if ripe and issue.get("head") else life.clerk
