"""还要告诉谁: everybody concerned, told or not; a card to look at, its button opens the telling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.asks.course import Course, Person
from ui.theme import Theme
from ui.widgets.labelled import Cut
from ui.widgets.pieces import clear, label


class Echo(QFrame):
    """`tell` carries the key of somebody to be told now."""

    tell = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("c", "card")
        self.setObjectName("issue_people")
        self.setAccessibleName("还要告诉谁")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        head = QHBoxLayout()
        title = label("还要告诉谁", "section", wrap=False)
        self._sum = label("", "mark", wrap=False)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._sum)
        column.addLayout(head)
        self._note = label("", "hint")
        column.addWidget(self._note)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(3, 1)
        column.addLayout(self._grid)

    def show_course(self, course: Course) -> None:
        """Everybody of an issue."""
        clear(self._grid)
        self.setVisible(bool(course.people))
        told = sum(person.done for person in course.people)
        self._sum.setText(f"已告诉 {told} / {len(course.people)}")
        self._note.setText("" if told == len(course.people) else _hint(course, len(course.people) - told))
        self._note.setVisible(bool(self._note.text()))
        for row, person in enumerate(course.people):
            self._person(row, person, course.telling)

    def _person(self, row: int, person: Person, telling: bool) -> None:
        done = QLabel("✓" if person.done else "○")
        done.setStyleSheet(f"color: {self.theme.colours['green' if person.done else 'ink3']}")
        name = QLabel(person.name)
        role = QLabel(person.role)
        role.setProperty("c", "mark")
        role.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        note = Cut("note")
        note.say(person.words or (person.phone if telling else f"等答复　{person.phone}"))
        for column, part in enumerate((done, name, role, note)):
            self._grid.addWidget(part, row, column)
        if telling and not person.done:
            button = QPushButton("告诉…")
            button.setObjectName(f"issue_tell.{row}")
            button.setAccessibleName(f"告诉{person.name}")
            button.setProperty("c", "link")
            button.clicked.connect(lambda _on, key=person.key: self.tell.emit(key))
            self._grid.addWidget(button, row, 4, Qt.AlignmentFlag.AlignRight)


def _hint(course: Course, left: int) -> str:
    return f"告诉完这 {left} 位才能办结" if course.telling else "有了答复就逐一告诉，告诉完才能办结"


def untold(people: Sequence[Person]) -> list[str]:
    """The keys of those still to be told."""
    return [person.key for person in people if not person.done]
