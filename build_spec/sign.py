"""`dev.py bundle --key FILE`: the small signed file that lets programs take a new version (lianluozhan/release.py).

The key is a PEM file of whoever publishes, never in this checkout: `openssl genpkey -algorithm ed25519 -out release.pem`.
A program believes the public halves in resources/release/keys.json and no others; a key that is not there signs nothing here.
"""

from __future__ import annotations

import getpass
import gzip
import io
import re
import tarfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as Key
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from product import OUT, PROGRAM, ROOT, WINDOW, Refused, moment

MOST_NOTES = 12


def key_of(words: list[str]) -> Key | None:
    """The key that is named; None where none is. Raises Refused where programs would not believe it."""
    if "--key" not in words:
        return None
    try:
        file = Path(words[words.index("--key") + 1])
        data = file.read_bytes()
    except (IndexError, OSError) as error:
        raise Refused(f"--key 后面要写发布者的私钥文件：{error}") from error
    secret = getpass.getpass("私钥的口令：").encode() if b"ENCRYPTED" in data else None
    try:
        key = load_pem_private_key(data, secret)
    except (ValueError, TypeError) as error:
        raise Refused(f"{file} 不是 PEM 私钥，或者口令不对。") from error
    if not isinstance(key, Key):
        raise Refused(f"{file} 不是 Ed25519 私钥：openssl genpkey -algorithm ed25519 -out release.pem")
    check(key)
    return key


def check(key: Key) -> None:
    """Programs built here believe it."""
    from lianluozhan import release

    public = key.public_key().public_bytes_raw().hex()
    if public not in release.trusted(ROOT / "resources" / "release" / "keys.json"):
        raise Refused(f"程序不认这把钥匙。先把公钥写进 resources/release/keys.json，再打包：\n{public}")


def packed(folder: Path, number: str, to: Path = OUT) -> Path:
    """The Linux program as one file: the same bytes for the same folder."""
    made, at = to / f"{WINDOW}-{number}-linux.tar.gz", moment()
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for file in sorted([folder, *folder.rglob("*")]):
            one = archive.gettarinfo(file, f"{PROGRAM}/{file.relative_to(folder).as_posix()}".rstrip("/."))
            one.uid = one.gid = 0
            one.uname = one.gname = ""
            one.mtime = at
            one.mode = 0o755 if file.is_dir() or one.mode & 0o100 else 0o644
            if one.isreg():
                with file.open("rb") as data:
                    archive.addfile(one, data)
            else:
                archive.addfile(one)
    made.write_bytes(gzip.compress(raw.getvalue(), 6, mtime=0))
    return made


def notes(number: str) -> list[str]:
    """What is new in this version, as CHANGELOG.md says it."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.search(rf"^## {re.escape(number)}\b.*?\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    lines = re.findall(r"^- (.+?)(?=\n- |\n\n|\n#|\Z)", found[1], re.DOTALL | re.MULTILINE) if found else []
    return [" ".join(line.split()) for line in lines[:MOST_NOTES]]


def beside(named: Path, number: str, system: str, key: Key) -> Path:
    """The signed file beside what was built, read back as a program would."""
    from lianluozhan import release, update

    said = release.told(named, number, system, update.FORMATS, notes(number))
    data = release.manifest(said)
    made = named.with_name(release.file_name(said))
    made.write_bytes(data + b"\n" + key.sign(data).hex().encode() + b"\n")
    release.verified(made, release.read(made, (key.public_key().public_bytes_raw().hex(),)))
    print(f"{made}　签过名，{named.name} {named.stat().st_size / 1_000_000:.0f} MB", flush=True)
    return made
