"""Working days: the notices of past years, the district's own days, and years nobody knows yet."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, strategies as st

from lianluozhan.calendar import CalendarDay, WorkCalendar, as_date
from lianluozhan.errors import BadValue

SHIPPED = WorkCalendar()
DAYS = st.dates(date(2010, 1, 1), date(2026, 12, 31))

# 国务院办公厅关于2026年部分节假日安排的通知: 国庆节 10-01 to 10-07, worked in exchange 09-20 and 10-10
OCTOBER = [
    ("2026-09-20", True, "调休上班", "平时"),
    ("2026-09-30", True, "工作日", "平时"),
    ("2026-10-01", False, "国庆节", "节假日"),
    ("2026-10-03", False, "国庆节", "节假日"),
    ("2026-10-07", False, "国庆节", "节假日"),
    ("2026-10-08", True, "工作日", "平时"),
    ("2026-10-10", True, "调休上班", "平时"),
    ("2026-10-11", False, "周末", "周末"),
    ("2026-10-14", True, "工作日", "平时"),
    ("2026-10-24", False, "周末", "周末"),
    ("2026-06-19", False, "端午节", "节假日"),
    ("2026-04-06", False, "清明节", "节假日"),
    ("2026-09-25", False, "中秋节", "节假日"),
    ("2026-02-17", False, "春节", "节假日"),
    ("2026-01-01", False, "元旦", "节假日"),
]


@pytest.fixture(scope="module")
def calendar():
    """The calendar as it is shipped."""
    return SHIPPED


@pytest.mark.parametrize(("day", "working", "why", "mode"), OCTOBER)
def test_notice_of_2026(calendar, day, working, why, mode):
    """Each kind of day of the published notice is what the notice says."""
    assert calendar.day(day) == (date.fromisoformat(day), working, why, False)
    assert calendar.mode(day) == mode


def test_every_day_since_2010(calendar):
    """Another library, kept by other people, agrees on every day from 2010 to 2026."""
    other = holidays.country_holidays("CN", years=range(2010, 2027))
    d, differing = date(2010, 1, 1), []
    while d.year < 2027:
        if calendar.day(d).working != other.is_working_day(d):
            differing.append(d)
        d += timedelta(days=1)
    assert differing == []


def test_mode_follows_working(calendar):
    """A day is 平时 exactly when it is worked."""
    first = date(2026, 1, 1)
    for n in range(365):
        d = first + timedelta(days=n)
        assert (calendar.mode(d) == "平时") == calendar.day(d).working


def test_district_overrules():
    """The district's day wins over the library's, in both directions."""
    ours = WorkCalendar({"2026-10-14": ("休", "古庙会", "区政府通知"), "2026-10-24": ("班", "", "区政府通知")})
    assert ours.day("2026-10-14")[1:] == (False, "古庙会", False)
    assert ours.mode("2026-10-14") == "节假日"
    assert ours.day("2026-10-24")[1:] == (True, "调休上班", False)
    assert ours.mode("2026-10-24") == "平时"
    assert ours.day("2026-10-15").working


def test_nameless_override():
    """A day off without a name is a weekend on a weekend, else a holiday."""
    ours = WorkCalendar({"2026-10-14": ("休", "", ""), "2026-10-10": ("休", "", "")})
    assert (ours.day("2026-10-14").why, ours.day("2026-10-10").why) == ("节假日", "周末")


def test_worked_weekday_override():
    """A holiday called back is a plain working day."""
    assert WorkCalendar({"2026-10-07": ("班", "国庆节", "")}).day("2026-10-07")[1:] == (True, "工作日", False)


def test_year_without_notice(calendar):
    """A year whose notice is missing has weekends and the certain statutory days, and says it is provisional."""
    assert not calendar.known(2027)
    assert all(calendar.day(date(2027, 1, 1) + timedelta(days=n)).provisional for n in range(365))


@pytest.mark.parametrize(
    ("year", "weekdays"),
    [
        (2027, {"01-01", "10-01"}),  # 2 May, 2 and 3 October are weekends
        (2028, {"05-01", "05-02", "10-02", "10-03"}),
        (2029, {"01-01", "05-01", "05-02", "10-01", "10-02", "10-03"}),
    ],
)
def test_days_off_without_notice(calendar, year, weekdays):
    """Without a notice the weekends and the statutory days are off, and nothing else."""
    year_long = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    off = {str(d)[5:] for d in year_long if not calendar.day(d).working}
    weekends = {str(d)[5:] for d in year_long if d.isoweekday() in (6, 7)}
    assert off == weekends | weekdays
    assert calendar.day(f"{year}-05-01").why == "劳动节"


def test_statutory_names_are_real(calendar):
    """What stands in for a missing notice is a holiday in another library too (2027–2035)."""
    other = holidays.country_holidays("CN", years=range(2027, 2036))
    first = date(2027, 1, 1)
    for n in range(9 * 365):
        note = calendar.day(first + timedelta(days=n))
        assert note.why in ("工作日", "周末") or note.day in other


def test_notice_arrives():
    """With its notice the year is known; a single local day is no notice."""
    local = WorkCalendar({"2027-06-18": ("休", "庙会", "区")})
    assert not local.known(2027)
    assert local.day("2027-06-18")[1:] == (False, "庙会", True)
    notice = WorkCalendar({"2027-02-08": ("休", "春节", "通知"), "2027-10-01": ("休", "国庆节", "通知")})
    assert notice.known(2027) and not notice.known(2028)
    assert notice.day("2027-02-08")[1:] == (False, "春节", False)
    assert not notice.day("2027-03-01").provisional


def test_year_end_of_the_notice_before():
    """New Year's days of next year in this year's notice do not make next year known."""
    assert not WorkCalendar({"2027-01-02": ("休", "元旦", "")}).known(2027)


def test_national_day_on_sunday():
    """A notice that lists only moved weekdays is recognised by any of the three days (2028-10-01 is a Sunday)."""
    assert WorkCalendar({"2028-10-02": ("休", "国庆节", "")}).known(2028)
    assert not WorkCalendar({"2028-10-02": ("班", "", "")}).known(2028)


def test_from_records():
    """Values of `calendar` records make a calendar; the later row for a day holds."""
    rows = [
        {"date": "2027-10-01", "rest": "休", "name": "国庆节", "source": None},
        {"date": "2026-10-14", "rest": "休"},
        {"date": "2026-10-14", "rest": "班", "name": None},
    ]
    ours = WorkCalendar.of(rows)
    assert ours.known(2027) and ours.day("2026-10-14").working


@given(DAYS, DAYS)
def test_between_is_the_sum_of_days(a, b):
    """The days worked between two days are the worked days after the first up to the last, negative when swapped."""
    calendar = SHIPPED
    low, high = min(a, b), min(max(a, b), min(a, b) + timedelta(days=500))
    expected = sum(calendar.day(low + timedelta(days=n)).working for n in range(1, (high - low).days + 1))
    assert calendar.between(low, high) == expected
    assert calendar.between(high, low) == -expected


def test_between_over_years(calendar):
    """Every year of the notices has the working days it is known for (2024: 251, 2025: 248, 2026: 248)."""
    other = holidays.country_holidays("CN", years=range(2023, 2027))
    for year in (2024, 2025, 2026):
        days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
        expected = sum(other.is_working_day(d) for d in days if d.year == year)
        assert calendar.between(f"{year - 1}-12-31", f"{year}-12-31") == expected
    assert calendar.between("2023-12-31", "2026-12-31") == 251 + 248 + 248


@given(DAYS)
def test_next_working(d):
    """The next working day is worked, not earlier, and nothing worked is skipped."""
    calendar = SHIPPED
    found = calendar.next_working(d)
    assert found >= d and calendar.day(found).working
    assert not any(calendar.day(d + timedelta(days=n)).working for n in range((found - d).days))


def test_day_shapes():
    """A day is taken as a date, as text, and of a moment whose hour does not matter."""
    assert as_date("2026-10-07T23:59") == as_date("2026-10-07") == as_date(date(2026, 10, 7)) == date(2026, 10, 7)


def test_record_reads_a_notice():
    """A line of a notice is read by its declaration, and a word that is neither 休 nor 班 is refused."""
    line = {"date": "2027-10-01", "rest": "休", "name": "国庆节", "source": "国办发明电"}
    assert CalendarDay.read(line) == line
    assert [f.label for f in CalendarDay.missing({})] == ["日期", "休/班"]
    with pytest.raises(BadValue, match="休/班"):
        CalendarDay.read({"rest": "半天"})


def test_calendars_share_no_notice():
    """What one folder's notice says of a day is unknown to another calendar; a date that is none is no day of any."""
    told = WorkCalendar({"2026-10-14": ("休", "庙会", ""), "2026-13-45": ("休", "", "")})
    assert told.day("2026-10-14").why == "庙会" and told.between("2026-10-13", "2026-10-15") == 1
    assert WorkCalendar().day("2026-10-14").why == "工作日" and WorkCalendar().between("2026-10-13", "2026-10-15") == 2
