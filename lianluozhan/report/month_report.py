"""月报 (domain.md F15): the month's figures on one portrait page, for the district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from reportlab.lib.pagesizes import A4

from lianluozhan.figures import figures
from lianluozhan.late import lines
from lianluozhan.month_words import Told, told
from lianluozhan.report import station_sums
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.ledger import NOTHING, sheet, signatures
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, MIDDLE, Cell, Strip, Style
from lianluozhan.report.typeface import SANS

NAME = "月报"
HANDED_IN = "报送日期"
TITLE = "人大代表联络站工作月报"
TEXT, LABEL = Style(BODY.face, 10.0, 14.0), Style(SANS, 10.0, 14.0)
HIGH = 21.0  # points a line of the table is high at least
PLACES = "一二三"  # of the three parts
A_LINE = 4  # pairs of label and figure on a line


def layout(data: MonthData) -> Layout:
    """The report on A4 portrait."""
    sums = figures(data.visits, data.issues, data.duties, data.imprint.days, data.activities)
    parts = [strip for place, part in zip(PLACES, told(sums), strict=True) for strip in _part(place, part)]
    strips = [*parts, *station_sums.strips(data), *_ends("\n".join(lines(data.late, data.imprint.masked)))]
    return Layout(sheet(data.imprint, TITLE, "", portrait=True), strips)


def _part(place: str, part: Told) -> list[Strip]:
    lists = [_listed(label, counts) for label, counts in part.counts.items()]
    return [_head(f"{place}、{part.title}"), *_grid(part.single), *lists]


def _ends(late: str) -> list[Strip]:
    """What is to be explained: the corrections of closed months, and room to write; then who signs."""
    return [
        _head("四、需要说明的情况"),
        *([Strip((Cell(f"已结账月份的更正和补记\n{late}", 1, TEXT),), keep=True)] if late else []),
        Strip((Cell(""),), keep=True, least=50.0, grow=A4[1]),
        signatures("填报人", "审核人", day=HANDED_IN),
        Strip((Cell("", 4), Cell("（盖章）", 1, TEXT, MIDDLE)), ruled=False),
    ]


def _head(text: str) -> Strip:
    return Strip((Cell(text, 1, LABEL),), keep=True, least=HIGH)


def _grid(pairs: Mapping[str, str]) -> Iterable[Strip]:
    """Labels and figures, four pairs on a line."""
    rest = iter(pairs.items())
    while line := list(islice(rest, A_LINE)):
        cells = [
            cell for label, figure in line for cell in (Cell(label, 1, LABEL, MIDDLE), Cell(figure, 1, TEXT, MIDDLE))
        ]
        yield Strip(tuple(cells), least=HIGH)


def _listed(label: str, counts: Mapping[str, str]) -> Strip:
    """What occurs and how often, one after the other."""
    text = "，".join(f"{word} {number}" for word, number in counts.items())
    return Strip((Cell(label, 1, LABEL, MIDDLE), Cell(text or NOTHING, 7, TEXT, whole=True)), least=HIGH)
