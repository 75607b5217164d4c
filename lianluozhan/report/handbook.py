"""使用手册 on paper: a contents page with numbers, then each chapter from a new page, its pictures as they are in the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from lianluozhan import __version__, handbook
from lianluozhan.handbook import NAME, Chapter, Part, plain
from lianluozhan.report.art import Drawn, Picture
from lianluozhan.report.page import Layout, Sheet, numbered, pdf
from lianluozhan.report.strip import LEFT, RIGHT, Cell, Strip, Style
from lianluozhan.report.typeface import SANS, SERIF, TITLE

TEXT, HEAD, CAPTION, ENTRY = (
    Style(SERIF, 11.0, 17.0),
    Style(TITLE, 13.0, 19.0),
    Style(SANS, 9.0, 12.0),
    Style(SERIF, 12.0, 18.0),
)
WIDE, NUMBER = 16.0, 0.8  # shares of a line, and of what stands before a step
PICTURE = 270.0  # points a picture is high
CONTENTS = "目录"


def layouts() -> list[Layout]:
    """The whole handbook, its pages numbered through."""
    chapters = handbook.chapters()
    parts = [Drawn.of(_sheet(chapter.title), list(_strips(chapter))) for chapter in chapters]
    firsts = list(accumulate((len(part.pages) for part in parts[:-1]), initial=1))
    before = len(_contents(chapters, firsts).pages)  # numbers are as high as others
    return numbered([_contents(chapters, [before + first for first in firsts]), *parts])


def _contents(chapters: Sequence[Chapter], firsts: Sequence[int]) -> Layout:
    return Layout(_sheet(CONTENTS), [_entry(chapter, page) for chapter, page in zip(chapters, firsts, strict=True)])


def made() -> bytes:
    """The file."""
    return pdf(NAME, NAME, layouts())


def _sheet(title: str) -> Sheet:
    return Sheet(title=title, above=(f"联络站 {NAME}", "", ""), below=(f"联络站 {__version__}", ""), portrait=True)


def _entry(chapter: Chapter, page: int) -> Strip:
    return Strip((Cell(chapter.title, WIDE - 2, ENTRY), Cell(str(page), 2, ENTRY, RIGHT)), ruled=False, least=19.5)


def _strips(chapter: Chapter) -> Iterator[Strip]:
    parts = chapter.parts
    at = 0
    while at < len(parts):
        rows = list(_run(parts, at))
        if rows:
            yield from _table(rows)
            yield Strip((Cell("", 1),), ruled=False, least=8.0)
            at += len(rows)
        else:
            yield from _strip(parts[at])
            at += 1


def _run(parts: Sequence[Part], at: int) -> Iterator[Part]:
    """The rows of a table that begins here."""
    while at < len(parts) and parts[at].kind == handbook.ROW:
        yield parts[at]
        at += 1


def _table(rows: Sequence[Part]) -> Iterator[Strip]:
    """Columns as wide as their longest words ask for."""
    longest = [
        max(len(plain(row.cells[column])) for row in rows if column < len(row.cells))
        for column in range(len(rows[0].cells))
    ]
    shares = [max(min(one, 30), 6) for one in longest]
    for place, row in enumerate(rows):
        style = Style(SANS, 10.0, 15.0) if place == 0 else TEXT
        yield Strip(
            tuple(Cell(plain(cell), share, style) for cell, share in zip(row.cells, shares, strict=True)),
            keep=place == 0,
        )


def _strip(part: Part) -> Iterator[Strip]:
    words = plain(part.text)
    if part.kind == handbook.HEAD:
        yield Strip((Cell(words, WIDE, HEAD),), ruled=False, keep=True, least=34.0)
    elif part.kind == handbook.PICTURE:
        yield Strip(
            (Cell("", WIDE, art=Picture(handbook.place(part.file).read_bytes())),),
            ruled=False,
            keep=True,
            least=PICTURE,
        )
        yield Strip((Cell(words, WIDE, CAPTION),), ruled=False, least=16.0)
    elif part.kind in (handbook.STEP, handbook.POINT):
        number, _, rest = words.partition(" ") if part.kind == handbook.STEP else ("·", "", words)
        yield Strip(
            (Cell(number, NUMBER, TEXT, RIGHT, top=True), Cell(rest, WIDE - NUMBER, TEXT, LEFT, top=True)), ruled=False
        )
    else:
        yield Strip((Cell(words, WIDE, TEXT),), ruled=False)
