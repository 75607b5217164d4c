"""审议意见: an issue of the district's own, taken round 监督—落实—再监督—再落实 by the one table of states; no station ever gets it."""

import pytest

from lianluozhan.act import acting
from lianluozhan.ballot import Ballot, count
from lianluozhan.case_data import facts
from lianluozhan.deliberation import ballots, loop, stage, vote
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.schema import SCHEMA
from tests.district import carry, district
from tests.station import CODE, NAME, digest, do, empty, issues, opened, run, sound, take

ASKED = {
    "registered_at": "2026-02-26",
    "kind": "审议意见",
    "title": "关于学前教育工作的审议意见",
    "statement": "一、扩大公办学位。\n二、规范收费。",
    "meeting": "M0001",
}
ALONE = ("meeting", "official", "tenure", "commitment", "appraisal")

pytestmark = pytest.mark.day("2026-11-03")  # the day things are done on


def fill(store):
    """A meeting and what it asked; an official with what there can be of one."""
    take(store, "meeting", {"body": "常委会会议", "term": "第七届", "session": "第三十次", "date": "2026-02-26"})
    take(store, "issue", ASKED)
    take(store, "official", {"name": "李法言", "kind": "法院", "phone": "13800000000"})
    take(store, "tenure", {"official": "李法言", "what": "任命", "office": "审判员", "date": "2026-02-26"})
    take(store, "commitment", {"official": "李法言", "item": "按期结案", "measure": "月月清", "due_on": "2026-12-20"})
    take(store, "appraisal", {"official": "李法言", "kind": "两员履职评议", "date": "2026-10-20"})
    take(store, "ballot", {"kind": "履职评议", "official": "李法言", "date": "2026-10-20"})


