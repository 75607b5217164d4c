"""期限算盘: each bead is a day counted by hand, and the sum in words is the sum of the beads."""

import pytest

from lianluozhan import clock
from lianluozhan.calendar import WorkCalendar
from lianluozhan.deadline import Step
from lianluozhan.fact import Fact
from lianluozhan.followup import Outcome
from ui.asks.countdown import LONGEST_OVER, Countdown, beads, countdown, weekday

ROW = {"state": "办理中", "tracking_due": None, "assigned_on": None, "due_on": None}


@pytest.fixture
def days():
    """The working days of 2026 as the State Council's notice has them."""
    return WorkCalendar()


def fact(action, day, limit=None, id="f", **values):
    """One fact of a station."""
    return Fact(
        id, f"{day}T01:00:00.000Z", "s", 1, "station", {"action": action, "acted_on": day, "limit": limit, **values}
    )


def running(days, start, limit, due, pauses=(), state="办理中", action="交办"):
    """The strip of an issue passed on on a day with a limit."""
    outcome = Outcome(state=state, due_on=due, pauses=pauses)
    return countdown(days, ROW, outcome, [fact(action, start, limit, due_on=due)])


def strip(made):
    """[(month-day, kind, days counted so far)]."""
    return [(bead.day[5:], bead.kind, bead.number) for bead in made.beads]


# ---- a clock that runs -------------------------------------------------------------------------------------------


def test_five_working_days(days):
    """From Monday five working days end on the next Monday; the first day and the weekend do not count."""
    made = running(days, "2026-10-19", "5 工作日", "2026-10-26")
    assert strip(made) == [
        ("10-19", "开始", 0),
        ("10-20", "计入", 1),
        ("10-21", "计入", 2),
        ("10-22", "计入", 3),
        ("10-23", "计入", 4),
        ("10-24", "周末", 4),
        ("10-25", "周末", 4),
        ("10-26", "计入", 5),
    ]
    assert made.words == "5 个工作日：已数 2，还剩 3"


def test_what_a_bead_is(days):
    """Days up to today are past, one is today, one is due."""
    made = running(days, "2026-10-19", "5 工作日", "2026-10-26").beads
    assert [bead.day[8:] for bead in made if bead.past] == ["19", "20", "21"]
    assert [bead.day[8:] for bead in made if bead.today] == ["21"]
    assert [bead.day[8:] for bead in made if bead.due] == ["26"]


def test_each_bead_explains_itself(days):
    """A bead says its day and why it counts or does not."""
    said = [bead.words for bead in running(days, "2026-10-19", "5 工作日", "2026-10-26").beads]
    assert said[0] == "10月19日（周一）：从这天起算，当天不算"
    assert said[1] == "10月20日（周二）：算第 1 天"
    assert said[5] == "10月24日（周六）：周末，不算"
    assert said[7] == "10月26日（周一）：算第 5 天，到期"


def test_over_national_day(days):
    """The holiday does not count, with its name; the Saturday worked in exchange does, and says so."""
    made = running(days, "2026-09-29", "4 工作日", "2026-10-10")
    counted = [(bead.day[5:], bead.kind, bead.number) for bead in made.beads if bead.kind in ("计入", "调休")]
    assert counted == [("09-30", "计入", 1), ("10-08", "计入", 2), ("10-09", "计入", 3), ("10-10", "调休", 4)]
    by_day = {bead.day: bead for bead in made.beads}
    assert [by_day[f"2026-10-0{n}"].kind for n in range(1, 8)] == ["节假日"] * 7
    assert by_day["2026-10-01"].words == "10月1日（周四）：国庆节，不算"
    assert by_day["2026-10-10"].words == "10月10日（周六）：调休上班，算第 4 天，到期"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-10-19", "5 个工作日：已数 0，还剩 5"),
        ("2026-10-20", "5 个工作日：已数 1，还剩 4"),
        ("2026-10-23", "5 个工作日：已数 4，还剩 1"),
        ("2026-10-25", "5 个工作日：已数 4，还剩 1"),
        ("2026-10-26", "5 个工作日：已数 5，还剩 0"),
        ("2026-10-27", "5 个工作日已经数完，过期 1 个工作日"),
        ("2026-10-31", "5 个工作日已经数完，过期 4 个工作日"),  # 27, 28, 29, 30
        ("2026-11-02", "5 个工作日已经数完，过期 5 个工作日"),
    ],
)
def test_sum_in_words(days, today, words):
    """What is counted and what is left is the whole; after the due day the working days over are counted."""
    clock.set_today(today)
    assert running(days, "2026-10-19", "5 工作日", "2026-10-26").words == words


