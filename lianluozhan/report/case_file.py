"""一事一档: one issue from the first word to the last on paper, with every step, date and person who was told."""

from __future__ import annotations

from lianluozhan.action import INFORM, NOTE
from lianluozhan.fact import rated_by
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import numbered, organs, people, raiser, titled
from lianluozhan.report.form import QUOTED, Box, Values, row, words
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.ledger import band, ended
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import LEFT, MIDDLE, Cell, Strip
from lianluozhan.visit import Visit
from lianluozhan.wording import said_class

CODE, NAME, ABOUT = "", "一事一档", "issue"
TITLE = "意见办理档案（一事一档）"
SHARES = (2.9, 1.5, 2.2, 9.4)


def layout(case: Case) -> Layout:
    """What it is about, who came with it, every step, who was told, who signs."""
    parts = [
        part
        for part in (
            ("意见", _what(case)),
            ("接待", _came(case)),
            ("办理经过", _steps(case)),
            (INFORM.word, _told(case)),
        )
        if part[1]
    ]
    told = [
        strip for place, (name, rows) in enumerate(parts) for strip in (band(f"{form.PLACES[place]}、{name}"), *rows)
    ]
    strips = ended(told, form.signing("经办人", "站长"))
    return Layout(form.sheet(case.imprint, TITLE, case.issue.get("number") or ""), strips)


def _what(case: Case) -> list[Strip]:
    said = Values(case.issue, case.imprint.masked)
    return [
        numbered(case, said.box(Issue.registered_at)),
        titled(case),
        row(
            Box(Issue.raised_by.label, raiser(case), 3.4),
            said.box(Issue.raiser_phone, 3.4, 1.8),
            said.box(Issue.source, head=1.8),
        ),
        row(said.box(Issue.raiser_address, 5.7), Box(Issue.deputies.label, people(case))),
        row(
            said.box(Issue.category, 3.4),
            said.box(Issue.urgency, 3.4, 1.8),
            said.box(Issue.people_affected, head=1.8),
        ),
        words(Issue.statement.label, said(Issue.statement), 1, style=QUOTED),
        *([_text(Issue.summary.label, said(Issue.summary))] if case.issue.get("summary") else []),
        row(Box(Issue.organ.label, organs(case.issue), 5.7), said.box(Issue.state)),
        row(
            said.box(Issue.assigned_on, 3.4),
            said.box(Issue.due_on, 3.4, 1.8),
            said.box(Issue.closed_on, head=1.8),
        ),
        row(Box(Issue.answer_class.label, _class(case), 5.7), said.box(Issue.satisfaction)),
    ]


def _text(label: str, text: str) -> Strip:
    return words(label, text, 1)


def _class(case: Case) -> str:
    """The class of the answer that stands, in the words of its day."""
    letter = case.issue.get("answer_class")
    fact = next((fact for fact in reversed(case.facts) if fact.get("answer_class") == letter), {})
    return said_class({**fact, "answer_class": letter})


def _came(case: Case) -> list[Strip]:
    if not case.visits:
        return []
    rows = []
    for visit in case.visits:
        said = Values(visit, case.imprint.masked)
        name = said(Visit.visitor_name) or visit.get("raiser_kind") or ""
        what = "　".join(filter(None, (said(Visit.channel), name, said(Visit.deputies), said(Visit.outcome))))
        rows.append(_line(said(Visit.received_at), "接待", short_number(visit.get("number")), what))
    return [_line("日期", "事项", "号码", "来访人、接待代表、处理方式", head=True), *rows]


def _line(day: str, what: str, who: str, text: str, head: bool = False) -> Strip:
    style = form.LABEL if head else form.TEXT
    cells = [Cell(said, share, style, MIDDLE) for said, share in zip((day, what, who), SHARES, strict=False)]
    said = Cell(text, SHARES[3], style, MIDDLE if head else LEFT, top=not head and len(text) > 200)
    return Strip((*cells, said), least=form.HIGH, keep=head, columns=head, flows=said.top)


def _steps(case: Case) -> list[Strip]:
    rows = [
        _line(cell.moment(fact["acted_on"]), fact["action"], fact["acted_by"] or "", step(case, fact))
        for fact in case.facts
        if not (case.imprint.masked and fact["action"] == NOTE.word)
    ]
    head = _line("日期", "办理", Followup.acted_by.label, "经过", head=True)
    return [head, *(rows or [_line("", "", "", "还没有办理")])]


def step(case: Case, fact: Row) -> str:
    """What a step says: to whom, how, by when, which document; then its words, which no copy on a wall has."""
    said = Values(fact, case.imprint.masked)
    to = "" if case.imprint.masked else "、".join(fact["to"] or ())
    letter = fact.get("answer_class")
    due, planned, co = said(Followup.due_on), said(Followup.planned_on), said(Followup.co_due_on)
    by = Issue.rating_due.label if rated_by(fact) else "期限"
    papers = "" if case.imprint.masked else "、".join(paper["name"] for paper in fact.get("attachments") or ())
    rated = (said(Followup.satisfaction), said(Followup.satisfaction_work), said(Followup.satisfaction_result))
    parts = (
        organs(fact),
        fact.get("assigned_by"),
        f"{letter} 类" if letter else "",
        to,
        said(Followup.how),
        *rated,
        f"{by} {due}" if due else "",
        f"{Followup.co_due_on.label} {co}" if co else "",
        f"计划 {planned}" if planned else "",
        fact.get("document_number"),
        fact.get("evidence"),
    )
    once = dict.fromkeys(parts)  # told by 电话, known by 电话: one word
    below = (said(Followup.reason), said(Followup.text), papers and f"{Followup.attachments.label}：{papers}")
    return "\n".join(filter(None, ("　".join(filter(None, once)), *below)))


def _told(case: Case) -> list[Strip]:
    """Everybody who was told, each with day, way and rating; of a copy on a wall nothing but how many."""
    told = case.issue.get("told") or {}
    done = {name: one for name, one in told.items() if one.get("on")}
    if case.imprint.masked:
        return [row(Box(INFORM.word, f"已回告 {len(done)} 人"))]
    rows = [
        _line(
            cell.day(one["on"]),
            INFORM.word,
            one.get("out") or one.get("how") or "",
            f"{name}　{one.get('rating') or ''}".strip(),
        )
        for name, one in done.items()
    ]
    return rows or [_line("", "", "", "还没有回告")]
