"""The window: tabs that fit, pages made when first seen, one page at a time, keys and help, peace when it closes."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLabel, QPushButton, QTreeView, QWidget

import ui.spot
from lianluozhan.errors import FolderBusy, NoFolder
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from lianluozhan.store import Identity
from tests.pages.desk import wait_for
from tests.station import VISIT
from ui.app import open_window
from ui.leaf import Leaf
from ui.page import Page
from ui.pages import PAGES
from ui.widgets.more_panel import placed
from ui.window import Window


@pytest.fixture
def desk(desk):
    """The clerk at 接待登记."""
    desk.open("visit")
    return desk


class Plain(Page):
    """A page that counts what happens to it."""

    concerns = frozenset(("visit",))

    def __init__(self, around):
        super().__init__(around)
        self.log = []
        QLabel(self.title, self)
        self.button("save", "保存", lambda: self.log.append("save"), "Ctrl+S")

    def reload(self):
        """Remember it."""
        self.log.append("reload")

    def leave(self):
        """Remember it."""
        self.log.append("leave")

    def show_record(self, id):
        """Remember it."""
        self.log.append(id)


def kinds(*nouns, more=()):
    """Pages of these kinds, those in `more` without a tab."""

    def kind(noun):
        leaf = Leaf(noun, f"{noun}类的登记簿", lambda: type(noun, (Plain,), {"leaf": leaf}), noun in more)
        return leaf

    return [kind(noun) for noun in nouns]


@pytest.fixture
def window(desk):
    """Makes windows of pages of one's own on the clerk's folder."""
    made = []

    def make(*pages, width=1366):
        one = Window(desk.window.around, pages)
        one.resize(width, 600)
        one.go_to(0)
        one.show()
        one.activateWindow()
        made.append(one)
        desk.wait()
        return one

    yield make
    for one in made:
        one.hide()
        one.deleteLater()


def tab(window, noun):
    """A page's tab."""
    return window.findChild(QPushButton, f"tab_{noun}")


# ---- pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["station", "district"])
def test_pages_stand_in_the_agreed_order(role):
    """接待登记, 意见登记, 意见办理, 代表履职 first, at both ends; what has no tab stands behind what has one."""
    agreed = ["visit", "issue", "followup", "duty"]
    pages = [page for page in PAGES if page.serves(Identity(role, "", "", {}))]
    nouns = [page.noun for page in pages]
    assert nouns[: len(agreed)] == agreed
    assert sorted(page.more for page in pages) == [page.more for page in pages]
    assert len(set(nouns)) == len(nouns)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.noun)
def test_every_page_says_what_it_is(page):
    """A noun for programs, a title for people, and its class has this leaf and no other."""
    assert page.noun.isascii() and page.title and not page.title.isascii()
    assert page.page().leaf is page


def test_pages_are_made_when_first_seen(window):
    """Only the first page exists at first; a second look makes nothing new."""
    one = window(*kinds("a", "b"))
    assert [page.noun for page in one.findChildren(Page)] == ["a"]
    first = one.page("b")
    one.page("a")
    assert one.page("b") is first


def test_a_page_is_brought_up_to_date_when_it_is_seen(desk, window):
    """A change reloads the page that is seen at once, the other when it is opened, and nobody whom it does not concern."""
    one = window(*kinds("a", "b"))
    b, a = one.page("b"), one.page("a")
    for page in (a, b):
        page.log.clear()
    desk.window.around.desk.act("add_visit", lambda act: add_visit(act, new_id(), VISIT))
    desk.wait()
    assert (a.log, b.log) == (["reload"], [])
    one.page("b")
    assert (a.log, b.log) == (["reload", "leave"], ["reload"])
    one._changed(frozenset(("deputy",)))
    assert b.log == ["reload"]


def test_a_page_leads_to_a_record_on_another(window):
    """`wants` opens the other page on the record; without an id only the page."""
    one = window(*kinds("a", "b"))
    one.page("a").wants.emit("b", "42")
    assert one.page("b").log[-1] == "42"
    one.page("a").wants.emit("b", "")
    assert one.page("b").log[-1] != ""


def test_back_goes_to_the_tab_before(window):
    """From a page without a tab one comes back to the tab one came from."""
    one = window(*kinds("a", "b", "c", more="c"))
    one.page("b")
    one.page("c").back.emit()
    assert one._stack.currentWidget().noun == "b"


