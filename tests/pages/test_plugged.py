"""A stick that is plugged in or pulled while a page that looks for sticks is seen: the page knows, and nobody pressed anything."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.pages.desk import Desk, wait_for
from tests.station import empty, run
from ui import drives
from ui.app import open_window
from ui.drives import Mount
from ui.plugged import EVERY_MS


@pytest.fixture
def plugged(monkeypatch):
    """What is plugged in, to be changed by the test."""
    there = []
    monkeypatch.setattr(drives, "mounts", lambda: list(there))
    return there


def stick(path, label="金士顿"):
    """A stick that begins at a folder."""
    path.mkdir(exist_ok=True)
    return Mount(str(path), label, drives.REMOVABLE, 13_421_772_800)


def tick(desk, of=None):
    """The few seconds are over."""
    (of or desk.page).plugged.timer.timeout.emit()
    desk.wait()


def test_where_to_export(folder, plugged, tmp_path):
    """A stick that comes is there and chosen, a second one takes nothing from it; the chosen one pulled is said, not passed over."""
    desk = Desk(folder)
    try:
        desk.open("导出到U盘")
        assert "没有找到 U 盘" in desk.said() and desk.page.plugged.timer.interval() == EVERY_MS
        first, second = stick(tmp_path / "一"), stick(tmp_path / "二", "闪迪")
        plugged.append(first)
        tick(desk)
        assert "没有找到 U 盘" not in desk.said() and "金士顿" in desk.page.form.sticks.currentItem().text()
        plugged.insert(0, second._replace(free=2**40))
        tick(desk)
        assert desk.page.form.sticks.count() == 2 and "金士顿" in desk.page.form.sticks.currentItem().text()
        plugged.remove(first)
        tick(desk)
        assert "金士顿" in desk.page.form.sticks.currentItem().text() and "现在找不到" in desk.said()
        plugged.append(first)
        tick(desk)
        assert "现在找不到" not in desk.said()
    finally:
        desk.close()


def test_nobody_looks_nobody_asks(folder, plugged):
    """On another page nothing wakes up every few seconds; come back to, it does again."""
    desk = Desk(folder)
    try:
        desk.open("导出到U盘")
        timer = desk.page.plugged.timer
        assert timer.isActive()
        desk.open("接待登记")
        assert not timer.isActive()
        desk.open("导出到U盘")
        assert timer.isActive()
    finally:
        desk.close()


def test_what_to_import(folder, plugged, tmp_path):
    """Its packages are added and marked; what a person did with the others stays; what was pulled leaves the list."""
    here, there = stick(tmp_path / "一"), stick(tmp_path / "二")
    office = empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室")
    (tmp_path / "口令").write_text("屯留老街的槐树下")
    for one in (here, there):
        assert run("export", "--to", one.root, "--passphrase-file", tmp_path / "口令", "--data", folder).code == 0
    desk = Desk(office)
    try:
        desk.open("导入报送包")
        files = desk.page.files
        plugged.append(here)
        tick(desk)
        assert files.count() == 1 and files.item(0).isSelected() and "没有找到" not in desk.said()
        files.item(0).setSelected(False)
        plugged.append(there)
        tick(desk)
        assert [files.item(row).isSelected() for row in range(2)] == [False, True]
        next((tmp_path / "一").glob("*.llz")).unlink()
        plugged.remove(here)
        tick(desk)
        assert files.count() == 1 and files.item(0).isSelected()
    finally:
        desk.close()


def test_where_a_district_writes(plugged, tmp_path):
    """The same at a district, while it is asked where to."""
    desk = Desk(empty(tmp_path / "区", "district", "140405", "屯留区人大常委会办公室"))
    try:
        desk.open("各站")
        page = desk.page
        page.preparing.begin([])
        desk.wait()
        assert "没有找到 U 盘" in desk.said()
        plugged.append(stick(tmp_path / "一"))
        tick(desk, page.preparing)
        assert "没有找到 U 盘" not in desk.said() and page.preparing.where.sticks.on_stick()
    finally:
        desk.close()


def test_a_backup_at_the_first_start(folder, plugged, tmp_path):
    """A stick with a backup on it, plugged in before the first folder is made, is offered."""
    there = stick(tmp_path / "一")
    assert run("backup", "--to", there.root, "--data", folder).code == 0
    window = open_window(None)
    try:
        wait_for(window.desk.idle, times=3)
        assert window.findChild(QPushButton, "start_stick_0") is None
        plugged.append(there)
        window.plugged.timer.timeout.emit()
        wait_for(lambda: window.desk.idle() and window.findChild(QPushButton, "start_stick_0"), times=3)
    finally:
        window.close()


def test_nobody_asks_for_what_nobody_sees(folder, plugged):
    """Nothing is asked while another page is seen, and never twice at once."""
    desk = Desk(folder)
    try:
        desk.open("导出到U盘")
        page, asked = desk.page, []
        desk.open("今日")
        aside, page.desk.aside = page.desk.aside, lambda *how: asked.append(how)
        page.plugged.look()
        assert asked == []
        page.desk.aside = aside
        desk.open("导出到U盘")
        page.desk.aside = lambda *how: asked.append(how)
        page.plugged.look()
        page.plugged.look()
        QApplication.processEvents()
        assert len(asked) == 1
        page.desk.aside = aside
    finally:
        desk.close()


@pytest.mark.parametrize("page", ["备份", "更新"])
def test_the_other_pages(folder, plugged, tmp_path, page):
    """备份 and 更新 look again, too."""
    desk = Desk(folder)
    try:
        desk.open(page)
        asked = []
        desk.page.reload = lambda: asked.append(page)
        tick(desk)
        assert asked == []
        plugged.append(stick(tmp_path / "一"))
        tick(desk)
        assert asked == [page]
    finally:
        desk.close()
