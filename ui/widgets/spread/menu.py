"""The menus of a list spread out in columns: what can be done to a column, and what the list can be narrowed to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from lianluozhan.action import STATES
from lianluozhan.columns import Column
from lianluozhan.field import Choice
from lianluozhan.record import Record
from lianluozhan.search import UNSETTLED
from ui.widgets.tick import Ticks

STEP = 40  # logical pixels a column grows at once
MANY = 24  # entries a menu is still read through


class ColumnMenu(QMenu):
    """What can be done to one column of those there are. `act` is called with what was picked: sort, unsort, left, right,
    wider, narrower, hide, reset, or show and a name."""

    def __init__(self, around: QWidget, column: Column, last: bool, act: Callable[..., object]) -> None:
        super().__init__(around)
        self.setObjectName("spread_column")
        self.act = act
        if column.sql:
            self._add("up", f"按“{column.label}”排，小的、早的在前", partial(act, "sort", False))
            self._add("down", f"按“{column.label}”排，大的、晚的在前", partial(act, "sort", True))
        else:
            self.addAction(f"“{column.label}”是看的时候才算出来的，不能按它排").setEnabled(False)
        self._add("unsort", "不按列排，新的在前", partial(act, "unsort"))
        self.addSeparator()
        for verb, words in (
            ("left", "往左移　Ctrl+Shift+←"),
            ("right", "往右移　Ctrl+Shift+→"),
            ("wider", "宽一些"),
            ("narrower", "窄一些"),
        ):
            self._add(verb, words, partial(act, verb))
        self.addSeparator()
        self._add("hide", f"把“{column.label}”藏起来", partial(act, "hide")).setEnabled(not last)

    def _add(self, verb: str, words: str, press: Callable[[], object]) -> QAction:
        entry = self.addAction(words)
        entry.setObjectName(f"spread_{verb}")
        entry.triggered.connect(lambda _on=False: press())
        return entry

    def offer(self, possible: Sequence[Column], shown: Collection[str]) -> ColumnMenu:
        """Below, every column there can be, ticked where it is seen, and the way back to how it was at first."""
        ticks = Ticks("显示哪些列", self)
        ticks.setObjectName("spread_columns")
        for column in possible:
            tick = ticks.addAction(column.label)
            tick.setObjectName(f"spread_show_{column.name}")
            tick.setCheckable(True)
            tick.setChecked(column.name in shown)
            tick.toggled.connect(lambda _on, name=column.name: self.act("show", name))
        self.addMenu(ticks)
        self._add("reset", "恢复原样", partial(self.act, "reset"))
        return self


class NarrowMenu(QMenu):
    """One value of a field each: its choices, the states of an issue, the categories there are. `picked` is called with the
    field and the value, "" to look at all again."""

    def __init__(self, around: QWidget, picked: Callable[[str, str], object]) -> None:
        super().__init__(around)
        self.setObjectName("spread_narrow")
        self._picked = picked

    def fill(self, cls: type[Record], categories: Sequence[str], where: Mapping[str, str]) -> None:
        """The fields of a kind, what is picked already ticked."""
        self.clear()
        offered = {
            name: field.choices
            for name, field in cls.fields.items()
            if isinstance(field, Choice) and 1 < len(field.choices) <= MANY
        }
        offered |= {"category": tuple(categories)} if "category" in cls.fields else {}
        offered |= {"state": (UNSETTLED, *STATES)} if cls.noun == "issue" else {}
        for name in sorted(offered, key=lambda name: (name not in ("state", "category"), list(cls.fields).index(name))):
            self._field(name, cls.fields[name].label, offered[name], where.get(name, ""))
        self.addSeparator()
        whole = self.addAction("都看")
        whole.setObjectName("spread_narrow_none")
        whole.setEnabled(bool(where))
        whole.triggered.connect(lambda _on=False: self._picked("", ""))

    def _field(self, name: str, label: str, values: Sequence[str], now: str) -> None:
        below = self.addMenu(f"{label}：{now}" if now else label)
        below.setObjectName(f"spread_narrow_{name}")
        group = QActionGroup(below)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for value in values:
            tick = below.addAction(value)
            tick.setObjectName(f"spread_{name}_{value}")
            tick.setCheckable(True)
            tick.setChecked(value == now)
            group.addAction(tick)
            tick.triggered.connect(lambda on, value=value: self._picked(name, value if on else ""))
