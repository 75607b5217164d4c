"""Acts on issues as a clerk does them: what is filled in, what is refused, what may leave the office."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.amend import amend
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.organ import Organ
from lianluozhan.place import Place
from tests.station import digest, do, empty, issues, opened, receive, sound, take

PASSED = {"outcome": "乡镇办理", "referred_to": "自来水公司", "received_at": "2026-10-07T11:00"}
WHO = {"visitor_name": "尉迟桂英", "deputies": ["彭喆", "陈秀兰"]}


@pytest.fixture
def store(tmp_path):
    """A new station, seen on 2026-10-31."""
    clock.set_today("2026-10-31")
    with opened(empty(tmp_path / "站")) as store:
        yield store
    clock.set_today(None)


@pytest.fixture
def passed(store):
    """One with an issue passed on, 14 October 2026 being long past."""
    receive(store, **PASSED, **WHO)
    return store


def answered(store, **values):
    """The issue with its answer."""
    return do(store, "Y0001", "答复", acted_on="2026-10-20", answer_class="A", **values)


def told(issue):
    """{person: rating} of who was told, by key."""
    return {key: one["rating"] for key, one in issue.told.items()}


def test_to_the_end(passed):
    """答复 → 回告 → 评价 → 办结, in Chinese words; the state, the turn and the dates follow."""
    steps = [
        ("答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "修好了", "evidence": "复文"}, "已答复"),
        ("回告", {"acted_on": "2026-10-21", "how": "电话"}, "已答复"),
        ("评价", {"acted_on": "2026-10-21", "satisfaction": "满意"}, "已答复"),
        ("办结", {"acted_on": "2026-10-22"}, "已办结"),
    ]
    for word, typed, state in steps:
        assert do(passed, "Y0001", word, **typed).state == state
    (row,) = issues(passed)
    assert (row["closed_on"], row["satisfaction"], row["turn"], row["light"], row["days_open"]) == (
        "2026-10-22",
        "满意",
        None,
        None,
        15,
    )
    assert {fact.acted_by for fact in passed.find(Followup)} == {"赵敏"}
    sound(passed)


def test_english(passed):
    """The English verbs do the same."""
    for verb, typed in (
        ("answer", {"answer_class": "A"}),
        ("inform", {"how": "当面"}),
        ("rate", {"satisfaction": "满意"}),
        ("close", {}),
    ):
        issue = do(passed, "Y0001", verb, **typed)
    assert issue.state == "已办结"
    assert {fact.action for fact in passed.find(Followup)} == {"交办", "答复", "回告", "评价", "办结"}


def test_b_is_tracked(passed):
    """Class B wants a plan and a date; closed it goes on as 跟踪中, due again on that date."""
    with pytest.raises(NotAllowed, match="办理计划"):
        do(passed, "Y0001", "答复", acted_on="2026-10-20", answer_class="B", planned_on="2026-12-20")
    with pytest.raises(NotAllowed, match="计划完成日期"):
        do(passed, "Y0001", "答复", acted_on="2026-10-20", answer_class="B", text="十二月换管道")
    do(passed, "Y0001", "答复", acted_on="2026-10-20", answer_class="B", text="十二月换管道", planned_on="2026-12-20")
    do(passed, "Y0001", "回告", how="电话")
    do(passed, "Y0001", "评价", satisfaction="基本满意")
    issue = do(passed, "Y0001", "办结")
    assert (issue.state, issue.next_on, issue.tracking_due) == ("跟踪中", "2026-12-20", "2026-12-20")


def test_unhappy_is_redone(passed):
    """不满意 wants words; 重办 starts the next round with a deadline of its own."""
    answered(passed)
    do(passed, "Y0001", "回告", how="电话")
    with pytest.raises(NotAllowed, match="不满意的原因"):
        do(passed, "Y0001", "评价", satisfaction="不满意")
    do(passed, "Y0001", "评价", satisfaction="不满意", text="水还是黄的")
    issue = do(passed, "Y0001", "重办", acted_on="2026-10-22")
    assert (issue.state, issue.round, issue.organ) == ("办理中", 2, "自来水公司")
    assert issue.due_on > "2026-10-27" and issue.satisfaction is None and issue.told is None
    sound(passed)


def test_not_closed_untold(passed):
    """办结 needs everyone concerned told; who is not, is named."""
    answered(passed)
    do(passed, "Y0001", "回告", to="反映人", how="电话")
    with pytest.raises(NotAllowed, match="还有 2 人没告诉，不能办结：彭喆、陈秀兰"):
        do(passed, "Y0001", "办结")


def test_told_by_default(passed):
    """回告 without names tells everybody not yet told."""
    answered(passed)
    do(passed, "Y0001", "回告", to="彭喆", how="当面", acted_on="2026-10-20")
    issue = do(passed, "Y0001", "回告", how="电话", acted_on="2026-10-21")
    days = {key: one["on"] for key, one in issue.told.items()}
    assert days == {issue.visits[0]: "2026-10-21", "彭喆": "2026-10-20", "陈秀兰": "2026-10-21"}


@pytest.mark.parametrize("to", ["尉迟桂英", "反映人", "尉迟桂英、反映人"])
def test_no_name_in_the_open(passed, to):
    """Whom an act is about is kept as keys: a raiser's name never stands in an open part, however it was typed."""
    answered(passed)
    do(passed, "Y0001", "回告", to=to, how="电话")
    do(passed, "Y0001", "评价", to=to, satisfaction="满意")
    issue = do(passed, "Y0001", "批注", to=to, text="老人很高兴")
    assert told(issue) == {issue.visits[0]: "满意"}
    assert [fact.to for fact in passed.find(Followup) if fact.to] == [issue.visits] * 3
    assert "尉迟桂英" not in "".join(entry.data.decode() for entry in passed.entries())


