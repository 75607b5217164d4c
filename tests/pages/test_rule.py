"""规则 in the window: looked at with who set it, changed with a check where it is ours, fixed where the district set it."""

import pytest

from lianluozhan.act import acting
from lianluozhan.case_data import issue_case
from lianluozhan.caution import caution
from lianluozhan.deadline import Rule, rules_of
from lianluozhan.errors import NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.parts import switch
from lianluozhan.points import table_of
from lianluozhan.record import new_id
from lianluozhan.report import assignment_slip
from lianluozhan.ruling import LIMITS, SAYINGS, TIMES, change, rulings
from lianluozhan.ruling_words import explained
from lianluozhan.standard import standard_of
from lianluozhan.table import update
from lianluozhan.wording import words_of
from tests.pages.desk import sitting
from tests.station import CODE, empty, opened, receive, sound
from ui.editor import editor_of
from ui.steps import form_of, said


@pytest.fixture
def page(tmp_path):
    """The clerk of a stand-alone station on the page."""
    for desk in sitting(empty(tmp_path / "站")):
        desk.open("规则")
        yield desk


def test_looked_at(page):
    """Limits, times, points and the year's holidays, each with its words and who set it."""
    rows = page.list("rule")
    assert "正常 15 个工作日 随程序" in rows and "代表建议 3 个月，最长 6 个月 随程序" in rows
    assert (
        "接待选民 第一次 4 分，每多一次 2 分，封顶 12 分 随程序" in rows
        and "活动 小组活动每季度至少 1 次 随程序" in rows
    )
    page.choose("2026年")
    assert "10月1日至10月7日　休　国庆节" in page.said() and "10月10日　班" in page.said()
    assert not page.page.save.isVisible()


def test_a_limit_is_changed(page):
    """With the file it is founded on; what the law forbids is refused and changes nothing."""
    page.choose("正常")
    page.fill(days="10", source="镇人大主席团会议")
    page.press("保存这一条")
    assert "正常 10 个工作日 本单位定的" in page.list("rule") and "依据：镇人大主席团会议" in page.said()
    page.choose("代表建议")
    page.fill(days="9", most="9", source="镇里")
    page.press("保存这一条")
    assert "法律规定不超过 3 个月" in page.said() and "代表建议 3 个月，最长 6 个月 随程序" in page.list("rule")
    page.choose("紧急")
    page.fill(days="4", source="")
    page.press("保存这一条")
    assert "请写明依据" in page.said()
    page.close()
    with opened(page.folder) as store:
        sound(store)
        assert (
            rules_of(store, 2026)["正常"]["days"],
            rules_of(store, 2025)["正常"]["days"],
            rules_of(store, 2026)["紧急"]["days"],
        ) == (10, 15, 5)


def test_points_and_times_are_changed(page):
    """A kind of duty keeps the others as they are; halves and points taken away; a wrong one is said."""
    page.choose("扶弱济困")
    assert "依据：代表履职计分标准（参照汝州市）" in page.said()
    page.fill(base="0.5", extra="0.5", cap="", times="1", source="区人大文件")
    page.press("保存这一条")
    assert "扶弱济困 第一次 0.5 分，每多一次 0.5 分，至少 1 次 本单位定的" in page.list("rule")
    assert "依据：区人大文件" in page.said()
    page.fill(also="慰问\n看望、帮扶")
    page.press("保存这一条")
    assert "扶弱济困 第一次 0.5 分，每多一次 0.5 分，至少 1 次，也算：慰问；看望、帮扶 本单位定的" in page.list("rule")
    page.fill(base="五")
    page.press("保存这一条")
    assert "不是分数" in page.said()
    page.choose("基础分")
    page.fill(base="60", source="区人大")
    page.press("保存这一条")
    page.choose("接待日")
    page.fill(times="3", source="区人大")
    page.press("保存这一条")
    assert "接待日 每位代表一年至少接待 3 次 本单位定的" in page.list("rule")
    page.close()
    with opened(page.folder) as store:
        table = table_of(store, 2026)
        assert table.called("看望、帮扶") == "扶弱济困"
        assert (table.base, table.kinds["扶弱济困"].least, table.kinds["接待选民"].cap, len(table.kinds)) == (
            6000,
            1,
            1200,
            14,
        )


