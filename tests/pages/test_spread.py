"""铺成表格: from a list to a table and back; columns moved, hidden, widened, remembered; a person's row stays theirs; the sheet."""

import json

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from lianluozhan import looked, spread
from lianluozhan.cli.desk import settings
from lianluozhan.issue import Issue
from lianluozhan.sheet import row
from lianluozhan.spread import Asked, page
from lianluozhan.visit import Visit
from tests.pages.desk import Desk, commit
from tests.pages.test_thread import dedicated, watched
from tests.station import filled, opened
from ui import arranged
from ui.arranged import FILE, Arranged
from ui.widgets.order import reading
from ui.widgets.spread import Spread
from ui.widgets.spread.offer import SpreadOffer
from ui.widgets.spread.rows import Head

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def out(desk, title="意见登记"):
    """The list of a page, spread out by its key."""
    desk.open(title)
    desk.page.setFocus()
    desk.type("<Ctrl+B>")
    desk.wait()
    found = desk.page.findChild(Spread)
    assert found.isVisible()
    return found


def headings(table):
    """The headings from left to right."""
    header = table.horizontalHeader()
    return [table.rows.columns[header.logicalIndex(place)].label for place in range(header.count())]


def ids(table):
    """The ids of the rows, heads left out."""
    return [item.key[1] for item in table.rows.items if not isinstance(item, Head)]


def pick(menu, name):
    """Pick an entry of a menu, or of one below it, by its object name."""
    entry = menu.findChild(QAction, name)
    assert entry is not None and entry.isEnabled(), name
    entry.trigger()


def column_menu(found, at, name):
    """Pick an entry of a column's menu."""
    found.columns.menu(at, QPoint(0, 0))
    menu = found.table.findChildren(QMenu, "spread_column")[-1]
    pick(menu, name)
    menu.hide()


def on_disk(desk, asked):
    """What the folder lists, asked anew."""
    return [
        line.key[1]
        for line in desk.window.around.desk.ask(lambda store: page(store, asked, None, 500)).result()[0].lines
    ]


# ---- there and back ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("接待登记", "visit"),
        ("意见登记", "issue"),
        ("意见办理", "issue"),
        ("代表履职", "duty"),
        ("代表名册", "deputy"),
        ("预约", "appointment"),
        ("活动", "activity"),
        ("接待日", "schedule"),
    ],
)
def test_every_list_is_the_folders(desk, title, kind):
    """From every list of records: all records of its kind, in SQL's order; the key again, or Esc, leads back."""
    found = out(desk, title)
    assert found.cls.noun == kind and ids(found.table) == on_disk(desk, Asked(kind))
    assert found.table.accessibleName() and found.table.hasFocus()
    desk.type("<Ctrl+B>")
    assert not found.isVisible()
    desk.type("<Ctrl+B>")
    desk.wait()
    desk.type("<Esc>")
    assert not found.isVisible()


def test_words_come_along_and_enter_opens(desk):
    """The words of the page's filter narrow the table; Enter shows the record on the page, in its list."""
    desk.open("意见登记")
    desk.widget("issue_filter").setText("路灯")
    desk.wait()
    desk.press("issue_spread")
    found = desk.page.findChild(Spread)
    assert found.head.filter.text() == "路灯" and 0 < len(ids(found.table)) < 17
    assert found.head.told.text() == "意见　含“路灯”"
    key = found.table.key()
    desk.type("<Enter>")
    desk.wait()
    assert not found.isVisible() and desk.page.list.key() == key


def test_opened_at_the_row_of_the_list(desk):
    """Who is on a row of the list is on the same row of the table."""
    desk.open("意见办理")
    desk.list()
    listing = desk.page.list
    key = next(item.key for item in reversed(listing.rows.items) if item.key is not None)
    listing.choose(key)
    desk.wait()
    found = out(desk, "意见办理")
    assert found.table.key() == key


