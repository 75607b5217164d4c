"""Every single paper there is, by its F-number and its name, in the order of domain.md."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import starmap
from types import ModuleType
from typing import Any, NamedTuple

from lianluozhan import supervise
from lianluozhan.errors import NotFound
from lianluozhan.parts import LAW_PAPERS
from lianluozhan.report import (
    activity_form,
    answer_form,
    archive_papers,
    assignment_slip,
    ballot_papers,
    blank_form,
    brief,
    call_sheet,
    case_file,
    closing_list,
    day_count,
    day_log,
    deputy_register,
    deputy_sheet,
    dossier,
    handover,
    issue_cut,
    joint_letter,
    law_papers,
    merit_papers,
    notice_board,
    own_list,
    people_book,
    post_log,
    project_papers,
    rating_form,
    reception_form,
    reception_set,
    rota_sheet,
    selfcheck_sheet,
    station_board,
    suggestion_sheet,
    summary,
    supervise_papers,
    typical_case,
    urging_letter,
    visiting_form,
)
from lianluozhan.report.page import Layout
from lianluozhan.report.plate import Plate


class Paper(NamedTuple):
    """A paper: what it is called, what it is about (printing.ABOUT), how it is laid out."""

    code: str
    name: str
    about: str
    layout: Callable[[Any], Layout | Plate | list[Layout | Plate]]


def _paper(module: ModuleType) -> Paper:
    return Paper(module.CODE, module.NAME, module.ABOUT, module.layout)


PAPERS = (
    *map(_paper, (
        reception_form, blank_form, day_log, post_log, issue_cut, assignment_slip, answer_form, rating_form, urging_letter, day_count, deputy_register, dossier,
        activity_form, visiting_form, rota_sheet,
    )),
    *(Paper("", name, reception_set.ABOUT, layout) for name, layout in zip(reception_set.NAMES, reception_set.LAYOUTS, strict=True)),
    *(Paper(code, name, ballot_papers.ABOUT, layout) for code, name, layout in zip(("F12", "", ""), ballot_papers.NAMES, ballot_papers.LAYOUTS, strict=True)),
    Paper("", merit_papers.SHEET, merit_papers.SHEET_ABOUT, merit_papers.sheet),
    Paper("", merit_papers.LIST, merit_papers.LIST_ABOUT, merit_papers.listing),
    *(Paper("", name, law_papers.ABOUT, layout) for name, layout in zip(LAW_PAPERS, law_papers.LAYOUTS, strict=True)),
    Paper("", project_papers.SHEET, project_papers.ABOUT, project_papers.sheet),
    Paper("", project_papers.LIST, project_papers.LIST_ABOUT, project_papers.listing),
    Paper("", project_papers.AGREEMENT, project_papers.ABOUT, project_papers.agreement),
    Paper("", project_papers.CASE, project_papers.ABOUT, typical_case.layout),
    Paper("", project_papers.TICKET, project_papers.LIST_ABOUT, project_papers.ticket),
    Paper("F14", notice_board.POST, "place", notice_board.post),
    Paper("", notice_board.BOARD, "board", notice_board.month),
    *map(_paper, (suggestion_sheet, joint_letter, summary, station_board, selfcheck_sheet, deputy_sheet, people_book, brief, case_file, call_sheet, closing_list, handover, own_list)),
    *starmap(partial(Paper, ""), (
        (supervise.ROLL, "offices", supervise_papers.roll), (supervise.PROMISES, "oversight", supervise_papers.promises), (supervise.SHEET, "appraisal", supervise_papers.sheet),
        (supervise.TICKET, "issue", supervise_papers.ticket), (supervise.FILE, "oversight", supervise_papers.file),
    )),
    *(Paper("", name, archive_papers.ABOUT, layout) for name, layout in zip(archive_papers.NAMES, archive_papers.LAYOUTS, strict=True)),
)  # fmt: skip


BLANK = (law_papers.FORM,)  # names nobody, whatever it is printed of
FOR_THE_WALL = (
    *reception_set.NAMES[:1],
    notice_board.POST,
    notice_board.BOARD,
)  # hang there whoever asks: no name or number of the public on them


def find(word: str) -> Paper:
    """The paper of an F-number or a Chinese name. Raises NotFound."""
    wanted = word.strip().upper()
    for paper in PAPERS:
        if wanted in (paper.code, paper.name):
            return paper
    raise NotFound(f"没有叫“{word}”的纸", then="请用 paper --list 看有哪些")
