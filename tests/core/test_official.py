"""会议 and 任免: a meeting named by its term, who holds which office by which decision, votes that can be; refusals change nothing."""

import pytest
from pypdf import PdfReader

from lianluozhan import person
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.errors import BadInput, NotAllowed, NotFound
from lianluozhan.meeting import Meeting
from lianluozhan.named import record_of
from lianluozhan.official import Official, Tenure, holding, passed
from lianluozhan.person_data import hand_over
from lianluozhan.readable import readable
from tests.station import digest, empty, opened, sound, take

TODAY = "2026-11-03"
MEETING = {
    "body": "常委会会议",
    "term": "第七届",
    "session": "第三十次",
    "date": "2026-02-26",
    "members": 25,
    "present": 23,
    "topics": "人事任免\n学前教育",
}
NAME = "第七届人大常委会第三十次会议"
GIVEN = {
    "official": "王守成",
    "what": "任命",
    "office": "区教育局局长",
    "meeting": NAME,
    "yes": 22,
    "no": 1,
    "abstain": 0,
}

pytestmark = pytest.mark.day(TODAY)  # the day things are done on


@pytest.fixture
def store(tmp_path):
    """A district with a meeting and two officials."""
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as store:
        take(store, "meeting", MEETING)
        take(store, "official", {"name": "王守成", "kind": "政府组成人员"}, {"name": "李法言", "kind": "法院"})
        yield store


def who(store, name="王守成"):
    """How somebody stands: offices, since when, whether in office."""
    one = record_of(store, name, "official")
    return one.office, one.since, one.standing


def change(store, record, **typed):
    """Write fields of a record anew."""
    with acting(store, "amend") as act:
        amend(act, record, typed, "写错")


def test_a_meeting(store):
    """Numbered with M, called by term and session, also where they are bare numbers; the same one again is refused."""
    (one,) = store.find(Meeting)
    assert (one.number, one.name) == ("140405-2026-M0001", NAME)
    assert record_of(store, "M0001").id == record_of(store, NAME).id == one.id
    take(
        store,
        "meeting",
        {"body": "人民代表大会", "term": "7", "session": "6", "date": "2026-03-10", "until": "2026-03-12"},
    )
    take(store, "meeting", {"body": "主任会议", "term": "7", "session": "41", "date": "2026-04-10"})
    assert [one.name for one in store.find(Meeting, order="number")][1:] == [
        "第7届人民代表大会第6次会议",
        "第7届人大常委会第41次主任会议",
    ]
    before = digest(store)
    for more, why in (
        ({"place": "三楼"}, "已经登记过：140405-2026-M0001"),
        ({"until": "2026-02-25"}, "还早"),
        ({"present": 26}, "比组成人员 25 还多"),
        ({"members": 0}, "不能是 0"),
    ):
        with pytest.raises(BadInput, match=why):
            take(store, "meeting", MEETING | more)
    with pytest.raises(BadInput, match="比组成人员 20 还多"):
        change(store, one, members="20")
    assert digest(store) == before


def test_given_and_taken(store):
    """The meeting says the day and how many there are; who holds what follows, one office after another."""
    take(store, "tenure", GIVEN)
    (one,) = store.find(Tenure)
    assert (one.number, one.date, one.members, one.present, one.result) == (
        "140405-2026-R0001",
        "2026-02-26",
        25,
        23,
        "通过",
    )
    assert who(store) == ("区教育局局长", "2026-02-26", "在任") and who(store, "李法言") == (None, None, "没有任命")
    assert readable(store, Tenure, [one])[0]["meeting"] == NAME
    take(store, "tenure", {"official": "王守成", "what": "决定任命", "office": "副区长", "date": "2026-05-01"})
    assert who(store) == ("区教育局局长、副区长", "2026-02-26", "在任")
    take(store, "tenure", {"official": "王守成", "what": "免去", "office": "区教育局局长", "date": "2026-06-01"})
    assert who(store) == ("副区长", "2026-05-01", "在任")
    take(store, "tenure", {"official": "王守成", "what": "接受辞职", "office": "副区长", "date": "2026-10-01"})
    assert who(store) == (None, None, "离任")
    sound(store)


