"""任后监督 on paper: who holds which office, an official's promises, an appraisal with its ballot, a 审议意见 round its loop, an
official's file of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from lianluozhan.action import DELIBERATION
from lianluozhan.appraisal import MIDYEAR, Appraisal
from lianluozhan.ballot import COUNTED, Ballot, shares
from lianluozhan.commitment import Commitment
from lianluozhan.deliberation import DO, DO_AGAIN, loop
from lianluozhan.field import Field
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.official import Official, Tenure, said_votes
from lianluozhan.project_steps import steps_of
from lianluozhan.report import cell, form
from lianluozhan.report.ballot_papers import tallied
from lianluozhan.report.case_parts import numbered, organs, title_of, words_of
from lianluozhan.report.form import Box, Values, row, words
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.ledger import WITHHELD, band, ended, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Cell, Strip
from lianluozhan.report.subject import Appraised, Office, Offices, Overseen
from lianluozhan.report.table import Table
from lianluozhan.supervise import FILE, PROMISES, ROLL, TICKET

ITEM, MEASURE, KEPT = Commitment.item.label, Commitment.measure.label, "年终兑现"
GIVEN_AT, TAKEN_AT = "任命的会议和票数", "免去的会议和票数"
OFFICES = Table(
    {
        "序号": 1.0,
        Official.name.label: 2.0,
        Official.kind.label: 2.2,
        Tenure.office.label: 3.6,
        "任命": 2.6,
        GIVEN_AT: 5.4,
        "免去": 2.6,
        TAKEN_AT: 5.4,
        Tenure.oath_on.label: 2.6,
    },
    prose=(Tenure.office.label, GIVEN_AT, TAKEN_AT),
)
PROMISED = Table(
    {"序号": 1.0, ITEM: 4.2, MEASURE: 5.4, Commitment.due_on.label: 2.2, MIDYEAR: 4.6, KEPT: 4.6},
    prose=(ITEM, MEASURE, MIDYEAR, KEPT),
)
FACTS = Table(
    {"日期": 2.6, Followup.action.label: 1.8, "谁": 2.6, Followup.text.label: 9.0}, prose=("谁", Followup.text.label)
)
NOTHING = "没有"


def _joined(parts: Iterable[str | None], sign: str = "\n") -> str:
    """What there is of them."""
    return sign.join(filter(None, parts))


def _day(on: str | None) -> str:
    return cell.day(on) if on else ""


# -- 任免名册


def roll(data: Offices) -> Layout:
    """Everybody's offices of the year, given and taken."""
    page = form.lying(data.imprint, ROLL, OFFICES.head(within=True))
    page = replace(page, above=(data.imprint.place, f"{data.year}年", ""))
    lines = [_office(place, one) for place, one in enumerate(data.offices, 1)] or [nothing(f"{data.year}年没有任免")]
    people = len({one.official["id"] for one in data.offices})
    sums = total(f"共 {people} 人，{len(data.offices)} 个职务")
    return Layout(page, ended(lines, sums, form.signing("填表人", "审核人")))


def _office(place: int, one: Office) -> Strip:
    given, taken = one.given, one.taken
    office = (given or taken)["office"]
    who = str(place), one.official["name"], one.official["kind"]
    return OFFICES.line(
        *who, office, _how(given), _where(given), _how(taken), _where(taken), _day(given.get("oath_on"))
    )


def _how(decision: Row) -> str:
    return f"{cell.day(decision['date'])}\n{decision['what']}" if decision else ""


def _where(decision: Row) -> str:
    if not decision:
        return ""
    return _joined((decision.get("meeting"), _joined((said_votes(decision), decision.get("result")), "，")))


# -- 承诺清单


def promises(data: Overseen) -> Layout:
    """An official's items of the year, as they stand."""
    page = form.lying(data.imprint, PROMISES, PROMISED.head(within=True))
    who = f"{data.official['name']}　{data.official['office'] or data.official['unit'] or ''}"
    lines = [_promise(one) for one in data.promises] or [nothing(f"{data.year}年没有承诺")]
    page = replace(page, above=(data.imprint.place, f"{who}　{data.year}年", ""))
    judged = Counter(one["kept"] for one in data.promises)
    kept = [f"{word} {judged[word]} 项" for word in Commitment.kept.choices if judged[word]]
    sums = total("，".join([f"共 {len(data.promises)} 项", *kept]))
    return Layout(page, ended(lines, sums, form.signing(Commitment.official.label, "审核人")))


