"""The stations of a district as a table: a click on a figure lists the records it counts beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lianluozhan.board import Standing
from lianluozhan.package.manifest import Party
from lianluozhan.report.station_board import GROUPLESS, LATE, PLACELESS
from ui.asks.station import COLUMNS, LOOKS, Shown, behind, people
from ui.listing import Item
from ui.page import Page
from ui.widgets.beside import WHICH, Beside
from ui.widgets.pieces import line
from ui.widgets.table import Table

HINT = "点一个数字，\n这里列出它数的是哪些"


class Stands(QWidget):
    """`wants` carries the page and the record a person went to."""

    wants = Signal(str, str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self.shown = page, None
        self.list = Table("list_station", page.title, page.theme, COLUMNS)
        self.list.opened.connect(self._look)
        self.nowhere = {
            name: self._link(page, verb, name) for verb, name in (("placeless", PLACELESS), ("groupless", GROUPLESS))
        }
        self.beside = Beside("station_behind", WHICH, page.theme)
        self.beside.list.opened.connect(self._open)
        self.beside.list.clicked.connect(lambda _index: self._open(self.beside.list.key()))
        self.beside.say("", HINT)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.list, 1)
        left.addLayout(line(*self.nowhere.values(), None))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(page.theme.px("gap"))
        row.addLayout(left, 1)
        row.addWidget(self.beside)

    def _link(self, page: Page, verb: str, name: str) -> QPushButton:
        return page.button(verb, name, partial(self._look_nowhere, name), look="link")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Narrow: the list gives way."""
        self.beside.fit(self)
        super().resizeEvent(event)

    def marked(self) -> list[Party]:
        """The station whose row is marked."""
        one = self.station()
        return [one.station.party] if one else []

    def parties(self) -> list[Party]:
        """All of them, as packages call them."""
        return [one.station.party for one in self.shown.board.stations]

    def show_stations(self, now: Shown) -> None:
        """How they stand now."""
        self.shown = now
        self.list.show_rows(now.rows)
        for name, who in ((PLACELESS, now.board.placeless), (GROUPLESS, now.board.groupless)):
            self.nowhere[name].setText(f"{name} {len(who)} 位")

    def station(self) -> Standing | None:
        """The one whose row is marked."""
        key = self.list.key()
        return next((one for one in self.shown.board.stations if one.station.party.code == key), None)

    def _look(self, _key: str) -> None:
        """The records behind the figure a person clicked; of a name, a day or a fingerprint those that are late."""
        one, column = self.station(), COLUMNS[self.list.currentIndex().column()].label
        column = column if column in LOOKS else LATE
        told = partial(self._show, f"{one.name}　{column}", f"站里的指纹　{one.station.fingerprint}")
        self._page.desk.ask(lambda store: behind(store, one, column), told)

    def _look_nowhere(self, name: str) -> None:
        self._show(name, "点一位，在代表名册里编进去", people(self.shown.board, name))

    def _show(self, heading: str, note: str, items: list[Item]) -> None:
        heads = any(item.key is None for item in items)  # these say how many themselves
        self.beside.say(heading if heads else f"{heading}　{len(items)}", note)
        self.beside.list.show_items(items)

    def _open(self, key: str | None) -> None:
        if key:
            self.wants.emit(*key.split(" ", 1))
