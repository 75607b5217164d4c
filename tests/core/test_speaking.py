"""立法意见: taken down in the person's own words, put into the words of a law, joined so that all who spoke are counted, turned into
an issue, its result and who was told; what is private stays at its station and is erased with the rest."""

import pytest
from hypothesis import given, strategies as st

from lianluozhan import clock, legislation, speaking
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.erase import going
from lianluozhan.errors import BadInput, NotAllowed, NotFound
from lianluozhan.issue import Issue
from lianluozhan.named import record_of
from lianluozhan.opinion import Opinion, behind, standings
from lianluozhan.person import found
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.retention import due
from lianluozhan.undo import undo
from tests.core.test_draft_law import DRAFT
from tests.station import CODE, digest, empty, opened, receive, sound, take

SAID = {
    "draft": "C0001",
    "article": "2",
    "speaker": "王甲",
    "speaker_phone": "13800000001",
    "statement": "滞纳金太高",
    "people": 12,
}
WORDS = {"wording": "在第二条后增加一款：滞纳金不得超过本金。", "rationale": "避免畸高"}

pytestmark = pytest.mark.day("2026-11-03")


@pytest.fixture
def store(tmp_path):
    """A station with a draft, one of the pool, three opinions."""
    with opened(empty(tmp_path / "站")) as store:
        take(store, "expert", {"name": "郝明", "kind": "法律工作者", "phone": "13800000009"})
        take(store, "draft_law", DRAFT)
        take(
            store,
            "opinion",
            SAID,
            {"draft": "C0001", "article": "第二条", "speaker": "李乙", "statement": "滞纳金不公道"},
            {"draft": "C0001", "speaker": "赵丙", "statement": "我家门口路灯不亮"},
        )
        yield store


def the(store, number="T0001"):
    """The opinion of this number."""
    return record_of(store, number, "opinion")


def step(store, does, *words, number="T0001"):
    """Take it on; gives it as it is then."""
    with acting(store, "opinion", "赵敏") as act:
        does(act, the(store, number), *words)
    return the(store, number)


def worded(store, number="T0001", **other):
    """Put into the words of a law."""
    return step(store, speaking.word, WORDS | other, number=number)


def test_taken_down(store):
    """Numbered with T; its article as the draft calls it, else the whole; one person where nobody said how many; found by who spoke."""
    one, _two, three = (the(store, number) for number in ("T0001", "T0002", "T0003"))
    assert (one.number, one.article, one.people, one.state, one.spoken, one.raised_on) == (
        f"{CODE}-2026-T0001",
        "第二条",
        12,
        "待整理",
        12,
        "2026-11-03",
    )
    assert (three.article, three.people) == ("全文", 1) and record_of(store, "赵丙", "opinion").id == three.id
    row = readable(store, Opinion, [one])[0]
    assert row["draft"] == DRAFT["title"]
    sound(store)


def test_from_a_reception(store):
    """Of a reception its words, who came, their number and the day are taken over; what is typed goes over them."""
    take(store, "deputy", {"name": "陈秀兰"})
    visit = receive(store, visitor_name="孙丁", visitor_phone="13800000004", party_size=3, channel="座谈会")
    take(store, "opinion", {"draft": "C0001", "visit": "J0001", "statement": "路灯归谁管要写清", "deputy": "陈秀兰"})
    one = the(store, "T0004")
    assert (one.visit, one.speaker, one.people, one.channel, one.raised_on, one.statement) == (
        visit.id,
        "孙丁",
        3,
        "座谈会",
        "2026-10-14",
        "路灯归谁管要写清",
    )
    assert one.voice == "代表" and readable(store, Opinion, [one])[0]["deputy"] == "陈秀兰"
    assert {one.noun for one in going(store, [visit]).records} == {"visit", "opinion"}


