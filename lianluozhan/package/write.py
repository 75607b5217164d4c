"""Making a package: what the other side is not known to hold, zipped, signed, locked, and safely on the stick."""

from __future__ import annotations

import errno
import os
import re
import secrets
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pyrage

from lianluozhan import __version__, clock
from lianluozhan.act import stand
from lianluozhan.erased import hidden
from lianluozhan.errors import NotAllowed, PackageProblem, no_place, why
from lianluozhan.held import note_package, note_sent
from lianluozhan.journal import digest
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.package.due import again, not_due
from lianluozhan.package.enrol import ASK_FOR_CARD, accepted_party
from lianluozhan.package.manifest import JOURNAL, MANIFEST, SIGNATURE, Manifest, Member, Party, Span, head_words
from lianluozhan.package.unsent import PREFIX, selected
from lianluozhan.store import Store
from lianluozhan.vault import Keys

SUFFIX = ".llz"
LARGEST_LOCKED = 200 * 2**20  # bytes under a passphrase: age keeps all of it in memory
NAMED = re.compile(rb'\{"digest":"([0-9a-f]{64})","name":"(?:[^"\\]|\\.)*","size":\d+\}')  # a paper in an entry
STEPS = COLLECT, LOCK, WRITE, READ_BACK = "collect", "lock", "write", "read back"
FORKED = "forked {} {}"  # a setting: the last package of that party was refused, its next one from us holds everything
SIGNED = "signed {}"  # a setting: the signature over a stream's head, of a writer's key that is not ours (any more)
PART = ".*-*.*.????????.part"  # the temporary names
ANOTHER = "请换一只 U 盘再导出"
SAFE = "数据都还在本机，没有丢失。"


@dataclass(frozen=True)
class Passphrase:
    """Locks with words both sides agreed on, until they have exchanged key cards."""

    text: str

    def lock(self, data: bytes) -> bytes:
        """age with a passphrase; slow on purpose. Refuses more than 200 MB."""
        if len(data) > LARGEST_LOCKED:
            raise PackageProblem("这次要带走的超过 200 MB，口令锁不了这么大的包", then="请先不带附件导出", safe=SAFE)
        return pyrage.passphrase.encrypt(data, self.text)


@dataclass(frozen=True)
class Recipients:
    """Locks to public age keys: whoever holds one of the private keys opens it."""

    keys: tuple[str, ...]

    def lock(self, data: bytes) -> bytes:
        """age to all of these keys."""
        return pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(key) for key in self.keys])


@dataclass(frozen=True)
class Sending:
    """What goes to whom: by default all a station holds, private parts too, to its district.

    `paper` gives the bytes of an attached paper by its digest, None where it is not here. `told` hears which of STEPS
    begins; what it raises stops the export, and nothing is left behind.
    """

    to: Party | None = None
    world: str | None = None
    full: bool = True
    masked: bool = False
    paper: Callable[[str], bytes | None] = lambda digest: None
    told: Callable[[str], object] = str


@dataclass(frozen=True)
class Exported:
    """The file made, how many entries and papers it holds, and the papers named in it that are not here."""

    path: Path
    entries: int
    papers: int
    missing: tuple[str, ...]


def export(
    store: Store, keys: Keys, to_dir: Path, lock: Passphrase | Recipients, sending: Sending = Sending()
) -> Exported:
    """Write one package into a folder, usually a stick. Raises PackageProblem, leaving nothing half-written behind."""
    to = sending.to or receiver(store)
    world = sending.world or (to.code if to.role == "station" else store.identity.world)
    sending.told(COLLECT)
    stand(store, world)
    packed = _pack(store, keys, to, world, sending)
    sending.told(LOCK)
    locked = lock.lock(packed.data)
    stamp = datetime.now().strftime("%Y%m%d-%H%M")
    name = f"{store.identity.world}-{to.code}-{stamp}-{packed.manifest.id}{SUFFIX}"
    sending.told(WRITE)
    path = put(
        Path(to_dir), name, locked, sending.told, lambda: packed.people and looked(store, EXPORTED, name, packed.people)
    )
    if not sending.masked:
        spans = packed.manifest.streams
        if to.role != store.identity.role:  # another PC of one's own is nobody to report to
            note_sent(store, {stream: span.last for stream, span in spans.items()})
        note_package(
            store, path.name, to.name or to.code, {stream: (span.first, span.last) for stream, span in spans.items()}
        )
    entries = sum(span.last - span.first + 1 for span in packed.manifest.streams.values())
    return Exported(path, entries, len(packed.manifest.members) - 1, packed.missing)


def packed(store: Store, keys: Keys, to: Party, sending: Sending) -> bytes:
    """The zip of a package that is not locked: for a station that has no key yet, so without anything private."""
    stand(store, to.code)
    return _pack(store, keys, to, to.code, sending).data


def receiver(store: Store) -> Party:
    """Whom a station's package is for: the district it accepted, until then the one its code begins with."""
    if store.identity.role != "station":
        raise NotAllowed("区里导出时要说明给哪个站", then="请写明联络站的代码")
    district = "district"
    return accepted_party(store, district, "") or Party(district, store.identity.world[:PREFIX])


def to_keys(store: Store, to: Party | None = None) -> Recipients:
    """The lock that needs no words: the receiver's and our own key. Raises NotAllowed while we know no key of theirs."""
    to = to or receiver(store)
    if to.keys is None:
        raise NotAllowed(
            "还没有认过区里的钥匙卡，不写口令就不能加密",
            then=f"{ASK_FOR_CARD}；或者加 --passphrase-file 写着口令的文件",
        )
    return Recipients((to.keys["age"], store.identity.keys["age"]))


