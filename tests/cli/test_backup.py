"""`backup` and `restore`: one file out, one equal folder in, and every refusal leaves both places as they were."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from lianluozhan.attachment import keep
from tests.station import CODE, NAME, empty, filled, journal, opened, receive, run, twin

KINDS = ("deputy", "visit", "issue", "duty")
LETTERED = re.compile(rf"{CODE}-20\d\d-([A-Z]+)\d{{4}}")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A station with the sample ledger, and its backup; both only to be read."""
    room = tmp_path_factory.mktemp("kept")
    path = filled(room / "站")
    keep(path, "照片".encode(), 2026)
    return path, backup(path, "--to", room / "盘")


@pytest.fixture
def station(bundle, tmp_path):
    """That station, to be written in."""
    return twin(bundle[0], tmp_path / "站")


@pytest.fixture
def kept(bundle, tmp_path):
    """That backup, to be spoiled."""
    return Path(shutil.copy(bundle[1], tmp_path / "备份.zip"))


def backup(path, *words):
    """The file of a backup that worked."""
    ran = run("backup", "--data", path, *words)
    assert (ran.code, ran.err) == (0, ""), ran
    return Path(ran.out.splitlines()[0])


def refused(*words):
    """What a refused command says."""
    ran = run(*words)
    assert (ran.code, ran.out) == (1, ""), ran
    assert ran.err.startswith("错误：") and ran.err.count("\n") == 1
    return ran.err


def content(path):
    """What a folder's lists print."""
    return {
        noun: run("list", noun, "--data", path, "--today", "2026-10-31", "--voided", "--json").data for noun in KINDS
    }


def put(path, **values):
    """Register a reception; returns its number."""
    with opened(path) as store:
        return receive(store, **values).number


# -- backup


def test_what_backup_says(station, tmp_path):
    """It names the file and says that it was opened: whose it is, how many entries, how large."""
    ran = run("backup", "--data", station, "--to", tmp_path / "盘")
    first, second = ran.out.splitlines()
    (file,) = (tmp_path / "盘").iterdir()
    assert first == str(file)
    assert re.fullmatch(rf"备份-{CODE}-\d{{8}}-\d{{6}}\.zip", file.name)
    entries = len(journal(station))
    assert second == f"已备份并打开核对过：{NAME}，日志 {entries} 条，{file.stat().st_size / 2**20:.1f} MB。"


def test_without_a_place(station):
    """Without --to it lies in the folder's own 备份."""
    assert backup(station).parent == station / "备份"


def test_a_place_is_made(station, tmp_path):
    """A place that is not there yet is made, with those above it."""
    assert backup(station, "--to", tmp_path / "深" / "处").parent == tmp_path / "深" / "处"


def test_backup_changes_nothing(station, tmp_path):
    """A backup writes nothing into the journal."""
    before = journal(station)
    backup(station, "--to", tmp_path / "盘")
    assert journal(station) == before


def test_what_is_in_it(bundle):
    """The folder's files and a word on what it is; the papers of each year too."""
    with zipfile.ZipFile(bundle[1]) as file:
        assert sorted(file.namelist()) == ["backup.json", "folder.json", "keys.json", "papers-2026.db", "station.db"]
        about = json.loads(file.read("backup.json"))
    assert (about["format"], about["world"], about["name"]) == (1, CODE, NAME)


def test_backup_while_the_window_is_open(station, tmp_path):
    """Somebody else may be writing in the folder meanwhile."""
    with opened(station) as store:
        receive(store)
        file = backup(station, "--to", tmp_path / "盘")
    assert run("restore", file, "--to", tmp_path / "新").code == 0
    assert journal(tmp_path / "新") == journal(station)


def test_backup_of_no_folder(tmp_path):
    """What is no data folder is not backed up, and no place is made for it."""
    (tmp_path / "空").mkdir()
    said = refused("backup", "--data", tmp_path / "空", "--to", tmp_path / "盘")
    assert (
        said
        == f"错误：{tmp_path / '空'} 不是联络站的数据文件夹。没有改动任何数据。请选对文件夹，或用 init 新做一个。\n"
    )
    assert not (tmp_path / "盘").exists()


