"""A sheet being looked through: its columns matched, its rows, what is wrong with them, and what may be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lianluozhan.record import Record
from lianluozhan.schema import SCHEMA
from lianluozhan.sheet import Looked, columns_of
from ui.asks.sheet_import import Prepared, foretold
from ui.theme import Theme
from ui.widgets.column_strip import ColumnStrip
from ui.widgets.pieces import label, line
from ui.widgets.progress import Progress
from ui.widgets.scrolled import scrolled
from ui.widgets.sheet_table import SheetTable
from ui.widgets.switch import Switch

ONLY_BAD = "只看有问题的行"


class SheetWork(QWidget):
    """Shows a sheet. `turned` to another of the file, `meant` as another kind of record, `matched` anew by hand."""

    turned = Signal(int)
    meant = Signal()
    matched = Signal()

    def __init__(self, theme: Theme, title: str, kinds: Sequence[type[Record]], buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.theme = theme
        self.other, self.good, self.all = buttons
        self.done = Prepared()
        self.columns, self.table, self.progress = ColumnStrip(theme), SheetTable(theme), Progress("sheet_import")
        self.columns.matched.connect(self.matched)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        margin = theme.px("margin")
        parts = (
            (self._head(title, kinds), margin),
            (self.columns, 0),
            (self.table, margin),
            (self._trouble(), margin),
            (self._foot(), margin),
        )
        for part, sides in parts:
            inset = QHBoxLayout()
            inset.setContentsMargins(sides, 0, sides, 0)
            inset.addWidget(part)
            column.addLayout(inset, 1 if part is self.table else 0)

    def _head(self, title: str, kinds: Sequence[type[Record]]) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 8, 0, 0)
        self.file = label("", "note", wrap=False)
        self.switch = Switch("sheet.sheet", "哪一张表")
        self.switch.switched.connect(self.turned)
        self.kind = QComboBox()
        self.kind.setObjectName("sheet.kind")
        self.kind.setAccessibleName("当成什么录入")
        for cls in kinds:
            self.kind.addItem(f"当成{cls.label}录入", cls)
        self.kind.activated.connect(lambda _at: self.meant.emit())
        row.addWidget(label(title, "title", wrap=False))
        row.addWidget(self.file)
        row.addStretch(1)
        row.addWidget(self.switch)
        row.addWidget(self.kind)
        return head

    def _trouble(self) -> QWidget:
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("c", "box")
        self.trouble = scrolled(self.words)
        return self.trouble

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """On a low screen the rows need the room more than what is said of them."""
        super().resizeEvent(event)
        self.trouble.setMaximumHeight(max(self.height() // 6, round(44 * self.theme.factor)))

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.told = label("", "note")
        self.only_bad = QPushButton(ONLY_BAD)
        self.only_bad.setObjectName("sheet_import_only_bad")
        self.only_bad.setAccessibleName(ONLY_BAD)
        self.only_bad.setProperty("c", "link")
        self.only_bad.setCheckable(True)
        self.only_bad.clicked.connect(lambda _on: self._show_rows())
        column.addWidget(self.progress)
        column.addWidget(self.told)
        column.addLayout(line(self.other, self.only_bad, None, self.good, self.all))
        return foot

    # -- what is shown

    def show_sheets(self, file: str, sheets: Sequence[Looked]) -> None:
        """The sheets of another file."""
        self.file.setText(file)
        self.switch.show_words([one.sheet for one in sheets])
        self.switch.setVisible(len(sheets) > 1)

    def show_sheet(self, looked: Looked) -> None:
        """Another sheet, its columns as they were recognised."""
        self.looked = looked
        self.choose_kind()
        self.columns.show_columns(looked)

    def choose_kind(self) -> None:
        """The kind the sheet is taken for."""
        self.kind.setCurrentIndex(self.kind.findText(f"当成{self.looked.kind.label}录入"))

    def wait(self, words: str) -> Callable[..., None]:
        """Nothing can be taken in while something is under way; how far that is, is told by what comes back."""
        self.all.setEnabled(False)
        self.good.setEnabled(False)
        return self.progress.begin(words)

    def show_prepared(self, done: Prepared) -> None:
        """What the sheet holds, what is wrong with it, and what may be done."""
        self.done = done
        good, bad = len(done.reading.rows), done.bad
        words = self.all.accessibleName()
        self.all.setText(f"{words} {good + bad} 行  Ctrl+Enter" if good + bad else words)
        self.all.setEnabled(bool(good) and not bad)
        self.good.setVisible(bool(bad))
        self.good.setEnabled(bool(good))
        self.only_bad.setVisible(bool(bad))
        self.only_bad.setChecked(False)
        self.told.setText(foretold(SCHEMA.records, done) if not done.problem else "还没有读，先把列对好。")
        self._say(done)
        self._show_rows()

    def _show_rows(self) -> None:
        labels = [columns_of(self.looked.kind)[name].label for name in self.done.fields]
        self.table.show_rows(self.done.fields, labels, self.done.rows, self.only_bad.isChecked())

    def _say(self, done: Prepared) -> None:
        """What is wrong in red, what is only odd in amber; nothing where there is neither."""
        colours = self.theme.colours
        heads = [f"{done.problem.what}。请在上面的列对照里选出这一列。"] if done.problem else []
        if done.bad:
            heads.append(f"⊘ {done.bad} 行读不懂：请在表里改好再导，或者只录好的。")
        red = [*heads, *done.troubles]
        lines = [f"<span style='color:{colours['red']}'>{_plain(one)}</span>" for one in red]
        lines += [f"<span style='color:{colours['amber']}'>⚠ {_plain(one)}</span>" for one in done.warnings]
        self.words.setText("<br>".join(lines))
        self.trouble.setVisible(bool(lines))


def _plain(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "　")
