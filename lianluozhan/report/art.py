"""What is drawn into a cell rather than written: charts and pictures; with page.py the only file that knows x and y.

Everything is told apart without colour: solid, grey, outlined; a number stands at every bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple, Protocol

from reportlab.lib.utils import ImageReader

from lianluozhan.report.page import Layout, Pen, Sheet
from lianluozhan.report.strip import LEFT, MIDDLE, RIGHT, Measured, Strip, Style
from lianluozhan.report.typeface import SERIF, face, missing

WORDS = Style(SERIF, 9.0, 12.0)
BAR, EDGE = 14.0, 8.0  # points a lying bar takes with its words; what is kept free above and below
WIDEST = 0.42  # of a chart's width, for the words before its bars
SOLID, GREY, OPEN = "0.25 g", "0.68 g", "1 g"
MANY = 18  # lying bars; what is rarer becomes one
NOTHING = "没有"
ELLIPSIS = "…"


class Area(NamedTuple):
    """A cell in points, from the lower left corner of the sheet."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def wide(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Half way between the sides."""
        return (self.left + self.right) / 2


class Art(Protocol):
    """Draws itself into an area; `words` are the texts it writes."""

    words: Sequence[str]

    def draw(self, pen: Pen, area: Area) -> None:
        """Draw it."""


class Drawn(Layout):
    """A paper some of whose cells are drawn."""

    def _strip(self, pen: Pen, measured: Measured, top: float) -> None:
        super()._strip(pen, measured, top)
        for art, left, right in _arts(measured):
            begin = self._thirds[0]
            art.draw(pen, Area(begin + left, top - measured.height, begin + right, top))

    @classmethod
    def of(cls, sheet: Sheet, strips: Iterable[Strip]) -> Drawn:
        """The paper, with what no font has of its drawings."""
        made = cls(sheet, strips)
        words = "".join(
            word for page in made.pages for measured in page for art, *_ in _arts(measured) for word in art.words
        )
        made.missing |= missing(face(WORDS.face), words)
        return made


def _arts(measured: Measured) -> Iterator[tuple[Art, float, float]]:
    left = 0.0
    for cell, right in zip(measured.strip.cells, measured.edges, strict=True):
        if cell.art is not None:
            yield cell.art, left, right
        left = right


def _wide(text: str) -> float:
    return face(WORDS.face).wide(text) * WORDS.size / 1000


def _fitted(text: str, room: float) -> str:
    """As much of a text as there is room for."""
    if _wide(text) <= room:
        return text
    while text and _wide(text + ELLIPSIS) > room:
        text = text[:-1]
    return text + ELLIPSIS


def _box(pen: Pen, area: Area, look: str) -> None:
    """A box in one of three looks, outlined."""
    shape = f"{area.left:.2f} {area.bottom:.2f} {area.wide:.2f} {area.top - area.bottom:.2f} re"
    pen.lines.append(f"S {look} {shape} B 0 g")


class Bars:
    """How often each word was counted, as lying bars with the number behind each."""

    def __init__(self, counts: Mapping[str, int], unit: str) -> None:
        shown = list(counts.items())
        if len(shown) > MANY:
            rest = shown[MANY - 1 :]
            shown = [*shown[: MANY - 1], (f"其余 {len(rest)} 类", sum(number for _word, number in rest))]
        self.shown, self.unit = shown, unit
        self.words = [*(word for word, _number in shown), unit, NOTHING]

    @property
    def high(self) -> float:
        """Points it needs."""
        return max(len(self.shown), 1) * BAR + 2 * EDGE

    def draw(self, pen: Pen, area: Area) -> None:
        """Draw it from the top."""
        y = area.top - EDGE - BAR
        if not self.shown:
            pen.write(NOTHING, area.middle, y + 3, WORDS, MIDDLE)
            return
        most = max(number for _word, number in self.shown) or 1
        words = min(max(_wide(word) for word, _number in self.shown), WIDEST * area.wide)
        begin = area.left + EDGE + words + 5
        room = area.right - EDGE - _wide(f" {most}{self.unit}") - begin
        for word, number in self.shown:
            pen.write(_fitted(word, words), begin - 5, y + 3, WORDS, RIGHT)
            end = begin + max(room * number / most, 1)
            _box(pen, Area(begin, y + 1.5, end, y + BAR - 2.5), SOLID)
            pen.write(f"{number}{self.unit}", end + 4, y + 3, WORDS, LEFT)
            y -= BAR


