"""代表建议 in the window, from its registration to what came of it months later; each act takes its paper with it."""

import pytest

from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from tests.station import do, opened, take

SUGGESTION = {
    "registered_at": "2026-10-12",
    "kind": "代表建议",
    "title": "划斑马线",
    "statement": "校门口划斑马线",
    "lead_deputy": "彭喆",
    "deputies": ["陈秀兰"],
}


def asked(desk, question):
    """What the folder answers, read in the worker."""
    return desk.window.around.desk.ask(question).result()[0]


def newest(desk):
    """The issue registered last."""
    return asked(desk, lambda store: store.find(Issue, order="created_at DESC", limit=1))[0]


def fact(desk, word):
    """The last fact of an action."""
    return asked(desk, lambda store: store.find(Followup, "action=?", (word,), "rowid DESC", 1))[0]


@pytest.fixture
def passed(folder, request):
    """A 代表建议 that two organs handle, on the page of 意见办理."""
    with opened(folder) as store:
        take(store, "issue", SUGGESTION)
        do(store, "D0001", "交办", organ="区公安分局", co_organs=["区教育局"], acted_on="2026-10-12")
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose("D0001")
    return desk


def test_registered(desk):
    """The kind is chosen like any other word: then who leads it is asked for and must be written, the law's months are said;
    of a 群众意见 nobody leads."""
    desk.open("意见登记")
    assert not desk.field("lead_deputy").isVisible()
    desk.fill(意见种类="代表建议", 原话="校门口划斑马线")
    assert desk.field("lead_deputy").isVisible()
    assert "附议代表" in desk.said()
    assert (desk.value("办结期限"), "法定 3 个月，最多 6 个月" in desk.said()) == ("2027-01-21", True)
    desk.press("issue_save")
    assert "请写领衔的代表" in desk.said()
    desk.fill(lead_deputy="彭喆", deputies="陈秀兰")
    desk.fill(承办单位="区公安分局")
    desk.press("issue_assign")
    made = newest(desk)
    assert (made.number[-5:], made.kind, made.state, made.due_on) == ("D0001", "代表建议", "办理中", "2027-01-21")


def test_talked_over_before_the_answer(passed):
    """The form of the answer reminds of 面商 with its day; its own form has both deputies ticked, and then it is silent."""
    desk = passed
    assert "11-11 前等协办单位的意见；11-09 前先和代表面商" in "\n".join(desk.page.work.strand.facts.facts[0].lines)
    desk.press("issue_answer")
    assert "还没有记面商：答复代表建议以前，请承办单位先和代表商量，11月9日（周一） 前为好" in desk.said()
    desk.press("followup_cancel")
    desk.press("issue_consult")
    desk.fill(怎么商量的="见面", acted_by="李科长", 商量了什么="先划线，明年装灯")
    desk.press("followup_save")
    talked = fact(desk, "面商")
    assert (talked.acted_by, talked.how, len(talked.to)) == ("李科长", "见面", 2)
    desk.press("issue_answer")
    assert "还没有记面商" not in desk.said()


def test_those_who_help(passed):
    """协办意见 begins with who has not spoken yet, and is no answer; afterwards nobody waits for it."""
    desk = passed
    desk.press("issue_assist")
    assert desk.value("organ") == "区教育局"
    desk.fill(协办单位的意见="学校配合划线")
    desk.press("followup_save")
    assert newest(desk).state == "办理中"
    assert "协办单位的意见" not in "\n".join(desk.page.work.strand.facts.facts[0].lines)


def test_a_paper_comes_with_its_act(passed, tmp_path):
    """The scan of an answer is kept in the act that writes the answer down, stands at the fact and can be looked at."""
    desk, letter = passed, tmp_path / "答复函.pdf"
    letter.write_bytes(b"%PDF-1.4 letter")
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复内容="已划线")
    desk.page.doings.form.fields.papers.add([letter])
    acts = asked(desk, lambda store: len({e.body["act_id"] for e in store.entries()}))
    desk.press("followup_save")
    assert [paper["name"] for paper in fact(desk, "答复").attachments] == ["答复函.pdf"]
    assert asked(desk, lambda store: len({e.body["act_id"] for e in store.entries()})) == acts + 1
    first = next(one for one in desk.page.work.strand.facts.facts if one.word == "答复")
    assert "材料：答复函.pdf" in first.lines
    assert desk.widget("issue_paper.0").text().startswith("答复函.pdf")


def test_a_paper_that_is_gone(passed, tmp_path):
    """A file that is not there any more is said, nothing of the act is written, what was typed stays."""
    desk = passed
    desk.press("issue_urge")
    desk.fill(怎么催的="电话")
    desk.page.doings.form.fields.papers.add([tmp_path / "没有了.jpg"])
    desk.press("followup_save")
    assert "没有了.jpg" in desk.said()
    assert asked(desk, lambda store: store.find(Followup, "action='催办'")) == []
    assert desk.value("怎么催的") == "电话"


def test_rated_and_what_came_of_it(passed):
    """After everybody was told 今日 has the rating with its day; months after the close its result is written without opening it."""
    desk = passed
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复内容="已划线")
    for row in range(2):
        desk.widget(f"followup.to.{row}").click()
    desk.fill(怎么告诉的="书面")
    desk.press("followup_save")
    assert newest(desk).rating_due == "2026-11-18"
    desk.open("今日")
    (line,) = desk.page.cards["rate"].lines
    assert ("请彭喆评价" in line.accessibleName(), "11-18 前" in line.accessibleName()) == (True, True)
    desk.open("意见办理")
    desk.choose("D0001")
    desk.press("issue_rate")
    desk.fill(satisfaction_work="满意", satisfaction_result="满意")
    desk.press("followup_save")
    desk.press("issue_close")
    desk.press("followup_save")
    desk.press("issue_result")
    desk.fill(后来成了什么="写进学校周边管理办法", document_number="屯政发〔2026〕9号")
    desk.press("followup_save")
    assert (newest(desk).state, fact(desk, "成果").document_number) == ("已办结", "屯政发〔2026〕9号")
    assert desk.page.work.strand.facts.facts[0].word == "成果"
    assert "刚才：D0001 成果 已记下" in desk.said()
