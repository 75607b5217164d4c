"""迎检目录: what lies in the folder an inspection is given, paper by paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lianluozhan.report import form
from lianluozhan.report.imprint import Imprint
from lianluozhan.report.ledger import ended, sheet, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import LEFT, MIDDLE, Cell, Strip, Style

NAME = "迎检目录"
HEADS, SHARES = ("序号", "材料", "文件", "页数", "说明"), (0.9, 4.6, 5.0, 1.0, 4.5)


class Piece(NamedTuple):
    """A paper of the folder: its title, file, bytes and pages, and what is said of it."""

    title: str
    file: str
    data: bytes
    pages: int
    words: str


def layout(imprint: Imprint, pieces: Sequence[Piece], drawn: str) -> Layout:
    """A4 portrait, a line a paper."""
    rows = [_row((str(number), one.title, one.file, str(one.pages), one.words), form.TEXT, (1, 2, 4)) for number, one in enumerate(pieces, 1)]
    paper = sheet(imprint, NAME, drawn, portrait=True, header=(_row(HEADS, form.LABEL, ()),))
    return Layout(paper, ended(rows, total(f"合计 {len(pieces)} 份，{sum(one.pages for one in pieces)} 页"), form.signing("整理人", "检查人")))


def _row(texts: Iterable[str], style: Style, prose: Sequence[int]) -> Strip:
    return Strip(tuple(Cell(text, share, style, LEFT if at in prose else MIDDLE) for at, (text, share) in enumerate(zip(texts, SHARES, strict=True))), least=form.HIGH)
