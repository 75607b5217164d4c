"""不要了: what was thrown away can be had back, and 撤销 beside it takes back nothing else."""

import pytest

from lianluozhan.draft import drafts
from lianluozhan.errors import Problem
from lianluozhan.visit import Visit
from tests.pages.desk import commit
from tests.station import opened, sound

SAID = "村口到中学那段路灯坏了有小三个月了"


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记 who saved a visit and threw the next one away."""
    desk.open("接待登记")
    desk.fill(姓名="郭桂兰", 原话="早市流动摊贩占道", 处理方式="当场答复")
    desk.press("保存")
    desk.fill(姓名="仇文斌", 原话=SAID)
    desk.press("不要了")
    return desk


def kept(desk):
    """The new visits that stand, and the drafts, as the closed folder has them."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        return [one.visitor_name for one in store.find(Visit, "number LIKE '%J0024'") if not one.voided], drafts(
            store, "visit"
        )


def test_had_back(visit):
    """What was thrown away comes back whole, is a draft in the file again, and can be saved."""
    assert "已清空" in visit.said() and visit.value("姓名") is None and "草稿" not in visit.list()[0]
    visit.press("找回草稿")
    assert (visit.value("姓名"), visit.value("原话")) == ("仇文斌", SAID)
    assert visit.list()[0] == "草稿 1 份" and not visit.page.writing.foot.back.isVisible()
    standing, waiting = kept(visit)
    assert standing == ["郭桂兰"] and [one.values["visitor_name"] for one in waiting] == ["仇文斌"]


def test_nothing_else_is_undone(visit):
    """Neither a button nor Ctrl+Z, however often, reaches the visit that was saved before."""
    assert not [
        one
        for one in visit.page.findChildren(type(visit.page.writing.foot.back))
        if one.isVisible() and one.text().startswith("撤销")
    ]
    for _each in range(2):
        visit.field("性别").setFocus()
        visit.type("<Ctrl+Z>")
    assert visit.value("姓名") == "仇文斌" and "已撤销" not in visit.said()
    assert kept(visit)[0] == ["郭桂兰"]


def test_the_next_waits(visit):
    """Who is half written when the other one is had back waits as a draft."""
    visit.fill(姓名="尉迟建军")
    visit.press("找回草稿")
    assert visit.value("姓名") == "仇文斌" and visit.list()[0] == "草稿 2 份"


def test_saving_ends_the_offer(visit):
    """After the next save 撤销 is about that one, and nothing thrown away comes back instead."""
    visit.fill(姓名="尉迟建军", 原话=SAID, 处理方式="当场答复")
    visit.press("保存")
    visit.press("撤销")
    assert "已撤销 J0025" in visit.said() and visit.value("姓名") == "尉迟建军"


def test_refused_when_gone_on(desk, monkeypatch):
    """A save that is refused while the next one is written already: both wait, each with its own words."""

    def refuse(*_given):
        raise Problem("现在不能登记")

    monkeypatch.setattr("ui.entering.add_visit", refuse)
    desk.open("接待登记")
    desk.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复")
    desk.field("原话").setFocus()
    commit(desk.field("原话"), "。")
    desk.button("保存").click()
    desk.button("visit_new").click()
    commit(desk.field("姓名"), "仇文斌")
    desk.wait()
    assert "现在不能登记" in desk.said() and desk.value("姓名") == "仇文斌"
    found = {one.values["visitor_name"]: one.values.get("statement") for one in kept(desk)[1]}
    assert found == {"郭桂兰": f"{SAID}。", "仇文斌": None}


def test_a_change_not_wanted(visit):
    """After 不改了 the form offers nothing to undo either."""
    visit.choose("郭*兰")
    visit.press("更改")
    visit.fill(住址="东街")
    visit.press("不改了")
    visit.press("新登记")
    assert not visit.page.writing.foot.undoable() and not visit.page.writing.foot.back.isVisible()
    visit.field("性别").setFocus()
    visit.type("<Ctrl+Z>")
    assert visit.value("姓名") is None


def test_a_proposal_of_a_draft(desk):
    """A draft taken up again, or an undone visit, still knows what nobody chose: the outcome brings the organ."""
    desk.open("接待登记")
    desk.fill(姓名="郭桂兰", 原话=SAID)
    district = desk.value("承办单位")
    desk.press("放下，稍后再记")
    desk.choose("郭*兰")
    assert district and desk.value("承办单位") == district
    desk.fill(处理方式="乡镇办理")
    assert desk.value("承办单位") == "渔泽镇人民政府"
    desk.press("保存")
    desk.press("撤销")
    desk.fill(处理方式="报区办理")
    assert desk.value("承办单位") == district


def test_a_choice_in_a_draft(desk):
    """What a person chose stays a choice in a draft."""
    desk.open("接待登记")
    desk.fill(姓名="郭桂兰", 原话=SAID, 承办单位="区水利局")
    desk.press("放下，稍后再记")
    desk.choose("郭*兰")
    desk.fill(处理方式="乡镇办理")
    assert desk.value("承办单位") == "区水利局"


@pytest.mark.parametrize(
    ("first", "stamped"),
    [({"channel": "电话"}, True), ({"until": "9:40", "channel": "电话"}, False), ({"received_at": "10.15"}, False)],
)
def test_begin_of_a_call(desk, first, stamped):
    """改 pressed first, as for a call, leaves no visit without its hour; who writes an hour is not written over."""
    desk.open("接待登记")
    desk.press("visit_facts")
    desk.fill(**first, 姓名="郭桂兰", 原话=SAID)
    assert (len(str(desk.value("received_at"))) > len("2026-10-21")) is stamped