def _promise(one: Row) -> Strip:
    review = _joined((one["progress"], one["review"], _day(one["reviewed_on"])))
    verdict = _joined((one["kept"], one["verdict"], _day(one["judged_on"])))
    return PROMISED.line(str(one["order"] or ""), one["item"], one["measure"], cell.day(one["due_on"]), review, verdict)


# -- 评议结果表


def sheet(data: Appraised) -> Layout:
    """What was said, the vote, what is to be mended, whether it was."""
    one, said = data.appraisal, Values(data.appraisal, data.imprint.masked)
    vote = tallied(data.vote) if data.vote else [row(Box(Ballot.label, "没有测评"))]
    strips = [
        row(
            said.box(Appraisal.official, 3.0),
            Box(Official.office.label, data.official.get("office") or ""),
        ),
        row(said.box(Appraisal.date, 3.0), said.box(Appraisal.meeting)),
        row(said.box(Appraisal.group, 3.0), Box("了解情况", said(Appraisal.ways))),
        words(Appraisal.report.label, said(Appraisal.report), 40, lines=2),
        words(Appraisal.opinions.label, said(Appraisal.opinions), 40, lines=2),
        *vote,
        words(Appraisal.demands.label, _steps(one), lines=2),
        words(Appraisal.mended.label, _dated(said, Appraisal.mended, one["reported_on"]), 20, lines=2),
        words("回头看", _joined((one["found"], _dated(said, Appraisal.seen, one["looked_on"]))), 20, lines=2),
        form.signing("评议组组长", Appraisal.official.label),
    ]
    return Layout(form.sheet(data.imprint, f"{one['kind']}结果表", one["number"] or ""), strips)


def _steps(one: Row) -> str:
    return "\n".join(f"{place}．{step.line}" for place, step in enumerate(steps_of(one["demands"]), 1))


def _dated(said: Values, field: Field, day: str | None) -> str:
    text = said(field)
    return f"{text}（{cell.day(day)}）" if text and text != WITHHELD and day else text


# -- 审议意见办理单


def ticket(case: Case) -> Layout:
    """What was asked, of whom, and what became of it, in the four parts of the loop."""
    issue, said = case.issue, Values(case.issue, case.imprint.masked)
    strips = [
        numbered(case, Box("审议会议", said(Issue.meeting))),
        row(Box("标题", title_of(case))),
        words(DELIBERATION, words_of(case), 40, lines=3),
        row(Box(Issue.organ.label, organs(issue), 5.0), Box(Issue.due_on.label, _day(issue.get("due_on")))),
        row(Box(Issue.state.label, issue.get("state") or "", 3.0), Box("测评", "\n".join(map(_ballot, case.ballots)))),
    ]
    for place, turn in zip(form.PLACES, loop(case.facts), strict=False):
        strips.append(band(f"{place}、{turn.stage}"))
        if turn.facts:
            strips.append(FACTS.head(within=True))
            strips += [_fact(case, fact, turn.stage in (DO, DO_AGAIN)) for fact in turn.facts]
        else:
            strips.append(_none("还没有"))
    return Layout(
        form.sheet(case.imprint, TICKET, issue.get("number") or ""), [*strips, form.signing("经办人", "负责人")]
    )


def _fact(case: Case, fact: Row, organs_own: bool) -> Strip:
    answer = f"{fact['answer_class']} {fact['answer_words'] or ''}".strip() if fact["answer_class"] else ""
    rated = [
        f"{field.label}：{fact[field.name]}"
        for field in (Followup.satisfaction_work, Followup.satisfaction_result)
        if fact[field.name]
    ]
    private = [fact["text"], fact["reason"]]
    if case.imprint.masked and any(private):
        private = [WITHHELD]
    due = f"{Followup.due_on.label}：{cell.day(fact['due_on'])}" if fact["due_on"] else ""
    who = fact["organ"] or (organs(case.issue) if organs_own else fact["acted_by"]) or ""
    return FACTS.line(
        cell.day(fact["acted_on"]),
        fact["action"],
        who,
        _joined((answer, *rated, *private, due, fact["document_number"])),
    )


