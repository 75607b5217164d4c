"""The data folder: made once, opened by one writer, recognised when it was moved or an older file was put back."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from lianluozhan import act as acts, beside, folder, whereabouts
from lianluozhan.act import own
from lianluozhan.check import check
from lianluozhan.errors import FolderBusy, FolderDamaged, FolderProblem, NewerFolder, NoFolder, Problem
from lianluozhan.operator import add_operator
from lianluozhan.schema import SCHEMA
from lianluozhan.streams import LETTERS
from lianluozhan.visit import Visit
from tests.core import desk
from tests.core.desk import NAME, WORLD, receive

ROOT = Path(__file__).parents[2]


def files(path):
    """The names of what lies in a folder."""
    return sorted(file.name for file in path.iterdir())


def card(path):
    """What folder.json says."""
    return json.loads((path / "folder.json").read_text("utf-8"))


def change(path, **values):
    """Write into folder.json by hand."""
    (path / "folder.json").write_text(json.dumps(card(path) | values), "utf-8")


def numbers(store):
    """The numbers of all visits, in the order they were made."""
    return [visit.number.removeprefix(f"{WORLD}-2026-") for visit in store.find(Visit, order="created_at, id")]


# ---- making ------------------------------------------------------------------------------------------------------


def test_a_new_folder(tmp_path):
    """It has a card, keys and a data file; no stream is opened by making or opening it."""
    path = tmp_path / "新 站"
    folder.make(path, SCHEMA, "station", WORLD, NAME)
    assert files(path) == ["folder.json", "keys.json", "station.db"]
    with desk.opened(path) as store:
        assert (store.identity.role, store.identity.world, store.identity.name) == ("station", WORLD, NAME)
        assert store.identity.keys == folder.Keys.load(path / "keys.json").public()
        assert desk.entries(store) == []
    assert card(path)["seq"] == {}
    assert card(path)["format"] == 1


def test_into_an_empty_folder(tmp_path):
    """An empty folder that is there already is taken."""
    (tmp_path / "empty").mkdir()
    desk.make(tmp_path / "empty")
    assert desk.found(tmp_path / "empty") == ()


def refused(path, kind=FolderProblem):
    """What making a folder is refused with; what was there stays."""
    before = dict(desk.bytes_of(path))
    with pytest.raises(kind) as told:
        folder.make(path, SCHEMA, "station", WORLD, NAME)
    assert dict(desk.bytes_of(path)) == before
    assert told.value.then
    return str(told.value)


def test_never_over_another(station):
    """A data folder is never made over."""
    assert "已经有一个数据文件夹" in refused(station)


def test_never_among_other_files(tmp_path):
    """Nor where other things lie."""
    (tmp_path / "照片.jpg").write_bytes(b"x")
    assert "已有别的文件" in refused(tmp_path)


def test_not_where_a_file_is(tmp_path):
    """A file is no folder."""
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(FolderProblem) as told:
        folder.make(tmp_path / "file", SCHEMA, "station", WORLD, NAME)
    assert told.value.then


# ---- what is no folder, or a damaged one -------------------------------------------------------------------------


def opening(path, write=True):
    """What opening is refused with, in words; nothing is changed by trying."""
    before = dict(desk.bytes_of(path))
    with pytest.raises(Problem) as told, desk.opened(path, write=write):
        pass
    assert dict(desk.bytes_of(path)) == before
    assert told.value.then
    return told.value


BOTH = pytest.mark.parametrize("write", [True, False])


@BOTH
def test_what_is_no_folder(tmp_path, write):
    """Any other folder, or none at all."""
    assert type(opening(tmp_path, write)) is NoFolder
    assert type(opening(tmp_path / "nowhere", write)) is NoFolder


@BOTH
def test_a_newer_folder(station, write):
    """What a newer program made is not touched."""
    change(station, format=2)
    assert type(opening(station, write)) is NewerFolder


CARDS = [
    "",
    "{",
    "[]",
    "null",
    '"x"',
    "{}",
    '{"format": 1}',
    '{"format": "1", "role": "station"}',
    "\ufffe",
    "\x00" * 50,
]


@BOTH
@pytest.mark.parametrize("text", CARDS)
def test_a_damaged_card(station, write, text):
    """A spoiled folder.json is told, with what to do."""
    (station / "folder.json").write_text(text, "utf-8")
    assert type(told := opening(station, write)) is FolderDamaged
    assert "备份" in str(told)


@pytest.mark.parametrize(
    "values", [{"world": 5}, {"name": None}, {"seq": []}, {"seq": {"a": "x"}}, {"seq": None}, {"machine": 1}]
)
def test_a_card_with_wrong_values(station, values):
    """Each part has to be what it is."""
    change(station, **values)
    assert type(opening(station)) is FolderDamaged


def test_a_card_that_is_no_text(station):
    """Bytes that are no text."""
    (station / "folder.json").write_bytes(b"\xff\xfe\x00{")
    assert type(opening(station)) is FolderDamaged


@BOTH
@pytest.mark.parametrize("name", ["station.db", "keys.json"])
def test_a_missing_file(station, write, name):
    """Nobody makes an empty one in its place."""
    (station / name).unlink()
    assert type(told := opening(station, write)) is FolderDamaged
    assert "备份" in str(told)
    assert not (station / name).exists()


@pytest.mark.parametrize("page", [0, 1])
def test_a_spoiled_beginning(station, page):
    """A data file whose first pages are gone is refused for writing and for reading, and left as it is."""
    data = bytearray((station / "station.db").read_bytes())
    data[4096 * page + 10 : 4096 * (page + 1)] = b"\xff" * 4086
    (station / "station.db").write_bytes(data)
    for write in (True, False):
        try:
            with desk.opened(station, write=write) as store:
                assert check(store).findings if write else True
        except Problem as problem:
            assert problem.then


@BOTH
def test_a_data_file_that_is_none(station, write):
    """Something else under its name."""
    (station / "station.db").write_bytes(b"SQLite format 3\0" + b"?" * 5000)
    assert type(opening(station, write)) is FolderDamaged


# ---- one writer --------------------------------------------------------------------------------------------------

HOLD = """
import sys
from tests.core import desk
from pathlib import Path
with desk.opened(Path(sys.argv[1])) as store:
    print("open", flush=True)
    sys.stdin.readline()
    desk.receive(store)
