"""Keeping what is being written: soon after every committed key, on leaving, as a stack of drafts inside the data file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from lianluozhan.act import Act
from lianluozhan.draft import Draft, drop, keep
from lianluozhan.record import new_id
from ui.act import Desk
from ui.form import Form

SOON = 400  # milliseconds from the first key that is not kept yet
UNWANTED, HAVE_BACK, CLEARED = "不要了", "找回草稿", "已清空，还可以找回"
UNCHANGED = "没有改，写的还可以找回"


class Drafting(QObject):
    """One form's draft. `kept` carries a draft that is now in the file, `stacked` says that there is one more or less.

    What was not wanted is remembered in `dropped` until the same is saved: that of a new one under "", that of a change under
    the id of its draft.
    """

    kept = Signal(object)
    stacked = Signal()

    def __init__(self, form: Form, desk: Desk, beside: Callable[[], Mapping[str, Any]] = dict) -> None:
        super().__init__(form)
        self._form, self._desk, self._noun, self._beside = form, desk, form.cls.noun, beside
        self.id, self._known, self.field = "", False, ""
        self.last: Draft | None = None  # what is in the file of this form
        self.dropped = dict[str, Draft]()
        self._start: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {})
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.keep)
        form.untouched = lambda: not self.dirty()
        form.edited.connect(lambda _name: self.soon())
        form.entered.connect(self._entered)

    def begin(self, draft: Draft | None = None, written: bool = False, id: str = "") -> None:
        """Another form is begun: an empty one, one that was put away, or one that is `written` already but not kept.

        `id` names the draft where it has to be found again, as that of a change.
        """
        self._timer.stop()
        self.field = draft.field if draft else ""
        self.id = draft.id if draft else id or new_id()
        self._known, self.last = draft is not None, draft
        if draft:
            self._start = (draft.values, draft.beside)
        else:
            self._start = ({}, {}) if written else self._whole()

    def soon(self) -> None:
        """Something was written that is not kept yet."""
        self._timer.isActive() or self._timer.start()

    def settle(self) -> None:
        """What the program filled in by itself is where a person begins."""
        self._start = self._whole()

    def dirty(self) -> bool:
        """Whether a person has written anything that is not there from the beginning."""
        return bool(self.id) and self._whole() != self._start

    def _whole(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        return self._form.typed(), self._beside()

    def stop(self) -> None:
        """What the form shows now is no draft."""
        self._timer.stop()
        self.id = ""

    def keep(self) -> None:
        """Write it into the file now, if there is anything to keep."""
        self._timer.stop()
        if not self.dirty():
            return
        draft = self._draft()
        first, self._known = not self._known, True
        self._desk.ask(lambda store: keep(store, draft), lambda kept: self._is_kept(kept, first))

    def _draft(self) -> Draft:
        now = datetime.now().isoformat(timespec="seconds")
        return Draft(self.id, self._noun, self._form.typed(), self.field, self._cursor(), now, self._beside())

    def hand_over(self) -> str:
        """It is being saved: from now on nothing is kept of it, until it is refused."""
        self._timer.stop()
        id, self.id = self.id, ""
        return id

    def take_back(self, id: str) -> None:
        """It was not saved after all."""
        self.id = id
        self.keep()

    def let_go(self, act: Act, id: str) -> None:
        """Inside the act that saves it: it is no draft any more."""
        drop(act.store, self._noun, id)

    def discard(self, of: str = "") -> bool:
        """It is not wanted; whether anything was written that can be had back."""
        self._timer.stop()
        if written := self._known or self.dirty():
            self.dropped[of] = self._draft()
        id, self.id = self.id, ""
        if id and self._known:
            self._desk.ask(lambda store: drop(store, self._noun, id), lambda _nothing: self.stacked.emit())
        return written

    def have_back(self, then: Callable[[Draft], None], of: str = "") -> None:
        """It is wanted after all: in the file again before it is shown; what is being written waits as a draft."""
        self.keep()
        if draft := self.dropped.pop(of, None):  # none where the button was pressed twice
            self._desk.ask(lambda store: keep(store, draft), lambda kept: (then(kept), self.stacked.emit()))

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
        if self.id and self._timer.isActive():
            self.keep()

    def _cursor(self) -> int:
        editor = self._form.editors.get(self.field)
        if isinstance(editor, QLineEdit):
            return editor.cursorPosition()
        return editor.textCursor().position() if isinstance(editor, QPlainTextEdit) else 0

    def _is_kept(self, draft: Draft, first: bool) -> None:
        if draft.id == self.id:
            self.last = draft
        self.kept.emit(draft)
        if first:
            self.stacked.emit()
