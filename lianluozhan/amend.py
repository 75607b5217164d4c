"""Changing what was written: a field amended with its reason, a record voided with its number kept, a paper attached."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lianluozhan import attachment, clock, rulebook, supervise
from lianluozhan.act import Act
from lianluozhan.activity import Activity, number_held
from lianluozhan.ballot import AGAIN
from lianluozhan.caution import locked
from lianluozhan.deadline import Rule
from lianluozhan.draft_law import DraftLaw, check_days
from lianluozhan.duty import Duty, of_visits, origin, theme_of
from lianluozhan.errors import BadInput, BadValue, Changed, NotAllowed, NotFound, ReasonWanted, read_as_input
from lianluozhan.field import Field, Papers, Serial
from lianluozhan.followup import Followup
from lianluozhan.handling import void_issue
from lianluozhan.held import SENT_BACK
from lianluozhan.issue import Issue
from lianluozhan.journal import Place as Where
from lianluozhan.late import DATED
from lianluozhan.match import matched
from lianluozhan.month import closing_of
from lianluozhan.note import Note, remark
from lianluozhan.opinion import Opinion
from lianluozhan.points import check_rule
from lianluozhan.project import Project, checked
from lianluozhan.reception import visit_amended, void_visit
from lianluozhan.record import Record
from lianluozhan.schedule import Schedule
from lianluozhan.speaking import settled
from lianluozhan.store import Store
from lianluozhan.study import Study, shelved
from lianluozhan.suggestion import check, settle
from lianluozhan.visit import Visit

# Who must sign an issue follows from these.
SIGNING = frozenset(("form", "congress", "signed", "lead_deputy", "deputies", "kind"))
Values = dict[str, Any]  # {field: canonical value}
ALL = "都要"
HOW_RULE = "规定写成 天数=10 单位=工作日 这样，一项一个"


def version(store: Store, record: Record) -> frozenset[Where]:
    """The entries a record is made of: what a form was opened on."""
    sql = "SELECT stream, max(seq) FROM entry WHERE id=? AND world=? GROUP BY stream"
    return frozenset(store.db.execute(sql, (record.id, record.world)).fetchall())


def amend(
    act: Act,
    record: Record,
    typed: Mapping[str, Any],
    reason: str,
    opened_on: frozenset[Where] | None = None,
    correcting: bool = False,
) -> dict[str, Any]:
    """Write fields anew, with the reason as a note; returns what changed. `typed` is as people type it; "" clears.

    Words of a visit that are locked are changed only where somebody says that they are `correcting` (更正) them. Raises Changed
    when the record is no longer what the form was opened on, and changes nothing.
    """
    cls = type(record)
    if record.voided:
        raise NotAllowed("这一条已经作废，不能再改")
    reason = _said(Note.text, reason, "更改")
    values = _readable(record, typed)
    if opened_on is not None and opened_on != version(act.store, record):
        held = act.store.the(cls, (record.world, record.id))
        theirs = {name: held.data[name] for name in cls.written() if held.data[name] != record.data[name]}
        raise Changed("您打开之后，这条记录被别人改过，没有保存", values, theirs)
    values = _settled(act, record, matched(act, cls, values))
    changed = {name: value for name, value in values.items() if record.data.get(name) != value}
    if gone := [field.label for field in cls.missing(record.data | changed) if field.name in changed]:
        raise BadInput(f"{'、'.join(gone)}不能空着")
    if "statement" in changed:
        _refuse_locked(act.store, record, correcting=correcting)
    if changed:
        act.write(cls, record.id, changed, record.world)
        if isinstance(record, Visit):
            visit_amended(act, record, Visit(record.data | changed), reason)
        elif isinstance(record, Activity):
            number_held(act, Activity(record.data | changed))
        remark(act, record, "更正", reason)
    return changed


def _refuse_locked(store: Store, record: Record, *, correcting: bool) -> None:
    """The words of a visit that are locked, those of an issue whose month is closed, stay as they were said."""
    if isinstance(record, Visit) and not correcting and (why := locked(store, record)):
        raise NotAllowed(
            f"原话已锁定（{why}），没有改动",
            then="确实记错了，请用“更正原话”（命令加 --correct），写明理由；原来的仍看得到",
        )
    if isinstance(record, Issue) and closing_of(store, str(record.data[DATED[record.noun][1]])):
        raise NotAllowed("这个月已经结账，原话不能再改", then="要补充的请写在备注或批注里")


def _rule(_act: Act, rule: Rule, values: Values) -> Values:
    check_rule(rule.data | values)
    return values


def _issue(act: Act, issue: Issue, values: Values) -> Values:
    values = settle(act, values)
    if values.keys() & SIGNING:
        check(act, issue.data | matched(act, Issue, values))
    return values


def _duty(act: Act, duty: Duty, values: Values) -> Values:
    """Another kind of duty has another theme."""
    if values.get("kind") and "theme" not in values:
        return {**values, "theme": theme_of(act, Duty(duty.data | values))}
    return values


def _draft(_act: Act, draft: DraftLaw, values: Values) -> Values:
    check_days(draft.data | values)
    return values


def _schedule(_act: Act, day: Schedule, values: Values) -> Values:
    """A day that is moved says from which, one that comes back to it no more."""
    if values.get("date", day.date) == day.date or "moved_from" in values:
        return values
    since = day.moved_from or day.date
    return {**values, "moved_from": None if values["date"] == since else since}


# What the changed values of a kind must be besides what each field asks, and what goes with them. Raises BadInput, NotFound.
SETTLED: Mapping[type[Record], Callable[[Act, Any, Values], Values]] = {
    Rule: _rule,
    Issue: _issue,
    Duty: _duty,
    Project: lambda act, _project, values: checked(act.store, values),
    DraftLaw: _draft,
    Opinion: lambda act, opinion, values: settled(act.store, opinion, values),
    Schedule: _schedule,
    **dict.fromkeys(supervise.CHECKED, lambda act, record, values: supervise.settled(act.store, record, values)),
}


def _settled(act: Act, record: Record, values: Values) -> Values:
    settle_kind = SETTLED.get(type(record))
    return settle_kind(act, record, values) if settle_kind else values


def _readable(record: Record, typed: Mapping[str, Any]) -> dict[str, Any]:
    cls = type(record)
    if isinstance(record, Followup):
        raise NotAllowed("办理记录写下后不改", then="请用 follow … 更正 说明，原来的仍看得到")
    if isinstance(record, Rule) and (said := {word: typed[word] for word in typed if word in rulebook.known_keys()}):
        typed = {word: typed[word] for word in typed if word not in said} | {
            "values": rulebook.mended(record.data["values"], said)
        }
    for name in typed:
        field = cls.fields.get(name)
        if field is None or field.derived or isinstance(field, Serial) or name == "voided":
            known = [f.label for n, f in cls.written().items() if not isinstance(f, Serial) and n != "voided"]
            what = f"{cls.label}没有“{name}”这一项" if field is None else f"{cls.label}的“{field.label}”不能改"
            raise BadInput(what, then=f"可改：{'、'.join(known)}")
        if name in cls.stepwise:
            recount = f"；数错了票的，请用{AGAIN}" if "counted" in cls.stepwise else ""
            raise NotAllowed(
                f"“{field.label}”是一步一步记下的，不能直接改", then=f"记错了的，请撤销那一步，或者再记一次{recount}"
            )
        if isinstance(record, Duty) and of_visits(record, name):
            what = origin(record)
            raise NotAllowed(f"“{field.label}”来自{what}登记", then=f"请改那次{what}，履职会跟着变")
    with read_as_input():
        values = cls.read(typed)
    if isinstance(record, Rule) and (
        wrong := rulebook.reasons((record.data | values)["name"], (record.data | values)["values"])
    ):
        raise BadInput("；".join(f"“{what}”{why}" for what, why in wrong), then=HOW_RULE)
    return values


def decide(act: Act, record: Record, name: str, choice: str) -> Any:
    """Settle a conflict by a write that has seen all: `choice` is the place of a value, from 1, ALL of the papers, or a value."""
    writes = _written(act, record, name)
    if choice == ALL and isinstance(type(record).fields[name], Papers):
        return decide_for_all(act, record, name)
    if choice.isdecimal() and 1 <= int(choice) <= len(writes):
        value = _here(writes[int(choice) - 1])
        if name == "voided" and int(choice) > 1:
            value = None  # the edit is chosen over the voiding
        act.amend(record, {name: value})
        return value
    return decide_otherwise(act, record, name, choice)


def decide_otherwise(act: Act, record: Record, name: str, typed: str) -> Any:
    """Settle a conflict by another value than those that were written, also where it looks like the place of one."""
    _written(act, record, name)
    value = _readable(record, {name: typed})[name]
    act.amend(record, {name: value})
    return value


def decide_for_all(act: Act, record: Record, name: str) -> list[dict[str, Any]]:
    """Settle a conflict of papers by keeping what each of them attached: two who attach one each do not contradict each other."""
    papers = {paper["digest"]: paper for write in _written(act, record, name) for paper in _here(write) or ()}
    act.amend(record, {name: list(papers.values())})
    return list(papers.values())


def _here(write: Mapping[str, Any]) -> Any:
    if write["masked"]:
        raise NotAllowed("这个值的保密部分不在这里", then="请在它来的那一方定")
    return write["value"]


def _written(act: Act, record: Record, name: str) -> list[dict[str, Any]]:
    sql = "SELECT writes FROM conflict WHERE noun=? AND world=? AND id=? AND field=?"
    found = act.store.db.execute(sql, (record.noun, record.world, record.id, name)).fetchone()
    if found is None:
        raise NotFound("这里没有要定的地方", then="请用 conflicts 查看")
    return json.loads(found[0])


def attach(act: Act, record: Record, *files: Path) -> int:
    """Attach papers to a record; returns how many were not there yet. A paper is on the disk before its entry."""
    name = papers_of(type(record))
    if isinstance(record, Followup) or record.voided or name is None:
        raise NotAllowed("这一条已经作废，不能再加附件" if record.voided else f"{record.label}不收附件")
    more = shelved(act, record, files) if isinstance(record, Study) else {}
    taken = [attachment.take(act.store.path.parent, file, clock.today().year) for file in files]
    papers = {one["digest"]: one for one in record.data.get(name) or ()}
    new = {one["digest"]: one for one in taken if one["digest"] not in papers}
    if new:
        act.amend(record, {name: [*papers.values(), *new.values()]} | more)
    return len(new)


def papers_of(cls: type[Record]) -> str | None:
    """The field that takes a record's papers: its attachments, of an activity its photos, of what is read its files."""
    return next((name for name in ("attachments", "photos", "files") if name in cls.written()), None)


