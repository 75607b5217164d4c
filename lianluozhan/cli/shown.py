"""Rows and records in words: in columns on a terminal, a field a line, or in full for a sheet."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, takewhile
from typing import Any

from lianluozhan import whose
from lianluozhan.columns import SEEN_TODAY, plain, usual
from lianluozhan.field import Day, Moment, Number, Serial
from lianluozhan.issue import Issue
from lianluozhan.readable import Row
from lianluozhan.record import Record

SEEN = SEEN_TODAY | {"points": "积分"}  # of a duty besides
WHOLE = (Serial, Day, Moment, Number)  # never cut: half a number or date is another one
# Nothing a person reads.
UNTOLD = "id", "world", "created_at", "created_by", "visits", "ineffective", "rule_digest", "standard"
WIDEST = 24  # columns of one cell on a screen


def whole(cls: type[Record], rows: Sequence[Row]) -> list[list[str]]:
    """Rows of a sheet: every field that is told in `show`, under its label, in full."""
    labels = {whose.STATION: whose.LABEL}
    labels |= {name: field.label for name, field in cls.fields.items() if name not in UNTOLD}
    if cls is Issue:
        labels |= SEEN_TODAY
    names = [name for name in labels if any(row.get(name) not in (None, [], {}) for row in rows)]
    return [[labels[name] for name in names], *([_cell(name, row.get(name)) for name in names] for row in rows)]


def _cell(name: str, value: Any) -> str:
    return _IN_WORDS.get(name, plain)(value) if value else plain(value)


def table_of(cls: type[Record], rows: list[Row]) -> None:
    """Rows as a person reads them on a terminal."""
    names = usual(cls)
    names = [whose.STATION, *names] if any(row.get(whose.STATION) for row in rows) else names
    heading = [cls.fields[name].label if name in cls.fields else SEEN_TODAY[name] for name in names]
    cells = [[" ".join(plain(row.get(name)).split()) for name in names] for row in rows]
    table([heading, *cells], [not isinstance(cls.fields.get(name), WHOLE) for name in names])


def table(lines: Sequence[Sequence[str]], cut: Sequence[bool] = ()) -> None:
    """Lines in columns as wide as what stands in them; those to be cut are never wider than a screen has room for."""
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for place, short in enumerate(cut):
        widths[place] = min(widths[place], WIDEST) if short else widths[place]
    for line in lines:
        print("  ".join(_fit(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _fit(text: str, width: int) -> str:
    if _width(text) > width:
        ends = accumulate(map(_width, text))  # a cell may hold a whole book
        text = "".join(c for c, end in takewhile(lambda pair: pair[1] < width, zip(text, ends, strict=True))) + "…"
    return text + " " * (width - _width(text))


def fields(cls: type[Record], row: Mapping[str, Any]) -> None:
    """A record, a field a line."""
    labels = {name: field.label for name, field in cls.fields.items() if name not in (*UNTOLD, "number")}
    for name, label in (labels | SEEN).items():
        if row.get(name) not in (None, [], {}) and not (name == "flagged" and not row[name]):
            print(f"  {label}：{_IN_WORDS.get(name, plain)(row[name])}")


def _told(people: Mapping[str, Mapping[str, Any]]) -> str:
    """杨国栋 10-21 电话 满意；彭喆 10-21 电话."""
    return "；".join(f"{person} {_of_one(told)}".rstrip() for person, told in people.items())


def _of_one(told: Mapping[str, Any]) -> str:
    tried = "试过 " + "、".join(day[5:] for day in told["tries"]) if told.get("tries") and not told["on"] else None
    parts = (told["on"] and told["on"][5:], told.get("out") or told["how"], told["rating"], tried)
    return " ".join(part for part in parts if part)


def _papers(papers: list[Mapping[str, Any]]) -> str:
    return "、".join(f"{paper['name']}（{max(paper['size'] // 1024, 1)} KB）" for paper in papers)


_IN_WORDS: Mapping[str, Callable[[Any], str]] = {"told": _told, "attachments": _papers}
