"""Everything can be reached, heard and seen: the keyboard goes through every page as one reads, nothing is without a name, focus shows.

One walk over the real window, its pages and what opens over them, in the looks there are; each finding names the widget.
"""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from lianluozhan.errors import Problem
from tests.pages.desk import Desk, wait_for
from tests.station import empty, filled
from ui.app import open_window
from ui.doubt import DateAsked
from ui.handbook import Handbook
from ui.listing import Listing
from ui.pages import PAGES
from ui.pages.unlock import UnlockWindow
from ui.theme import Theme
from ui.widgets.order import reading
from ui.widgets.segment import Segment
from ui.widgets.switch import Switch
from ui.window import Window

USED = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView, QAbstractSpinBox)
WITHIN = (QComboBox, QLineEdit, QAbstractSpinBox)
DISTRICT = "district", "140405", "屯留区人大常委会办公室"
BY_KEYS = {
    f"visit_step{number}" for number in range(1, 5)
}  # what a key of its own does too: Ctrl+↓ and Ctrl+↑ go by sections
BY_ARROWS = (Segment, Switch)  # of a choice the arrows pick


@pytest.fixture(scope="module")
def sitting(tmp_path_factory):
    """A clerk with records."""
    desk = Desk(filled(tmp_path_factory.mktemp("走") / "数据"))
    yield desk
    desk.close()


@pytest.fixture
def desk(sitting):
    """The same clerk, before the window."""
    sitting.window.activateWindow()
    sitting.wait(sitting.window.isActiveWindow)
    return sitting


def pages(desk, nouns=()):
    """Every page of the folder, or these, opened in turn."""
    for page in PAGES:
        if page.serves(desk.window.around.identity) and (not nouns or page.noun in nouns):
            desk.open(page.noun)
            yield desk.page


def spot(widget):
    """Where it lies on the screen."""
    return widget.mapToGlobal(QPoint(0, 0))


def named(widget):
    """How a widget is told in a finding."""
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()} {getattr(widget, 'text', str)()[:16]!r}"


def used(window):
    """What a person can use of a window as it stands."""
    found = [
        one
        for one in window.findChildren(QWidget)
        if isinstance(one, USED) and one.isVisible() and one.window() is window
    ]
    return [
        one
        for one in found
        if not isinstance(one, QHeaderView)
        and not any(isinstance(above, WITHIN) for above in (one.parentWidget(), one.parentWidget().parentWidget()))
    ]


def silent(window):
    """What a screen reader has no name for."""
    return [
        named(one) for one in used(window) if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]


def round_trip(window):
    """Where Tab stops, from the first to the one before it comes round again."""
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    first, stops = window.focusWidget(), []
    now = first
    while now is not None and (now is not first or not stops) and len(stops) < 500:
        stops.append(now)
        before = now
        QTest.keyClick(now, Qt.Key.Key_Tab)
        now = window.focusWidget()
        if now is before:  # it keeps Tab for itself: a sheet's cells
            break
    return stops


