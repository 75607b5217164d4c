"""Two issues side by side: what the one and the other say, and who is to be told once they are one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from ui.asks.pair import Pair
from ui.widgets.pieces import clear

LEAST = 90  # characters of an account that are shown; the rest is in its tooltip


class Pairing(QFrame):
    """Empty until two issues are named."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("c", "card")
        self.setObjectName("followup_pair")
        self.setAccessibleName("两件并排")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_pair(self, pair: Pair | None) -> None:
        """Show two issues, or that there is no other one."""
        clear(self._grid)
        self.setVisible(pair is not None)
        if pair is None:
            return
        for column, words in enumerate(("", "这一件", "并到"), 0):
            self._put(0, column, words, "section")
        for row, (label, mine, theirs) in enumerate(pair.rows, 1):
            for column, words in enumerate((label, mine, theirs)):
                self._put(row, column, words or "–", "label" if column == 0 else "")
        told = QLabel(f"并过去以后，有了答复要告诉 {len(pair.told)} 位：{'、'.join(pair.told)}")
        told.setWordWrap(True)
        self._grid.addWidget(told, len(pair.rows) + 1, 0, 1, 3)

    def _put(self, row: int, column: int, words: str, look: str) -> None:
        label = QLabel(words if len(words) <= LEAST else f"{words[:LEAST]}…")
        label.setToolTip(words if len(words) > LEAST else "")
        label.setProperty("c", look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(column > 0)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
