"""月末日: from which day to which the month runs, and on which day of the month its books end from now on."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from lianluozhan.books import LATEST, RULE, Period
from lianluozhan.closing import set_last_day
from lianluozhan.errors import BadValue, Problem
from lianluozhan.typed import count
from ui.act import Desk
from ui.widgets.pieces import button
from ui.widgets.wear import tell

HINT = f"每月几号结账，就写几；{LATEST} 是月底。已经结账的月份不动。"

_button = partial(button, "month")


class MonthEnd(QFrame):
    """Reads and sets the day; the page shows the month anew once the rule is another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.days, self.said = QLabel(), QLabel()
        self.day = QLineEdit()
        self.day.setObjectName("month.last_day")
        self.day.setAccessibleName(RULE)
        self.day.setPlaceholderText("几号")
        self.day.returnPressed.connect(self._set)
        self.change = _button("last_day", f"改{RULE}…", lambda: self._choose(True))
        self.set_button = _button("set_last_day", "就这一天", self._set)
        self.leave = _button("leave_last_day", "不改", lambda: self._choose(False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        for part in (self.change, self.day, self.set_button, self.leave):
            row.addWidget(part)
        for label in (self.days, self.said):
            label.setWordWrap(True)
        for part in (self.days, row, self.said):
            column.addLayout(part) if part is row else column.addWidget(part)
        self.days.setProperty("c", "note")
        self._choose(False)

    def show_days(self, period: Period, closed: bool) -> None:
        """The days of the month that is looked at; of a closed one they stay."""
        self.days.setText(f"这个月：{period.days_said}")
        self._choose(False)
        self.change.setVisible(not closed)

    def _choose(self, asking: bool) -> None:
        self.change.setVisible(not asking)
        for part in (self.day, self.set_button, self.leave):
            part.setVisible(asking)
        self._say(HINT if asking else "", "hint")
        if asking:
            self.day.clear()
            self.day.setFocus()

    def _set(self) -> None:
        try:
            day = count(self.day.text())
        except BadValue:
            self._say(f"请写 1 到 {LATEST}", "error")
            return
        self.desk.act("rule", lambda act: set_last_day(act, day), None, self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self._say(str(problem), "error")

    def _say(self, words: str, look: str) -> None:
        tell(self.said, words, look)
        self.said.setVisible(bool(words))
