"""What people type for a day and an hour, in the ways Chinese offices write them."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from lianluozhan import clock
from lianluozhan.errors import BadValue
from lianluozhan.typed.near import near
from lianluozhan.typed.words import as_typed, plain, text


class Hint(NamedTuple):
    """What a title, a sheet's name or a file's name says of the days below it; in a form, today."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def today(cls) -> Hint:
        """Of what is typed while one looks at it: 9:30 is today's, 10.21 this year's."""
        seen = clock.today()
        return cls(seen.year, seen.month, seen.day)


NO_HINT = Hint()
FIRST_YEAR, LAST_YEAR = 1900, 2100
SERIALS = range(20000, 73051)  # spreadsheet day numbers of 1954 to 2099; smaller ones are days, ages, counts, hours
SERIAL_ZERO = dt.datetime(1899, 12, 30)
WEEKDAY = re.compile(r"[(\[【]?\s*(?:星期|礼拜|周)\s*[1-7日天]\s*[)\]】]?")
COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
FULL_DAY = re.compile(r"(\d{4}|\d\d)\s*([年./-])\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*[日号]?")
MONTH_DAY = re.compile(r"(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*[日号]?")
WRITTEN_OUT = (COMPACT_DAY, FULL_DAY, MONTH_DAY, re.compile(r"\d{1,2}(?:[日号]|$)"))
OF_WEEK = re.compile(r"((?:星期|礼拜|周)[一二三四五六日天])(?=[一二两三四五六七八九十])")
ONLY_DAY = re.compile(r"(\d{1,2})(?![\d:.点时])\s*[日号]?")
HALF_DAY = "上午|下午|中午|早上|早晨|清晨|凌晨|傍晚|晚上|夜间|晚"
AFTERNOON = frozenset(["下午", "傍晚", "晚上", "夜间", "晚", "pm"])
CLOCK = re.compile(
    rf"({HALF_DAY})?\s*(\d{{1,2}})\s*(?:[:点时.]\s*(?:(\d{{1,2}})\s*分?|(半)|([13])刻|钟|整)?(?::\d\d(?:\.\d+)?)?)?\s*(am|pm)?",
    re.IGNORECASE,
)
DASH = re.compile(r"\s*(?:-+|[–—―~→]+|至|到)\s*")
STARTS_AS_HOUR = re.compile(rf"(?:{HALF_DAY})\s*\d|\d{{1,2}}\s*[:点时]|\d{{1,2}}\s*[-–—~至到]\s*\d{{1,2}}\s*[点时]")
ONLY_HOUR = "只写了时间，没有日期"
LIKE_THIS = "2026-10-31"
UNCLEAR_YEARS = range(30, 50)  # 35年: of a person's birth, or to come
WRITTEN_SO = f"请写成 {LIKE_THIS}"  # short: it stands in the line above a narrow field


def day(value: object, hint: Hint | None = None) -> str:
    """'YYYY-MM-DD'; a missing year or month is taken from the hint."""
    return moment(value, hint)[:10]


def moment(value: object, hint: Hint | None = None) -> str:
    """'YYYY-MM-DDTHH:MM', or 'YYYY-MM-DD' when no hour is given; an hour alone needs a hint with its day."""
    hint = hint or NO_HINT
    exact = _exact(value, hint)
    if exact:
        return exact
    date, rest = _day_and_rest(value, hint)
    if not rest or re.fullmatch(HALF_DAY, rest):
        return date
    return f"{date}T{time(rest, value)}".removesuffix("T00:00")  # midnight is how programs write an unknown hour


def period(value: object, hint: Hint | None = None) -> tuple[str, str | None]:
    """Begin and end as moments: '10月7日9:00-11:00', '10月7日至9日', '9时—11时' under a hint with its day."""
    if not isinstance(value, str):
        return moment(value, hint), None
    hint = hint or NO_HINT
    typed = _without_weekday(value)
    date, rest = _day_and_rest(value, hint)
    head, *tail = DASH.split(rest, maxsplit=1)
    if not tail or re.fullmatch(r"\d+-\d+-\d+", typed):
        return moment(value, hint), None
    if head and (not tail[0] or CLOCK.fullmatch(tail[0])):
        begin, end = span(rest)
        return f"{date}T{begin}", end and f"{date}T{end}"
    begin = f"{date}T{time(head)}" if head else date
    end = moment(tail[0], Hint(*map(int, date.split("-")))) if tail[0] else None
    if end and end < begin:
        raise BadValue(f"结束“{tail[0]}”早于开始")
    return begin, end


