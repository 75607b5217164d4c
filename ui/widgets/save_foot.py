"""The foot of a form: saving, putting away, the reason of a change, and what became of it, with 撤销."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.asks.visit import FORM
from ui.entering import Further
from ui.half_written import HAVE_BACK, UNWANTED
from ui.page import Page
from ui.widgets.labelled import Cut


class SaveFoot(QWidget):
    """Always visible. `asked` carries what a person wants: save, save_further, correct, put_away, discard, undo."""

    asked = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._undo_shown = self._changing = self._written = self._then_print = False
        self.save = page.button("save", "保存", self._save, "Ctrl+S", "primary")
        self.print = page.button("save_and_print", "保存并打印", self.save_and_print, look="link")
        self.away = page.button("put_away", "放下，稍后再记", lambda: self.asked.emit("put_away"), look="link")
        self.drop = page.button("discard", UNWANTED, self._discard, look="link")
        self.more = page.button("further", Further.title, self._save_further, look="link")
        self.more.setText(f"{Further.title}  Ctrl+J")  # stands in the head: the foot has to say what became of the last
        self.correct = page.button("correct", "更正原话", lambda: self.asked.emit("correct"), look="link")
        self.back = page.button("undo", "撤销", lambda: self.asked.emit("undo"), "Ctrl+Z", "link")
        self.back.setText("撤销")
        also = QShortcut(QKeySequence("Ctrl+Return"), page)
        also.activated.connect(lambda: self.save.isEnabled() and self.save.isVisible() and self._save())
        self.reason = QLineEdit()
        self.reason.setObjectName("visit_reason")
        self.reason.setAccessibleName("更改原因")
        self.reason.setPlaceholderText("为什么改，如：电话记错了")
        self.state = Cut("saved")
        self.state.setObjectName("visit_state")
        row = QHBoxLayout(self)
        row.setContentsMargins(page.theme.px("margin"), 8, page.theme.px("margin"), 8)
        row.setSpacing(8)
        for part, share in (
            (self.save, 0),
            (self.print, 0),
            (self.reason, 4),
            (self.correct, 0),
            (self.away, 0),
            (self.drop, 0),
            (self.state, 1),
            (self.back, 0),
        ):
            row.addWidget(part, share)
        self.begin(changing=False)
        self.offer_undo("")

    def _save(self) -> None:
        self._then_print = False
        self.asked.emit("save")

    def _save_further(self) -> None:
        self._then_print = False
        self.asked.emit("save_further")

    def _discard(self) -> None:
        self._then_print = False
        self.asked.emit("discard")

    def save_and_print(self) -> None:
        """Save, and then have the paper."""
        self._then_print = True
        self.asked.emit("save")

    def saved(self, id: str) -> None:
        """It is saved: its paper is shown where it was asked for."""
        if self._then_print:
            self._page.wants.emit("paper", f"{FORM} {id}")

    def begin(self, changing: bool) -> None:
        """For a new record, or for one that is changed and needs a reason."""
        self.save.setEnabled(True)
        self.save.setText("保存更改  Ctrl+S" if changing else "保存  Ctrl+S")
        self.reason.setVisible(changing)
        self.reason.clear()
        self.drop.setText("不改了" if changing else UNWANTED)
        self._changing = changing
        self.begun(written=False)
        self.drop.setVisible(changing)
        self.say("")

    def begun(self, written: bool = True) -> None:
        """Something is written now that could be put away or thrown away; before, there is room for what became of the last."""
        self.away.setVisible(written)
        self.drop.setVisible(written)
        self.print.setVisible(written)
        self._written = written
        self._offer_more()

    def say(self, words: str, look: str = "saved") -> None:
        """What became of it."""
        self.state.say(words, look)

    def offer_undo(self, what: str) -> None:
        """A button that takes the last save back, until the next one; without a name none."""
        self._undo_shown = bool(what)
        self._offer_more()
        self._name_back("撤销", what)
        self.back.setVisible(self._undo_shown)

    def offer_back(self) -> None:
        """The same button has a draft back that was thrown away: what was saved before is not what it would undo."""
        self.offer_undo("")
        self._name_back(HAVE_BACK, "")
        self.back.show()

    def _name_back(self, words: str, what: str) -> None:
        self.back.setText(words)
        self.back.setAccessibleName(words)
        self.back.setToolTip(f"{words} {what}".rstrip() + "（Ctrl+Z）")

    def _offer_more(self) -> None:
        """Another matter can follow what is written, or what was just saved."""
        self.more.setVisible((self._written or self._undo_shown) and not self._changing)

    def undoable(self) -> bool:
        """Whether 撤销 is offered."""
        return self._undo_shown