def test_not_taken_down(store):
    """No such draft, article, reception; nobody; what only its steps write: said, and nothing changes."""
    before = digest(store)
    for values, why in (
        ({"draft": "C0009"}, "找不到法律草案"),
        ({"article": "第九条"}, "草案里没有“第九条”，最后一条是第二条"),
        ({"visit": "J0009"}, "不是哪一件接待的编号"),
        ({"people": 0}, "提出人次是 0"),
        ({"outcome": "采纳"}, "采纳情况不能随登记写入"),
    ):
        with pytest.raises((BadInput, NotFound), match=why), acting(store, "add") as act:
            speaking.add_opinion(act, new_id(), SAID | values)
    for values, why in (
        ({"article": "第九条"}, "草案里没有"),
        ({"joined": "T0002"}, "一步一步记下的"),
        ({"draft": "C0007"}, "找不到法律草案"),
    ):
        with pytest.raises((BadInput, NotAllowed, NotFound), match=why), acting(store, "amend") as act:
            amend(act, the(store), values, "改")
    assert digest(store) == before
    take(store, "draft_law", DRAFT | {"title": "另一部"})
    with pytest.raises(NotAllowed, match="不能改到另一部"), acting(store, "amend") as act:
        amend(act, the(store), {"draft": "另一部"}, "改")
    with acting(store, "amend") as act:
        amend(act, the(store), {"article": "1", "draft": "C0001"}, "听错了")
    assert the(store).article == "第一条"


def test_put_into_words(store):
    """By somebody of the pool where one is named; not without words, not by who is not in it, not once it is left out."""
    with pytest.raises(BadInput, match="没有写修改建议"):
        step(store, speaking.word, {})
    with pytest.raises(BadInput, match="专家库里没有“谁”"):
        worded(store, expert="谁")
    one = worded(store, expert="郝明", article="第一条")
    assert (one.state, one.worded_on, one.article, readable(store, Opinion, [one])[0]["expert"]) == (
        "已整理",
        "2026-11-03",
        "第一条",
        "郝明",
    )
    assert step(store, speaking.leave_out, "草案里已经有了").state == "不上报"
    with pytest.raises(NotAllowed, match="定了不上报：草案里已经有了"):
        worded(store)
    assert step(store, speaking.leave_out, "").state == "已整理"


def test_joined(store):
    """One leads, all who spoke are counted once; each of the others says where it is; taken apart again."""
    worded(store)
    one = step(store, speaking.join, [the(store, "T0002"), the(store, "T0002")])
    two = the(store, "T0002")
    assert (one.spoken, two.state, two.led_by, two.spoken) == (13, "已并入", one.id, 1)
    assert readable(store, Opinion, [two])[0]["led_by"] == one.number
    before = digest(store)
    for does, words, number, why in (
        (speaking.join, [one], "T0001", "是同一条"),
        (speaking.join, [], "T0001", "没有写哪几条"),
        (speaking.join, [two], "T0003", "已经并到另一条里"),
        (speaking.join, [one], "T0002", "已经并在"),
        (speaking.to_issue, {}, "T0001", "里并着别的意见"),
        (speaking.part, [the(store, "T0003")], "T0001", "没有别的意见"),
    ):
        with pytest.raises((BadInput, NotAllowed), match=why):
            step(store, does, words, number=number)
    assert digest(store) == before
    assert step(store, speaking.part, [two]).spoken == 12 and the(store, "T0002").state == "待整理"
    step(store, speaking.join, [the(store, "T0002")])
    with acting(store, "void") as act:
        void(act, the(store, "T0001"), "登错了")
    assert the(store, "T0002").state == "待整理", "what leads no more lets the others go"
    sound(store)


def test_a_grievance_becomes_an_issue(store):
    """In one step, with its words and who spoke; it counts for the draft no more, and is gone on with there; undone as one act."""
    one = step(store, speaking.to_issue, {"category": "道路与路灯"}, number="T0003")
    (issue,) = store.find(Issue)
    assert (one.state, one.issue, issue.statement, issue.raised_by, issue.state, issue.source) == (
        "转为意见",
        issue.id,
        "我家门口路灯不亮",
        "赵丙",
        "待处理",
        f"立法意见 {one.number}",
    )
    assert legislation.sums_of(store, legislation_draft(store))[:2] == (2, 13)
    with pytest.raises(NotAllowed, match="已经转成了意见"):
        worded(store, "T0003")
    with acting(store, "undo") as act:
        undo(act)
    assert the(store, "T0003").state == "待整理" and store.find(Issue) == []


def legislation_draft(store):
    """The draft they are about."""
    return speaking.draft_for(store, the(store))