def time(value: object, of: object = None) -> str:
    """'HH:MM' from 09:00, 9：00, 9点半, 上午9时, 下午3点20分, 930, 9, a time cell or a fraction of a day; `of` is what it stood in."""
    if isinstance(value, dt.time | dt.datetime):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta) or (isinstance(value, float) and 0 <= value < 1):
        minutes = round(value / dt.timedelta(minutes=1) if isinstance(value, dt.timedelta) else value * 1440)
        return _valid_time(minutes // 60, minutes % 60, text(value) or "")
    typed = plain(f"{value:.2f}" if isinstance(value, float) and value % 1 else value)
    packed = re.fullmatch(r"(\d{1,2})(\d\d)", typed)
    if packed:
        return _valid_time(int(packed[1]), int(packed[2]), as_typed(typed, of or value))
    clock = CLOCK.fullmatch(typed)
    if not clock:
        raise BadValue(f"看不懂时间“{as_typed(typed, of or value)}”")
    half, hour, minute, is_half, quarters, latin = clock.groups()
    if minute and len(minute) == 1 and "." in typed:  # 9.30 loses its zero in a number cell
        minute += "0"
    minutes = 30 if is_half else 15 * int(quarters) if quarters else int(minute or 0)
    said = as_typed(typed, of or value)
    return _valid_time(_hour(int(hour), half or (latin or "").lower(), said), minutes, said)


def span(value: object) -> tuple[str, str | None]:
    """('HH:MM', 'HH:MM' or None) from '9:00-9:30', '9时—11时', '下午2点到4点'."""
    if not isinstance(value, str):
        return time(value), None
    head, *tail = DASH.split(plain(value), maxsplit=1)
    begin = time(head)
    if not tail or not tail[0]:
        return begin, None
    half = re.match(HALF_DAY, head)
    ends = [tail[0]]
    if half and not re.match(HALF_DAY, tail[0]):  # 下午2点到4点: both in the afternoon
        ends.insert(0, half[0] + tail[0])
    for end in ends:
        if time(end) >= begin:
            return begin, time(end)
    raise BadValue(f"结束“{as_typed(tail[0], value)}”早于开始“{as_typed(head, value)}”")


def month(value: object) -> str:
    """'YYYY-MM' from a date cell, '2026年10月', '2026.10', 202610; a day behind the month is left out."""
    if isinstance(value, dt.date):
        return day(value)[:7]
    typed = plain(value)
    if isinstance(value, float) and re.fullmatch(r"\d{4}\.1", typed):
        raise BadValue(f"“{typed}”分不清是1月还是10月，请写成“{typed[:4]}年1月”的样子")
    found = re.fullmatch(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*月?", typed) or re.fullmatch(r"(\d{4})(\d\d)", typed)
    if short := re.fullmatch(r"(\d\d)\s*年\s*(\d{1,2})\s*月份?", typed):  # 七五年八月
        if int(short[1]) in UNCLEAR_YEARS:
            raise BadValue(f"“{text(value)}”分不清是19{short[1]}年还是20{short[1]}年，请写全")
        return _valid_day(_whole_year(int(short[1])), int(short[2]), 1)[:7]
    if found:
        return _valid_day(int(found[1]), int(found[2]), 1)[:7]
    if not isinstance(value, str) or COMPACT_DAY.match(typed) or FULL_DAY.match(typed):
        return day(value)[:7]
    raise BadValue(f"看不懂“{text(value)}”，请写成 {LIKE_THIS[:7]}")


def spaced(value: object) -> str:
    """A moment as people write it, with a blank for its T; every other value as it stands."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)", r"\1 ", str(value))


def _without_weekday(value: object) -> str:
    return WEEKDAY.sub(" ", _in_digits(value)).strip()


def _in_digits(value: object) -> str:
    """The text with its numerals as digits: 周三十点 is 周三 and ten o'clock, no thirty."""
    return plain(OF_WEEK.sub(r"\1 ", text(value) or ""))


def _exact(value: object, hint: Hint) -> str | None:
    """The moment of a real date, time or number cell; None for text, which has to be read."""
    if isinstance(value, dt.date):
        date = _valid_day(value.year, value.month, value.day)
        return f"{date}T{value:%H:%M}".removesuffix("T00:00") if isinstance(value, dt.datetime) else date
    if isinstance(value, dt.time | dt.timedelta) or (isinstance(value, float) and 0 <= value < 1):
        if hint.day is None or None in hint:
            raise BadValue(ONLY_HOUR)
        return f"{_valid_day(hint.year, hint.month, hint.day)}T{time(value)}"
    number = int(value) if isinstance(value, str) and re.fullmatch(r"[2-7]\d{4}", value) else value
    if isinstance(number, int | float) and SERIALS.start <= number < SERIALS.stop:
        return _exact(SERIAL_ZERO + dt.timedelta(minutes=round(number * 1440)), hint)
    if isinstance(value, float) and re.fullmatch(r"\d{1,2}\.[123]", repr(value)):
        of_month, tenth = repr(value).split(".")
        raise BadValue(
            f"“{value}”分不清是{of_month}月{tenth}日还是{of_month}月{tenth}0日，请写成“{of_month}月{tenth}日”的样子"
        )
    return None


def _day_and_rest(value: object, hint: Hint) -> tuple[str, str]:
    """The day a text begins with, said from the hint's day or written out, or the hint's own; and what follows it."""
    typed = _without_weekday(value)
    year, of_month, of_day = hint
    if year is not None and of_month is not None and of_day is not None:
        said = near(whole := _in_digits(value), dt.date(year, of_month, of_day))
        if said and not (WEEKDAY.match(whole) and any(form.match(said[1]) for form in WRITTEN_OUT)):
            return _valid_day(said[0].year, said[0].month, said[0].day), said[1]
        if STARTS_AS_HOUR.match(typed):
            return _valid_day(year, of_month, of_day), typed
    return _take_day(typed, hint, value)


def _take_day(typed: str, hint: Hint, value: object) -> tuple[str, str]:
    """The day at the start of a text, and what follows it; an error quotes the `value` as it was typed."""
    year: int | None
    of_month: int | None
    if found := COMPACT_DAY.match(typed):
        year, of_month, of_day = map(int, found.groups())
    elif (found := FULL_DAY.match(typed)) and (len(found[1]) == 4 or found[2] == "年" or int(found[1]) > 12):
        said = int(found[1])
        year, of_month, of_day = _whole_year(said), int(found[3]), int(found[4])
    elif found := MONTH_DAY.match(typed):
        year, of_month, of_day = hint.year, int(found[1]), int(found[2])
    elif found := ONLY_DAY.match(typed):
        year, of_month, of_day = hint.year, hint.month, int(found[1])
    else:
        raise BadValue(ONLY_HOUR if STARTS_AS_HOUR.match(typed) else f"看不懂“{text(value)}”，{WRITTEN_SO}")
    return _valid_day(year, of_month, of_day), typed[found.end() :].strip().removeprefix("T")


def _whole_year(said: int) -> int:
    """75 is 1975, nobody writes down what is fifty years off; 26 is 2026."""
    return said if said > 99 else said + (1900 if said >= UNCLEAR_YEARS.stop else 2000)


def _valid_day(year: int | None, of_month: int | None, of_day: int) -> str:
    if of_month is None:
        raise BadValue(f"只写了{of_day}日，标题和表名里也找不到是哪年哪月")
    if year is None:
        raise BadValue("没有写年份，标题和表名里也找不到，请写上年份，如 2026-10-21")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadValue(f"年份{year}不对")
    if not 1 <= of_month <= 12:
        raise BadValue(f"没有{of_month}月")
    try:
        return dt.date(year, of_month, of_day).isoformat()
    except ValueError:
        raise BadValue(f"{year}年{of_month}月没有{of_day}日") from None


def _hour(hour: int, half: str, typed: str) -> int:
    if half in ("晚上", "夜间", "晚") and hour == 12:
        raise BadValue(f"“{typed}”分不清是哪一天")
    if (half in AFTERNOON and hour < 12) or (half == "中午" and hour < 3):
        return hour + 12
    return 0 if half in ("凌晨", "am") and hour == 12 else hour


def _valid_time(hour: int, minute: int, typed: str) -> str:
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise BadValue(f"没有“{typed}”这个时间")
    return f"{hour:02}:{minute:02}"