"""


def hold(path):
    """Another process that has the folder open for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "open\n"
    return process


def test_two_programs_at_once(station):
    """The second to write is told so; both may read; when the first has gone, the second may write."""
    process = hold(station)
    with pytest.raises(FolderBusy, match="另一个窗口") as told, desk.opened(station):
        pass
    assert "只查看不受影响" in str(told.value)
    with desk.opened(station, write=False) as store:
        assert store.find(Visit) == []
    process.communicate("\n")
    assert process.returncode == 0
    with desk.opened(station) as store:
        receive(store)
        assert numbers(store) == ["J0001", "J0002"]


def test_a_program_that_died_holds_nothing(station):
    """The lock goes with its holder."""
    process = hold(station)
    process.kill()
    process.communicate()
    with desk.opened(station) as store:
        receive(store)


def test_twice_in_one_program(station):
    """The same in one process."""
    with desk.opened(station), pytest.raises(FolderBusy), desk.opened(station):
        pass
    with desk.opened(station):
        pass


# ---- a folder that cannot be written -----------------------------------------------------------------------------


if os.name != "nt":  # a folder's mode bits mean nothing on Windows

    @pytest.fixture
    def closed(station):
        """A folder with a visit in it, marked read-only."""
        with desk.opened(station) as store:
            receive(store)
        station.chmod(0o555)
        yield station
        station.chmod(0o755)

    def test_a_read_only_folder_is_not_written(closed):
        """Whoever one is, also root: what is marked read-only stays as it is."""
        told = opening(closed)
        assert "只能读、不能写" in str(told)

    def test_no_folder_in_a_read_only_one(closed):
        """Nor is a folder made there."""
        with pytest.raises(FolderProblem, match="只能读、不能写|已经有"):
            folder.make(closed, SCHEMA, "station", WORLD, NAME)
        with pytest.raises(FolderProblem, match="只能读、不能写"):
            folder.make(closed / "new", SCHEMA, "station", WORLD, NAME)

    def test_a_read_only_folder_is_read(closed):
        """What lies there can be looked at."""
        with desk.opened(closed, write=False) as store:
            assert numbers(store) == ["J0001"]

    READ = """
import os, sys
from pathlib import Path
from lianluozhan.driver import Database
from lianluozhan.errors import Problem
from tests.core import desk
from lianluozhan.visit import Visit
path = Path(sys.argv[1])
Database(memory=True).close()  # loads what it needs while it may be read
if os.getuid() == 0:
    os.setuid(65534)
try:
    with desk.opened(path, write=False) as store:
        print(len(store.find(Visit)))
except Problem as problem:
    print(problem)
"""

    def as_anyone(path):
        """What somebody who is not root reads there."""
        return subprocess.run(
            [sys.executable, "-c", READ, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    @pytest.fixture
    def medium(station):
        """A folder on a medium on which nothing can be written, even the small file that reading needs."""
        with tempfile.TemporaryDirectory() as home:
            Path(home).chmod(0o755)
            path = shutil.copytree(station, Path(home) / "station")
            with desk.opened(path) as store:
                receive(store)
            yield path
            path.chmod(0o755)

    def make_read_only(path):
        """Everything there may be read by anyone and written by nobody."""
        for file in path.iterdir():
            file.chmod(0o444)
            if os.getuid() == 0:
                os.chown(file, 65534, 65534)
        path.chmod(0o555)

    def test_a_medium_that_cannot_be_written_is_read(medium):
        """A stick with its switch on read-only, a disc: everything is seen, and no file appears."""
        make_read_only(medium)
        before = files(medium)
        assert as_anyone(medium) == "1\n"
        assert files(medium) == before

    def test_what_a_crash_left_is_not_passed_over(medium):
        """Where saved entries wait in the write-ahead file and cannot be seen, less is not shown as if it were all."""
        with desk.opened(medium) as store:
            receive(store)
            shutil.copytree(medium, medium.with_name("crashed"))
        crashed = medium.with_name("crashed")
        (crashed / "station.db-shm").unlink()
        assert (crashed / "station.db-wal").stat().st_size
        make_read_only(crashed)
        assert "没有正常退出" in as_anyone(crashed)
        crashed.chmod(0o755)
        for file in crashed.iterdir():
            file.chmod(0o644)
        with desk.opened(crashed) as store:  # on a disk that can be written it is all there
            assert len(store.find(Visit)) == 2


# ---- moved, copied, put back -------------------------------------------------------------------------------------


@pytest.fixture
def used(station):
    """A folder in which a visit was logged."""
    with desk.opened(station) as store:
        receive(store)
    return station


def streams(path):
    """What each stream of the folder's world opens with, in the order they were opened."""
    with desk.opened(path, write=False) as store:
        found = store.entries("kind='open' AND world=? ORDER BY json_extract(data, '$.at'), seq", (WORLD,))
        return [(entry.stream, entry.body["set"]) for entry in found]


def test_the_same_place_goes_on(used):
    """Opened again where it was, the same stream and series go on."""
    before = card(used)
    with desk.opened(used) as store:
        receive(store)
        assert numbers(store) == ["J0001", "J0002"]
    assert len(streams(used)) == 1
    assert {name: value for name, value in card(used).items() if name != "seq"} == {
        n: v for n, v in before.items() if n != "seq"
    }


def test_the_card_says_how_far_we_came(used):
    """folder.json names the head of each of our streams."""
    with desk.opened(used, write=False) as store:
        heads = {stream: store.head(stream)[0] for stream in own(store).values()}
    assert card(used)["seq"] == heads
    assert sorted(heads.values()) == [2, 2]


@pytest.mark.parametrize("what", ["machine", "volume"])
def test_a_moved_folder(used, what):
    """Another machine or volume: the next write opens a new stream, which says what it replaces and numbers apart."""
    [(first, _)] = streams(used)
    with desk.opened(used, write=False) as store:
        seq, hash = store.head(first)
    change(used, **{what: "0" * 16})
    with desk.opened(used) as store:
        assert own(store) == {}
        for _ in range(2):
            receive(store)
        assert own(store)[f"{WORLD} station"] != first
        [old, *new] = numbers(store)
        assert check(store).findings == ()
    (_, opened_first), (_, later) = streams(used)
    assert (old, opened_first["series"]) == ("J0001", "")
    assert len(later["series"]) == 2
    assert set(later["series"]) <= set(LETTERS)
    assert new == [f"J{later['series']}0001", f"J{later['series']}0002"]
    assert later["continues"] == {"stream": first, "seq": seq, "hash": hash, "how": "replaces"}
    assert later["heads"][first] == [seq, seq, hash]
    assert card(used)[what] != "0" * 16


def test_moving_without_writing(used):
    """Moved and only looked into: no stream is opened, and it is not left a second time."""
    change(used, machine="0" * 16)
    for _ in range(2):
        with desk.opened(used):
            pass
    with desk.opened(used, write=False):
        pass
    assert len(streams(used)) == 1
    with desk.opened(used) as store:
        receive(store)
    assert len(streams(used)) == 2
    assert streams(used)[1][1]["continues"]["stream"] == streams(used)[0][0]


def test_moved_twice(used):
    """What was left stays left, also when only a local stream was opened in between."""
    change(used, machine="0" * 16)
    with desk.opened(used) as store, acts.acting(store, "operator") as act:
        add_operator(act, "钱二", "联络员")
    change(used, machine="1" * 16)
    with desk.opened(used) as store:
        receive(store)
        assert len(set(numbers(store))) == 2
    first, later = streams(used)
    assert later[1]["continues"]["stream"] == first[0]
    assert len(later[1]["series"]) == 2


def test_a_new_folder_that_moves_before_its_first_word(tmp_path):
    """Nothing was written, so nothing is replaced."""
    folder.make(tmp_path / "new", SCHEMA, "station", WORLD, NAME)
    change(tmp_path / "new", volume="0" * 16)
    with desk.opened(tmp_path / "new") as store:
        receive(store)
        assert numbers(store) == ["J0001"]


def test_an_older_file_put_back(used):
    """station.db from yesterday under today's folder.json: the lost tail's numbers are not given again."""
    yesterday = (used / "station.db").read_bytes()
    with desk.opened(used) as store:
        receive(store)
        assert numbers(store) == ["J0001", "J0002"]
    (used / "station.db").write_bytes(yesterday)
    with desk.opened(used) as store:
        receive(store)
        found = numbers(store)
        assert check(store).findings == ()
    (first, _), (_, later) = streams(used)
    assert found == ["J0001", f"J{later['series']}0001"]
    assert (later["continues"]["stream"], later["continues"]["seq"]) == (first, 2)


def test_an_empty_file_put_back(used):
    """Also a file from before the first stream, which cannot say what was lost: new numbers are told apart all the same."""
    made = desk.make(used.with_name("other"))
    with desk.opened(made) as store, store.transaction():
        for name in ("entry", "operator", "search", "numbered"):
            store.db.execute(f"DELETE FROM {name}")
        store.set("own", "{}")
    (used / "station.db").write_bytes((made / "station.db").read_bytes())
    with desk.opened(used) as store:
        receive(store)
        [number] = numbers(store)
    assert len(number) == len("JKR0001")


def test_a_file_ahead_of_its_card(used):
    """After a crash folder.json may lag behind; that is no older file."""
    change(used, seq={})
    with desk.opened(used) as store:
        receive(store)
        assert numbers(store) == ["J0001", "J0002"]
    assert len(streams(used)) == 1


def test_reading_opens_nothing(used):
    """Looking into a folder, moved or not, writes no entry and no card."""
    change(used, machine="0" * 16)
    before = (used / "folder.json").read_bytes(), (used / "station.db").read_bytes()
    with desk.opened(used, write=False) as store:
        assert numbers(store) == ["J0001"]
    assert ((used / "folder.json").read_bytes(), (used / "station.db").read_bytes()) == before


def test_opening_writes_no_entry(used):
    """Nor does opening for writing."""
    with desk.opened(used) as store:
        before = desk.entries(store)
    with desk.opened(used) as store:
        assert desk.entries(store) == before


# ---- leaving -----------------------------------------------------------------------------------------------------


def test_nothing_is_left_behind(used):
    """Closed, a folder is its files and the lock: it can be copied."""
    assert set(files(used)) - {"folder.lock"} == {"folder.json", "keys.json", "station.db"}


def test_trouble_inside_is_passed_on(used):
    """What happens while it is open is told as it is, and the folder is closed properly."""
    with pytest.raises(ZeroDivisionError), desk.opened(used) as store:
        receive(store)
        raise ZeroDivisionError
    assert set(files(used)) - {"folder.lock"} == {"folder.json", "keys.json", "station.db"}
    with desk.opened(used) as store:
        assert len(store.find(Visit)) == 2
    assert len(streams(used)) == 1


def test_a_card_that_cannot_be_written_is_no_lost_save(used, monkeypatch):
    """The disk is full just when the folder is closed: what was saved is saved, and the next opening catches up."""

    def full(*_):
        raise OSError(28, "No space left on device")

    with desk.opened(used) as store:
        receive(store)
        monkeypatch.setattr(folder, "save", full)
    monkeypatch.undo()
    with desk.opened(used) as store:
        receive(store)
        assert numbers(store) == ["J0001", "J0002", "J0003"]
    assert len(streams(used)) == 1


def test_the_card_is_never_half_written(used, monkeypatch):
    """It is written under another name and renamed: interrupted, the old one is there."""
    before = (used / "folder.json").read_bytes()

    def cut(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(beside.os, "fsync", cut)
    with desk.opened(used) as store:
        receive(store)
    monkeypatch.undo()
    assert (used / "folder.json").read_bytes() == before


def test_a_machine_without_an_id_has_a_name(monkeypatch, tmp_path):
    """Where the system keeps no machine id, its name tells it apart."""
    monkeypatch.setattr(whereabouts.platform, "node", lambda: "联络站的电脑")
    monkeypatch.setattr(Path, "exists", lambda self: False)
    assert sys.platform == "win32" or whereabouts._machine() == "联络站的电脑"
