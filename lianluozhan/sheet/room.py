"""Rows put into a sheet of somebody else's: what stands below moves down, and everything that points there with it."""

from __future__ import annotations

import re
from copy import copy
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

REFERENCE = re.compile(r"(:?)(\$?[A-Z]{1,3}\$?)(\d+)(?![\d(A-Za-z])")
PREFIX = re.compile(r"'[^']*'!|[^,!]*!")


class Room(NamedTuple):
    """`rows` new rows above row `at` of the sheet `title`; `grows`: what ends in the row before them takes them in."""

    title: str
    at: int
    rows: int
    grows: bool = False

    def references(self, words: str, grows: bool | None = None) -> str:
        """A4:A8 moved; the end of a range grows."""
        grows = self.grows if grows is None else grows

        def moved(found: re.Match[str]) -> str:
            row, least = int(found[3]), self.at - (1 if grows and found[1] else 0)
            return found[1] + found[2] + str(row + (self.rows if row >= least else 0))

        return REFERENCE.sub(moved, words)

    def area(self, words: str) -> str:
        """The cells of a format or a choice: those of the row before are taken in by the new ones."""
        parts = (part if ":" in part else f"{part}:{part}" for part in words.split())
        return " ".join(self.references(part) for part in parts)

    def formula(self, formula: str, own: str, grows: bool | None = None) -> str:
        """A formula on the sheet `own`, its references into this one moved; words and names of functions never."""
        tokens = Tokenizer(formula)
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                where, mark, what = token.value.rpartition("!")
                if (where.strip("'").replace("''", "'") if mark else own) == self.title:
                    token.value = where + mark + self.references(what, grows)
        return tokens.render()


def make_room(book: Workbook, sheet: Worksheet, room: Room) -> None:
    """Insert the rows, as a spreadsheet program would."""
    merged = [copy(area) for area in sheet.merged_cells.ranges]
    sheet.move_range(f"A{room.at}:{get_column_letter(sheet.max_column)}{sheet.max_row}", rows=room.rows)
    sheet.merged_cells.ranges = {_moved(area, room) for area in merged}
    for number in sorted((number for number in sheet.row_dimensions if number >= room.at), reverse=True):
        sheet.row_dimensions[number + room.rows] = dimension = sheet.row_dimensions.pop(number)
        dimension.index = number + room.rows
    for one in book.worksheets:
        _formulas(one, room)
    for name in (
        *book.defined_names.values(),
        *(name for one in book.worksheets for name in one.defined_names.values()),
    ):
        name.attr_text = room.formula(f"={name.attr_text}", "")[1:]
    _ranges(sheet, room)


def _formulas(sheet: Worksheet, room: Room) -> None:
    here = sheet.title == room.title
    for row in sheet.iter_rows():
        for cell in row:
            grows = room.grows and not (here and cell.row < room.at)  # a sum that runs along with its own row stays
            if isinstance(cell.value, ArrayFormula):
                cell.value.text = room.formula(cell.value.text, sheet.title, grows)
                cell.value.ref = cell.coordinate if here and ":" not in cell.value.ref else cell.value.ref
            elif cell.data_type == "f" and isinstance(cell.value, str):
                cell.value = room.formula(cell.value, sheet.title, grows)
            if here and cell.hyperlink:
                cell.hyperlink.ref = cell.coordinate


def _ranges(sheet: Worksheet, room: Room) -> None:
    """Choices, conditional formats, filter, print area, tables, page breaks and pictures below."""
    for validation in sheet.data_validations.dataValidation:
        validation.sqref = MultiCellRange(room.area(str(validation.sqref)))
    before, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for formats in before:
        for rule in formats.rules:
            rule.formula = [room.formula(f"={one}", sheet.title)[1:] for one in rule.formula]
            sheet.conditional_formatting.add(room.area(str(formats.sqref)), rule)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = room.references(sheet.auto_filter.ref)
    if sheet.print_area:
        sheet.print_area = room.references(PREFIX.sub("", sheet.print_area))
    for table in sheet.tables.values():
        table.ref = room.references(table.ref)
        if table.autoFilter:
            table.autoFilter.ref = room.references(table.autoFilter.ref)
    for mark in sheet.row_breaks.brk:
        mark.id += room.rows if mark.id >= room.at else 0
    for picture in sheet._images:
        for corner in (getattr(picture.anchor, "_from", None), getattr(picture.anchor, "to", None)):
            if corner is not None and corner.row + 1 >= room.at:
                corner.row += room.rows


def _moved(area: CellRange, room: Room) -> CellRange:
    if area.min_row >= room.at:
        area.shift(row_shift=room.rows)
    elif area.max_row >= room.at:
        area.expand(down=room.rows)
    return area
