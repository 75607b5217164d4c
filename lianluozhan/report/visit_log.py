"""接待日志 (domain.md F2): every visit of the month, day by day, each day and the month summed up and signed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count, groupby

from lianluozhan.action import ANONYMOUS
from lianluozhan.blank import explained
from lianluozhan.field import Text
from lianluozhan.figures import ANSWERED, Tally, tally, within
from lianluozhan.issue import Issue
from lianluozhan.report import cell, station_sums
from lianluozhan.report.imprint import MonthData, Row
from lianluozhan.report.ledger import Column, Ledger, band, ended, note, nothing, number_range, sheet, signatures, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, QUOTE, Strip
from lianluozhan.visit import Visit

NAME = "接待日志"
VOID = "作废"
CLOSED = Text(Issue.closed_on.label)  # of the issue a reception led to; what was answered on the spot was closed then
CLOSED.name = "closed_on"
COLUMNS = (
    Column((Visit.received_at, Visit.channel), 36, "时间\n方式", cell.hour, MIDDLE),
    Column((Visit.deputies,), 54, align=MIDDLE),
    Column((Visit.visitor_name,), 44, "来访人", align=MIDDLE),
    Column((Visit.visitor_gender,), 19, align=MIDDLE),
    Column((Visit.party_size,), 19, align=MIDDLE),
    Column((Visit.visitor_phone,), 64, align=MIDDLE),
    Column((Visit.visitor_address,), 47, align=MIDDLE),
    Column((Visit.statement,), 133, "反映事项（原话）", style=QUOTE),
    Column((Visit.nature,), 26, "性质", align=MIDDLE),
    Column((Visit.category,), 53, "类别", align=MIDDLE),
    Column((Visit.outcome,), 44, align=MIDDLE),
    Column((Visit.referred_to,), 58, align=MIDDLE),
    Column((CLOSED, Visit.satisfaction), 46, "办结日期\n满意度", cell.day, MIDDLE),
    Column((Visit.reply, Visit.remarks), 52, "现场答复\n及备注"),
    Column((Visit.recorder,), 36, align=MIDDLE),
)


def layout(data: MonthData) -> Layout:
    """The log of the month on A4 landscape."""
    imprint, ledger = data.imprint, Ledger(COLUMNS, data.imprint, Visit.number)
    visits, numbers = ended_ones(within(data.visits, "received_at", imprint.days), data.issues), count(1)
    if not imprint.masked:  # an empty cell looks like a name that was forgotten; on the wall nobody asks
        visits = [{**row, "visitor_name": row.get("visitor_name") or _nameless(row)} for row in visits]
    strips: list[Strip] = []
    for day, rows in groupby(visits, lambda row: row["received_at"][:10]):
        strips += _day(ledger, day, [(next(numbers), row) for row in rows])
    if not visits:
        strips.append(nothing("本月没有接待" if len(imprint.month) == len("2026-10") else "没有接待"))
    gaps = [gap._replace(reason=VOID) if imprint.masked and gap.written else gap for gap in data.gaps]
    left_out = [note(f"没有接待的编号：{explained(gaps)}")] if gaps else []
    stations = station_sums.notes(data, visits, lambda rows: sums(tally(rows)))
    strips = ended(
        strips, total("合计：" + sums(tally(visits))), *stations, *left_out, signatures("记录人", "值班代表", "站长")
    )
    return Layout(sheet(imprint, NAME, number_range(visits), [ledger.header()]), strips)


def ended_ones(visits: Iterable[Row], issues: Iterable[Row]) -> list[Row]:
    """The receptions with the day their matter was closed and how it was rated, as far as that is known."""
    of = {id: issue for issue in issues for id in issue.get("visits") or ()}
    made: list[Row] = []
    for row in visits:
        issue = of.get(row.get("id"), {})
        spot = row["received_at"][:10] if row.get("outcome") == ANSWERED and not issue else None
        made.append(
            {
                **row,
                "closed_on": issue.get("closed_on") or spot,
                "satisfaction": row.get("satisfaction") or issue.get("satisfaction"),
            }
        )
    return made


def _nameless(row: Row) -> str | None:
    return ANONYMOUS if row.get("raiser_kind") == ANONYMOUS else None


def _day(ledger: Ledger, day: str, numbered: list) -> list[Strip]:
    """A day: its date, its visits, its sums; date and first visit, last visit and sums are never parted."""
    date = cell.shorter(cell.day(day), day[:4])
    strips = [band(f"{date} {cell.weekday(day)}")]
    for at, (number, row) in enumerate(numbered, start=1):
        strips += ledger.row(number, row, keep=at == len(numbered))
    return [*strips, total("本日接待 " + sums(tally(row for _, row in numbered)), "值班代表")]


def sums(tally: Tally) -> str:
    """23 批次 38 人次，当场答复 6 件，转办 17 件; other outcomes follow where there are any."""
    parts = [
        f"{tally.visits} 批次 {tally.people} 人次",
        f"{ANSWERED} {tally.answered} 件",
        f"转办 {tally.passed_on} 件",
    ]
    return "，".join(parts + [f"{word} {number} 件" for word, number in tally.other.items()])
