"""The disk is really full, wherever in a job, or read-only: told in words, nothing is half there, and it goes on when
there is room again."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from lianluozhan import attachment
from tests.core import desk
from tests.fault.full import JOBS

ROOT = Path(__file__).parents[2]
LEVELS = 60 if os.environ.get("LIANLUOZHAN_LONG") else 3


def apart(disk):
    """The words before a command that give it a small disk of its own; skipped aloud where the system lets nobody have one."""
    mounted = f'mount -t tmpfs -o size=6m tmpfs {disk} && exec "$@"'
    for words in (["unshare", "-rm"], ["unshare", "-m"]):
        try:
            if subprocess.run([*words, "sh", "-c", mounted, "sh", "true"], capture_output=True).returncode == 0:
                return [*words, "sh", "-c", mounted, "sh"]
        except OSError:
            break
    pytest.skip("needs unshare and leave to mount: a disk of its own that can be filled")


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """A folder with visits and a photo; not to be written."""
    path = desk.make(tmp_path_factory.mktemp("used") / "station")
    attachment.keep(path, random.Random(1).randbytes(40_000), 2026)
    with desk.opened(path) as store:
        for _ in range(3):
            desk.receive(store, **desk.PASSED_ON)
    return path


@pytest.mark.parametrize("job", JOBS)
def test_full(used, tmp_path, job, capsys):
    """Save, read in, attach, back up, set a password, export: with any room left."""
    disk, seed = tmp_path / "disk", random.randrange(2**32)
    disk.mkdir()
    command = [*apart(disk), sys.executable, "-m", "tests.fault.full", disk, used, str(seed), str(LEVELS), job]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    closed, *tried = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(words in closed["said"] for words in ("只读", "只能读", "能不能读写")), closed
    assert len(tried) == LEVELS
    for one in (closed, *tried):
        assert not one["said"].startswith("BROKEN"), one
        assert not one["said"] or one is closed or "满" in one["said"], one
        assert (one["findings"], one["again"], one["left"]) == ([], "", []), one
        assert one["visits"] >= 3 and set(one["papers"]) == {"ok"}, one
    with capsys.disabled():
        refused = sum(bool(one["said"]) for one in tried)
        print(f"\n{job}: {LEVELS} times with too little room or just enough, {refused} refused in words (seed {seed})")
