"""意见登记: an issue of its own, one from a visit, one that is there and waits; passed on or reported up in one act."""

import pytest
from PySide6.QtWidgets import QPushButton

from lianluozhan.draft import drafts
from lianluozhan.errors import Problem
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.note import Note
from tests.pages.desk import commit, compose
from tests.station import opened, receive, sound

LETTER = {
    "怎么来的": "信件",
    "反映人": "王秀英",
    "联系电话": "13600000000",
    "原话": "北街的路灯三盏不亮，晚上老人不敢出门。",
    "标题": "北街路灯不亮",
}


@pytest.fixture
def page(desk):
    """The page, looked at."""
    desk.open("意见登记")
    return desk.page


def newest(desk):
    """The issue registered last."""
    return desk.window.around.desk.ask(lambda store: store.find(Issue, order="number DESC", limit=1)).result()[0][0]


def facts(desk, issue):
    """The facts of an issue."""
    return desk.window.around.desk.ask(lambda store: store.find(Followup, "issue=?", (issue.id,))).result()[0]


def refuse(*_given, **_named):
    """What the core does not take."""
    raise Problem("现在不能登记")


def acts(desk):
    """How many acts the journal holds."""
    return desk.window.around.desk.ask(lambda store: len({e.body["act_id"] for e in store.entries()})).result()[0]


def test_a_day_to_come(desk, page):
    """Nothing has come in on a day that is still to come: it is said at the field, and nothing is saved."""
    before = acts(desk)
    desk.fill(**LETTER, registered_at="2026-12-20")
    desk.press("issue_assign")
    assert "12月20日还没有到" in desk.said() and acts(desk) == before
    desk.fill(registered_at="2026-10-20")
    desk.press("issue_assign")
    assert newest(desk).registered_at == "2026-10-20"


# ---- an issue of its own -----------------------------------------------------------------------------------------


def test_letter_passed_on_in_one_act(desk, page):
    """A letter is registered and passed on at once: organ and due date come from its words and may stay as they are."""
    before = acts(desk)
    desk.fill(**LETTER)
    assert desk.value("内容分类") == "道路与路灯"
    assert desk.value("承办单位") == "区住房和城乡建设管理局"
    assert desk.value("办结期限") == "2026-11-11"
    assert "照原话提的" in desk.said()
    assert "按规定 15 工作日" in desk.said()
    desk.press("issue_assign")
    issue = newest(desk)
    assert (issue.raised_by, issue.raiser_phone, issue.source, issue.title) == (
        "王秀英",
        "13600000000",
        "信件",
        "北街路灯不亮",
    )
    assert (issue.state, issue.organ, issue.due_on, issue.assigned_by) == (
        "办理中",
        "区住房和城乡建设管理局",
        "2026-11-11",
        "镇人大主席团",
    )
    (fact,) = facts(desk, issue)
    assert (fact.action, fact.acted_on, fact.acted_by, fact.rule, fact.limit) == (
        "交办",
        "2026-10-21",
        "赵敏",
        "正常",
        "15 工作日",
    )
    assert acts(desk) == before + 1
    assert "✓ Y0018 已存入台账" in desk.said()
    assert "刚才：意见 Y0018 已存入台账，交办给 区住房和城乡建设管理局" in desk.said()
    assert desk.value("原话") is None
    assert f"{issue.number[-5:]}" in "".join(desk.list())


def test_what_a_person_chose_stays(desk, page):
    """Proposals can be overruled: another organ, another day; they stay whatever is typed afterwards."""
    desk.fill(**LETTER)
    desk.fill(承办单位="渔泽镇人民政府", 办结期限="2026-10-30")
    desk.fill(原话="路灯不亮，井盖也松了。", 紧急程度="紧急")
    assert desk.value("承办单位") == "渔泽镇人民政府"
    desk.press("issue_assign")
    (fact,) = facts(desk, newest(desk))
    assert (fact.organ, fact.due_on, fact.rule) == ("渔泽镇人民政府", "2026-10-30", None)


