"""The district's exported list read back: whose issue each row is, which numbers are new, what it says otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan.act import Act
from lianluozhan.amend import amend
from lianluozhan.errors import BadValue, SheetProblem
from lianluozhan.field import Moment, Several
from lianluozhan.issue import Issue
from lianluozhan.readable import Row, readable, title_of
from lianluozhan.record import short_number
from lianluozhan.sheet.cell import is_blank, value_of
from lianluozhan.sheet.grid import Cells, Grid, opened
from lianluozhan.sheet.heading import Column, Heading, bare, find
from lianluozhan.sheet.offer import ROW as COUNTED, STATION, Offer, offer
from lianluozhan.sheet.template import is_aside
from lianluozhan.store import Store

REASON, THEIRS, OURS = "读回区里的编号", "区里的编号", "本站编号"
SAID = "本站写的", "区里写的"  # of what is different, side by side
EMPTY = "（空）"
MATCHED = 50  # rows looked at to tell which column has our own numbers
NUMBERED = re.compile(r"编号|编码|件号|单号|文号|流水号")
NOT_COMPARED = (COUNTED, STATION, "number", "external_number", "light", "days_open", "created_at")
TWO_OF_OURS, TWICE = "两个号对着两件意见", "这个号或这件意见在表里有两行，号不一样"


class Found(NamedTuple):
    """A number of theirs for an issue of ours that has none yet: its id, our number, what it is about, theirs, the row."""

    id: str
    number: str
    title: str
    external: str
    row: int


class Difference(NamedTuple):
    """One thing the list says otherwise than we do."""

    row: int
    number: str
    label: str
    ours: str
    theirs: str


class Unknown(NamedTuple):
    """A row that is none of our issues, or not surely one, and why."""

    row: int
    words: str
    why: str


class Listed(NamedTuple):
    """What the list holds: new numbers, how many we had already, differences, rows that are not ours; and which columns
    were taken for numbers, by their words, with all that could be."""

    new: tuple[Found, ...]
    same: int
    differ: tuple[Difference, ...]
    unknown: tuple[Unknown, ...]
    ours: str
    theirs: str
    choices: tuple[str, ...]


class _List(NamedTuple):
    heading: Heading
    rows: list[tuple[int, Cells]]


def read(store: Store, path: Path, sheet: str | None = None, column: str = "") -> Listed:
    """Compare a list with our issues; nothing is written. `column` are the words above their numbers, where said.

    Raises SheetProblem when the file cannot be read or has no numbers.
    """
    held = _list(path, sheet)
    issues = readable(store, Issue, store.find(Issue, order="number"))
    by_number = _by_number(issues)
    columns = [c for c in held.heading.columns if NUMBERED.search(c.words)]
    own = _own(columns, held.rows, by_number)
    others = [c for c in columns if c is not own]
    theirs = next((c for c in others if bare(c.words) == bare(column)), None) if column else _theirs(others)
    if theirs is None:
        raise SheetProblem(
            f"“{path.name}”里没有“{column or '来件编号'}”这一列",
            then="表头要有区里的编号，如“来件编号”；请看一看是不是拿错了表",
        )
    return _compared(issues, by_number, held, own, theirs)._replace(
        ours=own.words if own else "", theirs=theirs.words, choices=tuple(c.words for c in others)
    )


def take(act: Act, listed: Listed) -> int:
    """Write the new numbers onto our issues, one act; what has got a number meanwhile is left. Returns how many."""
    written = 0
    for one in listed.new:
        issue = act.store.get(Issue, (act.store.identity.world, one.id))
        if issue is not None and not issue.voided and issue.external_number is None:
            written += bool(amend(act, issue, {"external_number": one.external}, REASON))
    return written


def _list(path: Path, sheet: str | None) -> _List:
    best: tuple[int, _List] | None = None
    with opened(path) as grids:
        for grid in grids:
            if sheet is None or grid.name.strip() == sheet.strip():
                held = _of(grid)
                known = len(held.heading.fields()) if held else 0
                if held and (best is None or known > best[0]):
                    best = known, held
    if best is None:
        raise SheetProblem(
            f"“{path.name}”里找不到意见清单的表头", then="表头要有“来件编号”“编号”这样的列；请看一看是不是拿错了表"
        )
    return best[1]


def _of(grid: Grid) -> _List | None:
    heading = find(offer(Issue), list(islice(grid.rows(), MATCHED)))
    if heading is None:
        return None
    top = heading.row + heading.height
    return _List(heading, list(enumerate(islice(grid.rows(), top, None), top + 1)))


def _by_number(issues: Sequence[Row]) -> dict[str, Row]:
    """Our issues by their number, and by its end where only one has it."""
    numbered = [row for row in issues if row["number"]]
    ends = Counter(short_number(row["number"]) for row in numbered)
    short = {short_number(row["number"]): row for row in numbered}
    return {end: row for end, row in short.items() if ends[end] == 1} | {row["number"]: row for row in numbered}


def _own(columns: Sequence[Column], rows: Sequence[tuple[int, Cells]], by_number: Mapping[str, Row]) -> Column | None:
    """The column with our own numbers, whatever the list calls them."""
    hits = {c.place: sum(_number(cells, c) in by_number for _row, cells in rows[:MATCHED]) for c in columns}
    return max((c for c in columns if hits[c.place]), key=lambda c: hits[c.place], default=None)


def _theirs(columns: Sequence[Column]) -> Column | None:
    """来件编号 first, then what else is a number."""
    return min(columns, key=lambda c: ("external_number" not in c.fields, "number" not in c.fields), default=None)


def _number(cells: Cells, column: Column) -> str:
    cell = cells[column.place] if column.place < len(cells) else None
    if is_blank(cell):
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else "".join(str(cell).split())


def _compared(
    issues: Sequence[Row], by_number: Mapping[str, Row], held: _List, own: Column | None, theirs: Column
) -> Listed:
    by_external: dict[str, list[Row]] = {}
    for row in issues:
        by_external.setdefault(row["external_number"] or "", []).append(row)
    new: list[Found] = []
    same, differ, unknown = 0, list[Difference](), list[Unknown]()
    for place, cells, number, external in _numbered(held, own, theirs):
        words = " ".join(str(cell).strip() for cell in cells if not is_blank(cell))[:60]
        given = by_external.get(external, []) if external else []
        issue = by_number.get(number) or (given[0] if len(given) == 1 else None)
        if issue is None:
            unknown.append(Unknown(place, words, "本站没有这一件"))
        elif any(one["id"] != issue["id"] for one in given):
            unknown.append(Unknown(place, words, TWO_OF_OURS))
        else:
            differ += _differences(place, issue, cells, held.heading, offer(Issue))
            if not external or external == issue["external_number"]:
                same += bool(external)
            elif issue["external_number"]:
                differ.append(
                    Difference(place, issue["number"], Issue.external_number.label, issue["external_number"], external)
                )
            else:
                new.append(Found(issue["id"], issue["number"], title_of(issue), external, place))
    sure, doubtful = _unequivocal(new)
    return Listed(tuple(sure), same, tuple(differ), tuple(sorted((*unknown, *doubtful))), "", "", ())


def _numbered(held: _List, own: Column | None, theirs: Column) -> Iterator[tuple[int, Cells, str, str]]:
    """(row, cells, our number, theirs) of what is a row of the list."""
    for place, cells in held.rows:
        words = [str(cell).strip() for cell in cells if not is_blank(cell)]
        if words and not is_aside(words):
            yield place, cells, _number(cells, own) if own else "", _number(cells, theirs)


def _unequivocal(new: Sequence[Found]) -> tuple[list[Found], list[Unknown]]:
    """A number for one issue, an issue with one number; the same row twice counts once."""
    pairs = {(one.id, one.external): one for one in reversed(new)}
    ids, numbers = Counter(id for id, _ in pairs), Counter(external for _, external in pairs)
    sure = [one for one in pairs.values() if ids[one.id] == numbers[one.external] == 1]
    doubtful = [one for one in pairs.values() if one not in sure]
    return sorted(sure, key=lambda one: one.row), [
        Unknown(one.row, f"{one.external} {one.number}", TWICE) for one in doubtful
    ]


def _differences(place: int, issue: Row, cells: Cells, heading: Heading, kind: Offer) -> list[Difference]:
    found = []
    for column in heading.columns:
        name = column.fields[0] if column.fields else ""
        cell = cells[column.place] if column.place < len(cells) else None
        if (
            name
            and name in issue
            and name not in NOT_COMPARED
            and not is_blank(cell)
            and not NUMBERED.search(column.words)
        ):
            ours, theirs = _alike(kind, name, title_of(issue) if name == "title" else issue[name], cell)
            if ours != theirs:
                found.append(Difference(place, issue["number"], kind.fields[name].label, ours, theirs))
    return found


def _alike(kind: Offer, name: str, ours: Any, cell: Any) -> tuple[str, str]:
    """Both in the same words; a list that knows only the day is not told the hour."""
    field = kind.fields[name]
    try:
        theirs = value_of(field, cell)
    except BadValue:
        theirs = str(cell).strip()
    if isinstance(field, Several):
        ours, theirs = sorted(ours or ()), sorted(theirs if isinstance(theirs, list) else [theirs])
    if isinstance(field, Moment) and isinstance(theirs, str) and isinstance(ours, str):
        ours = ours[: len(theirs)]
    return _words(ours), _words(theirs)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return (
        "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else " ".join(str(value).split())
    )
