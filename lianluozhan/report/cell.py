"""How a value looks on paper: one table, kind of value → text.

To add a kind of value: give it a row in LOOKS; tests/test_definition.py walks every kind.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from lianluozhan import field as kinds
from lianluozhan.calendar import WEEKDAYS
from lianluozhan.field import Field
from lianluozhan.masking import mask_address, mask_name, mask_phone

SEPARATOR = "、"
OUR_NUMBER = re.compile(r"[^\s、]*-\d{4}-(?=[A-Z]+\d{4})")


def text(value: Any) -> str:
    """Words as they are; a tab has no width on paper."""
    return str(value).replace("\t", " ")


def several(value: Any) -> str:
    """Several words in the order typed."""
    return SEPARATOR.join(map(str, value))


def day(value: str) -> str:
    """2026年10月7日 of a day or the day of a moment; a partial date shows what it has."""
    return "".join(str(int(part)) + unit for part, unit in zip(value[:10].split("-"), "年月日", strict=False))


def moment(value: str) -> str:
    """2026年10月7日 09:00, or the day alone when the hour is unknown."""
    return " ".join(filter(None, (day(value), hour(value))))


def hour(value: str) -> str:
    """09:00 of a moment; nothing when the hour is unknown."""
    return value[11:16]


def weekday(value: str) -> str:
    """周三 of a day."""
    return "周" + WEEKDAYS[dt.date.fromisoformat(value[:10]).weekday()]


def yes(value: bool) -> str:
    """是 or 否."""
    return "是" if value else "否"


def per(value: Mapping[str, Any]) -> str:
    """For each person what is said of them."""
    return "；".join(f"{name}：{said}" for name, said in value.items())


def papers(value: list) -> str:
    """How many sheets are attached; their names may name people."""
    return f"{len(value)}件"


def data(value: Any) -> str:
    """A value of no fixed shape, for want of a paper that shows it better."""
    return json.dumps(value, ensure_ascii=False)


LOOKS: dict[type[Field], Callable[[Any], str]] = {
    kinds.Text: text,
    kinds.Phone: text,
    kinds.IdNumber: text,
    kinds.Number: text,
    kinds.Month: day,
    kinds.Day: day,
    kinds.Hour: text,
    kinds.Moment: moment,
    kinds.YesNo: yes,
    kinds.Several: several,
    kinds.PerRef: per,
    kinds.Papers: papers,
    kinds.Data: data,
}


def sources(value: str) -> str:
    """Where a record comes from, numbers of ours by their ends: 立法意见 T0004, Y0020、Y0011."""
    return text(OUR_NUMBER.sub("", value))


def look(field: Field, value: Any) -> str:
    """The text of a field's value; an absent one is empty."""
    if value is None:
        return ""
    if field.name in BY_NAME:
        return BY_NAME[field.name](value)
    return _look_of(type(field))(value)  # type: ignore[arg-type]  # a class has a hash; mypy asks for its fields'


BY_NAME = {"source": sources}  # whatever record it stands in


@cache
def _look_of(kind: type[Field]) -> Callable[[Any], str]:
    return next(LOOKS[base] for base in kind.__mro__ if base in LOOKS)


def shorter(text: str, year: str) -> str:
    """A date without the year the paper itself names."""
    return text.removeprefix(f"{year}年")


MASKS = {
    "visitor_name": mask_name,
    "visitor_phone": mask_phone,
    "visitor_address": mask_address,
    "raised_by": mask_name,
    "raiser_phone": mask_phone,
    "raiser_address": mask_address,
}


def masked(field: Field, value: Any) -> str:
    """What a copy for the wall shows of a private value: a masked name, phone or place, and nothing of anything else."""
    return MASKS[field.name](value) if field.name in MASKS else ""


def closed(field: Field, row: Mapping[str, Any]) -> bool:
    """Whether a copy for the wall leaves out an open field too: of what is kept close, what it is called and where it was."""
    return field.name in ("title", "location") and bool(row.get("sensitive") or row.get("confidential"))


def may_show(field: Field) -> bool:
    """Whether a copy for the wall has anything to show of the field."""
    return not field.private or field.name in MASKS
