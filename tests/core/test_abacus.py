"""期限算盘: what a clock is counted from, and its due day against a count made another way, for every unit, pause and extension."""

from datetime import date, timedelta

import holidays
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, strategies as st

from lianluozhan.abacus import clock_of, next_day, said_day, said_step, steps_of, stopped, summed
from lianluozhan.calendar import WorkCalendar
from lianluozhan.dating import _resumed
from lianluozhan.deadline import UNITS, Step, count, counted_to
from tests.core.life import Desk, Life

CALENDAR = WorkCalendar()
OTHER = holidays.country_holidays("CN", years=range(2014, 2027))
WORKED = {d for n in range(4700) if OTHER.is_working_day(d := date(2014, 1, 1) + timedelta(days=n))}
STARTS = st.dates(date(2015, 1, 1), date(2024, 6, 30))
LIMITS = st.sampled_from([(days, unit) for unit in UNITS for days in ((1, 3) if unit == "个月" else (1, 5, 15, 30))])
PAUSES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 25)), max_size=3)  # days until it stops, days it stands


def _stands(day, pauses):
    return any(a < day <= b for a, b in pauses)


def by_hand(start, days, unit, pauses):
    """The due day, found by listing the days on which the clock runs."""
    length = (start + relativedelta(months=days) - start).days if unit == "个月" else days
    running = [d for n in range(1, 210) if not _stands(d := start + timedelta(days=n), pauses)]
    counting = [d for d in running if unit != "工作日" or d in WORKED]
    end = counting[length - 1]
    return next(d for d in running if d >= end and d in WORKED)


def lived_through(start, limit, stops):
    """(life, pauses): passed on with a limit, stopped and resumed as long as the clock still runs."""
    life, pauses = Life(registered_at=start.isoformat()), []
    desk = Desk(life)
    due = count(CALENDAR, start, *limit)
    desk.write("交办", str(start), organ="自来水公司", due_on=due.due_on, limit=f"{limit[0]} {limit[1]}", rule="正常")
    day = start
    for gap, length in stops:
        stop = day + timedelta(days=gap)
        if str(stop) >= life.outcome().due_on:
            break
        day = stop + timedelta(days=length)
        desk.write("暂停", str(stop), reason="等")
        running = clock_of(CALENDAR, life.outcome(), life.facts)
        desk.write("恢复", str(day), reason="好了", **_resumed(CALENDAR, running, str(day)))
        pauses.append((stop, day))
    return life, pauses


@given(STARTS, LIMITS, PAUSES)
def test_due_is_what_the_days_say(start, limit, stops):
    """After any pauses the written due day is the one a list of running days gives, and the strip ends on it."""
    life, pauses = lived_through(start, limit, stops)
    due = life.outcome().due_on
    assert due == str(by_hand(start, *limit, pauses))
    running = clock_of(CALENDAR, life.outcome(), life.facts)
    assert running.due(CALENDAR).due_on == due
    steps = steps_of(CALENDAR, running, due)
    assert [step.day for step in steps] == [
        str(start + timedelta(days=n)) for n in range(1, (date.fromisoformat(due) - start).days + 1)
    ]
    paused = {step.day for step in steps if step.kind == "暂停"}
    assert paused == {step.day for step in steps if any(str(a) < step.day <= str(b) for a, b in pauses)}


@given(STARTS, LIMITS, st.integers(1, 25), st.integers(0, 20), st.integers(0, 25))
def test_an_extension_pauses_too(start, limit, more, gap, length):
    """A clock extended to a day and then stopped gives back, after it, the days that were left up to that day."""
    life, _none = lived_through(start, limit, [])
    desk = Desk(life)
    desk.known = {"a": 1}
    agreed = date.fromisoformat(life.outcome().due_on) + timedelta(days=more)
    desk.write("延期", str(start), due_on=str(agreed), reason="难", limit="9 工作日", rule="正常")
    stop = start + timedelta(days=gap)
    day = stop + timedelta(days=length)
    if stop >= agreed:
        return
    desk.write("暂停", str(stop), reason="等")
    running = clock_of(CALENDAR, life.outcome(), life.facts)
    assert running.agreed == str(agreed)
    desk.write("恢复", str(day), reason="好了", **_resumed(CALENDAR, running, str(day)))
    workdays = limit[1] == "工作日"
    left = [n for n in range(1, (agreed - stop).days + 1) if not workdays or stop + timedelta(days=n) in WORKED]
    expected = by_hand(day, len(left), "工作日" if workdays else "自然日", []) if left else None
    running = clock_of(CALENDAR, life.outcome(), life.facts)
    assert running.agreed is None and running.due(CALENDAR).due_on == life.outcome().due_on
    if expected:
        assert life.outcome().due_on == str(expected)


