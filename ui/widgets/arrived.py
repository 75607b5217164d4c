"""What a stick brought: whose keys must be compared before anything is taken in, and what became of each file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from lianluozhan.package.keycard import DIGITS_ARE
from ui.widgets.pieces import clear, label


class Strangers(QWidget):
    """Names and fingerprints to be read out on the telephone."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "box")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("第一次见到这把钥匙", "title"))
        column.addWidget(
            label(
                "请打电话给对方，一组一组核对指纹。对方在自己的窗口里看：站里的在“导出到U盘”，区里的在“各站”，“指纹”那一行。"
                + DIGITS_ARE,
                "note",
            )
        )
        column.addWidget(self.words)
        column.addWidget(label("不一样就不要导入，先问清楚这只 U 盘是谁的。", "warning"))

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Whose they are, and their digits."""
        self.words.setText("\n".join(f"{name}\n指纹　{digits}" for name, digits in keys))


class Result(NamedTuple):
    """One file's row: its name, its figures, and (words, look) below them."""

    name: str
    counts: Sequence[str]
    notes: Sequence[tuple[str, str]]


class Results(QWidget):
    """All files of one go as one table; what a person should know stands below its row."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(0, 1)

    def show_table(self, headings: Sequence[str], rows: Sequence[Result]) -> None:
        """Other files."""
        clear(self.grid)
        self._row(0, [label(words, "hint", wrap=False) for words in headings])
        at = 1
        for one in rows:
            rule = QFrame()
            rule.setProperty("c", "line")
            self.grid.addWidget(rule, at, 0, 1, len(headings))
            self._row(at + 1, [label(words, wrap=False) for words in (one.name, *one.counts)])
            at += 2
            for words, look in one.notes:
                self.grid.addWidget(label(words, look), at, 0, 1, len(headings))
                at += 1

    def _row(self, at: int, cells: Sequence[QWidget]) -> None:
        for place, cell in enumerate(cells):
            side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
            self.grid.addWidget(cell, at, place, side | Qt.AlignmentFlag.AlignVCenter)
