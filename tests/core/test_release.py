"""A new version on a stick: believed only from who publishes, taken only whole, newer and for this system; with a way back."""

import hashlib
import io
import json
import os
import select
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from lianluozhan import __version__, backup, folder, installed, release, rotation, update
from lianluozhan.errors import Locked, NewerFolder, NewerUpdate, NotAllowed, UpdateProblem
from lianluozhan.schema import SCHEMA
from tests.station import empty, journal, opened, receive, run

KEY = Ed25519PrivateKey.from_private_bytes(b"publisher of these tests, 32 byt")
PUBLIC = KEY.public_key().public_bytes_raw().hex()
OTHER = Ed25519PrivateKey.from_private_bytes(b"somebody else in these tests, 32")
ROOT = Path(__file__).parents[2]
NEXT = "9.8.7"
HERE = sys.platform if sys.platform in release.SYSTEMS else "linux"
DATA = b"what an installer would be" * 100


@pytest.fixture(autouse=True)
def publisher(monkeypatch, tmp_path):
    """The program believes the key of these tests; its own rooms are of the test."""
    monkeypatch.setattr(release, "trusted", lambda _file=None: (PUBLIC,))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))


def published(place, version=NEXT, key=KEY, data=DATA, system=HERE, **changed):
    """The two files a publisher gives, in a place; `changed` is what the signed one says otherwise."""
    place.mkdir(exist_ok=True)
    named = place / f"联络站-{version}-{system}.tar.gz"
    named.write_bytes(data)
    said = release.told(named, version, system, update.FORMATS, ["期限说得更清楚"])
    body = json.loads(release.manifest(said)) | changed
    text = json.dumps(body, ensure_ascii=False).encode()
    file = place / release.file_name(said)
    file.write_bytes(text + b"\n" + key.sign(text).hex().encode() + b"\n")
    return file


def refused(file, path=None, kind=UpdateProblem):
    """What is said of it; it is not taken."""
    with pytest.raises(kind) as told:
        update.weigh(file, path)
    assert (told.value.then and "没有改动" in str(told.value)) or told.value.safe
    return str(told.value)


# ---- whom to believe ---------------------------------------------------------------------------------------------


def test_what_the_publisher_gave(tmp_path):
    """Both files as they were given are believed, and say what they are."""
    said, named = update.weigh(published(tmp_path / "U盘"), None)
    assert (said.version, said.system, said.size, said.notes) == (NEXT, HERE, len(DATA), ["期限说得更清楚"])
    assert named.read_bytes() == DATA and said.formats == update.FORMATS


def test_without_a_key_nothing_is_believed(tmp_path, monkeypatch):
    """A program that brings no publisher's key trusts nobody, and says so; this one brings none yet."""
    monkeypatch.undo()
    file = published(tmp_path / "U盘")
    assert release.trusted() == ()
    assert "没有带发布者的公钥" in refused(file)


def test_somebody_elses_key(tmp_path):
    """Signed, but by nobody who is known: refused."""
    assert "不是认识的单位发布的" in refused(published(tmp_path / "U盘", key=OTHER))


def test_every_byte_of_it(tmp_path):
    """The signed file with any byte another one is refused in words, whatever the byte."""
    file = published(tmp_path / "U盘")
    whole = file.read_bytes()
    signature = whole.index(b"\n")
    for place in [*range(0, len(whole) - 1, 7), signature - 1, signature, signature + 1]:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        refused(file)
    for cut in (0, 1, signature, signature + 1, len(whole) - 2):
        file.write_bytes(whole[:cut])
        refused(file)


@pytest.mark.parametrize(
    "data", [DATA[:-1], DATA + b"x", b"", b"X" + DATA[1:]], ids=["cut", "longer", "empty", "swapped"]
)
def test_another_installer(tmp_path, data):
    """What lies beside it is not what was signed: not taken."""
    file = published(tmp_path / "U盘")
    next((tmp_path / "U盘").glob("*.tar.gz")).write_bytes(data)
    assert "签过名的不一样" in refused(file)


def test_half_of_it(tmp_path):
    """One of the two files alone is not taken; which is missing is said."""
    file = published(tmp_path / "U盘")
    next((tmp_path / "U盘").glob("*.tar.gz")).unlink()
    assert "旁边没有" in refused(file)
    file.unlink()
    assert "没有" in refused(file)


