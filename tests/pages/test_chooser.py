"""Choosing by letters: what is meant is taken by leaving, what is written out stays as written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lianluozhan.visit import Visit
from tests.pages.desk import compose
from ui.widgets.chooser import fits, option


@pytest.fixture
def visit(desk):
    """The clerk at 接待登记."""
    desk.open("接待登记")
    return desk


def names(visit, label):
    """What stands in a chooser."""
    return visit.field(label).text()


@pytest.mark.parametrize("typed", ["xgd", "xieguo", "jgd", "解", "国栋"])
def test_found_by(typed):
    """Initials, the surname's reading or another, a piece of the name: all find 解国栋."""
    assert fits(option("解国栋"), typed)


@pytest.mark.parametrize("typed", ["gd", "xdg", "栋国"])
def test_not_found_by(typed):
    """Letters count from the beginning only, so that few keys leave few rows."""
    assert not fits(option("解国栋"), typed)


def test_words_find_a_category():
    """A category is found by the words that point to it."""
    assert fits(option("道路与路灯", words="路灯 井盖"), "井盖")


def test_leaving_takes_what_letters_mean(visit):
    """Tab after letters takes the first row; so does Ctrl+↓ to another section."""
    visit.page.form.go_to("category")
    visit.type("zdjy<Tab>")
    assert names(visit, "类别") == "占道经营与市容"
    visit.page.form.go_to("deputies")
    visit.type("xgd<Ctrl+Down>")
    assert names(visit, "接待代表") == "解国栋"


def test_separators_take_too(visit):
    """Two deputies need no key but their letters and what stands between them."""
    visit.page.form.go_to("deputies")
    visit.type("xgd,fy zxm<Tab>")
    assert names(visit, "接待代表") == "解国栋、冯䶮、曾晓梅"
    assert len(visit.value("接待代表")) == 3


def test_enter_takes_and_goes_on(visit):
    """Enter takes the row and leaves room for the next name; the end is tidied on leaving."""
    visit.page.form.go_to("deputies")
    visit.type("xgd<Enter>")
    assert names(visit, "接待代表") == "解国栋、"
    visit.type("fy<Enter><Tab>")
    assert names(visit, "接待代表") == "解国栋、冯䶮"


def test_a_written_name_stays(visit):
    """A name that is not in the list is kept as written, although others are like it."""
    visit.fill(承办单位="区住建")
    visit.page.form.go_to("statement")
    visit.wait()
    assert names(visit, "承办单位") == "区住建"


def test_arrows_choose(visit):
    """↓ moves in the list, and what was moved to is meant."""
    visit.page.form.go_to("referred_to")
    field = visit.field("承办单位")
    visit.type("q")
    first = field._list.item(0).text()
    visit.type("<Down><Tab>")
    assert names(visit, "承办单位")
    assert not first.startswith(names(visit, "承办单位"))


def test_an_empty_line_shows_what_there_is(visit):
    """A click into an empty line, or ↓, shows all there is to choose; left without choosing nothing was meant;
    a long list is not thrown open by a click."""
    field, words = visit.field("类别"), visit.field("原话")
    visit.page.form.go_to("category")
    visit.type("<Down>")
    assert field.offering() and field._list.count() == len(field._options())
    visit.type("<Tab>")
    assert not field.offering() and names(visit, "类别") == ""
    words.setFocus()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.offering()
    visit.type("<Enter>")
    assert names(visit, "类别") == field._options()[0].name
    QTest.mouseClick(visit.field("接待代表"), Qt.MouseButton.LeftButton)
    assert not visit.field("接待代表").offering()


def test_a_click_behind_a_name_makes_room_for_the_next(visit):
    """Whoever clicks behind a deputy and writes means another one, not a longer name; left again the line is as it was."""
    field = visit.field("接待代表")
    visit.fill(接待代表="解国栋")
    visit.page.form.go_to("statement")
    at_end = field.rect().center()
    at_end.setX(field.width() - 20)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=at_end)
    assert (
        names(visit, "接待代表") == "解国栋、"
        and visit.value("接待代表") is not None
        and len(visit.value("接待代表")) == 1
    )
    visit.type("fy<Enter>")
    visit.page.form.go_to("statement")
    visit.wait()
    assert names(visit, "接待代表") == "解国栋、冯䶮"
    visit.fill(接待代表="不在名册的人")
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=at_end)
    assert names(visit, "接待代表") == "不在名册的人"


def test_esc_closes_the_list_only(visit):
    """Esc puts the list away; what was typed stays."""
    visit.page.form.go_to("category")
    visit.type("zd<Esc>")
    assert not visit.field("类别").offering()
    assert names(visit, "类别") == "zd"


def test_while_composing(visit):
    """Letters an input method still holds open the list, and nothing is written into the line."""
    visit.page.form.go_to("category")
    field = visit.field("类别")
    compose(field, "zd'jy")
    assert field.offering()
    assert field.text() == ""
    compose(field, "")


def test_every_field_has_its_editor(visit):
    """Inputs are called by record and field, and read aloud by the declared label, whatever the view calls them."""
    for name, editor in visit.page.form.editors.items():
        assert editor.objectName() == f"visit.{name}"
        assert editor.accessibleName() == Visit.fields[name].label
        assert visit.page.findChild(QWidget, f"visit.{name}") is editor
