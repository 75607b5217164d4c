"""意见台账 (domain.md F3): every issue registered in the month, and those still open from before, with where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from lianluozhan.action import STATES
from lianluozhan.field import Text
from lianluozhan.issue import Issue
from lianluozhan.month import carried, figures, within
from lianluozhan.month import count as how_many
from lianluozhan.month_words import CARRIED, REGISTERED
from lianluozhan.report import cell
from lianluozhan.report.case_parts import CONTENT
from lianluozhan.report.imprint import MonthData, Row
from lianluozhan.report.ledger import (
    Column,
    Ledger,
    band,
    ended,
    note,
    nothing,
    number_range,
    sheet,
    short_number,
    signatures,
    total,
)
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Strip

NAME = "意见台账"
LIGHT = Text("灯")  # no field of the record: it is seen on a day (design §5)
LIGHT.name = "light"
CLASS = "答复\n类别"
COLUMNS = (
    Column((Issue.number,), 42, show=short_number, align=MIDDLE),
    Column((Issue.registered_at, Issue.source), 46, "登记\n来源", cell.day, MIDDLE),
    Column((Issue.raised_by, Issue.raiser_phone, Issue.raiser_address), 67, "反映人\n电话、住址", align=MIDDLE),
    Column((Issue.title, Issue.statement), 190, CONTENT),
    Column((Issue.category, Issue.urgency), 52, "类别\n缓急", align=MIDDLE),
    Column((Issue.deputies,), 44, align=MIDDLE),
    Column((Issue.organ, Issue.co_organs), 62, align=MIDDLE),
    Column((Issue.assigned_on, Issue.due_on), 48, "交办\n期限", align=MIDDLE, ordered=True),
    Column((Issue.state, LIGHT), 46, "办理情况\n亮灯", align=MIDDLE),
    Column((Issue.answer_class,), 28, CLASS, align=MIDDLE),
    Column((Issue.closed_on,), 48, "办结\n日期", align=MIDDLE),
    Column((Issue.satisfaction,), 43, align=MIDDLE),
)


def layout(data: MonthData) -> Layout:
    """The ledger of the month on A4 landscape."""
    imprint, ledger = data.imprint, Ledger(COLUMNS, data.imprint)
    issues = within(data.issues, "registered_at", imprint.days)
    before = carried(data.issues, imprint.days)
    numbers = count(1)
    strips = rows(ledger, issues, numbers) or [nothing("本月没有登记意见")]
    if before:
        ahead = [band(f"{REGISTERED} {len(issues)} 件"), *strips, band(f"{CARRIED} {len(before)} 件")]
        strips = [*ahead, *rows(ledger, before, numbers)]
    sums = figures((), issues, (), imprint.days)
    shares = f"办结率 {sums.closed_share}，满意率 {sums.satisfied_share}"
    strips = ended(
        strips,
        total(f"合计 {states([*issues, *before])}"),
        note(f"{REGISTERED}的已办结 {sums.closed} 件，逾期 {sums.overdue} 件，{shares}"),
        signatures("填报人", "站长"),
    )
    return Layout(sheet(imprint, NAME, number_range(issues), [ledger.header()]), strips)


def rows(ledger: Ledger, issues: Iterable[Row], numbers: Iterator[int]) -> list[Strip]:
    """The issues as strips, numbered on."""
    made = (ledger.row(next(numbers), {**row, "deputies": _deputies(row)}) for row in issues)
    return [strip for row in made for strip in row]


def _deputies(row: Row) -> list[str]:
    """The lead deputy first, nobody twice."""
    return list(dict.fromkeys(filter(None, [row.get("lead_deputy"), *(row.get("deputies") or ())])))


def states(issues: Sequence[Row]) -> str:
    """17 件：待区处理 5 件，办理中 12 件."""
    parts = [f"{state} {number} 件" for state, number in how_many(issues, "state", STATES).items()]
    return f"{len(issues)} 件" + ("：" + "，".join(parts) if parts else "")
