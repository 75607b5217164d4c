"""Rows of a file become rows of one kind of record: which sheet is meant, where its heading is, what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import people_book
from lianluozhan.errors import SheetProblem
from lianluozhan.record import Record
from lianluozhan.sheet.grid import Grid, Told, listed, opened, quiet, unopened
from lianluozhan.sheet.heading import SEARCHED, Column, Heading, columns_of, find, is_ignored, match, rules_of
from lianluozhan.sheet.lines import STDIN, read_lines
from lianluozhan.sheet.reading import Reading, Row
from lianluozhan.sheet.row import RowReader, counted
from lianluozhan.sheet.title import combined, hint_of
from lianluozhan.typed import Hint
from lianluozhan.visit import Visit

PEEKED = SEARCHED + 60  # rows looked at before deciding what a sheet is
NAMED_LABELS = 14  # how many of a record's labels an error names


class Candidate(NamedTuple):
    """A sheet with a heading: `own` is what its name and title say of days, `hint` that and the file's name."""

    grid: Grid
    heading: Heading
    top: Sequence[list[Any]]
    own: Hint
    hint: Hint
    required: int
    filled: bool


def source(argument: str) -> tuple[str, str | None]:
    """'FILE#SHEET' or 'FILE'; a file whose name holds a # is taken as it is."""
    file, mark, sheet = argument.rpartition("#")
    return (file, sheet) if mark and file and sheet and not Path(argument).exists() else (argument, None)


class Looked(NamedTuple):
    """A sheet before it is read: the kind of record it looks like, its columns, those that want a person's look."""

    sheet: str
    kind: type[Record]
    columns: tuple[Column, ...]
    unsure: frozenset[int]


def look(path: str | Path, kinds: Sequence[type[Record]], told: Told = quiet) -> list[Looked]:
    """The sheets of a .xlsx or .csv file that look like one of these kinds, in their order; `told` hears how many sheets are
    done. Raises SheetProblem and what `told` raises."""
    path, found = Path(path), []
    with opened(path, told) as grids:
        for done, grid in enumerate(grids):
            told(done, len(grids))
            if looked := _looked(grid, kinds, hint_of(path.stem)):
                found.append(looked)
    if found:
        return found
    raise SheetProblem(
        f"“{path.name}”里没有看得懂的表头",
        then=f"能录入的有：{'、'.join(kind.label for kind in kinds)}；请看一看是不是拿错了表",
    )


def _looked(grid: Grid, kinds: Sequence[type[Record]], of_file: Hint) -> Looked | None:
    each = [(kind, _candidate(grid, kind, of_file)) for kind in kinds]
    fitting = [(kind, candidate) for kind, candidate in each if candidate is not None]
    if not fitting:
        return None
    kind, best = max(fitting, key=lambda pair: _likeness(*pair))
    columns = best.heading.columns
    return Looked(grid.name, kind, columns, frozenset(one.place for one in columns if _is_unsure(kind, one)))


def _is_unsure(record_class: type[Record], column: Column) -> bool:
    """Whether a column's words can mean several fields, or none though they are not known to hold nothing for us."""
    return len(match(record_class, column.words)) > 1 if column.fields else not is_ignored(record_class, column.words)


def _likeness(record_class: type[Record], candidate: Candidate) -> int:
    """How much a sheet looks like a kind: the fields it has; a required one that is missing may only be called oddly."""
    needed = sum(field.required for field in columns_of(record_class).values())
    return len(candidate.heading.fields()) - (needed - candidate.required)


def read(
    path: str | Path,
    record_class: type[Record],
    sheet: str | None = None,
    columns: Mapping[int, str | None] | None = None,
    told: Told = quiet,
) -> Reading:
    """All rows of one kind of record in a .xlsx, .csv or .jsonl file ('-': JSON lines from standard input).

    Without `sheet` the one whose heading fits best, or all of a ledger that has a sheet for each day or month. `columns`
    {place: field, None: left out} says what a person made of columns by hand; `told` hears after how many rows of a sheet it is.
    Raises SheetProblem when the file cannot be read, has no such sheet or heading, or two fit equally well.
    """
    if str(path) == STDIN:
        return read_lines(sys.stdin.buffer, record_class)
    path = Path(path)
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        try:
            with path.open("rb") as file:
                return read_lines(listed(path, file) if path.suffix.lower() == ".json" else file, record_class)
        except OSError as error:
            raise unopened(path, error) from None
    with opened(path, told) as grids:
        reading = Reading()
        chosen, others = _chosen(path, grids, record_class, sheet)
        chosen = [candidate._replace(heading=candidate.heading.matched(columns or {})) for candidate in chosen]
        _check_columns(path, record_class, chosen)
        reading.sheet = "、".join(candidate.grid.name for candidate in chosen)
        reading.warnings += [
            f"“{name}”也像{record_class.label}，这次没有读；要读它请写 {path.name}#{name}" for name in others
        ]
        for candidate in chosen:
            _read_sheet(reading, record_class, candidate, told)
        return reading


