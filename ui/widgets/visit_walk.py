"""走访: one outing, many households. When, where and who went is said once; each household is a visit of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from lianluozhan import clock
from lianluozhan.draft import Draft, draft_of, keep
from lianluozhan.duty import WALKED
from lianluozhan.record import Record
from lianluozhan.store import Store
from ui.entering import New, Walk
from ui.page import Page
from ui.talk import FACTS, OUTING, village
from ui.widgets.visit_form import VisitForm

HOURS = ("received_at", "until")
KEPT_AS, ON = ("outing", "last"), "on"  # (noun, id) of what is kept of an outing in the file; whether it goes on


class VisitWalk(VisitForm):
    """`walking` says whether an outing is under way; it outlives the window."""

    walking = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._outing: Mapping[str, Any] | None = None  # what every household has in common, while one goes on

    def look_for_outing(self) -> None:
        """An outing that was going on when the window was closed goes on."""
        self.desk.ask(_last, lambda last: last and last.beside.get(ON) and not self.drafting.dirty() and self._walk(last.values))

    def walk(self) -> None:
        """Begin an outing, or end the one that goes on; one of the same day that was ended goes on."""
        if self._outing is not None:
            self._end()
        else:
            self.desk.ask(_last, self._start)

    def _start(self, last: Draft | None) -> None:
        today = clock.today().isoformat()
        if last and str(last.values.get("received_at", "")).startswith(today):
            self._walk(last.values)
            return
        deputies = {name: value for name, value in self.form.typed().items() if name == "deputies" and not self.entry.changes}
        self._walk({"received_at": today, "channel": WALKED} | deputies)
        self.form.unfold(FACTS)
        self.form.go_to("received_at")

    def _walk(self, outing: Mapping[str, Any]) -> None:
        self._outing = outing
        self.new()
        self._keep_outing(outing, on=True)
        self.walking.emit(True)

    def _end(self) -> None:
        self.drafting.keep()
        self._keep_outing(self._outing, on=False)
        self._outing = None
        self.new(kept={})
        self.walking.emit(False)

    def _keep_outing(self, outing: Mapping[str, Any], on: bool) -> None:
        noun, id = KEPT_AS
        self.desk.ask(lambda store: keep(store, Draft(id, noun, dict(outing), beside={ON: on})))

    # -- as the form goes on

    def _fresh(self) -> tuple[New, Mapping[str, Any]]:
        return super()._fresh() if self._outing is None else (Walk(), self._outing)

    def _saved(self, entry: New, typed: Mapping[str, Any], further: bool, made: tuple[str, Record]) -> None:
        if isinstance(entry, Walk) and self._outing is not None:  # the next household is asked nothing of it again
            kept = made[1].data  # the hours as they were read: 9:00 of a paper would be today's tomorrow
            self._outing = {name: kept[name] if name in HOURS else value for name, value in typed.items() if name in OUTING}
            self._outing["visitor_address"] = village(str(typed.get("visitor_address") or ""))
            self._keep_outing(self._outing, on=True)
        super()._saved(entry, typed, further, made)


def _last(store: Store) -> Draft | None:
    return draft_of(store, *KEPT_AS)
