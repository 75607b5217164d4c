"""The frame of a form whose half-written records wait: 不要了 and 找回草稿, another new one, what 今日 leads back to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from lianluozhan.looked import KIND
from lianluozhan.record import Record
from lianluozhan.veil import seen
from ui.asks.unfinished import NEW
from ui.form import Form
from ui.half_written import CLEARED, UNCHANGED
from ui.page import Page
from ui.widgets.evidence import Evidence
from ui.widgets.half_form import HalfForms, beginning, begun
from ui.widgets.record_frame import RecordFrame


class Unsaved(RecordFrame):
    """A frame whose half-written forms wait."""

    resumed = Signal(str)  # what waits half written is wanted, by its record's id or "" for a new one: show the form
    record: Record | None
    began: Mapping[str, Any]  # what a new one is known to have

    def __init__(self, page: Page, form: Form, papers: Evidence | None) -> None:
        super().__init__(form.cls.noun, form, papers)
        self.page, self.record = page, None
        self.half = HalfForms(self, page)
        page.resuming[self.half.noun] = self.resume
        self.form.edited.connect(lambda _name: self.drop_button.show())
        self.drop_button.clicked.connect(lambda _on=False: self.drop())
        self.back_button.clicked.connect(lambda _on=False: self._have_back())

    def new(self, values: Mapping[str, Any], first: str = "", of: str = "") -> None:
        """An empty form, or the one that waits under `of`."""
        raise NotImplementedError

    def load(self, id: str, words: str = "", act_id: str = "") -> None:
        """One that is kept."""
        raise NotImplementedError

    def another(self, values: Mapping[str, Any], first: str) -> None:
        """A person asks for an empty form; what is half written in a new one goes only where this is asked for twice."""
        if self.record is not None or not self.half.holds():
            self.new(values, first, self.half.next_new(begun(values)))

    def resume(self, of: str) -> None:
        """Another page leads to what waits half written; what is being written meanwhile waits in its turn."""
        old = not of.startswith(NEW)
        self.resumed.emit(of if old else "")
        if old:
            self.load(of)
        elif self.half.of != of:
            self.new(beginning(of), of=of)

    def drop(self) -> None:
        """What was written and not saved is not wanted."""
        of = self.half.of
        self.half.throw_away(of)
        self._again(of, UNCHANGED if self.record else CLEARED)

    def _have_back(self) -> None:
        of = self.half.of
        if self.half.change_over():
            self._again(of, "")

    def _again(self, of: str, words: str) -> None:
        """The form anew, as it stands or as it began."""
        if self.record is not None:
            self.load(self.record.id, words)
            return
        self.new(self.began, of=of)
        self.state.setText(words)

    def reveal(self) -> None:
        """Show all of it, so that they can be called or it can be changed; who looks is written down."""
        record = self.record
        if self.starred.names:
            self.page.desk.act(
                KIND,
                lambda act: seen(act, record),
                lambda _none: self.record is record and self._bare(),
                lambda problem: self.tell(str(problem), trouble=True),
            )

    def _bare(self) -> None:
        self.starred.bare(fixed=bool(self.record.voided) or self.theirs)
        self.half.settle()
        self.reveal_button.setVisible(False)
        self.bared.emit()
