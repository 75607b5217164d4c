"""A bare PySide6 window with the program's fonts: what any window costs; and how such a window is timed. Imports nothing else of ours."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from ui.theme import load_fonts


class Drawn(QObject):
    """Waits, as a window does, until an input was painted."""

    def __init__(self, seen: QWidget) -> None:
        super().__init__()
        self._loop, self.yes = QEventLoop(), False
        seen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note each paint."""
        if event.type() == QEvent.Type.Paint:
            self.yes = True
            QTimer.singleShot(0, self._loop.quit)  # once it is drawn
        return False

    def wait(self) -> None:
        """Until it was painted after `yes` was taken away."""
        if not self.yes:
            self._loop.exec()

    def pause(self, seconds: float) -> None:
        """Let what a key set going go on while the next one is awaited."""
        rest = QEventLoop()
        QTimer.singleShot(max(round(seconds * 1000), 0), rest.quit)
        rest.exec()


def put(editor: QWidget, words: str) -> None:
    """As an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def memory() -> float:
    """Megabytes this process holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def ready(window: QWidget, line: Callable[[], QWidget]) -> dict[str, float]:
    """Seconds since the process was asked for, to the first paint and to a key drawn in the line; the processor's own, all threads, for
    either; megabytes then."""
    begun, drawn = float(os.environ["BENCH_BEGUN"]), Drawn(window)
    drawn.wait()
    paint, painted, editor = time.time() - begun, time.process_time(), line()
    seen = Drawn(editor.viewport() if hasattr(editor, "viewport") else editor)
    put(editor, "路")
    seen.wait()
    return {
        "paint": paint,
        "painted": painted,
        "key": time.time() - begun,
        "own": time.process_time(),
        "memory": memory(),
    }


def main() -> dict[str, float]:
    """The bare one."""
    app = QApplication(sys.argv[:1])
    load_fonts()
    window, line = QMainWindow(), QLineEdit()
    window.setCentralWidget(line)
    window.resize(1366, 689)
    window.show()
    found = ready(window, lambda: line)
    app.processEvents()
    return found


if __name__ == "__main__":
    print(json.dumps(main()))
