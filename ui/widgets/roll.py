"""A list with what narrows it above, and a record of it beside: the frame of a page with one form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.listing import Item, Listing
from ui.theme import Theme
from ui.widgets.halves import Halves
from ui.widgets.labelled import Whole


class Roll(Halves):
    """`tools` stand above the list; `acts` above the form, at its right what is said of it."""

    def __init__(
        self, listing: Listing, form: QWidget, tools: Sequence[QWidget], acts: Sequence[QWidget], theme: Theme
    ) -> None:
        left, right = QWidget(), QWidget()
        super().__init__(left, right, theme.px("list"))
        self.list, self.foot, self.empty = listing, Whole("note"), Whole("note")
        self.empty.hide()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        row = QHBoxLayout()
        for tool in tools:
            row.addWidget(tool)
        column.addLayout(row)
        column.addWidget(self.empty)
        column.addWidget(listing, 1)
        listing.setMinimumHeight(theme.px("group"))  # in a low window it gives way before the words around it
        column.addWidget(self.foot)
        self._below = column
        line = QHBoxLayout()
        line.setContentsMargins(theme.px("margin"), 10, theme.px("margin"), 0)
        line.setSpacing(8)
        for act in acts:
            line.addWidget(act)
        line.addStretch(1)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addLayout(line)
        self._above = QHBoxLayout()
        self._above.setContentsMargins(theme.px("margin"), 8, theme.px("margin"), 0)
        beside.addLayout(self._above)
        beside.addWidget(form, 1)

    def above(self, part: QWidget) -> None:
        """Something between the acts and the form."""
        self._above.addWidget(part)

    def below(self, part: QWidget) -> None:
        """Something under the list and what is said of it."""
        self._below.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)

    def nothing(self, words: str) -> None:
        """What to do while the list is empty, said where its first row will stand."""
        self.empty.setText(words)

    def show_items(self, items: Sequence[Item], foot: str) -> None:
        """Other rows, and what they come to."""
        self.list.show_items(items)
        self.empty.setVisible(not items and bool(self.empty.text()))
        self.foot.setText(foot)