@given(STARTS, LIMITS, st.integers(0, 40))
def test_counted_to(start, limit, length):
    """The days counted to a day are those of a strip that ends there."""
    day = start + timedelta(days=length)
    days = [start + timedelta(days=n) for n in range(1, length + 1)]
    expected = len([d for d in days if limit[1] != "工作日" or d in WORKED])
    assert counted_to(CALENDAR, start, day, limit[1]) == expected


# ---- pauses by hand -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "pauses", "due", "left"),
    [
        ((15, "工作日"), [("2026-10-20", "2026-10-29")], "2026-11-13", "11 工作日"),
        ((30, "自然日"), [("2026-10-20", "2026-10-29")], "2026-11-23", "24 自然日"),  # 22 November is a Sunday
        ((1, "个月"), [("2026-10-20", "2026-10-29")], "2026-11-23", "25 自然日"),
        ((3, "个月"), [("2026-10-20", "2026-10-21")], "2027-01-15", "86 自然日"),
        # a weekend stops nothing that runs
        ((15, "工作日"), [("2026-10-17", "2026-10-18")], "2026-11-04", "13 工作日"),
        ((15, "工作日"), [("2026-10-20", "2026-10-20")], "2026-11-04", "11 工作日"),  # stopped and resumed on one day
        ((15, "工作日"), [("2026-10-14", "2026-10-16")], "2026-11-06", "15 工作日"),  # stopped on the day it began
    ],
)
def test_resumed_by_hand(limit, pauses, due, left):
    """From 14 October: days worked stand still, days and months stand still day by day; what is left is written."""
    start, life = date(2026, 10, 14), Life(registered_at="2026-10-14")
    desk = Desk(life)
    first = count(CALENDAR, start, *limit).due_on
    desk.write(
        "交办",
        str(start),
        organ="自来水公司",
        due_on=first,
        limit=f"{limit[0]} {limit[1]}",
        rule="正常",
        rule_digest="d",
    )
    for stop, day in pauses:
        desk.write("暂停", stop, reason="等")
        written = _resumed(CALENDAR, clock_of(CALENDAR, life.outcome(), life.facts), day)
        desk.write("恢复", day, reason="好了", **written)
    assert (written["due_on"], written["limit"], written["rule"], written["rule_digest"]) == (due, left, "正常", "d")
    assert life.outcome().due_on == due


def test_late_stays_late():
    """Stopping a clock that is over already does not start it anew."""
    life = Life(registered_at="2026-10-14")
    desk = Desk(life)
    desk.write("交办", "2026-10-14", organ="自来水公司", due_on="2026-10-15", limit="1 工作日", rule="特急")
    desk.write("暂停", "2026-10-20", reason="等")
    written = _resumed(CALENDAR, clock_of(CALENDAR, life.outcome(), life.facts), "2026-10-23")
    assert (written["due_on"], written["limit"]) == ("2026-10-15", "0 工作日")


def test_agreed_without_a_rule():
    """Of a clock that follows no rule what is left goes on in working days, and is named after the act."""
    life = Life(registered_at="2026-10-14")
    desk = Desk(life)
    desk.write("交办", "2026-10-14", organ="自来水公司", due_on="2026-10-21", limit="5 工作日")
    desk.write("暂停", "2026-10-19", reason="等")
    running = clock_of(CALENDAR, life.outcome(), life.facts)
    assert (running.agreed, stopped(CALENDAR, running).days) == ("2026-10-21", 5)
    written = _resumed(CALENDAR, running, "2026-10-26")
    assert (written["due_on"], written["limit"], written["rule"]) == ("2026-10-28", "2 工作日", "恢复")
    desk.write("恢复", "2026-10-26", reason="好了", **written)
    again = clock_of(CALENDAR, life.outcome(), life.facts)
    assert (again.agreed, again.days, again.due(CALENDAR).due_on) == (None, 5, "2026-10-28")


