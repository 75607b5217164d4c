"""功能: which of the wider parts this folder has; a tick switches one at once, and nothing it holds is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from lianluozhan import parts
from lianluozhan.errors import Problem
from lianluozhan.parts import THERE, Switch
from lianluozhan.ruling import FIXED
from lianluozhan.whose import DISTRICT_ROLE
from ui.page import Page, Surroundings
from ui.pages import PARTS
from ui.widgets.pane import Panes
from ui.widgets.pieces import clear, label, line

WHY = "打开的，页在“更多”里，它的表在“打印一张表”里；关上的看不见，记下的都留着，再打开还在。"
THEIRS = "左边打勾的是本办公室用不用，右边定的是各站用不用。"


class PartsPage(Page):
    """One card with a line for every part."""

    leaf = PARTS
    concerns = frozenset(("rule",))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rows, self.told, self.nothing = QWidget(), label("", "error"), label("", "note")
        self.panes = Panes(self.theme)
        why = WHY + (THEIRS if around.identity.role == DISTRICT_ROLE else "")
        self.panes.pane(label(self.title, "title"), label(why, "note"), 6, self.rows, self.nothing, self.told)
        self.column = QVBoxLayout(self.rows)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.ticks: dict[str, QCheckBox] = {}
        self.boxes: dict[str, QComboBox] = {}  # what a district says of each for its stations
        self._stand: list[tuple[parts.Part, bool]] = []
        self.why = ""  # the last switch was refused, to be said once the ticks show what is so
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panes)

    def reload(self) -> None:
        """How the parts stand."""
        self.desk.ask(parts.switches, self._show)

    def _show(self, found: list[Switch]) -> None:
        self.told.setText(self.why)
        self.why = ""
        self.nothing.setText("" if found else "还没有可以打开的")
        if (stand := [(one.part, one.fixed) for one in found]) != self._stand:
            self._stand = stand
            clear(self.column)
            self.ticks, self.boxes = {}, {}
            for one in found:
                self.column.addWidget(self._row(one))
        for one in found:  # the lines stay, and with them the keys
            self.ticks[one.part.label].setChecked(one.on)
            if one.part.label in self.boxes:
                self.boxes[one.part.label].setCurrentIndex(list(THERE).index(one.there))

    def _row(self, one: Switch) -> QWidget:
        name = one.part.label
        tick = self.ticks[name] = QCheckBox(name)
        tick.setObjectName(f"parts.{name}")
        tick.setEnabled(not one.fixed)
        tick.clicked.connect(lambda on: self.switch(name, on))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(2)
        column.addLayout(line(tick, None, *((self._there(one),) if self.around.identity.role == DISTRICT_ROLE else ())))
        column.addWidget(label(one.part.says + (FIXED if one.fixed else ""), "note"))
        return holder

    def _there(self, one: Switch) -> QComboBox:
        """What the district says of it for its stations."""
        box = self.boxes[one.part.label] = QComboBox()
        box.setObjectName(f"parts.{one.part.label}.stations")
        box.setAccessibleName(f"{one.part.label}：各站")
        box.addItems(list(THERE.values()))
        # what no station has needs no word to them; shown without a parent it would be a window
        if len(one.part.roles) < 2:
            box.hide()
        box.activated.connect(lambda place: self.switch_there(one.part.label, list(THERE)[place]))
        return box

    def switch(self, name: str, on: bool) -> None:
        """Have a part, or have it no more."""
        how = {"on": [name]} if on else {"off": [name]}
        said = f"刚才：“{name}”{'打开了' if on else '关上了，记下的都留着'}"
        self.desk.act("parts", lambda act: parts.switch(act, **how), lambda _done: self.said.emit(said), self._refuse)

    def switch_there(self, name: str, said: bool | None) -> None:
        """Say it for every station; it travels with the next package."""
        how = {("free" if said is None else "on" if said else "off"): [name]}
        words = f"刚才：“{name}”{THERE[said]}，随下次带回的包到各站"
        self.desk.act(
            "parts", lambda act: parts.switch_there(act, **how), lambda _done: self.said.emit(words), self._refuse
        )

    def _refuse(self, problem: Problem) -> None:
        self.why = str(problem)
        self.reload()
