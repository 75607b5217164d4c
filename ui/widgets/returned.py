"""The district's list beside our issues: new numbers, what it says otherwise, rows that are not ours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lianluozhan import external
from lianluozhan.external import EMPTY, OURS, SAID, THEIRS, Listed
from lianluozhan.record import short_number
from ui.act import Desk
from ui.theme import Theme
from ui.widgets.pieces import label, line
from ui.widgets.switch import Switch
from ui.widgets.table import Column, Table, TableRow

NEW, DIFFERENT, STRANGE = "新的编号", "写得不一样", "对不上的"
COLUMNS = {
    NEW: (Column("表中行", 80, number=True), Column(OURS, 120), Column(THEIRS, 260), Column("意见")),
    DIFFERENT: (Column("表中行", 80, number=True), Column(OURS, 120), Column("项目", 130), *map(Column, SAID)),
    STRANGE: (Column("表中行", 80, number=True), Column("为什么", 360), Column("表里写的")),
}
TOLD = {
    NEW: "按“写上这些编号”以后，写到这几件意见的“来件编号”里，可以撤销。",
    DIFFERENT: "两边都没有改。该改的请在“意见办理”里改，或者告诉区里。",
    STRANGE: "这些行没有动。可能是别的站的，或者号写错了。",
}


class Returned(QWidget):
    """What a list holds, three views of it. `compared` when there is one to see, `refused` when there is none, `written`
    carries how many numbers were."""

    compared = Signal()
    refused = Signal(object)
    written = Signal(int)

    def __init__(self, desk: Desk, theme: Theme, title: str, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.desk, self.path = desk, Path()
        self.listed: Listed | None = None
        self.other, self.save = buttons
        self.file, self.told = label("", "note", wrap=False), label("", "note")
        self.column = QComboBox()
        self.column.setObjectName("template.column")
        self.column.setAccessibleName("哪一列是区里的编号")
        self.column.activated.connect(lambda _at: self.compare(self.path, self.column.currentText()))
        self.switch = Switch("template.view", "看什么", tuple(COLUMNS))
        self.switch.switched.connect(self._show)
        self.tables = {
            view: Table(f"list_{name}", view, theme, COLUMNS[view])
            for view, name in zip(COLUMNS, ("new", "differ", "unknown"), strict=True)
        }
        head = QHBoxLayout()
        asked = label(f"{THEIRS}在这一列：", "label", wrap=False)
        asked.setBuddy(self.column)
        for part in (label(title, "title", wrap=False), self.file, None, asked, self.column):
            head.addStretch(1) if part is None else head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px("margin"), 8, theme.px("margin"), 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.switch)
        for table in self.tables.values():
            column.addWidget(table, 1)
        column.addWidget(self.told)
        column.addLayout(line(self.other, None, self.save))

    def compare(self, path: Path, column: str = "") -> None:
        """Look at a list, with their numbers in this column where it is said."""
        self.path = path
        self.desk.ask(lambda store: external.read(store, path, None, column), self._show_listed, self.refused.emit)

    def write(self) -> None:
        """Write the new numbers, those that are seen, in one act."""
        listed, self.listed = self.listed, None
        if listed is not None:
            self.save.setEnabled(False)
            self.desk.act("external", lambda act: external.take(act, listed), self.written.emit, self.refused.emit)

    def _show_listed(self, listed: Listed) -> None:
        """Another list, its first view that holds anything seen."""
        self.listed = listed
        self.file.setText(self.path.name + (f"　已有的编号 {listed.same} 件" if listed.same else ""))
        self.column.clear()
        self.column.addItems(listed.choices)
        self.column.setCurrentIndex(self.column.findText(listed.theirs))
        rows = {
            NEW: [(one.row, short_number(one.number), one.external, one.title) for one in listed.new],
            DIFFERENT: [
                (one.row, short_number(one.number), one.label, one.ours or EMPTY, one.theirs) for one in listed.differ
            ],
            STRANGE: [(one.row, one.why, one.words) for one in listed.unknown],
        }
        for view, table in self.tables.items():
            table.show_rows([TableRow(place, cells) for place, cells in enumerate(rows[view])])
        first = next((place for place, view in enumerate(rows) if rows[view]), 0)
        self.switch.show_words([f"{view} {len(found)}" for view, found in rows.items()], first)
        self.save.setEnabled(bool(listed.new))
        self._show(first)
        self.compared.emit()

    def _show(self, place: int) -> None:
        view = list(COLUMNS)[place]
        for each, table in self.tables.items():
            table.setVisible(each == view)
        self.told.setText(TOLD[view] if self.tables[view].rows.items else "没有")
