"""代表建议: its own number, its deputies answered each, the lead asked about work and result, a list of its own."""

import pytest

from lianluozhan import clock, search
from lianluozhan.act import LOCAL, acting
from lianluozhan.course import signers, standings
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.record import new_id
from lianluozhan.reminder import consult_by
from tests.station import do, empty, issues, opened, receive, run, sound, take

SUGGESTED = {
    "registered_at": "2026-10-10",
    "kind": "代表建议",
    "statement": "建议在学校门口划斑马线",
    "lead_deputy": "彭喆",
    "deputies": ["陈秀兰", "单俊峰"],
}


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


def stands(store, issue):
    """Where it stands."""
    return standings(store, [issue])[issue.world, issue.id]


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
    assert (
        do(store, "D0002", "评价", satisfaction_work="满意", satisfaction_result="满意").told["王建国"]["rating"]
        == "满意"
    )


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


RULE = {"name": "群众意见评价", "values": {"days": 5, "unit": "自然日"}, "source": "区里规定"}


def test_face_to_face(store):
    """面商 is asked for before the answer, twenty working days from 交办, and keeps nobody from answering: with whom and how
    are needed, state and turn stay, who is not named is the organ, and once written down it is not asked for again."""
    first = do(store, "D0001", "交办", organ="区公安分局", acted_on="2026-10-12")
    assert consult_by(store, first.kind, stands(store, first)) == "2026-11-09"
    with pytest.raises(NotAllowed, match="面商还缺：方式"):
        do(store, "D0001", "面商", acted_on="2026-10-20")
    talked = do(store, "D0001", "面商", acted_on="2026-10-20", how="见面", text="同意先划线")
    assert (talked.state, talked.turn, talked.due_on) == (first.state, first.turn, first.due_on)
    fact = store.find(Followup, "action='面商'")[0]
    assert (fact.acted_by, sorted(fact.to)) == ("区公安分局", ["单俊峰", "彭喆", "陈秀兰"])
    assert consult_by(store, talked.kind, stands(store, talked)) is None
    assert do(store, "D0001", "面商", acted_on="2026-10-22", how="电话", to="彭喆", acted_by="李科长").state == "办理中"
    assert do(store, "D0001", "答复", acted_on="2026-10-23", answer_class="A").state == "已答复"
    sound(store)


def test_only_a_suggestion_is_talked_over(store):
    """What a person of the public raised is not; nor what is answered already."""
    receive(store, outcome="乡镇办理", referred_to="区住建局", deputies=["王建国"])
    (plain,) = store.find(Issue, "kind='群众意见'")
    assert consult_by(store, plain.kind, stands(store, plain)) is None
    done = answered(store)
    assert consult_by(store, done.kind, stands(store, done)) is None


def test_rated_by_a_day(store):
    """Twenty working days after the lead was told the rating falls due: the next date of the issue, until it is there."""
    answered(store)
    told = do(store, "D0001", "回告", to="彭喆", how="书面", acted_on="2026-10-22")
    assert (told.rating_due, told.next_on) == (None, "2026-10-22")  # the others first
    told = do(store, "D0001", "回告", how="书面", acted_on="2026-10-23")
    assert (told.rating_due, told.next_on) == ("2026-11-19", "2026-11-19")
    rated = do(store, "D0001", "评价", satisfaction_work="满意", satisfaction_result="满意", acted_on="2026-10-26")
    assert (rated.rating_due, rated.state) == (None, "已答复")
    sound(store)


@pytest.mark.parametrize(("how", "due"), [("电话", "2026-10-28"), ("本人不愿", None)])
def test_the_public_by_the_district_s_rule(store, how, due):
    """群众意见 is rated by a day only where the district's rules say so; who does not want to be told is asked nothing."""
    with acting(store, "add rule") as act:
        act.write(Rule, new_id(), RULE, LOCAL)
    receive(store, outcome="乡镇办理", referred_to="区住建局", deputies=None, visitor_name="赵一")
    do(store, "Y0001", "答复", answer_class="A", acted_on="2026-10-22")
    assert do(store, "Y0001", "回告", how=how, acted_on="2026-10-23").rating_due == due


