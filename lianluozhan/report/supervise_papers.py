"""任后监督 on paper: who holds which office, an official's promises, an appraisal with its ballot, a 审议意见 round its loop, an
official's file of a year."""

from __future__ import annotations

from dataclasses import replace

from lianluozhan.action import DELIBERATION
from lianluozhan.appraisal import MIDYEAR, Appraisal
from lianluozhan.ballot import COUNTED, Ballot, shares
from lianluozhan.commitment import Commitment
from lianluozhan.deliberation import DO, DO_AGAIN, loop
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.official import Official, Tenure, said_votes
from lianluozhan.project import steps_of
from lianluozhan.report import cell, form
from lianluozhan.report.ballot_papers import tallied
from lianluozhan.report.case_parts import numbered, organs, title_of, words_of
from lianluozhan.report.form import Box, Values, row, words
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.ledger import WITHHELD, band, ended, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, Cell, Strip
from lianluozhan.report.subject import Appraised, Office, Offices, Overseen
from lianluozhan.supervise import FILE, PROMISES, ROLL, SHEET, TICKET

OFFICE_COLUMNS = {
    "序号": 1.0, Official.name.label: 2.0, Official.kind.label: 2.2, Tenure.office.label: 3.6, "任命": 2.6, "任命的会议和票数": 5.4, "免去": 2.6, "免去的会议和票数": 5.4,
    Tenure.oath_on.label: 2.6,
}  # fmt: skip
PROMISE_COLUMNS = {"序号": 1.0, Commitment.item.label: 4.2, Commitment.measure.label: 5.4, Commitment.due_on.label: 2.2, MIDYEAR: 4.6, "年终兑现": 4.6}
FACT_COLUMNS = {"日期": 2.6, Followup.action.label: 1.8, "谁": 2.6, Followup.text.label: 9.0}
WIDE = (Tenure.office.label, "任命的会议和票数", "免去的会议和票数", Commitment.item.label, Commitment.measure.label, MIDYEAR, "年终兑现", "谁", Followup.text.label)
NOTHING = "没有"
PLACES = "一", "二", "三", "四"


def _head(columns: dict[str, float]) -> Strip:
    return Strip(tuple(Cell(title, share, LABEL, MIDDLE) for title, share in columns.items()), keep=True, least=26.0, columns=True)


def _line(columns: dict[str, float], *texts: str) -> Strip:
    cells = [Cell(text, share, BODY, LEFT if title in WIDE else MIDDLE) for text, (title, share) in zip(texts, columns.items(), strict=True)]
    return Strip(tuple(cells), least=22.0)


# -- 任免名册


def roll(data: Offices) -> Layout:
    """Everybody's offices of the year, given and taken."""
    page = form.lying(data.imprint, ROLL, _head(OFFICE_COLUMNS))
    lines = [_office(place, one) for place, one in enumerate(data.offices, 1)] or [nothing(f"{data.year}年没有任免")]
    people = len({one.official["id"] for one in data.offices})
    return Layout(replace(page, above=(data.imprint.place, f"{data.year}年", "")), ended(lines, total(f"共 {people} 人，{len(data.offices)} 个职务"), form.signing("填表人", "审核人")))


def _office(place: int, one: Office) -> Strip:
    given, taken = one.given, one.taken
    office = (given or taken)["office"]
    return _line(
        OFFICE_COLUMNS, str(place), one.official["name"], one.official["kind"], office, _how(given), _where(given), _how(taken), _where(taken), cell.day(given["oath_on"]) if given.get("oath_on") else "",
    )  # fmt: skip


def _how(decision: Row) -> str:
    return f"{cell.day(decision['date'])}\n{decision['what']}" if decision else ""


def _where(decision: Row) -> str:
    return "\n".join(filter(None, (decision.get("meeting"), "，".join(filter(None, (said_votes(decision), decision.get("result"))))))) if decision else ""


# -- 承诺清单


