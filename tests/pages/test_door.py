"""The program started again on the same folder: the window that is open comes to the front, between real processes."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from tests.pages.desk import Desk
from tests.station import empty
from ui import door
from ui.door import KNOCK, Door, knock

ROOT = Path(__file__).parents[2]
FIRST = """
import sys
from PySide6.QtCore import QTimer
from ui.app import application, open_window
from ui.door import Door
app, window = application(), open_window(sys.argv[1])
window.showMinimized()
found = window.findChild(Door)
found.knocked.connect(lambda: print("heard", window.isMinimized(), window.isVisible(), flush=True))
found.knocked.connect(window.close)
print("ready", window.isMinimized(), flush=True)
QTimer.singleShot(60_000, lambda: app.exit(9))
sys.exit(app.exec())
"""


def start(*words):
    """A process of the program, that speaks into a pipe."""
    return subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )


def test_the_second_start_shows_the_first(tmp_path):
    """The second process ends at once and in peace; the first, minimised, stands in front."""
    folder = empty(tmp_path / "站")
    with start("-c", FIRST, folder) as first:
        assert first.stdout.readline().split() == ["ready", "True"]
        with start("-m", "ui", folder) as second:
            out, err = second.communicate(timeout=60)
        assert (second.returncode, out, err) == (0, "", "")
        assert first.stdout.readline().split() == ["heard", "False", "True"]
        assert first.wait(60) == 0
        assert "Error" not in first.stderr.read()
    assert not (folder / KNOCK).exists()


def test_nobody_hears(tmp_path):
    """Where no window has the folder the knock is taken back and says so."""
    assert not knock(tmp_path, patience=0.1)
    assert list(tmp_path.iterdir()) == []


def test_nowhere_to_knock(tmp_path):
    """A folder that cannot be written hears nothing, and nothing breaks."""
    assert not knock(tmp_path / "没有", patience=0.1)


def test_a_knock_before_the_door(folder, qtbot):
    """Who knocked while the window was opening is heard as soon as it is there; each knock once."""
    (folder / KNOCK).write_bytes(b"")
    desk = Desk(folder)
    assert not (folder / KNOCK).exists()
    heard = []
    listening = desk.window.findChild(Door)
    listening.knocked.connect(lambda: heard.append(1))
    listening.listen()
    assert heard == []
    (folder / KNOCK).write_bytes(b"")
    desk.wait(lambda: heard)
    assert heard == [1]
    desk.close()


def test_to_front(qtbot, folder):
    """A minimised window is seen again, as large as it was."""
    desk = Desk(folder)
    desk.window.showMaximized()
    desk.window.setWindowState(desk.window.windowState() | Qt.WindowState.WindowMinimized)
    door.to_front(desk.window)
    assert (desk.window.isMinimized(), desk.window.isMaximized(), desk.window.isVisible()) == (False, True, True)
    desk.close()
