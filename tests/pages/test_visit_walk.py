"""走访: an outing is set up once, then household after household by keys; each is a visit, all of them one session."""

import pytest
from PySide6.QtGui import QGuiApplication

from lianluozhan import clock
from lianluozhan.activity import add_activity
from lianluozhan.draft import drafts
from lianluozhan.duty import Duty
from lianluozhan.record import new_id
from lianluozhan.visit import Visit
from tests.station import opened, sound


@pytest.fixture
def walk(desk):
    """The clerk who types an outing of this morning."""
    desk.open("接待登记")
    desk.type("<Ctrl+G>")
    desk.fill(received_at="9:00", until="11:30", 接待代表=["解国栋", "申屠靖"], 住址="前后庄村")
    return desk


def household(desk, name, words, outcome="d"):
    """One household, by keys."""
    return desk.type(f"{name}<Ctrl+Down>{words}<Ctrl+Down><Ctrl+Down>{outcome}<Ctrl+S>")


def walked(desk):
    """The households and the duties of the day, as the closed folder has them."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        day = clock.day()
        households = store.find(Visit, "channel='走访' AND received_at LIKE ?", (f"{day}%",), "number")
        return households, store.find(Duty, "substr(begin, 1, 10)=?", (day,))


def test_set_up_once(walk):
    """Begin, end, deputies and village are typed once; every household has them; three of them are one session's duty."""
    walk.field("姓名").setFocus()
    assert household(walk, "郭桂兰", "供暖不热") <= 5
    assert walk.field("姓名").hasFocus()
    household(walk, "仇文斌", "没有意见，都好")
    household(walk, "尉迟建军", "机井坏了", "x")
    households, duties = walked(walk)
    assert [one.visitor_name for one in households] == ["郭桂兰", "仇文斌", "尉迟建军"]
    assert {(one.received_at, one.until, one.visitor_address, len(one.deputies)) for one in households} == {
        ("2026-10-21T09:00", "2026-10-21T11:30", "前后庄村", 2)
    }
    (duty,) = duties
    assert (duty.title, duty.begin, duty.end, set(duty.people_met.values())) == (
        "走访选民",
        "2026-10-21T09:00",
        "2026-10-21T11:30",
        {3},
    )


def test_an_hour_takes_the_place_of_today(desk):
    """Where the cursor goes when an outing begins, an hour can be typed at once: today stands there marked."""
    desk.open("接待登记")
    desk.type("<Ctrl+G>9:30")
    assert desk.page.form.editors["received_at"].text() == "9:30"


def test_running_list(walk):
    """The households of this outing stand at the side, with how many they are; others do not."""
    walk.field("姓名").setFocus()
    household(walk, "郭桂兰", "供暖不热")
    household(walk, "仇文斌", "没有意见，都好")
    said = walk.said().split("\n")
    assert said[said.index("这一趟走访") + 1] == "2 户"
    assert {"郭*兰", "仇*斌"} <= set(said)
    assert "走访 2 户" in walk.page.hints.summary()


def test_leaving_and_coming_back(walk):
    """Another tab, a closed window: the outing goes on, half a household is a draft of it."""
    walk.field("姓名").setFocus()
    household(walk, "郭桂兰", "供暖不热")
    walk.open("今日")
    walk.open("接待登记")
    assert (walk.value("住址"), walk.value("channel")) == ("前后庄村", "走访")
    walk.fill(姓名="仇文斌")
    again = walk.reopen()
    again.open("接待登记")
    assert again.button("走访结束").isVisible()
    assert (again.value("received_at"), again.value("住址")) == ("2026-10-21 09:00", "前后庄村")
    again.choose("仇*斌")
    assert again.page.writing.heading.title.text() == "走访"
    again.fill(原话="没有意见", 处理方式="当场答复")
    again.press("保存")
    assert again.value("住址") == "前后庄村"
    assert len(walked(again)[0]) == 2


