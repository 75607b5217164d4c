"""月结清单: what is to be done before a month is closed; what the program can see is counted, the rest is ticked by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lianluozhan.action import ANSWERED, WAITING
from lianluozhan.month import LATE, carried, within
from lianluozhan.report import form
from lianluozhan.report.form import OPEN, TICKED
from lianluozhan.report.imprint import MonthData, Row
from lianluozhan.report.ledger import sheet, signatures
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import LEFT, MIDDLE, Cell, Strip

CODE, NAME, ABOUT = "", "月结清单", "month"
MOST = 12  # numbers that are written out
BY_HAND = ("接待日志、意见台账、履职登记、月报已打印", "值班代表、站长已签字", "纸质登记本与台账核对一致", "附件、照片已归入", "报送包已导出交到区里", "数据已备份到另一处")


class Point(NamedTuple):
    """One thing to see to: how many are not in order, and their numbers."""

    text: str
    numbers: list[str]


def layout(data: MonthData) -> Layout:
    """The list on A4 portrait."""
    head = _line(("序号", "事项", "情况", "核对"), form.LABEL)
    lines = [_line((str(n), one.text, said(one), OPEN if one.numbers else TICKED)) for n, one in enumerate(points(data), start=1)]
    more = [_line((str(n), text, "", OPEN)) for n, text in enumerate(BY_HAND, start=len(lines) + 1)]
    return Layout(sheet(data.imprint, NAME, "", portrait=True), [head, *lines, *more, signatures("联络员", "站长")])


def _line(texts: Iterable[str], style=form.TEXT) -> Strip:  # noqa: ANN001
    shares, aligned = (1.0, 6.5, 6.5, 1.2), (MIDDLE, LEFT, LEFT, MIDDLE)
    return Strip(tuple(Cell(text, share, style, align) for text, share, align in zip(texts, shares, aligned, strict=True)), least=form.HIGH)


def said(point: Point) -> str:
    """无, or how many and which."""
    if not point.numbers:
        return "无"
    shown = "、".join(number.rpartition("-")[2] for number in point.numbers[:MOST])
    return f"{len(point.numbers)} 件：{shown}" + ("等" if len(point.numbers) > MOST else "")


def points(data: MonthData) -> list[Point]:
    """What the program can see of the month."""
    month = data.imprint.month
    visits = within(data.visits, "received_at", month)
    issues = [*within(data.issues, "registered_at", month), *carried(data.issues, month)]
    return [
        Point("来访人没有签字的接待", _numbers(row for row in visits if not row.get("signed"))),
        Point("没有写接待代表的接待", _numbers(row for row in visits if not row.get("deputies"))),
        Point("没有分类的接待", _numbers(row for row in visits if not row.get("category"))),
        Point("还没有决定怎么办的意见", _numbers(row for row in issues if row.get("state") == WAITING)),
        Point("逾期的意见", _numbers(row for row in issues if row.get("light") == LATE)),
        Point("答复了、还没有告诉完的意见", _numbers(row for row in issues if row.get("state") == ANSWERED)),
        Point("要人来核对的意见", _numbers(row for row in issues if row.get("flagged"))),
    ]


def _numbers(rows: Iterable[Row]) -> list[str]:
    return [row.get("number") or "" for row in rows]