def promises(data: Overseen) -> Layout:
    """An official's items of the year, as they stand."""
    page = form.lying(data.imprint, PROMISES, _head(PROMISE_COLUMNS))
    who = f"{data.official['name']}　{data.official['office'] or data.official['unit'] or ''}"
    lines = [_promise(one) for one in data.promises] or [nothing(f"{data.year}年没有承诺")]
    kept = "，".join(f"{word} {n} 项" for word in Commitment.kept.choices if (n := sum(one["kept"] == word for one in data.promises)))
    sums = total(f"共 {len(data.promises)} 项" + (f"，{kept}" if kept else ""))
    return Layout(replace(page, above=(data.imprint.place, f"{who}　{data.year}年", "")), ended(lines, sums, form.signing(Commitment.official.label, "审核人")))


def _promise(one: Row) -> Strip:
    review = "\n".join(filter(None, (one["progress"], one["review"], one["reviewed_on"] and cell.day(one["reviewed_on"]))))
    verdict = "\n".join(filter(None, (one["kept"], one["verdict"], one["judged_on"] and cell.day(one["judged_on"]))))
    return _line(PROMISE_COLUMNS, str(one["order"] or ""), one["item"], one["measure"], cell.day(one["due_on"]), review, verdict)


# -- 评议结果表


def sheet(data: Appraised) -> Layout:
    """What was said, the vote, what is to be mended, whether it was."""
    one, said = data.appraisal, Values(data.appraisal, data.imprint.masked)
    vote = tallied(data.vote) if data.vote else [row(Box(Ballot.label, "没有测评"))]
    strips = [
        row(Box(Appraisal.official.label, said(Appraisal.official), 3.0), Box(Official.office.label, data.official.get("office") or "")),
        row(Box(Appraisal.date.label, said(Appraisal.date), 3.0), Box(Appraisal.meeting.label, said(Appraisal.meeting))),
        row(Box(Appraisal.group.label, said(Appraisal.group), 3.0), Box("了解情况", said(Appraisal.ways))),
        words(Appraisal.report.label, said(Appraisal.report), 40, lines=2), words(Appraisal.opinions.label, said(Appraisal.opinions), 40, lines=2),
        *vote,
        words(Appraisal.demands.label, _steps(one), lines=2), words(Appraisal.mended.label, _dated(said, Appraisal.mended, one["reported_on"]), 20, lines=2),
        words("回头看", "\n".join(filter(None, (one["found"], _dated(said, Appraisal.seen, one["looked_on"])))), 20, lines=2),
        form.signing("评议组组长", Appraisal.official.label),
    ]  # fmt: skip
    return Layout(form.sheet(data.imprint, f"{one['kind']}结果表", one["number"] or ""), strips)


def _steps(one: Row) -> str:
    return "\n".join(f"{place}．{step.line}" for place, step in enumerate(steps_of(one["demands"]), 1))


def _dated(said: Values, field: object, day: str | None) -> str:
    text = said(field)
    return f"{text}（{cell.day(day)}）" if text and text != WITHHELD and day else text


# -- 审议意见办理单


def ticket(case: Case) -> Layout:
    """What was asked, of whom, and what became of it, in the four parts of the loop."""
    issue, said = case.issue, Values(case.issue, case.imprint.masked)
    strips = [
        numbered(case, Box("审议会议", said(Issue.meeting))), row(Box("标题", title_of(case))), words(DELIBERATION, words_of(case), 40, lines=3),
        row(Box(Issue.organ.label, organs(issue), 5.0), Box(Issue.due_on.label, cell.day(issue["due_on"]) if issue.get("due_on") else "")),
        row(Box(Issue.state.label, issue.get("state") or "", 3.0), Box("测评", "\n".join(map(_ballot, case.ballots)))),
    ]  # fmt: skip
    for place, turn in enumerate(loop(case.facts), 1):
        strips += [band(f"{PLACES[place - 1]}、{turn.stage}"), *([_head(FACT_COLUMNS), *(_fact(case, fact, turn.stage in (DO, DO_AGAIN)) for fact in turn.facts)] if turn.facts else [nothing("还没有")._replace(keep=False, least=24.0)])]
    return Layout(form.sheet(case.imprint, TICKET, issue.get("number") or ""), [*strips, form.signing("经办人", "负责人")])