def test_urgency_moves_the_day(desk, page):
    """紧急 has its own limit; the proposed day follows, and 怎么算的 shows its days."""
    desk.fill(**LETTER)
    desk.fill(紧急程度="紧急")
    assert desk.value("办结期限") == "2026-10-28"
    assert not page.form.counting.strip.isVisible()
    desk.press("怎么算的")
    assert page.form.counting.strip.isVisible()
    assert [bead.words for bead in page.form.counting.strip.days.beads][-1] == "10月28日（周三）：算第 5 天，到期"


def test_suggestion_has_months(desk, page):
    """A deputy's own suggestion has the statutory three months."""
    desk.fill(**LETTER)
    desk.fill(意见种类="代表建议")
    assert desk.value("办结期限") == "2027-01-21"


def test_reported_up(desk, page):
    """报区 wants its reason, said at its field; then it is the district's turn."""
    desk.fill(**LETTER)
    desk.press("issue_escalate")
    assert "报区要写为什么" in desk.said()
    assert "还有 1 处要改，已写的都在" in desk.said()
    desk.fill(reason="镇里没有这笔钱")
    desk.press("issue_escalate")
    issue = newest(desk)
    assert (issue.state, issue.turn, issue.next_on) == ("待区处理", "区人大", "2026-10-28")
    (fact,) = facts(desk, issue)
    assert (fact.action, fact.organ, fact.reason) == ("报区", "区住房和城乡建设管理局", "镇里没有这笔钱")


def test_only_registered(desk, page):
    """只登记 makes no fact: it waits at the top of the list."""
    desk.fill(**LETTER)
    desk.press("issue_save")
    issue = newest(desk)
    assert (issue.state, facts(desk, issue)) == ("待处理", [])
    heads = [item.title for item in page.list.rows.items if item.key is None]
    assert heads == ["待处理", "已交出"]


def test_nothing_written_without_words(desk, page):
    """Without what was said nothing is registered; the field says it."""
    number = newest(desk).number
    desk.press("issue_save")
    assert "请把来人说的话照原样记下" in desk.said()
    assert newest(desk).number == number


# ---- from a visit ------------------------------------------------------------------------------------------------


def test_visit_gives_everything(desk, page):
    """Chosen by the name of who came, a visit fills everything it knows; its words stand locked above the form."""
    desk.fill(从哪次接待来="J0002")
    assert "从接待 J0002 带入，不用再录：反映人、电话、原话、类别、接待代表" in desk.said()
    assert "自来水发黄，沉淀一层泥沙，反映过两次了。" in desk.said()
    assert page.form.quoted.who.text() == "李*强 · 150****0763 · 东街"
    assert not desk.field("statement").isVisible()
    assert not desk.field("raised_by").isVisible()
    assert desk.value("承办单位") == "自来水公司"
    desk.fill(标题="东街自来水发黄")
    desk.press("issue_assign")
    issue = newest(desk)
    assert (issue.raised_by, issue.raiser_phone, issue.raiser_address) == ("李志强", "15000000763", "东街")
    assert (issue.statement, issue.source, issue.registered_at) == (
        "自来水发黄，沉淀一层泥沙，反映过两次了。",
        "电话",
        "2026-10-03T09:45",
    )
    assert (issue.title, issue.organ, issue.state) == ("东街自来水发黄", "自来水公司", "办理中")
    assert len(issue.visits) == 1
    assert len(issue.deputies) == 2


def test_found_by_name(desk, page):
    """A visit is also found by a piece of who came."""
    desk.field("visits").setFocus()
    desk.type("李志<Enter>")
    assert "从接待 J0002 带入" in desk.said()


def test_leads_to_the_visit(desk, page):
    """看那次接待 asks for the visit's page with that visit."""
    asked = []
    page.wants.connect(lambda noun, id: asked.append((noun, id)))
    desk.fill(从哪次接待来="J0002")
    page.writing.see_visit.click()
    assert asked == [("visit", page.form.visit())]


def test_begun_from_another_page(desk, page):
    """Another page may lead here with a visit: an issue of it is begun."""
    visit = page._visits["visit"][0].kept
    page.show_record(visit)
    desk.wait()
    assert page.form.visit() == visit


# ---- one that is there -------------------------------------------------------------------------------------------


