"""走访记录表 (domain.md F11): whom deputies called on, what they heard, what follows; from a reception by 走访."""

from __future__ import annotations

from lianluozhan.deputy import Deputy
from lianluozhan.report import form
from lianluozhan.report.case_parts import NUMBERED
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.imprint import Case
from lianluozhan.report.page import Layout
from lianluozhan.report.reception_form import when
from lianluozhan.visit import Visit

CODE, NAME, ABOUT = "F11", "走访记录表", "visit"
TITLE = "人大代表走访选民（群众）记录表"
YES_NO = ("是", "否")


def layout(case: Case) -> Layout:
    """The form of a call."""
    said = Values(case.visit, case.imprint.masked)
    follows = "，".join(filter(None, (case.issue.get("number"), case.issue.get("state"))))
    home = None if case.household is None else YES_NO[not case.household]
    strips = [
        row(Box("走访时间", when(case.visit), 7.0), said.box(Visit.location)),
        row(Box("走访代表", form.people(case.visit.get("deputies"), case.deputies))),
        row(Box("走访对象", said(Visit.visitor_name), 5.0), Box(Deputy.households.label, ticks(YES_NO, home))),
        row(Box("地址", said(Visit.visitor_address), 7.0), Box("电话", said(Visit.visitor_phone), head=1.8)),
        words("宣传内容", "", 60, lines=2),
        words("反映问题", said(Visit.statement), 150, lines=4, style=form.QUOTED),
        words("意见建议", said(Visit.request), 80, lines=2, style=form.QUOTED),
        words("现场处理", said(Visit.reply), 80, lines=2),
        row(said.box(Visit.outcome, 3.4), Box(f"后续（{NUMBERED}）", follows, head=3.2)),
        words("被走访人\n签名", "", 40, form.DATE, lines=2),
        words("代表签名", "", 40, form.DATE, lines=2),
        words(Visit.remarks.label, said(Visit.remarks), 30, style=form.QUOTED),
    ]
    return Layout(form.sheet(case.imprint, TITLE, case.visit.get("number") or ""), strips)
