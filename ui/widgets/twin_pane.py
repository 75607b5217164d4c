"""Two receptions side by side that may be one visitor registered twice: a person says whether they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from lianluozhan.act import Act
from lianluozhan.issue import Issue
from lianluozhan.looked import KIND
from lianluozhan.readable import Row, readable
from lianluozhan.reception import issue_id
from lianluozhan.same import OTHER, SAME, join, part
from lianluozhan.store import Store
from lianluozhan.typed.when import spaced
from lianluozhan.veil import seen, veiled
from lianluozhan.visit import Visit
from ui.act import Desk
from ui.widgets.pieces import button, clear, label, line
from ui.widgets.starred import Reveal

SHOWN = (
    "number",
    "received_at",
    "visitor_name",
    "visitor_phone",
    "statement",
    "reply",
    "deputies",
    "outcome",
    "recorder",
    "created_by",
)
NOUN = "same"

_button = partial(button, NOUN)


class Pair(NamedTuple):
    """Two visits by their ids and world, and (label, the one's words, the other's) of what is shown."""

    world: str
    ids: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]


class TwinPane(QFrame):
    """Hidden until two are named; `left` says that a person decided or put it off."""

    refused = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.pair = desk, None
        self.setObjectName("today_same")
        self.setAccessibleName(f"是不是{SAME}")
        self.setProperty("c", "banner_hint")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.later = _button("leave", "先放着", self.leave, "link")
        self.reveal = Reveal(NOUN, self, self._reveal)
        foot = line(
            _button("join", SAME, lambda: self._say(join), "primary"),
            _button("part", OTHER, lambda: self._say(part), ""),
            self.later,
            self.reveal,
            None,
            label("定成同一件的只算一次，编号都留着；定错了可以撤销。", "note", wrap=False),
        )
        column = QGridLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addLayout(self._grid, 0, 0)
        column.addLayout(foot, 1, 0)
        self.hide()

    def ask(self, key: str) -> None:
        """Show the two of a line."""
        one, other = key.split()
        self.desk.ask(lambda store: side_by_side(store, one, other), self._show)

    def _reveal(self) -> None:
        """To tell two people apart one sees them whole; it is written down."""
        pair = self.pair

        def whole(act: Act) -> Pair:
            for id in pair.ids:
                seen(act, act.store.get(Visit, (pair.world, id)))
            return side_by_side(act.store, *pair.ids, shown=readable)

        self.desk.act(KIND, whole, lambda found: self.pair is pair and self._show(found, whole=True), self.refused.emit)

    def _show(self, pair: Pair, whole: bool = False) -> None:
        self.pair = pair
        self.reveal.setVisible(not whole)
        clear(self._grid)
        for row, (name, mine, theirs) in enumerate(pair.rows):
            alike = mine == theirs
            for column, words in enumerate((name, mine or "–", theirs or "–")):
                self._put(row, column, words, "label" if column == 0 or alike else "strong")
        self.show()
        self.later.setFocus()  # Enter alone decides nothing

    def _put(self, row: int, column: int, words: str, look: str) -> None:
        cell = label(words, look, wrap=False)
        cell.setTextFormat(Qt.TextFormat.PlainText)
        cell.setWordWrap(column > 0)
        self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)

    def _say(self, write: Callable[..., object]) -> None:
        world, ids = self.pair.world, self.pair.ids
        self.desk.act(
            NOUN,
            lambda act: write(act, *(act.store.get(Visit, (world, id)) for id in ids)) and None,
            lambda _done: self.leave(),
            self.refused.emit,
        )

    def leave(self) -> None:
        """Nothing is asked any more."""
        self.pair = None
        self.hide()
        self.left.emit()


def side_by_side(store: Store, *ids: str, shown: Callable[..., list[Row]] = veiled) -> Pair:
    """What the two say, and where their issues are, starred or whole; asked in the worker."""
    world = store.identity.world
    mine, theirs = (shown(store, Visit, [store.get(Visit, (world, id))])[0] for id in ids)
    rows = [(Visit.fields[name].label, _words(mine[name]), _words(theirs[name])) for name in SHOWN]
    issues = [store.get(Issue, (world, issue_id(id))) for id in ids]
    rows.append((Issue.label, *(f"{one.number} {one.state}" if one and not one.voided else "" for one in issues)))
    return Pair(world, ids, tuple(row for row in rows if row[1] or row[2]))


def _words(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value))
    return spaced(value or "")
