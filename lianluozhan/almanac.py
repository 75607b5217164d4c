"""A holiday notice as somebody typed it: days that cannot be, such as another year's, and what only looks odd."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from lianluozhan import clock, resource
from lianluozhan.calendar import REST, WORK, WORKDAY, WorkCalendar, as_date

BEFORE, AFTER = timedelta(days=4), timedelta(days=9)  # how far from a festival its days off may lie

Days = Sequence[Mapping[str, Any]]


class Fault(NamedTuple):
    """A row that cannot be taken: its place among the rows, the field, what stands there, why not."""

    place: int
    field: str
    value: str
    reason: str


def faults(days: Days) -> list[Fault]:
    """What cannot be: a year nobody has a notice for, one day said twice, a festival of another year."""
    found: list[Fault] = []
    said: dict[str, str] = {}
    for place, day in enumerate(days):
        reason = _wrong_year(day["date"]) or _off_its_festival(day) or _said_twice(day, said)
        if reason:
            found.append(Fault(place, "date", day["date"], reason))
        said.setdefault(day["date"], day["rest"])
    return found


def _wrong_year(day: str) -> str | None:
    year, this = int(day[:4]), clock.today().year
    if this - 1 <= year <= this + 1:
        return None
    return f"{year} 年不对，放假通知只收 {this - 1} 到 {this + 1} 年的；请看一看是不是拿错了年份"


def _off_its_festival(day: Mapping[str, Any]) -> str | None:
    """The festivals a day off is named after are somewhere else that year."""
    if day["rest"] != REST:
        return None
    one = as_date(day["date"])
    near = [
        (name, when)
        for year in (one.year, one.year + 1)
        for name, when in _festivals(year)
        if name[:2] in (day.get("name") or "")
    ]
    if not near or any(when - BEFORE <= one <= when + AFTER for _name, when in near):
        return None
    said = "、".join(f"{name}是 {when.isoformat()}" for name, when in near if when.year == one.year)
    return f"{day['date'][:4]} 年{said}，这一天离得太远，像是别的年份的通知"


def _said_twice(day: Mapping[str, Any], said: Mapping[str, str]) -> str | None:
    if said.get(day["date"], day["rest"]) == day["rest"]:
        return None
    return "同一天写了两次，一次休、一次班"


def cautions(days: Days) -> Iterator[str]:
    """What looks odd and is taken all the same."""
    known = WorkCalendar()
    after = WorkCalendar.of(days)
    for year in sorted({int(day["date"][:4]) for day in days}):
        if not after.known(year):
            yield f"{year} 年没有写国庆节的放假日，还不算全年的放假通知，期限仍标暂定"
    for day in days:
        note = known.day(day["date"])
        if not note.provisional and note.working != (day["rest"] == WORK):
            yield f"{day['date']} 写的是“{day['rest']}”，与国务院办公厅公布的不同，照写的算"
        elif day["rest"] == WORK and note.why == WORKDAY:
            yield f"{day['date']} 本来就上班，写“{WORK}”没有变化"


def _festivals(year: int) -> list[tuple[str, date]]:
    """The first statutory day of each festival."""
    return [(name, date.fromisoformat(f"{year}-{day}")) for name, day in _shipped().get(str(year), {}).items()]


@cache
def _shipped() -> dict[str, dict[str, str]]:
    return json.loads(resource.path("rules", "festivals.json").read_text(encoding="utf-8"))
