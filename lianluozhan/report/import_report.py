"""导入报告: what became of the packages of one go, file by file, to be kept with the day's papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lianluozhan.package.arrive import COUNTS, REFUSED, Arrived, total
from lianluozhan.report import form
from lianluozhan.report import ledger
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.page import Layout, pdf
from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, Cell, Strip

NAME = "导入报告"
COLUMNS = (("序号", 0.7), ("文件", 6.2), *((name, 1.1) for name in (*COUNTS, REFUSED)), ("说明", 6.5))
ALIGNED = (MIDDLE, LEFT, *(MIDDLE,) * (len(COUNTS) + 1), LEFT)


class Imported(NamedTuple):
    """The files of one go and what became of each."""

    imprint: Imprint
    arrived: Sequence[Arrived]


def layout(data: Imported) -> Layout:
    """The table on A4 landscape, the sums below."""
    lines = [_line(_cells(number, one)) for number, one in enumerate(data.arrived, start=1)]
    sums = "　".join(f"{name} {count}" for name, count in total(data.arrived).items())
    head = Strip(tuple(Cell(title, share, LABEL, MIDDLE) for title, share in COLUMNS), least=26.0)
    strips = ledger.ended(lines, ledger.total(f"合计：{len(lines)} 个包　{sums}"), form.signing("经办人"))
    return Layout(form.lying(data.imprint, NAME, head), strips)


def make(data: Imported) -> bytes:
    """The paper as PDF."""
    return pdf(NAME, data.imprint.place, [layout(data)])


def _cells(number: int, one: Arrived) -> tuple[str, ...]:
    counts = tuple(str(one.counts.get(name, "")) for name in COUNTS)
    return str(number), "\n".join(filter(None, (one.sender, one.name))), *counts, "✓" if one.problem else "", "\n".join(one.notes).replace("⊘ ", "").replace("⚠ ", "")


def _line(texts: Sequence[str]) -> Strip:
    cells = (Cell(text, share, BODY, align) for text, (_title, share), align in zip(texts, COLUMNS, ALIGNED, strict=True))
    return Strip(tuple(cells), least=26.0)