@pytest.mark.parametrize(
    "changed",
    [
        {"file": "../../坏.exe"},
        {"file": "a/b.exe"},
        {"file": "C:\\坏.exe"},
        {"file": "坏.exe\x00"},
        {"file": "坏.bat"},
        {"file": ""},
        {"file": "x" * 300 + ".exe"},
        {"version": "latest"},
        {"version": "1"},
        {"version": ""},
        {"version": 3},
        {"size": -1},
        {"size": "3"},
        {"size": 2**40},
        {"sha256": "x"},
        {"formats": []},
        {"formats": {"folder": "1"}},
        {"notes": [1]},
        {"more": 1},
        {"system": 1},
    ],
    ids=str,
)
def test_what_makes_no_sense(tmp_path, changed):
    """Even signed: a file elsewhere, another ending, a version that is none is refused."""
    refused(published(tmp_path / "U盘", **changed))


def test_a_newer_kind_of_update(tmp_path):
    """A signed file in a format to come sends to the installer itself."""
    assert "安装程序" in refused(published(tmp_path / "U盘", format=2), kind=NewerUpdate)


# ---- which may be taken ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("version", "words"), [(__version__, "就是现在用的"), ("0.0.1", "旧")])
def test_not_newer(tmp_path, version, words):
    """The version that runs, and an older one, are not taken."""
    assert words in refused(published(tmp_path / "U盘", version))


def test_for_another_system(tmp_path):
    """A Windows program is nothing for Linux, nor the other way round."""
    other = next(name for name in release.SYSTEMS if name != HERE)
    assert release.SYSTEMS[other] in refused(published(tmp_path / "U盘", system=other))


def test_over_newer_data(tmp_path):
    """Data a newer version wrote are not given to one that is older than that, even where it is newer than this."""
    station = empty(tmp_path / "站")
    wrote(station, "9.9.0")
    assert "9.9.0" in refused(published(tmp_path / "U盘"), station)
    assert update.weigh(published(tmp_path / "U盘", "9.9.0"), station)


def wrote(path, version):
    """As if a program of this version had written in a folder."""
    card = json.loads((path / "folder.json").read_text("utf-8"))
    (path / "folder.json").write_text(json.dumps(card | {"program": version}), "utf-8")


def test_numbers_are_not_letters():
    """0.10 comes after 0.9."""
    assert release.order("0.10") > release.order("0.9.9") > release.order("0.9")


def test_an_older_program_keeps_its_hands_off(tmp_path):
    """A folder a newer version has written in is refused by this one, reading and writing, with the version and the way back."""
    station = empty(tmp_path / "站")
    with opened(station) as store:
        receive(store)
    assert json.loads((station / "folder.json").read_text("utf-8"))["program"] == __version__
    wrote(station, "99.0")
    before = {file.name: file.read_bytes() for file in station.iterdir()}
    for write in (False, True):
        with pytest.raises(NewerFolder, match="99.0.*升级前的那份备份"), folder.opened(station, SCHEMA, write=write):
            pass
    assert {file.name: file.read_bytes() for file in station.iterdir()} == before


def test_a_backup_of_a_newer_one(tmp_path):
    """So is a backup it made; nothing is left where it was to be restored."""
    station = empty(tmp_path / "站")
    wrote(station, "99.0")
    kept = tmp_path / "备份.zip"
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr("backup.json", json.dumps({"format": 1}))
        for name in ("folder.json", "keys.json", "station.db"):
            made.write(station / name, name)
    with pytest.raises(NewerFolder):
        backup.restore(kept, tmp_path / "回来")
    assert not (tmp_path / "回来").exists()


# ---- found on a stick --------------------------------------------------------------------------------------------


def test_found_on_a_stick(tmp_path):
    """The newest that is for this system, newer than this program and believed; what is not is passed over."""
    stick = tmp_path / "U盘"
    for version in ("9.1", NEXT, "0.0.1"):
        published(stick, version)
    published(stick, "99.0", key=OTHER)
    published(stick, "98.0", system=next(name for name in release.SYSTEMS if name != HERE))
    assert release.newest([stick, tmp_path / "没有的"])[1].version == NEXT
    assert release.newest([tmp_path]) is None


