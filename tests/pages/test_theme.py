"""How it looks: every pair of colours can be read, every size grows together, dark and large without a restart."""

import ast
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPainter, QPalette
from PySide6.QtWidgets import QPushButton, QWidget

from lianluozhan import resource
from ui import last_font, look, theme
from ui.app import application
from ui.look import FACTOR
from ui.style_sheet import SHEET
from ui.theme import DARK, FACTORS, FONTS, LIGHT, SIZES, Theme, contrasting
from ui.widgets.page_room import PageRoom

GROUNDS = ("surface", "canvas", "sel", "row", "tint")
TEXT_ON = [
    (text, ground)
    for text in ("ink", "ink2", "ink3", "primary")
    for ground in GROUNDS
    if (text, ground) != ("primary", "tint")
]
TEXT_ON += [
    ("primary", "tint"),
    ("off", "off_ground"),
    ("on_primary", "primary"),
    ("on_primary", "hover"),
    ("on_primary", "press"),
]
TEXT_ON += [(tone, ground) for tone in ("red", "amber", "green", "grey") for ground in (f"{tone}_tint", "surface")]
SHAPES_ON = [
    ("edge", "surface"),
    ("edge", "canvas"),
    ("amber_shape", "surface"),
    ("primary", "surface"),
    ("red", "surface"),
]


def palette(ground, ink, chosen, on_it):
    """A system's palette of these colours."""
    made = QPalette(QColor(ground))
    for role, colour in (("Window", ground), ("WindowText", ink), ("Highlight", chosen), ("HighlightedText", on_it)):
        made.setColor(QPalette.ColorRole[role], QColor(colour))
    made.setColor(
        QPalette.ColorGroup.Disabled,
        QPalette.ColorRole.WindowText,
        QColor("#3FF23F" if ground == "#000000" else "#777777"),
    )
    return made


