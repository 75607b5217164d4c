"""A disk that is really full: `python -m tests.fault.full DISK FOLDER SEED LEVELS JOB`, run where DISK is a small disk of its own.

Does a job on it made read-only, then with so many bytes left, frees the room again, and looks what there is; prints one JSON line a level.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from lianluozhan import access, attachment, backup, password, rotation, vault
from lianluozhan.check import check
from lianluozhan.driver import connect
from lianluozhan.errors import Problem
from lianluozhan.package import write
from lianluozhan.vault import KEYS, Keys
from lianluozhan.visit import Visit
from tests import station
from tests.core import desk

WORD = "Denglong-97"
MOST = 1_600_000  # bytes: with so many every job is done
PHOTO = random.Random(5).randbytes(150_000)


def save(path: Path) -> None:
    """A visit that opens an issue."""
    with desk.opened(path) as store:
        desk.receive(store, **desk.PASSED_ON)


def read_in(path: Path) -> None:
    """A ledger of visits."""
    with desk.opened(path) as store:
        station.add(store, "visit")


def attach(path: Path) -> None:
    """A photo."""
    name = attachment.keep(path, PHOTO, 2027)
    with desk.opened(path) as store:
        desk.receive(store, attachments=[{"digest": name, "name": "现场.jpg", "size": len(PHOTO)}])


def daily(path: Path) -> None:
    """The day's backup."""
    rotation.daily(path)


def aside(path: Path) -> None:
    """A whole backup elsewhere on that disk."""
    backup.backup(path, path.with_name("u"))


def guard(path: Path) -> None:
    """The first password: all is written anew."""
    access.protect(path, desk.CLERK, WORD)


def export(path: Path) -> None:
    """A package on a stick."""
    with desk.opened(path) as store:
        keys = Keys.load(path / KEYS)
        to = path.with_name("stick")
        to.mkdir(exist_ok=True)
        write.export(
            store,
            keys,
            to,
            write.Recipients((keys.public()["age"],)),
            write.Sending(to=write.receiver(store), paper=lambda one: attachment.paper(path, one)),
        )


JOBS = {job.__name__: job for job in (save, read_in, attach, daily, aside, guard, export)}


def left(path: Path) -> list[str]:
    """What lies about half made."""
    return [
        str(file.relative_to(path.parent))
        for file in path.parent.rglob("*")
        if file.suffix in (".part", ".new", ".fresh") or file.name.startswith("tmp")
    ]


def tried(job: str, path: Path) -> str:
    """What is said of a job; nothing where it is done."""
    try:
        JOBS[job](path)
    except Problem as problem:
        return str(problem)
    except Exception as error:
        return f"BROKEN {type(error).__name__} {error}"
    return ""


def placed(disk: Path, source: Path) -> Path:
    """A folder of its own on that disk."""
    path = disk / "站" / "station"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    return desk.twin(source, path)


def after(path: Path, job: str, said: str, **more: object) -> dict:
    """What there is afterwards, and whether it goes on."""
    lying = left(path)
    if vault.doors(path):
        vault.lock(path)
        password.unlock(path, WORD)
    with desk.opened(path) as store:
        visits, findings = len(store.find(Visit)), [finding.what for finding in check(store).findings]
    again = tried(job, path) if said and not vault.doors(path) else ""
    with desk.opened(path) as store:
        findings += [finding.what for finding in check(store).findings]
    papers = [
        connect(file, readonly=True).execute("PRAGMA quick_check").fetchone()[0] for file in attachment.files(path)
    ]
    vault.lock(path)
    return {
        "job": job,
        "said": said,
        "left": lying,
        "visits": visits,
        "findings": findings,
        "again": again,
        "papers": papers,
        **more,
    }


def level(disk: Path, source: Path, job: str, room: int) -> dict:
    """One try with so many bytes left."""
    path = placed(disk, source)
    filler, free = disk / "filler", os.statvfs(disk)
    filler.write_bytes(bytes(max(free.f_bavail * free.f_frsize - room, 0)))
    said = tried(job, path)
    filler.unlink()
    return after(path, job, said, room=room)


def protected(disk: Path, source: Path, job: str) -> dict:
    """One try where the whole disk has become read-only."""
    path = placed(disk, source)
    (path.parent / "stick").mkdir()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    said = tried(job, path)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    return after(path, job, said)


def main(disk: str, source: str, seed: str, levels: str, job: str) -> None:
    """Random levels, up to that at which the job is done."""
    password.COST = (32, 1, 4)
    print(json.dumps(protected(Path(disk), Path(source), job), ensure_ascii=False), flush=True)
    chance = random.Random(int(seed))
    enough = next(
        room
        for room in (2**n * 8192 for n in range(12))
        if not level(Path(disk), Path(source), job, room)["said"] or room > MOST
    )
    for number in range(int(levels)):
        room = chance.randrange(0, enough // 4096 + 1) * 4096 if number else 0
        print(json.dumps(level(Path(disk), Path(source), job, room), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
