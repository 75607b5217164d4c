"""Beside the matrix of duties: one deputy's acts, and below them what makes the points of the year."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.beside import Beside
from ui.widgets.sum_card import Sum, SumCard


class DutySide(Beside):
    """The list beside the page, with a sum explained below it."""

    def __init__(self, noun: str, label: str, theme: Theme) -> None:
        super().__init__(noun, label, theme)
        self.sum = SumCard(f"{noun}_points", "积分", theme)
        self.layout().addWidget(self.sum)

    def show_sum(self, found: Sum | None) -> None:
        """Explain another sum."""
        self.sum.show_sum(found)

    def fit(self, page: QWidget) -> bool:
        """The list's width, and the sum's height of what there is."""
        wide = super().fit(page)
        self.sum.fit()
        return wide

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Other heights: another share for the sum."""
        super().resizeEvent(event)
        self.sum.fit()
