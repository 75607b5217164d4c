"""座谈会: a meeting is set up once, then speaker after speaker by keys, or pasted at once; one 批次 with its head count."""

import pytest
from PySide6.QtGui import QGuiApplication

from lianluozhan.draft import drafts
from lianluozhan.issue import Issue
from lianluozhan.visit import Visit
from tests.station import opened, sound

CHAT = "1. 郭桂兰：路灯不亮\n2. 仇文斌：机井坏了\n3. 尉迟建军：没有意见"


@pytest.fixture
def meeting(desk):
    """The clerk who types a meeting of this morning, 25 people."""
    desk.open("接待登记")
    desk.type("<F7>")
    desk.fill(received_at="9:00", until="11:00", 接待代表=["解国栋", "陈秀兰"], 住址="前后庄村", 人数=25)
    desk.field("姓名").setFocus()
    return desk


def speaker(desk, name, words, outcome="d"):
    """One speaker, by keys."""
    return desk.type(f"{name}<Ctrl+Down>{words}<Ctrl+Down><Ctrl+Down>{outcome}<Ctrl+S>")


def met(desk):
    """The speakers and the issues of the day, as the closed folder has them."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        found = store.find(Visit, "channel='座谈会' AND received_at='2026-10-21T09:00'", (), "number")
        return found, store.find(Issue, "source='座谈会'", (), "number"), drafts(store, "visit")


def test_by_keys(meeting):
    """Five keys a speaker; the first has the head count, the others none; each its own words, outcome and issue."""
    assert speaker(meeting, "郭桂兰", "路灯不亮", "x") <= 5
    assert (meeting.field("姓名").hasFocus(), meeting.value("人数"), meeting.value("住址")) == (True, "0", "前后庄村")
    assert speaker(meeting, "仇文斌", "都好") <= 5
    speaker(meeting, "", "机井坏了", "x")
    assert "座谈会 3 条" in meeting.page.hints.summary()
    head = next(row for row in meeting.list() if row.startswith("今天"))
    assert "1 批 25 人" in head
    found, issues, _left = met(meeting)
    assert [(one.visitor_name, one.party_size, one.until) for one in found] == [
        ("郭桂兰", 25, "2026-10-21T11:00"),
        ("仇文斌", 0, "2026-10-21T11:00"),
        (None, 0, "2026-10-21T11:00"),
    ]
    assert [(one.raised_by, one.raiser_kind, one.statement) for one in issues] == [
        ("郭桂兰", "个人", "路灯不亮"),
        (None, "匿名", "机井坏了"),
    ]


def test_how_many(desk):
    """A meeting without its head count is not saved; no representatives are asked for."""
    desk.open("接待登记")
    desk.press("座谈会")
    desk.fill(received_at="9:00", 姓名="郭桂兰", 原话="路灯不亮", 处理方式="当场答复")
    desk.press("保存")
    assert "请写到会多少人" in desk.said()
    desk.fill(人数=25)
    desk.press("保存")
    assert "✓ 已存入台账" in desk.said()


def test_pasted(meeting):
    """Lines of a chat: the first in the form, the others wait and follow one after the other, without a name typed."""
    QGuiApplication.clipboard().setText(CHAT)
    meeting.type("<Ctrl+V>")
    assert "认出 3 位的话" in meeting.said()
    assert (meeting.value("姓名"), meeting.value("原话"), meeting.value("人数")) == ("郭桂兰", "路灯不亮", "25")
    assert not meeting.field("推选代表").isVisible()
    meeting.fill(处理方式="当场答复")
    meeting.press("保存")
    assert "✓ 已存入台账 J0024" in meeting.said()
    assert meeting.value("received_at") == "2026-10-21 09:00"
    assert (meeting.value("姓名"), meeting.value("原话"), meeting.field("原话").hasFocus()) == (
        "仇文斌",
        "机井坏了",
        True,
    )
    assert meeting.type("<Ctrl+Down><Ctrl+Down>d<Ctrl+S>") <= 5
    assert (meeting.value("姓名"), meeting.value("原话")) == ("尉迟建军", "没有意见")
    meeting.fill(处理方式="当场答复")
    meeting.press("保存")
    assert meeting.value("姓名") is None
    found, _issues, left = met(meeting)
    assert [(one.visitor_name, one.party_size, one.statement, len(one.deputies)) for one in found] == [
        ("郭桂兰", 25, "路灯不亮", 2),
        ("仇文斌", 0, "机井坏了", 2),
        ("尉迟建军", 0, "没有意见", 2),
    ]
    assert left == []


def test_pasted_and_interrupted(meeting):
    """A closed window: what was pasted is there, in its order, and the head count is not asked again."""
    QGuiApplication.clipboard().setText(CHAT)
    meeting.type("<Ctrl+V>")
    meeting.fill(处理方式="当场答复")
    meeting.press("保存")
    again = meeting.reopen()
    again.open("接待登记")
    assert again.button("座谈会结束").isVisible()
    assert (again.value("姓名"), again.value("人数"), again.page.writing.heading.title.text()) == (
        "仇文斌",
        "0",
        "座谈会",
    )
    again.fill(处理方式="当场答复")
    again.press("保存")
    again.press("座谈会结束")
    assert (again.value("channel"), again.value("人数"), again.value("姓名")) == ("来站", "1", None)
    found, _issues, (left,) = met(again)
    assert ([one.party_size for one in found], left.values["visitor_name"]) == ([25, 0], "尉迟建军")


def test_saved_and_killed(meeting):
    """The head count is taken in the act that saves it: a program that ends right then counts nobody twice."""
    meeting.page.writing._keep_outing = lambda *_outing, **_on: None  # what would be kept after the act never comes
    speaker(meeting, "郭桂兰", "路灯不亮")
    again = meeting.reopen()
    again.open("接待登记")
    assert again.value("人数") == "0"
    again.close()


def test_a_walk_between(meeting):
    """F7 and Ctrl+G lead from one to the other; each is gone on with the same day as it was."""
    speaker(meeting, "郭桂兰", "路灯不亮")
    meeting.type("<Ctrl+G>")
    assert (meeting.value("channel"), meeting.value("人数"), meeting.value("住址")) == ("走访", "1", None)
    meeting.type("<F7>")
    assert (meeting.value("channel"), meeting.value("人数"), meeting.value("住址")) == ("座谈会", "0", "前后庄村")
    meeting.close()


def test_set_aside_and_saved_later(meeting):
    """The first speaker set aside, the second typed with the head count: the first, saved later, is not counted again."""
    meeting.fill(姓名="郭桂兰", 原话="路灯不亮", 处理方式="当场答复")
    meeting.type("<Ctrl+N>")
    meeting.fill(received_at="9:00", until="11:00", 人数=25, 姓名="仇文斌", 原话="机井坏了", 处理方式="当场答复")
    meeting.press("保存")
    assert "✓ 已存入台账" in meeting.said()
    meeting.choose("郭*兰")
    meeting.wait()
    assert (meeting.value("姓名"), meeting.value("人数")) == ("郭桂兰", "25")
    meeting.press("保存")
    found, _issues, left = met(meeting)
    assert ([(one.visitor_name, one.party_size) for one in found], left) == ([("仇文斌", 25), ("郭桂兰", 0)], [])
