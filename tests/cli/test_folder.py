"""Folders that are none, not ours to write, newer, busy or damaged: told plainly, left alone."""

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from lianluozhan import folder
from lianluozhan.driver import connect
from lianluozhan.schema import SCHEMA
from tests.station import LEDGER, empty, filled, journal, run

READING = ("list visit", "show J0001", "conflicts")
WRITING = ("void J0003 --reason 重复", "amend J0001 party_size=2 --reason 改", "follow Y0004 签收", "rebuild", "check")
VERBS = (*READING, *WRITING)


def tell(path, line):
    """Run a command that is refused; returns the message."""
    done = run(*line.split(), "--data", path)
    assert (done.code, done.out) == (1, ""), done
    assert done.err.startswith("错误：")
    return done.err


def content(path):
    """Every file of a folder, by its bytes."""
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("line", VERBS)
def test_no_folder(tmp_path, line):
    """A folder that is none, a file, or nothing at all; none is made."""
    assert "不是联络站的数据文件夹" in tell(tmp_path / "没有", line)
    (tmp_path / "照片").mkdir()
    (tmp_path / "照片" / "1.jpg").write_bytes(b"x")
    assert "不是联络站的数据文件夹" in tell(tmp_path / "照片", line)
    tell(tmp_path / "照片" / "1.jpg", line)
    assert content(tmp_path) == {"照片/1.jpg": b"x"}


@pytest.mark.parametrize("line", VERBS)
def test_newer(tmp_path, line):
    """A folder of a newer program is not touched, whichever part says so."""
    path = filled(tmp_path / "站")
    card = path / "folder.json"
    card.write_text(json.dumps(json.loads(card.read_text("utf-8")) | {"format": 99}), "utf-8")
    before = content(path)
    assert "先升级" in tell(path, line)
    assert content(path) == before
    other = filled(tmp_path / "另")
    connection = connect(other / "station.db").conn
    connection.execute("PRAGMA user_version=99")
    connection.close()
    held = (other / "folder.json").read_bytes()
    assert "先升级" in tell(other, line)
    assert (other / "folder.json").read_bytes() == held


@pytest.mark.parametrize("name", ["folder.json", "keys.json", "station.db"])
@pytest.mark.parametrize("spoil", ["gone", "empty", "half", "noise"])
def test_damaged(tmp_path, name, spoil):
    """A part that is gone, empty, cut or noise: a word about it and no new data on top."""
    path = filled(tmp_path / "站")
    whole = (path / name).read_bytes()
    if spoil == "gone":
        (path / name).unlink()
    else:
        (path / name).write_bytes(
            {"empty": b"", "half": whole[: len(whole) // 2], "noise": os.urandom(len(whole))}[spoil]
        )
    for line in ("list visit", "check", "void J0003 --reason 重复"):
        if name == "station.db" and (spoil == "empty" or (spoil == "half" and line != "check")):
            continue  # SQLite may not notice a missing half at once; check must
        done = run(*line.split(), "--data", path)
        assert done.code == 1, (line, done)
        assert done.err.startswith("错误：") and "Traceback" not in done.err


@pytest.mark.parametrize("line", VERBS)
def test_busy(tmp_path, line):
    """While another writes, looking works and writing is refused plainly."""
    path = filled(tmp_path / "站")
    with folder.opened(path, SCHEMA):
        if line in READING:
            assert run(*line.split(), "--data", path).code == 0
        else:
            assert "正由另一个窗口或程序写入" in tell(path, line)


@contextmanager
def harmless(path):
    """A folder nobody but its owner may write, seen by somebody else; root is made nobody for the while."""
    for file in (*path.rglob("*"), path):
        file.chmod(0o555 if file.is_dir() else 0o444)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)
        for file in (path, *path.rglob("*")):
            file.chmod(0o755 if file.is_dir() else 0o644)


@pytest.fixture
def public():
    """A folder below which everybody may look."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.mark.parametrize("line", [*WRITING, f"add visit {LEDGER}"])
def test_read_only(public, monkeypatch, line):
    """A folder that cannot be written refuses every change in Chinese and stays as it was, byte by byte."""
    path = filled(public / "站")
    before = content(path)
    shutil.copy(LEDGER, public / LEDGER.name)
    line = line.replace(str(LEDGER), str(public / LEDGER.name))
    with harmless(path):
        said = tell(path, line)
    assert "写" in said or "权限" in said
    assert content(path) == before


def test_read_only_can_be_looked_at(public):
    """Looking at it either works or says why, and leaves nothing behind."""
    path = filled(public / "站")
    before = content(path)
    with harmless(path):
        done = run("list", "visit", "--data", path)
    assert done.code == 0 or done.err.startswith("错误：")
    assert content(path) == before


def test_init_where_nothing_can_be_written(public):
    """No folder is made where none may be."""
    (public / "盘").mkdir()
    with harmless(public / "盘"):
        done = run("init", "--data", public / "盘" / "站", "--role", "station", "--name", "渔泽镇人大代表联络站")
    assert done.code == 1 and done.err.startswith("错误：")
    assert list((public / "盘").iterdir()) == []


def test_copied_folder_writes_on(tmp_path):
    """A copy is a folder of its own; the first stays as it is."""
    one = filled(tmp_path / "一")
    two = Path(shutil.copytree(one, tmp_path / "二"))
    before = journal(one)
    assert run("void", "J0003", "--reason", "重复", "--data", two).code == 0
    assert journal(one) == before != journal(two)


def test_strange_paths(tmp_path):
    """Blanks, signs and rare characters in the folder's name do no harm."""
    for name in ("有 空格", "井#号?百分%20号", "𬱖䶮 ＆ (1)", "a'b\"c", "长" * 60):
        path = empty(tmp_path / name)
        assert run("list", "place", "--data", path).code == 0, name
        assert run("add", "deputy", LEDGER, "--data", path).code == 0, name
