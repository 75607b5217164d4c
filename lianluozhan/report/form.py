"""What one-page forms share: labelled cells in rows, room to write and to sign, choices with one ticked, head and foot.

The page is filled: what may `grow` takes the room that is left, so that a pen has it; what is longer goes on on a second
page under the same head, its label said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from lianluozhan.field import Field
from lianluozhan.report import cell
from lianluozhan.report.imprint import Imprint, Row
from lianluozhan.report.ledger import WITHHELD
from lianluozhan.report.page import Sheet
from lianluozhan.report.strip import LEFT, MIDDLE, RIGHT, Cell, Strip, Style
from lianluozhan.report.typeface import KAI, SANS, SERIF, TITLE

TEXT, LABEL, QUOTED = Style(SERIF, 10.5, 15.0), Style(SANS, 10.0, 14.0), Style(KAI, 10.5, 15.0)
SUBTITLE, SMALL = Style(TITLE, 13.0, 18.0), Style(SERIF, 8.5, 12.0)
WIDE, HEAD = 16.0, 2.3  # shares of a row, and of its first label
HIGH = 25.0  # points a row is high at least
PLACES = "一二三四五六七八九十"  # of the parts of a paper
TICKED, OPEN = "■", "□"
DATE = "　　　　年　　月　　日"  # by hand


class Box(NamedTuple):
    """A label and what stands behind it, with their shares of the row; one without a share takes what is left."""

    label: str
    text: str
    share: float = 0
    head: float = HEAD
    align: str = LEFT
    code: str = ""


class Values:
    """What a form may say of a record: masked where the copy may hang on a wall (design §6)."""

    def __init__(self, row: Row, masked: bool) -> None:
        self.row, self.masked = row, masked

    def __call__(self, field: Field, show: Callable[[Any], str] | None = None) -> str:
        """A field's words; nothing where it is absent."""
        value = self.row.get(field.name)
        if value in (None, "", [], {}):
            return ""
        if self.masked and cell.closed(field, self.row):
            return WITHHELD
        if self.masked and field.private:
            return cell.masked(field, value) or WITHHELD
        return show(value) if show else cell.look(field, value)

    def box(
        self,
        field: Field,
        share: float = 0,
        head: float = HEAD,
        align: str = LEFT,
        show: Callable[[Any], str] | None = None,
    ) -> Box:
        """A field's label and its words."""
        return Box(field.label, self(field, show), share, head, align)


def row(*boxes: Box, high: float = HIGH) -> Strip:
    """Labels and values side by side."""
    left = WIDE - sum(box.head + box.share for box in boxes)
    cells = []
    for box in boxes:
        cells += [
            Cell(box.label, box.head, LABEL, MIDDLE),
            Cell(box.text, box.share or left, TEXT, box.align, "、" in box.text, code=box.code),
        ]
    return Strip(tuple(cells), least=high)


def words(label: str, text: str, room: float = 0, foot: str = "", lines: int = 1, style: Style = TEXT) -> Strip:
    """A text over the whole width with the place to sign below it; `room` are points it may grow, `lines` the fewest."""
    said = Cell(text, WIDE - HEAD, style, top=bool(room), foot=foot)
    return Strip(
        (Cell(label, HEAD, LABEL, MIDDLE), said),
        least=max(HIGH, lines * TEXT.leading + 10),
        grow=room,
        flows=bool(room),
    )


def subtitle(text: str) -> Strip:
    """Heads what is cut off from the rest."""
    return Strip((Cell(text, 1, SUBTITLE, MIDDLE),), keep=True, ruled=False, least=26.0)


def cut(text: str) -> Strip:
    """A dashed line across the page, to cut along."""
    return Strip((Cell(text, 1, SMALL, MIDDLE),), ruled=False, least=24.0, cut=True)


def kept(strips: Sequence[Strip]) -> list[Strip]:
    """These on one page."""
    return [*(strip._replace(keep=True) for strip in strips[:-1]), strips[-1]]


def signing(*signers: str) -> Strip:
    """Who signs below the table, each with a line, and the date by hand."""
    lines = [Cell(f"{signer}（签字）：", 3, TEXT, line=True) for signer in signers]
    return Strip((*lines, Cell(DATE, 3, TEXT, RIGHT)), ruled=False, least=40.0)


def coded(number: str) -> Strip:
    """The number as bars below the table, for a reader at the desk; nothing where there is none, or Code 128 has no
    letters for it: made-up stations have numbers that no reader should take for real ones."""
    code = number if number.isascii() else ""
    return Strip((Cell("", 9), Cell("", 7, SMALL, MIDDLE, code=code)), ruled=False, least=26.0 if code else 0.0)


def ticks(choices: Iterable[str], chosen: str | None, a_line: int = 9) -> str:
    """□满意　■基本满意　□不满意: so many on a line."""
    marked = [f"{TICKED if choice == chosen else OPEN}{choice}" for choice in choices]
    return "\n".join("　".join(marked[at : at + a_line]) for at in range(0, len(marked), a_line))


def places(*signers: str) -> str:
    """Where people sign, side by side."""
    return "".join(f"{signer}：　　　　　　　" for signer in signers)


def sheet(imprint: Imprint, title: str, number: str = "", above: Sequence[str] = ()) -> Sheet:
    """Head and foot of a form: whose, which number; the short hash of the journal's head, the day it was printed."""
    left, middle = above or (imprint.place, "")
    return Sheet(
        title=title,
        above=(left, middle, f"编号：{number}" if number else ""),
        below=(f"校验码 {imprint.head}" if imprint.head else "", f"{cell.day(imprint.printed_on)}打印"),
        portrait=True,
        stamp=imprint.stamp,
    )


def lying(imprint: Imprint, title: str, header: Strip) -> Sheet:
    """Head and foot of a list that says how things stand on the day it is printed."""
    standing = sheet(imprint, title, above=(imprint.place, cell.day(imprint.printed_on)))
    return replace(standing, header=(header,), portrait=False)


def people(names: Iterable[str] | None, roster: Mapping[str, Row]) -> str:
    """单俊峰（区、乡镇，证号012）、陈秀兰: deputies with their levels and certificates where the roster has them."""
    return cell.SEPARATOR.join(name + _known(roster.get(name, {})) for name in names or ())


def _known(deputy: Row) -> str:
    certificate = deputy.get("certificate")
    parts = ["、".join(deputy.get("levels") or ()), f"证号{certificate}" if certificate else ""]
    said = "，".join(filter(None, parts))
    return f"（{said}）" if said else ""
