"""月结清单: what is to be done before a month is closed; what the program can see (closing.points) is counted, the rest is
ticked by hand."""

from __future__ import annotations

from lianluozhan.month import Point
from lianluozhan.report import form
from lianluozhan.report.form import OPEN, TICKED
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.ledger import sheet, signatures
from lianluozhan.report.page import Layout
from lianluozhan.report.table import Table
from lianluozhan.wording import CLOSING, listed

CODE, NAME, ABOUT = "", "月结清单", "month"
POINTS = Table(
    {"序号": 1.0, "事项": 6.5, "情况": 6.5, "核对": 1.2},
    prose=("事项", "情况"),
    style=form.TEXT,
    titles=form.LABEL,
    high=form.HIGH,
)
MOST = 12  # numbers or names that are written out


def layout(data: MonthData) -> Layout:
    """The list on A4 portrait."""
    lines = [
        POINTS.line(str(n), one.what, said(one), OPEN if one.number else TICKED)
        for n, one in enumerate(data.points, start=1)
    ]
    more = [
        POINTS.line(str(n), text, "", OPEN) for n, text in enumerate(listed(data.words, CLOSING), start=len(lines) + 1)
    ]
    return Layout(
        sheet(data.imprint, NAME, "", portrait=True),
        [POINTS.head(form.HIGH), *lines, *more, signatures("联络员", "站长")],
    )


def said(point: Point) -> str:
    """无, or how many and which."""
    if not point.number:
        return "无"
    shown = "、".join(point.which[:MOST]) + (" 等" if len(point.which) > MOST else "")
    return f"{point.number} 处" + (f"：{shown}" if shown else "")
