"""Issues of other stations that may be about the same, at their district: seen together, and worked on in one act.

They stay what they are: each belongs to its station, with its number and its people; 并案 is only for one station's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from lianluozhan.action import action_of
from lianluozhan.table import Key
from ui.asks.course import Course
from ui.asks.kin import Alike
from ui.theme import Theme
from ui.widgets.batch import ROWS
from ui.widgets.pieces import clear

TITLE = "别的站也有类似的"
WIDE = 16  # characters of a title that have room
NOTE = "打勾的和这一件一起办，一次写好；各站的编号和要告诉的人不变"


class AlikeCard(QFrame):
    """`wanted` carries the issue to look at; `together` the verb and the issues it is done to."""

    wanted = Signal(str)
    together = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme, self._key, self.ticks = theme, ("", ""), {}
        self.setProperty("c", "card")
        self.setObjectName("issue_alike")
        self.setAccessibleName(TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        self.title, note = QLabel(TITLE), QLabel(NOTE)
        self.title.setProperty("c", "section")
        note.setProperty("c", "note")
        note.setWordWrap(True)
        self._rows, self._foot = QVBoxLayout(), QHBoxLayout()
        self._foot.setSpacing(8)
        for part in (self.title, note):
            column.addWidget(part)
        column.addLayout(self._rows)
        column.addLayout(self._foot)
        self.hide()

    def show_course(self, course: Course) -> None:
        """What is like this issue; ticked are those the same can be done to."""
        self._key = course.key
        for layout in (self._rows, self._foot):
            clear(layout)
        self.ticks = {one.key: self._row(one, one.row["state"] == course.row["state"]) for one in course.alike}
        verbs = [doing.verb for doing in course.doings if doing.verb in ROWS and doing.reason is None]
        for verb in verbs:
            self._foot.addWidget(self._button(verb))
        self._foot.addStretch(1)
        self.setVisible(bool(course.alike))

    def _row(self, one: Alike, on: bool) -> QCheckBox:
        tick = QCheckBox(one.number)
        link = QPushButton(one.title if len(one.title) <= WIDE else f"{one.title[:WIDE]}…")
        words = QLabel(one.words)
        tick.setObjectName(f"issue_alike_{one.key[1]}")
        tick.setChecked(on)
        link.setProperty("c", "link")
        link.setObjectName(f"issue_alike_see_{one.key[1]}")
        link.setAccessibleName(f"看 {one.number}")
        link.setToolTip(one.title)
        link.clicked.connect(lambda _on=False: self.wanted.emit(one.key[1]))
        words.setProperty("c", "note")
        words.setWordWrap(True)
        line = QFrame()
        rows = QGridLayout(line)  # two lines: beside each other they need more width than a narrow window has
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(0)
        rows.setColumnStretch(1, 1)
        rows.addWidget(tick, 0, 0)
        rows.addWidget(words, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        rows.addWidget(link, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._rows.addWidget(line)
        return tick

    def _button(self, verb: str) -> QPushButton:
        button = QPushButton(f"一起{action_of(verb).word}…")
        button.setObjectName(f"issue_together_{verb}")
        button.setAccessibleName(button.text())
        button.clicked.connect(lambda _on=False: self.together.emit(verb, self.keys()))
        return button

    def keys(self) -> Sequence[Key]:
        """This issue, and those that are ticked."""
        return [self._key, *(key for key, tick in self.ticks.items() if tick.isChecked())]
