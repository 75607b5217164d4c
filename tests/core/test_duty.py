"""A session's duty follows from its visits; what else deputies did is written down."""

from collections import Counter
from itertools import permutations

import pytest

from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.deputy import Deputy
from lianluozhan.duty import NOBODY, SAME, Duty, add_duty, is_session, session_id
from lianluozhan.errors import NotAllowed
from lianluozhan.place import own_place_id
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.visit import CHANNELS, Visit
from tests.station import CODE, TRUTH, empty, filled, opened, receive, sound, take

PLACE = own_place_id(CODE)


@pytest.fixture
def store(tmp_path):
    """A new station."""
    with opened(empty(tmp_path / "站")) as store:
        yield store


def duties(store):
    """The live duties, earliest first."""
    return store.find(Duty, order="begin, title")


def change(store, record, **typed):
    """Amend a record."""
    with acting(store, "amend") as act:
        amend(act, record, typed, "登记错了")
    return store.get(type(record), (record.world, record.id))


def cancel(store, record):
    """Void a record."""
    with acting(store, "void") as act:
        void(act, record, "重复登记")


@pytest.mark.parametrize("channel", [*CHANNELS, None])
def test_way(store, channel):
    """走访 is a duty of 走访; every other channel, also none, is a reception."""
    receive(store, channel=channel, deputies=["彭喆"])
    (duty,) = duties(store)
    way = "走访" if channel == "走访" else "接待"
    assert (duty.kind, duty.title, duty.theme) == ("接待选民", f"{way}选民", "依托站点办实事")
    assert (duty.id, duty.place, duty.state) == (session_id((CODE, "2026-10-14", way, PLACE)), PLACE, "已登记")


def test_of_the_ledger(tmp_path):
    """One per date, place and 接待|走访: in the sample ledger eight, with every deputy of every visit once."""
    expected: dict[tuple, Counter] = {}
    for row in TRUTH["visit"]:
        session = expected.setdefault(
            (row["received_at"][:10], "走访" if row["channel"] == "走访" else "接待"), Counter()
        )
        session.update(dict.fromkeys(row["deputies"], row["party_size"]))
    with opened(filled(tmp_path / "站")) as store:
        sessions = [row for row in readable(store, Duty, duties(store)) if row["kind"] == "接待选民"]
        met = {(row["begin"][:10], row["title"][:2]): Counter(row["people_met"]) for row in sessions}
        assert met == expected
        assert (len(sessions), sum(len(row["deputies"]) for row in sessions)) == (8, 23)
        assert len(duties(store)) == 14
        sound(store)


def test_summed(store):
    """Deputies in the order of the visits, the people each met, the first begin and the last end."""
    receive(store, received_at="2026-10-14T10:00", until="2026-10-14T10:40", deputies=["陈秀兰", "彭喆"], party_size=3)
    receive(store, received_at="2026-10-14T09:00", until="2026-10-14T09:30", deputies=["彭喆"], party_size=2)
    receive(store, received_at="2026-10-14T11:00", deputies=["曾晓梅"], visitor_name="尉迟桂英")
    (duty,) = duties(store)
    assert duty.deputies == ["彭喆", "陈秀兰", "曾晓梅"]
    assert duty.people_met == {"彭喆": 5, "陈秀兰": 3, "曾晓梅": 1}
    assert (duty.begin, duty.end) == ("2026-10-14T09:00", "2026-10-14T10:40")


def test_nobodys(store):
    """A visit that names no deputy is nobody's duty, also beside others."""
    receive(store)
    assert duties(store) == []
    receive(store, deputies=["彭喆"], party_size=2)
    receive(store, party_size=9)
    assert duties(store)[0].people_met == {"彭喆": 2}


def test_an_empty_list_is_nobody(store):
    """A visit whose list of deputies is empty, not missing, makes a session no more either, also one that was numbered before."""
    cancel(store, receive(store, deputies=["彭喆"]))
    receive(store, deputies=[])
    assert duties(store) == []
    sound(store)


