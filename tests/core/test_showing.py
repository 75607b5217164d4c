"""A kept paper opened again: exactly what was kept or a plain word why not, and a copy nobody runs and nobody keeps."""

import os
import stat
import subprocess
import sys
import time

import pytest

from lianluozhan import attachment, showing
from lianluozhan.driver import connect
from lianluozhan.errors import FolderDamaged, NotAllowed, NotFound


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one paper; copies go to a place of the test's own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "回执.pdf").write_bytes(b"%PDF-1.4 x")
    return tmp_path


def named(folder):
    """The paper as a record names it."""
    return attachment.take(folder, folder / "回执.pdf", 2026)


def test_the_bytes_that_were_kept(folder):
    """What comes back is what was kept."""
    assert showing.kept(folder, named(folder)) == b"%PDF-1.4 x"


def test_missing(folder):
    """One that is not here is named, with where it may be."""
    with pytest.raises(NotFound, match="附件“回执.pdf”不在这台电脑上") as told:
        showing.kept(folder, named(folder) | {"digest": "0" * 64})
    assert "取回 papers 文件" in str(told.value)


def test_damaged(folder):
    """One whose bytes are not what was kept is not shown at all."""
    paper = named(folder)
    database = connect(folder / "papers-2026.db")
    database.execute("UPDATE paper SET data=x'4d5a'")
    database.close()
    with pytest.raises(FolderDamaged, match="和存入的时候不一样了，没有打开"):
        showing.kept(folder, paper)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.JPG", ".jpg"), ("回执.pdf", ".pdf"), ("表.et", ".et"), ("x.exe.docx", ".docx")]
)
def test_known_kinds(name, kind):
    """Pictures and documents by how their names end."""
    assert showing.kind_of(name) == kind


@pytest.mark.parametrize(
    "name",
    [
        "a.exe",
        "a",
        "a.bat",
        "a.pdf.js",
        "a.lnk",
        "a.desktop",
        "a.docm",
        "a.html",
        "a.sh",
        ".pdf",
        "a.pdf.exe ",
        "fdp.\u202eexe",
    ],
)
def test_nothing_that_could_run(name):
    """What might be a program, or has no ending, is not opened; it says what can be done instead."""
    with pytest.raises(NotAllowed, match="不是照片也不是常见的文件") as told:
        showing.kind_of(name)
    assert "另存" in str(told.value)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/x.pdf", "_.._etc_x.pdf"),
        ("C:\\x.pdf", "C__x.pdf"),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("a\u202egpj.pdf", "a_gpj.pdf"),
        (" a.pdf. ", "a.pdf"),
        ("长" * 200 + ".pdf", "长" * 80 + ".pdf"),
        ("-a?.pdf", "-a_.pdf"),
        ("", "_"),
    ],
)
def test_safe_names(name, safe):
    """A copy's name leads nowhere, is no device and hides nothing."""
    assert showing.safe_name(name) == safe


def test_copies_come_and_go(folder):
    """Two papers of one name do not meet; nobody else reads them, nobody writes them; all are gone afterwards."""
    copies = showing.Copies()
    first, second = copies.put("回执.pdf", b"1"), copies.put("回执.pdf", b"2")
    assert (first.name, first.read_bytes(), second.read_bytes()) == ("回执.pdf", b"1", b"2")
    if os.name != "nt":
        assert stat.S_IMODE(first.stat().st_mode) == 0o400
        assert stat.S_IMODE(first.parents[1].stat().st_mode) == 0o700
    copies.clear()
    copies.clear()
    assert list((folder / "tmp").iterdir()) == []
    assert copies.put("回执.pdf", b"3").read_bytes() == b"3"
    copies.clear()


def test_gone_with_the_program(folder):
    """When the program ends nothing of it stays."""
    script = "from lianluozhan.showing import Copies; print(Copies().put('a.pdf', b'x').exists())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
    assert list((folder / "tmp").iterdir()) == []


def test_swept(folder):
    """What a killed program left is gone a day later; what another window shows now, and links, stay."""
    old, new, link = (folder / "tmp" / f"{showing.PREFIX}{name}" for name in ("old", "new", "link"))
    (old / "1").mkdir(parents=True)
    (old / "1" / "a.pdf").write_bytes(b"x")
    (old / "1" / "a.pdf").chmod(0o400)
    new.mkdir()
    link.symlink_to(folder)
    os.utime(old, (1, 1))
    showing.sweep()
    assert (old.exists(), new.exists(), folder.exists()) == (False, True, True)
    showing.sweep(time.time() + 2 * showing.STALE)
    assert not new.exists()
    assert folder.exists()
