"""立法联系点: what an office says to a draft law, suggestion by suggestion; approved as it stands, sent up, and who is still to be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.articles import original, place_of
from lianluozhan.calendar import days_since
from lianluozhan.deadline import digest
from lianluozhan.draft_law import DraftLaw, family, text_of
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.operator import HEAD, check_head
from lianluozhan.opinion import KNOWN, LEFT, MOVED, NOT_TAKEN, REPORTED, WAITING, WORDED, Opinion, behind, heads
from lianluozhan.place import seat_of
from lianluozhan.store import Store
from lianluozhan.whose import DISTRICT_ROLE

APPROVE, SEND, PASS = "批准", "上报", "通过"
READY = (WORDED, REPORTED, KNOWN)


class Line(NamedTuple):
    """A suggestion as it stands in the comparison: its article, how the draft reads, what is proposed, why, how many spoke, who of
    them agreed to be named, and the opinions in it, the leading one first."""

    article: str
    original: str
    wording: str
    rationale: str
    people: int
    named: tuple[str, ...]
    opinions: tuple[Opinion, ...]

    @property
    def lead(self) -> Opinion:
        """The opinion that has the words."""
        return self.opinions[0]


class Sums(NamedTuple):
    """What came to a draft: opinions, people, suggestions made of them, opinions that wait, were left out, became issues."""

    voices: int
    people: int
    suggestions: int
    waiting: int
    left: int
    moved: int
    by_voice: Mapping[str, int]


def opinions_of(store: Store, draft: DraftLaw) -> list[Opinion]:
    """What was said to a draft: here, and at a district also at its stations."""
    ids = [one.id for one in family(store, [draft]) if not one.voided and draft.id in (one.id, one.original)]
    marks = ",".join("?" * len(ids))
    return store.find(Opinion, f"draft IN ({marks})", ids, "raised_on, number, id") if ids else []


def lines_of(store: Store, draft: DraftLaw) -> list[Line]:
    """The suggestions of an office, in the order of the draft. A district's has those of its stations that they sent up and that
    none of its own leads."""
    every, text = opinions_of(store, draft), text_of(store, draft)
    known, own = {one.id: one for one in every}, draft.world
    led = {id for one in every if one.world == own and one.state in READY for id in behind(one, known)[1:]}
    found = [
        one
        for one in every
        if one.id not in led and (one.state in READY if one.world == own else one.state in READY and one.sent_on)
    ]
    lines = [_line(one, known, text) for one in found]
    return sorted(
        lines,
        key=lambda line: (
            place_of(text, line.article),
            line.article,
            line.lead.raised_on or "",
            line.lead.number or "",
        ),
    )


def _line(one: Opinion, known: Mapping[str, Opinion], text: str) -> Line:
    within = tuple(known[id] for id in behind(one, known))
    named = tuple(dict.fromkeys(each.speaker for each in within if each.consent and each.speaker))
    return Line(
        one.article or "",
        original(text, one.article or ""),
        one.wording or "",
        one.rationale or "",
        sum(map(heads, within)),
        named,
        within,
    )


def sums_of(store: Store, draft: DraftLaw) -> Sums:
    """Counted from all that was said to a draft."""
    every = opinions_of(store, draft)
    said = [one for one in every if one.state != MOVED and heads(one)]
    voices: dict[str, int] = {}
    for one in said:
        if one.voice:
            voices[one.voice] = voices.get(one.voice, 0) + heads(one)
    count = {state: sum(one.state == state for one in every) for state in (WAITING, LEFT, MOVED)}
    return Sums(
        len(said), sum(map(heads, said)), len(lines_of(store, draft)), count[WAITING], count[LEFT], count[MOVED], voices
    )


# -- approved and sent


def seal_of(lines: list[Line]) -> str:
    """What tells whether the suggestions are those that were approved."""
    return digest([[line.article, line.wording, line.rationale, line.people] for line in lines])[:16]


def next_step(store: Store, draft: DraftLaw) -> str:
    """批准 where there is something nobody approved as it stands, 上报 where something approved was not sent, else ""."""
    lines = lines_of(store, draft)
    if not lines:
        return ""
    if not draft.approved_on or draft.seal != seal_of(lines):
        return APPROVE
    unsent = not draft.sent_on or any(
        not one.sent_on for line in lines for one in line.opinions if one.world == draft.world
    )
    return SEND if unsent else ""


def approve(act: Act, draft: DraftLaw, by: str = "", on: str = "") -> list[str]:
    """The 站长 has seen what is to be sent; gives the numbers of opinions that are still to be put into words. Raises NotAllowed."""
    lines = _lines(act, draft)
    if draft.seal == seal_of(lines):
        raise NotAllowed("这些建议已经批准过，没有变过")
    check_head(act.store, act.operator, "上报的建议")
    place = seat_of(act.store, draft.world)
    by = by or (place.head if place else None) or act.operator
    values = {"approved_by": by or None, "approved_on": on or clock.day(), "seal": seal_of(lines)}
    act.write(DraftLaw, draft.id, values, draft.world)
    return [one.number for one in opinions_of(act.store, draft) if one.state == WAITING]


def send(act: Act, draft: DraftLaw, to: str = "", on: str = "") -> list[Line]:
    """What was approved goes up, now or as an addition to what went before; gives what is sent. Raises NotAllowed, BadInput."""
    lines = _lines(act, draft)
    if not draft.approved_on or draft.seal != seal_of(lines):
        why = "批准以后建议改过" if draft.approved_on else f"这些建议还没有{APPROVE}"
        raise NotAllowed(f"{why}，不能{SEND}", then=f"请{HEAD}看过再{APPROVE}")
    if not (to or draft.sent_to or draft.sent_by):
        raise BadInput(f"没有写{DraftLaw.sent_to.label}谁", then="如：报给=区人大常委会办公室")
    day = on or clock.day()
    if day < draft.approved_on:
        raise BadInput(f"上报的那天 {day} 比批准的 {draft.approved_on} 还早", then="请看看日期对不对")
    act.write(DraftLaw, draft.id, {"sent_to": to or draft.sent_to or draft.sent_by, "sent_on": day}, draft.world)
    for line in lines:
        for one in line.opinions:
            if one.world == draft.world and not one.sent_on:
                act.amend(one, {"sent_on": day})
    return lines


def _lines(act: Act, draft: DraftLaw) -> list[Line]:
    if draft.voided or draft.world != act.store.identity.world:
        raise NotAllowed(
            "这部草案作废了" if draft.voided else "这部草案不是本办的", then="请先开始征求意见，用自己的那一份"
        )
    lines = lines_of(act.store, draft)
    if not lines:
        raise NotAllowed("还没有整理好的建议", then="请先把意见整理成修改建议")
    return lines


def passed(act: Act, draft: DraftLaw, words: str, on: str = "") -> None:
    """The law is there: its words, its day; each suggestion's result is still somebody's to say."""
    if not words.strip() and not on:
        raise BadInput(f"没有写{DraftLaw.passed.label}", then="请选通过的文本的文件，或者写通过的日期")
    made = {"passed": words or None, "passed_on": on or clock.day()}
    act.write(DraftLaw, draft.id, {name: value for name, value in made.items() if value}, draft.world)


# -- told


class ToTell(NamedTuple):
    """Somebody to be told: for which opinion, since when it can be told, and what to say."""

    opinion: Opinion
    name: str
    phone: str
    since: str
    words: str

    @property
    def days(self) -> int:
        """How many days it has waited for them."""
        return days_since(self.since)


def to_tell(store: Store, draft: DraftLaw | None = None) -> list[ToTell]:
    """Who is still to be told what became of their words, the longest waiting first; a station tells its own people."""
    where, params = (
        ("to_tell AND world=?", [store.identity.world]) if store.identity.role == DISTRICT_ROLE else ("to_tell", [])
    )
    found = store.find(
        Opinion, where + (" AND draft=?" if draft else ""), [*params, *([draft.id] if draft else [])], "number"
    )
    drafts = {one.id: one for one in store.find(DraftLaw)}
    leads = {one.id: one for one in store.find(Opinion)} if found else {}
    made = [_to_tell(store, one, leads.get(one.led_by, one), drafts.get(one.draft)) for one in found]
    return sorted(made, key=lambda one: (one.since, one.opinion.number or ""))


def _to_tell(store: Store, one: Opinion, lead: Opinion, draft: DraftLaw | None) -> ToTell:
    since = lead.outcome_on or one.sent_on or one.raised_on or (one.created_at or "")[:10]
    title = draft.title if draft else DraftLaw.label
    name = one.speaker or one.voice or "提意见的人"
    if one.left_out:
        became = f"这次没有上报，因为{one.left_out}"
    elif lead.result == NOT_TAKEN:
        became = "没有采纳" + (f"，因为{lead.outcome_why}" if lead.outcome_why else "")
    else:
        became = f"{lead.result}了" + (
            f"，现在写的是：{''.join(lead.final_words.split(chr(10))).rstrip('。')}" if lead.final_words else ""
        )
    return ToTell(
        one,
        name,
        one.speaker_phone or "",
        since,
        f"“您好，您对《{title.strip('《》')}》{one.article or ''}提的意见，{became}。谢谢您！”",
    )


def overdue(draft: DraftLaw, today: str) -> bool:
    """Whether what was to be sent by a day was not."""
    return bool(draft.due_on) and draft.due_on < today and not draft.sent_on
