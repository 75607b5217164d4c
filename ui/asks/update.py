"""What there is of new versions: on the sticks plugged in, and what became of the one that was taken last."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lianluozhan import release, update
from lianluozhan.cli.desk import remember
from lianluozhan.errors import UpdateProblem
from lianluozhan.release import Release
from ui import drives

NONE = "插着的 U 盘上没有更新的版本"
SHOWN_DAYS = 7  # a morning says that long what became of an update; the page always does


class Seen(NamedTuple):
    """The newest version on a stick with its signed file, and what became of the last update with what follows from it."""

    file: Path | None = None
    release: Release | None = None
    outcome: tuple[str, str] | None = None


def seen(_path: Path | None = None) -> Seen:
    """Asks the sticks, so off the window's thread only."""
    places = [
        Path(one.root) / name for one in drives.mounts() if one.kind == drives.REMOVABLE for name in drives.PLACES
    ]
    file, found = release.newest(places) or (None, None)
    return Seen(file, found, update.outcome())


def lines() -> list[tuple[str, str]]:
    """What a morning says of it."""
    now = seen()
    told = [(f"U 盘上有新版本 {now.release.version}", "先备份，再升级，数据不动")] if now.release else []
    return told + ([now.outcome] if now.outcome and update.days_ago() < SHOWN_DAYS else [])


def taken(path: Path) -> update.Begun:
    """The newest version on a stick taken for a folder this program is too old for, and opened on it. Raises a Problem."""
    file = seen().file
    if file is None:
        raise UpdateProblem(NONE, then="请插上带新版本的 U 盘（.llu 和安装程序两个文件都在），再点一次")
    begun = update.take(file, path, reopen=True)
    remember(path)
    return begun