def test_waiting_one_is_completed_and_passed_on(folder, request):
    """What a visit opened and nobody passed on: title and people added, 交办 done, in one act; the change is noted."""
    with opened(folder) as store:
        receive(store, outcome="乡镇办理", visitor_name="王秀英", statement="井盖松动", category="道路与路灯")
    desk = request.getfixturevalue("desk")
    desk.open("意见登记")
    desk.choose("待处理")
    before = acts(desk)
    desk.fill(标题="北街井盖松动", 涉及人数="400")
    desk.press("issue_assign")
    issue = newest(desk)
    assert (issue.title, issue.people_affected, issue.state, issue.raised_by) == (
        "北街井盖松动",
        400,
        "办理中",
        "王秀英",
    )
    assert acts(desk) == before + 1
    notes = desk.window.around.desk.ask(lambda store: store.find(Note)).result()[0]
    assert [note.text for note in notes] == ["登记时补齐"]
    assert desk.button("去办理").isVisible()
    desk.window.around.desk.ask(sound).result()


def test_one_on_its_way_is_followed_elsewhere(desk, page):
    """An issue that is being worked on is not passed on here again; 去办理 leads to its course."""
    asked = []
    page.wants.connect(lambda noun, id: asked.append((noun, id)))
    desk.choose("Y0002")
    assert not any(one.isVisible() for one in page.findChildren(QPushButton, "issue_assign"))
    assert not desk.field("organ").isEnabled()
    page.writing.go_on.click()
    assert asked == [("followup", page.writing.opened.issue.id)]


def test_changed_meanwhile(folder, request):
    """What somebody changed after the form was opened is not overwritten."""
    with opened(folder) as store:
        receive(store, outcome="乡镇办理", visitor_name="王秀英", statement="井盖松动", category="道路与路灯")
    desk = request.getfixturevalue("desk")
    desk.open("意见登记")
    desk.choose("待处理")
    issue = newest(desk)
    from lianluozhan.amend import amend

    desk.window.around.desk.act("amend", lambda act: amend(act, issue, {"title": "别人写的"}, "补标题")).result()
    desk.fill(标题="我写的")
    desk.press("issue_save")
    assert "被别人改过，没有保存" in desk.said()
    assert newest(desk).title == "别人写的"
    assert desk.value("标题") == "我写的"


# ---- while typing ------------------------------------------------------------------------------------------------


def test_draft_comes_back(desk, page):
    """Somebody walks in: what was begun waits as a draft at the top of the list and comes back whole."""
    desk.fill(**LETTER)
    desk.press("issue_new")
    assert desk.value("原话") is None
    desk.choose("草稿")
    assert desk.value("原话") == LETTER["原话"]
    assert desk.value("反映人") == "王秀英"
    desk.press("issue_save")
    assert not any("草稿" in row for row in desk.list())


def test_had_back_by_a_double_click(desk, page):
    """找回草稿 pressed twice, before it is shown, is the same as pressed once."""
    desk.fill(**LETTER)
    desk.press("不要了")
    for _click in range(2):
        page.writing.dropping.back.click()
    desk.wait()
    assert desk.value("原话") == LETTER["原话"]
    assert desk.list()[0] == "草稿 1 件"


def test_thrown_away_by_a_double_click(desk, page):
    """A double click on 不要了 is no click on 找回草稿, which stands there by then."""
    desk.fill(**LETTER)
    desk.double_click("不要了")
    assert desk.value("原话") is None
    desk.double_click("找回草稿")
    assert desk.value("原话") == LETTER["原话"]


def test_not_wanted_and_had_back(desk, page):
    """不要了 stands beside what is being written, and only there: the draft goes, and comes back until something is saved."""
    assert not page.writing.dropping.drop.isVisible() and not page.writing.dropping.back.isVisible()
    desk.fill(**LETTER)
    desk.press("不要了")
    assert (
        desk.value("原话") is None
        and "已清空，还可以找回" in desk.said()
        and not page.writing.dropping.drop.isVisible()
    )
    assert not any("草稿" in row for row in desk.list())
    desk.fill(标题="另一件")
    desk.press("找回草稿")
    assert (
        desk.value("原话") == LETTER["原话"]
        and page.writing.dropping.drop.isVisible()
        and not page.writing.dropping.back.isVisible()
    )
    assert desk.list()[0] == "草稿 2 件"
    desk.press("不要了")
    desk.fill(**LETTER)
    desk.press("issue_save")
    assert not page.writing.dropping.back.isVisible()


