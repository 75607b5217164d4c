"""What is half written in a record's own form: it waits while another is looked at, or the PC is off; only a person lets it go."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from lianluozhan.draft import FORM, Draft
from lianluozhan.errors import BadValue
from lianluozhan.field import Field
from lianluozhan.typed import Hint
from ui.asks.unfinished import NEW
from ui.half_written import UNWANTED, HalfWritten
from ui.page import Page
from ui.widgets.record_frame import DROP, RecordFrame

HALF, AGAIN = "这一份还没有保存", "接着写没有保存的那一份"
EITHER = "：写好了按“保存”，不要了"
ONCE_MORE = "再按一次“{button}”"  # where the button is seen beside the form
DOWN_THERE = f"按“{UNWANTED}”"  # where it is not
CHANGED = f"接着改没有保存的：写明原因按“保存更改”，不要了按“{DROP}”"
ELSEWHERE = "别处也改过，请核对"
STOOD, FILES, REASON = "stood", "files", "reason"  # kept beside: what stood there, papers to be kept, why it is changed


def begun(values: Mapping[str, Any]) -> str:
    """What a new one is kept under."""
    return f"{NEW}{sorted(values.items())}"


def beginning(of: str) -> dict[str, Any]:
    """What a new one that is kept under `of` began with."""
    return dict(literal_eval(of.removeprefix(NEW)))


class HalfForms(HalfWritten):
    """The half-written forms of one frame, each under the record it is of, a new one under what it began with."""

    def __init__(self, frame: RecordFrame, page: Page) -> None:
        super().__init__(frame, page.desk, FORM + frame.form.cls.noun)
        self._frame, self._page = frame, page
        self._stood: dict[str, Any] = {}  # what the form showed by itself
        self._asked: Draft | None = None  # half written, and a person was told that it is not kept
        frame.form.edited.connect(lambda _name: self.soon())
        page.writing_down.append(self.keep)
        self.look()

    def _written(self) -> Draft | None:
        form, stood = self._frame.form, self._stood
        typed, files = form.typed(), [str(one) for one in self._frame.files()]
        own = [name for name in form.editors if name not in self._frame.starred.names]
        names = [name for name in own if typed.get(name) != stood.get(name)]
        if not names and not files:
            return None
        names = list(form.editors) if self.of.startswith(NEW) else names
        beside = {STOOD: {name: stood.get(name) for name in names}, FILES: files, REASON: self._frame.reason.text()}
        return Draft(self.of, self.noun, {name: typed.get(name) for name in names}, beside=beside)

    def _found(self, found: list[Draft]) -> None:
        """What was half written when the window was closed; a new one is shown at once."""
        super()._found(found)
        if self.of.startswith(NEW) and not self.half() and (of := self.next_new(self.of)) in self.halves:
            self.come(of, old=False)
        self._frame.back_button.setVisible(self.of in self.dropped)

    def come(self, of: str, old: bool) -> None:
        """The form shows the record `of`, or what a new one begins with: what was written of it comes back."""
        same, self.of, self._asked = of == self.of, of, None
        self._stood = self._frame.form.typed()
        if (half := self.halves.get(of)) and (half := self._left(half) if old else half):
            self._show(half, same)
            self._asked = self.half()
            self._frame.tell(CHANGED if old else AGAIN + _either(self._page, self._frame), trouble=not same)
        self._frame.drop_button.setVisible(half is not None)
        self._frame.back_button.setVisible(of in self.dropped)

    def next_new(self, of: str) -> str:
        """Which new one is gone on with where one is wanted that begins with `of`: its own, or any that waits."""
        return next((one for one in (of, *self.halves) if one in self.halves and one.startswith(NEW)), of)

    def settle(self) -> None:
        """What was starred is seen whole now: that is no change."""
        typed = self._frame.form.typed()
        self._stood |= {name: typed.get(name) for name in self._frame.starred.bared}

    def change_over(self) -> bool:
        """What was not wanted waits for its form, what was written since then can be had back in its turn; whether there was any."""
        of, instead = self.of, self.half()
        if not self.have_back(of):
            return False
        if instead:
            self.dropped[of] = instead
        self.of = ""
        return True

    def holds(self) -> bool:
        """A new one is wanted: whether one that is half written has to be asked for first, once; asked for again it goes."""
        half = self.half()
        if half is None:
            return False
        if half == self._asked:
            self.throw_away(self.of)
            return False
        self._asked = half
        self._frame.tell(HALF + _either(self._page, self._frame), trouble=True)
        return True

    def _left(self, half: Draft) -> Draft | None:
        """What of it is not there by now: a step may have kept it."""
        fields, stood = self._frame.form.cls.fields, self._stood
        values = {name: typed for name, typed in half.values.items() if _differs(fields[name], typed, stood.get(name))}
        return half._replace(values=values) if values or half.beside[FILES] else None

    def _show(self, half: Draft, same: bool) -> None:
        form = self._frame.form
        for name, typed in half.values.items():
            self._frame.starred.free(name)
            elsewhere = not self.of.startswith(NEW) and half.beside[STOOD][name] != self._stood.get(name)
            form.show_value(name, typed)
            form.edited.emit(name)
            if elsewhere:
                form.tell(name, ELSEWHERE, "warning")
        if half.beside[FILES]:
            self._frame.papers.add(map(Path, half.beside[FILES]))
        if not same:
            self._frame.reason.setText(half.beside[REASON])


def _differs(field: Field, typed: Any, stood: Any) -> bool:
    """Whether two ways of writing a value mean another one."""
    return _canonical(field, typed) != _canonical(field, stood)


def _canonical(field: Field, typed: Any) -> Any:
    with suppress(BadValue):
        return field.read(typed, Hint.today())
    return typed


def _either(page: Page, frame: RecordFrame) -> str:
    """The two ways out, as far as this page has a button for a new one."""
    named = (page.findChild(QPushButton, f"{noun}_new") for noun in (frame.noun, page.noun))
    new = next(filter(None, named), None)
    if not new:
        return ""
    way = ONCE_MORE if new.isVisibleTo(page) else DOWN_THERE
    return EITHER + way.format(button=new.accessibleName())
