"""Deadlines: counted day by day, proved against two other libraries and by hand."""

import hashlib
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, strategies as st

from lianluozhan import deadline
from lianluozhan.calendar import WorkCalendar
from lianluozhan.deadline import Limit, Rule, count, left, light

CALENDAR = WorkCalendar()
FEW = st.integers(1, 12)
STARTS = st.dates(date(2010, 1, 1), date(2025, 12, 31))
LIMITS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-10-03", 15, "2026-10-27"),
        ("2026-10-07", 15, "2026-10-27"),
        ("2026-10-14", 15, "2026-11-04"),
        ("2026-10-24", 15, "2026-11-13"),
        ("2026-09-28", 15, "2026-10-23"),
        ("2026-10-09", 1, "2026-10-10"),  # a Saturday worked in exchange
        ("2026-10-10", 1, "2026-10-12"),
        ("2026-09-30", 1, "2026-10-08"),  # over the whole holiday
        ("2026-10-08", 5, "2026-10-14"),  # 9, 10 (Saturday, worked), 12, 13, 14
    ],
)
def test_working_days_by_hand(start, days, due):
    """Working days counted on the printed calendar of autumn 2026."""
    assert count(CALENDAR, start, days).due_on == due


@given(STARTS, LIMITS)
def test_agrees_with_chinese_calendar(start, days):
    """The n-th working day after the start is the one chinese_calendar finds."""
    expected = chinese_calendar.find_workday(days - 1, start + timedelta(days=1))
    assert count(CALENDAR, start, days).due_on == expected.isoformat()


def test_agrees_with_holidays():
    """The n-th working day is the one the other library finds, on every start of two years."""
    other = holidays.country_holidays("CN", years=range(2024, 2028))
    for n in range(700):
        start = date(2024, 1, 1) + timedelta(days=n)
        assert count(CALENDAR, start, 15).due_on == other.get_nth_working_day(start, 15).isoformat(), start


@pytest.mark.parametrize(
    ("start", "days", "unit", "due"),
    [
        ("2026-10-12", 3, "自然日", "2026-10-15"),
        ("2026-10-12", 5, "自然日", "2026-10-19"),  # ends on Saturday 17th, moves to Monday
        ("2026-09-26", 5, "自然日", "2026-10-08"),  # ends on 1 October, moves behind the holiday
        ("2026-10-05", 5, "自然日", "2026-10-10"),  # ends on a Saturday that is worked
        ("2026-08-12", 3, "个月", "2026-11-12"),
        ("2026-07-03", 3, "个月", "2026-10-08"),  # 3 October moves behind the holiday
        ("2026-01-31", 1, "个月", "2026-02-28"),  # a Saturday, but worked in exchange for the Spring Festival
        ("2025-08-31", 6, "个月", "2026-02-28"),  # February has no 31st
        ("2024-01-31", 1, "个月", "2024-02-29"),
        ("2025-11-30", 3, "个月", "2026-02-28"),
        ("2026-06-15", 6, "个月", "2026-12-15"),
    ],
)
def test_calendar_days_and_months_by_hand(start, days, unit, due):
    """Days and months run on through holidays and end on a worked day (民法典 §202, §203)."""
    assert count(CALENDAR, start, days, unit).due_on == due


@given(STARTS, st.integers(0, 40))
def test_months_agree_with_dateutil(start, months):
    """The corresponding day, or the month's last, as dateutil has it; months add up as years do."""
    assert deadline.add_months(start, months) == start + relativedelta(months=months)


@given(STARTS, FEW, st.sampled_from(deadline.UNITS))
def test_ends_worked_and_after(start, days, unit):
    """Every deadline ends on a worked day after its start, later for more days."""
    due = count(CALENDAR, start, days, unit).due_on
    assert date.fromisoformat(due) > start
    if date.fromisoformat(due).year <= 2026:
        assert chinese_calendar.is_workday(date.fromisoformat(due))
    assert due <= count(CALENDAR, start, days + 1, unit).due_on


def test_no_days_at_all():
    """A limit of no days ends on the day itself, or the next that is worked."""
    assert count(CALENDAR, "2026-10-12", 0) == ("2026-10-12", "2026-10-12", False, ())
    assert count(CALENDAR, "2026-10-17", 0).due_on == "2026-10-19"


def test_moment_of_the_start_does_not_matter():
    """The start may carry an hour; the day counts."""
    assert count(CALENDAR, "2026-10-14T16:30", 15).due_on == "2026-11-04"


@pytest.mark.parametrize(("days", "unit"), [(-1, "工作日"), (3, "天"), (3, "月")])
def test_senseless_limits(days, unit):
    """A limit that is none is a bug of the caller, not a date."""
    with pytest.raises(ValueError):
        count(CALENDAR, "2026-10-12", days, unit)


