"""还要告诉谁: everybody who is to be told, once each, with their own number and a sentence to read aloud."""

import pytest

from lianluozhan import clock
from lianluozhan.telling import script, to_tell
from tests.station import do, filled, opened, receive

FOURTH, SIXTH = "Y0002", "Y0006"


@pytest.fixture
def store(tmp_path):
    """The sample ledger's station; two answers are there, the second older."""
    clock.set_today("2026-10-21")
    with opened(filled(tmp_path / "站")) as store:
        do(store, FOURTH, "答复", acted_on="2026-10-20", answer_class="A", text="已划线设了摊位")
        do(
            store,
            SIXTH,
            "答复",
            acted_on="2026-10-16",
            answer_class="C",
            reason="要等管网改造",
            planned_on="2027-06-01",
        )
        yield store
    clock.set_today(None)


def names(store):
    """Who is to be told, in order."""
    return [(one.issue.number[-5:], one.name) for one in to_tell(store)]


def test_the_longest_waiting_first(store):
    """By the day of the answer; every person of an issue, the raiser before the deputies; days are counted."""
    waiting = to_tell(store)
    assert [one.since for one in waiting] == sorted(one.since for one in waiting)
    assert (waiting[0].issue.number[-5:], waiting[0].days, waiting[-1].days) == (SIXTH, 5, 1)
    assert names(store)[-3:] == [(FOURTH, "袁犇"), (FOURTH, "解国栋"), (FOURTH, "冯䶮")]
    assert [one.role for one in waiting[-3:]] == ["反映人", "代表", "代表"]


def test_who_was_told_is_gone(store):
    """Told, or out for good: no longer on the list."""
    do(store, FOURTH, "回告", how="电话", to="袁犇")
    do(store, FOURTH, "回告", how="本人不愿", to="冯䶮")
    assert names(store)[-1:] == [(FOURTH, "解国栋")]


def test_not_reached_today_comes_back(store):
    """A try of today puts them last until tomorrow; the third on another day is an out."""
    first = names(store)[0]
    do(store, SIXTH, "回告", how="打不通", to="反映人")
    assert names(store)[-1] == first
    assert to_tell(store)[-1].again
    clock.set_today("2026-10-22")
    assert names(store)[0] == first
    assert not to_tell(store)[0].again
    do(store, SIXTH, "回告", how="打不通", to="反映人")
    do(store, SIXTH, "回告", how="打不通", to="反映人")
    assert first not in names(store)


def test_nobody_is_rung_under_another_s_number(store):
    """People behind what was joined keep their own phone and say so."""
    receive(
        store,
        visitor_name="秦无双",
        visitor_phone="13900000001",
        outcome="乡镇办理",
        statement="摊贩占道",
        received_at="2026-10-20T09:00",
    )
    number = max(row[0] for row in store.db.execute("SELECT number FROM issue"))
    do(store, number, "并案", to=FOURTH, reason="同一件事")
    (joined,) = [one for one in to_tell(store) if one.name == "秦无双"]
    assert (joined.role, joined.phone, joined.issue.number[-5:]) == ("反映人（并案）", "13900000001", FOURTH)


def test_what_to_say(store):
    """The raiser is asked, a deputy is told; both hear the answer's own words, or those of its class."""
    said = {one.name: script(store, one.row, one.name, one.answer, one.role) for one in to_tell(store)}
    assert said["袁犇"] == (
        "“袁犇您好，我是渔泽镇人大代表联络站的赵敏。您 10月3日反映的“早市流动摊贩占道”，"
        "区城市管理综合行政执法队答复说：已划线设了摊位。这样办，您满意不满意？”"
    )
    assert said["解国栋"].startswith("“解国栋代表您好")
    assert "满意不满意" not in said["解国栋"]
    assert any("答复说：要等管网改造" in words for words in said.values())


def test_a_long_answer_is_not_read_out_whole(store):
    """What can be said on the phone is said; for the rest there is the letter."""
    first = to_tell(store)[0]
    whole, cut = (script(store, first.row, first.name, "好" * length) for length in (90, 91))
    assert "好" * 90 + "。" in whole and "好" * 90 + "……（全文见答复）。" in cut
