"""What stands above a list spread out in columns: what narrows it, the sentence it comes to, its columns, the way out as a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from lianluozhan import period
from lianluozhan.columns import dated
from lianluozhan.record import Record
from ui.widgets.spread.menu import NarrowMenu
from ui.widgets.wear import tell
from ui.widgets.why import Why

ANY = "全部时间"


class SpreadHead(QWidget):
    """`back` and `columns` are buttons, the second carries itself.

    `narrowed` when other words, values or another month are wanted (`words`, `where`, `span`); `export` carries the
    reason people are taken along, None where they are not.
    """

    back, columns, narrowed, export = Signal(), Signal(object), Signal(), Signal(object)

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()
        self._options, self._cls = options, Record
        self.words, self.where, self.span = "", dict[str, str](), ""
        self.filter, self.when, self.why = QLineEdit(), QComboBox(), Why("spread")
        self.filter.setObjectName("spread_filter")
        self.filter.setAccessibleName("筛选这张表")
        self.filter.setPlaceholderText("筛选：词、编号、类别:道路、-不含的词")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda text: self._become(words=text.strip()))
        self.when.setObjectName("spread_when")
        self.when.setAccessibleName("哪个月、哪一年")
        self.when.setMinimumContentsLength(7)
        self.when.activated.connect(lambda _at: self._become(span=self.when.currentData()))
        self.menu = NarrowMenu(self, self.narrow)
        self.menu.aboutToShow.connect(self.fill)
        self.told, self.state = QLabel(), QLabel()
        self.told.setObjectName("spread_told")
        self.told.setProperty("c", "section")
        for label in (self.told, self.state):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._tools())
        for part in (self.told, self.why, self.state):
            column.addWidget(part)

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._button("back", "← 回列表  Esc", self.back.emit, "link"))
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.when)
        for verb, words, menu in (("only", "只看", self.menu), ("export", "导出", self._exports())):
            button = self.exports = self._button(verb, f"{words} ▼", lambda: None)  # the last of them
            button.setMenu(menu)
            tools.addWidget(button)
        columns = self._button("column", "列 ▼", lambda: self.columns.emit(columns))
        tools.insertWidget(tools.count() - 1, columns)
        return tools

    def _button(self, verb: str, words: str, press: Callable[[], object], look: str = "") -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(f"spread_{verb}")
        made.setAccessibleName(words.removesuffix(" ▼").split("  ")[0])
        made.setProperty("c", look)
        made.setAutoDefault(True)
        made.clicked.connect(lambda _on=False: press())
        return made

    def _exports(self) -> QMenu:
        menu = QMenu(self)
        ways = (
            ("masked", "导出这张表，姓名电话遮着…", lambda: self.export.emit(None)),
            ("whole", "连姓名、电话、原话一起导出…", lambda: self.why.ask(self.export.emit)),
        )
        for verb, words, press in ways:
            entry = menu.addAction(words)
            entry.setObjectName(f"spread_export_{verb}")
            entry.triggered.connect(lambda _on=False, press=press: press())
        return menu

    # -- narrowing

    def fill(self) -> None:
        """What the menu offers for this kind, what is picked ticked."""
        self.menu.fill(self._cls, [one.name for one in self._options.get("category", ())], self.where)

    def narrow(self, name: str, value: str) -> None:
        """One value of a field, "" for any; without a field all are looked at again."""
        others = {one: said for one, said in self.where.items() if name and one != name}
        self._become(where=others | ({name: value} if value else {}))

    def _become(self, **other: Any) -> None:
        self.__dict__.update(other)
        self.narrowed.emit()

    # -- what it shows

    def start(self, cls: type[Record], words: str) -> None:
        """The list of another kind, narrowed by these words as its page is."""
        self.filter.blockSignals(True)
        self.filter.setText(words)
        self.filter.blockSignals(False)
        self._cls, self.words, self.where, self.span = cls, words, {}, ""
        self.told.clear()
        self.why.hide()
        self.when.setVisible(bool(dated(cls)))
        self.show_months(())
        self.say("")

    def show_months(self, months: Sequence[str]) -> None:
        """All time, then year by year the months there are."""
        self.when.clear()
        self.when.addItem(ANY, "")
        for year in dict.fromkeys(month[:4] for month in months):
            for span in (year, *(month for month in months if month[:4] == year)):
                self.when.addItem(period.said(span), span)

    def settle(self) -> None:
        """What was wrong is right again."""
        if self.state.property("c") == "error":
            self.say("")

    def say(self, words: str, look: str = "note") -> None:
        """What became of something; nothing where there is nothing to say."""
        tell(self.state, words, look)
        self.state.setVisible(bool(words))
