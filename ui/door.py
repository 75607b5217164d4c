"""One window a folder: whoever starts the program again knocks, and the window that is open comes to the front.

A knock is a small file beside the lock, taken away by the window that heard it; nothing listens on a network.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

KNOCK = "front.ask"
PATIENCE = 5.0  # seconds a knock waits to be heard: the window may be just opening
STEP = 0.05


class Door(QObject):
    """Hears knocks at a window's folder; `knocked` once for each.

    The one look at a name is done here and not in the worker: that may be busy for minutes, and somebody waits.
    """

    knocked = Signal()

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._file = folder / KNOCK
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(lambda _path: self.listen())
        self.knocked.connect(lambda: to_front(window))

    def listen(self) -> None:
        """Whether somebody has knocked, be it before this door was there."""
        with suppress(OSError):  # nobody has
            self._file.unlink()
            self.knocked.emit()


def to_front(window: QWidget) -> None:
    """Seen, not minimised, before the others, the keys its own."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()


def knock(folder: Path, patience: float = PATIENCE) -> bool:
    """Ask the window that has this folder to come to the front; False where nobody hears: no window has it."""
    file = folder / KNOCK
    _let_others_come()
    with suppress(OSError):
        file.write_bytes(b"")
        until = time.monotonic() + patience
        while file.exists() and time.monotonic() < until:
            time.sleep(STEP)
        heard = not file.exists()
        file.unlink(missing_ok=True)
        return heard
    return False


def _let_others_come() -> None:
    """Windows lets a window come to the front only where the program in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
