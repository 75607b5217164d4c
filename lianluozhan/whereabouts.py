"""Which machine, volume and folder this is, as short digests: what tells a copy from its original."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path

MACHINE = "machine"
PLACE = "place"  # the folder itself: stays when it is renamed or moved within its volume, and is another for every copy
FORGETFUL = ("fat", "msdos", "fuse")  # begins or ends the name of file systems whose numbers do not last: sticks


def whereabouts(path: Path) -> dict[str, str]:
    """Machine, volume and place of a data folder. The place is "" where its file system cannot tell."""
    return {MACHINE: _short(_machine()), "volume": _short(_volume(path)), PLACE: _place(path)}


def volume(path: Path) -> str:
    """Which volume a folder lies on."""
    return _volume(path)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _machine() -> str:
    if sys.platform == "win32":
        import winreg  # only there

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for file in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if file.exists() and (text := file.read_text("ascii").strip()):
            return text
    return platform.node()


def _volume(path: Path) -> str:
    if hasattr(os, "statvfs"):
        return str(os.statvfs(path).f_fsid)
    return str(path.stat().st_dev)  # on Windows the volume's serial number


def _place(path: Path) -> str:
    kind, number = _file_system(path.resolve()).lower(), path.stat().st_ino
    forgetful = any(kind.startswith(name) or kind.endswith(name) for name in FORGETFUL)
    return "" if forgetful or not number else _short(str(number))


def _file_system(path: Path) -> str:
    """What the volume is formatted with, "" where that is not known."""
    if sys.platform == "win32":
        import ctypes  # only there

        name = ctypes.create_unicode_buffer(32)
        ctypes.windll.kernel32.GetVolumeInformationW(path.anchor, None, 0, None, None, None, name, len(name))
        return name.value
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""
    # A later mount hides an earlier one.
    at = {mount[1].encode().decode("unicode_escape"): mount[2] for mount in mounts}
    return next((at[str(part)] for part in (path, *path.parents) if str(part) in at), "")
