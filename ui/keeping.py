"""The folder is backed up without anybody asking: once a day while the window is open, and when it closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from lianluozhan import rotation
from ui.act import Desk

EVERY_MS = 10 * 60_000  # how often it is asked whether the day has its backup


class Keeping(QObject):
    """Looks after the backups of a window's folder, beside whatever the clerk does."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self.desk, desk.at_close = desk, rotation.at_close
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Back up where the day has none yet; what comes of it stands on 今日."""
        self.desk.aside(rotation.once_a_day)
