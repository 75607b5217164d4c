"""Opening a package that came from outside: nothing in it is believed before it is checked, nothing touches the disk."""

from __future__ import annotations

import gc
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pyrage

from lianluozhan import journal
from lianluozhan.errors import Damaged, NewerFormat, PackageProblem, WrongPassphrase, WrongReceiver, why
from lianluozhan.journal import Entry, digest
from lianluozhan.package.manifest import (
    AGAIN,
    JOURNAL,
    MANIFEST,
    NOT_IN,
    SIGNATURE,
    TAKE_OVER,
    Manifest,
    Span,
    read_manifest,
)
from lianluozhan.vault import Keys, signed

LARGEST = 2**30  # bytes of a package, and of all it unpacks to
LARGEST_MANIFEST = 2**24
AGE = b"age-encryption.org/"
BY_PASSPHRASE = b"age-encryption.org/v1\n-> scrypt "
NO_KEY = "No matching keys found"  # age's own words for a package that none of these keys opens
# What zipfile raises on bytes that were tampered with.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OSError,
    KeyError,
)


@dataclass(frozen=True)
class Package:
    """A package that is what its writer signed; whether it may be taken in is `merge`'s question."""

    manifest: Manifest
    entries: tuple[Entry, ...]
    papers: Mapping[str, bytes]


@contextmanager
def unswept() -> Iterator[None]:
    """While thousands of entries come in none of them is rubbish: looking for some takes a tenth of the time."""
    looking = gc.isenabled()  # a window looks by itself
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@unswept()
def read(path: Path, keys: Keys, passphrase: str | None = None) -> Package:
    """Open a package file with our key or a passphrase. Raises a PackageProblem that says what is wrong with it."""
    try:
        if path.stat().st_size > LARGEST:
            raise Damaged(f"{path.name} 超过 1 GB，不会是联络站的数据包", then="请选对文件")
        data = path.read_bytes()
    except OSError as error:
        raise PackageProblem(f"读不了 {path}（{why(error)}）", then="请插好 U 盘，选对文件再导入") from None
    return unpack(unlock(data, keys, passphrase))


def needs_passphrase(path: Path) -> bool:
    """Whether a package is locked with a passphrase rather than to a key."""
    try:
        with open(path, "rb") as file:
            return file.read(len(BY_PASSPHRASE)) == BY_PASSPHRASE
    except OSError:
        return False


def unlock(data: bytes, keys: Keys, passphrase: str | None) -> bytes:
    """The zip inside; in memory only."""
    if not data.startswith(AGE):
        raise Damaged("这不是联络站的数据包，或开头已经损坏", then=f"请选对文件；没选错就{AGAIN}")
    by_passphrase = data.startswith(BY_PASSPHRASE)
    if by_passphrase and not passphrase:
        raise WrongPassphrase("这个数据包要用口令打开", then="请写上导出时用的口令")
    try:
        if by_passphrase:
            return pyrage.passphrase.decrypt(data, passphrase)
        return pyrage.decrypt(data, keys.identities())
    except pyrage.DecryptError as error:
        raise _locked(str(error)) from None


def _locked(error: str) -> PackageProblem:
    """age's own words told apart: only a wrong passphrase fails at the file key; it judges by a trial on this PC what is too dear."""
    if error == "Decryption failed":
        return WrongPassphrase("口令不对，或数据包的开头已经损坏", then=f"请核对口令再试；确实没错就{AGAIN}")
    if error == NO_KEY:
        return WrongReceiver(
            "这个数据包不是给本机的，本机的钥匙打不开",
            then=f"请对方核对接收单位后重新导出；本单位换过钥匙的，这台电脑先换过来：{TAKE_OVER}",
        )
    if error.startswith("Excessive work"):
        return PackageProblem(
            "这个数据包的口令这台电脑现在解不动：太忙，或者比写它的电脑慢得多",
            then=f"请关掉别的程序，过一会儿再导入；还不行就请对方认过钥匙卡以后不用口令导出，或{AGAIN}",
        )
    if error.startswith("Unknown age format"):
        return NewerFormat("这个数据包的加密格式本程序不认识", then="请先升级本程序；已是最新就请对方重新导出")
    return Damaged("数据包损坏或不完整，可能没有拷完", then=f"请重新拷一次；还不行就{AGAIN}")


def unpack(data: bytes) -> Package:
    """The package of a zip: members exactly as the signed manifest lists them, entries as it counts them."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            return _unpack(file)
    except BROKEN_ZIP:
        raise Damaged("数据包里面损坏了", then=AGAIN) from None


def _unpack(file: zipfile.ZipFile) -> Package:
    names = [info.filename for info in file.infolist()]
    if len(set(names)) != len(names) or not {MANIFEST, SIGNATURE, JOURNAL} <= set(names):
        raise _not_as_listed()
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in file.infolist()):
        raise _not_as_listed()
    listed = _member(file, MANIFEST, LARGEST_MANIFEST)
    manifest = read_manifest(listed)
    signature = bytes.fromhex(_member(file, SIGNATURE, 128).decode("ascii"))
    if not signed(manifest.sender.public["sign"], signature, listed):
        raise Damaged("数据包的签名对不上，清单被改过", then=NOT_IN)
    if set(names) != {MANIFEST, SIGNATURE, *manifest.members}:
        raise _not_as_listed()
    if sum(member.size for member in manifest.members.values()) > LARGEST:
        raise Damaged("数据包解开后超过 1 GB，不正常", then=AGAIN)
    members = {}
    for name, member in manifest.members.items():
        members[name] = _member(file, name, member.size)
        if digest(members[name]) != member.digest:
            raise _not_as_listed()
    entries = _entries(members.pop(JOURNAL), manifest.streams)
    return Package(manifest, entries, {name.removeprefix("attachments/"): paper for name, paper in members.items()})


def _not_as_listed() -> Damaged:
    return Damaged("数据包里的文件与清单不符", then=AGAIN)


def _member(file: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A member's bytes, never unpacking more than it may have."""
    with file.open(name) as member:
        data = member.read(most + 1)
    if len(data) > most:
        raise _not_as_listed()
    return data


def _entries(data: bytes, spans: Mapping[str, Span]) -> tuple[Entry, ...]:
    """The entries of journal.jsonl, two lines each; each stream's run is as the manifest says."""
    lines = data.split(b"\n")
    if lines.pop() or len(lines) % 2:
        raise _not_as_listed()
    entries = tuple(
        journal.read(open_, private or None) for open_, private in zip(lines[::2], lines[1::2], strict=True)
    )
    expected = {stream: span.first for stream, span in spans.items()}
    hashes = {}
    for entry in entries:
        if expected.get(entry.stream) != entry.seq:
            raise _not_as_listed()
        expected[entry.stream] += 1
        hashes[entry.stream] = entry.hash
    if any(expected[s] != span.last + 1 or hashes.get(s) != span.hash for s, span in spans.items()):
        raise _not_as_listed()
    return entries
