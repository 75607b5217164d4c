"""测评: a secret ballot about a deputy, an official or a matter; only the counts are kept, typed by two people who agree.

Who voted how is nowhere. The standard (choices and thresholds) is written into the ballot when it is made: another rule
later changes no result.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan import clock, standard
from lianluozhan.act import Act
from lianluozhan.errors import BadInput, BadValue, NotAllowed
from lianluozhan.field import Choice, CountPerRef, Data, Day, LongText, Number, Papers, Ref, Serial, Text
from lianluozhan.match import matched
from lianluozhan.month import percent
from lianluozhan.note import Note
from lianluozhan.record import Record, new_id
from lianluozhan.standard import ISSUED, RETURNED, TALLIES, VALID, Standard
from lianluozhan.store import Store
from lianluozhan.table import Touched, records, update

KINDS = OF_DEPUTY, OF_OFFICIAL, OF_MATTER = standard.names()
FORMS = SPOKEN, IN_WRITING = "口头", "书面"
STATES = WAITING, HALF, APART, COUNTED = "待计票", "待监票", "两次不一致", "已计票"
FIRST, SECOND, AGAIN = "计票", "监票", "重计"
BY = {FIRST: ("counter", "counted"), SECOND: ("teller", "recounted")}  # who types, into which field
DONE_HERE = ("counter", "teller", "counted", "recounted", "standard")  # written by counting alone
PAPERS = SLIP, SHEET, RESULT = "测评票", "计票表", "测评结果表"
SHOWN = "两次数得不一样，都没有作数"


class Ballot(Record):
    """One ballot: about whom or what, where, the counts of two people, and the result both lead to."""

    noun, label, letter = "ballot", "测评", "P"
    indexes = ("substr(date, 1, 4)", "deputy")

    number = Serial("编号")
    kind = Choice("测评种类", required=True, choices=KINDS)
    deputy = Ref("述职代表", of="deputy")
    official = Text("被评人员")
    matter = Text("评议事项")
    form = Choice("述职形式", choices=FORMS)
    date = Day("测评日期", required=True)
    meeting = Text("会议")
    place = Ref("测评地点", of="place")
    report = LongText("述职报告")
    remarks = LongText("意见建议")  # what was written on the slips, without a name
    counter = Text("计票人")
    teller = Text("监票人")
    counted = CountPerRef("计票人数的")
    recounted = CountPerRef("监票人数的")
    standard = Data("评定标准")
    attachments = Papers("附件")
    state = Choice("状态", choices=STATES, derived=True)
    issued = Number("发出票", derived=True)
    returned = Number("收回票", derived=True)
    valid = Number("有效票", derived=True)
    votes = CountPerRef("各档票数", derived=True)
    result = Text("测评结果", derived=True)


ABOUT = {OF_DEPUTY: Ballot.deputy, OF_OFFICIAL: Ballot.official, OF_MATTER: Ballot.matter}


def about(ballot: Mapping[str, Any]) -> str:
    """Whom or what a ballot is about: its deputy, else the official, else the matter."""
    return next((ballot[field.name] for field in ABOUT.values() if ballot.get(field.name)), "")


def add_ballot(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Enter a ballot before it is counted, numbered in its year, with the standard that holds then."""
    asked = ABOUT[values["kind"]]
    if not values.get(asked.name):
        raise BadInput(f"{values['kind']}没有写{asked.label}", then=f"请写{asked.label}")
    if typed := [Ballot.fields[name].label for name in DONE_HERE if values.get(name)]:
        raise BadInput(f"{'、'.join(typed)}不能随登记写入", then=f"先登记，再由两个人分别{FIRST}、{SECOND}")
    year = values["date"][:4]
    held = standard.written(standard.standard_of(act.store, values["kind"], int(year)))
    act.write(Ballot, id, matched(act, Ballot, values) | {"number": act.number(Ballot, year), "standard": held})


def standard_in(ballot: Ballot) -> Standard | None:
    """The standard a ballot was made with; None where a strange hand wrote none that can be read."""
    try:
        return standard.read(ballot.standard)
    except BadValue:
        return None


def tally(ballot: Ballot, typed: Mapping[str, Any]) -> dict[str, int]:
    """The counts of one person as typed, whole and possible. Raises BadInput, in the words people count with."""
    choices = slip_of(ballot).choices
    wanted = (*TALLIES, *choices)
    if unknown := [name for name in typed if name not in wanted]:
        raise BadInput(f"票上没有“{unknown[0]}”这一档", then=f"要写的：{'、'.join(wanted)}")
    counts = {}
    for name in wanted:
        try:
            counts[name] = Ballot.issued.read(typed.get(name))
        except BadValue as bad:
            raise BadInput(f"{name}：{bad}") from None
    if missing := [name for name in wanted if counts[name] is None]:
        raise BadInput(f"还缺：{'、'.join(missing)}", then="没有的写 0")
    _possible(counts, choices)
    return counts


def _possible(counts: Mapping[str, int], choices: tuple[str, ...]) -> None:
    issued, returned, valid = (counts[name] for name in TALLIES)
    if returned > issued:
        raise BadInput(f"{RETURNED} {returned} 张，比{ISSUED}的 {issued} 张还多", then="请再数一次")
    if valid > returned:
        raise BadInput(f"{VALID} {valid} 张，比{RETURNED}的 {returned} 张还多", then="请再数一次")
    if not valid:
        raise BadInput(f"没有{VALID}票，得不出结果", then="请作废这一次")
    total = sum(counts[choice] for choice in choices)
    if total != valid:
        said = "＋".join(f"{choice} {counts[choice]}" for choice in choices)
        raise BadInput(f"{said} 合计 {total} 张，和{VALID}票 {valid} 张对不上", then="请再数一次")


