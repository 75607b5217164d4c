"""How long something may take: limits from the district's rules, due dates counted day by day, and the light."""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from itertools import count as numbers
from typing import Any, NamedTuple

from lianluozhan import resource
from lianluozhan.act import LOCAL
from lianluozhan.calendar import EXCHANGED, MODES, WEEKEND, DateLike, WorkCalendar, as_date
from lianluozhan.field import Data, Number, Text
from lianluozhan.record import Record
from lianluozhan.store import Store

UNITS = WORKING, NATURAL, MONTHS = ("工作日", "自然日", "个月")
COUNTED, MADE_UP, PAUSED, MOVED = "计入", "调休", "暂停", "顺延"  # beside 周末 and 节假日 in the day strip
SOON, FINE = "黄", "绿"  # lights
PAUSED_STATES = frozenset({PAUSED})
DARK_STATES = frozenset({"已答复", "已办结", "已引导", "已并案", "已撤回", "已作废"})  # nobody's clock runs
NORMAL, AGAIN, CO, RATING, WARN = "正常", "重办", "协办", "评价", "预警"  # names of limits, or their ends

Pauses = Sequence[tuple[DateLike, DateLike | None]]
Values = Mapping[str, Any]


class Rule(Record):
    """A table of the district's that people may change: limits, points, station checks."""

    noun, label = "rule", "规则"

    name = Text("名称", required=True)
    year = Number("年度")
    values = Data("规定")
    source = Text("依据")


class Step(NamedTuple):
    """One day of the strip: what it is for the clock, how many are counted so far, the holiday's name."""

    day: str
    kind: str
    counted: int
    why: str


class Due(NamedTuple):
    """A due date with its proof. Days are YYYY-MM-DD; both None while a pause has no end."""

    due_on: str | None
    warn_on: str | None
    provisional: bool
    explanation: tuple[Step, ...]


class Limit(NamedTuple):
    """So many days, of which rule; `most` bounds what an extension may reach, in the same unit."""

    days: int
    unit: str
    rule: str
    most: int | None = None


def count(
    calendar: WorkCalendar,
    start: DateLike,
    days: int,
    unit: str = WORKING,
    pauses: Pauses = (),
    warn: Limit | None = None,
) -> Due:
    """When `days` units that begin on `start` are over.

    The first day does not count (民法典 §201); months end on the day of the same number, else on the month's last
    (§202); an end that is not worked moves to the next day that is (§203). A pause (from, to) stops the clock after its
    first day up to and with the day it is resumed, from which counting begins anew as from a start; to = None: not yet.
    `warn`: how long before to warn.
    """
    if unit not in UNITS or days < 0:
        raise ValueError(f"no such limit: {days} {unit}")
    start = as_date(start)
    stops = [(as_date(a), as_date(b) if b else date.max) for a, b in pauses]
    units = (add_months(start, days) - start).days if unit == MONTHS else days
    steps: list[Step] = []
    for step in _strip(calendar, start, units, unit, stops):
        steps.append(step)
        if step.kind == PAUSED and any(a < as_date(step.day) and b == date.max for a, b in stops):
            return Due(None, None, _provisional(calendar, steps), tuple(steps))
    due = as_date(steps[-1].day) if steps else start
    return Due(
        due.isoformat(),
        _warn(calendar, start, due, stops, warn or _usual_warning()),
        _provisional(calendar, steps),
        tuple(steps),
    )


def counted_to(calendar: WorkCalendar, start: DateLike, day: DateLike, unit: str = WORKING, pauses: Pauses = ()) -> int:
    """How many units are over on `day` of a clock that began on `start`; of months their days, which is how they pause."""
    start, day = as_date(start), as_date(day)
    stops = [(as_date(a), as_date(b) if b else date.max) for a, b in pauses]
    days = (start + timedelta(days=n) for n in range(1, (day - start).days + 1))
    return sum((unit != WORKING or calendar.day(d).working) and not _stopped(d, stops) for d in days)


def left(calendar: WorkCalendar, today: DateLike, due_on: DateLike) -> int:
    """Working days left after today: 0 on the due day, negative when it is over, then −1 at least."""
    today, due = as_date(today), as_date(due_on)
    days = calendar.between(today, due)
    return min(days, -1) if today > due else days


def near(calendar: WorkCalendar, today: DateLike, day: DateLike, warn: Limit | None = None) -> bool:
    """Whether a day is over, or so near that it is time to warn."""
    warn = warn or _usual_warning()
    days = left(calendar, today, day) if warn.unit == WORKING else (as_date(day) - as_date(today)).days
    return days <= warn.days


def light(
    calendar: WorkCalendar,
    today: DateLike,
    due_on: DateLike | None,
    state: str,
    warn_on: str | None = None,
    warn: Limit | None = None,
) -> str | None:
    """红 overdue, 黄 from the day that the fact says, where it says none from so long before, 绿, 停 while the clock stops;
    None where no clock runs."""
    if state in PAUSED_STATES:
        return "停"
    if due_on is None or state in DARK_STATES:
        return None
    if left(calendar, today, due_on) < 0:
        return "红"
    warned = as_date(today) >= as_date(warn_on) if warn_on else near(calendar, today, due_on, warn)
    return SOON if warned else FINE


