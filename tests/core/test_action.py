"""The table of actions says what design §5 and §6 say."""

import pytest

from lianluozhan import action as table
from lianluozhan.action import ACTIONS, STATES, action_of, concerned, person_keys
from tests.core.life import ASSIGNED, WAY, Desk, lived

HELPED = ("交办", ASSIGNED[1] | {"co_organs": ["区教育局"]})

VERBS = dict(
    zip(
        (
            "报区 交办 签收 退回 改派 催办 延期 暂停 恢复 答复 回告 评价 重办 跟踪 办结 重算 引导 并案 拆分 撤回 "
            "作废 更正 批注 面商 协办意见 成果 询问"
        ).split(),
        (
            "escalate assign receive return reassign urge extend pause resume answer inform rate redo track close "
            "recount refer join split withdraw void correct note consult assist result inquire"
        ).split(),
        strict=True,
    )
)

# {action: {state it is allowed in: state that follows}}, by hand from design §5. 改派 needs an earlier 交办.
MOVES = {
    "报区": {"待处理": "待区处理", "办理中": "待区处理"},
    "交办": {"待处理": "办理中", "待区处理": "办理中"},
    "签收": {"办理中": "办理中"},
    "退回": {"办理中": "待处理", "待区处理": "待处理"},
    "改派": {"办理中": "办理中"},
    "催办": {"待区处理": "待区处理", "办理中": "办理中", "跟踪中": "跟踪中"},
    "延期": {"办理中": "办理中"},
    "暂停": {"办理中": "暂停"},
    "恢复": {"暂停": "办理中"},
    "答复": dict.fromkeys(("待处理", "待区处理", "办理中", "暂停", "已答复", "跟踪中"), "已答复")
    | {"已办结": "已办结"},  # a letter
    "回告": {"已答复": "已答复", "已办结": "已办结", "跟踪中": "跟踪中", "已引导": "已引导"},
    "评价": {"已答复": "已答复", "已办结": "已办结", "跟踪中": "跟踪中"},
    "重办": {"已答复": "办理中", "已办结": "办理中", "跟踪中": "办理中"},
    "跟踪": {"跟踪中": "已答复"},
    "办结": {"已答复": "已办结"},
    "重算": {"待区处理": "待区处理", "办理中": "办理中", "暂停": "暂停", "已答复": "已答复"},
    "引导": dict.fromkeys(("待处理", "待区处理", "办理中", "暂停"), "已引导"),
    "并案": dict.fromkeys(("待处理", "待区处理", "办理中", "暂停", "已答复"), "已并案"),
    "拆分": {s: s for s in ("待处理", "待区处理", "办理中", "暂停", "已答复", "跟踪中")},
    "撤回": dict.fromkeys(("待处理", "待区处理", "办理中", "暂停", "已答复", "跟踪中"), "已撤回"),
    "作废": dict.fromkeys([s for s in WAY if s != "已作废"], "已作废"),
    "批注": {s: s for s in WAY},
    "面商": {s: s for s in ("待处理", "待区处理", "办理中", "暂停", "已答复", "跟踪中")},
    "协办意见": {s: s for s in ("办理中", "暂停", "已答复")},
    "成果": {s: s for s in ("已答复", "跟踪中", "已办结")},  # months later: nothing is opened again
    "询问": {s: s for s in ("办理中", "暂停", "已答复", "跟踪中", "已办结")},  # of a 审议意见 alone
}

# {action: what it needs beyond when and by whom}, by hand from design §5.
NEEDS = {
    "报区": "reason organ",
    "交办": "organ",
    "签收": "",
    "退回": "reason organ",
    "改派": "organ reason",
    "催办": "",
    "延期": "due_on reason",
    "暂停": "reason",
    "恢复": "reason",
    "答复": "answer_class",
    "回告": "to how",
    "评价": "satisfaction",
    "重办": "due_on",
    "跟踪": "answer_class",
    "办结": "",
    "重算": "due_on|co_due_on reason",
    "引导": "reason",
    "并案": "to reason",
    "拆分": "text reason",
    "撤回": "reason",
    "作废": "reason",
    "更正": "to reason",
    "批注": "reason|text",
    "面商": "to how",
    "协办意见": "organ reason|text",
    "成果": "reason|text",
    "询问": "text",
}

DISTRICT = "交办 改派 退回 签收 催办 延期 暂停 恢复 答复 评价 重办 并案 办结 批注".split()  # the matrix of design §6


def test_words_and_verbs():
    """Every action of design §5 exists under its Chinese word and its English verb, and no other."""
    assert {action.word: action.verb for action in ACTIONS} == VERBS
    for word, verb in VERBS.items():
        assert action_of(word) is action_of(verb) is not None


@pytest.mark.parametrize("word", ["", "办", "finish", None, 3, ["交办"]])
def test_unknown_word(word):
    """A word that is no action is None, not an error."""
    assert action_of(word) is None


def test_states():
    """The states are just the words of design §5."""
    assert set(STATES) == set(WAY) and len(STATES) == 11


def test_district_matrix():
    """A district may write just the follow-ups design §6 lists."""
    assert {action.word for action in ACTIONS if action.district} == set(DISTRICT)


def test_closing():
    """Just 办结 引导 并案 撤回 作废 come last among facts of one depth."""
    assert {action.word for action in ACTIONS if action.closing} == set("办结 引导 并案 撤回 作废".split())


@pytest.mark.parametrize("word", NEEDS)
def test_needs(word):
    """What each action needs is what design §5 says."""
    assert action_of(word).needed({}, {"kind": "群众意见"}) == tuple(NEEDS[word].split())


