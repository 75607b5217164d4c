"""代表一张纸: what a deputy is told of a month or a year: what happened with what they brought, what they did, their points."""

from __future__ import annotations

from collections.abc import Sequence

from lianluozhan import period
from lianluozhan.action import NOTE
from lianluozhan.ballot import COUNTED, OF_DEPUTY, shares
from lianluozhan.deputy import Deputy
from lianluozhan.duty import SESSION_KIND, Duty
from lianluozhan.figures import usual, within
from lianluozhan.issue import Issue
from lianluozhan.month_words import CLOSED, RECEPTION
from lianluozhan.points import amount, said as said_points
from lianluozhan.readable import title_of, wall_title
from lianluozhan.record import short_number
from lianluozhan.report import cell, form
from lianluozhan.report.art import Columns, Drawn
from lianluozhan.report.case_file import step
from lianluozhan.report.deputy_register import NO_ACTS, bonds, own
from lianluozhan.report.form import Box, Values, row
from lianluozhan.report.imprint import Case, Row
from lianluozhan.report.ledger import band, note, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Cell, Strip
from lianluozhan.report.subject import Dossier
from lianluozhan.report.table import Table

CODE, NAME, ABOUT = "", "代表一张纸", "deputy"
WORKS = "单位职务"
TITLE = "人大代表履职情况"
# For the deputy; for the wall.
BROUGHT, DONE = ("您带来的意见，办到哪一步了", "反映的意见和办理进展"), ("您做了什么", "履职活动")
TEXT, TITLES = form.TEXT._replace(size=9.5, leading=13.0), form.LABEL._replace(size=9.5)
ISSUES = Table(
    {Issue.number.label: 1.4, "意见": 5.2, Issue.organ.label: 2.6, Issue.state.label: 1.6, "进展": 5.2},
    ("意见", "进展"),
    (),
    TEXT,
    TITLES,
)
DUTIES = Table(
    {"日期": 1.8, Duty.kind.label: 3.6, "内容": 8.6, Duty.people_met.label: 1.2, "积分": 0.8},
    ("内容",),
    (),
    TEXT,
    TITLES,
)
SAID = 60  # characters of a step that are told


def layout(dossier: Dossier) -> Layout:
    """The sheet; a year's has its months as a chart."""
    span, wall = dossier.imprint.month, dossier.imprint.masked
    above = (dossier.imprint.place, f"{dossier.name}　{period.said(span)}")
    strips = [
        *_who(dossier),
        *_sums(dossier),
        *map(note, voted(dossier)),
        band(f"一、{BROUGHT[wall]}"),
        *_issues(dossier),
        band(f"二、{DONE[wall]}"),
        *_duties(dossier),
        *_months(dossier),
    ]
    return Drawn.of(form.sheet(dossier.imprint, TITLE, above=above), strips)


def _who(dossier: Dossier) -> list[Strip]:
    said = Values(dossier.deputy, dossier.imprint.masked)
    return [
        row(
            Box(Deputy.name.label, dossier.name, 3.0),
            said.box(Deputy.levels, 3.0),
            said.box(Deputy.group),
        ),
        row(
            Box(WORKS, "　".join(filter(None, (said(Deputy.work_unit), said(Deputy.post)))), 7.4),
            said.box(Deputy.district),
        ),
        *bonds(dossier, said.box(Deputy.villages, 7.4)),
    ]


def _sums(dossier: Dossier) -> list[Strip]:
    brought = _of_span(dossier)
    received = sum(usual(duty) == SESSION_KIND for duty in dossier.duties)
    standing = f"{dossier.total}（第 {dossier.standing} 位）" if dossier.standing else dossier.total
    figures = (
        ("接待走访", f"{received} 次"),
        (RECEPTION, f"{dossier.met} 人次"),
        ("履职", f"{len(dossier.duties)} 件"),
        ("带来意见", f"{len(brought)} 件"),
        (CLOSED, f"{sum(bool(one['closed_on']) for one in brought)} 件"),
        ("全年积分", standing),
    )
    labels, texts = zip(*figures, strict=True)
    return [
        Strip(tuple(Cell(label, 1, form.LABEL, MIDDLE) for label in labels), keep=True, least=21.0),
        Strip(tuple(Cell(text, 1, form.TEXT, MIDDLE) for text in texts), least=26.0),
    ]


