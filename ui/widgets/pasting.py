"""A line out of a chat, pasted into 姓名, falls into its fields; what it would overwrite is asked first, and it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from lianluozhan.typed.message import message
from ui.form import Form
from ui.widgets.heading import Heading


class Pasting(QObject):
    """Watches one line of a form for Ctrl+V."""

    def __init__(self, form: Form, heading: Heading, name: str) -> None:
        super().__init__(form)
        self._form, self._heading = form, heading
        # what takes the lines of several people, where anything does
        self.several: Callable[[str], bool] = lambda _text: False
        form.editors[name].installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Ctrl+V of a line with several things in it is sorted; anything else is pasted as ever."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            return self.sort(QGuiApplication.clipboard().text())
        return False

    def sort(self, text: str) -> bool:
        """Put a chat's line into its fields; whether it was one."""
        if self.several(text):
            return True
        found = {name: said for name, said in message(text).items() if self._form.editors[name].isEnabled()}
        if not found:
            return False
        typed = self._form.typed()
        taken = [name for name, said in found.items() if typed.get(name, said) != said]
        if taken:
            free = {name: said for name, said in found.items() if name not in taken}
            words = f"粘贴的和已写的不一样：{self._said(found, taken)}"
            self._heading.show_notice(
                words, [("换成粘贴的", partial(self._fill, found)), ("只填空着的", partial(self._fill, free))]
            )
        else:
            self._fill(found)
        return True

    def _fill(self, found: Mapping[str, Any]) -> None:
        before = {name: self._form.typed().get(name) for name in found}
        self._show(found)
        self._heading.show_notice(
            f"从粘贴里认出：{self._said(found, found)}", [("撤回粘贴", partial(self._take_back, before))]
        )

    def _take_back(self, before: Mapping[str, Any]) -> None:
        self._show(before)
        self._heading.clear()

    def _show(self, values: Mapping[str, Any]) -> None:
        for name, said in values.items():
            self._form.show_value(name, said)
        for name in values:
            self._form.edited.emit(name)

    def _said(self, found: Mapping[str, Any], names: Any) -> str:
        return "、".join(f"{self._form.label(name)} {found[name]}" for name in names)
