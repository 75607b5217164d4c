"""Keys: what signs a package and what opens one sent to us; made with the folder, from its first day."""

from __future__ import annotations

import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import IdentityError, x25519

from lianluozhan.errors import FolderDamaged


class Keys:
    """A folder's own keys: Ed25519 to sign, X25519 (age) to open."""

    def __init__(self, sign: bytes, age: str) -> None:
        self._sign, self._age = Ed25519PrivateKey.from_private_bytes(sign), x25519.Identity.from_str(age)

    @classmethod
    def make(cls) -> Keys:
        """Fresh random keys."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw(), str(x25519.Identity.generate()))

    @classmethod
    def load(cls, path: Path) -> Keys:
        """The keys kept in keys.json."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            return cls(bytes.fromhex(kept["sign"]), kept["age"])
        except (OSError, ValueError, KeyError, TypeError, IdentityError) as error:
            raise FolderDamaged(
                "这个数据文件夹的钥匙文件 keys.json 读不出来", then="请从备份里取回 keys.json，再打开一次"
            ) from error

    def save(self, path: Path) -> None:
        """Keep them, readable to the owner only; a vault of passwords comes around them later."""
        text = json.dumps({"format": 1, "sign": self._sign.private_bytes_raw().hex(), "age": str(self._age)})
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    def public(self) -> dict[str, str]:
        """What the first entry of a stream names: {"sign": hex, "age": recipient}."""
        sign = self._sign.public_key().public_bytes_raw().hex()
        return {"sign": sign, "age": str(self._age.to_public())}

    def sign(self, data: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        return self._sign.sign(data)

    def identity(self) -> x25519.Identity:
        """What opens a package sent to us."""
        return self._age


def signed(public: str, signature: bytes, data: bytes) -> bool:
    """Whether the holder of a public signing key (hex) signed these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