def test_what_came_of_it(store):
    """The result and how the law reads at last, of those joined too; each is told for themselves, or could not be."""
    worded(store)
    step(store, speaking.join, [the(store, "T0002")])
    with pytest.raises(NotAllowed, match="还没有结果"):
        step(store, speaking.tell, "电话")
    with pytest.raises(NotAllowed, match="并在别的意见里"):
        step(store, speaking.result, {"outcome": "采纳"}, number="T0002")
    for values, why in (
        ({}, "没有写采纳情况"),
        ({"outcome": "好"}, "可写：采纳、部分采纳、未采纳"),
        ({"outcome": "采纳"}, "没有写法律最后怎么写的"),
    ):
        with pytest.raises(BadInput, match=why):
            step(store, speaking.result, values)
    with acting(store, "law") as act:
        legislation.passed(act, legislation_draft(store), "第二条　业主交费，滞纳金不得超过本金。")
    one = step(store, speaking.result, {"outcome": "采纳"})
    assert (one.state, one.result, one.final_words, one.to_tell, the(store, "T0002").to_tell) == (
        "有结果",
        "采纳",
        "第二条　业主交费，滞纳金不得超过本金。",
        True,
        True,
    )
    with pytest.raises(BadInput, match="没有写怎么反馈的"):
        step(store, speaking.tell, "")
    one = step(store, speaking.tell, "电话", "2026-11-02")
    assert (one.told_on, one.to_tell) == ("2026-11-02", False)
    (waits,) = legislation.to_tell(store)
    assert waits.name == "李乙" and waits.words.endswith(
        "第二条提的意见，采纳了，现在写的是：第二条　业主交费，滞纳金不得超过本金。谢谢您！”"
    )
    step(store, speaking.result, {"outcome": "未采纳", "outcome_why": "已有规定"})
    assert legislation.to_tell(store)[0].words.endswith("没有采纳，因为已有规定。谢谢您！”")
    two = step(store, speaking.tell, "", "", "打不通", number="T0002")
    assert (two.untold, two.told_on, two.to_tell) == ("打不通", None, False)
    step(store, speaking.leave_out, "不是立法的事", number="T0003")
    (waits,) = legislation.to_tell(store)
    assert (waits.name, waits.days) == ("赵丙", 0) and "这次没有上报，因为不是立法的事" in waits.words


def test_who_spoke_is_somebody(store):
    """They are found by name and phone; their years run from when it was over; what they said is erased with all else of them."""
    worded(store)
    assert [(hit.record.number, hit.why) for hit in found(store, "王甲", "13800000001")] == [
        (the(store).number, "同电话")
    ]
    assert [hit.record.noun for hit in found(store, "王甲")] == ["opinion"]
    later = clock.today().replace(year=2037)
    assert due(store, later) == [], "what is at hand is never due"
    step(store, speaking.leave_out, "重复")
    (one,) = due(store, later)
    assert (one.record.number, one.due_on) == (the(store).number, "2036-11-03")
    gone = going(store, [the(store)])
    assert gone.counts["立法意见"] == 1
    with acting(store, "erase") as act:
        for record in gone.records:
            act.record("erase", record.id, {"of": record.noun})
    one = the(store)
    assert (one.speaker, one.speaker_phone, one.statement) == (None, None, None) and (
        one.article,
        one.people,
        one.wording,
    ) == ("第二条", 12, WORDS["wording"])
    sound(store)


IDS = "abcdef"
SOME = st.lists(st.sampled_from(IDS), max_size=4)
OPINIONS = st.fixed_dictionaries(
    {
        id: st.fixed_dictionaries(
            {
                "joined": SOME,
                "people": st.one_of(st.none(), st.integers(0, 9)),
                "voided": st.sampled_from((None, "错")),
                "outcome": st.sampled_from((None, "采纳")),
                "world": st.sampled_from("甲乙"),
            }
        )
        for id in IDS
    }
)


@given(OPINIONS)
def test_whatever_arrives_stands_somehow(written):
    """Total, ends also where opinions name each other in a ring, nobody is counted twice, nothing leads itself."""
    made = [Opinion(values | {"id": id, "statement": "话"}) for id, values in written.items()]
    known, stood = {one.id: one for one in made}, standings(made)
    for id, one in known.items():
        assert stood[id]["led_by"] != id and len(behind(one, known)) == len(set(behind(one, known)))
        assert 0 <= stood[id]["spoken"] <= sum(1 if other.people is None else other.people for other in made)
        assert (stood[id]["state"] == "已并入") == (stood[id]["led_by"] is not None)
