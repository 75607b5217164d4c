"""A room for copies of a folder on their way: it goes with who made it, and what a killed program left is taken away by the next."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from lianluozhan.beside import no_link

PREFIX, LOCK = ".lianluozhan-copy-", "in use"  # another than an update of the program has
# As rooms were called before they could be told from others' folders; only a data folder's are ours.
UNMARKED = "tmp????????"
OURS, CARD = ("station.db", "again/station.db"), "folder.json"  # what such a one holds; what a data folder has
YOUNG = 10  # seconds in which a room that nobody holds may just be being made
REFUSED = (OSError, NotImplementedError)  # a file system that locks nothing


@contextmanager
def workroom(place: Path) -> Iterator[Path]:
    """An empty folder in a place, held for as long as the block runs; what nobody holds there any more goes first."""
    clear(place)
    with TemporaryDirectory(prefix=PREFIX, dir=place) as made:
        lock = FileLock(Path(made) / LOCK, timeout=0)
        with suppress(*REFUSED):
            lock.acquire()
        try:
            yield Path(made)
        finally:
            lock.release()


def clear(place: Path) -> None:
    """Take away the rooms in a place that were left by programs which are no more."""
    within = any((above / CARD).exists() for above in (place, place.parent))
    for left in [*place.glob(f"{PREFIX}*"), *(filter(_unmarked, place.glob(UNMARKED)) if within else ())]:
        with suppress(*REFUSED, Timeout):
            if left.is_dir() and not left.is_symlink() and not 0 <= time.time() - left.stat().st_mtime < YOUNG:
                with FileLock(no_link(left / LOCK), timeout=0):
                    pass
                shutil.rmtree(left, ignore_errors=True)


def _unmarked(left: Path) -> bool:
    """Whether it is one of an earlier program, whatever else may be called so; not of one that still runs beside this one."""
    with suppress(OSError):
        ours = any((left / name).exists() for name in OURS) and not (left / CARD).exists()
        return ours and time.time() - left.stat().st_mtime > 3600
    return False
