"""Asking while somebody types: one question at a time, and once more when something was typed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from lianluozhan.errors import Problem
from lianluozhan.store import Store
from ui.act import Desk

REST = 30  # milliseconds: the key is drawn by then, which it would share the processor's turns with otherwise


class Looking(QObject):
    """Keeps no queue: what is kept or saved meanwhile does not wait behind many questions. `seen` carries the newest answer."""

    seen = Signal(object)

    def __init__(self, desk: Desk, question: Callable[[], Callable[[Store], Any]]) -> None:
        super().__init__()
        self._desk, self._question = desk, question
        self._under_way = self._again = False

    def look(self) -> None:
        """Something was typed."""
        if self._under_way:
            self._again = True
            return
        self._under_way = True
        self._desk.soon(REST, self._newest, self._answered, self._refused)

    def _newest(self) -> Callable[[Store], Any]:
        """What is asked once the moment has passed knows all that was typed in it."""
        self._again = False
        return self._question()

    def _answered(self, answer: Any) -> None:
        self._under_way = False
        if self._again:
            self.look()
        else:
            self.seen.emit(answer)

    def _refused(self, problem: Problem) -> None:
        """A hint that cannot be had is none; the next key asks again."""
        self._under_way = False
