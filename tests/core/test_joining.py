"""并案, 拆分 and what comes late: everybody behind an issue is answered, and no issue is joined away."""

from __future__ import annotations

import pytest

from lianluozhan.act import LOCAL, acting
from lianluozhan.amend import void
from lianluozhan.course import circumstances, standings
from lianluozhan.errors import NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.package.merge import merge
from lianluozhan.visit import Visit
from tests.station import digest, do, empty, journal, opened, receive, run, sound

PASSED_ON = {"outcome": "乡镇办理", "referred_to": "渔泽镇人民政府", "received_at": "2026-10-08T09:00"}
ON = {"acted_on": "2026-10-20"}


@pytest.fixture
def store(tmp_path):
    """A station where three people spoke of the same lamp."""
    with opened(empty(tmp_path / "站")) as store:
        for name, deputy in (("王秀英", "单俊峰"), ("郭桂兰", "陈秀兰"), ("李铁柱", "单俊峰")):
            receive(store, visitor_name=name, deputies=[deputy], **PASSED_ON)
        yield store


def issue(store, number) -> Issue:
    """The issue with this end of a number."""
    (found,) = store.find(Issue, "number LIKE '%' || ? AND (voided IS NULL OR 1)", (number,))
    return found


def untold(store, number) -> list[str]:
    """Who is still to be told, by name."""
    one = issue(store, number)
    key = one.world, one.id
    names = circumstances(store, [one])[key]["concerned"]
    return [names[key] for key in standings(store, [one])[key].to_tell]


def join(store, one, other):
    """并案."""
    return do(store, one, "并案", to=other, reason="同一盏灯", **ON)


def test_every_reporter_is_answered(store):
    """Who reported what was joined is told with the rest, raisers first, and each of the deputies; joined on they go along."""
    join(store, "Y0002", "Y0001")
    assert untold(store, "Y0001") == ["王秀英", "郭桂兰", "单俊峰", "陈秀兰"]
    join(store, "Y0001", "Y0003")
    assert untold(store, "Y0003") == ["李铁柱", "王秀英", "郭桂兰", "单俊峰", "陈秀兰"]
    do(store, "Y0003", "答复", answer_class="A", **ON)
    do(store, "Y0003", "回告", how="电话", to="郭桂兰", **ON)
    assert untold(store, "Y0003") == ["李铁柱", "王秀英", "单俊峰", "陈秀兰"]
    with pytest.raises(NotAllowed, match="还有 4 人没告诉"):
        do(store, "Y0003", "办结", **ON)
    do(store, "Y0003", "回告", how="电话", **ON)
    assert do(store, "Y0003", "办结", **ON).state == "已办结"
    sound(store)


def test_joined_without_a_visit(store):
    """Whoever raised by letter what was joined is one person of their own, not the raiser of the other."""
    with acting(store, "add") as act:
        from lianluozhan.handling import add_issue

        add_issue(
            act,
            "018f0000-0000-7000-8000-000000000009",
            {"registered_at": "2026-10-09", "statement": "灯不亮", "raised_by": "赵老师"},
        )
    join(store, "Y0004", "Y0001")
    assert untold(store, "Y0001") == ["王秀英", "赵老师", "单俊峰"]
    do(store, "Y0001", "答复", answer_class="A", **ON)
    do(store, "Y0001", "回告", how="电话", to="反映人", **ON)
    assert untold(store, "Y0001") == ["单俊峰"]
    sound(store)


@pytest.mark.parametrize(
    ("state", "words", "then"),
    [
        ("已办结", [("答复", {"answer_class": "A"}), ("回告", {"how": "电话"}), ("办结", {})], "重办"),
        ("已撤回", [("撤回", {"reason": "本人撤回"})], "还在办"),
        ("已并案", [("并案", {"to": "Y0003", "reason": "同一件"})], "还在办"),
    ],
)
def test_not_into_what_is_over(store, state, words, then):
    """Into what nobody handles any more nothing is joined: somebody would wait for ever."""
    for word, values in words:
        do(store, "Y0001", word, **values, **ON)
    held = digest(store)
    with pytest.raises(NotAllowed, match=f"现在是“{state}”") as refused:
        join(store, "Y0002", "Y0001")
    assert then in refused.value.then and digest(store) == held


def test_not_put_aside_under_others(store):
    """What others were joined to is not withdrawn or voided over their heads; the 并案 corrected, it is."""
    join(store, "Y0002", "Y0001")
    for word in ("撤回", "引导", "作废"):
        with pytest.raises(NotAllowed, match="Y0002 已并到这一件，等着它的答复"):
            do(store, "Y0001", word, reason="不办了", **ON)
    (joined,) = store.find(Followup, "action='并案'")
    do(store, "Y0002", "更正", to=[joined.id], how="作废", reason="不是同一件", **ON)
    assert (issue(store, "Y0002").state, issue(store, "Y0002").merged_into) == ("办理中", None)
    assert do(store, "Y0001", "撤回", reason="本人撤回", **ON).state == "已撤回"
    sound(store)


@pytest.fixture
def two(tmp_path):
    """Two PCs of one station with the same three issues."""
    path, other = empty(tmp_path / "站"), tmp_path / "另"
    with opened(path) as store:
        for name in ("王秀英", "郭桂兰", "李铁柱"):
            receive(store, visitor_name=name, deputies=["单俊峰"], **PASSED_ON)
    run("restore", run("backup", "--data", path, "--to", tmp_path / "盘").out.splitlines()[0], "--to", other)
    return path, other


def carry(source, target):
    """What the one wrote comes to the other."""
    known = {entry[:3] for entry in journal(target)}
    with opened(source) as store:
        new = [
            e
            for e in store.entries("1 ORDER BY stream, seq")
            if e.body["world"] != LOCAL and (*e.place, e.hash) not in known
        ]
    with opened(target) as store:
        merge(store, new)


