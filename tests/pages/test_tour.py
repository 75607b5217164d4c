"""The tour: the whole job through the real window in a process of its own; offscreen, and once on a real X display."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from lianluozhan.issue import Issue
from lianluozhan.store import Identity
from lianluozhan.visit import Visit
from tests.station import CODE, LEDGER, opened
from ui.guide import MARK, clear
from ui.pages import PAGES
from ui.tour import NAME, SIZE, VISITOR

ROOT = Path(__file__).parents[2]
STATION = Identity("station", CODE, "", {})  # whose pages the tour shows
PATIENCE = 300  # seconds; it takes about twenty


def tour(out, **environment):
    """`python -m ui tour`, as dev.py calls it."""
    env = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, "-m", "ui", "tour", "--out", str(out)]
    return subprocess.run(
        command, cwd=ROOT, env=env | environment, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What a tour without a display leaves behind."""
    out = tmp_path_factory.mktemp("走一遍") / "tour"
    done = tour(out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out, done.stdout


def test_it_says_where_things_lie(made):
    """Pictures, papers, package and data, each with its place, and they are there."""
    out, said = made
    for part in (out, out / "papers", next((out / "stick").glob("*.llz")), out / "station"):
        assert f"{part}\n" in said


def test_every_page_has_its_picture(made):
    """At least one picture of each page a station has, whole and not of one colour."""
    out, _said = made
    names = [file.name for file in sorted(out.glob("*.png"))]
    for page in (page for page in PAGES if page.serves(STATION)):
        if page.noun != "package_import" or any(page.title in name for name in names):
            assert any(page.title in name for name in names), page.title
    for name in names:
        image = QImage(str(out / name))
        assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 3, (
            name
        )
    first = QImage(str(out / names[0]))
    assert (first.width(), first.height()) == SIZE


def test_the_month_is_printed(made):
    """Five papers; the log has the visit that was typed in."""
    papers = sorted(file.name.split("-")[0] for file in (made[0] / "papers").iterdir())
    assert papers == sorted(["全套", "接待日志", "意见台账", "履职登记", "月报"])
    words = "".join(page.extract_text() for page in PdfReader(made[0] / "papers" / "接待日志-2026-10.pdf").pages)
    assert VISITOR in words.replace("\n", "") and NAME in words


def test_the_folder_holds_what_was_done(made):
    """The ledger's 23 visits and the one typed in; her issue is closed, the others are as they were."""
    with opened(made[0] / "station") as store:
        visits = store.find(Visit)
        closed = store.find(Issue, "state='已办结'")
        assert (len(visits), len(store.find(Issue)), len(closed)) == (24, 18, 1)
        assert closed[0].raised_by == VISITOR


def test_the_ledger_is_left_alone(made):
    """The sample is only read."""
    done = subprocess.run(["git", "status", "--porcelain", str(LEDGER)], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == ""


def test_a_tour_again_takes_the_place_of_the_last(tmp_path):
    """What a tour made is cleared; a folder with anything else in it is refused and left as it is."""
    ours, other = tmp_path / "ours", tmp_path / "other"
    clear(ours)
    (ours / "01.png").touch()
    clear(ours)
    assert [file.name for file in ours.iterdir()] == [MARK]
    other.mkdir()
    (other / "照片.jpg").write_text("x")
    done = tour(other)
    assert done.returncode == 1 and "不是空的" in done.stderr and "Traceback" not in done.stderr
    assert (other / "照片.jpg").read_text() == "x"


def test_the_command_line_says_whose_it_is():
    """`python -m lianluozhan tour` leads to `python -m ui tour` and exits 2."""
    done = subprocess.run(
        [sys.executable, "-m", "lianluozhan", "tour"], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 2 and "python -m ui tour" in done.stderr


# ---- on a real display -------------------------------------------------------------------------------------------


@contextmanager
def display():
    """An X server of the test's own; its number."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.needs("Xvfb")
def test_the_same_on_a_real_display(tmp_path):
    """The same story through the xcb plugin: real focus, real windows, real keys."""
    with display() as screen:
        done = tour(tmp_path / "tour", DISPLAY=screen, QT_QPA_PLATFORM="xcb")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "xcb" not in done.stderr.lower() or "could not" not in done.stderr.lower()
    assert list((tmp_path / "tour" / "stick").glob("*.llz"))
