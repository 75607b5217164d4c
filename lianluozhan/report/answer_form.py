"""办理情况反馈单 (domain.md F5): what an organ found, did and plans; filled from its answer, or blank to be sent along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan.action import ANSWER, ANSWER_NEEDS, CONSULT, TRACK
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.report import cell, form
from lianluozhan.report.case_parts import SEALED, numbered, titled, why
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.imprint import Case
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Strip
from lianluozhan.wording import CLASSES, CONSULTED_BY, lettered, listed, meant

CODE, NAME, ABOUT = "F5", "办理情况反馈单", "issue"


def layout(case: Case) -> Layout:
    """The form an organ answers on."""
    return Layout(
        form.sheet(case.imprint, NAME, case.issue.get("number") or ""), [*_what(case), *_answer(case), *_ends()]
    )


def _what(case: Case) -> list[Strip]:
    said = Values(case.issue, case.imprint.masked)
    number = case.last(ANSWER.word, TRACK.word).get("document_number") or ""
    return [
        numbered(case, Box(Followup.document_number.label, number)),
        titled(case),
        row(said.box(Issue.organ, 5.7), said.box(Issue.co_organs)),
    ]


def _answer(case: Case) -> list[Strip]:
    fact = case.last(ANSWER.word, TRACK.word)
    planned = f"完成或复查时间：{cell.day(fact['planned_on'])}" if fact.get("planned_on") else ""
    return [
        words("调查情况", "", 110, lines=3),
        words("办理措施\n与结果", why(case, fact), 130, lines=3),
        words("已落实事项", "", 45),
        words("计划落实\n事项", planned, 45),
        row(Box(Issue.answer_class.label, _classes(case, fact))),
        words(
            "下一步计划",
            planned,
            35,
            f"（{'、'.join(one for one in ANSWER_NEEDS if ANSWER_NEEDS[one] and one != 'D')} 类必须写明时间）",
        ),
        row(Box("与代表、反\n映人沟通", _consulted(case))),
    ]


def _classes(case: Case, fact: Mapping[str, Any]) -> str:
    """The four classes as the district calls them, that of the answer in the words of its day, ticked."""
    letter = fact.get("answer_class")
    words_ = {**case.words, CLASSES: {**case.words[CLASSES], **({letter: meant(fact)} if letter else {})}}
    return ticks(lettered(words_), f"{letter} {meant(fact)}")


def _consulted(case: Case) -> str:
    """The last 面商; for the pen where none is written down."""
    fact = case.last(CONSULT.word)
    ways = listed(case.words, CONSULTED_BY)
    ways = ways if fact.get("how") in (None, *ways) else (*ways, fact["how"])  # a word of its day, or of its writer
    by, on = fact.get("acted_by") or "　　　　　", cell.day(fact["acted_on"]) if fact else "　　　　　"
    return f"方式：{ticks(ways, fact.get('how'))}　面商人：{by}　日期：{on}"


def _ends() -> list[Strip]:
    return [
        row(Box("承办人", "", 3.0), Box("审核人", "", 3.0), Box("签发人", "", head=2.0)),
        words("承办单位\n意见", "", 20, SEALED),
        row(Box(Issue.attachments.label, "整改前、整改后照片：　　张　　其他：")),
    ]