def test_more_than_half_of_all(store):
    """Not of those who came: 12 of 25 is not enough, 13 is; what failed gives nobody an office."""
    take(store, "tenure", GIVEN | {"yes": 12, "no": 11})
    (one,) = store.find(Tenure)
    assert (one.result, who(store)[2]) == ("没有通过", "没有任命")
    change(store, one, yes="13", no="10")
    (one,) = store.find(Tenure)
    assert (one.result, who(store)[0], passed(one)) == ("通过", "区教育局局长", True)
    with acting(store, "void") as act:
        void(act, one, "记错人")
    assert who(store) == (None, None, "没有任命")
    sound(store)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"yes": 24}, "合计 25 票，比出席人数 23 还多"),
        ({"present": 26}, "比组成人员 25 还多"),
        ({"meeting": None, "date": "2026-02-26"}, "写了票数，还缺：组成人员、出席人数"),
        ({"yes": None}, "还缺：赞成票"),
        ({"date": "2026-02-27"}, "不在第七届人大常委会第三十次会议那几天"),
        ({"meeting": None, "yes": None, "no": None, "abstain": None}, "没有写日期"),
        ({"meeting": None, "date": "2026-11-04"}, "还没到"),
        ({"members": 0}, "不能是 0"),
    ],
)
def test_votes_that_cannot_be(store, more, why):
    """Sums, people and days that do not fit are said, and nothing is written."""
    before = digest(store)
    with pytest.raises(BadInput, match=why):
        take(store, "tenure", GIVEN | more)
    assert digest(store) == before


def test_nobody_we_know(store):
    """A name or a meeting nobody entered, an office given twice or never held, a second of the same name."""
    take(store, "tenure", GIVEN)
    before = digest(store)
    for values, refused, why in (
        (GIVEN | {"official": "赵无"}, NotFound, "任命人员里没有“赵无”"),
        (GIVEN | {"meeting": "第一次会议"}, NotFound, "没有登记“第一次会议”"),
        (GIVEN | {"document": "1号"}, NotAllowed, "王守成已经是区教育局局长"),
        (GIVEN | {"what": "免去", "office": "副区长"}, NotAllowed, "没有担任副区长"),
        (
            {"official": "王守成", "what": "免去", "office": "区教育局局长", "date": "2026-02-01"},
            NotAllowed,
            "在 2026-02-01 没有担任",
        ),
    ):
        with pytest.raises(refused, match=why):
            take(store, "tenure", values)
    taken = take(store, "official", {"name": "王守成", "kind": "法院"})
    assert taken.new == 0 and taken.differ and digest(store) == before


def test_another_person(store):
    """A decision that was written about the wrong one: both stand as they should then."""
    take(store, "tenure", GIVEN)
    change(store, store.find(Tenure)[0], official="李法言")
    assert (who(store)[2], who(store, "李法言")[0]) == ("没有任命", "区教育局局长")
    sound(store)


def test_in_their_order():
    """On one day what is taken goes before what is given; unknown votes hold."""
    tenures = [
        Tenure({"office": "局长", "what": what, "date": day, "number": str(n)})
        for n, (what, day) in enumerate((("任命", "2026-05-01"), ("免去", "2026-05-01"), ("任命", "2024-01-01")))
    ]
    assert (
        holding(tenures) == {"局长": "2026-05-01"}
        and holding(tenures, "2025-01-01") == {"局长": "2024-01-01"}
        and holding([]) == {}
    )


def test_private_words(store):
    """A phone number and where somebody comes from stand in the private part of the entry."""
    take(store, "official", {"name": "周检", "kind": "检察院", "phone": "13800000000", "resume": "曾任某职"})
    entry = next(store.entries("kind='official' ORDER BY seq DESC"))
    assert b"13800000000" not in entry.data and entry.secret.keys() == {"phone", "resume"}
    assert [one.name for one in store.find(Official, "kind='检察院'")] == ["周检"]


def test_what_is_held_of_an_official(store, tmp_path):
    """Found by name and by phone, handed over with phone and 简历; asked to be deleted it stays, and why is written down."""
    with acting(store, "amend") as act:
        amend(act, record_of(store, "王守成", "official"), {"phone": "13800000099", "resume": "当过教师"}, "补上")
    (hit,) = person.found(store, "王守成")
    assert [one.record.id for one in person.found(store, phone="138 0000 0099")] == [hit.record.id]
    handed = hand_over(store, [hit.record], tmp_path / "给本人")
    text = "".join("".join(page.extract_text() for page in PdfReader(handed.files[0]).pages).split())
    assert "13800000099" in text and "当过教师" in text and handed.counts["任命人员"] == 1
    with acting(store, "apply") as act:
        person.apply(act, [hit.record], "请删除", "")
    (asked,) = person.applications(store)
    before = digest(store)
    with pytest.raises(NotAllowed, match="任命人员的档案要留着，不能去掉"), acting(store, "decide") as act:
        person.decide(act, asked, person.AGREED, "", "周主任")
    assert digest(store) == before
    with acting(store, "decide") as act:
        person.decide(act, asked, person.REFUSED, "任期内要留着", "周主任")
    assert person.applications(store)[0].decision == "不同意删除"
    sound(store)
