"""What an issue is split into: a few fields for each part, one part to begin with, more when they are wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.split import PARTS, PEOPLE
from ui.asks.course import Person
from ui.editor import Options
from ui.form import Form, Section
from ui.theme import Theme
from ui.widgets.people import People
from ui.widgets.pieces import away, label

ROWS = [[("statement", 12)], [("title", 12)], [("category", 6), ("organ", 6)]]
LABELS = {
    "statement": "这一件说的是什么（照原话）",
    "title": "标题",
    "category": "类别",
    "organ": "交给谁办（空着以后再交）",
}
MOST = 9  # parts: nobody says more matters at once


class Splitting(QWidget):
    """`here` carries the input to bring into view."""

    here = Signal(object)
    edited = Signal()

    def __init__(self, theme: Theme, options: Options, people: Sequence[Person]) -> None:
        super().__init__()
        self.theme, self.options, self._everybody = theme, options, people
        self.forms: list[Form] = []
        self.people: list[People | None] = []
        self._frames: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(8)
        column.addLayout(self._parts)
        foot = QHBoxLayout()
        self._more = self._button("followup_part", "再拆出一件", lambda: self.add(go=True))
        self._less = self._button("followup_part_less", "少拆一件", self.drop)
        foot.addWidget(self._more)
        foot.addWidget(self._less)
        foot.addStretch(1)
        column.addLayout(foot)
        self.add()

    def _button(self, name: str, words: str, press) -> QPushButton:  # noqa: ANN001
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setProperty("c", "link")
        button.clicked.connect(lambda _on=False: press())
        return button

    def add(self, go: bool = False) -> None:
        """One part more."""
        place = len(self.forms) + 1
        frame = QFrame()
        frame.setProperty("c", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 8, 10, 8)
        head = label(f"{PARTS}第 {place} 件", "section", wrap=False)
        column.addWidget(head)
        form = Form(_part(place), [Section("", ROWS)], self.theme, self.options)
        form.layout().setContentsMargins(0, 0, 0, 0)
        form.entered.connect(lambda name: self.here.emit(form.editors[name]))
        form.edited.connect(lambda _name: self.edited.emit())
        column.addWidget(form)
        self.people.append(self._whose(column) if len(self._everybody) > 1 else None)
        self.forms.append(form)
        self._frames.append(frame)
        self._parts.addWidget(frame)
        self._fit()
        if go:
            form.go_to("statement")

    def _whose(self, column: QVBoxLayout) -> People:
        """Whose this part is: everybody's until some are unticked; they stay behind what is left all the same."""
        label = QLabel("这一件办好了告诉谁")
        label.setProperty("c", "label")
        people = People(self._everybody, [one.key for one in self._everybody])
        people.changed.connect(self.edited)
        column.addWidget(label)
        column.addWidget(people)
        return people

    def drop(self) -> None:
        """One part less, the last one."""
        self.forms.pop()
        self.people.pop()
        away(self._frames.pop())
        self._fit()

    def _fit(self) -> None:
        self._more.setVisible(len(self.forms) < MOST)
        self._less.setVisible(len(self.forms) > 1)

    def typed(self) -> list[dict[str, Any]]:
        """What stands in each part, and who is ticked there."""
        both = zip(self.forms, self.people, strict=True)
        return [{"values": form.typed(), "to": people.ticked() if people else []} for form, people in both]

    def show_typed(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """The same, shown again."""
        while len(self.forms) < len(parts):
            self.add()
        while len(self.forms) > len(parts):
            self.drop()
        for form, people, part in zip(self.forms, self.people, parts, strict=True):
            form.show_values(part["values"])
            if people:
                people.tick(part["to"])

    def read(self) -> tuple[list[Mapping[str, Any]], list[tuple[Form, str]]]:
        """The parts, and what is wrong, said at its field."""
        parts, wrong = [], []
        for form, people in zip(self.forms, self.people, strict=True):
            values, bad = form.read()
            chosen = {PEOPLE: people.ticked()} if people else {}
            parts.append({name: value for name, value in values.items() if value is not None} | chosen)
            if people and not people.ticked():
                form.tell("statement", "请勾上这一件办好了告诉谁", "error")
                bad = [*bad, "statement"]
            wrong += [(form, name) for name in bad]
        return parts, wrong


def _part(place: int) -> type[Issue]:
    fields = {
        name: copy(cls.fields[name])
        for name, cls in {"statement": Issue, "title": Issue, "category": Issue, "organ": Followup}.items()
    }
    for name, words in LABELS.items():
        fields[name].label = words
    return type("Part", (Issue,), fields | {"noun": f"part{place}"})
