"""From issues of the public to a deputies' suggestion: its parts kept whole, its grounds counted, its signers enough for a 议案."""

import json

import pytest

from lianluozhan import clock
from lianluozhan.act import LOCAL, acting
from lianluozhan.activity import Activity, add_activity, follow_up
from lianluozhan.amend import amend, void
from lianluozhan.deadline import Rule
from lianluozhan.duty import Duty, add_duty
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.raising import begun, raise_suggestion
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.rulebook import reasons
from lianluozhan.suggestion import Behind, behind, lengths, needed, points
from tests.district import carry, district
from tests.station import SAMPLE, do, empty, opened, receive, run, sound, take

PROPOSALS = json.loads((SAMPLE / "代表建议三件.json").read_text("utf-8"))
NINE = [f"代表{n}" for n in "一二三四五六七八九"]
LAMP = {
    "received_at": "2026-10-14",
    "statement": "村口路灯坏了三个月",
    "category": "道路与路灯",
    "location": "东街村",
    "deputies": ["彭喆", "陈秀兰"],
    "outcome": "乡镇办理",
    "referred_to": "镇政府",
}
WANTED = {"title": "关于修好村口路灯的建议", "lead_deputy": "彭喆"}


@pytest.fixture
def store(tmp_path):
    """A station with two issues of the public, and one act of its deputies besides the sessions."""
    clock.set_today("2026-12-31")
    with opened(empty(tmp_path / "站")) as store:
        take(store, "deputy", {"name": "彭喆"}, {"name": "陈秀兰"})
        receive(store, party_size=3, **LAMP)
        receive(store, **LAMP | {"received_at": "2026-10-21", "statement": "中学门口没有路灯", "party_size": 2})
        with acting(store, "duty") as act:
            add_duty(
                act, new_id(), {"begin": "2026-10-24", "kind": "开展专题调研", "deputies": ["彭喆"], "title": "看路灯"}
            )
        yield store
    clock.set_today(None)


def raised(store, *numbers, **typed):
    """The suggestion these issues became."""
    found = [store.find(Issue, "number LIKE '%' || ?", (number,))[0] for number in numbers]
    with acting(store, "suggest") as act:
        id = raise_suggestion(act, found, Issue.read(WANTED | typed))
    return store.get(Issue, (store.identity.world, id))


def test_one_step(store):
    """Numbered D, its grounds named and counted, what the issues share taken over; they themselves stay as they were."""
    before = [one.data for one in store.find(Issue, order="number")]
    made = raised(store, "Y0001", "Y0002")
    assert (made.number[-5:], made.kind, made.form, made.category, made.location) == (
        "D0001",
        "代表建议",
        "建议",
        "道路与路灯",
        before[0]["location"],
    )
    assert made.basis == [one["id"] for one in before]
    assert points(made.grounds) == ["村口路灯坏了三个月", "中学门口没有路灯"]
    names = readable(store, Issue, [made])[0]
    assert (names["lead_deputy"], names["deputies"], names["basis"]) == (
        "彭喆",
        ["陈秀兰"],
        ["140405102-2026-Y0001", "140405102-2026-Y0002"],
    )
    assert [one.data for one in store.find(Issue, "kind='群众意见'", order="number")] == before
    sound(store)


def test_what_stands_behind(store):
    """Each reception and each head once; those who are concerned, what is closed, what deputies did, from when to when."""
    do(store, "Y0001", "答复", answer_class="A", acted_on="2026-10-20")
    do(store, "Y0001", "回告", how="电话", acted_on="2026-10-20")
    do(store, "Y0001", "办结", acted_on="2026-10-21")
    (first,) = store.find(Issue, "number LIKE '%Y0001'")
    with acting(store, "amend") as act:
        amend(act, first, {"people_affected": 120}, "问清了")
    made = raised(store, "Y0001", "Y0002", duties=[store.find(Duty, "title='看路灯'")[0].number[-5:]])
    found = behind(store, made)
    assert (found.visits, found.people, found.affected, found.since, found.until) == (
        2,
        5,
        120,
        "2026-10-14",
        "2026-10-24",
    )
    assert found.words == "2 件群众意见（2 批次、5 人次，涉及 120 人，其中 1 件已办结），履职 1 次"
    with acting(store, "void") as act:
        void(act, store.find(Issue, "number LIKE '%Y0002'")[0], "重复")
    assert behind(store, made).words == "1 件群众意见（1 批次、3 人次，涉及 120 人，其中 1 件已办结），履职 1 次"
    assert (Behind().words, Behind(visits=2, people=3).words) == ("", "接待 2 批次、3 人次")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"title": None}, "没有写标题"),
        ({"lead_deputy": None}, ""),
        ({"basis": ["Y0099"]}, "“Y0099”不是哪一件意见的编号"),
        ({"duties": ["L0099"]}, "“L0099”不是哪一件履职的编号"),
    ],
)
def test_what_it_lacks(store, typed, why):
    """A title must be said where several have none in common; who leads is who received where nobody says; numbers must be somebody's."""
    if not why:
        assert readable(store, Issue, [raised(store, "Y0001", **typed)])[0]["lead_deputy"] == "彭喆"
        return
    before = len(store.find(Issue))
    with pytest.raises(BadInput, match=why):
        raised(store, "Y0001", "Y0002", **typed)
    assert len(store.find(Issue)) == before


