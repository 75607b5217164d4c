"""立法意见: what somebody said to an article of a draft law, in their own words; what it became, and whether they were told.

Several of one meaning are one suggestion: the first leads and names the others (`joined`), and all who spoke are counted. What is
derived follows from what is written, of every draft of one family at once: a district's suggestion may lead those of its stations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lianluozhan.draft_law import APPROVED, ASKING, PASSED, SENT, DraftLaw, family
from lianluozhan.field import Choice, Day, LongText, Number, Phone, Ref, Refs, Serial, Text, YesNo
from lianluozhan.issue import KINDS as ISSUE_KINDS
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, Touched, chunks, records, update_all
from lianluozhan.visit import CHANNELS

STATES = WAITING, WORDED, JOINED, REPORTED, KNOWN, LEFT, MOVED = (
    "待整理",
    "已整理",
    "已并入",
    SENT,
    "有结果",
    "不上报",
    "转为意见",
)
UNDONE = WAITING, WORDED  # nobody has said anything of it to anybody yet
ENDED = ("raised_on", "worded_on", "sent_on", "outcome_on", "told_on")  # the last of these days is when it was over
RESULTS = TAKEN, PARTLY, NOT_TAKEN = "采纳", "部分采纳", "未采纳"
VOICES = "群众", "代表", "企业", "单位", "专家"
WAYS = (*CHANNELS, "论坛", "问卷")


class Opinion(Record):
    """One thing somebody said to a draft."""

    noun, label, letter = "opinion", ISSUE_KINDS[4], "T"
    indexes = ("draft", "visit")
    stepwise = (
        "sent_on",
        "joined",
        "issue",
        "left_out",
        "outcome",
        "outcome_on",
        "final_words",
        "outcome_why",
        "told_on",
        "told_how",
        "untold",
    )

    number = Serial("编号")
    draft = Ref("法律草案", required=True, of="draft_law")
    article = Text("条款")
    raised_on = Day("提出日期")
    channel = Choice("提出方式", choices=WAYS)
    visit = Ref("接待", of="visit")
    activity = Ref("座谈会或论坛", of="activity")
    voice = Choice("谁提的", choices=VOICES)
    deputy = Ref("提意见的代表", of="deputy")
    speaker = Text("提出人", private=True)
    speaker_phone = Phone("联系电话", private=True)
    consent = YesNo("同意署名")
    people = Number("提出人次")
    statement = LongText("意见（原话）", required=True)
    wording = LongText("修改建议")
    rationale = LongText("修改理由")
    expert = Ref("整理的专家", of="expert")
    worded_on = Day("整理日期")
    joined = Refs("并入这一条的", of="opinion")
    issue = Ref("转成的意见", of="issue")
    left_out = Text("不上报的原因")
    sent_on = Day("上报日期")
    outcome = Choice("采纳情况", choices=RESULTS)
    outcome_on = Day("得知结果日期")
    final_words = LongText("法律最后怎么写的")
    outcome_why = Text("没有采纳的原因")
    told_on = Day("反馈日期")
    told_how = Text("怎么反馈的")
    untold = Text("没有反馈的原因")
    state = Choice("状态", choices=STATES, derived=True)
    led_by = Ref("并入哪一条", of="opinion", derived=True)
    spoken = Number("合计人次", derived=True)
    result = Choice("结果", choices=RESULTS, derived=True)
    to_tell = YesNo("要反馈", derived=True)


# -- derived


def derive_laws(store: Store, touched: Touched) -> None:
    """How every opinion of the drafts touched stands, and how many there are of each."""
    drafts = {one.id: one for _key, one in records(store, DraftLaw, touched.keys(DraftLaw.noun))}
    wanted = {one.draft for _key, one in records(store, Opinion, touched.keys(Opinion.noun))}
    wanted |= {before.draft for before in touched.before.get(Opinion.noun, {}).values() if before is not None}
    for marks, ids in chunks({id for id in wanted if id}):
        drafts |= {one.id: one for one in store.find(DraftLaw, f"id IN ({marks}) AND {VOIDED_TOO}", ids)}
    every = family(store, drafts.values())
    opinions: list[Opinion] = []
    for marks, ids in chunks({one.id for one in every}):
        opinions += store.find(Opinion, f"draft IN ({marks}) AND {VOIDED_TOO}", ids)
    stood = standings(opinions)
    update_all(store, _differing(opinions, stood))
    update_all(store, _differing(every, {one.id: standing(one, every, opinions) for one in every}))


def _differing(found: Iterable[Record], stood: Mapping[str, Mapping[str, Any]]) -> list[Record]:
    """Those that stand otherwise than their row says, as they stand."""
    return [
        type(one)({**one.data, **stood[one.id]})
        for one in found
        if any(one.data.get(name) != value for name, value in stood[one.id].items())
    ]


def standing(draft: DraftLaw, every: Iterable[DraftLaw], opinions: Iterable[Opinion]) -> dict[str, Any]:
    """How a draft stands; its opinions are those of its own and of the drafts that name it."""
    passed = {one.id for one in every if one.passed_on}
    of = {one.id for one in every if not one.voided and draft.id in (one.id, one.original)}
    said = [one for one in opinions if one.draft in of and not one.voided and not one.issue]
    return {
        "state": PASSED if draft.original in passed else _come_to(draft),
        "voices": sum(bool(one.people) or one.people is None for one in said),
        "people": sum(map(heads, said)),
    }


def _come_to(draft: DraftLaw) -> str:
    if draft.passed_on:
        return PASSED
    if draft.sent_on:
        return SENT
    return APPROVED if draft.approved_on else ASKING


def heads(one: Opinion) -> int:
    """How many spoke: one, where nobody said how many."""
    return 1 if one.people is None else one.people


def standings(opinions: Iterable[Opinion]) -> dict[str, dict[str, Any]]:
    """{id: what is derived} of all opinions of a family of drafts; total: what names itself, or each other, counts once."""
    known = {one.id: one for one in opinions}
    leads: dict[str, Opinion] = {}
    for one in sorted(known.values(), key=lambda one: one.id):
        for id in one.joined or () if _live(one) else ():
            if id in known and id != one.id and known[id].world == one.world:
                leads.setdefault(id, one)
    return {id: _standing(one, leads, known) for id, one in known.items()}


def _live(one: Opinion) -> bool:
    return not (one.voided or one.issue or one.left_out)


def _state(one: Opinion, *, joined: bool, known: bool) -> str:
    if joined:
        return JOINED
    if known:
        return KNOWN
    if one.sent_on:
        return REPORTED
    return WORDED if one.wording else WAITING


def _standing(one: Opinion, leads: Mapping[str, Opinion], known: Mapping[str, Opinion]) -> dict[str, Any]:
    top, seen = one, {one.id}
    while (above := leads.get(top.id)) is not None and above.id not in seen:
        top = above
        seen.add(above.id)
    result = top.outcome or one.outcome
    own = MOVED if one.issue else LEFT if one.left_out else None
    state = own or _state(one, joined=top is not one, known=bool(result))
    known_now = bool(result or one.left_out) and not one.issue
    told = bool(one.told_on or one.untold) or one.voided or heads(one) == 0
    return {
        "state": state,
        "led_by": top.id if state == JOINED else None,
        "spoken": sum(heads(known[id]) for id in behind(one, known)),
        "result": result if own is None else None,
        "to_tell": known_now and not told,
    }


def behind(one: Opinion, known: Mapping[str, Opinion]) -> list[str]:
    """The opinions a suggestion has in it, its own the first; each once."""
    found: dict[str, None] = {}
    waiting = [one.id]
    while waiting:
        id = waiting.pop(0)
        if id not in found and id in known and not known[id].voided:
            found[id] = None
            waiting += known[id].joined or ()
    return list(found)
