"""A paper is strips from top to bottom and a strip is cells from left to right; here they are measured and paged.

Everything is broken into lines and put on pages before anything is drawn, so that the number of pages is known; each
strip is measured once and on its own, so the time per row stays the same whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from lianluozhan.report import linebreak
from lianluozhan.report.barcode import TALL
from lianluozhan.report.typeface import KAI, SANS, SERIF, face, missing

CONTINUED = "（续）"
LEFT, MIDDLE, RIGHT = "left", "middle", "right"
PAD, AIR = 3.0, 3.6  # points kept free left and right of a text, above and below it
FOOT = 1.5  # lines a place to sign takes below a text
SHORT = 60  # characters: broken texts up to here are remembered, because they come again and again


class Style(NamedTuple):
    """How a text looks: font, size and distance of lines in points."""

    face: str = SERIF
    size: float = 9.0
    leading: float = 12.0


BODY, LABEL = Style(), Style(SANS, 9.0, 11.5)
QUOTE = Style(KAI)  # what somebody said, in their own words


class Cell(NamedTuple):
    """A text and its share of the strip's width.

    `whole` keeps the names of a list unbroken; `line` draws a line to sign on behind the text; `top` has the text begin at
    the upper edge; `foot` stands at the lower right edge: where to sign below what was written;
    `code` is a number drawn as bars above the text; `art` is what art.py draws into the cell.
    """

    text: str
    share: float = 1.0
    style: Style = BODY
    align: str = LEFT
    whole: bool = False
    line: bool = False
    top: bool = False
    foot: str = ""
    code: str = ""
    art: Any = None


class Strip(NamedTuple):
    """Cells side by side. `keep` forbids a page break after it; `ruled` is off for what stands outside the table."""

    cells: tuple[Cell, ...]
    keep: bool = False
    ruled: bool = True
    least: float = 19.0  # points high at least, so that a pen finds room
    heads: bool = False  # said again, with 续, where the rows below it go on on a new page
    columns: bool = False  # what stands over columns: said again below what heads them
    grow: float = 0  # points it may take of what is left of the last page
    cut: bool = False  # a dashed line on both sides of its text, to cut or fold along
    flows: bool = False  # prose that may go on on the next page; other strips are broken only when taller than a page


class Text(NamedTuple):
    """A cell's text: its lines, each with its width in points, and the characters that no font has."""

    lines: tuple[tuple[str, float], ...] = ()
    missing: frozenset[str] = frozenset()


NO_TEXT = Text()


class Measured(NamedTuple):
    """A strip with the lines of each of its cells, and its height in points."""

    strip: Strip
    edges: tuple[float, ...]  # where its cells end, in points from its left end
    texts: tuple[Text, ...]
    height: float

    @property
    def leading(self) -> float:
        """The distance of its lines."""
        return max(cell.style.leading for cell in self.strip.cells)

    @property
    def natural(self) -> float:
        """How high its texts are, without what stands around them."""
        return (
            max(len(text.lines) * cell.style.leading for cell, text in zip(self.strip.cells, self.texts, strict=True))
            + 2
        )

    def least(self, room: float) -> float:
        """What must fit on a page with what stands above it: all of it, or two lines of what may be broken."""
        return min(self.height, 2 * self.leading + 2 * AIR) if self.broken(room) else self.height

    def broken(self, room: float) -> bool:
        """Whether it may go on on the next page when pages have `room`."""
        return self.strip.flows or self.height > room

    def split(self, left: float) -> tuple[Measured, Measured]:
        """The lines that fit into what is left of a page, and the rest; beside text that begins at the top, a label is
        said again with 续, and the place to sign goes with the end."""
        count = max(1, int((left - 2 * AIR) / self.leading))
        parts = slice(count), slice(count, None)
        if any(cell.top for cell in self.strip.cells):
            return self._labelled(parts[0], last=False), self._labelled(parts[1], last=True)
        first, rest = (tuple(Text(text.lines[part]) for text in self.texts) for part in parts)
        return self._with(first), self._with(rest)

    def _with(self, texts: tuple[Text, ...]) -> Measured:
        return self._replace(texts=texts, height=_height(self.strip, texts))

    def _labelled(self, part: slice, last: bool) -> Measured:
        cells = [
            cell._replace(foot=cell.foot if last else "")
            if cell.top
            else cell._replace(text=cell.text.removesuffix(CONTINUED) + CONTINUED)
            if last
            else cell
            for cell in self.strip.cells
        ]
        whole = measure(self.strip._replace(cells=tuple(cells), least=0.0), self.edges[-1])
        texts = [
            Text(old.lines[part]) if cell.top else new
            for cell, old, new in zip(cells, self.texts, whole.texts, strict=True)
        ]
        return whole._replace(edges=self.edges, texts=tuple(texts), height=_height(whole.strip, texts))


