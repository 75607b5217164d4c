"""意见分类台账 (domain.md F3): the issues of a month or a year, or of one organ or category, with where they stand."""

from __future__ import annotations

from itertools import count

from lianluozhan.figures import figures, within
from lianluozhan.report import issue_ledger, station_sums
from lianluozhan.report.imprint import MonthData
from lianluozhan.report.issue_ledger import COLUMNS
from lianluozhan.report.ledger import Ledger, ended, note, nothing, number_range, sheet, signatures, total
from lianluozhan.report.page import Layout

CODE, NAME, ABOUT = "F3", "意见分类台账", "issues"


def layout(data: MonthData) -> Layout:
    """The chosen issues on A4 landscape, summed up."""
    imprint, ledger, numbers = data.imprint, Ledger(COLUMNS, data.imprint), count(1)
    issues = within(data.issues, "registered_at", imprint.days)
    strips = issue_ledger.rows(ledger, issues, numbers) or [nothing("没有这样的意见")]
    sums = figures((), issues, (), imprint.days)
    strips = ended(
        strips,
        total(f"合计 {issue_ledger.states(issues)}"),
        *station_sums.notes(data, issues, issue_ledger.states),
        note(
            f"已办结 {sums.closed} 件，逾期 {sums.overdue} 件，办结率 {sums.closed_share}，满意率 {sums.satisfied_share}"
        ),
        signatures("填报人", "站长"),
    )
    return Layout(sheet(imprint, NAME, number_range(issues), [ledger.header()]), strips)
