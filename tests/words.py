"""What is locked with words, made at next to no cost: a file in age's own form, which the real one opens.

age measures how dear words may be on this machine and settles at a second of work for every locking and opening; a test
that carries a package has then done little else. The stanza here asks for 2¹ rounds instead of 2¹⁶ and more, all else is
age's (age-encryption.org/v1, sections "scrypt recipient stanza" and "Payload"). `tests/conftest.py` puts it in the
place of the real one; a test of what words cost and one of a command that locks with them ask for `dear`, and where a command
is a process of its own (`tests/story/test_month.py`) it has the real one.
"""

from __future__ import annotations

import base64
import secrets

import pyrage
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

CHUNK, ROUNDS = 64 * 1024, 1  # bytes that are sealed at a time; a power of two
real = pyrage.passphrase.encrypt


def encrypt(data: bytes, words: str) -> bytes:
    """As `pyrage.passphrase.encrypt`."""
    file_key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    wrapping = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=2**ROUNDS, r=8, p=1).derive(
        words.encode()
    )
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), ROUNDS, _text(wrapped))
    proof = hmac.HMAC(_derived(file_key, b"", b"header"), hashes.SHA256())
    proof.update(head)
    return b"%s %s\n%s%s" % (head, _text(proof.finalize()), nonce, _sealed(_derived(file_key, nonce, b"payload"), data))


def _sealed(key: bytes, data: bytes) -> bytes:
    cipher, starts = ChaCha20Poly1305(key), range(0, max(len(data), 1), CHUNK)
    return b"".join(
        cipher.encrypt(at.to_bytes(11, "big") + bytes([begin == starts[-1]]), data[begin : begin + CHUNK], None)
        for at, begin in enumerate(starts)
    )


def _derived(key: bytes, salt: bytes, use: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, use).derive(key)


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
