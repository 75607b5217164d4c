"""各站情况: a line a station on one sheet: heard when, what is missing, what is late; below it the deputies who are nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from lianluozhan.action import REPORTED
from lianluozhan.report import cell, form
from lianluozhan.report.imprint import Standings
from lianluozhan.report.ledger import ended, note, nothing, total
from lianluozhan.report.page import Layout
from lianluozhan.report.strip import BODY, LABEL, LEFT, MIDDLE, RIGHT, Cell, Strip
from lianluozhan.whose import LABEL as STATION

if TYPE_CHECKING:
    from lianluozhan.board import Standing

CODE, NAME, ABOUT = "", "各站情况", "stations"
HEARD, MISSING, LATE, TO_US, RECEIVED, WAITING, COMPARED = (
    "上次收到",
    "还缺什么",
    "逾期意见",
    REPORTED,
    "本月接待",
    "待带回",
    "指纹核对",
)
PLACELESS, GROUPLESS = "没有编进家站点的代表", "没有编进代表小组的代表"
COLUMNS: Mapping[str, tuple[float, str, Callable[[Standing], Any]]] = {
    STATION: (2.0, MIDDLE, lambda one: one.name),
    HEARD: (2.2, MIDDLE, lambda one: cell.day(one.heard_on) if one.heard_on else ""),
    MISSING: (5.0, LEFT, lambda one: one.missing or "无"),
    LATE: (1.4, RIGHT, lambda one: one.late),
    TO_US: (1.4, RIGHT, lambda one: one.to_us),
    RECEIVED: (1.4, RIGHT, lambda one: one.received),
    WAITING: (1.4, RIGHT, lambda one: one.station.waiting),
    COMPARED: (1.6, MIDDLE, lambda one: "核对过" if one.station.compared else "未核对"),
}


def layout(found: Standings) -> Layout:
    """The table on A4 landscape."""
    lines = [_line([str(column[2](one)) for column in COLUMNS.values()]) for one in found.board.stations]
    lines = lines or [nothing("还没有收到过哪个站的报送包")]
    sums = f"合计：{len(found.board.stations)} 个站，" + "，".join(
        f"{name} {sum(COLUMNS[name][2](one) for one in found.board.stations)}" for name in (LATE, TO_US, RECEIVED)
    )
    nowhere = [
        note(f"{label} {len(people)} 位" + (f"：{'、'.join(one.name for one in people)}" if people else ""))
        for label, people in ((PLACELESS, found.board.placeless), (GROUPLESS, found.board.groupless))
    ]
    head = Strip(
        tuple(Cell(name, share, LABEL, MIDDLE) for name, (share, _side, _value) in COLUMNS.items()), least=26.0
    )
    return Layout(form.lying(found.imprint, NAME, head), ended(lines, total(sums), *nowhere, form.signing("填表人")))


def _line(texts: Sequence[str]) -> Strip:
    sides = ((share, side) for share, side, _value in COLUMNS.values())
    return Strip(
        tuple(Cell(text, share, BODY, side) for text, (share, side) in zip(texts, sides, strict=True)), least=22.0
    )
