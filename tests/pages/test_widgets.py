"""Each input by itself: what it shows, what it gives back, when it speaks, and that it never disturbs an input method."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lianluozhan.visit import Visit
from tests.pages.desk import commit, compose
from ui.app import application
from ui.editor import editor_of
from ui.theme import Theme
from ui.widgets.chooser import Chooser, option
from ui.widgets.lamp import DONE, SHAPES, paint_lamp
from ui.widgets.line import Line, said
from ui.widgets.pieces import label
from ui.widgets.segment import Segment
from ui.widgets.tick import Tick
from ui.widgets.words import FEWEST, MOST, Words

OPTIONS = {
    "deputy": [option("解国栋", "区", "id-1"), option("冯玉梅", "乡镇", "id-2"), option("郭志远", "乡镇", "id-3")],
    "category": [option("道路与路灯", words="路灯 井盖"), option("供暖", words="暖气"), option("教育")],
}
KINDS = {
    "visitor_name": Line,
    "statement": Words,
    "nature": Segment,
    "informed": Tick,
    "category": Chooser,
    "deputies": Chooser,
}
VALUES = {
    "visitor_name": "郭桂兰",
    "statement": "路灯不亮\n三个月了",
    "nature": "投诉",
    "informed": True,
    "category": "供暖",
    "deputies": ["id-1", "id-3"],
}
TYPED = [name for name in KINDS if KINDS[name] not in (Segment, Tick)]


def test_lamps_are_told_apart_without_their_colour(qapp):
    """Each lamp has a shape of its own, and one with time left is not the tick of what is done."""
    theme, pictures = Theme(), {}
    for lamp in SHAPES:
        picture = QImage(24, 24, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        paint_lamp(painter, picture.rect(), lamp, theme)
        painter.end()
        lit = [picture.pixelColor(x, y).lightness() < 200 for y in range(24) for x in range(24)]
        pictures[lamp] = tuple(lit)
    assert len(set(pictures.values())) == len(SHAPES) and pictures["绿"] != pictures[DONE]


class Room:
    """A shown window with inputs of a visit and a place to leave them for; `edits` notes who said something, in order."""

    def __init__(self):
        application()
        self.window, self.edits = QWidget(), []
        column = QVBoxLayout(self.window)
        self.inputs = {name: editor_of(Visit.fields[name], "visit", OPTIONS) for name in KINDS}
        for name, one in self.inputs.items():
            one.changes.edited.connect(lambda name=name: self.edits.append(name))
            column.addWidget(one)
        self.elsewhere = QLineEdit()
        column.addWidget(self.elsewhere)
        self.window.resize(600, 500)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    def at(self, name):
        """The input of a field, with the cursor in it."""
        self.inputs[name].setFocus()
        QApplication.processEvents()
        return self.inputs[name]

    def leave(self):
        """Put the cursor elsewhere."""
        self.elsewhere.setFocus()
        QApplication.processEvents()


@pytest.fixture
def room():
    """A window with one input of each kind."""
    room = Room()
    yield room
    room.window.close()
    room.window.deleteLater()
    QApplication.processEvents()


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """One key."""
    QTest.keyClick(widget, key, modifiers)


# -- what holds for every input


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_each_kind_of_field_has_its_widget(room, name, kind):
    """A field's kind decides its widget, which is named after its record and read aloud by its label."""
    one = room.inputs[name]
    assert type(one) is kind
    assert one.objectName() == f"visit.{name}"
    assert one.accessibleName() == Visit.fields[name].label


@pytest.mark.parametrize("name", KINDS)
def test_empty_at_first(room, name):
    """An input nobody has touched gives None, never an empty text or a no."""
    assert room.inputs[name].value() is None


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_what_is_shown_comes_back(room, name, value):
    """A value that is shown is given back as it was."""
    room.inputs[name].show_value(value)
    assert room.inputs[name].value() == value


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_showing_says_nothing(room, name, value):
    """What the program shows is no edit of a person's: nothing is emitted, be it shown, changed or taken away."""
    for shown in (value, None, value):
        room.at(name).show_value(shown)
    room.leave()
    assert room.edits == []


@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_none_empties(room, name, value):
    """Showing nothing empties the input."""
    room.inputs[name].show_value(value)
    room.inputs[name].show_value(None)
    assert room.inputs[name].value() is None


@pytest.mark.parametrize("name", KINDS)
def test_a_mark_is_a_property(room, name):
    """Trouble is shown by a state of the style sheet, and goes again; the value stays."""
    one = room.inputs[name]
    one.show_value(VALUES[name])
    for state in ("error", "warning", ""):
        one.mark(state)
        assert one.property("s") == state
    assert one.value() == VALUES[name]


