"""The PCs of a station, in its own window: which of them count, and that one is dead."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lianluozhan.errors import Problem
from lianluozhan.package.computer import RETIRE, Computer, computers, retire
from ui.act import Desk
from ui.widgets.pieces import away, button, label, line

TITLE = "本站的电脑"
STILL = "它登记过的都还在；它要是又开起来，带一次包来就又算上了。"
MEANS = f"停用 {{}} 以后，导出不再等它；{STILL}"
DONE = "✓ 已停用 {}。{}"

_button = partial(button, "computers")


class Computers(QWidget):
    """Nothing is shown while there is one PC. `asks` carries the last line of a question, to be brought into sight."""

    asks = Signal(QWidget)

    def __init__(self, desk: Desk, world: str) -> None:
        super().__init__()
        self.desk, self.world, self.meant = desk, world, None
        self.setObjectName("computers")
        self.setAccessibleName(TITLE)
        self._rows, self._made = QVBoxLayout(), []
        self.question, self.told = label("", "box"), label("", "note")
        self.yes = _button("retire_yes", "", self._retire, "primary")
        self.no = _button("retire_no", "先不停用", self._leave)
        self.asking = QWidget()
        asked = QVBoxLayout(self.asking)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self.question)
        asked.addLayout(line(self.yes, self.no, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(TITLE, "label"))
        column.addLayout(self._rows)
        for part in (self.asking, self.told):
            column.addWidget(part)
        self._leave()
        self.hide()

    def reload(self) -> None:
        """The PCs that count."""
        self.desk.ask(lambda store: computers(store, self.world), self._show)

    def _show(self, found: list[Computer]) -> None:
        away(*self._made)
        self._made = [self._row(one) for one in found]
        self.setVisible(len(found) > 1 or bool(self.told.text()))

    def _row(self, one: Computer) -> QWidget:
        row = QWidget()
        words = QLabel(one.said + ("　（本机）" if one.here else ""))
        retiring = _button(f"retire_{one.name}", "停用…", lambda: self._ask(one), "link")
        retiring.setAccessibleName(f"停用 {one.name}")
        if one.here:  # only hidden: what has no parent yet would open as a window
            retiring.hide()
        whole = line(words, retiring, None)
        whole.setContentsMargins(0, 0, 0, 0)
        row.setLayout(whole)
        self._rows.addWidget(row)
        return row

    def _ask(self, one: Computer) -> None:
        self.meant = one
        self.told.clear()
        self.question.setText(MEANS.format(one.name))
        self.yes.setText(f"停用 {one.name}")
        self.yes.setAccessibleName(self.yes.text())
        self.asking.show()
        self.no.setFocus()  # Enter alone changes nothing
        self.asks.emit(self.no)

    def _leave(self) -> None:
        self.asking.hide()

    def _retire(self) -> None:
        one = self.meant
        self.asking.hide()
        self.desk.act(RETIRE, lambda act: retire(act, self.world, one), lambda _done: self._retired(one), self._refused)

    def _retired(self, one: Computer) -> None:
        self.told.setText(DONE.format(one.name, STILL))
        self.reload()

    def _refused(self, problem: Problem) -> None:
        self.told.setText(f"⊘ {problem}")