def test_overdue_on_a_weekend(days):
    """The Saturday after a Friday's due day is overdue by one already, though the Saturday itself is no working day."""
    clock.set_today("2026-10-24")
    made = running(days, "2026-10-16", "5 工作日", "2026-10-23")
    assert made.words == "5 个工作日已经数完，过期 1 个工作日"
    assert made.beads[-1][:3] == ("2026-10-24", "周末", 0)
    assert made.beads[-1].words == "10月24日（周六）：不是工作日"


def test_after_the_due_day(days):
    """The strip goes on day by day up to today, which is its last bead; only working days are numbered on."""
    clock.set_today("2026-10-26")
    made = running(days, "2026-10-16", "4 工作日", "2026-10-22")
    assert strip(made)[-4:] == [("10-23", "过期", 1), ("10-24", "周末", 1), ("10-25", "周末", 1), ("10-26", "过期", 2)]
    assert made.beads[-1].today
    assert made.beads[-1].words == "10月26日（周一）：已过期 2 个工作日"
    assert [bead.day for bead in made.beads if bead.due] == ["2026-10-22"]


def test_long_overdue_ends(days):
    """A strip that is overdue for months stops being drawn, while its words go on counting."""
    clock.set_today("2026-10-21")
    made = running(days, "2026-03-02", "1 工作日", "2026-03-03")
    over = [bead for bead in made.beads if bead.day > "2026-03-03"]
    assert LONGEST_OVER - 1 <= len(over) <= LONGEST_OVER
    assert not any(bead.today for bead in made.beads)
    assert made.words.startswith("1 个工作日已经数完，过期 15")


def test_natural_days_move_off_the_weekend(days):
    """Five natural days from Monday end on Saturday and move to Monday; what is moved over is not counted."""
    made = running(days, "2026-10-19", "5 自然日", "2026-10-26")
    assert strip(made)[4:] == [("10-23", "计入", 4), ("10-24", "计入", 5), ("10-25", "顺延", 5), ("10-26", "顺延", 5)]
    assert made.beads[-2].words == "10月25日（周日）：到期日不上班，往后顺延"
    assert made.words.endswith("天：已数 2，还剩 3")
    assert "工作日" not in made.words


def test_months_are_days(days):
    """One month from 19 October ends on 19 November, a Thursday, 31 days later."""
    made = running(days, "2026-10-19", "1 个月", "2026-11-19")
    assert (len(made.beads), made.beads[-1].day, made.beads[-1].due) == (32, "2026-11-19", True)
    assert made.words.startswith("31 ")
    assert made.words.endswith("天：已数 2，还剩 29")


def test_agreed_on_another_day(days):
    """After an extension the strip reaches the new day: nine working days up to Friday the 30th."""
    made = running(days, "2026-10-19", "5 工作日", "2026-10-30")
    assert made.beads[-1][:3] == ("2026-10-30", "计入", 9)
    assert made.beads[-1].due
    assert made.words == "9 个工作日：已数 2，还剩 7"


def test_agreed_on_a_shorter_day(days):
    """A day earlier than the limit's ends the strip there."""
    made = running(days, "2026-10-19", "15 工作日", "2026-10-22")
    assert strip(made)[-1] == ("10-22", "计入", 3)
    assert made.words == "3 个工作日：已数 2，还剩 1"


def test_agreed_on_a_saturday(days):
    """An agreed day that is not worked is still the day the strip ends on."""
    made = running(days, "2026-10-19", "5 工作日", "2026-10-31")
    assert (made.beads[-1].day, made.beads[-1].due) == ("2026-10-31", True)
    assert sum(bead.due for bead in made.beads) == 1


@pytest.mark.parametrize("limit", [None, "", "约定", "很久 工作日"])
def test_without_a_limit(days, limit):
    """A fact that names no limit, or one that cannot be read, is counted up to its due day in working days."""
    made = running(days, "2026-10-19", limit, "2026-10-23")
    assert strip(made)[-1] == ("10-23", "计入", 4)
    assert made.words == "4 个工作日：已数 2，还剩 2"


