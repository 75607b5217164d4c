"""Who may open a folder: set and given up, people who come and go; stopped anywhere, nothing is lost and nobody is let in."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lianluozhan import access, attachment, backup, password, rekey, vault
from lianluozhan.act import acting
from lianluozhan.check import check
from lianluozhan.draft import Draft, keep
from lianluozhan.driver import connect, sqlite
from lianluozhan.errors import BadInput, FolderBusy, Locked, NotAllowed, WrongPassword
from lianluozhan.operator import add_operator, manages
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.core import desk

ROOT = Path(__file__).parents[2]
WORD, OTHER, THIRD = "Denglong-97", "Xiushan-42", "Heliu-5566"
HEAD = "李建国"
NAMES = ["王秀英", "门口的路灯", "13800000000", "申某某的照片", "没写完的原话"]  # what must not be read by a finder
SIGNED = b"%PDF-1.4 " + "申某某的照片".encode() * 20

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def used(station):
    """A folder with a visit, a kept paper and a draft; its two people. Locked again afterwards."""
    with desk.opened(station) as store:
        desk.receive(store, **desk.PASSED_ON, visitor_phone="13800000000")
        keep(store, Draft("d1", "visit", {"statement": "没写完的原话"}))
        with acting(store, "operator") as act:
            add_operator(act, HEAD, "站长")
    attachment.keep(station, SIGNED, 2026)
    yield station
    vault.lock(station)


@pytest.fixture
def guarded(used):
    """The same with passwords, open; gives the folder and its recovery code."""
    code = access.protect(used, desk.CLERK, WORD)
    access.admit(used, HEAD, OTHER)
    return used, code


def whole(folder):
    """All that was written is there, and verifies."""
    with desk.opened(folder) as store:
        assert [visit.visitor_name for visit in store.find(Visit)] == ["王秀英"]
        assert "没写完的原话" in str(list(store.db.execute("SELECT value FROM setting")))
        assert not check(store).findings
    assert attachment.paper(folder, next(iter(desk.papers_in(folder)))) == SIGNED
    return True


def readable(folder):
    """Which of the names a finder of this folder reads, whatever file they lie in; a zip's members too."""
    data = b""
    for file in folder.rglob("*"):
        if file.is_file():
            data += file.read_bytes()
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as bundle:
                    data += b"".join(bundle.read(name) for name in bundle.namelist())
    return [
        name
        for name in NAMES
        if any(
            name.encode(code, "ignore") in data
            for code in ("utf-8", "utf-16-le", "gb18030")
            if name.encode(code, "ignore")
        )
    ]


def opens(folder, word):
    """Whether a word opens the folder; locked again afterwards."""
    vault.lock(folder)
    (folder / password.TRIES).unlink(missing_ok=True)
    try:
        password.unlock(folder, word)
        return True
    except WrongPassword:
        return False
    finally:
        vault.lock(folder)


def test_a_finder_reads_everything_without(used):
    """The search of these tests finds what is there to be found."""
    assert readable(used) == NAMES


def test_a_finder_reads_nothing(guarded, tmp_path):
    """With passwords no file of the folder holds a name in the clear, nor one written afterwards, nor a backup."""
    folder, _code = guarded
    with desk.opened(folder) as store:
        desk.receive(store, visitor_name="王秀英")
        attachment.keep(folder, SIGNED + b"2", 2027)
        assert readable(folder) == []  # while it is written to, too
    backup.backup(folder)
    backup.backup(folder, tmp_path / "u")
    assert readable(folder) == readable(tmp_path / "u") == []


def test_nothing_without_a_password(guarded):
    """Locked, neither the store nor the papers nor the keys are to be had."""
    folder, _code = guarded
    assert whole(folder)
    vault.lock(folder)
    for attempt in (
        lambda: desk.opened(folder).__enter__(),
        lambda: desk.opened(folder, write=False).__enter__(),
        lambda: desk.papers_in(folder),
        lambda: attachment.keep(folder, b"x", 2026),
        lambda: Keys.load(folder / vault.KEYS),
        lambda: backup.backup(folder),
    ):
        with pytest.raises(Locked):
            attempt()
    assert password.unlock(folder, WORD) == desk.CLERK
    assert whole(folder)


