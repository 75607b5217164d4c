"""What each of several people did: a line for everybody named in another field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from lianluozhan.field import Field
from ui.widgets.chooser import Option
from ui.widgets.editor import Editor
from ui.widgets.pieces import clear, label

NOBODY = "先写上面的代表，这里再一位一位写"


class EachPerson(Editor, QWidget):
    """{person: text}. `show_people` says whom there is a line for; what was written of a person stays with them."""

    def __init__(self, field: Field, noun: str, options: Callable[[], Sequence[Option]]) -> None:
        super().__init__()
        self.set_up(field, noun)
        self._options, self._said = options, {}
        self._lines: dict[str, QLineEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._nobody = label(NOBODY, "hint", wrap=False)
        self._grid.addWidget(self._nobody, 0, 0, 1, 2)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> Any:
        """What is written of the people there is a line for; None when nothing."""
        return {who: line.text() for who, line in self._lines.items() if line.text().strip()} or None

    def show_value(self, value: Any) -> None:
        """Show what is written of each."""
        self._clear()
        self._said = dict(value or {})
        self.show_people(list(self._said))

    def show_people(self, people: Sequence[str]) -> None:
        """A line for each of these, by id or by name, and for whoever something is written of."""
        names = {one.kept: one.name for one in self._options()}
        self._said |= {who: line.text() for who, line in self._lines.items()}
        people = list(dict.fromkeys([*people, *(who for who, text in self._said.items() if text.strip())]))
        if list(self._lines) == people:
            for who, line in self._lines.items():
                line.setText(self._said.get(who, ""))
            return
        self._clear()
        for row, who in enumerate(people):
            self._lines[who] = self._line(row, who, names.get(who, who))
        self._nobody.setVisible(not people)

    def _line(self, row: int, who: str, name: str) -> QLineEdit:
        label = QLabel(name)
        line = QLineEdit(self._said.get(who, ""))
        line.setAccessibleName(f"{name}：{self.field.label}")
        line.setObjectName(f"{self.objectName()}.{row}")
        line.textEdited.connect(lambda _text: self.changes.edited.emit())
        label.setBuddy(line)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(line, row, 1)
        return line

    def _clear(self) -> None:
        self._grid.removeWidget(self._nobody)
        clear(self._grid)
        self._grid.addWidget(self._nobody, 0, 0, 1, 2)
        self._lines = {}
