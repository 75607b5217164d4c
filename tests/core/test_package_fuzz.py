"""Packages nobody would write: changed at random or by somebody who can lock them again. Refused, and nothing is left of them."""

import gc
import io
import os
import random
import stat
import struct
import tempfile
import zipfile
from itertools import product

import pyrage
import pytest

from lianluozhan.errors import PackageProblem
from lianluozhan.folder import KEYS
from lianluozhan.package import keycard
from lianluozhan.package.read import read, unlock, unpack
from lianluozhan.package.write import Recipients, export
from lianluozhan.vault import Keys
from tests.station import empty, opened, receive as visited

ROUNDS = 5_000 if os.environ.get("LIANLUOZHAN_LONG") else 300
CENTRAL, LOCAL = b"PK\1\2", b"PK\3\4"
HUGE = 10 * 2**30


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A package, the zip inside it, who reads it, and a lock anybody could put on another zip."""
    folder = tmp_path_factory.mktemp("乱")
    stick, keys = folder / "U盘", Keys.load(empty(folder / "区", "district", "140405", "区人大") / KEYS)
    stick.mkdir()
    with opened(empty(folder / "站")) as town, opened(folder / "区") as office:
        for hour in range(9, 12):
            visited(town, received_at=f"2026-10-14T{hour:02d}:00", visitor_name="王某", outcome="报区办理")
        lock = Recipients((keycard.own_party(office).keys["age"],))
        data = export(town, Keys.load(folder / "站" / KEYS), stick, lock).path.read_bytes()
    return data, unlock(data, keys, None), keys, lock


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A folder in which only the file to be read lies, and an empty one for whatever is temporary."""
    room, temporary = tmp_path / "U盘", tmp_path / "临时"
    room.mkdir()
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(temporary)
    return room / "包.llz"


def refused(file, data, keys, whole=None):
    """This file is refused with a remedy, or says exactly what the whole one says; nothing appears beside it."""
    file.write_bytes(data)
    try:
        assert read(file, keys) == whole, "taken for a package"
    except PackageProblem as problem:
        assert problem.then
    assert list(file.parent.iterdir()) == [file] and not list(file.parent.with_name("临时").iterdir())


def parts_of(inside):
    """[(name, bytes)] of a zip."""
    with zipfile.ZipFile(io.BytesIO(inside)) as file:
        return [(name, file.read(name)) for name in file.namelist()]


