"""The worst moment: the program is killed, or the disk is full, in the middle of saving."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from lianluozhan.check import check
from lianluozhan.duty import Duty
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.visit import Visit
from tests.core import desk

ROOT = Path(__file__).parents[2]

SAVING = """
import sys
from pathlib import Path
from tests.core import desk
with desk.opened(Path(sys.argv[1])) as store:
    while True:
        id = desk.receive(store, **desk.PASSED_ON)
        print(id, flush=True)  # said to the clerk: it is saved
"""


def save_and_kill(folder, lines):
    """Log visits in another process and kill it after so many lines; what it said was saved, in the last moment too."""
    command = [sys.executable, "-c", SAVING, str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = [process.stdout.readline() for _ in range(lines)]
    process.kill()
    said += process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    return [line.strip() for line in said if line.strip()]


def whole(store):
    """Every visit stands with all that its act made: an issue, its first fact, the session's duty, one number each."""
    visits, issues = store.find(Visit), store.find(Issue)
    assert sorted(visit.id for visit in visits) == sorted(issue.visits[0] for issue in issues)
    assert sorted(fact.issue for fact in store.find(Followup)) == sorted(issue.id for issue in issues)
    assert {issue.state for issue in issues} <= {"办理中"}
    assert len(store.find(Duty)) == bool(visits)
    numbers = sorted(visit.number for visit in visits)
    assert numbers == [f"{desk.WORLD}-2026-J{place:04d}" for place in range(1, len(visits) + 1)]
    for (act,) in set(store.db.execute("SELECT json_extract(data, '$.act_id') FROM entry")):
        ends = store.db.execute(
            "SELECT json_extract(data, '$.end') FROM entry WHERE json_extract(data, '$.act_id')=? ORDER BY seq", (act,)
        )
        assert [end for (end,) in ends][-1] == 1
    return visits


def test_killed_again_and_again(station):
    """Whenever it dies, what was said to be saved is there, nothing is there by halves, and work goes on."""
    chance, said = random.Random(), []
    for _ in range(6):
        said += save_and_kill(station, chance.randrange(1, 12))
        with desk.opened(station) as store:
            assert check(store).findings == ()
            visits = whole(store)
            assert {visit.id for visit in visits} >= set(said)
            assert len(visits) <= len(said) + 6  # at most one a round was saved and not said any more
    assert len(said) >= 6


def test_killed_while_somebody_reads(station):
    """A reader sees whole acts before and after."""
    save_and_kill(station, 2)
    with desk.opened(station, write=False) as reader:
        before = len(whole(reader))
        said = save_and_kill(station, 3)
        assert len(whole(reader)) >= before + len(said)
    with desk.opened(station) as store:
        assert check(store).findings == ()


def test_killed_before_the_first_word(station):
    """Killed on opening, the folder opens again."""
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-c", SAVING, str(station)], cwd=ROOT, stdout=subprocess.PIPE)
        process.kill()
        process.communicate()
    assert desk.found(station) == ()


FULL = """
import sys
from pathlib import Path
from lianluozhan.errors import FolderProblem
from tests.core import desk
with desk.opened(Path(sys.argv[1])) as store:
    store.db.execute(f"PRAGMA max_page_count={store.db.execute('PRAGMA page_count').fetchone()[0] + int(sys.argv[2])}")
    try:
        while True:
            print(desk.receive(store, **desk.PASSED_ON), flush=True)
    except FolderProblem as problem:
        print(problem, file=sys.stderr)
"""


@pytest.mark.parametrize("pages", [0, 1, 2, 3, 5, 9, 20])
def test_a_full_disk(station, pages):
    """Wherever the room ends, the step is refused clearly and everything before it is there."""
    save_and_kill(station, 2)
    command = [sys.executable, "-c", FULL, str(station), str(pages)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.startswith("磁盘满了，这一步没有存进去。以前的数据没有丢。请腾出空间后再做一次。")
    with desk.opened(station) as store:
        assert check(store).findings == ()
        assert {visit.id for visit in whole(store)} >= set(done.stdout.split())


if os.name == "posix":  # a limit on the size of files is the nearest thing to a full disk without one
    LIMITED = """
import resource, sys
from pathlib import Path
from lianluozhan.errors import Problem
from tests.core import desk
path = Path(sys.argv[1])
try:
    with desk.opened(path) as store:
        limit = (path / "station.db-wal").stat().st_size + int(sys.argv[2])
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        while True:
            print(desk.receive(store, **desk.PASSED_ON), flush=True)
except Problem as problem:
    print(problem, file=sys.stderr)
"""

    @pytest.mark.parametrize("room", [0, 1, 4096, 20_000, 100_000, 300_001])
    def test_no_more_room(station, room):
        """The system refuses to write: told clearly, with what was said to be saved still there when there is room again."""
        command = [sys.executable, "-c", LIMITED, str(station), str(room)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "这一步没有存进去。以前的数据没有丢。" in done.stderr
        with desk.opened(station) as store:
            assert check(store).findings == ()
            assert {visit.id for visit in whole(store)} >= set(done.stdout.split())
            desk.receive(store, **desk.PASSED_ON)
