"""排班: fair turns, moved days, what cannot be, and nothing planned twice."""

import itertools
from collections import Counter

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.deadline import Rule
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput
from lianluozhan.place import Place, own_place_id
from lianluozhan.readable import readable
from lianluozhan.rota import clashes, exchanged, lacking, on_duty, rota, said_lacking, schedules, write_rota
from lianluozhan.rulebook import reasons
from lianluozhan.schedule import Schedule
from lianluozhan.table import update
from tests.station import CODE, empty, opened, sound, take

OWN = own_place_id(CODE)
GROUPS = {"一组": "彭喆 陈秀兰 曾晓梅", "二组": "单俊峰 尉迟桂英 孔方 乐嘉", "三组": "仇英"}


@pytest.fixture
def store(tmp_path):
    """A station that receives every Wednesday, with eight deputies in three groups."""
    with opened(empty(tmp_path / "站")) as store:
        hours(store, "每周三 9:00-11:00")
        take(
            store,
            "deputy",
            *({"name": name, "group": group} for group, names in GROUPS.items() for name in names.split()),
        )
        yield store


def hours(store, words, id=OWN):
    """What hangs on a place's wall."""
    with acting(store, "amend") as act:
        act.write(Place, id, {"hours": words})


def plan(store, month):
    """Plan a month; returns how many days are new."""
    with acting(store, "rota") as act:
        return write_rota(act, rota(store, month))


def change(store, record, **typed):
    """Amend a record."""
    with acting(store, "amend") as act:
        amend(act, record, typed, "调班")
    return store.get(type(record), (record.world, record.id))


def people(store, *records):
    """Their deputies by name."""
    return [row["deputies"] for row in readable(store, Schedule, records)]


def test_planned(store):
    """Place, hours, the day a moved one comes from and the day of its notice are filled in; again nothing is new."""
    assert plan(store, "2025-10") == 4
    first, second, *_ = schedules(store, "2025-10")
    assert (first.date, first.moved_from, first.begin, first.end) == ("2025-10-09", "2025-10-01", "09:00", "11:00")
    assert (second.date, second.moved_from, second.place, second.notice_on) == ("2025-10-15", None, OWN, "2025-10-12")
    assert all(len(one.deputies) == 2 for one in schedules(store, "2025-10") if people(store, one) != [["仇英"]])
    assert plan(store, "2025-10") == 0
    sound(store)


def test_fair_over_a_year(store):
    """In a year no deputy of a group is more than one turn ahead of another, and the groups take turns."""
    for month in range(1, 13):
        plan(store, f"2026-{month:02d}")
    turns = Counter(name for names in people(store, *schedules(store, "2026")) for name in names)
    for names in GROUPS.values():
        counts = [turns[name] for name in names.split()]
        assert max(counts) - min(counts) <= 1 < min(counts)
    groups = {name: group for group, names in GROUPS.items() for name in names.split()}
    in_turn = [groups[names[0]] for names in people(store, *schedules(store, "2026"))]
    assert all(a != b for a, b in itertools.pairwise(in_turn))


@pytest.mark.parametrize(
    "groups",
    [
        {"一组": "甲甲 乙乙", "二组": "丙丙 丁丁 戊戊", None: "己己"},
        {None: "甲甲 乙乙 丙丙 丁丁 戊戊"},
        {"一组": "甲甲 乙乙 丙丙", "二组": "丁丁 戊戊 己己", "三组": "庚庚"},
        {"一组": "甲甲 乙乙 丙丙", None: "丁丁"},
        {"一组": "甲甲 乙乙 丙丙 丁丁 戊戊 己己", "二组": "庚庚 辛辛"},
    ],
)
def test_nobody_alone_nobody_left_out(tmp_path, groups):
    """Where two are asked for two come, whoever has no group too; nobody twice in a month that another has no day in."""
    with opened(empty(tmp_path / "站")) as store:
        hours(store, "每周四 9:00-11:00，每次2名代表")
        take(
            store,
            "deputy",
            *({"name": name, "group": group} for group, names in groups.items() for name in names.split()),
        )
        for month in ("2026-06", "2026-07", "2026-08"):
            plan(store, month)
            turns = people(store, *schedules(store, month))
            assert [len(set(names)) for names in turns] == [2] * len(turns)
            counts = Counter(name for names in turns for name in names)
            assert max(counts.values()) == 1 or set(counts) == {
                name for names in groups.values() for name in names.split()
            }, counts


