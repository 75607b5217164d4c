"""The package as a file: what lies on the stick, what opens it, and everything that must not get through."""

import errno
import io
import json
import os
import random
import re
import resource
import signal
import subprocess
import tracemalloc
import zipfile
from pathlib import Path

import pyrage
import pytest

from lianluozhan import __version__
from lianluozhan.act import acting
from lianluozhan.deputy import Deputy
from lianluozhan.errors import Damaged, NewerFormat, NotAllowed, PackageProblem, WrongPassphrase, WrongReceiver
from lianluozhan.issue import Issue
from lianluozhan.journal import canonical, digest
from lianluozhan.operator import add_operator
from lianluozhan.package import due, write
from lianluozhan.package.manifest import Manifest, Party, read_manifest
from lianluozhan.package.merge import receive
from lianluozhan.package.read import needs_passphrase, read, unlock, unpack
from lianluozhan.package.write import Passphrase, Recipients, Sending, export
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Identity, Store
from lianluozhan.vault import Keys, signed

TOWN, DISTRICT = "140405102", "140405"
SECRET = "王秀英说路灯不亮"
LONG = bool(os.environ.get("LIANLUOZHAN_LONG"))
PHOTO = bytes(range(256)) * 4


class Desk:
    """One folder with its keys."""

    def __init__(self, path: Path, role: str, world: str, name: str):
        self.keys = Keys.make()
        self.store = Store(path, SCHEMA, Identity(role, world, name, self.keys.public()))

    @property
    def age(self):
        """What locks a package to it."""
        return self.keys.public()["age"]

    def write(self, cls=Issue, id="issue-1", **values):
        """Save a form."""
        with acting(self.store, "edit", "赵敏") as made:
            made.write(cls, id, values)


@pytest.fixture(autouse=True)
def everything_is_due(monkeypatch):
    """Here the district wants all; what else it may want stands in test_due."""
    monkeypatch.setattr(due, "scope", lambda store: due.ALL)


@pytest.fixture
def town(tmp_path):
    """A station with one issue and a photo."""
    desk = Desk(tmp_path / "town.db", "station", TOWN, "渔泽镇站")
    paper = {"digest": digest(PHOTO), "name": "路灯.jpg", "size": len(PHOTO)}
    desk.write(registered_at="2026-10-07", title="路灯", statement=SECRET, attachments=[paper])
    yield desk
    desk.store.close()


@pytest.fixture
def district(tmp_path):
    """The district's folder."""
    desk = Desk(tmp_path / "district.db", "district", DISTRICT, "区人大")
    yield desk
    desk.store.close()


@pytest.fixture
def stick(tmp_path):
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def made(town, district, stick):
    """A package on the stick, locked to both."""
    return export(
        town.store, town.keys, stick, Recipients((district.age, town.age)), Sending(paper={digest(PHOTO): PHOTO}.get)
    )


@pytest.fixture
def inside(made, district):
    """The zip inside it."""
    return unlock(made.path.read_bytes(), district.keys, None)


