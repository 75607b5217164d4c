"""What the list of 意见办理 asks of a folder: which line an issue makes, under which group, and whose turn it is."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.calendar import CalendarDay, calendar_of
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import title_of
from lianluozhan.record import new_id, short_number
from tests.station import CODE, do, empty, opened, receive
from ui.asks import followup as listed
from ui.asks.followup import ALL, BEHIND, DONE, FINE, GROUPS, LATE, MINE, SOON, STOPPED, THEIRS, Line, tracked
from ui.told import LIGHTS, said_left

HOUSING = "区住房和城乡建设管理局"
ROW = {"title": None, "summary": None, "statement": None, "category": None}


@pytest.fixture
def store(tmp_path):
    """A station with nothing in it, open."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


@pytest.fixture
def district(tmp_path):
    """A district's folder with nothing in it, open."""
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会")) as store:
        yield store


def line(group, number="", next_on=""):
    """A line of which only the group, the number and the next day matter."""
    return Line(("", number), group, "", "", "", "", next_on, "", (), number)


def passed_on(store, day="2026-10-14", **values):
    """Register an issue for the town; given an organ it is passed on the same day."""
    return receive(store, outcome="乡镇办理", received_at=f"{day}T09:00", visitor_name="王秀英", **values)


def ends(found):
    """The ends of the numbers of what was found, in its order."""
    return [short_number(one.number) for one in found.lines]


# ---- plain words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"title": "路灯", "summary": "概括", "statement": "原话"}, "路灯"),
        ({"summary": "路灯坏了，三个月", "statement": "原话"}, "路灯坏了"),
        ({"statement": "路灯不亮。晚上看不见"}, "路灯不亮"),
        ({"statement": "路灯不亮；晚上"}, "路灯不亮"),
        ({"statement": "路灯不亮！快修"}, "路灯不亮"),
        ({"statement": "路灯不亮？"}, "路灯不亮"),
        ({"statement": "路灯不亮,晚上"}, "路灯不亮"),
        ({"statement": "路灯不亮\n晚上"}, "路灯不亮"),
        ({"statement": "  路灯不亮  "}, "路灯不亮"),
        ({"statement": "路灯、井盖都坏"}, "路灯、井盖都坏"),  # an enumeration is one clause
        ({"statement": "", "category": "道路与路灯"}, "道路与路灯"),
        ({"category": "道路与路灯"}, "道路与路灯"),
        ({}, "没有标题"),
        ({"title": "", "statement": "路灯不亮"}, "路灯不亮"),
    ],
)
def test_title(values, title):
    """The title, else the first clause of the summary, else of the words, else the category, else that there is none."""
    assert title_of(ROW | values) == title


def test_grouped_keeps_order():
    """Lines stand under their group in the order they came; a group nobody is in does not appear."""
    lines = [line(LATE, "1"), line(LATE, "2"), line(FINE, "3"), line(DONE, "4")]
    assert listed.grouped(lines) == [(LATE, lines[:2]), (FINE, lines[2:3]), (DONE, lines[3:])]
    assert listed.grouped([]) == []


def test_groups_cover_every_lamp():
    """Each lamp has its group, red before amber before green before stopped, and what is settled is last."""
    places = [GROUPS.index(listed.BY_LIGHT[lamp]) for lamp in ("红", "黄", "绿", "停")]
    assert places == sorted(places)
    assert set(listed.BY_LIGHT) == set(LIGHTS)
    assert GROUPS[-1] == DONE
    assert len(set(GROUPS)) == len(GROUPS)


# ---- whose turn, which days --------------------------------------------------------------------------------------


def test_our_turn_at_a_station(store):
    """At a station it is ours when it waits for the clerk, the 站长 or the body that passes matters on."""
    assert listed.us(store) == {"联络员", "站长", "镇人大主席团"}


def test_our_turn_follows_the_host(store):
    """Another host of the place is another body that passes matters on."""
    with acting(store, "place") as act:
        act.write(Place, own_place_id(CODE), {"host": "街道人大工委"})
    assert listed.us(store) == {"联络员", "站长", "街道人大工委"}


