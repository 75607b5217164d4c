"""代表: the roster of deputies, and finding one by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from lianluozhan.field import Choice, Choices, Day, IdNumber, LongText, Month, Number, Papers, Phone, Text, Words, YesNo
from lianluozhan.record import Record

AsRead = TypeVar("AsRead", bound=Mapping[str, Any])  # a row as people read it
NAMELESS = "（没有写姓名）"  # stands on paper for a deputy whose roster says none
LEVELS = ("全国", "省", "市", "区", "乡镇")  # the order of every printed list (design §4)


class Deputy(Record):
    """A deputy of one or several of the five levels."""

    noun, label = "deputy", "代表"

    order = Number("序号")
    name = Text("姓名", required=True)
    gender = Choice("性别", choices=("男", "女"))
    birth_month = Month("出生年月")
    ethnicity = Text("民族")
    party = Text("政治面貌")
    education = Text("学历")
    levels = Choices("代表级别", choices=LEVELS)
    terms = Words("届次")
    elected_on = Day("当选日期")
    left_on = Day("离任日期")
    left_reason = Text("离任原因")
    district = Text("选区")
    group = Text("代表小组")
    places = Words("所在家站点")
    villages = Words("联系村社")
    households = Words("固定联系户", private=True)
    work_unit = Text("工作单位")
    post = Text("职务")
    phone = Phone("联系电话", private=True)
    phone_public = YesNo("公开电话")
    photo_public = YesNo("照片可以上墙上屏幕")
    id_number = IdNumber("身份证号", private=True)
    certificate = Text("代表证号")
    profile = LongText("简介")
    photo = Papers("照片")


def rank(deputy: Deputy) -> tuple[int, int, str]:
    """Where a deputy stands in printed lists: by highest level, then `order`, never by pinyin (design §4)."""
    levels = [LEVELS.index(level) for level in deputy.levels or () if level in LEVELS]
    return (min(levels, default=len(LEVELS)), deputy.order or 10**6, deputy.name or "")


def in_office(deputy: Deputy, day: str) -> bool:
    """Whether a deputy is one on a day."""
    return (deputy.elected_on or "") <= day and (deputy.left_on is None or day < deputy.left_on)


def told_apart(deputies: Iterable[Deputy]) -> dict[str, str]:
    """{id: name}; of several of one name each with what tells them apart: group, district, level, else the roster's order."""
    people = list(deputies)
    often = Counter(one.name for one in people)
    said = {one.id: one.name or NAMELESS for one in people}
    names = {
        one.id: said[one.id] if often[one.name] == 1 else f"{said[one.id]}（{_apart(one, people)}）" for one in people
    }
    again = Counter(names.values())
    return {id: name if again[name] == 1 else f"{name}{id[-4:]}" for id, name in names.items()}


def _apart(deputy: Deputy, people: Iterable[Deputy]) -> str:
    """The first of group, district, levels that is this one's alone among those of the name, else all there is."""
    others = [one for one in people if one.name == deputy.name and one.id != deputy.id]
    for told in TOLD:
        if told(deputy) and told(deputy) not in map(told, others):
            return told(deputy)
    return (
        JOINT.join(filter(None, (*(told(deputy) for told in TOLD), f"第{deputy.order}号" if deputy.order else "")))
        or deputy.id[-4:]
    )


def by_name(rows: Iterable[AsRead]) -> dict[str, AsRead]:
    """{what tells a deputy apart: row} of the roster as people read it: two of one name are two."""
    of = {row.get("id") or f"{place:04d}": row for place, row in enumerate(rows)}
    return {name: of[id] for id, name in told_apart(Deputy({**row, "id": id}) for id, row in of.items()).items()}


JOINT = "·"  # never what separates names of a list
TOLD: Sequence[Callable[[Deputy], str]] = (
    lambda one: _joined(one.group),
    lambda one: _joined(one.district),
    lambda one: JOINT.join(one.levels or ()),
)


def _joined(words: str | None) -> str:
    return re.sub(r"[、，,；;\s]+", JOINT, words or "")
