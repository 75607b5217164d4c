"""What people type has one meaning: dates, hours, counts, phones, names, as offices write them."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st
from openpyxl.utils.datetime import to_excel

from lianluozhan import typed
from lianluozhan.errors import BadValue
from lianluozhan.typed import Hint

OCTOBER = Hint(2026, 10)
SEVENTH = Hint(2026, 10, 7)


def fails(function, *values) -> str:
    """The reason with which a value is refused."""
    with pytest.raises(BadValue) as bad:
        function(*values)
    return str(bad.value)


@pytest.mark.parametrize(
    "written",
    [
        "2026.10.7",
        "2026/10/7",
        "2026-10-07",
        "2026-10-7",
        "2026年10月7日",
        "2026 年 10 月 7 日",
        "2026年10月7号",
        "20261007",
        20261007,
        20261007.0,
        "２０２６．１０．７",
        "２０２６年１０月７日",
        "2026。10。7",
        "二〇二六年十月七日",
        "26.10.7",
        "26年10月7日",
        " 2026-10-07 ",
        "2026年10月7日（星期三）",
        "2026年10月7日(周三)",
        "2026-10-07 周三",
        "2026年10月7日 星期三",
        "2026-10-07 00:00:00",
        "46302",
        46302,
        46302.0,
        dt.datetime(2026, 10, 7),
        dt.date(2026, 10, 7),
        "2026-10-07T09:30",
    ],
)
def test_full_days(written):
    """A day written in full needs nothing else to be understood."""
    assert typed.day(written) == "2026-10-07"


@pytest.mark.parametrize(
    "written", ["10月7日", "10.7", "10-7", "10/7", "10-07", "十月七日", "10月7号(周三)", 10.7, "１０月７日"]
)
def test_days_without_year(written):
    """The year comes from the title."""
    assert typed.day(written, Hint(2026)) == "2026-10-07"
    assert "年" in fails(typed.day, written)


@pytest.mark.parametrize("written", ["7日", "7号", "7", "07", 7, 7.0, "七日", "7日（周三）", "７"])
def test_days_without_month(written):
    """Year and month come from the title."""
    assert typed.day(written, OCTOBER) == "2026-10-07"
    assert "7日" in fails(typed.day, written)
    assert fails(typed.day, written, Hint(2026))


def test_twenty_and_thirty_in_chinese():
    """Numerals above ten are read by their units."""
    assert typed.day("十二月三十一日", Hint(2026)) == "2026-12-31"
    assert typed.day("二十一日", OCTOBER) == "2026-10-21"
    assert typed.day("十日", OCTOBER) == "2026-10-10"


def test_a_day_that_does_not_exist():
    """A day the calendar does not have is refused with the month it is missing from."""
    assert fails(typed.day, "2026年2月30日") == "2026年2月没有30日"
    assert fails(typed.day, "2026.2.29") == "2026年2月没有29日"
    assert typed.day("2028.2.29") == "2028-02-29"
    assert fails(typed.day, "31日", Hint(2026, 9)) == "2026年9月没有31日"
    assert fails(typed.day, "2026-13-01") == "没有13月"
    assert fails(typed.day, "0202年10月7日") == "年份202不对"


@pytest.mark.parametrize(
    "written",
    [
        "明天",
        "10月",
        "2026年10月",
        "2026",
        "10/7/2026",
        "07-10-26",
        "第三周",
        "2026-10-07-08",
        "",
        None,
        "10月上旬",
        True,
        12345678,
        float("nan"),
        float("inf"),
        dt.datetime(1, 1, 1),
        dt.date(9999, 12, 31),
        -5,
        0.5,
    ],
)
def test_no_day_at_all(written):
    """What names no single day is refused even when the title names year and month."""
    assert fails(typed.day, written, OCTOBER)


def test_a_number_cell_may_have_lost_its_zero():
    """10.1 in a number cell is 10.1 or 10.10; nobody can know which, so it is refused; as text it is the first."""
    assert "10月1日" in fails(typed.day, 10.1, Hint(2026))
    assert "10月20日" not in fails(typed.day, 10.1, Hint(2026))
    assert typed.day("10.1", Hint(2026)) == "2026-10-01"
    assert typed.day(10.25, Hint(2026)) == "2026-10-25"


@given(st.dates(dt.date(1955, 1, 1), dt.date(2099, 12, 31)))
def test_serial_numbers_agree_with_the_spreadsheet_library(date):
    """A date cell that lost its format is the day openpyxl would write as this number."""
    assert typed.day(int(to_excel(date))) == date.isoformat()


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["{}.{}.{}", "{}/{}/{}", "{}年{}月{}日", "{}-{:02}-{:02}"]),
)
def test_every_real_day_in_every_style(date, style):
    """Every day of two centuries is read as itself, also with its month and day alone under a title."""
    written = style.format(date.year, date.month, date.day)
    assert typed.day(written) == date.isoformat()
    short = written.split("年")[-1] if "年" in written else written[5:]
    assert typed.day(short, Hint(date.year)) == date.isoformat()


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026年10月7日 9:30", "2026-10-07T09:30"),
        ("2026年10月7日上午9时", "2026-10-07T09:00"),
        ("2026.10.7  下午3点20分", "2026-10-07T15:20"),
        ("2026-10-07T09:30", "2026-10-07T09:30"),
        ("2026-10-07 09:30:45", "2026-10-07T09:30"),
        ("2026年10月7日（周三）9点半", "2026-10-07T09:30"),
        ("10月7日上午", "2026-10-07"),
        ("10月7日", "2026-10-07"),
        ("7日 9：30", "2026-10-07T09:30"),
        (dt.datetime(2026, 10, 7, 9, 30), "2026-10-07T09:30"),
        (dt.datetime(2026, 10, 7), "2026-10-07"),
        (46302.395833333336, "2026-10-07T09:30"),
    ],
)
def test_moments(written, moment):
    """A day with its hour; without one, or at the midnight a date cell has, the hour is unknown."""
    assert typed.moment(written, OCTOBER) == moment


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("昨天", "2026-10-06"),
        ("昨天下午三点", "2026-10-06T15:00"),
        ("昨晚7点半", "2026-10-06T19:30"),
        ("今早八点", "2026-10-07T08:00"),
        ("前天上午", "2026-10-05"),
        ("大前天", "2026-10-04"),
        ("明天9:00", "2026-10-08T09:00"),
        ("大后天", "2026-10-10"),
        ("上周三9:30", "2026-09-30T09:30"),
        ("上个礼拜天", "2026-10-04"),
        ("上上星期五", "2026-09-25"),
        ("周一", "2026-10-05"),
        ("下周日", "2026-10-18"),
        ("上个月28号", "2026-09-28"),
        ("上月30日 15:00", "2026-09-30T15:00"),
        ("本月9号", "2026-10-09"),
        ("周三10.21", "2026-10-21"),
        ("周三 2026-10-21 9:00", "2026-10-21T09:00"),
        ("星期三 21日", "2026-10-21"),
        ("周三 21", "2026-10-21"),
        ("上周三十点半", "2026-09-30T10:30"),
        ("周一十点", "2026-10-05T10:00"),
        ("星期二下午两点", "2026-10-06T14:00"),
    ],
)
def test_days_said_from_today(written, moment):
    """昨天 and 上周三 mean a day where it is known on which day they are said, a week begins on Monday; nowhere else."""
    assert typed.moment(written, SEVENTH) == moment
    if not written.startswith(("周三", "星期三")):
        assert fails(typed.moment, written, OCTOBER)


def test_a_day_last_month_has_not():
    """上月31号 of a month of thirty days is no day."""
    assert "看不懂" in fails(typed.moment, "上月31号", SEVENTH)


def test_a_span_on_a_day_said_from_today():
    """昨天9点到11点."""
    assert typed.period("昨天9:00-11:00", SEVENTH) == ("2026-10-06T09:00", "2026-10-06T11:00")
    assert typed.period("上周三9:30", SEVENTH) == ("2026-09-30T09:30", None)


@pytest.mark.parametrize("written", ["9:30", "上午9点半", "9点30", dt.time(9, 30), 0.3958333333333333])
def test_an_hour_alone(written):
    """An hour alone is a moment only where the title names the day."""
    assert typed.moment(written, SEVENTH) == "2026-10-07T09:30"
    assert fails(typed.moment, written, OCTOBER)


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("09:00", "09:00"),
        ("9：00", "09:00"),
        ("9∶05", "09:05"),
        ("9点", "09:00"),
        ("9点半", "09:30"),
        ("9点一刻", "09:15"),
        ("9点三刻", "09:45"),
        ("上午9时", "09:00"),
        ("下午3点20分", "15:20"),
        ("下午15:20", "15:20"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("晚上8点", "20:00"),
        ("凌晨12点", "00:00"),
        ("九点半", "09:30"),
        ("十点二十", "10:20"),
        ("930", "09:30"),
        ("0930", "09:30"),
        (930, "09:30"),
        (1430, "14:30"),
        ("9", "09:00"),
        (9, "09:00"),
        ("9.30", "09:30"),
        ("9.3", "09:30"),
        (9.3, "09:30"),
        ("9时30分", "09:30"),
        ("9点整", "09:00"),
        ("9点钟", "09:00"),
        ("3:20 pm", "15:20"),
        ("9:00:00", "09:00"),
        (dt.time(9, 5), "09:05"),
        (dt.timedelta(hours=9, minutes=5), "09:05"),
        (0.375, "09:00"),
        (0.0, "00:00"),
        (dt.datetime(1899, 12, 30, 9), "09:00"),
        ("０９：３０", "09:30"),
    ],
)
def test_times(written, clock):
    """The hour in the ways clerks and cells write it."""
    assert typed.time(written) == clock


@pytest.mark.parametrize(
    "written",
    [
        "25:00",
        "9:75",
        "24:00",
        "上午",
        "9点半多",
        "10.7.3",
        "晚上12点",
        "2567",
        "",
        "早",
        dt.timedelta(hours=36),
        dt.timedelta(hours=-1),
        float("nan"),
        -0.5,
        1.75,
    ],
)
def test_no_time(written):
    """What names no time of one day is refused."""
    assert fails(typed.time, written)


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("9:00-9:30", "09:00", "09:30"),
        ("9时—11时", "09:00", "11:00"),
        ("8：30——9：00", "08:30", "09:00"),
        ("9-11时", "09:00", "11:00"),
        ("上午9:00至11:00", "09:00", "11:00"),
        ("下午2点到4点", "14:00", "16:00"),
        ("上午9点～下午3点", "09:00", "15:00"),
        ("上午9点-12点", "09:00", "12:00"),
        ("9:00", "09:00", None),
        ("9:00-", "09:00", None),
        (dt.time(9), "09:00", None),
        ("上午11点-13点", "11:00", "13:00"),
    ],
)
def test_spans(written, begin, end):
    """From and to; the end is in the same half of the day unless that makes no sense."""
    assert typed.span(written) == (begin, end)


def test_a_span_does_not_run_backwards():
    """An end before the beginning is refused."""
    assert "早于" in fails(typed.span, "11:00-9:00")
    assert "早于" in fails(typed.period, "10月9日-7日", OCTOBER)


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("10月7日9:00-11:30", "2026-10-07T09:00", "2026-10-07T11:30"),
        ("10月7-9日", "2026-10-07", "2026-10-09"),
        ("10月7日至10月9日", "2026-10-07", "2026-10-09"),
        ("2026.10.7—2026.10.9", "2026-10-07", "2026-10-09"),
        ("2026-10-07 9:00", "2026-10-07T09:00", None),
        ("7日9:00—9日11:00", "2026-10-07T09:00", "2026-10-09T11:00"),
        ("10月7日（周三）下午2-4点", "2026-10-07T14:00", "2026-10-07T16:00"),
        ("2026-10-7", "2026-10-07", None),
        (dt.datetime(2026, 10, 7), "2026-10-07", None),
    ],
)
def test_periods(written, begin, end):
    """A beginning and, when written, an end, of hours or of days."""
    assert typed.period(written, OCTOBER) == (begin, end)


def test_hours_under_a_day():
    """On a sheet of one day the hours are enough."""
    assert typed.period("9:00-9:30", SEVENTH) == ("2026-10-07T09:00", "2026-10-07T09:30")
    assert typed.period("9-11时", SEVENTH) == ("2026-10-07T09:00", "2026-10-07T11:00")


@pytest.mark.parametrize(
    "written", ["3人", "３", 3, 3.0, "三人", "3 人次", "3.0", "约3人", "3批次", "3岁", "3件", "３人"]
)
def test_counts(written):
    """A count with or without its measure word."""
    assert typed.count(written) == 3


def test_larger_counts():
    """Tens in Chinese, thousands with commas, and nothing."""
    assert typed.count("十二人") == 12
    assert typed.count("23批次") == 23
    assert typed.count("1,200") == 1200
    assert typed.count("二百零五") == 205
    assert typed.count("二百五") == 250 and typed.count("一百二十人") == typed.count("一百二") == 120
    assert typed.count("二百") == 200 and typed.count("一百一十二") == 112
    assert typed.count(0) == 0


@pytest.mark.parametrize(
    "written",
    [
        "很多",
        "3户5人",
        "30余人",
        "2.5",
        2.5,
        "-1",
        -1,
        "三五人?",
        "",
        True,
        "1,2",
        "两三人",
        "七八",
        "二十七八人",
        "四五十",
    ],
)
def test_no_count(written):
    """What is not one whole number is refused, not guessed."""
    assert fails(typed.count, written)


@pytest.mark.parametrize(
    "written",
    ["2026年10月", "2026-10", "2026.10", "2026/10", 202610, "202610", dt.datetime(2026, 10, 7), "2026年10月7日"],
)
def test_months(written):
    """A month in the ways of a roster's 出生年月."""
    assert typed.month(written) == "2026-10"