def test_our_turn_in_the_district(district):
    """In a district's folder it is ours when it waits for the district; what waits for a clerk is a station's."""
    assert listed.us(district) == {"区人大"}


def test_the_folder_s_own_days(district):
    """A day of a notice the folder holds goes over the library's; other days stay."""
    assert calendar_of(district).day("2026-10-21").working
    with acting(district, "calendar") as act:
        act.write(CalendarDay, new_id(), {"date": "2026-10-21", "rest": "休", "name": "停电"})
    days = calendar_of(district)
    assert (days.day("2026-10-21").working, days.day("2026-10-22").working) == (False, True)


def test_a_local_holiday_moves_what_is_left(district):
    """What is left until a due day is counted with the folder's own days."""
    with acting(district, "calendar") as act:
        act.write(CalendarDay, new_id(), {"date": "2026-10-22", "rest": "休", "name": "停电"})
    assert said_left(calendar_of(district), "2026-10-23") == "剩1工作日"


# ---- the list ----------------------------------------------------------------------------------------------------


def test_nothing_to_list(store):
    """An empty folder has no lines and counts nothing, in every segment."""
    for segment in listed.SEGMENTS:
        assert tracked(store, segment=segment) == ((), {ALL: 0, MINE: 0, THEIRS: 0, BEHIND: 0})


def test_a_waiting_line(store):
    """What was just registered waits for the clerk since that day, without a lamp, titled by its first clause."""
    issue = passed_on(store, statement="路灯不亮，晚上看不见")
    (found,) = tracked(store).lines
    assert found[1:] == (
        "待处理",
        "",
        "路灯不亮",
        "10-14 起",
        "联络员",
        "2026-10-14",
        "待处理",
        ("待处理",),
        f"{CODE}-2026-Y0001",
        "Y0001",
    )
    assert found.key[0] == issue.world
    assert tracked(store).counts == {ALL: 1, MINE: 1, THEIRS: 0, BEHIND: 0}


@pytest.mark.parametrize(
    ("today", "lamp", "group", "right"),
    [
        ("2026-10-15", "绿", FINE, "剩15工作日"),
        ("2026-10-30", "绿", FINE, "剩4工作日"),
        ("2026-11-02", "黄", SOON, "剩3工作日"),
        ("2026-11-05", "黄", SOON, "今天到期"),
        ("2026-11-06", "红", LATE, "逾期1工作日"),
        ("2026-11-07", "红", LATE, "逾期1工作日"),
        ("2026-11-09", "红", LATE, "逾期2工作日"),
    ],
)
def test_the_lamp_of_a_running_clock(store, today, lamp, group, right):
    """Passed on on 15 October with 15 working days it is due on 5 November: green, amber from three days left, red."""
    clock.set_today("2026-10-15")
    passed_on(store, "2026-10-15", referred_to=HOUSING)
    clock.set_today(today)
    (found,) = tracked(store).lines
    assert (found.lamp, found.group, found.right, found.turn) == (lamp, group, right, HOUSING)
    assert found.next_on == "2026-11-05"


def test_segments_divide_what_is_open(store):
    """轮到我 and 等单位 together are 全部 without the settled; their counts do not depend on the segment looked at."""
    passed_on(store)
    passed_on(store, referred_to=HOUSING)
    passed_on(store)
    do(store, "Y0003", "引导", reason="去法院", acted_on="2026-10-15")
    counts = {ALL: 3, MINE: 1, THEIRS: 1, BEHIND: 0}
    assert ends(tracked(store, segment=MINE)) == ["Y0001"]
    assert ends(tracked(store, segment=THEIRS)) == ["Y0002"]
    assert ends(tracked(store)) == ["Y0001", "Y0002", "Y0003"]
    assert [tracked(store, segment=one).counts for one in listed.SEGMENTS] == [counts] * 3


