"""接待登记 by keys alone, and days as people say them: Enter goes on everywhere, Ctrl+Z in an empty form, 昨天, who is counted."""

import pytest

from tests.pages.test_visit import SAID


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记."""
    desk.open("接待登记")
    return desk


def here(visit):
    """The field the cursor is in."""
    return visit.page.writing.form.here()


def test_enter_goes_on(visit):
    """Enter leads from a line, a choice and a tick to what follows, without choosing or ticking anything."""
    visit.field("visitor_name").setFocus()
    visit.type("<Enter>")
    assert here(visit) == "visitor_gender"
    visit.type("<Enter>")
    assert here(visit) == "visitor_age" and visit.value("visitor_gender") is None
    visit.field("confidential").setFocus()
    visit.type("<Enter>")
    assert here(visit) == "statement" and not visit.value("confidential")


def test_undo_by_key_after_saving(visit):
    """Ctrl+Z where the cursor stands after saving takes the save back; in a form that is written into it is the text's."""
    visit.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复")
    visit.press("保存")
    visit.fill(姓名="仇文斌")
    visit.field("姓名").setFocus()
    visit.type("<Ctrl+Z>")
    visit.field("电话").setFocus()
    visit.type("<Ctrl+Z>")
    assert "已撤销" not in visit.said()
    visit.press("不要了")
    visit.press("新登记")
    assert visit.field("姓名").hasFocus()


def test_undo_in_the_empty_form(visit):
    """The cursor stands in 姓名 of an empty form after saving: Ctrl+Z there is what 撤销 says it is."""
    visit.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复")
    visit.press("保存")
    assert visit.field("姓名").hasFocus()
    visit.type("<Ctrl+Z>")
    assert "已撤销 J0024" in visit.said()


def test_a_day_to_come(visit):
    """Nobody came on a day that is still to come: it is said at the field, and nothing is saved; so for a change."""
    visit.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复", received_at="11.5 9:00")
    visit.press("保存")
    assert "11月05日还没有到，写来的那天" in visit.said()
    assert not any("郭*兰" in row and "草稿" not in row for row in visit.list())
    visit.fill(received_at="昨天9点半")
    visit.press("保存")
    visit.choose("郭*兰")
    visit.type("<Ctrl+E>")
    visit.fill(received_at="明天")
    visit.press("保存更改")
    assert "10月22日还没有到" in visit.said()


def test_which_day_was_understood(visit):
    """上周三9:30 is shown as the day it is taken for."""
    visit.fill(received_at="上周三9:30")
    assert "10月14日 周三 09:30" in visit.page.writing.heading.facts.words


def test_to_the_day(visit):
    """改 puts the cursor where the day is written; pressed again it folds away."""
    visit.press("改")
    assert here(visit) == "received_at"
    visit.press("改")
    assert not visit.field("received_at").isVisible()


def test_people_are_counted(visit):
    """Three names are three people, unless somebody wrote another number; a name that goes is no longer counted."""
    visit.fill(姓名="郭桂兰、仇文斌、裴守信")
    assert visit.value("party_size") == "3"
    visit.fill(姓名="郭桂兰、仇文斌")
    assert visit.value("party_size") == "2"
    visit.fill(姓名="郭桂兰、仇文斌等5人")
    assert visit.value("party_size") == "5"
    visit.fill(姓名="郭桂兰等十二人")
    assert visit.value("party_size") == "12"
    visit.fill(party_size="7", 姓名="郭桂兰")
    assert visit.value("party_size") == "7"


def test_what_to_do_is_seen(visit):
    """Above a narrow field stands what can be written there; what was typed is seen in the field, and takes no room from it."""
    visit.fill(姓名="郭桂兰", 原话=SAID, 处理方式="当场答复", received_at="初三", channel="来电")
    visit.press("保存")
    form = visit.page.writing.form
    assert form.told("received_at") == "看不懂，请写成 2026-10-31"
    assert form.told("channel").startswith("没有这一项，可填：来站、走访、电话")