# ---- taken -------------------------------------------------------------------------------------------------------


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The program as a bundle in a folder of its own, and the next one packed: each answers with its number."""
    root = tmp_path / "程序 文件" / "lianluozhan"
    monkeypatch.setattr(update, "program", lambda: installed.Program(root, installed=True))
    return made(root, __version__)


def made(root, number, answers=0):
    """Something that starts and answers."""
    (root / "_internal").mkdir(parents=True)
    (root / "_internal" / "number").write_text(number)
    (root / "lianluozhan").write_text(f"#!/bin/sh\necho {number}\nexit {answers}\n")
    (root / "lianluozhan").chmod(0o755)
    return root


def packed(tmp_path, number, answers=0):
    """The same as a publisher packs it."""
    source, out = made(tmp_path / f"packed-{number}" / "lianluozhan", number, answers), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        archive.add(source, "lianluozhan")
    return out.getvalue()


on_linux = pytest.mark.needs("sh")


@on_linux
def test_taken_on_linux(tmp_path, program):
    """A backup first; then the new program stands where the old one stood, the old one beside it; how to go back is said."""
    station = empty(tmp_path / "站")
    with opened(station) as store:
        receive(store, visitor_name="王某")
    before = journal(station)
    begun = update.take(published(tmp_path / "U盘", data=packed(tmp_path, NEXT)), station)
    assert (program / "_internal" / "number").read_text() == NEXT
    assert (Path(begun.previous) / "_internal" / "number").read_text() == __version__
    assert begun.previous in begun.back() and begun.backup in begun.back() and Path(begun.backup).is_absolute()
    assert journal(station) == before
    backup.restore(Path(begun.backup), tmp_path / "退回")
    assert journal(tmp_path / "退回") == before
    assert sorted(file.name for file in program.parent.iterdir()) == ["lianluozhan", f"lianluozhan-{__version__}"]


LEADING = {  # (name, type, where it points) of a member that must not be unpacked
    "leads above": ("../外面.txt", tarfile.REGTYPE, ""),
    "leads away and back": ("lianluozhan/../../外面.txt", tarfile.REGTYPE, ""),
    "from the root": ("/tmp/外面.txt", tarfile.REGTYPE, ""),
    "a link out": ("lianluozhan/a", tarfile.SYMTYPE, "../.."),
    "a link to the root": ("lianluozhan/a", tarfile.SYMTYPE, "/tmp"),
    "a second name of a file outside": ("lianluozhan/a", tarfile.LNKTYPE, "../外面.txt"),
    "a device": ("lianluozhan/a", tarfile.CHRTYPE, ""),
}


@on_linux
@pytest.mark.parametrize("what", ["does not start", "holds nothing", "is no archive", *LEADING])
def test_a_program_that_does_not_start(tmp_path, program, what):
    """It does not take the old one's place; nothing of it is left, the old one is as it was."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        if what in LEADING:
            bad = tarfile.TarInfo(LEADING[what][0])
            bad.type, bad.linkname = LEADING[what][1:]
            archive.addfile(bad, io.BytesIO(b""))
            archive.addfile(tarfile.TarInfo("lianluozhan/a/外面.txt"), io.BytesIO(b""))
    data = {"does not start": packed(tmp_path, NEXT, answers=1), "is no archive": DATA}.get(what, out.getvalue())
    with pytest.raises(UpdateProblem):
        update.take(published(tmp_path / "U盘", data=data), None)
    assert (program / "_internal" / "number").read_text() == __version__
    assert [file.name for file in program.parent.iterdir()] == ["lianluozhan"] and not (tmp_path / "外面.txt").exists()
    assert update.noted() is None


def test_no_backup_no_update(tmp_path, program, monkeypatch):
    """Where the backup cannot be made nothing is begun: the program stays, and so do the data."""
    station = empty(tmp_path / "站")
    monkeypatch.setattr(rotation, "before_upgrade", lambda *_: (_ for _ in ()).throw(Locked("要先打开")))
    with pytest.raises(Locked):
        update.take(published(tmp_path / "U盘"), station)
    assert (program / "_internal" / "number").read_text() == __version__ and not update.room().exists()


def test_swapped_after_it_was_looked_at(tmp_path, program, monkeypatch):
    """What is started is what was verified: a stick whose file changes in between is refused."""
    file = (
        published(tmp_path / "U盘", data=packed(tmp_path, NEXT)) if shutil.which("sh") else published(tmp_path / "U盘")
    )
    honest = shutil.copyfile
    monkeypatch.setattr(
        shutil,
        "copyfile",
        lambda source, to: Path(to).write_bytes(b"evil") if Path(source).parent == file.parent else honest(source, to),
    )
    with pytest.raises(UpdateProblem, match="不一样"):
        update.take(file, None)
    assert (program / "_internal" / "number").read_text() == __version__


def test_on_windows(tmp_path, program, monkeypatch):
    """The installer is copied off the stick and started without questions, told to wait and to open the window again."""
    started = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(update.subprocess, "Popen", lambda command, **how: started.append(command))
    file = published(tmp_path / "U盘", system="win32", file=f"联络站-{NEXT}-win32.tar.gz")
    begun = update.take(file, None, reopen=True)
    (command,) = started
    assert command[1:] == ["/S", "/WAIT", "/OPEN"] and Path(command[0]).read_bytes() == DATA
    assert Path(command[0]).is_relative_to(tmp_path / "own") and update.noted() == begun
    monkeypatch.setattr(update, "program", lambda: installed.Program(program, installed=False))
    with pytest.raises(NotAllowed, match="免安装"):
        update.take(file, None)


