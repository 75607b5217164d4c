"""意见办理: the list by lamp, one issue's course, and every act of a clerk from 交办 to 办结, through the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QPushButton

from lianluozhan import action as table, clock
from lianluozhan.deadline import COUNTED
from lianluozhan.followup import Followup
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from tests.station import do, opened, receive, take
from ui import steps
from ui.asks.countdown import Bead
from ui.asks.followup import GROUPS, tracked
from ui.listing import Listing
from ui.widgets.strand import Strand
from ui.widgets.strip import Strip, month_said

FOURTH = "Y0002"  # the ledger's fourth visit (乡镇办理) opened this issue


@pytest.fixture
def page(desk):
    """The page, looked at."""
    desk.open("意见办理")
    return desk.page


def issue(desk, number):
    """The issue with this end of its number, read in the worker."""
    found = desk.window.around.desk.ask(lambda store: store.find(Issue, "number LIKE '%' || ?", (number,))).result()[0]
    return found[0]


def facts(desk, number):
    """[(what, on which day)] of an issue, as they were written."""
    id = issue(desk, number).id
    rows = desk.window.around.desk.ask(lambda store: store.find(Followup, "issue=?", (id,), "rowid")).result()[0]
    return [(row.action, row.acted_on) for row in rows]


def before(folder, *steps_):
    """What was done before the window was opened: (number, word, fields)."""
    with opened(folder) as store:
        for number, word, typed in steps_:
            do(store, number, word, **typed)


def shown(page, name):
    """A button of the page that can be seen, by its name; None where it cannot."""
    return next((one for one in page.findChildren(QPushButton, name) if one.isVisible()), None)


# ---- the list ----------------------------------------------------------------------------------------------------


def test_grouped_red_first(folder, request):
    """Groups come in the order of what burns: overdue, due in three working days, mine, the district's, on time."""
    before(
        folder,
        ("Y0004", "延期", {"acted_on": "2026-10-12", "due_on": "2026-10-28", "reason": "等材料", "evidence": "复文"}),
        ("Y0005", "暂停", {"acted_on": "2026-10-16", "reason": "等照片"}),
        ("Y0006", "答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "补贴已发"}),
    )
    from lianluozhan import clock

    clock.set_today("2026-10-28")
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    heads = [item.title for item in desk.page.list.rows.items if item.key is None]
    assert heads == ["逾期", "快到期", "已答复", "待区处理", "按期办理", "暂停"]
    assert heads == sorted(heads, key=GROUPS.index)
    overdue = next(row for row in desk.list() if FOURTH in row)
    assert "逾期1工作日" in overdue
    assert "办理中" in overdue
    assert "轮到 区城市管理综合行政执法队" in overdue


def test_segments(folder, request):
    """轮到我 has what waits for the office, 等单位 what waits for others, each with its count."""
    before(folder, (FOURTH, "答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "已清理"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    assert [one.text() for one in desk.page.side.switch.findChildren(QPushButton) if one.isVisible()] == [
        "全部 17",
        "轮到我 1",
        "等单位 16",
    ]
    desk.press("轮到我 1")
    assert [row for row in desk.list() if "Y00" in row] == [row for row in desk.list() if FOURTH in row]
    desk.press("等单位 16")
    assert not any(FOURTH in row for row in desk.list())


def test_filter_keeps_the_selection(desk, page):
    """The list narrows while typing and stays on the issue as long as that is there; nothing found is said."""
    desk.choose(FOURTH)
    page.side.filter.setFocus()
    desk.type("摊贩")
    assert [row.split()[-1] for row in desk.list() if "Y00" in row] == [FOURTH]
    assert page.list.key()[1] == issue(desk, FOURTH).id
    desk.type("没有的")
    assert "没找到有“摊贩没有的”的意见" in desk.said()


def test_a_settled_one_is_counted_when_it_is_looked_for(folder, request):
    """全部 counts all that the list shows, settled or not; of what a person filters for likewise."""
    before(folder, (FOURTH, "撤回", {"acted_on": "2026-10-20", "reason": "本人不再要求"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    assert desk.button("全部 17").isVisible()
    desk.page.side.filter.setFocus()
    desk.type("摊贩")
    assert [row.split()[-1] for row in desk.list() if "Y00" in row] == [FOURTH]
    assert desk.button("全部 1").isVisible()


def test_read_aloud(desk, page):
    """A row is one sentence for a screen reader, a day of the strip and a fact too."""
    desk.choose(FOURTH)
    row = next(item for item in page.list.rows.items if item.tail.endswith(FOURTH))
    assert all(words in row.said() for words in ("早市流动摊贩占道", "绿灯", "剩4工作日", "办理中"))
    strip, strand = page.findChild(Strip), page.findChild(Strand)
    said = [strip.days.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(strip.days.rowCount())]
    assert said[0] == "10月3日（周六）：从这天起算，当天不算"
    assert "10月10日（周六）：调休上班，算第 3 天" in said
    assert (
        "10月4日（周日）：国庆节，不算" in said
        or "10月4日（周日）：中秋节，不算" in said
        or any("10月4日" in one and one.endswith("不算") for one in said)
    )
    assert said[-1] == "10月27日（周二）：算第 15 天，到期"
    assert "交办，10-03" in strand.facts.index(strand.facts.rowCount() - 2).data(Qt.ItemDataRole.AccessibleTextRole)


# ---- one issue ---------------------------------------------------------------------------------------------------


def test_the_deadline_explains_itself(desk, page):
    """The sum of the strip is the count of its days: 15 working days from 3 October, 11 of them gone on the 21st."""
    desk.choose(FOURTH)
    assert page.work.head.sum.text() == "15 个工作日：已数 11，还剩 4"
    strip = page.findChild(Strip)
    strip.setFocus()
    strip.setCurrentIndex(strip.days.index(0))
    desk.type("<Right>")
    assert page.work.head.told.text() == strip.days.beads[1].words
    desk.press("followup_why")
    assert not strip.isVisible()


def test_paused_days_do_not_count(folder, request):
    """A pause is drawn and said: the due day moves by the days it took."""
    before(
        folder,
        (FOURTH, "暂停", {"acted_on": "2026-10-13", "reason": "等位置"}),
        (FOURTH, "恢复", {"acted_on": "2026-10-15", "reason": "有了照片"}),
    )
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    beads = {bead.day: bead for bead in desk.page.findChild(Strip).days.beads}
    assert (beads["2026-10-14"].kind, beads["2026-10-15"].kind) == ("暂停", "暂停")
    assert beads[issue(desk, FOURTH).due_on].due
    assert issue(desk, FOURTH).due_on == "2026-10-29"


def test_one_next_step(desk, page):
    """One filled button; what is not possible now stands under 更多 with its reason."""
    desk.choose(FOURTH)
    filled = [one for one in page.doings.findChildren(QPushButton) if one.property("c") == "primary"]
    assert [one.objectName() for one in filled] == ["issue_answer"]
    assert shown(page, "issue_close") is None
    desk.press("issue_more")
    close = shown(page, "issue_close")
    assert not close.isEnabled()
    reasons = [label.text() for label in page.doings.findChildren(QLabel) if label.isVisible()]
    assert "现在是“办理中”，要到“已答复”才能办结" in reasons
    verbs = {action.verb for action in table.ACTIONS if not action.by_program}
    assert {one.objectName() for one in page.doings.findChildren(QPushButton)} >= {f"issue_{verb}" for verb in verbs}


def test_every_act_asks_for_what_it_needs():
    """The form of each act has a field for everything the table of actions wants of it."""
    for action in table.ACTIONS:
        if action.by_program or action is table.CORRECT:
            continue
        own, told = steps.asked(action.verb)
        fields = {name for row in (*own, *told) for name, _share in row}
        fields |= (
            {"to"}
            if action in (table.INFORM, table.JOIN, table.CONSULT)
            else {"text"}
            if action is table.SPLIT
            else set()
        )
        for letter in ("", "A", "B", "C", "D"):
            for need in action.needed({"answer_class": letter, "satisfaction": "不满意"}, {"head": "站长"}):
                given = (
                    {"reason", "text"} & fields or "satisfaction_words" in fields
                    if need == table.WHY
                    else need in fields
                )
                assert given, f"{action.word}: {need}"


# ---- to the end --------------------------------------------------------------------------------------------------


def test_to_the_end_step_by_step(desk, page):
    """The ledger's fourth visit is taken to 已办结: 答复, 回告 of three people, 评价, 办结; the list keeps its row."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复内容="早市已迁到东街，救护车能进。", 怎么知道的="复文")
    desk.press("followup_save")
    assert issue(desk, FOURTH).state == "已答复"
    assert page.list.key()[1] == issue(desk, FOURTH).id
    desk.press("issue_inform")
    assert "照着说：“袁犇您好，我是渔泽镇人大代表联络站的赵敏。您 10月3日反映的“早市流动摊贩占道”" in desk.said()
    for row in (1, 2):
        desk.widget(f"followup.to.{row}").click()
    desk.fill(怎么告诉的="电话", satisfaction="满意")
    desk.press("followup_save")
    told = issue(desk, FOURTH)
    assert (told.state, told.satisfaction, told.turn) == ("已答复", "满意", "联络员")
    desk.press("issue_close")
    desk.press("followup_save")
    assert issue(desk, FOURTH).state == "已办结"
    assert page.list.key()[1] == issue(desk, FOURTH).id
    assert [word for word, _day in facts(desk, FOURTH)] == ["交办", "答复", "回告", "评价", "办结"]
    assert page.work.strand.facts.facts[0].word == "办结"
    assert "刚才：Y0002 办结 已记下" in desk.said()


def test_answered_told_and_rated_at_once(desk, page):
    """答复, 回告 and 评价 are one small form and one transaction."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复内容="已清理", 答复日期="10.19")
    assert not desk.field("怎么告诉的").isVisible()
    for row in range(3):
        desk.widget(f"followup.to.{row}").click()
    desk.fill(怎么告诉的="当面", 告诉的日期="10.20", satisfaction="基本满意")
    acts = desk.window.around.desk.ask(lambda store: len({e.body["act_id"] for e in store.entries()})).result()[0]
    desk.press("followup_save")
    assert facts(desk, FOURTH)[1:] == [("答复", "2026-10-19"), ("回告", "2026-10-20"), ("评价", "2026-10-20")]
    assert (
        desk.window.around.desk.ask(lambda store: len({e.body["act_id"] for e in store.entries()})).result()[0]
        == acts + 1
    )
    assert shown(page, "issue_close").property("c") == "primary"


def test_the_key_that_saves_everywhere(desk, page):
    """Ctrl+S writes down what is written, as on every other page; where nothing is being written it does nothing."""
    desk.choose(FOURTH)
    desk.type("<Ctrl+S>")
    assert page.doings.form is None
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复内容="已清理")
    desk.type("<Ctrl+S>")
    assert issue(desk, FOURTH).state == "已答复"


def test_all_or_nothing(desk, page):
    """When the telling is refused the answer is not written either; what was typed stays and the reason is said."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复日期="10.20")
    desk.widget("followup.to.0").click()
    desk.fill(怎么告诉的="电话", 告诉的日期="10.25")
    desk.press("followup_save")
    assert "2026-10-25 还没有到，请写实际发生的日期" in desk.said()
    assert facts(desk, FOURTH) == [("交办", "2026-10-03")]
    assert desk.value("答复日期") == "10.20"


def test_class_b_wants_a_plan(desk, page):
    """B shows the day of the promise and wants it, and the plan; each is said at its field."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    assert not desk.field("planned_on").isVisible()
    desk.fill(答复类别="B 正在解决")
    assert desk.field("planned_on").isVisible()
    desk.press("followup_save")
    assert "B 要写办理计划" in desk.said()
    assert "B 要写计划完成日期" in desk.said()
    desk.fill(答复内容="十二月划线", planned_on="2026-12-20")
    desk.press("followup_save")
    assert (issue(desk, FOURTH).state, issue(desk, FOURTH).answer_class) == ("已答复", "B")


def test_missed_calls_count(folder, request):
    """打不通 is a try: it asks for no rating, the person stays to be told, and 办结 stays grey with who is left."""
    before(folder, (FOURTH, "答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "已清理"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    close = shown(desk.page, "issue_close")
    assert not close.isEnabled()
    assert "还有 3 人没告诉，不能办结：袁*、解国栋、冯䶮" in desk.said()
    desk.press("告诉袁*")
    desk.fill(怎么告诉的="打不通")
    assert not desk.field("satisfaction").isVisible()
    desk.press("followup_save")
    assert "打过 1 次没通，上次 10-21" in desk.said()
    assert "已告诉 0 / 3" in desk.said()
    assert "还有 3 人没告诉" in desk.said()


def test_unhappy_needs_words_and_offers_redo(folder, request):
    """不满意 wants its reason in the person's words; then 重办 is the next step."""
    before(folder, (FOURTH, "答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "已清理"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    desk.press("issue_inform")
    for row in (1, 2):
        desk.widget(f"followup.to.{row}").click()
    desk.fill(怎么告诉的="电话", satisfaction="不满意")
    desk.press("followup_save")
    assert "请照原话记下为什么" in desk.said()
    desk.fill(satisfaction_words="没两天又占上了")
    desk.press("followup_save")
    assert shown(desk.page, "issue_redo").property("c") == "primary"
    desk.press("issue_redo")
    desk.fill(reason="又占道")
    desk.press("followup_save")
    assert (issue(desk, FOURTH).state, issue(desk, FOURTH).round) == ("办理中", 2)


def test_keys_alone(desk, page):
    """Alt+D opens the answer, ← → picks its class, Ctrl+Enter writes it, Esc puts a form away; a key says why it cannot."""
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.choose(FOURTH)
    page.list.setFocus()
    desk.type("<Alt+G>")
    assert "回告：现在是“办理中”，要到“已答复”“跟踪中”“已办结”“已引导”才能回告" in desk.said()
    desk.type("<Alt+D>")
    assert page.doings.form is not None
    desk.type("<Right><Ctrl+Enter>")
    assert issue(desk, FOURTH).answer_class == "A"
    desk.type("<Alt+G>")
    assert page.doings.form.doing.word == "回告"
    desk.type("<Esc>")
    assert page.doings.form is None


# ---- more acts ---------------------------------------------------------------------------------------------------


def test_extended_urged_returned(desk, page):
    """延期, 催办, 退回 and 改派, each with only what it needs."""
    desk.choose(FOURTH)
    desk.press("issue_extend")
    desk.fill(延到哪一天="2026-11-10", 为什么="要等新市场建好")
    desk.press("followup_save")
    assert issue(desk, FOURTH).due_on == "2026-11-10"
    desk.press("issue_urge")
    desk.fill(怎么催的="电话")
    desk.press("followup_save")
    desk.press("issue_return")
    desk.press("followup_save")
    assert "这一项要填" in desk.said()
    desk.fill(建议改由谁办="渔泽镇人民政府", 为什么="归镇里管")
    desk.press("followup_save")
    assert (issue(desk, FOURTH).state, issue(desk, FOURTH).turn) == ("待处理", "镇人大主席团")
    desk.press("issue_reassign")
    assert desk.value("承办单位") == "渔泽镇人民政府"
    desk.fill(为什么="照退回意见")
    desk.press("followup_save")
    assert issue(desk, FOURTH).organ == "渔泽镇人民政府"


def test_corrected(desk, page):
    """更正 of a fact says only what is different and why; the earlier fact stays readable, marked."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复内容="已清里", 答复日期="10.20")
    desk.press("followup_save")
    strand = page.work.strand
    row = next(n for n, fact in enumerate(strand.facts.facts) if fact.word == "答复")
    strand.setFocus()
    strand.setCurrentIndex(strand.facts.index(row))
    desk.type("<Enter>")
    assert desk.value("答复内容") == "已清里"
    desk.fill(答复内容="已清理", reason="写错了字")
    desk.press("followup_save")
    answer = next(fact for fact in strand.facts.facts if fact.word == "答复")
    assert answer.mended
    assert "已清理" in answer.lines[1]
    assert answer.when == "10-20"
    written = desk.window.around.desk.ask(lambda store: store.find(Followup, "action='更正'")).result()[0][0]
    assert (written.text, written.answer_class, written.reason, written.acted_on) == (
        "已清理",
        None,
        "写错了字",
        "2026-10-20",
    )


def test_joined(desk, page):
    """并案 names the other issue by its number; both people are then to be told there."""
    desk.choose(FOURTH)
    desk.press("issue_more")
    desk.press("issue_join")
    desk.fill(并到哪一件="Y0004", 为什么="同一条街")
    desk.press("followup_save")
    assert issue(desk, FOURTH).state == "已并案"
    desk.choose("Y0004")
    assert "反映人（并案）" in desk.said()


def test_rating_belongs_to_who_raised_it(folder, request):
    """Only whoever raised it is asked how satisfied they are: a deputy told alone rates nothing."""
    before(folder, (FOURTH, "答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "已清理"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    desk.press("告诉解国栋")
    assert not desk.field("satisfaction").isVisible()
    desk.widget("followup.to.0").click()
    assert desk.field("satisfaction").isVisible()


def test_wrong_fact_dropped(desk, page):
    """A fact that never happened is taken out by a 更正; what stood before it holds again."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决")
    desk.press("followup_save")
    page.doings.open("correct")
    desk.fill(reason="录到别的意见上了", drop=True)
    desk.press("followup_save")
    assert issue(desk, FOURTH).state == "办理中"
    assert "答复" not in [fact.word for fact in page.work.strand.facts.facts]


@pytest.mark.parametrize("size", [(1366, 689), (911, 459)], ids=str)
def test_saving_stays_in_sight(desk, page, size):
    """However long a step's form, 记下 is seen whole; Tab comes to it after the last input, Esc on it puts the form away."""
    desk.window.resize(*size)
    desk.choose(FOURTH)
    for verb in ("answer", "urge", "extend", "return"):
        page.doings.open(verb)
        desk.wait()
        save = page.doings.form.save_button
        assert save.visibleRegion().boundingRect() == save.rect(), verb
    page.doings.open("answer")
    desk.wait()
    last = page.doings.form.fields.papers.findChild(QPushButton, "followup_attach")
    last.setFocus()
    desk.type("<Tab>")
    assert desk.window.focusWidget() is page.doings.form.save_button
    desk.type("<Shift+Tab>")
    assert desk.window.focusWidget() is last
    desk.type("<Tab><Tab><Tab>")
    assert desk.window.focusWidget() is desk.widget("issue_urge")
    desk.type("<Shift+Tab><Tab><Tab><Esc>")
    assert (
        page.doings.form is None
        and desk.window.focusWidget() is desk.widget("issue_answer")
        and not page.findChildren(QPushButton, "followup_save")
    )


def test_only_one_form_is_filled_in(desk, page):
    """While a form is open its own button is the filled one; another issue puts it away."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    filled = [
        one.objectName()
        for one in page.work.findChildren(QPushButton)
        if one.property("c") == "primary" and one.isVisible()
    ]
    assert filled == ["followup_save"]
    desk.choose("Y0004")
    assert page.doings.form is None


def test_typed_words_survive_what_others_write(desk, page):
    """A form that is being filled in stays when the same issue changes meanwhile."""
    desk.choose(FOURTH)
    desk.press("issue_answer")
    desk.fill(答复内容="正在写")
    key = page._shown
    desk.window.around.desk.act("follow", lambda act: follow(act, act.store.get(Issue, key), "催办", {}))
    desk.wait()
    assert desk.value("答复内容") == "正在写"
    assert page.work.strand.facts.facts[1].word == "催办"


def test_narrow(desk, page):
    """At 1366 × 768 and 150 % the list lies over the issue when asked for, and goes when a row is entered."""
    desk.window.resize(911, 459)
    desk.wait()
    assert not page.list.isVisible()
    assert not page.findChild(Strip).isVisible()
    desk.press("名单")
    assert page.list.isVisible()
    desk.choose(FOURTH)
    page.list.setFocus()
    desk.type("<Enter>")
    assert not page.list.isVisible()
    assert page.doings.form.doing.word == "答复"


# ---- several at once ---------------------------------------------------------------------------------------------


def mark(page, desk, *numbers):
    """Mark issues with Space."""
    for number in numbers:
        desk.choose(number)
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Space)
    desk.wait()


def test_urged_together(folder, request):
    """Several are urged at once: first it is said what happens to which, those that cannot are left out with a reason."""
    before(folder, ("Y0005", "答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "补好了"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    mark(desk.page, desk, FOURTH, "Y0004", "Y0005")
    assert "已选 3 件" in desk.said()
    desk.press("followup_batch_urge")
    assert "选了 3 件：催办 2 件，另外 1 件不办，原因写在后面" in desk.said()
    assert "现在是“已答复”，要到“待区处理”“办理中”“跟踪中”才能催办" in desk.said()
    assert [word for word, _day in facts(desk, FOURTH)] == ["交办"]
    desk.fill(怎么催的="电话")
    desk.press("followup_batch_save")
    assert [facts(desk, number)[-1][0] for number in (FOURTH, "Y0004", "Y0005")] == ["催办", "催办", "答复"]
    assert not desk.page.list.marked()


def test_assigned_together(folder, request):
    """Several are passed on at once, each to the organ of its category, in one act."""
    with opened(folder) as store:
        for category in ("道路与路灯", "供暖", None):
            receive(store, outcome="乡镇办理", category=category, visitor_name="王秀英")
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    mark(desk.page, desk, "Y0018", "Y0019", "Y0020")
    desk.press("followup_batch_assign")
    assert "交给 区住房和城乡建设管理局" in desk.said()
    assert "交办还缺：承办单位" in desk.said()
    desk.press("followup_batch_save")
    assert [issue(desk, number).organ for number in ("Y0018", "Y0019", "Y0020")] == [
        "区住房和城乡建设管理局",
        "集中供热公司",
        None,
    ]


# ---- what a form makes -------------------------------------------------------------------------------------------


def test_facts_of_a_form():
    """A filled form makes its facts in their order; what belongs to the next one is not written into the first."""
    values = {
        "answer_class": "B 正在解决",
        "text": "年底换灯",
        "planned_on": "2026-12-20",
        "acted_on": "2026-10-19",
        "evidence": "复文",
        "how": "电话",
        "told_on": "2026-10-20",
        "satisfaction": "不满意",
        "satisfaction_words": "太久了",
        "document_number": None,
    }
    answer = {
        "answer_class": "B",
        "text": "年底换灯",
        "planned_on": "2026-12-20",
        "acted_on": "2026-10-19",
        "evidence": "复文",
    }
    told = {"to": ["反映人"], "how": "电话", "acted_on": "2026-10-20"}
    rated = {"satisfaction": "不满意", "reason": "太久了", "acted_on": "2026-10-20"}
    assert steps.steps("answer", values, ["反映人"]) == [("答复", answer), ("回告", told), ("评价", rated)]


def test_facts_of_a_plain_form():
    """Nobody ticked and nothing rated: one fact."""
    assert steps.steps("urge", {"how": "电话", "acted_on": "2026-10-20", "text": None}, []) == [
        ("催办", {"how": "电话", "acted_on": "2026-10-20"})
    ]
    assert steps.steps("answer", {"answer_class": "A 已解决", "acted_on": "2026-10-20"}, []) == [
        ("答复", {"answer_class": "A", "acted_on": "2026-10-20"})
    ]


def test_what_is_still_missing():
    """What an answer needs depends on its class; a bad rating needs words; a rating must be one."""
    assert steps.missing("answer", {"answer_class": "A 已解决"}, {}) == {}
    assert steps.missing("answer", {"answer_class": "C 条件所限"}, {}) == {
        "text": "C 要写暂时解决不了的原因",
        "planned_on": "C 要写复查日期",
    }
    assert steps.missing("answer", {"answer_class": "D 留作参考"}, {}) == {"text": "D 要写解释说明"}
    assert steps.missing("inform", {"satisfaction": "不满意"}, {}) == {"satisfaction_words": "请照原话记下为什么"}
    assert steps.missing("rate", {"satisfaction": None}, {}) == {"satisfaction": "请选一项"}


def test_rated_twice():
    """A deputy's suggestion is rated for the work and for the result."""
    own, told = steps.asked("inform", twice=True)
    names = [name for row in told for name, _share in row]
    assert (own, "satisfaction" in names) == ([], False)
    assert {"satisfaction_work", "satisfaction_result"} <= set(names)


# ---- the strip of days -------------------------------------------------------------------------------------------


def test_days_after_the_due_one(folder, request):
    """Once overdue the strip goes on up to today, working days numbered, others a dot."""
    from lianluozhan import clock

    clock.set_today("2026-11-02")
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    after = [
        (bead.day[5:], bead.kind, bead.number)
        for bead in desk.page.findChild(Strip).days.beads
        if bead.day > "2026-10-27"
    ]
    assert after == [
        ("10-28", "过期", 1),
        ("10-29", "过期", 2),
        ("10-30", "过期", 3),
        ("10-31", "周末", 3),
        ("11-01", "周末", 3),
        ("11-02", "过期", 4),
    ]
    assert desk.page.work.head.sum.text() == "15 个工作日已经数完，过期 4 个工作日"


def test_reported_up_counts_too(desk, page):
    """The district's five working days have a strip of their own."""
    desk.choose("Y0001")
    beads = page.findChild(Strip).days.beads
    assert [(bead.day, bead.number) for bead in beads if bead.due] == [("2026-10-13", 5)]
    assert page.work.head.sum.text() == "5 个工作日已经数完，过期 6 个工作日"


def test_answered_has_no_strip(folder, request):
    """Once answered nobody's clock runs: a sentence says how long it took."""
    before(folder, (FOURTH, "答复", {"acted_on": "2026-10-20", "answer_class": "A", "text": "已清理"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    assert not desk.page.findChild(Strip).isVisible()
    said = "10月3日（周六）交办，10月20日（周二）答复，用了 10 个工作日，期限 10月27日（周二），没有超期"
    assert desk.page.work.head.sum.text() == said


# ---- what the worker answers -------------------------------------------------------------------------------------


def test_promise_has_its_own_day(folder):
    """A B promise is red only when its own day is over, not when the organ's old deadline is."""
    from lianluozhan import clock

    with opened(folder) as store:
        do(store, FOURTH, "答复", acted_on="2026-10-20", answer_class="B", text="十二月划线", planned_on="2026-12-20")
        do(store, FOURTH, "回告", acted_on="2026-10-20", how="电话")
        do(store, FOURTH, "评价", acted_on="2026-10-20", satisfaction="满意")
        do(store, FOURTH, "办结", acted_on="2026-10-20")
        clock.set_today("2026-11-20")
        line = next(line for line in tracked(store).lines if line.number.endswith(FOURTH))
    assert (line.lamp, line.state, line.next_on) == ("绿", "跟踪中", "2026-12-20")


def test_in_the_district_s_words(folder, request):
    """Ways of telling and reasons are the district's, the outs the program's; a reason is put in where the cursor is."""
    with opened(folder) as store:
        take(
            store,
            "rule",
            {"name": "回告方式", "values": {"words": ["短信", "上门"]}},
            {"name": "退回理由", "values": {"words": ["不归我们管"]}},
            {"name": "催办方式", "values": {"words": ["发函", "上门"]}},
        )
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    desk.press("issue_return")
    assert "Alt+↓ 常用语" in desk.said()
    reason = desk.field("为什么")
    reason.setFocus()
    desk.type("<Alt+Down>")
    menu = reason.findChild(QMenu)
    assert [one.text() for one in menu.actions()] == ["不归我们管"]
    menu.actions()[0].trigger()
    menu.close()
    assert desk.value("为什么") == "不归我们管"
    desk.press("issue_urge")
    desk.fill(怎么催的="发函")
    desk.press("followup_save")
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复日期="10.20")
    desk.widget("followup.to.0").click()
    desk.fill(怎么告诉的="短信", 告诉的日期="10.20")
    assert [one.text() for one in desk.field("怎么告诉的").findChildren(QAbstractButton)] == [
        "短信",
        "上门",
        "打不通",
        "本人不愿",
    ]
    desk.press("followup_save")
    assert [word for word, _day in facts(desk, FOURTH)[1:]] == ["催办", "答复", "回告"]


def test_a_date_of_next_year_says_its_year(folder, request):
    """In the list, in the head, above the first day of January on the strip; dates of this year are short."""
    before(folder, (FOURTH, "延期", {"acted_on": "2026-10-20", "due_on": "2027-01-12", "reason": "等开春"}))
    desk = request.getfixturevalue("desk")
    desk.open("意见办理")
    desk.choose(FOURTH)
    rows = [item.said() for item in desk.page.findChild(Listing, "list_followup").rows.items if item.key]
    assert next(row for row in rows if FOURTH in row).count("2027-01-12 前") == 1
    assert any("10-27 前" in row for row in rows) and not any("2026-10-" in row for row in rows)
    assert "2027年1月12日" in desk.said()
    days = [Bead(day, COUNTED, 0, False, False, False, "") for day in ("2026-12-30", "2027-01-01", "2027-02-01")]
    assert [month_said(days, place) for place in range(3)] == ["12月", "2027年1月", "2月"]
    clock.set_today("2027-01-05")
    assert month_said(days[1:], 0) == "1月" and month_said(days, 0) == "2026年12月"


def test_a_row_that_moves_stays_in_sight(desk):
    """What was just answered goes up among the answered ones, and the list goes with it."""
    desk.open("意见办理")
    listing = desk.page.findChild(Listing, "list_followup")
    desk.choose("Y0015")
    before = listing.currentIndex().row()
    desk.press("issue_answer")
    desk.fill(答复类别="A 已解决", 答复内容="已清理", 怎么知道的="复文")
    desk.press("followup_save")
    assert listing.currentIndex().row() < before - 5
    assert listing.viewport().rect().contains(listing.visualRect(listing.currentIndex()))