def test_narrowed(desk):
    """A state, a category and a month make the sentence; 都看 takes the values back."""
    found = out(desk)
    found.head.fill()
    pick(found.head.menu, "spread_state_未办结")
    desk.wait()
    found.head.fill()
    pick(found.head.menu, "spread_category_道路与路灯")
    desk.wait()
    when = found.head.when
    when.setCurrentIndex(when.findData("2026-10"))
    when.activated.emit(when.currentIndex())
    desk.wait()
    assert found.head.told.text() == "意见　2026年10月　道路与路灯　未办结"
    assert ids(found.table) == on_disk(
        desk, Asked("issue", where=(("state", "未办结"), ("category", "道路与路灯")), span="2026-10")
    )
    assert found.foot.text().startswith(f"筛出 {len(ids(found.table))} 条，共 17 条")
    found.head.fill()
    pick(found.head.menu, "spread_narrow_none")
    desk.wait()
    assert found.head.told.text() == "意见　2026年10月" and len(ids(found.table)) == 17


def test_nonsense_is_told(desk):
    """What has no meaning is refused in words, and the table goes on when it is gone."""
    found = out(desk)
    found.head.narrow("people_affected", "许多")
    desk.wait()
    assert "涉及人数" in found.head.state.text()
    found.head.narrow("people_affected", "")
    desk.wait()
    assert len(ids(found.table)) == 17 and not found.head.state.text()


# ---- months and sums ---------------------------------------------------------------------------------------------


def test_months_and_sums(desk):
    """Under the heads of the months, with what they come to; sorted by another column there is no head."""
    found = out(desk, "接待登记")
    heads = [found.table.rows.said(item.month) for item in found.table.rows.items if isinstance(item, Head)]
    visits = desk.window.around.desk.ask(lambda store: store.find(Visit)).result()[0]
    people = sum(one.party_size or 1 for one in visits)
    assert heads == [f"2026年10月　{len(visits)} 条，批次 {len(visits)}，人次 {people}"]
    assert found.foot.text() == f"共 {len(visits)} 条　批次 {len(visits)}，人次 {people}"
    assert not found.table.rows.flags(found.table.rows.index(0, 0))
    column_menu(found, 2, "spread_up")
    desk.wait()
    assert not any(isinstance(item, Head) for item in found.table.rows.items)


# ---- columns -----------------------------------------------------------------------------------------------------


def test_sorted_by_a_heading(desk):
    """Once ascending, again descending, a third time as at first; each as SQL has it."""
    found, header = out(desk), None
    header = found.table.horizontalHeader()
    place = [column.name for column in found.table.rows.columns].index("due_on")
    for asked in (Asked("issue", order="due_on"), Asked("issue", order="due_on", down=True), Asked("issue")):
        header.sectionClicked.emit(place)
        desk.wait()
        assert ids(found.table) == on_disk(desk, asked)
        assert header.sortIndicatorSection() == (place if asked.order else -1)


def test_moved_by_key_and_menu_hidden_widened_remembered(desk, folder):
    """What is done to the columns is there when the list is spread out the next time, in another window too; 恢复原样."""
    found = out(desk)
    first = headings(found.table)
    QTest.keyClick(found.table, Qt.Key.Key_Right, BOTH)
    assert headings(found.table)[:2] == [first[1], first[0]]
    column_menu(found, [one.label for one in found.table.rows.columns].index(first[3]), "spread_left")
    column_menu(found, [one.label for one in found.table.rows.columns].index(first[0]), "spread_hide")
    desk.wait()
    assert headings(found.table) == [first[1], first[3], first[2], *first[4:]]
    column_menu(found, 0, "spread_show_title")
    desk.wait()
    wide = found.table.columnWidth(1)
    column_menu(found, 1, "spread_wider")
    assert found.table.columnWidth(1) == wide + 40
    column_menu(found, 0, "spread_down")
    desk.wait()
    left = (headings(found.table), found.table.columnWidth(1), ids(found.table))
    desk = desk.reopen()
    found = out(desk)
    assert (headings(found.table), found.table.columnWidth(1), ids(found.table)) == left
    assert headings(found.table)[-1] == "标题"
    column_menu(found, 0, "spread_reset")
    desk.wait()
    assert headings(found.table) == first and ids(found.table) == on_disk(desk, Asked("issue"))
    desk.wait()
    assert json.loads((settings() / FILE).read_text("utf-8")) == {}
    desk.close()


def test_dragged(desk):
    """What the mouse drags is kept as what a key moves."""
    found = out(desk)
    first = headings(found.table)
    found.table.horizontalHeader().moveSection(4, 0)
    desk.wait(lambda: arranged.kept("issue").names)
    assert headings(found.table) == [first[4], *first[:4], *first[5:]]
    assert arranged.kept("issue").names[0] == "state"