def count(act: Act, ballot: Ballot, step: str, name: str, typed: Mapping[str, Any]) -> str:
    """What one of the two counted; returns the state then. The second must have come to the same, by somebody else:
    where not, both are shown and nothing is kept. Raises BadInput, NotAllowed."""
    _live(ballot)
    if ballot.state == COUNTED:
        raise NotAllowed(f"已经数好了：{ballot.result}", then=f"要重新数的，请用{AGAIN}，写上原因")
    who, field = BY[step]
    name = (name or "").strip()
    if not name:
        raise BadInput(f"没有写{Ballot.fields[who].label}", then=f"请写{Ballot.fields[who].label}姓名")
    counts = tally(ballot, typed)
    if step == SECOND:
        _second(ballot, name, counts)
    elif name == ballot.teller:
        raise _one_person(name)
    act.write(Ballot, ballot.id, {who: name, field: counts}, ballot.world)
    return COUNTED if step == SECOND else HALF


def _second(ballot: Ballot, name: str, counts: Mapping[str, int]) -> None:
    if ballot.counted is None:
        raise NotAllowed(f"{FIRST}人还没有数", then=f"先由一个人{FIRST}，再由另一个人{SECOND}")
    if name == ballot.counter:
        raise _one_person(name)
    if counts != ballot.counted:
        names = (*TALLIES, *slip_of(ballot).choices)
        lines = [f"{word} {ballot.counted.get(word, 0)} 和 {counts[word]}" for word in names if counts[word] != ballot.counted.get(word, 0)]
        both = f"{Ballot.counter.label} {ballot.counter}：{said(ballot, ballot.counted)}；{Ballot.teller.label} {name}：{said(ballot, counts)}"
        raise NotAllowed(f"{SHOWN}。{both}。不一样的：{'，'.join(lines)}", then=f"请两个人再数一次：数错的是{FIRST}人，就重做{FIRST}")


def _one_person(name: str) -> NotAllowed:
    return NotAllowed(f"{name}已经数过一次，{FIRST}和{SECOND}要两个人", then="请由另一位来数")


def said(ballot: Ballot, counts: Mapping[str, int]) -> str:
    """发出 35，收回 34，有效 33，满意 28 …: counts in the order of the slip."""
    return "，".join(f"{word} {counts.get(word, 0)}" for word in (*TALLIES, *slip_of(ballot).choices))


def shares(row: Mapping[str, Any]) -> str:
    """满意 28 票 84.8%，基本满意 4 票 12.1%，…: each choice of the valid slips; of a ballot that is counted."""
    held = standard.read(row["standard"])
    return "，".join(f"{choice} {row['votes'][choice]} 票 {percent(row['votes'][choice], row['valid'])}" for choice in held.choices)


def count_again(act: Act, ballot: Ballot, reason: str) -> None:
    """Both counts are put aside, with the reason as a note; they stay readable in the ballot's history."""
    _live(ballot)
    if ballot.counted is None and ballot.recounted is None:
        raise NotAllowed("还没有数过")
    if not (reason or "").strip():
        raise BadInput(f"{AGAIN}没有写原因", then="请写原因")
    act.write(Ballot, ballot.id, dict.fromkeys(("counter", "teller", "counted", "recounted")), ballot.world)
    note = {"about": ballot.id, "action": "更正", "text": f"{AGAIN}：{reason.strip()}", "acted_on": clock.today().isoformat(), "acted_by": act.operator}
    act.write(Note, new_id(), {name: value for name, value in note.items() if value}, ballot.world)


def _live(ballot: Ballot) -> None:
    if ballot.voided:
        raise NotAllowed("这次测评已经作废")


def slip_of(ballot: Ballot) -> Standard:
    """What the slips of a ballot offer. Raises NotAllowed where nobody can say."""
    held = standard_in(ballot)
    if held is None:
        raise NotAllowed("这次测评的评定标准读不出来", then="请作废它，重新登记一次")
    return held


# -- derived


def derive_ballots(store: Store, touched: Touched) -> None:
    """What both counts agree on is the ballot's; what they do not agree on is nobody's."""
    for (world, id), ballot in records(store, Ballot, touched.keys(Ballot.noun)):
        update(store, Ballot(ballot.data | outcome(ballot)))


def outcome(ballot: Ballot) -> dict[str, Any]:
    """State, counts and result that follow from what was typed; total: whatever arrives in a package has one."""
    first, second, held = ballot.counted, ballot.recounted, standard_in(ballot)
    state = WAITING if not first and not second else HALF if not (first and second) else COUNTED
    if state == COUNTED and not (held and first == second and ballot.counter != ballot.teller and _sound(first, held)):
        state = APART
    found = dict.fromkeys(("issued", "returned", "valid", "votes", "result"))
    if state == COUNTED:
        votes = {choice: first[choice] for choice in held.choices}
        found |= {"issued": first[ISSUED], "returned": first[RETURNED], "valid": first[VALID], "votes": votes, "result": held.result(votes, first[VALID])}
    return {"state": state, **found}


def _sound(counts: Mapping[str, int], held: Standard) -> bool:
    try:
        _possible({name: counts[name] for name in (*TALLIES, *held.choices)}, held.choices)
    except (BadInput, KeyError):
        return False
    return True
