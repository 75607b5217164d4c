"""走访 and 座谈会: one outing with many households, one meeting with many speakers. When, where and which deputies is said
once; each household, each speaker is a visit of its own, and of a meeting the first one has the head count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from time import time
from typing import Any

from PySide6.QtCore import Signal

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.draft import Draft, draft_of, drafts, keep
from lianluozhan.duty import WALKED
from lianluozhan.people_book import lines
from lianluozhan.record import Record, new_id
from lianluozhan.store import Store
from lianluozhan.typed.speakers import speakers
from lianluozhan.visit import GATHERED, Visit
from ui.entering import LINE, ON_A_WALK, New, Walk, Written
from ui.page import Page
from ui.talk import FACTS, HOURS, OUTING, village
from ui.widgets.visit_drop import VisitDrop

WAYS = {WALKED: "last", GATHERED: "gathering"}  # and the id of what is kept of each in the file
KEPT_AS, ON = "outing", "on"  # its noun; whether it goes on
COUNTED = {"party_size": 0}  # of every speaker after the first


class VisitWalk(VisitDrop):
    """`walking` says which goes on, "" for none; it outlives the window."""

    walking = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._outing: Mapping[str, Any] | None = None  # what all of them have in common, while one goes on
        self._way = WALKED
        self.pasting.several = self._take_lines

    def look_for_outing(self) -> None:
        """An outing or a meeting that was going on when the window was closed goes on."""
        for way in WAYS:
            self.desk.ask(partial(_last, way=way), partial(self._go_on, way))

    def _go_on(self, way: str, last: Draft | None) -> None:
        if last and last.beside.get(ON) and self._outing is None and not self.drafting.dirty():
            self._walk(way, last.values)

    def walk(self, way: str = WALKED) -> None:
        """Begin one, or end the one that goes on; one of the same day that was ended goes on."""
        was = self._way if self._outing is not None else ""
        if was:
            self._end()
        if was != way:
            self.desk.ask(partial(_last, way=way), partial(self._start, way))

    def _start(self, way: str, last: Draft | None) -> None:
        today = clock.day()
        if last and str(last.values.get("received_at", "")).startswith(today):
            self._walk(way, last.values)
            return
        deputies = {
            name: value
            for name, value in self.form.typed().items()
            if name == "deputies" and name not in self._proposed and not self.entry.changes
        }
        self._walk(way, {"received_at": today, "channel": way} | deputies)
        self.form.unfold(FACTS)
        self.form.go_to("received_at")
        self.form.editors["received_at"].selectAll()  # an hour that is typed takes the place of today

    def _walk(self, way: str, outing: Mapping[str, Any]) -> None:
        self._way, self._outing = way, outing
        self.new()
        self._keep_outing(outing, on=True)
        self.walking.emit(way)
        self._next_line()

    def _end(self) -> None:
        self.drafting.keep()
        self._keep_outing(self._outing, on=False)
        self._outing = None
        self.new(kept={})
        self.walking.emit("")

    def _keep_outing(self, outing: Mapping[str, Any], on: bool) -> None:
        way = self._way
        self.desk.ask(lambda store: keep(store, _kept(way, outing, on)))

    # -- as the form goes on

    def _fresh(self) -> tuple[New, Mapping[str, Any]]:
        if self._outing is None:
            return super()._fresh()
        return Walk(self._way), ({"party_size": None} if self._way == GATHERED else {}) | dict(self._outing)

    def _write(self, entry: New, written: Written, act: Act) -> tuple[str, Record]:
        made = super()._write(entry, written, act)
        # whatever happens now, nobody is counted twice
        if isinstance(entry, Walk) and entry.title == GATHERED and self._outing is not None:
            keep(act.store, _kept(GATHERED, {**self._outing, **COUNTED}, on=True))
        return made

    def _saved(self, entry: New, typed: Mapping[str, Any], further: bool, made: tuple[str, Record]) -> None:
        going = isinstance(entry, Walk) and self._outing is not None and entry.title == self._way
        if going:  # the next one is asked nothing of it again
            kept = made[1].data  # the hours as they were read: 9:00 of a paper would be today's tomorrow
            common = {name: kept[name] if name in HOURS else value for name, value in typed.items() if name in OUTING}
            common["visitor_address"] = village(str(typed.get("visitor_address") or ""))
            self._outing = common | (COUNTED if self._way == GATHERED else {})
            self._keep_outing(self._outing, on=True)
        super()._saved(entry, typed, further, made)
        if going and not further:
            self._next_line()

    # -- several lines at once

    def _take_lines(self, text: str) -> bool:
        """Lines of several speakers, or households: the first fills the form, the others wait as drafts and follow one after the other."""
        meeting = self._way == GATHERED
        found = (speakers if meeting else lines)(text) if self._outing is not None else []
        if len(found) < 2:
            return False
        typed = self.form.typed()
        # 9:00 is this day's for good
        common = {name: value for name, value in Visit.legible(typed).items() if name in OUTING} | (
            COUNTED if meeting else {}
        )
        found = [_on_its_day(one, common) for one in found]
        here = not (typed.get("visitor_name") or typed.get("statement"))
        common["visitor_address"] = village(common.get("visitor_address") or "") or None  # a door is one speaker's
        rest, at = found[here:], clock.moment()
        first = int(time() * 1000)  # after what was pasted before
        waiting = [
            Draft(new_id(), self.page.noun, common | one, "statement", 0, at, {ON_A_WALK: self._way, LINE: first + nth})
            for nth, one in enumerate(rest)
        ]
        self.desk.ask(
            lambda store: [keep(store, draft) for draft in waiting], lambda _kept: self.drafting.stacked.emit()
        )
        for name, said in found[0].items() if here else ():
            self.form.show_value(name, said)
        self.form.edited.emit("statement")
        seen, waits = ("位的话", "位") if meeting else ("户", "户")
        self.heading.show_notice(
            f"认出 {len(found)} {seen}，{len(rest)} {waits}在左边草稿里等着：存好一条，自动接下一条", []
        )
        return True

    def _next_line(self) -> None:
        """The next of the lines that wait comes into the form, unless somebody writes there."""
        self.desk.ask(partial(_waiting, way=self._way), self._go_on_with)

    def _go_on_with(self, waiting: Sequence[Draft]) -> None:
        if waiting and self._outing is not None and not self.drafting.dirty():
            said = self.foot.state.words  # what became of the last
            self.resume(waiting[0]._replace(values={**self._outing, **waiting[0].values}))
            self.foot.say(said)


def _on_its_day(one: Mapping[str, Any], common: Mapping[str, Any]) -> Mapping[str, Any]:
    """A line of the day of the outing has its hours, one of another day has none."""
    day = one.get("received_at", "")
    if str(common.get("received_at") or "").startswith(day):
        return {name: said for name, said in one.items() if name != "received_at"}
    return {**one, "until": None}


def _kept(way: str, outing: Mapping[str, Any], on: bool) -> Draft:
    return Draft(WAYS[way], KEPT_AS, dict(outing), beside={ON: on})


def _last(store: Store, way: str) -> Draft | None:
    return draft_of(store, KEPT_AS, WAYS[way])


def _waiting(store: Store, way: str) -> list[Draft]:
    """The lines that were pasted and wait, in their order."""
    return sorted(
        (one for one in drafts(store, "visit") if one.beside.get(LINE) and one.beside.get(ON_A_WALK) == way),
        key=lambda one: one.beside[LINE],
    )
