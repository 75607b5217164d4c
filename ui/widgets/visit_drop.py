"""A visit that is put away or thrown away while it is written; what was thrown away can be had back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from lianluozhan.draft import Draft
from lianluozhan.record import Record
from ui.drafting import CLEARED
from ui.entering import New
from ui.page import Page
from ui.widgets.visit_form import VisitForm


class VisitDrop(VisitForm):
    """Until something else is saved, 撤销 is about the draft that was thrown away, not about the save before it.

    `let_go` carries the draft of a change that was thrown away, before the visit is read again; nothing when one was saved.
    """

    let_go = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._dropped: Draft | None = None

    def put_away(self) -> None:
        """放下，稍后再记: the draft waits in the list, the form is empty for whoever comes in."""
        if self.drafting.dirty():
            self.new(kept={} if self.entry.changes else None)
            self.foot.say("✓ 已放下，在左边“草稿”里")

    def discard(self) -> None:
        """不要了: the draft goes; it can be had back until something else is saved, with Ctrl+Z too."""
        dropped = self.drafting.discard()
        self._dropped = None if self.entry.changes else dropped
        self.foot.offer_undo("")
        if self.entry.changes:
            if dropped:
                self.let_go.emit(dropped)
            self.done.emit(self.entry.visit.id)
            return
        self.new(kept={})
        if dropped:
            self.foot.say(CLEARED)
            self.foot.offer_back()

    def undo(self) -> None:
        """What was done last is taken back: the throwing away, or else the save."""
        dropped, self._dropped = self._dropped, None
        if dropped is None:
            super().undo()
            return
        self.foot.offer_undo("")
        self.drafting.have_back(dropped, self.resume)

    def _changed(self, entry: New, *made: Any) -> None:
        self.let_go.emit(None)
        super()._changed(entry, *made)

    def _tell_saved(self, saved: Record, made: str) -> None:
        self._dropped = None
        super()._tell_saved(saved, made)