def standing(path):
    """The three issues on a PC."""
    with opened(path) as store:
        sound(store)
        return [(one.state, one.merged_into, one.flagged) for one in store.find(Issue, order="number")]


def test_joined_in_a_ring(two):
    """Two PCs join the two issues to each other: one stays in hand, the other follows it, both PCs say which, flagged."""
    path, other = two
    with opened(path) as store:
        join(store, "Y0001", "Y0002")
    with opened(other) as store:
        join(store, "Y0002", "Y0001")
    carry(other, path)
    carry(path, other)
    assert standing(path) == standing(other)
    states = [state for state, *_ in standing(path)]
    assert (
        sorted(states[:2]) == ["办理中", "已并案"] and [flagged for *_, flagged in standing(path)][:2].count(True) == 1
    )
    with opened(path) as store:
        stays = next(one for one in store.find(Issue, "state='办理中'", order="number"))
        assert untold(store, stays.number) and set(untold(store, stays.number)) == {"王秀英", "郭桂兰", "单俊峰"}
        do(store, stays.number[-5:], "批注", text="看过，就办这一件", **ON)
        assert not store.get(Issue, (stays.world, stays.id)).flagged
        sound(store)


def test_joined_to_what_was_closed_elsewhere(two):
    """Closed on one PC while the other joined somebody to it: flagged until that person is told too."""
    path, other = two
    with opened(path) as store:
        for word, values in (("答复", {"answer_class": "A"}), ("回告", {"how": "电话"}), ("办结", {})):
            do(store, "Y0001", word, **values, **ON)
    with opened(other) as store:
        join(store, "Y0002", "Y0001")
    carry(other, path)
    assert standing(path)[0] == ("已办结", None, True)
    with opened(path) as store:
        assert untold(store, "Y0001") == ["郭桂兰"]
        do(store, "Y0001", "回告", how="电话", **ON)
    assert standing(path)[0] == ("已办结", None, False)


# -- 拆分


def test_split(store):
    """A second matter gets a number and a life of its own, of the same people; each says of the other."""
    do(store, "Y0001", "拆分", text="另外村口的井盖也松了", reason="一事一议", **ON)
    new, old = issue(store, "Y0004"), issue(store, "Y0001")
    assert (new.state, new.turn, new.split_from) == ("待处理", "联络员", old.id)
    assert (new.statement, new.visits, new.deputies, new.registered_at) == (
        "另外村口的井盖也松了",
        old.visits,
        old.deputies,
        "2026-10-20",
    )
    assert (old.state, old.split_from) == ("办理中", None)
    assert untold(store, "Y0004") == ["王秀英", "单俊峰"]
    (fact,) = store.find(Followup, "issue=? AND action='拆分'", (old.id,))
    assert fact.to == [new.id]
    do(store, "Y0004", "交办", organ="岗上村", **ON)
    assert issue(store, "Y0004").split_from == old.id
    sound(store)


def test_split_of_nothing_said(store):
    """What the second matter is must be said."""
    with pytest.raises(NotAllowed, match="拆分还缺：内容、理由"):
        do(store, "Y0001", "拆分", **ON)
    assert len(store.find(Issue)) == 3


# -- people, organs, letters


def test_a_visitor_without_a_name(store):
    """Who gave no name but is to be answered is called by the visit's number, never by an id."""
    receive(store, raiser_kind="个人", **PASSED_ON)
    assert untold(store, "Y0004") == [store.find(Visit, order="number")[-1].number]


def test_a_voided_visit_of_several(store):
    """Who was registered twice need not be told twice."""
    double = receive(store, visitor_name="王秀英", received_at="2026-10-08T09:00")
    held = issue(store, "Y0001")
    with acting(store, "amend") as act:
        act.write(Issue, held.id, {"visits": [*held.visits, double.id]})
    assert untold(store, "Y0001") == ["王秀英", "王秀英", "单俊峰"]
    with acting(store, "void") as act:
        void(act, double, "登记了两遍")
    assert untold(store, "Y0001") == ["王秀英", "单俊峰"]
    sound(store)


def test_a_helping_organ_does_not_answer(store):
    """What a 协办单位 says goes to the 主办单位; only that one's answer counts."""
    do(store, "Y0001", "改派", organ="区住建局", co_organs="区供电公司", reason="要通电", **ON)
    with pytest.raises(NotAllowed, match="请用“协办意见”记下"):
        do(store, "Y0001", "答复", organ="区供电公司", answer_class="A", **ON)
    assert do(store, "Y0001", "答复", organ="区住建局", answer_class="A", **ON).state == "已答复"


@pytest.mark.parametrize(
    ("letter", "state"),
    [
        ({"answer_class": "A"}, "已办结"),
        ({"answer_class": "B", "planned_on": "2026-12-20", "text": "十二月换线"}, "跟踪中"),
    ],
)
def test_the_letter_after_the_end(store, letter, state):
    """Told by call and closed, then the letter comes: it is kept and counts, who was told stays told, a promise is tracked."""
    for word, values in (("答复", {"answer_class": "A", "evidence": "电话"}), ("回告", {"how": "电话"}), ("办结", {})):
        do(store, "Y0001", word, **values, **ON)
    after = do(store, "Y0001", "答复", document_number="渔政函〔2026〕8号", **letter, **ON)
    assert (after.state, after.answer_class, after.closed_on) == (state, letter["answer_class"], "2026-10-20")
    assert (after.tracking_due, untold(store, "Y0001")) == (letter.get("planned_on"), [])
    sound(store)
