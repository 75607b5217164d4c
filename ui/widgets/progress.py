"""Long work, seen: nothing for a moment, then what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from lianluozhan.errors import Problem

NO_FILE = "，没有留下文件"  # behind what was stopped
PATIENCE_MS = 300  # what is done sooner needs no words


class Stopped(Problem):
    """A person stopped the work; nothing of it is left."""

    def __init__(self) -> None:
        super().__init__("已经停下")


class Progress(QWidget):
    """Words, a bar and 取消, shown while something is under way.

    The work, in the worker, calls `tell` at every step; after 取消 the next `tell` raises Stopped.
    """

    stopped = Signal()
    appeared = Signal()
    _told = Signal(str, int, int)

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.setObjectName(f"{noun}_progress")
        self._words, self._bar = QLabel(), QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton("取消")
        self._cancel.setObjectName(f"{noun}_stop")
        self._cancel.setAccessibleName(self._cancel.text())
        self._cancel.clicked.connect(lambda _on=False: self.stop())
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._bar)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE_MS)
        self._wait.timeout.connect(self._appear)
        self._told.connect(self._show_step)
        self._stop = False
        self.hide()

    def begin(self, words: str) -> Callable[..., None]:
        """Something starts; returns what the work calls as `tell(words, done, of)`. Call `end` when it is over."""
        self._stop = False
        self._cancel.setEnabled(True)
        self._show_step(words, 0, 0)
        self._wait.start()
        return self._tell

    def _appear(self) -> None:
        self.show()
        self.appeared.emit()

    def _tell(self, words: str, done: int = 0, of: int = 0) -> None:
        """In the worker: the next step begins."""
        if self._stop:
            raise Stopped
        self._told.emit(words, done, of)

    def _show_step(self, words: str, done: int, of: int) -> None:
        self._words.setText(f"正在{words}…… {done} / {of}" if of else f"正在{words}……")
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def stop(self) -> None:
        """Let the work end at its next step."""
        self._stop = True
        self._cancel.setEnabled(False)
        self._words.setText("正在停下……")
        self.stopped.emit()

    def end(self) -> None:
        """It is over."""
        self._wait.stop()
        self.hide()