def test_only_the_public_s(store):
    """A suggestion is no ground of another, nor is what was voided; with nobody who received, the lead must be said."""
    raised(store, "Y0001")
    with pytest.raises(NotAllowed, match="D0001 不能作依据"):
        raised(store, "D0001")
    take(store, "issue", {"registered_at": "2026-10-20", "statement": "没水"})
    with pytest.raises(BadInput, match="没有写领衔代表"):
        raised(store, "Y0003", lead_deputy=None)


def test_a_motion_takes_ten(store):
    """To the district's congress ten deputies, to a town's five, by the rule; too few are refused in words, also when amended."""
    with pytest.raises(BadInput, match="议案要 10 名以上代表联名，这里有 9 名"):
        raised(store, "Y0001", form="议案", deputies=NINE[:8])
    made = raised(store, "Y0001", form="议案", deputies=NINE)
    assert made.form == "议案"
    with pytest.raises(BadInput, match="这里有 3 名"), acting(store, "amend") as act:
        amend(act, made, {"deputies": "陈秀兰、单俊峰"}, "退出")
    assert raised(store, "Y0002", form="议案", congress="乡镇", deputies=NINE[:4]).congress == "乡镇"
    with acting(store, "rule") as act:
        act.write(Rule, new_id(), {"name": "议案联名", "year": 2026, "values": {"区": 12}}, LOCAL)
    assert (
        needed(store, "区", 2026),
        needed(store, None, 2026),
        needed(store, "市", 2026),
        needed(store, "区", 2025),
    ) == (12, 12, 0, 10)
    assert reasons("议案联名", {"区": 12}) == [] and reasons("议案联名", {"县": 12})[0][0] == "县"


def test_how_they_signed(store):
    """Each with their word or paper, in the order they signed; of somebody who does not sign nothing is said."""
    made = raised(store, "Y0001", signed={"陈秀兰": "10月15日电话，签字后补"})
    assert readable(store, Issue, [made])[0]["signed"] == {"陈秀兰": "10月15日电话，签字后补"}
    with pytest.raises(BadInput, match="单俊峰不在领衔和附议的代表里"):
        raised(store, "Y0002", signed={"单俊峰": "签字"})
    with pytest.raises(BadInput, match="陈秀兰不在领衔"), acting(store, "amend") as act:
        amend(act, made, {"deputies": ""}, "退出")
    sound(store)


@pytest.mark.parametrize("one", PROPOSALS, ids=lambda one: one["title"][4:8])
def test_whole(store, one):
    """Points of three to five hundred characters each are kept to the last character, and their lengths are said."""
    for part in (*one["grounds"], *one["proposals"]):
        assert 300 <= len(part) <= 500
    made = raised(
        store, "Y0001", title=one["title"], grounds="\n".join(one["grounds"]), proposals="\n\n".join(one["proposals"])
    )
    assert points(made.grounds) == one["grounds"] and points(made.proposals) == one["proposals"]
    assert (
        lengths(made.proposals)
        == f"3 点，共 {sum(map(len, one['proposals']))} 字（{'、'.join(str(len(part)) for part in one['proposals'])}）"
    )
    assert lengths(None) == ""
    (entry,) = [entry for entry in store.entries("kind='issue'") if entry.body["id"] == made.id]
    assert one["proposals"][0].encode() in entry.private and one["proposals"][0].encode() not in entry.data


