"""What a column of somebody else's sheet can be filled with: the fields of a kind, and what is worked out beside them."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lianluozhan.field import Day, Field, LongText, Moment, Number, Papers, PerRef, Serial, Text
from lianluozhan.issue import Issue
from lianluozhan.record import Record
from lianluozhan.sheet.heading import bare, rules

ROW, STATION = "row", "station"  # counted below the heading; who fills the sheet in
HIDDEN = frozenset(
    ("world", "id", "created_by", "voided", "ineffective", "flagged", "told", "attachments", "split_into", "visits")
)
BESIDE: Mapping[str, Mapping[str, Field]] = {
    "visit": {
        "issue_number": Text("开出的意见"),
        "issue_state": Text("办理状态"),
        "issue_closed": Day(Issue.closed_on.label),
    },
    "issue": {"light": Text("亮灯"), "days_open": Number("办理天数"), "answer": LongText("最近的答复")},
    "duty": {"points": Text("积分")},
}
ALWAYS = {ROW: Number("序号"), STATION: Text("填报单位")}
DATE, HOUR, SPAN = "date", "hour", "span"
NUMBERS = {"年": 0, "月": 1, "日": 2, "号": 2}


@dataclass(frozen=True, eq=False)
class Offer:
    """What one kind offers, looked up by headings as a kind of record is; `called` is what headings call it besides."""

    kind: type[Record]
    fields: Mapping[str, Field]
    called: Mapping[str, list[str]]

    @property
    def noun(self) -> str:
        """The kind's own word."""
        return self.kind.noun

    @property
    def label(self) -> str:
        """The kind's own label."""
        return self.kind.label

    def written(self) -> Mapping[str, Field]:
        """Every field that may have a column."""
        return self.fields


@cache
def offer(kind: type[Record]) -> Offer:
    """Everything a column can be filled with from records of a kind."""
    fields = {
        name: _plain(field)
        for name, field in kind.fields.items()
        if name not in HIDDEN and not isinstance(field, Papers)
    }
    for name, field in {**BESIDE[kind.noun], **ALWAYS}.items():
        fields[name] = copy.copy(field)
        fields[name].name = name
    return Offer(kind, fields, rules()["filled"].get(kind.noun, {}) | rules()["filled"][""])


def _plain(field: Field) -> Field:
    """A field as a cell shows it: a number given by the program is a text, one per person their sum."""
    kinds = {Serial: Text, PerRef: Number if field.name == "people_met" else Text}
    found = next((cls for base, cls in kinds.items() if isinstance(field, base)), None)
    made = found(field.label) if found else copy.copy(field)
    made.name, made.private, made.derived = field.name, field.private, False
    return made


def part_of(words: str, field: Field, alone: bool) -> str:
    """Which part of a moment a column asks for: 月, 日, the date, the hour, 起止; "" for all of it."""
    plain = bare(words)
    if not isinstance(field, Moment):
        return ""
    if plain in NUMBERS:
        return plain
    if "起止" in plain or plain.endswith(("时段", "时间段")):
        return SPAN
    if plain.endswith(("日期", "日", "年月")):
        return DATE
    return HOUR if not alone and plain.endswith(tuple(rules()["hours"])) else ""


def cell_of(value: Any, part: str = "", until: Any = None) -> Any:
    """A value as a cell holds it: real dates and numbers, everything else in words; None where there is nothing."""
    if value in (None, "", [], {}):
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        whole = all(isinstance(one, int) for one in value.values())
        return sum(value.values()) if whole else "；".join(f"{name} {said}" for name, said in value.items())
    return _part(value, part, until) if part else value


def _part(value: str, part: str, until: Any) -> Any:
    day, hour = dt.date.fromisoformat(value[:10]), value[11:16]
    if part in NUMBERS:
        return (day.year, day.month, day.day)[NUMBERS[part]]
    if part == DATE:
        return day
    if part == SPAN:
        end = str(until or "")[11:16]
        return f"{hour}-{end}" if hour and end else hour or None
    return dt.time.fromisoformat(hour) if hour else None


def typed_cell(field: Field, value: Any) -> Any:
    """Days and moments as real ones."""
    if isinstance(value, str) and isinstance(field, Day | Moment):
        return dt.datetime.fromisoformat(value) if len(value) > len("2026-10-07") else dt.date.fromisoformat(value)
    return value
