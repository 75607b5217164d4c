"""What came of an import: how many packages, where they lie, what they brought, and each of them in a row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lianluozhan.package import arrive
from lianluozhan.package.arrive import Arrived
from ui.asks.today import moves
from ui.widgets.arrived import Result, Results
from ui.widgets.pane import Numbers
from ui.widgets.pieces import label
from ui.widgets.where import Lying


class TakenIn(QWidget):
    """Filled in when at least one is there."""

    def __init__(self) -> None:
        super().__init__()
        self.headline, self.lying, self.numbers, self.results = label("", "good"), Lying(), Numbers(), Results()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (label("导入完成", "title"), self.headline, self.lying, self.numbers, self.results):
            column.addWidget(part)

    def show_arrived(self, arrived: Sequence[Arrived], paths: Sequence[Path]) -> None:
        """The packages of these files, those that could not be taken in too."""
        good = sum(one.report is not None for one in arrived)
        bad = len(arrived) - good
        self.headline.setText(f"✓ {good} 个包已导入，{f'{bad} 个没有导入' if bad else '核对无误'}")
        self.lying.say(paths)
        self.numbers.show_counts(arrive.total(arrived))
        self.results.show_table(("文件", *arrive.COUNTS), [result(one) for one in arrived])


def result(one: Arrived) -> Result:
    """The row of one file."""
    looks = {"⊘": "error", "⚠": "warning"}
    notes = [(words, looks.get(words[0], "hint")) for words in one.notes]
    notes += [(words, "note") for words in moves(one.report.told)] if one.report else []
    return Result(one.sender or one.name, [str(one.counts.get(name, "")) for name in arrive.COUNTS], notes)