def test_who_helps_has_a_date_of_their_own(store):
    """Thirty days for the opinion of those who help, whatever day the answer is due; it reminds in yellow, never as the
    answer: the main organ still answers, and who is no helper has no opinion to give."""
    passed = do(store, "D0001", "交办", organ="区公安分局", co_organs=["区住建局", "区教育局"], acted_on="2026-10-12")
    assert (passed.co_due_on, passed.due_on) == ("2026-11-11", "2027-01-12")
    assert readable(store, Issue, [passed])[0]["light"] == "绿"
    clock.set_today("2026-11-06")  # a Friday: three working days are left
    assert readable(store, Issue, [passed])[0]["light"] == "黄"
    with pytest.raises(NotAllowed, match="这是协办单位的意见，不算答复；请用“协办意见”记下"):
        do(store, "D0001", "答复", organ="区住建局", answer_class="A")
    with pytest.raises(NotAllowed, match="协办单位里没有它"):
        do(store, "D0001", "协办意见", organ="区公安分局", text="同意")
    said = do(store, "D0001", "协办意见", organ="区住建局", text="同意划线", acted_on="2026-10-20")
    assert (said.state, said.turn, said.co_due_on, said.answer_class) == ("办理中", passed.turn, "2026-11-11", None)
    last = do(store, "D0001", "协办意见", text="学校配合", acted_on="2026-10-21")  # the only one left
    assert (last.co_due_on, readable(store, Issue, [last])[0]["light"]) == (None, "绿")
    assert do(store, "D0001", "答复", answer_class="A").state == "已答复"
    sound(store)


def test_alone(store):
    """Where nobody helps there is no such date and no such opinion."""
    assert answered(store).co_due_on is None
    with pytest.raises(NotAllowed, match="这件意见没有协办单位"):
        do(store, "D0001", "协办意见", organ="区住建局", text="同意")


def test_a_new_round_asks_them_again(store):
    """重办 gives those who help their days anew, and the deputies are to be talked with again."""
    do(store, "D0001", "交办", organ="区公安分局", co_organs=["区住建局"], acted_on="2026-10-12")
    do(store, "D0001", "协办意见", text="同意", acted_on="2026-10-15")
    do(store, "D0001", "面商", how="电话", acted_on="2026-10-16")
    do(store, "D0001", "答复", answer_class="A", acted_on="2026-10-17")
    again = do(store, "D0001", "重办", reason="没有划", acted_on="2026-10-22")
    assert again.co_due_on == "2026-11-23"  # 21 November is a Saturday
    assert consult_by(store, again.kind, stands(store, again)) is not None


def test_what_came_of_it(store):
    """成果: months later what came of it is linked, to another record or a paper from outside; nothing is opened again."""
    answered(store)
    with pytest.raises(NotAllowed, match="成果还缺：理由"):
        do(store, "D0001", "成果")
    do(store, "D0001", "回告", how="书面")
    closed = do(store, "D0001", "办结")
    take(store, "activity", {"kind": "视察", "theme": "校门口", "planned_on": "2026-10-25"})
    with pytest.raises(BadInput, match="没有编号是“H0009”的记录"):
        do(store, "D0001", "成果", text="写进条例", to="H0009")
    after = do(store, "D0001", "成果", text="写进学校周边管理办法", to="H0001", document_number="屯政发〔2026〕9号")
    assert (after.state, after.closed_on, after.turn, after.next_on) == (closed.state, closed.closed_on, None, None)
    (row,) = readable(store, Followup, store.find(Followup, "action='成果'"))
    assert (row["to"], row["document_number"]) == (["140405102-2026-H0001"], "屯政发〔2026〕9号")
    sound(store)
