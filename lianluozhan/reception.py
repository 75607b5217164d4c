"""Saving a visit with all that follows from it in one act: the issue it opens, its first fact, the session's number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan import action as table
from lianluozhan.act import Act
from lianluozhan.appointment import kept_appointment
from lianluozhan.blank import number_of
from lianluozhan.dating import calendar_of
from lianluozhan.duty import NUMBERED, number_session
from lianluozhan.errors import NotAllowed
from lianluozhan.handling import begin_issue, first_values, void_issue, worked_on
from lianluozhan.issue import Issue
from lianluozhan.match import matched
from lianluozhan.place import assigning_body, own_place_id, seat_of
from lianluozhan.record import id_of, present, short_number
from lianluozhan.store import Store
from lianluozhan.visit import GATHERED, NOT_OURS, ON_THE_SPOT, SUGGESTED, TO_DISTRICT, TO_TOWN, TO_VILLAGE, Visit

# Of an issue: who is behind it.
PERSON = ("raiser_kind", "raised_by", "raiser_phone", "raiser_address", "source", "sensitive")
OPENS = dict.fromkeys((TO_VILLAGE, TO_TOWN, TO_DISTRICT), table.PUBLIC) | {SUGGESTED: table.SUGGESTION}


def add_visit(act: Act, id: str, values: Mapping[str, Any], evidence: str | None = None) -> Visit:
    """Register a reception and return it. An outcome that passes it on opens an issue, with its first fact where one follows.

    `values` are canonical; `evidence` says how the facts are known when they were not typed here (台账导入).
    """
    filled = _filled(act, matched(act, Visit, present(values)), evidence)
    if evidence is None:
        filled["party_size"] = _counted_once(act, Visit({"activity": None, "channel": None, **filled, "id": id}))
    visit = Visit({**filled, "id": id, "world": act.store.identity.world})
    act.write(Visit, id, filled)
    number_session(act, visit, act.once(NUMBERED, set))
    kept_appointment(act, visit)
    if visit.outcome in OPENS:
        begin_issue(act, issue_id(id), _issue_of(visit), _first_fact(act, visit, evidence))
    return visit


def _filled(act: Act, values: dict[str, Any], evidence: str | None) -> dict[str, Any]:
    """What the station knows by itself, where nothing was typed."""
    anonymous = values.get("visitor_name") is None
    form = number_of(act, values.get("paper_number"))
    typed_here = evidence is None  # who imports a ledger did not write it
    own = {
        "number": form or act.number(Visit, values["received_at"][:4]),
        "mode": calendar_of(act).mode(values["received_at"]),
        "place": own_place_id(act.store.identity.world),
        "recorder": act.operator if typed_here else None,
        "raiser_kind": table.ANONYMOUS if anonymous else "个人",
        "party_size": 1,
    }
    return present(own | values)


def issue_id(visit_id: str) -> str:
    """The issue a visit opens by itself has the same id on every PC."""
    return id_of("issue", visit_id)


def add_matter(act: Act, id: str, visit: Visit, values: Mapping[str, Any]) -> Issue:
    """还有一件事: a further issue of a visit that stands, with its own words and outcome and the first fact that follows.

    The person is the visit's, the deputies too where `values` (a visit's fields) name none; nobody is counted again.
    """
    if visit.voided:
        raise NotAllowed("这次接待已经作废，不能再从它登记意见", then="请先新登记一次接待")
    typed = matched(act, Visit, present(values))
    said = {name: typed.get(name) for name in ("category", "location", "reply", "referred_to", "remarks", "deputies")}
    matter = Visit(visit.data | said | typed | {"id": visit.id, "deputies": said["deputies"] or visit.deputies})
    issue = _issue_of(matter) | {name: value for name, value in _issue_of(visit).items() if name in PERSON}
    number = begin_issue(act, id, issue, _first_fact(act, matter, None))
    return Issue(present(issue) | {"id": id, "world": visit.world, "number": number})


def track_visit(act: Act, id: str, visit: Visit) -> Issue:
    """Follow up what was answered on the spot: the answer is the issue's first fact, the person is asked again later."""
    return add_matter(
        act, id, visit, {name: visit.data[name] for name in ("statement", "category", "location", "outcome", "reply")}
    )


def issues_of(store: Store, visit: Visit) -> list[Issue]:
    """The live issues a visit stands behind, the first one first."""
    return store.find(Issue, "world=? AND visits LIKE ?", (visit.world, f'%"{visit.id}"%'), "number")


def _issue_of(visit: Visit) -> dict[str, Any]:
    """What the issue takes over from the visit."""
    return {
        "registered_at": visit.received_at,
        "kind": OPENS.get(visit.outcome, table.PUBLIC),
        "source": visit.channel,
        "visits": [visit.id],
        "raiser_kind": visit.raiser_kind,
        "raised_by": visit.visitor_name,
        "raiser_phone": visit.visitor_phone,
        "raiser_address": visit.visitor_address,
        "statement": visit.statement,
        "category": visit.category,
        "location": visit.location,
        "urgency": "正常",
        "sensitive": visit.confidential,
        "deputies": visit.deputies,
        "lead_deputy": next(iter(visit.deputies or ()), None),
    }