# ---- the bar -----------------------------------------------------------------------------------------------------


def menu(window):
    """What 更多 offers just now."""
    return [
        action.text().split("\t")[0] for action in window.bar._menu.actions() if action.isVisible() and action.text()
    ]


@pytest.mark.parametrize("width", [1366, 1000, 911, 880])
def test_no_tab_is_cut(window, width):
    """Every tab that is seen is as wide as its words; the others are offered under 更多, so that none is lost."""
    one = window(*kinds(*"abcdefgh"), width=width)
    seen = [place for place in "abcdefgh" if tab(one, place).isVisible()]
    for noun in seen:
        assert tab(one, noun).width() >= tab(one, noun).sizeHint().width()
    hidden = [f"{noun}类的登记簿" for noun in "abcdefgh" if noun not in seen]
    assert [words for words in menu(one) if "登记簿" in words] == hidden
    assert (hidden == []) == (width == 1366)


def test_what_does_not_fit_is_reached_by_its_key_and_by_the_menu(window):
    """A tab that is not seen still has its key; 更多 is marked while its page is open."""
    one = window(*kinds(*"abcdefgh"), width=880)
    assert not tab(one, "h").isVisible()
    QTest.keyClick(one, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    assert one._stack.currentWidget().noun == "h" and one.bar.more.isChecked()
    one.findChild(QAction, "more_g").trigger()
    assert one._stack.currentWidget().noun == "g"
    one.go_to(0)
    assert tab(one, "a").isChecked() and not one.bar.more.isChecked()


def test_a_page_without_a_tab_is_under_more(window):
    """It is offered there whatever the width, and 更多 is marked while it is open."""
    one = window(*kinds("a", "b", more="b"))
    assert tab(one, "b") is None and "b类的登记簿" in menu(one)
    one.findChild(QAction, "more_b").trigger()
    assert one._stack.currentWidget().noun == "b" and one.bar.more.isChecked()


def test_all_under_more_is_seen_below_its_button(window):
    """However many there are: in columns, none beyond the screen, the button and the tabs not covered; it leaves nothing behind."""
    one = window(*kinds(*(f"z{n}" for n in range(60)), more=[f"z{n}" for n in range(1, 60)]))
    one.bar.more.click()
    panel, screen = one.bar.panel, one.screen().availableGeometry()
    assert sorted(button.accessibleName() for button in panel.buttons) == sorted(menu(one)) and panel.isVisible()
    assert (
        screen.contains(panel.geometry())
        and panel.y() >= one.bar.more.mapToGlobal(one.bar.more.rect().bottomLeft()).y()
    )
    assert all(button.isVisible() and panel.rect().contains(button.geometry()) for button in panel.buttons)
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Escape)
    assert not panel.isVisible() and not panel.buttons and tab(one, "z0").isChecked()


def test_arrows_and_enter_under_more(window):
    """Down and up, to the column beside and back, never beyond the ends; Enter opens that page."""
    one = window(*kinds(*(f"z{n}" for n in range(60)), more=[f"z{n}" for n in range(1, 60)]))
    one.bar.more.click()
    panel = one.bar.panel
    first, second = panel.buttons[:2]
    beside = next(button for button in panel.buttons if button.x() > second.x() and button.y() == second.y())
    for key, at in (
        (Qt.Key.Key_Up, first),
        (Qt.Key.Key_Down, second),
        (Qt.Key.Key_Right, beside),
        (Qt.Key.Key_Left, second),
        (Qt.Key.Key_Left, second),
    ):
        QTest.keyClick(panel.focusWidget(), key)
        assert panel.focusWidget() is at
    words = panel.focusWidget().accessibleName()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert not panel.isVisible() and one._stack.currentWidget().title == words and one.bar.more.isChecked()


