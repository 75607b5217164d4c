"""The district's own sheet: its heading found, rows written below it in its own looks, into a new file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formula.translate import Translator
from openpyxl.styles.numbers import is_date_format
from openpyxl.worksheet.worksheet import Worksheet

from lianluozhan.errors import SheetProblem
from lianluozhan.record import Record
from lianluozhan.sheet.cell import is_blank
from lianluozhan.sheet.grid import opened
from lianluozhan.sheet.heading import SEARCHED, Column, Heading, bare, find, match, rules
from lianluozhan.sheet.offer import ROW, Offer, cell_of, offer, part_of, typed_cell
from lianluozhan.sheet.room import Room, make_room
from lianluozhan.sheet.write import UNWRITABLE, as_text, new_file, other_ending

LONGEST = 32_767  # characters a cell of any spreadsheet program holds
CUT = "……（没写完，全文在联络站里）"
MOST_ROWS = 20_000
LOST = {  # parts of a workbook that would not come through
    r"xl/charts/|xl/chartsheets/": "图表",
    r"xl/vbaProject": "宏",
    r"xl/ctrlProps/|xl/activeX/": "按钮控件",
    r"xl/embeddings/|xl/diagrams/|xl/slicers?|xl/media/[^/]+\.[ew]mf": "嵌入的对象",
}
SHAPE = re.compile(rb"<xdr:(sp|cxnSp|grpSp|graphicFrame)[ >]")
LOOKS = {dt.datetime: "yyyy-mm-dd hh:mm", dt.date: "yyyy-mm-dd", dt.time: "hh:mm"}
SAVE_PLAIN = "请用表格软件打开它，另存一份没有这些的“Excel 工作簿（.xlsx）”，再用那一份"


class Template(NamedTuple):
    """A sheet to be filled: where it is, of which kind its rows are, what its columns can mean."""

    path: Path
    sheet: str
    kind: Offer
    heading: Heading

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, for whoever shows them."""
        return self.heading.columns

    @property
    def unsure(self) -> frozenset[int]:
        """The columns a person should look at: nothing is known for them, or several things are."""
        return frozenset(c.place for c in self.columns if not c.fields or len(match(self.kind, c.words)) > 1)

    @property
    def digest(self) -> str:
        """What this heading is remembered by: its words in their order, whatever file it stands in."""
        words = [self.kind.noun, *(f"{c.place} {bare(c.words)}" for c in self.columns)]
        return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


class Filled(NamedTuple):
    """What was written: how many rows, from which row on, and what is to be said of it."""

    rows: int
    first: int
    notes: tuple[str, ...]


def look(path: str | Path, kinds: Sequence[type[Record]], sheet: str | None = None) -> list[Template]:
    """The sheets of an .xlsx that have a heading for one of these kinds, the best first. Raises SheetProblem."""
    path, found = Path(path), []
    offers = [offer(kind) for kind in kinds]  # type: ignore[arg-type]  # a class has a hash; mypy asks for its records'
    with opened(path) as grids:
        if not _is_xlsx(path):
            raise SheetProblem(
                f"“{path.name}”不是 .xlsx 表格，填不了", then="请用表格软件打开它，另存为“Excel 工作簿（.xlsx）”再填"
            )
        for grid in grids:
            if sheet is None or grid.name.strip() == sheet.strip():
                rows = list(islice(grid.rows(), SEARCHED + 1))
                each = [(one, heading) for one in offers if (heading := find(one, rows))]
                found += [Template(path, grid.name, *max(each, key=lambda one: len(one[1].fields())))] if each else []
        names = "、".join(grid.name for grid in grids)
    if not found:
        what = f"里没有“{sheet}”这张能填的表" if sheet else "里找不到能填的表头"
        labels = "、".join(kind.label for kind in kinds)
        raise SheetProblem(
            f"“{path.name}”{what}",
            then=f"表头要写着{labels}的项目，如编号、日期、姓名；里面有的表：{names}。请看一看是不是拿错了",
        )
    return sorted(found, key=lambda one: -len(one.heading.fields()))


