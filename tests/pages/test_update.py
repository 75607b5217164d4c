"""更新 in the window: seen on a stick, taken after a backup, laid onto another stick, refused in words; a line on 今日."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from lianluozhan import __version__, backup, installed, release, update
from lianluozhan.cli.desk import LAST, settings
from lianluozhan.errors import NoFolder
from tests.core.test_release import NEXT, OTHER, PUBLIC, made, packed, published, wrote
from tests.pages.desk import Desk
from tests.station import empty
from ui import drives
from ui.app import main
from ui.pages.start import StartWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a Linux program to switch")


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A stick that is plugged in; the program believes the key of these tests, and is a bundle of its own."""
    place = tmp_path / "U盘"
    place.mkdir()
    monkeypatch.setattr(drives, "mounts", lambda: [drives.Mount(str(place), "金士顿", drives.REMOVABLE, 2**33)])
    monkeypatch.setattr(release, "trusted", lambda _file=None: (PUBLIC,))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    root = made(tmp_path / "程序" / "lianluozhan", __version__)
    monkeypatch.setattr(update, "program", lambda: installed.Program(root))
    monkeypatch.setattr(update, "opened_after", lambda _executable: None)
    return place


def test_nothing_new(desk, stick):
    """With nothing on the stick, or only what nobody known signed, it says so and offers nothing to press."""
    published(stick, key=OTHER)
    desk.open("更新")
    assert f"现在是 {__version__} 版" in desk.said() and "没有更新的版本" in desk.said()
    assert not desk.button("备份后升级").isEnabled()
    desk.open("今日")
    assert "新版本" not in desk.said()


@pytest.mark.needs("sh")
def test_taken(tmp_path, stick, monkeypatch):
    """今日 has a line, it leads to the page, one press backs up and installs, the window closes;
    opened again, it says what became of it."""
    desk = Desk(empty(tmp_path / "站"))
    published(stick, data=packed(tmp_path, NEXT))
    desk.open("今日")
    desk.page.reload()
    desk.wait()
    desk.page._follow(("update", ""))
    desk.wait()
    assert f"{NEXT} 版在 {stick}" in desk.said() and "期限说得更清楚" in desk.said()
    desk.press("备份后升级")
    assert not desk.window.isVisible()
    root = update.program().root
    assert (root / "_internal" / "number").read_text() == NEXT
    (kept,) = (desk.folder / backup.PLACE).glob("*升级前*.zip")
    desk.window.deleteLater()
    shutil.rmtree(stick)
    again = Desk(desk.folder)
    again.open("更新")
    assert f"升级到 {NEXT} 没有装成" in again.said()  # this program is still the one before
    update.note(update.noted()._replace(before="0.0.1", after=__version__))
    again.open("今日")
    again.page.reload()
    again.wait()
    assert f"已从 0.0.1 升级到 {__version__}" in [
        line.title for card in again.page.cards.values() for line in (way.line for way in card.lines)
    ]
    monkeypatch.setattr(update, "days_ago", lambda: 8.0)
    again.page.reload()
    again.wait()
    assert not [line for card in again.page.cards.values() for line in card.lines if "升级到" in line.line.title]
    again.open("更新")
    again.page.reload()
    again.wait()
    assert kept.name in again.said() and "要退回 0.0.1" in again.said()
    again.close()


def test_refused(desk, stick):
    """What is not whole is refused in words, where it is chosen and where it is taken; the window stays."""
    file = published(stick)
    desk.open("更新")
    next(stick.glob("*.tar.gz")).write_bytes(b"other")
    desk.press("备份后升级")
    assert "签过名的不一样" in desk.said() and desk.window.isVisible()
    desk.page.ask_file = lambda: str(file)
    desk.press("从别处选…")
    assert "签过名的不一样" in desk.said() and desk.button("再看一遍 U 盘").isEnabled()
    assert not (desk.folder / backup.PLACE).exists()


def test_chosen_elsewhere(desk, stick, tmp_path):
    """A file from anywhere is looked at as one on a stick is, and stays chosen while other pages are seen."""
    file = published(tmp_path / "下载")
    desk.open("更新")
    desk.page.ask_file = lambda: str(file)
    desk.press("从别处选…")
    desk.open("备份")
    desk.open("更新")
    assert f"{NEXT} 版在 {tmp_path / '下载'}" in desk.said() and desk.button("备份后升级").isEnabled()


def test_the_district_hands_it_on(tmp_path, stick):
    """At a district both files go onto a station's stick, verified there; a station has no such button."""
    desk = Desk(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"))
    published(stick)
    other = tmp_path / "站里的盘"
    other.mkdir()
    desk.open("更新")
    desk.page.ask_folder = lambda: str(other)
    desk.press("放到另一只 U 盘…")
    assert release.newest([Path(other)])[1].version == NEXT and "读回来核对过" in desk.said()
    desk.close()


def test_a_station_does_not(desk, stick):
    """Handing on is the district's."""
    desk.open("更新")
    assert not desk.page.buttons["put"].isVisible()


def newcomer_at(folder, monkeypatch):
    """The start page of a program that was begun on a folder."""
    seen = []
    monkeypatch.setattr(QApplication, "exec", lambda *_any: seen.extend(QApplication.topLevelWidgets()) or 0)
    monkeypatch.setattr("ui.app.keep_log", lambda: None)
    monkeypatch.setattr("ui.app.stand_among_papers", lambda: None)
    assert main([str(folder)]) == 0
    (window,) = (one for one in seen if isinstance(one, StartWindow) and one.isVisible())
    return window


def press(window, verb):
    """Press a button of the start page, until nothing is under way."""
    button, still = window.findChild(QPushButton, f"start_{verb}"), 0
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    while still < 3:
        QApplication.processEvents()
        still = still + 1 if window.desk.idle() else 0


def read(window):
    """What can be read on it."""
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


@pytest.mark.needs("sh")
@pytest.mark.parametrize("guarded", [False, True], ids=["open", "with a password"])
def test_a_folder_a_newer_version_wrote(tmp_path, stick, monkeypatch, guarded):
    """At the start it is refused with the way on: without a stick it says what to plug in, with one it installs and closes; the
    folder is as it was. A password is not asked for first."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    folder = empty(tmp_path / "站")
    wrote(folder, NEXT)
    if guarded:
        monkeypatch.setattr("lianluozhan.vault.locked", lambda _path: True)
    before = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    window = newcomer_at(folder, monkeypatch)
    assert f"更新的 {NEXT} 版写过" in read(window)
    press(window, "update")
    assert "没有更新的版本" in read(window) and "请插上" in read(window)
    published(stick, data=packed(tmp_path, NEXT))
    press(window, "update")
    assert not window.isVisible()
    assert (update.program().root / "_internal" / "number").read_text() == NEXT
    assert {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()} == before
    assert (settings() / LAST).read_text("utf-8") == str(folder)


def test_other_refusals_offer_no_update(tmp_path, stick, monkeypatch):
    """What a newer program would not open either is only said."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    folder = empty(tmp_path / "站")
    wrote(folder, NEXT)
    window = newcomer_at(folder, monkeypatch)
    window.refuse(NoFolder("这里没有", then="请另选"))
    assert window.newer.isHidden() and "这里没有" in read(window)
    window.close()