@pytest.fixture
def store(tmp_path):
    """A district that asked one thing of an organ."""
    with opened(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")) as store:
        fill(store)
        yield store


def now(store):
    """The issue as it stands."""
    return store.find(Issue)[0]


def test_round_and_round(store):
    """Passed on with three months, asked, answered, told, voted on, not satisfied, done again, answered, closed; each fact in its part."""
    assert (now(store).number, now(store).meeting, stage(now(store).data)) == (
        "140405-2026-Y0001",
        "第七届人大常委会第三十次会议",
        "监督",
    )
    one = do(store, "Y0001", "交办", organ="区教育局", acted_on="2026-03-01")
    assert (one.state, one.due_on, one.turn, stage(one.data)) == ("办理中", "2026-06-01", "区教育局", "落实")
    assert (
        do(
            store, "Y0001", "询问", text="公办率多少", reason="局长答：七成", to="教育局局长", acted_on="2026-05-01"
        ).state
        == "办理中"
    )
    one = do(store, "Y0001", "答复", answer_class="A", text="研究处理情况的报告", acted_on="2026-05-20")
    assert (one.state, stage(one.data)) == ("已答复", "再监督")
    do(store, "Y0001", "回告", how="书面", acted_on="2026-05-21", to="常委会组成人员")
    with acting(store, "ballot") as act:
        vote(act, now(store), "2026-06-25", "第七届人大常委会第三十三次会议")
    counts = {"发出": 35, "收回": 34, "有效": 33, "满意": 28, "基本满意": 4, "不满意": 1}
    for word, who in (("计票", "李平"), ("监票", "周红")):
        with acting(store, "count") as act:
            count(act, ballots(store, now(store).data)[0], word, who, counts)
    (held,) = ballots(store, now(store).data)
    assert (held.result, held.matter) == ("满意", "Y0001 关于学前教育工作的审议意见办得怎么样")
    with pytest.raises(BadInput, match="合计 34 张，和有效票 33 张对不上"), acting(store, "count") as act:
        count(
            act,
            Ballot(held.data | {"state": "待计票", "counted": None, "recounted": None}),
            "计票",
            "李平",
            counts | {"满意": 29},
        )
    do(
        store,
        "Y0001",
        "评价",
        satisfaction_work="满意",
        satisfaction_result="不满意",
        reason="学位仍不够",
        acted_on="2026-06-25",
    )
    one = do(store, "Y0001", "重办", acted_on="2026-06-26")
    assert (one.round, one.due_on, stage(one.data)) == (2, "2026-07-27", "再落实")
    do(store, "Y0001", "答复", answer_class="A", text="又建一所", acted_on="2026-07-20")
    do(store, "Y0001", "回告", how="书面", acted_on="2026-07-21")
    do(store, "Y0001", "评价", satisfaction_work="满意", satisfaction_result="满意", acted_on="2026-07-28")
    one = do(store, "Y0001", "办结", acted_on="2026-07-29")
    assert (one.state, stage(one.data)) == ("已办结", "已闭环")
    parts = {turn.stage: [fact["action"] for fact in turn.facts] for turn in loop(facts(store, now(store)))}
    assert parts == {
        "监督": ["交办", "询问"],
        "落实": ["答复"],
        "再监督": ["回告", "评价", "重办", "回告", "评价", "办结"],
        "再落实": ["答复"],
    }
    sound(store)


def test_refused(store):
    """Nothing is voted on before the answer; no title, no such meeting, a day before it; not reported up: nothing changes."""
    before = digest(store)
    with pytest.raises(NotAllowed, match="还没有报告，不能测评"), acting(store, "ballot") as act:
        vote(act, now(store), "2026-06-25")
    with pytest.raises(NotAllowed, match="本来就在区里"):
        do(store, "Y0001", "报区", reason="x", organ="y")
    for more, why in (
        ({"title": None}, "没有写标题"),
        ({"meeting": "没开的会"}, "不是登记过的会议"),
        ({"registered_at": "2026-02-25"}, "在会议 2026-02-26 以前"),
    ):
        with pytest.raises(BadInput, match=why):
            take(store, "issue", ASKED | more)
    assert digest(store) == before


def test_at_a_station(tmp_path):
    """A station registers no 审议意见, nor anything else a district keeps to itself; 询问 is of no other issue."""
    with opened(empty(tmp_path / "站", "station", CODE, NAME)) as store:
        before = digest(store)
        with pytest.raises(NotAllowed, match="审议意见是区人大常委会的"):
            take(store, "issue", ASKED | {"meeting": None})
        for noun, values in (
            ("meeting", {"body": "主任会议", "term": "7", "session": "1", "date": "2026-01-01"}),
            ("official", {"name": "甲", "kind": "法院"}),
        ):
            with pytest.raises(NotAllowed, match="站里没有"):
                take(store, noun, values)
        assert digest(store) == before
        take(store, "issue", {"registered_at": "2026-10-01", "statement": "路灯不亮"})
        do(store, "Y0001", "交办", organ="镇政府", acted_on="2026-10-01")
        with pytest.raises(NotAllowed, match="询问只用于审议意见"):
            do(store, "Y0001", "询问", text="修了没有")


def test_never_sent_to_a_station(tmp_path):
    """A package for a station holds none of it: not a record, not an entry, not a word; a forced one is refused there."""
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.office) as office:
        fill(office)
        scopes = {
            office.opens[e.stream]["scope"] for e in office.entries(f"kind IN ({','.join('?' * len(ALONE))})", ALONE)
        }
        assert scopes == {"inner"}
        do(office, "140405-2026-Y0001", "交办", organ="区教育局")
        known = {noun: len(office.find(SCHEMA.records[noun])) for noun in ALONE}
        assert all(known.values()) and len([row for row in issues(office) if row["kind"] == "审议意见"]) == 1
    for path in made.stations.values():
        carry(made.office, path, stick)
        with opened(path) as station:
            assert {noun: station.find(SCHEMA.records[noun], "voided IS NULL OR 1") for noun in ALONE} == {
                key: [] for key in ALONE
            }
            assert list(station.entries(f"kind IN ({','.join('?' * len(ALONE))})", ALONE)) == []
            assert station.find(Ballot) == [] and [row for row in issues(station) if row["kind"] == "审议意见"] == []
            assert all(
                "李法言".encode() not in e.data + (e.private or b"")
                and "学前教育".encode() not in e.data + (e.private or b"")
                for e in station.entries("1")
            )
            sound(station)


def test_the_district_lists_it(tmp_path):
    """Among the issues of its stations it stands as its own; its row says 审议意见, and nobody of the public raised it."""
    made = district(tmp_path)
    with opened(made.office) as office:
        fill(office)
        row = next(row for row in readable(office, Issue, office.find(Issue, "kind='审议意见'")))
        assert (row["station"], row["raised_by"], row["told"]) == ("本办", None, None)
    assert "本办" in run("list", "issue", "--where", "意见种类=审议意见", "--json", "--data", made.office).out