def test_groups(passed):
    """代表 means all of them."""
    answered(passed)
    issue = do(passed, "Y0001", "回告", to="代表", how="微信")
    assert list(issue.told) == ["彭喆", "陈秀兰"]


@pytest.mark.parametrize("word", ["回告", "评价", "批注", "催办"])
def test_strangers(passed, word):
    """A name nobody concerned has is refused, and those that can be written are named."""
    if word in ("回告", "评价"):
        answered(passed)
    held = digest(passed)
    with pytest.raises(BadInput, match="没有“王铁蛋”") as refusal:
        do(passed, "Y0001", word, to="彭喆、王铁蛋", how="电话", satisfaction="满意", text="说")
    assert refusal.value.then == "可写：尉迟桂英、彭喆、陈秀兰"
    assert digest(passed) == held


@pytest.mark.parametrize("word", ["吃饭", "", "重算", "recount", "交 办"])
def test_no_such_action(passed, word):
    """An action that is none, or the program's own, is refused with the words there are."""
    with pytest.raises(BadInput, match=f"没有“{word}”这种办理") as refusal:
        do(passed, "Y0001", word)
    assert "交办、签收" in refusal.value.then


@pytest.mark.parametrize("name", ["issue", "action", "voided"])
def test_not_another_issue(passed, name):
    """A typed value cannot turn the fact into one about another issue, or of another action."""
    receive(passed, **PASSED)
    other = passed.find(Issue, "number LIKE '%Y0002'")[0]
    held = digest(passed)
    with pytest.raises(BadInput, match="不在这里写"):
        do(passed, "Y0001", "批注", text="看过", **{name: other.id if name == "issue" else "作废"})
    assert digest(passed) == held


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"answer_class": "E"}, "没有“E”这一项"),
        ({"acted_on": "2026-02-30"}, "2月没有30日"),
        ({"颜色": "红"}, "没有“颜色”这一项"),
        ({"acted_on": "2026-11-01"}, "还没有到"),
        ({"acted_on": "2026-10-06"}, "早于登记日期"),
        ({}, "还缺：答复类别"),
    ],
)
def test_refused(passed, typed, said):
    """What is missing, meaningless or before its time is refused; nothing is written."""
    held = digest(passed)
    with pytest.raises((BadInput, NotAllowed), match=said):
        do(passed, "Y0001", "答复", **typed)
    assert digest(passed) == held


@pytest.mark.parametrize("word", ["回告", "评价", "办结", "重办", "跟踪", "恢复"])
def test_out_of_place(passed, word):
    """What cannot follow where the issue stands is refused with its state."""
    with pytest.raises(NotAllowed, match=f"不能这样“{word}”：\n  现在是“办理中”"):
        do(passed, "Y0001", word, how="电话", satisfaction="满意", reason="试试")


def test_the_head_signs(passed):
    """办结 names the 站长 where there is one."""
    place = passed.find(Place)[0]
    with acting(passed, "amend") as act:
        amend(act, place, {"head": "王站长"}, "补录")
    answered(passed)
    do(passed, "Y0001", "回告", how="电话")
    assert do(passed, "Y0001", "办结").state == "已办结"
    (fact,) = passed.find(Followup, "action='办结'")
    assert fact.approved_by == "王站长"


# ---- clocks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("urgency", "due"), [("正常", "2026-11-04"), ("紧急", "2026-10-21"), ("特急", "2026-10-15")])
def test_limits(store, urgency, due):
    """正常 15, 紧急 5, 特急 1 working days from the day after 交办."""
    take(store, "issue", {"registered_at": "2026-10-14", "statement": "没水", "urgency": urgency})
    issue = do(store, "Y0001", "交办", organ="自来水公司", acted_on="2026-10-14")
    assert (issue.state, issue.due_on, issue.assigned_by) == ("办理中", due, "镇人大主席团")


def test_assigned_later(store):
    """The clock starts with the 交办, not with the visit."""
    receive(store, outcome="乡镇办理", received_at="2026-10-07")
    assert do(store, "Y0001", "交办", organ="自来水公司", acted_on="2026-10-14").due_on == "2026-11-04"


