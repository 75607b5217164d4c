"""接待登记: written while somebody talks, by keys alone, and nothing of it is ever lost."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from lianluozhan.draft import drafts
from lianluozhan.field import is_id
from lianluozhan.issue import Issue
from lianluozhan.visit import Visit
from tests.pages.desk import Desk, compose, sitting
from tests.station import TRUTH, filled, opened, sound

FOURTH = next(row for row in TRUTH["visit"] if row["visitor_name"] == "袁犇")
SAID = "村口到中学那段路灯坏了有小三个月了，晚上娃娃们下自习都是摸黑走。"


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记."""
    desk.open("接待登记")
    return desk


def stored(desk, *ends):
    """The visits whose numbers end so, as the closed folder has them."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        found = store.find(Visit, "number LIKE '%J%'", order="number")
    return [one for one in found if one.number.endswith(ends)]


# -- logging


def test_fourth_visit_by_keys(visit):
    """The ledger's fourth visit, passed on to the town, takes at most 14 keys that are not text, and no mouse."""
    assert visit.field("姓名").hasFocus(), "the first key typed is the name"
    keys = visit.type("袁犇<Tab>n<Tab><Tab><Tab>13000000613<Tab>东街<Ctrl+Down>")
    keys += visit.type(FOURTH["statement"] + "<Tab><Tab>j<Ctrl+Down>xgd fy<Ctrl+Down>x<Ctrl+S>")
    print(f"keys that are not text: {keys}")
    assert keys <= 14
    assert "✓ 已存入台账 J0024 · 意见 Y0018 · 交办 渔泽镇人民政府 · 期限 11月11日" in visit.said()
    (saved,) = stored(visit, "J0024")
    for name in (
        "visitor_name",
        "visitor_gender",
        "visitor_phone",
        "visitor_address",
        "nature",
        "category",
        "statement",
        "outcome",
    ):
        assert saved.data[name] == FOURTH[name], name
    assert len(saved.deputies) == 2
    assert all(map(is_id, saved.deputies)), "found in the roster by their initials"


def test_ready_for_the_next(visit):
    """After a save the form is empty but for what goes on: date, way, place, deputies; the cursor is in the name."""
    visit.press("改")
    visit.fill(
        received_at="10.15 9:30", channel="走访", 姓名="郭桂兰", 原话=SAID, 接待代表="解国栋", 处理方式="当场答复"
    )
    visit.press("保存")
    assert (visit.value("channel"), visit.value("received_at")) == ("走访", "2026-10-15")
    assert visit.field("接待代表").text() == "解国栋"
    assert [visit.value(name) for name in ("姓名", "原话", "处理方式", "承办单位")] == [None] * 4
    assert visit.field("姓名").hasFocus()
    (saved,) = stored(visit, "J0024")
    assert saved.received_at == "2026-10-15T09:30"


def test_list(visit):
    """The newest day first, with its sum; the foot has the month's; a new visit is there at once."""
    assert visit.list()[0] == "10月24日 周六 4 批 7 人"
    assert "10月共 23 批" in visit.said()
    visit.fill(姓名="郭桂兰", 人数="3", 原话=SAID, 处理方式="当场答复")
    visit.press("保存")
    rows = visit.list()
    assert rows[rows.index("今天 10月21日 周三 · 来站 1 批 3 人") + 1].startswith("郭*兰 3人 ")
    assert "10月共 24 批" in visit.said()


def test_filter(visit):
    """The list narrows to what is looked for, and says so when nothing fits; Esc brings all back."""
    visit.field("姓名")
    box = visit.widget("visit_filter")
    box.setFocus()
    visit.type("机井")
    assert len([row for row in visit.list() if "批" not in row]) == sum(
        "机井" in row["statement"] for row in TRUTH["visit"]
    )
    visit.type("xyz")
    assert visit.list() == []
    assert "没有符合" in visit.said()
    visit.type("<Esc>")
    assert len(visit.list()) > 23


def test_nothing_yet(tmp_path):
    """Before the first visit the list counts none; it does not speak of a filter that nobody wrote."""
    for desk in sitting(filled(tmp_path / "空站", "deputy")):
        desk.open("接待登记")
        assert "没有符合" not in desk.said()
        assert "共 0 批 0 人次" in desk.said()


