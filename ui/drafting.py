"""The drafts of a form that is written anew, 接待登记 and 意见登记: a stack, in which each has an id of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from lianluozhan.draft import Draft
from lianluozhan.record import new_id
from ui.act import Desk, Then
from ui.form import Form
from ui.half_written import HalfWritten


class Drafting(HalfWritten):
    """What was not wanted of a new one is had back under "", that of a change under the id of its draft."""

    def __init__(self, form: Form, desk: Desk, beside: Callable[[], Mapping[str, Any]] = dict) -> None:
        super().__init__(form, desk, form.cls.noun)
        self._form, self._beside, self.field = form, beside, ""
        self._began: Draft | None = None
        self._start: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {})
        form.untouched = lambda: not self.dirty()
        form.edited.connect(lambda _name: self.soon())
        form.entered.connect(self._entered)

    def begin(self, draft: Draft | None = None, written: bool = False, id: str = "") -> None:
        """Another form is begun: an empty one, one that was put away, or one that is `written` already but not kept.

        `id` names the draft where it has to be found again, as that of a change.
        """
        self._timer.stop()
        self.of, self.field, self._began = id or new_id(), "", draft
        if draft:
            self.of, self.field, self.halves[draft.id] = draft.id, draft.field, draft
            self._start = (draft.values, draft.beside)
        else:
            self._start = ({}, {}) if written else self._whole()

    def settle(self) -> None:
        """What the program filled in by itself is where a person begins."""
        self._start = self._whole()

    def dirty(self) -> bool:
        """Whether a person has written anything that is not there from the beginning."""
        return bool(self.of) and self._whole() != self._start

    def _whole(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        return self._form.typed(), self._beside()

    def _written(self) -> Draft | None:
        if not self.dirty():
            return self._began
        values, beside = self._whole()
        return Draft(self.of, self.noun, values, self.field, self._cursor(), beside=beside)

    def have_back(self, under: str, then: Then) -> Draft | None:
        """What is being written meanwhile waits as a draft."""
        self.keep()
        return super().have_back(under, then)

    # -- the cursor

    def restore_cursor(self, draft: Draft) -> None:
        """Put the cursor where it stood."""
        if draft.field not in self._form.editors:
            return
        self._form.go_to(draft.field)
        editor = self._form.editors[draft.field]
        if isinstance(editor, QLineEdit):
            editor.setCursorPosition(draft.cursor)
        elif isinstance(editor, QPlainTextEdit):
            cursor = editor.textCursor()
            cursor.setPosition(min(draft.cursor, len(editor.toPlainText())))
            editor.setTextCursor(cursor)

    def _entered(self, name: str) -> None:
        self.field = name
        if self._timer.isActive():
            self.keep()

    def _cursor(self) -> int:
        editor = self._form.editors.get(self.field)
        if isinstance(editor, QLineEdit):
            return editor.cursorPosition()
        return editor.textCursor().position() if isinstance(editor, QPlainTextEdit) else 0