def measure(strip: Strip, width: float) -> Measured:
    """Break the texts of a strip that is `width` points wide."""
    ends = _ends(tuple([cell.share for cell in strip.cells]), width)
    texts, begin = [], 0.0
    for cell, end in zip(strip.cells, ends, strict=True):
        texts.append(_broken(cell, end - begin - 2 * PAD))
        begin = end
    return Measured(strip, ends, tuple(texts), _height(strip, texts))


@lru_cache
def _ends(shares: tuple[float, ...], width: float) -> tuple[float, ...]:
    """The same object for all strips of one table, so that their lines are drawn as one."""
    return tuple(end * width / sum(shares) for end in accumulate(shares))


def _height(strip: Strip, texts: Sequence[Text]) -> float:
    tall = max(map(_tall, strip.cells, texts))
    return max(tall + 2 * AIR, strip.least)


def _tall(cell: Cell, text: Text) -> float:
    return (len(text.lines) + bool(cell.foot) * FOOT) * cell.style.leading + bool(cell.code) * TALL


def _broken(cell: Cell, width: float) -> Text:
    if not cell.text:
        return NO_TEXT
    how = (cell.text, round(width, 2), cell.style, cell.whole, cell.align == MIDDLE)
    return _again(*how) if len(cell.text) <= SHORT else _once(*how)


def _once(text: str, width: float, style: Style, whole: bool, balanced: bool) -> Text:
    font, scale = face(style.face), style.size / 1000
    broken = (linebreak.balanced if balanced else linebreak.lines)(text, width / scale, font.widths, whole)
    return Text(tuple([(line, font.wide(line) * scale) for line in broken]), frozenset(missing(font, text)))


_again = lru_cache(maxsize=20_000)(_once)


def forget() -> None:
    """Drop the remembered texts: names and phones do not outlive the paper they were printed on (design §7)."""
    _again.cache_clear()


class Pages:
    """Pages of `room` points, filled one after the other; a strip that is broken is broken between two lines of text."""

    def __init__(self, room: float) -> None:
        self.room, self.left = room, room
        self.heads: list[Measured] = []  # what is said again on a new page
        self.filled: list[list[Measured]] = [[]]

    @property
    def body(self) -> float:
        """What a page has below the repeated head."""
        return self.room - sum(head.height for head in self.heads)

    def add(self, chunk: Sequence[Measured]) -> None:
        """Put what belongs together on this page, on the next, or on as many as it needs."""
        self._end(chunk[0])
        if sum(measured.least(self.body) for measured in chunk) > self.left and self.left < self.body:
            self._turn()
        for measured in chunk:
            while measured.height > self.left:
                if measured.broken(self.body) and measured.least(self.body) <= self.left:
                    part, measured = measured.split(self.left)
                    self._put(part)
                self._turn()
            self._put(measured)
            if measured.strip.heads:
                self.heads = [_continued(measured)]
            elif measured.strip.columns:
                self.heads = [*(head for head in self.heads if head.strip.heads), measured]

    def _end(self, first: Measured) -> None:
        """Say no more again what is over: all of it where something new is headed, columns where their rows end."""
        if first.strip.heads:
            self.heads = []
        elif not first.strip.flows:
            self.heads = [head for head in self.heads if head.strip.heads or head.edges is first.edges]

    def _put(self, measured: Measured) -> None:
        self.filled[-1].append(measured)
        self.left -= measured.height

    def _turn(self) -> None:
        """Take a new page; what heads the rows that follow is said again."""
        self.filled.append([])
        self.left = self.room
        for head in self.heads:
            self._put(head)

    def full(self) -> list[list[Measured]]:
        """The pages, what may grow on the last one grown to its end."""
        *others, last = self.filled
        wanted = sum(measured.strip.grow for measured in last)
        share = min(1.0, self.left / wanted) if wanted else 0.0
        return [*others, [measured._replace(height=measured.height + share * measured.strip.grow) for measured in last]]


def _continued(head: Measured) -> Measured:
    cells = tuple(cell._replace(text=cell.text + CONTINUED) for cell in head.strip.cells)
    return measure(head.strip._replace(cells=cells), head.edges[-1])


def pages(strips: Iterable[Measured], room: float) -> list[list[Measured]]:
    """The strips on pages of `room` points."""
    filling = Pages(room)
    for chunk in _chunks(strips):
        filling.add(chunk)
    return filling.full()


def _chunks(strips: Iterable[Measured]) -> Iterator[list[Measured]]:
    """What must stand on one page together: a strip that keeps, and what follows it."""
    chunk: list[Measured] = []
    for measured in strips:
        chunk.append(measured)
        if not measured.strip.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
