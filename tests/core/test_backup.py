"""A backup is one file that was opened to be sure; a restored folder holds the same and goes on in streams of its own."""

import json
import shutil
import zipfile

import pytest

from lianluozhan.act import acting, own
from lianluozhan.attachment import keep, paper
from lianluozhan.backup import backup, restore
from lianluozhan.check import check
from lianluozhan.errors import FolderDamaged, FolderProblem, NewerFolder, NoFolder
from lianluozhan.operator import add_operator
from lianluozhan.package import merge
from lianluozhan.visit import Visit
from tests.core import desk


@pytest.fixture
def kept(station, tmp_path):
    """A station with one visit and one paper, backed up beside it."""
    with desk.opened(station) as store:
        desk.receive(store)
    keep(station, b"photo", 2026)
    return backup(station, tmp_path / "stick")


def content(folder):
    """The journal and the tables of a folder."""
    with desk.opened(folder, write=False) as store:
        return desk.entries(store), desk.tables(store)


def test_one_file(kept, tmp_path, station):
    """One file, named after whose it is and when; nothing else is left beside it."""
    assert [file.name for file in (tmp_path / "stick").iterdir()] == [kept.path.name]
    assert kept.path.name.startswith(f"备份-{desk.WORLD}-20") and kept.path.suffix == ".zip"
    assert kept.name == desk.NAME and kept.size == kept.path.stat().st_size
    with desk.opened(station, write=False) as store:
        assert kept.entries == store.db.execute("SELECT count(*) FROM entry").fetchone()[0]


def test_all_of_it_comes_back(kept, station, tmp_path):
    """Journal and tables, byte for byte, the keys and the papers."""
    restore(kept.path, tmp_path / "again")
    assert content(tmp_path / "again") == content(station)
    assert (tmp_path / "again" / "keys.json").read_bytes() == (station / "keys.json").read_bytes()
    names = [*json.loads((station / "folder.json").read_text("utf-8")), "how"]  # its streams go on, until it is opened
    assert list(json.loads((tmp_path / "again" / "folder.json").read_text("utf-8"))) == names
    with desk.opened(tmp_path / "again") as store:
        assert check(store).findings == ()
    digest = keep(station, b"photo", 2026)
    assert paper(tmp_path / "again", digest) == b"photo"


def test_where_nobody_says(station):
    """Without a place the backup lies in the folder itself, and the next one does not hold the first."""
    first = backup(station)
    assert first.path.parent == station / "备份"
    second = backup(station, station.parent / "other")
    assert sorted(zipfile.ZipFile(second.path).namelist()) == ["backup.json", "folder.json", "keys.json", "station.db"]


def test_while_somebody_writes(station, tmp_path):
    """The window may stay open; what is not yet committed is not in it."""
    with desk.opened(station) as store:
        desk.receive(store)
        with store.transaction():
            store.set("half", "written")
            kept = backup(station, tmp_path / "stick")
    restore(kept.path, tmp_path / "again")
    with desk.opened(tmp_path / "again") as store:
        assert len(store.find(Visit)) == 1 and store.setting("half") is None


def test_a_restored_folder_opens_new_streams(kept, station, tmp_path):
    """Both the old folder and the restored one go on; neither writes the other's stream, and their numbers differ."""
    restore(kept.path, tmp_path / "again")
    with desk.opened(station) as store:
        before = own(store)
        desk.receive(store)
        old = [visit.number for visit in store.find(Visit)]
    with desk.opened(tmp_path / "again") as store:
        desk.receive(store)
        new = [visit.number for visit in store.find(Visit, order="created_at")]
        assert not set(own(store).values()) & set(before.values())
        continues = [
            store.opens[stream].get("continues") for name, stream in own(store).items() if not name.startswith("local")
        ]
    assert len(set(old) & set(new)) == 1 and len(set(old) | set(new)) == 3
    assert continues[0]["how"] == "replaces" and continues[0]["stream"] in before.values()


