"""年度考核表 of a deputy, and the year's 名次 by group: for the file with all that is known, for the wall what may hang there."""

from __future__ import annotations

from dataclasses import replace

from lianluozhan.ballot import COUNTED, OF_DEPUTY, shares
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.merit import ASKED, MET, SPOKE, UNMET, Group, Merit, lacking_said
from lianluozhan.parts import MERIT_PAPERS
from lianluozhan.points import said
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.deputy_register import bonds
from lianluozhan.report.deputy_sheet import WORKS
from lianluozhan.report.form import Box, Values, row, ticks, words
from lianluozhan.report.ledger import band, ended, note, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import Strip
from lianluozhan.report.subject import Dossier, Merits
from lianluozhan.report.table import Table

SHEET, LIST = MERIT_PAPERS
SHEET_ABOUT, LIST_ABOUT = "year", "merit"
VOTED = "测评结果"
MEMBERS = Table(
    {
        "组内名次": 1.3,
        "全部名次": 1.3,
        Deputy.name.label: 2.2,
        Deputy.levels.label: 1.8,
        "履职次数": 1.3,
        "积分": 1.3,
        ASKED: 4.0,
        SPOKE: 2.4,
        VOTED: 4.0,
    },
    prose=(ASKED, SPOKE, VOTED),
)
POINTS = Table(
    {Duty.kind.label: 6.0, "次数": 2.0, "计分": 5.5, "积分": 2.5},
    (Duty.kind.label,),
    (),
    form.TEXT,
    form.LABEL,
    high=21.0,
)
MINIMUMS = Table(
    {"要求": 6.0, "至少": 3.0, "实际": 3.0, "是否达到": 4.0}, ("要求",), (), form.TEXT, form.LABEL, high=21.0
)
NONE = "无"


def sheet(dossier: Dossier) -> Layout:
    """A deputy's year: points, minimums, 述职, ballots, and room for the verdict."""
    year = dossier.imprint.month[:4]
    above = (dossier.imprint.place, f"{dossier.name}　{year}年")
    strips = [*_who(dossier), *_points(dossier), *_asked(dossier), *_spoke(dossier), *_verdict()]
    return Layout(form.sheet(dossier.imprint, SHEET, above=above), strips)


def _who(dossier: Dossier) -> list[Strip]:
    said_ = Values(dossier.deputy, dossier.imprint.masked)
    return [
        row(
            Box(Deputy.name.label, dossier.name, 3.0),
            said_.box(Deputy.levels, 3.0),
            said_.box(Deputy.group),
        ),
        row(
            Box(WORKS, "　".join(filter(None, (said_(Deputy.work_unit), said_(Deputy.post)))), 7.4),
            said_.box(Deputy.district),
        ),
        *bonds(dossier),
    ]


def _points(dossier: Dossier) -> list[Strip]:
    rows = [POINTS.line(one.kind, str(one.times), one.formula, one.points) for one in dossier.score]
    base = [POINTS.line("基础分", "", "", dossier.base)] if dossier.base != "0" else []
    place = f"全部 {dossier.of} 位中第 {dossier.standing} 位" if dossier.standing else ""
    group = f"，组内第 {dossier.merit.place} 位" if dossier.merit else ""
    sums = total(f"合计 {dossier.total} 分　{place}{group}")
    return [band("一、履职积分"), POINTS.head(21.0, within=True), *base, *rows, sums]


def _asked(dossier: Dossier) -> list[Strip]:
    heading, rows = band("二、最低要求"), []
    for one in dossier.merit.asked if dossier.merit else ():
        reached = ticks((MET, UNMET), MET if one.times >= one.least else UNMET)
        rows.append(MINIMUMS.line(one.what, f"{one.least} 次", f"{one.times} 次", reached))
    if not rows:
        return [heading, nothing("区里没有定最低要求")._replace(keep=False, least=26.0)]
    return [heading, MINIMUMS.head(21.0, within=True), *rows]


def _spoke(dossier: Dossier) -> list[Strip]:
    merit = dossier.merit
    spoke = "；".join(
        f"{cell.day(one.begin)}（{cell.text(short_number(one.number))}）" for one in (merit.spoke if merit else ())
    )
    ballots = "\n".join(_ballot(one, dossier.imprint.masked) for one in (merit.ballots if merit else ()))
    return [band("三、述职和评议"), row(Box(SPOKE, spoke or NONE)), row(Box(OF_DEPUTY, ballots or NONE))]


def _ballot(ballot: dict, wall: bool) -> str:
    parts = [cell.day(ballot["date"]), ballot["meeting"] or "", ballot["form"] or ""]
    if ballot["state"] != COUNTED:
        return "　".join(filter(None, (*parts, ballot["state"])))
    counts = (
        "" if wall else f"发出 {ballot['issued']}、收回 {ballot['returned']}、有效 {ballot['valid']}；{shares(ballot)}"
    )
    return "　".join(filter(None, (*parts, f"结果：{ballot['result']}", counts)))


def _verdict() -> list[Strip]:
    sealed = f"（盖章）{form.DATE}"
    return [
        band("四、考核意见"),
        words("代表小组\n意见", "", 60, form.DATE, lines=2)._replace(keep=True),
        words("主席团、工委\n意见和等次", "", 80, sealed, lines=3)._replace(keep=True),
        words("代表本人\n签字", "", 20, form.DATE, lines=1),
    ]


def listing(data: Merits) -> Layout:
    """Everybody by group; on the wall neither what lacks in detail nor how the votes fell."""
    wall = data.imprint.masked
    strips = [strip for group in data.groups for strip in _group(group, wall)]
    strips = strips or [nothing(f"{data.year}年没有代表在任")]
    people, met = sum(len(group.merits) for group in data.groups), sum(group.met for group in data.groups)
    ends = [total(f"合计：{len(data.groups)} 组，{people} 位代表，{MET}{ASKED} {met} 位"), note(f"计分：{data.source}")]
    signed = (
        [note("公示期：　　　　年　　月　　日 至　　　　年　　月　　日　　　对结果有意见的，请在公示期内告诉本单位。")]
        if wall
        else []
    )
    page = form.lying(data.imprint, "履职考核公示" if wall else LIST, MEMBERS.head(30.0))
    return Layout(
        replace(page, above=(data.imprint.place, f"{data.year}年", "")),
        ended(strips, *ends, *signed, form.signing("制表人", "批准人")),
    )


def _group(group: Group, wall: bool) -> list[Strip]:
    return [band(group.words), *(_member(one, wall) for one in group.merits)]


def _member(one: Merit, wall: bool) -> Strip:
    deputy, score = one.standing.deputy, one.standing.score
    times = sum(len(line.awards) for line in score.lines)
    counted = [ballot for ballot in one.ballots if ballot["state"] == COUNTED]
    vote = one.verdict if wall or not counted else f"{one.verdict}（{shares(counted[-1])}）"
    reached = (UNMET if one.lacking else MET) if wall else lacking_said(one.lacking)
    spoke = "、".join(cell.day(each.begin)[5:] for each in one.spoke)
    levels = "、".join((deputy.levels if deputy else None) or ())
    who = str(one.place), str(one.standing.place), one.standing.name, levels
    return MEMBERS.line(*who, str(times), said(score.total), reached, spoke or NONE, vote or NONE)
