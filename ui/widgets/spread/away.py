"""A list spread out in columns being carried away as a sheet: how far it is, and a way to stop it that leaves no file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from lianluozhan import folder
from lianluozhan.schema import SCHEMA
from lianluozhan.spread import Asked
from ui.act import Desk
from ui.widgets.progress import NO_FILE, Progress, Stopped
from ui.widgets.spread.asking import Through
from ui.widgets.spread.head import SpreadHead

WRITING = "导出"


def carried(path: Path, through: Through, asked: Asked, to: Path, why: str | None, tell: Callable[..., None]) -> int:
    """Beside the worker: the whole table as a sheet, the folder only read. Raises what spread_sheet.to_sheet raises, and Stopped."""
    from lianluozhan import spread_sheet  # brings openpyxl and what papers need: only who writes a sheet waits for it

    with folder.opened(path, SCHEMA, write=False) as store:
        return spread_sheet.to_sheet(through(store), asked, to, why, partial(tell, WRITING))


class SpreadAway(Progress):
    """One table at a time."""

    def __init__(self, desk: Desk, head: SpreadHead) -> None:
        super().__init__("spread")
        self._desk, self._head = desk, head

    def carry(self, through: Through, asked: Asked, to: Path, why: str | None) -> None:
        """Write it beside the worker; what becomes of it is said in the head."""
        self._head.say("")
        self._head.exports.setEnabled(False)
        tell = self.begin(WRITING)
        self._desk.aside(
            lambda path: carried(path, through, asked, to, why, tell),
            lambda count: self._over(f"✓ 已导出 {count} 条：{to}"),
            self._not,
        )

    def _not(self, problem: Exception) -> None:
        if isinstance(problem, Stopped):
            self._over(f"{problem.what}{NO_FILE}", "note")
        else:
            self._over(str(problem), "error")

    def _over(self, words: str, look: str = "saved") -> None:
        self.end()
        self._head.exports.setEnabled(True)
        self._head.say(words, look)
