"""The program never talks to a network: no socket is opened but the window's own door on this PC."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import station

ROOT = Path(__file__).parents[2]

FORBIDDING = """
import socket, sys

def no(*_words, **_options):
    raise AssertionError("a socket is opened")

for name in ("socket", "create_connection", "create_server", "getaddrinfo", "gethostbyname", "socketpair"):
    setattr(socket, name, type("No", (), {"__init__": no}) if name == "socket" else no)
import _socket
_socket.socket = socket.socket
"""
DAY = (
    FORBIDDING
    + """
from pathlib import Path
from tests.station import run
folder, stick = Path(sys.argv[1]), Path(sys.argv[2])
words = stick / "words.txt"
words.write_text("Denglong-97 Xiushan-42")
for verb in (
    ["check"],
    ["list", "visit"],
    ["show", "J0001"],
    ["stats", "2026-10"],
    ["log", "2026-10", "--to", stick],
    ["conflicts"],
    ["backup"],
    ["backup", "--drill"],
    ["export", "--to", stick, "--passphrase-file", words],
    ["rebuild"],
    ["amend", "J0001", "人数=3", "--reason", "写错"],
    ["points", "2026"],
):
    done = run(*verb, "--data", folder)
    assert done.code == 0 and "Traceback" not in done.err, (verb, done.err)
print("done")
"""
)
WINDOW = """
import sys
from tests.pages.desk import Desk
desk = Desk(sys.argv[1])
for noun in ("today", "visit", "issue", "followup", "duty", "deputy", "stats"):
    desk.open(noun)
desk.window.close()
print("done")
"""
ABROAD = re.compile(r"(socket|connect|bind|sendto)\(.*AF_(INET6?|PACKET|BLUETOOTH|VSOCK)|AF_NETLINK")


@pytest.fixture
def path(tmp_path):
    """The sample station."""
    (tmp_path / "stick").mkdir()
    return station.filled(tmp_path / "站")


def done(program, path, *before):
    """Run a part of the program by itself; gives what it printed."""
    command = [*before, sys.executable, "-c", program, path, path.with_name("stick")]
    ran = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def watched(log):
    """The words before a command whose calls to the system are kept, where there is a program for it."""
    return ("strace", "-f", "-e", "trace=network", "-o", log) if shutil.which("strace") else ()


def abroad(log):
    """The calls that lead off this PC."""
    return (
        [call for call in log.read_text("utf-8", "replace").splitlines() if ABROAD.search(call)] if log.exists() else []
    )


def test_no_socket_in_a_day_of_commands(path, tmp_path):
    """Where no socket can be made at all every command does its work, and none asks the system for one behind Python's back."""
    assert "done" in done(DAY, path, *watched(tmp_path / "calls"))
    assert abroad(tmp_path / "calls") == []


def test_the_forbidding_forbids():
    """Who would open one meets the refusal, by either name."""
    for asked in ("socket.socket()", "socket.create_connection(('127.0.0.1', 9))", "__import__('_socket').socket()"):
        ran = subprocess.run([sys.executable, "-c", FORBIDDING + asked], capture_output=True, text=True)
        assert "a socket is opened" in ran.stderr


@pytest.mark.needs("strace")
def test_the_window_asks_for_no_network(path, tmp_path):
    """The window asks the system for nothing that leads off this PC; its own door is a pipe in a folder."""
    assert "done" in done(WINDOW, path, *watched(tmp_path / "calls"))
    assert abroad(tmp_path / "calls") == []


@pytest.mark.needs("strace")
def test_a_call_abroad_would_be_seen(tmp_path):
    """The search of the test above finds a socket that is one."""
    log = tmp_path / "calls"
    subprocess.run([*watched(log), sys.executable, "-c", "import socket; socket.socket()"], check=True)
    assert abroad(log)