def by_arrows(widget):
    """Whether the arrows pick it: one of a choice, or of tabs of which one is chosen."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return isinstance(widget.parentWidget(), BY_ARROWS) or (
        group is not None and group.exclusive() and group.checkedButton() is not None
    )


def unreached(window, stops):
    """What can be used, but not by keys."""
    there = set(stops)
    return [
        named(one)
        for one in used(window)
        if one.isEnabled()
        and one not in there
        and one.focusProxy() not in there
        and not by_arrows(one)
        and one.objectName() not in BY_KEYS
    ]


def against_reading(stops):
    """Pairs in which Tab goes up, or to the left in a row: of the parts in which the two lie side by side."""
    wrong = []
    for one, other in itertools.pairwise(stops):
        above = [one, *ancestors(one)]
        common = next((each for each in ancestors(other) if each in above), None)
        if common is None or common in (one, other):
            continue
        left, right = (
            next(each for each in [end, *ancestors(end)] if each.parentWidget() is common) for end in (one, other)
        )
        a, b = left.geometry(), right.geometry()
        if (b.bottom() < a.top() and b.left() < a.right()) or (
            b.right() <= a.left() and b.top() < a.bottom() and a.top() < b.bottom()
        ):
            wrong.append(f"{named(one)} → {named(other)}")
    return wrong


def ancestors(widget):
    """What a widget lies in, from the inside."""
    found, now = [], widget.parentWidget()
    while now is not None:
        found.append(now)
        now = now.parentWidget()
    return found


def unseen(window, stops):
    """Where the focus does not show: the same picture with and without it."""
    same = []
    for one in stops:
        one.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not one.hasFocus():  # what was read before led elsewhere meanwhile
            continue
        there = one.grab().toImage()
        one.clearFocus()
        QApplication.processEvents()
        if one.grab().toImage() == there:
            same.append(named(one))
    return same


def test_the_checks_see(qapp):
    """A button without a name, one that Tab passes by, one whose focus does not show, an order against reading: each is found."""
    window = QMainWindow()
    inside = QWidget()
    column = QVBoxLayout(inside)
    first, second, third = QPushButton("乙"), QPushButton(""), QPushButton("丙")
    for one in (first, second, third):
        column.addWidget(one)
    third.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    second.setStyleSheet("QPushButton, QPushButton:focus { border: 1px solid black; outline: none; }")
    window.setCentralWidget(inside)
    Theme().dress(window)
    QWidget.setTabOrder(second, first)
    window.show()
    window.activateWindow()
    second.setFocus()
    stops = round_trip(window)
    assert silent(window) == [named(second)] and unreached(window, stops) == [named(third)]
    assert (
        against_reading([second, first]) == [f"{named(second)} → {named(first)}"]
        and against_reading([first, second]) == []
    )
    assert unseen(window, [first, second]) == [named(second)]
    window.close()


def findings(page, bar):
    """What is wrong with a page as it stands."""
    window = page.window()
    round_trip(window)  # a list that is come to may show its first row, and with it more that can be pressed
    stops = round_trip(window)
    # Where it comes round.
    back = min((at for at, one in enumerate(stops) if bar.isAncestorOf(one)), key=lambda at: spot(stops[at]).x())
    yield from (f"no name: {one}" for one in silent(window))
    yield from (f"cannot be reached: {one}" for one in unreached(window, stops))
    yield from (f"against reading: {one}" for one in against_reading(stops[back:] + stops[:back]))
    yield from (
        f"focus does not show: {one}" for one in unseen(window, [one for one in stops if page.isAncestorOf(one)])
    )


def walked(desk, nouns=()):
    """What is wrong on every page, or on these; none may open a window of its own, which would take the keys away."""
    for page in pages(desk, nouns):
        yield from (
            f"{page.title}: opens {one.objectName()}"
            for one in QApplication.topLevelWidgets()
            if one.isVisible() and not isinstance(one, Window)
        )
        yield from () if desk.window.isActiveWindow() else [f"{page.title}: takes the keys away"]
        yield from (f"{page.title}: {one}" for one in findings(page, desk.window.bar))


def test_every_page_can_be_used_by_keys_and_ear(desk):
    """Tab stops at all that can be used, in the order of reading, comes round and shows where it is; all of it has a name."""
    assert list(walked(desk)) == []


def test_the_pages_of_a_district(tmp_path):
    """Those a station has not, or has otherwise."""
    desk = Desk(empty(tmp_path / "区", *DISTRICT))
    found = list(
        walked(
            desk,
            (
                "visit",
                "station",
                "today",
                "parts",
                "rule",
                "meeting",
                "official",
                "tenure",
                "commitment",
                "appraisal",
                "deliberation",
            ),
        )
    )
    desk.close()
    assert found == []


def over_the_page(window):
    """What opens over a page, each in turn, and is put away again."""
    window.show_help()
    yield window.findChild(Handbook)
    window.findChild(Handbook).accept()
    about = window.show_about()
    yield about
    about.diagnose()
    yield about
    about.accept()
    window.bug.tell(ValueError("x"))
    yield window.bug
    window.bug.accept()
    asked = DateAsked(window, window.around.desk, window.around.theme, "电脑现在的时间是 2026-10-21")
    asked.open()
    yield asked
    asked.accept()


def test_what_opens_over_a_page(desk):
    """The handbook, 关于, a mistake, a question: names, keys, order, focus as on a page."""
    found = []
    desk.open("today")
    for panel in over_the_page(desk.window):
        desk.wait(panel.isActiveWindow)
        stops = round_trip(panel)
        told = [*silent(panel), *unreached(panel, stops), *unseen(panel, stops)]
        found += [f"{panel.windowTitle()}: {one}" for one in told]
    assert found == []


def test_what_floats_over_a_page(desk):
    """查找全部 and a refusal are part of the round: their buttons are reached."""
    desk.open("today")
    desk.window.find.start()
    desk.window.notice.tell(Problem("没有做成", then="再试一次"))
    stops = round_trip(desk.window)
    assert {"find_words", "list_find", "notice_copy", "notice_close"} <= {one.objectName() for one in stops}
    assert silent(desk.window) == []
    desk.window.notice.hide()
    desk.window.find.leave()


@pytest.mark.parametrize("what", ["start", "unlock"])
def test_the_windows_before(qapp, tmp_path, what, cheap):
    """The first start and what asks for a password are gone through the same way."""
    window = open_window(None) if what == "start" else UnlockWindow(filled(tmp_path / "站"), Theme())
    window.show()
    window.activateWindow()
    wait_for(lambda: window.isActiveWindow() and window.desk.idle())
    first = next(reading(window))
    stops = round_trip(window)
    at = stops.index(first)
    assert [
        *silent(window),
        *unreached(window, stops),
        *against_reading(stops[at:] + stops[:at]),
        *unseen(window, stops),
    ] == []
    window.close()
    window.deleteLater()


def test_rows_are_heard(desk):
    """Every row of a list says its words, and its lamp as a word."""
    for page in pages(desk):
        for listing in page.findChildren(Listing):
            rows = [listing.model().index(row, 0) for row in range(listing.model().rowCount())]
            assert [row.row() for row in rows if not row.data(Qt.ItemDataRole.AccessibleTextRole)] == [], (
                listing.objectName()
            )
            late = [
                row.data(Qt.ItemDataRole.AccessibleTextRole)
                for item, row in zip(listing.rows.items, rows, strict=True)
                if getattr(item, "lamp", "") == "红"
            ]
            assert [words for words in late if ("逾期" if page.noun == "followup" else "红") not in words] == []
