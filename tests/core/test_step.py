"""What is offered next, what is missing before an act is written, and what is only odd."""

from __future__ import annotations

from datetime import date

import pytest

from lianluozhan.action import ACTIONS, action_of
from lianluozhan.step import cautions, next_steps, problems
from tests.core.life import ANSWERED_A, ANSWERED_B, ASSIGNED, REPORTED, TOLD_ALL, WAY, lived

TODAY = "2026-10-21"
BACK = ("退回", {"organ": "区城管局", "reason": "不属本单位"})
UNHAPPY = ("评价", {"satisfaction": "不满意", "text": "又坏了"})
SATISFIED = ("评价", {"satisfaction": "满意"})
FULL = {
    "organ": "区住建局",
    "due_on": "2026-11-30",
    "planned_on": "2026-12-20",
    "to": ["反映人"],
    "how": "电话",
    "satisfaction": "满意",
    "text": "已修好",
    "reason": "如前",
    "answer_class": "B",
}


def refused(word, values, *acts, role="station", today=TODAY, **issue):
    """The problems of an act after a life."""
    life = lived(*acts, **issue)
    filled = {"acted_on": "2026-10-20", "acted_by": "赵敏"} | values
    return problems(action_of(word), filled, life.outcome(), life.issue, today, role)


@pytest.mark.parametrize(
    ("acts", "step"),
    [
        ((), "交办"),
        ((REPORTED,), "交办"),
        ((ASSIGNED,), "答复"),
        ((ASSIGNED, BACK), "改派"),
        ((ASSIGNED, "暂停"), "恢复"),
        ((ASSIGNED, ANSWERED_A), "回告"),
        ((ASSIGNED, ANSWERED_A, TOLD_ALL), "评价"),
        ((ASSIGNED, ANSWERED_A, TOLD_ALL, SATISFIED), "办结"),
        ((ASSIGNED, ANSWERED_A, TOLD_ALL, UNHAPPY), "重办"),
        ((ASSIGNED, ANSWERED_A, UNHAPPY), "回告"),
        ((ASSIGNED, ANSWERED_A, TOLD_ALL, SATISFIED, "办结"), "批注"),
        ((ASSIGNED, ANSWERED_A, TOLD_ALL, "办结", UNHAPPY), "重办"),
        ((ASSIGNED, ANSWERED_B, "办结"), "跟踪"),
        (("引导",), "批注"),
        (("作废",), "批注"),
    ],
)
def test_the_one_next_step(acts, step):
    """The one next step of each situation, by hand."""
    life = lived(*acts)
    first, rest = next_steps(life.outcome(), life.issue)
    assert first.word == step
    assert [first, *(action for action, _ in rest)].count(first) == 1 and len(rest) == len(ACTIONS) - 1


def test_nobody_to_ask():
    """A raiser who cannot be reached is not asked for a rating: the next step is 办结."""
    outs = ("回告", {"to": ["反映人"], "how": "本人不愿"})
    life = lived(ANSWERED_A, outs, ("回告", {"to": ["d1", "d2"], "how": "电话"}))
    assert next_steps(life.outcome(), life.issue)[0].word == "办结"


def test_the_districts_next_steps():
    """The district is offered what it may write; what it may not has its reason."""
    life = lived(REPORTED)
    first, rest = next_steps(life.outcome(), life.issue, "district")
    reasons = {action.word: reason for action, reason in rest}
    assert first.word == "交办" and reasons["退回"] is None
    assert reasons["更正"] == "“更正”由联络站来做，区里请用“批注”告诉联络站"
    tracked = lived(REPORTED, ANSWERED_B, "办结")
    assert next_steps(tracked.outcome(), tracked.issue, "district")[0].word == "答复"


@pytest.mark.parametrize(
    ("acts", "word", "reason"),
    [
        ((), "办结", "现在是“待处理”，要到“已答复”才能办结"),
        ((), "延期", "现在是“待处理”，要到“办理中”才能延期"),
        ((), "改派", "还没有交办过，请用“交办”"),
        ((), "重算", "日历有变化时由程序自动重算"),
        ((ASSIGNED,), "交办", "现在是“办理中”，要到“待处理”“待区处理”才能交办"),
        (("撤回",), "答复", "已经是“已撤回”，不能再答复"),
        (("作废",), "作废", "已经是“已作废”，不能再作废"),
        ((ANSWERED_A,), "办结", "还有 3 人没告诉，不能办结：王秀英、单俊峰、陈秀兰"),
        (
            (ANSWERED_A, ("回告", {"to": ["反映人"], "how": "电话"})),
            "办结",
            "还有 2 人没告诉，不能办结：单俊峰、陈秀兰",
        ),
    ],
)
def test_reasons(acts, word, reason):
    """An action not possible now says why."""
    life = lived(*acts)
    assert dict(next_steps(life.outcome(), life.issue)[1])[action_of(word)] == reason


