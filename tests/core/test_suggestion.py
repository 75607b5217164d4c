"""代表建议: its own number, its deputies answered each, the lead asked about work and result, a list of its own."""

import pytest

from lianluozhan import clock, search
from lianluozhan.errors import NotAllowed
from lianluozhan.issue import Issue, signers
from tests.station import do, empty, issues, opened, receive, run, sound, take

SUGGESTED = {"registered_at": "2026-10-10", "kind": "代表建议", "statement": "建议在学校门口划斑马线", "lead_deputy": "彭喆", "deputies": ["陈秀兰", "单俊峰"]}


@pytest.fixture
def store(tmp_path):
    """A station with a 代表建议 of three deputies, seen on 2026-10-31."""
    clock.set_today("2026-10-31")
    with opened(empty(tmp_path / "站")) as store:
        take(store, "issue", SUGGESTED)
        yield store
    clock.set_today(None)


def answered(store):
    """Passed on and answered."""
    do(store, "D0001", "交办", organ="区公安分局", acted_on="2026-10-12")
    return do(store, "D0001", "答复", acted_on="2026-10-20", answer_class="A", evidence="复文")


def test_who_signed(store):
    """Who leads it stands first, nobody twice; of another kind only the deputies it names."""
    (issue,) = store.find(Issue)
    assert signers(issue) == ["彭喆", "陈秀兰", "单俊峰"]
    assert signers(Issue(issue.data | {"deputies": ["彭喆"]})) == ["彭喆"]
    assert signers(Issue(issue.data | {"kind": "群众意见"})) == ["陈秀兰", "单俊峰"]
    assert signers(Issue(issue.data | {"lead_deputy": None, "deputies": None})) == []


def test_each_is_answered(store):
    """办结 waits until the lead and everybody who signed too were told; no 反映人 stands behind a deputy's own."""
    answered(store)
    do(store, "D0001", "回告", to="彭喆", how="当面")
    with pytest.raises(NotAllowed, match="还有 2 人没告诉，不能办结：陈秀兰、单俊峰"):
        do(store, "D0001", "办结")
    issue = do(store, "D0001", "回告", to="代表", how="书面")
    assert set(issue.told) == {"彭喆", "陈秀兰", "单俊峰"}


def test_two_ratings_of_the_lead(store):
    """征询意见 asks the lead about the work and about the result; one alone is not enough, the lesser is the rating."""
    answered(store)
    do(store, "D0001", "回告", how="书面")
    with pytest.raises(NotAllowed, match="还缺：对办理结果满意度"):
        do(store, "D0001", "评价", satisfaction_work="满意")
    issue = do(store, "D0001", "评价", satisfaction_work="满意", satisfaction_result="基本满意")
    assert (issue.satisfaction, issue.told["彭喆"]["rating"]) == ("基本满意", "基本满意")
    assert do(store, "D0001", "办结").state == "已办结"
    sound(store)


def test_from_a_visit(store):
    """One that a visitor's words became: the lead rates it, the visitor is told too."""
    receive(store, outcome="形成建议", deputies=["王建国"], visitor_name="赵一", received_at="2026-10-11")
    (issue,) = store.find(Issue, "number LIKE '%D0002'")
    do(store, "D0002", "交办", organ="区公安分局", acted_on="2026-10-12")
    do(store, "D0002", "答复", acted_on="2026-10-20", answer_class="A")
    assert set(do(store, "D0002", "回告", how="电话").told) == {"王建国", *issue.visits}
    assert do(store, "D0002", "评价", satisfaction_work="满意", satisfaction_result="满意").told["王建国"]["rating"] == "满意"


def test_somebody_else_s_words(store):
    """A letter's writer behind a 代表建议 is told besides its deputies."""
    take(store, "issue", SUGGESTED | {"raised_by": "钱二"})
    do(store, "D0002", "交办", organ="区公安分局", acted_on="2026-10-12")
    do(store, "D0002", "答复", acted_on="2026-10-20", answer_class="A")
    assert set(do(store, "D0002", "回告", how="书面").told) == {"反映人", "彭喆", "陈秀兰", "单俊峰"}


def test_a_list_of_its_own(tmp_path):
    """Numbered D beside Y, and found by its kind, by command and in the list's filter."""
    path = empty(tmp_path / "另一站")
    with opened(path) as store:
        take(store, "issue", SUGGESTED, {"registered_at": "2026-10-10", "statement": "没水", "kind": "群众意见"})
        assert sorted(row["number"][-5:] for row in issues(store)) == ["D0001", "Y0001"]
        sql, params = search.condition(store, Issue, "代表建议", {})
        assert [issue.number[-5:] for issue in store.find(Issue, sql, params)] == ["D0001"]
    found = run("--data", path, "list", "issue", "--where", "意见种类=代表建议", "--json").data
    assert [row["number"] for row in found] == ["140405102-2026-D0001"]
