"""导入报告: what became of the packages of one go, file by file, to be kept with the day's papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lianluozhan.package.arrive import COUNTS, REFUSED, Arrived, total
from lianluozhan.report import form, ledger
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.page import Layout, pdf
from lianluozhan.report.table import Table

NAME = "导入报告"
FILES = Table(
    {"序号": 0.7, "文件": 6.2, **dict.fromkeys((*COUNTS, REFUSED), 1.1), "说明": 6.5}, prose=("文件", "说明"), high=26.0
)


class Imported(NamedTuple):
    """The files of one go and what became of each."""

    imprint: Imprint
    arrived: Sequence[Arrived]


def layout(data: Imported) -> Layout:
    """The table on A4 landscape, the sums below."""
    lines = [FILES.line(*_cells(number, one)) for number, one in enumerate(data.arrived, start=1)]
    sums = "　".join(f"{name} {count}" for name, count in total(data.arrived).items())
    strips = ledger.ended(lines, ledger.total(f"合计：{len(lines)} 个包　{sums}"), form.signing("经办人"))
    return Layout(form.lying(data.imprint, NAME, FILES.head()), strips)


def make(data: Imported) -> bytes:
    """The paper as PDF."""
    return pdf(NAME, data.imprint.place, [layout(data)])


def _cells(number: int, one: Arrived) -> tuple[str, ...]:
    counts = tuple(str(one.counts.get(name, "")) for name in COUNTS)
    which = "\n".join(filter(None, (one.sender, one.name)))
    notes = "\n".join(one.notes).replace("⊘ ", "").replace("⚠ ", "")
    return str(number), which, *counts, "✓" if one.problem else "", notes
