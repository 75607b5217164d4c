"""What is half written of a step of an issue waits while another is looked at, or the PC is off; only a person lets it go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from lianluozhan.draft import Draft
from ui.act import Desk
from ui.asks.course import Course
from ui.asks.unfinished import STEPS
from ui.half_written import HAVE_BACK, UNWANTED, HalfWritten
from ui.widgets.act_fields import ActFields
from ui.widgets.doings import PHONED, Doings
from ui.widgets.pieces import single

FORMS = ("own", "told")  # of the fields of an act


class HalfSteps(HalfWritten):
    """The half-written steps of 意见办理, each under its issue, its act and the fact it corrects."""

    def __init__(self, doings: Doings, desk: Desk) -> None:
        super().__init__(doings, desk, STEPS)
        self._doings = doings
        self._began: dict[str, Any] = {}
        doings.begun.connect(self._begin)
        doings.leaving.connect(self.leave)
        self.look()

    def resume(self, course: Course, go: bool = False) -> None:
        """An issue is come to: a step of it that is half written stands open, as it was left; the cursor goes there where asked."""
        possible = {doing.verb for doing in course.doings if doing.reason is None and doing.verb != PHONED}
        for of in self.halves:
            id, verb, *fact = of.split(" ")
            past = next((one for one in course.past if [one.id] == fact), None)
            if id == course.key[1] and verb in possible and (past is not None) == bool(fact):
                self._doings.open(verb, past, go=go)
                return

    def keep(self) -> None:
        """What is in the file can be let go, what was let go can be had back."""
        super().keep()
        if self.of:
            self._offer()

    def _written(self) -> Draft | None:
        """A day that stood there by itself is today's whenever it is gone on with."""
        form, began = self._doings.form, self._began
        if (typed := typed_of(form.fields)) == began:
            return None
        own = {part: {n: v for n, v in typed[part].items() if v != began[part].get(n)} for part in FORMS}
        beside = {"word": form.doing.word, "title": form.course.title}
        return Draft(self.of, self.noun, {**typed, **own}, beside=beside)

    def _show(self, half: Draft) -> None:
        own = {part: {**self._began[part], **half.values[part]} for part in FORMS}
        show(self._doings.form.fields, {**half.values, **own})

    def _begin(self) -> None:
        form = self._doings.form
        fact = (form.fact.id,) if form.fact else ()
        self.of = " ".join((form.course.key[1], form.doing.verb, *fact))
        self._began = typed_of(form.fields)
        if half := self.halves.get(self.of):
            self._show(half)
        form.fields.edited.connect(self.soon)
        self._way = QPushButton()
        single(self._way)
        self._way.setObjectName("followup_drop")
        self._way.setProperty("c", "link")
        self._way.clicked.connect(lambda _on=False: self._drop_or_have_back())
        form.foot.row.insertWidget(2, self._way)
        self._offer()

    def _offer(self) -> None:
        written = self.of in self.halves
        words = UNWANTED if written else HAVE_BACK
        self._way.setText(words)
        self._way.setAccessibleName(words)
        self._way.setVisible(written or self.of in self.dropped)

    def _drop_or_have_back(self) -> None:
        self.keep()
        of = self.of
        if of in self.halves:
            self.throw_away(of)
            self.of = of
            show(self._doings.form.fields, self._began)
        elif half := self.have_back(of):  # none where all was deleted just now
            self._show(half)
        self._offer()

    def _found(self, found: list[Draft]) -> None:
        super()._found(found)
        if self._doings.course is not None and self._doings.form is None:
            self.resume(self._doings.course)


def typed_of(fields: ActFields) -> dict[str, Any]:
    """All a person can have written for an act, as it can be kept in a file."""
    return {
        "own": fields.own.typed(),
        "told": fields.told.typed(),
        "to": fields.ticked(),
        "files": [str(one) for one in fields.papers.pending] if fields.papers else [],
        "parts": fields.parts.typed() if fields.parts else [],
    }


def show(fields: ActFields, typed: Mapping[str, Any]) -> None:
    """The same, shown again."""
    for form, values in ((fields.own, typed["own"]), (fields.told, typed["told"])):
        form.show_values({name: values.get(name) for name in form.editors})
    if fields.people:
        fields.people.tick(typed["to"])
    if fields.papers:
        fields.papers.pending.clear()
        fields.papers.add(map(Path, typed["files"]))
    if fields.parts:
        fields.parts.show_typed(typed["parts"])
    fields.suit()
