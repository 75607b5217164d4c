"""立法联系点: what an office says to a draft as a report with its comparison table; the table alone; whom to tell what
came of it; the form an opinion is written down on by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lianluozhan.draft_law import DraftLaw
from lianluozhan.opinion import VOICES, WAYS, Opinion
from lianluozhan.parts import LAW_PAPERS
from lianluozhan.report import cell, form, prose
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.ledger import Column, Ledger, ended, note, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Cell, Strip, Style
from lianluozhan.report.subject import Hearing
from lianluozhan.report.typeface import SANS

NAMES = REPORT, COMPARISON, CALLS, FORM = LAW_PAPERS
ABOUT = DraftLaw.noun
COLUMNS = (
    Column((Opinion.article,), 60),
    Column((DraftLaw.words,), 190, "原文"),
    Column((Opinion.wording,), 190),
    Column((Opinion.rationale,), 150),
    Column((Opinion.spoken,), 44, Opinion.people.label, align=MIDDLE),
)
TOLD = (
    Column((Opinion.speaker, Opinion.speaker_phone), 92),
    Column((Opinion.article,), 56),
    Column((Opinion.statement,), 150, "当时怎么说的"),
    Column((Opinion.final_words,), 230, "这样告诉他"),
    Column((Opinion.told_how,), 100, "怎么反馈的、哪天"),
)
SUBHEAD = Style(SANS, 12.0, 24.0)


class Paragraph(NamedTuple):
    """A paragraph of the report, or what heads those that follow."""

    text: str
    heads: bool = False


def report(hearing: Hearing) -> list[Layout]:
    """The report in words, then the table."""
    sheet = form.sheet(hearing.imprint, REPORT, hearing.draft.get("number") or "")
    signed = prose.signed("\n".join(filter(None, ends(hearing))))
    strips = [prose.headline(headline(hearing)), *map(_set, paragraphs(hearing)), signed]
    return [Layout(sheet, strips), comparison(hearing)]


def _set(one: Paragraph) -> Strip:
    if not one.heads:
        return prose.paragraph(one.text)
    return Strip((Cell(one.text, 1, SUBHEAD),), keep=True, ruled=False, least=26.0)


def headline(hearing: Hearing) -> str:
    """What the report is called."""
    return f"关于《{title_of(hearing)}》的修改意见和建议"


def title_of(hearing: Hearing) -> str:
    """The draft's title without its marks."""
    return (hearing.draft.get("title") or "").strip("《》")


def ends(hearing: Hearing) -> list[str]:
    """Who says it, and when."""
    return [hearing.imprint.place, cell.day(hearing.draft.get("sent_on") or hearing.imprint.printed_on)]


def paragraphs(hearing: Hearing) -> list[Paragraph]:
    """To whom, how people were asked, what is proposed."""
    return [*_to_whom(hearing), *_how_asked(hearing), *_proposed(hearing)]


def _to_whom(hearing: Hearing) -> Iterator[Paragraph]:
    if to := hearing.draft.get("sent_to") or hearing.draft.get("sent_by"):
        yield Paragraph(f"{to}：", heads=True)


def _how_asked(hearing: Hearing) -> Iterator[Paragraph]:
    yield Paragraph("一、征求意见的情况", heads=True)
    team = f"工作专班：{cell.SEPARATOR.join(hearing.team)}。" if hearing.team else ""
    how = (hearing.draft.get("how") or "").splitlines()
    for text in (_asked(hearing), *how, _heard(hearing) + _rest(hearing), team):
        if text.strip():
            yield Paragraph(text)


def _asked(hearing: Hearing) -> str:
    draft = hearing.draft
    came = f"{cell.day(draft['received_on'])}收到" if draft.get("received_on") else "收到"
    articles = f"（共 {hearing.articles} 条）" if hearing.articles else ""
    return f"{came}{draft.get('sent_by') or ''}征求意见的《{title_of(hearing)}》{articles}。"


def _heard(hearing: Hearing) -> str:
    sums = hearing.sums
    if not sums.voices:
        return "没有收到修改意见。"
    voices = "、".join(f"{voice} {number}" for voice, number in sums.by_voice.items())
    among = f"（其中{voices}）" if voices else ""
    return f"共听到意见 {sums.voices} 条、{sums.people} 人次{among}，整理成修改建议 {len(hearing.lines)} 条。"