@dataclass(frozen=True)
class _Packed:
    manifest: Manifest
    data: bytes
    missing: tuple[str, ...]
    people: Mapping[str, int]  # {kind: of how many records the private part goes along}


def _pack(store: Store, keys: Keys, to: Party, world: str, sending: Sending) -> _Packed:
    lines: list[bytes] = []
    named: dict[str, None] = {}
    withheld: dict[str, list[int]] = {}
    spans, going = {}, set()
    kept, erased = not_due(store, to), hidden(store)
    full = sending.full or store.setting(FORKED.format(to.role, to.code)) is not None
    firsts = again(store, world, selected(store, world, to.role, full=full, masked=sending.masked), kept)
    for stream, first in firsts.items():
        seq, hash = store.head(stream)
        spans[stream] = Span(first, seq, hash, signature(store, keys, stream))
        for place, (data, private, kind, id) in enumerate(_rows(store, stream, first), first):
            if private and id in kept:
                withheld.setdefault(stream, []).append(place)
            private = b"" if sending.masked or id in kept or (stream, place) in erased else private or b""
            going |= {(kind, id)} if private else set()
            lines += (data, private)
            named |= dict.fromkeys(found.decode() for found in NAMED.findall(data + private))
    members = {JOURNAL: b"".join(line + b"\n" for line in lines)}
    papers = {name: sending.paper(name) for name in named}
    members |= {f"attachments/{name}": paper for name, paper in papers.items() if paper is not None}
    sender = Party(store.identity.role, store.identity.world, store.identity.name, keys.public())
    listed = {name: Member(digest(data), len(data)) for name, data in members.items()}
    manifest = Manifest(__version__, world, sender, to, clock.now(), sending.masked, spans, listed, withheld)
    missing = tuple(name for name, paper in papers.items() if paper is None)
    return _Packed(manifest, _zipped(manifest, keys, members), missing, Counter(kind for kind, _id in sorted(going)))


def _rows(store: Store, stream: str, first: int) -> Iterator[tuple[bytes, bytes | None, str, str]]:
    sql = "SELECT data, private, kind, id FROM entry WHERE stream=? AND seq>=? ORDER BY seq"
    return iter(store.db.execute(sql, (stream, first)))


def signature(store: Store, keys: Keys, stream: str) -> str:
    """A signature over the stream's head: ours where the stream is, else its writer's, kept when it was received."""
    if store.opens[stream]["keys"]["sign"] == keys.public()["sign"]:
        return keys.sign(head_words(stream, *store.head(stream))).hex()
    return store.setting(SIGNED.format(stream)) or ""


def _zipped(manifest: Manifest, keys: Keys, members: Mapping[str, bytes]) -> bytes:
    signed = manifest.data()
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, signed)
        file.writestr(SIGNATURE, keys.sign(signed).hex())
        for name, data in members.items():  # photos and PDF are packed already
            file.writestr(name, data, zipfile.ZIP_DEFLATED if name == JOURNAL else zipfile.ZIP_STORED)
    return out.getvalue()


def put(
    folder: Path,
    name: str,
    data: bytes,
    told: Callable[[str], object] = str,
    going: Callable[[], object] = lambda: None,
) -> Path:
    """Under a temporary name, flushed, read back, renamed; `going` is called before the last, and nothing is left behind when
    it fails."""
    part = folder / f".{name}.{secrets.token_hex(4)}.part"
    with stick(folder):
        for left in folder.glob(PART):  # by a program that was killed or a stick that was pulled
            left.unlink()
        try:
            with open(part, "xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
                if hasattr(os, "posix_fadvise"):  # read back from the stick, not from memory
                    os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            told(READ_BACK)
            if part.read_bytes() != data:
                raise PackageProblem("写进去的数据包读回来不一样，这只 U 盘可能坏了", then=ANOTHER, safe=SAFE)
            going()
            os.replace(part, folder / name)
            _flush(folder)
        except BaseException:
            with _quietly():
                part.unlink(missing_ok=True)
            raise
    return folder / name


def _flush(folder: Path) -> None:
    """The new name itself on the disk, where the system lets us."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _quietly() -> Iterator[None]:
    with suppress(OSError):  # the stick is gone; what matters is told already
        yield


@contextmanager
def stick(folder: Path) -> Iterator[None]:
    """The disk's errors in the clerk's words."""
    try:
        yield
    except OSError as error:
        what, then = {
            errno.ENOSPC: (f"{folder} 已满，数据包没有写成", "请腾出空间，或换一只 U 盘再导出"),
            errno.EROFS: (f"{folder} 是只读的，写不进去", "请关掉 U 盘上的写保护开关，或换一只 U 盘"),
            errno.EACCES: (f"{folder} 不让写入", "请换一个能写的地方再导出"),
            errno.EPERM: (f"{folder} 不让写入", "请换一个能写的地方再导出"),
            errno.ENOENT: (no_place(folder) or f"{folder}：{why(error)}", "请插好 U 盘，选对文件夹再导出"),
            errno.ENOTDIR: (no_place(folder) or f"{folder}：{why(error)}", "请选一个文件夹再导出"),
        }.get(error.errno or 0, (f"写数据包时出错（{why(error)}）", "请检查 U 盘，或换一只再导出"))
        raise PackageProblem(what, then=then, safe=SAFE) from error