def voted(dossier: Dossier) -> list[str]:
    """述职评议 of the time looked at, a line each; how the votes fell is not for the wall."""
    ballots = within(dossier.merit.ballots, "date", dossier.imprint.days) if dossier.merit else ()
    counted = [one for one in ballots if one["state"] == COUNTED]
    return [
        f"{OF_DEPUTY}：{cell.day(one['date'])}　{one['result']}"
        + ("" if dossier.imprint.masked else f"（{shares(one)}）")
        for one in counted
    ]


def _of_span(dossier: Dossier) -> list[Row]:
    return within(dossier.issues, "registered_at", dossier.imprint.days)


def _issues(dossier: Dossier) -> list[Strip]:
    """What was brought, or moved on, in the time looked at, and what is still open."""
    days = dossier.imprint.days
    rows, years = [], {_year(issue) for issue in dossier.issues}
    for issue in dossier.issues:
        moved = [
            fact
            for fact in dossier.facts.get(issue["id"], ())
            if days.holds(fact["acted_on"]) and fact["action"] != NOTE.word
        ]
        number, told = _number(issue, len(years) > 1), _told(dossier, issue)
        rows.append(ISSUES.line(number, told, issue["organ"] or "", issue["state"] or "", _moved(dossier, moved)))
    return (
        [ISSUES.head(22.0, within=True), *rows]
        if rows
        else [nothing("没有正在办的意见")._replace(keep=False, least=26.0)]
    )


def _year(issue: Row) -> str:
    return (issue["registered_at"] or "")[:4]


def _number(issue: Row, dated: bool) -> str:
    """Y0020; with its year where a Y0020 of another year may stand beside it."""
    own = short_number(issue["number"] or "")
    return f"{_year(issue)}年\n{own}" if dated and own else own


def _told(dossier: Dossier, issue: Row) -> str:
    if dossier.imprint.masked:
        return wall_title(issue)
    return title_of(issue)


def _moved(dossier: Dossier, facts: Sequence[Row]) -> str:
    """What was done about it, each on a line of its own; the last that there is room for."""
    case = Case(dossier.imprint)
    lines = []
    for fact in facts[-4:]:
        said = " ".join(step(case, fact).split())
        day = cell.shorter(cell.day(fact["acted_on"]), dossier.imprint.month[:4])
        lines.append(f"{day} {fact['action']} {said[:SAID]}{'…' if len(said) > SAID else ''}".strip())
    return "\n".join(lines) or "这段时间没有新进展"


def _duties(dossier: Dossier) -> list[Strip]:
    rows, given = [], 0
    for duty in dossier.duties:
        mine = own(duty, dossier.name)
        given += amount(mine["points"]) if mine["points"] else 0
        said = Values(mine, dossier.imprint.masked)
        what = "　".join(filter(None, (said(Duty.title), said(Duty.content), said(Duty.outcome), said(Duty.promoted))))
        met = str(mine["people_met"]) if mine["people_met"] else ""
        day = cell.shorter(cell.day(duty["begin"]), dossier.imprint.month[:4])
        rows.append(DUTIES.line(day, duty["kind"] or "", what, met, str(mine["points"] or "")))
    if not rows:
        return [nothing(NO_ACTS)._replace(keep=False, least=26.0)]
    return [DUTIES.head(22.0, within=True), *rows, total(f"合计 {len(rows)} 件，积分 {said_points(given)}")]


def _months(dossier: Dossier) -> list[Strip]:
    """The months of a year or quarter; the year's points by kind below them."""
    months = period.months(dossier.imprint.month)
    if len(months) == 1:
        return []
    met = [
        sum((own(one, dossier.name)["people_met"] or 0) for one in within(dossier.duties, "begin", month))
        for month in months
    ]
    acts = [len(within(dossier.duties, "begin", month)) for month in months]
    brought = [len(within(dossier.issues, "registered_at", month)) for month in months]
    chart = Columns(
        [f"{int(month[-2:])}月" for month in months],
        {"履职（件）": acts, "接待群众（人次）": met, "带来意见（件）": brought},
    )
    points = "，".join(f"{line.kind} {line.points}" for line in dossier.score)
    drawn = [band("三、各月情况"), Strip((Cell("", 1, art=chart),), keep=True, least=chart.high)]
    return [*drawn, total(f"积分 {dossier.total}：{points}" if points else f"积分 {dossier.total}")]