def test_a_new_paper_file_is_locked_from_the_start(guarded):
    """The first paper of a new year cannot be written in the clear by mistake."""
    folder, _code = guarded
    attachment.keep(folder, SIGNED, 2031)
    attachment.keep(folder, SIGNED + b"31", 2031)
    with pytest.raises(sqlite.DatabaseError, match="not a database"):
        connect(folder / "papers-2031.db", readonly=True, key=vault.CLEAR).execute("SELECT * FROM paper")


def test_who_opened_it_signs(guarded):
    """An act is signed with whose password opened the folder."""
    folder, _code = guarded
    vault.lock(folder)
    password.unlock(folder, OTHER)
    with desk.opened(folder) as store:
        id = desk.receive(store)
        (entry,) = [one for one in store.entries("id=?", (id,)) if one.body["kind"] == "visit"]
    assert entry.body["operator"] == HEAD


def test_who_may_only_look(guarded):
    """A person whose 身份 is 只读 reads and looks up, and changes nothing."""
    folder, _code = guarded
    with desk.opened(folder) as store, acting(store, "operator") as act:
        add_operator(act, "孙丽", "只读")
    access.admit(folder, "孙丽", THIRD)
    vault.lock(folder)
    password.unlock(folder, THIRD)
    with desk.opened(folder) as store:
        before = store.head(next(iter(store.opens)))
        with pytest.raises(NotAllowed, match="只读"):
            desk.receive(store)
        assert store.head(next(iter(store.opens))) == before
    assert whole(folder)


def test_given_up(guarded):
    """Without passwords everything lies in the clear again, and all of it is there."""
    folder, _code = guarded
    access.unprotect(folder)
    assert not vault.doors(folder)
    assert whole(folder)
    assert readable(folder) == NAMES


def test_set_twice(guarded):
    """The first password is set once."""
    with pytest.raises(NotAllowed, match="已经有密码"):
        access.protect(guarded[0], HEAD, THIRD)
    assert opens(guarded[0], WORD)


@pytest.mark.parametrize(
    "act",
    [access.unprotect, access.renew_code, lambda f: access.dismiss(f, HEAD), lambda f: access.admit(f, HEAD, WORD)],
)
def test_no_passwords_to_change(used, act):
    """Where there are none, nothing can be changed of them."""
    with pytest.raises((NotAllowed, BadInput)):
        act(used)
    assert whole(used)


@pytest.mark.parametrize(
    "act",
    [access.unprotect, access.renew_code, lambda f: access.dismiss(f, HEAD), lambda f: access.admit(f, HEAD, THIRD)],
)
def test_nothing_is_changed_while_locked(guarded, act):
    """Who has not opened the folder changes nothing of its passwords."""
    folder, _code = guarded
    vault.lock(folder)
    kept = (folder / vault.KEYS).read_bytes()
    with pytest.raises(Locked):
        act(folder)
    assert (folder / vault.KEYS).read_bytes() == kept


def test_changed(guarded):
    """The new password opens, the old one no more; the data files need not be written anew."""
    folder, _code = guarded
    before = (folder / rekey.DATABASE).read_bytes()
    access.change(folder, HEAD, OTHER, THIRD)
    assert (folder / rekey.DATABASE).read_bytes() == before
    assert [opens(folder, word) for word in (WORD, OTHER, THIRD)] == [True, False, True]


def test_changed_by_who_knows_it(guarded):
    """Changing asks for the password it was; a poor one is refused; nothing is changed."""
    folder, _code = guarded
    with pytest.raises(WrongPassword):
        access.change(folder, HEAD, WORD, THIRD)
    with pytest.raises(BadInput):
        access.change(folder, HEAD, OTHER, "1234")
    assert opens(folder, OTHER)


def test_forgotten_and_given_another(guarded):
    """Who forgot it gets another from one who can open; what went before opens no more."""
    folder, _code = guarded
    access.admit(folder, HEAD, THIRD)
    assert [opens(folder, word) for word in (WORD, OTHER, THIRD)] == [True, False, True]


