"""`follow` of what is no issue: somebody with an appointment came or did not, deputies sign up for an activity or ask leave,
a ballot is counted by one and by another."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Any

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.activity import SEND, Activity, announce, follow_up
from lianluozhan.appointment import CAME, CANCELLED, MISSED, Appointment, carried, settle
from lianluozhan.appraisal import Appraisal
from lianluozhan.ballot import AGAIN, BY, COUNTED, Ballot, about, count, count_again, shares
from lianluozhan.booking import COMING, LEAVE, SIGN_IN, book, sign_in
from lianluozhan.cli import law, project, supervise
from lianluozhan.cli.desk import named
from lianluozhan.cli.words import pairs, said_of
from lianluozhan.commitment import Commitment
from lianluozhan.deputy import Deputy
from lianluozhan.draft_law import DraftLaw
from lianluozhan.errors import BadInput, read_as_input
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.named import record_of
from lianluozhan.opinion import Opinion
from lianluozhan.project import Project
from lianluozhan.raising import WORD as RAISE, raise_suggestion
from lianluozhan.readable import readable
from lianluozhan.reception import add_visit
from lianluozhan.record import Record, new_id
from lianluozhan.similar import similar_issues
from lianluozhan.store import Store
from lianluozhan.suggestion import behind
from lianluozhan.taking_on import CASE, WORD as TAKE_ON
from lianluozhan.visit import Visit

ENDS = (CAME, MISSED, CANCELLED)
NOTICE = "通知"
ACTS = (NOTICE, COMING, LEAVE, SIGN_IN, SEND)
ORGAN = Followup.organ.label
SAID = {
    "代表": "expected",
    "deputies": "expected",
    "原因": "reason",
    ORGAN: "organ",
    Followup.acted_on.label: "acted_on",
}


def meant(store: Store, options: Namespace) -> Record:
    """The record a step is about: who came is an appointment, though a visit may have the same name."""
    return record_of(store, options.number, Appointment.noun if options.action in ENDS else "")


def appointment(store: Store, one: Appointment, options: Namespace) -> None:
    """到访: links the visit that is named, else registers one from what was agreed and typed; 未到, 取消."""
    typed = named(
        Visit,
        said_of(Appointment, dict.fromkeys(ENDS), options, "；到访写 接待=J0012，或写 原话=… 处理方式=… 现登记一次"),
    )
    link = typed.pop(Appointment.visit.label, None) or typed.pop("visit", None)
    if options.action != CAME and typed:
        raise BadInput(f"“{options.action}”后面不用写内容", then="有话要记，请用 amend 改事由")
    with acting(store, "arrive", options.operator or "") as act:
        if link:
            visit = record_of(store, link, Visit.noun)
        else:
            visit = _arrived(act, one, typed) if options.action == CAME else None
        act.finish()
        one = store.the(Appointment, (one.world, one.id))
        if one.visit is None:  # registered on its day it is linked already
            settle(act, one, options.action, visit)
    print(f"{one.name or Appointment.label}：{options.action}" + (f"，接待 {visit.number}" if visit else ""))


def _arrived(act: Any, one: Appointment, typed: Mapping[str, Any]) -> Visit:
    """The visit of who comes now, unless another time is said."""
    with read_as_input():
        values = Visit.read({"received_at": clock.day(), **typed})
    known = {name: value for name, value in values.items() if value is not None}
    values = carried(one) | known
    if missing := [field.label for field in Visit.missing(values)]:
        raise BadInput(f"还缺：{'、'.join(missing)}", then="如：follow 张三 到访 原话=路灯不亮 处理方式=当场答复")
    return add_visit(act, new_id(), values)


def activity(store: Store, one: Activity, options: Namespace) -> None:
    """报名 and 请假 of deputies, 签到 of all who booked, and the report sent to an organ."""
    said = said_of(Activity, dict.fromkeys(ACTS), options)
    typed = {SAID.get(name, name): value for name, value in said.items()}
    with acting(store, "booking", options.operator or "") as act:
        if options.action == SEND:
            made = follow_up(act, one, typed.get("organ") or "", _day(typed.get("acted_on")))
        elif options.action == NOTICE:
            announce(act, one)
        elif options.action == SIGN_IN:
            sign_in(act, one)
        else:
            _book(act, one, options.action, typed)
    if options.action == SEND:
        issue = readable(store, Issue, [store.the(Issue, (one.world, made))])[0]
        print(
            f"{one.number} 的报告开成{issue['kind']} {issue['number']}，交给 {issue['organ']}，期限 {issue['due_on']}"
        )
        return
    now = readable(store, Activity, [store.the(Activity, (one.world, one.id))])[0]
    counts = [f"{Activity.fields[name].label} {len(now[name] or ())} 人" for name in ("expected", "present", "absent")]
    print(f"{now['number']} 现在：{'，'.join([now['state'], *counts])}")


def _day(word: str | None) -> str | None:
    with read_as_input():
        return Activity.fields["planned_on"].read(word)


def _book(act: Any, one: Activity, action: str, typed: Mapping[str, str]) -> None:
    people = Activity.fields["expected"].read(typed.get("expected") or "")
    reason = (typed.get("reason") or "").strip()
    if not people or (action == LEAVE) != bool(reason):
        example = f"如：follow {one.number} 报名 代表=陈秀兰、彭喆；follow {one.number} 请假 代表=孔方 原因=出差"
        raise BadInput("请假要写代表和原因，报名只写代表", then=example)
    book(act, one, [record_of(act.store, name, Deputy.noun).id for name in people], reason)


def ballot(store: Store, one: Ballot, options: Namespace) -> None:
    """计票 and 监票, each by its own person; 重计 puts both aside."""
    typed = said_of(Ballot, dict.fromkeys((*BY, AGAIN)), options)
    with acting(store, "count", options.operator or "") as act:
        if options.action == AGAIN:
            count_again(act, one, typed.get("原因") or typed.get("reason") or "")
        else:
            who = BY[options.action][0]
            count(act, one, options.action, typed.pop(Ballot.fields[who].label, "") or typed.pop(who, ""), typed)
    now = readable(store, Ballot, [store.the(Ballot, (one.world, one.id))])[0]
    said = f"：{now['result']}，{shares(now)}" if now["state"] == COUNTED else ""
    print(f"{now['number']} {about(now)} 现在：{now['state']}{said}")


def suggest(store: Store, one: Issue, options: Namespace) -> None:
    """形成建议 of an issue and of others named beside it (和=Y0007、Y0010): their deputies' suggestion, in one step."""
    typed = pairs(options.pairs)
    others = Issue.basis.read(typed.pop("和", "") or typed.pop("with", "")) or []
    with acting(store, "suggest", options.operator or "") as act:
        with read_as_input():
            values = Issue.read(named(Issue, typed))
        id = raise_suggestion(act, [one, *(record_of(store, word, Issue.noun) for word in others)], values)
    made = store.the(Issue, (store.identity.world, id))
    print(f"{made.number} {made.title}，依据 {behind(store, made).words}")
    for like in similar_issues(store, made.data):
        if like.issue.kind == made.kind and like.issue.id != id:
            print(f"相近的：{like.issue.number} {like.issue.title or ''}（{'、'.join(like.reasons)}）")


GOING: Mapping[type[Record], Callable[[Store, Any, Namespace], None]] = {
    Appointment: appointment,
    Activity: activity,
    Ballot: ballot,
    Project: project.follow,
    DraftLaw: law.follow_draft,
    Opinion: law.follow_opinion,
    Commitment: supervise.follow,
    Appraisal: supervise.follow,
}
OF_ISSUES: Mapping[str, Callable[[Store, Issue, Namespace], None]] = {  # acts on issues that make something else
    RAISE: suggest,
    TAKE_ON: project.take_on,
    CASE: project.take_on,
    supervise.VOTE: supervise.ballot_on,
}
