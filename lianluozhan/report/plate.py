"""Pages that are no table: covers, contents, name plates, spines, seals; drawn in millimetres from the upper left corner.

Each is read on paper like any other: its texts are words, its fonts embedded, characters no font has are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from lianluozhan.report.page import Pen
from lianluozhan.report.strip import LEFT, MIDDLE, RIGHT, Style
from lianluozhan.report.typeface import SERIF, TITLE, face, missing

SMALLEST = 8.0  # points a fitted text shrinks to at most


class Mark(Protocol):
    """Something on a page."""

    def draw(self, pen: Pen, high: float) -> None:
        """Draw it on a page that is so many points high."""


class Words(NamedTuple):
    """A line of text: `x`, `y` its begin, middle or end on its base line; `turned` stands upside down."""

    text: str
    x: float
    y: float
    style: Style
    align: str = LEFT
    turned: bool = False

    def draw(self, pen: Pen, high: float) -> None:
        """Write it."""
        x, y = self.x * mm, high - self.y * mm
        if not self.turned:
            pen.write(self.text, x, y, self.style, self.align)
            return
        wide, place = face(self.style.face).wide(self.text) * self.style.size / 1000, len(pen.text)
        x += {LEFT: 0, MIDDLE: wide / 2, RIGHT: wide}[self.align]
        pen.write(self.text, 0, 0, self.style)
        pen.text[place] = f"-1 0 0 -1 {x:.2f} {y:.2f} Tm"


class Rule(NamedTuple):
    """A level line, of dashes where it is to fold or to lead the eye."""

    x: float
    to: float
    y: float
    dashed: bool = False

    def draw(self, pen: Pen, high: float) -> None:
        """Draw it."""
        (pen.dashes if self.dashed else pen.across)(self.x * mm, self.to * mm, high - self.y * mm)


class Frame(NamedTuple):
    """A thick frame."""

    x: float
    y: float
    wide: float
    high: float

    def draw(self, pen: Pen, high: float) -> None:
        """Draw it."""
        pen.frame(self.x * mm, high - (self.y + self.high) * mm, self.wide * mm, self.high * mm)


class _Titled(NamedTuple):
    """What pdf() asks of a paper: what it is called in the bookmarks."""

    title: str


class Plate:
    """Pages of marks; `stamp` stands in the upper right corner of each."""

    def __init__(self, title: str, pages: Sequence[Sequence[Mark]], portrait: bool = True, stamp: str = "") -> None:
        self.sheet, self.pages, self.stamp = _Titled(title), [list(page) for page in pages], stamp
        self.width, self.height = A4 if portrait else landscape(A4)
        words = [mark for page in self.pages for mark in page if isinstance(mark, Words)]
        self.missing = set().union(*(missing(face(mark.style.face), mark.text) for mark in words))

    def draw(self, pen: Pen) -> None:
        """Draw every page."""
        for page in self.pages:
            pen.canvas.setPageSize((self.width, self.height))
            pen.moved = (0.0, 0.0)
            for mark in page:
                mark.draw(pen, self.height)
            if self.stamp:
                pen.stamp(self.stamp, self.width - 14 * mm, self.height - 20 * mm)
            pen.turn()


def fitted(text: str, wide: float, largest: float, name: str = TITLE) -> Style:
    """The largest style in which a line is at most so many millimetres wide."""
    size = wide * mm * 1000 / max(face(name).wide(text), 1)
    size = max(min(size, largest), SMALLEST)
    return Style(name, round(size, 1), round(size * 1.3, 1))


def plain(size: float) -> Style:
    """A text in Song."""
    return Style(SERIF, size, size * 1.5)
