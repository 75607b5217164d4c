"""A list and the work on it beside each other, the handle between them."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget


class Halves(QSplitter):
    """The left part begins so wide, all else is the right one's; neither can be pushed away."""

    def __init__(self, left: QWidget, right: QWidget, wide: int) -> None:
        super().__init__()
        self._wide = wide
        for part in (left, right):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only what is seen knows how much room it needs."""
        super().showEvent(event)
        if self._wide:
            self.setSizes([self._wide, self.width() - self._wide])
            self._wide = 0
