"""The parts pages are put together from, each by itself: what it shows, what it says, what it gives back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QStyleOptionViewItem, QVBoxLayout, QWidget

from lianluozhan.errors import Problem
from lianluozhan.handbook import chapters
from lianluozhan.intake import Taken
from lianluozhan.package.arrive import Arrived
from lianluozhan.package.merge import Report
from lianluozhan.visit import Visit
from ui.asks.package import Written
from ui.theme import COLOURS, DARK, LIGHT, Theme
from ui.trouble import Notice
from ui.widgets.applying import Applying
from ui.widgets.covering import Covering
from ui.widgets.field_list import FieldList
from ui.widgets.handbook_chapters import Chapters
from ui.widgets.issue_saving import NEW, THERE, IssueSaving
from ui.widgets.month_grid import Cell, DayPainter, Days
from ui.widgets.order import COVERS
from ui.widgets.package_list import PackageList
from ui.widgets.pane import Panes, Refusal
from ui.widgets.pieces import button
from ui.widgets.preview_head import BUTTONS, SIGNS, PreviewHead
from ui.widgets.scrolled import scrolled
from ui.widgets.sheet_start import SheetStart
from ui.widgets.sought import FIELDS, Sought
from ui.widgets.taken_card import TakenCard
from ui.widgets.taken_in import TakenIn
from ui.widgets.typist import Typist
from ui.widgets.written import WrittenCard

OURS = "140405102-140405-20261031-1700-0a1b2c3d.llz"


@pytest.fixture
def page(qapp, qtbot):
    """A shown page with nothing on it, which makes buttons as pages do."""
    made = QWidget()
    made.button = lambda verb, words, press, key="", look="": button("issue", verb, words, press, look)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def seen(card):
    """All words of a part that are not put away."""
    return "\n".join(one.text() for one in card.findChildren(QLabel) if not one.isHidden())


# ---- lists


@pytest.fixture
def contents(qapp):
    """The chapters of the handbook; `said` holds what was chosen."""
    made = Chapters()
    made.said = []
    made.chosen.connect(made.said.append)
    made.show_chapters(chapters())
    made.narrow("")
    return made


def test_the_contents_of_the_handbook_are_narrowed_by_words(contents):
    """Only chapters with the words stay, the one that is read stays chosen, and nothing found is said."""
    first = contents.list.item(0).text()
    contents.line.setText("备份")
    assert contents.words() == "备份" and not contents.narrow("没有这一章")
    assert 0 < contents.list.count() < len(chapters())
    contents.line.setText("从来没有的词")
    assert not contents.narrow(first)
    assert "从来没有的词" in contents.list.item(0).text() and not contents.list.item(0).flags()


def test_a_chapter_the_words_hide_is_found_again(contents):
    """Going to a chapter gives up the words that hide it."""
    contents.narrowed.connect(lambda: contents.narrow(""))
    contents.line.setText("从来没有的词")
    contents.go_to("备份与恢复")
    assert contents.line.text() == "" and contents.said[-1] == "备份与恢复"


def test_packages_are_listed_by_who_wrote_them(qapp):
    """Added ones are marked; what is gone leaves, and only what is marked is taken in."""
    made, ours, other = PackageList(Theme()), Path("/stick") / OURS, Path("/stick/别的.llz")
    made.add([ours, other])
    assert made.listed() == [ours, other] and made.marked() == (ours, other)
    assert made.item(0).text().endswith(OURS) and "2026-10-31 17:00" in made.item(0).text()
    assert made.item(1).text() == "别的.llz"
    made.item(0).setSelected(False)
    assert made.marked() == (other,)
    made.drop([other])
    assert made.listed() == [ours]


def test_fields_are_ticked_and_put_in_order(qapp):
    """The ticked ones stand first in their order; what is dragged or unticked is read as it stands."""
    made = FieldList("own_table")
    made.show_fields(Visit, ("category", "number"), ("number", "category", "outcome"))
    assert made.ticked() == ("category", "number") and made.count() == 3
    assert made.item(2).text() == Visit.outcome.label
    made.insertItem(0, made.takeItem(1))
    made.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert made.ticked() == ("number",)


# ---- what came of something


def test_what_was_written_is_said(qapp):
    """Where it lies, how large it is, what it lacks and who gets it now."""
    card = WrittenCard()
    card.show_written(Written(Path("/stick") / OURS, 2048, {"接待": 3}, 2, "旁边还有一份", "可以拔出 U 盘"), "交给区里")
    words = seen(card)
    assert "可以拔出 U 盘\n交给区里。" in words and OURS in words and "有 2 份附件不在这台电脑上" in words
    card.show_written(Written(Path("/stick") / OURS, 2048, {"接待": 3}, 0), "交给区里")
    assert "份附件" not in seen(card)


def test_what_was_taken_in_is_said(qapp):
    """How many came in, how many did not, and each in its row."""
    card, good = TakenIn(), Arrived(OURS, Report(added=3), None)
    card.show_arrived([good], [Path("/stick") / OURS])
    assert card.headline.text() == "✓ 1 个包已导入，核对无误"
    card.show_arrived([good, Arrived("坏的.llz", None, Problem("包坏了"))], [Path("/stick") / OURS])
    assert card.headline.text() == "✓ 1 个包已导入，1 个没有导入" and "坏的.llz" in seen(card)


def test_what_came_of_a_sheet_is_said(qapp):
    """New and known rows, where the bad ones lie, and dates that moved."""
    card = TakenCard()
    card.show_taken("接待", Taken(new=4, changed=1, same=2, written={"visit": 5, "nothing": 1}), 0, None)
    assert card.headline.text() == "✓ 接待：录入 5 行，2 行以前录过" and card.left.text() == ""
    assert "接待" in seen(card.numbers) and "nothing" not in seen(card.numbers)
    card.show_taken("接待", Taken(new=1, told=["Y0001 的期限"]), 3, Path("要改的行.xlsx"))
    assert card.headline.text() == "✓ 接待：录入 1 行"
    assert card.left.text().splitlines() == [
        "坏的 3 行另存在 要改的行.xlsx，改好后再导一次。",
        "期限重算：Y0001 的期限",
    ]


def test_no_other_sheet_is_chosen_while_one_is_read(qapp):
    """Its button is grey meanwhile."""
    choose = QPushButton()
    start = SheetStart("从表格导入", "sheet_import", choose)
    assert callable(start.begin()) and not choose.isEnabled()
    start.end()
    assert choose.isEnabled()


# ---- what is asked


def test_who_is_sought_is_told_as_it_stands(qapp):
    """Three inputs with the names of the fields; Enter in any of them asks."""
    made, asked = Sought("person"), []
    made.wanted.connect(lambda: asked.append(made.typed()))
    assert [one.objectName() for one in made.findChildren(QLineEdit)] == [f"person.{name}" for name in FIELDS]
    assert made.inputs["phone"].accessibleName() == Visit.visitor_phone.label
    made.inputs["name"].setText("郭桂兰")
    QTest.keyClick(made.inputs["phone"], Qt.Key.Key_Return)
    assert asked == [("郭桂兰", "", "")]


class StandIn(QObject):
    """A desk that does at once what it is asked, and notes it."""

    signed = Signal(str)

    def __init__(self):
        super().__init__()
        self.operator, self.did, self.problem = "联络员甲", [], None

    def act(self, verb, _work, done, refused):
        self.did.append(verb)
        refused(self.problem) if self.problem else done(None)


def test_an_application_needs_their_words(qapp):
    """Without a word nothing is written down; with some it is, and the line is empty again."""
    desk, said = StandIn(), []
    made = Applying("person", desk)
    made.done.connect(said.append)
    made.refused.connect(lambda problem: said.append(problem.what))
    made.begin(3)
    assert "3 条" in made.about.text()
    made.apply([("visit", "1")])
    assert desk.did == [] and "哪怕一句" in made.wrong.text()
    made.words.setText("本人来电要求删除")
    desk.problem = Problem("别处改过")
    made.apply([("visit", "1")])
    assert made.words.text() and said == ["别处改过"]
    desk.problem = None
    made.apply([("visit", "1")])
    assert desk.did == ["apply", "apply"] and said[-1].startswith("✓ 已登记") and made.words.text() == ""


def test_saving_an_issue_is_called_by_what_it_does(page):
    """A new one is registered, one that is there is passed on; what does not fit is not shown."""
    pressed = []
    saving = IssueSaving(page, pressed.append)
    for one in saving.buttons:
        one.setParent(page)
    saving.offer(NEW, True, True, True)
    assert [one.accessibleName() for one in saving.buttons] == list(NEW) and saving.escalate.isVisible()
    saving.offer(THERE, True, False, True)
    assert saving.assign.accessibleName() == THERE[0] and not saving.escalate.isVisible()
    saving.offer(THERE, False, True, True)
    assert [one.isVisible() for one in saving.buttons] == [False, False, True]
    saving.offer(THERE, True, True, False)
    assert not any(one.isVisible() for one in saving.buttons)
    saving.enable(True)
    for one in saving.buttons:
        one.click()
    assert pressed == ["交办", "报区", ""]
    saving.enable(False)
    assert not saving.save.isEnabled()


# ---- room


def test_what_covers_a_page_is_as_large_as_it(page):
    """Put away at first; it follows the page when that is made larger, and what is below is not read."""
    over = Covering(page, "spread", "surface")
    assert over.isHidden() and over.property(COVERS)
    over.cover()
    assert over.isVisible() and over.size() == page.size()
    page.resize(700, 500)
    assert over.size() == page.size()


@pytest.mark.parametrize("sideways", [True, False])
def test_scrolled_parts_have_no_frame(qapp, sideways):
    """What folds its lines is never scrolled sideways."""
    inside = QLabel("一")
    area = scrolled(inside, sideways=sideways)
    assert area.widget() is inside and area.widgetResizable() and area.frameShape() == QScrollArea.Shape.NoFrame
    off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert off is not sideways


def test_what_did_not_happen_can_be_copied(qapp):
    """The pane of a refusal has its words to copy, then what one can do."""
    panes, refusal, back = Panes(Theme()), Refusal("package", "没有导出"), QPushButton("返回")
    pane = panes.refused(refusal, back)
    refusal.tell(Problem("U 盘满了"))
    assert panes.shown() is pane and "U 盘满了。" in seen(pane)
    assert panes.feet.currentWidget().findChildren(QPushButton) == [refusal.copy, back]


def test_the_head_of_papers_has_signs_where_it_is_narrow(qapp):
    """Its buttons do what they are told to; turning ends at the first and the last page."""
    done = []
    does = {verb: lambda verb=verb: done.append(verb) for verb in BUTTONS}
    head = PreviewHead(does, QLineEdit())
    for one in head.findChildren(QPushButton):
        one.click()
    assert sorted(done) == sorted(BUTTONS)
    parts = (head.before, head.after, *head.zooms)
    head.fit(False)
    assert tuple(one.text() for one in parts) == SIGNS and head.before.toolTip() == "上一页" and head.title.isHidden()
    head.fit(True)
    assert head.after.text() == "下一页" and head.after.toolTip() == "" and not head.title.isHidden()
    head.show_place(0, 2)
    assert head.where.text() == "第 1 / 2 页" and not head.before.isEnabled() and head.after.isEnabled()
    head.show_place(1, 2)
    assert head.before.isEnabled() and not head.after.isEnabled()


def test_who_types_is_said_until_somebody_else_does(qapp):
    """The folder's name, and whoever signed in last."""
    desk = StandIn()
    typist = Typist("渔泽镇人大代表联络站", "联络员甲", desk)
    assert typist.text() == "　渔泽镇人大代表联络站　联络员甲"
    desk.signed.emit("联络员乙")
    assert typist.text().endswith("联络员乙")


