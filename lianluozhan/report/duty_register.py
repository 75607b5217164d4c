"""代表履职登记 (domain.md F8): what each deputy did in the month, one line per act, deputy after deputy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lianluozhan.deputy import Deputy, by_name, rank
from lianluozhan.duty import Duty
from lianluozhan.figures import figures, within
from lianluozhan.record import short_number
from lianluozhan.report import cell, station_sums
from lianluozhan.report.imprint import MonthData, Row
from lianluozhan.report.ledger import Column, Ledger, band, ended, note, nothing, number_range, sheet, signatures, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import MIDDLE, RIGHT, Strip

NAME = "履职登记"
TITLE = "代表履职登记"
UNMATCHED = "未匹配代表名册"
NAMED, LEVEL = "名称及内容", "人大代表"
MET = Column((Duty.people_met,), 38, "接待\n人次", str, RIGHT)
COLUMNS = (
    Column((Duty.number,), 44, show=short_number, align=MIDDLE),
    Column((Duty.begin,), 76, "日期", lambda value: f"{cell.day(value)} {cell.weekday(value)}", MIDDLE),
    Column((Duty.kind,), 126, align=MIDDLE),
    Column((Duty.title, Duty.content, Duty.parts), 220, NAMED),
    Column((Duty.place,), 98, align=MIDDLE),
    Column((Duty.outcome, Duty.promoted), 114, "成果及促成事项"),
    MET,
)


def layout(data: MonthData) -> Layout:
    """The register of the month on A4 landscape."""
    imprint, ledger = data.imprint, Ledger(COLUMNS, data.imprint)
    duties = within(data.duties, "begin", imprint.days)
    by_deputy: dict[str, list[Row]] = defaultdict(list)
    for row in duties:
        for name in row.get("deputies") or ():
            by_deputy[name].append(row)
    roster = by_name(data.deputies)
    strips: list[Strip] = []
    for name in sorted(by_deputy, key=lambda name: rank(Deputy(roster.get(name, {"name": name})))):
        strips += _block(ledger, name, roster.get(name), by_deputy[name])
    strips = strips or [nothing("本月没有履职登记")]
    strips = ended(strips, *_sums(data, duties), signatures("填报人", "审核人"))
    return Layout(sheet(imprint, TITLE, number_range(duties), [ledger.header()]), strips)


def _block(ledger: Ledger, name: str, deputy: Row | None, duties: list[Row]) -> list[Strip]:
    """A deputy: who it is, the acts, how many; none of the lines at the edges stands on a page alone."""
    strips = [band(introduce(name, deputy))]
    for number, row in enumerate(duties, start=1):
        own = {part: {name: said} for part in ("parts",) if (said := (row.get(part) or {}).get(name))}
        mine = {**row, "parts": own.get("parts"), "people_met": (row.get("people_met") or {}).get(name)}
        strips += ledger.row(number, mine, keep=number == len(duties))
    return [*strips, total(f"小计：{acts(name, duties)}")]


def acts(name: str, duties: Sequence[Row]) -> str:
    """3 件，接待群众 12 人次: a deputy's acts and the people they met."""
    met = sum((row.get("people_met") or {}).get(name, 0) for row in duties)
    return f"{len(duties)} 件" + (f"，接待群众 {met} 人次" if met else "")


def introduce(name: str, deputy: Row | None) -> str:
    """董䶮 乡镇人大代表 第3代表小组 渔泽镇供电所."""
    if deputy is None:
        return f"{name}（{UNMATCHED}）"
    levels = cell.SEPARATOR.join(deputy.get("levels") or ())
    known = [f"{levels}{LEVEL}" if levels else "", *(deputy.get(part) for part in ("group", "work_unit", "post"))]
    return "  ".join([name, *filter(None, known)])


def _sums(data: MonthData, duties: list[Row]) -> list[Strip]:
    sums = figures((), (), duties, data.imprint.days)
    kinds = "，".join(f"{kind} {acts} 件 {turns} 人次" for kind, (acts, turns) in sums.by_kind.items())
    text = f"合计：{sums.acts} 件，{sums.deputy_acts} 人次，{sums.deputies} 人"
    each = station_sums.notes(
        data, duties, lambda rows: f"{len(rows)} 件 {sum(len(row.get('deputies') or ()) for row in rows)} 人次"
    )
    return [total(text), *each, *([note(kinds)] if kinds else [])]
