"""Changing a visit that stands in the ledger: its draft is as safe as a new one's, and nobody's change is overwritten."""

import threading

import pytest

from lianluozhan.amend import amend, void
from lianluozhan.draft import drafts
from lianluozhan.masking import mask_name
from lianluozhan.visit import Visit
from tests.pages.desk import Desk, wait_for
from tests.station import opened, sound
from ui.asks.visit import opened as by_id


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记."""
    desk.open("接待登记")
    return desk


def begin(desk, name="袁犇", **values):
    """Open the change of somebody's visit and write into it."""
    desk.choose(mask_name(name))
    desk.press("更改")
    desk.fill(**values)
    return desk


def reason(desk, words):
    """Write why."""
    desk.widget("visit_reason").setFocus()
    desk.type(words)


def meanwhile(desk, **values):
    """Somebody else changes the visit in between."""

    def change(act):
        (held,) = act.store.find(Visit, "number LIKE '%J0004'")
        amend(act, held, values, "电话里更正")

    desk.window.around.desk.act("amend", change)
    desk.wait()


def saved(desk):
    """The visit as the closed folder has it."""
    desk.close()
    with opened(desk.folder) as store:
        sound(store)
        assert drafts(store, "visit") == []
        (held,) = store.find(Visit, "number LIKE '%J0004'")
        return held


def waiting(desk):
    """The drafts that are in the file."""
    return desk.window.around.desk.ask(lambda store: drafts(store, "visit")).result()[0]


def test_another_row_may_be_read(visit):
    """Another row is read, another change begun: what was written of the first is a draft in the list, of that visit."""
    begin(visit, 住址="西街")
    begin(visit, "杨㛃", 住址="北街")
    visit.page.leave()
    visit.wait()
    assert visit.list()[0] == "草稿 2 份"
    assert any(row.startswith("袁* ") and row.endswith("草稿 更改 J0004") for row in visit.list())
    visit.choose("J0004")
    assert (visit.value("住址"), visit.value("姓名")) == ("西街", "袁犇")


def test_not_wanted(visit):
    """不改了 lets the draft go and reads the visit as it stands."""
    begin(visit, 住址="西街")
    visit.press("放下，稍后再记")
    visit.choose("J0004")
    visit.press("不改了")
    assert "东街" in visit.said()
    assert "草稿" not in visit.list()[0]


def test_had_back(visit):
    """What 不改了 threw away is offered where the visit is read then, only there, and comes back whole: it can be saved as that change."""
    begin(visit, 住址="西街")
    reason(visit, "听错了")
    visit.press("不改了")
    assert "没有改，写的还可以找回" in visit.said()
    visit.choose(mask_name("杨㛃"))
    assert not visit.page.reading.have_back.isVisible() and "可以找回" not in visit.said()
    visit.choose("J0004")
    visit.press("找回草稿")
    assert (visit.value("住址"), visit.page.writing.foot.reason.text()) == ("西街", "听错了")
    assert visit.list()[0] == "草稿 1 份"
    visit.press("保存更改")
    assert not visit.page.reading.have_back.isVisible()
    assert saved(visit).visitor_address == "西街"


def test_nothing_written_nothing_offered(visit):
    """A change in which nothing was written leaves nothing to have back, and one that was thrown away before stays so."""
    begin(visit)
    visit.press("不改了")
    assert not visit.page.reading.have_back.isVisible()
    begin(visit, 住址="西街")
    visit.press("不改了")
    visit.press("更改")
    visit.press("不改了")
    visit.press("找回草稿")
    assert visit.value("住址") == "西街"


@pytest.mark.parametrize("moment", ["saved", "asked"])
def test_changed_by_both_when_gone_on(visit, monkeypatch, moment):
    """Somebody else changed it, and that is said, or what they wrote is there, when the next visitor is written down already:
    the change waits as a draft."""
    gate = threading.Event()
    monkeypatch.setattr("ui.widgets.visit_meeting.opened", lambda store, id: gate.wait(20) and by_id(store, id))
    begin(visit, 住址="西街")
    reason(visit, "听错了")
    meanwhile(visit, visitor_address="北街")
    visit.button("保存更改").click()
    if moment == "asked":
        wait_for(visit.page.writing.foot.save.isEnabled)
    visit.button("visit_new").click()
    gate.set()
    visit.wait()
    assert not visit.window.bug.isVisible()
    assert (visit.value("姓名"), visit.value("住址")) == (None, None)
    assert [one.values["visitor_address"] for one in waiting(visit)] == ["西街"]
    visit.choose("J0004")
    assert visit.value("住址") == "西街"


