"""What 接待日 asks of the folder: a month's days, planned and proposed, day by day, and what in them cannot be."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.calendar import EXCHANGED, REST, WEEKDAYS, WEEKEND, WORK, CalendarNote, WorkCalendar, calendar_of
from lianluozhan.errors import BadInput
from lianluozhan.place import own_place_id
from lianluozhan.readable import Row, readable
from lianluozhan.rota import NOBODY, Slot, clashes, rota, said, said_lacking, schedules
from lianluozhan.schedule import Schedule
from lianluozhan.shift import MOVED, SHIFT, moves, shifts
from lianluozhan.store import Store
from ui.listing import Item, Mark
from ui.told import short
from ui.widgets.chooser import Option, option
from ui.widgets.month_grid import Cell

UNSAVED, LOOK_AT = "还没存", "要看一下"


class Planned(NamedTuple):
    """A month: its rows, its days, the values of the days only proposed, how many, what must be looked at, and of each
    record what was changed in it and its day; `unsaid` is the 家站点 that does not say when it receives, `gone` how
    many days that are over its rules asked for and nobody planned."""

    items: list[Item]
    cells: list[Cell]
    proposed: dict[str, dict[str, Any]]
    foot: str
    trouble: list[str]
    changes: dict[str, str]
    days: dict[str, str]
    unsaid: str = ""
    gone: int = 0


def month_of(store: Store, month: str, past: bool = False) -> Planned:
    """The days of a month, those its rules ask for included; of days already gone only where `past` are asked for."""
    trouble: list[str] = []
    unsaid = ""
    try:
        slots = rota(store, month, past=past)
    except BadInput as unknown:
        slots = [Slot(one, True) for one in schedules(store, month)]
        trouble.append(f"{unknown.what}：{unknown.then}")
        unsaid = own_place_id(store.identity.world)
    gone = 0 if unsaid or past else len(rota(store, month, past=True)) - len(slots)
    calendar, days = calendar_of(store), [slot.schedule for slot in slots]
    trouble += clashes(store, [slot.schedule for slot in slots if slot.planned])
    if not calendar.known(int(month[:4])):
        trouble.append(f"{month[:4]}年的放假安排还没有到，节假日暂定")
    rows = readable(store, Schedule, days)
    changes = {one.id: _changes(store, one) for one in days}
    items = [_item(row, slot, trouble, changes[row["id"]]) for row, slot in zip(rows, slots, strict=True)]
    proposed = {slot.schedule.id: slot.schedule.data for slot in slots if not slot.planned}
    waiting = f"，{len(proposed)} 天{UNSAVED}" if proposed else ""
    foot = f"{int(month[5:])}月 {len(slots)} 天{waiting}"
    foot += f"　{few}" if (few := said_lacking(store, month[:4])) else ""
    return Planned(
        items,
        cells_of(calendar, month, rows, proposed, trouble),
        proposed,
        foot,
        trouble,
        changes,
        {one.id: one.date for one in days},
        unsaid,
        gone,
    )


def _changes(store: Store, one: Schedule) -> str:
    """What was changed in a day since it was planned, in words."""
    told = [f"{MOVED}：{move.words}" for move in moves(store, [one])] + [
        f"{SHIFT}：{shift.words}" for shift in shifts(store, [one])
    ]
    return "；".join(told)


def _item(row: Row, slot: Slot, trouble: Sequence[str], changes: str) -> Item:
    title = f"{said(row['date'])}　周{WEEKDAYS[slot.schedule.weekday()]}"
    marks = [Mark(UNSAVED, "amber")] if not slot.planned else []
    marks += [Mark(f"{short(row['moved_from'])} {MOVED}", "primary")] if row["moved_from"] else []
    marks += [Mark(SHIFT, "primary")] if SHIFT in changes else []
    marks += [Mark(LOOK_AT, "red")] if _troubled(row["date"], trouble) else []
    marks += [Mark(row["topic"])] if row["topic"] else []
    return Item(
        row["id"], title, _hours(row), "、".join(row["deputies"] or ()) or NOBODY, tuple(marks), row["place"] or ""
    )


def _hours(row: Row) -> str:
    return "–".join(filter(None, (row["begin"], row["end"])))


def _troubled(day: str, trouble: Sequence[str]) -> bool:
    return any(one.startswith(said(day)) for one in trouble)


def cells_of(
    calendar: WorkCalendar, month: str, rows: Sequence[Row], proposed: Mapping[str, Any], trouble: Sequence[str]
) -> list[Cell]:
    """Every day of a month: what it is in the calendar, who receives on it, and whether something is wrong there."""
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(row["date"], []).append(row)
    days = [f"{month}-{n:02d}" for n in range(1, monthrange(int(month[:4]), int(month[5:]))[1] + 1)]
    return [_cell(calendar.day(day), day, held.get(day, ()), proposed, _troubled(day, trouble)) for day in days]


def _cell(note: CalendarNote, day: str, rows: Sequence[Row], proposed: Mapping[str, Any], wrong: bool) -> Cell:
    what = "" if note.working or note.why == WEEKEND else note.why
    if note.why == EXCHANGED:
        what = WORK
    kept = all(row["id"] not in proposed for row in rows)
    sentence = (
        f"{said(day)}，周{WEEKDAYS[note.day.weekday()]}",
        what or ("" if note.working else WEEKEND),
        *map(_session, rows),
        "" if kept else UNSAVED,
        LOOK_AT if wrong else "",
    )
    return Cell(
        day,
        off="" if note.working else REST,
        what=what,
        names=tuple(name for row in rows for name in row["deputies"] or (NOBODY,)),
        kept=kept,
        wrong=wrong,
        today=day == clock.day(),
        words="，".join(filter(None, sentence)),
    )


def _session(row: Row) -> str:
    """When, where, who."""
    return " ".join(filter(None, (_hours(row), row["place"], "、".join(row["deputies"] or ()) or NOBODY)))


def postponed(store: Store, day: str) -> str:
    """The day itself when it is worked, else the next one that is."""
    return calendar_of(store).next_working(day).isoformat()


def partners(store: Store, day: Schedule) -> dict[str, list[Option]]:
    """For 调班: who receives on this day, and the other days from its month on that are planned, each with who receives then."""
    later = [
        one
        for one in store.find(Schedule, "date >= ? AND id <> ?", (day.date[:7], day.id), "date, begin, id")
        if one.deputies
    ]
    rows = readable(store, Schedule, [day, *later])
    names = dict(zip(day.deputies or (), rows[0]["deputies"] or (), strict=True))
    days = [
        option(f"{said(row['date'])} {'、'.join(row['deputies'])}", row["place"] or "", row["id"], row["date"])
        for row in rows[1:]
    ]
    return {"swap.out": [option(name, kept=id) for id, name in names.items()], "swap.other": days}
