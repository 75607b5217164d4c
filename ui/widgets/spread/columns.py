"""Which columns of a list a person sees, in what order, how wide, and what it is sorted by: changed by mouse, key and menu, kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from lianluozhan import columns, whose
from lianluozhan.columns import Column
from lianluozhan.field import Choice, Day, LongText, Moment, Number, Serial, Several, YesNo
from lianluozhan.record import Record
from ui import arranged
from ui.act import Desk
from ui.arranged import Arranged
from ui.widgets.spread.menu import STEP, ColumnMenu
from ui.widgets.spread.table import SpreadTable

WIDTHS = (  # logical pixels
    (Serial, 184),
    (Moment, 148),
    (Day, 112),
    (Number, 76),
    (YesNo, 76),
    (LongText, 300),
    (Several, 150),
    (Choice, 110),
)
TITLE, USUAL = 240, 130
SOON = 300  # milliseconds after which what was moved is written down: a drag is many moves


class SpreadColumns(QObject):
    """`changed` when other rows are wanted: another order, another column."""

    changed = Signal()

    def __init__(self, table: SpreadTable, desk: Desk) -> None:
        super().__init__(table)
        self.table, self.desk = table, desk
        self.cls: type[Record] = Record
        self.known, self.usual, self.kept = dict[str, Column](), (), Arranged()
        self._later = QTimer(self, singleShot=True, interval=SOON)
        self._later.timeout.connect(self.keep)
        table.moved.connect(self._moved)
        table.asked.connect(self.menu)
        header = table.horizontalHeader()
        header.sectionClicked.connect(self._clicked)
        header.setSortIndicatorShown(True)

    def start(self, cls: type[Record], stations: bool, kept: Arranged) -> None:
        """The list of a kind, as it was left; what is not known here is left out."""
        self.cls, self.known = cls, columns.possible(cls, stations)
        lead = [whose.STATION] if whose.STATION in self.known else []
        self.usual = tuple(name for name in (*lead, *columns.usual(cls)) if name in self.known)
        names = tuple(name for name in dict.fromkeys(kept.names) if name in self.known) or self.usual
        order = kept.order if kept.order in self.known and self.known[kept.order].sql else ""
        self.kept = kept._replace(names=names, order=order, down=kept.down and bool(order))

    def shown(self) -> list[Column]:
        """The columns from left to right."""
        return [self.known[name] for name in self.kept.names]

    def widths(self) -> dict[str, int]:
        """How wide each is in logical pixels: as the person left it, else as its kind of value needs."""
        return {name: self.kept.widths.get(name) or self._wide(name) for name in self.kept.names}

    def _wide(self, name: str) -> int:
        field = self.cls.fields.get(name)
        return TITLE if name == "title" else next((wide for kind, wide in WIDTHS if isinstance(field, kind)), USUAL)

    def point(self) -> None:
        """The heading says what the list is sorted by."""
        header, names = self.table.horizontalHeader(), [column.name for column in self.table.rows.columns]
        way = Qt.SortOrder.DescendingOrder if self.kept.down else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(names.index(self.kept.order) if self.kept.order in names else -1, way)

    def keep(self) -> None:
        """Write down how it stands, in the worker: it is a file."""
        self._later.stop()
        noun, kept = self.cls.noun, self.kept
        as_at_first = kept == Arranged(self.usual)
        self.desk.ask(lambda _store: arranged.keep(noun, None if as_at_first else kept))

    def settle(self) -> None:
        """What was moved last is written down before the list is left."""
        if self._later.isActive():
            self.keep()

    # -- what a person does

    def menu(self, at: int, where: QPoint) -> None:
        """What can be done to a column, at a place on the screen."""
        shown = self.table.rows.columns  # a column is called by its place among these, wherever it was moved to
        if 0 <= at < len(shown):
            menu = ColumnMenu(self.table, shown[at], len(shown) == 1, lambda verb, *more: self.act(at, verb, *more))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.offer(list(self.known.values()), self.kept.names).popup(where)

    def menu_below(self, button: QWidget) -> None:
        """The same for the column a person is on, below what was pressed for it."""
        self.menu(max(self.table.currentIndex().column(), 0), button.mapToGlobal(QPoint(0, button.height())))

    def act(self, at: int, verb: str, *more: object) -> None:
        """Do to a column what its menu says."""
        name = self.table.rows.columns[at].name
        if verb in ("left", "right"):
            self.table.move_column(-1 if verb == "left" else 1, at)
        elif verb in ("wider", "narrower"):
            self.table.widen(at, STEP if verb == "wider" else -STEP)
        elif verb == "sort":
            self._become(order=name, down=more[0])
        elif verb == "unsort":
            self._become(order="", down=False)
        elif verb == "hide":
            self._become(names=tuple(one for one in self.kept.names if one != name))
        elif verb == "show":
            self._show(more[0])
        elif verb == "reset":
            self.kept = Arranged(self.usual)
            self._become()

    def _show(self, name: str) -> None:
        """One more at the right end, or one less; the last one stays."""
        names = self.kept.names
        if name not in names:
            self._become(names=(*names, name))
        elif len(names) > 1:
            self._become(names=tuple(one for one in names if one != name))

    def _clicked(self, at: int) -> None:
        """A heading: ascending, then descending, then as at first."""
        column = self.table.rows.columns[at]
        if not column.sql:
            self.point()
        elif self.kept.order != column.name:
            self._become(order=column.name, down=False)
        else:
            self._become(order="" if self.kept.down else column.name, down=not self.kept.down)

    def _become(self, **other: object) -> None:
        self.kept = self.kept._replace(**other)
        self.keep()
        self.changed.emit()

    def _moved(self) -> None:
        """Columns stand otherwise, or are wider: the same rows, nothing is asked. What was hidden or added and is not seen so yet
        stays hidden, and stands last."""
        names, widths = self.table.arranged()
        stay = [name for name in names if name in self.kept.names]
        self.kept = self.kept._replace(
            names=tuple(dict.fromkeys((*stay, *self.kept.names))), widths={**self.kept.widths, **widths}
        )
        self._later.start()
