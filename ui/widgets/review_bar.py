"""Above a duty that is being reviewed: where it stands, why it came back, and the next step, by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from lianluozhan.errors import Problem
from lianluozhan.note import Note
from lianluozhan.points import RETURNED
from ui.widgets.pieces import label

STEP, BACK = "Alt+F", "Alt+T"
REVIEW_KEYS = ((STEP, "审核：下一步"), (BACK, "审核：退回"))


class Standing(NamedTuple):
    """Where a duty stands in words, the next step ("" for none), whether it can be sent back."""

    words: str
    next: str
    returnable: bool


class ReviewBar(QFrame):
    """`wanted` carries (step, what is said with it) of a button a person pressed."""

    wanted = Signal(str, object)

    def __init__(self, operator: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("c", "banner_hint")
        self._operator = operator
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        self.words = label("", "strong")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.by = self._line("duty_review_by", "审核人")
        self.why = self._line("duty_review_text", "意见，退回时写明原因")
        self.step, self.back = QPushButton(), QPushButton(RETURNED)
        self.step.setProperty("c", "primary")
        for button, name in ((self.step, "duty_review"), (self.back, "duty_return")):
            button.setObjectName(name)
        self.back.setAccessibleName(RETURNED)
        for key, button in ((STEP, self.step), (BACK, self.back)):
            QShortcut(QKeySequence(key), self).activated.connect(
                lambda button=button: button.isVisible() and button.click()
            )
        self.step.clicked.connect(lambda _on=False: self._press(self._next))
        self.back.clicked.connect(lambda _on=False: self._press(RETURNED))
        for part, stretch in ((self.by, 1), (self.why, 4), (self.step, 0), (self.back, 0)):
            row.addWidget(part, stretch)
        column.addWidget(self.words)
        column.addLayout(row)
        self._next = ""
        self.hide()

    def _line(self, name: str, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setPlaceholderText(words)
        return made

    def show_standing(self, found: Standing | None) -> None:
        """Another duty, or where this one stands now; None hides the bar."""
        self.setVisible(found is not None)
        if found is None:
            return
        self._next = found.next
        self.words.setText(found.words)
        self.by.setText(self._operator())
        self.why.clear()
        self.step.setText(f"{found.next}  {STEP}")
        self.back.setText(f"{RETURNED}  {BACK}")
        self.step.setAccessibleName(found.next)
        self.step.setVisible(bool(found.next))
        self.back.setVisible(found.returnable)
        for line in (self.by, self.why):
            line.setVisible(bool(found.next) or found.returnable)

    def tell(self, problem: Problem) -> None:
        """Why a step was refused; what is typed stays."""
        self.words.setText(str(problem))

    def _press(self, step: str) -> None:
        said: dict[str, Any] = {Note.acted_by.name: self.by.text().strip(), Note.text.name: self.why.text().strip()}
        self.wanted.emit(step, {name: value for name, value in said.items() if value})
