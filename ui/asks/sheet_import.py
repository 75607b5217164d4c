"""A sheet before it is taken in: every row with what is wrong in it, and what would arise; asked in the worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import intake, sheet
from lianluozhan.errors import BadRow, SheetProblem
from lianluozhan.intake import Taken
from lianluozhan.record import Record
from lianluozhan.sheet import Looked, Reading, columns_of
from lianluozhan.store import Store
from ui.widgets.line import said

TRYING = "试着录入"
MOST_TOLD = 200  # troubles named one by one; the rest are counted


class SheetRow(NamedTuple):
    """A row of the sheet: its number, its cells under the fields, and {field: what is wrong}; "" is the whole row."""

    number: int
    cells: tuple[str, ...]
    wrong: Mapping[str, str]


class Prepared(NamedTuple):
    """What a sheet holds and what taking it in would do; `problem` where it cannot be read with these columns."""

    fields: tuple[str, ...] = ()
    rows: Sequence[SheetRow] = ()
    troubles: Sequence[str] = ()
    warnings: Sequence[str] = ()
    reading: Reading = Reading()
    taken: Taken = Taken()
    problem: SheetProblem | None = None

    @property
    def bad(self) -> int:
        """How many rows cannot be read."""
        return len(self.reading.spoiled)


class Chosen(NamedTuple):
    """Which sheet of which file, and what a person made of its columns."""

    path: Path
    looked: Looked
    by_hand: Mapping[int, str | None]
    places: Mapping[str, Sequence[int]]


def prepared(store: Store, chosen: Chosen, tell: Callable[..., None]) -> Prepared:
    """Read the sheet and try it out; nothing is written."""
    kind, places = chosen.looked.kind, chosen.places
    fields = tuple(places)
    words = f"读“{chosen.looked.sheet}”"
    tell(words)

    def told(done: int, _of: int) -> None:
        tell(f"{words}，第 {done} 行" if done else words)

    try:
        reading = sheet.read(chosen.path, kind, chosen.looked.sheet, chosen.by_hand, told)
    except SheetProblem as problem:
        return Prepared(problem=problem)
    tell(TRYING)
    taken = intake.take(store, kind, reading.rows, dry_run=True, told=partial(tell, TRYING))
    rows = [SheetRow(row.row, tuple(said(row.values.get(name)) for name in fields), {}) for row in reading.rows]
    called = {column.place: column.words for column in chosen.looked.columns}
    for row in reading.spoiled:
        cells = tuple(" ".join(_cell(row.cells, place) for place in places[name]).strip() for name in fields)
        reasons = [bad for bad in reading.bad if (bad.sheet, bad.row) == (row.sheet, row.row)]
        rows.append(SheetRow(row.row, cells, {_field(kind, bad, places, called): bad.reason for bad in reasons}))
    rows.sort(key=lambda row: row.number)
    return Prepared(fields, rows, _told(reading.bad), _warned(reading, taken), reading, taken)


def _field(kind: type[Record], bad: BadRow, places: Mapping[str, Sequence[int]], words: Mapping[int, str]) -> str:
    """The field a reason is about: its columns' words, or the label of one that is missing."""
    for name in places:
        if bad.column in ("、".join(words[place] for place in places[name]), columns_of(kind)[name].label):
            return name
    return ""


def _cell(cells: Sequence[Any], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _told(bad: Sequence[BadRow]) -> list[str]:
    told = [
        f"第 {one.row} 行"
        + (f" · {one.column}" if one.column else "")
        + (f"　“{one.value}”" if one.value else "")
        + f"　{one.reason}"
        for one in bad
    ]
    return told[:MOST_TOLD] + ([f"……还有 {len(told) - MOST_TOLD} 处"] if len(told) > MOST_TOLD else [])


def _warned(reading: Reading, taken: Taken) -> list[str]:
    unmatched = [
        f"名册里没有“{name}”（{count} 处），照原名录入，标为未匹配，名册里有了再对上"
        for name, count in taken.unmatched.items()
    ]
    told = [*unmatched, *taken.differ, *reading.warnings, *taken.warnings]
    return told[:MOST_TOLD] + ([f"……还有 {len(told) - MOST_TOLD} 处"] if len(told) > MOST_TOLD else [])


def foretold(store_kinds: Mapping[str, type[Record]], done: Prepared) -> str:
    """23 行：21 行可以录入，2 行读不懂。将新增接待 21、意见 13、履职 9。"""
    good, bad, taken = len(done.reading.rows), done.bad, done.taken
    parts = [f"{store_kinds[noun].label} {count}" for noun, count in taken.written.items() if noun in store_kinds]
    words = f"{good + bad} 行：{good} 行可以录入" + (f"，{bad} 行读不懂" if bad else "") + "。"
    words += f"将新增{'、'.join(parts)}。" if parts else "没有新的要录。"
    return words + (f"{taken.same} 行以前录过，不会重复。" if taken.same else "")