def test_the_district_only_looks():
    """An issue not reported up is the station's alone."""
    assert refused("交办", FULL, role="district") == ["这件意见没有报区，区里只能查看"]


@pytest.mark.parametrize(
    ("word", "acts", "missing"),
    [
        ("报区", (), "承办单位"),
        ("交办", (), "承办单位"),
        ("退回", (ASSIGNED,), "理由、承办单位"),
        ("改派", (ASSIGNED,), "承办单位、理由"),
        ("延期", (ASSIGNED,), "期限、理由"),
        ("暂停", (ASSIGNED,), "理由"),
        ("恢复", (ASSIGNED, "暂停"), "理由"),
        ("答复", (ASSIGNED,), "答复类别"),
        ("回告", (ANSWERED_A,), "对象、方式"),
        ("评价", (ANSWERED_A,), "满意度"),
        ("重办", (ANSWERED_A,), "期限"),
        ("跟踪", (ASSIGNED, ANSWERED_B, "办结"), "答复类别"),
        ("引导", (), "理由"),
        ("并案", (), "对象、理由"),
        ("拆分", (), "内容、理由"),
        ("撤回", (), "理由"),
        ("作废", (), "理由"),
        ("更正", (ASSIGNED,), "对象、理由"),
        ("批注", (), "理由"),
    ],
)
def test_missing(word, acts, missing):
    """Each act names what is still missing, in the words of the form."""
    values = {"reason": "超出权限"} if word == "报区" else {}
    assert refused(word, values, *acts) == [f"{word}还缺：{missing}"]


@pytest.mark.parametrize(
    ("letter", "missing"),
    [("B", "办理计划、计划完成日期"), ("C", "暂时解决不了的原因、复查日期"), ("D", "解释说明")],
)
def test_missing_of_an_answer(letter, missing):
    """B needs plan and date, C the reason and a review date, D the explanation; A nothing."""
    assert refused("答复", {"answer_class": letter}, ASSIGNED) == [f"答复还缺：{missing}"]
    assert refused("答复", {"answer_class": "A"}, ASSIGNED) == []
    assert refused("答复", {"answer_class": letter, "text": "见附件", "planned_on": "2026-12-20"}, ASSIGNED) == []


def test_when_and_by_whom():
    """Every act says when and by whom."""
    assert refused("签收", {"acted_on": None, "acted_by": None}, ASSIGNED) == ["签收还缺：办理日期、办理人"]


def test_unhappy_needs_words():
    """不满意 needs words; 代表建议 needs two ratings."""
    assert refused("评价", {"satisfaction": "不满意"}, ANSWERED_A) == ["评价还缺：不满意的原因"]
    both = "评价还缺：对办理工作满意度、对办理结果满意度"
    assert refused("评价", {"satisfaction": "满意"}, ANSWERED_A, kind="代表建议") == [both]


def test_closing():
    """办结 waits for everybody to be told and for the 站长's name where there is one."""
    told = (ANSWERED_A, TOLD_ALL)
    assert refused("办结", {}, ANSWERED_A) == ["还有 3 人没告诉，不能办结：王秀英、单俊峰、陈秀兰"]
    assert refused("办结", {}, *told) == []
    assert refused("办结", {}, *told, head="崔站长") == ["办结还缺：审批人"]
    assert refused("办结", {"approved_by": "崔站长"}, *told, head="崔站长") == []


@pytest.mark.parametrize(
    ("word", "values", "said"),
    [
        ("签收", {"acted_on": "2026-09-27"}, "办理日期 2026-09-27 早于登记日期 2026-09-28"),
        ("签收", {"acted_on": "2026-10-22"}, "2026-10-22 还没有到，请写实际发生的日期"),
        ("签收", {"acted_on": "2026-09-28"}, None),
        ("签收", {"acted_on": "2026-10-21T17:30"}, None),
        ("延期", {"due_on": "2026-10-27", "reason": "x"}, "新的期限 2026-10-27 要晚于原来的期限 2026-10-27"),
        ("延期", {"due_on": "2026-10-28", "reason": "x"}, None),
        (
            "答复",
            {"answer_class": "B", "text": "x", "planned_on": "2026-10-19"},
            "计划完成日期 2026-10-19 早于办理日期 2026-10-20",
        ),
        ("改派", {"organ": "x", "reason": "x", "due_on": "2026-10-19"}, "期限 2026-10-19 早于办理日期 2026-10-20"),
    ],
)
def test_days(word, values, said):
    """No act before the issue was registered nor in the future, no date before what sets it."""
    assert refused(word, values, ASSIGNED) == ([said] if said else [])


