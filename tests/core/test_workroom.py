"""Copies of a folder on their way lie in a room that goes with who made it, killed or not: nobody finds a name in one years later."""

import os
import signal
import subprocess
import sys
import time

import pytest

from lianluozhan import backup, rotation, workroom
from lianluozhan.erase_data import carry_out, record_list
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.test_erase import PERSON, found_in

KILLED = """
import os, signal, sys
from pathlib import Path
from lianluozhan import backup
def stop(*_given, **_how):
    print("there", flush=True)
    {}
    raise SystemExit
backup._verified = stop
backup.backup(Path(sys.argv[1]), papers=False)
"""
DIES, WAITS = "os.kill(os.getpid(), signal.SIGKILL)", "sys.stdin.read()"


@pytest.fixture
def path(tmp_path):
    """A station's folder where somebody came."""
    made = desk.make(tmp_path / "站")
    with desk.opened(made) as store:
        desk.receive(store, **PERSON)
    return made


def rooms(place):
    """The rooms that lie there."""
    return [one for one in place.iterdir() if one.name.startswith(workroom.PREFIX)]


def older(place):
    """An hour and more goes by."""
    for one in place.iterdir():
        os.utime(one, (time.time() - 4000,) * 2)


def killed(path):
    """A backup that is killed when its copies are made."""
    done = subprocess.run([sys.executable, "-c", KILLED.format(DIES), str(path)], check=False)
    assert done.returncode == -signal.SIGKILL


def test_killed_and_erased_afterwards(path):
    """What a killed backup left has her name; with the first backup afterwards, as erasing makes one, it is gone."""
    killed(path)
    assert rooms(path / backup.PLACE) and any("station.db" in name for name, _word in found_in(path))
    older(path / backup.PLACE)
    with desk.opened(path) as store:
        hers = store.find(Visit)
        one = record_list(store, hers)
        carry_out(store, one, one.number, "赵敏")
    assert rooms(path / backup.PLACE) == [] and found_in(path) == []


def test_one_that_still_works(path):
    """The room of a program that is still at it stays, however long it takes, and what it makes is whole."""
    working = subprocess.Popen(
        [sys.executable, "-c", KILLED.format(WAITS), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert working.stdout.readline() == b"there\n"
    (room,) = rooms(path / backup.PLACE)
    older(path / backup.PLACE)
    rotation.daily(path)
    assert rooms(path / backup.PLACE) == [room] and (room / "station.db").exists()
    working.communicate(b"")
    assert rooms(path / backup.PLACE) == []


def test_left_in_the_folder_itself(path):
    """A drill, a repair, a locked backup for a stick that were killed: their copies go when the folder is opened next; those of a
    program before this one too; what is another's stays."""
    for name in (f"{workroom.PREFIX}1", "tmpabcd1234", "tmpothers_1"):
        (path / name / "again").mkdir(parents=True)
    (path / "tmpabcd1234" / "again" / "station.db").touch()
    (path / "tmpothers_1" / "表.xlsx").touch()
    older(path)
    with desk.opened(path):
        pass
    assert [one.name for one in path.iterdir() if one.is_dir() and one.name != backup.PLACE] == ["tmpothers_1"]


def test_nothing_of_others_goes(path, tmp_path):
    """A data folder that somebody calls so, or keeps in a folder that is called so, is nobody's room."""
    for to in (tmp_path / "tmpabcd1234", tmp_path / "tmpabcd5678" / "again"):
        desk.make(to)
    older(tmp_path)
    kept = backup.backup(path, tmp_path / "别处")
    backup.restore(kept.path, tmp_path / "恢复")
    assert (tmp_path / "tmpabcd1234" / "station.db").exists() and (
        tmp_path / "tmpabcd5678" / "again" / "station.db"
    ).exists()


def test_a_room_is_empty_at_the_end(tmp_path):
    """Whatever it ends with, nothing stays."""
    with pytest.raises(ZeroDivisionError), workroom.workroom(tmp_path) as room:
        (room / "表").touch()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
