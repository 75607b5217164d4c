"""接待登记表 (domain.md F1): one reception on one page, from who came to what became of it, to be signed and filed."""

from __future__ import annotations

from lianluozhan.action import ANSWER, ASSIGN, ESCALATE, INFORM, RATE, UNHAPPY
from lianluozhan.deputy import Deputy
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import organs
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.ledger import WITHHELD
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Strip
from lianluozhan.visit import NOT_OURS, OUTCOMES, RATINGS, Visit
from lianluozhan.wording import said_class

CODE, NAME, ABOUT = "F1", "接待登记表", "visit"
TITLE = "人大代表接待选民（群众）登记表"
PROPOSED, RESULT = "拟办意见", "办理结果"
SMALL = 1.5  # share of a short label


def layout(case: Case) -> Layout:
    """The form of a reception."""
    said = Values(case.visit, case.imprint.masked)
    strips = [*_who(case, said), *_what(said), *_then(case, said), *_ends(case, said)]
    return Layout(form.sheet(case.imprint, TITLE, case.visit.get("number") or ""), strips)


def _who(case: Case, said: Values) -> list[Strip]:
    where = "，".join(filter(None, (said(Visit.place) or case.imprint.place, said(Visit.channel))))
    return [
        row(Box(Visit.received_at.label, when(case.visit), 5.9), Box(Visit.place.label, where)),
        row(
            Box(Visit.deputies.label, form.people(case.visit.get("deputies"), case.deputies), 8.4),
            said.box(Visit.recorder),
        ),
        row(
            said.box(Visit.visitor_name),
            said.box(Visit.visitor_gender, 1.0, SMALL, MIDDLE),
            said.box(Visit.visitor_age, 1.1, SMALL, MIDDLE),
            Box(Deputy.ethnicity.label, "", 1.2, SMALL),
            Box(Deputy.party.label, "", 1.2, 1.8),
        ),
        row(
            Box("单位或\n住址", said(Visit.visitor_address), 7.0),
            said.box(Visit.visitor_phone),
        ),
        row(
            said.box(Visit.visitor_id_number, 4.7),
            Box("来访\n人数", said(Visit.party_size), 1.2, SMALL, MIDDLE),
            said.box(Visit.representatives, head=1.8),
        ),
        row(
            Box("是否初次\n来访", times(case.times), 3.6),
            said.box(Visit.nature, 2.0, 1.8, MIDDLE),
            said.box(Visit.category, head=1.8),
        ),
    ]


def _what(said: Values) -> list[Strip]:
    return [
        words(Visit.statement.label, said(Visit.statement), 150, lines=4, style=form.QUOTED),
        words("来访人诉求", said(Visit.request), 35, style=form.QUOTED),
        words(Visit.reply.label, said(Visit.reply), 45),
    ]


def _then(case: Case, said: Values) -> list[Strip]:
    issue, organ = Values(case.issue, said.masked), case.visit.get("referred_to") or ""
    referred = case.visit.get("outcome") == NOT_OURS
    handled = "" if referred else organ
    chosen = ticks(OUTCOMES, case.visit.get("outcome"), 5) + f"并引导至：{organ if referred else ''}"
    return [
        row(Box(Visit.outcome.label, chosen), high=40),
        words(PROPOSED, proposed(case), 25, f"站长（签字）：{'　' * 8}{form.DATE}"),
        row(
            Box(Visit.referred_to.label, organs(case.issue) or handled, 4.1),
            issue.box(Issue.assigned_on, 3.0, 1.8),
            issue.box(Issue.due_on, head=1.8),
        ),
        words(RESULT, result(case), 45),
    ]


def _ends(case: Case, said: Values) -> list[Strip]:
    told = next((fact for fact in case.facts if fact["action"] == INFORM.word and _about(case, fact)), {})
    by = Values(told, said.masked)
    rating = case.visit.get("satisfaction") or case.issue.get("satisfaction")
    return [
        row(
            Box("反馈人", by(Followup.acted_by), 3.5),
            Box("反馈方式", by(Followup.how), 2.6),
            Box("反馈日期", by(Followup.acted_on, cell.day)),
        ),
        row(Box("来访人\n满意度", ticks(RATINGS[:3], rating) + f"（原因：{why(case)}）")),
        row(Box("签字", form.places("来访人（签名、指印）", "接待代表", "记录人")), high=34),
        words(Visit.remarks.label, said(Visit.remarks), 20, style=form.QUOTED)._replace(keep=True),
        form.coded(case.visit.get("number") or ""),
    ]


def _about(case: Case, fact: Row) -> bool:
    return case.visit.get("id") in fact["to_keys"] or not case.visit.get("id")


def when(visit: Row) -> str:
    """2026年10月21日 周三 09:31—09:52."""
    begun, until = visit.get("received_at"), visit.get("until") or ""
    if not begun:
        return ""
    same = until[:10] == begun[:10]
    hours = "—".join(filter(None, (cell.hour(begun), cell.hour(until) if same else "")))
    return " ".join(filter(None, (cell.day(begun), cell.weekday(begun), hours)))


def times(number: int) -> str:
    """Ticked, with which time it is; by hand where nobody can know."""
    chosen = "" if not number else "是" if number == 1 else "否"
    return ticks(("是", "否"), chosen) + (f"（第 {number} 次）" if number > 1 else "")


def proposed(case: Case) -> str:
    """What was decided to be done with it: the first fact that sent it on."""
    fact = next((fact for fact in case.facts if fact["action"] in (ASSIGN.word, ESCALATE.word)), {})
    if not fact:
        return ""
    whom = fact["organ"] or ""
    why = "" if case.imprint.masked else fact["reason"] or fact["text"] or ""
    return "：".join(filter(None, (f"{fact['action']}　{whom}" if whom else fact["action"], why)))


def result(case: Case) -> str:
    """The newest answer: its day, its class, its words."""
    fact = case.last(ANSWER.word)
    if not fact:
        return ""
    text = fact["text"] or fact["reason"] or ""
    head = "　".join(filter(None, (cell.day(fact["acted_on"]), said_class(fact))))
    return "\n".join(filter(None, (head, WITHHELD if text and case.imprint.masked else text)))


def why(case: Case) -> str:
    """Why somebody was not content."""
    fact = next((f for f in reversed(case.facts) if f["action"] == RATE.word and f["satisfaction"] == UNHAPPY), {})
    said = fact.get("reason") or fact.get("text") or "　　　　　　　　　　"
    return WITHHELD if case.imprint.masked and said.strip() else said
