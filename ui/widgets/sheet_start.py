"""Where reading a sheet begins: what can be read, and how far reading is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.pieces import label
from ui.widgets.progress import Progress

OPENING = "打开这个文件"


class SheetStart(QWidget):
    """`choose` is grey while a file is read."""

    def __init__(self, title: str, noun: str, choose: QPushButton) -> None:
        super().__init__()
        self.choose, self.looking = choose, Progress(f"{noun}_look")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (
            label(title, "title"),
            label("站里原来的台账、花名册、履职表，都可以整表录入：先选文件，再看一看列对得对不对。", "note"),
            label("能读 .xlsx 和 .csv。同一张表再导一次，不会多出记录。", "hint"),
            self.looking,
        ):
            column.addWidget(part)

    def begin(self) -> Callable[..., None]:
        """A file is read; how far that is, is told by what comes back."""
        self.choose.setEnabled(False)
        return partial(self.looking.begin(OPENING), OPENING)

    def end(self) -> None:
        """It is read, or was not."""
        self.looking.end()
        self.choose.setEnabled(True)