def test_anonymous(visit):
    """Who does not want to leave a name leaves none, whatever was typed before."""
    visit.fill(姓名="郭桂兰", 电话="13800000000", 原话=SAID, 处理方式="当场答复")
    visit.press("不愿留姓名")
    assert not visit.field("姓名").isEnabled()
    assert not visit.field("电话").isEnabled()
    visit.press("保存")
    assert visit.field("姓名").isEnabled(), "the next one may leave a name"
    (saved,) = stored(visit, "J0024")
    assert (saved.raiser_kind, saved.visitor_name, saved.visitor_phone) == ("匿名", None, None)


# -- proposals


def test_proposals(visit):
    """The words bring the category, the category the organ, the town its own; the due date stands quietly beside the outcome."""
    visit.fill(原话="早市流动摊贩占道")
    assert (visit.value("类别"), visit.value("承办单位")) == (
        "占道经营与市容",
        "区城市管理综合行政执法队",
    )
    assert "由类别带出" in visit.said()
    visit.fill(处理方式="乡镇办理")
    assert visit.value("承办单位") == "渔泽镇人民政府"
    assert {"由原话带出", "由处理方式带出", "交办后期限 11月11日 周三（15 工作日）"} <= set(visit.said().split("\n"))
    visit.fill(处理方式="报区办理")
    assert visit.value("承办单位") == "区城市管理综合行政执法队"


def test_a_choice_stays(visit):
    """What a person chose is not overwritten by later words."""
    visit.fill(类别="教育", 原话="早市流动摊贩占道")
    assert visit.value("类别") == "教育"
    visit.fill(承办单位="渔泽镇人民政府", 处理方式="乡镇办理")
    visit.fill(原话="机井坏了，麦地浇不上水")
    assert (visit.value("类别"), visit.value("承办单位")) == ("教育", "渔泽镇人民政府")


def test_a_proposal_follows(visit):
    """What the program proposed changes with the words."""
    visit.fill(原话="早市流动摊贩占道")
    visit.fill(原话="机井坏了，麦地浇不上水")
    assert visit.value("类别") == "农业农村"


def test_hints(visit):
    """Earlier visits of the same person and issues like this one show beside the form, which keeps the cursor."""
    visit.fill(电话="13000000613")
    assert "同一个人来过" in visit.said()
    assert "2026-10-03 来站" in visit.said()
    assert "（Y0002 办理中 区城市管理综合行政执法队）" in visit.said()  # what somebody who comes again asks for
    visit.fill(原话="早市流动摊贩占道，救护车进不来")
    assert "附近类似的事" in visit.said()
    assert visit.field("原话").hasFocus()
    visit.type("<Ctrl+H>")
    assert "附近类似的事" not in visit.said()


def test_composition_is_left_alone(visit):
    """While an input method composes, neither proposals nor the draft touch the word."""
    field = visit.field("原话")
    field.setFocus()
    compose(field, "lu'deng")
    visit.field("类别").changes.edited.emit()
    visit.page.writing.drafting.keep()
    visit.wait()
    assert field.composing()
    assert field.toPlainText() == ""
    assert visit.value("原话") is None


def test_grey(visit):
    """A rating only where it was answered on the spot, an organ only where it is passed on."""
    visit.fill(处理方式="乡镇办理")
    assert (visit.field("满意度").isEnabled(), visit.field("承办单位").isEnabled()) == (False, True)
    visit.fill(处理方式="当场答复")
    assert (visit.field("满意度").isEnabled(), visit.field("承办单位").isEnabled()) == (True, False)


# -- what is wrong