# ---- a notice and its key


def escape(window, kind=QKeyEvent.Type.KeyPress):
    """Esc as the window hears it; whether it was taken."""
    event = QKeyEvent(kind, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    event.setAccepted(False)
    QCoreApplication.sendEvent(window, event)
    return event.isAccepted()


def test_esc_is_a_notices_only_while_it_is_read(page):
    """While it is read Esc is for it before any shortcut; then it is the page's again."""
    QVBoxLayout(page)
    notice = Notice(page)
    assert not escape(page, QKeyEvent.Type.ShortcutOverride)
    notice.tell(Problem("没有做成", then="再试一次"))
    assert notice.isVisible() and escape(page, QKeyEvent.Type.ShortcutOverride)
    escape(page)
    assert not notice.isVisible() and not escape(page, QKeyEvent.Type.ShortcutOverride)


def test_every_colour_has_its_place_on_both_grounds():
    """Light and dark are two columns of one table: neither lacks a token."""
    assert list(LIGHT) == list(DARK) == list(COLOURS)
    assert all(len(pair) == 2 and all(one.startswith("#") for one in pair) for pair in COLOURS.values())


@pytest.mark.parametrize("height", [6, 20, 30, 60])
@pytest.mark.parametrize("names", [(), ("彭喆",), ("彭喆", "单立人", "解国栋")])
def test_a_day_lower_than_its_number_is_drawn(qapp, height, names):
    """A month's window may be laid out with rows too low for a line, or for the number itself: the day is drawn as it can be."""
    days, option = Days(), QStyleOptionViewItem()
    days.show([Cell("2026-10-01", "", "", names, True, False, True, "10月1日")])
    option.rect = QRect(0, 0, 90, height)
    image = QImage(90, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    DayPainter(Theme(1.0)).paint(painter, option, days.at("2026-10-01"))
    painter.end()
    assert any(image.pixelColor(x, y) != image.pixelColor(0, 59) for x in range(90) for y in range(height - 1))
