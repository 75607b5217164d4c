"""A visit as it stands in the ledger: changed, voided, or asked for what else was said in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal

from lianluozhan.act import Act
from lianluozhan.amend import send_back, void
from lianluozhan.draft import Draft
from lianluozhan.errors import Problem
from lianluozhan.looked import KIND
from lianluozhan.reception import track_visit
from lianluozhan.record import new_id, short_number
from lianluozhan.veil import seen, unveil
from lianluozhan.visit import ON_THE_SPOT, Visit
from ui.asks.visit import Opened, awaited, changing, led_to
from ui.entering import Further
from ui.half_written import HAVE_BACK, UNCHANGED
from ui.page import Page
from ui.talk import CALLED, TALK, TRACK
from ui.widgets.reading import Reading


class VisitReading(Reading):
    """`shown` says that a visit is read here now, `left` that writing goes on.

    `resumed` carries a draft that was led to, `change_wanted` what was opened to be changed, `further` a visit that raised more.
    """

    shown = Signal()
    resumed = Signal(object)
    awaited = Signal(dict)  # what an appointment said already
    change_wanted = Signal(object)
    further = Signal(object)
    left = Signal()
    wanted_back = Signal(str)  # the change that was thrown away, by its draft

    def __init__(self, page: Page, dropped: Mapping[str, Draft]) -> None:
        super().__init__(page, TALK, CALLED)
        self.opened: Opened | None = None
        self._dropped = dropped  # what is not wanted any more of what was being written
        self.another = page.button("add_issue", Further.title, self.go_further)
        self.tracking = page.button("track", TRACK, lambda: self.track(self.opened.visit))
        self.have_back = page.button("have_back", HAVE_BACK, self._have_back, look="link")
        self._foot.addWidget(self.have_back)
        self.add_button(self.tracking)
        self.add_button(self.another)
        for part in (self.have_back, self.tracking, self.another):
            part.hide()  # before anything is read it takes no room
        self.asked.connect(self._asked)
        self.followed.connect(lambda id: page.wants.emit("followup", id))

    def lead_to(self, id: str) -> None:
        """Read the visit of an id; where it is a draft's, go on with that, where an appointment's, begin its visit."""
        self._page.desk.ask(lambda store: led_to(store, id) or awaited(store, id), self._show)

    def _show(self, found: Opened | Draft | dict | None) -> None:
        if isinstance(found, Draft):
            self.resumed.emit(found)
        elif isinstance(found, dict):
            self.awaited.emit(found)
        elif found is not None:
            self.opened = found
            self.show_record(Visit.fields, found.row, found.history, found.issues)
            ours = not found.visit.voided and not self.theirs
            self.another.setVisible(ours)
            self.tracking.setVisible(ours and not found.issues and found.visit.outcome == ON_THE_SPOT)
            back = ours and found.draft in self._dropped
            self.have_back.setVisible(back)
            if back:
                self.state.say(UNCHANGED, "saved")
            self.shown.emit()

    def _have_back(self) -> None:
        self.wanted_back.emit(self.opened.draft)

    def go_further(self) -> None:
        """还有一件事 of the visit that is read."""
        if self.opened is not None and self.another.isVisible():
            self.further.emit(self.opened.visit)
            self.left.emit()

    def track(self, visit: Visit) -> None:
        """Register what was answered on the spot as an issue: the answer is there, whether it helped is asked later."""
        write = partial(_track, visit)
        self._page.desk.act(
            "add_matter", write, partial(self._tracked, visit), lambda problem: self.refuse(problem.what)
        )

    def _tracked(self, visit: Visit, number: str) -> None:
        self._page.said.emit(f"刚才：{short_number(visit.number)} 的答复已登记为意见 {short_number(number)}，改天回访")
        if self.isVisible():
            self.lead_to(visit.id)

    def _asked(self, verb: str) -> None:
        found, desk = self.opened, self._page.desk
        if verb == "change":  # its form shows everything
            desk.act(
                KIND, lambda act: (seen(act, found.visit), changing(act.store, found))[1], self._change, self._refused
            )
        elif verb == "reveal":
            desk.act(KIND, lambda act: unveil(act, found.visit), self.show_whole, self._refused)
        elif verb == "back":
            self.left.emit()
        else:
            reason, again = self.reason.text(), partial(self.lead_to, found.visit.id)
            write = send_back if verb == "send_back" else void
            desk.act(verb, lambda act: write(act, found.visit, reason), lambda _none: again(), self._refused)

    def _refused(self, problem: Problem) -> None:
        self.refuse(problem.what)

    def _change(self, found: Opened | Draft) -> None:
        if isinstance(found, Draft):
            self.resumed.emit(found)
        else:
            self.change_wanted.emit(found)
            self.left.emit()


def _track(visit: Visit, act: Act) -> str:
    return track_visit(act, new_id(), act.store.get(Visit, (visit.world, visit.id))).number