def test_a_short_year():
    """七五年八月 on a roster is 1975; a year that can be of either century is asked for, as is what is no month at all."""
    assert typed.month("七五年八月") == typed.month("75年8月") == typed.month("75.8.1") == "1975-08"
    assert typed.month("26年10月") == "2026-10"
    assert typed.day("85.3.2") == "1985-03-02"
    assert fails(typed.month, "45年3月") == "“45年3月”分不清是1945年还是2045年，请写全"
    assert fails(typed.month, "八月") == "看不懂“八月”，请写成 2026-10"


def test_a_month_cell_may_have_lost_its_zero():
    """1975.1 in a number cell is January or October; as text it is January."""
    assert "1月还是10月" in fails(typed.month, 1975.1)
    assert typed.month("1975.1") == "1975-01"
    assert typed.month(1975.03) == "1975-03"
    assert fails(typed.month, "1975年13月") == "没有13月"


def test_yes_and_no():
    """Ticks and words; anything else is no answer."""
    assert [typed.yes(word) for word in ("是", "√", "有", "Y", 1, True, " 是 ", "☑")] == [True] * 8
    assert [typed.yes(word) for word in ("否", "×", "无", "N", 0, False, "未", "☐")] == [False] * 8
    assert fails(typed.yes, "大概")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("１３８－００００－００００", "13800000000"),
        (13800000000, "13800000000"),
        (13800000000.0, "13800000000"),
        ("+86 138 0000 0000", "13800000000"),
        ("0086-13800000000", "13800000000"),
        ("0355-7500000", "03557500000"),
        ("(0355)7500000", "03557500000"),
        ("（0355） 7500000", "03557500000"),
        ("0355-7500000转123", "03557500000转123"),
        ("0355-7500000-123", "03557500000转123"),
        ("0355 7500000 分机 8", "03557500000转8"),
        ("138****0000", "138****0000"),
        ("140402 19900101 123x", "14040219900101123X"),
        ("14040219900101123Ｘ", "14040219900101123X"),
        ("12345", "12345"),
        ("13800000000（儿子）", "13800000000(儿子)"),
        ("13800000000/13900000000", "13800000000、13900000000"),
        ("1.3800000001E+10", "13800000001"),
        ("13800000000.0", "13800000000"),
    ],
)
def test_phones(written, number):
    """Half-width digits without separators; extensions, masks, X and remarks stay."""
    assert typed.digits(written) == number


