"""What every released version left behind, and the formats before the first: opened, checked, counted, exchanged, restored."""

import hashlib
import importlib.util
import json
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from lianluozhan import __version__, action, attachment, folder, password, vault
from lianluozhan.act import acting
from lianluozhan.errors import WrongPassword
from lianluozhan.field import Text
from lianluozhan.folder import KEYS
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.package import write
from lianluozhan.record import Record, new_id
from lianluozhan.schema import SCHEMA
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.station import journal, run, sound

HERE = Path(__file__).parent
OLD = sorted(HERE.glob("*.zip"))
_maker = importlib.util.spec_from_file_location("make", HERE / "make.py")
make = importlib.util.module_from_spec(_maker)
_maker.loader.exec_module(make)
WITH_CARDS = [file for file in OLD if "区到站.llz" in zipfile.ZipFile(file).namelist()]
RELEASED = [file for file in OLD if "-" not in file.stem]  # the others are of days and commits before the first
by_name = pytest.mark.parametrize("old", OLD, ids=lambda file: file.stem)


@pytest.fixture
def left(tmp_path):
    """What a version left behind, unpacked."""

    def unpacked(old, room=tmp_path):
        with zipfile.ZipFile(old) as packed:
            packed.extractall(room)
        (room / "口令.txt").write_text(make.PASSWORD + "\n", "utf-8")
        return room

    return unpacked


def done(*words):
    """A command that must be done; what it printed."""
    ran = run(*words)
    assert ran.code == 0, ran.err
    return ran


def listed(path, kind, **seen):
    """The live records of a kind as `list --json` gives them."""
    return [
        row
        for row in done("list", kind, "--json", "--data", path).data
        if all(row[name] == value for name, value in seen.items())
    ]


def counted(path):
    """How many there are of each kind that make.py counts."""
    return {kind: len(listed(path, kind)) for kind in make.FIGURES}


def migrated(path):
    """A folder opened once for writing: its tables are now this program's."""
    done("rebuild", "--data", path)
    with folder.opened(path, SCHEMA) as store:
        sound(store)
    return path


def bytes_of(room):
    """Every file's bytes, to see that nothing was touched."""
    return {
        file.relative_to(room): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(room.rglob("*"))
        if file.is_file()
    }


# ---- opened ------------------------------------------------------------------------------------------------------


@by_name
def test_a_folder_opens(left, old):
    """It opens, verifies and has what was put in, down to the rare character, what was amended and the paper; it goes on."""
    station = migrated(left(old) / "站")
    assert counted(station) == make.FIGURES
    (late,) = listed(station, "visit", visitor_name="李某㛃")
    assert (late["number"], late["visitor_phone"], late["reply"]) == (
        "140405102-2026-J0003",
        "13800000001",
        "每年九月起在村里缴",
    )
    (told,) = listed(station, "visit", visitor_name="王某甲")
    with folder.opened(station, SCHEMA, write=False) as store:
        kept = store.find(Visit, "number=?", (told["number"],))[0].attachments
    assert [attachment.paper(station, one["digest"]) for one in kept] == [make.SIGN]
    rows = station.parent / "新.jsonl"
    rows.write_text(json.dumps(make.LATER, ensure_ascii=False), "utf-8")
    done("add", "visit", rows, "--data", station, "--date-is-right")
    assert counted(station)["visit"] == make.FIGURES["visit"] + 1


@by_name
def test_the_chain_is_its_own(left, old):
    """Opening it for writing leaves every byte of its journal; what was written by that version is not written again."""
    station = left(old) / "站"
    with folder.opened(station, SCHEMA) as store:
        before = store.db.execute("SELECT stream, seq, data, private FROM entry ORDER BY stream, seq").fetchall()
    migrated(station)
    with folder.opened(station, SCHEMA, write=False) as store:
        assert (
            store.db.execute("SELECT stream, seq, data, private FROM entry ORDER BY stream, seq").fetchall() == before
        )
    assert len(before) > 10


@by_name
def test_looking_changes_nothing(left, old):
    """Where its tables are another version's, looking says what to do and leaves every byte; where they are ours, it looks."""
    room = left(old)
    before = bytes_of(room / "站")
    ran = run("list", "visit", "--data", room / "站")
    assert (ran.code, "rebuild" in ran.err) in ((0, False), (1, True))
    assert {name: hash for name, hash in bytes_of(room / "站").items() if name in before} == before


@by_name
def test_its_district(left, old):
    """The district's has the station's records, and nothing private of what stayed below."""
    office = migrated(left(old) / "区")
    assert {kind: counted(office)[kind] for kind in ("visit", "issue")} == {"visit": 3, "issue": 2}
    assert [row["visitor_name"] for row in listed(office, "visit", outcome="报区办理")] == ["王某甲"]


