"""考核: places in the group, every minimum with how often it was met, 述职 and the ballots, from the year's records."""

import pytest

from lianluozhan.act import LOCAL, acting
from lianluozhan.ballot import BY, Ballot, count
from lianluozhan.deadline import Rule
from lianluozhan.deputy import Deputy
from lianluozhan.duty import add_duty
from lianluozhan.merit import UNGROUPED, groups, lacking_said, told
from lianluozhan.record import new_id
from lianluozhan.score import Missing
from tests.station import empty, opened, receive, run, take

COUNTS = {"发出": 35, "收回": 34, "有效": 33, "满意": 28, "基本满意": 4, "不满意": 1}


def lived(store):
    """Four deputies, two of one group, one of none; the first reported to the voters and was voted on twice."""
    take(
        store,
        "deputy",
        {"name": "彭喆", "group": "第1代表小组", "order": 1},
        {"name": "陈秀兰", "group": "第1代表小组", "order": 2},
        {"name": "单俊峰", "group": "第2代表小组"},
        {"name": "解国栋"},
    )
    for day in ("2026-10-14", "2026-10-21"):
        receive(store, received_at=day, deputies=["陈秀兰"])
    with acting(store, "duty") as act:
        add_duty(act, new_id(), {"begin": "2026-10-20", "kind": "向选民述职", "deputies": ["彭喆"], "title": "述职"})
        add_duty(act, new_id(), {"begin": "2025-10-20", "kind": "向选民述职", "deputies": ["陈秀兰"], "title": "去年"})
    for day in ("2026-10-20", "2026-12-01", "2025-12-01"):
        take(store, "ballot", {"kind": "述职评议", "deputy": "彭喆", "date": day})
    (first,) = store.find(Ballot, "date='2026-10-20'")
    for step, name in zip(BY, ("李平", "周红"), strict=True):
        with acting(store, "count") as act:
            count(act, store.get(Ballot, (first.world, first.id)), step, name, COUNTS)


@pytest.fixture
def store(tmp_path):
    """A station whose year was lived."""
    with opened(empty(tmp_path / "站")) as store:
        lived(store)
        yield store


def by_name(store, year="2026"):
    """{deputy: their year}."""
    return {one.standing.name: one for group in groups(store, year) for one in group.merits}


def test_by_group(store):
    """Groups by name, who is in none last; within it by points, beside the place among all."""
    found = groups(store, "2026")
    assert [group.name for group in found] == ["第1代表小组", "第2代表小组", UNGROUPED]
    assert [(one.standing.name, one.place, one.standing.place) for one in found[0].merits] == [
        ("陈秀兰", 1, 1),
        ("彭喆", 2, 2),
    ]
    assert [(one.place, one.standing.place) for one in (*found[1].merits, *found[2].merits)] == [(1, 3), (1, 3)]
    assert (found[0].average, found[0].met, found[1].average) == ("4.5", 1, "0")  # 6 and 3


def test_minimums(store):
    """What the reception rule asks of everybody, met or not; the table's own goes before it, themes are asked for too."""
    found = by_name(store)
    assert found["陈秀兰"].asked == (Missing("接待选民", 2, 2),) and found["陈秀兰"].lacking == ()
    assert found["彭喆"].lacking == (Missing("接待选民", 2, 0),)
    assert (lacking_said(found["陈秀兰"].lacking), lacking_said(found["彭喆"].lacking)) == ("达到", "接待选民 差 2 次")
    kinds = [
        {"kind": "接待选民", "theme": "依托站点办实事", "base": 4, "least": 3},
        {"kind": "向选民述职", "theme": "提升能力促履行职责", "base": 3, "least": 1},
    ]
    with acting(store, "rule") as act:
        act.write(
            Rule,
            new_id(),
            {"name": "履职积分", "year": 2026, "values": {"kinds": kinds, "least": {"提升能力促履行职责": 2}}},
            LOCAL,
        )
    assert by_name(store)["彭喆"].asked == (
        Missing("接待选民", 3, 0),
        Missing("向选民述职", 1, 1),
        Missing("提升能力促履行职责", 2, 1),
    )
    with acting(store, "rule") as act:
        act.write(Rule, new_id(), {"name": "接待日", "year": 2025, "values": {"least": 0}}, LOCAL)
    assert by_name(store, "2025")["彭喆"].asked == ()


def test_reported_and_voted_on(store):
    """Of this year alone, earliest first; the result is of the last ballot that was counted, not of one still waiting."""
    one = by_name(store)["彭喆"]
    assert [each.begin for each in one.spoke] == ["2026-10-20"]
    assert [(row["date"], row["state"]) for row in one.ballots] == [("2026-10-20", "已计票"), ("2026-12-01", "待计票")]
    assert one.verdict == "满意"
    assert (by_name(store)["陈秀兰"].spoke, by_name(store)["陈秀兰"].verdict) == ((), "")
    assert by_name(store, "2025")["彭喆"].verdict == ""


def test_nobody_of_the_roster(store):
    """A name that no roster knows has no place, so no 考核 either; one who left before the year is not there."""
    receive(store, received_at="2026-10-14", deputies=["生人"])
    with acting(store, "gone") as act:
        act.write(Deputy, new_id(), {"name": "离任者", "left_on": "2025-01-01"})
    assert by_name(store).keys() == {"陈秀兰", "彭喆", "单俊峰", "解国栋"}


def test_plain(store):
    """In plain values, for --json."""
    said = told(groups(store, "2026")[0])
    assert (said["group"], said["deputies"], said["average"], said["met"]) == ("第1代表小组", 2, "4.5", 1)
    assert said["members"][1] == {
        "deputy": "彭喆",
        "place": 2,
        "place_in_group": 2,
        "points": "3",
        "asked": [{"what": "接待选民", "least": 2, "times": 0}],
        "met": False,
        "reported": ["2026-10-20"],
        "ballot": "满意",
    }


def test_by_command(tmp_path):
    """`points YEAR --groups`: a heading a group, a line a deputy; the same as JSON."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        lived(store)
    said = run("--data", path, "points", "2026", "--groups").out
    assert "第1代表小组　2 位，平均 4.5 分，达到最低要求 1 位" in said and "没有编组　1 位" in said
    line = next(line for line in said.splitlines() if "彭喆" in line).split()
    assert line == ["2", "彭喆", "3", "2", "接待选民", "差", "2", "次", "2026-10-20", "满意"]
    data = run("--data", path, "points", "2026", "--groups", "--json").data
    assert [group["group"] for group in data] == ["第1代表小组", "第2代表小组", "没有编组"]
