"""The district's sheet before it is filled: its headings matched, a month, and the rows as they will stand in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lianluozhan import filling, period
from lianluozhan.sheet import template as sheets
from lianluozhan.sheet.template import Template
from ui.act import Desk
from ui.asks.sheet_import import SheetRow
from ui.theme import Theme
from ui.widgets.column_strip import UNFILLED, ColumnStrip
from ui.widgets.pieces import label, line
from ui.widgets.progress import Progress
from ui.widgets.sheet_table import SheetTable
from ui.widgets.switch import Switch

LONGEST = 200  # characters of a cell that are shown; the sheet gets all of them
NAMES = ("姓名电话照填", "遮去姓名电话")


class TemplateWork(QWidget):
    """Shows a sheet to be filled. `opened` when there is one to see, `refused` when there is none."""

    opened = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, title: str, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self.path, self.sheets = Path(), list[Template]()
        self.template: Template | None = None
        self.other, self.save = buttons
        self.columns, self.table = ColumnStrip(theme, UNFILLED, once=False), SheetTable(theme, "第几条")
        self.progress, self.told, self.warned = Progress("template"), label("", "note"), label("", "warning")
        self.columns.matched.connect(self.read)
        foot = QWidget()
        below = QVBoxLayout(foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(4)
        for part in (self.progress, self.told, self.warned):
            below.addWidget(part)
        below.addLayout(line(self.other, None, self.save))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        margin = theme.px("margin")
        for part, sides in ((self._head(title), margin), (self.columns, 0), (self.table, margin), (foot, margin)):
            inset = QHBoxLayout()
            inset.setContentsMargins(sides, 0, sides, 0)
            inset.addWidget(part)
            column.addLayout(inset, 1 if part is self.table else 0)

    def _head(self, title: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 8, 0, 0)
        self.file = label("", "note", wrap=False)
        self.switch = Switch("template.sheet", "填哪一张表")
        self.switch.switched.connect(self._show_sheet)
        self.masked = Switch("template.masked", "姓名电话", NAMES)
        self.masked.switched.connect(lambda _place: self.read())
        self.month = QComboBox()
        self.month.setObjectName("template.month")
        self.month.setAccessibleName("填哪个月")
        self.month.activated.connect(lambda _at: self.read())
        for part in (label(title, "title", wrap=False), self.file, None, self.switch, self.masked, self.month):
            row.addStretch(1) if part is None else row.addWidget(part)
        return head

    def show_months(self, months: Sequence[str]) -> None:
        """The months there are; the one that is chosen stays."""
        chosen = self.month.currentData()
        self.month.clear()
        for month in months:
            self.month.addItem(period.said(month), month)
        self.month.setCurrentIndex(max(self.month.findData(chosen), 0))

    def look(self, path: Path) -> None:
        """Look which sheets of a file can be filled."""
        self.path = path
        self.desk.ask(lambda _store: sheets.look(path, filling.KINDS), self._show_sheets, self.refused.emit)

    def _show_sheets(self, found: list[Template]) -> None:
        self.sheets = found
        self.file.setText(self.path.name)
        self.switch.show_words([one.sheet for one in found])
        self.switch.setVisible(len(found) > 1)
        self._show_sheet(0)

    def _show_sheet(self, place: int) -> None:
        self.template = template = self.sheets[place]
        self.desk.ask(lambda store: filling.remembered(store, template), self._show_template)

    def _show_template(self, remembered: Mapping[int, str | None]) -> None:
        """Its columns as they were recognised, or as they were matched once."""
        self.columns.show_columns(self.template, remembered)
        self.opened.emit()
        self.read()

    def wanted(self) -> filling.Wanted:
        """What is to be filled in."""
        return filling.Wanted(self.template, self.month.currentData(), self.columns.by_hand(), self.masked.place() == 1)

    def read(self) -> None:
        """Show the month's rows as they will stand in the sheet; nothing can be saved until they are there."""
        wanted = self.wanted()
        self.save.setEnabled(False)
        self.progress.begin("收集这个月要填的")
        self.desk.ask(
            lambda store: filling.preview(store, wanted), lambda rows: self._show_rows(rows, wanted), self.refused.emit
        )

    def _show_rows(self, rows: Sequence[Mapping[int, Any]], wanted: filling.Wanted) -> None:
        """The rows as they will stand below the heading, and what is to be said of them."""
        self.progress.end()
        warned = filling.warned(wanted) if wanted.private else ""
        places = [column.place for column in self.template.columns]
        named = [column.words for column in self.template.columns]
        cells = [
            SheetRow(number, tuple(_said(row.get(place)) for place in places), {}) for number, row in enumerate(rows, 1)
        ]
        self.table.show_rows([str(place) for place in places], named, cells)
        month, kind = self.month.currentText(), self.template.kind.label
        self.told.setText(
            f"{month}的{kind} {len(rows)} 行，填到“{self.template.sheet}”的表头下面；原来的表不动。"
            if rows
            else f"{month}没有{kind}可填。"
        )
        self.warned.setText(f"⚠ {warned}。" if warned and rows else "")
        self.warned.setVisible(bool(warned and rows))
        self.save.setEnabled(bool(rows))


def _said(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)[:LONGEST]
