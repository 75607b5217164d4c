"""The foot of the handbook that takes it along: the whole of it printed, or kept as a PDF."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from lianluozhan import handbook
from lianluozhan.errors import Problem
from lianluozhan.report import handbook as paper
from lianluozhan.report.file import KEEP, write
from ui.widgets import pdf
from ui.widgets.pdf import Document


class Keep(QWidget):
    """The whole handbook as a paper, `wanted` to be printed, or 存成 PDF to be taken along; says what came of it."""

    wanted = Signal(object)

    def __init__(self, ask: Callable[..., object]) -> None:
        super().__init__()
        self._ask, self.told = ask, QLabel()
        self.told.setProperty("c", "note")
        self.button = button("handbook_pdf", "存成 PDF…", self.keep)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.told, 1)
        self.print_button = button("handbook_print", "打印…", self.print)
        row.addWidget(self.print_button)
        row.addWidget(self.button)

    def ask_file(self) -> str:
        """Where a person wants it."""
        return QFileDialog.getSaveFileName(self, handbook.NAME, f"{handbook.NAME}.pdf", "PDF (*.pdf)")[0]

    def keep(self) -> None:
        """Make it in the worker, and write it whole or not at all."""
        if to := self.ask_file():
            self.begin()
            self._ask(
                lambda _store: write({Path(to): paper.made()}, KEEP),
                lambda _done: self.say(f"✓ 已存成 {Path(to).name}，可以打开来打印"),
                self.refuse,
            )

    def print(self) -> None:
        """Have it looked at first."""
        self.begin()
        self._ask(lambda _store: _document(), lambda made: (self.say(""), self.wanted.emit(made)), self.refuse)

    def begin(self) -> None:
        """It is being made."""
        self._tell("正在排版……", False)

    def say(self, words: str) -> None:
        """What came of it."""
        self._tell(words, True)

    def refuse(self, problem: Problem) -> None:
        """It did not come to be."""
        self.say(f"⊘ {problem}")

    def _tell(self, words: str, free: bool) -> None:
        self.told.setText(words)
        for one in (self.button, self.print_button):
            one.setEnabled(free)


def _document() -> Document:
    data = paper.made()
    return Document(handbook.NAME, f"{handbook.NAME}.pdf", data, pdf.pages(data))


def button(name: str, words: str, press: Callable[[], object]) -> QPushButton:
    """A button of the handbook; spoken of without its arrow and its key."""
    made = QPushButton(words)
    made.setObjectName(name)
    made.setAccessibleName(re.sub(r"^← |  \w+$|…$", "", words))
    made.setAutoDefault(False)  # Enter is for finding the next place
    made.clicked.connect(lambda _on=False: press())
    return made
