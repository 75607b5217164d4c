"""Reminders: a receipt that does not come, the days before a date on which the light is 黄; both as the district says."""

import pytest

from lianluozhan import clock
from lianluozhan.closing import _open
from lianluozhan.deadline import Limit, count, light, near
from lianluozhan.errors import BadRows
from lianluozhan.issue import Issue
from lianluozhan.month import period_of
from lianluozhan.readable import readable
from lianluozhan.reminder import missed, receipts
from lianluozhan.ruling import rulings
from tests.core.test_deadline import CALENDAR
from tests.station import do, empty, opened, receive, sound, take

PASSED = {"outcome": "乡镇办理", "referred_to": "自来水公司", "received_at": "2026-10-14"}  # due on 4 November


@pytest.fixture
def store(tmp_path):
    """A new station, seen on 2026-10-22."""
    clock.set_today("2026-10-22")
    with opened(empty(tmp_path / "站")) as store:
        yield store
    clock.set_today(None)


def rows(store):
    """The issues as people read them."""
    return readable(store, Issue, store.find(Issue, order="number"))


def lamps(store, *days):
    """The light of the first issue on each of these days."""
    shown = []
    for day in days:
        clock.set_today(day)
        shown.append(rows(store)[0]["light"])
    return shown


def test_every_shipped_limit_counts(store):
    """No limit is shipped that nothing counts by: each is on the page of rules."""
    shown = {one.name: one.words for one in rulings(store, 2026)}
    assert (shown["签收"], shown["预警"]) == ("5 个工作日", "3 个工作日")


def test_a_receipt(store):
    """It should be here five working days after the 交办, counted as any limit; asked for from the day after."""
    receive(store, **PASSED)
    assert list(receipts(store, rows(store)).values()) == ["2026-10-21"]
    assert missed("2026-10-21") and not missed("2026-10-22") and not missed(None)
    take(store, "rule", {"name": "签收", "values": {"days": 10, "unit": "自然日"}})
    assert list(receipts(store, rows(store)).values()) == ["2026-10-26"]  # the 24th is a Saturday


@pytest.mark.parametrize(
    "steps",
    [
        [("签收", {"acted_on": "2026-10-15"})],
        [("答复", {"acted_on": "2026-10-16", "answer_class": "A"})],
        [("退回", {"acted_on": "2026-10-16", "reason": "不归我们", "organ": "镇政府"})],
        [("暂停", {"acted_on": "2026-10-16", "reason": "等材料"})],
        [
            ("答复", {"acted_on": "2026-10-16", "answer_class": "A"}),
            ("重办", {"acted_on": "2026-10-17", "reason": "没修好"}),
        ],
        [
            ("报区", {"acted_on": "2026-10-16", "reason": "超出职权", "organ": "区水利局"}),
            ("交办", {"acted_on": "2026-10-17", "evidence": "复文", "assigned_by": "区人大"}),
        ],
    ],
)
def test_no_receipt_is_waited_for(store, steps):
    """Signed for, answered, sent back, paused, in another round, passed on by the district: nobody is to be asked."""
    receive(store, **PASSED)
    for word, typed in steps:
        do(store, "Y0001", word, **typed)
    assert receipts(store, rows(store)) == {}


def test_reassigned_begins_anew(store):
    """Another organ has its own five days."""
    receive(store, **PASSED)
    do(store, "Y0001", "签收", acted_on="2026-10-15")
    do(store, "Y0001", "改派", acted_on="2026-10-19", organ="镇政府", reason="退回")
    assert list(receipts(store, rows(store)).values()) == ["2026-10-26"]
    assert store.find(Issue)[0].received_on is None


def test_the_warning_is_the_district_s(store):
    """Five days before instead of three: in the fact, in the light, in what the month's checklist sees; old facts keep theirs."""
    receive(store, **PASSED)
    take(store, "rule", {"name": "预警", "values": {"days": 5, "unit": "工作日"}, "source": "区人大"})
    receive(store, **PASSED | {"statement": "另一件"})
    assert [issue.warn_on for issue in store.find(Issue, order="number")] == ["2026-10-30", "2026-10-28"]
    clock.set_today("2026-10-29")
    assert [row["light"] for row in rows(store)] == ["绿", "黄"]
    assert [one.data["light"] for one in _open(store, period_of(store, "2026-10"))] == ["绿", "黄"]
    sound(store)


def test_a_warning_in_natural_days(store):
    """Seven days before, whatever days they are; after a pause, an extension, an agreed day too."""
    take(store, "rule", {"name": "预警", "values": {"days": 7, "unit": "自然日"}})
    receive(store, **PASSED)
    assert store.find(Issue)[0].warn_on == "2026-10-28"
    assert lamps(store, "2026-10-27", "2026-10-28", "2026-11-05") == ["绿", "黄", "红"]
    clock.set_today("2026-10-22")
    assert (
        do(store, "Y0001", "延期", due_on="2026-11-20", reason="等材料", acted_on="2026-10-21").warn_on == "2026-11-13"
    )
    do(store, "Y0001", "暂停", reason="等反映人", acted_on="2026-10-21")
    assert do(store, "Y0001", "恢复", reason="来了", acted_on="2026-10-22").warn_on == "2026-11-16"


def test_a_promise_warns_as_the_district_says(store):
    """The day of a B promise has no warning of its own: so long before it as the rule says."""
    receive(store, **PASSED | {"visitor_name": "郭桂兰"})
    do(store, "Y0001", "答复", acted_on="2026-10-16", answer_class="B", text="年底换", planned_on="2026-12-21")
    do(store, "Y0001", "回告", acted_on="2026-10-17", how="电话")
    do(store, "Y0001", "评价", acted_on="2026-10-17", satisfaction="满意")
    do(store, "Y0001", "办结", acted_on="2026-10-17")
    assert lamps(store, "2026-12-15", "2026-12-16") == ["绿", "黄"]
    clock.set_today("2026-10-22")
    take(store, "rule", {"name": "预警", "values": {"days": 1, "unit": "工作日"}})
    assert lamps(store, "2026-12-17", "2026-12-18", "2026-12-22") == ["绿", "黄", "红"]


@pytest.mark.parametrize("values", [{"days": 1, "unit": "个月"}, {"days": 3, "unit": "工作日", "most": 5}])
def test_a_warning_is_days(store, values):
    """Months before a date, or at most so many, mean nothing."""
    with pytest.raises(BadRows):
        take(store, "rule", {"name": "预警", "values": values})


def test_counted_by_hand():
    """Of a limit of 15 from 12 October the day with five left, with none left; natural days never before the start."""
    assert count(CALENDAR, "2026-10-12", 15, warn=Limit(5, "工作日", "预警")).warn_on == "2026-10-26"
    assert count(CALENDAR, "2026-10-12", 15, warn=Limit(0, "工作日", "预警")).warn_on == "2026-11-02"
    assert count(CALENDAR, "2026-10-12", 3, warn=Limit(30, "自然日", "预警")).warn_on == "2026-10-12"
    assert near(CALENDAR, "2026-10-30", "2026-11-02", Limit(3, "自然日", "预警")) and not near(
        CALENDAR, "2026-10-29", "2026-11-02", Limit(3, "自然日", "预警")
    )
    assert light(CALENDAR, "2026-10-30", "2026-11-02", "办理中", "2026-10-31") == "绿"
