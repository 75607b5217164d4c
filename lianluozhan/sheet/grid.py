"""A file of rows, whatever program wrote it: its sheets by name, and their cells row by row without holding them all."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from lianluozhan.errors import SheetProblem, why

SAVE_AS = "请用表格软件打开它，另存为“Excel 工作簿（.xlsx）”再导"
IN_PARTS = "请问清文件来源；真有这么多行，就分成几个文件导"
UNCOMPUTED = "#未计算"  # stands where a formula has no stored result
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .et and encrypted workbooks
LARGEST_FILE = 160 << 20  # bytes; 100,000 rows of 17 full columns are 141 MB
LARGEST = 2 << 30  # bytes of a workbook unpacked; 100,000 rows of 2 KB are 200 MB
SWELLING = 250  # no sheet of real rows packs better than this; a bomb packs 1000 to 1
SMALL = 4 << 20  # unpacked bytes up to which a workbook is read as a whole, merged cells and formulas included
TABLE = 1_000_000  # cells up to which a sheet is small, whatever the file's size
LONGEST_CELL = 1 << 20
LAST_ROW = 1_048_576  # of any spreadsheet program
# What openpyxl raises on damaged parts.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    NotImplementedError,
)


Told = Callable[[int, int], object]  # how much is done, of how much; may raise what ends the work


def quiet(_done: int, _of: int) -> None:
    """Nobody wants to hear how far it is."""


class Cells(list):
    """The cells of one row; `filled` are the places (0 = A) whose value stands in a merged cell above."""

    filled: frozenset[int] = frozenset()


class Grid(NamedTuple):
    """One sheet: its name, and a function that starts reading its rows from the first."""

    name: str
    rows: Callable[[], Iterator[Cells]]


class Watched(io.FileIO):
    """A file that tells whenever more of it is read: what takes it apart can be stopped there."""

    told: Told = staticmethod(quiet)

    def readinto(self, room: Any) -> int | None:
        """Some more of it."""
        self.told(0, 0)
        return super().readinto(room)


@contextmanager
def opened(path: Path, told: Told = quiet) -> Iterator[list[Grid]]:
    """The sheets of an .xlsx or .csv file, hidden ones left out; SheetProblem says what to do with any other file. `told` hears
    that a workbook is still being opened, and may end that."""
    try:
        with path.open("rb") as file:
            head, size = file.read(1 << 16), os.fstat(file.fileno()).st_size
    except OSError as error:
        raise unopened(path, error) from None
    if size > LARGEST_FILE:
        raise SheetProblem(f"“{path.name}”有 {size >> 20} MB，一次最多读 {LARGEST_FILE >> 20} MB", then=IN_PARTS)
    if not head:
        raise SheetProblem(f"“{path.name}”是空文件", then="请看一看是不是拿错了，或者拷贝时没有拷完")
    if head.startswith(OLE):
        raise _old_or_locked(path)
    if head.startswith(b"PK") or path.suffix.lower() in (".xlsx", ".xlsm"):
        with _workbook(path, told) as grids:
            yield grids
    elif path.suffix.lower() in (".csv", ".txt", ".tsv"):
        yield [_text(path)]
    else:
        raise SheetProblem(f"“{path.name}”不是能读的表格", then="能读 .xlsx、.csv 和 .jsonl。" + SAVE_AS)


def unopened(path: Path, error: OSError) -> SheetProblem:
    """The refusal of a file that is not there or may not be read."""
    return SheetProblem(f"打不开“{path.name}”：{_why(error)}", then="请看一看文件名和位置对不对")


def _why(error: OSError) -> str:
    return {IsADirectoryError: "它是文件夹", PermissionError: "没有读它的权限，或别的程序正占着它"}.get(
        type(error)
    ) or why(error)


def _old_or_locked(path: Path) -> SheetProblem:
    with path.open("rb") as file:
        locked = "EncryptedPackage".encode("utf-16-le") in file.read(1 << 24)
    if locked:
        return SheetProblem(
            f"“{path.name}”加了打开密码",
            then="请用表格软件打开它，去掉密码，" + SAVE_AS.removeprefix("请用表格软件打开它，"),
        )
    return SheetProblem(f"“{path.name}”是旧格式（.xls 或 .et）的表格", then=SAVE_AS)


@contextmanager
def _workbook(path: Path, told: Told) -> Iterator[list[Grid]]:
    with Watched(path) as raw, io.BufferedReader(raw) as file:
        raw.told = told  # until it is open: rows are told of by who reads them
        with _translated(path):
            small = _unpacked_size(path.name, file) <= SMALL
            book = _loaded(file, read_only=not small, data_only=True)
            if small and any(sheet.max_row * sheet.max_column > TABLE for sheet in book.worksheets):
                small, book = False, _loaded(file, read_only=True, data_only=True)
            formulas = _loaded(file) if small else None
        raw.told = quiet
        yield [
            Grid(sheet.title, _whole(sheet, formulas[sheet.title]) if formulas else _streamed(path, sheet))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]


def _loaded(file: BinaryIO, **how: bool) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of drawings and validations, which hold no rows
        return openpyxl.load_workbook(file, **how)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except UNREADABLE:
        raise SheetProblem(f"“{path.name}”不是 .xlsx 表格，或者已经损坏", then=SAVE_AS) from None
    except OSError as error:
        raise SheetProblem(
            f"读“{path.name}”时出错：{_why(error)}", then="如果它在 U 盘上，请先拷到电脑里再导"
        ) from None


def _unpacked_size(name: str, file: BinaryIO) -> int:
    """The size unpacked; refuses what would fill memory or disk instead of being a sheet."""
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
    size = sum(member.file_size for member in members)
    swollen = any(m.file_size > SWELLING * max(m.compress_size, 1) and m.file_size > 1 << 26 for m in members)
    if size > LARGEST or swollen:
        raise SheetProblem(f"“{name}”展开后大得不像表格，没有打开", then=IN_PARTS)
    return size


def _streamed(path: Path, sheet: Any) -> Callable[[], Iterator[Cells]]:
    """A large sheet row by row; here merged cells and formulas without a result are empty."""

    def rows() -> Iterator[Cells]:
        sheet.reset_dimensions()  # some programs declare A1:A1 whatever the sheet holds
        with _translated(path):
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                if number > LAST_ROW:
                    raise ValueError(number)
                yield Cells(cells)

    return rows


def _whole(sheet: Worksheet, formulas: Worksheet) -> Callable[[], Iterator[Cells]]:
    """A small sheet with vertically merged cells filled down: one date written for three visits stands for each."""
    above = {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }

    def rows() -> Iterator[Cells]:
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = Cells(values)
            for place, value in enumerate(values):
                if value is None and formulas.cell(number, place + 1).data_type == "f":
                    cells[place] = UNCOMPUTED
            merged = {column - 1: value for (row, column), value in above.items() if row == number}
            for place, value in merged.items():
                cells[place] = value
            cells.filled = frozenset(merged)
            yield cells

    return rows


def _text(path: Path) -> Grid:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(1 << 16)
    delimiter = max(",\t;", key=head.count)
    csv.field_size_limit(LONGEST_CELL)

    def rows() -> Iterator[Cells]:
        with path.open(encoding=encoding, newline="") as file:
            try:
                yield from (Cells(map(_unquoted, row)) for row in csv.reader(file, delimiter=delimiter))
            except csv.Error:
                raise SheetProblem(f"“{path.name}”里的引号或换行乱了，分不清格子", then=SAVE_AS) from None

    return Grid(path.stem, rows)


def _encoding(path: Path) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else GB 18030, decoded to the end to be sure."""
    with path.open("rb") as file:
        mark = file.read(2)
    for encoding in ["utf-16"] if mark in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]:
        try:
            with path.open(encoding=encoding) as file:
                while chunk := file.read(1 << 20):
                    if "\0" in chunk:
                        raise UnicodeError
            return encoding
        except UnicodeError:
            continue
    raise SheetProblem(f"“{path.name}”里的文字认不出来", then="它可能不是 .csv 表格。" + SAVE_AS)


def _unquoted(cell: str) -> str:
    """Undo the mark that keeps a spreadsheet from taking a text for a formula (see write.py)."""
    return cell[1:] if re.match("'+[=+@-]", cell) else cell


def listed(path: Path, file: Any) -> list[bytes]:
    """The rows of one JSON list, as the program's own rules are kept, each as a line."""
    try:
        rows = json.loads(file.read().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list):
        raise SheetProblem(f"“{path.name}”不是一份 JSON 列表", then="请写成 [{…}, {…}] 的样子，或一行一条存成 .jsonl")
    return [json.dumps(row, ensure_ascii=False).encode() for row in rows]
