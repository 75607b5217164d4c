"""谁看过: for the 站长, who saw, printed or carried away what of a person; everybody else is told who reads it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from lianluozhan.act import typist
from lianluozhan.errors import Problem
from lianluozhan.looked import HEADS, TITLE, Look, lines, looks, may_read, meant, refusal
from lianluozhan.operator import operators
from lianluozhan.store import Store
from ui.page import Page, Surroundings
from ui.pages import LOOKS
from ui.widgets.table import Column, Table, TableRow
from ui.widgets.wear import tell

COLUMNS = tuple(Column(name, wide) for name, wide in zip(HEADS, (160, 84, 56, 150, 0, 180), strict=True))
MOST = 500  # lines at once
EVERYBODY = "谁都算"
PAGES = {  # where a record is looked at
    "visit": "visit",
    "issue": "followup",
    "appointment": "appointment",
    "deputy": "deputy",
}
ABOUT = "看过来访人姓名、电话、住址的，印过、导出过不遮姓名的，都记在这里，谁也改不了；只在这台电脑上，不会带走。点一行去看那一条。"


class Wanted(NamedTuple):
    """What is asked: of whom (a name) or which record (the end of its number), by whom, on which day or in which month."""

    person: str
    record: str
    operator: str
    day: str


class Found(NamedTuple):
    """The lines, who may be chosen as the one who looked."""

    rows: list[TableRow]
    people: list[str]


class LooksPage(Page):
    """A table, narrowed by what stands above it."""

    leaf = LOOKS
    concerns: frozenset[str] = frozenset(("operator",))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.person, self.record, self.day, self.operator = QLineEdit(), QLineEdit(), QLineEdit(), QComboBox()
        self.state, self.table = QLabel(), Table("list_looks", TITLE, self.theme, COLUMNS)
        self.state.setProperty("c", "note")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.table.opened.connect(self._open)
        self._lay_out()

    def _lay_out(self) -> None:
        margin = self.theme.px("margin")
        head = QHBoxLayout()
        head.setSpacing(8)
        for name, words, part, wide in (
            ("person", "看过谁", self.person, 130),
            ("record", "哪一条", self.record, 110),
            ("day", "哪一天", self.day, 120),
            ("operator", "谁看的", self.operator, 120),
        ):
            label = QLabel(words)
            label.setProperty("c", "label")
            label.setBuddy(part)
            part.setObjectName(f"looks.{name}")
            part.setAccessibleName(words)
            part.setFixedWidth(round(wide * self.theme.factor))
            head.addWidget(label)
            head.addWidget(part)
        for part, example in ((self.person, "姓名"), (self.record, "J0012"), (self.day, "2026-10-21")):
            part.setPlaceholderText(example)
            part.setClearButtonEnabled(True)
            part.textChanged.connect(lambda _text: self.reload())
        self.operator.addItem(EVERYBODY, "")
        self.operator.activated.connect(lambda _place: self.reload())
        head.addStretch(1)
        about = QLabel(ABOUT)
        about.setProperty("c", "note")
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, 12, margin, 10)
        column.setSpacing(10)
        column.addWidget(about)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.state)

    def show_up(self) -> None:
        """Looks are no records: what was written since is asked for whenever the page is looked at."""
        self.stale = True
        super().show_up()

    def reload(self) -> None:
        """The newest lines of what is asked."""
        day = self.day.text().strip()
        wanted = Wanted(self.person.text().strip(), self.record.text().strip(), self.operator.currentData() or "", day)
        self.desk.ask(lambda store: found(store, wanted), lambda shown: self._show(shown, wanted), self._refuse)

    def _show(self, shown: Found, wanted: Wanted) -> None:
        self.table.show_rows(shown.rows)
        chosen = self.operator.currentData()
        self.operator.clear()
        for name, data in ((EVERYBODY, ""), *((one, one) for one in shown.people)):
            self.operator.addItem(name, data)
        self.operator.setCurrentIndex(max(self.operator.findData(chosen), 0))
        more = f"，先列最新 {MOST} 条，写上姓名或日期再找" if len(shown.rows) == MOST else ""
        self._say(
            f"{len(shown.rows)} 条{more}" if shown.rows else "没有这样的" if any(wanted) else "还没有人看过", "note"
        )

    def _refuse(self, problem: Problem) -> None:
        self.table.show_rows([])
        self._say(str(problem), "error")

    def _say(self, words: str, look: str) -> None:
        tell(self.state, words, look)

    def _open(self, key: tuple[int, str, str]) -> None:
        _place, kind, id = key
        if kind in PAGES:
            self.wants.emit(PAGES[kind], id)


def found(store: Store, wanted: Wanted) -> Found:
    """What the page shows. Raises NotAllowed where who types is not 站长, NotFound where there is no such record."""
    who = typist(store)
    if not may_read(store, who):
        raise refusal(who)
    about: Collection | None = meant(store, wanted.person, wanted.record)
    told = lines(store, islice(looks(store, operator=wanted.operator, day=wanted.day, about=about), MOST))
    return Found(
        [_row(place, look, of) for place, (look, of) in enumerate(told)], [one.name for one in operators(store)]
    )


def _row(place: int, look: Look, of: str) -> TableRow:
    kind, id = look.records[0] if look.records else ("", "")
    return TableRow((place, kind, id), (look.at.replace("T", " "), look.operator, look.way, look.what, of, look.reason))
