"""keys.json: what signs a package, what opens one sent to us, what the data files are locked with; made with the folder.

    format 1    no passwords: the two keys as they are, readable to their owner only; while they are renewed, the next two
    format 2    passwords: `doors`, and `locked`, which every door opens: age( {"sign", "age", "files": [key, …]} )

A door is an age key of its own: a person's and the recovery code's is kept here wrapped with what they know
(lianluozhan/password.py), the district's is on its own card. `files` has one key of the data files; two while they are
being written anew under the last of them (lianluozhan/rekey.py), an empty one means in the clear.

What was opened stays in this process only, until it is locked again: whoever connects to a data file of that folder
finds its key here, so that none can be written in the clear by mistake.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import DecryptError, IdentityError, RecipientError, x25519

from lianluozhan.errors import FolderDamaged, Locked, NewerFolder

KEYS = "keys.json"
PLAIN, GUARDED = 1, 2  # the formats
PERSON, CODE, DISTRICT = "person", "code", "district"  # kinds of doors
CLEAR = ""  # the key of a data file that is not locked
UNREADABLE = (OSError, ValueError, KeyError, TypeError, IdentityError, RecipientError)


class Keys:
    """A folder's own keys: Ed25519 to sign, X25519 (age) to open; and what it had to open before, where they were renewed."""

    def __init__(self, sign: bytes, age: str, former: Sequence[str] = ()) -> None:
        self._sign, self._age = Ed25519PrivateKey.from_private_bytes(sign), x25519.Identity.from_str(age)
        self._former = [x25519.Identity.from_str(one) for one in former]

    @classmethod
    def make(cls) -> Keys:
        """Fresh random keys."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(x25519.Identity.generate()))

    @classmethod
    def after(cls, old: Keys) -> Keys:
        """Fresh ones that still open what was locked to the old."""
        return cls(
            Ed25519PrivateKey.generate().private_bytes_raw(),
            str(x25519.Identity.generate()),
            list(map(str, old.identities())),
        )

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Keys:
        """Those of which `private` was kept."""
        return cls(bytes.fromhex(kept["sign"]), kept["age"], kept.get("former", ()))

    @classmethod
    def load(cls, path: Path) -> Keys:
        """The keys kept in a keys.json. Raises FolderDamaged, and Locked where a password has to be given first."""
        return ring(path.parent).keys

    def save(self, path: Path) -> None:
        """Keep them in a new folder, readable to the owner only; never over others."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        _write(handle, {"format": PLAIN, **self.private()})

    def private(self) -> dict[str, Any]:
        """What is kept of them: {"sign": hex, "age": identity}, and where they were renewed "former": identities."""
        kept = {"sign": self._sign.private_bytes_raw().hex(), "age": str(self._age)}
        return kept | ({"former": list(map(str, self._former))} if self._former else {})

    def public(self) -> dict[str, str]:
        """What the first entry of a stream names: {"sign": hex, "age": recipient}."""
        sign = self._sign.public_key().public_bytes_raw().hex()
        return {"sign": sign, "age": str(self._age.to_public())}

    def sign(self, data: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        return self._sign.sign(data)

    def identities(self) -> list[x25519.Identity]:
        """What opens a package sent to us, the present one first."""
        return [self._age, *self._former]


class Door(NamedTuple):
    """Who may open a folder: kind and name, the recipient it is locked to, and its identity wrapped (hex; "" where others
    hold it) with what somebody knows, at a cost ("KiB,rounds,lanes" of Argon2id)."""

    kind: str
    name: str
    recipient: str
    salt: str = ""
    wrapped: str = ""
    cost: str = ""


class Ring(NamedTuple):
    """What an opened folder goes on with: its keys, the keys of its data files (the last is the one to write with), who opened
    it; and the keys that take the place of the first, until the journal says so."""

    keys: Keys
    files: tuple[str, ...] = (CLEAR,)
    who: str = ""
    next: Keys | None = None

    def private(self) -> dict[str, Any]:
        """What is kept of its keys."""
        return {**self.keys.private(), **({"next": self.next.private()} if self.next else {})}


_RINGS: dict[Path, Ring] = {}


def doors(folder: Path) -> tuple[Door, ...]:
    """Who may open a folder; none where it has no passwords. Raises FolderDamaged."""
    return _doors(_read(folder))


def locked(folder: Path) -> bool:
    """Whether somebody has to give a password before anything of this folder can be read."""
    return folder.resolve() not in _RINGS and (folder / KEYS).exists() and bool(doors(folder))


def ring(folder: Path) -> Ring:
    """What a folder goes on with. Raises Locked where a password has to be given first, FolderDamaged."""
    kept = _read(folder)
    if not _doors(kept):
        return _clear(kept)
    try:
        return _RINGS[folder.resolve()]
    except KeyError:
        raise Locked(
            "这个数据文件夹设了密码，要先打开", then="请输入密码；命令里用 --password-file 写明密码文件"
        ) from None


def _clear(kept: Mapping[str, Any]) -> Ring:
    try:
        return Ring(Keys.read(kept), next=_next(kept))
    except UNREADABLE as error:
        raise damaged() from error


def unlock(folder: Path, identity: x25519.Identity | Sequence[x25519.Identity], who: str = "") -> Ring:
    """Open a folder with the private key of one of its doors, or several that may be it.

    Raises Locked where it is none of theirs, FolderDamaged.
    """
    ways = [identity] if isinstance(identity, x25519.Identity) else list(identity)
    opened = _RINGS[folder.resolve()] = _opened(_read(folder), ways, who)
    return opened


def _opened(kept: Mapping[str, Any], ways: Sequence[x25519.Identity], who: str) -> Ring:
    try:
        said = json.loads(pyrage.decrypt(base64.b64decode(kept["locked"]), ways))
        opened = Ring(Keys.read(said), tuple(map(str, said["files"])), who, _next(said))
        if not opened.files:
            raise ValueError("no key")
    except DecryptError:
        raise Locked("这把钥匙打不开这个数据文件夹", then="请用密码或恢复码打开") from None
    except UNREADABLE as error:
        raise damaged() from error
    return opened


def keys_of(content: bytes, opens: Callable[[tuple[Door, ...]], Sequence[x25519.Identity]]) -> Keys:
    """The keys in the bytes of a keys.json, which touch no disk; `opens` has the private keys of its doors, where it has any.

    Raises Locked where they open nothing, FolderDamaged.
    """
    kept = _understood(lambda: content.decode("utf-8"))
    ways = _doors(kept)
    if ways:
        return _opened(kept, opens(ways), "").keys
    return _clear(kept).keys


def lock(folder: Path) -> None:
    """Forget what was opened; whoever comes next needs a password again."""
    _RINGS.pop(folder.resolve(), None)


def lend(folder: Path, copy: Path) -> None:
    """A copy of an opened folder opens like it, until it is locked."""
    if doors(folder):
        _RINGS[copy.resolve()] = ring(folder)


def who(folder: Path) -> str:
    """Whose password opened this folder; "" where it has none, or it was opened otherwise."""
    held = _RINGS.get(folder.resolve())
    return held.who if held else ""


def file_keys(folder: Path) -> tuple[str, ...]:
    """The keys a data file of this folder may be locked with, the last being the one to write with."""
    held = _RINGS.get(folder.resolve())
    if held:
        return held.files
    return ring(folder).files if (folder / KEYS).exists() else (CLEAR,)


def keep(folder: Path, held: Ring, to: Sequence[Door]) -> None:
    """Write a folder's keys.json anew: locked to these doors, or with none in the clear. A power cut leaves the old or the new one."""
    content: dict[str, Any] = {"format": PLAIN, **held.private()}
    if to:
        said = json.dumps({**held.private(), "files": held.files}).encode()
        sealed = pyrage.encrypt(said, [x25519.Recipient.from_str(door.recipient) for door in to])
        content = {
            "format": GUARDED,
            "doors": [door._asdict() for door in to],
            "locked": base64.b64encode(sealed).decode(),
        }
    fresh = (folder / KEYS).with_suffix(".new")
    fresh.unlink(missing_ok=True)
    try:
        _write(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
        os.replace(fresh, folder / KEYS)
    except OSError:  # no room: what was begun takes none of it
        fresh.unlink(missing_ok=True)
        raise
    if to:
        _RINGS[folder.resolve()] = held
    else:
        lock(folder)


def _next(kept: Mapping[str, Any]) -> Keys | None:
    return Keys.read(kept["next"]) if "next" in kept else None


def _read(folder: Path) -> dict[str, Any]:
    return _understood(lambda: (folder / KEYS).read_text("utf-8"))


def _understood(read: Callable[[], str]) -> dict[str, Any]:
    try:
        kept = json.loads(read())
        newer = kept["format"] > GUARDED
    except UNREADABLE as error:
        raise damaged() from error
    if newer:
        raise NewerFolder
    return kept


def _doors(kept: dict[str, Any]) -> tuple[Door, ...]:
    if kept["format"] == PLAIN:
        return ()
    try:
        found = tuple(Door(**{name: str(value) for name, value in door.items()}) for door in kept["doors"])
    except (KeyError, TypeError, AttributeError) as error:
        raise damaged() from error
    if not found:
        raise damaged()
    return found


def damaged() -> FolderDamaged:
    """What to say of a keys.json that cannot be read."""
    return FolderDamaged("这个数据文件夹的钥匙文件 keys.json 读不出来", then="请从备份里取回 keys.json，再打开一次")


def _write(handle: int, content: dict[str, Any]) -> None:
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())


@lru_cache(maxsize=1024)  # the same few hand-overs are looked at with every package
def signed(public: str, signature: bytes, data: bytes) -> bool:
    """Whether the holder of a public signing key (hex) signed these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
