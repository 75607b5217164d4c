"""A kept paper shown again: its bytes as they were kept, and a copy other programs open; only papers, never programs."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from lianluozhan.attachment import PAPER_AGAIN, paper
from lianluozhan.errors import FolderDamaged, NotAllowed, NotFound
from lianluozhan.journal import digest

PICTURES = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp"))
PDF = ".pdf"
OTHERS = frozenset(
    (
        ".ofd",
        ".doc",
        ".docx",
        ".xls",
        ".xlsx",
        ".ppt",
        ".pptx",
        ".wps",
        ".et",
        ".dps",
        ".txt",
        ".rtf",
        ".csv",
        ".tif",
        ".tiff",
    )
)
PREFIX = "lianluozhan-copies-"  # of folders of copies
STALE = 24 * 3600  # seconds after which copies that a killed program left are swept away
LONGEST = 80  # characters of a copy's name
# A name other systems would take for a device, a path, or several.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def kept(folder: Path, named: Mapping[str, Any]) -> bytes:
    """The bytes of a record's paper {digest, name, size}.

    Raises NotFound where it is not here, FolderDamaged where it is not what was kept.
    """
    data = paper(folder, named["digest"])
    if data is None:
        raise NotFound(
            f"附件“{named['name']}”不在这台电脑上",
            safe="登记的内容都在。",
            then="它可能还没有随报送包送来；也可以从备份里取回 papers 文件",
        )
    if digest(data) != named["digest"]:
        raise FolderDamaged(
            f"附件“{named['name']}”和存入的时候不一样了，没有打开",
            safe="别的附件和登记的内容没有动。",
            then=PAPER_AGAIN,
        )
    return data


def kind_of(name: str) -> str:
    """The ending that says what a paper is. Raises NotAllowed for what is no picture and no document: it might be a program."""
    ending = Path(_plain(name)).suffix.lower()
    if ending != PDF and ending not in PICTURES and ending not in OTHERS:
        raise NotAllowed(
            f"“{name}”不是照片也不是常见的文件，不在这里打开",
            safe="它还好好存着。",
            then="要看的话请另存出来，再用合适的程序打开",
        )
    return ending


def safe_name(name: str) -> str:
    """A name a copy can have anywhere: no path, no device, nothing that hides how it ends."""
    plain = _plain(name)
    # Of rare characters fewer.
    stem, ending = Path(plain).stem[:LONGEST].encode()[: 3 * LONGEST].decode("utf-8", "ignore"), Path(plain).suffix
    return f"{'_' if _RESERVED.fullmatch(plain) or not stem else ''}{stem}{ending}"


def _plain(name: str) -> str:
    return "".join("_" if not one.isprintable() or one in '<>:"/\\|?*' else one for one in name).strip(" .")


class Copies:
    """Copies that other programs may read for as long as the window is open; nobody else may, and nobody may write."""

    def __init__(self) -> None:
        self._place: Path | None = None
        self._made = 0

    def put(self, name: str, data: bytes) -> Path:
        """A read-only copy of a paper, alone in a folder of its own so that equal names do not meet."""
        if self._place is None:
            sweep()
            self._place = Path(tempfile.mkdtemp(prefix=PREFIX))
            atexit.register(self.clear)
        self._made += 1
        place = self._place / str(self._made)
        place.mkdir(mode=0o700)
        copy = place / safe_name(name)
        copy.write_bytes(data)
        copy.chmod(0o400)
        return copy

    def clear(self) -> None:
        """Take every copy away; one that a program still holds is swept later."""
        if self._place is not None:
            _remove(self._place)
            self._place = None
            atexit.unregister(self.clear)


def sweep(now: float | None = None) -> None:
    """Take away what a program that was killed has left."""
    now = time.time() if now is None else now
    for place in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if place.is_dir() and not place.is_symlink() and now - place.stat().st_mtime > STALE:
                _remove(place)


def _remove(place: Path) -> None:
    for copy in place.glob("*/*"):
        with suppress(OSError):
            copy.chmod(0o600)  # Windows removes nothing that is read-only
    shutil.rmtree(place, ignore_errors=True)