def test_every_deputy_twice_a_year(store):
    """Who receives less often than the year asks is named with how often, fewest first; the district's rule has the number."""
    plan(store, "2026-01")
    least, few = lacking(store, 2026)
    assert least == 2 and list(few.values()) == [1] * 8  # 4 Wednesdays of two, eight deputies
    plan(store, "2026-02")
    assert lacking(store, 2026) == (2, {})
    for one in schedules(store, "2026-02")[2:]:
        with acting(store, "void") as act:
            void(act, one, "停水")
    least, few = lacking(store, 2026)
    assert list(few.values()) == [1] * 4
    assert said_lacking(store, 2026).startswith(f"2026年排到不足 2 次的 {len(few)} 位：")
    take(store, "rule", {"name": "接待日", "values": {"least": 1}})
    assert lacking(store, 2026) == (1, {})
    assert lacking(store, 2027)[1] == dict.fromkeys("陈秀兰 曾晓梅 彭喆 单俊峰 尉迟桂英 孔方 乐嘉 仇英".split(), 0)
    assert reasons("接待日", {"least": 2}) == []
    assert [key for key, _why in reasons("接待日", {"least": -1})] == ["least"]
    for month in range(3, 13):
        plan(store, f"2026-{month:02d}")
    assert said_lacking(store, 2026) == ""


def test_whoever_comes_and_goes(store):
    """One who left is not asked any more, one who was elected later not before; a new one does not have to catch up."""
    leaving = next(one for one in store.find(Deputy) if one.name == "彭喆")
    change(store, leaving, left_on="2026-07-01")
    for month in range(1, 7):
        plan(store, f"2026-{month:02d}")
    take(store, "deputy", {"name": "黑齿常之", "group": "一组", "elected_on": "2026-07-01"})
    for month in range(7, 13):
        plan(store, f"2026-{month:02d}")
    after = Counter(name for names in people(store, *schedules(store, "2026")[26:]) for name in names)
    assert after["彭喆"] == 0
    assert max(after[name] for name in ("陈秀兰", "曾晓梅", "黑齿常之")) - after["黑齿常之"] <= 1
    assert clashes(store, schedules(store, "2026")) == []


def test_what_stands_is_left_alone(store):
    """A day that was moved by hand, voided or read from a sheet is not planned a second time."""
    take(store, "schedule", {"date": "2025-11-26", "deputies": "彭喆"})
    assert plan(store, "2025-11") == 3
    first, second, *_ = schedules(store, "2025-11")
    change(store, first, date="2025-11-06", moved_from="2025-11-05")
    with acting(store, "void") as act:
        void(act, second, "停水")
    assert plan(store, "2025-11") == 0
    assert [one.date for one in schedules(store, "2025-11")] == ["2025-11-06", "2025-11-19", "2025-11-26"]


def test_two_places(store):
    """A point has its own days and deputies; nobody is asked to be at two places on a day."""
    take(store, "place", {"name": "东街联络点", "level": "点", "hours": "每周三 15:00-17:00，每次1名代表"})
    for one in store.find(Deputy, '"group"=?', ("一组",)):
        change(store, one, places="东街联络点、渔泽镇人大代表联络站")
    plan(store, "2025-11")
    found = schedules(store, "2025-11")
    point = [one for one in found if one.place != OWN]
    assert [len(one.deputies) for one in point] == [1] * 4
    assert {name for names in people(store, *point) for name in names} <= set(GROUPS["一组"].split())
    assert clashes(store, found) == []


