"""What a shell or a clumsy hand can do to the command itself: bytes that are no text, a reader that leaves, huge words."""

import os
import subprocess

import pytest

from lianluozhan.cli import look
from tests.station import filled, journal, run


@pytest.fixture
def path(tmp_path):
    """A station with the sample ledger."""
    return filled(tmp_path / "站")


@pytest.mark.parametrize(
    "words",
    [
        [b"list", b"visit", b"--search", b"\xff\xfe"],
        [b"show", b"\xe4\xb8"],
        [b"amend", b"J0001", b"remarks=\xc3\x28", b"--reason", b"x"],
        [b"void", b"J0001", b"--reason", b"\x80"],
        [b"add", b"visit", b"/tmp/\xff.xlsx"],
        [b"--operator", b"\xff", b"list", b"visit"],
        [b"init", b"--role", b"station", b"--name", b"\xe6\xb8\x94\xff"],
        [b"list", b"\xff"],
        [b"\xff"],
        [b"log", b"\xff"],
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="needs bytes as words: Windows passes only text")
def test_bytes_that_are_no_text(installed, path, words):
    """They are refused in Chinese, as the installed command is called; nothing changes."""
    before = journal(path)
    done = subprocess.run([installed, *words, b"--data", os.fsencode(path)], capture_output=True)
    said = done.stderr.decode("utf-8")
    assert done.returncode in (1, 2) and done.stdout == b"", said
    assert said.startswith("错误：") and "Traceback" not in said
    assert journal(path) == before


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe that a reader leaves: POSIX")
def test_reader_leaves(installed, path):
    """Somebody who looks at the first line only (head -1) meets no traceback."""
    done = subprocess.Popen(
        [installed, "list", "visit", "--json", "--data", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    done.stdout.readline()
    done.stdout.close()
    said = done.stderr.read().decode()
    done.stderr.close()
    done.wait(60)
    assert "Traceback" not in said and "Exception" not in said


@pytest.mark.parametrize(
    "words",
    [
        ["list", "visit", "--search", "词 " * 300],
        ["list", "visit", "--search", "长" * 100_000],
        ["list", "visit", "--limit", "9" * 30],
        ["list", "visit", "--where", "party_size=" + "9" * 30],
        ["list", "visit", "--where", "received_at=" + "9" * 30],
        ["list", "visit", "--where", "id=\u202e"],
        ["list", "visit", "--where", "deputies=" + "[" * 5000],
        ["list", "visit", "--search", "\x00"],
        ["show", "'" * 1000],
        ["decide", "J0001." + "x" * 10_000, "1"],
        ["follow", "Y0004", "批注", "text=" + "长" * 200_001],
        ["follow", "Y0004", "批注", "text=\x1b[2J"],
        ["follow", "Y0004", "交办", "organ=" + "长" * 200_000],
        ["attach", "Y0004", "/dev/null"],
        ["attach", "Y0004", ""],
        ["add", "visit", ""],
        ["add", "visit", "/dev/null"],
        ["add", "visit", "#"],
        ["log", "2026-10", "--to", ""],
        ["log", "2026-10", "--to", "长" * 300],
        ["import", ""],
        ["import", "/dev/null"],
        ["list", "visit", "--data", ""],
        ["list", "visit", "--data", "长" * 5000],
        ["list", "visit", "--data", "a\x00b"],
        ["check", "--data", "/dev/null"],
        ["export", "--to", "", "--passphrase-file", "/dev/null"],
        ["amend", "J0001", "deputies=" + "甲、" * 2_000, "--reason", "多"],
    ],
)
def test_huge_and_strange_words(path, monkeypatch, tmp_path, words):
    """Done, or refused in Chinese: never a traceback, and the folder verifies afterwards."""
    monkeypatch.chdir(tmp_path)
    done = run(*words, *([] if "--data" in words else ["--data", path]))
    assert done.code in (0, 1)
    assert done.code == 0 or done.err.startswith("错误：")
    assert run("check", "--data", path).code == 0


def test_stopped_by_hand(path, monkeypatch):
    """Ctrl-C says that nothing was changed, and nothing was."""

    def pressed(options):
        raise KeyboardInterrupt

    monkeypatch.setitem(look.VERBS, "list", pressed)
    done = run("list", "visit", "--data", path)
    assert (done.code, done.out, done.err) == (1, "", "已停下，没有改动任何数据。\n")
