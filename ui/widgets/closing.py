"""结账 of a month: what is still open, and closing it in two presses, the second of which says what follows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from lianluozhan import clock, closing
from lianluozhan.books import Period
from lianluozhan.errors import Problem
from lianluozhan.month import MonthEnd, closing_of, period_of
from lianluozhan.store import Store
from ui.act import Desk
from ui.widgets.month_end import MonthEnd as Ends
from ui.widgets.wear import tell

CLOSE = "结账"
BEFORE = "结账以后，纸面照这一份存下，原话不能再改，别的改动写进下个月的月报。"


class Closing(QFrame):
    """The closing of the month that is looked at; `closed` once it is done, `asking` when a second press is wanted."""

    closed = Signal()
    asking = Signal(object)  # the button that answers

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.month = desk, ""
        self.setObjectName("month_closing")
        self.setProperty("c", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        self.state, self.points, self.said = QLabel(), QLabel(), QLabel()
        self.state.setProperty("c", "section")
        self.signer = QLineEdit()
        self.signer.setObjectName("month.signed_by")
        self.signer.setAccessibleName(MonthEnd.signed_by.label)
        self.signer.setPlaceholderText(f"{MonthEnd.signed_by.label}（空着就是站长）")
        self.close_button = self._button("close", f"{CLOSE}…", self._ask)
        self.confirm_button = self._button("confirm", f"确定{CLOSE}", self._confirm, "primary")
        self.leave_button = self._button("leave", "先不结", self._leave)
        row = QHBoxLayout()
        for button in (self.close_button, self.confirm_button, self.leave_button):
            row.addWidget(button)
        row.addStretch(1)
        self.end = Ends(desk)
        for label in (self.state, self.points, self.said):
            label.setWordWrap(True)
        for part in (self.state, self.end, self.points, self.said):
            column.addWidget(part)
        column.addWidget(self.signer)
        column.addLayout(row)
        self._leave()

    def _button(self, verb: str, words: str, press, look: str = "") -> QPushButton:  # noqa: ANN001
        button = QPushButton(words)
        button.setObjectName(f"month_{verb}")
        button.setAccessibleName(words.rstrip("…"))
        button.setProperty("c", look)
        button.clicked.connect(lambda _on=False: press())
        return button

    # -- what is asked

    def show_month(self, month: str) -> None:
        """Another month: where it stands, and what is open in it."""
        self.month = month
        self._leave()
        self.desk.ask(lambda store: standing(store, month), self._show)

    def _show(self, found: tuple[str | None, Period, list[str]]) -> None:
        done, days, points = found
        over = bool(done) or clock.day() >= days.ends
        self.end.show_days(days, bool(done))
        self.state.setText(done or f"未{CLOSE}")
        self.points.setText("\n".join(f"· {point}" for point in points) if not done else "打出来的是结账时存下的一份")
        self.points.setVisible(bool(self.points.text()))
        self.close_button.setVisible(not done)
        self.close_button.setEnabled(over)
        # a grey button alone looks like their fault
        self._say("" if over else f"这个月还没有过完，{days.ends} 起可以{CLOSE}；上面这些先看着办")

    def _ask(self) -> None:
        self._say(BEFORE, "hint")
        self._choose(True)
        self.signer.setFocus()
        self.asking.emit(self.confirm_button)

    def _leave(self) -> None:
        self._say("")
        self._choose(False)

    def _choose(self, asking: bool) -> None:
        self.close_button.setVisible(not asking)
        for part in (self.signer, self.confirm_button, self.leave_button):
            part.setVisible(asking)

    def _confirm(self) -> None:
        month, signer = self.month, self.signer.text().strip() or None
        self.confirm_button.setEnabled(False)
        self._say(f"正在{CLOSE}", "hint")
        self.desk.act(
            "close", lambda act: closing.close(act, month, signer) and None, lambda _nothing: self._done(), self._refuse
        )

    def _done(self) -> None:
        self.confirm_button.setEnabled(True)
        self.closed.emit()

    def _refuse(self, problem: Problem) -> None:
        self.confirm_button.setEnabled(True)
        self._say(str(problem), "error")

    def _say(self, words: str, look: str = "hint") -> None:
        tell(self.said, words, look)
        self.said.setVisible(bool(words))


def standing(store: Store, month: str) -> tuple[str | None, Period, list[str]]:
    """Since when the month is closed and by whose name, which days it has, and what is open in it."""
    held, days = closing_of(store, month), period_of(store, month)
    if held:
        signer = f"，{held.signed_by}" if held.signed_by else ""
        return f"✓ {held.closed_on} 已{CLOSE}{signer}", days, []
    return None, days, list(map(str, closing.checklist(store, month)))
