"""Data files written anew under another key: when passwords are set or given up, when somebody must not get in any more.

keys.json names the old and the new key until every file is done, so that it can stop anywhere and be gone on with.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from lianluozhan import attachment, vault
from lianluozhan.driver import OTHER_KEY, Database, connect, sqlite, trouble
from lianluozhan.errors import FolderBusy, FolderDamaged

DATABASE = "station.db"
FRESH = ".fresh"  # of a file that is being written anew


def under_way(folder: Path) -> bool:
    """Whether some files may still lie under an old key."""
    return len(vault.file_keys(folder)) > 1


def turn(folder: Path, ring: vault.Ring, key: str, to: Sequence[vault.Door]) -> None:
    """Another key for the data files ("" for none), and these doors; nothing is changed where another program reads. Raises FolderBusy."""
    _claim(folder)
    vault.keep(folder, ring._replace(files=(*ring.files, key)), to)
    finish(folder)


def _claim(folder: Path) -> None:
    """Whether every data file can be written anew: before keys.json says that it will be."""
    for file in _files(folder):
        with trouble(file), closing(connect(file)) as database:
            _let_go(database)


def _files(folder: Path) -> list[Path]:
    return [file for file in (*attachment.files(folder), folder / DATABASE) if file.exists()]


def _let_go(database: Database) -> None:
    """Fold what is written ahead into the file: it must not outlive it."""
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if database.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
        raise FolderBusy("数据文件正被另一个程序读着，没法换钥匙", then="请关掉别的窗口和命令，再做一次")


def finish(folder: Path) -> None:
    """Bring every data file under the last key; then only that one is kept, and with none the doors are gone too.

    Raises FolderBusy while another program reads.
    """
    ring = vault.ring(folder)
    for file in _files(folder):
        with trouble(file):
            if not under(file, ring.files[-1]):
                fresh = file.with_name(file.name + FRESH)
                try:
                    _anew(file, fresh, ring.files[-1])
                except Exception:  # no room: what was begun takes none of it
                    fresh.unlink(missing_ok=True)
                    raise
    vault.keep(folder, ring._replace(files=ring.files[-1:]), vault.doors(folder) if ring.files[-1] else ())


def under(file: Path, key: str) -> bool:
    """Whether a data file lies under this key."""
    try:
        with closing(connect(file, readonly=True, key=key)) as database:
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.DatabaseError as error:
        if OTHER_KEY not in str(error):
            raise
        return False
    return True


def _anew(file: Path, fresh: Path, key: str) -> None:
    """A copy under the key takes the file's place, after it was read through."""
    fresh.unlink(missing_ok=True)
    with closing(connect(file)) as old:
        _let_go(old)
        version = old.execute("PRAGMA user_version").fetchone()[0]
        old.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(fresh), f"x'{key}'" if key else ""))
        old.execute("SELECT sqlcipher_export('fresh')")
        old.execute(f"PRAGMA fresh.user_version={version}")
        old.execute("DETACH DATABASE fresh")
        tables = _counts(old)
    with closing(connect(fresh, readonly=True, key=key)) as new:
        if new.execute("PRAGMA quick_check").fetchone()[0] != "ok" or _counts(new) != tables:
            raise FolderDamaged(
                f"{file.name} 换了钥匙以后读不通，没有用它", then="请检查磁盘，再做一次；原来的文件还在"
            )
    flush(fresh)
    os.replace(fresh, file)


def flush(file: Path) -> None:
    """What was written of a file is on the disk when this returns."""
    with open(file, "rb+") as written:
        os.fsync(written.fileno())


def _counts(database: Database) -> dict[str, int]:
    names = [
        name
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE '%VIRTUAL%'"
        )
    ]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
