"""On which days a place receives: rules as they hang on the wall, moved where they fall on a holiday."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from lianluozhan.calendar import WorkCalendar
from lianluozhan.dayrule import DayRule, read_rules, reception_days, seats
from lianluozhan.errors import BadValue

CALENDAR = WorkCalendar()  # 2025 and 2026 as the State Council's notices have them


def days(words: str, month: str) -> list[str]:
    """MM-DD of a month's reception days, with the day they were moved from: 10-09<10-01."""
    found = reception_days(read_rules(words), CALENDAR, month)
    return [f"{one.day:%m-%d}" + (f"<{one.moved_from:%m-%d}" if one.moved_from else "") for one in found]


@pytest.mark.parametrize(
    ("words", "month", "expected"),
    [  # by hand from the calendar on the wall
        ("每周三 9:00-11:00", "2025-11", "11-05 11-12 11-19 11-26"),
        ("逢周三", "2025-11", "11-05 11-12 11-19 11-26"),
        # 国庆 and 中秋 to 10-08: two Wednesdays come to one day.
        ("每周三", "2025-10", "10-09<10-01 10-15 10-22 10-29"),
        ("每个星期一、四", "2025-11", "11-03 11-06 11-10 11-13 11-17 11-20 11-24 11-27"),
        ("每周一至周三", "2025-11", "11-03 11-04 11-05 11-10 11-11 11-12 11-17 11-18 11-19 11-24 11-25 11-26"),
        ("每月第二个周四", "2025-11", "11-13"),
        ("每月第一、三个星期五", "2025-11", "11-07 11-21"),
        ("每月最后一个周五", "2025-11", "11-28"),
        ("每月10日", "2025-11", "11-10"),
        ("每月9号或19号", "2025-11", "11-10<11-09 11-19"),  # a Sunday
        ("每月10日、20日", "2025-11", "11-10 11-20"),
        ("单月15日，遇节假日顺延", "2025-11", "11-17<11-15"),
        ("每单月15日", "2025-10", ""),
        ("双月15日", "2025-10", "10-15"),
        # A Saturday in January; in February one worked in exchange for 春节.
        ("每月底", "2026-02", "02-02<01-31 02-28"),
        ("每月31日", "2025-11", ""),  # its last day, a Sunday: moved into December
        ("每月31日", "2025-12", "12-01<11-30 12-31"),
        ("每周六 上午", "2025-11", "11-01 11-08 11-15 11-22 11-29"),  # a weekend that was meant is not moved
        ("每周三；每月20日", "2025-11", "11-05 11-12 11-19 11-20 11-26"),
        ("每周三；每月19日", "2025-11", "11-05 11-12 11-19 11-26"),
        ("周一至周五 8:00-18:00", "2025-11", ""),  # opening hours are no reception day
        ("", "2025-11", ""),
    ],
)
def test_days(words, month, expected):
    """The days are those of the calendar; what falls on a holiday comes the next day that is worked."""
    assert days(words, month) == expected.split()


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("每周三 9:00-11:00", [("09:00", "11:00")]),
        ("每周三上午9时—11时30分", [("09:00", "11:30")]),
        ("每周三 9-11时", [("09:00", "11:00")]),
        ("每周三下午2点到4点", [("14:00", "16:00")]),
        ("每周三9：00", [("09:00", None)]),
        ("每周三", [(None, None)]),
        ("每周三、每月10日 9:00-11:00", [("09:00", "11:00")] * 2),
        ("每周三 9:00-11:00、14:00-16:00", [("09:00", "11:00"), ("14:00", "16:00")]),
        ("每周三 9:00-11:00，每次3名代表", [("09:00", "11:00")]),
        ("每周四上午九点到十一点", [("09:00", "11:00")]),
        ("每周四九点至十一点半", [("09:00", "11:30")]),
        ("每周四下午三点", [("15:00", None)]),
        ("每周四上午九至十一点", [("09:00", "11:00")]),
        ("每周四九时二十分—十时三刻", [("09:20", "10:45")]),
        ("每周四傍晚六点钟", [("18:00", None)]),
        ("每周四上午九点到十一点、下午两点半到四点", [("09:00", "11:00"), ("14:30", "16:00")]),
        ("每周四九点，一至三名代表", [("09:00", None)]),
        ("每周四，每次2-3名代表", [(None, None)]),
        ("每周四上午", [(None, None)]),
    ],
)
def test_hours(words, hours):
    """Hours stand behind the day; a rule without has those of the next one, two spans are two receptions."""
    assert [(rule.begin, rule.end) for rule in read_rules(words)] == hours


