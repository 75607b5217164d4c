"""The main window: tabs on top, one page below, a status line; it knows no page by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QMainWindow, QScrollArea, QWidget

from lianluozhan import parts
from lianluozhan.handbook import NAME
from lianluozhan.store import Store
from ui.bar import Bar
from ui.find import FIND, Find
from ui.leaf import HELP, SETTINGS, Leaf, Waiting
from ui.page import Page, Surroundings
from ui.trouble import LOG, Bug, Notice
from ui.widgets.dialog import Dialog
from ui.widgets.last_act import LastAct
from ui.widgets.order import InOrder
from ui.widgets.page_room import PageRoom, framed
from ui.widgets.typist import Typist
from ui.widgets.wear import hairline


class Window(InOrder, QMainWindow):
    """The program's one window on one data folder. Pages are made when first looked at.

    `larger` asks for bigger (1) or smaller (-1) letters.
    """

    larger = Signal(int)

    def __init__(self, around: Surroundings, pages: Sequence[Leaf]) -> None:
        super().__init__()
        self.around, self._leaves = around, [leaf for leaf in pages if leaf.serves(around.identity)]
        self.setObjectName("window")
        self.setWindowTitle(f"{around.identity.name} — 联络站")
        self.setMinimumSize(880, 400)
        self.resize(1366, 689)
        self._made, self._last_tab = dict[int, Page](), 0
        self._room = PageRoom(around.theme)
        self._stack = self._room.pages
        self.bar = Bar(self._leaves, around.theme)
        self._line = hairline()
        self.setCentralWidget(framed(self.bar, self._line, self._room))
        self.last, self.typist = LastAct(around.desk), Typist(around.identity.name, around.operator, around.desk)
        for part in (self.last, self.typist):
            self.statusBar().addPermanentWidget(part)
        self.notice, self.bug, self.find = Notice(self), Bug(self, around.theme), Find(self, around.desk, around.theme)
        around.theme.dress(*self._around_pages())
        self._connect()

    def _around_pages(self) -> tuple[QWidget, ...]:
        """Asked for anew each time: what Qt made is not kept hold of."""
        return (self.bar, self._line, *self._room.bars(), self.statusBar(), self.notice, self.find)

    def _connect(self) -> None:
        desk = self.around.desk
        # what an act did is said by its page, else by itself
        desk.acted.connect(lambda *_act: self.statusBar().clearMessage())
        desk.changed.connect(self._changed)
        self.last.said.connect(self._say)
        desk.refused.connect(self.notice.tell)
        desk.broken.connect(self.report)
        self.find.wants.connect(self.show_record)
        self._count()
        self.bar.chosen.connect(self.go_to)
        self.bar.add_find(FIND, "Ctrl+K", self.find.start)
        for name, words, key, press, head in (
            ("window_find_all", FIND, "Ctrl+K", self.find.start, HELP),
            ("window_larger", "字大一点", "Ctrl+=", lambda: self.larger.emit(1), SETTINGS),
            ("window_smaller", "字小一点", "Ctrl+-", lambda: self.larger.emit(-1), SETTINGS),
            ("window_help", NAME, "F1", self.show_help, HELP),
            ("window_about", "关于", "", self.show_about, HELP),
        ):
            self.bar.add_action(name, words, key, press, head)

    # -- pages

    def go_to(self, place: int) -> None:
        """Show a page by its place."""
        before = self._stack.currentWidget()
        if isinstance(before, Page) and before is not self._made.get(place):
            before.leave()
        if place not in self._made:
            self._make(place)
        elif self.around.theme.dress(self._made[place]):  # it was not seen when colours or sizes became others
            self._made[place].restyle()
        if not self._leaves[place].more:
            self._last_tab = place
        self.bar.show_chosen(place)
        self.last.stand_back(self._made[place].takes_back)
        self._stack.setCurrentWidget(self._made[place])
        self._made[place].show_up()
        focus = self.focusWidget()
        if focus is None or type(focus) is QScrollArea or not self._made[place].isAncestorOf(focus):
            self._made[place].setFocus()  # keys go to what is seen; where on it the page knows best

    def _make(self, place: int) -> None:
        page = self._leaves[place].made(self.around)
        page.said.connect(lambda words: self.statusBar().showMessage(words))
        page.wants.connect(self.show_record)
        page.back.connect(lambda: self.go_to(self._last_tab))
        self._made[place] = page
        self._stack.addWidget(page)
        self.around.theme.dress(page)

    def page(self, noun: str) -> Page:
        """The page of a kind of record, shown; the tab that was open where somebody has no such page."""
        self.go_to(next((place for place, leaf in enumerate(self._leaves) if leaf.noun == noun), self._last_tab))
        return self._stack.currentWidget()

    def show_record(self, noun: str, id: str) -> None:
        """Show a record on its page."""
        page = self.page(noun)
        if id and page.noun == noun:
            page.lead_to(id)

    def _say(self, words: str, own: bool) -> None:
        """What an act did, unless its page has said it in its own words; `own` words stand in any case."""
        if own or not self.statusBar().currentMessage():
            self.statusBar().showMessage(words)

    def _changed(self, nouns: frozenset[str]) -> None:
        for page in self._made.values():
            page.changed(nouns)
        self._count()

    def _count(self) -> None:
        """Have the bar show the pages of what is switched on, and say what waits behind its tabs."""
        self.around.desk.ask(lambda store: _state(store, self._leaves), self.bar.show_state)

    # -- what belongs to the whole window

    def report(self, trouble: BaseException) -> None:
        """A mistake of ours: tell the person once, and the log without their data; the log is a file, so in the worker."""
        told = self.bug.tell(trouble)
        self.around.desk.ask(lambda _store: LOG.error(told))

    def show_help(self) -> QDialog:
        """F1: the chapter about this page, its keys and the window's."""
        from ui.handbook import turn_to  # what draws papers comes with it

        return turn_to(self, self._stack.currentWidget())

    def show_about(self) -> QDialog:
        """关于."""
        from ui.about import About

        return About(self, self.around)

    def restyle(self) -> None:
        """Colours or sizes are others now: what is seen is measured and painted anew; any other page when it is shown."""
        seen = self._stack.currentWidget()
        dialogs = [one for one in self.findChildren(Dialog) if one.isVisible()]
        self.around.theme.dress(*self._around_pages(), seen, *dialogs)
        self.bar.restyle()
        seen.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+Z outside a text takes the last act back."""
        if event.matches(QKeySequence.StandardKey.Undo) and self.last.isVisible():
            self.last.press()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep what is being written, then let go of the folder."""
        for page in self._made.values():
            page.leave()
        self.hide()  # a backup may take its time
        self.around.desk.close()
        super().closeEvent(event)


def _state(store: Store, leaves: Sequence[Leaf]) -> tuple[frozenset[str], list[Waiting]]:
    """The pages of what is not switched on, and what waits behind each."""
    return parts.hidden_pages(store), [leaf.waiting(store) for leaf in leaves]