# -- an input method


@pytest.mark.parametrize("name", TYPED)
def test_composing_is_known_and_over_when_it_ends(room, name):
    """An input is composing from the first letter the input method holds until it is committed or given up."""
    one = room.at(name)
    assert not one.composing()
    compose(one, "guo'gui")
    assert one.composing()
    compose(one, "")
    assert not one.composing()
    compose(one, "guo")
    commit(one, "郭")
    assert not one.composing()


@pytest.mark.parametrize("name", TYPED)
def test_nothing_is_written_into_a_word_being_composed(room, name):
    """A value that arrives while a word is being composed leaves the text and the word alone."""
    one = room.at(name)
    compose(one, "lu'deng")
    one.show_value(VALUES[name])
    assert one.composing()
    assert one.value() is None


@pytest.mark.parametrize("name", TYPED)
def test_composing_says_nothing(room, name):
    """Letters that are still the input method's are no edit."""
    one = room.at(name)
    for letters in ("l", "lu", "lu'd", "lu'deng"):
        compose(one, letters)
    assert room.edits == []
    compose(one, "")
    assert room.edits == []


@pytest.mark.parametrize(
    ("name", "words"), [("visitor_name", "郭桂兰"), ("statement", "路灯"), ("category", "供暖"), ("deputies", "解国栋")]
)
def test_a_committed_word_is_one_edit(room, name, words):
    """A word that took several letters to compose is edited once."""
    one = room.at(name)
    for letters in ("g", "gu", "gu'n"):
        compose(one, letters)
    commit(one, words)
    assert room.edits == [name]


def test_a_second_word_begins_as_the_first_is_committed(room):
    """An event that commits one word and begins the next leaves the input composing; it speaks when the last is in."""
    one = room.at("visitor_name")
    event = QInputMethodEvent("gui", [])
    event.setCommitString("郭")
    QApplication.sendEvent(one, event)
    assert one.composing() and one.text() == "郭"
    assert room.edits == []
    commit(one, "桂兰")
    assert one.value() == "郭桂兰"
    assert room.edits == ["visitor_name"]


# -- a line


def test_a_line_speaks_once_for_each_key(room):
    """Every letter typed is one edit, not two."""
    QTest.keyClicks(room.at("visitor_name"), "abc")
    assert room.edits == ["visitor_name"] * 3


@pytest.mark.parametrize("typed", ["", " ", "   "])
def test_a_blank_line_is_empty(room, typed):
    """Blanks alone are nothing."""
    QTest.keyClicks(room.at("visitor_name"), typed)
    assert room.inputs["visitor_name"].value() is None


def test_a_line_keeps_what_is_typed(room):
    """Nothing is reformatted or trimmed while a person types."""
    QTest.keyClicks(room.at("visitor_name"), " a  b ")
    room.leave()
    assert room.inputs["visitor_name"].value() == " a  b "


def test_a_shown_line_begins_at_its_beginning(room):
    """A text longer than the line shows its first words."""
    room.inputs["visitor_name"].show_value("很长的名字" * 40)
    assert room.inputs["visitor_name"].cursorPosition() == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("东街村", "东街村"),
        (3, "3"),
        (0, "0"),
        ("2026-10-14T09:05", "2026-10-14 09:05"),
        ("CT、2026-T0004", "CT、2026-T0004"),
        (["甲", "乙"], "甲、乙"),
    ],
)
def test_a_value_as_a_person_would_type_it(value, words):
    """Moments have a blank, several values 、, a nought is not nothing."""
    assert said(value) == words


# -- words


def test_tab_leaves_and_enter_stays(room):
    """In a long text Enter is a new line and Tab goes on to the next input."""
    one = room.at("statement")
    QTest.keyClicks(one, "a")
    press(one, Qt.Key.Key_Return)
    QTest.keyClicks(one, "b")
    assert one.value() == "a\nb"
    press(one, Qt.Key.Key_Tab)
    assert not one.hasFocus()
    assert one.value() == "a\nb"


def test_words_speak_once_for_each_key(room):
    """Every letter of a long text is one edit."""
    QTest.keyClicks(room.at("statement"), "abcd")
    assert room.edits == ["statement"] * 4


