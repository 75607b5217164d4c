"""排班: who receives on which day of a month, in fair turns by group, and what in a plan cannot be.

Which days a 家站点 has stands in its 开放时间, else in the district's rule 接待日. What is planned already stands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import clock, resource
from lianluozhan.act import Act
from lianluozhan.calendar import MODES, calendar_of
from lianluozhan.dayrule import EXAMPLES, DayRule, read_rules, reception_days, seats
from lianluozhan.deadline import limit_named, rules_of
from lianluozhan.deputy import Deputy, in_office, rank, told_apart
from lianluozhan.errors import BadInput, BadValue
from lianluozhan.field import is_id
from lianluozhan.match import roster
from lianluozhan.place import Place, own_place_id, seat_of
from lianluozhan.record import id_of
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store

NOTICE = "公告"  # the limit by which a day is made known
NOBODY = "还没有接待代表"
ON_HOLIDAY = "是"  # between a day and the holiday it is, in what is remarked
LEAST = "least"  # of the rule 接待日: how often each deputy receives in a year
NAMED = 8  # of those who lack a day
REMEMBERED = 3  # years of turns that are looked back on

Turn = tuple[str, int]  # when somebody last received, and at which place in that day's list


class Slot(NamedTuple):
    """One reception day of a place: as it is planned, or as it would be."""

    schedule: Schedule
    planned: bool  # there is a record of it already


class Queue:
    """Whose turn it is: the group that waited longest, in it who waited longest, as the roster has them among equals.

    Nobody comes twice in a month while another has not come; where a group has too few, the next fill it up. Who has no
    group waits alone.
    """

    def __init__(self, deputies: Iterable[Deputy]) -> None:
        self._deputies = sorted(deputies, key=rank)
        self._last: dict[str, Turn] = {}
        self._groups = {one.id: one.group or one.id for one in self._deputies}
        self._group_last: dict[str, str] = {}
        self._busy: dict[str, set[str]] = {}

    def served(self, day: str, deputies: Iterable[str]) -> None:
        """These received, or will, on a day."""
        for place, id in enumerate(deputies):
            self._last[id] = max(self._last.get(id, ("", 0)), (day, place))
            group = self._groups.get(id, id)
            self._group_last[group] = max(self._group_last.get(group, ""), day)
            self._busy.setdefault(day, set()).add(id)

    def next(self, day: str, place: Place, number: int) -> list[str]:
        """Who is next at a place on a day; nobody twice a day, nobody who is not in office."""
        busy = self._busy.get(day, set())
        free = [one for one in self._deputies if one.id not in busy and in_office(one, day) and belongs(one, place)]
        if not free:
            return []
        last = {one.id: self._last.get(one.id, ("", 0)) for one in free}
        came = {id: turn[0][:7] == day[:7] for id, turn in last.items()}
        waiting = [id for id in last if came[id] == min(came.values())]
        group = min((self._groups[id] for id in waiting), key=lambda name: self._group_last.get(name, ""))
        chosen = sorted(last, key=lambda id: (came[id], self._groups[id] != group, last[id]))[:number]
        self.served(day, chosen)
        return chosen


def belongs(deputy: Deputy, place: Place) -> bool:
    """Whether a deputy receives at a place: named there, or named nowhere and this is the folder's own."""
    if not deputy.places:
        return place.id == own_place_id(place.world)
    return any(one == place.id or one in place.name or place.name in one for one in deputy.places)