def test_a_report_leads_to_one(store):
    """What deputies found on the spot becomes a suggestion that can be given its parts, and goes the whole way."""
    with acting(store, "activity") as act:
        add_activity(
            act,
            new_id(),
            {
                "kind": "专题调研",
                "theme": "村道照明",
                "begin": "2026-10-25",
                "present": ["彭喆"],
                "convenor": "彭喆",
                "organised_by": "代表小组",
                "report": "六个村没有路灯",
            },
        )
    (activity,) = store.find(Activity)
    with acting(store, "report") as act:
        id = follow_up(act, activity, "区住建局", "2026-10-26")
    made = store.get(Issue, (store.identity.world, id))
    assert made.kind == "代表建议" and made.form is None
    with acting(store, "amend") as act:
        amend(act, made, {"form": "建议", "basis": "Y0001、Y0002", "proposals": "一、装灯\n二、有人管"}, "写成建议")
    assert behind(store, store.get(Issue, (store.identity.world, id))).words.startswith("2 件群众意见")
    for word, typed in (
        ("面商", {"how": "见面"}),
        ("答复", {"answer_class": "A"}),
        ("回告", {"how": "书面"}),
        ("评价", {"satisfaction_work": "满意", "satisfaction_result": "满意"}),
        ("办结", {}),
    ):
        made = do(store, made.number[-5:], word, acted_on="2026-11-02", **typed)
    assert made.state == "已办结"
    assert do(store, made.number[-5:], "成果", text="写进明年的计划", acted_on="2026-12-01").state == "已办结"
    sound(store)


def test_by_command(tmp_path):
    """`follow Y0001 形成建议 和=Y0002 …` says what it is founded on and which suggestions sound like it."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        for day in ("2026-10-14", "2026-10-21"):
            receive(store, **LAMP | {"received_at": day})
    said = run("--data", path, "follow", "Y0001", "形成建议", "和=Y0002", "标题=关于村口路灯的建议", "领衔代表=彭喆")
    assert "D0001 关于村口路灯的建议，依据 2 件群众意见（2 批次、2 人次）" in said.out and said.code == 0
    said = run("--data", path, "follow", "Y0002", "形成建议", "标题=关于村口路灯的建议", "领衔代表=陈秀兰")
    assert "相近的：140405102-2026-D0001" in said.out
    bad = run("--data", path, "follow", "Y0002", "形成建议", "标题=甲", "案别=大案")
    assert (bad.code, "没有“大案”这一项" in bad.err) == (1, True)
    bad = run("--data", path, "follow", "Y0002", "形成建议", "标题=甲", "案别=议案")
    assert "议案要 10 名以上代表联名，这里有 2 名" in bad.err
    assert len(run("--data", path, "list", "issue", "--where", "意见种类=代表建议", "--json").data) == 2


def test_to_the_district_and_back(tmp_path):
    """A suggestion of three long points reaches the district whole, is passed on and answered there, and comes back so."""
    made, stick = district(tmp_path / "区站"), tmp_path / "U盘"
    stick.mkdir()
    station, one = made.stations["渔泽镇"], PROPOSALS[0]
    with opened(station) as store:
        (lamp,) = store.find(Issue, "statement LIKE '%路灯%'")
        with acting(store, "suggest") as act:
            id = raise_suggestion(
                act,
                [lamp],
                Issue.read(
                    {
                        "registered_at": "2026-10-15",
                        "title": one["title"],
                        "lead_deputy": "单渔",
                        "grounds": "\n".join(one["grounds"]),
                        "proposals": "\n".join(one["proposals"]),
                    }
                ),
            )
        do(store, "D0001", "报区", reason="超出镇里权限", organ="区卫生健康和体育局", acted_on="2026-10-15")
    carry(station, made.office, stick)
    with opened(made.office) as store:
        (there,) = store.find(Issue, "id=?", (id,))
        assert points(there.proposals) == one["proposals"] and there.basis == [lamp.id]
        assert behind(store, there).words.startswith("1 件群众意见（1 批次、1 人次")
        do(store, "D0001", "交办", organ="区卫生健康和体育局", acted_on="2026-10-16")
    carry(made.office, station, stick)
    with opened(station) as store:
        assert store.get(Issue, (store.identity.world, id)).state == "办理中"
        sound(store)


def test_one_sentence_follows_another():
    """What several issues say is one text without a full stop before its semicolons."""
    said = [
        Issue(dict.fromkeys(Issue.fields) | {"statement": words, "deputies": []})
        for words in ("路灯不亮。", "沟堵了；", "桥裂了。")
    ]
    assert begun(said)["statement"] == "路灯不亮；沟堵了；桥裂了。"