def _chosen(
    path: Path, grids: list[Grid], record_class: type[Record], sheet: str | None
) -> tuple[list[Candidate], list[str]]:
    """The sheets to read, and the names of others that fit too."""
    if sheet is not None:
        names = "、".join(grid.name for grid in grids)
        grids = [grid for grid in grids if grid.name.strip() == sheet.strip()]
        if not grids:
            raise SheetProblem(f"“{path.name}”里没有“{sheet}”这张表", then=f"里面有：{names}")
    found = [candidate for grid in grids if (candidate := _candidate(grid, record_class, hint_of(path.stem)))]
    if not found:
        looked = "、".join(f.label for f in islice(columns_of(record_class).values(), NAMED_LABELS))
        raise SheetProblem(
            f"“{path.name}”里找不到{record_class.label}的表头",
            then=f"表头要有这样的列：{looked}；请看一看是不是拿错了表",
        )
    return _best(path, record_class, [candidate for candidate in found if candidate.filled] or found)


def _best(path: Path, record_class: type[Record], found: list[Candidate]) -> tuple[list[Candidate], list[str]]:
    """Of several the one whose heading fits best, or all of a day or month each. Raises SheetProblem where two fit alike."""
    most = max(candidate.required for candidate in found)
    fitting = [candidate for candidate in found if candidate.required == most]
    known = max(map(_known, fitting))
    best = [candidate for candidate in fitting if _known(candidate) == known]
    dated = [candidate for candidate in fitting if candidate.own.day or candidate.own.month]
    days = {candidate.own for candidate in dated}
    a_day_each = len(dated) > 1 and len(days) == len(dated) and all(candidate in dated for candidate in best)
    chosen = dated if a_day_each else best
    if len(chosen) > 1 and not a_day_each:
        both = "、".join(f"“{candidate.grid.name}”" for candidate in chosen)
        raise SheetProblem(
            f"“{path.name}”里有 {len(chosen)} 张表同样像{record_class.label}：{both}",
            then=f"请写明读哪一张，例如 {path.name}#{chosen[0].grid.name}",
        )
    others = [candidate for candidate in fitting if candidate not in chosen and 2 * _known(candidate) > known]
    return chosen, [candidate.grid.name for candidate in others]


def _known(candidate: Candidate) -> int:
    return len(candidate.heading.fields())


def _candidate(grid: Grid, record_class: type[Record], of_file: Hint) -> Candidate | None:
    rows = list(islice(grid.rows(), PEEKED))
    heading = find(record_class, rows)
    if heading is None:
        return None
    top = rows[: heading.row + heading.height]
    title = " ".join(str(cell) for row in top[: heading.row] for cell in row if cell is not None)
    own = combined([hint_of(title), hint_of(grid.name)])
    hint = combined([own, of_file])
    given = _given(record_class, heading, hint)
    required = sum(field.required for name, field in columns_of(record_class).items() if name in given)
    return Candidate(grid, heading, top, own, hint, required, filled=any(any(row) for row in rows[len(top) :]))


def _given(record_class: type[Record], heading: Heading, hint: Hint) -> set[str]:
    """The fields that have a column, and the day when the title gives it."""
    begin = rules_of(record_class).get("begin")
    return heading.fields() | ({begin} if begin and hint.day else set())


def _check_columns(path: Path, record_class: type[Record], chosen: Sequence[Candidate]) -> None:
    """A ledger without a required column is refused once, not row by row."""
    for candidate in chosen:
        given = _given(record_class, candidate.heading, candidate.hint)
        missing = [f"“{f.label}”" for name, f in columns_of(record_class).items() if f.required and name not in given]
        if missing:
            raise SheetProblem(
                f"“{path.name}”的“{candidate.grid.name}”没有{'、'.join(missing)}这一列，当不成{record_class.label}",
                then="请看一看是不是拿错了表；列名不同的话，请把那一列的表头改成引号里的词",
            )


def _read_sheet(reading: Reading, record_class: type[Record], candidate: Candidate, told: Told) -> None:
    grid, heading, top, *_ = candidate
    reading.tops[grid.name] = list(top)
    unknown = [c.words for c in heading.columns if not c.fields and not is_ignored(record_class, c.words)]
    if unknown:
        reading.unknown += [words for words in unknown if words not in reading.unknown]
        reading.warnings.append(f"{grid.name}：这些列没有对应的项目，没有读：{'、'.join(unknown)}")
    reader = RowReader(record_class, grid.name, heading, top, candidate.hint)
    given = _of_title(heading, list(top), grid.name) if record_class is Visit else {}
    rows = counted(islice(grid.rows(), len(top), None), 0, told)
    for number, cells, values, bad in reader.take(rows, len(top) + 1):
        reading.take(Row(grid.name, number, given | values), cells, bad, reader.fields)


def _of_title(heading: Heading, top: list[list[Any]], sheet: str) -> dict[str, Any]:
    """What stands above the heading, or is the sheet's name, tells of every walk below it."""
    above = [*top[: heading.row], [sheet]]
    return people_book.of_title(" ".join(str(cell) for row in above for cell in row if cell))
