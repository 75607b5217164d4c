"""A walk over every page at every size: nothing cut, nothing over another, nothing too small or too pale, everything named."""

import os
import subprocess
import sys
from collections import Counter

import pytest
from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QSizeGrip,
    QSplitter,
    QSplitterHandle,
    QStackedWidget,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from lianluozhan import clock
from lianluozhan.appointment import Appointment
from lianluozhan.field import Day, Hour, Moment, Month
from lianluozhan.store import Identity
from tests.district import DISTRICT, OFFICE, district
from tests.pages.desk import TODAY, Desk
from tests.station import CODE, NAME, filled
from ui.listing import Listing
from ui.look import seen_as
from ui.pages import PAGES
from ui.widgets.editor import Editor
from ui.widgets.line import AROUND, Line
from ui.widgets.page_room import PageRoom
from ui.widgets.strip import Strip

SIZES = {  # what a screen leaves for the window, in logical pixels; larger letters; whether a record is chosen where there are any
    "1366×768": ((1366, 689), 0, False),
    "1366×768 at 150 %": ((911, 459), 0, True),
    "1024×600 大字": ((1024, 521), 1, False),
    "1920×1080 特大": ((1920, 1001), 2, True),
    "911×459 最大": ((911, 459), 4, False),
    "district 1366×768": ((1366, 689), 0, True),
    "district 1024×600 大字": ((1024, 521), 1, True),
}
OFFICES = Identity("station", CODE, NAME, {}), Identity("district", DISTRICT, OFFICE, {})
LEAST = 819  # effective pixels from which no page is moved sideways: 1024 at 大字
TYPED = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
SMALLEST = 13  # logical pixels: 9.75 points at 96 dpi
SCALE = "QT_SCALE_FACTOR"  # as a screen of 150 % sets it; only a process that has not started Qt yet can take it
LOOSE = 2  # pixels by which a rounded size may differ


@pytest.fixture(scope="module")
def desk(request, qapp, tmp_path_factory):
    """The clerk at a window of a size, of a station or a district, one for all pages; a record is chosen where it `chooses`."""
    size, steps, chooses = SIZES[request.param]
    clock.set_today(TODAY)
    path = tmp_path_factory.mktemp("步行")
    desk = Desk(district(path).office if request.param.startswith("district") else filled(path / "站"), *size)
    desk.chooses = chooses
    for _ in range(steps):
        desk.window.larger.emit(1)
    yield desk
    desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    seen_as(qapp).apply(qapp)  # once its pages are gone: to dress all of them anew takes long


def test_the_checks_see(qapp):
    """Words in too little room, a widget over another, one half outside, pale words: each is found."""
    window = QWidget()
    window.resize(400, 200)
    window.setStyleSheet("QLabel { color: #AAAAAA; background: #FFFFFF; }")
    cutting, over, left = (QLabel(words, window) for words in ("这些话放不下的", "上面的", "外面的"))
    cutting.setGeometry(10, 10, 30, 20)
    over.setGeometry(20, 10, 100, 30)
    left.setGeometry(350, 100, 100, 30)
    window.show()
    assert cut(cutting) and not cut(over) and not cut(left)
    assert outside(left) and not outside(over)
    assert overlapping([cutting, over, left]) == [(cutting, over)]
    assert contrast(window.grab().toImage(), in_sight(over)) < 4.5
    box, day = QComboBox(window), Line(Appointment.at, "appointment")
    box.addItem("2026年10月")
    day.setParent(window)
    day.setText("2026-10-31 09:30")
    for one, enough in ((box, box.sizeHint().width()), (day, day.fontMetrics().horizontalAdvance(day.text()) + AROUND)):
        one.show()
        for width in (60, enough):
            one.setGeometry(0, 60, width, 36)
            assert hidden(one) == (width < enough)
    first, second = QPushButton("保存", window), QPushButton("登记", window)
    for one in (first, second):
        one.setProperty("c", "primary")
        one.show()
    assert len(filled_beside_another(window)) == 1
    second.setEnabled(False)
    assert filled_beside_another(window) == []
    window.close()


def seen(page, kind=QWidget):
    """Widgets of the page and of what is around it that belong to what is shown, scrolled out of sight or not."""
    found = [one for one in page.window().findChildren(kind) if one.isVisible() and one.window() is page.window()]
    return [
        one
        for one in found
        if not isinstance(one, (QScrollBar, QSplitterHandle, QSizeGrip)) and not one.objectName().startswith("qt_")
    ]


