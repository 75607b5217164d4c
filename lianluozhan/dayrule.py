"""On which days a 家站点 receives, read from its 开放时间 as it hangs on the wall: 每周三 9:00-11:00；单月15日，遇节假日顺延."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lianluozhan import typed
from lianluozhan.calendar import WEEKEND, WorkCalendar
from lianluozhan.errors import BadValue
from lianluozhan.typed.when import HALF_DAY

NUMERALS = {
    word: n for n, words in enumerate(("一1", "二2两", "三3", "四4", "五5", "六6", "日天7"), 1) for word in words
}
WEEK, COMMA = "(?:周|星期|礼拜)", "[、,和及或]"
RULE = re.compile(
    rf"(?P<months>(?:每个?|逢)?[单双]月|每个?月)的?(?:"
    rf"第(?P<nth>[一二三四五1-5](?:{COMMA}第?[一二三四五1-5])*)个?{WEEK}(?P<nth_day>[一二三四五六日天])"
    rf"|最后一?个?{WEEK}(?P<last_day>[一二三四五六日天])"
    rf"|(?P<days>\d{{1,2}}[日号]?(?:{COMMA}\d{{1,2}}[日号]?)*)(?<=[日号])|(?P<end>最后一[日天]|底|末))"
    rf"|(?:每个?|逢){WEEK}(?P<weekdays>[一二三四五六日天](?:(?:{COMMA}|[至到-]){WEEK}?[一二三四五六日天])*)"
)
HALF, TO = rf"(?:{HALF_DAY})?\s*", r"\s*[-–—~至到]+\s*"
FIGURE = "[零〇一二两三四五六七八九十]"
NUMBER = rf"(?:\d{{1,2}}|{FIGURE}{{1,3}})"
CLOCK = rf"{HALF}{NUMBER}\s*[:点时](?:\s*(?:[一三13]刻|\d{{1,2}}\s*分?|{FIGURE}{{2,3}}分?|{FIGURE}分|半|整|钟))?"
HOURS = re.compile(rf"{HALF}{NUMBER}{TO}{CLOCK}|{CLOCK}(?:{TO}{CLOCK})?")
NO_HOURS = re.compile(  # what is an hour and was not read as one: 早九晚五, 上午9-11, 九点到中午, 9點
    rf"[早晚]{NUMBER}(?![日号名位人个次点时])[^，。；;]*|(?:{HALF_DAY})\s*{NUMBER}(?:{TO}{NUMBER})?"
    rf"|\d{{1,2}}{TO}\d{{1,2}}(?![\d日号名位人个次])"
    rf"|{NUMBER}\s*[點:点时]|{TO}(?:{HALF_DAY})"
)
SEATS = re.compile(r"每[次场天日](\d|[一二两三四五六])[名位人个]")
LAST = 31  # of a month, whatever its length
USUAL_SEATS = 2
EXAMPLE = "每周三 9:00-11:00"
EXAMPLES = f"{EXAMPLE}；每月第二个周四；每月10日；单月15日，遇节假日顺延；每月最后一个周五"


class DayRule(NamedTuple):
    """One rule: weekdays (0 = Monday), of which in the month (-1 the last, none: every one), or days of the month."""

    months: str = ""  # 单, 双 or both
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    begin: str | None = None
    end: str | None = None

    def of_month(self, year: int, month: int) -> Iterator[date]:
        """Its days in a month, holidays or not."""
        if self.months and (month % 2 == 1) != (self.months == "单"):
            return
        length = monthrange(year, month)[1]
        wanted = {min(day, length) for day in self.days}
        for day in range(1, length + 1):
            on = date(year, month, day)
            which = (day - 1) // 7 + 1, -1 if day + 7 > length else 0
            if day in wanted or (on.weekday() in self.weekdays and (not self.nth or set(which) & set(self.nth))):
                yield on

    def held_on(self, day: date, calendar: WorkCalendar) -> date:
        """The day itself, or where it is a holiday the next one that is worked; a 周六 that was meant stays one."""
        meant = bool(self.weekdays) and calendar.day(day).why == WEEKEND
        return day if meant else calendar.next_working(day)


class ReceptionDay(NamedTuple):
    """A day on which people are received, and the day it was moved from."""

    day: date
    begin: str | None
    end: str | None
    moved_from: date | None


def read_rules(text: str | None) -> list[DayRule]:
    """Every rule in the words; a rule without hours of its own has those of the next one. Opening hours alone are none.

    Raises BadValue where a day or an hour is none, or an hour is written in a way nobody reads here.
    """
    words = unicodedata.normalize("NFKC", text or "")
    found = list(RULE.finditer(words))
    ends = [*(match.start() for match in found[1:]), len(words)][: len(found)]
    rules: list[DayRule] = []
    hours: Sequence[tuple[str | None, str | None]] = [(None, None)]
    for match, end in reversed(list(zip(found, ends, strict=True))):
        said = words[match.end() : end]
        if unread := NO_HOURS.search(HOURS.sub("；", said)):
            raise BadValue(f"“{unread[0].strip()}”看不出是几点到几点")
        hours = [typed.span(one.strip()) for one in HOURS.findall(said)] or hours
        rules[:0] = [_rule(match)._replace(begin=begin, end=until) for begin, until in hours]
    return rules


def seats(text: str | None) -> int:
    """How many deputies receive together: 每次3名; two where nothing is said."""
    found = SEATS.search(unicodedata.normalize("NFKC", text or ""))
    return NUMERALS.get(found[1]) or int(found[1]) or 1 if found else USUAL_SEATS


def reception_days(rules: Iterable[DayRule], calendar: WorkCalendar, month: str) -> list[ReceptionDay]:
    """The days of a month (YYYY-MM) on which people are received: moved into it too, moved out of it not.

    Two that come to the same hour of the same day are one; the one that was not moved is told.
    """
    year, number = map(int, month.split("-"))
    before = date(year, number, 1) - timedelta(days=1)
    found: dict[tuple[date, str | None], ReceptionDay] = {}
    for rule in rules:
        for day in (*rule.of_month(before.year, before.month), *rule.of_month(year, number)):
            on = rule.held_on(day, calendar)
            if (on.year, on.month) != (year, number):
                continue
            one = ReceptionDay(on, rule.begin, rule.end, day if on != day else None)
            other = found.get((on, rule.begin))
            if other is None or (other.moved_from and (one.moved_from is None or one.moved_from < other.moved_from)):
                found[on, rule.begin] = one
    return sorted(found.values(), key=lambda one: (one.day, one.begin or ""))


def _rule(match: re.Match[str]) -> DayRule:
    months = next((word for word in "单双" if word in (match["months"] or "")), "")
    if match["weekdays"]:
        return DayRule(weekdays=tuple(_weekdays(match["weekdays"])))
    if match["nth"]:
        nth = tuple(NUMERALS[word] for word in match["nth"] if word in NUMERALS)
        return DayRule(months, (NUMERALS[match["nth_day"]] - 1,), nth)
    if match["last_day"]:
        return DayRule(months, (NUMERALS[match["last_day"]] - 1,), (-1,))
    days = (LAST,) if match["end"] else tuple(map(int, re.findall(r"\d+", match["days"])))
    if wrong := [day for day in days if not 0 < day <= LAST]:
        raise BadValue(f"“{match[0]}”里的{wrong[0]}日哪个月都没有")
    return DayRule(months, days=days)


def _weekdays(words: str) -> Iterator[int]:
    """一、三 are two days, 一至五 five."""
    begun, through = None, False
    for word in words:
        if word in NUMERALS:
            day = NUMERALS[word] - 1
            yield from range(begun + 1, day + 1) if begun is not None and through else (day,)
            begun, through = day, False
        elif word in "至到-":
            through = True