def test_backup_of_a_damaged_folder(station, tmp_path):
    """A folder whose data cannot be read makes no backup and leaves no half of one."""
    data = bytearray((station / "station.db").read_bytes())
    data[4096:12288] = bytes(8192)
    (station / "station.db").write_bytes(bytes(data))
    refused("backup", "--data", station, "--to", tmp_path / "盘")
    assert not (tmp_path / "盘").exists() or not list((tmp_path / "盘").iterdir())


def test_backup_onto_a_file(station, tmp_path):
    """A place that is a file is refused, and the file stays."""
    (tmp_path / "信.txt").write_text("信", "utf-8")
    assert "没有改动任何数据" in refused("backup", "--data", station, "--to", tmp_path / "信.txt")
    assert (tmp_path / "信.txt").read_text("utf-8") == "信"


# -- restore


def test_what_restore_says(kept, bundle, tmp_path):
    """It names the folder, whose it is, how many entries, and that numbers get letters."""
    ran = run("restore", kept, "--to", tmp_path / "新")
    assert (ran.code, ran.err) == (0, "")
    entries = len(journal(bundle[0]))
    assert ran.out == f"{tmp_path / '新'}\n已恢复：{NAME}，日志 {entries} 条。以后的编号会多两个字母，与原来的不重。\n"


def test_the_same_again(kept, bundle, tmp_path):
    """Journal, lists, keys and papers of the restored folder equal the old one's, and it verifies."""
    run("restore", kept, "--to", tmp_path / "新")
    assert journal(tmp_path / "新") == journal(bundle[0])
    assert content(tmp_path / "新") == content(bundle[0])
    assert (tmp_path / "新" / "keys.json").read_bytes() == (bundle[0] / "keys.json").read_bytes()
    assert run("check", "--data", tmp_path / "新").code == 0


def test_no_room_is_left_beside_it(kept, tmp_path):
    """Beside the new folder nothing is left of the work."""
    run("restore", kept, "--to", tmp_path / "甲" / "新")
    assert [file.name for file in (tmp_path / "甲").iterdir()] == ["新"]


def test_numbers_of_a_restored_folder(kept, station, tmp_path):
    """The old numbers stay; new ones have two letters more and are none of those the old folder gives meanwhile."""
    run("restore", kept, "--to", tmp_path / "新")
    old = {row["number"] for row in content(tmp_path / "新")["visit"]}
    there, here = put(station), put(tmp_path / "新")
    assert {LETTERED.fullmatch(number)[1] for number in old} == {"J"}
    assert LETTERED.fullmatch(there)[1] == "J"
    letters = LETTERED.fullmatch(here)[1]
    assert len(letters) == 3 and "J" in letters
    assert here not in old and here != there
    assert {row["number"] for row in content(tmp_path / "新")["visit"]} == old | {here}


def test_letters_stay(kept, tmp_path):
    """The letters are chosen once: the next number has the same, counted on."""
    run("restore", kept, "--to", tmp_path / "新")
    first, second = put(tmp_path / "新"), put(tmp_path / "新")
    assert LETTERED.fullmatch(first)[1] == LETTERED.fullmatch(second)[1]
    assert int(second[-4:]) == int(first[-4:]) + 1


def test_a_backup_of_a_restored_folder(kept, tmp_path):
    """A restored folder that was worked in can be backed up and restored again with all of it."""
    run("restore", kept, "--to", tmp_path / "新")
    number = put(tmp_path / "新")
    assert run("restore", backup(tmp_path / "新", "--to", tmp_path / "盘"), "--to", tmp_path / "再").code == 0
    assert content(tmp_path / "再") == content(tmp_path / "新")
    assert number in {row["number"] for row in content(tmp_path / "再")["visit"]}


def test_the_restored_folder_is_the_last_opened(kept, tmp_path):
    """What comes next without --data is done in the restored folder."""
    run("restore", kept, "--to", tmp_path / "新")
    number = put(tmp_path / "新")
    assert number in {row["number"] for row in run("list", "visit", "--json").data}


def test_an_empty_station(tmp_path):
    """A station that has nothing yet is kept and comes back too."""
    path = empty(tmp_path / "站")
    assert run("restore", backup(path, "--to", tmp_path / "盘"), "--to", tmp_path / "新").code == 0
    assert journal(tmp_path / "新") == journal(path)


# -- restore refused


def test_no_place_named(kept):
    """Without --to it is wrong usage: nothing is restored where nobody said."""
    ran = run("restore", kept)
    assert (ran.code, ran.out) == (2, "")
    assert "用法不对，还缺：--to。没有改动任何数据。" in ran.err