@on_linux
def test_opened_again(tmp_path):
    """Where the window is to come back the new program is started, once the old one has let go: not before."""
    told = tmp_path / "told"
    os.mkfifo(told)
    heard = os.open(told, os.O_RDONLY | os.O_NONBLOCK)
    program = tmp_path / "程序 一"
    program.write_text(f"#!/bin/sh\nkill -0 $OLD 2>/dev/null && word=early || word=after\necho $word > '{told}'\n")
    program.chmod(0o755)
    code = (
        "import os, sys; os.environ['OLD'] = str(os.getpid()); from pathlib import Path; "
        "from lianluozhan import installed; installed.opened_after(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, program], check=True, cwd=ROOT)
    assert select.select([heard], [], [], 20)[0] and os.read(heard, 100) == b"after\n"
    os.close(heard)


def test_in_a_checkout(tmp_path):
    """Source code is not switched; looking works."""
    with pytest.raises(NotAllowed, match="源代码"):
        update.take(published(tmp_path / "U盘"), None)


def test_what_became_of_it(monkeypatch):
    """The next start knows whether it was installed, and says how to go back or on; later ones say nothing."""
    update.note(update.Begun("0.0.1", __version__, "备份.zip", "旧.exe"))
    assert update.outcome() == (
        f"已从 0.0.1 升级到 {__version__}",
        "要退回 0.0.1：旧程序留在 旧.exe；数据用升级前的备份恢复：备份.zip",
    )
    update.note(update.Begun(__version__, NEXT, "", ""))
    assert "没有装成" in update.outcome()[0] and "没有动" in update.outcome()[1]
    update.note(update.Begun("0.0.1", "0.0.2", "", ""))
    assert update.outcome() is None
    (update.room() / update.NOTE).write_text("[", "utf-8")
    assert update.outcome() is None


def test_the_way_back_stays(tmp_path):
    """A backup made before an upgrade is not cleared away with the day's others; the last two stay."""
    station = empty(tmp_path / "站")
    made = []
    for number in range(3):
        with opened(station) as store:
            receive(store, received_at=f"2026-10-14T1{number}:00")
        made.append(rotation.before_upgrade(station, f"0.{number}").path)
        rotation.daily(station)
    assert [file.exists() for file in made] == [False, True, True]
    assert len(rotation.copies(station / backup.PLACE, "140405102")) == 3


# ---- the command -------------------------------------------------------------------------------------------------


def test_the_command(tmp_path, monkeypatch):
    """--check says what it is and changes nothing; --to lays both files onto another stick; without, a checkout refuses."""
    station, stick = empty(tmp_path / "站"), tmp_path / "U盘"
    published(stick)
    done = run("update", stick, "--check", "--data", station)
    assert done.code == 0 and NEXT in done.out and "期限说得更清楚" in done.out and "签名和文件都对" in done.out
    told = run("update", stick, "--check", "--json", "--data", station).data
    assert (told["version"], told["now"], told["warnings"]) == (NEXT, __version__, [])
    (tmp_path / "站里的盘").mkdir()
    assert run("update", stick, "--to", tmp_path / "站里的盘", "--data", station).code == 0
    assert release.newest([tmp_path / "站里的盘"])[1].version == NEXT
    assert sorted(os.listdir(tmp_path / "站里的盘")) == sorted(os.listdir(stick))
    refusal = run("update", stick, "--data", station)
    assert refusal.code == 1 and "源代码" in refusal.err
    assert "没有更新文件" in run("update", tmp_path, "--data", station).err
    assert not (station / backup.PLACE).exists()


def test_a_window_that_is_open(tmp_path, program):
    """Another program that has the folder is to be closed first."""
    station = empty(tmp_path / "站")
    published(tmp_path / "U盘")
    with opened(station):
        done = run("update", tmp_path / "U盘", "--data", station)
    assert done.code == 1 and "先关掉" in done.err
    assert (program / "_internal" / "number").read_text() == __version__


def test_packages_of_another_format_are_told(tmp_path):
    """Where packages of the new version cannot be read by older programs, that is said before it is installed."""
    said, _ = update.weigh(published(tmp_path / "U盘", formats=update.FORMATS | {"package": 99}), None)
    assert "报送包" in update.warnings(said)[0]


def test_the_digest_is_sha256(tmp_path):
    """Anybody can check it with another program."""
    said, named = update.weigh(published(tmp_path / "U盘"), None)
    assert said.sha256 == hashlib.sha256(named.read_bytes()).hexdigest()