def send_back(act: Act, record: Record, reason: str) -> None:
    """退回修改 with what is to be changed: the side that wrote the record sees it beside it until it has changed it."""
    remark(act, record, SENT_BACK, _said(Note.fields["text"], reason, SENT_BACK))


def void(act: Act, record: Record, reason: str) -> None:
    """作废 with a reason; the number stays and is never given again."""
    if record.voided:
        raise NotAllowed("这一条已经作废了")
    _VOID.get(type(record), _void_plain)(act, record, _said(record.fields["voided"], reason, "作废"))


def _said(field: Field, reason: str, act: str) -> str:
    """A reason that can be kept; every change of what was written has one."""
    try:
        read = field.read(reason)
    except BadValue as bad:
        raise BadInput(f"原因：{bad}") from None
    if read is None:
        raise ReasonWanted(f"{act}要写明原因", then="请写为什么，如：电话记错了；命令加 --reason 原因")
    return read


def _void_plain(act: Act, record: Record, reason: str) -> None:
    if isinstance(record, Followup):
        raise NotAllowed("办理记录不能作废", then="请用 follow … 更正 说明，原来的仍看得到")
    act.amend(record, {"voided": reason})


def _void_duty(act: Act, duty: Duty, reason: str) -> None:
    if what := origin(duty):
        raise NotAllowed(f"这条履职由{what}自动登记", then=f"请作废那几次{what}，履职会跟着变")
    _void_plain(act, duty, reason)


_VOID: Mapping[type[Record], Callable[[Act, Any, str], None]] = {Visit: void_visit, Issue: void_issue, Duty: _void_duty}
