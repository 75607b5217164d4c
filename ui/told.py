"""How a day, a number, a limit is told where a row of a list has little room: the same everywhere."""

from __future__ import annotations

from datetime import date as date_type, timedelta

from lianluozhan import abacus, action as table, clock
from lianluozhan.calendar import WEEKDAYS, WorkCalendar
from lianluozhan.deadline import left
from lianluozhan.readable import Row
from lianluozhan.record import short_number
from lianluozhan.whose import STATION

LIGHTS = {"红": "red", "黄": "amber", "绿": "green", "停": "grey"}


def short(day: str | None) -> str:
    """10-21; of another year whole."""
    if not day:
        return ""
    return day[5:10] if day[:4] == str(clock.today().year) else day[:10]


def kept(at: str) -> str:
    """When a draft was put away: 09:42; of another day with it."""
    return at[11:16] if at[:10] == clock.day() else f"{short(at)} {at[11:16]}"


def said_day(day: str | None) -> str:
    """10月21日（周三）; of another year with it."""
    return abacus.said_day(day, clock.today().year) if day else ""


def said_date(day: str) -> str:
    """今天 10月21日 周三; the year where it is another one."""
    date, today = date_type.fromisoformat(day[:10]), clock.today()
    near = {today: "今天 ", today - timedelta(1): "昨天 "}.get(date, "")
    year = f"{date.year}年" if date.year != today.year else ""
    return f"{near}{year}{date.month}月{date.day}日 周{WEEKDAYS[date.weekday()]}"


def said_left(calendar: WorkCalendar, due_on: str | None) -> str:
    """逾期4工作日, 今天到期, 剩3工作日."""
    if due_on is None:
        return ""
    days = left(calendar, clock.today(), due_on)
    return f"逾期{-days}工作日" if days < 0 else f"剩{days}工作日" if days else "今天到期"


def until(state: str | None, day: str) -> str:
    """A next date as people say it: by when, or where nothing is due since when it waits."""
    return f"{day} 起" if day and state in (table.WAITING, table.ANSWERED) else day


def told_number(row: Row) -> str:
    """The end of a row's number; at a district with the station it is of."""
    return " ".join(part for part in (row.get(STATION), short_number(row["number"])) if part)


def led_by(row: Row) -> list[str]:
    """The deputies behind an issue; of a 代表建议 who leads it first."""
    lead = [row["lead_deputy"]] if row["kind"] == table.SUGGESTION and row["lead_deputy"] else []
    return list(dict.fromkeys([*lead, *(row["deputies"] or ())]))


def flat(words: str | None) -> str:
    """In one line."""
    return " ".join((words or "").split())