def _above(
    pen: Pen, number: str, middle: float, y: float, style: Style, last: tuple[float, float]
) -> tuple[float, float]:
    """Write a number over its bar, higher where the one before it stands too near; returns where it ends, and its base line."""
    half = face(style.face).wide(number) * style.size / 2000
    end, base = last
    if middle - half < end + 1 and abs(y - base) < style.size + 0.5:
        y = base + style.size + 0.5
    pen.write(number, middle, y, style, MIDDLE)
    return middle + half, y


class Columns:
    """Several counts side by side for each of some months, as upright bars; the looks are told apart below them."""

    high = 198.0

    def __init__(self, months: Sequence[str], series: Mapping[str, Sequence[int]]) -> None:
        self.months, self.series = months, series
        self.words = [*months, *series]

    def draw(self, pen: Pen, area: Area) -> None:
        """Draw it."""
        foot, room = area.bottom + 42, area.top - area.bottom - 42 - 30
        most = max((number for counts in self.series.values() for number in counts), default=0) or 1
        step = (area.wide - 2 * EDGE) / len(self.months)
        wide = min(step * 0.8 / len(self.series), 16.0)
        style = WORDS._replace(size=min(WORDS.size, wide * 0.62))
        pen.across(area.left + EDGE, area.right - EDGE, foot)
        last = area.left, 0.0  # where the number before ends, and its base line
        for place, month in enumerate(self.months):
            middle = area.left + EDGE + step * (place + 0.5)
            pen.write(month, middle, foot - 13, WORDS, MIDDLE)
            x = middle - wide * len(self.series) / 2
            for look, counts in zip((SOLID, GREY, OPEN), self.series.values(), strict=False):
                if counts[place]:
                    top = foot + room * counts[place] / most
                    _box(pen, Area(x + 0.5, foot, x + wide - 0.5, top), look)
                    last = _above(pen, str(counts[place]), x + wide / 2, top + 3, style, last)
                x += wide
        self._legend(pen, area)

    def _legend(self, pen: Pen, area: Area) -> None:
        whole = sum(_wide(word) + 32 for word in self.series)
        x = area.middle - whole / 2
        for look, word in zip((SOLID, GREY, OPEN), self.series, strict=False):
            _box(pen, Area(x, area.bottom + 9, x + 10, area.bottom + 17), look)
            pen.write(word, x + 14, area.bottom + 9.5, WORDS, LEFT)
            x += _wide(word) + 32


class Picture:
    """A photo as large as fits."""

    words: Sequence[str] = ()

    def __init__(self, data: bytes) -> None:
        self.data = data

    def draw(self, pen: Pen, area: Area) -> None:
        """Draw it, with a little air."""
        place(pen, self.data, area.left + 3, area.bottom + 3, area.wide - 6, area.top - area.bottom - 6)


def place(pen: Pen, data: bytes, left: float, *box: float) -> bool:
    """Put a picture into a box (left, bottom, width, height in points); says whether it is one."""
    (right, up), (bottom, *size) = pen.moved, box
    try:
        pen.canvas.drawImage(
            _meant(ImageReader(BytesIO(data))),
            left + right,
            bottom + up,
            *size,
            preserveAspectRatio=True,
            anchor="c",
            mask="auto",
        )
    except (OSError, ValueError):
        return False
    return True


def _meant(picture: ImageReader) -> ImageReader:
    """A picture in printer's colours as one in the colours the document means (archival.py)."""
    image = picture._image
    return (
        ImageReader(image.convert("RGB")) if image is not None and image.mode in ("CMYK", "LAB", "YCbCr") else picture
    )
