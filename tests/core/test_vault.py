"""A folder's own keys: made once, kept for its owner, used to sign and to open."""

import json
import os
import stat

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lianluozhan.errors import FolderDamaged
from lianluozhan.vault import Keys, signed


def test_keys_go_round(tmp_path):
    """Saved and loaded they are the same keys."""
    keys = Keys.make()
    keys.save(tmp_path / "keys.json")
    again = Keys.load(tmp_path / "keys.json")
    assert again.public() == keys.public()
    assert signed(keys.public()["sign"], again.sign(b"x"), b"x")


def test_each_folder_has_its_own():
    """No two are alike."""
    made = [Keys.make().public() for _ in range(5)]
    assert len({key["sign"] for key in made}) == len({key["age"] for key in made}) == 5


def test_what_is_public_holds_no_secret(tmp_path):
    """What a stream's first entry names does not let anybody sign or open."""
    keys = Keys.make()
    keys.save(tmp_path / "keys.json")
    kept = json.loads((tmp_path / "keys.json").read_text("utf-8"))
    assert set(keys.public()) == {"sign", "age"}
    assert kept["sign"] not in keys.public().values()
    assert kept["age"] not in keys.public().values()
    assert keys.public()["age"].startswith("age1")


def test_a_signature_is_ed25519():
    """Another library's reading of the standard agrees; one changed bit does not verify."""
    keys = Keys.make()
    public, signature = keys.public()["sign"], keys.sign("清单".encode())
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, "清单".encode())
    assert len(signature) == 64
    assert signed(public, signature, "清单".encode())
    assert not signed(public, signature, "清单二".encode())
    assert not signed(public, signature[:-1] + bytes([signature[-1] ^ 1]), "清单".encode())
    assert not signed(Keys.make().public()["sign"], signature, "清单".encode())


@pytest.mark.parametrize("public", ["", "xyz", "ab", "00" * 31])
def test_a_key_that_is_none(public):
    """What is no key has signed nothing."""
    assert not signed(public, b"\0" * 64, b"x")


def test_what_is_sealed_for_us_opens():
    """age opens what was encrypted to our recipient, and nobody else's key does."""
    keys = Keys.make()
    sealed = pyrage.encrypt("原话".encode(), [pyrage.x25519.Recipient.from_str(keys.public()["age"])])
    assert pyrage.decrypt(sealed, keys.identities()) == "原话".encode()
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, Keys.make().identities())


def test_keys_are_never_overwritten(tmp_path):
    """A key lost is a folder lost: saving over one is refused."""
    Keys.make().save(tmp_path / "keys.json")
    before = (tmp_path / "keys.json").read_bytes()
    with pytest.raises(FileExistsError):
        Keys.make().save(tmp_path / "keys.json")
    assert (tmp_path / "keys.json").read_bytes() == before


def test_only_the_owner_reads_them(tmp_path):
    """The file is closed to others, where the system knows owners."""
    Keys.make().save(tmp_path / "keys.json")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        "{}",
        '{"sign": "zz", "age": "x"}',
        '{"sign": "00", "age": "x"}',
        '{"sign": 5, "age": 5}',
        '{"sign": "%s"}' % ("00" * 32),
        '{"sign": "%s", "age": "AGE-SECRET-KEY-1"}' % ("00" * 32),
        "\ufffe",
    ],
)
def test_keys_that_cannot_be_read(tmp_path, text):
    """A missing or spoiled key file is told with what to do."""
    if text is not None:
        (tmp_path / "keys.json").write_text(text, "utf-8")
    with pytest.raises(FolderDamaged) as told:
        Keys.load(tmp_path / "keys.json")
    assert "keys.json" in str(told.value)
    assert "备份" in str(told.value)
