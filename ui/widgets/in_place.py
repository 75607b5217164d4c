"""A link that opens its questions in place, below it, and says what came of it there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QPushButton, QVBoxLayout, QWidget

from lianluozhan.errors import Problem
from ui.widgets.pieces import label, line


class InPlace(QWidget):
    """`asking` says whether the questions are open, and what is around should give way."""

    asking = Signal(bool)

    def lay_out(self, link: QPushButton, about: str, *parts: QWidget | QLayout) -> None:
        """The link, and the questions it opens: what they are about, and these parts."""
        self.told, self.questions = label("", "note"), QWidget()
        column = QVBoxLayout(self.questions)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (label(about, "note"), *parts):
            column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(line(link, None))
        for part in (self.questions, self.told):
            whole.addWidget(part)
        self.leave()

    def begin(self) -> None:
        """Ask."""
        self.say("")
        self.questions.show()
        self.asking.emit(True)

    def leave(self, words: str = "") -> None:
        """Ask no more; say what came of it."""
        self.questions.hide()
        self.asking.emit(False)
        self.say(words)

    def say(self, words: str) -> None:
        """What came of it."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def refused(self, problem: Problem) -> None:
        """What did not work, with the questions still open."""
        self.say(f"⊘ {problem}")
