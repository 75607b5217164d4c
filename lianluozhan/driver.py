"""The one place where the database driver is bound: sqlcipher3, one current SQLite on every machine, under sqlite-utils."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3
from sqlcipher3 import dbapi2 as sqlite

from lianluozhan import vault
from lianluozhan.errors import ELSEWHERE, UNTOUCHED, FolderBusy, FolderDamaged, FolderProblem, Problem, no_place, why

# sqlite-utils uses pysqlite3 where there is one: only so do its own except clauses fit our connection's errors.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlite)

from sqlite_utils import Database  # noqa: E402

# The driver asks four questions about every value that is no plain number or text, one answer saves it the others: of a row
# of thirty columns, most of them empty, that is three quarters of what writing it takes.
for _kind, _itself in ((type(None), {}.get), (bytes, bytes), (bool, int)):
    sqlite.register_adapter(_kind, _itself)

BUSY_MS = 5_000
LITTLE = 2**16  # bytes: with fewer on the disk it is full
# What the driver says of a disk that is full, gone, read-only, damaged, or busy with another program; a mistake of ours names
# columns: "no such column: full_text".
REFUSALS = ("is full", "disk i/o", "unable to open", "readonly", "is locked", "busy", "malformed", "not a database")
OTHER_KEY = "not a database"  # what the driver says of a file that another key locks


def connect(path: Path, *, readonly: bool = False, key: str | None = None) -> Database:
    """Open a data file with the key its folder was unlocked with, or a given one ("" is in the clear); a writing
    connection makes it when it is not there. Raises Locked where the folder's password has not been given.

    WAL with synchronous=FULL: what was said to be saved survives a power cut; reading goes on while another writes.
    """
    keys = vault.file_keys(path.parent) if key is None else (key,)
    connection = (
        _fitting(path, readonly, keys) if len(keys) > 1 and path.exists() else _opened(path, readonly, keys[-1])
    )
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    if not readonly:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")  # what was erased is not left in free pages
    connection.execute("PRAGMA cache_size=-16000")
    return Database(connection)


def _fitting(path: Path, readonly: bool, keys: tuple[str, ...]) -> sqlite.Connection:
    """While the files of a folder get another key, one of them may lie under either."""
    for key in keys[:-1]:
        connection = _opened(path, readonly, key)
        try:
            connection.execute("SELECT 1 FROM sqlite_master")
            return connection
        except sqlite.DatabaseError as error:
            connection.close()
            if OTHER_KEY not in str(error):
                raise
    return _opened(path, readonly, keys[-1])


def _opened(path: Path, readonly: bool, key: str) -> sqlite.Connection:
    return _reading(path, key) if readonly else _connection(path, "mode=rwc", key)


def _connection(path: Path, how: str, key: str) -> sqlite.Connection:
    uri = f"{path.resolve().as_uri()}?{how}"
    connection = sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=True)
    if key:
        connection.execute("PRAGMA cipher_log_level=NONE")  # a wrong key is told by us
        connection.execute(f"PRAGMA key=\"x'{key}'\"")
        connection.execute("PRAGMA temp_store=MEMORY")  # what is sorted must not lie about in a file of its own
    return connection


def _reading(path: Path, key: str) -> sqlite.Connection:
    """Reading needs a small file beside the data file; where none can be made, nobody writes either: read it as it lies."""
    connection = _connection(path, "mode=ro", key)
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
        return connection
    except sqlite.OperationalError as error:
        connection.close()
        if not path.exists() or not any(word in str(error) for word in ("unable to open", "readonly")):
            raise
    except sqlite.DatabaseError:
        connection.close()
        raise
    ahead = path.with_name(path.name + "-wal")
    if ahead.exists() and ahead.stat().st_size:  # saved, but not yet in the data file: without it we would show less
        raise FolderProblem(f"{path.parent} 上次没有正常退出，又只能读", then="请把整个文件夹拷到电脑上再打开")
    return _connection(path, "immutable=1", key)


def format_of(database: Database) -> int:
    """The format a data file says it has. Raises FolderDamaged where something of somebody else's would run in it: we put no
    triggers and no views there."""
    if database.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone():
        raise FolderDamaged(
            "数据文件里有别人放进去的触发器或视图，没有打开它",
            safe=UNTOUCHED,
            then="请点“修复”或用 rebuild 从日志重做一个，或者用最近的备份恢复",
        )
    return database.execute("PRAGMA user_version").fetchone()[0]


def writable(folder: Path) -> bool:
    """Whether a folder may be written in; one marked read-only is not, even for root."""
    return os.access(folder, os.W_OK) and (os.name == "nt" or bool(folder.stat().st_mode & 0o222))


def put_away(database: Database) -> None:
    """Fold the write-ahead file back into the data file and let go of both."""
    try:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite.DatabaseError:
        pass  # what was committed is safe in the write-ahead file and is folded back the next time
    finally:
        database.close()


@contextmanager
def trouble(path: Path) -> Iterator[None]:
    """Turn the driver's and the disk's errors into words for the clerk."""
    try:
        yield
    except sqlite.DatabaseError as error:
        raise _told(path, str(error).lower()) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _told(path, "full") from error
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise read_only(path.parent) from error
        if place := no_place(path.parent):
            raise FolderProblem(place, then=ELSEWHERE) from error
        raise FolderProblem(f"读写 {path.parent} 时出错（{why(error)}）", then="请检查磁盘后再试一次") from error


@contextmanager
def of_the_disk(path: Path) -> Iterator[None]:
    """Turn what the disk refuses, or another program hinders, into words wherever it is met; any other error is ours."""
    try:
        yield
    except sqlite.DatabaseError as error:
        said = str(error).lower()
        if not any(word in said for word in REFUSALS):
            raise
        raise _told(path, said) from error


def _no_room(folder: Path) -> bool:
    """The driver calls it an error of the disk where not even its smallest file finds room."""
    try:
        return shutil.disk_usage(folder).free < LITTLE
    except OSError:
        return False


def read_only(folder: Path) -> FolderProblem:
    """What to say of a folder that cannot be written."""
    return FolderProblem(f"{folder} 只能读、不能写", then="请换一个能写的文件夹，或去掉写保护")


def _told(path: Path, error: str) -> Problem:
    if "locked" in error or "busy" in error:
        return FolderBusy("数据文件正被另一个程序写入", then="请稍等再试，或先关掉另一个窗口")
    if "readonly" in error or "read-only" in error:
        return read_only(path.parent)
    if "full" in error or ("disk i/o" in error and _no_room(path.parent)):
        return FolderProblem("磁盘满了，这一步没有存进去", safe="以前的数据没有丢。", then="请腾出空间后再做一次")
    if "disk i/o" in error:
        return FolderProblem(
            "磁盘读写出错，这一步没有存进去",
            safe="以前的数据没有丢。",
            then="请看看盘是不是满了、U 盘是不是松了，再做一次",
        )
    if "unable to open" in error:
        if place := no_place(path.parent):
            return FolderProblem(place, then=ELSEWHERE)
        return FolderProblem(f"打不开 {path.name}", then="请检查文件夹是否还在、能不能读写")
    return FolderDamaged(
        f"数据文件 {path.name} 读不下去了（{error}）",
        safe=UNTOUCHED,
        then="请不要再写入，先修复：窗口里点“修复”，命令用 rebuild；修不好会说缺什么，那时用最近的备份恢复",
    )