def test_strip_by_hand():
    """The strip names each day from the day after the start to the due day."""
    strip = count(CALENDAR, "2026-10-06", 4).explanation
    assert strip == (
        ("2026-10-07", "节假日", 0, "国庆节"),
        ("2026-10-08", "计入", 1, ""),
        ("2026-10-09", "计入", 2, ""),
        ("2026-10-10", "调休", 3, ""),
        ("2026-10-11", "周末", 3, ""),
        ("2026-10-12", "计入", 4, ""),
    )


def test_strip_of_natural_days():
    """Natural days count on holidays too; what follows until a worked day is 顺延."""
    strip = count(CALENDAR, "2026-09-29", 3, "自然日").explanation
    assert [s[:3] for s in strip] == [
        ("2026-09-30", "计入", 1),
        ("2026-10-01", "计入", 2),
        ("2026-10-02", "计入", 3),
        ("2026-10-03", "顺延", 3),
        ("2026-10-04", "顺延", 3),
        ("2026-10-05", "顺延", 3),
        ("2026-10-06", "顺延", 3),
        ("2026-10-07", "顺延", 3),
        ("2026-10-08", "顺延", 3),
    ]


@given(STARTS, FEW, st.sampled_from(deadline.UNITS))
def test_strip_is_complete(start, days, unit):
    """The strip has every day once, counts without a jump, and ends on the due day."""
    due = count(CALENDAR, start, days, unit)
    span = (date.fromisoformat(due.due_on) - start).days
    assert [s.day for s in due.explanation] == [str(start + timedelta(days=n)) for n in range(1, span + 1)]
    counts = [0, *(s.counted for s in due.explanation)]
    assert all(
        b - a == (s.kind in ("计入", "调休")) for a, b, s in zip(counts, counts[1:], due.explanation, strict=False)
    )
    assert unit == "个月" or counts[-1] == days


def test_pause_by_hand():
    """From 暂停 on 12 October to 恢复 on the 15th three working days stand still: the 13th, 14th and 15th."""
    paused = count(CALENDAR, "2026-10-08", 5, pauses=[("2026-10-12", "2026-10-15")])
    assert count(CALENDAR, "2026-10-08", 5).due_on == "2026-10-14"
    assert paused.due_on == "2026-10-19"
    assert [(s.day[-2:], s.kind, s.counted) for s in paused.explanation] == [
        ("09", "计入", 1),
        ("10", "调休", 2),
        ("11", "周末", 2),
        ("12", "计入", 3),
        ("13", "暂停", 3),
        ("14", "暂停", 3),
        ("15", "暂停", 3),
        ("16", "计入", 4),
        ("17", "周末", 4),
        ("18", "周末", 4),
        ("19", "计入", 5),
    ]


def test_pause_without_an_end():
    """While a pause has no end there is no due date, only the strip up to it."""
    paused = count(CALENDAR, "2026-10-08", 5, pauses=[("2026-10-12", None)])
    assert paused[:3] == (None, None, False)
    assert paused.explanation[-1] == ("2026-10-13", "暂停", 3, "")


def test_pause_after_the_end():
    """A pause that begins on the due day or later changes nothing."""
    assert count(CALENDAR, "2026-10-08", 5, pauses=[("2026-10-14", None)]) == count(CALENDAR, "2026-10-08", 5)


def test_pause_of_no_length():
    """Paused and resumed on one day is no pause."""
    assert count(CALENDAR, "2026-10-08", 5, pauses=[("2026-10-12", "2026-10-12")]) == count(CALENDAR, "2026-10-08", 5)


def test_pause_over_the_end_of_natural_days():
    """A due day that falls into a pause waits until the clock runs again."""
    paused = count(CALENDAR, "2026-10-12", 3, "自然日", pauses=[("2026-10-14", "2026-10-20")])
    assert paused.due_on == "2026-10-21"
    moved = count(CALENDAR, "2026-10-12", 5, "自然日", pauses=[("2026-10-17", "2026-10-20")])
    assert moved.due_on == "2026-10-21"  # its end, a Saturday, had moved to a Monday that stood still


@given(STARTS, FEW, st.integers(0, 90), st.integers(0, 30), st.sampled_from(deadline.UNITS))
def test_pause_gives_back_its_days(start, days, offset, length, unit):
    """As many days are counted with a pause as without, none of them inside it."""
    begin = start + timedelta(days=offset)
    end = begin + timedelta(days=length)
    paused = count(CALENDAR, start, days, unit, pauses=[(begin, end)])
    plain = count(CALENDAR, start, days, unit)
    counted = {s.day for s in paused.explanation if s.kind in ("计入", "调休")}
    assert len(counted) == len([s for s in plain.explanation if s.kind in ("计入", "调休")])
    assert not any(begin.isoformat() < day <= end.isoformat() for day in counted)
    assert paused.due_on >= plain.due_on


