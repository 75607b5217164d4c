"""Ticking people: who was told, each with what they are and how far it has come."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from ui.asks.course import Person
from ui.widgets.labelled import Cut
from ui.widgets.pieces import label


class People(QWidget):
    """A line for everybody; `changed` says that a person ticked or unticked somebody."""

    changed = Signal()

    def __init__(self, people: Sequence[Person], ticked: Sequence[str] = ()) -> None:
        super().__init__()
        self.setObjectName("followup.to")
        self.setAccessibleName("告诉的人")
        self._ticks: dict[str, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        for row, person in enumerate(people):
            tick = QCheckBox(person.name)
            tick.setObjectName(f"followup.to.{row}")
            tick.setAccessibleName(f"{person.name}，{person.role}")
            tick.setChecked(person.key in ticked)
            tick.clicked.connect(lambda _on: self.changed.emit())
            self._ticks[person.key] = tick
            grid.addWidget(tick, row, 0)
            role = label(person.role, "mark", wrap=False)
            role.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
            grid.addWidget(role, row, 1)
            note = Cut("note")
            note.say("　".join(part for part in (person.phone, person.words) if part))
            grid.addWidget(note, row, 2)

    def tick(self, keys: Collection[str]) -> None:
        """These and nobody else."""
        for key, tick in self._ticks.items():
            tick.setChecked(key in keys)

    def ticked(self) -> list[str]:
        """The keys of those ticked."""
        return [key for key, tick in self._ticks.items() if tick.isChecked()]
