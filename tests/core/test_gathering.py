"""座谈会: a meeting is one 批次 with its head count, each speaker 1 件 of their own; counted by hand."""

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.duty import Duty
from lianluozhan.errors import NotAllowed
from lianluozhan.figures import figures
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.span_data import period_data, period_span
from lianluozhan.telling import to_tell
from lianluozhan.undo import VERB, undo
from lianluozhan.visit import Visit
from tests.station import digest, do, empty, opened, receive, sound, take

MET = {
    "channel": "座谈会",
    "received_at": "2026-10-21T09:00",
    "deputies": ["单俊峰", "陈秀兰"],
    "until": "2026-10-21T11:00",
}
SPEAKERS = (("郭桂兰", 25, "乡镇办理"), ("仇文斌", 0, "当场答复"), ("尉迟建军", 0, "报区办理"), (None, 0, "当场答复"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A meeting of 25 with four speakers, another of 8 with one, two who came to the station, of whom one sheet says 0 people."""
    with opened(empty(tmp_path_factory.mktemp("会") / "站")) as store:
        for name, people, outcome in SPEAKERS:
            receive(
                store,
                visitor_name=name,
                party_size=people,
                statement=f"{name}说的",
                outcome=outcome,
                referred_to="渔泽镇人民政府",
                **MET,
            )
        receive(store, visitor_name="李芳", party_size=8, **(MET | {"received_at": "2026-10-28"}))
        receive(store, visitor_name="王秀英", received_at="2026-10-21T15:00", party_size=2, deputies=["单俊峰"])
        receive(store, visitor_name="董䶮", received_at="2026-10-30", party_size=0)
        sound(store)
        yield store


def test_the_months_figures(store):
    """批次 1 + 1 + 2 = 4; 人次 25 + 8 + 2 + 0 = 35; 当场答复 2 + 1 + 2 = 5 件; 转办 2 件; 代表人次 2 + 2 + 1 = 5; 意见 2 件."""
    data = period_data(store, period_span(store, "2026-10"))
    sums = figures(data.visits, data.issues, data.duties, "2026-10")
    assert (sums.total.visits, sums.total.people, sums.total.answered, sums.total.passed_on) == (4, 35, 5, 2)
    assert (sums.by_channel, sums.deputy_turns, sums.issues) == ({"来站": 2, "座谈会": 2}, 5, 2)
    assert (sums.days["2026-10-21"].visits, sums.days["2026-10-21"].people) == (2, 27)


def test_the_sessions_duty(store):
    """A day's 接待 is one duty: 单俊峰 met the 25 of the meeting and 2 more, 陈秀兰 the 25."""
    duty = next(one for one in store.find(Duty) if one.begin == "2026-10-21T09:00")
    met = readable(store, Duty, [duty])[0]["people_met"]
    assert met == {"单俊峰": 27, "陈秀兰": 25}


def test_each_is_told(store):
    """Whoever spoke is told what became of their own words, nobody of another's."""
    first, second = store.find(Issue, "1", (), "number")
    assert [(one.raised_by, one.statement) for one in (first, second)] == [
        ("郭桂兰", "郭桂兰说的"),
        ("尉迟建军", "尉迟建军说的"),
    ]
    do(store, first.number, "答复", answer_class="A", text="修好了", acted_on="2026-10-22")
    assert [one.name for one in to_tell(store) if one.issue.id == first.id and one.role != "代表"] == ["郭桂兰"]
    assert len(store.find(Visit, "channel='座谈会'")) == 5


# ---- the head count stands once ------------------------------------------------------------------------------------


@pytest.fixture
def meeting(tmp_path):
    """A meeting of 25 with three speakers."""
    with opened(empty(tmp_path / "站")) as store:
        for name, people, outcome in SPEAKERS[:3]:
            receive(
                store,
                visitor_name=name,
                party_size=people,
                statement=f"{name}说的",
                outcome=outcome,
                referred_to="渔泽镇人民政府",
                **MET,
            )
        yield store


def sums(store):
    """(批次, 人次) of the month, who has the head count, and whom the deputies met."""
    data = period_data(store, period_span(store, "2026-10"))
    total = figures(data.visits, data.issues, data.duties, "2026-10").total
    met = [row["people_met"] for row in readable(store, Duty, store.find(Duty, "kind='接待选民'"))]
    return (
        total.visits,
        total.people,
        [(one.visitor_name, one.party_size) for one in store.find(Visit, order="number") if one.party_size],
        met,
    )


def voided(store, name):
    """Void what one speaker said."""
    with acting(store, "void") as act:
        void(act, next(one for one in store.find(Visit) if one.visitor_name == name), "重复登记")


def test_the_first_speaker_is_voided(meeting):
    """The head count goes over to the next speaker, and back when that is taken back."""
    everybody = [{"单俊峰": 25, "陈秀兰": 25}]
    assert sums(meeting) == (1, 25, [("郭桂兰", 25)], everybody)
    voided(meeting, "郭桂兰")
    assert sums(meeting) == (1, 25, [("仇文斌", 25)], everybody)
    with acting(meeting, VERB) as act:
        undo(act)
    assert sums(meeting) == (1, 25, [("郭桂兰", 25)], everybody)
    sound(meeting)


def test_all_are_voided(meeting):
    """One after the other bears the head count; with the last one it goes."""
    for name in ("郭桂兰", "仇文斌"):
        voided(meeting, name)
    assert sums(meeting)[:3] == (1, 25, [("尉迟建军", 25)])
    voided(meeting, "尉迟建军")
    assert sums(meeting)[:3] == (0, 0, [])
    sound(meeting)


def test_another_speaker_is_voided(meeting):
    """The head count stays where it is."""
    voided(meeting, "尉迟建军")
    assert sums(meeting)[:3] == (1, 25, [("郭桂兰", 25)])


def test_saved_out_of_order(tmp_path):
    """Whoever is saved first has the head count; the one set aside with the same count has none when saved later."""
    with opened(empty(tmp_path / "站")) as store:
        for name in ("仇文斌", "郭桂兰"):
            receive(store, visitor_name=name, party_size=25, **MET)
        assert sums(store)[:3] == (1, 25, [("仇文斌", 25)])
        receive(store, visitor_name="李芳", party_size=8, **(MET | {"received_at": "2026-10-21T15:00"}))
        assert sums(store)[:3] == (2, 33, [("仇文斌", 25), ("李芳", 8)])
        sound(store)


def test_another_count_is_refused(meeting):
    """Two counts of one meeting: which is right only a person knows; nothing is kept."""
    before = digest(meeting)
    with pytest.raises(NotAllowed, match="到会 25 人已经记在 J0001，这里又写了 30 人.*请写 0"):
        receive(meeting, visitor_name="李芳", party_size=30, **MET)
    second = meeting.find(Visit, order="number")[1]
    with pytest.raises(NotAllowed, match="又写了 30 人"), acting(meeting, "amend") as act:
        amend(act, second, {"party_size": 30}, "试")
    assert digest(meeting) == before
    with acting(meeting, "amend") as act:
        amend(act, meeting.find(Visit, order="number")[0], {"party_size": 30}, "数错了")
    assert sums(meeting)[:3] == (1, 30, [("郭桂兰", 30)])


def test_a_ledger_is_taken_as_it_stands(meeting):
    """Rows of a sheet keep the count they have: who wrote them knew which meeting they meant."""
    take(
        meeting,
        "visit",
        {"statement": "机井坏了", "outcome": "当场答复", "visitor_name": "李芳", "party_size": 12, **MET},
    )
    assert sums(meeting)[:2] == (2, 37)
