"""意见登记: an issue of its own or from a visit, with everything the visit knows; registered and passed on in one act."""

from __future__ import annotations

from collections import ChainMap
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut

from lianluozhan.draft import Draft, draft_of
from lianluozhan.table import Key
from ui.asks.issue import DRAFT, VIEWS, Carried, Opened, carried, grounds, led_to, listed, opened, recent_visits
from ui.listing import Item, Listing
from ui.page import Page, Surroundings
from ui.pages import ISSUE
from ui.widgets.issue_writing import IssueWriting
from ui.widgets.panes import Panes
from ui.widgets.side import Side
from ui.widgets.whose import Whose


class IssuePage(Page):
    """List, form, hints."""

    leaf = ISSUE
    concerns: ClassVar[frozenset[str]] = frozenset(
        ("issue", "followup", "visit", "deputy", "organ", "category", "rule", "calendar")
    )

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._visits: dict[str, Any] = {"visit": []}  # and what a suggestion may be founded on
        self.list = Listing("issue", self.title, self.theme)
        self.side = Side(
            self.list, VIEWS, "标题、反映人、编号", self.button("new", "登记意见", self.new, "Ctrl+N"), None
        )
        self.whose = self.side.add(Whose(self))
        self._to_list = self.button("list", "名单", self._open_list, "F6", "link")
        self.writing = IssueWriting(self, ChainMap(self._visits, around.options), self._to_list)
        self.form = self.writing.form
        self.panes = Panes(self.side, self.writing, self.form.hints, self.theme, self._to_list)
        self.fill(self.panes)
        self._connect()
        self.new()

    def _connect(self) -> None:
        self.side.asked.connect(self.reload)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: (self.panes.close_over(), self.form.start()))
        self.list.clicked.connect(lambda _index: self.panes.close_over())
        self.form.hints.wants.connect(self.wants)
        self.writing.said.connect(self.said)
        self.writing.goes_on.connect(lambda id: self.wants.emit("followup", id))
        self.writing.drafting.stacked.connect(self.reload)
        self.writing_down.append(self.writing.drafting.keep)
        for key, words, press in (
            ("Ctrl+F", "筛选", self.side.filter.setFocus),
            ("F8", "到要改的那项", self.form.form.next_wrong),
            ("Ctrl+H", "提示", self.panes.toggle_hints),
        ):
            self.keys.append((key, words))
            QShortcut(QKeySequence(key), self).activated.connect(press)

    # -- the list

    def show_up(self) -> None:
        """Looked at: the cursor is where writing goes on."""
        super().show_up()
        if self.writing.opened is None and not self.form.form.here():
            self.form.start()

    def reload(self) -> None:
        """The list, and the visits an issue may be taken from."""
        words, view = self.side.words(), self.side.view()
        self.whose.refresh()
        self.desk.ask(
            lambda store: (listed(self.whose.of(store), words, view), recent_visits(store), grounds(store)), self._show
        )

    def _show(self, found: tuple[tuple[list[Item], dict[str, str], str], list, dict[str, list]]) -> None:
        shown, self._visits["visit"], more = found
        self._visits |= more
        self.side.show_items(*shown)

    def _choose(self, key: Key) -> None:
        self.writing.drafting.keep()
        if key[0] == DRAFT:  # the file holds what was written since its row was
            self.show_record(key[1].id)
        else:
            self.desk.ask(lambda store: opened(store, key), self.writing.show_opened)

    def _open_list(self) -> None:
        self.panes.toggle_list()
        self.list.setFocus()

    def show_record(self, id: str) -> None:
        """Show this issue; where the id is a draft's, go on with it, where a visit's, begin one from it."""
        self.desk.ask(
            lambda store: (led_to(store, id), carried(store, id), draft_of(store, self.noun, id)),
            lambda found: self._led(*found),
        )

    def _led(self, issue: Opened | None, visit: Carried | None, draft: Draft | None) -> None:
        if issue is not None:
            self.writing.show_opened(issue)
        elif visit is not None:
            self.new()
            self.writing.carry(visit)
        elif draft is not None:
            self.writing.restore(draft)

    def new(self) -> None:
        """An empty form; what was being written is kept as a draft."""
        self.list.setCurrentIndex(self.list.rows.index(-1))
        self.writing.new()
