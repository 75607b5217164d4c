"""A damaged page: found wherever it lies, and mended from the journal and the newest backup, or what is lost is said."""

import os
import random
from contextlib import closing

import pytest

from lianluozhan import access, backup, folder, password, vault
from lianluozhan.check import check
from lianluozhan.draft import Draft, draft_of, keep
from lianluozhan.driver import connect, sqlite
from lianluozhan.errors import FolderDamaged, FolderProblem
from lianluozhan.repair import repair
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.core import desk
from tests.station import run

WORD = "Denglong-97"
PAGE = 4096
LONG = bool(os.environ.get("LIANLUOZHAN_LONG"))
TRIED = 400 if LONG else 6  # of each kind


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """A month's work, a draft, and a backup from the middle of it."""
    path = desk.make(tmp_path_factory.mktemp("worked") / "station")
    with desk.opened(path) as store:
        for day in range(1, 15):
            desk.receive(store, **desk.PASSED_ON | {"received_at": f"2026-10-{day:02d}T09:00"})
        keep(store, Draft("d1", "visit", {"statement": "没写完"}))
    return path


@pytest.fixture(scope="module")
def locked(worked, tmp_path_factory):
    """The same with a password."""
    path = desk.twin(worked, tmp_path_factory.mktemp("locked") / "station")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "COST", (8 * 4, 1, 4))
        access.protect(path, desk.CLERK, WORD)
    vault.lock(path)
    return path


@pytest.fixture(params=["worked", "locked"])
def used(request, tmp_path):
    """A folder of the test's own, without a password and with one."""
    path = desk.twin(request.getfixturevalue(request.param), tmp_path / "station")
    password.unlock(path, WORD)
    yield path
    vault.lock(path)


def later(path):
    """What is done after the backup."""
    with desk.opened(path) as store:
        for day in range(15, 27):
            desk.receive(store, **desk.PASSED_ON | {"received_at": f"2026-10-{day:02d}T09:00"})


def contents(path):
    """The journal and the tables of a folder."""
    with desk.opened(path) as store:
        return desk.entries(store), desk.tables(store)


def spoil(path, page):
    """Overwrite a page with what no program wrote."""
    with open(path / "station.db", "rb+") as file:
        file.seek(page * PAGE)
        file.write(random.randbytes(PAGE))


def root(path, name):
    """Where a table begins: with that page all of it is gone."""
    with desk.opened(path, write=False) as store:
        return store.db.execute("SELECT rootpage FROM sqlite_master WHERE name=?", (name,)).fetchone()[0] - 1


