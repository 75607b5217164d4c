"""迎检目录: what lies in the folder an inspection is given, paper by paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lianluozhan.report import form
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.ledger import ended, sheet, total
from lianluozhan.report.page import Layout
from lianluozhan.report.table import Table

NAME = "迎检目录"
PIECES = Table(
    {"序号": 0.9, "材料": 4.6, "文件": 5.0, "页数": 1.0, "说明": 4.5},
    prose=("材料", "文件", "说明"),
    style=form.TEXT,
    titles=form.LABEL,
    high=form.HIGH,
)


class Piece(NamedTuple):
    """A paper of the folder: its title, file, bytes and pages, and what is said of it."""

    title: str
    file: str
    data: bytes
    pages: int
    words: str


def layout(imprint: Imprint, pieces: Sequence[Piece], drawn: str) -> Layout:
    """A4 portrait, a line a paper."""
    rows = [
        PIECES.line(str(number), one.title, one.file, str(one.pages), one.words) for number, one in enumerate(pieces, 1)
    ]
    paper = sheet(imprint, NAME, drawn, portrait=True, header=(PIECES.head(form.HIGH),))
    return Layout(
        paper,
        ended(
            rows,
            total(f"合计 {len(pieces)} 份，{sum(one.pages for one in pieces)} 页"),
            form.signing("整理人", "检查人"),
        ),
    )