def named(widget):
    """How a widget is told in a finding."""
    words = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()} {words[:20]!r}"


def cut(widget):
    """Whether words of a label or button do not fit; what is elided shows its words in a tooltip."""
    if widget.toolTip() and widget.toolTip() != widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + LOOSE < widget.heightForWidth(widget.width())
    hint = widget.sizeHint()
    return bool(widget.text()) and (
        widget.width() + LOOSE < hint.width() or widget.height() + LOOSE < min(hint.height(), 28)
    )


def words_cut(page):
    """Every label and button is as large as its words need."""
    words = [*seen(page, QLabel), *seen(page, QAbstractButton)]
    return [f"{named(one)} {one.size().toTuple()} of {one.sizeHint().toTuple()}" for one in words if cut(one)]


def hidden(widget):
    """Whether a part of what stands in a field by itself is out of sight: a day, an hour, what a box says."""
    if isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        room = (
            widget.style()
            .subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget)
            .width()
        )
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) > room + LOOSE
    whole = isinstance(widget, Line) and isinstance(widget.field, (Day, Moment, Month, Hour))
    return whole and widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width() - AROUND + LOOSE


def behind_the_edge(page):
    """A day that is proposed, a choice that is made is seen whole."""
    return [f"{named(one)} {one.width()}" for one in [*seen(page, Line), *seen(page, QComboBox)] if hidden(one)]


def filled_beside_another(page):
    """One button of a page is filled: what one does next."""
    primary = [
        one
        for one in page.findChildren(QPushButton)
        if one.property("c") == "primary" and one.isVisible() and one.isEnabled()
    ]
    return [named(one) for one in primary[1:]]


def moved_sideways(page):
    """From 819 effective pixels on a page is no wider than its window, on a usual screen no table than its room; days are a strip."""
    width = page.window().width() / page.theme.factor
    areas = [one for one in seen(page, QAbstractScrollArea) if one.horizontalScrollBar().maximum() > 0]
    wide = [
        one for one in areas if not isinstance(one, Strip) and (not isinstance(one, QAbstractItemView) or width >= 1366)
    ]
    return [f"{named(one)} +{one.horizontalScrollBar().maximum()}" for one in wide] if width >= LEAST else []


def scrolled(widget):
    """Whether a widget is what a scroll area moves."""
    above = widget.parentWidget()
    return above is not None and isinstance(above.parentWidget(), QAbstractScrollArea)


def outside(widget):
    """Whether a part of a widget lies where its parent ends."""
    above = widget.parentWidget()
    if above is None or isinstance(above, (QStackedWidget, QSplitter)):
        return False
    if scrolled(widget):
        area = above.parentWidget()
        sideways = isinstance(area, PageRoom) and area.horizontalScrollBar().maximum() > 0
        return not isinstance(area, QAbstractItemView) and not sideways and widget.width() > above.width() + LOOSE
    return not above.rect().adjusted(-LOOSE, -LOOSE, LOOSE, LOOSE).contains(widget.geometry())


def leaving_their_place(page):
    """No widget is clipped by what it lies in; a page scrolls down, and sideways only as a whole in the largest letters."""
    widgets = [one for one in seen(page) if not isinstance(one.parentWidget(), QAbstractItemView)]
    return [
        f"{named(one)} {one.geometry().getRect()} in {one.parentWidget().size().toTuple()}"
        for one in widgets
        if outside(one)
    ]


def overlapping(widgets):
    """Pairs of widgets of one parent that share more than a border."""
    pairs = []
    for place, one in enumerate(widgets):
        for other in widgets[place + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if one.parentWidget() is other.parentWidget() and both.width() > LOOSE and both.height() > LOOSE:
                pairs.append((one, other))
    return pairs


def lying_over_another(page):
    """Siblings do not overlap; the borders of buttons side by side share their one pixel."""
    families = {}
    for one in seen(page):
        if not isinstance(
            one.parentWidget(), (QStackedWidget, QAbstractItemView, QAbstractScrollArea, QComboBox, QLineEdit)
        ):
            families.setdefault(id(one.parentWidget()), []).append(one)
    over = [pair for family in families.values() for pair in overlapping(family)]
    return [f"{named(one)} and {named(other)}" for one, other in over]


def small_letters(page):
    """Nothing that is read is under 13 logical pixels."""
    words = [one for one in seen(page) if isinstance(one, (QLabel, QAbstractButton, *TYPED))]
    return [named(one) for one in words if one.fontInfo().pixelSize() < SMALLEST]


def without_a_name(page):
    """What can be used is found by its object name and read aloud by its accessible name."""
    used = [
        one
        for one in seen(page)
        if isinstance(one, (QAbstractButton, *TYPED)) and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    used = [one for one in used if not isinstance(one.parentWidget(), (QComboBox, QLineEdit))]
    silent = [one for one in used if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))]
    return [f"{named(one)} has no object name" for one in used if not one.objectName()] + [
        f"{named(one)} is not read aloud" for one in silent
    ]