@pytest.mark.parametrize(
    ("letter", "more"),
    [("A", ""), ("B", "reason|text planned_on"), ("C", "reason|text planned_on"), ("D", "reason|text")],
)
@pytest.mark.parametrize("word", ["答复", "跟踪"])
def test_needs_of_an_answer(word, letter, more):
    """B needs a plan and its date, C the reason and a review date, D the explanation."""
    assert action_of(word).needed({"answer_class": letter}, {}) == ("answer_class", *more.split())


@pytest.mark.parametrize("kind", ["代表建议", "审议意见"])
def test_two_ratings(kind):
    """代表建议 and 审议意见 are rated twice: the work and its result; 不满意 needs words."""
    rate = action_of("评价")
    both = ("satisfaction_work", "satisfaction_result")
    assert rate.needed({}, {"kind": kind}) == both
    assert rate.needed({"satisfaction_result": "不满意"}, {"kind": kind}) == (*both, "reason|text")
    assert rate.needed({"satisfaction": "不满意"}, {"kind": "群众意见"}) == ("satisfaction", "reason|text")


def test_head_signs_the_close():
    """办结 needs the 站长's name only where there is one."""
    assert action_of("办结").needed({}, {"head": "崔站长"}) == ("approved_by",)


COUNTED = {  # what is counted anew in a state: the district's days, the organ's, the helpers', the rater's
    "待区处理": {"due_on": "2026-11-01"},
    "办理中": {"due_on": "2026-11-01"},
    "暂停": {"co_due_on": "2026-11-01"},
    "已答复": {"due_on": "2026-11-01", "rule": "群众意见评价"},
}


@pytest.mark.parametrize(
    ("state", "values"),
    [
        ("已答复", {"due_on": "2026-11-01", "rule": "正常"}),
        ("办理中", {"due_on": "2026-11-01", "rule": "评价"}),
        ("暂停", {"due_on": "2026-11-01", "rule": "正常"}),
        ("已答复", {"co_due_on": "2026-11-01"}),
        ("待区处理", {"co_due_on": "2026-11-01"}),
    ],
)
def test_no_clock_to_count(state, values):
    """重算 of a clock that does not run where it lands (another PC had it answered, paused) changes nothing and is named."""
    before = lived(*WAY[state]).outcome()
    after = lived(*WAY[state], ("重算", values)).outcome()
    assert (after.due_on, after.rating_due, after.co_due_on, len(after.ineffective)) == (
        before.due_on,
        before.rating_due,
        before.co_due_on,
        1,
    )


@pytest.mark.parametrize("state", WAY)
@pytest.mark.parametrize("word", MOVES)
def test_each_row(word, state):
    """In each state each action leads where design §5 says, or changes nothing and is named 未生效."""
    way = [HELPED if act is ASSIGNED and word == "协办意见" else act for act in WAY[state]]  # who helps has an opinion
    kind = {"kind": "审议意见"} if word == "询问" else {}
    before = lived(*way, **kind).outcome()
    assert before.state == state
    after = lived(*way, (word, COUNTED.get(state, {})) if word == "重算" else word, **kind).outcome()
    if state in MOVES[word]:
        assert (after.state, after.ineffective) == (MOVES[word][state], ())
    else:
        assert (after.state, len(after.ineffective), after.flagged) == (state, 1, True)


def test_district_outside_matrix_is_inert():
    """What a district may not write changes nothing where it lands."""
    life = lived(*WAY["待区处理"])
    desk = Desk(life, "z", "district")
    desk.known = {"a": 1}
    for word in VERBS.keys() - set(DISTRICT):
        desk.write(word, to=["a1"], organ="区教育局", due_on="2026-11-30")
    assert life.outcome().state == "待区处理" and len(life.outcome().ineffective) == len(VERBS) - len(DISTRICT)


def test_asked_of_a_deliberation_alone():
    """询问 is of a 审议意见; of anything else it changes nothing and is named."""
    assert len(lived(*WAY["办理中"], "询问").outcome().ineffective) == 1


def test_what_is_a_districts_is_not_reported_up():
    """Its own issue a district has already: 报区 changes nothing there."""
    after = lived("报区", role="district", owner="district").outcome()
    assert (after.state, len(after.ineffective)) == ("待处理", 1)


def test_district_needs_a_report():
    """A district's fact on an issue not reported up changes nothing; on its own issue it does."""
    assert lived(WAY["办理中"][0], role="district").outcome().state == "待处理"
    assert lived(WAY["办理中"][0], role="district", owner="district").outcome().state == "办理中"


def test_concerned():
    """Whom to tell is a list of names or {key: name}; nobody is behind 匿名."""
    assert concerned({"concerned": ["王秀英", "匿名", ""]}) == {"王秀英": "王秀英"}
    assert concerned({"concerned": {"反映人": None, "d1": "单俊峰"}}) == {"反映人": "反映人", "d1": "单俊峰"}
    assert concerned({"concerned": {"v1": "匿名"}}) == {"v1": "匿名"}  # a name is private: it decides nothing
    assert concerned({"concerned": {"反映人": "x", "d1": "单俊峰"}, "raiser_kind": "匿名"}) == {"d1": "单俊峰"}
    assert concerned({}) == {}


def test_person_keys():
    """A fact keeps keys, never the raiser's name; a stranger stays as typed."""
    issue = {"concerned": {"反映人": "王秀英", "d1": "单俊峰"}}
    assert person_keys(["王秀英", "d1", "村长"], issue) == ["反映人", "d1", "村长"]


def test_every_open_state_is_somebodys():
    """For every open state there is a next step wanted of somebody, for others none but 重办."""
    assert table.NEXT.keys() == {*table.OPEN, table.CLOSED}
