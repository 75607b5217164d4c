"""The left pane of a page of issues: what is looked at, a filter, the list, and what is said at its foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.listing import Item, Listing
from ui.widgets.pieces import label
from ui.widgets.switch import Switch


class Side(QWidget):
    """`asked` says that another view or other words are wanted. `top` and `bottom` stand above and below the list."""

    asked = Signal()

    def __init__(
        self, listing: Listing, views: Sequence[str], example: str, top: QWidget | None, bottom: QWidget | None
    ) -> None:
        super().__init__()
        noun = listing.objectName().removeprefix("list_")
        self.list, self._usual, self.views = listing, list(views), list(views)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # it may lie over the work
        self.filter = QLineEdit()
        self.filter.setObjectName(f"{noun}_filter")
        self.filter.setAccessibleName("筛选")
        self.filter.setPlaceholderText(f"筛选：{example}")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self.asked.emit())
        self.switch = Switch(f"{noun}_view", "看哪些", views, tight=True)
        self.switch.switched.connect(self._switched)
        self.foot = label("", "note", wrap=False)
        self.foot.setContentsMargins(14, 4, 14, 8)
        self._tools = tools = QVBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        tools.setSpacing(8)
        for part in (top, self.filter, self.switch):
            if part is not None:
                tools.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        if bottom is not None:
            column.addWidget(bottom)
        column.addWidget(self.foot)

    def add(self, widget: Any) -> Any:
        """One more thing above the filter that changes what is wanted when it is `switched`; returns it."""
        self._tools.insertWidget(self._tools.indexOf(self.filter), widget)
        widget.switched.connect(self.asked)
        return widget

    def words(self) -> str:
        """What is filtered for."""
        return self.filter.text().strip()

    def view(self) -> str:
        """What is looked at."""
        return self.views[self.switch.place()]

    def still(self, then: Callable[[Any], object]) -> Callable[[Any], object]:
        """`then`, unless something else is looked at by the time its answer comes."""
        view = self.view()
        return lambda found: then(found) if view == self.view() else None

    def look_at(self, view: str) -> None:
        """All of a view that is only offered to who was led to it; beside it the first of the others, which leads back."""
        self.clear()
        self.views = [self._usual[0], view]
        self.switch.show_words(self.views, 1)
        self.asked.emit()

    def _switched(self, _place: int) -> None:
        if self.view() in self._usual:
            self.views = list(self._usual)
        self.asked.emit()

    def show_items(self, items: Sequence[Item], counts: Mapping[str, object], foot: str = "") -> None:
        """Other rows; the views say how many they have, the foot why there is none."""
        self.list.show_items(items)
        self.switch.show_words([f"{view} {counts[view]}" for view in self.views], self.switch.place())
        nothing = f"没找到有“{self.words()}”的意见" if self.words() else "这里没有意见"
        self.foot.setText(foot if items else nothing)

    def clear(self) -> None:
        """Everything is looked at again."""
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.blockSignals(False)
        self.views = list(self._usual)
        self.switch.choose(0)