def test_heads_of_more(desk):
    """Its lines stand under few plain heads, each line below its own and told to who cannot see it; none is lost or stands twice."""
    desk.window.bar.more.click()
    panel = desk.window.bar.panel
    heads = [label.text() for label in panel.findChildren(QLabel)]
    assert heads == ["日常", "打印、表格", "U 盘来往", "安全和个人信息", "规则和设置", "帮助"]
    under = {
        head: [one.accessibleName() for one in panel.buttons if one.accessibleDescription() == head] for head in heads
    }
    assert sorted(name for names in under.values() for name in names) == sorted(menu(desk.window))
    assert under["日常"] == ["接待日", "预约", "活动"] and under["U 盘来往"][0] == "导出到U盘"
    assert under["规则和设置"][-2:] == ["字大一点", "字小一点"] and "使用手册" in under["帮助"]
    for label in panel.findChildren(QLabel):
        first = next(one for one in panel.buttons if one.accessibleDescription() == label.text())
        assert (first.x(), first.y()) == (label.x(), label.y() + label.height())


@pytest.mark.parametrize("most", [4, 5, 8, 12, 100])
def test_where_the_lines_of_more_stand(qtbot, most):
    """What stands under a head is together where a column takes it; no head ends a column, none is longer than there is room."""
    parts = [kind("") for size in (3, 5, 2, 7) for kind in (QLabel, *[QPushButton] * size)]
    columns = {}
    for part, row, column in placed(parts, most):
        columns.setdefault(column, []).append(part)
        assert row == len(columns[column]) - 1 < most
    assert [part for column in columns.values() for part in column] == parts
    assert not any(isinstance(column[-1], QLabel) for column in columns.values())
    if most == 8:
        assert [len(column) for column in columns.values()] == [4, 6, 3, 8]


@pytest.mark.parametrize(("key", "noun"), [(Qt.Key.Key_1, "a"), (Qt.Key.Key_2, "b"), (Qt.Key.Key_3, "c")])
def test_alt_and_a_digit_open_a_tab(window, key, noun):
    """Alt+1, Alt+2, … in the order of the tabs, and the tab is marked."""
    one = window(*kinds("a", "b", "c"))
    QTest.keyClick(one, key, Qt.KeyboardModifier.AltModifier)
    assert one._stack.currentWidget().noun == noun and tab(one, noun).isChecked()


# ---- help --------------------------------------------------------------------------------------------------------


def shown(desk, name):
    """The words of a panel."""
    panel = desk.window.findChild(QDialog, name)
    return [label.text() for label in panel.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("where", "said", "chinese"),
    [
        ("QLineEdit", "&Copy", "复制"),
        ("QPlatformTheme", "Cancel", "取消"),
        ("QCupsJobWidget", "Job &priority:", "优先级"),
    ],
)
def test_what_qt_says_itself_is_chinese(desk, where, said, chinese):
    """The menu of a text, a button of a dialog, a printer's settings: nothing in English."""
    assert chinese in QCoreApplication.translate(where, said)


@pytest.mark.parametrize("mode", ["ExistingFile", "AnyFile", "Directory"])
def test_choosing_a_file_is_chinese(desk, tmp_path, mode):
    """Qt's own dialog for files, as desks without one of their own show it: no label, button, heading, kind of file in English."""
    (tmp_path / "里面").mkdir()
    dialog = QFileDialog(
        desk.window,
        "选",
        str(tmp_path),
        "表 (*.x)",
        fileMode=QFileDialog.FileMode[mode],
        options=QFileDialog.Option.DontUseNativeDialog,
    )
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if mode == "AnyFile" else QFileDialog.AcceptMode.AcceptOpen)
    dialog.show()
    tree = dialog.findChild(QTreeView)
    rows = tree.model()
    wait_for(lambda: rows.rowCount(tree.rootIndex()))
    words = [
        one.text() for kind in (QLabel, QAbstractButton) for one in dialog.findChildren(kind) if one.isVisibleTo(dialog)
    ]
    words += [rows.headerData(column, Qt.Orientation.Horizontal) for column in range(rows.columnCount())]
    words += [rows.data(rows.index(0, 2, tree.rootIndex()))]
    dialog.close()
    assert len(words) > 6 and [one for one in words if re.search(r"[A-Za-z]{2}", one or "")] == []


# ---- opening and closing -----------------------------------------------------------------------------------------


def test_the_title_names_the_station_and_no_person(desk):
    """A title bar is seen by whoever passes."""
    assert desk.window.windowTitle() == "渔泽镇人大代表联络站 — 联络站"


def test_closing_keeps_what_is_written_and_lets_go(desk):
    """Every page is asked to keep its draft; the folder can be opened again at once."""
    left, pages = [], desk.window.findChildren(Page)
    for page in pages:
        page.leave = lambda page=page: left.append(page.noun)
    nouns = [page.noun for page in pages]
    again = desk.reopen()
    desk.window = again.window
    assert left == nouns


