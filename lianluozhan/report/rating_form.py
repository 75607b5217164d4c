"""征询意见表 (domain.md F6): how content the deputy or the person is with the handling and with its result."""

from __future__ import annotations

from lianluozhan.action import ANSWER, RATE, TRACK, UNHAPPY
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import RECEIVED_ON, numbered, organs, titled, why, within
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.imprint import Case
from lianluozhan.report.page import Layout
from lianluozhan.visit import RATINGS

CODE, NAME, ABOUT = "F6", "征询意见表", "issue"
TITLE = "办理情况征询意见表"


def layout(case: Case) -> Layout:
    """The form, ticked where somebody has said it already."""
    said, fact = Values(case.issue, case.imprint.masked), case.last(RATE.word)
    answered = case.last(ANSWER.word, TRACK.word).get("acted_on")
    result = fact.get("satisfaction_result") or fact.get("satisfaction")
    wanted = ("是", "否")
    strips = [
        numbered(case, said.box(Issue.answer_class)),
        titled(case),
        row(
            Box(Issue.organ.label, organs(case.issue), 5.7),
            Box(f"{ANSWER.word}日期", cell.day(answered) if answered else ""),
        ),
        row(Box("对办理态度", ticks(RATINGS[:3], fact.get("satisfaction_work"))), high=34),
        row(Box("对办理结果", ticks(RATINGS[:3], result)), high=34),
        row(Box("对答复时效", ticks(RATINGS[:3], None)), high=34),
        words("具体意见", why(case, fact), 320, f"（{UNHAPPY}的必须写明）", lines=5),
        row(Box("是否要求\n重新办理", ticks(wanted, None)), high=34),
        words("代表或反映\n人签名", "", 45, form.DATE, lines=2),
        row(Box(RECEIVED_ON, "", 5.7), Box(Followup.acted_by.label, fact.get("acted_by") or "")),
        words("说明", f"请在收到之日起 {within(case, RATE.word)}内填好，交回联络站；到期没有收到的，按没有评价计。"),
    ]
    return Layout(form.sheet(case.imprint, TITLE, case.issue.get("number") or ""), strips)