@given(STARTS, LIMITS, st.integers(0, 60), st.integers(0, 30))
def test_pause_is_a_new_start(start, days, offset, length):
    """A pause and its end give the same due day as counting the rest from the day it was resumed."""
    begin = start + timedelta(days=offset)
    end = begin + timedelta(days=length)
    plain = date.fromisoformat(count(CALENDAR, start, days).due_on)
    rest = CALENDAR.between(begin, plain)
    if begin < plain:
        assert count(CALENDAR, start, days, pauses=[(begin, end)]).due_on == count(CALENDAR, end, rest).due_on


@pytest.mark.parametrize(
    ("start", "days", "warn"),
    [
        ("2026-10-03", 15, "2026-10-22"),  # 23rd, 26th, 27th are left
        ("2026-10-08", 5, "2026-10-10"),  # due Wednesday the 14th: 12th, 13th, 14th are left
        ("2026-10-12", 1, "2026-10-12"),  # never before the start
    ],
)
def test_warning_by_hand(start, days, warn):
    """The warning begins on the day from which three working days are left."""
    assert count(CALENDAR, start, days).warn_on == warn


@given(STARTS, LIMITS)
def test_warning_is_the_first_yellow_day(start, days):
    """On the warning day the light is yellow; the day before, if the clock ran, it was green."""
    due = count(CALENDAR, start, days)
    assert light(CALENDAR, due.warn_on, due.due_on, "办理中") == "黄"
    before = date.fromisoformat(due.warn_on) - timedelta(days=1)
    if before >= start:
        assert light(CALENDAR, before, due.due_on, "办理中") == "绿"


def test_provisional():
    """A deadline that runs into a year without a notice says so; the notice makes it sure and may move it."""
    plain = count(CALENDAR, "2026-12-25", 15)
    assert plain.due_on == "2027-01-18" and plain.provisional  # without 1 January: 28-31, 4-8, 11-15, 18
    assert not count(CALENDAR, "2026-12-01", 15).provisional
    notice = {"2027-10-01": ("休", "国庆节", ""), "2027-01-04": ("休", "元旦", "")}
    assert count(WorkCalendar(notice), "2026-12-25", 15)[:3] == ("2027-01-19", "2027-01-14", False)
    notice["2027-01-09"] = ("班", "元旦", "")
    made_up = count(WorkCalendar(notice), "2026-12-25", 15)
    assert made_up.due_on == "2027-01-18"
    assert [s.kind for s in made_up.explanation if s.day == "2027-01-09"] == ["调休"]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-10-14", 9),
        ("2026-10-22", 3),
        ("2026-10-23", 2),
        ("2026-10-24", 2),  # Saturday
        ("2026-10-26", 1),
        ("2026-10-27", 0),
        ("2026-10-28", -1),
        ("2026-10-30", -3),
        ("2026-11-01", -3),
        ("2026-11-02", -4),
    ],
)
def test_left_by_hand(today, expected):
    """Working days left until Tuesday 27 October 2026; none on the day itself, negative behind it."""
    assert left(CALENDAR, today, "2026-10-27") == expected


def test_overdue_on_a_weekend():
    """On the Saturday after a Friday that was due it is overdue, though no working day has passed."""
    assert left(CALENDAR, "2026-10-17", "2026-10-16") == -1
    assert light(CALENDAR, "2026-10-17", "2026-10-16", "办理中") == "红"


@pytest.mark.parametrize(
    ("today", "state", "shown"),
    [
        ("2026-10-21", "办理中", "绿"),
        ("2026-10-22", "办理中", "黄"),
        ("2026-10-27", "办理中", "黄"),
        ("2026-10-28", "办理中", "红"),
        ("2026-10-28", "待区处理", "红"),
        ("2026-10-28", "待处理", "红"),
        ("2026-10-28", "跟踪中", "红"),
        ("2026-10-28", "暂停", "停"),
        ("2026-10-28", "已答复", None),
        ("2026-10-28", "已办结", None),
        ("2026-10-28", "已引导", None),
        ("2026-10-28", "已并案", None),
        ("2026-10-28", "已撤回", None),
        ("2026-10-28", "已作废", None),
    ],
)
def test_light(today, state, shown):
    """Due on 27 October: the light of each state."""
    assert light(CALENDAR, today, "2026-10-27", state) == shown


