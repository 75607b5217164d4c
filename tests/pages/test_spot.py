"""Where the window stood: kept on this PC, also maximised; back within a screen there is, whatever became of the others."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow

from lianluozhan.cli.desk import settings
from tests.station import empty
from ui.spot import FILE, fitted, kept, put_back

LEFT, RIGHT = QRect(0, 32, 1366, 696), QRect(1366, 32, 1920, 1008)
ROOMS = {
    "as it was": ((100, 100, 900, 500), [LEFT], (100, 100, 900, 500)),
    "on the other screen": ((1500, 100, 1400, 800), [LEFT, RIGHT], (1500, 100, 1400, 800)),
    "that screen is gone": ((1500, 100, 900, 500), [LEFT], (233, 130, 900, 500)),
    "gone, and it is larger than what is left": ((1500, 100, 1400, 800), [LEFT], (0, 32, 1366, 696)),
    "that screen is smaller now": ((1500, 100, 1400, 800), [LEFT, QRect(1366, 32, 1280, 688)], (0, 32, 1366, 696)),
    "half out below": ((200, 600, 900, 500), [LEFT], (200, 228, 900, 500)),
    "half out to the left, its title above": ((-400, -20, 900, 500), [LEFT], (0, 32, 900, 500)),
    "between two": ((1266, 100, 900, 500), [LEFT, RIGHT], (1366, 100, 900, 500)),
    "left of the first": ((-1500, 50, 900, 500), [LEFT, QRect(-1920, 32, 1920, 1008)], (-1500, 50, 900, 500)),
}
TWO = [(0, 0, 1366, 768), (1366, 0, 1920, 1080)]
OPENS = """
import json, sys
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from ui.app import attend, open_window
from ui.spot import put_back

def opened():
    window = open_window(sys.argv[1])
    QApplication.processEvents()
    print(json.dumps([window.normalGeometry().getRect(), window.isMaximized(), window.screen().name()]))
    return window

def closed(window):
    window.close()
    QApplication.processEvents()

window = opened()
attend(window)
if len(sys.argv) > 2:
    window.setGeometry(QRect(1500, 100, 1400, 800))
    QApplication.processEvents()
    closed(window)
    window = opened()
    attend(window)
    window.showMaximized()
    QApplication.processEvents()
closed(window)
closed(opened())
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Settings of a PC of the test's own."""
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))
    settings().mkdir(parents=True)
    return settings() / FILE


@pytest.mark.parametrize("case", ROOMS)
def test_where_it_may_come_back(case):
    """Within the screen that has most of it; on the first where its screen is gone or too small; never a title out of reach."""
    place, rooms, expected = ROOMS[case]
    back = fitted(QRect(*place), rooms)
    assert back.getRect() == expected and any(room.contains(back) for room in rooms)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[]",
        "null",
        '{"place": [1, 2, 3]}',
        '{"place": [1, 2, 3, 4]}',
        '{"place": [0, 0, -5, 100], "maximised": false}',
        '{"place": [0, 0, 1e9, 100], "maximised": false}',
        '{"place": "1234", "maximised": true}',
        '{"place": [0, 99999999999, 5, 5], "maximised": true}',
    ],
)
def test_nonsense_is_no_place(qapp, own, said):
    """What means nothing there changes nothing: the window opens as at first."""
    own.write_text(said, "utf-8")
    assert kept() is None
    window = QMainWindow()
    before = window.geometry()
    put_back(window)
    assert window.geometry() == before and not window.isMaximized()


def run(tmp_path, screens, *more):
    """What a window says of where it stands, each time it is opened, in a program of its own on these screens."""
    config = tmp_path / "screens.json"
    names = ("x", "y", "width", "height")
    config.write_text(
        json.dumps(
            {
                "screens": [
                    {"name": f"第{n}", **dict(zip(names, one, strict=True)), "dpr": 1}
                    for n, one in enumerate(screens, 1)
                ]
            }
        )
    )
    env = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    done = subprocess.run(
        [sys.executable, "-c", OPENS, str(tmp_path / "站"), *more], env=env, capture_output=True, text=True, check=True
    )
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_the_window_itself(own, tmp_path):
    """Moved to a second screen it comes back there, maximised too; without that screen on the first; nothing of it is in the data."""
    empty(tmp_path / "站")
    first, again, last = run(tmp_path, TWO, "move")
    assert first[1:] == (False, "第1")
    assert again == ([1500, 100, 1400, 800], False, "第2")
    assert last == ([1500, 100, 1400, 800], True, "第2")
    alone, _ = run(tmp_path, TWO[:1])
    assert alone[1:] == (True, "第1") and QRect(0, 32, 1366, 736).contains(QRect(*alone[0]))
    assert own.exists() and not list((tmp_path / "站").rglob(FILE))
