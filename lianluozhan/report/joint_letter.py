"""联名信: a suggestion that several deputies bring, as the letter they sign: to whom, what for, every point whole, everybody's pen."""

from __future__ import annotations

from lianluozhan.issue import FORMS, Issue
from lianluozhan.report import cell, form, prose
from lianluozhan.report.case_parts import people, title_of, words_of
from lianluozhan.report.form import Values
from lianluozhan.report.imprint import Case
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Cell, Strip
from lianluozhan.report.suggestion_sheet import founded, signed_by
from lianluozhan.suggestion import LETTER, USUAL, points

CODE, NAME, ABOUT = "", LETTER, "issue"
OPEN_LINES = 6  # for the pen, where nobody is named
ENDS = "以上意见，请研究处理，并把办理情况告诉我们。"


def layout(case: Case) -> Layout:
    """The letter, on as many pages as its words take; who leads signs first."""
    said, issue = Values(case.issue, case.imprint.masked), case.issue
    names = list(filter(None, people(case).split(cell.SEPARATOR)))
    number = f" {len(names)} " if names else "　　　"
    opening = f"我们{number}名代表联名提出{issue.get('form') or FORMS[0]}：{title_of(case)}。"
    found = founded(case)
    texts = [opening, *points(said(Issue.grounds) or words_of(case))]
    if issue.get("proposals"):
        texts.append(f"{Issue.proposals.label}：")
    texts += points(said(Issue.proposals))
    if found:
        texts.append(f"依据：{found}")
    texts.append(ENDS)
    addressed = Cell(f"{said(Issue.congress) or USUAL}人民代表大会：", 1, prose.BODY)
    day = cell.day(issue["registered_at"]) if issue.get("registered_at") else form.DATE
    strips = [
        prose.headline(title_of(case)),
        Strip((addressed,), keep=True, ruled=False, least=28.0),
        *map(prose.paragraph, texts),
        prose.signed(day, least=40.0),
        *signed_by(case, f"联名代表（{number.lstrip(' ')}名）", names or [""] * OPEN_LINES),
    ]
    return Layout(form.sheet(case.imprint, NAME, issue.get("number") or ""), strips)
