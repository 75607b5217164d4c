"""Papers as files: written whole, or not there; and what is to be said of one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path

from lianluozhan.errors import Problem, no_place
from lianluozhan.report.typeface import spelled

PRINT, KEEP = "重新打印", "存一次"  # what a person does again


def write(contents: dict[Path, bytes], again: str = PRINT, going: Callable[[], object] = lambda: None) -> None:
    """Write each whole under another name first, then let all take their places; what is no paper is done `again` in
    other words. `going` is called between: what it raises keeps everything as it was. Raises Problem."""
    parts = {path: path.with_name(f"{path.name}.part") for path in contents}
    path = next(iter(contents))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for path, content in contents.items():
            with parts[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path in parts:
            _replaceable(path)  # all of them, before the first is replaced
        going()
        for path, part in parts.items():
            part.replace(path)
    except OSError as error:
        place = no_place(path.parent)
        raise Problem(
            f"“{path.name}”写不进“{path.parent.name}”文件夹：{place or _why(error)}",
            then=f"请{'换一个文件夹' if place else _remedy(error)}，再{again}",
        ) from error
    finally:
        for part in parts.values():  # what took its place is no more
            with suppress(OSError):
                part.unlink()


def _why(error: OSError) -> str:
    return "磁盘满了" if error.errno == ENOSPC else "没有写入的权限，或者它正在别的程序里打开着"


def _remedy(error: OSError) -> str:
    return "腾出一些地方，或者换一个磁盘" if error.errno == ENOSPC else "关掉打开着它的程序，或者换一个文件夹"


def _replaceable(path: Path) -> None:
    """A file another program holds open says so now. Raises OSError."""
    if path.exists():
        with path.open("r+b"):
            pass


def spell_out(missing: Iterable[str]) -> str:
    """Each character with the code that stands for it on paper."""
    return "、".join(f"{char}{spelled(char)}" for char in missing)


def without_font(name: str, missing: Iterable[str]) -> str:
    """What is to be said of a paper with characters that no font has."""
    return f"注意：{name}里这些字没有字体，印成了编码，请用笔补上：{spell_out(missing)}"
