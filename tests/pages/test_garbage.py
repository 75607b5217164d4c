"""Widgets in a ring go away on the window's thread, soon, and never where the worker happens to be."""

import gc
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.pages.desk import wait_for
from tests.station import empty
from ui import garbage
from ui.act import Desk

MANY = 100_000  # things made: Python would have looked for rings more than a hundred times


@pytest.fixture
def doors(tmp_path, qapp):
    """An open desk without a window."""
    desk = Desk(empty(tmp_path / "站"))
    desk.open()
    yield desk
    desk.close()


def ring(gone):
    """A widget that refers to itself; `gone` hears on which thread it goes."""
    label = QLabel("没人再要的")
    label.itself = label
    label.destroyed.connect(lambda *_any: gone.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
    return label


def busy(_store):
    """What makes much, as long work does."""
    return len([[n] for n in range(MANY)])


def test_it_goes_on_the_windows_thread(doors):
    """Not while the worker makes much; with an answer, here."""
    gone, seen = [], []
    gc.collect()
    ring(gone)
    doors.ask(busy, seen.append).result()
    assert gone == []
    wait_for(lambda: seen and doors.idle())
    things = [[n] for n in range(2 * gc.get_threshold()[0])]  # noqa: F841 - enough is made here
    for _ in range(3):
        doors.ask(lambda _store: 0)
        wait_for(doors.idle)
    assert gone == [threading.get_ident()]


def test_the_oldest_go_when_it_is_quiet(doors):
    """What takes long is not looked through with an answer, but after a while without one."""
    gone = []
    label = ring(gone)
    gc.collect()
    del label
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    assert garbage.search(oldest=False) and gone == []
    doors._sweeping.setInterval(0)
    doors.ask(lambda _store: 0)
    wait_for(lambda: gone)
    assert gone == [threading.get_ident()]


def test_only_what_is_due_is_looked_through(qapp):
    """By Python's own measure: nothing where nothing was made."""
    gc.collect()
    passes = gc.get_stats()
    assert not garbage.search()
    assert [one["collections"] for one in gc.get_stats()] == [one["collections"] for one in passes]
    things = [[n] for n in range(2 * gc.get_threshold()[0])]  # noqa: F841
    assert not garbage.search()
    assert gc.get_stats()[0]["collections"] == passes[0]["collections"] + 1


def test_python_does_not_look_by_itself(qapp):
    """Wherever there are windows."""
    assert not gc.isenabled()