def _first_fact(act: Act, visit: Visit, evidence: str | None) -> dict[str, Any] | None:
    """交办 where an organ was named, 报区 where it goes beyond the town, what was said on the spot, else none: 待处理."""
    fact = {"acted_on": visit.received_at[:10], "acted_by": visit.recorder or table.CLERK, "evidence": evidence}
    if visit.outcome == TO_DISTRICT:
        return {"action": table.ESCALATE.word, "organ": visit.referred_to, **fact}
    if visit.outcome in (TO_VILLAGE, TO_TOWN) and visit.referred_to:
        host = act.once("host", lambda: _host(act))
        return {"action": table.ASSIGN.word, "organ": visit.referred_to, "assigned_by": host, **fact}
    if visit.outcome == ON_THE_SPOT:
        return {"action": table.ANSWER.word, "answer_class": "A", "text": visit.reply, **fact, "evidence": "当面"}
    if visit.outcome == NOT_OURS:
        return {
            "action": table.REFER.word,
            "organ": visit.referred_to,
            "reason": visit.remarks or visit.outcome,
            **fact,
        }
    return None


def foreseen(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the first fact of a visit of these values would say, its dates included; {} where none follows. Writes nothing."""
    act, visit = Act(store, "foreseen", ""), Visit(present({"deputies": None} | dict(values)))
    fact = _first_fact(act, visit, None) if visit.outcome in OPENS else None
    return first_values(act, _issue_of(Visit(visit.data | {"id": ""})), fact) if fact else {}


def _host(act: Act) -> str | None:
    place = seat_of(act.store)
    return assigning_body(place.data) if place else None


def _counted_once(act: Act, visit: Visit) -> int:
    """How many came, of one more speaker of a 座谈会 none: the head count stands on one of them, whichever is typed first.

    Raises NotAllowed for another count of the same meeting.
    """
    counted = next((one for one in _same_meeting(act, visit) if one.party_size), None) if visit.party_size else None
    if counted is None or visit.party_size == counted.party_size:
        return 0 if counted else visit.party_size
    raise NotAllowed(
        f"这一场{GATHERED}到会 {counted.party_size} 人已经记在 {short_number(counted.number)}，这里又写了 {visit.party_size} 人",
        then="到会人数一场只记一次：这里请写 0；人数不对的请改那一条；是另一场的请把开始时间写对",
    )


def _same_meeting(act: Act, visit: Visit) -> list[Visit]:
    """The other speakers of a 座谈会, in the order of their numbers."""
    where = "world=? AND channel=? AND received_at=? AND place IS ? AND activity IS ? AND id<>?"
    there = (act.store.identity.world, GATHERED, visit.received_at, visit.place, visit.activity, visit.id)
    return act.store.find(Visit, where, there, "number, id") if visit.channel == GATHERED else []


def visit_amended(act: Act, before: Visit, after: Visit, reason: str) -> None:
    """What follows from a changed visit: its new session's number; an issue where its outcome now passes it on, none
    where it no longer does."""
    number_session(act, after, act.once(NUMBERED, set))
    if after.party_size != before.party_size:
        _counted_once(act, after)
    if before.outcome in OPENS and after.outcome not in OPENS:
        _void_opened(act, before, reason, {issue_id(before.id)})
    elif after.outcome in OPENS and before.outcome not in OPENS:
        if act.store.get(Issue, (after.world, issue_id(after.id))):
            raise NotAllowed("这次接待引出的意见已经作废过", then="请用 add issue 另登记一件意见")
        begin_issue(act, issue_id(after.id), _issue_of(after), _first_fact(act, after, None))
    _carry_over(act, before, after)


def _carry_over(act: Act, before: Visit, after: Visit) -> None:
    """What an issue took over from the visit is mended with it, unless somebody wrote it differently meanwhile; a further
    matter took over the person only."""
    old, new = _issue_of(before), _issue_of(after)
    for issue in issues_of(act.store, before):
        if issue.visits != [before.id]:
            continue  # it stands for others too
        own = issue.id == issue_id(before.id)
        if own and after.outcome not in OPENS:
            continue  # voided in this act
        taken = {name: new[name] for name in new if (own or name in PERSON) and new[name] != old[name]}
        if mended := {name: value for name, value in taken.items() if issue.data[name] == old[name]}:
            act.write(Issue, issue.id, mended)


def void_visit(act: Act, visit: Visit, reason: str) -> None:
    """作废: the visit and every issue raised in it together; refused once somebody has worked on one (design §5). The head
    count of a 座谈会 goes over to the next of its speakers."""
    _void_opened(act, visit, reason)
    act.write(Visit, visit.id, {"voided": reason}, visit.world)
    heir = next(iter(_same_meeting(act, visit)), None)
    if heir and visit.party_size and not heir.party_size:
        act.write(Visit, heir.id, {"party_size": visit.party_size}, heir.world)


def _void_opened(act: Act, visit: Visit, reason: str, only: set[str] | None = None) -> None:
    for issue in issues_of(act.store, visit):
        if issue.visits != [visit.id] or (only is not None and issue.id not in only):
            continue  # it stands for others too, or is another matter
        if worked_on(act.store, issue):
            raise NotAllowed(
                f"这次接待引出的意见 {issue.number} 已经有人办理，接待不能作废、处理方式也不能改",
                then="请先在意见办理里作废那件意见，再来改这次接待",
            )
        void_issue(act, issue, reason)