def test_agreed_day(store):
    """A date people agreed on stands for itself: its warning is its own, it follows no rule."""
    receive(store, outcome="乡镇办理", received_at="2026-10-14")
    issue = do(store, "Y0001", "交办", organ="自来水公司", acted_on="2026-10-14", due_on="2026-10-21")
    (fact,) = store.find(Followup)
    assert (issue.due_on, issue.warn_on) == ("2026-10-21", "2026-10-16")  # three working days left: 19, 20, 21
    assert (fact.limit, fact.rule, fact.rule_digest) == ("5 工作日", None, None)


def test_extended(passed):
    """延期 gives a later date with its reason, asked on or before the due date; its warning moves with it."""
    issue = do(
        passed, "Y0001", "延期", acted_on="2026-10-27", due_on="2026-11-10", reason="等管子到货", evidence="复文"
    )
    assert (issue.due_on, issue.warn_on) == ("2026-11-10", "2026-11-05")
    with pytest.raises(NotAllowed, match="要晚于"):
        do(passed, "Y0001", "延期", acted_on="2026-10-28", due_on="2026-11-09", reason="早点")
    with pytest.raises(NotAllowed, match="还缺：期限"):
        do(passed, "Y0001", "延期", acted_on="2026-10-28", reason="早点")


def test_too_late_to_extend(passed):
    """After the due date no extension can be asked for."""
    with pytest.raises(NotAllowed, match="到期日 2026-10-27"):
        do(passed, "Y0001", "延期", acted_on="2026-10-28", due_on="2026-11-10", reason="忘了")


def test_paused(passed):
    """暂停 stops the clock, 恢复 gives what was left of it."""
    assert do(passed, "Y0001", "暂停", acted_on="2026-10-20", reason="等冻土化").state == "暂停"
    assert issues(passed)[0]["light"] == "停"
    issue = do(passed, "Y0001", "恢复", acted_on="2026-10-29", reason="可以挖了")
    assert (issue.state, issue.due_on) == ("办理中", "2026-11-05")  # five working days were left: 10-30, 11-2 … 11-5


def test_reported_then_assigned(store):
    """What was reported up is passed on by 区人大, to the organ proposed unless another is named."""
    receive(store, outcome="报区办理", referred_to="区教育局", received_at="2026-10-14")
    issue = do(store, "Y0001", "交办", acted_on="2026-10-20", evidence="复文")
    assert (issue.organ, issue.assigned_by, issue.route, issue.state) == ("区教育局", "区人大", "区", "办理中")


# ---- one issue and another ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["140405102-2026-Y0001", "Y0001", "id"])
def test_joined(passed, word):
    """并案 by the number or the end of it: everybody behind both must be told of the answer."""
    receive(passed, **PASSED, visitor_name="曾保平")
    to = passed.find(Issue, "number LIKE '%Y0001'")[0].id if word == "id" else word
    joined = do(passed, "Y0002", "并案", to=to, reason="同一根水管")
    (first,) = passed.find(Issue, "number LIKE '%Y0001'")
    assert (joined.state, joined.merged_into) == ("已并案", first.id)
    answered(passed)
    issue = do(passed, "Y0001", "回告", how="电话")
    assert set(issue.told) == {*first.visits, *joined.visits, "彭喆", "陈秀兰"}
    sound(passed)


@pytest.mark.parametrize(
    ("to", "said"),
    [("Y0009", "没有编号是“Y0009”"), ("Y0001", "不能并到自己名下"), ("%", "没有编号是“%”"), (None, "还缺")],
)
def test_joined_to_nothing(passed, to, said):
    """Neither to itself nor to what is not there."""
    with pytest.raises((BadInput, NotAllowed), match=said):
        do(passed, "Y0001", "并案", reason="同一件", **({"to": to} if to else {}))


def test_corrected(passed):
    """更正 restates an earlier fact; it stays readable, the issue shows the correction."""
    issue = answered(passed)
    (fact,) = passed.find(Followup, "action='答复'")
    issue = do(passed, "Y0001", "更正", to=fact.id, reason="看错了", answer_class="D", acted_on="2026-10-21")
    assert issue.answer_class == "D"
    assert passed.find(Followup, "action='答复'")[0].answer_class == "A"
    with pytest.raises(NotAllowed, match="没有找到要更正的那一条"):
        do(passed, "Y0001", "更正", to="不存在", reason="看错了")


def test_matched(passed):
    """An organ the list knows becomes a reference."""
    take(passed, "organ", {"name": "区水务局", "kind": "区直"})
    issue = do(passed, "Y0001", "改派", organ="区水务局", reason="归它管")
    assert issue.organ == passed.find(Organ)[0].id
    assert issues(passed)[0]["organ"] == "区水务局"


def test_follow_returns_the_fact(passed):
    """The id of the new fact comes back."""
    (issue,) = passed.find(Issue)
    with acting(passed, "follow") as act:
        id = follow(act, issue, "签收", {})
    assert passed.get(Followup, (issue.world, id)).action == "签收"