def test_the_recovery_code(guarded):
    """The printed code opens; a new one takes its place and the data gets another key."""
    folder, code = guarded
    assert opens(folder, code)
    password.unlock(folder, WORD)
    before = vault.ring(folder).files
    fresh = access.renew_code(folder)
    assert vault.ring(folder).files != before
    assert [opens(folder, word) for word in (code, fresh, WORD)] == [False, True, True]
    password.unlock(folder, WORD)
    assert whole(folder)


def test_dismissed(guarded):
    """Who is taken away opens nothing, not even with the keys kept from before; the others do."""
    folder, _code = guarded
    key = vault.ring(folder).files[0]
    access.dismiss(folder, HEAD)
    for name in (rekey.DATABASE, "papers-2026.db"):
        with pytest.raises(sqlite.DatabaseError, match="not a database"):
            connect(folder / name, readonly=True, key=key).execute("SELECT count(*) FROM sqlite_master")
    assert [opens(folder, word) for word in (WORD, OTHER)] == [True, False]
    password.unlock(folder, WORD)
    assert whole(folder)


def test_the_last_one_stays(guarded):
    """The last password cannot be taken away, nor that of somebody who has none."""
    folder, _code = guarded
    access.dismiss(folder, HEAD)
    for name in (desk.CLERK, HEAD):
        with pytest.raises((NotAllowed, BadInput)):
            access.dismiss(folder, name)
    assert opens(folder, WORD)


def test_the_district_is_a_second_way_in(guarded):
    """The key on the district's card opens a folder that nobody knows the password of, until it is taken away."""
    folder, _code = guarded
    office = Keys.make()
    access.let_district(folder, office.public()["age"])
    vault.lock(folder)
    vault.unlock(folder, office.identities())
    assert whole(folder)
    access.let_district(folder, None)
    vault.lock(folder)
    with pytest.raises(Locked):
        vault.unlock(folder, office.identities())
    with pytest.raises(BadInput):
        password.unlock(folder, WORD) and access.let_district(folder, "age1nothing")


def test_another_password_at_the_district(guarded):
    """Of a folder that was brought to the district, who has a password gets another one there, its old one opens no more and the
    folder is locked again; a stranger's key, a name without one and a folder without passwords are refused."""
    folder, _code = guarded
    office = Keys.make()
    access.let_district(folder, office.public()["age"])
    vault.lock(folder)
    assert access.brought(folder) == [desk.CLERK, HEAD]
    for keys, name, refusal in ((Keys.make(), HEAD, Locked), (office, "路过的", BadInput)):
        with pytest.raises(refusal):
            access.admit_by(folder, keys, name, THIRD)
    access.admit_by(folder, office, HEAD, THIRD)
    assert vault.locked(folder) and [opens(folder, word) for word in (THIRD, OTHER, WORD)] == [True, False, True]
    with pytest.raises(BadInput, match="没有设了密码的 keys.json"):
        access.brought(folder.parent)


def test_who_looks_after_them(guarded):
    """Where a 站长 has a password he looks after them; before, whoever is there."""
    folder, _code = guarded
    with desk.opened(folder) as store:
        assert manages(store, HEAD)
        assert not manages(store, desk.CLERK)
    access.dismiss(folder, HEAD)
    with desk.opened(folder) as store:
        assert manages(store, desk.CLERK)


