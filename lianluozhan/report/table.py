"""A plain table on a paper: its columns with their shares of the width, their headings, a line for each thing that is listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, Cell, Strip, Style


class Table(NamedTuple):
    """`columns`: {heading: share of the width}. What stands in those of `prose` begins at the left, in the others it stands in
    the middle; the names in those of `names` are not broken. `high`: points a line has at least."""

    columns: Mapping[str, float]
    prose: Collection[str] = ()
    names: Collection[str] = ()
    style: Style = BODY
    titles: Style = LABEL
    high: float = 22.0

    def head(self, high: float = 26.0, *, within: bool = False) -> Strip:
        """The headings, for the head of a page; those of a table `within` one stay with its first line and, where it goes on
        over the page, are said again below what heads it."""
        cells = (Cell(title, share, self.titles, MIDDLE) for title, share in self.columns.items())
        return Strip(tuple(cells), keep=within, least=high, columns=within)

    def line(self, *texts: str) -> Strip:
        """One line, a text for each column in their order."""
        cells = []
        for text, (title, share) in zip(texts, self.columns.items(), strict=True):
            cells.append(Cell(text, share, self.style, LEFT if title in self.prose else MIDDLE, title in self.names))
        return Strip(tuple(cells), least=self.high)
