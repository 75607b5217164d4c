"""One stick for all stations: what is for the others is left alone and counted, at the window and at the command line."""

import pytest

from tests.district import district
from tests.pages.desk import Desk
from tests.station import refused, run
from ui import drives
from ui.drives import Mount
from ui.pages.package_import import PackageImportPage

LEFT = "另有 {} 个包是给别的单位的，没有动。"


@pytest.fixture
def made(tmp_path):
    """A district and its two stations."""
    return district(tmp_path)


@pytest.fixture
def stick(made, tmp_path):
    """What the district wrote for every station, and what the first one still had on it for the district."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    for path in (made.stations["渔泽镇"], made.office):
        assert run("export", "--to", folder, "--data", path).code == 0
    assert len(list(folder.glob("*.llz"))) == 3
    return folder


@pytest.fixture
def plugged(monkeypatch, stick):
    """The stick, plugged in until the test pulls it."""
    there = [Mount(str(stick), "金士顿", drives.REMOVABLE, 13_421_772_800)]
    monkeypatch.setattr(drives, "mounts", lambda: list(there))
    return there


def window(path):
    """导入报送包 of a folder."""
    desk = Desk(path)
    desk.open("导入报送包")
    desk.wait()
    assert isinstance(desk.page, PackageImportPage)
    return desk


def names(desk):
    """What is offered there."""
    return [path.name.rsplit("-", 3)[0] for path in desk.page.files.listed()]


def take(desk):
    """Import what is marked."""
    desk.press("导入")
    if desk.page.card.shown() is desk.page.compare_pane:
        desk.press("一样，导入")
    desk.wait(lambda: desk.page.card.shown() not in (desk.page.run_pane, desk.page.ask_pane))


@pytest.mark.parametrize(
    ("town", "ours"), [("渔泽镇", ["140405-140405102"]), ("余吾镇", ["140405-140405103"]), (None, ["140405102-140405"])]
)
def test_at_the_window(made, stick, plugged, town, ours):
    """A station, and the district, is offered what is for it and told in one line of the rest; nothing looks like a failure."""
    desk = window(made.stations[town] if town else made.office)
    try:
        assert names(desk) == ours and LEFT.format(2) in desk.said()
        take(desk)
        assert "✓ 1 个包已导入，核对无误" in desk.said() and "⊘" not in desk.said()
    finally:
        desk.close()


def test_sticks_that_come_and_go(made, stick, plugged):
    """The line follows the sticks; where nothing is for us that is said beside it."""
    mine, away = next(stick.glob("140405-140405102-*")), stick.with_name("拔了")
    data, stick_there = mine.read_bytes(), plugged.pop()
    mine.unlink()
    desk = window(made.stations["渔泽镇"])

    def tick():
        desk.page.plugged.timer.timeout.emit()
        desk.wait()

    try:
        assert "没有找到报送包" in desk.said() and "给别的单位" not in desk.said()
        plugged.append(stick_there)
        tick()
        assert LEFT.format(2) in desk.said() and "没有找到给本单位的报送包" in desk.said()
        plugged.clear()
        stick.rename(away)
        tick()
        assert "给别的单位" not in desk.said() and "没有找到报送包" in desk.said()
        away.rename(stick)
        mine.write_bytes(data)
        desk.press("重新找")
        assert names(desk) == []
        plugged.append(stick_there)
        desk.press("重新找")
        assert names(desk) == ["140405-140405102"] and LEFT.format(2) in desk.said() and "没有找到" not in desk.said()
    finally:
        desk.close()


def test_chosen_by_hand(made, stick):
    """Several picked at once are looked at as a stick's are; one that is picked alone is meant, and refused with its reason."""
    desk = window(made.stations["渔泽镇"])
    try:
        desk.page.ask_files = lambda: [str(file) for file in sorted(stick.glob("*.llz"))]
        desk.press("另选文件…")
        assert names(desk) == ["140405-140405102"] and LEFT.format(2) in desk.said()
        desk.page.ask_files = lambda: [str(next(stick.glob("140405-140405103-*")))]
        desk.press("另选文件…")
        assert names(desk) == ["140405-140405102", "140405-140405103"] and LEFT.format(1) in desk.said()
        take(desk)
        assert "1 个没有导入" in desk.said() and "不是给本机的" in desk.said()
    finally:
        desk.close()


def test_at_the_command_line(made, stick):
    """A folder, or several files: the one for us comes in and the rest is counted, as JSON file by file; all is well."""
    for files in ([stick], sorted(stick.glob("*.llz"))):
        done = run("import", *files, "--data", made.stations["渔泽镇"])
        assert done.code == 0 and LEFT.format(2) in done.out and "⊘" not in done.err
    ours, *others = run("import", stick, "--json", "--data", made.stations["余吾镇"]).data
    assert "140405-140405103-" in ours["file"] and ours["new"]
    assert sorted(others, key=str) == sorted(
        ({"file": str(file), "elsewhere": True} for file in stick.glob("*.llz") if str(file) != ours["file"]), key=str
    )


def test_one_that_is_named_is_meant(made, stick):
    """A single file is refused with its reason, whoever it is for."""
    for name, why in (("140405-140405103-*", "不是给本机的"), ("140405102-140405-*", "是本站自己导出的")):
        assert why in refused(made.stations["渔泽镇"], "import", next(stick.glob(name)))


def test_nothing_for_us_is_said(made, stick, tmp_path):
    """Where all are for others, or a folder has none, somebody who asked to import is not told that it was done."""
    next(stick.glob("140405-140405102-*")).unlink()
    report = tmp_path / "报告.pdf"
    said = refused(made.stations["渔泽镇"], "import", stick, "--report", report)
    assert "2 个包都是给别的单位的，没有动" in said and not report.exists()
    (tmp_path / "空的").mkdir()
    assert "空的 里没有报送包" in refused(made.stations["渔泽镇"], "import", tmp_path / "空的")