@pytest.mark.parametrize("old", RELEASED, ids=lambda file: file.stem)
def test_with_a_password(left, old):
    """One with a password opens with it and with nothing else; then it is as the other, and still says nothing in the clear."""
    guarded = left(old) / "加密站"
    with pytest.raises(WrongPassword):
        password.unlock(guarded, "另外四个不对的词")
    (guarded / password.TRIES).unlink()
    secret = guarded.parent / "口令.txt"
    done("rebuild", "--data", guarded, "--password-file", secret)
    rows = done("list", "visit", "--json", "--data", guarded, "--password-file", secret).data
    assert sorted(str(row["visitor_name"]) for row in rows) == ["None", "李某㛃", "王某甲"]
    assert vault.locked(guarded)
    done("check", "--data", guarded, "--password-file", secret)
    assert not [file.name for file in guarded.rglob("*") if file.is_file() and "王某甲".encode() in file.read_bytes()]


@by_name
def test_its_backup(left, old):
    """A backup of that day is opened, and makes the folder again with all that was in it, in streams of its own."""
    room = left(old)
    done("restore", room / "站的备份.zip", "--to", room / "回来")
    again = migrated(room / "回来")
    assert counted(again) == make.FIGURES


@pytest.mark.parametrize("old", RELEASED, ids=lambda file: file.stem)
def test_its_daily_backup(left, old):
    """So does the day's, with its papers beside it."""
    room = left(old)
    (kept,) = (room / "备份").glob("备份-*.zip")
    done("restore", kept, "--to", room / "回来")
    assert counted(migrated(room / "回来")) == make.FIGURES
    assert run("check", "--data", room / "回来").code == 0


# ---- exchanged ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", WITH_CARDS, ids=lambda file: file.stem)
def test_its_package_comes_in(left, old):
    """A package that version wrote is taken by this program's district: one visit more, one issue, an answer; twice is no more."""
    room = left(old)
    office = migrated(room / "区")
    done("import", room / "站到区.llz", "--data", office)
    assert (counted(office)["visit"], counted(office)["issue"]) == (4, 3)
    assert [row["state"] for row in listed(office, "issue") if row["number"].endswith("Y0002")] == ["已答复"]
    before = journal(office)
    done("import", room / "站到区.llz", "--data", office)
    assert journal(office) == before


@pytest.mark.parametrize("old", [old for old in OLD if old not in WITH_CARDS], ids=lambda file: file.stem)
def test_a_package_from_before_the_first(left, old):
    """Packages from before there were key cards, which no release wrote, are refused in words and change nothing."""
    room = left(old)
    office = migrated(room / "区")
    before = journal(office)
    ran = run("import", room / "站到区.llz", "--passphrase-file", room / "口令.txt", "--data", office)
    assert ran.code == 1 and "重新导出" in ran.err
    assert journal(office) == before


@pytest.mark.parametrize("old", WITH_CARDS, ids=lambda file: file.stem)
def test_there_and_back(left, old):
    """Station and district both go on with this program: what each wrote reaches the other, and both sums are the same."""
    room = left(old)
    station, office, stick = migrated(room / "站"), migrated(room / "区"), room / "U盘"
    stick.mkdir()
    done("import", room / "区到站.llz", "--data", station)
    done("void", "J0002", "--reason", "重复登记", "--data", station, "--date-is-right")
    done("export", "--to", stick, "--data", station)
    done("import", *stick.glob(f"{make.CODE}-*.llz"), "--data", office)
    done("export", "--to", stick, "--data", office)
    done("import", *stick.glob(f"{make.DISTRICT}-*.llz"), "--data", station)
    assert counted(station)["visit"] == counted(office)["visit"] == 2
    for path in (station, office):
        done("check", "--data", path)


@pytest.mark.parametrize("old", WITH_CARDS, ids=lambda file: file.stem)
def test_into_a_new_district(left, old):
    """A package locked with words, written before the two knew each other, comes in at a district of this program, papers too."""
    room = left(old)
    office = room / "新区"
    done("init", "--role", "district", "--name", make.OFFICE, "--code", make.DISTRICT, "--data", office)
    done("import", room / "站到新区.llz", "--passphrase-file", room / "口令.txt", "--data", office)
    assert {kind: counted(office)[kind] for kind in ("visit", "issue")} == {"visit": 3, "issue": 2}
    assert sum(len(attachment.within(file)) for file in attachment.files(office)) == 1
    done("check", "--data", office)


# ---- the other way round -------------------------------------------------------------------------------------------


class Survey(Record):
    """A kind only a newer program knows."""

    noun, label = "survey", "问卷"
    name = Text("名称")


class NewerVisit(Visit):
    """A visit with a field more."""

    weather = Text("天气")


NEWER = replace(
    SCHEMA,
    records={**SCHEMA.records, "visit": NewerVisit, "survey": Survey},
    matrix={**SCHEMA.matrix, ("station", "station"): SCHEMA.matrix["station", "station"] | {"survey"}},
)
REPLY = replace(action.ANSWER, word="函复", verb="reply_by_letter", needs=())


@contextmanager
def newer(path, monkeypatch):
    """A folder in the hands of a newer program: one that knows a kind, a field and an action more."""
    with monkeypatch.context() as patch:
        patch.setitem(action._BY_WORD, REPLY.word, REPLY)
        with folder.opened(path, NEWER) as store:
            yield store


