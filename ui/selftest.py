"""`--selftest [OUT]`: whether the program is whole where it stands; one line a check, exit 0 or 1.

A bundle may lack a library, a font or a file and still start. So everything that leans on one is done once, through the
command line and the window as people use them, on made-up records in a folder of its own: the person's settings and data
are not touched. What it makes stays in OUT, where one is named; the lines stand there too, for a program without a console.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import format_exception_only
from types import TracebackType

from lianluozhan import __version__
from lianluozhan.errors import Problem
from lianluozhan.folder import occupied
from ui.app import open_window
from ui.self_checks import CHECKS, Amiss, Room, wait_for

REPORT = "selftest.txt"
SETTINGS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")


class Line:
    """One check: its line says 好 and what was seen, or 不好 and why; the next one is still made."""

    def __init__(self, room: Room, name: str) -> None:
        self.room, self.name, self.seen = room, name, ""

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, trouble: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if trouble is None:
            self.room.say(f"好　　{self.name}：{self.seen}")
            return False
        why = str(trouble) if isinstance(trouble, (Amiss, Problem)) else format_exception_only(trouble)[-1].strip()
        self.room.say(f"不好　{self.name}：{why}")
        self.room.failed += 1
        return isinstance(trouble, Exception)


@contextmanager
def _apart(room: Path) -> Iterator[None]:
    """Settings of its own, so that the folder a person last opened stays the one; no screen is needed."""
    before = {name: os.environ.get(name) for name in (*SETTINGS, "LIANLUOZHAN_DATA")}
    os.environ.pop("LIANLUOZHAN_DATA", None)
    os.environ.update(dict.fromkeys(SETTINGS, str(room / "settings")))
    if sys.platform != "win32":  # there is always a desktop, and the way it draws is what is to be tried
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def first_window(folder: str) -> int:
    """Open the window on a folder, and leave as soon as it is painted: what a start takes, for whoever holds a watch."""
    window = open_window(Path(folder))
    wait_for(lambda: window.isVisible())
    window.grab()
    window.close()
    return 0


def main(arguments: Sequence[str] = ()) -> int:
    """All checks; exit 0 when each was good."""
    if arguments[:1] == ["--first"]:
        return first_window(arguments[1])
    room = Path(arguments[0]).absolute() if arguments else Path(tempfile.mkdtemp(prefix="联络站 自检 "))
    room.mkdir(parents=True, exist_ok=True)
    if arguments and any(room.iterdir()):
        print(f"错误：{occupied(room)}", file=sys.stderr)
        return 1
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    with _apart(room):
        work = Room(room, say)
        say(f"联络站 {__version__}，Python {sys.version.split()[0]}，{sys.platform}")
        for name, check in CHECKS:
            with Line(work, name) as line:
                line.seen = check(work)
        say("没有问题。" if not work.failed else f"有 {work.failed} 项不好。")
    if arguments:
        (room / REPORT).write_text("\n".join(lines) + "\n", "utf-8")
    else:
        shutil.rmtree(room, ignore_errors=True)
    return 1 if work.failed else 0