def members(data):
    """{name: bytes} of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts, method=zipfile.ZIP_STORED):
    """A zip of (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts:
            file.writestr(name, data)
    return out.getvalue()


def resigned(data, keys, change):
    """The zip with its manifest changed and signed again by whoever holds `keys`."""
    parts = members(data)
    kept = json.loads(parts["manifest.json"])
    kept["from"]["keys"] = keys.public()
    change(kept, parts)
    parts["manifest.json"] = canonical(kept)
    parts["manifest.sig"] = keys.sign(parts["manifest.json"]).hex().encode()
    return zipped(parts.items())


# ---- what is written ---------------------------------------------------------------------------------------------


def test_name(made):
    """From, to, when, and eight digits of its own."""
    assert re.fullmatch(r"140405102-140405-\d{8}-\d{4}-[0-9a-f]{8}\.llz", made.path.name)


def test_alone_on_the_stick(made, stick):
    """No temporary name is left beside it."""
    assert list(stick.iterdir()) == [made.path]
    assert (made.entries, made.papers, made.missing) == (2, 1, ())


def test_nothing_in_the_clear(made):
    """Neither what was said nor any name of a file can be read in it."""
    data = made.path.read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n")
    assert not [word for word in (SECRET.encode(), PHOTO, b"manifest", "路灯".encode(), b"PK\3\4") if word in data]


def test_members(inside, town):
    """The container is as the design has it: two lines an entry, the bytes as they are stored."""
    parts = members(inside)
    assert set(parts) == {"manifest.json", "manifest.sig", "journal.jsonl", f"attachments/{digest(PHOTO)}"}
    (first, opening), (second, secret) = town.store.db.execute(
        "SELECT data, private FROM entry WHERE world=? ORDER BY seq", (TOWN,)
    ).fetchall()
    assert opening is None
    assert parts["journal.jsonl"] == first + b"\n\n" + second + b"\n" + secret + b"\n"
    assert parts[f"attachments/{digest(PHOTO)}"] == PHOTO


def test_manifest(inside, town):
    """It names whose, for whom, which entries up to which head, and every member."""
    parts = members(inside)
    kept = json.loads(parts["manifest.json"])
    ((stream, span),) = kept["streams"].items()
    seq, hash = town.store.head(stream)
    assert (kept["format"], kept["program"], kept["world"], kept["masked"]) == (1, __version__, TOWN, False)
    assert kept["from"] == {"role": "station", "code": TOWN, "name": "渔泽镇站", "keys": town.keys.public()}
    assert kept["to"] == {"role": "district", "code": DISTRICT, "name": "", "keys": None}
    assert (span["first"], span["last"], span["hash"]) == (1, seq, hash)
    assert signed(town.keys.public()["sign"], bytes.fromhex(span["signature"]), f"{stream} {seq} {hash}".encode())
    listed = {n: {"digest": digest(d), "size": len(d)} for n, d in parts.items() if not n.startswith("manifest")}
    assert kept["members"] == listed
    assert signed(town.keys.public()["sign"], bytes.fromhex(parts["manifest.sig"].decode()), parts["manifest.json"])


def test_masked(town, district, stick):
    """A masked package has no private part and no private paper."""
    done = export(
        town.store,
        town.keys,
        stick,
        Recipients((district.age,)),
        Sending(masked=True, paper={digest(PHOTO): PHOTO}.get),
    )
    data = unlock(done.path.read_bytes(), district.keys, None)
    assert set(members(data)) == {"manifest.json", "manifest.sig", "journal.jsonl"}
    assert SECRET.encode() not in members(data)["journal.jsonl"]
    assert all(entry.private is None for entry in read(done.path, district.keys).entries)


def test_missing_papers_are_named(town, district, stick):
    """A paper that is named but not here is said, not invented."""
    done = export(town.store, town.keys, stick, Recipients((district.age,)))
    assert (done.papers, done.missing) == (0, (digest(PHOTO),))


def test_local_stays_here(town, district, stick):
    """Who works at the folder never leaves it."""
    with acting(town.store, "add", "赵敏") as made:
        add_operator(made, "赵敏", "联络员")
    done = export(town.store, town.keys, stick, Recipients((district.age,)))
    assert {entry.body["world"] for entry in read(done.path, district.keys).entries} == {TOWN}


def test_a_new_station_introduces_itself(district, stick):
    """Even before its first record, a package tells who writes and how much is held: nothing yet."""
    empty = Desk(stick.parent / "empty.db", "station", "140405109", "新站")
    done = export(empty.store, empty.keys, stick, Recipients((district.age,)))
    package = read(done.path, district.keys)
    assert [(entry.body["kind"], entry.heads) for entry in package.entries] == [("open", {})]
    assert receive(district.store, package).new == 1
    empty.store.close()


def test_what_a_restored_district_lost(town, district, stick):
    """A district that was restored to before it knew a station says so in its next package, and gets everything."""
    lock = Recipients((district.age, town.age))
    district.store.db.execute("VACUUM INTO ?", (str(stick.parent / "copy.db"),))
    receive(district.store, read(export(town.store, town.keys, stick, lock).path, district.keys))
    to_town = Sending(Party("station", TOWN), full=False)
    receive(town.store, read(export(district.store, district.keys, stick, lock, to_town).path, town.keys))
    restored = Store(stick.parent / "copy.db", SCHEMA, district.store.identity)
    assert not restored.find(Issue)
    receive(town.store, read(export(restored, district.keys, stick, lock, to_town).path, town.keys))
    receive(restored, read(export(town.store, town.keys, stick, lock, Sending(full=False)).path, district.keys))
    assert restored.get(Issue, (TOWN, "issue-1")).statement == SECRET
    restored.close()


def test_district_says_to_whom(district, stick):
    """A district has many stations and must name one."""
    with pytest.raises(NotAllowed):
        export(district.store, district.keys, stick, Recipients((district.age,)))


def test_private_parts_of_the_roster(town, district, stick):
    """A deputy's telephone goes to the stations the deputy is placed at, and to no other."""
    district.write(Deputy, "deputy-1", name="单俊峰", phone="13800000001", places=["渔泽镇站"])
    district.write(Deputy, "deputy-2", name="陈秀兰", phone="13800000002", places=["别处站"])
    done = export(
        district.store, district.keys, stick, Recipients((town.age,)), Sending(Party("station", TOWN, "渔泽镇站"))
    )
    private = {e.body["id"]: e.private for e in read(done.path, town.keys).entries if e.body["kind"] == "deputy"}
    assert b"13800000001" in private["deputy-1"]
    assert private["deputy-2"] is None


# ---- the stick ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "满"), (errno.EROFS, "只读"), (errno.EACCES, "不让写"), (errno.EIO, "出错")]
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_trouble_with_the_stick(town, district, stick, monkeypatch, number, word, call):
    """A full, read-only or pulled stick is said plainly, and nothing half-written stays on it."""

    def fail(*args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(write.os, call, fail)
    with pytest.raises(PackageProblem, match=word) as caught:
        export(town.store, town.keys, stick, Recipients((district.age,)))
    assert "没有丢失" in str(caught.value)
    assert not list(stick.iterdir())


def test_no_stick(town, district, stick):
    """A folder that is not there, or is a file."""
    (stick / "file").write_text("x")
    for place in (stick / "gone", stick / "file"):
        with pytest.raises(PackageProblem):
            export(town.store, town.keys, place, Recipients((district.age,)))


def test_stick_that_loses_bytes(town, district, stick, monkeypatch):
    """What does not read back as it was written is no package."""
    monkeypatch.setattr(write.Path, "read_bytes", lambda path: b"rotten")
    with pytest.raises(PackageProblem, match="读回来不一样"):
        export(town.store, town.keys, stick, Recipients((district.age,)))
    assert not list(stick.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_full_stick_for_real(town, district, stick):
    """A disk that takes only the first bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    held = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(PackageProblem):
            export(town.store, town.keys, stick, Recipients((district.age,)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, held)
    assert not list(stick.iterdir())


# ---- locks -------------------------------------------------------------------------------------------------------


def test_both_ends_open_it(made, town, district):
    """Sender and receiver read the same; a stranger is told it is not for them."""
    assert read(made.path, town.keys) == read(made.path, district.keys)
    with pytest.raises(WrongReceiver):
        read(made.path, Keys.make())


def test_passphrase(town, district, stick, dear):
    """Words both know open it, and guessing them is dear; others are told apart from damage; nobody is asked where none are needed."""
    done = export(town.store, town.keys, stick, Passphrase("渔泽 2026"))
    assert needs_passphrase(done.path)
    way, _salt, rounds = done.path.read_bytes().split(b"\n")[1].split()[1:]
    assert way == b"scrypt" and int(rounds) >= 12
    assert len(read(done.path, district.keys, "渔泽 2026").entries) == 2
    with pytest.raises(WrongPassphrase, match="口令不对"):
        read(done.path, district.keys, "渔泽 2027")
    with pytest.raises(WrongPassphrase, match="要用口令"):
        read(done.path, district.keys)
    data = done.path.read_bytes()
    done.path.write_bytes(data[:-1])
    with pytest.raises(Damaged):
        read(done.path, district.keys, "渔泽 2026")


def test_a_passphrase_too_dear_for_this_pc(town, district, stick):
    """What a far faster PC locked is not called damaged: the words say to wait, or to do without a passphrase."""
    done = export(town.store, town.keys, stick, Passphrase("渔泽 2026"))
    head, stanza, rest = done.path.read_bytes().split(b"\n", 2)
    done.path.write_bytes(b"\n".join([head, stanza.rsplit(b" ", 1)[0] + b" 40", rest]))
    with pytest.raises(PackageProblem, match="太忙") as refused:
        read(done.path, district.keys, "渔泽 2026")
    assert "钥匙卡" in refused.value.then and not isinstance(refused.value, Damaged)


def test_not_asked_for_a_passphrase(made, stick):
    """A package locked to a key needs no words, nor does a file that is not there."""
    assert not needs_passphrase(made.path)
    assert not needs_passphrase(stick / "gone")


def test_passphrase_has_a_limit(monkeypatch):
    """age keeps all of a passphrase's package in memory: more than 200 MB is refused before it begins."""
    monkeypatch.setattr(write, "LARGEST_LOCKED", 10)
    with pytest.raises(PackageProblem, match="200 MB"):
        Passphrase("x").lock(b"12345678901")


@pytest.mark.needs("age", "age-keygen")
def test_age_itself_opens_it(town, stick, tmp_path):
    """What we lock, the age program unlocks; what it locks, we unlock."""
    key = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", str(key)], check=True, capture_output=True)
    theirs = subprocess.run(["age-keygen", "-y", str(key)], check=True, capture_output=True, text=True).stdout.strip()
    done = export(town.store, town.keys, stick, Recipients((theirs, town.age)))
    opened = subprocess.run(["age", "-d", "-i", str(key), str(done.path)], check=True, capture_output=True).stdout
    assert unpack(opened) == read(done.path, town.keys)
    locked = subprocess.run(["age", "-r", town.age], input=opened, check=True, capture_output=True).stdout
    assert unlock(locked, town.keys, None) == opened


# ---- damage ------------------------------------------------------------------------------------------------------


def places(length, seed):
    """Which bytes to try: all in the long run, else a sample."""
    return range(length) if LONG else sorted(random.Random(seed).sample(range(length), min(250, length)))


def test_every_byte_of_the_file(made, district):
    """One changed byte anywhere in the file: refused."""
    data = bytearray(made.path.read_bytes())
    for place in places(len(data), 1):
        data[place] ^= 1 << place % 8
        with pytest.raises(PackageProblem):
            unpack(unlock(bytes(data), district.keys, None))
        data[place] ^= 1 << place % 8


def test_every_byte_inside(inside):
    """One changed byte anywhere in the zip, by someone who can lock it again: refused, or it says the same."""
    whole, data = unpack(inside), bytearray(inside)
    same = 0
    for place in places(len(data), 2):
        data[place] ^= 1 << place % 8
        try:
            assert unpack(bytes(data)) == whole
            same += 1
        except PackageProblem as problem:
            assert problem.then
        data[place] ^= 1 << place % 8
    assert same < len(data) / 2


def test_cut_off(made, district, tmp_path):
    """A file that was not copied to its end, down to nothing."""
    data = made.path.read_bytes()
    for length in (0, 1, 10, 21, 60, 200, len(data) // 2, len(data) - 1):
        part = tmp_path / "part.llz"
        part.write_bytes(data[:length])
        with pytest.raises(PackageProblem):
            read(part, district.keys)


def test_something_added(made, district):
    """Bytes behind its end."""
    with pytest.raises(Damaged):
        unlock(made.path.read_bytes() + b"x", district.keys, None)


def test_not_a_package(district, tmp_path):
    """A photo, a folder, nothing at all, something huge."""
    (tmp_path / "photo.llz").write_bytes(b"\xff\xd8 photo")
    for path in (tmp_path / "photo.llz", tmp_path, tmp_path / "gone.llz"):
        with pytest.raises(PackageProblem):
            read(path, district.keys)
    with open(tmp_path / "huge.llz", "wb") as file:
        file.truncate(2**30 + 1)
    with pytest.raises(Damaged, match="1 GB"):
        read(tmp_path / "huge.llz", district.keys)


def test_newer_lock(made, district):
    """A later age format asks for a newer program."""
    with pytest.raises(NewerFormat):
        unlock(made.path.read_bytes().replace(b"/v1", b"/v9", 1), district.keys, None)


def test_not_a_zip(district):
    """Something else under the right lock."""
    for data in (b"", b"hello", b"PK\3\4" + b"0" * 100):
        with pytest.raises(Damaged):
            unpack(data)


# ---- what a hostile writer could try -----------------------------------------------------------------------------


def test_newer_format(inside, town):
    """A newer format is said to be one, whatever else has changed in it."""

    def newer(kept, parts):
        kept["format"], kept["program"] = 2, "9.0"
        kept["surprise"] = []

    with pytest.raises(NewerFormat, match="9.0"):
        unpack(resigned(inside, town.keys, newer))


@pytest.mark.parametrize(
    "change",
    [
        lambda kept, parts: kept["to"].update(code="140406"),
        lambda kept, parts: kept.update(world="140405103"),
        lambda kept, parts: kept["from"].update(name="别人"),
    ],
)
def test_manifest_changed_without_key(inside, town, change):
    """Another receiver, another world, another name: only the sender's key can say so."""
    parts = members(inside)
    kept = json.loads(parts["manifest.json"])
    change(kept, parts)
    parts["manifest.json"] = canonical(kept)
    with pytest.raises(Damaged, match="签名"):
        unpack(zipped(parts.items()))


@pytest.mark.parametrize("signature", [b"", b"00", b"zz", b"0" * 128, b"0" * 300, "签".encode() * 30])
def test_signature_that_is_none(inside, signature):
    """No signature, too short, too long, not hex."""
    with pytest.raises(Damaged):
        unpack(zipped((members(inside) | {"manifest.sig": signature}).items()))


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "attachments/../x",
        "C:\\x",
        "attachments/" + "A" * 64,
        "extra",
        "attachments/",
    ],
)
def test_path_tricks(inside, town, name):
    """A member under another name, listed or not, is refused, and no file of that name appears anywhere."""
    parts = members(inside)
    with pytest.raises(Damaged):
        unpack(zipped([*parts.items(), (name, b"x")]))

    def listed(kept, parts):
        parts[name] = b"x"
        kept["members"][name] = {"digest": digest(b"x"), "size": 1}

    with pytest.raises(Damaged):
        unpack(resigned(inside, town.keys, listed))


def test_same_member_twice(inside):
    """Two members of one name."""
    parts = list(members(inside).items())
    with pytest.warns(UserWarning, match="Duplicate"):
        doubled = zipped([*parts, parts[2]])
    with pytest.raises(Damaged):
        unpack(doubled)


def test_member_left_out(inside, town):
    """A member of the list that is not there."""
    for name in members(inside):
        with pytest.raises(Damaged):
            unpack(zipped((n, d) for n, d in members(inside).items() if n != name))

    def unlisted(kept, parts):
        del kept["members"]["journal.jsonl"]

    with pytest.raises(Damaged):
        unpack(resigned(inside, town.keys, unlisted))


def test_zip_bomb(inside, town):
    """A member that unpacks to more than is listed is dropped at the first byte too many."""
    parts = members(inside)
    bomb = zipped((parts | {"journal.jsonl": b"\0" * 300_000_000}).items(), zipfile.ZIP_DEFLATED)
    assert len(bomb) < 1_000_000
    for data in (bomb, zipped((parts | {"manifest.json": b"\0" * 300_000_000}).items(), zipfile.ZIP_DEFLATED)):
        tracemalloc.start()
        with pytest.raises(Damaged):
            unpack(data)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < 60_000_000

    def enormous(kept, parts):
        kept["members"]["journal.jsonl"]["size"] = 2**40

    with pytest.raises(Damaged, match="1 GB"):
        unpack(resigned(inside, town.keys, enormous))


def test_other_ways_to_pack(inside):
    """Only what we write ourselves is unpacked: stored and deflated."""
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(Damaged):
            unpack(zipped(members(inside).items(), method))


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.pop("world"),
        lambda kept: kept.update(extra=1),
        lambda kept: kept.update(world=7),
        lambda kept: kept.update(masked="no"),
        lambda kept: kept.update(streams=[]),
        lambda kept: kept["to"].update(role="province"),
        lambda kept: kept["to"].update(keys={"sign": 1, "age": 2}),
        lambda kept: kept["from"].update(role="king"),
        lambda kept: kept["streams"].update(
            {"short": {"first": 1, "last": 1, "hash": "0" * 64, "signature": "0" * 128}}
        ),
        lambda kept: [span.update(first=0) for span in kept["streams"].values()],
        lambda kept: [span.update(last="2") for span in kept["streams"].values()],
        lambda kept: [span.update(hash="x") for span in kept["streams"].values()],
        lambda kept: [span.update(signature="") for span in kept["streams"].values()],
        lambda kept: kept["members"]["journal.jsonl"].update(size=-1),
        lambda kept: kept["members"]["journal.jsonl"].update(digest=None),
        lambda kept: kept.update(format="1"),
    ],
)
def test_manifest_that_says_nothing(inside, town, change):
    """A signed manifest with a part missing, too many or of another kind."""
    with pytest.raises(Damaged):
        unpack(resigned(inside, town.keys, lambda kept, parts: change(kept)))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"format":1}', "{" * 100_000, '{"format":1.0}', '{"format":true}']
)
def test_manifest_that_is_none(text):
    """Any JSON, or none."""
    with pytest.raises(Damaged):
        read_manifest(text.encode())


