"""What all papers of a month share: columns over fields, rows with a running number, bands, signatures, head and foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lianluozhan.field import Field
from lianluozhan.record import short_number
from lianluozhan.report import cell
from lianluozhan.report.imprint import Imprint, Row
from lianluozhan.report.page import Sheet
from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, RIGHT, Cell, Strip, Style
from lianluozhan.whose import STATION

SERIAL, NUMBERED = 24.0, 38.0  # share of the running number's column: four digits; J0012 below them
DEEPEST = 11  # lines a column may take; what is longer goes below the row, over the whole width
SEE_BELOW = "（见下）"
WITHHELD = "（不公开）"
NOTHING = "—"  # stands for an absent line of a cell that holds several values in order
CLOSED, NOT_CLOSED = "已结账", "未结账"


@dataclass(frozen=True)
class Column:
    """One column: the fields it shows, one below the other, and its share of the width in points of a landscape page.

    The heading is the field's label unless given; `show` stands in for the usual look of the first value; `ordered`
    keeps a line for an absent value so that the others can be told apart.
    """

    fields: tuple[Field, ...]
    share: float
    heading: str = ""
    show: Callable[[Any], str] | None = None
    align: str = LEFT
    ordered: bool = False
    style: Style = BODY

    @property
    def title(self) -> str:
        """What stands above the column."""
        return self.heading or "\n".join(field.label for field in self.fields)

    def text(self, row: Row, imprint: Imprint) -> str:
        """What stands in the column for this row."""
        first, *others = self.fields
        texts = [self._one(first, row, imprint, self.show), *(self._one(field, row, imprint) for field in others)]
        if self.ordered and any(texts):
            return "\n".join(text or NOTHING for text in texts)
        shown = "\n".join(filter(None, texts))
        return WITHHELD if imprint.masked and not shown and any(row.get(field.name) for field in self.fields) else shown

    def _one(self, field: Field, row: Row, imprint: Imprint, show: Callable[[Any], str] | None = None) -> str:
        value = row.get(field.name)
        if value in (None, "", []):
            return ""
        if imprint.masked and (field.private or cell.closed(field, row)):
            return "" if cell.closed(field, row) else cell.masked(field, value)
        return cell.shorter(show(value) if show else cell.look(field, value), imprint.month[:4])


class Ledger:
    """A table of records as strips."""

    def __init__(self, columns: Iterable[Column], imprint: Imprint, number: Field | None = None) -> None:
        """`number`: the field that stands below the running number, where it has no column of its own."""
        self.imprint, self.number = imprint, number
        self.share = NUMBERED if number else SERIAL
        self.columns = [column for column in columns if not imprint.masked or any(map(cell.may_show, column.fields))]

    def header(self) -> Strip:
        """The headings."""
        serial = f"序号\n{self.number.label}" if self.number else "序号"
        titles = [Cell(column.title, column.share, LABEL, MIDDLE) for column in self.columns]
        return Strip((Cell(serial, self.share, LABEL, MIDDLE), *titles), least=30.0)

    def row(self, number: int, row: Row, keep: bool = False) -> list[Strip]:
        """A record as its strip, followed by what is too long for its column, over the whole width."""
        row = of_a_station(row)
        own = short_number(row.get(self.number.name) or "") if self.number else ""
        cells, below = [Cell(f"{number}\n{own}".strip(), self.share, BODY, MIDDLE)], []
        for column in self.columns:
            text, whole = column.text(row, self.imprint), any(field.several for field in column.fields)
            if len(text) * BODY.size > DEEPEST * column.share or text.count("\n") >= DEEPEST:
                title, text = (
                    words.replace("\n", "、" if len(column.fields) > 1 else "\n") for words in (column.title, text)
                )
                said = Cell(f"{number}　{title}：{text}", 1, column.style, whole=whole)
                below.append(Strip((said,), keep, flows=True))
                text = SEE_BELOW
            cells.append(Cell(text, column.share, column.style, column.align, whole))
        return [Strip(tuple(cells), keep or bool(below)), *below]


def band(text: str) -> Strip:
    """A line of the table that heads what follows, on every page it runs over."""
    return Strip((Cell(text, 1, LABEL),), keep=True, least=20.0, heads=True)


def nothing(text: str) -> Strip:
    """Stands where a month has no rows."""
    return Strip((Cell(text, 1, BODY, MIDDLE),), keep=True, least=40.0)


def total(text: str, signer: str = "") -> Strip:
    """A line of the table that sums up what precedes it, with a place to sign where somebody answers for it."""
    sums = Cell(text, 3, LABEL)
    return Strip((sums, Cell(f"{signer}（签字）：", 1.2, BODY, line=True)) if signer else (sums,), least=22.0)


def note(text: str) -> Strip:
    """A line of the table that says the sums in detail."""
    return Strip((Cell(text, whole=True),), least=22.0)


def signatures(*signers: str, day: str = "") -> Strip:
    """Places to sign, and the date by hand; stands below the table on the page of its last row."""
    places = [Cell(f"{signer}（签字）：", 3, BODY, line=True) for signer in signers]
    return Strip((*places, Cell(f"{day}　　　　年　　月　　日", 3, BODY, RIGHT)), ruled=False, least=40.0)


def ended(strips: Sequence[Strip], *ends: Strip) -> list[Strip]:
    """The strips with their sums and signatures, which never stand on a page without the last of the rows."""
    *before, last = [*strips[-1:], *ends]
    return [*strips[:-1], *(strip._replace(keep=True) for strip in before), last]


def sheet(imprint: Imprint, name: str, numbers: str, header: Sequence[Strip] = (), portrait: bool = False) -> Sheet:
    """Head and foot: whose paper, which month, which numbers; state of the books, short hash of the journal's head."""
    state = CLOSED if imprint.closed else NOT_CLOSED
    return Sheet(
        title=name,
        above=(imprint.place, imprint.month_name, numbers),
        below=(f"{state} 校验码 {imprint.head}" if imprint.head else state, f"{cell.day(imprint.printed_on)}打印"),
        header=tuple(header),
        portrait=portrait,
        stamp=imprint.stamp,
        mirrored=imprint.mirrored,
    )


def of_a_station(row: Row) -> Row:
    """At a district the number says whose it is: 渔泽镇 above J0012."""
    return (
        {**row, "number": f"{row[STATION]}\n{short_number(row['number'] or '')}"}
        if row.get(STATION) and "number" in row
        else row
    )


def number_range(rows: Iterable[Row]) -> str:
    """编号 140405102-2026-J0001 至 J0023; empty where no row has a number, or each says whose it is."""
    numbers = sorted(
        filter(None, (row.get("number") for row in rows if not row.get(STATION))),
        key=lambda number: (len(number), number),
    )
    if not numbers:
        return ""
    first, last = numbers[0], numbers[-1]
    same = first.rpartition("-")[0] == last.rpartition("-")[0]
    return f"编号 {first}" if first == last else f"编号 {first} 至 {short_number(last) if same else last}"