def in_their_columns(desk, found):
    """Whether every cell stands under its own heading, the columns as they are kept."""
    names = tuple(found.table.arranged()[0])
    asked = Asked(found.cls.noun, names, found.head.words, (), "", found.columns.kept.order, found.columns.kept.down)
    told = {
        line.key: line.cells
        for line in desk.window.around.desk.ask(lambda store: page(found.through(store), asked, None, 500))
        .result()[0]
        .lines
    }
    header, rows = found.table.horizontalHeader(), found.table.rows
    seen = {
        item.key: tuple(item.cells[header.logicalIndex(at)] for at in range(header.count()))
        for item in rows.items
        if not isinstance(item, Head)
    }
    assert seen == told and headings(found.table) == [found.columns.known[name].label for name in names]
    return names == found.columns.kept.names


@pytest.mark.parametrize(
    ("done", "other"),
    [
        (lambda found: found.table.horizontalHeader().moveSection(5, 0), set()),
        (lambda found: (found.columns.act(2, "hide"), found.table.move_column(1, 0)), {"raised_by"}),
        (lambda found: (found.columns.act(0, "show", "title"), found.table.move_column(-1, 4)), {"title"}),
    ],
    ids=["moved", "hidden, moved", "added, moved"],
)
def test_columns_moved_while_rows_are_on_their_way(desk, done, other):
    """Rows asked for before a column was moved come under the headings they were asked for with, and stay so in the next window."""
    found = out(desk)
    found.ask()  # as when a record changes
    done(found)
    desk.wait()
    left = headings(found.table)
    assert in_their_columns(desk, found) and set(found.columns.kept.names) ^ set(found.columns.usual) == other
    found.leave()
    desk.wait()
    again = out(desk)
    assert in_their_columns(desk, again) and headings(again.table) == left


def test_another_list_takes_nothing_over(desk):
    """A column moved while the table turns to another list is that of neither: each comes back as it was left."""
    desk.open("代表名册")
    offer = desk.page.findChild(SpreadOffer)
    of = {kind: listing for listing, kind in offer.lists.items()}
    offer.open(of["deputy"])
    desk.wait()
    found = offer.spread
    found.table.move_column(1, 0)
    mine = headings(found.table)
    found.leave()
    offer.open(of["place"])
    found.table.move_column(1, 1)  # nothing of it is there yet
    desk.wait()
    assert in_their_columns(desk, found) and arranged.kept("place") == Arranged()
    found.leave()
    offer.open(of["deputy"])
    desk.wait()
    assert in_their_columns(desk, found) and headings(found.table) == mine


def test_the_columns_are_below_their_button(desk):
    """列 opens its menu where it was pressed, whichever column it is of; nothing else than the menu says which."""
    found = out(desk)
    button = desk.button("spread_column")
    button.click()
    menu = found.table.findChildren(QMenu, "spread_column")[-1]
    below = button.mapToGlobal(button.rect().bottomLeft())
    room = button.screen().availableGeometry()
    assert menu.isVisible() and menu.y() >= min(below.y(), room.bottom() - menu.height())
    assert menu.x() == min(below.x(), room.right() + 1 - menu.width())
    menu.hide()


def test_the_last_column_stays(desk):
    """A table without columns would have nothing to be brought back by."""
    found = out(desk)
    for column in list(found.columns.kept.names)[1:]:
        found.columns.act(0, "show", column)
        desk.wait()
    found.columns.act(0, "show", found.columns.kept.names[0])
    found.columns.menu(0, QPoint(0, 0))
    assert (
        len(found.table.rows.columns) == 1
        and not found.table.findChildren(QMenu, "spread_column")[-1].findChild(QAction, "spread_hide").isEnabled()
    )


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        '{"issue": 3}',
        '{"issue": {"names": [1, "colour"], "widths": {"number": "x"}, "order": 7, "down": 1}}',
        "\udcff",
    ],
)
def test_settings_that_mean_nothing(desk, said):
    """A broken file of settings is as none: the list stands as at first."""
    settings().mkdir(parents=True, exist_ok=True)
    (settings() / FILE).write_bytes(said.encode("utf-8", "surrogateescape"))
    found = out(desk)
    assert headings(found.table)[0] == "编号" and ids(found.table) == on_disk(desk, Asked("issue"))


