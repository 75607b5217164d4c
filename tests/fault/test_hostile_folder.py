"""A data folder somebody else prepared: opened or refused in words, and nothing outside it is touched, run or asked for."""

import base64
import json
import os
import time
from contextlib import suppress

import pytest
import sqlcipher3

from lianluozhan import access, backup, folder, password, rotation, vault
from lianluozhan.errors import BadInput, FolderDamaged, Problem
from lianluozhan.repair import repair
from lianluozhan.schema import SCHEMA
from lianluozhan.visit import Visit
from tests.fault.nonsense import NONSENSE, spoiled, spots
from tests.station import empty, opened, receive, sound, twin

pytestmark = pytest.mark.usefixtures("cheap")
WORD = "蓝色雨伞和三只羊"
ERASED = {
    "erased": [
        {"at": "2026-10-01T00:00:00.000Z", "heads": {"a": 1}, "records": [["visit", "140405102", "i"]], "papers": ["x"]}
    ]
}
PLAIN = {"folder.json": None, "keys.json": None, "folder.seq": {"a": 1}, "erased.json": ERASED, "备份/plan.json": None}
GUARDED = {"keys.json": None, "tries.json": {"wrong": 1, "at": 0.0}}


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A station with a visit and a backup; not to be written."""
    station = empty(tmp_path_factory.mktemp("明") / "站")
    with opened(station) as store:
        receive(store, visitor_name="王某")
    rotation.daily(station)
    rotation.set_second(station, None)
    return station


@pytest.fixture(scope="module")
def guarded(plain, tmp_path_factory):
    """The same with a password; not to be written."""
    station = twin(plain, tmp_path_factory.mktemp("密") / "站")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "COST", (32, 1, 4))
        access.protect(station, "赵敏", WORD, None)
    vault.lock(station)
    return station


def used(path, word="", *, closed=True):
    """What a program does with a folder it finds; at its end a backup."""
    try:
        if word:
            password.unlock(path, word)
        with folder.opened(path, SCHEMA) as store:
            store.find(Visit)
        if closed:
            rotation.at_close(path)
    except Problem as problem:
        assert problem.then or problem.safe
    finally:
        vault.lock(path)


@pytest.mark.parametrize(("name", "word"), [*((name, "") for name in PLAIN), *((name, WORD) for name in GUARDED)])
def test_nonsense_in_every_place(plain, guarded, tmp_path, capsys, name, word):
    """Whatever stands in any place of a small file beside the data, the folder opens or is refused in words; never a bug of ours."""
    source, made = (guarded, GUARDED) if word else (plain, PLAIN)
    good = made[name] or json.loads((source / name).read_text("utf-8"))
    room = twin(source, tmp_path / "里" / "试")
    whole = {file: file.read_bytes() for file in (room / "folder.json", room / "keys.json", room / "station.db")}
    around = sorted(tmp_path.iterdir())
    tried = 0
    for place in spots(good):
        for other in NONSENSE:
            for file, data in whole.items():
                file.write_bytes(data)
            (room / name).parent.mkdir(exist_ok=True)
            (room / name).write_text(json.dumps(spoiled(good, place, other)), "utf-8")
            used(room, word, closed=name.endswith("plan.json"))
            (room / "tries.json").unlink(missing_ok=True)
            tried += 1
    with capsys.disabled():
        print(
            f"\n{name}{' with a password' if word else ''}: {tried} times nonsense in some place of it, opened or refused in words"
        )
    assert tried >= len(NONSENSE)
    assert sorted(tmp_path.iterdir()) == around and [file.name for file in (tmp_path / "里").iterdir()] == ["试"]


def test_a_key_that_would_take_forever(guarded, tmp_path):
    """A door that asks for absurd work, or none, is refused at once."""
    room = twin(guarded, tmp_path / "站")
    good = json.loads((room / "keys.json").read_text("utf-8"))
    begun = time.monotonic()
    for cost in (
        "4294967295,4294967295,4294967295",
        "1048577,1,1",
        "0,0,0",
        "-1,-1,-1",
        "64,1",
        "8,1,1,1",
        "1e9,1,1",
        "٣,1,1",
    ):
        for door in good["doors"]:
            door["cost"] = cost
        (room / "keys.json").write_text(json.dumps(good), "utf-8")
        with pytest.raises(FolderDamaged):
            password.unlock(room, WORD)
    assert time.monotonic() - begun < 5


def test_a_locked_part_that_is_not_ours(guarded, tmp_path):
    """What the doors open must be keys: anything else in their place is told."""
    room = twin(guarded, tmp_path / "站")
    good = json.loads((room / "keys.json").read_text("utf-8"))
    for locked in (
        "",
        "!!!",
        base64.b64encode(b"age-encryption.org/v1\n").decode(),
        base64.b64encode(os.urandom(500)).decode(),
    ):
        (room / "keys.json").write_text(json.dumps(good | {"locked": locked}), "utf-8")
        with pytest.raises(Problem):
            password.unlock(room, WORD)


@pytest.mark.parametrize(
    "what",
    [
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM entry WHERE seq < 3; END",
        "CREATE TRIGGER t AFTER INSERT ON visit BEGIN UPDATE visit SET statement = '假的'; END",
        "CREATE VIEW 假 AS SELECT load_extension('/tmp/x')",
    ],
)
def test_something_that_would_run(plain, tmp_path, what):
    """A trigger or a view in the data file is not left to act: refused, and mended from the journal, which is whole."""
    room = twin(plain, tmp_path / "站")
    with sqlcipher3.connect(str(room / "station.db")) as database:
        database.execute(what)
    database.close()
    for write in (False, True):
        with pytest.raises(FolderDamaged, match="触发器"), folder.opened(room, SCHEMA, write=write):
            pass
    repair(room)
    with opened(room) as store:
        receive(store)
        assert len(store.find(Visit)) == 2
        sound(store)


def test_no_extension_is_loaded(plain):
    """The driver loads no code, whoever asks in SQL."""
    with opened(plain) as store, pytest.raises(sqlcipher3.DatabaseError, match="not authorized|no such function"):
        store.db.execute("SELECT load_extension('/tmp/x.so')")


@pytest.mark.parametrize("size", [512, 65_536])
def test_strange_pages(plain, tmp_path, size):
    """The smallest and the largest pages are pages as others."""
    room = twin(plain, tmp_path / "站")
    database = sqlcipher3.connect(str(room / "station.db"), isolation_level=None)
    for statement in ("PRAGMA journal_mode=DELETE", f"PRAGMA page_size={size}", "VACUUM"):
        database.execute(statement)
    database.close()
    with opened(room) as store:
        receive(store)
        sound(store)


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links: Windows gives them to administrators")
@pytest.mark.parametrize(
    "name",
    [
        "folder.json",
        "keys.json",
        "station.db",
        "folder.seq",
        "tries.json",
        "erased.json",
        "folder.new",
        "keys.new",
        "备份",
    ],
)
def test_links_that_lead_elsewhere(plain, tmp_path, name):
    """A name in the folder that is a link to somebody's file: that file stays as it was."""
    room, victim = twin(plain, tmp_path / "站"), tmp_path / "别人的.txt"
    victim.write_text("别人的东西", "utf-8")
    there = tmp_path / "别处"
    there.mkdir()
    file = room / name
    if file.is_dir():
        file.rename(room / "原来的备份")
    else:
        file.unlink(missing_ok=True)
    file.symlink_to(there if name == "备份" else victim)
    used(room)
    with suppress(Problem):
        password.unlock(room, "不是这个密码")
    assert victim.read_text("utf-8") == "别人的东西"
    assert [one.name for one in there.iterdir() if not one.name.startswith(("备份-", "附件-", "erased-", "plan"))] == []


