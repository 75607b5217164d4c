"""评议: said, voted on by two who count, what is to be mended one by one, reported, looked at again; 两员 are judges and procurators."""

import pytest

from lianluozhan import appraisal, clock
from lianluozhan.act import acting
from lianluozhan.amend import amend, void
from lianluozhan.appraisal import Appraisal, standing
from lianluozhan.ballot import Ballot, count
from lianluozhan.errors import BadInput, NotAllowed, NotFound
from lianluozhan.project_steps import Step
from lianluozhan.readable import readable
from tests.station import digest, empty, opened, sound, take

JUDGED = {"official": "李法言", "kind": "两员履职评议", "date": "2026-10-20", "ways": "旁听庭审两次"}
COUNTS = {"发出": 35, "收回": 34, "有效": 33, "称职": 28, "基本称职": 4, "不称职": 1}


@pytest.fixture
def store(tmp_path):
    """A district with a judge, a minister, and one appraisal planned."""
    clock.set_today("2026-11-03")
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as store:
        take(store, "meeting", {"body": "常委会会议", "term": "第七届", "session": "第三十五次", "date": "2026-10-20"})
        take(store, "official", {"name": "李法言", "kind": "法院"}, {"name": "王守成", "kind": "政府组成人员"})
        take(store, "appraisal", JUDGED | {"meeting": "第七届人大常委会第三十五次会议"})
        yield store
    clock.set_today(None)


def the(store):
    """The first appraisal."""
    return store.find(Appraisal, order="number", limit=1)[0]


def step(store, does, *words):
    """Take it on; gives it as it is then."""
    with acting(store, "appraisal", "赵敏") as act:
        does(act, the(store), *words)
    return the(store)


def counted(store, counts=COUNTS):
    """Counted by two, who agree."""
    for word, who in (("计票", "李平"), ("监票", "周红")):
        with acting(store, "count") as act:
            count(act, store.find(Ballot)[0], word, who, counts)


def test_the_whole_way(store):
    """Said, voted on, mended, reported, not good enough, mended again, ended; state and next date follow."""
    one = the(store)
    assert (one.number, one.year, one.state, one.next_on, one.result) == (
        "140405-2026-S0001",
        "2026",
        "待评议",
        "2026-10-20",
        None,
    )
    assert readable(store, Appraisal, [one])[0]["light"] == "红"
    one = step(store, appraisal.say, "办案质量好，文书说理要加强", "2026-10-20")
    assert (one.state, one.said_on, one.next_on) == ("已评议", "2026-10-20", None)
    step(store, appraisal.vote)
    (ballot,) = store.find(Ballot)
    assert (
        readable(store, Ballot, [ballot])[0]
        | {"official": "李法言", "meeting": "第七届人大常委会第三十五次会议", "kind": "履职评议", "date": "2026-10-20"}
        == readable(store, Ballot, [ballot])[0]
    )
    counted(store)
    assert the(store).result == "称职"
    step(store, appraisal.demand, Step("文书说理", "2026-11-30", "本人"))
    one = step(store, appraisal.demand, Step("按期结案", "2026-11-10", "刑庭"))
    assert (one.state, one.progress, one.next_on) == ("整改中", 0, "2026-11-10")
    with pytest.raises(NotAllowed, match="还有 2 项没有改好：文书说理"):
        step(store, appraisal.report, "改了")
    assert step(store, appraisal.mend, 2).progress == 50
    step(store, appraisal.mend, 1)
    one = step(store, appraisal.report, "两项都改了", "2026-11-03")
    assert (one.state, one.reported_on) == ("待回头看", "2026-11-03")
    one = step(store, appraisal.look, "没有到位", "说理仍简单")
    assert (one.state, one.found) == ("整改中", "没有到位")
    one = step(store, appraisal.report, "又改了一遍")
    assert (one.state, one.found, one.seen) == ("待回头看", None, "说理仍简单")
    one = step(store, appraisal.look, "整改到位")
    assert (one.state, one.next_on, one.progress) == ("已结束", None, 100)
    assert step(store, appraisal.demand, Step("再加一项", "2026-12-31")).state == "整改中"
    sound(store)


def test_a_ballot_voided(store):
    """Its result goes with it, and another can be held; not two at once."""
    step(store, appraisal.say, "好")
    step(store, appraisal.vote)
    counted(store)
    with pytest.raises(NotAllowed, match="已经登记了测评：140405-2026-P0001"):
        step(store, appraisal.vote)
    with acting(store, "void") as act:
        void(act, store.find(Ballot)[0], "票数错")
    assert the(store).result is None
    step(store, appraisal.vote)
    assert store.find(Ballot)[0].number == "140405-2026-P0002"
    sound(store)


