"""Taking a new version: refused where it must be, a backup first, the installer started, and how to go back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from lianluozhan import __version__, backup_file, folder, rotation, store, vault
from lianluozhan.driver import trouble
from lianluozhan.errors import NotAllowed, UpdateProblem
from lianluozhan.installed import GONE_ON, PROGRAM, opened_after, program, room, switched
from lianluozhan.package import manifest
from lianluozhan.release import SYSTEMS, Release, order, read, verified

FORMATS = {
    "folder": folder.FORMAT,
    "journal": store.FORMAT,
    "keys": vault.GUARDED,
    "backup": backup_file.BESIDES,
    "package": manifest.FORMAT,
}
# Of the installer: no questions, until the program has ended, and open it then.
SILENT, WAIT, OPEN = "/S", "/WAIT", "/OPEN"
DETACHED_PROCESS = 0x00000008
NOTE = "updated.json"  # in a person's settings: what was begun, for whoever looks next


class Begun(NamedTuple):
    """An update under way: from and to which version, the backup made first, what is left of the program before."""

    before: str
    after: str
    backup: str
    previous: str

    def back(self) -> str:
        """How one goes back."""
        program = f"旧程序用 {self.before} 版的安装程序再装一次（它会先问）"
        if self.previous:
            program = f"旧程序留在 {self.previous}"
        return f"要退回 {self.before}：{program}；数据用升级前的备份恢复：{self.backup or '这次没有备份'}"


def weigh(file: Path, path: Path | None) -> tuple[Release, Path]:
    """Whether this version may be taken here, for the folder that is used; the release and the file to install.

    Raises UpdateProblem; nothing was changed then.
    """
    release = read(file)
    if release.system != sys.platform:
        here = SYSTEMS.get(sys.platform, sys.platform)
        raise UpdateProblem(
            f"这是给 {SYSTEMS.get(release.system, release.system)} 的，这台电脑是 {here}", then=f"请要 {here} 的那一份"
        )
    if order(release.version) == order(__version__):
        raise UpdateProblem(f"这一份就是现在用的 {__version__}", then="不用再装")
    if order(release.version) < order(__version__):
        raise UpdateProblem(
            f"这一份 {release.version} 比现在用的 {__version__} 旧", then="要退回旧版，请看 README 里的“退回”"
        )
    written = written_by(path)
    if order(release.version) < order(written):
        raise UpdateProblem(
            f"数据由更新的 {written} 版写过，这一份 {release.version} 打不开它", then=f"请要 {written} 或更新的"
        )
    return release, verified(file, release)


def written_by(path: Path | None) -> str:
    """The newest version that wrote in a folder, also where it is newer than this program."""
    with suppress(OSError, ValueError, AttributeError):
        card = json.loads((path / folder.CARD).read_text("utf-8")) if path else {}
        order(written := str(card.get(folder.PROGRAM, "0")))
        return written
    return "0"


def warnings(release: Release) -> list[str]:
    """What the others who exchange with this office should know first."""
    newer = {name for name, value in release.formats.items() if value > FORMATS.get(name, 0)}
    return ["升级以后写的报送包，旧版本的程序读不了：请让区里和别的站也升级"] if "package" in newer else []


def take(file: Path, path: Path | None, told: Callable[[str], object] = str, *, reopen: bool = False) -> Begun:
    """Take a new version: verified, backed up, then its installer is started; on Linux the programs change places at once.

    `reopen`: the window comes back by itself. Raises a Problem; then the program is as it was.
    """
    told("核对签名和文件")
    release, named = weigh(file, path)
    here = program()
    if here.root is None:
        raise NotAllowed("这是从源代码运行的，不在这里升级", then="请取新的源代码")
    if sys.platform == "win32" and not here.installed:
        raise NotAllowed(
            "这是免安装的那一种", then=f"请关上它，双击 {release.file} 安装；或者换成新的免安装压缩包。数据文件夹照用"
        )
    told("升级前先备份")
    kept = _kept(path)
    told("拷到这台电脑上")
    with trouble(room() / named.name):
        copied = _copied(named, release)
    begun = Begun(__version__, release.version, str(kept or ""), str(_previous(here.root) or ""))
    told("安装")
    if sys.platform == "win32":
        note(begun)
        command = [copied, SILENT, WAIT, *([OPEN] if reopen else [])]
        subprocess.Popen(command, close_fds=True, creationflags=DETACHED_PROCESS)
        return begun
    begun = begun._replace(previous=str(switched(copied, here.root)))
    copied.unlink()
    note(begun)
    if reopen:
        opened_after(here.root / PROGRAM)
    return begun


def _kept(path: Path | None) -> Path | None:
    """The backup before; none where there are no data, or where a newer program has them already and this one cannot read them."""
    if path is None or not (path / folder.CARD).exists() or order(written_by(path)) > order(__version__):
        return None
    return rotation.before_upgrade(path, __version__).path.resolve()


def _copied(named: Path, release: Release) -> Path:
    """Off the stick, and looked at once more: what is started is what was verified, whatever happens to the stick."""
    place = room()
    place.mkdir(parents=True, exist_ok=True)
    copied = place / release.file
    part = copied.with_name(copied.name + ".part")
    try:
        shutil.copyfile(named, part)
        verified(part, release._replace(file=part.name))
        os.replace(part, copied)
    finally:
        part.unlink(missing_ok=True)
    for other in place.iterdir():  # of the versions before, the one that runs is the way back
        if other != copied and __version__ not in other.name:
            other.unlink()
    return copied


def _previous(root: Path) -> Path | None:
    """The installer of the version that runs, where it came by an update."""
    return next((file for file in room().glob(f"*{__version__}*") if file.suffix == ".exe"), None)


# -- afterwards


def note(begun: Begun) -> None:
    """Keep what was begun, for whoever looks next."""
    room().mkdir(parents=True, exist_ok=True)
    folder.save(room() / NOTE, dict(begun._asdict()))


def noted() -> Begun | None:
    """What was begun last."""
    try:
        said: Mapping[str, Any] = json.loads((room() / NOTE).read_text("utf-8"))
        return Begun(**{name: str(value) for name, value in said.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def days_ago() -> float:
    """How long ago it was."""
    try:
        return (time.time() - (room() / NOTE).stat().st_mtime) / 86_400
    except OSError:
        return float("inf")


def outcome() -> tuple[str, str] | None:
    """What became of the last update, and how one goes back or goes on; None where there was none, or later ones came."""
    begun = noted()
    if begun and begun.after == __version__:
        return f"已从 {begun.before} 升级到 {begun.after}", begun.back()
    if begun and begun.before == __version__:
        return f"升级到 {begun.after} 没有装成", GONE_ON + "。请关上所有窗口，再升级一次"
    return None


def put(file: Path, to: Path) -> list[Path]:
    """Lay a verified version onto a stick, beside the packages: both files, read back. Raises UpdateProblem."""
    release = read(file)
    named = verified(file, release)
    with trouble(to / file.name):
        made = [to / named.name, to / file.name]
        for source, copy in zip((named, file), made, strict=True):
            part = copy.with_name(f".{copy.name}.part")
            try:
                shutil.copyfile(source, part)
                os.replace(part, copy)
            finally:
                part.unlink(missing_ok=True)
    verified(made[1], read(made[1]))
    return made