def test_settings_hold_names_alone(desk):
    """Nothing of a record is in what is remembered: names of columns, numbers, yes or no."""
    found = out(desk)
    found.head.filter.setText("郭桂兰")
    column_menu(found, 0, "spread_hide")
    desk.wait()
    said = json.loads((settings() / FILE).read_text("utf-8"))["issue"]
    assert set(said) == set(Arranged._fields) and set(said["names"]) | {said["order"]} <= set(Issue.fields) | {
        "light",
        "travel",
        "days_open",
        "travel_why",
        "",
    }


# ---- the row a person is on --------------------------------------------------------------------------------------


def test_the_row_stays_through_inserts_edits_and_filters(desk):
    """By its id: a record that comes in before it, another order, a filter without it and back."""
    found = out(desk, "接待登记")
    place = found.table.rows.place((found.table.key()[0], ids(found.table)[9]))
    found.table.setCurrentIndex(found.table.rows.index(place, 0))
    mine = found.table.key()
    desk.window.around.desk.act("add_visit", lambda act: receive_in(act), None)
    desk.wait()
    assert found.table.key() == mine and ids(found.table).index(mine[1]) == 10
    column_menu(found, 3, "spread_up")
    desk.wait()
    assert found.table.key() == mine
    found.head.filter.setText("没有这样的词")
    desk.wait()
    assert ids(found.table) == [] and found.key == mine and "还给您记着" in found.foot.text()
    found.head.filter.clear()
    desk.wait()
    assert found.table.key() == mine


def receive_in(act):
    """One more visit, today."""
    from lianluozhan.reception import add_visit
    from lianluozhan.record import new_id

    add_visit(
        act,
        new_id(),
        {"received_at": "2026-10-21T10:00", "statement": "问医保", "outcome": "当场答复", "channel": "来站"},
    )


def test_rows_come_page_by_page(desk, monkeypatch):
    """Only what is looked at is asked for; scrolled to the end all of it is there, once and in order."""
    monkeypatch.setattr(spread, "PAGE", 5)
    monkeypatch.setattr(spread.page, "__defaults__", (None, 5))
    desk.window.resize(1366, 320)
    found = out(desk, "接待登记")
    assert len(ids(found.table)) < 23
    for _page in range(8):
        found.table.scrollToBottom()
        desk.wait()
    assert ids(found.table) == on_disk(desk, Asked("visit")) and len(ids(found.table)) == 23


# ---- the sheet ---------------------------------------------------------------------------------------------------


def test_exported_as_it_is_seen(desk, tmp_path):
    """Columns, order and filter of the screen, the sentence at its head, people starred."""
    found, file = out(desk), tmp_path / "表.xlsx"
    found.ask_file = lambda _proposed: str(file)
    column_menu(found, 1, "spread_hide")
    desk.wait()
    found.head.filter.setText("路灯")
    desk.wait()
    pick(found.head, "spread_export_masked")
    desk.wait(file.exists)
    rows = [list(row) for row in openpyxl.load_workbook(file).active.iter_rows(values_only=True)]
    assert (
        rows[0][0] == "意见　含“路灯”" and rows[1] == headings(found.table) and len(rows) == 3 + len(ids(found.table))
    )
    assert all("*" in row[1] for row in rows[2:-1]) and "已导出" in found.head.state.text()


def test_exported_whole_says_why(desk, folder, tmp_path):
    """With people in it only for a reason, which is kept with every record's name in 谁看过; without one nothing is written."""
    found, file = out(desk), tmp_path / "表.csv"
    found.ask_file = lambda _proposed: str(file)
    pick(found.head, "spread_export_whole")
    desk.press("spread_why_go")
    assert not file.exists()
    commit(found.head.why.line, "镇里开会")
    desk.press("spread_why_go")
    desk.wait(file.exists)
    assert "*" not in file.read_text("utf-8-sig")
    desk.close()
    with opened(folder) as store:
        last = next(iter(looked.looks(store)))
        assert (last.way, last.what, last.reason, len(last.records)) == (looked.EXPORTED, "表.csv", "镇里开会", 17)


