"""A name that records write and no roster knows: matched to somebody who is there, or registered, in one act."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lianluozhan.adding import match_new
from lianluozhan.errors import Problem
from lianluozhan.field import Ref
from lianluozhan.match import said_alike
from lianluozhan.record import Record
from ui.page import Page
from ui.widgets.chooser import Chooser
from ui.widgets.wear import tell


class Match(QWidget):
    """`matched` carries the id a name now stands for, `unknown` the name of somebody to be registered."""

    matched = Signal(str)
    unknown = Signal(str)

    def __init__(self, page: Page, cls: type[Record]) -> None:
        super().__init__()
        self.page, self.cls, self.name = page, cls, ""
        column = QVBoxLayout(self)
        margin = page.theme.px("margin")
        column.setContentsMargins(margin, 10, margin, 10)
        column.setSpacing(12)
        self._heading, self._told = QLabel(), QLabel()
        self._heading.setProperty("c", "title")
        self._told.setProperty("c", "note")
        self._told.setWordWrap(True)
        whom = Ref(f"其实就是名册里的{cls.label}", of=cls.noun)
        whom.name = "match"
        self.whom = Chooser(whom, cls.noun, lambda: page.around.options.get(cls.noun, ()))
        label = QLabel(whom.label)
        label.setProperty("c", "label")
        label.setBuddy(self.whom)
        for part in (self._heading, self._told, label, self.whom):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(page.button(f"match_{cls.noun}", "对上", self.match, look="primary"))
        row.addWidget(
            page.button(f"register_{cls.noun}", f"新登记这个{cls.label}", lambda: self.unknown.emit(self.name))
        )
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def show_name(self, name: str, times: int) -> None:
        """A name, and in how many records it stands."""
        self.name = name
        self._heading.setText(name)
        alike = [one.name for one in self.page.around.options.get(self.cls.noun, ()) if one.name.split("（")[0] == name]
        known = f"{said_alike(alike)}，程序不猜是哪一位。选了就都算这一位的；分别是两位的，请到各条记录里写明"
        self._say(
            f"有 {times} 处写了这个名字，"
            + (f"{known}。" if alike else "名册里还没有。登记或对上以后，写过它的记录都跟着认得。")
        )
        self.whom.show_value(None)

    def match(self) -> None:
        """The records that write the name mean the one who was chosen."""
        id, name, noun = self.whom.value(), self.name, self.cls.noun
        known = {one.kept for one in self.page.around.options.get(noun, ())}
        if id not in known:
            self._say("请从名册里选一个", trouble=True)
            self.whom.setFocus()
            return

        def told(changed: int) -> None:
            self.page.said.emit(f"已对上，{changed} 条记录跟着改了")
            self.matched.emit(id)

        def refused(problem: Problem) -> None:
            self._say(str(problem), trouble=True)

        self.page.desk.act("match", lambda act: match_new(act, noun, {name: id}, chosen=True), told, refused)

    def _say(self, words: str, trouble: bool = False) -> None:
        tell(self._told, words, "error" if trouble else "note")
