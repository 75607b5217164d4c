"""The light goes out: of what was written since the last flush any part may have come to the disk, in any order, torn too.

Every write and flush of the real program is recorded (strace), and the disk is put together as it may have been at any moment:
all that was flushed, and of the later writes a random choice, whole or only some 512-byte sectors of them.
"""

import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from lianluozhan import access, attachment, password, vault
from lianluozhan.check import check
from lianluozhan.visit import Visit
from tests.core import desk

ROOT = Path(__file__).parents[2]
WORD = "Denglong-97"
SECTOR = 512
CUTS = 400 if os.environ.get("LIANLUOZHAN_LONG") else 12  # of each kind
CALL = re.compile(
    r'^(write|pwrite64|ftruncate|fsync|fdatasync)\(\d+<([^>]*)>(?:, "([^"]*)"\.*)?(?:, (\d+))?(?:, (\d+))?\)\s+= (\d+)'
)

DAY = """
import sys
from pathlib import Path
from lianluozhan import attachment, password
from tests.core import desk
path = Path(sys.argv[1])
password.unlock(path, sys.argv[2])
with desk.opened(path) as store:
    store.db.execute("PRAGMA wal_autocheckpoint=30")  # what is written ahead is folded back several times
    for number in range(8):
        name = attachment.keep(path, bytes([number]) * 9000, 2026)
        print(desk.receive(store, **desk.PASSED_ON, attachments=[{"digest": name, "name": "现场.jpg", "size": 9000}]), flush=True)
"""


class Step(NamedTuple):
    """One thing asked of the disk: in which file (its name), what (bytes; None to make it shorter), where; or flushed; or said."""

    what: str
    file: str
    data: bytes = b""
    at: int = 0


def steps_of(log):
    """What the program asked of the disk and what it said, in order."""
    steps = []
    for line in log.read_text("ascii").splitlines():
        call = CALL.match(line)
        if not call:
            continue
        what, where, data, first, second, _done = call.groups()
        data = bytes.fromhex((data or "").replace("\\x", ""))
        name = Path(bytes.fromhex(where.replace("\\x", "")).decode() if where.startswith("\\x") else where).name
        if what == "write":
            steps += [Step("said", "", line) for line in data.split() if re.fullmatch(rb"[0-9a-f-]{36}", line)]
        elif re.search(r"\.db(-wal)?$", name):
            at = int(second) if what == "pwrite64" else int(first or 0)
            steps.append(Step({"fdatasync": "fsync"}.get(what, what), name, data, at))
    return steps


def disk(start, steps, chance):
    """{file: its bytes} as the disk may be when the light goes out after these steps."""
    files, waiting = {name: bytearray(data) for name, data in start.items()}, {}
    for step in steps:
        if step.what == "fsync":
            for one in waiting.pop(step.file, ()):
                _do(files, one)
        elif step.what != "said":
            waiting.setdefault(step.file, []).append(step)
    for later in waiting.values():
        how = chance.choice(["none", "first", "any", "any", "torn"])
        kept = (
            later[: chance.randrange(len(later) + 1)]
            if how == "first"
            else [one for one in later if chance.random() < 0.5 and how != "none"]
        )
        if how == "any":
            chance.shuffle(kept)
        for one in kept:
            _do(files, one, chance if how == "torn" else None)
    return files


def _do(files, step, chance=None):
    """A write as it came to the disk; torn, some of its sectors did not."""
    file = files.setdefault(step.file, bytearray())
    if step.what == "ftruncate":
        del file[step.at :]
        file.extend(bytes(step.at - len(file)))
        return
    end = step.at + len(step.data)
    file.extend(bytes(max(end - len(file), 0)))
    for at in range(0, len(step.data), SECTOR):
        if chance is None or chance.random() < 0.6:
            part = step.data[at : at + SECTOR]
            file[step.at + at : step.at + at + len(part)] = part


@pytest.fixture(params=["plain", "locked"])
def before(request, template, tmp_path, monkeypatch):
    """A folder with a visit, without a password and with one; locked."""
    monkeypatch.setattr(password, "COST", (8 * 4, 1, 4))
    path = desk.twin(template, tmp_path / "station")
    attachment.keep(path, b"before" * 100, 2026)
    if request.param == "locked":
        access.protect(path, desk.CLERK, WORD)
    with desk.opened(path) as store:
        desk.receive(store)
    yield path
    vault.lock(path)


@pytest.mark.needs("strace")
def test_the_light_goes_out(before, tmp_path, capsys):
    """At whatever moment: what was said to be saved is there with its papers, the folder is whole, and work goes on."""
    kept = {file.name: file.read_bytes() for file in before.iterdir() if file.is_file()}
    log = tmp_path / "log"
    trace = ["strace", "-y", "-xx", "-s", "99999", "-e", "trace=write,pwrite64,ftruncate,fsync,fdatasync", "-o", log]
    subprocess.run([*trace, sys.executable, "-c", DAY, before, WORD], cwd=ROOT, check=True, capture_output=True)
    steps, seed = steps_of(log), random.randrange(2**32)
    assert sum(step.what == "said" for step in steps) == 8
    assert {step.file for step in steps if step.what == "fsync"} >= {"station.db", "station.db-wal", "papers-2026.db"}
    chance, saved = random.Random(seed), 0
    for cut in range(CUTS):
        upto = steps[: chance.randrange(1, len(steps) + 1)]
        path = tmp_path / str(cut)
        path.mkdir()
        for name, data in (
            kept | disk({name: data for name, data in kept.items() if ".db" in name}, upto, chance)
        ).items():
            (path / name).write_bytes(data)
        password.unlock(path, WORD)
        with desk.opened(path) as store:
            assert check(store).findings == (), (seed, cut)
            there = {visit.id for visit in store.find(Visit)}
            said = {step.data.decode() for step in upto if step.what == "said"}
            assert said <= there, (seed, cut)
            saved += len(said)
            desk.receive(store)
        vault.lock(path)
    with capsys.disabled():
        print(f"\n{CUTS} power cuts among {len(steps)} writes and flushes, 0 lost of {saved} saved (seed {seed})")