def rota(store: Store, month: str, place: Place | None = None, past: bool = False) -> list[Slot]:
    """A month's reception days, those planned and those its rules still ask for, with who is next. Writes nothing.

    In the month that runs, days already gone are only asked for with `past`: nobody can receive on them any more.
    Raises BadInput where no place says on which days it receives.
    """
    calendar = calendar_of(store)
    places = [
        (one, words) for one in ([place] if place else _places(store)) if read(one, words := _words(store, one, month))
    ]
    if not places:
        raise _unknown(store, place)
    queue = _queue(store, month)
    days_before = limit_named(rules_of(store, int(month[:4])), NOTICE).days
    slots = [Slot(one, True) for one in schedules(store, month) if place is None or one.place == place.id]
    own = own_place_id(store.identity.world)
    held = {(one.schedule.place or own, one.schedule.date) for one in slots}
    open_days, since = [], "" if past or month != f"{clock.today():%Y-%m}" else clock.day()
    for one, words in places:
        for found in reception_days(read(one, words), calendar, month):
            made = _proposed(store, one, found, days_before)
            if (
                made.date >= since
                and (one.id, made.date) not in held
                and store.get(Schedule, (made.world, made.id)) is None
            ):
                open_days.append((made, one, seats(words)))
    for made, one, number in sorted(open_days, key=lambda row: (row[0].date, row[0].begin or "")):
        made.data["deputies"] = queue.next(made.date, one, number) or None
        slots.append(Slot(made, False))
    return sorted(slots, key=lambda slot: (slot.schedule.date, slot.schedule.begin or "", slot.schedule.place or ""))


def read(place: Place, words: str | None) -> list[DayRule]:
    """The rules of a place. Raises BadInput where its hours have no meaning."""
    try:
        return read_rules(words)
    except BadValue as bad:
        raise BadInput(f"{place.name}的“{Place.hours.label}”里{bad}", then=f"请写成这样：{EXAMPLES}") from None


def _unknown(store: Store, place: Place | None) -> BadInput:
    """What to say where no day can be read, with what stands there."""
    place = place or seat_of(store)
    name, hours = (place.name, place.hours) if place else (store.identity.name, None)
    what = f"：“{hours}”看不出是哪天" if hours else ""
    where = f"请在代表名册里打开家站点，在“{Place.hours.label}”里写上"
    return BadInput(f"还不知道{name}哪天接待{what}", then=f"{where}，如：{EXAMPLES}；几个人一起接待，写：每次2名代表")


def write_rota(act: Act, slots: Iterable[Slot]) -> int:
    """Make the days that are not planned yet records; returns how many."""
    new = [slot.schedule for slot in slots if not slot.planned]
    for one in new:
        values = {name: value for name, value in one.data.items() if value is not None and name in Schedule.written()}
        act.write(Schedule, one.id, values)
    return len(new)


def schedules(store: Store, month: str) -> list[Schedule]:
    """The planned days of a month or a day, earliest first."""
    return store.find(Schedule, "substr(date, 1, ?)=?", (len(month), month), "date, begin, place, id")


def clashes(store: Store, found: Iterable[Schedule]) -> list[str]:
    """What in planned days cannot be, in words: a deputy twice or at two places, one who left, a holiday, nobody."""
    found = list(found)
    deputies = {one.id: one for one in store.find(Deputy)}
    places = {one.id: one.name for one in store.find(Place)}
    calendar = calendar_of(store)
    told: list[str] = []
    where: dict[tuple[str, str], list[Schedule]] = {}
    for one in found:
        day = said(one.date)
        note = calendar.day(one.date)
        if calendar.mode(one.date) == MODES[2]:
            told.append(f"{day}{ON_HOLIDAY}{note.why}，照样接待就不用改，要顺延请改日期")
        if not one.deputies:
            told.append(f"{day}{NOBODY}")
        for id in one.deputies or ():
            where.setdefault((one.date, id), []).append(one)
            told += unfit(day, id, deputies.get(id), one.date)
    for (on, id), slots in where.items():
        name, at = (
            deputies[id].name if id in deputies else id,
            [places.get(one.place, one.place or "") for one in slots],
        )
        if len(set(at)) > 1:
            told.append(f"{said(on)}{name}排在两个地方：{'、'.join(dict.fromkeys(at))}")
        elif len(slots) > 1:
            told.append(f"{said(on)}{name}排了 {len(slots)} 次")
    return list(dict.fromkeys(told))


def lacking(store: Store, year: int | str) -> tuple[int, dict[str, int]]:
    """How often a year asks each deputy of our place to receive, and {name: times} of who is asked less, fewest first."""
    least = least_of(store, int(year))
    own = seat_of(store)
    times = Counter(id for one in schedules(store, str(year)) for id in dict.fromkeys(one.deputies or ()))
    today = clock.day()
    here = [
        one
        for one in sorted(store.find(Deputy), key=rank)
        if own and in_office(one, max(today, f"{year}-01-01")) and belongs(one, own)
    ]
    names = told_apart(here)
    few = sorted((one for one in here if times[one.id] < least), key=lambda one: times[one.id])
    return least, {names[one.id]: times[one.id] for one in few}