def test_no_file_named(tmp_path):
    """Without a file it is wrong usage."""
    ran = run("restore", "--to", tmp_path / "新")
    assert (ran.code, ran.out) == (2, "")
    assert "还缺：备份文件" in ran.err


def test_no_such_file(tmp_path):
    """A file that is not there is told, with what to do."""
    said = refused("restore", tmp_path / "无.zip", "--to", tmp_path / "新")
    assert said == f"错误：没有 {tmp_path / '无.zip'} 这个备份文件。没有改动任何数据。请插好 U 盘，选对文件。\n"
    assert not (tmp_path / "新").exists()


def test_never_over_a_folder(kept, station):
    """A folder that is there is not written over."""
    put(station, statement="备份以后来的")
    before = journal(station)
    said = refused("restore", kept, "--to", station)
    assert said == f"错误：{station} 里已有别的文件。没有改动任何数据。请换一个空文件夹。\n"
    assert journal(station) == before


def test_never_over_a_file(kept, tmp_path):
    """Nor is a file that has the name."""
    (tmp_path / "信.txt").write_text("信", "utf-8")
    assert "已有别的文件" in refused("restore", kept, "--to", tmp_path / "信.txt")
    assert (tmp_path / "信.txt").read_text("utf-8") == "信"


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all", "联络站".encode() * 1000])
def test_what_is_no_backup(tmp_path, content):
    """Any other file is refused, with advice to take an earlier one; no folder is made."""
    (tmp_path / "备份.zip").write_bytes(content)
    said = refused("restore", tmp_path / "备份.zip", "--to", tmp_path / "新")
    assert said == "错误：备份.zip 不是联络站的备份，或者已经损坏。没有改动任何数据。请换一个更早的备份。\n"
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_a_cut_backup(kept, tmp_path, part):
    """A file copied in part only is refused, and the place stays free for a whole one."""
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(len(whole) * part)])
    assert "已经损坏" in refused("restore", kept, "--to", tmp_path / "新")
    assert not (tmp_path / "新").exists()
    kept.write_bytes(whole)
    assert run("restore", kept, "--to", tmp_path / "新").code == 0


@pytest.mark.parametrize("lost", ["backup.json", "folder.json", "keys.json", "station.db"])
def test_a_part_is_missing(kept, tmp_path, lost):
    """A backup without one of its parts is none."""
    spoiled = tmp_path / "缺.zip"
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(spoiled, "w") as new:
        for name in old.namelist():
            if name != lost:
                new.writestr(name, old.read(name))
    assert "缺.zip 不是联络站的备份" in refused("restore", spoiled, "--to", tmp_path / "新")
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("name", ["../外.txt", "说明.txt", "papers-26.db"])
def test_a_part_too_many(kept, tmp_path, name):
    """Nor is one that holds anything else; nothing is written outside."""
    with zipfile.ZipFile(kept, "a") as bundle:
        bundle.writestr(name, "x")
    assert "不是联络站的备份" in refused("restore", kept, "--to", tmp_path / "新")
    assert not (tmp_path / "新").exists() and not (tmp_path / "外.txt").exists()


def test_every_day(station, tmp_path):
    """Without --to it is the day's backup: in the folder, in the second place too, listed, tried out, the paper written."""
    second = tmp_path / "另一个盘"
    second.mkdir()
    assert run("backup", "--second", second, "--data", station).code == 0
    ran = run("backup", "--data", station)
    assert ran.code == 0 and "第二个地方也放好了" in ran.out
    listed = run("backup", "--list", "--data", station).out
    assert listed.count(".zip") == 2 and str(second) in listed
    drilled = run("backup", "--drill", "--report", tmp_path / "演练.pdf", "--data", station)
    assert drilled.code == 0 and "接待 23" in drilled.out and "核对无误" in drilled.out
    assert (tmp_path / "演练.pdf").read_bytes().startswith(b"%PDF")
    shutil.rmtree(second)
    ran = run("backup", "--data", station)
    assert ran.code == 0 and "现在不在" in ran.err
    assert run("backup", "--second", "--data", station).code == 0
    assert run("backup", "--data", station).err == ""


def test_nothing_to_try_out(tmp_path):
    """A drill without a backup says what to do first."""
    assert "请先用 backup" in refused("backup", "--drill", "--data", empty(tmp_path / "站"))
