"""自检: the lamps of a year at the left, what one of them lacks at the right, each line opens where it is mended; at a district
the stations as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan import clock, selfcheck, whose
from lianluozhan.act import Act
from lianluozhan.errors import Problem
from lianluozhan.lamp import BAD, DARK, GROUPS, NEAR, SIX, Lamp
from lianluozhan.place import Place
from lianluozhan.report.selfcheck_sheet import NAME, NO_STATIONS
from ui.listing import Item, Listing, Mark
from ui.page import Page, Surroundings
from ui.pages import SELFCHECK
from ui.widgets.beside import Beside
from ui.widgets.evidence import KINDS
from ui.widgets.inspecting import Inspecting
from ui.widgets.lamp import LampCell
from ui.widgets.pieces import label, line
from ui.widgets.span import Span
from ui.widgets.table import Column, Table, TableRow

HINT = "点一盏灯，\n这里列出还缺什么"
MENDED = "点一条就去补"
TONES = {BAD: "red", NEAR: "amber"}


class SelfcheckPage(Page):
    """Lamps, and what is missing behind each."""

    leaf = SELFCHECK
    concerns = frozenset("visit issue followup duty deputy schedule activity month place rule".split())

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.year = Span("selfcheck_year", str(clock.today().year))
        self.year.picked.connect(lambda _year: self.reload())
        self.sums, self.told = label("", "note", wrap=False), label("", "error")
        self.found: dict[str, Lamp] = {}
        self.stations: dict[str, list[Lamp]] = {}
        self.names: dict[str, str] = {}
        self.district = around.identity.role == whose.DISTRICT_ROLE
        self.list: Listing | Table = self._table([]) if self.district else Listing(self.noun, self.title, self.theme)
        if not self.district:
            self.list.chosen.connect(self._chosen)
        self.beside = Beside("selfcheck_missing", "还缺的", self.theme)
        self.beside.say("", HINT)
        self.beside.list.opened.connect(self._open)
        self.beside.list.clicked.connect(lambda _index: self._open(self.beside.list.key()))
        self.add = self.button("add", "给这一项添照片或文件…", self.add_papers, look="link")
        self.add.hide()
        self.inspecting = Inspecting(self.desk, lambda: int(self.year.span))
        self._lay_out()

    def _lay_out(self) -> None:
        margin = self.theme.px("margin")
        print_it = self.button("print", f"打印{NAME}", lambda: self.wants.emit("paper", f"{NAME} {self.year.span}"))
        head = line(label(self.title, "title", wrap=False), self.year, self.sums, None, print_it)
        head.setContentsMargins(margin, 12, margin, 8)
        self.left = QWidget()
        self.column = QVBoxLayout(self.left)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(head)
        self.column.addWidget(self.told)
        self.column.addWidget(self.list, 1)
        if not self.district:
            self.inspecting.setContentsMargins(margin, 4, margin, 8)
            self.column.addWidget(self.inspecting)
        self.beside.layout().insertWidget(1, self.add)  # what it mends is listed below
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left, 1)
        row.addWidget(self.beside)

    def _table(self, names: list[str]) -> Table:
        """A row a station, a column a lamp; what a lamp is called may hang on a rule, so the columns come with the answer."""
        made = Table(
            f"list_{self.noun}",
            self.title,
            self.theme,
            [
                Column(whose.LABEL, 120),
                *(Column(name, 54, heading=_halved(name)) for name in names),
                Column("还缺", 60, True),
            ],
        )
        made.setProperty("lamps", True)
        for column in range(1, len(names) + 1):
            made.setItemDelegateForColumn(column, LampCell(self.theme, made))
        made.opened.connect(self._look_at)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Narrow: the list beside gives way."""
        self.beside.fit(self)
        super().resizeEvent(event)

    def reload(self) -> None:
        """The lamps as they are now."""
        year = int(self.year.span)
        self.told.hide()
        if self.district:
            self.desk.ask(lambda store: (selfcheck.all_stations(store, year), whose.called(store)), self._show_stations)
        else:
            self.desk.ask(lambda store: selfcheck.lamps(store, year), self._show)

    # -- a station

    def _show(self, found: list[Lamp]) -> None:
        self.found = {one.name: one for one in found}
        self.sums.setText(selfcheck.counted(found))
        key, items = self.list.key(), []
        for group in GROUPS:
            items += [Item(None, group), *(_item(one) for one in found if one.group == group)]
        self.list.show_items(items)
        if key in self.found:
            self._chosen(key)

    def _chosen(self, name: str) -> None:
        one = self.found[name]
        self.add.setVisible(one.group == SIX)
        self.beside.say(f"{one.name}　{one.light}", f"{one.measure}。{MENDED if one.missing else '不缺什么'}")
        self.beside.list.show_items(_lacks(one))

    def ask_files(self) -> list[str]:
        """Which photos or papers."""
        return QFileDialog.getOpenFileNames(self, self.add.accessibleName(), "", KINDS)[0]

    def add_papers(self) -> None:
        """Keep photos or papers of the chosen one of the 六有."""
        item, files = self.list.key().removeprefix("有"), [Path(one) for one in self.ask_files()]
        if files:
            self.desk.act("attach", partial(_attach, item, files), partial(self._attached, item), self._refuse)

    def _attached(self, item: str, new: int) -> None:
        self.said.emit(f"刚才：“{item}”添了 {new} 件材料")

    def _refuse(self, problem: Problem) -> None:
        self.told.setText(str(problem))
        self.told.show()

    # -- a district

    def _show_stations(self, answer: tuple[dict[str, list[Lamp]], dict[str, str]]) -> None:
        self.stations, self.names = answer
        names = [one.name for one in next(iter(self.stations.values()), [])]
        if [column.label for column in self.list.rows.columns[1:-1]] != names:
            self.column.removeWidget(self.list)
            self.list.deleteLater()
            self.list = self._table(names)
            self.column.addWidget(self.list, 1)
        self.list.show_rows([_row(code, self.names[code], found) for code, found in self.stations.items()])
        self.sums.setText("" if self.stations else NO_STATIONS)

    def _look_at(self, code: str) -> None:
        """What a station lacks: of the lamp a person clicked, of all of them where it was the name."""
        found, place = self.stations[code], self.list.currentIndex().column() - 1
        picked = [found[place]] if 0 <= place < len(found) else found
        self.beside.say(f"{self.names[code]}　{picked[0].name if len(picked) == 1 else selfcheck.counted(found)}", "")
        self.beside.list.show_items(
            [item for one in picked for item in (Item(None, one.name, one.measure), *_lacks(one))]
        )

    def _open(self, key: Any) -> None:
        if key:
            page, _, id = key.partition(" ")
            if page == self.noun and not self.district:
                self.add_papers()
            else:  # a district looks at the station's own words
                self.wants.emit(*(("deputy", f"{Place.noun} {id}") if page == self.noun else (page, id)))


def _attach(item: str, files: Sequence[Path], act: Act) -> int:
    """Keep photos or papers with one of the 六有; how many were new."""
    return selfcheck.add_evidence(act, selfcheck.own_place(act.store), item, *files)


def _row(code: str, name: str, found: Sequence[Lamp]) -> TableRow:
    """A station: its lamps, and how much is missing behind all of them."""
    return TableRow(code, (name, *(one.light for one in found), sum(len(one.missing) for one in found)))


def _item(one: Lamp) -> Item:
    marks = (Mark(f"缺 {len(one.missing)} 处", TONES.get(one.light, "grey")),) if one.missing else ()
    return Item(one.name, one.name, one.light, one.measure, marks, lamp="" if one.light == DARK else one.light)


def _halved(name: str) -> str:
    """A lamp's name on two lines: as many columns as there are lamps stand side by side."""
    half = (len(name) + 1) // 2
    return f"{name[:half]}\n{name[half:]}"


def _lacks(one: Lamp) -> list[Item]:
    return [Item(f"{lack.page} {lack.id}", lack.words) for lack in one.missing]
