"""A year of the deputies: the order by points."""

import pytest

from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.points import said
from lianluozhan.record import new_id
from lianluozhan.year import ranking, told
from tests.station import empty, opened, take


@pytest.fixture
def store(tmp_path):
    """A station with three deputies, two of one name."""
    with opened(empty(tmp_path / "站")) as store:
        for order, (name, group) in enumerate((("彭喆", "第1小组"), ("陈秀兰", "第1小组"), ("陈秀兰", "第2小组")), 1):
            with acting(store, "put") as act:
                act.write(Deputy, f"d{order}", {"name": name, "order": order, "group": group, "levels": ["乡镇"]})
        yield store


def duty(store, day, kind, *deputies):
    """Register a duty; deputies by what is kept of them."""
    take(store, "duty", {"begin": day, "kind": kind, "deputies": list(deputies)})


def order(store, year=2026):
    """(place, name, points) of everybody."""
    return [(one.place, one.name, said(one.score.total)) for one in ranking(store, year).standings]


def test_order(store):
    """Most points first, those of the same share the place and stand as in the roster; two of one name are told apart."""
    duty(store, "2026-03-01", "附议", "d3")
    assert order(store) == [(1, "陈秀兰（第2小组）", "1"), (2, "彭喆", "0"), (2, "陈秀兰（第1小组）", "0")]


def test_unmatched(store):
    """A name no roster knows has its line, without a record; a name two have is nobody's until it is said whose."""
    duty(store, "2026-03-01", "附议", "赵六", "陈秀兰")
    unmatched = [one for one in ranking(store, 2026).standings if one.deputy is None]
    assert [(one.name, said(one.score.total), told(one)["matched"]) for one in unmatched] == [
        ("赵六", "1", False),
        ("陈秀兰", "1", False),
    ]
    assert [(one.place, one.namesakes) for one in unmatched] == [
        (None, ()),
        (None, ("陈秀兰（第1小组）", "陈秀兰（第2小组）")),
    ]


def test_a_name_takes_no_place(store):
    """Points that are nobody's push nobody down, stand last, and are not counted among those who have a place."""
    duty(store, "2026-03-01", "附议", "d1")
    for day in ("2026-03-02", "2026-03-03"):
        duty(store, day, "附议", "陈秀兰")
    assert order(store) == [
        (1, "彭喆", "1"),
        (2, "陈秀兰（第1小组）", "0"),
        (2, "陈秀兰（第2小组）", "0"),
        (None, "陈秀兰", "2"),
    ]
    assert ranking(store, 2026).ranked == 3


@pytest.mark.parametrize(
    ("values", "years"),
    [
        ({}, [2025, 2026, 2027]),
        ({"left_on": "2026-05-01"}, [2025, 2026]),
        ({"elected_on": "2026-05-01"}, [2026, 2027]),
        ({"elected_on": "2026-12-31", "left_on": "2026-12-31"}, [2026]),
    ],
)
def test_in_office(store, values, years):
    """Who left before a year or came after it is not in its order."""
    with acting(store, "put") as act:
        act.write(Deputy, "d9", {"name": "仇玉梅", **values})
    assert [
        year for year in (2025, 2026, 2027) if any(one.name == "仇玉梅" for one in ranking(store, year).standings)
    ] == years


def test_who_left_and_did(store):
    """Who did something in a year stands in its order, also when they left before."""
    gone = new_id()
    with acting(store, "put") as act:
        act.write(Deputy, gone, {"name": "仇玉梅", "left_on": "2025-12-31"})
    assert len(order(store)) == 3
    with acting(store, "put") as act:
        act.write(
            store.schema.records["duty"],
            new_id(),
            {"number": "L1", "begin": "2026-01-02", "kind": "附议", "deputies": [gone]},
        )
    assert order(store)[0] == (1, "仇玉梅", "1")


def test_told(store):
    """In plain values everything stands as text, each line with its duties, what is missing and what does not count."""
    duty(store, "2026-03-01", "附议", "彭喆")
    duty(store, "2026-03-02", "看电影", "彭喆")
    found = told(ranking(store, 2026).standings[0])
    (line,) = found["lines"]
    assert (found["deputy"], found["points"], found["place"], found["levels"]) == ("彭喆", "1", 1, ["乡镇"])
    assert (line["kind"], line["formula"], line["points"], line["capped"]) == ("附议", "1", "1", False)
    assert [(one["begin"], one["points"]) for one in line["duties"]] == [("2026-03-01", "1")]
    assert [(one["kind"], one["why"]) for one in found["not_counted"]] == [("看电影", "积分表里没有这一类")]


def test_nobody_stands_twice(store):
    """A deputy whom another side names by its own record stands once: with what was done, not beside it with nothing."""
    other = new_id()
    with acting(store, "put") as act:
        act.write(Deputy, other, {"name": "彭喆"})
    with store.transaction():
        store.db.execute("UPDATE deputy SET world='140405' WHERE id=?", (other,))
    duty(store, "2026-03-01", "附议", other)
    assert [name for _place, name, points in order(store) if name == "彭喆"] == ["彭喆"]
    assert order(store)[0] == (1, "彭喆", "1")