def test_extension_is_asked_in_time():
    """延期 is asked on or before the due date; typed after it, it wants evidence of that."""
    asked = {"due_on": "2026-11-10", "reason": "等材料"}
    assert refused("延期", asked | {"acted_on": "2026-10-27", "evidence": "复文"}, ASSIGNED, today="2026-11-05") == []
    assert refused("延期", asked | {"acted_on": "2026-10-27"}, ASSIGNED, today="2026-10-27") == []
    [said] = refused("延期", asked | {"acted_on": "2026-10-27"}, ASSIGNED, today="2026-10-28")
    assert said == "到期日 2026-10-27 已经过了，补录延期要写明依据：当时的复文、电话等"
    [said] = refused("延期", asked | {"acted_on": "2026-10-28"}, ASSIGNED, today="2026-11-05")
    assert said.startswith("延期要在到期日 2026-10-27 当天或之前提出")


def test_today_may_be_a_date():
    """Today is a date or its text."""
    assert refused("签收", {"acted_on": "2026-10-20"}, ASSIGNED, today=date(2026, 10, 20)) == []


def test_strangers():
    """Only who is concerned can be told; by name or by key."""
    said = ["名单里没有“王秀”，要告诉的是：王秀英、单俊峰、陈秀兰"]
    assert refused("回告", {"to": ["王秀", "d1"], "how": "电话"}, ANSWERED_A) == said
    assert refused("回告", {"to": ["王秀英", "d1"], "how": "电话"}, ANSWERED_A) == []
    assert refused("回告", {"to": "王秀", "how": "电话"}, ANSWERED_A, concerned=()) == []


def test_targets():
    """更正 names one fact of one's own, 并案 one other issue."""
    why = {"reason": "写错"}
    assert refused("更正", why | {"to": ["a1"]}, ASSIGNED) == []
    assert refused("更正", why | {"to": ["a9"]}, ASSIGNED)[0].startswith("没有找到要更正的那一条办理")
    assert refused("更正", why | {"to": ["a1", "a2"]}, ASSIGNED, "签收") == ["更正一次只能写一个对象"]
    assert refused("并案", why | {"to": ["the-issue"]}) == ["不能并到自己名下"]
    assert refused("并案", why | {"to": ["other"]}) == []


@pytest.mark.parametrize("state", WAY)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.word)
def test_refused_just_as_offered(action, state):
    """What is offered and fully filled in is accepted, what is not offered is refused with the same reason."""
    life = lived(*WAY[state], concerned=())
    first, rest = next_steps(life.outcome(), life.issue)
    reason = {first: None, **dict(rest)}[action]
    targets = {"更正": ["a1"], "并案": ["other"]}.get(action.word, ["反映人"])
    if not life.facts and action.word == "更正":
        return  # there is nothing to correct yet
    said = refused(action.word, FULL | {"to": targets}, *WAY[state], concerned=())
    if action.word != "重算":
        assert said == ([reason] if reason else [])


def test_cautions():
    """What is odd is said and written all the same."""
    outcome = lived(ASSIGNED, "签收").outcome()

    def odd(word, day, *more):
        return cautions(action_of(word), {"acted_on": day}, outcome, *more)

    assert odd("退回", "2026-10-20", "2026-10-10") == ["退回要在 2026-10-10 以前，已经过了，先照记"]
    assert odd("退回", "2026-10-10", "2026-10-10") == []
    assert odd("催办", "2026-10-27") == ["期限是 2026-10-27，还没有过期，先照记"]
    assert odd("催办", "2026-10-28") == []
    assert odd("答复", "2026-10-01") == ["2026-10-01 比上一步的 2026-10-02 还早，先照记"]
    unhappy = lived(ANSWERED_A, UNHAPPY).outcome()
    assert cautions(action_of("办结"), {}, unhappy) == ["评价是不满意，没有重办就办结了"]