def _ballot(row: Row) -> str:
    """2026年6月25日 满意：满意 28 票 84.8%，…; of one that is not counted, how far it is."""
    return f"{cell.day(row['date'])}　" + (
        f"{row['result']}：{shares(row)}" if row["state"] == COUNTED else row["state"]
    )


# -- 一人一档


def file(data: Overseen) -> Layout:
    """Everything of an official's year on one paper."""
    one, said = data.official, Values(data.official, data.imprint.masked)
    name = Box(Official.name.label, one["name"], 3.0)
    gender, born = (
        said.box(Official.gender, 1.4),
        said.box(Official.birth_month),
    )
    kind, party = Box(Official.kind.label, one["kind"], 3.0), said.box(Official.party, 2.6)
    strips = [
        row(name, gender, born),
        row(kind, party, Box(Official.standing.label, one["standing"] or "")),
        row(said.box(Official.unit, 5.0), said.box(Official.office)),
        words(Official.resume.label, said(Official.resume)),
        band("一、任免"),
        *_listed(map(_told_office, data.offices)),
        band("二、年初承诺"),
        *_listed(map(_told_promise, data.promises)),
    ]
    for place, appraised in enumerate(data.appraisals):
        strips += [
            band(f"三、{appraised['kind']}" if not place else f"　　{appraised['kind']}"),
            *_appraisal(appraised, data.imprint.masked),
        ]
    if not data.appraisals:
        strips += [band("三、评议"), *_listed(())]
    strips += [band("四、测评"), *_listed(f"{ballot['kind']}　{_ballot(ballot)}" for ballot in data.ballots)]
    sheet_ = form.sheet(data.imprint, f"{FILE}　{data.year}年", above=(data.imprint.place, one["name"]))
    return Layout(sheet_, [*strips, form.signing("填表人", "审核人")])


def _listed(lines: Iterable[str]) -> list[Strip]:
    return [Strip((Cell(line, 1, form.TEXT),), least=22.0) for line in lines] or [_none(NOTHING)]


def _none(words: str) -> Strip:
    """Stands where there is nothing of a part; another part follows it."""
    return nothing(words)._replace(keep=False, least=24.0)


def _told_office(office: Office) -> str:
    decision = office.given or office.taken
    return _joined((_span(office), decision["office"], _where(decision).replace("\n", "　")), "　")


def _told_promise(one: Row) -> str:
    """1．新建幼儿园（一季度选址；2026年9月30日前）年中：按期推进；年终：部分兑现，还差一所."""
    year = f"年中：{one['progress'] or '没有评'}；年终：{one['kept'] or '没有评'}"
    promised = (
        f"{one['order']}．{one['item']}（{(one['measure'] or '').rstrip('。；')}；{cell.day(one['due_on'])}前）{year}"
    )
    return _joined((promised, one["verdict"]), "，")


def _span(office: Office) -> str:
    days = [cell.day(one["date"]) if one else "" for one in (office.given, office.taken)]
    return f"{days[0]}—{days[1]}" if days[1] else f"{days[0]}起"


def _appraisal(one: Row, masked: bool) -> list[Strip]:
    said = Values(one, masked)
    date, result = (
        Box(Appraisal.date.label, cell.day(one["date"]), 3.0),
        Box(Appraisal.result.label, one["result"] or "", 2.4),
    )
    texts = {
        Appraisal.report.label: said(Appraisal.report),
        Appraisal.opinions.label: said(Appraisal.opinions),
        Appraisal.demands.label: _steps(one),
        Appraisal.mended.label: said(Appraisal.mended),
        Appraisal.seen.label: _joined((one["found"], one["seen"]), "　"),
    }
    return [
        row(date, result, Box("状态", one["state"] or "")),
        *(words(title, text) for title, text in texts.items() if text),
    ]