@pytest.mark.parametrize("written", ["1.38E+10", "1.40402E+17", 140402199001011234.0, 140402199001011000])
def test_digits_the_spreadsheet_has_lost(written):
    """A number that was shortened by a spreadsheet is refused rather than stored wrong."""
    assert "丢失" in fails(typed.digits, written)


@given(st.integers(10**10, 10**15 - 1))
def test_numbers_never_become_scientific(number):
    """Whatever a cell makes of a number, its digits are what was typed."""
    assert typed.digits(number) == typed.digits(float(number)) == str(number)
    assert typed.text(number) == typed.text(float(number)) == str(number)


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("张三、李四", ["张三", "李四"]),
        ("张三，李四", ["张三", "李四"]),
        ("张三, 李四", ["张三", "李四"]),
        ("张三；李四;王五", ["张三", "李四", "王五"]),
        ("张三/李四", ["张三", "李四"]),
        ("张三\n李四", ["张三", "李四"]),
        ("单俊𫍣 曾晓梅", ["单俊𫍣", "曾晓梅"]),
        ("张三（区）、李四(市、镇)", ["张三", "李四"]),
        ("张三（区人大代表） 李四", ["张三", "李四"]),
        ("张　三", ["张三"]),
        ("张 三", ["张三"]),
        ("张 三 李四", ["张三", "李四"]),
        ("李四 张 三", ["李四", "张三"]),
        ("张 三 李 四", ["张三", "李四"]),
        ("王 小 明", ["王小明"]),
        ("张 三丰", ["张三丰"]),
        ("欧阳 静", ["欧阳静"]),
        ("李四 尉迟 桂英", ["李四", "尉迟桂英"]),
        ("赵㛃", ["赵㛃"]),
        ("买买提 · 艾力、张三", ["买买提·艾力", "张三"]),
        ("张三（女）", ["张三"]),
        ("、张三、", ["张三"]),
        ("", []),
        (None, []),
        (["张三", " 李四 ", ""], ["张三", "李四"]),
        (["张 三"], ["张 三"]),
        ("张三（镇），李四（镇）", ["张三", "李四"]),
        ("区应急管理局（消防、救援）、区民政局", ["区应急管理局（消防、救援）", "区民政局"]),
    ],
)
def test_names(written, people):
    """Several people in one cell, in the order typed; a typographic space inside a short name is none."""
    assert typed.names(written) == people


