"""调班: who cannot come, who comes instead, and, where two exchange their days, which day the other one had."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from lianluozhan import typed
from lianluozhan.act import Act
from lianluozhan.calendar import WEEKDAYS
from lianluozhan.errors import BadInput, BadValue, Problem
from lianluozhan.field import Choice, Ref, Text
from lianluozhan.rota import said
from lianluozhan.schedule import Schedule
from lianluozhan.shift import SHIFT, swap, take_over
from lianluozhan.store import Store
from ui.act import Desk
from ui.asks.schedule import partners
from ui.editor import Options
from ui.form import Form, Section
from ui.theme import Theme
from ui.widgets.chooser import Option
from ui.widgets.pieces import label

ROWS = [[("out", 3), ("into", 3), ("other", 6)], [("why", 12)]]


class Swap(Schedule):
    """What is asked."""

    noun = "swap"
    out = Choice("谁来不了", required=True, choices=())
    into = Ref("换成谁", of="deputy", required=True)
    other = Choice("和他对调哪一天（只替这一次就空着）", choices=())
    why = Text("原因（公示的排班表上写）", required=True)


def exchange(act: Act, day: Schedule, values: Mapping[str, Any]) -> tuple[str, str]:
    """Do what was filled in; returns the act, and what of these days cannot be now."""
    if values["other"]:
        swap(
            act,
            day,
            _other(act.store, day, values["other"], values["into"]),
            values["out"],
            values["into"],
            values["why"],
        )
    else:
        take_over(act, day, values["out"], values["into"], values["why"])
    return act.act_id, "；".join(act.told)


def _other(store: Store, day: Schedule, picked: str, into: str) -> Schedule:
    """The day that was picked from the list, or whose date was typed: one on which the other one receives, where there is one."""
    if (held := store.get(Schedule, (day.world, picked))) is not None:
        return held
    try:
        date = typed.day(picked, typed.Hint(int(day.date[:4])))
    except BadValue:
        date = ""
    found = store.find(Schedule, "date=?", (date,), "begin, id")
    if not found:
        raise BadInput(f"没有“{picked}”这个接待日", then="请从列出来的接待日里选一天；只替这一次就空着")
    return next((one for one in found if into in (one.deputies or ())), found[0])


class Shifting(QFrame):
    """`done` carries the day's id once it is exchanged, the act, and what to say of it; `left` says that it shall not be."""

    done = Signal(str, str, str)
    left = Signal()

    def __init__(self, desk: Desk, theme: Theme, options: Options) -> None:
        super().__init__()
        self.desk, self.day = desk, None
        self.setProperty("c", "card")
        self.choices: dict[str, Any] = {}
        self.form = Form(Swap, [Section("", ROWS)], theme, ChainMap(self.choices, options))
        self.form.layout().setContentsMargins(0, 0, 0, 0)
        self.heading = label("", "section", wrap=False)
        self.note = label("", "error")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        for part in (self.heading, self.form, self.note):
            column.addWidget(part)
        column.addLayout(self._foot())
        self.hide()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        for verb, words, press, look in (
            ("go", SHIFT, self.agree, "primary"),
            ("cancel", "不调了", self.left.emit, ""),
        ):
            button = QPushButton(words)
            button.setObjectName(f"schedule_swap_{verb}")
            button.setAccessibleName(words)
            button.setProperty("c", look)
            button.clicked.connect(lambda _on=False, press=press: press())
            foot.addWidget(button)
        self.go = foot.itemAt(0).widget()
        foot.addStretch(1)
        return foot

    def begin(self, day: Schedule) -> None:
        """Ask of a day: who receives on it and which days there are to exchange it with."""
        self.desk.ask(lambda store: partners(store, day), lambda choices: self._begun(day, choices))

    def _begun(self, day: Schedule, choices: Mapping[str, Sequence[Option]]) -> None:
        self.day = day
        self.choices.clear()
        self.choices.update(choices)
        here = choices["swap.out"]
        self.heading.setText(f"{SHIFT}：{said(day.date)}　周{WEEKDAYS[day.weekday()]}")
        self.form.show_values({"out": here[0].kept} if len(here) == 1 else {})
        self.tell("")
        self.show()
        self.form.go_to("into" if len(here) == 1 else "out")

    def tell(self, words: str) -> None:
        """Say why it cannot be."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def agree(self) -> None:
        """Do what was filled in, or say what is missing."""
        values, wrong = self.form.read()
        if wrong:
            self.form.go_to(wrong[0])
            return
        day = self.day
        self.desk.act(
            "swap", lambda act: exchange(act, day, values), lambda done: self._done(day, *done), self._refused
        )

    def _done(self, day: Schedule, act_id: str, told: str) -> None:
        self.hide()
        self.done.emit(day.id, act_id, told)

    def _refused(self, problem: Problem) -> None:
        self.tell(str(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
