"""A visit that is put away or thrown away while it is written; what was thrown away can be had back."""

from __future__ import annotations

from lianluozhan.record import Record
from ui.half_written import CLEARED
from ui.widgets.visit_form import VisitForm


class VisitDrop(VisitForm):
    """Until something else is saved, 撤销 is about the draft that was thrown away, not about the save before it; a change is
    had back from the visit it is of, where that is read."""

    def put_away(self) -> None:
        """放下，稍后再记: the draft waits in the list, the form is empty for whoever comes in."""
        if self.drafting.dirty():
            self.new(kept={} if self.entry.changes else None)
            self.foot.say("✓ 已放下，在左边“草稿”里")

    def discard(self) -> None:
        """不要了: the draft goes; it can be had back until something else is saved, with Ctrl+Z too."""
        self.drafting.dropped.pop("", None)
        dropped = self.drafting.throw_away(self.entry.draft)
        self.foot.offer_undo("")
        if self.entry.changes:
            self.done.emit(self.entry.visit.id)
            return
        self.new(kept={})
        if dropped:
            self.foot.say(CLEARED)
            self.foot.offer_back()

    def undo(self) -> None:
        """What was done last is taken back: the throwing away, or else the save."""
        if "" not in self.drafting.dropped:
            super().undo()
            return
        self.foot.offer_undo("")
        self.drafting.have_back("", self.resume)

    def _tell_saved(self, saved: Record, made: str) -> None:
        self.drafting.dropped.pop("", None)
        super()._tell_saved(saved, made)
