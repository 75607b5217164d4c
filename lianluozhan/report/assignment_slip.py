"""交办单 (domain.md F4): what an organ is asked to do by when; its receipt and the stub are cut off along dashed lines."""

from __future__ import annotations

from lianluozhan.action import RETURN
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.place import Place
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import (
    CONTENT,
    RECEIVED_ON,
    SEALED,
    SENT,
    SIGNED_FOR,
    TITLED,
    coded,
    numbered,
    organs,
    papers,
    people,
    raiser,
    title_of,
    titled,
    why,
    within,
    words_of,
)
from lianluozhan.report.form import Box, Values, row, words
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Strip

CODE, NAME, ABOUT = "F4", "交办单", "issue"
TITLE = "群众意见建议交办单"
NO_NUMBER = "　　　人代联〔　　　〕　　号"


def layout(case: Case) -> Layout:
    """The slip, the receipt below it, the stub below that."""
    fact = case.last(*SENT)
    strips = [
        *_slip(case, fact),
        form.cut("沿虚线裁开，回执寄回联络站"),
        *form.kept(_receipt(case)),
        form.cut("骑　缝"),
        *form.kept(_stub(case, fact)),
    ]
    return Layout(form.sheet(case.imprint, TITLE, case.issue.get("number") or ""), strips)


def _slip(case: Case, fact: Row) -> list[Strip]:
    said, place = Values(case.issue, case.imprint.masked), Values(case.place, case.imprint.masked)
    sent = said(Issue.assigned_on)
    return [
        row(
            Box(Followup.document_number.label, fact.get("document_number") or NO_NUMBER, 5.7),
            Box(Issue.organ.label, organs(case.issue)),
        ),
        coded(case, said.box(Issue.due_on)),
        row(Box(Issue.raised_by.label, raiser(case), 5.7), Box(Issue.deputies.label, people(case))),
        titled(case),
        words(CONTENT, words_of(case), 170, lines=3),
        row(Box(Issue.attachments.label, papers(case))),
        words("交办意见", why(case, fact), 30),
        words("办理要求", demands(case)),
        words(Issue.assigned_by.label, said(Issue.assigned_by), 25, SEALED if not sent else f"（盖章）　　　　{sent}"),
        row(Box("联系人", place(Place.clerk), 5.7), place.box(Place.phone)),
    ]


def demands(case: Case) -> str:
    """What the organ is to keep to: the day, what to do when it cannot, how long it may send it back."""
    due = cell.day(case.issue["due_on"]) if case.issue.get("due_on") else "　　　　年　　月　　日"
    return (
        f"请于 {due} 前书面反馈办理情况。到期办不完的，请在到期前说明理由和计划；不属本单位职责的，请在收到之日起 "
        f"{within(case, RETURN.word)}内退回，写明理由和建议单位。办理情况请一并告知反映人和联系代表。"
    )


def _receipt(case: Case) -> list[Strip]:
    return [
        form.subtitle("回　执"),
        coded(case, Box(RECEIVED_ON, "")),
        row(Box("承办科室", "", 5.7), Box("承办人", "")),
        row(Box("电话", "", 5.7), Box(SIGNED_FOR, "")),
    ]


def _stub(case: Case, fact: Row) -> list[Strip]:
    said = Values(case.issue, case.imprint.masked)
    return [
        form.subtitle("存　根"),
        numbered(case, Box(Followup.document_number.label, fact.get("document_number") or "")),
        row(Box(Issue.organ.label, organs(case.issue), 5.7), Box(TITLED, title_of(case))),
        row(said.box(Issue.assigned_on, 5.7), Box("经办人", fact.get("acted_by") or "")),
    ]
