"""Verb update: a new version from a stick, looked at, taken, or laid onto another stick."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from lianluozhan import __version__, release, update
from lianluozhan.cli.desk import give, path_of, say
from lianluozhan.errors import NoFolder, UpdateProblem
from lianluozhan.folder import CARD, alone

PLACES = ("", "联络站")  # folders of a stick that are looked into


def update_(options: Namespace) -> None:
    """Look at a new version, take it, or lay it onto a stick for others."""
    file, path = _meant(Path(options.path)), _folder(options)
    if options.to:
        for made in update.put(file, Path(options.to)):
            print(made)
        print("已放好，读回来核对过。站里插上它，程序自己会看到。")
        return
    found, named = update.weigh(file, path)
    if options.json:
        give(
            {
                "version": found.version,
                "now": __version__,
                "file": str(named),
                "notes": list(found.notes),
                "warnings": update.warnings(found),
            }
        )
        if options.check:
            return
    elif options.check:
        print(f"{found.version}　现在是 {__version__}。签名和文件都对：{named.name}")
        print("\n".join(f"· {note}" for note in found.notes))
    for warning in update.warnings(found):
        say(f"注意：{warning}。")
    if not options.check:
        _take(file, path)


def _take(file: Path, path: Path | None) -> None:
    if path:
        with alone(path):  # a window that is open would go on with half of each
            pass
    begun = update.take(file, path, lambda words: say(f"{words}……"))
    waits = (
        "安装程序在这条命令结束以后自己装，装好再打开窗口就是新的"
        if begun.previous.endswith(".exe") or not begun.previous
        else "再打开就是新的；只用命令的，先 rebuild 一次，数据表按新版本重排"
    )
    print(f"{begun.before} → {begun.after}：{waits}。\n{begun.back()}")


def _folder(options: Namespace) -> Path | None:
    """The data folder that is used; none where there has been none yet."""
    try:
        path = path_of(options)
    except NoFolder:
        return None
    return path if (path / CARD).exists() else None


def _meant(path: Path) -> Path:
    """The signed file itself, or the newest in a folder; of those that are not newer one, to be told why not."""
    if not path.is_dir():
        return path
    places = [path / name for name in PLACES]
    if found := release.newest(places):
        return found[0]
    there = release.files(places)
    if not there:
        raise UpdateProblem(f"{path} 里没有更新文件（.llu）", then="请插好 U 盘，选对文件夹")
    return there[-1]


VERBS: dict[str, Callable[[Namespace], None]] = {"update": update_}