def leaf(path, row):
    """The page of the journal in which this row lies, found by trying: others can be read without it, and all the keys."""
    file = path / "station.db"
    data = file.read_bytes()
    for page in range(1, len(data) // PAGE):
        file.write_bytes(data[: page * PAGE] + b"\xff" * PAGE + data[(page + 1) * PAGE :])
        if (
            _reads(file, "SELECT seq FROM entry ORDER BY stream, seq")
            and not _reads(file, f"SELECT data FROM entry WHERE rowid={row}")
            and _reads(file, "SELECT data FROM entry WHERE rowid=1")
        ):
            break
    file.write_bytes(data)
    return page


def _reads(file, sql):
    try:
        with closing(connect(file, readonly=True)) as database:
            return database.execute(sql).fetchall()
    except sqlite.DatabaseError:
        return []


def last(path):
    """The last row of the journal."""
    with desk.opened(path, write=False) as store:
        return store.db.execute("SELECT max(rowid) FROM entry").fetchone()[0]


def seen(path):
    """Whether anybody is told that something is wrong."""
    try:
        return bool(desk.found(path))
    except FolderProblem as problem:
        assert problem.then
        return True


def test_any_page_is_found_and_mended(used, tmp_path, capsys):
    """Whichever page is hit, of a folder whose newest backup is of that day: it is seen, and mended with nothing missing."""
    later(used)
    backup.backup(used)
    whole, data = contents(used), (used / "station.db").read_bytes()
    tried, first = random.sample(range(1, len(data) // PAGE), min(TRIED, len(data) // PAGE - 1)), 0
    refused = []
    for page in tried:
        (used / "station.db").write_bytes(data)
        spoil(used, page)
        assert seen(used), page
        try:
            done = repair(used)
        except FolderDamaged as problem:
            refused.append(page)
            assert "备份" in problem.then
            continue
        first += 1
        assert contents(used) == whole, page
        assert done.aside.stat().st_size == len(data)
        assert not desk.found(used)
    with capsys.disabled():
        print(
            f"\n{len(tried)} pages spoiled, {len(tried)} seen, {first} mended whole, {len(refused)} sent to the backup, 0 silently"
        )
    assert first >= len(tried) // 2


def test_a_table_needs_no_backup(used):
    """Where only tables are hit the journal is enough, and the command says what it did."""
    later(used)
    whole = contents(used)
    for name in ("visit", "issue", "search"):
        spoil(used, root(used, name))
    assert seen(used)
    done = repair(used)
    assert (done.from_backup, done.lost) == (0, ())
    assert contents(used) == whole
    with desk.opened(used) as store:
        assert draft_of(store, "visit", "d1").values == {"statement": "没写完"}
        desk.receive(store)
        assert check(store).findings == ()


def test_the_journal_is_filled_from_the_backup(used):
    """What the backup has of a hit journal comes from there, all after it from the file itself."""
    backup.backup(used)
    later(used)
    whole = contents(used)
    spoil(used, leaf(used, 30))
    done = repair(used)
    assert done.from_backup >= 1
    assert contents(used) == whole


def test_an_older_backup_serves_where_the_newest_is_broken(used):
    """A disk that goes bad takes the newest backup too: what is missing comes from the one before it."""
    sound = backup.backup(used).path
    broken = backup.backup(used).path
    broken.write_bytes(broken.read_bytes()[:5000])
    assert backup.newest(used) == broken != sound
    later(used)
    whole = contents(used)
    spoil(used, leaf(used, 30))
    assert repair(used).from_backup >= 1
    assert contents(used) == whole


def test_what_nobody_has_is_named(used):
    """Entries that neither the file nor the backup has: refused, each run of them named, the file left as it was found."""
    backup.backup(used)
    later(used)
    spoil(used, leaf(used, last(used)))
    before = (used / "station.db").read_bytes()
    with pytest.raises(FolderDamaged, match=r"备份里也没有（日志 [0-9a-f]{16} 第 \d+–\d+ 条") as refused:
        repair(used)
    assert backup.newest(used).name in refused.value.then
    assert (used / "station.db").read_bytes() == before
    assert not list(used.glob("*.repaired*"))


def test_without_a_backup_it_is_said(used):
    """With no backup at all the journal's loss is named, with the way on."""
    later(used)
    spoil(used, leaf(used, 30))
    with pytest.raises(FolderDamaged, match="备份里也没有") as refused:
        repair(used)
    assert "别处的备份" in refused.value.then


def test_settings_from_the_backup_leave_our_streams(used):
    """Where settings are hit those of the backup serve; as they may be older, the next number has its letters."""
    backup.backup(used)
    later(used)
    spoil(used, root(used, "setting"))
    done = repair(used)
    assert contents(used)
    with folder.opened(used, SCHEMA) as store:
        id = desk.receive(store)
        assert check(store).findings == ()
        number = store.get(Visit, (desk.WORLD, id)).number
    assert len(number) == len(f"{desk.WORLD}-2026-J0001") + (2 if done.lost or number[-6].isalpha() else 0)


def test_the_command(worked, tmp_path):
    """`rebuild` mends a sound file's tables in place, makes a damaged file again, and refuses in words where it cannot."""
    path = desk.twin(worked, tmp_path / "station")
    assert "重建全部数据表" in run("rebuild", "--data", path).out
    spoil(path, root(path, "visit"))
    assert run("check", "--data", path).code == 1
    done = run("rebuild", "--data", path)
    assert done.code == 0 and "已从日志重做，核对无误" in done.out, done
    assert run("check", "--data", path).code == 0
    spoil(path, leaf(path, 30))
    done = run("rebuild", "--data", path)
    assert done.code == 1 and "备份里也没有" in done.err


def test_not_even_a_beginning(used):
    """Where the first page is gone nothing can be told of the file: the backup is what helps, and the file stays."""
    with open(used / "station.db", "rb+") as file:
        file.write(random.randbytes(PAGE))
    before = (used / "station.db").read_bytes()
    with pytest.raises(FolderDamaged, match="读不下去"):
        repair(used)
    assert (used / "station.db").read_bytes() == before


def test_the_other_file_is_never_in_the_clear(used):
    """What is written anew and what is put aside lie under the same key as before."""
    later(used)
    spoil(used, root(used, "visit"))
    done = repair(used)
    if vault.doors(used):
        for file in (done.aside, used / "station.db"):
            assert "王秀英".encode() not in file.read_bytes()
            with pytest.raises(Exception, match="not a database"):
                connect(file, readonly=True, key=vault.CLEAR).execute("SELECT 1 FROM sqlite_master")
