"""预约 in the window: noted by phone, seen this morning, and with one press a visit."""

import pytest

from lianluozhan import clock
from lianluozhan.act import acting
from lianluozhan.appointment import Appointment, settle
from lianluozhan.readable import readable
from tests.pages.desk import sitting
from tests.station import filled, opened, sound, take
from ui.asks.today import morning


@pytest.fixture
def folder(tmp_path):
    """A station with two appointments for today and one for later."""
    path = filled(tmp_path / "站", "deputy")
    with opened(path) as store:
        take(
            store,
            "appointment",
            {
                "at": "2026-10-21T09:00",
                "name": "赵㛃",
                "phone": "13800000000",
                "channel": "电话",
                "deputy": "彭喆",
                "topic": "暖气不热",
            },
            {"at": "2026-10-21T10:00", "name": "郭桂兰"},
            {"at": "2026-11-04", "name": "王秀英"},
        )
    return path


@pytest.fixture
def page(folder):
    """The clerk on the page."""
    for desk in sitting(folder):
        desk.open("预约")
        yield desk


def kept(desk):
    """{name: (state, whose visit)} as read by another program."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        return {
            row["name"]: (row["state"], row["visit"]) for row in readable(store, Appointment, store.find(Appointment))
        }


def test_noted(page):
    """Somebody rings up: by phone, today unless another day is said."""
    page.press("登记预约")
    page.fill(name="孔方", phone="13800000001", at="10.22 9:30", topic="低保")
    page.press("appointment_save")
    assert any(row.startswith("孔* 10-22 09:30 低保 已约") for row in page.list("appointment"))
    assert "刚才：预约 孔*" in page.said() and "孔方" not in page.said()  # whoever passes reads heading and status line
    assert kept(page)["孔方"] == ("已约", None)


def test_this_morning(folder):
    """今日 names who is to come today, nobody else."""
    with opened(folder) as store:
        (part,) = [one for one in morning(store).parts if one.title == "今天要来的"]
    assert [(line.title, line.words, line.right) for line in part.lines] == [
        ("赵*", "暖气不热 · 彭喆", "09:00"),
        ("郭*兰", "", "10:00"),
    ]


def lines(store, title):
    """A part of the morning."""
    (part,) = [one for one in morning(store).parts if one.title == title]
    return [(line.noun, line.title, line.right) for line in part.lines]


def test_a_reception_is_called_one(folder):
    """A reception day is named as such, with who receives, about what and where, and from when; one without deputies says so."""
    with opened(folder) as store:
        take(
            store,
            "schedule",
            {
                "date": "2026-10-21",
                "begin": "09:00",
                "end": "11:00",
                "deputies": "彭喆",
                "topic": "供暖",
                "place": "渔泽镇站",
            },
            {"date": "2026-10-22", "begin": "15:00"},
        )
        (part,) = [one for one in morning(store).parts if one.title == "今天要来的"]
        assert part.lines[0][2:5] == ("接待日", "彭喆接待 · 供暖 · 渔泽镇站", "09:00–11:00")
        (part,) = [one for one in morning(store).parts if one.title == "明天要来的，提醒一声"]
        assert part.lines[0][2:5] == ("接待日", "还没有排代表", "10-22 15:00")


def test_the_day_before(folder):
    """Who comes tomorrow is named in time to ring them; on a Friday those up to Monday, with activities; nobody twice."""
    clock.set_today("2026-10-20")
    with opened(folder) as store:
        assert lines(store, "明天要来的，提醒一声") == [
            ("appointment", "赵*", "10-21 09:00"),
            ("appointment", "郭*兰", "10-21 10:00"),
        ]
        take(store, "appointment", {"at": "2026-10-26T09:00", "name": "王秀英"}, {"at": "2026-10-27", "name": "孔方"})
        take(store, "activity", {"kind": "视察", "theme": "供暖", "begin": "2026-10-25T15:00"})
        clock.set_today("2026-10-23")
        assert lines(store, "明天要来的，提醒一声") == [
            ("activity", "供暖", "10-25 15:00"),
            ("appointment", "王*英", "10-26 09:00"),
        ]


def test_asked_afterwards(folder):
    """Of whom nobody wrote whether they came, 今日 asks until somebody does."""
    clock.set_today("2026-10-22")
    with opened(folder) as store:
        assert lines(store, "约好了，来了没有") == [("appointment", "郭*兰", "10-21"), ("appointment", "赵*", "10-21")]
        with acting(store, "settle") as act:
            settle(act, store.find(Appointment, order="at")[0], "未到")
        assert [title for _noun, title, _right in lines(store, "约好了，来了没有")] == ["郭*兰"]


def test_came(page):
    """来了 opens the visit form with what is known; saved, the appointment is 到访 and has its visit."""
    page.choose("赵*")
    page.press("来了")
    assert page.page.noun == "visit"
    assert [page.value(name) for name in ("visitor_name", "visitor_phone", "statement")] == [
        "赵㛃",
        "13800000000",
        "暖气不热",
    ]
    assert page.field("deputies").text() == "彭喆"
    page.fill(outcome="当场答复")
    page.press("保存")
    assert "✓ 已存入台账" in page.said()
    assert kept(page) == {"赵㛃": ("到访", "赵㛃"), "郭桂兰": ("已约", None), "王秀英": ("已约", None)}


@pytest.mark.parametrize("state", ["未到", "取消"])
def test_did_not_come(page, state):
    """未到 and 取消 are one press; after that nothing more is asked of it."""
    page.choose("郭*兰")
    page.press(state)
    assert not page.button("来了").isVisible()
    assert kept(page)["郭桂兰"] == (state, None)
