"""The list beside a form of visits: drafts, then the newest days, narrowed by what is looked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from lianluozhan.draft import Draft
from lianluozhan.duty import WALKED
from lianluozhan.visit import GATHERED
from ui.asks.visit import Listed, draft_item, listed
from ui.listing import Listing
from ui.page import Page
from ui.widgets.pieces import label
from ui.widgets.whose import Whose

KEYS = {WALKED: ("walk", "Ctrl+G"), GATHERED: ("gather", "F7")}


class VisitList(QWidget):
    """`chosen` carries the key of the row a person moved to, `found` what there is."""

    chosen = Signal(object)
    found = Signal(object)

    def __init__(
        self,
        page: Page,
        new: Callable[[], None] | None = None,
        walks: Mapping[str, Callable[[], None]] = MappingProxyType({}),
    ) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # it may lie over the work
        self.rows = Listing(page.noun, page.title, page.theme)
        self.rows.chosen.connect(self.chosen)
        self.filter = QLineEdit()
        self.filter.setObjectName(f"{page.noun}_filter")
        self.filter.setAccessibleName("筛选")
        self.filter.setPlaceholderText("筛选：姓名、原话、编号")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self.reload())
        self.foot = label("", "note", wrap=False)
        self.foot.setContentsMargins(14, 4, 14, 8)
        tools = QVBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        self.walks = {way: page.button(name, way, walks[way], key) for way, (name, key) in KEYS.items() if way in walks}
        if new is not None:
            tools.addWidget(page.button("new", "新登记", new, "Ctrl+N"))
        row = QHBoxLayout()
        for button in self.walks.values():
            row.addWidget(button, 1)
        tools.addLayout(row)
        self._whose = Whose(page)
        self._whose.switched.connect(self.reload)
        tools.addWidget(self._whose)
        tools.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self.rows, 1)
        column.addWidget(self.foot)

    def reload(self) -> None:
        """Drafts, and the newest receptions that hold the words of the filter."""
        words = self.filter.text()
        self._whose.ask(lambda store: listed(store, words), self._show)

    def show_kept(self, draft: Draft) -> None:
        """The draft's row says what it says now."""
        self.rows.show_item(draft_item(draft))

    def show_walking(self, on: str) -> None:
        """An outing or a meeting goes on until the same button ends it."""
        for way, button in self.walks.items():
            words = f"{way}结束" if on == way else way
            button.setText(f"{words}  {KEYS[way][1]}")
            button.setAccessibleName(words)

    def release(self) -> None:
        """No row is chosen."""
        self.rows.clearSelection()

    def _show(self, found: Listed) -> None:
        self.rows.show_items(found.items)
        words = self.filter.text()  # an empty folder has nothing to clear
        self.foot.setText(found.foot if found.items or not words else f"没有符合“{words}”的记录，Esc 清空筛选")
        self.found.emit(found)
