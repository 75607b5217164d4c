"""For whom a paper is printed: to be kept inside with names and phones, or for the wall with both masked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.widgets.switch import Switch

FOR_WHOM = ("内部留存", "公示（遮姓名电话）")


class Whom(QWidget):
    """The choice with its words. `switched` when a person chose the other one."""

    switched = Signal()

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.switch = Switch(f"{noun}.masked", "打出来给谁", FOR_WHOM)
        self.switch.switched.connect(lambda _place: self.switched.emit())
        head, note = QLabel(self.switch.accessibleName()), QLabel("内部留存版含姓名电话；公示版自动遮去。")
        head.setProperty("c", "label")
        note.setProperty("c", "hint")
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (head, self.switch, note):
            column.addWidget(part)

    def masked(self) -> bool:
        """Whether it is for the wall."""
        return self.switch.place() == 1
