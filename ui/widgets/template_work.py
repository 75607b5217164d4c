"""The district's sheet before it is filled: its headings matched, a month, and the rows as they will stand in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lianluozhan import period
from lianluozhan.sheet.template import Template
from ui.sheet_reading import SheetRow
from ui.theme import Theme
from ui.widgets.column_strip import UNFILLED, ColumnStrip
from ui.widgets.pane import label, line
from ui.widgets.progress import Progress
from ui.widgets.sheet_table import SheetTable
from ui.widgets.switch import Switch

LONGEST = 200  # characters of a cell that are shown; the sheet gets all of them
NAMES = ("姓名电话照填", "遮去姓名电话")


class TemplateWork(QWidget):
    """Shows a sheet to be filled. `turned` to another of the file, `changed` what is wanted of it."""

    turned = Signal(int)
    changed = Signal()

    def __init__(self, theme: Theme, title: str, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.theme = theme
        self.other, self.save = buttons
        self.columns, self.table = ColumnStrip(theme, UNFILLED, once=False), SheetTable(theme, "第几条")
        self.progress, self.told, self.warned = Progress("template"), label("", "note"), label("", "warning")
        self.columns.matched.connect(self.changed)
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
        self.switch.switched.connect(self.turned)
        self.masked = Switch("template.masked", "姓名电话", NAMES)
        self.masked.switched.connect(lambda _place: self.changed.emit())
        self.month = QComboBox()
        self.month.setObjectName("template.month")
        self.month.setAccessibleName("填哪个月")
        self.month.activated.connect(lambda _at: self.changed.emit())
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

    def show_sheets(self, file: str, sheets: Sequence[Template]) -> None:
        """The sheets of another file."""
        self.file.setText(file)
        self.switch.show_words([one.sheet for one in sheets])
        self.switch.setVisible(len(sheets) > 1)

    def show_template(self, template: Template, remembered: Mapping[int, str | None]) -> None:
        """Another sheet, its columns as they were recognised, or as they were matched once."""
        self.template = template
        self.columns.show_columns(template, remembered)

    def wait(self) -> None:
        """Nothing can be filled while something is under way."""
        self.save.setEnabled(False)

    def show_rows(self, rows: Sequence[Mapping[int, Any]], warned: str) -> None:
        """The rows as they will stand below the heading, and what is to be said of them."""
        places = [column.place for column in self.template.columns]
        named = [column.words for column in self.template.columns]
        cells = [SheetRow(number, tuple(_said(row.get(place)) for place in places), {}) for number, row in enumerate(rows, 1)]
        self.table.show_rows([str(place) for place in places], named, cells)
        month, kind = self.month.currentText(), self.template.kind.label
        self.told.setText(f"{month}的{kind} {len(rows)} 行，填到“{self.template.sheet}”的表头下面；原来的表不动。" if rows else f"{month}没有{kind}可填。")
        self.warned.setText(f"⚠ {warned}。" if warned and rows else "")
        self.warned.setVisible(bool(warned and rows))
        self.save.setEnabled(bool(rows))


def _said(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)[:LONGEST]
