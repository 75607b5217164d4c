"""民情本 on paper: a page a deputy takes along, a household a line, in the columns a walk is registered with."""

from __future__ import annotations

from dataclasses import replace

from lianluozhan import people_book, period
from lianluozhan.deputy import Deputy
from lianluozhan.people_book import COLUMNS, TITLE
from lianluozhan.report import form
from lianluozhan.report.form import Box, Values, row, ticks
from lianluozhan.report.ledger import note
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, Cell, Strip
from lianluozhan.report.subject import Dossier
from lianluozhan.visit import OUTCOMES

CODE, NAME, ABOUT = "", people_book.NAME, "deputy"
SHARES = 1.4, 1.6, 2.2, 2.4, 6.0, 3.4, 3.0  # of the columns
ROWS, HIGH, GROW = 7, 40.0, 30.0  # points a line is high, and may grow, so that a pen has room
HOW = "一户一行，原话照写；当场答不了的，写清在哪里、几户人，最右一栏勾一项。写好交联络员，姓名电话不外传。"


def layout(dossier: Dossier) -> Layout:
    """One page on A4 landscape, empty but for whose it is and which households to call on."""
    sheet = form.sheet(dossier.imprint, TITLE, above=(dossier.imprint.place, period.said(dossier.imprint.month)))
    return Layout(
        replace(sheet, portrait=False), [*_who(dossier), _heading(), *(_line() for _number in range(ROWS)), note(HOW)]
    )


def _who(dossier: Dossier) -> list[Strip]:
    said = Values(dossier.deputy, dossier.imprint.masked)
    return [
        row(
            Box("代表", dossier.name, 2.4, 1.2),
            said.box(Deputy.group, 3.0, 1.6),
            said.box(Deputy.villages, head=1.6),
        ),
        row(said.box(Deputy.households, head=1.8)),
    ]


def _heading() -> Strip:
    return Strip(
        tuple(Cell(words, share, LABEL, MIDDLE) for (words, _field), share in zip(COLUMNS, SHARES, strict=True)),
        keep=True,
        least=24.0,
        columns=True,
    )


def _line() -> Strip:
    texts = [*("" for _column in COLUMNS[:-1]), ticks(OUTCOMES[:4], None, 2)]
    return Strip(
        tuple(Cell(text, share, BODY, LEFT) for text, share in zip(texts, SHARES, strict=True)), least=HIGH, grow=GROW
    )
