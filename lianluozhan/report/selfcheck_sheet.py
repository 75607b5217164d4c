"""自检表: every lamp with what was measured and what is missing; at a district the stations side by side."""

from __future__ import annotations

from collections.abc import Iterable

from lianluozhan.lamp import GROUPS, Lamp
from lianluozhan.report import cell, form
from lianluozhan.report.ledger import band, ended, nothing, sheet, total
from lianluozhan.report.page import Layout
from lianluozhan.report.station_board import MISSING
from lianluozhan.report.strip import MIDDLE, Cell, Strip, Style
from lianluozhan.report.subject import SelfCheck
from lianluozhan.report.table import Table
from lianluozhan.whose import LABEL as STATION

CODE, NAME, ABOUT = "", "自检表", "lamps"
NO_STATIONS = "还没有收到过站里的记录"
MOST = 12  # things missing that are written out; the others are counted
NARROW, ROW, HIGH = Style(form.LABEL.face, 8.0, 10.5), Style(form.TEXT.face, 9.0, 12.5), 20.0
LAMPS = Table(
    {"项目": 2.7, "灯": 0.9, "情况": 5.6, MISSING: 6.2},
    prose=("项目", "情况", MISSING),
    style=ROW,
    titles=form.LABEL,
    high=HIGH,
)


def layout(found: SelfCheck) -> Layout:
    """A4 portrait for one station or point, landscape for a district's stations."""
    return _beside(found) if found.stations else _one(found)


def _one(found: SelfCheck) -> Layout:
    strips: list[Strip] = []
    for group in GROUPS:
        lamps = [one for one in found.lamps if one.group == group]
        strips += [band(group), *(LAMPS.line(one.name, one.light, one.measure, _missing(one)) for one in lamps)]
    head = LAMPS.head(HIGH)
    paper = sheet(
        found.imprint,
        f"六有四常{NAME}",
        f"截至{cell.day(found.until)}" if found.until else "",
        portrait=True,
        header=(head,),
    )
    return Layout(paper, ended(strips, total(f"合计：{found.counted}"), form.signing("自检人", "站长")))


def _missing(lamp: Lamp) -> str:
    said = "；".join(one.words for one in lamp.missing[:MOST])
    return f"{said} 等 {len(lamp.missing)} 处" if len(lamp.missing) > MOST else said or "无"


def _beside(found: SelfCheck) -> Layout:
    names = [one.name for one in next(iter(found.stations.values()))]
    head = _row(STATION, names, "缺", NARROW)
    rows = [
        _row(name, [one.light for one in lamps], str(sum(len(one.missing) for one in lamps)), form.SMALL)
        for name, lamps in found.stations.items()
    ]
    return Layout(
        form.lying(found.imprint, f"各站{NAME}", head), ended(rows or [nothing(NO_STATIONS)], form.signing("填表人"))
    )


def _row(name: str, lights: Iterable[str], missing: str, style: Style) -> Strip:
    cells = [
        Cell(name, 2.0, style, MIDDLE),
        *(Cell(light, 1.0, style, MIDDLE) for light in lights),
        Cell(missing, 0.8, style, MIDDLE),
    ]
    return Strip(tuple(cells), least=24.0)