def zipped(parts):
    """A zip of (name or ZipInfo, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts:
            file.writestr(name, data)
    return out.getvalue()


# ---- at random ---------------------------------------------------------------------------------------------------


def flipped(data, luck):
    """One bit."""
    place = luck.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << luck.randrange(8)]) + data[place + 1 :]


def scribbled(data, luck):
    """A run of other bytes."""
    place, length = luck.randrange(len(data)), luck.randrange(1, 64)
    return data[:place] + luck.randbytes(length) + data[place + length :]


def cut(data, luck):
    """Not copied to its end."""
    return data[: luck.randrange(len(data))]


def gone(data, luck):
    """A piece from the middle is missing."""
    place = luck.randrange(len(data))
    return data[:place] + data[place + luck.randrange(1, 200) :]


def moved(data, luck):
    """Two pieces changed places."""
    first, second, third = sorted(luck.randrange(len(data)) for _ in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def noise(data, luck):
    """Nothing of it but its beginning."""
    return data[: luck.randrange(60)] + luck.randbytes(luck.randrange(2_000))


CHANGES = (flipped, scribbled, cut, gone, moved, noise)


def test_every_byte_of_its_beginning(made):
    """One bit or another of each byte of the lock's head."""
    data, _inside, keys, _lock = made
    for place in range(min(300, len(data))):
        for bit in (1, 32, 128):
            changed = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
            with pytest.raises(PackageProblem) as caught:
                unlock(changed, keys, None)
            assert caught.value.then


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_file_changed_at_random(made, alone, change):
    """A file that is not byte for byte what was locked never opens."""
    data, _inside, keys, _lock = made
    for seed in range(ROUNDS // len(CHANGES)):
        if (changed := change(data, random.Random(seed))) != data:
            refused(alone, changed, keys)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_zip_changed_at_random(made, alone, change):
    """The same inside the lock, which anybody may put on: refused, or it still says the same."""
    _data, inside, keys, lock = made
    whole = unpack(inside)
    for seed in range(ROUNDS // len(CHANGES)):
        refused(alone, lock.lock(change(inside, random.Random(seed))), keys, whole)


# ---- with intent -------------------------------------------------------------------------------------------------


def said_size(inside, size):
    """Every member's head claims another size unpacked, in both places where a zip says it."""
    data = bytearray(inside)
    for mark, offset in ((CENTRAL, 24), (LOCAL, 22)):
        place = data.find(mark)
        while place >= 0:
            struct.pack_into("<I", data, place + offset, min(size, 2**32 - 1))
            place = data.find(mark, place + 4)
    return bytes(data)


def swapped(inside):
    """The bytes of any two members change places."""
    parts = parts_of(inside)
    names = [name for name, _data in parts]
    for turn in range(1, len(parts)):
        yield zipped((name, parts[(place + turn) % len(parts)][1]) for place, name in enumerate(names))


def named(inside):
    """One member more under each bad name, in front or behind; and each as a link to a file of the system."""
    parts = parts_of(inside)
    for name in (
        "../包外",
        "../../../../tmp/包外",
        "/tmp/包外",
        "C:\\包外",
        "..\\包外",
        "attachments/../../包外",
        "a/" * 300,
        "con",
    ):
        yield zipped([*parts, (name, b"x")])
        yield zipped([(name, b"x"), *parts])
    for target in (b"/etc/passwd", b"../../../etc/passwd", b"journal.jsonl"):
        for name in ("attachments/" + "0" * 64, "journal.jsonl", "link"):
            link = zipfile.ZipInfo(name)
            link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            yield zipped([*(part for part in parts if part[0] != name), (link, target)])


def bombs(inside):
    """A member that unpacks to 60 MB, in each one's place."""
    for bomb, _data in parts_of(inside):
        yield zipped((name, bytes(60 * 2**20) if name == bomb else data) for name, data in parts_of(inside))


def test_made_with_intent(made, alone):
    """Members swapped, sizes lied about, bombs, names that lead elsewhere, links: nothing of it gets in or out."""
    _data, inside, keys, lock = made
    whole = unpack(inside)
    lies = [said_size(inside, size) for size in (0, 1, 2**31, HUGE)]
    for made_up in (*swapped(inside), *named(inside), *bombs(inside), *lies):
        refused(alone, lock.lock(made_up), keys, whole if made_up in lies else None)


def test_a_member_doubled(made, alone):
    """Two of one name, whichever is read first."""
    _data, inside, keys, lock = made
    parts = parts_of(inside)
    for part in parts:
        for other in (part[1], b"x"):
            with pytest.warns(UserWarning, match="Duplicate"):
                doubled = zipped([*parts, (part[0], other)])
            refused(alone, lock.lock(doubled), keys)


def test_a_file_that_claims_to_be_huge(made, alone):
    """A file of 10 GB without anything in it is not even read."""
    _data, _inside, keys, _lock = made
    with open(alone, "wb") as file:
        file.write(b"age-encryption.org/v1\n")
        file.truncate(HUGE)
    with pytest.raises(PackageProblem, match="1 GB"):
        read(alone, keys)


def test_somebody_elses_zip(made, alone):
    """A zip, a zip in a zip and no zip, under the right lock."""
    _data, inside, keys, _lock = made
    age = pyrage.x25519.Recipient.from_str(keys.public()["age"])
    for data in (b"", b"PK", zipped([]), zipped([("包", inside)]), inside[::-1], b"x" * 1_000_000):
        refused(alone, pyrage.encrypt(data, [age]), keys)


def test_what_is_switched_off_meanwhile_is_on_again(made, alone):
    """Rubbish is looked for again after a package, good or refused; not where it was not before: a window looks by itself."""
    data, _zip, keys, _lock = made
    before = gc.isenabled()
    for bytes_, looking in product((data, data[:-1]), (True, False)):
        alone.write_bytes(bytes_)
        (gc.enable if looking else gc.disable)()
        try:
            read(alone, keys)
        except PackageProblem:
            assert bytes_ is not data
        assert gc.isenabled() == looking
    (gc.enable if before else gc.disable)()
