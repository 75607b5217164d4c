"""How a day, a number, a limit is told in a row."""

import pytest

from lianluozhan import clock
from lianluozhan.calendar import WorkCalendar
from lianluozhan.record import short_number
from ui.told import kept, said_date, said_day, said_left, short, until


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, ""),
        ("", ""),
        ("2026-10-21", "10-21"),
        ("2026-01-01", "01-01"),
        ("2026-12-31", "12-31"),
        ("2025-12-31", "2025-12-31"),
        ("2027-01-01", "2027-01-01"),
        ("2026-10-21T09:30", "10-21"),
        ("2025-10-21T09:30", "2025-10-21"),
    ],
)
def test_short(day, words):
    """A day of this year is month and day, of another year whole; an hour is left out."""
    assert short(day) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, ""),
        ("", ""),
        ("2026-10-21", "10月21日（周三）"),
        ("2026-10-25", "10月25日（周日）"),
        ("2026-02-02", "2月2日（周一）"),
        ("2025-10-21", "2025年10月21日（周二）"),
        ("2027-01-01", "2027年1月1日（周五）"),
        ("2026-10-24T08:00", "10月24日（周六）"),
    ],
)
def test_said_day(day, words):
    """A day is said with its weekday and without zeros in front; the year only where it is another."""
    assert said_day(day) == words


def test_this_year_moves_with_the_day():
    """Which year needs no saying depends on the day things are seen on, not on the PC's clock."""
    clock.set_today("2025-12-31")
    assert (short("2025-10-21"), short("2026-10-21")) == ("10-21", "2026-10-21")
    assert said_day("2026-10-21") == "2026年10月21日（周三）"


def test_kept():
    """What was put away on the day that is seen is told by its hour, also where that day was set; before, with its day."""
    clock.set_today("2026-10-21")
    at = clock.moment()
    assert kept(at) == at[11:16]
    clock.set_today("2026-10-22")
    assert kept(at) == f"10-21 {at[11:16]}"


@pytest.mark.parametrize(
    ("number", "end"),
    [
        ("140405102-2026-Y0071", "Y0071"),
        ("Y0071", "Y0071"),
        ("140405102-2026-YD0003", "YD0003"),
        ("", ""),
        (None, ""),
        ("a-", ""),
    ],
)
def test_tail(number, end):
    """A number is known by what stands after its last dash."""
    assert short_number(number) == end


@pytest.mark.parametrize(
    ("state", "day", "words"),
    [
        ("待处理", "10-14", "10-14 起"),
        ("已答复", "10-14", "10-14 起"),
        ("办理中", "10-14", "10-14"),
        ("待区处理", "10-14", "10-14"),
        ("跟踪中", "10-14", "10-14"),
        ("待处理", "", ""),
        ("已答复", "", ""),
        (None, "10-14", "10-14"),
        ("已办结", "10-14", "10-14"),
    ],
)
def test_until(state, day, words):
    """What has no clock waits since a day; everything else is due by it; no day is no words."""
    assert until(state, day) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        ("2026-10-21", "今天到期"),
        ("2026-10-22", "剩1工作日"),
        ("2026-10-23", "剩2工作日"),
        ("2026-10-26", "剩3工作日"),  # over the weekend
        ("2026-10-24", "剩2工作日"),  # a Saturday is worth as much as the Friday before
        ("2026-10-20", "逾期1工作日"),
        ("2026-10-19", "逾期2工作日"),
        ("2026-10-16", "逾期3工作日"),
        ("2026-10-10", "逾期8工作日"),  # 12 to 16 and 19 to 21 October
    ],
)
def test_said_left(due, words):
    """Working days left after today, a Wednesday; none on the day itself; overdue is counted from the day after."""
    assert said_left(WorkCalendar(), due) == words


def test_overdue_is_never_nothing():
    """Due on a Friday and seen on the Saturday it is overdue by one, though no day was worked in between."""
    clock.set_today("2026-10-24")
    assert said_left(WorkCalendar(), "2026-10-23") == "逾期1工作日"


@pytest.mark.parametrize(
    ("today", "day", "said"),
    [
        ("2026-10-21", "2026-10-21", "今天 10月21日 周三"),
        ("2026-10-21", "2026-10-21T09:00", "今天 10月21日 周三"),
        ("2026-10-21", "2026-10-20", "昨天 10月20日 周二"),
        ("2026-10-21", "2026-10-19", "10月19日 周一"),
        ("2026-10-21", "2026-10-22", "10月22日 周四"),
        ("2026-10-21", "2026-10-25", "10月25日 周日"),
        ("2026-10-21", "2025-10-21", "2025年10月21日 周二"),
        ("2026-10-21", "2027-01-01", "2027年1月1日 周五"),
        ("2026-01-01", "2025-12-31", "昨天 2025年12月31日 周三"),
        ("2024-03-01", "2024-02-29", "昨天 2月29日 周四"),
    ],
)
def test_said_date(today, day, said):
    """Today and yesterday by name, the year where it is another one, always the weekday."""
    clock.set_today(today)
    assert said_date(day) == said