def test_out_of_turn(store):
    """Each step in its turn, with its words and a day that has come: else nothing changes."""
    before = digest(store)
    for does, words, why in (
        (appraisal.say, (" ",), "没有写评议意见"),
        (appraisal.say, ("好", "2026-11-04"), "还没到"),
        (appraisal.say, ("好", "2026-10-19"), "在上一步 2026-10-20 以前"),
        (appraisal.demand, (Step("改", "2026-12-01"),), "还没有评议"),
        (appraisal.mend, (1,), "一共 0 项"),
        (appraisal.report, ("改了",), "不到报整改的时候"),
        (appraisal.look, ("整改到位",), "还不到回头看"),
    ):
        with pytest.raises((BadInput, NotAllowed), match=why):
            step(store, does, *words)
    assert digest(store) == before
    step(store, appraisal.say, "好")
    for words, why in (
        ((Step("改"),), "几号前改好"),
        ((Step(" ", "2026-12-01"),), "改什么"),
        ((Step("改，2026-02-30", "2026-12-01"),), "有一天是没有的"),
    ):
        with pytest.raises(BadInput, match=why):
            step(store, appraisal.demand, *words)
    step(store, appraisal.demand, Step("改", "2026-12-01"))
    step(store, appraisal.mend, 1)
    for does, words, why in (
        (appraisal.mend, (1,), "第 1 项已经改好"),
        (appraisal.say, ("另说",), "现在是“整改中”"),
        (appraisal.report, ("",), "没有写整改报告"),
    ):
        with pytest.raises((BadInput, NotAllowed), match=why):
            step(store, does, *words)
    step(store, appraisal.report, "改了")
    for words, why in ((("很好",), "回头看结果没有“很好”"), (("基本到位",), "没有写情况")):
        with pytest.raises(BadInput, match=why):
            step(store, appraisal.look, *words)


def test_whom(store):
    """两员 are judges and procurators alone; one appraisal of a kind a year; somebody that is known, a meeting that is."""
    before = digest(store)
    for more, refused, why in (
        ({"official": "王守成"}, BadInput, "评的是审判员、检察员，王守成是政府组成人员"),
        ({"group": "一组"}, BadInput, "李法言2026年的两员履职评议已经有了"),
        ({"official": "赵无"}, NotFound, "没有“赵无”"),
        ({"kind": "年中评议", "meeting": "没开的会"}, NotFound, "没有登记“没开的会”"),
        ({"kind": "年中评议", "opinions": "好"}, BadInput, "评议意见不能随登记写入"),
        ({"kind": "年中评议", "year": "26"}, BadInput, "四位数字"),
    ):
        with pytest.raises(refused, match=why):
            take(store, "appraisal", JUDGED | more)
    with pytest.raises(BadInput, match="评的是审判员、检察员"), acting(store, "amend") as act:
        amend(act, the(store), {"official": "王守成"}, "改")
    with pytest.raises(NotAllowed, match="一步一步记下的"), acting(store, "amend") as act:
        amend(act, the(store), {"opinions": "好"}, "改")
    assert digest(store) == before
    take(store, "appraisal", {"official": "王守成", "kind": "年终述职", "date": "2026-12-25", "report": "一年来…"})
    assert store.find(Appraisal, order="number")[1].state == "待评议"


def test_voided(store):
    """Nothing more is done with one that was voided."""
    with acting(store, "void") as act:
        void(act, the(store), "重复")
    (one,) = store.find(Appraisal, "voided IS NOT NULL")
    for does, words in (
        (appraisal.say, ("好",)),
        (appraisal.vote, ()),
        (appraisal.mend, (1,)),
        (appraisal.look, ("整改到位",)),
    ):
        with pytest.raises(NotAllowed, match="作废了"), acting(store, "appraisal") as act:
            does(act, one, *words)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "待评议"),
        ({"demands": "改，2026-12-01"}, "待评议"),
        ({"opinions": "好", "demands": "改", "reported_on": "2026-11-01", "found": "没有到位"}, "整改中"),
        ({"opinions": "好", "demands": "改，已办", "reported_on": "2026-11-01", "found": "基本到位"}, "已结束"),
        ({"opinions": "好", "demands": "改", "reported_on": "2026-11-01"}, "整改中"),
    ],
)
def test_whatever_is_written(values, state):
    """Whatever a record holds, it stands somewhere."""
    assert standing(Appraisal({"date": "2026-10-20"} | values))["state"] == state
