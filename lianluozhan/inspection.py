"""迎检: one folder with all an inspection asks for: index, lamps, three cases drawn by lot with their whole chain, the year's
monthly logs, the archive's list."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from lianluozhan import clock, printing, selfcheck, whose
from lianluozhan.action import SETTLED
from lianluozhan.case_data import imprint_of
from lianluozhan.errors import BadInput
from lianluozhan.issue import Issue
from lianluozhan.kept import kept_papers
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.month_data import month_data, months
from lianluozhan.period import said
from lianluozhan.record import short_number
from lianluozhan.report import archive_papers, case_file, inspection_index, month_set, reprint, selfcheck_sheet
from lianluozhan.report.file import KEEP, write
from lianluozhan.report.inspection_index import NAME, Piece
from lianluozhan.report.page import pdf
from lianluozhan.span_data import Span
from lianluozhan.store import Store

FOLDER = "迎检材料"
NONE = "没有办结的"  # drawn
DRAWN = 3  # cases
MOST = 10**9  # of a seed: nine digits can be read out


class Wanted(NamedTuple):
    """What is asked for: the year, by which number the cases are drawn, whether people stay unnamed."""

    year: int
    seed: int
    masked: bool = True


class Ready(NamedTuple):
    """The folder that was written, what lies in it, the numbers of the cases that were drawn, characters no font has."""

    folder: Path
    pieces: tuple[Piece, ...]
    cases: tuple[str, ...]
    missing: tuple[str, ...]


def usual_seed() -> int:
    """The day it is: whoever asks again on that day gets the same cases."""
    return int(clock.today().strftime("%Y%m%d"))


def drawn(store: Store, wanted: Wanted) -> list[Issue]:
    """The cases of a lot: the same number draws the same of the same issues, whoever draws."""
    every = _closed(store, wanted.year)
    lot = random.Random(f"{store.identity.world} {wanted.year} {wanted.seed}")
    return sorted(lot.sample(every, min(DRAWN, len(every))), key=lambda one: one.number or "")


def make(store: Store, wanted: Wanted, to: Path, told: Callable[[str], object] = str, operator: str = "") -> Ready:
    """Write the folder into `to`. `told` hears what is begun; what it raises stops the work before anything is written.

    Raises BadInput where the year cannot be, or the folder is there already.
    """
    selfcheck.span_of(store, str(wanted.year))
    if not 0 <= wanted.seed < MOST:
        raise BadInput(f"抽签号 {wanted.seed} 太大", then="请写不超过九位的数字，如今天的日期")
    folder = to / f"{FOLDER}-{whose.short(store.identity.name)}-{wanted.year}".replace("/", "／")
    if folder.exists():
        raise BadInput(f"{folder} 已经有了，没有动它", then="请换一个地方，或者先把原来的文件夹改个名")
    cases = drawn(store, wanted)
    pieces, missing = [], set()
    for name, (piece, lacking) in enumerate(_pieces(store, wanted, cases, told), 1):
        pieces.append(piece._replace(file=f"{name:02d}-{piece.file}"))
        missing |= lacking
    index, lacking = _index(store, wanted, pieces)
    if not wanted.masked:
        looked(
            store,
            EXPORTED,
            folder.name,
            {"issue": [one.id for one in cases], "visit": [id for one in cases for id in one.visits or ()]},
            NAME,
            operator,
        )
    try:
        write({folder / one.file: one.data for one in (index, *pieces)}, KEEP)
    finally:
        with suppress(OSError):
            folder.rmdir()  # only where nothing came to lie in it
    return Ready(folder, (index, *pieces), tuple(one.number or "" for one in cases), tuple(sorted(missing | lacking)))


def _closed(store: Store, year: int) -> list[Issue]:
    marks = ", ".join("?" * len(SETTLED))
    return store.find(Issue, f"state IN ({marks}) AND substr(closed_on, 1, 4)=?", (*SETTLED, str(year)), "number, id")


def _pieces(
    store: Store, wanted: Wanted, cases: Sequence[Issue], told: Callable[[str], object]
) -> Iterator[tuple[Piece, set[str]]]:
    """Each paper with the characters no font has."""
    year = str(wanted.year)
    told(selfcheck_sheet.NAME)
    yield _printed(store, selfcheck_sheet.NAME, Span("lamps", year), wanted, "六有四常，一项一盏灯")
    every = len(_closed(store, wanted.year))
    for one in cases:
        told(case_file.NAME)
        yield _printed(store, case_file.NAME, one, wanted, f"已办结 {every} 件里抽签，抽签号 {wanted.seed}")
    for month in sorted(one for one in months(store) if one[:4] == year):
        told(said(month))
        yield _logs(store, month, wanted)
    told(archive_papers.LIST)
    yield _printed(store, archive_papers.LIST, Span("archive", year), wanted, "一年归档的件")


def _printed(store: Store, name: str, subject: object, wanted: Wanted, words: str) -> tuple[Piece, set[str]]:
    made = printing.make(store, name, subject, masked=wanted.masked)
    return Piece(f"{name}　{short_number(printing.called(subject))}", made.file, made.data, made.pages, words), set(
        made.missing
    )


def _logs(store: Store, month: str, wanted: Wanted) -> tuple[Piece, set[str]]:
    """A month's papers in one: of a closed month as they were bound, where people may be named."""
    title, file = f"{said(month)}台账{month_set.ALL}", f"月度台账-{month}.pdf"
    bound = (
        {}
        if wanted.masked
        else {name: data for name, data in kept_papers(store, month).items() if name.startswith(month_set.ALL)}
    )
    if bound:
        data = next(iter(bound.values()))
        return Piece(title, file, data, reprint.pages(data), "结账时装订的原件"), set()
    rows = month_data(store, month)
    made = month_set.printed(replace(rows, imprint=replace(rows.imprint, masked=wanted.masked)))[-1]
    return Piece(title, file, made.content, made.pages, "已结账" if rows.imprint.closed else "还没有结账"), set(
        made.missing
    )


def _index(store: Store, wanted: Wanted, pieces: Sequence[Piece]) -> tuple[Piece, set[str]]:
    imprint = replace(imprint_of(store, str(wanted.year), masked=wanted.masked), month=str(wanted.year))
    layout = inspection_index.layout(imprint, pieces, f"抽签号 {wanted.seed}")
    data = pdf(f"{NAME} {wanted.year}", store.identity.name, [layout])
    return Piece(NAME, f"00-{NAME}.pdf", data, len(layout.pages), ""), set(layout.missing)