def test_clashes(store):
    """What cannot be is named: twice a day, at two places, left, unknown, nobody; a holiday is only remarked."""
    take(store, "place", {"name": "东街联络点", "level": "点"})
    take(store, "deputy", {"name": "皇甫嵩", "left_on": "2025-09-01"}, {"name": "令狐冲", "elected_on": "2026-01-01"})
    at = {"place": "渔泽镇人大代表联络站"}
    take(
        store,
        "schedule",
        {"date": "2025-10-15", "deputies": "彭喆、陈秀兰", "begin": "9:00"} | at,
        {"date": "2025-10-15", "deputies": "彭喆", "begin": "14:00"} | at,
        {"date": "2025-10-15", "deputies": "陈秀兰", "place": "东街联络点"},
        {"date": "2025-10-16", "deputies": "皇甫嵩、令狐冲、王某"},
        {"date": "2025-10-01"},
    )
    assert sorted(clashes(store, schedules(store, "2025-10"))) == sorted(
        [
            "10月1日是国庆节，照样接待就不用改，要顺延请改日期",
            "10月1日还没有接待代表",
            "10月15日彭喆排了 2 次",
            "10月15日陈秀兰排在两个地方：东街联络点、渔泽镇人大代表联络站",
            "10月16日的皇甫嵩2025-09-01 已离任",
            "10月16日的令狐冲2026-01-01 才当选",
            "10月16日的王某不在名册里",
        ]
    )


def test_swapped(store):
    """A swap keeps the place in the list, says why, and counts as the turn of who really comes."""
    plan(store, "2025-11")
    first = schedules(store, "2025-11")[0]
    ids = {one.name: one.id for one in store.find(Deputy)}
    out = first.deputies[0]
    into = next(id for id in ids.values() if id not in first.deputies)
    changed = change(store, first, deputies=exchanged(first.deputies, out, into))
    assert changed.deputies == [into, *first.deputies[1:]]
    assert exchanged(["甲", "乙"], "甲", "乙") == ["乙"]


def test_rule_of_the_district(tmp_path):
    """Where the place says nothing, the district's rule 接待日 holds; where nobody says anything, it is refused with the way out."""
    with opened(empty(tmp_path / "站")) as store:
        with pytest.raises(BadInput, match="还不知道.*哪天接待"):
            rota(store, "2025-11")
        hours(store, "周一至周五 8:00-18:00")
        with pytest.raises(BadInput, match="每周三"):
            rota(store, "2025-11")
        hours(store, "每周三 11:00-9:00")
        with pytest.raises(BadInput, match="早于"):
            rota(store, "2025-11")
        hours(store, "全天开放")
        values = {"id": "r", "world": CODE, "name": "接待日", "values": {"开放时间": "单月15日"}, "year": 2025}
        update(store, Rule({name: values.get(name) for name in Rule.fields}))  # as a package of the district brings it
        assert [slot.schedule.date for slot in rota(store, "2025-09")] == ["2025-09-15"]


def test_today(store):
    """The day's reception is the one of the hour, else the station's own; none on another day."""
    take(store, "place", {"name": "东街联络点", "level": "点"})
    take(
        store,
        "schedule",
        {"date": "2025-11-05", "place": "东街联络点", "begin": "15:00", "end": "17:00", "deputies": "彭喆"},
    )
    plan(store, "2025-11")
    assert on_duty(store, "2025-11-05", "15:30").begin == "15:00"
    assert on_duty(store, "2025-11-05", "12:00").begin == "09:00"
    assert on_duty(store, "2025-11-06") is None


@pytest.mark.parametrize(
    ("words", "right"),
    [("每周三 9:00-11:00", True), ("单月15日", True), ("全天开放", False), ("每周三 11:00-9:00", False), (3, False)],
)
def test_a_district_may_say_when(words, right):
    """The rule 接待日 holds words for a place, or for every one; what says no day is named."""
    assert [key for key, _why in reasons("接待日", {"开放时间": words})] == ([] if right else ["开放时间"])
