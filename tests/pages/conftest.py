"""A clerk before the window of a folder of the test's own."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import isValid

from lianluozhan import clock
from lianluozhan.cli.desk import settings
from tests.pages.desk import TODAY, sitting
from tests.station import filled
from ui.app import application
from ui.arranged import FILE as LISTS
from ui.spot import FILE

TOGETHER = 8  # windows


@pytest.fixture(scope="session")
def qapp():
    """The program's own application, for pytest-qt."""
    return application()


@pytest.fixture(autouse=True)
def today():
    """The day every page shows as today."""
    clock.set_today(TODAY)
    yield
    clock.set_today(None)


@pytest.fixture(autouse=True)
def first_place():
    """Every test's windows open as on a PC that has seen none."""
    yield
    for file in (FILE, LISTS):
        (settings() / file).unlink(missing_ok=True)


@pytest.fixture(scope="session")
def gone():
    """The windows closed since what is left of them was collected."""
    return []


@pytest.fixture(autouse=True)
def no_window_stays(today, gone):
    """Take away every window a test has left: a change of the look would restyle them all, for minutes in the end."""
    before = _windows()  # those of a whole file's fixture stay
    yield
    left = [widget for widget in _windows() if widget not in before]
    for widget in left:
        widget.close()
        widget.deleteLater()
    if left:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gone.extend(id(widget) for widget in left)
    if len(gone) >= TOGETHER:  # collecting takes its time: what is left of several windows goes at once
        gone.clear()
        gc.collect()


def _windows():
    every = QApplication.topLevelWidgets() if QApplication.instance() else []
    return [widget for widget in every if isValid(widget) and isinstance(widget, QMainWindow)]


@pytest.fixture
def folder(tmp_path):
    """A station that has read the sample ledger of October 2026."""
    return filled(tmp_path / "站")


@pytest.fixture
def desk(folder):
    """The clerk at that station's window."""
    yield from sitting(folder)
