"""Rows out into XLSX or CSV, so that no text becomes a formula and no half-written file is left."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from lianluozhan.errors import ELSEWHERE, SheetProblem, no_place, why

if TYPE_CHECKING:
    from lianluozhan.sheet.read import Reading

REASON = "读不懂的原因"  # an ignored column when the mended sheet comes back
UNWRITABLE = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ufffe\uffff]")  # also in what an earlier program kept
FORMULA = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet takes for one; with ' before it when that was typed already


def write(path: str | Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> None:
    """Write rows (lists of cells, headings among them) to a new .xlsx, or one sheet's to a .csv.

    Texts are written as texts, never as formulas. Raises SheetProblem when the file is there already, cannot be
    written, or has another ending.
    """
    path = Path(path)
    writer = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(path.suffix.lower())
    if writer is None:
        raise other_ending(path, ".xlsx 或 .csv")
    new_file(path, lambda unfinished: writer(unfinished, sheets))


def other_ending(path: Path, endings: str) -> SheetProblem:
    """The refusal of a file name that says it is something we do not write."""
    return SheetProblem(f"不会写“{path.name}”这种文件", then=f"文件名请用 {endings} 结尾")


def new_file(path: Path, save: Callable[[Path], None]) -> None:
    """A file that is there whole or not at all, and never in the place of another. Raises SheetProblem."""
    if path.exists():
        raise SheetProblem(f"“{path.name}”已经有了，没有覆盖它", then="请换一个文件名，或者先把它移走")
    unfinished = path.with_name(path.name + ".part")
    try:
        save(unfinished)
        os.replace(unfinished, path)
    except OSError as error:
        if place := no_place(path.parent):
            raise SheetProblem(place, then=ELSEWHERE) from None
        raise SheetProblem(f"写不了“{path.name}”：{why(error)}", then="请看一看盘满没满、能不能写，再来一次") from None
    finally:  # also where a person stopped it between two rows
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def write_spoiled(path: str | Path, reading: Reading) -> None:
    """The rows that could not be read, as they stood, under their own titles and headings, with the reasons behind."""
    sheets: dict[str, list[list[Any]]] = {}
    for name in dict.fromkeys(row.sheet for row in reading.spoiled):
        rows = [row for row in reading.spoiled if row.sheet == name]
        *titles, heading = reading.tops.get(name, [["内容"]])
        width = max(len(heading), *(len(row.cells) for row in rows))
        sheets[name or "坏行"] = [*titles, _padded(heading, width, REASON)]
        sheets[name or "坏行"] += [_padded(row.cells, width, "；".join(row.reasons)) for row in rows]
    write(path, sheets)


def _padded(cells: Sequence[Any], width: int, last: str) -> list[Any]:
    return [*cells, *[None] * (width - len(cells)), last]


def _write_xlsx(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> None:
    path.touch()  # fails before there is a half-made workbook
    book = Workbook(write_only=True)
    with ExitStack() as stopped:
        stopped.callback(_let_go, book)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name[:31])
            for row in rows:
                sheet.append([_cell(sheet, value) for value in row])
        stopped.pop_all()
    with path.open("wb") as file:
        book.save(file)


def _let_go(book: Workbook) -> None:
    """Stopped between two rows: what openpyxl wrote elsewhere meanwhile goes too."""
    for sheet in book.worksheets:
        sheet.close()
        sheet._writer.cleanup()


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return as_text(WriteOnlyCell(sheet, UNWRITABLE.sub("", value)), value)


def as_text(cell: Any, value: str) -> Any:
    """The cell, its value a text and never a formula, also after somebody edits it."""
    if FORMULA.match(value):
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _write_csv(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> None:
    """With the mark that makes spreadsheets read UTF-8; a leading ' keeps texts from becoming formulas."""
    if len(sheets) != 1:
        raise SheetProblem("一个 .csv 只放得下一张表", then="放得下几张表的是 .xlsx")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for row in next(iter(sheets.values())):
            csv.writer(file).writerow(["'" + v if isinstance(v, str) and FORMULA.match(v) else v for v in row])