@pytest.mark.parametrize("words", ["每月32日", "每月0日", "单月40号、15号"])
def test_a_day_no_month_has(words):
    """It is told, not bent to the month's end."""
    with pytest.raises(BadValue, match="哪个月都没有"):
        read_rules(words)


@pytest.mark.parametrize(
    ("words", "first"),
    [  # the forms of the published station systems (domain 2.1), by hand from the calendar of 2026
        ("每周三9:00–11:00", "01-07"),
        ("每周一为接待选民日（遇节假日顺延）", "01-05"),
        ("每月10日", "01-12<01-10"),
        ("每单月15日 9–11时，遇节假日顺延，每位代表一年至少参加2次", "01-15"),
        ("每月第一个星期五", "01-04<01-02"),
        ("每月5日、15日、25日", "01-05"),
        ("每月2次，第一、第三周周二上午", ""),
        ("每月2次", ""),
        ("每周八", ""),
    ],
)
def test_as_on_the_wall(words, first):
    """Every form that was found is read; words that name no day name none, and `rota` asks for better ones."""
    assert (days(words, "2026-01") or [""])[0] == first


@pytest.mark.parametrize("words", ["上午9-11", "早九晚五", "九点到中午", "9點", "九點到十一點", "上午九"])
def test_hours_nobody_reads(words):
    """An hour that cannot be read is refused with its words: days without hours would be made of it."""
    with pytest.raises(BadValue, match="看不出是几点"):
        read_rules(f"每周四 {words}")


def test_hours_without_meaning():
    """An end before its beginning is told, not guessed."""
    with pytest.raises(BadValue, match="早于"):
        read_rules("每周三 11:00-9:00")


@pytest.mark.parametrize(
    ("words", "number"),
    [("每周三", 2), ("每周三，每次3名代表", 3), ("每周三，每场两人", 2), (None, 2), ("每次一名", 1)],
)
def test_seats(words, number):
    """How many receive together; two where nobody said."""
    assert seats(words) == number


RULES = st.builds(
    DayRule,
    months=st.sampled_from(["", "单", "双"]),
    weekdays=st.sets(st.integers(0, 6), max_size=2).map(tuple),
    nth=st.sets(st.sampled_from([1, 2, 3, 4, -1]), max_size=2).map(tuple),
    days=st.sets(st.integers(1, 31), max_size=2).map(tuple),
    begin=st.none(),
    end=st.none(),
)


@given(st.lists(RULES, min_size=1, max_size=3), st.integers(0, 23))
def test_nothing_is_lost_between_months(rules, start):
    """Every day of a rule is held exactly once: in its own month, moved into the next, or with another that comes to it;
    what is moved was no working day, and no working day lies between."""
    months = [f"{2025 + n // 12}-{n % 12 + 1:02d}" for n in (start, start + 1) if n < 24]
    held = [one for month in months for one in reception_days(rules, CALENDAR, month)]
    assert len({one.day for one in held}) == len(held)
    for one in held:
        if one.moved_from:
            between = [one.moved_from + timedelta(n) for n in range((one.day - one.moved_from).days)]
            assert not any(CALENDAR.day(day).working for day in between)
    year, month = map(int, months[0].split("-"))
    last = date(year + month // 12, month % 12 + 1, 1)
    for rule in rules:
        for day in rule.of_month(year, month):
            on = rule.held_on(day, CALENDAR)
            assert on >= last or on in {one.day for one in held}
