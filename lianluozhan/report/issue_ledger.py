"""意见台账 (domain.md F3): every issue registered in the month, and those still open from before, with where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from lianluozhan.action import CLOSED, OPEN, PUBLIC, STATES
from lianluozhan.field import Text
from lianluozhan.figures import carried, count as how_many, figures, within
from lianluozhan.issue import Issue
from lianluozhan.month_words import CARRIED, REGISTERED
from lianluozhan.record import short_number
from lianluozhan.report import cell, station_sums
from lianluozhan.report.case_parts import CONTENT
from lianluozhan.report.imprint import MonthData, Row
from lianluozhan.report.ledger import Column, Ledger, band, ended, note, nothing, number_range, sheet, signatures, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, Strip

NAME = "意见台账"
CLASS, STRUCK, NOT_STRUCK = "答复\n类别", "已销号", "未销号"


def _seen(name: str, label: str) -> Text:
    """What is no field of the record: it is worked out of it (design §5)."""
    field = Text(label)
    field.name = name
    return field


LIGHT, AFFECTED, OFF, REMARKS = (
    _seen("light", "灯"),
    _seen("affected", Issue.people_affected.label),
    _seen("off", "是否销号"),
    _seen("remarks", "备注"),
)
COLUMNS = (
    Column((Issue.number, Issue.registered_at, Issue.source), 45, "编号\n登记\n来源", short_number, MIDDLE),
    Column((Issue.raised_by, Issue.raiser_phone, Issue.raiser_address), 67, "反映人\n电话\n住址", align=MIDDLE),
    Column((Issue.title, Issue.statement), 145, CONTENT),
    Column((Issue.category, Issue.urgency, AFFECTED), 52, "类别\n紧急程度\n涉及人数", align=MIDDLE),
    Column((Issue.location,), 46, "问题\n所在地", align=MIDDLE),
    Column((Issue.deputies,), 52, align=MIDDLE),
    Column((Issue.assigned_by,), 47, align=MIDDLE),
    Column((Issue.organ, Issue.co_organs), 56, "承办单位\n主办\n协办", align=MIDDLE),
    Column((Issue.assigned_on, Issue.due_on), 46, "交办\n期限", align=MIDDLE, ordered=True),
    Column((Issue.state, LIGHT), 42, "办理\n情况\n亮灯", align=MIDDLE),
    Column((Issue.answer_class,), 26, CLASS, align=MIDDLE),
    Column((Issue.closed_on, Issue.satisfaction, OFF), 46, "办结日期\n满意度\n是否销号", align=MIDDLE),
    Column((REMARKS,), 46, align=MIDDLE),
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
        *station_sums.notes(data, [*issues, *before], states),
        note(f"{REGISTERED}的已办结 {sums.closed} 件，逾期 {sums.overdue} 件，{shares}"),
        signatures("填报人", "站长"),
    )
    return Layout(sheet(imprint, NAME, number_range(issues), [ledger.header()]), strips)


def rows(ledger: Ledger, issues: Iterable[Row], numbers: Iterator[int]) -> list[Strip]:
    """The issues as strips, numbered on."""
    made = (ledger.row(next(numbers), {**row, **worked_out(row)}) for row in issues)
    return [strip for row in made for strip in row]


def worked_out(row: Row) -> Row:
    """What the ledger says of an issue that is no field of its own."""
    affected, state = row.get("people_affected"), row.get("state")
    off = STRUCK if state == CLOSED else NOT_STRUCK if state in OPEN else None
    day = row["registered_at"][:10]
    return {
        "registered_at": day,
        "deputies": _deputies(row),
        "affected": f"{affected} 人" if affected else None,
        "off": off,
        "remarks": "\n".join(_remarks(row)),
    }


def _remarks(row: Row) -> Iterator[str]:
    """What a reader of the row should know besides: another kind, another round, a term not yet sure, where it went."""
    if row.get("kind") not in (None, PUBLIC):
        yield row["kind"]
    if (row.get("round") or 1) > 1:
        yield f"第{row['round']}轮办理"
    if row.get("provisional"):
        yield Issue.provisional.label
    if row.get("tracking_due"):
        yield f"{Issue.tracking_due.label}{cell.day(row['tracking_due'])}"
    for field in (Issue.split_from, Issue.merged_into):
        if row.get(field.name):
            yield f"{field.label} {short_number(row[field.name])}"


def _deputies(row: Row) -> list[str]:
    """The lead deputy first, nobody twice."""
    return list(dict.fromkeys(filter(None, [row.get("lead_deputy"), *(row.get("deputies") or ())])))


def states(issues: Sequence[Row]) -> str:
    """17 件：待区处理 5 件，办理中 12 件."""
    parts = [f"{state} {number} 件" for state, number in how_many(issues, "state", STATES).items()]
    return f"{len(issues)} 件" + ("：" + "，".join(parts) if parts else "")
