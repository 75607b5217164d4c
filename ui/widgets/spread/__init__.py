"""A list spread out over its page as a table: every record of its kind, page by page; a person's row stays theirs whatever changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from lianluozhan import spread
from lianluozhan.record import Record
from lianluozhan.schema import SCHEMA
from lianluozhan.spread import Asked, Sums
from ui import arranged
from ui.act import Desk
from ui.arranged import Arranged
from ui.theme import Theme
from ui.widgets.covering import Covering
from ui.widgets.pieces import label
from ui.widgets.spread.asking import Found, SpreadAsking, Through
from ui.widgets.spread.away import SpreadAway
from ui.widgets.spread.columns import SpreadColumns
from ui.widgets.spread.head import SpreadHead
from ui.widgets.spread.table import SpreadTable


class Spread(Covering):
    """Covers its page while it is seen. `opened` carries the kind and the key of a record that is entered, `left` says that
    the page is seen again."""

    opened = Signal(str, object)
    left = Signal()

    def __init__(
        self, page: QWidget, desk: Desk, theme: Theme, options: Mapping[str, Any], keys: Sequence[str] = ()
    ) -> None:
        """`keys` are those of the page it covers."""
        super().__init__(page, "spread", "surface")
        self.desk = desk
        self.cls: type[Record] = Record
        self.through: Through = lambda store: store
        self.key: Any = None  # of the row a person is on, whether it is among those shown or not
        self.asking = SpreadAsking(desk)
        self._pages_keys = [
            QKeySequence(either) for key in ("Esc", "Ctrl+F", *keys) for either in (key, key.replace("Enter", "Return"))
        ]
        self.head, self.table, self.foot = SpreadHead(options), SpreadTable("", theme), label("", "note")
        self.columns, self.away = SpreadColumns(self.table, desk), SpreadAway(desk, self.head)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.away)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        self._connect()

    def _connect(self) -> None:
        self.head.back.connect(self.leave)
        self.head.columns.connect(self.columns.menu_below)
        self.head.narrowed.connect(self.ask)
        self.head.export.connect(self.export)
        self.columns.changed.connect(self.ask)
        self.table.rows.wanted.connect(self.asking.more)
        self.asking.found.connect(self._show)
        self.asking.more_found.connect(self._add)
        self.asking.summed.connect(self._show_sums)
        self.asking.refused.connect(self._refused)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._enter)

    # -- opening and leaving

    def open(self, noun: str, words: str, through: Through, stations: bool, key: Any = None) -> None:
        """Spread the list of a kind out as the person left it, narrowed to the words its page has, at the row of a key."""
        self.cls, self.through, self.key = SCHEMA.records[noun], through, key
        self.table.setAccessibleName(f"{self.cls.label}，铺成的表格")
        # columns of another list are moved no more: they would be kept as this one's
        self.table.rows.show((), (), False)
        self.head.start(self.cls, words)
        self.foot.clear()
        self.cover()
        self.table.setFocus()
        self.desk.ask(lambda _store: arranged.kept(noun), lambda kept: self._begin(stations, kept))

    def _begin(self, stations: bool, kept: Arranged) -> None:
        self.columns.start(self.cls, stations, kept)
        self.ask()

    def leave(self) -> None:
        """Back to the page as it was."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _choose(self, key: Any) -> None:
        self.key = key

    def _enter(self, key: Any) -> None:
        self.leave()
        self.opened.emit(self.cls.noun, key)

    def asked(self) -> Asked:
        """What is to be seen now."""
        kept, where = self.columns.kept, tuple(self.head.where.items())
        return Asked(self.cls.noun, kept.names, self.head.words, where, self.head.span, kept.order, kept.down)

    # -- rows

    def ask(self) -> None:
        """The rows anew."""
        seen = self.asking.seen == self.asked()
        self.asking.ask(self.asked, self.through, lambda: self.key, len(self.table.rows.items) if seen else 0)

    def _show(self, found: Found) -> None:
        self.head.settle()
        self.head.told.setText(found.told)
        self.table.show_rows(self.columns.shown(), self.columns.widths(), found.page, self.key)
        self.columns.point()

    def _add(self, page: spread.Page) -> None:
        self.table.rows.add(page.lines, page.end is not None)

    def _show_sums(self, sums: Sums) -> None:
        self.table.rows.months = sums.months
        self.table.viewport().update()
        away = self.key is not None and self.table.rows.place(self.key) is None
        self.foot.setText(_said(sums, away))
        if not self.asking.seen.span:
            self.head.show_months([month for month in sums.months if month])

    def _refused(self, problem: Exception) -> None:
        self.head.say(str(problem), "error")

    # -- the way out

    def ask_file(self, proposed: str) -> str:
        """Where a person wants the sheet; empty when they think better of it."""
        return QFileDialog.getSaveFileName(self, "导出这张表", proposed, "表格 (*.xlsx);;CSV (*.csv)")[0]

    def export(self, why: str | None) -> None:
        """The table as it is seen, all of its rows, as a sheet; with a reason people stand in it unmasked."""
        if chosen := self.ask_file(f"{self.head.told.text().replace('　', ' ') or self.cls.label}.xlsx"):
            self.away.carry(self.through, self.asked(), Path(chosen), why)

    def event(self, event: QEvent) -> bool:
        """While the page is covered its keys are not its own: what they would do is not seen."""
        if event.type() == QEvent.Type.ShortcutOverride and QKeySequence(event.keyCombination()) in self._pages_keys:
            event.accept()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leads back, Ctrl+F to the filter."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.head.filter.setFocus()
        else:
            event.ignore()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Left, also because the window closes: what was moved last is written down."""
        self.columns.settle()
        super().hideEvent(event)


def _said(sums: Sums, away: bool) -> str:
    """How many of how many, and their sums; where a person's row is `away`, that it is not forgotten."""
    count = f"共 {sums.count} 条" if sums.count == sums.every else f"筛出 {sums.count} 条，共 {sums.every} 条"
    return "　".join(filter(None, (count, sums.words, "您选着的那条不在这些里面，还给您记着" if away else "")))
