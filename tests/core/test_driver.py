"""The one binding of the database driver: what every connection is set to, and how trouble is told."""

import errno
import shutil
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2 as sqlite

from lianluozhan.driver import Database, connect, of_the_disk, put_away, trouble, writable
from lianluozhan.errors import FolderBusy, FolderDamaged, FolderProblem


@pytest.fixture
def path(tmp_path):
    """A data file with one row, put away properly."""
    path = tmp_path / "station.db"
    database = connect(path)
    database.execute("CREATE TABLE one (word TEXT)")
    database.execute("INSERT INTO one VALUES ('甲')")
    put_away(database)
    return path


def pragma(database, name):
    """What a setting is."""
    return database.execute(f"PRAGMA {name}").fetchone()[0]


def words(database):
    """What the test's table holds."""
    return [row[0] for row in database.execute("SELECT word FROM one ORDER BY rowid")]


def test_sqlite_is_modern_and_can_encrypt(path):
    """The same SQLite everywhere, with a cipher for later passwords and JSON for lists."""
    database = connect(path)
    assert pragma(database, "cipher_version")
    assert tuple(map(int, database.execute("SELECT sqlite_version()").fetchone()[0].split("."))) >= (3, 45)
    assert database.execute("SELECT count(*) FROM json_each('[1,2]')").fetchone()[0] == 2
    database.close()


def test_what_was_saved_stays_saved(path):
    """WAL with synchronous=FULL, and deleted bytes are overwritten."""
    database = connect(path)
    assert (pragma(database, "journal_mode"), pragma(database, "synchronous"), pragma(database, "secure_delete")) == (
        "wal",
        2,
        1,
    )
    assert isinstance(database, Database)
    put_away(database)


def test_sqlite_utils_catches_our_errors():
    """Its own except clauses fit this driver, whichever of our modules is imported first."""
    for first in (
        "import lianluozhan.driver as d, sqlite_utils.utils as u",
        "import lianluozhan.attachment, lianluozhan.driver as d, sqlite_utils.utils as u",
    ):
        asked = f"{first}; print(u.sqlite3.OperationalError is d.sqlite.OperationalError)"
        assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout == "True\n"


def test_nothing_is_left_beside_the_file(path):
    """Put away, the write-ahead file is folded back."""
    database = connect(path)
    database.execute("INSERT INTO one VALUES ('乙')")
    assert path.with_name("station.db-wal").stat().st_size
    put_away(database)
    assert [file.name for file in path.parent.iterdir()] == ["station.db"]
    with pytest.raises(sqlite.ProgrammingError):
        database.execute("SELECT 1")


def test_putting_away_never_takes_a_save_back(path):
    """When there is no room to fold back, what was committed stays in the write-ahead file and comes later."""
    database = connect(path)
    pages = pragma(database, "page_count")
    database.execute("CREATE TABLE more (words TEXT)")
    database.execute("INSERT INTO more VALUES (?)", ("字" * 20_000,))
    other = connect(path, readonly=True)
    other.execute("BEGIN")
    assert words(other) == ["甲"]  # somebody reads an older state: it cannot be folded back now
    put_away(database)
    other.close()
    again = connect(path)
    assert pragma(again, "page_count") > pages
    assert again.execute("SELECT length(words) FROM more").fetchone()[0] == 20_000
    put_away(again)


def test_a_reader_writes_nothing(path):
    """A reading connection cannot write."""
    database = connect(path, readonly=True)
    with pytest.raises(FolderProblem, match="只能读、不能写"), trouble(path):
        database.execute("INSERT INTO one VALUES ('乙')")
    database.close()


def test_reading_makes_no_file(tmp_path):
    """Reading what is not there is refused and makes nothing."""
    with pytest.raises(FolderProblem, match="打不开 station.db"), trouble(tmp_path / "station.db"):
        connect(tmp_path / "station.db", readonly=True)
    assert not list(tmp_path.iterdir())


def test_reading_goes_on_while_another_writes(path):
    """A reader sees what was there when it looked, then what was saved."""
    writer, reader = connect(path), connect(path, readonly=True)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO one VALUES ('乙')")
    assert words(reader) == ["甲"]
    writer.execute("COMMIT")
    assert words(reader) == ["甲", "乙"]
    reader.close()
    put_away(writer)


@pytest.mark.parametrize("name", ["空 格", "渔泽镇站#1", "50%", "a?b=c", "引'号"])
def test_any_folder_name(tmp_path, name):
    """What means something in an address means nothing in a folder's name."""
    (tmp_path / name).mkdir()
    path = tmp_path / name / "station.db"
    put_away(connect(path))
    assert path.exists()
    connect(path, readonly=True).close()