def test_a_second_window_is_refused_in_words(desk):
    """The folder is in use: nothing opens, nothing is left behind, the first window works on."""
    with pytest.raises(FolderBusy):
        open_window(desk.folder)
    desk.fill(visitor_name="郭桂兰")
    assert desk.value("visitor_name") == "郭桂兰"


def test_no_folder_is_refused_in_words(tmp_path, qapp):
    """A folder that is none."""
    with pytest.raises(NoFolder):
        open_window(tmp_path)


def test_nothing_pops_up_by_itself(desk):
    """A window that was just opened has no notice, no dialog, no panel over it, and its pages no trouble."""
    assert desk.window.notice.words() == ""
    assert not desk.window.find.isVisible()
    assert not any(dialog.isVisible() for dialog in desk.window.findChildren(QDialog))


class Windows(QObject):
    """Notes what opens as a window."""

    def __init__(self):
        super().__init__()
        self.opened = []

    def eventFilter(self, watched, event):  # noqa: N802
        """Every widget that is shown without lying in another."""
        if event.type() == QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.opened.append(f"{type(watched).__name__} {watched.objectName()} in {type(watched.parent()).__name__}")
        return False


def test_making_a_page_opens_no_window(desk, qapp):
    """A part that is shown before it has its place would flash up as a window and take the keys away."""
    seen = Windows()
    qapp.installEventFilter(seen)
    for page in desk.window._leaves:
        desk.open(page.noun)
    qapp.removeEventFilter(seen)
    assert seen.opened == [] and desk.window.isActiveWindow()


def test_smallest_size(desk):
    """The window goes down to 880 × 400 and no page forces it to be larger."""
    for page in desk.window._leaves:
        desk.open(page.noun)
        desk.window.resize(880, 400)
        desk.wait()
        assert (desk.window.width(), desk.window.height()) == (880, 400), page.noun


@pytest.mark.parametrize(
    ("room", "size"), [((1280, 688), (1280, 688)), ((1920, 1008), (1366, 689)), ((800, 768), (1366, 689))]
)
def test_no_larger_than_the_screen(folder, monkeypatch, room, size):
    """A window opens within its screen, so that what closes it is seen; where it fits anyway, or never can, as it is."""
    monkeypatch.setattr(ui.spot, "room_of", lambda _window: QSize(*room))
    window = open_window(folder)
    assert (window.width(), window.height()) == size
    window.close()
    window.deleteLater()


def test_a_small_screen_at_200_percent_scrolls(folder, monkeypatch):
    """1366 × 768 at 200 % is 683 points wide: the window keeps within it, and what is beyond is scrolled to."""
    monkeypatch.setattr(ui.spot, "room_of", lambda _window: QSize(683, 312))
    monkeypatch.setattr(Window, "devicePixelRatioF", lambda _window: 2.0)
    window = open_window(folder)
    area = window.centralWidget()
    wait_for(lambda: window.around.desk.idle() and area.verticalScrollBar().maximum() > 0)
    assert (window.width(), window.height()) == (683, 312)
    assert area.widget().width() == 880 and area.horizontalScrollBar().maximum() > 0
    last = next(one for one in window.findChildren(QWidget) if one.objectName() == "window_find")
    last.setFocus(Qt.FocusReason.TabFocusReason)
    area.ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_keys(desk, key):
    """As everywhere on Windows the ringed button is pressed by Enter, not by Space alone."""
    desk.open("备份")
    button, seen = desk.button("现在备份"), []
    button.clicked.disconnect()
    button.clicked.connect(lambda _on=False: seen.append(1))
    button.setFocus()
    QTest.keyClick(button, key)
    assert seen == [1]


def test_a_button_goes_grey(desk, window):
    """What has the keys and goes grey leaves them with its page, not with the tabs; Tab goes on in the page from there."""
    page = window(*kinds("a", "b")).page("a")
    button, other = page.button("first", "一个", lambda: None), page.button("other", "别的", lambda: None)
    for place, one in enumerate((button, other)):
        one.setParent(page)
        one.move(0, 40 * place)
        one.show()
    button.setFocus()
    button.setEnabled(False)
    desk.wait()
    assert page.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert other.hasFocus()