def test_what_the_district_has_too_long(store):
    """Reported up and its day has passed: not on the day itself, not what waits for an organ, the town or the clerk."""
    clock.set_today("2026-10-14")
    for hour in (9, 10):
        receive(store, outcome="报区办理", received_at=f"2026-10-14T{hour:02d}:00", visitor_name="王秀英")
    passed_on(store, referred_to=HOUSING)
    passed_on(store)
    (day,) = {line.next_on for line in tracked(store).lines if line.state == "待区处理"}
    clock.set_today(day)
    assert ends(tracked(store, segment=BEHIND)) == [] and tracked(store).counts[BEHIND] == 0
    clock.set_today("2026-12-31")
    assert ends(tracked(store, segment=BEHIND)) == ["Y0001", "Y0002"] and tracked(store).counts[BEHIND] == 2
    do(store, "Y0001", "交办", acted_on="2026-10-20", organ=HOUSING, assigned_by="区人大", evidence="复文")
    do(store, "Y0002", "撤回", acted_on="2026-10-20", reason="本人不再要求")
    assert ends(tracked(store, segment=BEHIND)) == [] and tracked(store).counts[BEHIND] == 0


def test_settled_is_not_open(store):
    """What is settled stands in its own group, says the day it ended, and has no turn, lamp or next day."""
    passed_on(store)
    do(store, "Y0001", "引导", reason="去法院", acted_on="2026-10-15")
    (found,) = tracked(store).lines
    assert (found.group, found.state, found.right, found.turn, found.lamp, found.next_on) == (
        DONE,
        "已引导",
        "10-15",
        "",
        "",
        "",
    )


def test_a_paused_line(store):
    """A clock that stopped has the lamp 停 and its own group, and is never overdue."""
    passed_on(store, referred_to=HOUSING)
    do(store, "Y0001", "暂停", reason="等位置", acted_on="2026-10-16", planned_on="2026-10-19")
    clock.set_today("2026-12-01")
    (found,) = tracked(store).lines
    assert (found.lamp, found.group, found.right) == ("停", STOPPED, "10-19")


def test_marks_of_a_later_round(store):
    """From the second round on the line says so beside its state."""
    passed_on(store, referred_to=HOUSING)
    do(store, "Y0001", "答复", acted_on="2026-10-16", answer_class="A")
    do(store, "Y0001", "重办", acted_on="2026-10-19", reason="又不亮了")
    (found,) = tracked(store).lines
    assert found.marks == ("办理中", "第 2 轮")


def test_words_narrow_the_list(store):
    """Only issues that hold the words are listed and counted."""
    passed_on(store, statement="路灯不亮")
    passed_on(store, statement="供暖不热")
    found = tracked(store, "供暖")
    assert ends(found) == ["Y0002"]
    assert found.counts == {ALL: 1, MINE: 1, THEIRS: 0, BEHIND: 0}
    assert tracked(store, "没有的").lines == ()


def test_what_is_due_first_stands_first(store):
    """Within a group the nearer day comes first, whatever the number; of one day the smaller number."""
    passed_on(store, "2026-10-19", referred_to=HOUSING)
    passed_on(store, "2026-10-16", referred_to=HOUSING)
    passed_on(store, "2026-10-19", referred_to=HOUSING)
    assert ends(tracked(store)) == ["Y0002", "Y0001", "Y0003"]


def test_only_the_newest_settled(store, monkeypatch):
    """Of the settled only so many are shown, those that ended last; open ones are never cut."""
    monkeypatch.setattr(listed, "SETTLED_SHOWN", 2)
    for _ in range(4):
        passed_on(store)
    for number, day in (("Y0001", "2026-10-20"), ("Y0002", "2026-10-15"), ("Y0003", "2026-10-16")):
        do(store, number, "引导", reason="去法院", acted_on=day)
    assert ends(tracked(store)) == ["Y0004", "Y0001", "Y0003"]


def test_matching(store):
    """Keys become their issues in the order asked; a key of nothing is left out."""
    passed_on(store)
    passed_on(store)
    first, second = (one.key for one in tracked(store).lines)
    found = listed.matching(store, [second, (CODE, new_id()), first])
    assert [(one.world, one.id) for one in found] == [second, first]
    assert listed.matching(store, []) == []