def test_closed_and_opened_again(visit, tmp_path):
    """Closing the window keeps the change, its reason and its papers; it is gone on with as a change of that visit."""
    photo = tmp_path / "手印.jpg"
    photo.write_bytes(bytes(100))
    begin(visit, 住址="西街")
    visit.page.writing.papers.add([photo])
    reason(visit, "听错了")
    again = visit.reopen()
    again.open("接待登记")
    assert "上次没记完的还在：袁犇" in again.said()
    again.press("接着记")
    assert again.value("住址") == "西街"
    assert again.button("保存更改").isVisible()
    again.press("保存更改")
    held = saved(again)
    assert (held.visitor_address, [one["name"] for one in held.attachments]) == ("西街", ["手印.jpg"])


def test_killed(visit):
    """What was typed is in the file before anything else happens: a second opening after a kill would find it."""
    begin(visit, 住址="西街")
    visit.wait(lambda: waiting(visit))
    (held,) = waiting(visit)
    assert (held.values["visitor_address"], held.beside["record"]["visitor_address"]) == ("西街", "东街")


def test_another_tab(visit):
    """Going to another tab and coming back changes nothing; the draft is kept on leaving."""
    begin(visit, 住址="西街")
    visit.open("意见登记")
    visit.open("接待登记")
    assert visit.value("住址") == "西街"
    assert visit.button("保存更改").isVisible()


def test_opened_again(visit):
    """更改 of a visit whose change is begun goes on with it: there is one draft for each visit."""
    begin(visit, 住址="西街")
    visit.press("新登记")
    row = next(
        item for item in visit.page.list.rows.items if item.key and "J0004" in item.said() and "草稿" not in item.said()
    )
    visit.page.show_record(row.key)
    visit.wait()
    visit.press("更改")
    assert visit.value("住址") == "西街"
    assert visit.list()[0] == "草稿 1 份"


def test_unchanged_is_no_draft(visit):
    """A change that is only looked at leaves no draft."""
    begin(visit)
    visit.press("新登记")
    assert "草稿" not in visit.list()[0]


def test_changed_meanwhile(visit):
    """Somebody changed the same field: nothing is saved, both stand side by side, a press decides; the rest is taken over."""
    begin(visit, 住址="西街", 备注="来过两次")
    reason(visit, "听错了")
    meanwhile(visit, visitor_address="北街", visitor_age="61")
    visit.press("保存更改")
    said = visit.said()
    assert "下面几项两边都改了" in said
    assert {"西街", "北街"} <= set(said.split("\n"))
    assert (visit.value("住址"), visit.value("年龄"), visit.value("备注")) == ("西街", "61", "来过两次")
    visit.press("住址：用现在的")
    assert visit.value("住址") == "北街"
    visit.press("住址：用我写的")
    assert visit.value("住址") == "西街"
    visit.press("保存更改")
    held = saved(visit)
    assert (held.visitor_address, held.visitor_age, held.remarks) == ("西街", 61, "来过两次")


def test_resumed_after_another_change(visit):
    """A draft that was put away is refused just so when the visit changed meanwhile; what only the other wrote is taken over."""
    begin(visit, 备注="来过两次")
    reason(visit, "补记")
    again = visit.reopen()
    again.open("接待登记")
    meanwhile(again, visitor_address="北街")
    again.choose("草稿")
    again.press("保存更改")
    assert "别人改的已经带进来" in again.said()
    assert not again.widget("visit_both").isVisible()
    again.press("保存更改")
    held = saved(again)
    assert (held.visitor_address, held.remarks) == ("北街", "来过两次")


def test_voided_meanwhile(visit):
    """A visit voided meanwhile takes no change; it is said, and what was written stays to be copied."""
    begin(visit, 住址="西街")
    reason(visit, "听错了")

    def drop(act):
        (held,) = act.store.find(Visit, "number LIKE '%J0004'")
        void(act, held, "重复登记")

    visit.window.around.desk.act("void", drop)
    visit.press("保存更改")
    assert "已经作废（重复登记）" in visit.said()
    assert visit.value("住址") == "西街"


def test_today_leads_to_the_draft(visit):
    """A draft on 今日 leads to its form."""
    visit.fill(姓名="郭桂兰")
    visit.open("今日")
    (draft,) = list(_drafts(visit))
    visit.window.show_record("visit", draft.id)
    visit.wait()
    assert visit.value("姓名") == "郭桂兰"
    assert visit.page.noun == "visit"


def _drafts(desk: Desk):
    found = []
    desk.window.around.desk.ask(lambda store: drafts(store, "visit"), found.extend)
    desk.wait()
    return found
