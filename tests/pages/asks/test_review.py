"""The review of duties in the window: what waits has its list, two people take it on, what comes back says why on 今日."""

import pytest

from lianluozhan.act import acting
from lianluozhan.duty import Duty
from lianluozhan.review import review
from tests.core.test_review import BOTH, switch_on
from tests.pages.desk import Desk, commit
from tests.station import CODE, empty, opened, receive, sound, take
from ui.asks.review import pending, standing
from ui.asks.today import morning
from ui.widgets.table import Table


@pytest.fixture
def folder(tmp_path):
    """A station whose district reviews: two duties by hand and a session."""
    path = empty(tmp_path / "站")
    with opened(path) as store:
        switch_on(store, *BOTH)
        take(store, "deputy", {"name": "彭喆", "levels": "乡镇"})
        row = {"kind": "附议", "deputies": "彭喆"}
        take(
            store,
            "duty",
            row | {"begin": "2026-10-14", "title": "供热"},
            row | {"begin": "2026-10-15", "title": "路灯"},
        )
        receive(store, deputies=["彭喆"])
    return path


def ids(store):
    """{title: id} of the duties by hand."""
    return {one.title: one.id for one in store.find(Duty, "kind='附议'")}


def step(store, title, action, by, **typed):
    """Take a duty a step further, as a clerk did elsewhere."""
    with acting(store, "review", by) as act:
        review(act, store.get(Duty, (CODE, ids(store)[title])), action, typed)


def seen(store):
    """(title, what it waits for, why it came back) of what is pending."""
    return [(row.cells[3], row.cells[5], row.cells[6]) for row in pending(store, "2026")]


def test_what_waits(folder):
    """What waits, for which step; what came back first and with its reason; sessions and what is through are not there."""
    with opened(folder) as store:
        assert seen(store) == [("供热", "待初审", ""), ("路灯", "待初审", "")]
        step(store, "供热", "初审", "赵敏")
        step(store, "路灯", "退回", "李芳", text="缺签到表")
        assert seen(store) == [("路灯", "退回", "缺签到表"), ("供热", "待复核", "")]
        step(store, "供热", "复核", "李芳")
        assert seen(store) == [("路灯", "退回", "缺签到表")]
        switch_on(store)
        assert pending(store, "2026") is None


def test_where_one_stands(folder):
    """In words, with the next step; nothing of what takes no review."""
    with opened(folder) as store:
        id = ids(store)["供热"]
        assert standing(store, id)[1:] == ("初审", True)
        step(store, "供热", "初审", "赵敏", text="材料齐全")
        assert standing(store, id) == ("初审：赵敏　材料齐全　待复核", "复核", True)
        step(store, "供热", "复核", "李芳")
        assert standing(store, id) == ("复核：李芳，计分", "", True)
        step(store, "供热", "退回", "李芳", text="重复")
        assert standing(store, id) == ("退回：李芳　重复。改好保存后重新待审", "初审", False)
        assert standing(store, store.find(Duty, "kind='接待选民'")[0].id) is None
        assert standing(store, "nobody") is None


def test_on_today(folder):
    """What came back stands on 今日 with its reason and leads to the duty; what waits is counted."""
    with opened(folder) as store:
        step(store, "路灯", "退回", "李芳", text="缺签到表")
        part = next(one for one in morning(store).parts if one.title == "履职审核")
        assert [(line.noun, line.id, line.title, line.words) for line in part.lines] == [
            ("duty", ids(store)["路灯"], "路灯", "退回：缺签到表"),
            ("duty", "待审", "待初审 1 件", "在代表履职里逐件看"),
        ]


def test_in_the_window(folder):
    """From the list of what waits a duty is opened, 初审 by one, 复核 by another; the same person is refused, the sum follows."""
    desk = Desk(folder)
    try:
        desk.open("代表履职")
        assert desk.button("待审 2").isVisible()
        desk.press("待审 2")
        table = desk.widget("table_review", Table)
        assert table.isVisible() and "全年 2 件，2 人次" in desk.said()
        table.opened.emit(next(row.key for row in table.rows.items if row.cells[3] == "供热"))
        desk.wait()
        assert "已登记　待初审" in desk.said()
        desk.press("初审")
        assert "✓ 已初审" in desk.said() and "待复核" in desk.said()
        desk.press("复核")
        assert "要换一个人" in desk.said()
        desk.widget("duty_review_by").clear()
        commit(desk.widget("duty_review_by"), "李芳")
        desk.press("复核")
        assert "复核：李芳，计分" in desk.said()
        assert "2026 年积分 5" in desk.said()  # a session's 4 and this one's 1
        assert "不计分：L0002 附议，待初审" in desk.said()
        desk.press("返回")
        assert desk.button("待审 1").isVisible()
    finally:
        desk.close()
    with opened(folder) as store:
        sound(store)


def test_from_today_by_keys(folder):
    """What waits on 今日 leads to the list of what waits; Alt+F is the next step, Alt+T sends back, and says that it wants a reason."""
    desk = Desk(folder)
    try:
        desk.window.show_record("duty", "待审")
        desk.wait()
        assert desk.widget("table_review", Table).isVisible()
        desk.window.show_record("duty", "待审")  # once more, from a form or from here
        desk.wait()
        assert desk.widget("table_review", Table).isVisible()
        desk.page.show_record(desk.widget("table_review", Table).rows.items[0].key)
        desk.wait()
        desk.type("<Alt+T>")
        assert "退回要写明原因" in desk.said()
        desk.type("<Alt+F>")
        assert "✓ 已初审" in desk.said() and "待复核" in desk.said()
    finally:
        desk.close()


def test_sent_back_in_the_window(folder):
    """退回 without a reason is refused in its place; with one it says it when the duty is opened."""
    desk = Desk(folder)
    try:
        desk.open("代表履职")
        desk.page.show_record(next(row.key for row in desk.page.year.shown.acts if row.cells[3] == "路灯"))
        desk.wait()
        desk.press("退回")
        assert "退回要写明原因" in desk.said()
        commit(desk.widget("duty_review_text"), "缺签到表")
        desk.press("退回")
        assert "缺签到表。改好保存后重新待审" in desk.said()
        assert not desk.button("duty_return").isVisible()
    finally:
        desk.close()