def _rest(hearing: Hearing) -> str:
    left, moved = hearing.sums.left, hearing.sums.moved
    said = f"另有 {left} 条不上报。" if left else ""
    return said + (f"{moved} 条是个人诉求，已经转为意见办理。" if moved else "")


def _proposed(hearing: Hearing) -> Iterator[Paragraph]:
    """Each proposal with its reason; who agreed to be named is not for the wall."""
    if hearing.lines:
        yield Paragraph("二、修改建议", heads=True)
    for place, line in enumerate(hearing.lines, 1):
        yield Paragraph(f"（{place}）{line['article']}（{line['spoken']} 人次）", heads=True)
        yield Paragraph(f"建议：{line['wording']}")
        if line["rationale"]:
            yield Paragraph(f"理由：{line['rationale']}")
        if line["named"] and not hearing.imprint.masked:
            yield Paragraph(f"同意署名：{cell.SEPARATOR.join(line['named'])}")


def comparison(hearing: Hearing) -> Layout:
    """条款、原文、建议、理由、提出人次, in the order of the draft."""
    ledger = Ledger(COLUMNS, hearing.imprint)
    rows = [strip for number, line in enumerate(hearing.lines, 1) for strip in ledger.row(number, line)]
    people = sum(line["spoken"] for line in hearing.lines)
    strips = ended(
        rows or [nothing("还没有修改建议")],
        total(f"合计：建议 {len(hearing.lines)} 条，{people} 人次"),
        note(_counted(hearing)),
        form.signing("整理人", "批准人"),
    )
    return Layout(form.lying(hearing.imprint, COMPARISON, ledger.header()), strips)


def _counted(hearing: Hearing) -> str:
    sums = hearing.sums
    return (
        f"《{title_of(hearing)}》　意见 {sums.voices} 条、{sums.people} 人次；还没有整理的 {sums.waiting} 条，"
        f"不上报的 {sums.left} 条，转为意见的 {sums.moved} 条"
    )


def calls(hearing: Hearing) -> Layout:
    """Who is still to be told, the longest waiting first, and room for how."""
    ledger = Ledger(TOLD, hearing.imprint, Opinion.number)
    rows = [strip for number, one in enumerate(hearing.calls, 1) for strip in ledger.row(number, one)]
    strips = ended(
        rows or [nothing("都反馈了，没有要告诉的人")], total(f"合计：{len(hearing.calls)} 人"), form.signing("反馈人")
    )
    return Layout(form.lying(hearing.imprint, CALLS, ledger.header()), strips)


def blank(hearing: Hearing) -> Layout:
    """One opinion to be written down by hand: the draft is printed, the rest is left to the pen, the lawyer's part below."""
    said = Values(hearing.draft, hearing.imprint.masked)
    strips = [
        row(Box(Opinion.draft.label, f"《{title_of(hearing)}》")),
        row(said.box(DraftLaw.sent_by, 5.0), said.box(DraftLaw.due_on, show=cell.day)),
        row(Box(Opinion.article.label, "第　　　　条　　　　　　　（不针对哪一条的，写“全文”）")),
        row(Box(Opinion.speaker.label, "", 5.0), Box(Opinion.speaker_phone.label, "")),
        row(Box(Opinion.voice.label, ticks(VOICES, None), 8.6), Box(Opinion.people.label, "", head=2.6)),
        row(Box(Opinion.channel.label, ticks(WAYS, None, 6)), high=40),
        row(Box(Opinion.consent.label, ticks(("同意", "不同意"), None), 5.0), Box(Opinion.raised_on.label, form.DATE)),
        words(Opinion.statement.label, "", 170, lines=8),
        form.signing("提出人", "记录人"),
        form.subtitle("以下由整理的人填写"),
        words(Opinion.wording.label, "", 60, lines=4),
        words(Opinion.rationale.label, "", 60, lines=4),
        row(Box("整理的\n专家", "", 5.0), Box(Opinion.worded_on.label, form.DATE)),
    ]
    return Layout(form.sheet(hearing.imprint, FORM, "　" * 12), strips)


LAYOUTS = report, comparison, calls, blank
