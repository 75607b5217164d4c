"""查找全部: one line over visits, issues and deputies; Enter leads to the record; an input method is left in peace."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lianluozhan.act import acting
from lianluozhan.amend import void
from lianluozhan.category import initials
from lianluozhan.schema import SCHEMA
from tests.pages.desk import commit, compose
from tests.station import empty, filled, opened, receive, take
from ui.find import KINDS, MOST, everything
from ui.pages import PAGES


@pytest.fixture
def desk(desk):
    """The clerk at 接待登记."""
    desk.open("visit")
    return desk


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The sample station's store."""
    with opened(filled(tmp_path_factory.mktemp("查找") / "站")) as store:
        yield store


def heads(items):
    """{group: how many it says}."""
    return {item.title: item.right for item in items if item.key is None}


def titles(items, page):
    """The rows that open on a page."""
    return [item.title for item in items if item.key is not None and item.key.startswith(f"{page} ")]


# ---- what is found -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["", "  ", "　"])
def test_no_words_find_nothing(store, words):
    """An empty line is no question."""
    assert everything(store, words) == []


def test_groups_stand_in_the_order_of_a_day(store):
    """接待, then 意见, then 代表, each with its count; the ledger has 4 visits and 3 issues about roads and lamps."""
    assert heads(everything(store, "路灯")) == {"接待": "4 条", "意见": "3 条"}


def test_every_word_must_be_there(store):
    """Words narrow: 路灯 and 井盖 are in one visit's category and words."""
    assert titles(everything(store, "路灯 井盖"), "visit") == ["赵*"]
    assert everything(store, "路灯 飞机") == []


def test_a_tail_of_a_number_is_enough(store):
    """J0021 finds that visit."""
    items = [item for item in everything(store, "J0021") if item.key]
    assert [item.tail for item in items if item.key.startswith("visit ")] == ["J0021"]


def test_a_phone_is_found_by_its_end(tmp_path):
    """The last digits of a telephone, typed half- or full-width."""
    with opened(empty(tmp_path / "站")) as store:
        receive(store, visitor_name="郭桂兰", visitor_phone="13800000172")
        assert titles(everything(store, "0172"), "visit") == titles(everything(store, "０１７２"), "visit") == ["郭*兰"]


def test_deputies_are_found_by_first_letters(store):
    """Letters that begin a deputy's name, and the name itself, lead to the same one; once, not twice."""
    name = next(iter(store.rows("SELECT name FROM deputy ORDER BY name")))["name"]
    by_letters = titles(everything(store, initials(name)), "deputy")
    assert name in by_letters and by_letters.count(name) == 1
    assert name in titles(everything(store, name), "deputy")


def test_long_results_say_so(tmp_path):
    """Of more than twenty the newest are shown, and the head says to write more."""
    with opened(empty(tmp_path / "站")) as store:
        take(
            store,
            "visit",
            *(
                {
                    "received_at": f"2026-10-{n + 1:02}",
                    "channel": "来站",
                    "statement": f"路灯 {n}",
                    "outcome": "当场答复",
                }
                for n in range(MOST + 5)
            ),
        )
        items = everything(store, "路灯")
        rows = [item for item in items if item.key]
        assert len(rows) == MOST and "再写几个字" in heads(items)["接待"]
        assert [item.right for item in rows[:2]] == ["10-25", "10-24"]


def test_the_voided_are_not_found(tmp_path):
    """What was voided is looked for in its own list."""
    with opened(empty(tmp_path / "站")) as store:
        visit = receive(store, statement="重复登记的路灯")
        assert titles(everything(store, "重复登记"), "visit")
        with acting(store, "void") as act:
            void(act, visit, "重复登记")
        assert everything(store, "重复登记的路灯") == []


def test_every_kind_opens_on_a_page_there_is():
    """No row leads nowhere."""
    assert {kind.page for kind in KINDS} <= {page.noun for page in PAGES}
    assert all(kind.cls in SCHEMA.records.values() for kind in KINDS)


# ---- the panel ---------------------------------------------------------------------------------------------------


@pytest.fixture
def find(desk):
    """The panel, opened by its key."""
    desk.field("visitor_name").setFocus()
    desk.type("<Ctrl+K>")
    assert desk.window.find.isVisible() and desk.window.find.line.hasFocus()
    return desk.window.find


def test_enter_opens_the_record_on_its_page(desk, find):
    """The first row is chosen already: words, Enter, and the record is there; the panel is gone."""
    wanted = []
    find.wants.connect(lambda *key: wanted.append(key))
    commit(find.line, "董爱莲")
    desk.wait()
    assert find.list.key().startswith("visit ")
    QTest.keyClick(find.line, Qt.Key.Key_Return)
    desk.wait()
    assert not find.isVisible() and desk.page.noun == wanted[0][0] == "visit"
    assert "董*莲" in desk.said()


def test_arrows_choose_while_the_cursor_stays(desk, find):
    """↓ goes over the heads from row to row, and round; the line keeps the cursor."""
    commit(find.line, "路灯")
    desk.wait()
    keys = [item.key for item in find.list.rows.items if item.key]
    QTest.keyClick(find.line, Qt.Key.Key_Down)
    assert find.list.key() == keys[1] and find.line.hasFocus()
    QTest.keyClick(find.line, Qt.Key.Key_Up)
    QTest.keyClick(find.line, Qt.Key.Key_Up)
    assert find.list.key() == keys[-1]


def test_esc_gives_the_cursor_back(desk, find):
    """Nothing is lost by looking something up."""
    QTest.keyClick(find.line, Qt.Key.Key_Escape)
    assert not find.isVisible() and desk.field("visitor_name").hasFocus()


def test_what_is_composed_is_not_searched(desk, find, monkeypatch):
    """Letters an input method holds ask nothing and are not disturbed by an answer that comes meanwhile."""
    asked = []
    ask = find.desk.ask
    monkeypatch.setattr(find.desk, "ask", lambda *about: (asked.append(about), ask(*about)))
    compose(find.line, "lu'deng")
    desk.wait()
    assert asked == [] and find.list.rows.items == []
    commit(find.line, "路灯")
    desk.wait()
    assert len(asked) == 1 and find.list.rows.items


def test_the_last_words_count(desk, find):
    """Typed on while an answer is under way: what stands in the end is what the line says."""
    for letter in "董爱莲":
        commit(find.line, letter)
    desk.wait()
    assert find.line.text() == "董爱莲"
    assert heads(find.list.rows.items) == heads(everything_at(desk, "董爱莲"))


def everything_at(desk, words):
    """What the desk's store finds, asked apart from the panel."""
    return desk.window.around.desk.ask(lambda store: everything(store, words)).result()[0]


def test_nothing_found_is_said(desk, find):
    """In words, with what was looked for."""
    commit(find.line, "飞机场")
    desk.wait()
    assert find.told.text() == "没有找到“飞机场”"


@pytest.mark.parametrize("size", [(1366, 689), (911, 459), (880, 400)])
def test_the_panel_stays_inside(desk, size):
    """Whatever the window's size, all of the panel is seen."""
    desk.window.resize(*size)
    desk.wait()
    desk.window.find.start()
    assert desk.window.rect().contains(desk.window.find.geometry())
