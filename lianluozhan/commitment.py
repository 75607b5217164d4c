"""承诺: what an official promises at the year's beginning, item by item; looked at in the middle of the year, judged at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act, refuse_voided
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import Choice, Day, LongText, Number, Papers, Ref, Serial, Text
from lianluozhan.match import matched
from lianluozhan.meeting import not_ahead
from lianluozhan.official import LEFT, named
from lianluozhan.record import Record
from lianluozhan.store import Store

PROGRESS = AHEAD, ON_TIME, SLOW = "已经完成", "按期推进", "进展缓慢"
KEPT = WHOLE, PARTLY, BROKEN = "已兑现", "部分兑现", "没有兑现"
STATES = PROMISED, REVIEWED = "履行中", "年中已评"
REVIEW, JUDGE = "年中", "年终"


class Commitment(Record):
    """One item: what is promised, by which measures, until when; how it stood in summer and at the end."""

    noun, label, letter = "commitment", "承诺", "N"
    indexes = ("official", "year")
    stepwise = ("progress", "reviewed_on", "review", "kept", "judged_on", "verdict")

    number = Serial("编号")
    official = Ref("承诺人", of="official", required=True)
    year = Text("年度")
    order = Number("序号")
    item = Text("承诺事项", required=True)
    measure = LongText("具体措施", required=True)
    due_on = Day("完成期限", required=True)
    progress = Choice("年中进展", choices=PROGRESS)
    reviewed_on = Day("年中评议日期")
    review = LongText("年中评议意见")
    kept = Choice("年终兑现情况", choices=KEPT)
    judged_on = Day("年终评定日期")
    verdict = LongText("年终评定说明")
    attachments = Papers("附件")
    state = Choice("状态", choices=(*STATES, *KEPT), derived=True)
    next_on = Day("下一个期限", derived=True)


def add_commitment(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Enter an item, numbered in its year, placed behind those the official has. Raises BadInput, NotFound, NotAllowed."""
    Commitment.refuse_stepwise(values)
    made = check_commitment(act.store, matched(act, Commitment, values))
    one = named(act.store, made)
    if one.standing == LEFT:
        raise NotAllowed(f"{one.name}已经{LEFT}", then="不用再承诺；记错了任免的，先改任免")
    if made.get("order") is None:
        made["order"] = 1 + max((held.order or 0 for held in of_year(act.store, one.id, made["year"])), default=0)
    act.write(Commitment, id, made | {"number": act.number(Commitment, made["year"])})


def check_commitment(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an item, of the year of its term where none is said. Raises BadInput, NotFound."""
    named(store, values)
    year = read_year(values.get("year") or values["due_on"][:4])
    if values["due_on"][:4] < year:
        raise BadInput(f"{Commitment.due_on.label} {values['due_on']} 在{year}年以前", then="请核对期限和年度")
    return dict(values) | {"year": year}


def read_year(word: str) -> str:
    """A year in four digits. Raises BadInput."""
    if not re.fullmatch("[12][0-9]{3}", word):
        raise BadInput(f"“{word}”不是四位数字的年份", then=f"如 {clock.today().year}")
    return word


def of_year(store: Store, official: str, year: str) -> list[Commitment]:
    """The items of an official's year, in their order."""
    return store.find(Commitment, "official=? AND year=?", (official, year), '"order", number')


def review(act: Act, one: Commitment, progress: str, text: str = "", on: str = "") -> None:
    """How it stands in the middle of the year; may be said anew until the end is judged. Raises BadInput, NotAllowed."""
    _live(one)
    _word(progress, Commitment.progress)
    if progress == SLOW and not text.strip():
        raise BadInput(f"“{SLOW}”没有写意见", then="请写哪里慢、要怎么赶上")
    act.amend(
        one,
        {
            "progress": progress,
            "reviewed_on": _day(one, on, Commitment.reviewed_on.label),
            "review": text.strip() or None,
        },
    )


def judge(act: Act, one: Commitment, kept: str, text: str = "", on: str = "") -> None:
    """Whether it was kept. Raises BadInput, NotAllowed."""
    _live(one)
    _word(kept, Commitment.kept)
    if kept != WHOLE and not text.strip():
        raise BadInput(f"“{kept}”没有写说明", then="请写还差什么、为什么")
    day = _day(one, on, Commitment.judged_on.label)
    if one.reviewed_on and day < one.reviewed_on:
        raise BadInput(
            f"{Commitment.judged_on.label} {day} 比{Commitment.reviewed_on.label} {one.reviewed_on} 还早",
            then="请核对是哪一天",
        )
    act.amend(one, {"kept": kept, "judged_on": day, "verdict": text.strip() or None})


def _word(word: str, field: Choice) -> None:
    if word not in field.choices:
        raise BadInput(f"{field.label}没有“{word}”", then=f"可写：{'、'.join(field.choices)}")


def _day(one: Commitment, on: str, label: str) -> str:
    day = not_ahead(on or clock.day(), label)
    if day[:4] < (one.year or ""):
        raise BadInput(f"{label} {day} 在{one.year}年以前", then="请核对是哪一年")
    return day


def _live(one: Commitment) -> None:
    refuse_voided(one, "这一项承诺")
    if one.kept:
        raise NotAllowed(f"{one.judged_on} 已经评定：{one.kept}", then="评错了的，请撤销那一步")


def standing(one: Commitment) -> dict[str, Any]:
    """State and next date; total: whatever arrives has one."""
    state = one.kept or (REVIEWED if one.progress else PROMISED)
    return {"state": state, "next_on": None if one.kept or one.progress == AHEAD else one.due_on}
