"""Which days are worked: weekends, holidays and the days worked in exchange, and how sure that is for a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import chinese_calendar

from lianluozhan import clock
from lianluozhan.act import LOCAL
from lianluozhan.field import Choice, Day, Text
from lianluozhan.record import Record
from lianluozhan.store import Store

REST, WORK = "休", "班"
WORKDAY, WEEKEND, EXCHANGED = "工作日", "周末", "调休上班"
MODES = ("平时", WEEKEND, "节假日")  # visit.mode
WEEKDAYS = "一二三四五六日"

# 《全国年节及纪念日放假办法》 (State Council order 795, in force since 2025-01-01): the days that need no lunar table.
# Used only for a year whose notice is missing; the moved weekends around them are known from the notice alone.
FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
NAMES = {h.value: FULL_NAMES.get(h.chinese, h.chinese) for h in chinese_calendar.Holiday}
LIBRARY_YEARS = range(min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year + 1)

Overrides = Mapping[str, tuple[str, str, str]]
DateLike = date | str


class CalendarDay(Record):
    """One day of a holiday notice, as the district sends it round."""

    noun, label = "calendar", "日历"

    date = Day("日期", required=True)
    rest = Choice("休/班", required=True, choices=(REST, WORK))
    name = Text("节日名称")
    source = Text("依据")


class CalendarNote(NamedTuple):
    """What a day is. `why` is 工作日, 周末, 调休上班 or the holiday's name."""

    day: date
    working: bool
    why: str
    provisional: bool


class WorkCalendar:
    """The district's days over the library's over plain weekends.

    `overrides` maps an ISO day to (休|班, holiday name, source), as the `calendar` records give it.
    """

    def __init__(self, overrides: Overrides | None = None) -> None:
        self._overrides = dict(overrides or {})
        self._years: dict[int, list[CalendarNote]] = {}
        self._worked: dict[int, list[int]] = {}

    @classmethod
    def of(cls, rows: Iterable[Mapping]) -> WorkCalendar:
        """From the values of `calendar` records; of two for one day the later in `rows` holds."""
        return cls({row["date"]: (row["rest"], row.get("name") or "", row.get("source") or "") for row in rows})

    def day(self, d: DateLike) -> CalendarNote:
        """What this day is."""
        d = as_date(d)
        return self._year(d.year)[_nth(d)]

    def known(self, year: int) -> bool:
        """Whether the holiday notice of the year is here.

        From the district it is when a day of National Day is: every notice names it, a single local day does not.
        """
        return year in LIBRARY_YEARS or any(
            self._overrides.get(f"{year:04}-10-0{d}", ("",))[0] == REST for d in (1, 2, 3)
        )

    def mode(self, d: DateLike) -> str:
        """平时, 周末 or 节假日, for visit.mode; a weekend worked in exchange is 平时."""
        note = self.day(d)
        if note.working:
            return MODES[0]
        return WEEKEND if note.why == WEEKEND else MODES[2]

    def between(self, after: DateLike, until: DateLike) -> int:
        """How many days are worked after the one day up to and including the other; negative when they are swapped."""
        after, until = as_date(after), as_date(until)
        if after > until:
            return -self.between(until, after)
        years = sum(self._worked_by(y)[-1] for y in range(after.year, until.year))
        return years + self._worked_by(until.year)[_nth(until)] - self._worked_by(after.year)[_nth(after)]

    def next_working(self, d: DateLike) -> date:
        """The day itself when it is worked, else the first one after it that is."""
        d = as_date(d)
        while not self.day(d).working:
            d += timedelta(days=1)
        return d

    def _year(self, year: int) -> list[CalendarNote]:
        if year not in self._years:
            days, places = _plain_year(year, self.known(year))
            self._years[year] = list(days)
            for day in places.keys() & self._overrides.keys():
                self._years[year][places[day]] = self._said(days[places[day]])
        return self._years[year]

    def _said(self, plain: CalendarNote) -> CalendarNote:
        kind, name, _ = self._overrides[plain.day.isoformat()]
        rest = name or (WEEKEND if plain.day.weekday() > 4 else MODES[2])
        return plain._replace(working=kind == WORK, why=_worked(plain.day) if kind == WORK else rest)

    def _worked_by(self, year: int) -> list[int]:
        """Days worked from 1 January up to each day of the year."""
        if year not in self._worked:
            self._worked[year] = list(accumulate(note.working for note in self._year(year)))
        return self._worked[year]


def calendar_of(store: Store, rows: Iterable[CalendarDay] | None = None) -> WorkCalendar:
    """Working days as this folder knows them, or as these `rows` have them.

    A station may have typed a notice before its district's came; then the district's word on a day holds.
    """
    rows = store.find(CalendarDay) if rows is None else rows
    return WorkCalendar.of(
        row.data for row in sorted(rows, key=lambda row: (row.world != LOCAL, row.created_at or "", row.id))
    )


def as_date(d: DateLike) -> date:
    """A date of a date, of YYYY-MM-DD, or of a moment whose hour does not count."""
    return d if isinstance(d, date) else date.fromisoformat(d[:10])


def days_since(d: DateLike) -> int:
    """How many days ago that was; 0 of a day to come."""
    return max((clock.today() - as_date(d)).days, 0)


def _nth(d: date) -> int:
    return d.timetuple().tm_yday - 1


def _worked(d: date) -> str:
    return EXCHANGED if d.weekday() > 4 else WORKDAY


@cache  # with every save and every list a calendar is made
def _plain_year(year: int, known: bool) -> tuple[tuple[CalendarNote, ...], Mapping[str, int]]:
    """The days of a year as nobody's notice has changed them, and where each stands."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(_nth(date(year, 12, 31)) + 1)]
    return tuple(CalendarNote(d, *_statutory(d), not known) for d in days), {
        d.isoformat(): n for n, d in enumerate(days)
    }


def _statutory(d: date) -> tuple[bool, str]:
    if d.year in LIBRARY_YEARS:
        working = chinese_calendar.is_workday(d)
        _, name = chinese_calendar.get_holiday_detail(d)
        return working, _worked(d) if working else NAMES.get(name, WEEKEND)
    if (d.month, d.day) in FIXED:
        return False, FIXED[d.month, d.day]
    return (False, WEEKEND) if d.weekday() > 4 else (True, WORKDAY)
