"""测评: a secret ballot about a deputy, an official or a matter; only the counts are kept, typed by two people who agree.

Who voted how is nowhere. The standard (choices and thresholds) is written into the ballot when it is made: another rule
later changes no result.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

from lianluozhan import standard
from lianluozhan.act import Act
from lianluozhan.errors import BadInput, BadValue, NotAllowed
from lianluozhan.field import Choice, CountPerRef, Data, Day, LongText, Number, Papers, Ref, Serial, Text
from lianluozhan.figures import percent
from lianluozhan.match import matched
from lianluozhan.note import remark
from lianluozhan.record import Record
from lianluozhan.standard import ISSUED, RETURNED, TALLIES, VALID, Standard

KINDS = OF_DEPUTY, OF_OFFICIAL, OF_MATTER = standard.names()
FORMS = SPOKEN, IN_WRITING = "口头", "书面"
STATES = WAITING, HALF, APART, COUNTED = "待计票", "待监票", "两次不一致", "已计票"
FIRST, SECOND, AGAIN = "计票", "监票", "重计"
BY = {FIRST: ("counter", "counted"), SECOND: ("teller", "recounted")}  # who types, into which field
PAPERS = SLIP, SHEET, RESULT = "测评票", "计票表", "测评结果表"
SHOWN = "两次数得不一样，都没有作数"
ONCE_MORE = "请再数一次"


class Ballot(Record):
    """One ballot: about whom or what, where, the counts of two people, and the result both lead to."""

    noun, label, letter = "ballot", "测评", "P"
    indexes = ("substr(date, 1, 4)", "deputy")
    stepwise = ("counter", "teller", "counted", "recounted", "standard")

    number = Serial("编号")
    kind = Choice("测评种类", required=True, choices=KINDS)
    deputy = Ref("述职代表", of="deputy")
    official = Ref("被评人员", of="official")
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
    Ballot.refuse_stepwise(values)
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
    counts = read_counts((*TALLIES, *choices), typed)
    _possible(counts, choices)
    return counts


def read_counts(wanted: tuple[str, ...], typed: Mapping[str, Any]) -> dict[str, int]:
    """A count for each of these, in their order. Raises BadInput for one that is missing, strange, or no count."""
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
    return counts


def check_slips(counts: Mapping[str, int], *falling: str) -> None:
    """Of these no later one can be more than the one before. Raises BadInput."""
    for more, fewer in itertools.pairwise(falling):
        if counts[fewer] > counts[more]:
            raise BadInput(f"{fewer} {counts[fewer]} 张，比{more}的 {counts[more]} 张还多", then=ONCE_MORE)
    if not counts[VALID]:
        raise BadInput(f"没有{VALID}票，得不出结果", then="请作废这一次")


def _possible(counts: Mapping[str, int], choices: tuple[str, ...]) -> None:
    check_slips(counts, *TALLIES)
    valid, total = counts[VALID], sum(counts[choice] for choice in choices)
    if total != valid:
        said = "＋".join(f"{choice} {counts[choice]}" for choice in choices)
        raise BadInput(f"{said} 合计 {total} 张，和{VALID}票 {valid} 张对不上", then=ONCE_MORE)


def count(act: Act, ballot: Ballot, step: str, name: str, typed: Mapping[str, Any]) -> str:
    """What one of the two counted; returns the state then. The second must have come to the same, by somebody else:
    where not, both are shown and nothing is kept. Raises BadInput, NotAllowed."""
    _live(ballot)
    if ballot.state == COUNTED:
        raise counted_already(ballot.result)
    keep_count(act, ballot, step, name, tally(ballot, typed))
    return COUNTED if step == SECOND else HALF


def counted_already(result: str | None) -> NotAllowed:
    """What is said to a third count."""
    return NotAllowed(f"已经数好了：{result}", then=f"要重新数的，请用{AGAIN}，写上原因")


def keep_count(act: Act, record: Record, step: str, name: str, counts: Mapping[str, int]) -> None:
    """Keep what one of the two counted in a record that has their four fields. Raises BadInput, NotAllowed where they differ."""
    who, field = BY[step]
    name = (name or "").strip()
    if not name:
        raise BadInput(f"没有写{Ballot.fields[who].label}", then=f"请写{Ballot.fields[who].label}姓名")
    held = record.data
    if step == SECOND and held["counted"] is None:
        raise NotAllowed(f"{FIRST}人还没有数", then=f"先由一个人{FIRST}，再由另一个人{SECOND}")
    if name == held["counter" if step == SECOND else "teller"]:
        raise NotAllowed(f"{name}已经数过一次，{FIRST}和{SECOND}要两个人", then="请由另一位来数")
    if step == SECOND and counts != held["counted"]:
        raise _apart(held["counter"], held["counted"], name, counts)
    act.amend(record, {who: name, field: counts})


def _apart(counter: str | None, first: Mapping[str, int], teller: str, second: Mapping[str, int]) -> NotAllowed:
    lines = [f"{word} {first.get(word, 0)} 和 {second[word]}" for word in second if second[word] != first.get(word, 0)]
    both = f"{Ballot.counter.label} {counter}：{_listed(second, first)}；{Ballot.teller.label} {teller}：{_listed(second, second)}"
    return NotAllowed(
        f"{SHOWN}。{both}。不一样的：{'，'.join(lines)}", then=f"请两个人再数一次：数错的是{FIRST}人，就重做{FIRST}"
    )


def _listed(words: Iterable[str], counts: Mapping[str, int]) -> str:
    return "，".join(f"{word} {counts.get(word, 0)}" for word in words)


def said(ballot: Ballot, counts: Mapping[str, int]) -> str:
    """发出 35，收回 34，有效 33，满意 28 …: counts in the order of the slip."""
    return _listed((*TALLIES, *slip_of(ballot).choices), counts)


def shares(row: Mapping[str, Any]) -> str:
    """满意 28 票 84.8%，基本满意 4 票 12.1%，…: each choice of the valid slips; of a ballot that is counted."""
    held = standard.read(row["standard"])
    return "，".join(
        f"{choice} {row['votes'][choice]} 票 {percent(row['votes'][choice], row['valid'])}" for choice in held.choices
    )


def count_again(act: Act, ballot: Ballot, reason: str) -> None:
    """Both counts are put aside, with the reason as a note; they stay readable in the ballot's history."""
    _live(ballot)
    put_aside(act, ballot, reason)


