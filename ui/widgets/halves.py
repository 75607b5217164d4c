"""A list and the work on it beside each other, the handle between them."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

WORK = 1050  # logical pixels a form likes


class Halves(QSplitter):
    """The left part begins so wide, all else is the right one's; what both lack in a narrow window each lacks half of. Neither
    can be pushed away."""

    def __init__(self, left: QWidget, right: QWidget, wide: int, work: int = WORK) -> None:
        super().__init__()
        self._wide, self._work = wide, work
        for part in (left, right):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only what is seen knows how much room it needs."""
        super().showEvent(event)
        if self._wide:
            wide = self._wide - max(self._wide + self._work - self.width(), 0) // 2
            self.setSizes([wide, self.width() - wide])
            self._wide = 0
