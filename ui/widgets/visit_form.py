"""Writing visits one after the other: beginning, putting away, saving, taking back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.draft import Draft
from lianluozhan.late import CORRECTED
from lianluozhan.record import Record, short_number
from lianluozhan.undo import VERB, undo
from lianluozhan.visit import Visit
from ui.asks.visit import Opened, follows, late_said
from ui.entering import Change, Further, New, Written, entry_of
from ui.page import Page
from ui.talk import FACTS, KEPT, MORE, TRACK, settled, to_track
from ui.widgets.visit_frame import PROPOSED
from ui.widgets.visit_meeting import VisitMeeting


class Saved(NamedTuple):
    """What was saved last: the act, what it made, the visit that was about, and the form as it was, to have it back."""

    act_id: str
    made: Record
    visit: Visit
    typed: Mapping[str, Any]
    entry: New
    beside: Mapping[str, Any]


class VisitForm(VisitMeeting):
    """`done` carries the id of a visit whose change ended, kept or not, `track` a visit whose answer is to be followed up."""

    done = Signal(str)
    track = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._last: Saved | None = None
        self.foot.asked.connect(lambda verb: getattr(self, verb)())
        self.done.connect(self.foot.saved)

    # -- beginning

    def new(self, kept: Mapping[str, Any] | None = None) -> None:
        """An empty form, with what goes on from one visitor to the next; what was written is put away."""
        self.drafting.keep()
        if kept is None:
            kept = {} if self.entry.changes else _kept(self.form.typed())
        entry, common = self._fresh()
        unchosen = [name for name in self._unchosen().get(PROPOSED, ()) if name in kept and name not in common]
        unchosen += [] if "party_size" in common else ["party_size"]
        self._begin({"channel": "来站", "party_size": 1} | dict(kept) | dict(common), entry, {PROPOSED: unchosen})
        self._unfold(False)
        self.drafting.begin()
        self.form.go_to("visitor_name")

    def _fresh(self) -> tuple[New, Mapping[str, Any]]:
        """What an empty form is for, and what is known of it already."""
        return New(), {}

    def resume(self, draft: Draft) -> None:
        """Go on with a draft where it was left."""
        self.drafting.keep()
        self._begin(draft.values, entry_of(draft), draft.beside)
        self._unfold(self.entry.changes)
        self.drafting.begin(draft)
        self.foot.begun()
        self.foot.say(f"✓ 草稿 {draft.kept_at[11:]}")
        self.drafting.restore_cursor(draft)

    def change(self, opened: Opened) -> None:
        """Change a visit that stands in the ledger; the reason is asked at the foot."""
        self.drafting.keep()
        self._begin(opened.visit.data, Change(opened.visit, opened.version, opened.locked))
        self._unfold()
        self.drafting.begin(id=self.entry.draft)
        self.form.go_to("visitor_name")

    def further(self, visit: Visit) -> None:
        """Another matter of a visit: who came and who received is known, the cursor is in the words."""
        self.drafting.keep()
        entry = Further(visit)
        self._begin(entry.carried(), entry)
        self._unfold(False)
        self.drafting.begin()
        self.form.go_to("statement")

    def _unfold(self, shown: bool = True) -> None:
        self.form.unfold(FACTS, shown)
        self.form.unfold(MORE, shown)

    # -- saving

    def save_further(self) -> None:
        """还有一件事: save what is written and go on with the same visitor, or with the one who was saved last."""
        if self._last is not None and not self.drafting.dirty() and not self.entry.visit:
            self.further(self._last.visit)
        elif not self.entry.changes:
            self.save(further=True)

    def save(self, further: bool = False) -> None:
        """Save it with all that follows from it; what is wrong is said above the form and at its fields."""
        if not self.foot.save.isEnabled():
            return
        values, wrong = self._read()
        if wrong:
            self._summary()
            self.form.go_to(wrong[0])
            self.foot.say("还没存进台账", "error")
            self.drafting.keep()
            return
        self.foot.save.setEnabled(False)
        values = settled(values, new=not self.entry.visit)
        written = Written(values, self.foot.reason.text(), tuple(self.papers.pending))
        typed, entry = self.form.typed(), self.entry
        write, refused = partial(self._write, entry, written), partial(self._not_saved, self.drafting.of)
        done = partial(self._changed if entry.changes else self._saved, entry, typed, further)
        self.drafting.save(entry.verb, write, done, refused)

    def _write(self, entry: New, written: Written, act: Act) -> tuple[str, Record]:
        return act.act_id, entry.write(act, written)

    def _changed(self, entry: New, _typed: Mapping[str, Any], _further: bool, _made: tuple[str, Record]) -> None:
        self.done.emit(entry.visit.id)
        said = f"刚才：{entry.visit.label} {short_number(entry.visit.number)} 已更改"
        self.desk.ask(
            lambda store: late_said(store, entry.visit, CORRECTED),
            lambda late: self.page.said.emit("，".join(filter(None, (said, late)))),
        )

    def _saved(self, entry: New, typed: Mapping[str, Any], further: bool, made: tuple[str, Record]) -> None:
        visit = entry.visit or made[1]
        self._last = Saved(*made, visit, typed, entry, self._unchosen())
        if further:
            self.further(visit)
        else:
            self.new(kept=_kept(typed) | _same_day(visit))
        self.desk.ask(lambda store: follows(store, made[1]), partial(self._tell_saved, made[1]))
        self.foot.saved(visit.id)

    def _tell_saved(self, saved: Record, made: str) -> None:
        number = f" {short_number(saved.number)}" if isinstance(saved, Visit) else ""
        self.foot.say(" · ".join(filter(None, (f"✓ 已存入台账{number}", made))))
        self.foot.offer_undo(short_number(saved.number))
        if isinstance(saved, Visit) and to_track(saved.data):
            self.heading.show_notice(
                f"{saved.nature}当场答复了：要跟到解决、再问一次满意不满意吗？",
                [(TRACK, partial(self.track.emit, saved))],
            )
        self.page.said.emit(f"刚才：{saved.label} {short_number(saved.number)} 已存入")

    # -- taking it back

    def undo(self) -> None:
        """Take the last save back; what was written comes into the form again."""
        if self._last is None or not self.foot.undoable():
            return
        last, self._last = self._last, None
        self.foot.offer_undo("")
        self.desk.act(VERB, lambda act: undo(act, last.act_id) and None, lambda _nothing: self._undone(last))

    def _undone(self, last: Saved) -> None:
        waits = "；正在写的那份在左边“草稿”里" if self.drafting.dirty() else ""
        self.drafting.keep()  # whoever came next waits as a draft: what was taken back must not be lost for it
        self._begin(last.typed, last.entry, last.beside)
        self.drafting.begin(written=True)
        self.foot.begun()
        self.drafting.keep()
        self.form.go_to("statement" if isinstance(last.entry, Further) else "visitor_name")
        self.heading.show_notice(f"已撤销 {short_number(last.made.number)}，号码保留{waits}")


def _kept(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What goes on from one visitor to the next."""
    return {name: value for name, value in typed.items() if name in KEPT}


def _same_day(visit: Visit) -> dict[str, str]:
    """Who writes down another day's visits stays on that day."""
    day = visit.received_at[:10]
    return {} if day == clock.day() else {"received_at": day}