def test_led_to_a_draft(desk, page):
    """今日's line of a draft goes on with it here; what is being written meanwhile waits."""
    desk.fill(**LETTER)
    desk.press("issue_new")
    desk.open("今日")
    (way,) = [one for one in desk.page.cards["draft"].lines if "北街路灯不亮" in one.accessibleName()]
    way.click()
    desk.wait()
    assert desk.page.noun == "issue" and desk.value("原话") == LETTER["原话"]


def test_a_row_older_than_its_draft(desk, page):
    """What was written after the row was is there too when the draft is gone on with."""
    desk.fill(标题=LETTER["标题"])
    page.writing.drafting.keep()
    desk.wait()
    desk.fill(原话=LETTER["原话"])
    desk.press("issue_new")
    desk.choose("草稿")
    assert (desk.value("标题"), desk.value("原话")) == (LETTER["标题"], LETTER["原话"])


def test_led_elsewhere_right_after_a_key(desk, page):
    """Another issue is shown before the moment is over that follows a key: what was written waits."""
    issue = newest(desk)
    desk.field("标题").setFocus()
    commit(desk.field("标题"), LETTER["标题"])
    page.writing.drafting._timer.stop()  # as if the moment lasted
    page.show_record(issue.id)
    desk.wait()
    assert page.writing.opened.issue.id == issue.id and desk.list()[0] == "草稿 1 件"


def test_refused_while_another_is_read(desk, page, monkeypatch):
    """A save that is refused when another issue is shown already: the draft is what was written, not what is shown."""
    monkeypatch.setattr("ui.widgets.issue_writing.register", refuse)
    issue = newest(desk)
    desk.fill(**LETTER)
    page.show_record(issue.id)
    desk.field("标题").setFocus()
    commit(desk.field("标题"), "三盏")
    desk.button("issue_save").click()
    desk.wait()
    assert page.writing.opened.issue.id == issue.id
    (draft,) = desk.window.around.desk.ask(lambda store: drafts(store, "issue")).result()[0]
    assert (draft.values["statement"], draft.values["title"]) == (LETTER["原话"], LETTER["标题"] + "三盏")


def test_draft_survives_the_window(desk, page):
    """A window that was closed in the middle gives the draft back the next time."""
    desk.fill(**LETTER)
    again = desk.reopen()
    try:
        again.open("意见登记")
        again.choose("草稿")
        assert again.value("标题") == "北街路灯不亮"
    finally:
        again.close()
        desk.close = lambda: None


def test_alike(desk, page):
    """Issues that sound alike stand beside, with why; choosing one leads there."""
    desk.fill(原话="早市流动摊贩占道，救护车进不来")
    assert any(
        hint.title == "早市流动摊贩占道" and "词近" in hint.words
        for group in page.form.hints.groups
        for hint in group.hints
    )


def test_proposals_wait_for_the_input_method(desk, page):
    """Nothing is written into the form while a word is being composed."""
    desk.field("title").setFocus()
    compose(desk.field("title"), "lud")
    page.form._show_proposal(page.form._proposed._replace(category="教育", organ="区教育局", due_on="2026-12-01"))
    assert desk.value("承办单位") is None
    compose(desk.field("title"), "")


# ---- somebody's number in words others read ------------------------------------------------------------------------


def test_a_number_in_the_title_is_said_while_it_is_typed(desk, page):
    """Before it is saved, since a saved form is empty; it goes with the number, a hint of the form's own stays."""
    desk.field("标题").setFocus()
    desk.type("井盖没有了，打13800000000")
    assert "里面像是有电话，别人也看得到" in desk.page.form.form.told("title")
    for _ in range(11):
        desk.type("<Backspace>")
    assert "别人也看得到" not in desk.page.form.form.told("title")


def test_an_odd_phone_is_said_when_the_cursor_leaves(desk, page):
    """Not while it is half typed; what is right is not remarked on."""
    for typed, odd in (("1380000000012", True), ("13800000000", False)):
        desk.field("联系电话").clear()
        desk.field("联系电话").setFocus()
        desk.type(typed)
        assert not desk.page.form.form.told("raiser_phone")
        desk.type("<Tab>")
        assert bool(desk.page.form.form.told("raiser_phone")) == odd
