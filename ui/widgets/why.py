"""Why people are taken along: asked in place before it goes, kept in 谁看过."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.pieces import asked, button, label, line

ASKED, EXAMPLE = "为什么要带（会记下来）", "如：市人大调阅"


class Why(QWidget):
    """Hidden while nobody asks; what goes on gets the reason."""

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.go: Callable[[str], object] = lambda _why: None
        self.line, self.wrong = QLineEdit(), label("", "error", wrap=False)
        self.line.setObjectName(f"{noun}.reason")
        self.line.setPlaceholderText(EXAMPLE)
        self.line.returnPressed.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(asked(ASKED, self.line, self.wrong))
        column.addLayout(
            line(button(noun, "why_go", "继续", self._go), button(noun, "why_leave", "不带了", self.hide), None)
        )
        self.hide()

    def ask(self, go: Callable[[str], object]) -> None:
        """Ask; nothing goes without an answer."""
        self.go = go
        self.line.clear()
        self.wrong.clear()
        self.show()
        self.line.setFocus()

    def _go(self) -> None:
        why = self.line.text().strip()
        if not why:
            self.wrong.setText("要写原因才能带走")
            self.line.setFocus()
            return
        self.hide()
        self.go(why)
