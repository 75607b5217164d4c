"""For whom a package is, as far as it tells before it is taken in: what is plainly for somebody else can be left alone."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

import pyrage

from lianluozhan.errors import PackageProblem
from lianluozhan.folder import KEYS
from lianluozhan.package.manifest import MANIFEST, Party, read_manifest
from lianluozhan.package.read import LARGEST_MANIFEST, NO_KEY, needs_passphrase
from lianluozhan.package.unsent import PREFIX
from lianluozhan.store import Identity, Store
from lianluozhan.vault import Keys
from lianluozhan.whose import DISTRICT_ROLE, STATION_ROLE

NAMED = re.compile(r"(.+)-\d{8}-\d{4}-[0-9a-f]{8}.*")  # <from>-<to>-<yyyymmdd-hhmm>-<8 hex>, a copy's (2) behind it
HEAD = struct.Struct("<4s4xH8xI4xHH")  # of a zip's member: what it begins with, method, size, lengths of name and extra
BEGINS, DEFLATED = b"PK\x03\x04", 8
FIRST = 2**20  # bytes from the front of a package; its manifest stands there
LEFT_ALONE = "另有 {} 个包是给别的单位的，没有动。"


def is_here(identity: Identity, to: Party) -> bool:
    """Whether this office is the one a package names as its receiver."""
    enrolled = to.keys is not None or to.role == STATION_ROLE
    code = identity.world if enrolled else identity.world[:PREFIX]  # until then a station knows its district by these
    return (to.role, to.code) == (identity.role, code)


def parted(store: Store, paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The packages to be tried, and those that are plainly for somebody else."""
    keys = Keys.load(store.path.parent / KEYS)
    tried: list[Path] = []
    left: list[Path] = []
    for path in paths:
        (left if _elsewhere(path, store.identity, keys) else tried).append(path)
    return tried, left


def _elsewhere(path: Path, identity: Identity, keys: Keys) -> bool:
    """Whether both its name and what cannot be renamed say so: that none of our keys opens it, or its own manifest.

    A name alone is a hint, anybody may change it; a lock alone may be of a key of ours that this PC does not have yet;
    words tell nothing. Whatever is in doubt is tried, and refused with its reason where it has to be.
    """
    way = NAMED.fullmatch(path.stem)
    codes = (identity.world, identity.world[:PREFIX]) if identity.role == DISTRICT_ROLE else (identity.world,)
    if way is None or way[1].endswith(tuple(f"-{code}" for code in codes)) or needs_passphrase(path):
        return False
    front = _Front()
    try:
        with open(path, "rb") as file:
            pyrage.decrypt_io(file, front, keys.identities())
    except pyrage.DecryptError as error:
        return str(error) == NO_KEY
    except (_Enough, OSError):
        pass
    to = _receiver(bytes(front.data))
    return to is not None and not is_here(identity, to)


class _Enough(Exception):
    """The front is there: photos and PDF behind it are not worth reading."""


class _Front:
    """What a package begins with, once it is opened."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> int:
        """More of it; stops where there is enough."""
        self.data += data
        if len(self.data) >= FIRST:
            raise _Enough
        return len(data)

    def flush(self) -> None:
        """Nothing to be flushed."""


def _receiver(front: bytes) -> Party | None:
    """Whom the manifest names, which is the first member; None where it is not whole here."""
    try:
        begins, method, size, name, extra = HEAD.unpack_from(front)
        at = HEAD.size + name
        if (begins, method, front[HEAD.size : at]) != (BEGINS, DEFLATED, MANIFEST.encode()):
            return None
        packed = front[at + extra : at + extra + size]
        return read_manifest(zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, LARGEST_MANIFEST)).to
    except (struct.error, zlib.error, PackageProblem):
        return None
