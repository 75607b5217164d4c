"""What is written down when somebody asks that their records be deleted: which ones, and how they said it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lianluozhan import person
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import by_id
from ui.act import Desk
from ui.widgets.pieces import asked, label


class Applying(QWidget):
    """What is meant, one input, what is wrong with it. `done` says what was written down, `refused` carries a Problem."""

    done, refused = Signal(str), Signal(object)

    def __init__(self, noun: str, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.about, self.words, self.wrong = label(""), QLineEdit(), label("", "error")
        self.words.setObjectName(f"{noun}.words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.about)
        column.addLayout(asked("他怎么说的", self.words))
        column.addWidget(self.wrong)
        column.addWidget(label("登记以后由站长决定：保存期限没有到的，可以不同意，把理由告诉本人。", "note"))

    def begin(self, number: int) -> None:
        """About so many records."""
        self.about.setText(f"勾上的 {number} 条，和跟着它们的意见、办理、批注。")
        self.wrong.clear()
        self.words.setFocus()

    def apply(self, keys: Sequence[tuple[str, str]]) -> None:
        """Write the application for these records down; without a word of theirs it says so and stays."""
        words, who = self.words.text().strip(), self.desk.operator
        if not words:
            self.wrong.setText("请写他怎么说的，哪怕一句：本人来电要求删除")
            self.words.setFocus()
            return
        self.desk.act(
            "apply",
            lambda act: person.apply(act, marked(act.store, keys), words, who),
            lambda _done: (self.words.clear(), self.done.emit("✓ 已登记，等站长决定")),
            self.refused.emit,
        )


def marked(store: Store, keys: Sequence[tuple[str, str]]) -> list[Record]:
    """The records of these kinds and ids."""
    ids = {id for _noun, id in keys}
    kinds = [store.schema.records[noun] for noun in {noun for noun, _id in keys}]
    return [one for cls in kinds for one in by_id(store, cls, ids).values()]
