"""What may be about a person, each ticked or not by who knows: the sure ones are ticked already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPushButton, QWidget

from ui.widgets.labelled import Cut
from ui.widgets.pieces import clear


class HitLine(NamedTuple):
    """A record: what leads to it, what it is, its day, whom it names (masked), why it may be theirs, whether that is sure."""

    key: tuple[str, str]
    title: str
    day: str
    name: str
    why: str
    sure: bool


class PersonHits(QWidget):
    """A line for each; `wanted` carries the kind and id of one to be looked at, `changed` that a tick was set or taken."""

    wanted = Signal(str, str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_hits")
        self.setAccessibleName("可能是他的记录")
        self.ticks: dict[tuple[str, str], QCheckBox] = {}
        self._set: dict[tuple[str, str], bool] = {}  # by a person; the others follow what is sure
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)

    def show_hits(self, lines: Sequence[HitLine]) -> None:
        """Other records; a tick a person set or took stays where the record is still there."""
        self._set = {line.key: self._set[line.key] for line in lines if line.key in self._set}
        clear(self._grid)
        self.ticks = {}
        for row, line in enumerate(lines):
            tick, words, link = QCheckBox(line.title), Cut("note"), QPushButton("看")
            tick.setObjectName(f"person.hit.{row}")
            tick.setAccessibleName(f"{line.title}，{line.day}，{line.name}，{line.why}")
            tick.setChecked(self._set.get(line.key, line.sure))
            tick.clicked.connect(lambda on=False, key=line.key: self._person(key, on))
            words.say("　".join(filter(None, (line.day, line.name, line.why))))
            link.setObjectName(f"person_look_{row}")
            link.setAccessibleName(f"看 {line.title}")
            link.setProperty("c", "link")
            link.clicked.connect(lambda _on=False, key=line.key: self.wanted.emit(*key))
            self.ticks[line.key] = tick
            for column, part in ((0, tick), (2, words), (3, link)):
                self._grid.addWidget(part, row, column)

    def _person(self, key: tuple[str, str], on: bool) -> None:
        self._set[key] = on
        self.changed.emit()

    def chosen(self) -> list[tuple[str, str]]:
        """(kind, id) of the ticked ones."""
        return [key for key, tick in self.ticks.items() if tick.isChecked()]
