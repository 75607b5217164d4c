"""催办函 (domain.md F7): the n-th time an organ is reminded; filled from the newest 催办, or for the one to come."""

from __future__ import annotations

from datetime import date

from lianluozhan.action import ANSWER, REDO, TRACK, URGE
from lianluozhan.issue import Issue
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import SEALED, SENT, numbered, organs, titled, why, within
from lianluozhan.report.form import Box, Values, row, words
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.page import Layout

CODE, NAME, ABOUT = "F7", "催办函", "issue"
TITLE = "意见办理催办函"


def layout(case: Case) -> Layout:
    """The letter of the newest 催办; before the first one, the letter that would be the first."""
    said, fact = Values(case.issue, case.imprint.masked), case.last(URGE.word)
    day = (fact.get("acted_on") or case.imprint.printed_on)[:10]
    number = fact.get("document_number") or "　　　人代催〔　　　〕　　号"
    strips = [
        row(Box("督办编号", f"{number}（第 {nth(case)} 次）", 7.2), Box("催办日期", cell.day(day))),
        numbered(case, Box(Issue.organ.label, organs(case.issue))),
        titled(case),
        row(
            said.box(Issue.assigned_on, 3.4),
            Box("原办结\n时限", said(Issue.due_on), 3.4, 1.8),
            Box("逾期天数", late(case.issue, day), head=1.8),
        ),
        words("督办事由", reason(case, day), 90, lines=2),
        words(
            "督办要求",
            why(case, fact) or "请抓紧办理，并书面反馈办理情况；一时办不完的，请说明原因和计划完成时间。",
            70,
            lines=2,
        ),
        row(Box("答复期限", _by(case, fact), 5.7), Box("督办人", fact.get("acted_by") or "")),
        words("督办单位", fact.get("assigned_by") or said(Issue.assigned_by), 35, SEALED, lines=2),
        words("承办单位\n说明", "", 110, SEALED, lines=3),
        words("结果", "", 60, lines=2),
    ]
    return Layout(form.sheet(case.imprint, TITLE, case.issue.get("number") or ""), strips)


def nth(case: Case) -> int:
    """Which time it is: so often urged since it was last sent out, the newest included; the first where never."""
    words_ = [fact["action"] for fact in case.facts]
    since = max((at for at, word in enumerate(words_) if word == REDO.word), default=-1)
    return max(words_[since + 1 :].count(URGE.word), 1)


def late(issue: Row, day: str) -> str:
    """How many days it was over its date on a day; 未到期 before it."""
    if not issue.get("due_on"):
        return ""
    days = (date.fromisoformat(day) - date.fromisoformat(issue["due_on"])).days
    return f"{days} 天" if days > 0 else "未到期"


def reason(case: Case, day: str) -> str:
    """Why it is urged: since when it lies there, until when it was to be done."""
    issue = case.issue
    sent = next((fact["acted_on"] for fact in reversed(case.facts) if fact["action"] in SENT), None)
    if not sent or not issue.get("due_on"):
        return ""
    if answered := _answered(case, day):
        return f"上述意见 {cell.day(sent)}交你单位办理，应于 {cell.day(issue['due_on'])}前答复，已于 {cell.day(answered)}答复，不用再催。"
    over = late(issue, day)
    tail = f"，已超过 {over}" if over.endswith("天") else ""
    return (
        f"上述意见 {cell.day(sent)}交你单位办理，应于 {cell.day(issue['due_on'])}前答复，至今没有收到书面反馈{tail}。"
    )


def _answered(case: Case, day: str) -> str:
    """The day of the answer to what was sent out last, where it is there on a day; a letter of an earlier day stays as it went out."""
    words_ = [fact["action"] for fact in case.facts]
    since = max((at for at, word in enumerate(words_) if word in SENT), default=-1)
    days = [fact["acted_on"][:10] for fact in case.facts[since + 1 :] if fact["action"] in (ANSWER.word, TRACK.word)]
    return next((on for on in reversed(days) if on <= day), "")


def _by(case: Case, fact: Row) -> str:
    return cell.day(fact["due_on"]) if fact.get("due_on") else f"收到之日起 {within(case, URGE.word)}内"
