"""A holiday notice somebody typed: another year's is refused, what only looks odd is said."""

import json

import chinese_calendar
import holidays
import pytest

from lianluozhan import almanac, resource
from lianluozhan.calendar import NAMES, CalendarDay
from lianluozhan.errors import BadRows, SheetProblem
from lianluozhan.sheet import read
from tests.station import empty, opened, take

OF_2026 = [
    ("2026-01-01", "元旦"),
    ("2026-02-16", "春节"),
    ("2026-04-06", "清明节"),
    ("2026-05-01", "劳动节"),
    ("2026-06-19", "端午节"),
    ("2026-09-25", "中秋节"),
    ("2026-10-01", "国庆节"),
]

pytestmark = pytest.mark.day("2026-11-25")  # seen in November 2026, when the notice for 2027 comes


def day(date, rest="休", name=None):
    """One row."""
    return {"date": date, "rest": rest, "name": name}


def said(*days):
    """Why the rows cannot be taken."""
    return [one.reason for one in almanac.faults(list(days))]


def test_festivals_are_where_another_library_has_them():
    """The first statutory day of every festival from 2024 to 2040 is a holiday of that name elsewhere."""
    other = holidays.country_holidays("CN", years=range(2024, 2041), language="zh_CN")
    shipped = json.loads(resource.path("rules", "festivals.json").read_text("utf-8"))
    assert list(shipped) == [str(year) for year in range(2024, 2041)]
    for year, festivals in shipped.items():
        assert len(festivals) == 7
        for name, when in festivals.items():
            assert name[:2] in other[f"{year}-{when}"], (year, name)


def test_a_true_notice():
    """The published notices of 2025 and 2026, day by day with their names, are taken."""
    rows = [
        day(d.isoformat(), "休", NAMES[name]) for d, name in chinese_calendar.holidays.items() if d.year in (2025, 2026)
    ]
    rows += [
        day(d.isoformat(), "班", NAMES[name]) for d, name in chinese_calendar.workdays.items() if d.year in (2025, 2026)
    ]
    assert len(rows) > 60
    assert said(*rows) == []
    assert list(almanac.cautions(rows)) == []


def test_the_day_before_new_year():
    """元旦 may begin on the last days of the year before."""
    assert said(day("2026-12-30", name="元旦"), day("2027-01-02", name="元旦")) == []


@pytest.mark.parametrize("year", ["2024", "2016", "2028", "2072", "1970"])
def test_a_wrong_year(year):
    """Only the year before, this one and the next can have a notice."""
    assert said(day(f"{year}-05-01", name="劳动节")) == [
        f"{year} 年不对，放假通知只收 2025 到 2027 年的；请看一看是不是拿错了年份"
    ]


@pytest.mark.parametrize("year", ["2025", "2027"])
def test_another_year_s_days(year):
    """The days of 2026 with another year written over them: the festivals of the moon give them away."""
    rows = [day(year + when[4:], name=name) for when, name in OF_2026]
    wrong = {one.value[5:] for one in almanac.faults(rows)}
    assert {"06-19", "09-25"} <= wrong and not {"01-01", "05-01", "10-01"} & wrong
    assert all("像是别的年份的通知" in reason for reason in said(*rows))


def test_several_names():
    """A day named after two festivals has to be near one of them."""
    assert said(day("2025-10-01", name="国庆节、中秋节"), day("2025-10-08", name="国庆节、中秋节")) == []
    assert said(day("2027-03-01", name="国庆节")) == ["2027 年国庆节是 2027-10-01，这一天离得太远，像是别的年份的通知"]


def test_a_local_day():
    """A day named after no festival may be any day, and so may one that is worked."""
    assert said(day("2027-06-18", name="庙会"), day("2027-09-19", "班", "国庆节")) == []


def test_said_twice():
    """One day cannot be both; the same twice is once."""
    assert said(day("2027-10-01", name="国庆节"), day("2027-10-01", name="国庆节")) == []
    assert said(day("2027-10-01", name="国庆节"), day("2027-10-01", "班")) == ["同一天写了两次，一次休、一次班"]


def test_what_looks_odd():
    """Half a notice, a day that is known otherwise, a day that says nothing: taken, and told."""
    odd = list(
        almanac.cautions([day("2027-01-04", name="元旦"), day("2026-12-01", name="停工"), day("2026-12-02", "班")])
    )
    assert odd == [
        "2027 年没有写国庆节的放假日，还不算全年的放假通知，期限仍标暂定",
        "2026-12-01 写的是“休”，与国务院办公厅公布的不同，照写的算",
        "2026-12-02 本来就上班，写“班”没有变化",
    ]


def test_refused_whole(tmp_path):
    """One bad day and nothing of the file is taken; each bad row is named with its place."""
    with opened(empty(tmp_path / "站")) as store:
        with pytest.raises(BadRows) as refusal:
            take(store, "calendar", day("2027-01-01", name="元旦"), day("2037-10-01", name="国庆节"))
        assert "“日期”（2037-10-01）：2037 年不对" in str(refusal.value) and "整份不收" in str(refusal.value)
        assert "skip-bad" not in str(refusal.value)
        assert store.find(CalendarDay) == []


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("日期,休/班,节日名称,依据", "2027年10月1日,休,国庆节,国办通知"),
        ("放假日期,安排,节日,文号", "2027-10-01,放假,国庆节,国办通知"),
        ("date,rest,name,source", "2027/10/1,休,国庆节,国办通知"),
    ],
)
def test_sheets(tmp_path, heading, line):
    """Offices' own headings and words for a day off are read."""
    file = tmp_path / "放假.csv"
    file.write_text(f"{heading}\n{line}\n", "utf-8")
    (row,) = read(file, CalendarDay).rows
    assert row.values == {"date": "2027-10-01", "rest": "休", "name": "国庆节", "source": "国办通知"}


def test_nonsense_sheets(tmp_path):
    """A file without the columns, and rows without a meaning, are refused."""
    file = tmp_path / "放假.csv"
    file.write_text("姓名,电话\n赵,1\n", "utf-8")
    with pytest.raises(SheetProblem, match="找不到日历的表头"):
        read(file, CalendarDay)
    file.write_text("日期,休/班\n2027-02-30,休\n2027-10-01,半天\n,休\n", "utf-8")
    assert [bad.reason for bad in read(file, CalendarDay).bad] == [
        "2027年2月没有30日",
        "没有“半天”这一项，可填：休、班",
        "没有填",
    ]