def test_five_single_characters():
    """王 小 明 李 四 and 王小 明李 四 look the same: refused with the way out."""
    assert "顿号" in fails(typed.names, "王 小 明 李 四")


def test_text():
    """NFC and trimmed, else as typed; empty is absent."""
    assert typed.text("  路　灯 ") == "路　灯"
    assert typed.text("e\u0301") == "é"
    assert typed.text("第一行\r\n第二行\r第三行") == "第一行\n第二行\n第三行"
    assert typed.text("　") is None
    assert typed.text(None) is None
    assert typed.text(8794) == "8794"
    assert typed.text(8794.0) == "8794"
    assert typed.text(16.5) == "16.5"
    assert typed.text("＝１") == "＝１"
    assert typed.text(dt.datetime(2026, 10, 7)) == "2026-10-07"
    assert typed.text("\ufeff䶮𬱖") == "䶮𬱖"


def test_meaning_is_not_changed_twice():
    """What a function returns means the same when it is read again."""
    assert typed.moment(typed.moment("10月7日9点半", OCTOBER)) == "2026-10-07T09:30"
    assert typed.digits(typed.digits("0355-7500000-12")) == "03557500000转12"
    assert typed.names(typed.names("张 三、李四")) == ["张三", "李四"]


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (typed.day, "２０２６年１３月"),
        (typed.day, "下下周　三"),
        (typed.moment, "2026-10-1　２６：００"),
        (typed.time, "２５：００"),
        (typed.count, "三十几"),
    ],
)
def test_what_was_typed_is_quoted(read, value):
    """An error quotes what the person typed, not what became of it."""
    with pytest.raises(BadValue, match=f"“{value}”"):
        read(value)