def fill(template: Template, columns: Mapping[int, str | None], rows: Sequence[Mapping[str, Any]], to: Path) -> Filled:
    """Write rows {field: value} below the heading, as `columns` {place: field} says, into the new file `to`.

    The template itself is only read. Raises SheetProblem, and then there is no new file.
    """
    if to.suffix.lower() != ".xlsx":
        raise other_ending(to, ".xlsx")
    if to.exists():
        new_file(to, lambda _path: None)
    if len(rows) > MOST_ROWS:
        raise SheetProblem(f"一次最多填 {MOST_ROWS} 行，这里有 {len(rows)} 行", then="请选短一些的时间")
    book, notes = _book(template.path)
    sheet = book[template.sheet]
    first, size, footer = _place(sheet, template)
    if footer and len(rows) > size:
        make_room(book, sheet, Room(sheet.title, first + size, len(rows) - size, grows=size > 0))
    heading = template.heading.matched(columns)
    model = _Model(sheet, first, size > 0)
    for number, values in enumerate(rows):
        model.dress(first + number)
        cells = _cells(heading, template.kind, {**values, ROW: number + 1})
        notes += _write(sheet, first + number, cells)
    content = BytesIO()
    book.save(content)
    new_file(to, lambda path: _save(path, content.getvalue()))
    return Filled(len(rows), first, tuple(dict.fromkeys(notes)))


def preview(
    template: Template, columns: Mapping[int, str | None], rows: Sequence[Mapping[str, Any]]
) -> list[dict[int, Any]]:
    """The cells {place: value} of each row as they would be written."""
    heading = template.heading.matched(columns)
    return [_cells(heading, template.kind, {**values, ROW: number}) for number, values in enumerate(rows, 1)]


def _save(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _is_xlsx(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _book(path: Path) -> tuple[openpyxl.Workbook, list[str]]:
    """The workbook, to be changed; refused where something in it would get lost."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        lost = [word for pattern, word in LOST.items() if any(re.match(pattern, name) for name in names)]
        drawings = [name for name in names if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
        lost += ["图形或文本框"] if not lost and any(SHAPE.search(archive.read(name)) for name in drawings) else []
    if lost:
        raise SheetProblem(f"“{path.name}”里有{'、'.join(lost)}，填好的表里留不住，没有写", then=SAVE_PLAIN)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        book = openpyxl.load_workbook(path, rich_text=True)
    kinds = {"Conditional Formatting": "条件格式", "Data Validation": "下拉选项"}
    gone = [word for said, word in kinds.items() if any(said in str(one.message) for one in told)]
    return book, [f"表里有的{word}用了本程序写不了的格式，填好的表里没有了" for word in gone]


def _place(sheet: Worksheet, template: Template) -> tuple[int, int, bool]:
    """The first row to fill, how many are free, and whether sums or signatures stand below. Raises SheetProblem."""
    heading = template.heading
    first = heading.row + heading.height + 1
    first = max(
        [first, *(area.max_row + 1 for area in sheet.merged_cells.ranges if area.min_row < first <= area.max_row)]
    )
    while (words := _words(sheet, first, ())) and all(re.match(r"[(（]", word) for word in words):
        first += 1  # how to fill it in
    counted = tuple(c.place + 1 for c in heading.columns if bare(c.words) in rules()["sequence"])
    row = first
    while row <= sheet.max_row and not _words(sheet, row, counted):
        row += 1
    footer = row <= sheet.max_row
    if footer and not is_aside(_words(sheet, row, ())):
        raise SheetProblem(
            f"“{template.sheet}”的表头下面第 {row} 行已经写了内容，没有覆盖它",
            then="请用没填过的空表；要用填过的，先另存一份，把这些行清空",
        )
    upright = [
        area
        for area in sheet.merged_cells.ranges
        if area.min_row >= first and area.min_row < row and area.max_row > area.min_row
    ]
    if upright:
        raise SheetProblem(
            f"“{template.sheet}”第 {upright[0].min_row} 行有上下合并的格子，一行一条写不进去",
            then="请先在表里拆开这些格子",
        )
    return first, row - first, footer


def _words(sheet: Worksheet, row: int, counted: Sequence[int]) -> list[str]:
    """What is written in a row, formulas and numbers of 序号 left out."""
    cells = [cell for cell in sheet[row] if not is_blank(str(cell.value or "")) and cell.data_type != "f"]
    return [words for cell in cells if not ((words := str(cell.value).strip()).isdecimal() and cell.column in counted)]


def is_aside(words: Sequence[str]) -> bool:
    """Whether what is written in a row are sums, notes or signatures."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", words[0]))
    return bool(re.match(rules()["totals"], plain) or (len(words) <= 3 and re.match(rules()["notes"], plain)))


