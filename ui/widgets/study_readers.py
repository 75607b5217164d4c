"""Who read what is shown, and those who read it today registered in one press."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from lianluozhan import clock
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadValue, Problem
from lianluozhan.extract import NOTHING
from lianluozhan.field import Day, Refs, is_id
from lianluozhan.store import Store
from lianluozhan.study import Study, read, readers
from lianluozhan.table import by_id
from lianluozhan.typed import Hint
from ui.act import Desk
from ui.editor import Options, editor_of
from ui.widgets.pieces import button

PEOPLE, ON = Refs("谁学了", of="deputy"), Day("哪天学的")
PEOPLE.name, ON.name = "readers", "read_on"


def told(store: Store, one: Study) -> str:
    """陈秀兰 11-02、彭喆 11-03, as it happened; how many words it is found by."""
    found = readers(store, one)
    names = {id: deputy.name for id, deputy in by_id(store, Deputy, filter(is_id, found)).items()}
    people = "、".join(f"{names.get(who, who)} {day[5:]}" for who, day in found.items())
    words = f"全文 {len(one.full_text)} 字" if one.full_text else NOTHING if one.files else "还没有文件"
    return f"{len(found)} 人学过：{people}\n{words}" if found else f"还没有人学过\n{words}"


class StudyReaders(QFrame):
    """`done` carries the words of what was registered."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, options: Options, registers: bool) -> None:
        super().__init__()
        self.desk, self.one, self._registers = desk, None, registers
        self.setProperty("c", "card")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.people, self.on = (editor_of(field, Study.noun, options) for field in (PEOPLE, ON))
        self.people.setPlaceholderText(PEOPLE.label)
        self.press = button(Study.noun, "read", "记学习", self.register)
        row = QHBoxLayout()
        for part, share in ((self.people, 3), (self.on, 1), (self.press, 0)):
            row.addWidget(part, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.words)
        column.addLayout(row)
        self.hide()

    def show_study(self, one: Study | None) -> None:
        """Who read this one."""
        self.one = one
        self.setVisible(one is not None)
        if one is None:
            return
        for part in (self.people, self.on, self.press):
            part.setVisible(self._registers and not one.voided)
        self.people.show_value(None)
        self.on.show_value(clock.day())
        self.desk.ask(lambda store: told(store, one), lambda words: self.one is one and self.words.setText(words))

    def register(self) -> None:
        """Those who are named, on the day that is named."""
        one, people = self.one, self.people.value() or []
        try:
            day = ON.read(self.on.value(), Hint(clock.today().year)) or ""
        except BadValue as bad:
            self.refused.emit(f"{ON.label}：{bad}")
            return
        self.desk.act("read_study", lambda act: read(act, one, people, day)[1], self._done, self._refuse)

    def _done(self, again: list[str]) -> None:
        self.show_study(self.one)
        self.done.emit("✓ 记好了，代表履职里有一条" + (f"；有 {len(again)} 位记过了，没有再记" if again else ""))

    def _refuse(self, problem: Problem) -> None:
        self.refused.emit(str(problem))
