"""公示 in the window: drafted, approved, posted, taken down by buttons; refusals are told; a district sees its stations' ones."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from lianluozhan import clock, parts, posting
from lianluozhan.act import acting
from lianluozhan.notice import Notice, add_notice, post
from lianluozhan.record import new_id
from tests.district import carry, district
from tests.pages.desk import sitting
from tests.station import filled, opened, sound


@pytest.fixture
def page(tmp_path):
    """The clerk of a station with the sample ledger on the page, the part on; it is early November."""
    clock.set_today("2026-11-03")
    path = filled(tmp_path / "站")
    with opened(path) as store, acting(store, "parts") as act:
        parts.switch(act, on=["公示"])
    for desk in sitting(path):
        desk.open("公示")
        yield desk


def rows(desk):
    """The list in one text."""
    return "\n".join(desk.list("notice"))


def seen(desk):
    """Which of the three steps can be pressed."""
    return [
        name
        for name in ("approve", "post", "down")
        if desk.page.findChild(QAbstractButton, f"notice_{name}").isVisible()
    ]


def test_the_whole_way(page):
    """The last month is drafted with its figures; each step by its button; how it stands is said; the paper can be opened."""
    page.press("起草这段时间的")
    assert "接待群众 23 批 38 人次" in page.page.form.form.typed()["words"] and page.page.span.span == "2026-10"
    page.press("保存")
    page.choose("2026年10月意见办理公示")
    assert "待批准" in rows(page) and seen(page) == ["approve"]
    page.press("批准公示")
    assert (
        "批准" in page.page.standing.text()
        and seen(page) == ["approve", "post"]
        and page.button("看附件 月度公示-2026-10.pdf").isVisible()
    )
    page.fill(spot="一楼大厅", until="2026-11-10")
    page.press("贴出了")
    assert "2026-11-03 贴在一楼大厅" in page.page.standing.text() and "公示中" in rows(page) and seen(page) == ["down"]
    page.press("撤下了")
    assert "2026-11-03 撤下" in page.page.standing.text() and seen(page) == []
    page.close()
    with opened(page.folder) as store:
        sound(store)


def test_a_quarter(page):
    """The switch turns the span into the quarter it lies in."""
    page.page.unit.switched.emit(1)
    page.press("起草这段时间的")
    assert page.page.form.form.typed()["name"] == "2026年第4季度意见办理公示"


def test_refused(page):
    """A phone in the words: it cannot be approved, and is shown; without a place it cannot be posted."""
    page.press("另写一份")
    page.fill(name="寻人", words="找王大爷，电话 13800000000")
    page.press("保存")
    page.choose("寻人")
    page.press("批准公示")
    assert "公示内容里有电话 13800000000" in page.said() and "待批准" in rows(page)
    page.fill(words="找王大爷")
    page.page.form.reason.setText("遮住电话")
    page.press("保存更改")
    page.press("批准公示")
    page.press("贴出了")
    assert "没有写贴在哪里" in page.said() and "已批准" in rows(page)


def test_time_to_take_it_down(page):
    """What hangs longer than it should is marked, and counted below the list."""
    page.close()
    with opened(page.folder) as store:
        id = new_id()
        with acting(store, "notice", "赵敏") as act:
            add_notice(act, id, posting.drafted(store, "2026-09"))
        for does in (posting.approve, lambda act, one: post(act, one, "大厅", "2026-10-01", "2026-10-08")):
            with acting(store, "notice", "赵敏") as act:
                does(act, store.get(Notice, (store.identity.world, id)))
    desk = page.reopen()
    desk.open("公示")
    assert "该撤了" in rows(desk) and "1 份到期还没有撤下" in desk.page.roll.foot.text()
    desk.close()


def test_at_the_district(tmp_path):
    """Whose it is stands beside it; it is theirs to change, not the district's."""
    clock.set_today("2026-11-03")
    made, stick = district(tmp_path), tmp_path / "U盘"
    stick.mkdir()
    with opened(made.stations["余吾镇"]) as store, acting(store, "notice", "赵敏") as act:
        add_notice(act, new_id(), posting.drafted(store, "2026-10"))
    carry(made.stations["余吾镇"], made.office, stick)
    with opened(made.office) as store, acting(store, "parts") as act:
        parts.switch(act, on=["公示"])
    for desk in sitting(made.office):
        desk.open("公示")
        assert "余吾镇" in rows(desk)
        desk.choose("2026年10月意见办理公示")
        assert seen(desk) == [] and not desk.field("name").isEnabled()


def test_the_hall_s_screen(page, tmp_path):
    """Nothing approved: it says so; approved: the file is there; it is not written over."""
    file = tmp_path / "大厅.html"
    page.page.ask_file = lambda _proposed: str(file)
    page.press("存成大厅屏幕网页…")
    assert "还没有批准过的公示" in page.said() and not file.exists()
    page.press("起草这段时间的")
    page.press("保存")
    page.choose("2026年10月意见办理公示")
    page.press("批准公示")
    page.press("存成大厅屏幕网页…")
    assert (
        file.read_text("utf-8").startswith("<!doctype html>") and "已存到" in page.window.statusBar().currentMessage()
    )
    page.press("存成大厅屏幕网页…")
    assert "没有动它" in page.said()