def test_apart(store):
    """Another day, another place or another way is another session; the household's address is not."""
    for day, place, channel in (
        ("2026-10-14", None, "来站"),
        ("2026-10-15", None, "来站"),
        ("2026-10-14", "东街联络点", "来站"),
        ("2026-10-14", None, "走访"),
    ):
        receive(
            store,
            received_at=day,
            channel=channel,
            deputies=["彭喆"],
            visitor_address="北关村",
            **({"place": place} if place else {}),
        )
    receive(store, deputies=["彭喆"], visitor_address="东街", location="前后庄村")
    assert [duty.number[-5:] for duty in store.find(Duty, order="number")] == ["L0001", "L0002", "L0003", "L0004"]


def test_voided(store):
    """What a voided visit brought is taken away; with the last one the duty no longer stands, but keeps its number."""
    first = receive(store, deputies=["彭喆"], party_size=2)
    second = receive(store, deputies=["陈秀兰"])
    cancel(store, first)
    (duty,) = duties(store)
    assert (duty.deputies, duty.people_met) == (["陈秀兰"], {"陈秀兰": 1})
    cancel(store, second)
    assert duties(store) == []
    (fallen,) = store.find(Duty, "voided IS NOT NULL")
    assert (fallen.number, fallen.voided) == (duty.number, NOBODY)
    sound(store)
    receive(store, deputies=["曾晓梅"])
    (risen,) = duties(store)
    assert (risen.number, risen.deputies, risen.voided) == (duty.number, ["曾晓梅"], None)
    sound(store)


def test_moved(store):
    """An amended date moves it: the new day's session stands, numbered, the old one no longer."""
    visit = receive(store, deputies=["彭喆"])
    moved = change(store, visit, received_at="2026年10月15日 14:30")
    (duty,) = duties(store)
    assert (duty.begin, duty.number) == ("2026-10-15T14:30", f"{CODE}-2026-L0002")
    walked = change(store, moved, channel="走访")
    assert [(d.title, d.number[-5:]) for d in duties(store)] == [("走访选民", "L0003")]
    change(store, walked, received_at="2026-10-14", channel="来站")
    assert [d.number[-5:] for d in duties(store)] == ["L0001"]
    sound(store)


def test_deputies_named_later(store):
    """A visit that gets its deputy by a correction becomes a duty, with a number; one that loses it is none any more."""
    visit = change(store, receive(store), deputies="彭喆、陈秀兰")
    assert [(d.deputies, d.number[-5:]) for d in duties(store)] == [(["彭喆", "陈秀兰"], "L0001")]
    change(store, visit, deputies="")
    assert duties(store) == []
    sound(store)


def test_place_matched_later(store):
    """A place that gets into the list of places later makes it the session of that place, with a number."""
    receive(store, deputies=["彭喆"], place="东街联络点")
    take(store, "place", {"name": "东街联络点", "level": "点"})
    (duty,) = duties(store)
    assert readable(store, Duty, [duty])[0]["place"] == "东街联络点"
    assert duty.number.endswith("L0002")
    sound(store)


def test_written(store):
    """Only what a person adds and the number are written: no entry carries a session's deputies or counts."""
    visit = receive(store, deputies=["彭喆"])
    (duty,) = duties(store)
    change(store, duty, content="耐心接待", outcome="修了三盏灯", promoted="路灯改造立项", parts={"彭喆": "主接待"})
    cancel(store, receive(store, deputies=["陈秀兰"]))
    change(store, visit, party_size="7")
    written = set()
    take(store, "deputy", {"name": "彭喆"})
    assert duties(store)[0].parts == {store.find(Deputy)[0].id: "主接待"}
    for entry in store.entries("kind='duty'"):
        written |= {*entry.body["set"], *(entry.secret or {})}
    assert written == {"number", "source", "content", "outcome", "promoted", "parts"}
    (duty,) = readable(store, Duty, duties(store))
    assert (duty["people_met"], duty["parts"], duty["content"]) == ({"彭喆": 7}, {"彭喆": "主接待"}, "耐心接待")
    sound(store)