def told_by_newer(path, monkeypatch, stick):
    """What the newer program's clerk does, and the package it writes."""
    with newer(path, monkeypatch) as store:
        (visit,) = store.find(NewerVisit, "visitor_name='王某甲'")
        (issue,) = store.find(Issue, "number LIKE '%Y0002'")
        with acting(store, "newer") as act:
            act.write(Survey, new_id(), {"name": "满意度问卷"})
            act.write(NewerVisit, visit.id, {"weather": "雨"})
            act.write(
                Followup,
                new_id(),
                {
                    "issue": issue.id,
                    "action": REPLY.word,
                    "acted_on": "2026-10-27",
                    "acted_by": "镇政府",
                    "answer_class": "A",
                },
            )
        to = write.receiver(store)
        return write.export(store, Keys.load(path / KEYS), stick, write.to_keys(store, to), write.Sending(to=to)).path


@pytest.mark.parametrize("old", RELEASED, ids=lambda file: file.stem)
def test_a_newer_station_and_an_older_district(left, old, monkeypatch):
    """What only the newer program knows is kept and counted; the rest is understood; after the upgrade all of it applies."""
    room = left(old)
    station, office, stick = room / "站", migrated(room / "区"), room / "U盘"
    stick.mkdir()
    package = told_by_newer(station, monkeypatch, stick)
    (came,) = done("import", package, "--json", "--data", office).data
    assert came["unknown"] == 1
    assert "更新版本的程序写的" in done("import", package, "--data", migrated(left(old, room / "再一次") / "区")).err
    (before,) = [row for row in listed(office, "issue") if row["number"].endswith("Y0002")]
    assert before["state"] == "办理中"
    done("check", "--data", office)
    with newer(office, monkeypatch) as store:
        assert [one.name for one in store.find(Survey)] == ["满意度问卷"]
        assert [one.weather for one in store.find(NewerVisit, "weather IS NOT NULL")] == ["雨"]
        assert [one.state for one in store.find(Issue, "number LIKE '%Y0002'")] == ["已答复"]
        sound(store)


@pytest.mark.parametrize("old", RELEASED, ids=lambda file: file.stem)
def test_an_older_district_passes_it_on(left, old, monkeypatch):
    """It reaches the station's other PC through the older district, byte for byte, and applies there after the upgrade."""
    room = left(old)
    office, stick, second = migrated(room / "区"), room / "U盘", room / "第二台"
    stick.mkdir()
    done("restore", room / "站的备份.zip", "--to", second, "--beside")
    migrated(second)
    done("import", told_by_newer(room / "站", monkeypatch, stick), "--data", office)
    back = room / "带回"
    back.mkdir()
    done("export", "--full", "--to", back, "--data", office)  # it has not heard of the second PC yet
    done("import", *back.glob("*.llz"), "--data", second)
    assert not [row for row in listed(second, "visit") if "weather" in row]
    with newer(second, monkeypatch) as store:
        assert [one.name for one in store.find(Survey)] == ["满意度问卷"]
        assert [one.weather for one in store.find(NewerVisit, "weather IS NOT NULL")] == ["雨"]


def test_a_newer_district_and_an_older_station(left, monkeypatch):
    """A step only the newer district knows comes in at an older station, changes nothing there and is flagged;
    after the upgrade it counts."""
    room = left(RELEASED[-1])
    station, office, stick = migrated(room / "站"), room / "区", room / "U盘"
    stick.mkdir()
    with newer(office, monkeypatch) as store:
        (issue,) = store.find(Issue, "number LIKE '%Y0001'")
        with acting(store, "newer") as act:
            act.write(
                Followup,
                new_id(),
                {
                    "issue": issue.id,
                    "action": REPLY.word,
                    "acted_on": "2026-10-27",
                    "acted_by": "区住建局",
                    "answer_class": "A",
                },
                issue.world,
            )
    done("export", "--to", stick, "--data", office)
    done("import", *stick.glob("*.llz"), "--data", station)
    (row,) = [row for row in listed(station, "issue") if row["number"].endswith("Y0001")]
    assert (row["state"], row["flagged"], len(row["ineffective"])) == ("办理中", True, 1)
    done("check", "--data", station)
    with newer(station, monkeypatch) as store:
        assert [(one.state, one.flagged) for one in store.find(Issue, "number LIKE '%Y0001'")] == [("已答复", False)]


# ---- the next release --------------------------------------------------------------------------------------------


def test_every_release_is_here():
    """The version this is has left its files, or is not released yet: then its changelog says so."""
    changes = (HERE.parents[1] / "CHANGELOG.md").read_text("utf-8")
    assert (HERE / f"{__version__}.zip") in OLD or "## 未发布" in changes
    assert sum(file.stat().st_size for file in OLD) < 1_000_000


def test_none_is_made_twice(tmp_path):
    """The maker refuses to write over an old file."""
    ran = subprocess.run([sys.executable, HERE / "make.py", HERE.parents[1], OLD[0]], capture_output=True, text=True)
    assert ran.returncode == 1 and "once" in ran.stderr