def test_errors(visit):
    """All that is wrong is said at once, above the form and at its field; F8 goes on; nothing is lost."""
    visit.fill(姓名="郭桂兰", 年龄="六十来岁", 原话=SAID)
    visit.type("<Ctrl+S>")
    said = visit.said()
    assert "还有 2 处要改，已写的都在：年龄——" in said
    assert "请选一种处理方式" in said
    assert "还没存进台账　✓ 草稿在" in said
    assert visit.field("年龄").hasFocus()
    visit.type("<F8>")
    assert visit.field("处理方式").hasFocus()
    visit.fill(年龄="62", 处理方式="当场答复")
    assert "处要改" not in visit.said()
    assert visit.value("原话") == SAID
    visit.press("保存")
    assert "✓ 已存入台账 J0024" in visit.said()


def test_links(visit):
    """A link of the summary leads to its field; the mark of the section is red."""
    visit.press("保存")
    visit.press("② 处理方式")
    assert visit.field("处理方式").hasFocus()
    assert visit.page.writing.heading.steps.marks[2].accessibleName() == "说了什么：有要改的"


def test_odd_is_no_error(visit):
    """A phone that looks wrong warns and is kept."""
    visit.fill(姓名="郭桂兰", 电话="1381234", 原话=SAID, 处理方式="当场答复")
    visit.press("保存")
    (saved,) = stored(visit, "J0024")
    assert saved.visitor_phone == "1381234"


# -- drafts


def test_put_away(visit):
    """Somebody else walks in: the draft waits in the list, with all its fields and its cursor."""
    visit.fill(姓名="郭桂兰", 性别="女", 人数="3", 接待代表="解国栋", 原话=SAID)
    visit.type("<Left><Left>")
    visit.press("放下，稍后再记")
    assert visit.value("姓名") is None
    assert visit.list()[:2] == ["草稿 1 份", visit.list()[1]]
    visit.fill(姓名="仇文斌", 原话="门诊慢特病", 处理方式="当场答复")
    visit.press("保存")
    visit.choose("郭*兰")
    values = [visit.value(name) for name in ("姓名", "性别", "人数", "原话")]
    assert values == ["郭桂兰", "女", "3", SAID]
    assert visit.field("接待代表").text() == "解国栋"
    assert visit.field("原话").hasFocus()
    assert visit.field("原话").textCursor().position() == len(SAID) - 2
    visit.fill(处理方式="当场答复")
    visit.press("保存")
    assert "草稿 1 份" not in visit.list()
    assert [one.visitor_name for one in stored(visit, "J0024", "J0025")] == ["仇文斌", "郭桂兰"]


def test_two_drafts(visit):
    """Drafts are a stack: 新登记 puts away, too; opening one puts the other away."""
    visit.fill(姓名="郭桂兰")
    visit.press("新登记")
    visit.fill(姓名="仇文斌")
    visit.choose("郭*兰")
    assert visit.list()[0] == "草稿 2 份"
    visit.choose("仇*斌")
    assert visit.value("姓名") == "仇文斌"


def test_not_wanted(visit):
    """不要了 lets the draft go."""
    visit.fill(姓名="郭桂兰")
    visit.press("放下，稍后再记")
    visit.choose("郭*兰")
    visit.press("不要了")
    assert visit.value("姓名") is None
    assert "草稿" not in visit.list()[0]


def test_an_empty_form_is_no_draft(visit):
    """Nothing written, nothing kept: neither by leaving nor by closing."""
    visit.open("意见登记")
    visit.close()
    with opened(visit.folder) as store:
        assert drafts(store, "visit") == []


def test_closed(visit, tmp_path):
    """Closing the window keeps what is being written; the next start says so, and goes on with it."""
    visit.fill(姓名="郭桂兰", 原话=SAID)
    again = visit.reopen()
    try:
        again.open("接待登记")
        assert "上次没记完的还在：郭桂兰" in again.said()
        again.press("接着记")
        assert again.value("原话") == SAID
    finally:
        again.close()


def test_killed(folder):
    """200 characters typed and the program killed within two seconds: at least 195 are there after the next start."""
    text = "".join(chr(97 + place % 26) for place in range(200))
    root = Path(__file__).parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "LIANLUOZHAN_TODAY": "2026-10-21"}
    program = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("killed.py")), str(folder), text],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=env,
        cwd=root,
    )
    try:
        assert program.stdout.readline() == "typed\n"
        typed_at = time.monotonic()
        assert program.stdout.readline() == "kept\n"
        elapsed = time.monotonic() - typed_at
    finally:
        program.kill()
        program.communicate()
    assert elapsed < 2, "kept too late for somebody whose current fails"
    desk = Desk(folder)
    try:
        desk.open("接待登记")
        assert "上次没记完的还在" in desk.said()
        desk.press("接着记")
        assert len(desk.value("原话") or "") >= 195
    finally:
        desk.close()


