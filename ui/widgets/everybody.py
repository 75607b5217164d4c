"""A paper for every deputy at once: a file each or one file, with how far it is and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from lianluozhan import batch
from lianluozhan.errors import Problem
from lianluozhan.report import catalogue
from lianluozhan.report.file import without_font
from lianluozhan.span_data import span
from lianluozhan.store import Store
from ui.act import Desk
from ui.widgets.pieces import button, label
from ui.widgets.progress import Progress
from ui.widgets.wear import tell

EACH, BOUND = "每位代表一个文件…", "合成一个文件…"

_button = partial(button, "everybody")


class Wanted(NamedTuple):
    """Which paper, of which time (what else stands in the words is left out), and how."""

    name: str
    words: str
    draft: bool
    masked: bool


class Everybody(QWidget):
    """Two buttons; `wanted` says what is to be printed when one is pressed."""

    def __init__(self, desk: Desk, wanted: Callable[[], Wanted]) -> None:
        super().__init__()
        self.desk, self.wanted = desk, wanted
        self.progress, self.message = Progress("everybody"), QLabel()
        self.message.setWordWrap(True)
        head = label(batch.EVERYBODY, "label", wrap=False)
        self.buttons = [_button("each", EACH, self.each), _button("bound", BOUND, self.bound)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        for part in (head, *self.buttons, self.progress, self.message):
            column.addWidget(part)

    def ask_folder(self) -> str:
        """Where a person wants the files; empty when they think better of it."""
        return QFileDialog.getExistingDirectory(self, EACH)

    def ask_file(self, proposed: str) -> str:
        """Where a person wants the one file."""
        return QFileDialog.getSaveFileName(self, BOUND, proposed, "PDF (*.pdf)")[0]

    def each(self) -> None:
        """A file for each."""
        if chosen := self.ask_folder():
            self._start(Path(chosen))

    def bound(self) -> None:
        """One file for all."""
        wanted = self.wanted()
        when = span("deputy", wanted.words).when
        if chosen := self.ask_file(f"{wanted.name}-{when}-{batch.EVERYBODY}.pdf"):
            self._start(Path(chosen).with_suffix(".pdf"))

    def _start(self, to: Path) -> None:
        wanted, who, tell = self.wanted(), self.desk.operator, self.progress.begin("收集每位代表的记录")
        self._say("")
        for one in self.buttons:
            one.setEnabled(False)
        self.desk.ask(lambda store: _written(store, wanted, to, tell, who), self._done, self._refused)

    def _done(self, done: batch.Written) -> None:
        self._over()
        words = f"✓ {done.deputies} 位代表，{done.pages} 页，已存到 {done.files[0] if len(done.files) == 1 else done.files[0].parent}"
        missing = "\n⚠ " + without_font(self.wanted().name, done.missing) if done.missing else ""
        self._say(words + missing, "warning" if missing else "saved")

    def _refused(self, problem: Problem) -> None:
        self._over()
        self._say(str(problem), "error")

    def _over(self) -> None:
        self.progress.end()
        for one in self.buttons:
            one.setEnabled(True)

    def _say(self, words: str, look: str = "saved") -> None:
        tell(self.message, words, look)


def _written(store: Store, wanted: Wanted, to: Path, tell: Callable[..., None], who: str) -> batch.Written:
    paper = catalogue.find(wanted.name)
    return batch.for_everybody(
        store,
        paper,
        span("deputy", wanted.words).when,
        to,
        tell,
        operator=who,
        draft=wanted.draft,
        masked=wanted.masked,
    )
