"""Numbers that would go out in words anybody may read: asked before anything goes whether to mend the first of them or go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lianluozhan import giveaway
from lianluozhan.giveaway import Given
from ui.act import Desk, Failed
from ui.widgets.pieces import button, label, line

PAGES = {"issue": "followup"}  # where a record is mended


class Guard(QWidget):
    """Hidden while there is nothing to ask. `mending` carries the page and the id of the record to be mended first;
    `asks` once there is something to ask."""

    mending = Signal(str, str)
    asks = Signal()

    def __init__(self, desk: Desk, noun: str) -> None:
        super().__init__()
        self.desk, self.found, self.go = desk, list[Given](), lambda: None
        self.setObjectName(f"{noun}_guard")
        self.words = label("", "warning")
        self.mend = button(noun, "mend", "回去改第一条", self._mend)
        self.anyway = button(noun, "anyway", "照样导出", self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(line(self.mend, self.anyway, None))
        self.hide()

    def ask(self, go: Callable[[], object], failed: Failed) -> None:
        """Go on where nothing is given away; else ask first."""
        self.go = go
        self.desk.ask(lambda store: list(giveaway.found(store)), self._answer, failed)

    def _answer(self, found: list[Given]) -> None:
        self.found = found
        if not found:
            self._go()
            return
        self.words.setText(giveaway.said(found))
        self.show()
        self.asks.emit()
        self.mend.setFocus()

    def _mend(self) -> None:
        first = self.found[0]
        self.hide()
        self.mending.emit(PAGES.get(first.noun, first.noun), first.id)

    def _go(self) -> None:
        self.hide()
        self.go()