def test_while_another_program_has_it(guarded):
    """While another program writes, passwords stay as they are; while one reads, the files do, and it is gone on with later."""
    folder, _code = guarded
    with desk.opened(folder), pytest.raises(FolderBusy):
        access.admit(folder, HEAD, THIRD)
    assert opens(folder, OTHER)
    password.unlock(folder, WORD)
    reader = connect(folder / rekey.DATABASE, readonly=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchone()
    kept = (folder / vault.KEYS).read_bytes()
    for act in (access.renew_code, access.unprotect, lambda path: access.dismiss(path, HEAD)):
        with pytest.raises(FolderBusy):
            act(folder)
    assert (folder / vault.KEYS).read_bytes() == kept  # a code nobody was told must not be the one that opens
    reader.close()
    assert whole(folder)
    assert not rekey.under_way(folder)


def test_the_first_one_while_another_program_reads(used):
    """Where a file is being read no password is set at all: its recovery code would be lost with the refusal."""
    reader = connect(used / rekey.DATABASE, readonly=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entry").fetchone()
    with pytest.raises(FolderBusy):
        access.protect(used, desk.CLERK, WORD)
    reader.close()
    assert not vault.doors(used) and whole(used)


# -- backups


def test_a_backup_keeps_the_password_of_its_day(guarded, tmp_path):
    """It opens with what was right when it was made, and the folder made from it too."""
    folder, code = guarded
    file = backup.backup(folder, tmp_path / "u").path
    access.change(folder, desk.CLERK, WORD, THIRD)
    for word in ("", THIRD):
        with pytest.raises(Locked):
            backup.restore(file, tmp_path / "again", word=word)
        assert not (tmp_path / "again").exists()
    for place, word in (("again", WORD), ("code", code)):
        backup.restore(file, tmp_path / place, word=word)
        assert vault.locked(tmp_path / place)
        password.unlock(tmp_path / place, WORD)
        assert whole(tmp_path / place)
        vault.lock(tmp_path / place)
    assert [opens(folder, word) for word in (WORD, THIRD)] == [False, True]


def test_backups_in_the_clear_are_told(used):
    """Those made before there were passwords are named, those made after not."""
    first = backup.backup(used).path
    access.protect(used, desk.CLERK, WORD)
    second = backup.backup(used, used / "later").path
    shutil.move(second, first.with_name(second.name.replace(".zip", "z.zip")))
    assert backup.unlocked(used) == [first]


# -- stopped anywhere


class PowerCut(BaseException):
    """The light goes out."""


STEPS = {
    "set": (lambda folder: access.protect(folder, desk.CLERK, WORD), False),
    "off": (access.unprotect, True),
    "code": (access.renew_code, True),
    "remove": (lambda folder: access.dismiss(folder, HEAD), True),
}


@pytest.mark.parametrize("name", STEPS)
def test_stopped_at_every_step(used, tmp_path, monkeypatch, name):
    """Wherever it stops, the folder opens with what opened it or with nothing, all of it is there, and what was begun is done."""
    act, needs = STEPS[name]
    if needs:
        access.protect(used, desk.CLERK, WORD)
        access.admit(used, HEAD, OTHER)
    stops, real = 0, os.replace
    for stop in range(1, 20):
        folder = tmp_path / f"{name}{stop}"
        desk.twin(used, folder)
        if needs:
            password.unlock(folder, WORD)
        left = [stop]

        def cut(source, target, left=left):
            left[0] -= 1
            if left[0] == 0:
                raise PowerCut
            real(source, target)
            left[0] -= 1
            if left[0] == 0:
                raise PowerCut

        monkeypatch.setattr(os, "replace", cut)
        try:
            act(folder)
            done = True
        except PowerCut:
            done, stops = False, stops + 1
        monkeypatch.setattr(os, "replace", real)
        vault.lock(folder)
        if vault.locked(folder):
            password.unlock(folder, WORD)
        assert whole(folder)
        assert not rekey.under_way(folder)
        assert bool(vault.doors(folder)) == (readable(folder) == [])
        assert not list(folder.glob("*" + rekey.FRESH)) or not done
        vault.lock(folder)
        if done:
            break
    assert done and stops >= 6


KILLED = """
import sys
from pathlib import Path
from lianluozhan import access, password
folder = Path(sys.argv[1])
password.COST = (8 * 4, 1, 4)
password.unlock(folder, sys.argv[2])
print("ready", flush=True)
while True:
    print(access.renew_code(folder), flush=True)
"""


def test_killed_while_the_key_turns(guarded):
    """Killed at any moment, the folder opens with the password and with the last code that was told or the one after."""
    folder, _code = guarded
    vault.lock(folder)
    for kill in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), WORD], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(1 + kill):
            assert process.stdout.readline()
        process.kill()
        process.wait()
        process.stdout.close()
        assert opens(folder, WORD)
        password.unlock(folder, WORD)
        assert whole(folder)
        assert re.fullmatch(r"[0-9a-f]{64}", vault.ring(folder).files[-1])
        vault.lock(folder)
    assert readable(folder) == []