def test_light_without_a_date():
    """Where no date runs there is no light, but a pause shows as one."""
    assert light(CALENDAR, "2026-10-28", None, "待处理") is None
    assert light(CALENDAR, "2026-10-28", None, "暂停") == "停"


RULES = deadline.rules_for()


@pytest.mark.parametrize(
    ("urgency", "kind", "round", "limit"),
    [
        ("正常", "群众意见", 1, Limit(15, "工作日", "正常")),
        ("紧急", "群众意见", 1, Limit(5, "工作日", "紧急")),
        ("特急", "群众意见", 1, Limit(1, "工作日", "特急")),
        (None, "群众意见", 1, Limit(15, "工作日", "正常")),
        (None, None, 1, Limit(15, "工作日", "正常")),
        ("紧急", "群众意见", 2, Limit(5, "工作日", "紧急")),
        ("紧急", "代表建议", 1, Limit(3, "个月", "代表建议", 6)),
        ("正常", "代表建议", 2, Limit(1, "个月", "代表建议重办")),
        ("正常", "审议意见", 1, Limit(3, "个月", "审议意见", 6)),
        ("正常", "审议意见", 2, Limit(1, "个月", "审议意见重办")),
        ("正常", "调研报告", 1, Limit(15, "工作日", "正常")),
    ],
)
def test_limits(urgency, kind, round, limit):
    """What was agreed by urgency; for a 代表建议 three months, at most six (代表法 §51), for a 审议意见 as long, as agreed."""
    assert deadline.limit_for(RULES, urgency, kind, round) == limit


def test_district_adds_a_limit():
    """A rule named after a kind, or after a limit's next round, is followed without a change of the program."""
    rows = [
        {"name": "审议意见", "values": {"days": 2, "unit": "个月"}},
        {"name": "正常重办", "values": {"days": 8, "unit": "工作日"}},
    ]
    rules = deadline.rules_for(rows)
    assert deadline.limit_for(rules, "紧急", "审议意见") == Limit(2, "个月", "审议意见")
    assert deadline.limit_for(rules, "正常", "群众意见", 3) == Limit(8, "工作日", "正常重办")
    assert deadline.limit_for(rules, "紧急", "群众意见", 2).rule == "紧急"


@pytest.mark.parametrize("name", ["报区", "签收", "退回", "催办"])
def test_steps_of_five_days(name):
    """Handing up, receipt, return and the next urging take five working days (design §5)."""
    assert deadline.limit_named(RULES, name)[:2] == (5, "工作日")


def test_every_default_has_a_source():
    """Each shipped limit says where it comes from and can be counted."""
    for row in deadline.default_rules():
        assert row["source"]
        limit = deadline.limit_named(RULES, row["name"])
        assert count(CALENDAR, "2026-03-02", limit.days, limit.unit).due_on
        assert limit.most is None or limit.most >= limit.days


def test_district_rules_overrule():
    """A `rule` record replaces the shipped values of its name, from its year on; others stay."""
    rows = [
        {"name": "正常", "year": 2027, "values": {"days": 12, "unit": "工作日"}},
        {"name": "正常", "year": None, "values": {"days": 10}},
        {"name": "特急", "year": 2026, "values": None},
    ]
    assert deadline.limit_for(deadline.rules_for(rows, 2026), "正常", "群众意见") == Limit(10, "工作日", "正常")
    assert deadline.limit_for(deadline.rules_for(rows, 2027), "正常", "群众意见").days == 12
    assert deadline.limit_for(deadline.rules_for(rows, 2028), "正常", "群众意见").days == 12
    assert deadline.limit_for(deadline.rules_for(rows), "正常", "群众意见").days == 12
    assert deadline.limit_for(deadline.rules_for(rows, 2026), "特急", "群众意见").days == 1
    assert deadline.rules_for()["正常"] == {"days": 15, "unit": "工作日"}


def test_unknown_limit():
    """A name no rule has is the caller's bug."""
    with pytest.raises(KeyError):
        deadline.limit_named(RULES, "没有")


def test_digest():
    """The digest is SHA-256 of the sorted, spaceless UTF-8 JSON, whatever the order of keys."""
    text = '{"days":15,"unit":"工作日"}'.encode()
    assert deadline.digest({"unit": "工作日", "days": 15}) == hashlib.sha256(text).hexdigest()
    assert deadline.digest({"days": 14, "unit": "工作日"}) != hashlib.sha256(text).hexdigest()


def test_rule_record():
    """A rule is a name, a year, values and a source."""
    assert [field.label for field in list(Rule.fields.values())[:4]] == ["名称", "年度", "规定", "依据"]
    assert Rule.read({"name": "正常", "values": {"days": 10}}) == {"name": "正常", "values": {"days": 10}}