# The contrast themes Windows comes with, and one whose chosen rows nobody could read.
BLACK, DESERT = palette("#000000", "#FFFFFF", "#1AEBFF", "#000000"), palette("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3")
SYSTEMS = {
    "black": BLACK,
    "desert": DESERT,
    "aquatic": palette("#202020", "#FFFFFF", "#8EE3F0", "#263B50"),
    "dusk": palette("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B"),
    "night sky": palette("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B"),
    "white": palette("#FFFFFF", "#000000", "#37006E", "#FFFFFF"),
    "odd": palette("#FFFFFF", "#000000", "#FFFF99", "#FFFFFF"),
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_contrast_theme_can_be_read(name):
    """In the system's own colours every pair is at least 4.5 : 1, shapes 3 : 1, and no colour of ours is left."""
    colours = contrasting(SYSTEMS[name])
    assert {pair for pair in TEXT_ON if contrast(colours[pair[0]], colours[pair[1]]) < 4.5} == set()
    assert {pair for pair in SHAPES_ON if contrast(colours[pair[0]], colours[pair[1]]) < 3} == set()
    theirs = {
        SYSTEMS[name].color(role).name().upper()
        for role in (
            QPalette.ColorRole.Window,
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Highlight,
            QPalette.ColorRole.HighlightedText,
        )
    }
    assert set(colours.values()) <= theirs | {"#3FF23F", "#777777"} and colours.keys() == LIGHT.keys()


def test_the_ratio_the_program_counts():
    """The program's own ratio is WCAG's."""
    assert theme.ratio(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(contrast("#767676", "#FFFFFF"))


def test_the_system_is_asked_for_high_contrast(monkeypatch, qapp):
    """Where a person needs high contrast the theme is the system's palette, else ours; the change is heard while the window is open."""

    class Hints:
        def accessibility(self):
            return self

        def contrastPreference(self):  # noqa: N802
            return Qt.ContrastPreference.HighContrast

    before = look.seen_as(qapp)
    assert before.contrast is None
    monkeypatch.setattr(type(qapp), "styleHints", lambda _app: Hints())
    asked = look.seen_as(qapp, 1.25)
    assert asked.factor == 1.25 and asked.contrast == contrasting(qapp.palette())
    monkeypatch.undo()
    before.apply(qapp)
    assert qapp.palette().window().color() == before.colour("surface")


@pytest.fixture
def desk(desk):
    """The clerk at 接待登记."""
    desk.open("visit")
    return desk


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG's ratio, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_right():
    """Black on white is 21, #767676 on white the well-known 4.54."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(colours):
    """At least 4.5 : 1 for every colour of text on every ground it stands on."""
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT_ON}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_shapes_can_be_seen(colours):
    """At least 3 : 1 for borders and shapes."""
    assert {pair for pair in SHAPES_ON if contrast(colours[pair[0]], colours[pair[1]]) < 3} == set()


def test_both_grounds_have_every_token():
    """Dark names the same colours as light."""
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("factor", FACTORS.values())
def test_every_size_grows(factor):
    """大字 multiplies every token, not the letters alone."""
    theme = Theme(factor=factor)
    for name, size in SIZES.items():
        assert abs(theme.px(name) - size * factor) <= 0.5


def test_no_letter_is_small():
    """Nothing that must be read is under 13 logical pixels, which at 96 dpi are more than 9 points."""
    assert min(SIZES[name] for name in ("note", "body", "words", "section", "title")) * 72 / 96 >= 9
    assert all(int(size) >= 13 for size in re.findall(r"font-size: (\d+)px", SHEET))


def test_the_steps_end():
    """Smaller than 正常 and larger than 特大 there is nothing."""
    steps = sorted(FACTORS.values())
    assert [Theme(factor=factor).next(1) for factor in steps] == [*steps[1:], steps[-1]]
    assert [Theme(factor=factor).next(-1) for factor in steps] == [steps[0], *steps[:-1]]


def test_the_sheet_fills_every_token():
    """No brace and no unknown name is left in the style sheet, and the pictures it names are there."""
    for dark in (False, True):
        sheet = Theme(dark=dark).sheet()
        assert sheet.count("{") == sheet.count("}") and "{{" not in sheet
        for picture in re.findall(r"url\(([^)]*)\)", sheet):
            assert resource.path("icons", picture.rsplit("/", 1)[1]).exists()


def test_fonts_are_in_the_bundle():
    """All weights are loaded from our own files."""
    assert all(resource.path("fonts", name).exists() for name in FONTS)


# ---- in the window -----------------------------------------------------------------------------------------------


def test_large_print_is_kept(desk):
    """Ctrl+= makes everything larger at once; the next start is as large."""
    button = desk.button("visit_new")
    before, typed = button.height(), "写到一半的话"
    desk.fill(statement=typed)
    desk.type("<Ctrl+=>")
    assert desk.window.around.theme.factor == 1.25 and button.height() > before
    assert desk.value("statement") == typed
    again = desk.reopen()
    desk.window = again.window
    assert desk.window.around.theme.factor == 1.25
    desk.type("<Ctrl+->")
    assert desk.window.around.desk.ask(lambda store: store.setting(FACTOR)).result()[0] == "1.0"


class Dressed(QObject):
    """Counts how often widgets are told that their style changed."""

    def __init__(self):
        super().__init__()
        self.times = 0

    def eventFilter(self, watched, event):  # noqa: N802
        """Only counts."""
        self.times += event.type() == QEvent.Type.StyleChange
        return False


def dressed(qapp, work):
    """How often any widget was dressed in the course of some work."""
    counting = Dressed()
    qapp.installEventFilter(counting)
    work()
    qapp.removeEventFilter(counting)
    return counting.times


def test_larger_letters_dress_what_is_seen(desk, qapp):
    """The page in front and what stands around it, each widget at most twice; any other page when it is shown, once."""
    first = desk.page
    desk.open("意见登记")
    page, around = desk.page, desk.window.findChildren(QWidget)
    seen = [one for one in around if not first.isAncestorOf(one) and one is not first]
    assert 0 < dressed(qapp, lambda: desk.type("<Ctrl+=>")) <= 2 * len(seen)
    sheet = desk.window.around.theme.sheet()
    assert page.styleSheet() == sheet != first.styleSheet() and not qapp.styleSheet()
    assert {part.styleSheet() for part in (desk.window.bar, desk.window.statusBar(), desk.window.find)} == {sheet}
    button = desk.window.findChild(QPushButton, "visit_new")
    before = button.height()
    desk.open("接待登记")
    assert first.styleSheet() == sheet and button.height() > before
    assert dressed(qapp, lambda: (desk.open("意见登记"), desk.open("接待登记"))) == 0
    desk.type("<Ctrl+->")


def test_a_page_is_dressed_once(desk, qapp):
    """When it is whole, not anew for every part it is put together from: that took two thirds of what a page takes to be there."""
    times = dressed(qapp, lambda: desk.open("意见登记"))
    assert 0 < times <= 2 * len(desk.page.findChildren(QWidget))


def test_two_hundred_percent(desk):
    """Letters go to twice their size and stay so at the next start; what a small window has no room for is scrolled to by Tab."""
    desk.type("<Ctrl+=>" * 5)
    assert desk.window.around.theme.factor == 2.0
    again = desk.reopen()
    desk.window = again.window
    assert desk.window.around.theme.factor == 2.0
    desk.open("own_table")
    desk.window.resize(880, 459)
    desk.wait()
    room = desk.window.findChild(PageRoom)
    assert room.horizontalScrollBar().maximum() > 0 and room.verticalScrollBar().maximum() > 0
    for _ in range(12):
        desk.type("<Tab>")
        here = desk.window.focusWidget()
        if room.isAncestorOf(here):
            whole = isinstance(here, QPushButton)
            assert not here.visibleRegion().isEmpty(), here.objectName()
            assert not whole or here.visibleRegion().boundingRect() == here.rect(), here.objectName()
    desk.type("<Ctrl+->" * 5)
    desk.wait()
    assert desk.window.around.theme.factor == 1.0 and room.verticalScrollBar().maximum() == 0


def test_rows_of_lists_grow_too(desk):
    """What is painted by hand is measured anew."""
    listing = desk.page.list
    row = next(place for place, item in enumerate(listing.rows.items) if item.key)
    before = listing.visualRect(listing.rows.index(row)).height()
    desk.type("<Ctrl+=>")
    assert listing.visualRect(listing.rows.index(row)).height() == round(before * 1.25)
    desk.type("<Ctrl+->")


def test_dark_follows_the_system(desk, qapp, monkeypatch):
    """When the system turns dark the open window does, and back; the page stays the one it was."""
    page, ground = desk.page, []
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        monkeypatch.setattr(look, "_dark", lambda _app, scheme=scheme: scheme == Qt.ColorScheme.Dark)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        desk.wait()
        ground.append(desk.window.grab().toImage().pixelColor(desk.window.width() // 2, 20).lightness())
    assert ground[0] < 60 < 200 < ground[1] and desk.page is page


def test_no_name_is_an_empty_box(qapp, tmp_path, monkeypatch):
    """A character the screen's own face lacks is drawn by a bundled one: beside the plane too, once its font is brought."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    application()
    file = last_font.unpacked()
    assert file == last_font.unpacked() and len(list(file.parent.iterdir())) == 1
    assert QFontDatabase.addApplicationFont(str(file)) >= 0
    box, blank = drawn("\U000e0fff"), drawn(" ")
    for char in "王峯㐀𠀋𪜀𫝀𫠠𬺰":
        assert drawn(char) not in (box, blank), char


def test_no_room_for_the_last_font(tmp_path, monkeypatch):
    """Where settings cannot be written the font is not kept, and nothing is refused."""
    (tmp_path / "lianluozhan").write_text("这是一个文件", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert last_font.unpacked() is None


def drawn(char: str) -> bytes:
    """A character's picture in the screen's face."""
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(Theme().font("title"))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, char)
    painter.end()
    return bytes(image.constBits())


def test_a_font_below_a_path_qt_cannot_open(monkeypatch, qapp):
    """Where Qt refuses a file by its path, as on Windows one with Chinese in it, its bytes are brought in; a broken one is told."""

    class Refusing:
        addApplicationFont = staticmethod(lambda _path: -1)  # noqa: N815
        addApplicationFontFromData = staticmethod(QFontDatabase.addApplicationFontFromData)  # noqa: N815

    monkeypatch.setattr(theme, "QFontDatabase", Refusing)
    theme.load_fonts()
    Refusing.addApplicationFontFromData = staticmethod(lambda _bytes: -1)
    with pytest.raises(RuntimeError, match="does not load"):
        theme.load_fonts()


def test_every_sign_of_ours_is_in_our_fonts():
    """No word or sign the window writes needs a font of the PC: one without it would show an empty box."""
    faces = [
        TTFont(resource.path("fonts", name)).getBestCmap()
        for name in ("NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf")
    ]
    files = (Path(__file__).parents[2] / "ui").rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    signs = {
        sign for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str) for sign in node.value
    }
    assert len(signs) > 500
    assert {sign for sign in signs if sign.isprintable() and not any(ord(sign) in face for face in faces)} == set()