# ---- pauses ------------------------------------------------------------------------------------------------------


def test_resumed(days):
    """Stopped on the 20th and resumed on the 22nd: the two days after the stop do not count, the end moves by them."""
    made = running(days, "2026-10-19", "5 工作日", "2026-10-28", pauses=(("2026-10-20", "2026-10-22"),))
    assert strip(made)[1:5] == [("10-20", "计入", 1), ("10-21", "暂停", 1), ("10-22", "暂停", 1), ("10-23", "计入", 2)]
    assert strip(made)[-1] == ("10-28", "计入", 5)
    assert made.beads[2].words == "10月21日（周三）：暂停，不算"
    assert made.words == "5 个工作日：已数 1，还剩 4"


def test_paused(days):
    """A pause without an end is drawn up to today, with no due day, and says how much was counted before it."""
    clock.set_today("2026-10-23")
    made = running(days, "2026-10-19", "5 工作日", "2026-10-26", pauses=(("2026-10-20", None),), state="暂停")
    assert strip(made) == [
        ("10-19", "开始", 0),
        ("10-20", "计入", 1),
        ("10-21", "暂停", 1),
        ("10-22", "暂停", 1),
        ("10-23", "暂停", 1),
    ]
    assert not any(bead.due for bead in made.beads)
    assert made.words == "暂停中：已数 1 个工作日，恢复后接着数"


def test_paused_long_after_it_was_due(days):
    """While it is paused nothing is overdue, however late the day."""
    clock.set_today("2026-11-20")
    made = running(days, "2026-10-19", "5 工作日", "2026-10-26", pauses=(("2026-10-20", None),), state="暂停")
    assert {bead.kind for bead in made.beads} == {"开始", "计入", "暂停"}
    assert made.beads[-1].today
    assert made.words == "暂停中：已数 1 个工作日，恢复后接着数"


# ---- which fact begins -------------------------------------------------------------------------------------------


def test_the_last_beginning_holds(days):
    """改派 begins the clock anew: the strip starts on its day."""
    facts = [fact("交办", "2026-10-12", "15 工作日", "a"), fact("改派", "2026-10-19", "5 工作日", "b")]
    made = countdown(days, ROW, Outcome(state="办理中", due_on="2026-10-26"), facts)
    assert (made.beads[0].day, made.beads[0].kind) == ("2026-10-19", "开始")


def test_a_fact_without_effect_begins_nothing(days):
    """A 改派 that changed nothing leaves the clock of the 交办 before it."""
    facts = [fact("交办", "2026-10-19", "5 工作日", "a"), fact("改派", "2026-10-20", "15 工作日", "b")]
    made = countdown(days, ROW, Outcome(state="办理中", due_on="2026-10-26", ineffective=("b",)), facts)
    assert made.beads[0].day == "2026-10-19"


def test_other_facts_begin_nothing(days):
    """催办, 签收 and 批注 after it do not move the beginning."""
    facts = [
        fact("交办", "2026-10-19", "5 工作日", "a"),
        *(fact(word, "2026-10-20", id=word) for word in ("签收", "催办", "批注")),
    ]
    assert countdown(days, ROW, Outcome(state="办理中", due_on="2026-10-26"), facts).beads[0].day == "2026-10-19"


def test_reported_up(days):
    """What was reported up runs on the district's days from its own fact, whatever ran before."""
    facts = [
        fact("交办", "2026-10-12", "15 工作日", "a", due_on="2026-11-02"),
        fact("报区", "2026-10-19", "5 工作日", "b", due_on="2026-10-26"),
    ]
    made = countdown(days, ROW | {"state": "待区处理"}, Outcome(state="待区处理"), facts)
    assert (made.beads[0].day, made.beads[-1].day, made.words) == (
        "2026-10-19",
        "2026-10-26",
        "5 个工作日：已数 2，还剩 3",
    )


def test_the_district_s_days_end_with_its_answer(days):
    """Once an organ has it, the 报区 before begins nothing."""
    facts = [fact("交办", "2026-10-19", "5 工作日", "a"), fact("报区", "2026-10-12", "5 工作日", "b")]
    assert countdown(days, ROW, Outcome(state="办理中", due_on="2026-10-26"), facts).beads[0].day == "2026-10-19"


