"""The month's papers as files: the four, and all of them in one file in the order they are bound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lianluozhan.report import duty_register, issue_ledger, month_report, visit_log
from lianluozhan.report.file import write
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.page import Layout, pdf

ALL = "全套"
BOUND: dict[str, Callable[[MonthData], Layout]] = {
    paper.NAME: paper.layout for paper in (visit_log, issue_ledger, duty_register, month_report)
}
LEDGERS = tuple(BOUND)[:3]  # bound by the year: their page numbers run on


class Printed(NamedTuple):
    """A paper that is drawn and nowhere written yet; what its file is called."""

    name: str
    file: str
    content: bytes
    pages: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """A paper that was written; `missing` are the characters no font has, printed as their codes."""

    name: str
    path: Path
    pages: int
    missing: tuple[str, ...]


def make(data: MonthData, to: Path, going: Callable[[], object] = lambda: None) -> list[Paper]:
    """Write 接待日志-2026-10.pdf and so on into the folder `to`: the four papers, then 全套.

    All are written whole under other names first, then take the place of those that are there; `going` is called
    between. Raises Problem when
    the folder cannot be written to or a paper is held open by another program.
    """
    made = printed(data)
    write({Path(to) / one.file: one.content for one in made}, going=going)
    return [Paper(one.name, Path(to) / one.file, one.pages, one.missing) for one in made]


def printed(data: MonthData, told: Callable[[str], object] = str) -> list[Printed]:
    """The four papers, then 全套. `told` hears which one is begun; what it raises stops the work."""
    imprint, layouts = data.imprint, {name: layout(data) for name, layout in BOUND.items()}
    for name in LEDGERS:
        layouts[name].before = imprint.before.get(name, 0)
    sets = {**{name: [layout] for name, layout in layouts.items()}, ALL: list(layouts.values())}
    papers = []
    for name, parts in sets.items():
        told(name)
        content = pdf(f"{name} {imprint.month_name}", imprint.place, parts)
        missing = sorted(set().union(*(part.missing for part in parts)))
        papers.append(
            Printed(
                name, f"{name}-{imprint.month}.pdf", content, sum(len(part.pages) for part in parts), tuple(missing)
            )
        )
    return papers
