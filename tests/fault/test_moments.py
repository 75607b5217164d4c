"""The data file and what is written ahead of it gone, cut, or of different moments: never silently less than was saved."""

import os
import random
import shutil

import pytest

from lianluozhan import access, doubt, folder, password, vault
from lianluozhan.check import check
from lianluozhan.errors import FolderProblem
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.core import desk
from tests.station import run

WORD = "Denglong-97"
DATA, AHEAD = "station.db", "station.db-wal"
TRIED = 60 if os.environ.get("LIANLUOZHAN_LONG") else 5


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a password, locked."""
    path = desk.make(tmp_path_factory.mktemp("made") / "station")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "COST", (8 * 4, 1, 4))
        access.protect(path, desk.CLERK, WORD)
    vault.lock(path)
    return path


@pytest.fixture(params=["plain", "locked"])
def two(request, template, made, tmp_path):
    """{day: what lay in the folder when the light went out}, of two days; the folder they are of; what was saved by each."""
    path = desk.twin(template if request.param == "plain" else made, tmp_path / "station")
    password.unlock(path, WORD)
    days, saved = {}, {}
    for day in ("yesterday", "today"):
        with desk.opened(path) as store:
            for _ in range(6):
                desk.receive(store, **desk.PASSED_ON)
            shutil.copytree(path, tmp_path / day)
            days[day], saved[day] = tmp_path / day, len(store.find(Visit))
    yield path, days, saved
    vault.lock(path)


def again(path, days, data, ahead):
    """The folder as it would be found: everything of today, the data file and what is ahead of it of these days (or None)."""
    for name in (DATA, AHEAD, "station.db-shm", "folder.json", folder.MARK):
        (path / name).unlink(missing_ok=True)
    for name in ("folder.json", folder.MARK):
        shutil.copy2(days["today"] / name, path / name)
    for name, day in ((DATA, data), (AHEAD, ahead)):
        if day:
            shutil.copy2(days[day] / name, path / name)


def found(path):
    """(how many visits are to be seen, whether who opens it is told that something is amiss)."""
    try:
        with folder.opened(path, SCHEMA) as store:
            return len(store.find(Visit)), bool(doubt.missing(store))
    except FolderProblem as problem:
        assert problem.then
        return 0, True


@pytest.mark.parametrize(
    ("data", "ahead"),
    [
        ("today", None),
        ("yesterday", "today"),
        ("today", "yesterday"),
        ("yesterday", None),
        ("yesterday", "yesterday"),
        (None, "today"),
        (None, None),
    ],
)
def test_of_different_moments(two, data, ahead):
    """Whatever of the two is of another day or not there: less is shown only where it is said."""
    path, days, saved = two
    again(path, days, data, ahead)
    seen, told = found(path)
    assert told or seen == saved["today"]
    assert told


def test_today_with_today(two):
    """As it lay when the light went out, nothing is missing and nothing is said."""
    path, days, saved = two
    again(path, days, "today", "today")
    assert found(path) == (saved["today"], False)


def test_what_is_ahead_is_cut(two, capsys):
    """Cut anywhere, or a byte of it changed."""
    path, days, saved = two
    whole = (days["today"] / AHEAD).read_bytes()
    for _ in range(TRIED):
        again(path, days, "today", "today")
        cut = random.randrange(len(whole))
        spoiled = bytearray(whole)
        spoiled[cut] ^= 0xFF
        (path / AHEAD).write_bytes(random.choice([whole[:cut], bytes(spoiled)]))
        seen, told = found(path)
        assert told or seen == saved["today"], cut
    with capsys.disabled():
        print(f"\n{TRIED} times what is ahead of the data file cut or changed, never less without a word")


def test_the_data_file_is_cut(two, capsys):
    """The end of the data file is missing, what is ahead of it is there."""
    path, days, saved = two
    whole = (days["today"] / DATA).read_bytes()
    for _ in range(TRIED):
        again(path, days, "today", "today")
        (path / DATA).write_bytes(whole[: random.randrange(len(whole))])
        seen, told = found(path)
        assert told or seen == saved["today"]
    with capsys.disabled():
        print(f"\n{TRIED} times the data file cut, never less without a word")


def test_it_is_said_once_and_until_it_is_back(two, capsys):
    """What is gone is counted, our streams are left but once, and what comes back is counted no more."""
    path, days, _saved = two
    again(path, days, "today", None)
    for _ in range(2):
        with desk.opened(path) as store:
            gone = doubt.missing(store)
            assert gone >= 6
            assert check(store).findings == ()
            streams = len(store.opens)
    with desk.opened(path) as store:
        desk.receive(store)
        assert len(store.opens) == streams + 1
        assert doubt.missing(store) == gone
    if not vault.doors(path):
        assert f"少了 {gone} 条日志" in run("list", "visit", "--data", path).err


def test_nothing_is_said_of_a_folder_in_order(template, tmp_path):
    """Opened, written to, closed, copied elsewhere, restored: nobody is told anything."""
    path = desk.twin(template, tmp_path / "station")
    for _ in range(3):
        with desk.opened(path) as store:
            desk.receive(store)
    assert run("backup", "--to", tmp_path, "--data", path).code == 0
    assert run("restore", next(tmp_path.glob("*.zip")), "--to", tmp_path / "again").code == 0
    for one in (path, tmp_path / "again"):
        with desk.opened(one) as store:
            assert doubt.missing(store) == 0


def test_what_is_known_outlives_an_opening_that_fails(two, monkeypatch):
    """Where the folder cannot be opened for another reason, what was known of its length is not forgotten."""
    path, days, saved = two
    again(path, days, "yesterday", None)
    monkeypatch.setattr(folder, "_settle_keys", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.opened(path).__enter__()
    monkeypatch.undo()
    seen, told = found(path)
    assert told and seen < saved["today"]
