"""What scrolls up and down only, and says how wide what is in it has to be: else it would be cut where nobody can scroll to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QScrollArea


class Down(QScrollArea):
    """Scrolls down, and is as wide as what is in it needs."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """With room for its bar."""
        wide = (
            self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
            if self.widget()
            else 0
        )
        return super().minimumSizeHint().expandedTo(QSize(wide, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """What is in it needs another width, as in other letters: so does this."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