def _fact(case: Case, fact: Row, organs_own: bool) -> Strip:
    told = [fact["answer_class"] and f"{fact['answer_class']} {fact['answer_words'] or ''}".strip(), *(f"{Followup.fields[name].label}：{fact[name]}" for name in ("satisfaction_work", "satisfaction_result") if fact[name])]
    private = [fact["text"], fact["reason"]]
    if case.imprint.masked and any(private):
        private = [WITHHELD]
    said = "\n".join(filter(None, (*told, *private, fact["due_on"] and f"{Followup.due_on.label}：{cell.day(fact['due_on'])}", fact["document_number"])))
    return _line(FACT_COLUMNS, cell.day(fact["acted_on"]), fact["action"], fact["organ"] or (organs(case.issue) if organs_own else fact["acted_by"]) or "", said)


def _ballot(row: Row) -> str:
    """2026年6月25日 满意：满意 28 票 84.8%，…; of one that is not counted, how far it is."""
    return f"{cell.day(row['date'])}　" + (f"{row['result']}：{shares(row)}" if row["state"] == COUNTED else row["state"])


# -- 一人一档


def file(data: Overseen) -> Layout:
    """Everything of an official's year on one paper."""
    one, said = data.official, Values(data.official, data.imprint.masked)
    strips = [
        row(Box(Official.name.label, one["name"], 3.0), Box(Official.gender.label, said(Official.gender), 1.4), Box(Official.birth_month.label, said(Official.birth_month))),
        row(Box(Official.kind.label, one["kind"], 3.0), Box(Official.party.label, said(Official.party), 2.6), Box(Official.standing.label, one["standing"] or "")),
        row(Box(Official.unit.label, said(Official.unit), 5.0), Box(Official.office.label, said(Official.office))), words(Official.resume.label, said(Official.resume)),
        band("一、任免"), *_listed([f"{_span(office)}　{(office.given or office.taken)['office']}　{_where(office.given or office.taken).replace(chr(10), '　')}" for office in data.offices]),
        band("二、年初承诺"), *_listed([f"{row['order']}．{row['item']}（{row['measure']}；{cell.day(row['due_on'])}前）年中：{row['progress'] or '没有评'}；年终：{row['kept'] or '没有评'}" + (f"，{row['verdict']}" if row["verdict"] else "") for row in data.promises]),
    ]  # fmt: skip
    for place, row_ in enumerate(data.appraisals):
        strips += [band(f"三、{row_['kind']}" if not place else f"　　{row_['kind']}"), *_appraisal(row_, data.imprint.masked)]
    if not data.appraisals:
        strips += [band("三、评议"), *_listed([])]
    strips += [band("四、测评"), *_listed([f"{row['kind']}　{_ballot(row)}" for row in data.ballots])]
    return Layout(form.sheet(data.imprint, f"{FILE}　{data.year}年", above=(data.imprint.place, one["name"])), [*strips, form.signing("填表人", "审核人")])


def _listed(lines: list[str]) -> list[Strip]:
    return [Strip((Cell(line, 1, form.TEXT),), least=22.0) for line in lines] or [nothing(NOTHING)._replace(keep=False, least=24.0)]


def _span(office: Office) -> str:
    days = [cell.day(one["date"]) if one else "" for one in (office.given, office.taken)]
    return f"{days[0]}—{days[1]}" if days[1] else f"{days[0]}起"


def _appraisal(one: Row, masked: bool) -> list[Strip]:
    said = Values(one, masked)
    return [
        row(Box(Appraisal.date.label, cell.day(one["date"]), 3.0), Box(Appraisal.result.label, one["result"] or "", 2.4), Box("状态", one["state"] or "")),
        *(words(field.label, text) for field, text in (
            (Appraisal.report, said(Appraisal.report)), (Appraisal.opinions, said(Appraisal.opinions)), (Appraisal.demands, _steps(one)), (Appraisal.mended, said(Appraisal.mended)),
            (Appraisal.seen, "　".join(filter(None, (one["found"], one["seen"])))),
        ) if text),
    ]  # fmt: skip
