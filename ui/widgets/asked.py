"""A question in place before something goes out: what is the matter, to go on all the same, or not yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.pieces import button, label, line


class Asked(QWidget):
    """Hidden while there is nothing to ask."""

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.go: Callable[[], object] = lambda: None
        self.setObjectName(f"{noun}_asked")
        self.words = label("", "warning")
        self.leave = button(noun, "not_yet", "先不印", self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(line(self.leave, button(noun, "all_the_same", "照样印", self._go), None))
        self.hide()

    def ask(self, words: str, go: Callable[[], object]) -> None:
        """Ask; what goes on waits for the answer, unless there is nothing to ask."""
        if not words:
            go()
            return
        self.go = go
        self.words.setText(words)
        self.show()
        self.leave.setFocus()

    def _go(self) -> None:
        self.hide()
        self.go()