def test_words_grow_and_then_scroll(room):
    """A text grows by whole lines as they are drawn, so that none is cut, from the fewest to the most, no further."""
    one = room.inputs["statement"]
    heights = []
    for lines in (1, FEWEST["statement"], FEWEST["statement"] + 1, MOST, MOST + 5):
        one.show_value("\n".join("路" * lines))
        heights.append(one.sizeHint().height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    drawn = one.blockBoundingRect(one.firstVisibleBlock()).height()
    assert heights[2] - 14 >= (FEWEST["statement"] + 1) * drawn and heights[2] - heights[1] <= drawn + 1
    assert one.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
    one.show_value("路")
    assert one.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_blank_words_are_empty(room):
    """Blanks and new lines alone are nothing."""
    room.inputs["statement"].show_value(" \n\n ")
    assert room.inputs["statement"].value() is None


# -- a segment: 咨询 求助 投诉 建议 表扬


@pytest.mark.parametrize(
    ("letter", "word"), [("z", "咨询"), ("q", "求助"), ("t", "投诉"), ("j", "建议"), ("b", "表扬"), ("T", "投诉")]
)
def test_the_first_letter_picks(room, letter, word):
    """The first letter of a word's pinyin, small or large, presses its button: one edit."""
    QTest.keyClicks(room.at("nature"), letter)
    assert room.inputs["nature"].value() == word
    assert room.edits == ["nature"]


@pytest.mark.parametrize(("digit", "word"), [("1", "咨询"), ("5", "表扬")])
def test_the_place_picks(room, digit, word):
    """The digit of a word's place presses its button: who writes by an input method need not think of letters."""
    QTest.keyClicks(room.at("nature"), digit)
    assert room.inputs["nature"].value() == word
    assert room.edits == ["nature"]


def test_the_keys_come_after_the_click(room):
    """The press moves no focus, so that no form scrolls the button away before it is let go; the click brings the keys."""
    one = room.inputs["nature"]
    room.at("statement")
    button = next(button for button in one.findChildren(QPushButton) if button.text() == "投诉")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert not one.hasFocus()
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert one.value() == "投诉" and one.hasFocus()


@pytest.mark.parametrize("letter", ["x", "0", "6", "-"])
def test_a_letter_of_no_word(room, letter):
    """Any other key changes nothing and says nothing."""
    room.at("nature").show_value("投诉")
    QTest.keyClicks(room.inputs["nature"], letter)
    assert room.inputs["nature"].value() == "投诉"
    assert room.edits == []


def test_letters_go_round_among_words_that_begin_alike(room):
    """The same letter again moves to the next word that begins with it, then round."""
    rating = editor_of(Visit.fields["satisfaction"], "visit", OPTIONS)  # 满意 基本满意 不满意 未评价 无法回访
    room.window.layout().addWidget(rating)
    found = []
    for _ in range(3):
        QTest.keyClicks(rating, "w")
        found.append(rating.value())
    assert found == ["未评价", "无法回访", "未评价"]


def test_arrows_go_round(room):
    """Arrow keys move by one word; past the last comes the first, and from nothing the nearest end."""
    one, found = room.at("nature"), []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        press(one, key)
        found.append(one.value())
    assert found == ["咨询", "求助", "咨询", "表扬", "咨询"]
    one.show_value(None)
    press(one, Qt.Key.Key_Left)
    assert one.value() == "表扬"


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_a_choice_is_cleared(room, key):
    """Backspace and Delete take the choice back: one edit."""
    one = room.at("nature")
    one.show_value("求助")
    press(one, key)
    assert one.value() is None
    assert room.edits == ["nature"]


def test_a_letter_with_alt_is_the_windows(room):
    """Alt and a letter choose nothing here."""
    press(room.at("nature"), Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert room.inputs["nature"].value() is None
    assert room.edits == []


def test_clicks_choose_one_and_take_it_back(room):
    """A click presses one button only; a second click on it takes the choice back. Each is one edit."""
    one, found = room.inputs["nature"], []
    buttons = {button.text(): button for button in one.findChildren(QPushButton)}
    assert list(buttons) == ["咨询", "求助", "投诉", "建议", "表扬"]
    for word in ("求助", "建议", "建议"):
        QTest.mouseClick(buttons[word], Qt.MouseButton.LeftButton)
        found.append((one.value(), sum(button.isChecked() for button in buttons.values())))
    assert found == [("求助", 1), ("建议", 1), (None, 0)]
    assert room.edits == ["nature"] * 3


def test_a_shown_choice_is_taken_back_by_a_click(room):
    """What the program showed is taken back by one click, as what a person chose."""
    one = room.inputs["nature"]
    one.show_value("投诉")
    QTest.mouseClick(next(b for b in one.findChildren(QPushButton) if b.text() == "投诉"), Qt.MouseButton.LeftButton)
    assert one.value() is None


def test_one_stop_for_tab(room):
    """The buttons take no cursor themselves; the row does, and shows it."""
    one = room.at("nature")
    buttons = one.findChildren(QPushButton)
    assert one.hasFocus() and all(button.property("ring") for button in buttons)
    assert one.findChild(QWidget, "qt_focus_ring") is None  # its buttons are ringed, no frame around them besides
    assert all(button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in buttons)
    room.leave()
    assert not any(button.property("ring") for button in buttons)


# -- a tick


def test_space_ticks(room):
    """Space ticks and unticks, one edit each; unticked is absent, not no."""
    one, found = room.at("informed"), []
    for _ in range(2):
        press(one, Qt.Key.Key_Space)
        found.append(one.value())
    assert found == [True, None]
    assert room.edits == ["informed"] * 2


@pytest.mark.parametrize(("value", "kept"), [(True, True), (False, None), (None, None)])
def test_a_no_is_shown_unticked(room, value, kept):
    """A stored no and an absent value look alike."""
    room.inputs["informed"].show_value(value)
    assert room.inputs["informed"].value() is kept


# -- a chooser


@pytest.mark.parametrize(("typed", "name"), [("gn", "供暖"), ("dl", "道路与路灯"), ("jy", "教育")])
def test_initials_choose(room, typed, name):
    """Initials offer the name, and leaving the line takes it."""
    one = room.at("category")
    QTest.keyClicks(one, typed)
    assert one.offering()
    room.leave()
    assert one.value() == name
    assert not one.offering()


def test_taking_is_one_edit(room):
    """What taking a row writes into the line is edited once, beside the two letters typed."""
    QTest.keyClicks(room.at("category"), "gn")
    press(room.inputs["category"], Qt.Key.Key_Return)
    assert room.edits == ["category"] * 3
    assert room.inputs["category"].value() == "供暖"


def test_several_names(room):
    """Initials with separators between them choose several; what is kept for the names is given back in order."""
    one = room.at("deputies")
    QTest.keyClicks(one, "gzy,xgd ")
    room.leave()
    assert one.text() == "郭志远、解国栋"
    assert one.value() == ["id-3", "id-1"]


@pytest.mark.parametrize("separator", "、，,；; ")
def test_any_separator(room, separator):
    """Names may be separated by whatever a person types between them."""
    one = room.at("deputies")
    commit(one, f"解国栋{separator}冯玉梅")
    assert one.value() == ["id-1", "id-2"]


def test_a_name_not_in_the_list_is_kept(room):
    """A name nobody listed stays as written, beside one that is listed."""
    one = room.at("deputies")
    commit(one, "解国栋、欧阳海")
    assert one.value() == ["id-1", "欧阳海"]


def test_a_name_already_chosen_is_not_offered(room):
    """Who is named already is offered no more."""
    one = room.at("deputies")
    commit(one, "解国栋、")
    QTest.keyClicks(one, "xgd")
    assert not one.offering()


def test_backspace_clears(room):
    """A choice is emptied with Backspace; it is then absent and nothing is offered."""
    one = room.at("category")
    one.show_value("供暖")
    one.selectAll()
    press(one, Qt.Key.Key_Backspace)
    assert one.value() is None
    assert not one.offering()
    assert room.edits == ["category"]


def test_a_kept_id_is_shown_by_its_name(room):
    """An id is shown as its name; one that nobody knows as it is."""
    room.inputs["deputies"].show_value(["id-2", "id-9"])
    assert room.inputs["deputies"].text() == "冯玉梅、id-9"


def test_composed_initials_are_offered_without_being_written(room):
    """Initials the input method still holds open the list; the line stays empty and says nothing."""
    one = room.at("deputies")
    compose(one, "f'y'm")
    assert one.offering()
    assert (one.text(), room.edits) == ("", [])


def test_the_whole_list(room):
    """Alt and ↓ show all there is to choose; Esc closes it and changes nothing."""
    one = room.at("category")
    press(one, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert one.offering()
    press(one, Qt.Key.Key_Escape)
    assert not one.offering()
    assert (one.value(), room.edits) == (None, [])


def test_arrows_go_round_the_list(room):
    """↑ from the first row means the last."""
    one = room.at("category")
    press(one, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(one, Qt.Key.Key_Up)
    press(one, Qt.Key.Key_Return)
    assert one.value() == "教育"


def test_a_label_shows_what_was_typed(qapp):
    """Signs of a page's markup in somebody's words are seen as they were typed: they make nothing larger and fetch nothing."""
    assert label("<h1>粗</h1>").sizeHint().height() == label("粗").sizeHint().height()
    assert label("<img src='x'>").sizeHint().width() > label("").sizeHint().width()
