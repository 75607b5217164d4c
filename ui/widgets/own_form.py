"""The form of a 临时报表: what it is called, which kind, which fields in which order, which records, how grouped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lianluozhan.own_table import DATED, Wanted, possible
from lianluozhan.schema import SCHEMA
from lianluozhan.whose import STATION
from ui.theme import Theme
from ui.widgets.field_list import FieldList
from ui.widgets.scrolled import scrolled
from ui.widgets.wear import tell

USUAL = {  # ticked at first
    "visit": ("number", "received_at", "visitor_name", "party_size", "category", "outcome"),
    "issue": ("number", "registered_at", "title", "category", "organ", "state", "due_on"),
    "duty": ("number", "begin", "kind", "title", "deputies"),
    "activity": ("number", "kind", "theme", "begin", "place"),
    "deputy": ("order", "name", "gender", "levels", "group"),
}
NONE = "（不分）"
BOXES = {"kept": "存过的", "kind": "哪一种", "group": "分组", "where": "只要哪一项"}
LINES = {"name": "报表名称", "since": "从哪天", "until": "到哪天", "words": "含有的词", "value": "是什么"}
ROW = 6  # parts a row of buttons is shared into


class OwnForm(QWidget):
    """`chosen` when a person took one that was kept."""

    chosen = Signal()

    def __init__(self, noun: str, theme: Theme, stations: bool = False) -> None:
        super().__init__()
        self._possible = partial(possible, stations=stations)
        self.setFixedWidth(round(320 * theme.factor))
        self.kept_ones: list[Wanted] = []
        self.sent: frozenset[str] = frozenset()  # names of those that go to every station
        self.kept, self.kind, self.group, self.where = (_box(noun, name, words) for name, words in BOXES.items())
        self.name, self.since, self.until, self.words, self.value = (
            _line(noun, name, words) for name, words in LINES.items()
        )
        self.since.setPlaceholderText("2026-10-1")
        self.until.setPlaceholderText("2026-10-31")
        self.fields = FieldList(noun)
        self.fields.setMinimumHeight(round(150 * theme.factor))
        for name in DATED:
            self.kind.addItem(SCHEMA.records[name].label, name)
        self.kind.activated.connect(lambda _place: self._other_kind())
        self.kept.activated.connect(self._take)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(8)
        self._lay_out(theme)
        self._other_kind()

    def _lay_out(self, theme: Theme) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.px("margin"), 8, 8, 8)
        column.setSpacing(3)
        for part in (self.kept, self.name, self.kind):
            column.addLayout(_row(part))
        column.addLayout(_row(self.fields), 1)
        for parts in ((self.since, self.until), (self.words,), (self.where, self.value), (self.group,)):
            column.addLayout(_row(*parts))
        room = scrolled(inner, sideways=False)  # big letters need more height than a small screen has
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = foot = QVBoxLayout()
        foot.setContentsMargins(theme.px("margin"), 8, 8, 8)
        foot.addLayout(self._buttons)
        foot.addWidget(self.state)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(room, 1)
        outer.addLayout(foot)

    def add_question(self, question: QWidget) -> None:
        """What is asked in place, below the buttons."""
        self._foot.addWidget(question)

    def add_buttons(self, *rows: Sequence[QPushButton]) -> None:
        """Actions of the page's own; those of a row share its width."""
        for at, row in enumerate(rows):
            share = ROW // len(row)
            for place, button in enumerate(row):
                self._buttons.addWidget(button, at, place * share, 1, share)

    # -- what is chosen

    def _other_kind(self, fields: Sequence[str] = (), group: str = "", where: str = "") -> None:
        cls = SCHEMA.records[self.kind.currentData()]
        names = [field.name for field in self._possible(cls)]
        whose = [STATION] if names[:1] == [STATION] else []  # first, where there are several
        self.fields.show_fields(cls, tuple(fields) or (*whose, *USUAL.get(cls.noun, ())) or tuple(names[:5]), names)
        for box, chosen in ((self.group, group), (self.where, where)):
            box.clear()
            box.addItem(NONE if box is self.group else "", "")
            for field in self._possible(cls):
                box.addItem(field.label, field.name)
            box.setCurrentIndex(max(box.findData(chosen), 0))

    def wanted(self) -> Wanted:
        """What the form says."""
        where = ((self.where.currentData(), self.value.text().strip()),) if self.where.currentData() else ()
        return Wanted(
            self.name.text(),
            self.kind.currentData(),
            self.fields.ticked(),
            self.since.text(),
            self.until.text(),
            self.words.text(),
            where,
            self.group.currentData() or "",
        )

    def show_kept(self, kept: list[Wanted], sent: Collection[str] = (), mark: str = "") -> None:
        """What may be taken again; the names among the `sent` bear a mark."""
        self.kept_ones, self.sent = kept, frozenset(sent)
        self.kept.clear()
        self.kept.addItem("", "")
        for one in kept:
            self.kept.addItem(one.name + (mark if one.name in self.sent else ""), one.name)
        self.kept.setCurrentIndex(max(self.kept.findData(self.name.text().strip()), 0))

    def _take(self, place: int) -> None:
        if place:
            self.show_wanted(self.kept_ones[place - 1])
            self.chosen.emit()

    def show_wanted(self, one: Wanted) -> None:
        """Fill the form."""
        self.kind.setCurrentIndex(self.kind.findData(one.noun))
        where, value = one.where[0] if one.where else ("", "")
        self._other_kind(one.fields, one.group, where)
        for line, words in (
            (self.name, one.name),
            (self.since, one.since),
            (self.until, one.until),
            (self.words, one.words),
            (self.value, value),
        ):
            line.setText(words)

    def say(self, words: str, look: str = "error") -> None:
        """A line at the foot."""
        tell(self.state, words, look)


def _box(noun: str, name: str, words: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"{noun}.{name}")
    box.setAccessibleName(words)
    box.setMinimumContentsLength(6)  # beside a line it leaves that its room
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _line(noun: str, name: str, words: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(f"{noun}.{name}")
    line.setAccessibleName(words)
    return line


def _row(*parts: QWidget) -> QHBoxLayout:
    """Inputs side by side, each below what it is called."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        cell = QVBoxLayout()
        cell.setSpacing(1)
        label = QLabel(part.accessibleName())
        label.setProperty("c", "label")
        cell.addWidget(label)
        cell.addWidget(part, 1)
        row.addLayout(cell, 1)
    return row
