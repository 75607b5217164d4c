"""Every single paper there is, by its F-number and its name, in the order of domain.md."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

from lianluozhan.errors import NotFound
from lianluozhan.report import (
    activity_form,
    answer_form,
    assignment_slip,
    blank_form,
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
    rating_form,
    reception_form,
    summary,
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
    layout: Callable[[Any], Layout | list[Layout | Plate]]


def _paper(module: ModuleType) -> Paper:
    return Paper(module.CODE, module.NAME, module.ABOUT, module.layout)


PAPERS = tuple(
    map(
        _paper,
        (
            reception_form, blank_form, day_log, issue_cut, assignment_slip, answer_form, rating_form, urging_letter, day_count, deputy_register, dossier,
            activity_form, visiting_form, summary, deputy_sheet, case_file, call_sheet, closing_list, handover,
        ),
    )
)  # fmt: skip


def find(word: str) -> Paper:
    """The paper of an F-number or a Chinese name. Raises NotFound."""
    wanted = word.strip().upper()
    for paper in PAPERS:
        if wanted in (paper.code, paper.name):
            return paper
    raise NotFound(f"没有叫“{word}”的纸", then="请用 paper --list 看有哪些")