# -- undo, reading, changing


def test_undo(visit):
    """撤销 takes the save back, with the issue it made, and gives the words back to the form."""
    visit.fill(姓名="郭桂兰", 原话="早市流动摊贩占道", 处理方式="乡镇办理")
    visit.press("保存")
    visit.press("撤销")
    assert "已撤销 J0024，号码保留" in visit.said()
    assert visit.value("姓名") == "郭桂兰" and visit.field("姓名").hasFocus()
    assert visit.window.statusBar().currentMessage().endswith("、意见 140405102-2026-Y0018")  # not: of its 作废
    assert not any("J0024" in row for row in visit.list())
    visit.close()
    with opened(visit.folder) as store:
        assert not [one for one in store.find(Issue) if one.number.endswith("Y0018")]
        sound(store)


def test_undo_while_the_next_is_written(visit):
    """撤销 gives the words back even when the next visitor is half written: that one waits as a draft."""
    visit.fill(姓名="郭桂兰", 原话="早市流动摊贩占道", 处理方式="乡镇办理")
    visit.press("保存")
    visit.fill(姓名="仇文斌")
    visit.press("撤销")
    assert "正在写的那份在左边“草稿”里" in visit.said()
    assert visit.value("姓名") == "郭桂兰" and visit.field("姓名").hasFocus()
    assert any("仇*斌" in row and "草稿" in row for row in visit.list())


def test_undo_by_key(visit):
    """Ctrl+Z undoes the save when the cursor is in no text."""
    visit.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复")
    visit.press("保存")
    visit.field("性别").setFocus()
    visit.type("<Ctrl+Z>")
    assert "已撤销 J0024" in visit.said()


def test_reading(visit):
    """A row opens to be read: masked, with who wrote it; what is being written stays in the form."""
    visit.fill(姓名="郭桂兰")
    visit.choose("袁*")
    said = visit.said()
    assert "130****0613" in said
    assert "13000000613" not in said
    assert "改动经过" in said
    visit.press("看全")
    assert "13000000613" in visit.said()
    visit.press("回去写")
    assert visit.value("姓名") == "郭桂兰"
    visit.choose("袁*")
    visit.press("新登记")
    assert visit.value("姓名") == "郭桂兰"


def test_change(visit):
    """A change needs its reason, asked in place: the cursor is there, the next key is its first letter; the history shows it."""
    visit.choose("袁*")
    visit.press("更改")
    visit.fill(住址="西街")
    visit.press("保存")
    assert "更改要写明原因。没有改动任何数据。请写为什么，如：电话记错了" in visit.said()
    assert visit.widget("visit_reason").hasFocus()
    visit.type("听错了<Ctrl+S>")
    assert "西街" in visit.said()
    (changed,) = stored(visit, "J0004")
    assert (changed.visitor_address, changed.visitor_name) == ("西街", "袁犇")


def test_void(visit):
    """作废 asks its reason in place; the number stays and the list lets it go."""
    visit.choose("袁*")
    visit.press("作废")
    visit.press("作废")
    assert "要写明原因" in visit.said()
    visit.widget("visit_void_reason").setFocus()
    visit.type("重复登记<Enter>")
    assert "已作废" in visit.said()
    assert not any("J0004" in row for row in visit.list())


# -- room


@pytest.mark.parametrize(("width", "list_", "hints"), [(1366, True, True), (1100, True, False), (911, False, False)])
def test_panes(visit, width, list_, hints):
    """Hints fold first, then the list; both open over the form when asked for."""
    visit.fill(电话="13000000613")
    visit.window.resize(width, 600)
    visit.wait()
    page = visit.page
    assert (page.list.isVisible(), page.hints.isVisible()) == (list_, hints)
    if not hints:
        visit.press("visit_see_hints")
        assert page.hints.isVisible()
        visit.type("<Esc>")
        assert not page.hints.isVisible()
    if not list_:
        visit.press("visit_see_list")
        assert page.list.isVisible()
        visit.choose("袁*")
        assert not page.list.isVisible()
        assert "130****0613" in visit.said()