def put_aside(act: Act, record: Record, reason: str) -> None:
    """The same of any record that has the four fields of two who count. Raises BadInput, NotAllowed."""
    if record.data["counted"] is None and record.data["recounted"] is None:
        raise NotAllowed("还没有数过")
    if not (reason or "").strip():
        raise BadInput(f"{AGAIN}没有写原因", then="请写原因")
    act.amend(record, dict.fromkeys(("counter", "teller", "counted", "recounted")))
    remark(act, record, "更正", f"{AGAIN}：{reason.strip()}")


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


def outcome(ballot: Ballot) -> dict[str, Any]:
    """State, counts and result that follow from what was typed: what both counts agree on is the ballot's, what they do not
    agree on is nobody's. Total: whatever arrives in a package has one."""
    first, second, held = ballot.counted, ballot.recounted, standard_in(ballot)
    state = WAITING if not first and not second else HALF if not (first and second) else COUNTED
    if state == COUNTED and not (held and first == second and ballot.counter != ballot.teller and _sound(first, held)):
        state = APART
    found: dict[str, Any] = dict.fromkeys(("issued", "returned", "valid", "votes", "result"))
    if held and state == COUNTED:
        votes = {choice: first[choice] for choice in held.choices}
        found |= {"issued": first[ISSUED], "returned": first[RETURNED], "valid": first[VALID]}
        found |= {"votes": votes, "result": held.result(votes, first[VALID])}
    return {"state": state, **found}


def _sound(counts: Mapping[str, int], held: Standard) -> bool:
    try:
        _possible({name: counts[name] for name in (*TALLIES, *held.choices)}, held.choices)
    except (BadInput, KeyError):
        return False
    return True