def test_the_district_s_is_fixed(tmp_path):
    """What the district's package brought is shown as theirs; nothing there can be pressed, nor changed another way."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        told = {
            "id": new_id(),
            "world": CODE[:6],
            "name": "正常",
            "values": {"days": 12, "unit": "工作日"},
            "source": "区人大文件",
        }
        with store.transaction():
            update(store, Rule(dict.fromkeys(Rule.fields) | told))
        one = next(one for one in rulings(store, 2026) if one.name == "正常")
        assert (one.words, one.whose, one.fixed) == ("12 个工作日", "区里定的", True)
        with pytest.raises(NotAllowed, match="区里定的"), acting(store, "rule") as act:
            change(act, one, {"days": 20}, 2026, "站里")
    for desk in sitting(path):
        desk.open("规则")
        desk.choose("正常")
        assert (
            "区里定的，本站不能改" in desk.said()
            and not desk.page.save.isVisible()
            and not desk.field("days").isEnabled()
        )


def test_words_are_changed(page):
    """What the classes of an answer are called, and why one sends an issue back: seen in the next form at once."""
    assert "答复类别 A 已解决；B 正在解决；C 条件所限；D 留作参考 随程序" in page.list("rule")
    page.choose("答复类别")
    page.fill(A="已经办好", source="区人大文件")
    page.press("保存这一条")
    assert "答复类别 A 已经办好；B 正在解决；C 条件所限；D 留作参考 本单位定的" in page.list("rule")
    assert "已经写下的答复还是当时的叫法" in page.said()
    page.fill(B="已经办好")
    page.press("保存这一条")
    assert "写了两遍" in page.said()
    page.choose("退回理由")
    page.fill(words="不归我们\n已在别处办", source="区人大文件")
    page.press("保存这一条")
    assert "退回理由 不归我们；已在别处办 本单位定的" in page.list("rule")
    options = page.window.around.options
    assert list(form_of("answer", options=options).fields["answer_class"].choices) == [
        "A 已经办好",
        "B 正在解决",
        "C 条件所限",
        "D 留作参考",
    ]
    assert said(options, "退回理由") == ("不归我们", "已在别处办")
    page.close()
    with opened(page.folder) as store:
        sound(store)
        assert (words_of(store, 2026)["答复类别"]["A"], words_of(store, 2025)["答复类别"]["A"]) == (
            "已经办好",
            "已解决",
        )


def test_more_words_than_stand_side_by_side(page):
    """A seventh word makes a line of the buttons; what may be written there is still seen."""
    page.choose("回告方式")
    page.fill(words="电话\n当面\n微信\n书面\n短信", source="区人大文件")
    page.press("保存这一条")
    editor = editor_of(form_of("inform", options=page.window.around.options).fields["how"], "followup", {})
    assert editor.placeholderText() == "电话、当面、微信、书面、短信、打不通、本人不愿"


def test_what_warns_is_changed(page):
    """What deputies keep out of has its words and its warning side by side; a new clerk reads what each list is for."""
    page.choose("不插手：招标投标")
    assert page.field("words").isVisible() and page.field("said").isVisible() and "有这些词就提醒" in page.said()
    page.fill(words="招标\n拍卖", source="区人大")
    page.press("保存这一条")
    page.close()
    with opened(page.folder) as store:
        assert caution(store, "拍卖有猫腻").startswith("像是招标投标") and not caution(store, "评标有猫腻")


def test_every_rule_is_explained(page):
    """No rule of ours stands there without a sentence on what it decides."""
    unexplained = [
        one.name
        for one in page.page.found.values()
        if one.group in (LIMITS, TIMES, SAYINGS) and not explained(one.name)
    ]
    assert unexplained == []


def test_seen_at_once(page):
    """A limit that is changed here is what the visit's form promises, what the new issue is due by and what its paper says;
    what was passed on before keeps its day."""
    page.close()
    with opened(page.folder) as store:
        receive(store, received_at="2026-10-21T08:00", outcome="乡镇办理", referred_to="自来水公司")
        before = store.find(Issue)[0].due_on
    desk = page.reopen()
    desk.open("规则")
    desk.choose("正常")
    desk.fill(days="10", source="镇人大主席团会议")
    desk.press("保存这一条")
    desk.choose("退回")
    desk.fill(days="3", source="镇人大主席团会议")
    desk.press("保存这一条")
    desk.choose("告知用语")
    desk.fill(words="您的话记在{station}。", source="镇人大主席团会议")
    desk.press("保存这一条")
    desk.open("接待登记")
    desk.type("<Ctrl+N>")
    assert "您的话记在渔泽镇人大代表联络站。" in desk.said()
    desk.fill(姓名="郭桂兰", 原话="水管漏水", 处理方式="乡镇办理", 承办单位="自来水公司")
    assert "交办后期限 11月4日 周三（10 工作日）" in desk.said()
    desk.press("保存")
    desk.close()
    with opened(page.folder) as store:
        old, new = store.find(Issue, order="number")
        assert (old.due_on, before, new.due_on) == ("2026-11-11", "2026-11-11", "2026-11-04")
        assert "3 个工作日内退回" in assignment_slip.demands(issue_case(store, new))
        sound(store)


def test_how_ballots_are_counted(page):
    """Choices and shares are looked at and changed in words; a line nobody could count by is refused and changes nothing."""
    assert not [row for row in page.list("rule") if "述职评议" in row or "议案联名" in row]
    page.window.around.desk.act("parts", lambda act: switch(act, on=["考核", "代表建议"]))
    page.wait()
    page.choose("述职评议")
    assert page.value("results").splitlines()[0] == "满意：满意票不低于有效票的 80%"
    page.fill(results="满意：八成\n不满意：其余", source="区人大常委会")
    page.press("保存这一条")
    assert "“满意：八成”看不懂" in page.said()
    page.fill(
        choices="优秀、称职、不称职",
        results="优秀：优秀票不低于有效票的 75%\n称职：优秀、称职票不低于有效票的 60%\n不称职：其余",
        items="",
    )
    page.press("保存这一条")
    assert (
        "述职评议 优秀：优秀票不低于有效票的 75%；称职：优秀、称职票不低于有效票的 60%；不称职：其余 本单位定的"
        in page.list("rule")
    )
    page.choose("议案联名")
    assert "区 10 名，乡镇 5 名" in page.said() and not page.page.save.isVisible()
    page.close()
    with opened(page.folder) as store:
        assert standard_of(store, "述职评议", 2026).grades[1] == ("称职", 2, 6000)
        sound(store)