def add_months(start: date, months: int) -> date:
    """The day of the same number `months` later, else that month's last day (民法典 §202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def default_rules() -> list[dict[str, Any]]:
    """The shipped limits as rows of `rule`: name, values {days, unit, most?}, source."""
    return deepcopy(_shipped())


def rules_for(rows: Iterable[Values] = (), year: int | None = None) -> dict[str, Values]:
    """{name: values} of the limits: the shipped ones, overruled by the values of `rule` records.

    A record with a year holds from that year until a later one; without `year` the latest holds.
    """
    rules = {row["name"]: row["values"] for row in _shipped()}
    in_force = [row for row in rows if row.get("values") and (year is None or (row.get("year") or 0) <= year)]
    for row in sorted(in_force, key=lambda row: row.get("year") or 0):
        rules[row["name"]] = row["values"]
    return rules


def rules_of(store: Store, year: int) -> dict[str, Values]:
    """The limits as this folder knows them in a year; the district's word holds over what a station wrote itself."""
    return rules_for(written(store), year)


def written(store: Store, name: str = "") -> list[Values]:
    """The rules people wrote (those of one name), each going over those before it."""
    rows = store.find(Rule, "name=?" if name else "1", (name,) if name else ())
    return [row.data for row in sorted(rows, key=lambda row: (row.world != LOCAL, row.created_at or "", row.id))]


def source_of(store: Store, name: str, year: int) -> str:
    """What a limit is founded on: the district's own word where it has changed it, else what the program brought."""
    rows = sorted(
        store.find(Rule, "name=?", (name,)),
        key=lambda row: (row.world != LOCAL, row.year or 0, row.created_at or "", row.id),
    )
    found = [row.source or row.label for row in rows if row.values and (row.year or 0) <= year]
    return found[-1] if found else next((row["source"] for row in default_rules() if row["name"] == name), "")


def limit_named(rules: Mapping[str, Values], name: str) -> Limit:
    """The limit of one name: 报区, 签收, 退回, 催办 … KeyError when the rules have none."""
    values = rules[name]
    return Limit(values["days"], values.get("unit", WORKING), name, values.get("most"))


def _usual_warning() -> Limit:
    """How long before it the light is 黄 where nobody says otherwise (design §5: three working days)."""
    return limit_named({row["name"]: row["values"] for row in _shipped()}, WARN)


def limit_for(rules: Mapping[str, Values], urgency: str | None, kind: str | None, round: int = 1) -> Limit:
    """The limit of an issue's answer: its kind's own where the rules have one (代表建议), else its urgency's.

    From the second round on the limit named …重办 where the rules have one, else the same once more.
    """
    name = next((word for word in (kind, urgency) if word and word in rules), NORMAL)
    return limit_named(rules, name + AGAIN if round > 1 and name + AGAIN in rules else name)


def digest(values: Any) -> str:
    """SHA-256 (hex) of the values' canonical JSON, so that a fact proves which wording of a rule it used."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _shipped() -> list[dict[str, Any]]:
    return json.loads(resource.path("rules", "deadlines.json").read_text(encoding="utf-8"))


def _strip(
    calendar: WorkCalendar, start: date, units: int, unit: str, stops: Sequence[tuple[date, date]]
) -> Iterator[Step]:
    """The days after the first one until the units are used up and a day is worked."""
    counted, worked = 0, calendar.day(start).working
    for n in numbers(1):
        if counted == units and worked:
            return
        note = calendar.day(start + timedelta(days=n))
        paused = _stopped(note.day, stops)
        kind, why = _kind(note.working, note.why)
        if paused:
            kind = PAUSED
        elif counted == units:
            kind = MOVED
        elif note.working or unit != WORKING:
            counted += 1
            kind = kind if note.working else COUNTED
        worked = note.working and not paused
        yield Step(note.day.isoformat(), kind, counted, why)


def _kind(working: bool, why: str) -> tuple[str, str]:
    """What a day is in the strip, and the holiday's name."""
    if working:
        return (MADE_UP if why == EXCHANGED else COUNTED), ""
    return (WEEKEND, "") if why == WEEKEND else (MODES[2], why)


def _stopped(day: date, stops: Sequence[tuple[date, date]]) -> bool:
    return any(a < day <= b for a, b in stops)


def _warn(calendar: WorkCalendar, start: date, due: date, stops: Sequence[tuple[date, date]], warn: Limit) -> str:
    """The day from which so much is left, the first day at the earliest."""
    if warn.unit != WORKING:
        return max(due - timedelta(days=warn.days), start).isoformat()
    day, after = due, 0
    while after < warn.days and day > start:
        day -= timedelta(days=1)
        after += calendar.day(day).working and not _stopped(day, stops)
    return max(day, start).isoformat()


def _provisional(calendar: WorkCalendar, steps: Sequence[Step]) -> bool:
    return any(calendar.day(step.day).provisional for step in steps)