# ---- no clock ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "facts", "words"),
    [
        ({"state": "待处理"}, [], "还没有开始计时"),
        ({"state": "已引导"}, [], ""),
        ({"state": "已作废"}, [], ""),
        ({"state": "跟踪中", "tracking_due": "2026-12-20"}, [], "答应 12月20日（周日）前办好"),
        ({"state": "跟踪中", "tracking_due": "2027-03-01"}, [], "答应 2027年3月1日（周一）前办好"),
        ({"state": "已答复"}, [("答复", "2026-10-20")], ""),  # never passed on: nothing to measure from
        (
            {"state": "已答复", "assigned_on": "2026-10-19", "due_on": "2026-10-26"},
            [("答复", "2026-10-21")],
            "10月19日（周一）交办，10月21日（周三）答复，用了 2 个工作日，期限 10月26日（周一），没有超期",
        ),
        (
            {"state": "已办结", "assigned_on": "2026-10-19", "due_on": "2026-10-20"},
            [("答复", "2026-10-21"), ("办结", "2026-10-22")],
            "10月19日（周一）交办，10月21日（周三）答复，用了 2 个工作日，期限 10月20日（周二），超期",
        ),
        (
            {"state": "已答复", "assigned_on": "2026-10-19", "due_on": "2026-10-21"},
            [("答复", "2026-10-21")],
            "10月19日（周一）交办，10月21日（周三）答复，用了 2 个工作日，期限 10月21日（周三），没有超期",
        ),
        (
            {"state": "已答复", "assigned_on": "2026-10-19"},
            [("答复", "2026-10-19")],
            "10月19日（周一）交办，10月19日（周一）答复，用了 0 个工作日，没有超期",
        ),
        (
            {"state": "已答复", "assigned_on": "2026-10-21"},
            [("答复", "2026-10-19")],  # answered before it was passed on
            "10月21日（周三）交办，10月19日（周一）答复，用了 0 个工作日，没有超期",
        ),
        (
            {"state": "已答复", "assigned_on": "2026-10-09"},
            [("答复", "2026-10-12"), ("跟踪", "2026-10-13")],
            "10月9日（周五）交办，10月13日（周二）答复，用了 3 个工作日，没有超期",  # 10 (in exchange), 12, 13
        ),
    ],
)
def test_no_clock_is_a_sentence(days, row, facts, words):
    """Where no clock runs there are no beads: what was promised, or how long the last answer took and against which day."""
    row = ROW | row
    made = countdown(days, row, Outcome(state=row["state"]), [fact(word, day, id=day) for word, day in facts])
    assert made == Countdown((), words)


def test_running_without_a_beginning(days):
    """A state that runs without a fact that begins it draws nothing and says nothing."""
    assert countdown(days, ROW, Outcome(state="办理中"), []) == Countdown((), "")


# ---- the beads alone, weekdays -----------------------------------------------------------------------------------


def test_beads_of_no_steps(days):
    """Without a due day the beads are the first day and the steps, nothing after."""
    (only,) = beads(days, "2026-10-21", [], None)
    assert only == ("2026-10-21", "开始", 0, True, True, False, "10月21日（周三）：从这天起算，当天不算")


def test_a_beginning_that_is_to_come(days):
    """A first day after today is neither past nor today."""
    (only,) = beads(days, "2026-10-22", [], None)
    assert (only.past, only.today) == (False, False)


def test_a_holiday_s_name_is_said(days):
    """A day off says the holiday's name where it has one, else what kind of day it is."""
    made = beads(
        days, "2026-04-30", [Step("2026-05-01", "节假日", 0, "劳动节"), Step("2026-05-09", "周末", 0, "")], None
    )
    assert [bead.words for bead in made[1:]] == ["5月1日（周五）：劳动节，不算", "5月9日（周六）：周末，不算"]


@pytest.mark.parametrize(("day", "word"), [(f"2026-10-{19 + n}", word) for n, word in enumerate("一二三四五六日")])
def test_weekday(day, word):
    """From Monday, 19 October 2026, the weekdays are 一 to 日."""
    assert weekday(day) == word