def test_ended(walk):
    """走访结束: the next form is a visitor's at the station; the same day it can be gone on with."""
    walk.field("姓名").setFocus()
    household(walk, "郭桂兰", "供暖不热")
    walk.press("走访结束")
    assert (walk.value("channel"), walk.value("住址")) == ("来站", None)
    walk.press("走访")
    assert (walk.value("received_at"), walk.value("住址"), walk.value("channel")) == (
        "2026-10-21 09:00",
        "前后庄村",
        "走访",
    )
    assert walk.field("姓名").hasFocus()


def test_ended_outlives_the_window(walk):
    """An outing that was ended does not come back by itself."""
    walk.press("走访结束")
    again = walk.reopen()
    again.open("接待登记")
    assert again.button("走访").isVisible()
    assert again.value("channel") == "来站"
    again.close()


def test_several_matters_of_one_household(walk):
    """还有一件事 works on the way, too, and the outing goes on after it."""
    walk.field("姓名").setFocus()
    walk.type("郭桂兰<Ctrl+Down>供暖不热<Ctrl+Down><Ctrl+Down>x<Ctrl+J>")
    walk.fill(原话="机井坏了", 处理方式="乡镇办理")
    walk.press("保存")
    assert (walk.value("住址"), walk.value("channel")) == ("前后庄村", "走访")
    households, (duty,) = walked(walk)
    assert (len(households), set(duty.people_met.values())) == (1, {1})


BOOK = (
    "1. 郭桂兰 13800000000：暖气不热。答：已经报修（乡镇办理）\n"
    "2. 仇文斌（西街）：没有意见（当场答复）\n"
    "10月15日 王甲：路灯不亮（报区）\n"
    "\t李乙\t\t东街\t机井坏了\t找人看\t村社"
)


def test_pasted_from_a_people_book(walk):
    """Lines of a 民情本: the first in the form, the others wait and follow; each on its own day, with its answer and what follows."""
    walk.field("姓名").setFocus()
    QGuiApplication.clipboard().setText(BOOK)
    walk.type("<Ctrl+V>")
    assert "认出 4 户，3 户在左边草稿里等着" in walk.said()
    assert (walk.value("姓名"), walk.value("电话"), walk.value("现场答复"), walk.value("处理方式")) == (
        "郭桂兰",
        "13800000000",
        "已经报修",
        "乡镇办理",
    )
    walk.press("保存")
    assert (walk.value("姓名"), walk.value("住址"), walk.value("received_at"), walk.value("until")) == (
        "仇文斌",
        "西街",
        "2026-10-21 09:00",
        "2026-10-21 11:30",
    )
    walk.press("保存")
    assert (walk.value("姓名"), walk.value("received_at"), walk.value("until"), walk.value("处理方式")) == (
        "王甲",
        "2026-10-15",
        None,
        "报区办理",
    )
    walk.press("保存")
    walk.press("保存")
    walk.close()
    with opened(walk.folder) as store:
        sound(store)
        found = store.find(Visit, "channel='走访' AND created_at > ?", ("2026-10-20",), "number")[-4:]
        assert [(one.visitor_name, one.received_at, one.visitor_address, one.outcome) for one in found] == [
            ("郭桂兰", "2026-10-21T09:00", "前后庄村", "乡镇办理"),
            ("仇文斌", "2026-10-21T09:00", "西街", "当场答复"),
            ("王甲", "2026-10-15", "前后庄村", "报区办理"),
            ("李乙", "2026-10-15", "东街", "村社办理"),
        ]
        assert all(len(one.deputies) == 2 for one in found) and not drafts(store, "visit")


def test_of_an_activity(folder, desk):
    """An outing that belongs to an activity says so in each of its households."""

    def plan(act):
        add_activity(act, new_id(), {"kind": "走访", "theme": "供暖", "planned_on": "2026-10-21"})

    desk.window.around.desk.act("add", plan)
    desk.wait()
    desk.open("接待登记")
    desk.type("<Ctrl+G>")
    desk.fill(received_at="9:00", 接待代表="解国栋", activity="2026-10-21 走访 供暖")
    for name in ("郭桂兰", "仇文斌"):
        desk.fill(姓名=name, 原话="供暖不热", 处理方式="当场答复")
        desk.press("保存")
    households, _duties = walked(desk)
    assert len({one.activity for one in households}) == 1
    assert len(households[0].activity) == 36
