"""A new day: at midnight, or when the PC wakes from sleep, what depends on the day is asked anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from lianluozhan import clock
from lianluozhan.schema import SCHEMA
from ui.act import Desk

EVERY_MS = 30_000  # how often the clock is looked at: a PC that slept has not counted meanwhile


class Daybreak(QObject):
    """Lights, deadlines and 今日 are those of the day that is; forms keep what is being written in them."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self.desk, self.day = desk, clock.today()
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Where it is another day than before, every page is out of date; the one that is seen is asked anew at once."""
        if clock.today() != self.day:
            self.day = clock.today()
            self.desk.changed.emit(frozenset(SCHEMA.records))
