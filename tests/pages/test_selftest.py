"""`--selftest`: each check sees what it is for, says so in one line, and a failed one is not hidden by the others."""

import os
import sys

import pytest
from PySide6.QtGui import QImage

from lianluozhan import password
from lianluozhan.cli.desk import remember
from lianluozhan.errors import Problem
from ui import __main__, self_checks, selftest
from ui.self_checks import CHECKS, VISITOR, Amiss, Room
from ui.selftest import REPORT, main


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Stretching a password costs nothing here."""
    monkeypatch.setattr(password, "COST", (8 * 4, 1, 4))


@pytest.fixture
def room(tmp_path):
    """A place for single checks, and what they said."""
    said = []
    room = Room(tmp_path, said.append)
    room.said = said
    return room


def test_all_of_it(tmp_path, capsys):
    """Every check is good on a whole checkout; the lines, the papers and the picture of the window stay where they were asked."""
    out = tmp_path / "自检 结果"
    assert main([str(out)]) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert (out / REPORT).read_text("utf-8") == told
    assert [line.split("：")[0] for line in told.splitlines()[1:-1]] == [f"好　　{name}" for name, _check in CHECKS]
    assert "sqlcipher3" in told and "FTS5" in told and "Noto Sans SC" in told
    assert len(list((out / "papers").glob("*.pdf"))) == 5
    assert not QImage(str(out / "window.png")).isNull() and not QImage(str(out / "page.png")).isNull()


def test_a_persons_own_things_stay(tmp_path, monkeypatch, capsys):
    """The folder last opened is still that one, the environment is as before, and a place with other files is refused."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    monkeypatch.setattr(selftest, "CHECKS", CHECKS[:2])
    remember(tmp_path / "mine")
    before = dict(os.environ)
    assert main([]) == 0
    assert dict(os.environ) == before
    assert [file.read_text("utf-8") for file in tmp_path.rglob("last-folder")] == [str(tmp_path / "mine")]
    capsys.readouterr()
    assert main([str(tmp_path)]) == 1 and "已有别的文件" in capsys.readouterr().err


def test_nothing_stays_where_no_place_was_named(tmp_path, monkeypatch):
    """Without OUT what was made is taken away again."""
    monkeypatch.setattr(selftest.tempfile, "mkdtemp", lambda prefix: str(tmp_path / prefix))
    monkeypatch.setattr(selftest, "CHECKS", CHECKS[:1])
    assert main([]) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "trouble", [Amiss("少了一半"), Problem("少了一半"), OSError("少了一半"), ImportError("少了一半")]
)
def test_a_failed_check_is_told(tmp_path, monkeypatch, capsys, trouble):
    """Whatever goes wrong in one check has its line and its exit code, and the next check is still made."""

    def fails(_room):
        raise trouble

    monkeypatch.setattr(selftest, "CHECKS", (("坏的", fails), CHECKS[0]))
    assert main([str(tmp_path / "out")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("不好　坏的：") and "少了一半" in lines[1]
    assert lines[2].startswith("好　　") and lines[3] == "有 1 项不好。"


def test_another_driver_is_seen(room, monkeypatch):
    """The standard library's sqlite3, which reads the same files but cannot lock them, does not pass."""
    import sqlite3

    from sqlite_utils import Database

    monkeypatch.setattr(self_checks.driver, "connect", lambda _path, key: Database(sqlite3.connect(":memory:")))
    with pytest.raises(Amiss, match="sqlite3"):
        self_checks.database(room)


def test_another_font_is_seen(room, monkeypatch, qapp):
    """A system's face in the place of the bundled one does not pass."""
    monkeypatch.setattr(self_checks, "FAMILY", "Noto Serif SC")
    with pytest.raises(Amiss, match="Noto Sans SC"):
        self_checks.lettered(room)


def test_a_file_left_in_the_clear_is_seen(room, monkeypatch):
    """A password that locks nothing does not pass."""
    self_checks.recorded(room)
    monkeypatch.setattr(room, "run", lambda *_words, **_how: VISITOR)
    with pytest.raises(Amiss, match="station.db"):
        self_checks.guarded(room)


def test_it_is_called_as_the_program_is(monkeypatch):
    """`lianluozhan --selftest OUT` and `python -m ui --selftest OUT` are it; what follows is handed on."""
    asked = []
    monkeypatch.setattr(selftest, "main", lambda words: asked.append(words) or 7)
    for begin in (__main__.main, __main__.command):
        monkeypatch.setattr(sys, "argv", ["lianluozhan", "--selftest", "out"])
        assert begin() == 7
    assert asked == [["out"], ["out"]]


def test_a_start_is_measured_by_itself(folder, qapp):
    """`--selftest --first FOLDER` opens the window on a folder, and leaves when it is painted."""
    assert main(["--first", str(folder)]) == 0
    with pytest.raises(Problem):
        main(["--first", str(folder / "nowhere")])
