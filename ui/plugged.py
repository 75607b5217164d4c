"""While a page that looks for sticks is seen, what is plugged in is looked at every few seconds: nobody has to press anything."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui import drives
from ui.act import Desk

EVERY_MS = 3000


class Plugged(QObject):
    """`changed` says that a stick came or went since `seen` was last looked for them."""

    changed = Signal()

    def __init__(self, seen: QWidget, desk: Desk) -> None:
        super().__init__(seen)
        self._seen, self._desk = seen, desk
        self._known: frozenset[str] | None = None
        self._asking = False  # a long work may be under way: one question is enough
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        seen.installEventFilter(self)

    def eventFilter(self, _seen: QObject, event: QEvent) -> bool:  # noqa: N802
        """Shown: what is there then its page finds by itself; what comes later is news. Hidden: nobody is told, nothing is asked."""
        if event.type() == QEvent.Type.Show:
            self.timer.start()
            self.look()
        elif event.type() == QEvent.Type.Hide:
            self.timer.stop()
        return False

    def look(self) -> None:
        """Ask beside the worker, while somebody can see what came."""
        if self._seen.isVisible() and not self._asking:
            self._asking = True
            self._desk.aside(_roots, self._found, lambda _problem: self._found(self._known or frozenset()))

    def _found(self, roots: frozenset[str]) -> None:
        self._asking = False
        known, self._known = self._known, roots
        if known is not None and roots != known:
            self.changed.emit()


def _roots(_path: Path) -> frozenset[str]:
    return frozenset(one.root for one in drives.mounts() if one.kind == drives.REMOVABLE)