@pytest.mark.parametrize("place", ["\\\\fileserver\\share", "//fileserver/share"])
def test_no_server_is_asked(plain, tmp_path, place, monkeypatch):
    """A second place on another computer, written into the folder by somebody, is nobody's: Windows would knock there."""
    room = twin(plain, tmp_path / "站")
    (room / "备份" / "plan.json").write_text(json.dumps({"second": place}), "utf-8")
    asked = []
    monkeypatch.setattr(rotation.Path, "is_dir", lambda self: asked.append(str(self)) or os.path.isdir(self))
    assert rotation.plan_of(room).second == "" and rotation.daily(room).second is None
    assert not [one for one in asked if "fileserver" in one]
    with pytest.raises(BadInput, match="网络"):
        rotation.set_second(room, type(room)(place))


@pytest.mark.parametrize("code", ["../../x", "..\\..\\x", "C:", "a/b", "", "x" * 21, "140405\n", "１４０４０５"])
def test_a_code_that_is_a_way(plain, tmp_path, code):
    """Files are named after the folder's code: one that leads elsewhere is no code."""
    room = twin(plain, tmp_path / "站")
    card = json.loads((room / "folder.json").read_text("utf-8"))
    (room / "folder.json").write_text(json.dumps(card | {"world": code}), "utf-8")
    with pytest.raises(FolderDamaged):
        backup.backup(room)