def test_both_come_together(kept, station, tmp_path):
    """What the old folder wrote after the backup comes into the restored one like any other entries, without a fork."""
    with desk.opened(station) as store:
        desk.receive(store, statement="备份以后来的")
        later = [entry for entry in store.entries("1 ORDER BY stream, seq") if entry.body["world"] == desk.WORLD]
    restore(kept.path, tmp_path / "again")
    with desk.opened(tmp_path / "again") as store:
        desk.receive(store, statement="恢复以后来的")
        merge.merge(store, later)
        assert {visit.statement for visit in store.find(Visit)} >= {"备份以后来的", "恢复以后来的"}


def test_restored_where_the_old_one_was(kept, station):
    """After a crash the folder is made again in its own place; it is the same machine, and still a new stream."""
    with desk.opened(station, write=False) as store:
        before = own(store)
    shutil.rmtree(station)
    restore(kept.path, station)
    with desk.opened(station) as store:
        with acting(store, "operator") as act:
            add_operator(act, "李海英", "站长")
        assert not set(own(store).values()) & set(before.values())


def test_an_empty_place_is_taken(kept, tmp_path):
    """A folder that was just made for it is no obstacle."""
    (tmp_path / "again").mkdir()
    assert restore(kept.path, tmp_path / "again").path == tmp_path / "again"


def test_never_over_something(kept, station, tmp_path):
    """Nothing is written where files lie, least of all over a data folder."""
    before = dict(desk.bytes_of(station))
    with pytest.raises(FolderProblem, match="已有别的文件"):
        restore(kept.path, station)
    assert dict(desk.bytes_of(station)) == before
    (tmp_path / "信.txt").write_text("信", "utf-8")
    with pytest.raises(FolderProblem, match="已有别的文件"):
        restore(kept.path, tmp_path / "信.txt")


@pytest.mark.parametrize("cut", [0, 1, 100, -1, -200])
def test_a_cut_backup(kept, tmp_path, cut):
    """A file that was not copied to its end is refused, and nothing is left in the place."""
    data = kept.path.read_bytes()
    kept.path.write_bytes(data[:cut])
    with pytest.raises(FolderDamaged, match="不是联络站的备份，或者已经损坏"):
        restore(kept.path, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_byte_changed(kept, tmp_path):
    """One wrong byte in the packed database is noticed."""
    data = bytearray(kept.path.read_bytes())
    info = zipfile.ZipFile(kept.path).getinfo("station.db")
    data[info.header_offset + 60 + info.compress_size // 2] ^= 0xFF
    kept.path.write_bytes(bytes(data))
    with pytest.raises(FolderDamaged):
        restore(kept.path, tmp_path / "again")
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("name", ["../evil.txt", "/evil.txt", "sub/station.db", "run.exe"])
def test_a_file_that_does_not_belong(kept, tmp_path, name):
    """A zip with anything else in it is none of ours, and writes nowhere."""
    with zipfile.ZipFile(kept.path, "a") as bundle:
        bundle.writestr(name, "x")
    with pytest.raises(FolderDamaged):
        restore(kept.path, tmp_path / "deep" / "again")
    assert not [file for file in tmp_path.rglob("*") if file.name in ("evil.txt", "run.exe")]


def test_of_a_newer_program(kept, tmp_path):
    """A backup in a newer format asks for the newer program."""
    newer = tmp_path / "newer.zip"
    with zipfile.ZipFile(kept.path) as old, zipfile.ZipFile(newer, "w") as new:
        for name in old.namelist():
            new.writestr(name, json.dumps({"format": 3}) if name == "backup.json" else old.read(name))
    with pytest.raises(NewerFolder):
        restore(newer, tmp_path / "again")


def test_no_such_file(tmp_path):
    """A name that leads nowhere is told."""
    with pytest.raises(FolderProblem, match="没有 .* 这个备份文件"):
        restore(tmp_path / "none.zip", tmp_path / "again")


def test_of_what_is_no_folder(tmp_path):
    """Only a data folder is backed up."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoFolder):
        backup(tmp_path / "empty", tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_a_damaged_folder_makes_no_backup(station, tmp_path):
    """What cannot be opened is not kept as if it were whole; no half file remains."""
    data = bytearray((station / "station.db").read_bytes())
    data[4096 : 4096 * 3] = b"\0" * 8192
    (station / "station.db").write_bytes(bytes(data))
    with pytest.raises(FolderProblem):
        backup(station, tmp_path / "stick")
    assert not (tmp_path / "stick").exists() or list((tmp_path / "stick").iterdir()) == []
