"""A visit as it stands in the ledger: changed, voided, or asked for what else was said in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from lianluozhan.amend import void
from lianluozhan.draft import Draft
from lianluozhan.visit import Visit
from ui.entering import Further
from ui.page import Page
from ui.received import Opened, changing, led_to
from ui.talk import CALLED, TALK
from ui.widgets.reading import Reading


class VisitReading(Reading):
    """`shown` says that a visit is read here now, `left` that writing goes on.

    `resumed` carries a draft that was led to, `change_wanted` what was opened to be changed, `further` a visit that raised more.
    """

    shown = Signal()
    resumed = Signal(object)
    change_wanted = Signal(object)
    further = Signal(object)
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, TALK, CALLED)
        self.opened: Opened | None = None
        self.another = page.button("add_issue", Further.title, self.go_further)
        self.add_button(self.another)
        self.asked.connect(self._asked)
        self.followed.connect(lambda id: page.wants.emit("followup", id))

    def lead_to(self, id: str) -> None:
        """Read the visit of an id; where it is a draft's, go on with that."""
        self._page.desk.ask(lambda store: led_to(store, id), self._show)

    def _show(self, found: Opened | Draft | None) -> None:
        if isinstance(found, Draft):
            self.resumed.emit(found)
        elif found is not None:
            self.opened = found
            self.show_record(Visit.fields, found.row, found.history, found.issues)
            self.another.setVisible(not found.visit.voided)
            self.shown.emit()

    def go_further(self) -> None:
        """还有一件事 of the visit that is read."""
        if self.opened is not None and not self.opened.visit.voided:
            self.further.emit(self.opened.visit)
            self.left.emit()

    def _asked(self, verb: str) -> None:
        found, desk = self.opened, self._page.desk
        if verb == "change":
            desk.ask(lambda store: changing(store, found), self._change)
        elif verb == "back":
            self.left.emit()
        else:
            reason, again = self.reason.text(), partial(self.lead_to, found.visit.id)
            desk.act("void", lambda act: void(act, found.visit, reason), lambda _none: again(), lambda problem: self.refuse(problem.what))

    def _change(self, found: Opened | Draft) -> None:
        if isinstance(found, Draft):
            self.resumed.emit(found)
        else:
            self.change_wanted.emit(found)
            self.left.emit()