def said_lacking(store: Store, year: int | str) -> str:
    """2026年排到不足 2 次的 3 位：冯䶮 0 次、陈秀兰 1 次, so many by name; "" where nobody lacks one."""
    least, few = lacking(store, year)
    named = "、".join(f"{name} {times} 次" for name, times in list(few.items())[:NAMED])
    return f"{year}年排到不足 {least} 次的 {len(few)} 位：{named}{'等' if len(few) > NAMED else ''}" if few else ""


def least_of(store: Store, year: int) -> int:
    """How often, as the district's rule has it, else as shipped."""
    return (rules_of(store, year).get(Schedule.label) or {}).get(LEAST, shipped_least())


@cache
def shipped_least() -> int:
    """How often a deputy receives in a year, where the district says nothing else."""
    return json.loads(resource.path("rules", "reception.json").read_text(encoding="utf-8"))[LEAST]


def on_duty(store: Store, day: str, hour: str = "") -> Schedule | None:
    """The planned reception of a day: the one of this hour, else the own place's, else the first."""
    found = schedules(store, day)
    own = own_place_id(store.identity.world)
    now = [one for one in found if hour and one.begin and one.end and one.begin <= hour <= one.end]
    return next(iter([*now, *(one for one in found if one.place in (own, None)), *found]), None)


def exchanged(deputies: Iterable[str], out: str, into: str) -> list[str]:
    """A day's deputies with one in another's stead, at the same place in the list."""
    return list(dict.fromkeys(into if one == out else one for one in deputies))


def unfit(on: str, id: str, deputy: Deputy | None, day: str) -> Iterator[str]:
    """Why somebody cannot receive on a day: not in the roster, not in office; `on` is the day in words."""
    if deputy is None:
        yield f"{on}的{'一位代表已作废' if is_id(id) else f'{id}不在名册里'}"
    elif not in_office(deputy, day):
        why = f"{deputy.left_on} 已离任" if deputy.left_on and deputy.left_on <= day else f"{deputy.elected_on} 才当选"
        yield f"{on}的{deputy.name}{why}"


def said(day: str) -> str:
    """11月5日."""
    on = date.fromisoformat(day)
    return f"{on.month}月{on.day}日"


def _places(store: Store) -> list[Place]:
    own = own_place_id(store.identity.world)
    return sorted(roster(store, Place), key=lambda one: (one.id != own, one.code or "", one.name))


def _words(store: Store, place: Place, month: str) -> str | None:
    """What says when a place receives: its own 开放时间, else what the district's rule says for it or for every one."""
    if read(place, place.hours):
        return place.hours
    told: Mapping[str, Any] = rules_of(store, int(month[:4])).get(Schedule.label) or {}
    return told.get(place.name) or (told.get(Place.hours.label) if place.level != "家" else None)


def _queue(store: Store, month: str) -> Queue:
    queue = Queue(store.find(Deputy))
    since = f"{int(month[:4]) - REMEMBERED}{month[4:]}"
    for one in store.find(Schedule, "date >= ? AND date < ?", (since, f"{month}-99"), "date, begin, id"):
        queue.served(one.date, one.deputies or ())
    return queue


def _proposed(store: Store, place: Place, found: Any, days_before: int) -> Schedule:
    day, moved = found.day.isoformat(), found.moved_from and found.moved_from.isoformat()
    world = store.identity.world
    return Schedule(
        {
            "id": id_of("schedule", world, place.id, day, found.begin),
            "world": world,
            "date": day,
            "begin": found.begin,
            "end": found.end,
            "place": place.id,
            "deputies": None,
            "topic": None,
            "joint_organs": None,
            "moved_from": moved,
            "notice_on": (found.day - timedelta(days=days_before)).isoformat(),
        }
        | dict.fromkeys(("voided", "created_at", "created_by"))
    )
