"""What two people wrote differently in one record, side by side above its form; a press takes the one or the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from ui.theme import Theme
from ui.widgets.labelled import Cut
from ui.widgets.pieces import clear, label

MINE, THEIRS, NOTHING = "用我写的", "用现在的", "（空）"


class Difference(NamedTuple):
    """One field: its label, what this form has and what the record has now, each as (value, its words)."""

    name: str
    label: str
    mine: tuple[Any, str]
    theirs: tuple[Any, str]


class Both(QFrame):
    """A line for each difference. `taken` carries the field and the value a person decided for."""

    taken = Signal(str, object)

    def __init__(self, noun: str, theme: Theme) -> None:
        super().__init__()
        self._noun = noun
        self.setObjectName(f"{noun}_both")
        self.setProperty("c", "banner_trouble")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.px("margin"), 6, theme.px("margin"), 6)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """Put them side by side; without any nothing is shown."""
        clear(self._grid)
        for column, title in enumerate(("", "您写的", "现在台账里的")):
            self._grid.addWidget(label(title, "label", wrap=False), 0, column)
        for row, one in enumerate(differences, 1):
            self._add(row, one)
        self.setVisible(bool(differences))

    def _add(self, row: int, one: Difference) -> None:
        mine, theirs = Cut("strong"), Cut("strong")
        mine.say(one.mine[1] or NOTHING)
        theirs.say(one.theirs[1] or NOTHING)
        take = QPushButton(THEIRS)
        take.setObjectName(f"{self._noun}_take_{one.name}")
        take.setAccessibleName(f"{one.label}：{THEIRS}")
        take.setProperty("c", "small_link")
        take.clicked.connect(lambda _on=False: self._swap(take, one))
        for column, part in enumerate((label(one.label, "label", wrap=False), mine, theirs, take)):
            self._grid.addWidget(part, row, column)

    def _swap(self, take: QPushButton, one: Difference) -> None:
        theirs = take.text() == THEIRS
        take.setText(MINE if theirs else THEIRS)
        take.setAccessibleName(f"{one.label}：{take.text()}")
        self.taken.emit(one.name, (one.theirs if theirs else one.mine)[0])
