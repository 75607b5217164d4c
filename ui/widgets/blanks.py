"""空白登记表 of a reception day: how many are out, giving out more with their numbers, putting away what was not used."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from lianluozhan import blank
from lianluozhan.blank import NAME
from lianluozhan.errors import BadValue, Problem
from lianluozhan.record import short_number
from lianluozhan.typed import count
from ui.act import Desk
from ui.widgets.pieces import button
from ui.widgets.wear import tell

FEW = 3  # numbers that are written out

_button = partial(button, "schedule")


class Blanks(QWidget):
    """`printed` asks for the paper of a day's forms."""

    printed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.day = desk, ""
        self.state, self.number = QLabel(), QLineEdit()
        self.state.setProperty("c", "note")
        self.number.setObjectName("schedule.blanks")
        self.number.setAccessibleName(f"{NAME}张数")
        self.number.setPlaceholderText("几张")
        self.number.setMaximumWidth(72)
        self.number.returnPressed.connect(self.give_out)
        self.give = _button("blank", f"印{NAME}", self.give_out)
        self.again = _button("blank_again", "再印这几张", lambda: self.printed.emit(self.day))
        self.away = _button("blank_unused", "没有用的作废", self.put_away)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setSpacing(4)
        self.state.setWordWrap(True)
        for part in (self.number, self.give, self.again, self.away):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.state)

    def show_day(self, day: str) -> None:
        """Another day; "" for none."""
        self.day = day
        self.setVisible(bool(day))
        if day:
            self.desk.ask(
                lambda store: [one.number for one in blank.waiting(store, day)],
                lambda numbers: self._show(day, numbers),
            )

    def _show(self, day: str, numbers: list[str]) -> None:
        if day != self.day:
            return
        tails = [short_number(number) for number in numbers]
        some = "、".join(tails[:FEW]) + (" 等" if len(tails) > FEW else "")
        self._say(
            f"{NAME}还有 {len(tails)} 张没登记：{some}" if tails else f"{NAME}：编号先留好，收回来照编号登记", "note"
        )
        for one in (self.again, self.away):
            one.setVisible(bool(tails))

    def give_out(self) -> None:
        """Reserve numbers for so many forms, then show them on paper."""
        try:
            number = count(self.number.text())
        except BadValue:
            self._say(f"请写印几张，1 到 {blank.MOST}", "error")
            return
        day = self.day
        self.desk.act(
            "blank", lambda act: blank.reserve(act, day, number), lambda _numbers: self._given(day), self._refuse
        )

    def _given(self, day: str) -> None:
        self.number.clear()
        self.show_day(day)
        self.printed.emit(day)

    def put_away(self) -> None:
        """Void the day's forms that nobody used, in one act."""
        day = self.day
        self.desk.act("blank", lambda act: blank.put_away(act, day), lambda _number: self.show_day(day), self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self._say(str(problem), "error")

    def _say(self, words: str, look: str) -> None:
        tell(self.state, words, look)
