"""The disks and sticks of this PC: what a package goes onto, and where a new data folder belongs."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths, QStorageInfo

from lianluozhan.backup import PLACE
from lianluozhan.place import town_of

FOLDER = "联络站数据"
PLACES = ("", "联络站", PLACE)  # folders of a stick that are looked into
BACKUP = re.compile(rf"{PLACE}-(.+)-([0-9]{{8}}-[0-9]{{6}})\.zip(\.age)?")
REMOVABLE, FIXED = "removable", "fixed"
MOUNTED_BY_HAND = ("/media/", "/run/media/", "/mnt/")  # where Linux desktops put what is plugged in
WINDOWS_KINDS = {2: REMOVABLE, 3: FIXED}  # GetDriveTypeW


class Mount(NamedTuple):
    """A disk as the system names it: where it begins, its label, kind, bytes free, whether it can be written."""

    root: str
    label: str
    kind: str
    free: int
    writable: bool = True

    def said(self) -> str:
        """金士顿（E:）　可用 12.4 GB."""
        letter = self.root.rstrip("/\\")
        name = f"{self.label}（{letter}）" if self.label and self.label != letter else letter
        return f"{name}　可用 {size(self.free)}" + ("" if self.writable else "　只读")


def mounts() -> list[Mount]:
    """What is plugged in now; asks the system, so in the worker only."""
    found = []
    for one in QStorageInfo.mountedVolumes():
        if one.isValid() and one.isReady():
            root = one.rootPath()
            found.append(
                Mount(root, one.displayName() or one.name(), _kind(root), one.bytesAvailable(), not one.isReadOnly())
            )
    return found


def _kind(root: str) -> str:
    if sys.platform == "win32":
        import ctypes  # the system's own answer, only there

        return WINDOWS_KINDS.get(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\")), "")
    return REMOVABLE if root.startswith(MOUNTED_BY_HAND) else FIXED


def sticks(found: Iterable[Mount]) -> list[Mount]:
    """The removable ones that can be written, those with most room first."""
    return sorted((one for one in found if one.kind == REMOVABLE and one.writable), key=lambda one: -one.free)


def missing(roots: Iterable[str]) -> list[str]:
    """Which of these places are not there any more: a stick may be pulled, a folder be gone. Asks the system, so in the worker
    only."""
    return [root for root in roots if not Path(root).is_dir()]


def done_with(to: Path, picked: bool = False) -> str:
    """What a person does next with what was written: a stick (one `picked` as such) may go, a folder of this PC has to be carried on.
    Asks the system, so in the worker only."""
    over = [one for one in mounts() if to.resolve().is_relative_to(Path(one.root))]
    on_stick = picked or (bool(over) and max(over, key=lambda one: len(one.root)).kind == REMOVABLE)
    return "可以拔出 U 盘" if on_stick else "放在这台电脑的文件夹里，还要拷到 U 盘上"


def backups(found: Iterable[Mount]) -> list[Path]:
    """The backups on the sticks, locked or not, in the usual places, newest first."""
    files = []
    for place in (Path(one.root) / name for one in found if one.kind == REMOVABLE for name in PLACES):
        try:
            files += [path for path in place.iterdir() if BACKUP.fullmatch(path.name)]
        except OSError:
            continue  # not there, or the stick is just being pulled
    return sorted(files, key=lambda path: BACKUP.fullmatch(path.name)[2], reverse=True)


def said_backup(path: Path) -> str:
    """渔泽镇　2026-10-21 09:42　加密的备份."""
    world, stamp, locked = BACKUP.fullmatch(path.name).groups()
    town = town_of(world)
    at = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]} {stamp[9:11]}:{stamp[11:13]}"
    return f"{town.name if town else world}　{at}　{'加密的备份' if locked else '没有加密的备份'}"


def data_folder(found: Iterable[Mount], documents: str) -> str:
    """Where a new data folder is proposed: on D: where that is a fixed disk, else among the user's documents.

    A system that is set up anew takes C: and the documents with it; D: usually stays.
    """
    for one in found:
        if one.root.upper().rstrip("/\\") == "D:" and one.kind == FIXED and one.writable:
            return f"D:\\{FOLDER}"
    return str(Path(documents) / FOLDER)


def free(folder: str) -> str:
    """A folder of this name that holds nothing yet: where a backup goes while what it was made of still lies there."""
    path = Path(folder)
    names = (path, *(path.with_name(f"{path.name}-恢复{number or ''}") for number in range(100)))
    return str(next((one for one in names if not one.is_dir() or not any(one.iterdir())), path))


def documents() -> str:
    """The user's documents."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())


def size(count: int) -> str:
    """Bytes as people say them: 12.4 GB, 50.4 MB."""
    for unit, one in (("GB", 2**30), ("MB", 2**20)):
        if count >= one:
            tenths = count * 10 // one
            return f"{tenths // 10}.{tenths % 10} {unit}"
    return f"{max(count // 1024, 1)} KB"


def stand_among_papers() -> None:
    """Files are first looked for where a person keeps papers, and a stick the program was started from can be pulled."""
    with suppress(OSError):  # no such folder: then where we are
        os.chdir(documents())
