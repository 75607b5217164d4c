"""A backup's one file, written and taken apart.

backup.json   what it is      folder.json keys.json station.db papers-<year>.db   the folder, as it stood
"""

from __future__ import annotations

import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from lianluozhan import attachment, vault
from lianluozhan.driver import connect
from lianluozhan.errors import FolderDamaged, FolderProblem, NewerFolder
from lianluozhan.folder import CARD, DATABASE, KEYS

FORMAT, BESIDES = 1, 2  # of a backup that holds its papers, of one that has them beside it
ABOUT, ATTIC, PAPERS = "backup.json", "attic", "papers"
QUICK = 1  # of zlib's levels: half the time of the usual one, for an eighth more
MEMBER = re.compile(r"(?:station|papers-\d{4})\.db|folder\.json|keys\.json|backup\.json")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
)
RIGHT_FILE = "请插好 U 盘，选对文件"
EARLIER = "请换一个更早的备份"


def pack(path: Path, about: Mapping[str, Any], room: Path, part: Path) -> None:
    """Copies as of one moment each, papers first: what an entry names is there."""
    databases = [*(attachment.files(path) if ATTIC not in about else ()), path / DATABASE]
    for database in reversed(databases):
        with closing(connect(database, readonly=True)) as source:
            source.execute("VACUUM INTO ?", (str(room / database.name),))
    with open(part, "wb") as out:
        smaller = not vault.file_keys(path)[-1]  # what is encrypted does not pack smaller, nor do photos
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=QUICK) as bundle:
            bundle.writestr(ABOUT, json.dumps(about, ensure_ascii=False))
            for name in (CARD, KEYS):
                bundle.write(path / name, name)
            for database in databases:
                packed = zipfile.ZIP_DEFLATED if smaller and database.name == DATABASE else zipfile.ZIP_STORED
                bundle.write(room / database.name, database.name, packed)
        out.flush()
        os.fsync(out.fileno())


def unpack(file: Path, to: Path) -> dict[str, Any]:
    """What a backup says of itself; what it holds is unpacked there. Raises FolderProblem."""
    with _readable(file), zipfile.ZipFile(file) as bundle:
        names = bundle.namelist()
        if len(set(names)) != len(names) or not {ABOUT, CARD, KEYS, DATABASE} <= set(names):
            raise ValueError(names)
        if not all(map(MEMBER.fullmatch, names)):
            raise ValueError(names)
        about = json.loads(bundle.read(ABOUT))
        if about["format"] > BESIDES:
            raise NewerFolder
        to.mkdir()
        for name in names:
            bundle.extract(name, to)
        return about


def attic_of(file: Path) -> str:
    """The file beside it that has a backup's papers; "" where they are within."""
    with _readable(file), zipfile.ZipFile(file) as bundle:
        return str(json.loads(bundle.read(ABOUT)).get(ATTIC, ""))


def guarded(file: Path) -> bool:
    """Whether it is of a folder that has passwords; what nobody can read counts as that."""
    try:
        with zipfile.ZipFile(file) as bundle:
            return bool(json.loads(bundle.read(KEYS))["format"] == vault.GUARDED)
    except (OSError, *UNREADABLE):
        return True


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise FolderProblem(f"没有 {file} 这个备份文件", then=RIGHT_FILE) from None
    except UNREADABLE:
        raise FolderDamaged(f"{file.name} 不是联络站的备份，或者已经损坏", then=EARLIER) from None