def told(raised: Exception, path) -> FolderProblem:
    """What the clerk is told of an error."""
    with pytest.raises(FolderProblem) as problem, trouble(path):
        raise raised
    assert problem.value.then
    return problem.value


def test_a_mistake_of_ours_is_not_the_disks(tmp_path):
    """A question about a column that is called so says nothing of a disk that is full."""
    with pytest.raises(sqlite.OperationalError), of_the_disk(tmp_path / "station.db"):
        raise sqlite.OperationalError("no such column: full_text")
    for said in ("database or disk is full", "database is locked", "database table is locked: visit"):
        with pytest.raises(FolderProblem), of_the_disk(tmp_path / "station.db"):
            raise sqlite.OperationalError(said)


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (sqlite.OperationalError("database is locked"), FolderBusy, "另一个程序"),
        (sqlite.OperationalError("attempt to write a readonly database"), FolderProblem, "只能读、不能写"),
        (sqlite.OperationalError("database or disk is full"), FolderProblem, "磁盘满了"),
        (sqlite.OperationalError("disk I/O error"), FolderProblem, "磁盘读写出错"),
        (sqlite.OperationalError("unable to open database file"), FolderProblem, "打不开 station.db"),
        (sqlite.DatabaseError("database disk image is malformed"), FolderDamaged, "读不下去"),
        (sqlite.DatabaseError("file is not a database"), FolderDamaged, "读不下去"),
        (OSError(errno.ENOSPC, "No space left on device"), FolderProblem, "磁盘满了"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), FolderProblem, "磁盘满了"),
        (OSError(errno.EROFS, "Read-only file system"), FolderProblem, "只能读、不能写"),
        (PermissionError(errno.EACCES, "Permission denied"), FolderProblem, "只能读、不能写"),
        (OSError(errno.EIO, "Input/output error"), FolderProblem, "检查磁盘"),
    ],
)
def test_trouble_is_told(tmp_path, error, kind, said):
    """Each error of driver or disk in words for the clerk, with what to do; only damage asks for a backup."""
    problem = told(error, tmp_path / "station.db")
    assert type(problem) is kind
    assert said in str(problem)
    assert ("备份" in str(problem)) == (kind is FolderDamaged)


def test_a_full_disk_says_that_the_rest_is_safe(tmp_path):
    """The step was not saved, what was there is."""
    assert "以前的数据没有丢" in told(sqlite.OperationalError("database or disk is full"), tmp_path / "station.db").safe


def test_an_error_of_a_disk_without_room_is_a_full_one(tmp_path, monkeypatch):
    """Where not even the driver's smallest file finds room it speaks of the disk; the clerk is told what helps."""
    for free, said in ((0, "磁盘满了"), (10**9, "磁盘读写出错")):
        monkeypatch.setattr(
            shutil, "disk_usage", lambda _folder, free=free: shutil._ntuple_diskusage(10**9, 10**9 - free, free)
        )
        assert said in str(told(sqlite.OperationalError("disk I/O error"), tmp_path / "station.db"))
    monkeypatch.undo()
    assert "磁盘读写出错" in str(told(sqlite.OperationalError("disk I/O error"), tmp_path / "gone" / "station.db"))


def test_a_bug_is_no_trouble(tmp_path):
    """What is neither driver nor disk goes through as it is."""
    with pytest.raises(ZeroDivisionError), trouble(tmp_path / "station.db"):
        raise ZeroDivisionError


def test_a_file_that_is_no_database(tmp_path):
    """Something else under the name of the data file is told as damage and left as it is."""
    path = tmp_path / "station.db"
    path.write_bytes(b"not a database at all, but long enough to look like one " * 100)
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(FolderDamaged), trouble(path):
            connect(path, readonly=readonly).execute("SELECT 1 FROM sqlite_master")
    assert path.read_bytes() == before


def test_a_folder_one_may_write_in(tmp_path):
    """A folder is writable unless it is marked otherwise."""
    assert writable(tmp_path)


def test_values_are_kept_as_they_are(path):
    """What is answered to the driver for speed changes no value: nothing, bytes, yes and no, beside words and numbers."""
    given = [None, b"", b"\x00\xff", True, False, 7, "字", 1.5]
    database = connect(path)
    database.execute("CREATE TABLE kept (value)")
    database.conn.executemany("INSERT INTO kept VALUES (?)", [(value,) for value in given])
    held = [tuple(row) for row in database.execute("SELECT value, typeof(value) FROM kept ORDER BY rowid")]
    kinds = ["null", "blob", "blob", "integer", "integer", "integer", "text", "real"]
    assert held == list(zip(given, kinds, strict=True))
    database.close()