def test_hints_come_up_on_their_ground(visit):
    """Cards that fade in do so over the panel's own ground: no white flash while somebody writes."""
    visit.window.resize(1366, 689)
    visit.fill(电话="13000000613")
    visit.wait()
    hints = visit.page.hints
    cards = hints.findChild(QScrollArea)
    cards.widget().hide()
    behind = cards.viewport().grab().toImage().pixelColor(20, 20)
    assert behind == visit.window.around.theme.colour("canvas")


def test_field_in_use_is_seen_whole(visit):
    """At 1366×768 and 150 % the field with the cursor is whole on the screen, whichever it is."""
    visit.window.resize(911, 459)
    visit.wait()
    scroll = visit.page.writing.scroll
    for name in ("statement", "category", "reply", "outcome", "referred_to"):
        visit.page.form.go_to(name)
        visit.wait()
        field = visit.field(f"visit.{name}")
        top = field.mapTo(scroll.viewport(), field.rect().topLeft()).y()
        assert top >= 0 and top + field.height() <= scroll.viewport().height(), name
        assert QApplication.focusWidget() is field


@pytest.mark.parametrize("steps", [1, 5])
def test_large_letters_keep_what_is_pressed(visit, steps):
    """At 1366×768 in larger letters 改 and 还有一件事 stand in the line of the title, what 改 opens too; 保存 is seen without scrolling."""
    visit.window.resize(1366, 689)
    visit.type("<Ctrl+=>" * steps)
    visit.fill(姓名="郭桂兰")
    visit.wait()
    title = visit.page.writing.heading.title
    for name in ("visit_facts", "visit_further", "visit_save", "visit_put_away"):
        button = visit.button(name)
        assert button.isVisible() and button.visibleRegion().boundingRect() == button.rect(), name
        lines = {part.mapTo(visit.page, part.rect().center()).y() // title.height() for part in (title, button)}
        assert (len(lines) == 1) == (name in ("visit_facts", "visit_further")), name
    assert "10月21日" in visit.button("visit_facts").toolTip()
    visit.press("visit_facts")
    assert visit.field("visit.received_at").isVisible()
    visit.type("<Ctrl+->" * steps)
    visit.window.resize(1366, 900)
    visit.wait()
    heading = visit.page.writing.heading
    assert (
        heading.facts.isVisible()
        and heading.change.mapTo(visit.page, heading.change.rect().center()).y()
        > title.mapTo(visit.page, title.rect().bottomLeft()).y()
    )


def test_the_beads_are_as_large_as_the_letters(visit):
    """The numbers before the sections follow the letters up and down again."""
    bead, _title = next(iter(visit.page.form._heads.values()))
    before = bead.width()
    visit.type("<Ctrl+=>" * 5)
    assert bead.width() == 2 * before
    visit.type("<Ctrl+->" * 5)
    assert bead.width() == before


def test_a_choice_is_not_taken_back_by_the_next_visitor(visit):
    """The same choice pressed for the next visitor chooses it; only a second press takes it back."""
    for _each in range(2):
        visit.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复")
        visit.press("保存")
    assert "✓ 已存入台账 J0025" in visit.said()
    visit.fill(处理方式="当场答复")
    visit.fill(处理方式="当场答复")
    assert visit.value("处理方式") is None


def test_attachments(visit, tmp_path):
    """A photo is kept with the visit, and read again beside it."""
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(2000))
    visit.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复")
    visit.page.writing.papers.add([photo])
    visit.press("保存")
    assert visit.page.writing.papers.pending == [], "the next visit has none"
    visit.choose("郭*兰")
    assert visit.button("看附件 现场.jpg").isVisible()
    (saved,) = stored(visit, "J0024")
    assert [paper["name"] for paper in saved.attachments] == ["现场.jpg"]
