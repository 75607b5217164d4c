"""上墙: what of one of the public stands in the words of a paper that hangs for everybody; asked about before it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lianluozhan.figures import within
from lianluozhan.issue import Issue
from lianluozhan.masking import each_of, find_private
from lianluozhan.place import Place
from lianluozhan.record import short_number
from lianluozhan.report.subject import Board, Post, Receptions
from lianluozhan.schedule import Schedule
from lianluozhan.visit import Visit

NAMED = Visit.visitor_name.label
ORGANISED = ("企业", "集体")  # their names are known to everybody


def named(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """意见 Y0012 的标题: those of these issues' titles in which somebody who raised it stands by name."""
    return [_where(row) for row in rows if not row.get("sensitive") and _name_in(row)]


def given(data: Any) -> list[str]:
    """意见 Y0012 的标题里有来访人姓名, 主要职责里有电话, …: what the words of such a paper give away, by what it is made from."""
    if isinstance(data, Board):
        issues = within(data.month.issues, "registered_at", data.month.imprint.days)
        return [
            *(f"{where}里有{NAMED}" for where in named(issues)),
            *_numbers((_where(row), row.get("title")) for row in issues if not row.get("sensitive")),
            *given(data.coming),
        ]
    if isinstance(data, Post):
        return list(_numbers((field.label, data.place.get(field.name)) for field in (Place.duties_text, Place.hours)))
    if isinstance(data, Receptions):
        return list(_numbers((f"{day['date']} 的{Schedule.topic.label}", day.get("topic")) for day in data.days))
    return []


def asked(found: Sequence[str]) -> str:
    """What is said, and in a window asked, before such a paper goes up; "" where there is nothing."""
    return f"这张纸要贴出去，上面的字里有人的信息：{'、'.join(found)}。请先改掉。" if found else ""


def _where(row: Mapping[str, Any]) -> str:
    return f"{Issue.label} {short_number(row.get('number'))} 的{Issue.title.label}"


def _name_in(row: Mapping[str, Any]) -> bool:
    title = row.get("title") or ""
    return row.get("raiser_kind") not in ORGANISED and any(one in title for one in each_of(row.get("raised_by") or ""))


def _numbers(texts: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    for where, words in texts:
        if kinds := dict.fromkeys(kind for kind, _span in find_private(words or "")):
            yield f"{where}里有{'、'.join(kinds)}"