def names_used_twice(page):
    """Two widgets that are seen together do not share a name."""
    used = [one.objectName() for one in seen(page) if isinstance(one, (QAbstractButton, *TYPED)) and one.objectName()]
    return [name for name, count in Counter(used).items() if count > 1]


def editors_not_named_after_their_field(page):
    """Inputs of records are <record>.<field>, read aloud by a Chinese label."""
    editors = [one for one in seen(page) if isinstance(one, Editor)]
    return [
        named(one)
        for one in editors
        if "." not in one.objectName() or not one.accessibleName() or one.accessibleName().isascii()
    ]


def luminance(colour):
    """WCAG's relative luminance of a QColor."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(image, area):
    """The greatest contrast of a pixel in an area with the colour most of it has; None where all of it is one colour."""
    ratio = image.devicePixelRatio()
    area = QRect(*(round(part * ratio) for part in area.getRect())).intersected(image.rect())
    image = image.convertToFormat(QImage.Format.Format_RGB32)  # nothing to do where it has this already
    pixels, width = memoryview(image.constBits()).cast("I"), image.bytesPerLine() // 4
    colours = Counter(
        pixel
        for y in range(area.top(), area.bottom() + 1)
        for pixel in pixels[y * width + area.left() : y * width + area.right() + 1]
    )
    ground = luminance(QColor(colours.most_common(1)[0][0]))
    ratios = (
        (max(ground, other) + 0.05) / (min(ground, other) + 0.05) for other in map(luminance, map(QColor, colours))
    )
    return max(ratios) if len(colours) > 1 else None


def in_sight(widget):
    """The part of the window where a widget's words are seen, without its frame."""
    window, area = widget.window(), widget.rect().adjusted(4, 4, -4, -4)
    if isinstance(widget, QCheckBox):
        area.setLeft(widget.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, widget) + 12)
    seen_part = widget.visibleRegion().boundingRect().intersected(area)
    return QRect(widget.mapTo(window, seen_part.topLeft()), seen_part.size()) if seen_part == area else QRect()


def pale_words(page):
    """At least 4.5 : 1 between words and their ground, on the pixels as they are drawn."""
    image = page.window().grab().toImage()
    pale = []
    for one in [*seen(page, QLabel), *seen(page, QAbstractButton)]:
        area = in_sight(one)
        if any(letter.isalnum() for letter in one.text()) and not area.isEmpty():
            ratio = contrast(image, area)
            if ratio is not None and ratio < 4.5:
                pale.append(f"{named(one)} {ratio:.1f}")
    return pale


CHECKS = (
    words_cut,
    behind_the_edge,
    leaving_their_place,
    lying_over_another,
    moved_sideways,
    filled_beside_another,
    small_letters,
    without_a_name,
    names_used_twice,
    editors_not_named_after_their_field,
    pale_words,
)
WALK = [(size, page) for size in SIZES for page in PAGES if page.serves(OFFICES[size.startswith("district")])]


@pytest.mark.parametrize(
    ("desk", "page"), WALK, ids=lambda part: getattr(part, "noun", part), indirect=["desk"], scope="module"
)
def test_a_page(desk, page):
    """Each page as it is when it is opened, or with its first record, held against every rule above: opening it is what takes
    long, so once for all."""
    desk.open(page.noun)
    listing = next((one for one in desk.page.findChildren(Listing) if one.isVisible()), None)
    if desk.chooses and listing is not None:
        listing.take_focus()
    desk.settle()
    while any(one.state() == one.State.Running for one in desk.window.findChildren(QAbstractAnimation)):
        QApplication.processEvents()  # what fades in is read once it is there
    assert {check.__name__: found for check in CHECKS if (found := check(desk.page))} == {}


def test_the_walk_at_real_150_percent():
    """The same walk in a process whose screen is at 150 %: half pixels round otherwise, pictures have more of them."""
    if os.environ.get(SCALE):
        return  # this is that process
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        __file__,
        "-k",
        "1366 and 150",
    ]
    done = subprocess.run(command, env={**os.environ, SCALE: "1.5"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
