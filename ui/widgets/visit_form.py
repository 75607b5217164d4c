"""Writing visits one after the other: beginning, putting away, saving, taking back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.amend import amend, attach
from lianluozhan.draft import Draft
from lianluozhan.errors import Problem
from lianluozhan.reception import add_visit
from lianluozhan.record import new_id
from lianluozhan.undo import VERB, undo
from lianluozhan.visit import Visit
from ui.page import Page
from ui.received import Opened, follows, tail
from ui.talk import FACTS, KEPT, MORE, settled
from ui.widgets.visit_sheet import VisitSheet


class VisitForm(VisitSheet):
    """`done` carries the id of a visit whose change ended, kept or not."""

    done = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._last: tuple[str, Visit, Mapping[str, Any]] | None = None
        self._shown: Mapping[str, Any] = {}
        self.foot.asked.connect(lambda verb: getattr(self, verb)())
        self.done.connect(self.foot.saved)

    # -- beginning

    def new(self, kept: Mapping[str, Any] | None = None) -> None:
        """An empty form, with what goes on from one visitor to the next; what was written is put away."""
        self.drafting.keep()
        if kept is None:
            kept = {name: value for name, value in self.form.typed().items() if name in KEPT} if self.changing is None else {}
        self._begin({"channel": "来站", "party_size": 1} | dict(kept))
        self.form.unfold(FACTS, False)
        self.form.unfold(MORE, False)
        self.drafting.begin()
        self.form.go_to("visitor_name")

    def resume(self, draft: Draft) -> None:
        """Go on with a draft where it was left."""
        self.drafting.keep()
        self._begin(draft.values)
        self.drafting.begin(draft)
        self.foot.begun()
        self.foot.say(f"✓ 草稿 {draft.kept_at[11:]}")
        self.drafting.restore_cursor(draft)

    def change(self, opened: Opened) -> None:
        """Change a visit that stands in the ledger; the reason is asked at the foot."""
        self.drafting.keep()
        self.drafting.stop()
        self._begin(opened.visit.data, opened)
        self.form.unfold(FACTS)
        self.form.unfold(MORE)
        self._shown = self.form.typed()
        self.form.go_to("visitor_name")

    def free(self) -> bool:
        """Whether the form may be used for something else; a change that is not saved is said, and stays."""
        if self.changing is None or self.form.typed() == self._shown:
            return True
        self.heading.show_trouble(f"{tail(self.changing.visit.number)} 的更改还没保存，写的都在：先保存，或者按“不改了”")
        return False

    # -- saving

    def save(self) -> None:
        """Save it with all that follows from it; what is wrong is said above the form and at its fields."""
        if not self.foot.save.isEnabled():
            return
        values, wrong = self.form.read()
        if wrong:
            self._summary()
            self.form.go_to(wrong[0])
            self.foot.say("还没存进台账", "error")
            self.drafting.keep()
            return
        values = settled(values, new=self.changing is None)
        self.foot.save.setEnabled(False)
        if self.changing is None:
            typed, draft = self.form.typed(), self.drafting.hand_over()
            files = tuple(self.papers.pending)
            self.desk.act("add_visit", partial(self._add, values, draft, files), partial(self._saved, typed), partial(self._not_saved, draft))
        else:
            held = self.changing
            change = partial(self._amend, held, values, self.foot.reason.text(), tuple(self.papers.pending))
            self.desk.act("amend", change, lambda _nothing: self.done.emit(held.visit.id), self._refused)

    def _add(self, values: dict[str, Any], draft: str, files: tuple[Path, ...], act: Act) -> tuple[str, Visit]:
        visit = add_visit(act, new_id(), values)
        if files:
            attach(act, visit, *files)
        self.drafting.let_go(act, draft)
        return act.act_id, visit

    def _amend(self, held: Opened, values: dict[str, Any], reason: str, files: tuple[Path, ...], act: Act) -> None:
        amend(act, held.visit, values, reason, held.version)
        if files:
            attach(act, held.visit, *files)

    def _not_saved(self, draft: str, problem: Problem) -> None:
        self.drafting.take_back(draft)
        self._refused(problem)

    def _saved(self, typed: Mapping[str, Any], made: tuple[str, Visit]) -> None:
        act_id, visit = made
        self._last = (act_id, visit, typed)
        same_day = {} if visit.received_at[:10] == clock.today().isoformat() else {"received_at": visit.received_at[:10]}
        self.new(kept={name: value for name, value in typed.items() if name in KEPT} | same_day)
        self.desk.ask(lambda store: follows(store, visit), partial(self._tell_saved, visit))
        self.foot.saved(visit.id)

    def _tell_saved(self, visit: Visit, made: str) -> None:
        said = " · ".join(part for part in (f"✓ 已存入台账 {tail(visit.number)}", made) if part)
        self.foot.say(said)
        self.foot.offer_undo(tail(visit.number))
        self.page.said.emit(f"刚才：接待 {tail(visit.number)} 已存入")

    def _refused(self, problem: Problem) -> None:
        self.foot.save.setEnabled(True)
        self.heading.show_trouble(str(problem))

    # -- the foot's other buttons

    def undo(self) -> None:
        """Take the last save back; what was written comes into the form again if nothing else is there."""
        if self._last is None or not self.foot.undoable():
            return
        act_id, visit, typed = self._last
        self._last = None
        self.foot.offer_undo("")
        self.desk.act(VERB, lambda act: undo(act, act_id) and None, lambda _nothing: self._undone(visit, typed))

    def _undone(self, visit: Visit, typed: Mapping[str, Any]) -> None:
        if not self.drafting.dirty():
            self._begin(typed)
            self.drafting.begin(written=True)
            self.foot.begun()
            self.drafting.keep()
        self.heading.show_notice(f"已撤销 {tail(visit.number)}，号码保留")

    def put_away(self) -> None:
        """放下，稍后再记: the draft waits in the list, the form is empty for whoever comes in."""
        if self.drafting.dirty():
            self.new()
            self.foot.say("✓ 已放下，在左边“草稿”里")

    def discard(self) -> None:
        """不要了: the draft goes; it can be had back until something else is written."""
        if self.changing:
            self.done.emit(self.changing.visit.id)
            return
        self.drafting.discard()
        self.new(kept={})
        self.foot.say("已清空，草稿没有留")
