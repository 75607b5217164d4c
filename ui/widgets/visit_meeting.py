"""A visit that could not be saved: it stays a draft, and where somebody else changed it meanwhile both are put side by side."""

from __future__ import annotations

from functools import partial
from typing import Any

from lianluozhan.errors import Changed, Problem, ReasonWanted
from lianluozhan.visit import Visit
from ui.asks.visit import Opened, opened
from ui.entering import Change
from ui.talk import lacking, met_words, to_come
from ui.widgets.both import Difference
from ui.widgets.visit_sheet import VisitSheet


class VisitMeeting(VisitSheet):
    """What is asked before it is saved, and what becomes of a refusal."""

    def _read(self) -> tuple[dict[str, Any], list[str]]:
        values, wrong = self.form.read()
        wanted = {} if wrong else to_come(values)
        if not wrong and not self.entry.changes:
            wanted |= lacking(values, alone=self.entry.visit is not None)
        for name, words in wanted.items():
            self.form.show_field(name, True)
            self.form.tell(name, words, "error")
            self.form.wrong.append(name)
        return values, wrong + list(wanted)

    def _not_saved(self, draft: str, problem: Problem) -> None:
        self.heading.show_trouble(str(problem))
        if draft != self.drafting.of:  # it waits in the list: somebody else is written down by now
            return
        self.foot.save.setEnabled(True)
        if isinstance(problem, ReasonWanted):
            self.foot.reason.setFocus()
        if isinstance(problem, Changed):
            visit = self.entry.visit
            self.desk.ask(lambda store: opened(store, visit.id), partial(self._met, draft, problem))

    def _met(self, draft: str, problem: Changed, now: Opened) -> None:
        """Somebody changed it meanwhile: what only they wrote is taken over, what both wrote stands side by side to be decided."""
        if draft != self.drafting.of:
            return
        beside = self._beside()
        mine = self._standing()
        was, theirs = self._standing(self.entry.visit), self._standing(now.visit)
        own = [name for name in mine if mine[name] != was[name]]
        clashing = [name for name in own if theirs[name] not in (was[name], mine[name])]
        values = {name: (mine if name in own else theirs)[name][0] for name in mine}
        self._begin(values, Change(now.visit, now.version, now.locked), beside)
        self.drafting.begin(written=True, id=draft)
        self.drafting.keep()
        self.heading.show_trouble(met_words(problem.what, now.visit, bool(clashing)))
        self.both.show_differences(
            [Difference(name, self.form.label(name), mine[name], theirs[name]) for name in clashing]
        )

    def _standing(self, visit: Visit | None = None) -> dict[str, tuple[Any, str]]:
        """{field: what is typed, and its words} of the form as it is, or as it shows a visit."""
        if visit is not None:
            self.form.show_values(visit.data)
        return {name: (editor.value(), editor.words()) for name, editor in self.form.editors.items()}
