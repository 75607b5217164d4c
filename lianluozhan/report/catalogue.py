"""Every single paper there is, by its F-number and its name, in the order of domain.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, NamedTuple

from lianluozhan.errors import NotFound
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
    deed_papers,
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
from lianluozhan.report.printed import Printed
from lianluozhan.supervise import FILE, PROMISES, ROLL, SHEET, TICKET


class Paper(NamedTuple):
    """A paper: what it is called, what it is about (subjects.ABOUT), how it is laid out."""

    code: str
    name: str
    about: str
    layout: Callable[[Any], Printed | list[Printed]]


def _paper(module: ModuleType) -> Paper:
    """The one paper a file is about."""
    return Paper(module.CODE, module.NAME, module.ABOUT, module.layout)


def _papers(module: ModuleType, *codes: str) -> Iterator[Paper]:
    """The several papers of a file, all about one thing; the first of them may have F-numbers."""
    for place, (name, layout) in enumerate(zip(module.NAMES, module.LAYOUTS, strict=True)):
        yield Paper(codes[place] if place < len(codes) else "", name, module.ABOUT, layout)


PAPERS = (
    _paper(reception_form),
    _paper(blank_form),
    _paper(day_log),
    _paper(post_log),
    _paper(issue_cut),
    _paper(assignment_slip),
    _paper(answer_form),
    _paper(rating_form),
    _paper(urging_letter),
    _paper(day_count),
    _paper(deputy_register),
    _paper(dossier),
    _paper(activity_form),
    _paper(visiting_form),
    _paper(rota_sheet),
    *_papers(reception_set),
    *_papers(ballot_papers, "F12"),
    Paper("", merit_papers.SHEET, merit_papers.SHEET_ABOUT, merit_papers.sheet),
    Paper("", merit_papers.LIST, merit_papers.LIST_ABOUT, merit_papers.listing),
    *_papers(law_papers),
    Paper("", project_papers.SHEET, project_papers.ABOUT, project_papers.sheet),
    Paper("", deed_papers.LIST, deed_papers.ABOUT, deed_papers.listing),
    Paper("", project_papers.AGREEMENT, project_papers.ABOUT, project_papers.agreement),
    Paper("", project_papers.CASE, project_papers.ABOUT, typical_case.layout),
    Paper("", deed_papers.TICKET, deed_papers.ABOUT, deed_papers.ticket),
    Paper("F14", notice_board.POST, "place", notice_board.post),
    Paper("", notice_board.BOARD, "board", notice_board.month),
    _paper(suggestion_sheet),
    _paper(joint_letter),
    _paper(summary),
    _paper(station_board),
    _paper(selfcheck_sheet),
    _paper(deputy_sheet),
    _paper(people_book),
    _paper(brief),
    _paper(case_file),
    _paper(call_sheet),
    _paper(closing_list),
    _paper(handover),
    _paper(own_list),
    Paper("", ROLL, "offices", supervise_papers.roll),
    Paper("", PROMISES, "oversight", supervise_papers.promises),
    Paper("", SHEET, "appraisal", supervise_papers.sheet),
    Paper("", TICKET, "issue", supervise_papers.ticket),
    Paper("", FILE, "oversight", supervise_papers.file),
    *_papers(archive_papers),
)
BLANK = (law_papers.FORM,)  # names nobody, whatever it is printed of
# These hang there whoever asks: no name or number of the public on them.
FOR_THE_WALL = reception_set.NOTICES, notice_board.POST, notice_board.BOARD


def find(word: str) -> Paper:
    """The paper of an F-number or a Chinese name. Raises NotFound."""
    wanted = word.strip().upper()
    for paper in PAPERS:
        if wanted in (paper.code, paper.name):
            return paper
    raise NotFound(f"没有叫“{word}”的纸", then="请用 paper --list 看有哪些")
