"""What a morning asks of the wider parts: drafts and steps that are due, whom a law has still to be told, what hangs too long."""

import pytest

from lianluozhan import clock, parts
from lianluozhan.act import acting
from lianluozhan.demo import laws as demo_laws
from lianluozhan.notice import Notice, add_notice, approve, post
from lianluozhan.opinion import Opinion
from lianluozhan.project import Project, add_project
from lianluozhan.record import new_id
from lianluozhan.speaking import tell
from tests.pages.desk import Desk
from tests.station import empty, opened
from ui.asks.further import further

DAY = "2026-10-31"
DRAFT = "养犬管理条例（草案）"  # came on 25 October, due on 24 November
PASSED = "住宅物业管理条例（草案征求意见稿）"


@pytest.fixture
def path(tmp_path):
    """A station with the parts on, two drafts, and a project with a step to be done by 2 November."""
    clock.set_today(DAY)
    path = empty(tmp_path / "站")
    with opened(path) as store:
        with acting(store, "parts", "赵敏") as act:
            parts.switch(act, on=["立法联系点", "代表联络站+", "公示"])
        demo_laws.fill(store, "赵敏")
        with acting(store, "add_project", "赵敏") as act:
            add_project(
                act,
                new_id(),
                {
                    "title": "村口装灯",
                    "kind": "产业发展",
                    "goal": "亮起来",
                    "begun_on": "2026-10-01",
                    "steps": "立杆，2026-11-02 前",
                },
            )
    yield path
    clock.set_today(None)


def lines(path, day=DAY):
    """{what: (words, lamp)} of a morning."""
    clock.set_today(day)
    with opened(path) as store:
        return {one.title: (one.words, one.lamp) for one in further(store)}


def test_what_is_near_and_what_is_late(path):
    """A step due in a working day is yellow; a draft a month ahead is not there, three working days ahead it is, then it is late."""
    assert lines(path) == {"村口装灯": ("项目 · 进行", "黄"), PASSED: ("还要反馈 2 位", "")}
    assert DRAFT not in lines(path, "2026-11-18")
    assert lines(path, "2026-11-19")[DRAFT] == ("法律草案 · 还没有上报", "黄")
    assert lines(path, "2026-11-25")[DRAFT] == ("法律草案 · 还没有上报", "红")


def test_who_was_told_is_gone(path):
    """Of a draft those who spoke and have not heard; once all have, its line is gone."""
    with opened(path) as store:
        for one in store.find(Opinion, "to_tell"):
            with acting(store, "tell", "赵敏") as act:
                tell(act, one, "电话", DAY)
    assert PASSED not in lines(path)


def test_what_hangs_too_long(path):
    """A 公示 whose time is over and that nobody took down."""
    id = new_id()
    with opened(path) as store:
        for does in (
            lambda act, _one: add_notice(act, id, {"name": "十月", "kind": "其他", "words": "内容"}),
            lambda act, one: approve(act, one, "李建国"),
            lambda act, one: post(act, one, "大厅", until="2026-11-05"),
        ):
            with acting(store, "notice", "赵敏") as act:
                does(act, store.get(Notice, (store.identity.world, id)))
    assert "十月" not in lines(path, "2026-11-05")
    assert lines(path, "2026-11-06")["十月"] == ("公示到期，还没有撤下", "红")


def test_a_part_that_is_off_asks_nothing(path):
    """What a station does not need it never sees."""
    with opened(path) as store, acting(store, "parts", "赵敏") as act:
        parts.switch(act, off=["立法联系点", "代表联络站+"])
    assert lines(path, "2026-12-01") == {}


def test_a_line_leads_to_what_it_is_about(path):
    """In the window: the card 其他到期的, and one press on the first line opens the project."""
    desk = Desk(path)
    desk.open("今日")
    card = desk.page.cards["further"]
    assert card.isVisibleTo(desk.page) and len(card.lines) == 2
    card.lines[0].click()
    desk.wait()
    shown = desk.page.title, desk.page.form.record.id
    desk.close()
    with opened(path) as store:
        (one,) = store.find(Project)
    assert shown == ("项目", one.id)