class _Model:
    """How a row below the heading looks, for those that have no looks of their own."""

    def __init__(self, sheet: Worksheet, row: int, there: bool) -> None:
        self.sheet, self.row = sheet, row
        self.known = {row, *(range(row, sheet.max_row + 1) if there else ())}
        self.styles = (
            {cell.column: (copy(cell._style), cell.value if cell.data_type == "f" else None) for cell in sheet[row]}
            if there
            else {}
        )
        self.height = sheet.row_dimensions[row].height if there else None
        self.merged = [area for area in sheet.merged_cells.ranges if area.min_row == row and area.max_row == row]

    def dress(self, row: int) -> None:
        """Give a row the looks of the first where it has none."""
        if row == self.row or not self.styles or any(cell.has_style for cell in self.sheet[row]):
            return
        for column, (style, formula) in self.styles.items():
            cell = self.sheet.cell(row, column)
            cell._style = copy(style)
            if formula and isinstance(formula, str):
                cell.value = Translator(formula, f"A{self.row}").translate_formula(f"A{row}")
        self.sheet.row_dimensions[row].height = self.height
        for area in self.merged:
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=area.min_col, end_column=area.max_col)


def _cells(heading: Heading, kind: Offer, values: Mapping[str, Any]) -> dict[int, Any]:
    """{place: what stands there} of one row."""
    names, cells = [c.fields[0] for c in heading.columns if c.fields], {}
    for column in heading.columns:
        if column.fields:
            field = kind.fields[column.fields[0]]
            part = part_of(column.words, field, names.count(field.name) == 1)
            until = values.get("until") or values.get("end")
            cells[column.place] = typed_cell(field, cell_of(values.get(field.name), part, until))
    return {place: value for place, value in cells.items() if value is not None}


def _write(sheet: Worksheet, row: int, cells: Mapping[int, Any]) -> list[str]:
    notes = []
    for place, value in cells.items():
        cell = sheet.cell(row, place + 1)
        if cell.data_type == "f" or isinstance(cell, MergedCell):
            continue  # what the sheet works out itself, or a part of the cell to the left
        if isinstance(value, str) and len(value) > LONGEST:
            notes.append(f"第 {row} 行有一格太长，一格只放得下 {LONGEST} 个字，写到那里为止")
            value = value[: LONGEST - len(CUT)] + CUT
        _put(cell, value)
    return notes


def _put(cell: Cell, value: Any) -> None:
    if isinstance(value, str):
        value = UNWRITABLE.sub("", value)
        cell.value = value
        as_text(cell, value)
        return
    looks = cell.number_format
    cell.value = value
    wanted = next((look for kind, look in LOOKS.items() if isinstance(value, kind)), "")
    cell.number_format = wanted if wanted and not is_date_format(looks) else looks
    if "@" in looks and not wanted:
        cell.number_format = "General"
