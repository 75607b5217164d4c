"""保存期限: two clocks from the day a matter is over; what is not over is never due, and the district's rule decides."""

from datetime import date

import pytest

from lianluozhan import retention
from lianluozhan.act import acting
from lianluozhan.appointment import Appointment
from lianluozhan.deadline import Rule
from lianluozhan.erase import erase, going
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.journal import ERASE, read
from lianluozhan.package.merge import merge
from lianluozhan.package.unsent import selected
from lianluozhan.project import Project
from lianluozhan.record import new_id
from lianluozhan.retention import asked, clocks, due, list_day, shipped, standing
from lianluozhan.rulebook import reasons
from lianluozhan.table import update
from lianluozhan.visit import Visit
from tests.core import desk

CAME, IN_TEN_YEARS = "2026-10-07", date(2036, 10, 7)


def rule(store, **values):
    """The district's rule, as its package brings it."""
    row = {"id": new_id(), "world": desk.DISTRICT, "name": retention.RULE, "values": values}
    update(store, Rule({**dict.fromkeys(Rule.fields), **row}))


def ids(found):
    """Which records."""
    return {one.record.id for one in found}


def test_an_answer_on_the_spot(store):
    """Ten years after the day somebody came, not a day earlier; the last day of February has no 29th in most years."""
    id = desk.receive(store)
    assert ids(due(store, date(2036, 10, 6))) == set()
    (one,) = due(store, IN_TEN_YEARS)
    assert (one.record.id, one.over_on, one.business_until, one.due_on) == (id, CAME, "2028-10-07", "2036-10-07")


def test_what_is_not_over_is_never_due(store):
    """A reception's clock begins when its issue is closed; while it is in hand there is none."""
    id = desk.receive(store, **desk.PASSED_ON)
    issue = desk.issue_of(store, id)
    assert due(store, date(2099, 1, 1)) == []
    with acting(store, "follow") as act:
        follow(act, issue, "撤回", {"reason": "本人撤回", "acted_on": "2026-10-20"})
    found = due(store, date(2036, 10, 20))
    assert ids(found) == {id, issue.id}
    assert {one.over_on for one in found} == {"2026-10-20"}
    assert due(store, date(2036, 10, 19)) == []


def test_who_only_had_an_appointment(store):
    """Two years; one that became a reception goes with it."""
    gone, came, visit = new_id(), new_id(), desk.receive(store)
    for id, values in ((gone, {"state": "未到"}), (came, {"state": "到访", "visit": visit})):
        desk.write(store, Appointment, {"at": "2026-10-07T09:00", "name": "独孤婉儿", **values}, id)
    assert ids(due(store, date(2028, 10, 7))) == {gone}
    assert ids(due(store, IN_TEN_YEARS)) == {gone, came, visit}


def test_a_letter(store):
    """An issue nobody came with has its own clock."""
    id = new_id()
    desk.write(
        store, Issue, {"registered_at": CAME, "statement": "来信", "raised_by": "独孤婉儿", "kind": "群众意见"}, id
    )
    assert due(store, date(2099, 1, 1)) == []
    with acting(store, "follow") as act:
        follow(act, desk.held(store, Issue, id), "撤回", {"reason": "本人撤回", "acted_on": "2026-10-09"})
    assert ids(due(store, date(2036, 10, 9))) == {id}


def test_a_project(store):
    """What two parties settled is kept ten years from the day it was over;
    while it is under way it has no clock, nor one that names nobody."""
    under_way, over, nobody = new_id(), new_id(), new_id()
    for id, values in (
        (under_way, {"parties": "甲、乙"}),
        (over, {"parties": "甲、乙", "finished_on": CAME}),
        (nobody, {"finished_on": CAME}),
    ):
        desk.write(store, Project, {"kind": "矛盾调处", "title": "换灯", "year": "2026", **values}, id)
    assert ids(due(store, date(2036, 10, 6))) == set()
    (one,) = due(store, IN_TEN_YEARS)
    assert (one.record.id, one.over_on) == (over, CAME)
    assert standing(store, IN_TEN_YEARS) == (1, 0, 1)


def test_the_districts_rule(store):
    """It says how long, for each kind; what it leaves out is as the program brings it."""
    desk.receive(store)
    rule(store, visit=3)
    assert [one.due_on for one in due(store, date(2029, 10, 7))] == ["2029-10-07"]
    assert due(store, date(2029, 10, 6)) == []


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"visit": 0}, "visit"),
        ({"visit": "十年"}, "visit"),
        ({"days": 3}, "days"),
        ({"visit": 101}, "visit"),
        ({"visit": 1}, "visit"),
        ({"business": 5}, "appointment"),
    ],
)
def test_a_rule_nobody_can_follow(values, wrong):
    """Not whole years, another key, shorter than what is at hand: named, with the reason."""
    assert [what for what, _why in reasons(retention.RULE, values)] == [wrong]
    assert reasons(retention.RULE, shipped()["values"]) == []


def test_where_everything_stands(store):
    """At hand, kept as an archive, due: each record is in one of them, and what is erased in none."""
    id = desk.receive(store)
    desk.receive(store, received_at="2035-01-01T09:00")
    assert tuple(standing(store, date(2027, 1, 1))) == (2, 0, 0)
    assert tuple(standing(store, date(2030, 1, 1))) == (1, 1, 0)
    assert tuple(standing(store, date(2036, 12, 1))) == (1, 0, 1)
    with acting(store, ERASE) as act:
        erase(act, going(store, [desk.held(store, Visit, id)]), "TM1", "赵敏")
    assert tuple(standing(store, date(2036, 12, 1))) == (1, 0, 0)
    assert ids(clocks(store, date(2036, 12, 1))) == {one.id for one in store.find(Visit)} - {id}


def test_what_a_district_counts(store, tmp_path):
    """Of a station all that is over and not erased, though the words stayed at the station."""
    id = desk.receive(store)
    with desk.opened(desk.make(tmp_path / "区", "district", desk.DISTRICT, desk.OFFICE)) as there:

        def carry():
            entries = [
                read(e.data, None)
                for stream, first in selected(store, desk.WORLD, "district", full=False, masked=True).items()
                for e in store.entries("stream=? AND seq>=? ORDER BY seq", (stream, first))
            ]
            merge(there, entries, sender="station")

        carry()
        assert ids(due(there, IN_TEN_YEARS, desk.WORLD)) == {id}
        assert due(there, IN_TEN_YEARS) == []  # of its own it has none
        with acting(store, ERASE) as act:
            erase(act, going(store, [desk.held(store, Visit, id)]), "TM1", "赵敏")
        carry()
        assert due(there, IN_TEN_YEARS, desk.WORLD) == []


def test_the_day_the_district_named(store):
    """The list is made for it while anything of that day is left; a day to come waits."""
    desk.receive(store)
    assert asked(store) is None
    today = date(2036, 12, 1)
    for day in (date(2037, 1, 1), date(2036, 11, 1)):
        with acting(store, "ask", "区里") as act:
            retention.ask(act, store.identity.world, day, "区里乙")
        assert asked(store).acted_by == "区里乙"
    assert list_day(store, today) == today  # the later one is still to come
    assert list_day(store, date(2037, 1, 5)) == date(2037, 1, 1)
    with acting(store, ERASE) as act:
        erase(act, going(store, store.find(Visit)), "TM1", "赵敏")
    assert list_day(store, date(2037, 1, 5)) == date(2037, 1, 5)
