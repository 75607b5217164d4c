"""What 接待日 asks of the folder: a month's days, planned and proposed, and what in them cannot be."""

from __future__ import annotations

from typing import Any, NamedTuple

from lianluozhan.calendar import WEEKDAYS
from lianluozhan.act import Act
from lianluozhan.errors import BadInput
from lianluozhan.handling import calendar_of
from lianluozhan.readable import Row, readable
from lianluozhan.rota import NOBODY, Slot, clashes, rota, schedules
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from ui.listing import Item, Mark
from ui.tracked import short


class Planned(NamedTuple):
    """A month: its rows, the values of the days only proposed, how many, and what must be looked at."""

    items: list[Item]
    proposed: dict[str, dict[str, Any]]
    foot: str
    trouble: list[str]


def month_of(store: Store, month: str) -> Planned:
    """The days of a month, those its rules ask for included."""
    trouble: list[str] = []
    try:
        slots = rota(store, month)
    except BadInput as unknown:
        slots = [Slot(one, True) for one in schedules(store, month)]
        trouble.append(f"{unknown.what}：{unknown.then}")
    days = [slot.schedule for slot in slots]
    trouble += clashes(store, [slot.schedule for slot in slots if slot.planned])
    if not calendar_of(Act(store, "look", "")).known(int(month[:4])):
        trouble.append(f"{month[:4]}年的放假安排还没有到，节假日暂定")
    rows = readable(store, Schedule, days)
    items = [_item(row, slot, trouble) for row, slot in zip(rows, slots, strict=True)]
    proposed = {slot.schedule.id: slot.schedule.data for slot in slots if not slot.planned}
    waiting = f"，{len(proposed)} 天还没存" if proposed else ""
    return Planned(items, proposed, f"{int(month[5:])}月 {len(slots)} 天{waiting}", trouble)


def _item(row: Row, slot: Slot, trouble: list[str]) -> Item:
    day = row["date"]
    title = f"{int(day[5:7])}月{int(day[8:])}日　周{WEEKDAYS[slot.schedule.weekday()]}"
    hours = "–".join(filter(None, (row["begin"], row["end"])))
    marks = [Mark("还没存", "amber")] if not slot.planned else []
    marks += [Mark(f"{short(row['moved_from'])} 顺延", "primary")] if row["moved_from"] else []
    marks += [Mark("要看一下", "red")] if any(one.startswith(title.split("　")[0]) for one in trouble) else []
    marks += [Mark(row["topic"])] if row["topic"] else []
    return Item(row["id"], title, hours, "、".join(row["deputies"] or ()) or NOBODY, tuple(marks), row["place"] or "")


def postponed(store: Store, day: str) -> str:
    """The day itself when it is worked, else the next one that is."""
    return calendar_of(Act(store, "look", "")).next_working(day).isoformat()
