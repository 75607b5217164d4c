"""A desk that notes how long the window's thread is busy without coming back to the screen and the keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QMainWindow

from tests.pages.desk import PATIENCE, Desk

MOST = 50.0  # milliseconds of its own work: what longer takes is felt as a jerk


class Timed(Desk):
    """`longest` holds for each step the milliseconds of the longest stretch."""

    def __init__(self, window: QMainWindow | Path) -> None:
        self.longest: dict[str, float] = {}
        self._turns: list[float] = []
        self._waited = 0.0  # by the waiting itself, which turns thousands of times while the worker works
        if isinstance(window, Path):
            super().__init__(window)
        else:
            self.window, self.keys = window, 0

    def wait(self, until: Callable[[], Any] | None = None, patience: float = 6 * PATIENCE) -> None:
        """As a desk does, each turn of the events timed."""
        app, given_up, still = QApplication.instance(), time.monotonic() + patience, 0
        since = time.thread_time()
        while still < 3:
            begun = time.thread_time()
            app.processEvents()
            self._turns.append(time.thread_time() - begun)
            still = still + 1 if self.window.around.desk.idle() and (until is None or until()) else 0
            assert time.monotonic() < given_up, "waited in vain"
        self._waited += time.thread_time() - since

    def step(self, name: str, work: Callable[[], object]) -> None:
        """Do something; the stretches are what is worked at once, and each turn of events that follows."""
        self._turns, self._waited = [], 0.0
        begun = time.thread_time()
        work()
        at_once = time.thread_time() - begun - self._waited
        self.longest[name] = max(self.longest.get(name, 0.0), 1000 * max(at_once, *self._turns, 0.0))
