"""The question of an application: by whom it is decided, and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lianluozhan import person
from lianluozhan.note import AGREED, REFUSED
from lianluozhan.person import KEPT_BY_LAW, Application
from ui.act import Desk
from ui.widgets.applications import told
from ui.widgets.pieces import asked, label


class Deciding(QWidget):
    """What was asked, two inputs, what is wrong with them. `done` says what was decided."""

    done = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.one: Application | None = None
        self.what, self.wrong, self.by, self.why = label(""), label("", "error"), QLineEdit(), QLineEdit()
        self.by.setObjectName("person.by")
        self.why.setObjectName("person.why")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.what)
        for row in (asked("谁定的（站长）", self.by), asked("理由（不同意的一定要写）", self.why)):
            column.addLayout(row)
        for words in (
            self.wrong,
            label(f"常用的理由：{KEPT_BY_LAW}。", "note"),
            label(f"{AGREED}只是决定；姓名、电话、原话要到“去脱敏”里印清单、站长签字以后才去掉。", "note"),
        ):
            column.addWidget(words)

    def begin(self, one: Application) -> None:
        """Another application."""
        self.one = one
        self.what.setText(told(one))
        self.why.clear()
        self.wrong.clear()

    def propose(self, head: str) -> None:
        """The 站长 is who decides, where one is known."""
        self.by.setText(head)
        self.by.setFocus()

    def decide(self, decision: str) -> None:
        """Agreed to, or not, with the reason."""
        one, why, by = self.one, self.why.text().strip(), self.by.text().strip()
        words = f"✓ 已记下：{decision}" + ("。请把理由告诉本人" if decision == REFUSED else "")
        self.desk.act(
            "decide",
            lambda act: person.decide(act, one, decision, why, by),
            lambda _done: self.done.emit(words),
            lambda problem: self.wrong.setText(str(problem)),
        )
