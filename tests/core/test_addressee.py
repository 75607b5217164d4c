"""For whom a package is: left alone only where what cannot be renamed says so too; whatever is in doubt is tried."""

import io
import os
from dataclasses import replace

import pyrage
import pytest

from lianluozhan import attachment
from lianluozhan.act import acting
from lianluozhan.folder import KEYS
from lianluozhan.package import addressee, arrive, write
from lianluozhan.package.addressee import is_here, parted
from lianluozhan.package.keycard import own_party
from lianluozhan.package.manifest import Party
from lianluozhan.vault import Keys
from lianluozhan.visit import Visit
from tests.district import district
from tests.station import opened, receive, run

OURS, NEIGHBOUR = "140405102", "140405103"


@pytest.fixture
def made(tmp_path):
    """A district and its two stations."""
    return district(tmp_path)


@pytest.fixture
def here(made):
    """The first station's folder."""
    with opened(made.stations["渔泽镇"]) as store:
        yield store


@pytest.fixture
def stick(made, here, tmp_path):
    """What its district wrote for both stations."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    assert run("export", "--to", folder, "--data", made.office).code == 0
    return folder


def of(stick, code):
    """The district's package for a station."""
    return next(stick.glob(f"140405-{code}-*"))


def called(file, to):
    """The same file under the name of one for somebody else."""
    sender, _to, *rest = file.name.split("-")
    return file.rename(file.with_name("-".join([sender, to, *rest])))


def test_what_is_for_us_and_what_is_not(here, stick):
    """Both are told apart without being taken in, in the order they came; a copy of one is what it is."""
    mine, theirs = of(stick, OURS), of(stick, NEIGHBOUR)
    copy = theirs.with_stem(f"{theirs.stem} (2)")
    copy.write_bytes(theirs.read_bytes())
    assert parted(here, [theirs, mine, copy]) == ([mine], [theirs, copy])


def test_a_name_alone_is_believed_by_nobody(here, stick):
    """What our key opens and its manifest says is for us is tried whatever it is called, and comes in."""
    file = called(of(stick, OURS), NEIGHBOUR)
    assert parted(here, [file]) == ([file], [])
    assert arrive.take(here, file, None, "赵敏", lambda met: None).report


@pytest.mark.parametrize("name", [f"140405-{OURS}-20261016-0900-0000aaaa.llz", "给他们的.llz", "140405-1-2-3.llz"])
def test_a_lock_alone_is_no_proof(here, stick, name):
    """A key of ours that this PC does not have yet would not open it either: what is called ours, or nothing, is tried."""
    file = of(stick, NEIGHBOUR).rename(stick / name)
    assert parted(here, [file]) == ([file], [])


@pytest.mark.parametrize(
    "data",
    [b"", b"x" * 2000, b"age-encryption.org/v1\n", pyrage.passphrase.encrypt(b"x", "屯留老街的槐树下")],
    ids=["empty", "none of ours", "cut", "words"],
)
def test_what_tells_nothing_is_tried(here, stick, data):
    """A damaged one, one under words, one that cannot be read: each is refused with its reason when its turn comes."""
    file = of(stick, NEIGHBOUR)
    file.write_bytes(data)
    gone = stick / f"140405-{NEIGHBOUR}-20261016-0900-0000aaaa.llz"
    assert parted(here, [file, gone]) == ([file, gone], [])


@pytest.mark.parametrize("inside", [b"", b"PK", b"PK\x03\x04" + bytes(40), os.urandom(500)])
def test_what_holds_no_manifest_is_tried(here, stick, inside):
    """Locked to us, called a neighbour's, and nothing readable within."""
    file = of(stick, NEIGHBOUR)
    lock = pyrage.x25519.Recipient.from_str(here.identity.keys["age"])
    file.write_bytes(pyrage.encrypt(inside, [lock]))
    assert parted(here, [file]) == ([file], [])


def own(store, to):
    """What this office writes for its district, photos too."""
    folder = store.path.parent
    sending = write.Sending(paper=lambda one: attachment.paper(folder, one))
    return write.export(store, Keys.load(folder / KEYS), to, write.to_keys(store), sending).path


class Counting(io.FileIO):
    """A file that counts what is read of it."""

    def __init__(self, path, _mode):
        super().__init__(path)
        self.told = 0

    def read(self, size=-1):
        """As a file does."""
        data = super().read(size)
        self.told += len(data)
        assert self.told < 2_000_000
        return data


def test_ones_own_is_known_by_its_front(made, here, tmp_path, monkeypatch):
    """What this office wrote for its district says so at its beginning: a photo behind it is not read."""
    photo, visit = os.urandom(3_000_000), receive(here, outcome="报区办理")
    paper = {"digest": attachment.keep(here.path.parent, photo, 2026), "name": "照片.jpg", "size": len(photo)}
    with acting(here, "attach") as act:
        act.write(Visit, visit.id, {"attachments": [paper]})
    file = own(here, tmp_path)
    assert file.stat().st_size > len(photo)
    monkeypatch.setattr(addressee, "open", Counting, raising=False)
    with opened(made.office) as office:
        for size, left in ((file.stat().st_size, [file]), (2_000_000, [file]), (1_000, [])):
            os.truncate(file, size)
            assert parted(here, [file])[1] == left
            assert parted(office, [file]) == ([file], [])


def test_a_manifest_that_blows_up(here, tmp_path, monkeypatch):
    """No more is unpacked than a manifest may have."""
    file = own(here, tmp_path)
    assert parted(here, [file]) == ([], [file])
    monkeypatch.setattr(addressee, "LARGEST_MANIFEST", 100)
    assert parted(here, [file]) == ([file], [])


def test_who_is_meant(here):
    """Role and code; a district that is not known by its card yet by the beginning of its code."""
    identity, party = here.identity, own_party(here)
    assert is_here(identity, party) and Keys.load(here.path.parent / KEYS).public() == party.keys
    assert not is_here(identity, replace(party, code=NEIGHBOUR))
    office = replace(identity, role="district", world="1404051")
    assert is_here(office, Party("district", "140405")) and not is_here(office, Party("district", "140405", "", {}))
    assert not is_here(office, Party("station", "1404051"))
