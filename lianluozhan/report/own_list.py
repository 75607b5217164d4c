"""临时报表 on paper: the columns a person chose, grouped, with subtotals."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from lianluozhan.field import Day, Field, LongText, Moment, Number, Serial, Several, YesNo
from lianluozhan.report import form
from lianluozhan.report.ledger import Column, Ledger, band, ended, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, LEFT, MIDDLE, QUOTE, Strip

if TYPE_CHECKING:
    from lianluozhan.own_table import Table

CODE, NAME, ABOUT = "", "临时报表", "own_table"
SHARES = (
    (LongText, 150.0),
    (Moment, 78.0),
    (Day, 66.0),
    (Serial, 60.0),
    (Number, 28.0),
    (YesNo, 28.0),
    (Several, 62.0),
)
USUAL = 56.0


def layout(table: Table) -> Layout:
    """The table on A4 landscape."""
    ledger = Ledger([_column(field) for field in table.fields], table.imprint)
    strips: list[Strip] = []
    numbers = count(1)
    for part in table.parts:
        if part.head:
            strips.append(band(part.head))
        for row in part.rows:
            strips += ledger.row(next(numbers), row)
        if part.head:
            strips.append(total(f"小计　{part.sums}"))
    if not strips:
        strips.append(nothing("没有符合的记录"))
    strips = ended(strips, total(f"合计　{table.sums}"))
    head = form.sheet(table.imprint, table.wanted.name, above=(table.imprint.place, table.told))
    return Layout(replace(head, header=(ledger.header(),), portrait=False), strips)


def _column(field: Field) -> Column:
    long = isinstance(field, LongText)
    share = next((share for kind, share in SHARES if isinstance(field, kind)), USUAL)
    return Column((field,), share, align=LEFT if long else MIDDLE, style=QUOTE if field.private and long else BODY)
