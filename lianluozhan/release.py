"""A new version as it comes on a stick: a small file the publisher signed, naming the installer beside it; whom to believe.

    联络站-更新-0.2.0-win32.llu     two lines: the manifest (JSON), its Ed25519 signature (hex)
    联络站-安装程序-0.2.0.exe       what it names, by size and SHA-256; on Linux 联络站-0.2.0-linux.tar.gz

Both lie side by side, on a stick beside the district's packages too: the publisher's signature is what counts, whoever
carries it. The keys that are believed are the program's own data (resources/release/keys.json).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from lianluozhan import __version__, resource
from lianluozhan.errors import NewerUpdate, UpdateProblem, why
from lianluozhan.journal import HASH, canonical, digest
from lianluozhan.vault import signed

FORMAT = 1
ENDING = ".llu"
SYSTEMS = {"win32": "Windows", "linux": "Linux"}
VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
NAME = re.compile(r"[\w\-][\w\-.]{0,100}\.(exe|tar\.gz)")  # a file beside it, never a way elsewhere
LONGEST, LARGEST = 64 * 2**10, 2**30  # bytes of the signed file, of what it names
KEY = re.compile(r"[0-9a-f]{64}")
AGAIN = "请向发布的单位要一份新的，两个文件一起拷来"


class Release(NamedTuple):
    """What a publisher says of a version: for which system, the file beside it, the formats it writes, what is new."""

    version: str
    system: str
    file: str
    size: int
    sha256: str
    formats: Mapping[str, int]
    notes: Sequence[str] = ()


def order(version: str) -> tuple[int, ...]:
    """What decides which of two versions is newer."""
    return tuple(map(int, version.split(".")))


def trusted(file: Path | None = None) -> tuple[str, ...]:
    """The public keys a new version may be signed with."""
    kept = json.loads((file or resource.path("release", "keys.json")).read_text("utf-8"))
    return tuple(one["public"] for one in kept["keys"] if KEY.fullmatch(one["public"]))


def manifest(release: Release) -> bytes:
    """The bytes that are signed."""
    return canonical(
        {"format": FORMAT, **release._asdict(), "formats": dict(release.formats), "notes": list(release.notes)}
    )


def file_name(release: Release) -> str:
    """What the signed file is called."""
    return f"联络站-更新-{release.version}-{release.system}{ENDING}"


def read(file: Path, keys: Sequence[str] | None = None) -> Release:
    """What a signed file says, once it is sure who said it; nothing of it is believed before. Raises UpdateProblem."""
    keys = trusted() if keys is None else keys
    if not keys:
        raise UpdateProblem(
            "这个程序没有带发布者的公钥，什么更新都还不能信",
            then="请用发布的单位给的安装程序；发布者怎样放公钥，写在 README 里",
        )
    try:
        with file.open("rb") as opened:
            said, signature = opened.read(LONGEST).split(b"\n")[:2]
        known = any(signed(key, bytes.fromhex(signature.decode("ascii")), said) for key in keys)
    except FileNotFoundError:
        raise UpdateProblem(f"没有 {file} 这个文件", then="请选对那个 .llu 文件再做一次") from None
    except OSError as error:
        raise UpdateProblem(f"读不了 {file.name}（{why(error)}）", then=AGAIN) from error
    except ValueError:
        raise UpdateProblem(f"{file.name} 不是更新文件，或者没有拷全", then=AGAIN) from None
    if not known:
        raise UpdateProblem(f"{file.name} 不是认识的单位发布的，或者被改过", then="请不要装它；" + AGAIN)
    return _understood(file, said)


def _understood(file: Path, said: bytes) -> Release:
    """A signed manifest; who signed it may still have made a mistake, or have a newer program."""
    try:
        kept: dict[str, Any] = json.loads(said)
        if kept.pop("format") > FORMAT:
            raise NewerUpdate(file.name)
        release = Release(**kept)
        good = (
            all((VERSION.fullmatch(release.version), NAME.fullmatch(release.file), HASH.fullmatch(release.sha256)))
            and type(release.size) is int
            and 0 < release.size <= LARGEST
            and isinstance(release.system, str)
            and all(type(value) is int for value in release.formats.values())
            and all(isinstance(note, str) for note in release.notes)
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        good = False
    if not good:
        raise UpdateProblem(f"{file.name} 的内容读不懂", then=AGAIN)
    return release


def verified(file: Path, release: Release) -> Path:
    """The file it names, beside it, byte for byte what was signed. Raises UpdateProblem."""
    named = file.with_name(release.file)
    try:
        with named.open("rb") as opened:
            if _digest(opened) == (release.size, release.sha256):
                return named
    except FileNotFoundError:
        raise UpdateProblem(
            f"{file.name} 旁边没有 {release.file}", then="请把两个文件一起拷来，放在同一个地方"
        ) from None
    except OSError as error:
        raise UpdateProblem(f"读不了 {release.file}（{why(error)}）", then=AGAIN) from error
    raise UpdateProblem(f"{release.file} 和签过名的不一样，没有拷全，或者被换过", then="请不要运行它；" + AGAIN)


def _digest(opened: BinaryIO) -> tuple[int, str]:
    """Size and SHA-256, read no further than anything signed may be."""
    made, size = hashlib.sha256(), 0
    while (part := opened.read(2**20)) and size <= LARGEST:
        made.update(part)
        size += len(part)
    return size, made.hexdigest()


def told(named: Path, version: str, system: str, formats: Mapping[str, int], notes: Sequence[str] = ()) -> Release:
    """What there is to be signed of a file that was just built."""
    data = named.read_bytes()
    return Release(version, system, named.name, len(data), digest(data), formats, tuple(notes))


def files(places: Iterable[Path]) -> list[Path]:
    """The signed files that lie in these folders; one that is gone has none."""
    found: list[Path] = []
    for place in places:
        try:
            found += sorted(file for file in place.iterdir() if file.suffix == ENDING)
        except OSError:
            continue  # not there, or the stick is just being pulled
    return found


def newest(places: Iterable[Path], keys: Sequence[str] | None = None) -> tuple[Path, Release] | None:
    """The newest version for this system among those that lie there, where it is newer than this program; its installer is
    looked at only when it is to be taken."""
    found = []
    for file in files(places):
        try:
            release = read(file, keys)
        except UpdateProblem:
            continue
        if release.system == sys.platform and order(release.version) > order(__version__):
            found.append((order(release.version), file, release))
    return max(found)[1:] if found else None
