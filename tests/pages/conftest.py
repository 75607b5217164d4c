"""A clerk before the window of a folder of the test's own."""

import pytest

from lianluozhan import clock
from tests.pages.desk import sitting
from tests.station import filled
from ui.app import application

TODAY = "2026-10-21"  # the day the window is seen on in these tests


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


@pytest.fixture
def folder(tmp_path):
    """A station that has read the sample ledger of October 2026."""
    return filled(tmp_path / "站")


@pytest.fixture
def desk(folder):
    """The clerk at that station's window."""
    yield from sitting(folder)