def test_manifest_round_trip(inside):
    """Its bytes are read into what they were made from."""
    data = members(inside)["manifest.json"]
    manifest = read_manifest(data)
    assert isinstance(manifest, Manifest)
    assert (manifest.data(), manifest.id) == (data, digest(data)[:8])
    spaced = json.dumps(json.loads(data)).encode()
    with pytest.raises(Damaged):
        read_manifest(spaced)


def test_journal_not_as_listed(inside, town):
    """More, fewer, other or half entries than the spans say."""

    def with_journal(change):
        def apply(kept, parts):
            parts["journal.jsonl"] = change(parts["journal.jsonl"])
            kept["members"]["journal.jsonl"] = {
                "digest": digest(parts["journal.jsonl"]),
                "size": len(parts["journal.jsonl"]),
            }

        return resigned(inside, town.keys, apply)

    lines = members(inside)["journal.jsonl"].split(b"\n")
    changes = [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"\n",
        lambda data: data + data,
        lambda data: b"\n".join([*lines[2:4], *lines[:2], b""]),
        lambda data: b"\n".join([*lines[:2], b""]),
        lambda data: data.replace(lines[3], lines[3].replace("王".encode(), "玉".encode())),
        lambda data: b"\n".join([lines[0], b"{}", *lines[2:]]),
        lambda data: data.replace(b'"seq":2', b'"seq":3'),
    ]
    for change in changes:
        with pytest.raises(Damaged):
            unpack(with_journal(change))


def test_journal_without_private_part_is_whole(inside, town, district):
    """Leaving a private part out breaks no digest: that is what a masked package is."""

    def masked(kept, parts):
        lines = parts["journal.jsonl"].split(b"\n")
        lines[3] = b""
        parts["journal.jsonl"] = b"\n".join(lines)
        kept["members"]["journal.jsonl"] = {
            "digest": digest(parts["journal.jsonl"]),
            "size": len(parts["journal.jsonl"]),
        }

    package = unpack(resigned(inside, town.keys, masked))
    assert receive(district.store, package).new == 2
    assert district.store.get(Issue, (TOWN, "issue-1")).statement is None


def test_age_without_package(district):
    """A locked file of somebody else's."""
    with pytest.raises(Damaged):
        unpack(unlock(pyrage.encrypt(b"hello", [pyrage.x25519.Recipient.from_str(district.age)]), district.keys, None))
