"""What came of a sheet that was taken in: how many rows, what they made, what was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lianluozhan.intake import Taken
from lianluozhan.schema import SCHEMA
from ui.asks.today import moves
from ui.widgets.pane import Numbers
from ui.widgets.pieces import label


class TakenCard(QWidget):
    """Filled in when the rows are there."""

    def __init__(self) -> None:
        super().__init__()
        self.headline, self.numbers, self.left = label("", "good"), Numbers(), label("", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (label("录入完成", "title"), self.headline, self.numbers, self.left):
            column.addWidget(part)

    def show_taken(self, sheet: str, taken: Taken, bad: int, bad_to: Path | None) -> None:
        """The rows of a sheet, where so many bad ones lie now, and what dates it moved."""
        before = f"，{taken.same} 行以前录过" if taken.same else ""
        self.headline.setText(f"✓ {sheet}：录入 {taken.new + taken.changed} 行{before}")
        self.numbers.show_counts(
            {SCHEMA.records[noun].label: count for noun, count in taken.written.items() if noun in SCHEMA.records}
        )
        left = [f"坏的 {bad} 行另存在 {bad_to}，改好后再导一次。"] if bad_to else []
        self.left.setText("\n".join(left + moves(taken.told)))
