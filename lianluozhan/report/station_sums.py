"""各站小计: the figures of each station beside those of all, on a district's papers, in lines and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lianluozhan.figures import ANSWERED, Figures, figures
from lianluozhan.month_words import ACTS, BATCHES, PEOPLE, TURNS
from lianluozhan.report.imprint import MonthData, Row
from lianluozhan.report.ledger import note
from lianluozhan.report.strip import BODY, LABEL, MIDDLE, RIGHT, Cell, Strip, Style
from lianluozhan.whose import LABEL as STATION_LABEL, STATION

NAME, SUM = "各站小计", "合计"
COLUMNS: Mapping[str, Callable[[Figures], int]] = {  # only what adds up: somebody who is at two stations is one deputy
    BATCHES: lambda sums: sums.total.visits,
    PEOPLE: lambda sums: sums.total.people,
    ANSWERED: lambda sums: sums.total.answered,
    "转办": lambda sums: sums.total.passed_on,
    "意见件数": lambda sums: sums.issues,
    "已办结": lambda sums: sums.closed,
    "逾期": lambda sums: sums.overdue,
    ACTS: lambda sums: sums.acts,
    TURNS: lambda sums: sums.deputy_acts,
}
NAMED = 2.0  # share of the column with the station's name


def each(data: MonthData) -> dict[str, Figures]:
    """{station: its figures} in the order of the stations, those with nothing too; nothing where there is only one place."""
    visits, issues, duties = map(of_each, (data.visits, data.issues, data.duties))
    return {
        name: figures(visits.get(name, ()), issues.get(name, ()), duties.get(name, ()), data.imprint.days)
        for name in data.stations
    }


def of_each(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows by the station they are of."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get(STATION) or "", []).append(row)
    return found


def table(data: MonthData) -> list[list[str]]:
    """Heading, a line a station, the sum of the lines; nothing where there is only one place."""
    found = each(data)
    if not found:
        return []
    lines = [[name, *(str(count(sums)) for count in COLUMNS.values())] for name, sums in found.items()]
    total = [str(sum(count(sums) for sums in found.values())) for count in COLUMNS.values()]
    return [[STATION_LABEL, *COLUMNS], *lines, [SUM, *total]]


def strips(data: MonthData) -> list[Strip]:
    """The same as a part of a paper, under its name."""
    lines = table(data)
    if not lines:
        return []
    last = len(lines) - 1
    made = [Strip((Cell(NAME, 1, LABEL),), keep=True, least=21.0)]
    return made + [
        _line(texts, LABEL if at in (0, last) else BODY, MIDDLE if not at else RIGHT, at in (0, last - 1))
        for at, texts in enumerate(lines)
    ]


def _line(texts: Sequence[str], style: Style, side: str, keep: bool) -> Strip:
    name, *numbers = texts
    return Strip(
        (Cell(name, NAMED, style, MIDDLE), *(Cell(text, 1, style, side) for text in numbers)), keep=keep, least=19.0
    )


def notes(data: MonthData, rows: Iterable[Row], said: Callable[[Sequence[Row]], str]) -> list[Strip]:
    """A line of a ledger: what the rows of each station come to; nothing where there is only one place."""
    found = of_each(rows)
    words = "；".join(f"{name} {said(found.get(name, []))}" for name in data.stations)
    return [note(f"{NAME}　{words}")] if words else []
