"""Records as people read them."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.readable import local, readable
from lianluozhan.visit import Visit
from tests.station import do, empty, issues, opened, receive, take


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store
    clock.set_today(None)


def rows(store, cls):
    """All records of a kind, read."""
    return readable(store, cls, store.find(cls, order="id"))


PASSED = {
    "outcome": "乡镇办理",
    "referred_to": "自来水公司",
    "received_at": "2026-10-07T11:00",
    "visitor_name": "尉迟桂英",
}


@pytest.mark.parametrize(
    ("at", "minute"),
    [("2026-10-07T01:02:59.999Z", "2026-10-07T09:02"), ("2026-12-31T16:00:00.000Z", "2027-01-01T00:00"), (None, None)],
)
def test_local(at, minute):
    """A journal time is shown as the country's minute."""
    assert local(at) == minute


def test_keys(store):
    """The keys stand as the record declares them, what nobody wrote is None, an issue's light and days come last."""
    receive(store, **PASSED)
    (visit,), (issue,) = rows(store, Visit), rows(store, Issue)
    assert list(visit) == list(Visit.fields)
    assert list(issue) == [*Issue.fields, "light", "days_open"]
    assert (visit["reply"], visit["attachments"], visit["until"], visit["confidential"]) == (None,) * 4
    assert local(store.find(Visit)[0].created_at) == visit["created_at"]


def test_references(store):
    """References are names, in lists, in counts per person and inside a session's source; the unmatched stay as typed."""
    take(store, "deputy", {"name": "彭喆"})
    take(store, "organ", {"name": "自来水公司"})
    receive(store, **PASSED, deputies=["外人"])
    receive(store, **PASSED, party_size=3)
    with_deputy = {"begin": "2026-10-08", "kind": "开展专题调研", "deputies": "彭喆、外人"}
    take(store, "duty", with_deputy)
    session, imported = sorted(rows(store, Duty), key=lambda row: row["begin"])
    assert imported["deputies"] == ["彭喆", "外人"]
    assert session["source"] == "接待 2026-10-07 渔泽镇人大代表联络站"
    assert session["people_met"] == {"外人": 1}
    assert {row["organ"] for row in rows(store, Issue)} == {"自来水公司"}
    assert {row["issue"] for row in rows(store, Followup)} == {row["number"] for row in rows(store, Issue)}


def test_voided_names(store):
    """A reference to somebody who left still has a name."""
    take(store, "deputy", {"name": "彭喆"})
    take(store, "visit", PASSED | {"deputies": "彭喆", "statement": "没水"})
    with acting(store, "void") as act:
        void(act, store.find(Deputy)[0], "换届")
    assert rows(store, Visit)[0]["deputies"] == ["彭喆"]


def test_two_of_one_name(store):
    """Each deputy is read by what tells them apart, in one duty too, as it would be typed; a bare name stays nobody's."""
    take(
        store,
        "deputy",
        {"name": "陈秀兰", "group": "第1小组"},
        {"name": "陈秀兰", "group": "第2小组"},
        {"name": "彭喆"},
    )
    take(
        store,
        "duty",
        {
            "begin": "2026-10-01",
            "kind": "扶弱济困",
            "deputies": ["陈秀兰（第2小组）", "彭喆", "陈秀兰（第1小组）", "陈秀兰", "陈秀兰（第2小组）"],
        },
    )
    (row,) = rows(store, Duty)
    assert row["deputies"] == ["陈秀兰（第2小组）", "彭喆", "陈秀兰（第1小组）", "陈秀兰"]
    assert [one["name"] for one in rows(store, Deputy)].count("陈秀兰") == 2
    taken = take(store, "duty", {"begin": "2026-10-01", "kind": "扶弱济困", "deputies": row["deputies"]})
    assert taken.new == 0


def test_told(store):
    """Who was told stands by name; of two with one name neither is lost."""
    receive(store, **PASSED, deputies=["尉迟桂英", "彭喆"])
    do(store, "Y0001", "答复", acted_on="2026-10-20", answer_class="A")
    do(store, "Y0001", "回告", how="电话", acted_on="2026-10-21")
    (row,) = rows(store, Issue)
    assert len(row["told"]) == 3
    assert [name[:4] for name in row["told"]].count("尉迟桂英") == 2
    assert row["told"]["彭喆"] == {"on": "2026-10-21", "how": "电话", "rating": None}


@pytest.mark.parametrize(
    ("today", "light", "days"),
    [
        ("2026-10-07", "绿", 0),
        ("2026-10-21", "绿", 14),
        ("2026-10-22", "黄", 15),
        ("2026-10-27", "黄", 20),
        ("2026-10-28", "红", 21),
        ("2026-10-01", "绿", 0),
    ],
)
def test_seen_today(store, today, light, days):
    """Light and days open are those of the day they are seen on: 黄 from three working days left, 红 after the day."""
    receive(store, **PASSED)
    clock.set_today(today)
    (row,) = rows(store, Issue)
    assert (row["light"], row["days_open"], row["due_on"]) == (light, days, "2026-10-27")


def test_closed(store):
    """What is closed has no light, and its days stop."""
    receive(store, **PASSED | {"visitor_name": None})
    clock.set_today("2026-12-31")
    do(store, "Y0001", "答复", acted_on="2026-10-20", answer_class="A")
    do(store, "Y0001", "办结", acted_on="2026-10-22")
    assert (rows(store, Issue)[0]["light"], rows(store, Issue)[0]["days_open"]) == (None, 15)


def test_nothing(store):
    """No records, no rows."""
    assert readable(store, Issue, []) == []


def test_a_promise_has_the_light_of_its_own_day(tmp_path):
    """A class-B answer waits for the day it promised: the organ's old due date lights nothing any more."""
    with opened(empty(tmp_path / "站")) as store:
        receive(store, outcome="乡镇办理", referred_to="自来水公司", received_at="2026-10-07T09:00")
        number = issues(store)[0]["number"]
        do(store, number, "答复", answer_class="B", text="明年换管", planned_on="2027-06-30")
        do(store, number, "办结")  # nobody gave a name, nobody is to be told
        (issue,) = issues(store)
    assert (issue["state"], issue["due_on"], issue["tracking_due"]) == ("跟踪中", "2026-10-27", "2027-06-30")
    assert issue["light"] == "绿"
