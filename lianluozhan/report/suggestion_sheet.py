"""建议提交单: a deputies' suggestion or 议案 as it is handed in: who leads and signs, every point whole, what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from lianluozhan.deputy import Deputy
from lianluozhan.issue import FORMS, Issue
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import numbered, organs, title_of, words_of
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.imprint import Case
from lianluozhan.report.ledger import WITHHELD
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Cell, Strip
from lianluozhan.report.table import Table
from lianluozhan.suggestion import MOTION, PAPER, points

CODE, NAME, ABOUT = "", PAPER, "issue"
WORK = "单位和职务"
SIGNERS = Table(
    {"序号": 1.0, Deputy.name.label: 2.2, Deputy.levels.label: 2.0, WORK: 5.0, Issue.signed.label: 3.2, "签名": 2.6},
    prose=(WORK, Issue.signed.label),
    style=form.TEXT,
    titles=form.LABEL,
    high=24.0,
)
INDENT = "　　"


def layout(case: Case) -> Layout:
    """The sheet, on as many pages as its words take."""
    motion = case.issue.get("form") == MOTION
    strips = [*_what(case), *_lead(case), *_signers(case), *_words(case), *_ends(case)]
    return Layout(
        form.sheet(
            case.imprint, "人大代表议案" if motion else "人大代表建议、批评和意见", case.issue.get("number") or ""
        ),
        strips,
    )


def _what(case: Case) -> list[Strip]:
    said = Values(case.issue, case.imprint.masked)
    return [
        numbered(case, Box(Issue.form.label, ticks(FORMS, case.issue.get("form")))),
        row(
            Box("提交给", said(Issue.congress), 1.4),
            said.box(Issue.meeting, 3.6),
            Box("日期", said(Issue.registered_at, cell.day), head=1.4),
        ),
        row(Box("案由", title_of(case))),
    ]


def _about(case: Case, name: str) -> Values:
    return Values(case.deputies.get(name, {}), case.imprint.masked)


def _works(said: Values) -> str:
    return "　".join(filter(None, (said(Deputy.work_unit), said(Deputy.post))))


def _lead(case: Case) -> list[Strip]:
    name = case.issue.get("lead_deputy") or ""
    said = _about(case, name)
    return [
        row(
            Box(Issue.lead_deputy.label, name, 3.0),
            said.box(Deputy.levels, 2.2),
            said.box(Deputy.certificate),
        ),
        row(Box(WORK, _works(said), 6.0), said.box(Deputy.phone)),
    ]


def _signers(case: Case) -> list[Strip]:
    """Who signed too, in their order, each with how they said so and room for the pen."""
    names = [name for name in case.issue.get("deputies") or () if name != case.issue.get("lead_deputy")]
    return signed_by(case, f"附议代表（{len(names)} 名）", names) if names else [row(Box("附议", "无"))]


def signed_by(case: Case, heading: str, names: Sequence[str]) -> list[Strip]:
    """These deputies in their order under a heading, a line each for the pen."""
    signed = case.issue.get("signed") or {}
    head = SIGNERS.head(21.0)._replace(keep=True)  # prose follows: said again there it would head nothing
    lines = [_signer(case, place, name, signed.get(name, "")) for place, name in enumerate(names, 1)]
    return [Strip((Cell(heading, 1, form.LABEL),), keep=True, least=21.0), head, *lines]


def _signer(case: Case, place: int, name: str, how: str) -> Strip:
    said = _about(case, name)
    return SIGNERS.line(str(place), name, said(Deputy.levels), _works(said), how, "")


def _words(case: Case) -> list[Strip]:
    """Each point a paragraph; a suggestion that was not put into parts has its own words."""
    said = Values(case.issue, case.imprint.masked)
    grounds, proposals = said(Issue.grounds) or words_of(case), said(Issue.proposals)
    return [
        words(Issue.grounds.label, _paragraphs(grounds), 80, lines=3),
        words(Issue.proposals.label, _paragraphs(proposals), 80, lines=3),
        words("依据", founded(case)),
    ]


def _paragraphs(text: str) -> str:
    return text if text == WITHHELD else "\n".join(INDENT + point for point in points(text))


def founded(case: Case) -> str:
    """The figures, the days they are of, and which issues and duties are meant."""
    found = case.behind
    if found is None or not found.words:
        return ""
    days = (
        ""
        if not found.since
        else cell.day(found.since)
        if found.since == found.until
        else f"{cell.day(found.since)}至{cell.day(found.until)}"
    )
    numbers = (*(one.number for one in found.issues), *(one.number for one in found.duties))
    named = cell.SEPARATOR.join(map(short_number, numbers))
    return f"{days}：{found.words}。" + (f"\n编号：{named}" if named else "")


def _ends(case: Case) -> list[Strip]:
    sealed = f"（盖章）{form.DATE}"
    return [
        row(Box("希望由谁办", organs(case.issue))),
        words("收到和审查\n意见", "", 20, sealed, lines=2),
        form.signing(Issue.lead_deputy.label, "收件人"),
    ]
