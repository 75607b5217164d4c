"""What is half written of a step of an issue waits while another is looked at, or the PC is off; only a person lets it go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton

from lianluozhan.draft import Draft, drafts, drop, keep
from ui.act import Desk
from ui.asks.course import Course
from ui.asks.unfinished import STEPS
from ui.drafting import HAVE_BACK, SOON, UNWANTED
from ui.widgets.act_fields import ActFields
from ui.widgets.doings import PHONED, Doings

FORMS = ("own", "told")  # of the fields of an act


class HalfSteps(QObject):
    """The half-written steps of 意见办理, each under its issue, its act and the fact it corrects."""

    def __init__(self, doings: Doings, desk: Desk) -> None:
        super().__init__(doings)
        self._doings, self._desk, self._of = doings, desk, ""
        self._began: dict[str, Any] = {}
        self._kept = dict[str, dict[str, Any]]()
        self._dropped = dict[str, dict[str, Any]]()  # what was not wanted, to be had back while the window is open
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.keep)
        doings.begun.connect(self._begin)
        doings.leaving.connect(self._leave)
        desk.ask(lambda store: drafts(store, STEPS), self._found)

    def resume(self, course: Course, go: bool = False) -> None:
        """An issue is come to: a step of it that is half written stands open, as it was left; the cursor goes there where asked."""
        possible = {doing.verb for doing in course.doings if doing.reason is None and doing.verb != PHONED}
        for of in self._kept:
            id, verb, *fact = of.split(" ")
            past = next((one for one in course.past if [one.id] == fact), None)
            if id == course.key[1] and verb in possible and (past is not None) == bool(fact):
                self._doings.open(verb, past, go=go)
                return

    def keep(self) -> None:
        """Write it into the file now, where it says something else than what is there."""
        self._timer.stop()
        form, of = self._doings.form, self._of
        if form is None or not of:
            return
        half = self._half()
        self._offer(half is not None)
        if half is None:
            self._let_go(of)
            return
        if half == self._kept.get(of):
            return
        self._kept[of] = half
        beside = {"word": form.doing.word, "title": form.course.title}
        draft = Draft(of, STEPS, half, kept_at=datetime.now().isoformat(timespec="seconds"), beside=beside)
        self._desk.ask(lambda store: keep(store, draft))

    @property
    def of(self) -> str:
        """Which one stands open."""
        return self._of

    def written(self, of: str) -> bool:
        """It is an entry now; whether it still stands open: another may, where one has gone on meanwhile."""
        self._dropped.pop(of, None)
        self._let_go(of)
        if of != self._of:
            return False
        self._timer.stop()
        self._of = ""
        return True

    def _half(self) -> dict[str, Any] | None:
        """What a person has written: a day that stood there by itself is today's whenever it is gone on with."""
        typed, began = typed_of(self._doings.form.fields), self._began
        if typed == began:
            return None
        own = {part: {n: v for n, v in typed[part].items() if v != began[part].get(n)} for part in FORMS}
        return {**typed, **own}

    def _show(self, half: Mapping[str, Any]) -> None:
        own = {part: {**self._began[part], **half[part]} for part in FORMS}
        show(self._doings.form.fields, {**half, **own})

    def _begin(self) -> None:
        form = self._doings.form
        fact = (form.fact.id,) if form.fact else ()
        self._of = " ".join((form.course.key[1], form.doing.verb, *fact))
        self._began = typed_of(form.fields)
        if half := self._kept.get(self._of):
            self._show(half)
        form.fields.edited.connect(lambda: self._timer.isActive() or self._timer.start())
        self._way = QPushButton()
        self._way.setObjectName("followup_drop")
        self._way.setProperty("c", "link")
        self._way.clicked.connect(lambda _on=False: self._drop_or_have_back())
        form.foot.row.insertWidget(2, self._way)
        self._offer(half is not None)

    def _offer(self, written: bool) -> None:
        """What is `written` can be let go, what was let go can be had back."""
        words = UNWANTED if written else HAVE_BACK
        self._way.setText(words)
        self._way.setAccessibleName(words)
        self._way.setVisible(written or self._of in self._dropped)

    def _drop_or_have_back(self) -> None:
        self.keep()
        of = self._of
        if half := self._kept.get(of):
            self._dropped[of] = half
            show(self._doings.form.fields, self._began)
        elif dropped := self._dropped.pop(of, None):  # none where all was deleted just now
            self._show(dropped)
        self.keep()

    def _leave(self) -> None:
        self.keep()
        self._of = ""

    def _let_go(self, of: str) -> None:
        if self._kept.pop(of, None) is not None:
            self._desk.ask(lambda store: drop(store, STEPS, of))

    def _found(self, kept: list[Draft]) -> None:
        """What was half written when the window was closed."""
        for one in kept:
            self._kept.setdefault(one.id, dict(one.values))
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