def test_resumed_to_a_day():
    """A day people name when it goes on is agreed on."""
    life = Life(registered_at="2026-10-14")
    desk = Desk(life)
    desk.write("交办", "2026-10-14", organ="自来水公司", due_on="2026-11-04", limit="15 工作日", rule="正常")
    desk.write("暂停", "2026-10-19", reason="等")
    desk.write("恢复", "2026-10-26", reason="好了", due_on="2026-11-20", limit="19 工作日")
    assert clock_of(CALENDAR, life.outcome(), life.facts).agreed == "2026-11-20"


# ---- which clock ----------------------------------------------------------------------------------------------------

PASSED_ON = {"organ": "自来水公司", "due_on": "2026-11-04", "limit": "15 工作日", "rule": "正常"}


def clock_after(*acts):
    """The clock after some acts: (word, day, values)."""
    life = Life(registered_at="2026-10-01")
    desk = Desk(life)
    for word, day, values in acts:
        desk.write(word, day, **values)
    return clock_of(CALENDAR, life.outcome(), life.facts)


def test_no_clock():
    """Before it is passed on, after it is answered or given back, nothing runs."""
    assert clock_after() is None
    assert clock_after(("交办", "2026-10-14", PASSED_ON), ("答复", "2026-10-15", {"answer_class": "A"})) is None
    assert clock_after(("交办", "2026-10-14", PASSED_ON), ("退回", "2026-10-15", {"organ": "x", "reason": "y"})) is None
    up = (
        "报区",
        "2026-10-13",
        {"organ": "区教育局", "reason": "x", "due_on": "2026-10-20", "limit": "5 工作日", "rule": "报区"},
    )
    assert (
        clock_after(up, ("交办", "2026-10-14", PASSED_ON), ("退回", "2026-10-15", {"organ": "x", "reason": "y"}))
        is None
    )


def test_the_last_beginning():
    """改派 begins anew; 催办, 签收 and 批注 do not; a recounted date keeps what it is counted from."""
    again = ("改派", "2026-10-19", PASSED_ON | {"reason": "归它", "due_on": "2026-10-26", "limit": "5 工作日"})
    moved = (
        "重算",
        "2026-10-20",
        {"due_on": "2026-10-27", "reason": "庙会", "limit": "5 工作日", "rule": "正常", "provisional": True},
    )
    found = clock_after(("交办", "2026-10-14", PASSED_ON), again, ("催办", "2026-10-20", {}), moved)
    assert (found.start, found.days, found.unit, found.due_on, found.agreed) == (
        "2026-10-19",
        5,
        "工作日",
        "2026-10-27",
        None,
    )
    assert (found.provisional, found.since, found.last) == (True, "2026-10-20", "a4")


def test_a_limit_nobody_can_read():
    """A fact of another program that names no limit of ours ran up to its day."""
    found = clock_after(("交办", "2026-10-14", PASSED_ON | {"limit": "两周"}))
    assert (found.agreed, found.days, found.unit) == ("2026-11-04", 15, "工作日")


# ---- in words -------------------------------------------------------------------------------------------------------


def test_said():
    """A day says its year where that is not understood; a step why it counts or does not."""
    assert said_day("2026-10-21", 2026) == "10月21日（周三）"
    assert said_day("2027-01-04", 2026) == "2027年1月4日（周一）"
    assert (
        said_step(Step("2026-10-10", "调休", 5, ""), "2026-10-10", 2026)
        == "10月10日（周六）：调休上班，算第 5 天，到期"
    )
    assert said_step(Step("2026-10-01", "节假日", 0, "国庆节"), None, 2026) == "10月1日（周四）：国庆节，不算"
    assert next_day("2026-12-31") == "2027-01-01"


def test_the_same_for_paper_on_any_day():
    """The proof is a function of the day it is asked for, not of the clock of the PC."""
    found = clock_after(("交办", "2026-10-14", PASSED_ON))
    steps = steps_of(CALENDAR, found, "2026-10-20")
    assert summed(CALENDAR, found, steps, "2026-10-20") == "15 个工作日：已数 4，还剩 11"
    assert summed(CALENDAR, found, steps, "2026-11-06") == "15 个工作日已经数完，过期 2 个工作日"
    assert summed(CALENDAR, found, [], "2026-11-06") == ""
