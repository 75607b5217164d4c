"""The program as it lies on this PC: where, whether an installer put it there, how a new one takes its place."""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from lianluozhan import __version__
from lianluozhan.driver import trouble
from lianluozhan.errors import UpdateProblem

PROGRAM, UNINSTALLER = "lianluozhan", "卸载.exe"
TELL = "请把这句话告诉发布的单位"
GONE_ON = "数据没有动，还是原来的版本"


class Program(NamedTuple):
    """The program that runs: its folder, "" in a checkout; whether an installer put it there."""

    root: Path | None
    installed: bool = False


def program() -> Program:
    """Where this program lies."""
    if not getattr(sys, "frozen", False):
        return Program(None)
    root = Path(sys.executable).resolve().parent
    return Program(root, (root / UNINSTALLER).exists())


def room() -> Path:
    """Where this person's programs are kept apart: not with the settings, which some offices carry from PC to PC."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / PROGRAM / "versions"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / PROGRAM / "versions"


def switched(packed: Path, root: Path) -> Path:
    """Unpack beside the program, see that it starts, change places; returns where the one before is now.

    Raises UpdateProblem or what the disk refuses with; then the program lies where it lay.
    """
    with trouble(root):
        above = Path(mkdtemp(prefix=f".{PROGRAM}-", dir=root.parent))
        try:
            _unpacked(packed, above)
            fresh = above / PROGRAM
            _starts(fresh)
            before = _free(root.with_name(f"{root.name}-{__version__}"))
            os.rename(root, before)
            try:
                os.rename(fresh, root)
            except OSError:
                os.rename(before, root)
                raise
        finally:
            shutil.rmtree(above, ignore_errors=True)
    return before


def _unpacked(packed: Path, to: Path) -> None:
    try:
        with tarfile.open(packed) as archive:
            archive.extractall(to, members=_within(archive))
    except tarfile.TarError as error:
        raise UpdateProblem("新的程序解不开，没有换", then=TELL, safe=GONE_ON + "。") from error


def _within(archive: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """All of an archive. Raises TarError where anything leads out of the program's own folder, or is no file, folder or link:
    the filters that tarfile has for this are newer than the oldest Python this runs with."""
    members = archive.getmembers()
    for one in members:
        place = posixpath.normpath(one.name)
        target = posixpath.join(posixpath.dirname(place), one.linkname) if one.issym() else one.linkname or place
        known = one.isfile() or one.isdir() or one.islnk() or one.issym()
        if not (known and _ours(place) and _ours(posixpath.normpath(target))):
            raise tarfile.TarError(one.name)
    return members


def _ours(place: str) -> bool:
    return place.split("/")[0] == PROGRAM


def opened_after(executable: Path) -> None:
    """The window again, once this program has let go of the folder."""
    wait = f'while kill -0 {os.getpid()} 2>/dev/null; do sleep 0.2; done; exec "$0"'
    subprocess.Popen(["sh", "-c", wait, executable], start_new_session=True, close_fds=True)


def _starts(fresh: Path) -> None:
    """The new program answers before it takes the old one's place."""
    try:
        done = subprocess.run([fresh / PROGRAM, "--help"], capture_output=True, timeout=120)
        good = done.returncode == 0
    except (OSError, subprocess.SubprocessError):
        good = False
    if not good:
        raise UpdateProblem("新的程序在这台电脑上启动不了，没有换", then=TELL, safe=GONE_ON + "。")


def _free(path: Path) -> Path:
    further = (path.with_name(f"{path.name}-{n}") for n in range(2, 100))
    return next(one for one in (path, *further) if not one.exists())
