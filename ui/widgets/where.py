"""Where a package is written to, asked the same way at a station and at a district; and where it lies then, said in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.drives import Mount
from ui.theme import Theme
from ui.widgets.labelled import Cut
from ui.widgets.pieces import button, label, line
from ui.widgets.stick_list import StickList

ELSEWHERE = "另选文件夹…"
FOLDER, FILE = "文件夹", "文件"
NO_STICK = "没有找到 U 盘。插上以后会自己列在这里；也可以先写到本机的文件夹。"
NOT_THERE = "“{}”现在找不到：请插好再点“重新找”，或者另选一个。"


class Where(QWidget):
    """The sticks there are, and a folder a person chose; what cannot be written to is said at once. `look` asks for the sticks
    anew."""

    look = Signal()

    def __init__(self, noun: str, theme: Theme, ask_folder: Callable[[], str]) -> None:
        super().__init__()
        self._ask_folder = ask_folder
        self.sticks = StickList()
        self.sticks.setObjectName("list_drive")
        self.sticks.setAccessibleName("写到哪里")
        self.sticks.setProperty("c", "boxed")
        self.sticks.setFixedHeight(round(92 * theme.factor))
        self.no_stick = label(NO_STICK, "warning")
        self.sticks.currentItemChanged.connect(lambda _now, _before: self._warn())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (label(self.sticks.accessibleName(), "label"), self.sticks, self.no_stick):
            column.addWidget(part)
        look = button(noun, "look", "重新找 U 盘", self.look.emit, "link")
        column.addLayout(line(look, button(noun, "elsewhere", ELSEWHERE, self.elsewhere, "link"), None))

    def show_sticks(self, found: list[Mount]) -> None:
        """The sticks there are."""
        self.sticks.show_sticks(found)
        self._warn()

    def show_missing(self, missing: list[str]) -> None:
        """Which places are not there any more."""
        self.sticks.show_missing(missing)
        self._warn()

    def renew(self, found: list[Mount]) -> None:
        """Sticks came or went by themselves: what was chosen stays chosen; where it is gone, that is said."""
        chosen = self.sticks.folder()
        if chosen is not None and self.sticks.on_stick() and str(chosen) not in [one.root for one in found]:
            self.show_missing([str(chosen)])
        else:
            self.show_sticks(found)

    def _warn(self) -> None:
        """Said before anything is pressed."""
        gone = self.sticks.gone()
        self.no_stick.setText(NOT_THERE.format(gone) if gone else NO_STICK)
        self.no_stick.setVisible(bool(gone) or self.sticks.folder() is None)

    def elsewhere(self) -> None:
        """A folder of this PC, or a stick that was not recognised."""
        if chosen := self._ask_folder():
            self.sticks.choose(chosen)

    def chosen(self) -> Path | None:
        """The folder to write to; None where there is none, which is told, the keys at the list."""
        if self.no_stick.isHidden():
            return self.sticks.folder()
        self.sticks.setFocus()
        return None


class Lying(QWidget):
    """The folder and the files in it, by their full names."""

    def __init__(self) -> None:
        super().__init__()
        self.folder, self.files = Cut(""), label("")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (words, value) in enumerate(((FOLDER, self.folder), (FILE, self.files))):
            grid.addWidget(label(words, "label", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(words)

    def say(self, paths: Sequence[Path], words: str = "") -> None:
        """These files, and what is said of the last of them."""
        folder, files = lying(paths)
        self.folder.say(folder)
        self.files.setText(files + words)


def lying(paths: Sequence[Path]) -> tuple[str, str]:
    """In which folder files lie, in full, and what they are called."""
    folders = dict.fromkeys(str(path.parent.absolute()) for path in paths)
    return "、".join(folders), "、".join(path.name for path in paths)