def test_stopped_it_leaves_no_file(desk, tmp_path, monkeypatch):
    """How far it is is told between rows; 取消 there leaves no file, no half one, and it can be asked for again."""
    monkeypatch.setattr(row, "STEP", 5)
    found, file, heard = out(desk), tmp_path / "表.xlsx", []
    found.ask_file = lambda _proposed: str(file)
    tell = found.away._tell

    def stop_at_the_second(*said):
        heard.append(said)
        found.away._stop = len(heard) == 2
        tell(*said)

    found.away._tell = stop_at_the_second
    pick(found.head, "spread_export_masked")
    desk.wait()
    assert heard == [("导出", 0, 17), ("导出", 5, 17)] and list(tmp_path.glob("表*")) == []
    assert (
        found.head.state.text() == "已经停下，没有留下文件"
        and found.head.exports.isEnabled()
        and not found.away.isVisible()
    )
    pick(found.head, "spread_export_masked")
    desk.wait(file.exists)
    assert "已导出 17 条" in found.head.state.text()


def test_refused_where_a_file_is(desk, tmp_path):
    """What is there is not written over; said in the place where it was asked."""
    found, file = out(desk), tmp_path / "表.xlsx"
    file.write_text("mine")
    found.ask_file = lambda _proposed: str(file)
    pick(found.head, "spread_export_masked")
    desk.wait()
    assert "已经有了" in found.head.state.text() and file.read_text() == "mine"


# ---- the window's thread -----------------------------------------------------------------------------------------


def test_no_query_on_the_windows_thread(folder, qapp):
    """Spread out, sort, narrow, move, hide, export, leave: nothing of it asks the folder or a file on the window's thread."""
    desk = Desk(folder)
    for noun in ("visit", "issue", "deputy"):
        desk.window.page(noun)
    desk.wait()
    with watched() as seen:
        for noun in ("visit", "issue", "deputy"):
            desk.open(noun)
            desk.press(f"{noun}_spread")
            found = desk.page.findChild(Spread)
            column_menu(found, 1, "spread_down")
            column_menu(found, 1, "spread_right")
            found.head.filter.setText("王")
            desk.wait()
            column_menu(found, 1, "spread_hide")
            column_menu(found, 0, "spread_reset")
            desk.wait()
            found.leave()
        desk.window.close()
    assert dedicated(seen) == [], dedicated(seen)
    desk.window.deleteLater()


def test_every_page_offers_it_once(desk):
    """Below every list of records that stands in a column, with its key among those F1 names."""
    for maker in desk.window._leaves:
        desk.window.page(maker.noun)
        desk.wait()
        offer = desk.page.findChild(SpreadOffer)
        assert [one for one, _words in desk.page.keys].count("Ctrl+B") == bool(offer.lists)


def test_large_letters_and_small_window(tmp_path, qapp):
    """At 911 × 459 and at twice the letters what can be pressed is on the page."""
    desk = Desk(filled(tmp_path / "站"), 911, 459)
    found = out(desk)
    for _step in range(4):
        desk.window.larger.emit(1)
    desk.wait()
    for button in (found.head.filter, *found.head.findChildren(type(desk.button("spread_back")))):
        if button.isVisible():
            area = button.geometry()
            assert found.rect().contains(area.translated(button.parentWidget().mapTo(found, QPoint(0, 0)))), (
                button.objectName()
            )
    desk.close()


def test_tab_stays_on_the_table(desk):
    """What is covered is not stopped at: Tab goes through what is seen above the table, the table, the window's own, and round."""
    found = out(desk)
    stops = [one for one in reading(desk.window) if desk.page.isAncestorOf(one)]
    assert {found.table, found.head.filter, found.head.when} <= set(stops) and all(
        found.isAncestorOf(one) for one in stops
    )
    names = [one.objectName() for one in stops]
    assert names == [
        "spread_back",
        "spread_filter",
        "spread_when",
        "spread_only",
        "spread_column",
        "spread_export",
        "spread_table",
    ]
    assert all(one.accessibleName() for one in stops)


def test_the_pages_keys_wait(desk):
    """Keys of the page do nothing unseen while it is covered."""
    found = out(desk, "意见办理")
    desk.type("<Ctrl+Enter>")
    desk.wait()
    assert desk.page.doings.form is None and found.isVisible()
    desk.type("<Ctrl+F>")
    assert found.head.filter.hasFocus()
    desk.type("<Esc>")
    assert not found.isVisible()
