"""Days as people say them from the day they speak on: 昨天, 上周三, 上个月28号, 昨晚."""

from __future__ import annotations

import calendar
import datetime as dt
import re

AGO = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
DAY = re.compile(r"(大前|大后|前|昨|今|明|后)(?:[天日]|(?=[早晚]))")
WEEK = re.compile(r"(上上|上|这|本|下)?个?(?:星期|礼拜|周)([1-7日天])")
MONTH = re.compile(r"(上上|上|这|本|下)个?月(?:的)?(\d{1,2})[日号]?")
AWAY = {"上上": -2, "上": -1, "": 0, "这": 0, "本": 0, "下": 1}
SUNDAY = "日天7"


def near(typed: str, today: dt.date) -> tuple[dt.date, str] | None:
    """The day at the start of a text whose numerals are digits, and what follows it; None where it begins with no such day."""
    if found := DAY.match(typed):
        day = today + dt.timedelta(AGO[found[1]])
    elif found := WEEK.match(typed):
        of_week = 6 if found[2] in SUNDAY else int(found[2]) - 1
        day = today + dt.timedelta(of_week - today.weekday() + 7 * AWAY[found[1] or ""])
    elif (found := MONTH.match(typed)) and (held := _of_month(today, AWAY[found[1]], int(found[2]))):
        day = held
    else:
        return None
    rest = re.sub(r"^的", "", typed[found.end() :].strip())
    return day, re.sub(r"^早(?![上晨])", "早上", rest)


def _of_month(today: dt.date, away: int, day: int) -> dt.date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + away, 12)
    return dt.date(year, month + 1, day) if 0 < day <= calendar.monthrange(year, month + 1)[1] else None