@pytest.mark.parametrize(
    "field", ["deputies", "people_met", "begin", "end", "kind", "place", "title", "theme", "source"]
)
def test_own_fields_stay(store, field):
    """What follows from the visits cannot be amended on the duty, and it cannot be voided."""
    receive(store, deputies=["彭喆"])
    (duty,) = duties(store)
    with pytest.raises(NotAllowed, match="来自接待登记"):
        change(store, duty, **{field: "2026-10-15"})
    with pytest.raises(NotAllowed, match="由接待自动登记"):
        cancel(store, duty)
    assert duties(store) == [duty]


SESSION = {
    "received_at": "2026-10-14T09:00",
    "statement": "没水",
    "outcome": "当场答复",
    "deputies": "彭喆、陈秀兰",
    "channel": "来站",
}
IMPORTED = {"begin": "2026-10-14", "kind": "接待选民", "deputies": "彭喆"}


@pytest.mark.parametrize("order", list(permutations(("visit", "duty", "deputy"))), ids="-".join)
def test_not_doubled(store, order):
    """An imported duty that says the same as a session is not shown twice, whichever came first."""
    rows = {"visit": [SESSION], "duty": [IMPORTED], "deputy": [{"name": "彭喆"}, {"name": "陈秀兰"}]}
    for noun in order:
        take(store, noun, *rows[noun])
    (duty,) = duties(store)
    assert is_session(duty)
    assert readable(store, Duty, [duty])[0]["people_met"] == {"彭喆": 1, "陈秀兰": 1}
    sound(store)
    cancel(store, store.find(Visit)[0])
    (left,) = duties(store)  # the imported one says it alone now
    assert not is_session(left)
    sound(store)


@pytest.mark.parametrize("other", [{"begin": "2026-10-15"}, {"kind": "参加学习培训"}, {"deputies": "彭喆、曾晓梅"}])
def test_not_the_same(store, other):
    """One of another day, another kind, or with a deputy who was at no session that day is another duty."""
    take(store, "visit", SESSION)
    take(store, "duty", IMPORTED | other)
    assert len(duties(store)) == 2
    assert store.find(Duty, "voided=?", (SAME,)) == []


def test_by_hand(store):
    """Any other duty is written as it is, with its number and the theme of its kind where none is said."""
    for values in ({}, {"theme": "献良策"}, {"kind": "看电影"}):
        with acting(store, "duty") as act:
            add_duty(act, new_id(), {"begin": "2026-10-19", "kind": "开展专题调研", "deputies": ["彭喆"]} | values)
    themes = {duty.number[-5:]: duty.theme for duty in duties(store)}
    assert themes == {"L0001": "视察调研", "L0002": "献良策", "L0003": None}


def test_same_ids_everywhere(tmp_path):
    """The same session has the same id on two PCs, whoever was in the roster then."""
    found = []
    for name, sheets in (("一", ("deputy", "visit", "duty")), ("二", ("visit", "duty"))):
        with opened(filled(tmp_path / name, *sheets)) as store:
            assert bool(store.find(Deputy)) == (name == "一")
            found.append({duty.id for duty in duties(store)})
    assert found[0] == found[1]


def test_unwritten_session_leaves_no_trace(store):
    """A session nobody wrote a word about goes when its last visit goes: a rebuild would not know it either."""
    id = new_id()
    with acting(store, "merge") as act:  # as a merge may bring it: a visit whose session nobody numbered
        values = {"received_at": "2026-10-14", "deputies": ["彭喆"], "statement": "没水", "outcome": "当场答复"}
        act.write(Visit, id, values)
    assert len(duties(store)) == 1
    sound(store)
    with acting(store, "void") as act:
        act.write(Visit, id, {"voided": "重复"})
    assert store.find(Duty, "voided IS NULL OR 1") == []
    sound(store)
