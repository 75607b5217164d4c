"""Typing less: a chat's line falls into its fields, answers that are often given are inserted by a key."""

import pytest
from PySide6.QtGui import QGuiApplication

from lianluozhan.visit import Visit
from tests.station import opened, sound

LINE = "郭桂兰 13800000000 前后庄村 早市流动摊贩占道，车过不去。"
SORTED = {"姓名": "郭桂兰", "电话": "13800000000", "住址": "前后庄村", "原话": "早市流动摊贩占道，车过不去。"}


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记, with a chat's line copied."""
    desk.open("接待登记")
    QGuiApplication.clipboard().setText(LINE)
    return desk


def values(desk):
    """What stands in the four fields."""
    return {name: desk.value(name) for name in SORTED}


def test_pasted(visit):
    """Ctrl+V in 姓名 fills what it knows; it is told, and proposals follow as if it were typed."""
    visit.field("姓名").setFocus()
    visit.type("<Ctrl+V>")
    assert values(visit) == SORTED
    assert "从粘贴里认出：姓名 郭桂兰、" in visit.said().replace("电话 13800000000、", "")
    assert visit.value("类别") == "占道经营与市容"
    visit.fill(处理方式="当场答复")
    visit.press("保存")
    visit.close()
    with opened(visit.folder) as store:
        sound(store)
        (held,) = store.find(Visit, "number LIKE '%J0024'")
    assert (held.visitor_phone, held.statement) == ("13800000000", SORTED["原话"])


def test_taken_back(visit):
    """撤回粘贴 brings back what was there before."""
    visit.fill(住址="前后庄村")
    visit.field("姓名").setFocus()
    visit.type("<Ctrl+V>")
    visit.press("撤回粘贴")
    assert values(visit) == dict.fromkeys(SORTED) | {"住址": "前后庄村"}


def test_nothing_is_overwritten_unseen(visit):
    """What is written otherwise stays until somebody says which one it shall be."""
    visit.fill(原话="他说的是别的")
    visit.field("姓名").setFocus()
    visit.type("<Ctrl+V>")
    assert "粘贴的和已写的不一样：原话 早市流动摊贩" in visit.said()
    assert values(visit) == dict.fromkeys(SORTED) | {"原话": "他说的是别的"}
    visit.press("只填空着的")
    assert values(visit) == SORTED | {"原话": "他说的是别的"}
    visit.field("姓名").setFocus()
    visit.type("<Ctrl+V>")
    visit.press("换成粘贴的")
    assert values(visit) == SORTED
    visit.press("撤回粘贴")
    assert visit.value("原话") == "他说的是别的"


def test_a_name_is_a_name(visit):
    """A name alone is pasted as ever."""
    QGuiApplication.clipboard().setText("仇文斌")
    visit.field("姓名").setFocus()
    visit.type("<Ctrl+V>")
    assert values(visit) == dict.fromkeys(SORTED) | {"姓名": "仇文斌"}


def test_a_draft_of_it(visit):
    """What was pasted is a draft like what was typed."""
    visit.field("姓名").setFocus()
    visit.type("<Ctrl+V>")
    again = visit.reopen()
    again.open("接待登记")
    again.press("接着记")
    assert values(again) == SORTED
    again.close()


def test_phrases(visit):
    """Alt+↓ in the answer offers what is said to this category; Enter puts it at the cursor, Ctrl+Z takes it out."""
    visit.fill(类别="供暖", 现场答复="先说一句。")
    menu = visit.page.writing.phrases.menu
    visit.type("<Alt+Down>")
    assert menu.isVisible()
    assert menu.actions()[0].text().startswith("已联系供热公司")
    menu.activeAction().trigger()
    menu.close()
    assert visit.value("现场答复") == "先说一句。" + menu.actions()[0].text()
    visit.page.form.editors["reply"].undo()
    assert visit.value("现场答复") == "先说一句。"
