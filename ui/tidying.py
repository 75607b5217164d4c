"""What was written is taken into the index while nobody waits, in small pieces."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from lianluozhan import index
from lianluozhan.store import Store
from ui.act import Desk

AFTER_MS, NEXT_MS = 4_000, 250  # a while after something was written; between two pieces
PIECE = index.SMALL  # records: a good half second of the worker


def tidy(store: Store) -> bool:
    """Take in a piece of what waits; whether more of it does."""
    if index.waiting(store) <= index.WAITING:
        return False
    with store.transaction():
        index.bring(store, PIECE)
    return True


class Tidying(QObject):
    """Looks after the index of a window's folder, when its worker has nothing else to do."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        desk.changed.connect(lambda _kinds: self.timer.start(AFTER_MS))
        self.timer.start(AFTER_MS)

    def look(self) -> None:
        """Do a piece, and the next one soon after, as long as there is more."""
        if self.desk.idle():
            self.desk.run(lambda store: (tidy(store), ()), self._done)
        else:
            self.timer.start(AFTER_MS)

    def _done(self, more: bool) -> None:
        if more:
            self.timer.start(NEXT_MS)
