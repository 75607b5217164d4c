"""Which paper: every single one there is, without those of parts that are off."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from lianluozhan import parts
from lianluozhan.report import catalogue


class PaperChoice(QComboBox):
    """The papers by number and name; what is chosen stays chosen while it is offered."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("paper.name")
        self.setAccessibleName("哪一种")
        self.offer(parts.papers())

    def offer(self, hidden: frozenset[str]) -> None:
        """Offer all but these."""
        chosen = self.currentData()
        self.clear()
        for one in catalogue.PAPERS:
            if one.name not in hidden:
                self.addItem(" ".join(filter(None, (one.code, one.name))), one.name)
        self.setCurrentIndex(max(self.findData(chosen), 0))

    def choose(self, word: str) -> None:
        """Another page leads to this one: it is on, be it offered yet or not."""
        name = catalogue.find(word).name
        if self.findData(name) < 0:
            self.offer(parts.papers() - {name})
        self.setCurrentIndex(self.findData(name))
