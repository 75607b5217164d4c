"""撤销 in the status line: what was done last can be taken back, and what was taken back can be had again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from lianluozhan.undo import REASON, VERB, undo, undoable, words
from ui.act import Desk

AGAIN = "恢复"
KEY = "Ctrl+Z"


class LastAct(QPushButton):
    """A link that is there while there is something to take back.

    `said` carries a line for the status bar, and whether it is to stand whatever else was said.
    """

    said = Signal(str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(REASON)
        self.desk, self._act_id, self._aside, self._newest = desk, "", False, ""
        self.setObjectName("window_undo")
        self.setProperty("c", "small_link")
        self.clicked.connect(lambda _on=False: self.press())
        desk.acted.connect(self._ask)
        self._show("", "", "")

    def _ask(self, act_id: str, verb: str) -> None:
        self._newest = act_id
        self.desk.ask(lambda store: undoable(store, act_id), partial(self._show, act_id, verb))

    def _show(self, act_id: str, verb: str, what: str) -> None:
        if act_id != self._newest:  # something else was done meanwhile
            return
        self._act_id = act_id if what else ""
        name = AGAIN if verb == VERB else REASON
        self.setText(f"{name}  {KEY}")
        self.setAccessibleName(name)
        self.setToolTip(f"{name}：{what}")
        self.stand_back(self._aside)
        if what:
            self.said.emit(f"{'已撤销' if verb == VERB else '刚才'}：{what}", verb == VERB)

    def stand_back(self, aside: bool) -> None:
        """Leave it to a page that offers it itself."""
        self._aside = aside
        self.setVisible(bool(self._act_id) and not aside)

    def press(self) -> None:
        """Take it back, in one act of its own."""
        act_id, self._act_id = self._act_id, ""
        self.hide()
        if act_id:
            self.desk.act(VERB, lambda act: words(act.store, undo(act, act_id)))
