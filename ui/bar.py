"""The bar on top: the tabs that fit; under 更多 the others, the pages without a tab, and what belongs to the whole window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from ui.page import Page


class Bar(QWidget):
    """Tabs in their order. `chosen` carries the place of the page a person wants."""

    chosen = Signal(int)

    def __init__(self, pages: Sequence[type[Page]]) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._tabs = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(0)
        self._menu = QMenu(self)
        self._more = len(pages)  # the place of 更多 among the tabs: behind every page
        self._place = 0
        for place, page in enumerate(pages):
            self._add(place, page)
        self.more = self._button(self._more, "tab_more", "更多", "Alt+0")
        self.more.setText("更多 ▾")
        self._menu.addSeparator()
        self._menu.aboutToHide.connect(lambda: self.show_chosen(self._place))
        self._row.addStretch(1)
        self._tabs.idClicked.connect(self._clicked)

    def _add(self, place: int, page: type[Page]) -> None:
        key = f"Alt+{place + 1}" if place < 9 and not page.more else ""
        entry = self._menu.addAction(f"{page.title}\t{key}".strip())
        entry.setObjectName(f"more_{page.noun}")
        entry.triggered.connect(lambda _on=False: self.chosen.emit(place))
        if not page.more:
            self._button(place, f"tab_{page.noun}", page.title, key)

    def _button(self, place: int, name: str, words: str, key: str) -> QPushButton:
        tab = QPushButton(words)
        tab.setObjectName(name)
        tab.setAccessibleName(words)
        tab.setProperty("c", "tab")
        tab.setCheckable(True)
        tab.setToolTip(key)
        self._tabs.addButton(tab, place)
        self._row.addWidget(tab)
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(lambda: self._clicked(place))
        return tab

    def add_action(self, name: str, words: str, key: str, press: Callable[[], object]) -> None:
        """Something of the whole window, under 更多 and by its key."""
        entry = self._menu.addAction(f"{words}\t{key}".strip())
        entry.setObjectName(name)
        entry.triggered.connect(lambda _on=False: press())
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(press)

    def add_widget(self, widget: QWidget) -> None:
        """Something at the right end."""
        self._row.addWidget(widget)

    def show_chosen(self, place: int) -> None:
        """Mark the tab of the page that is seen; 更多 for one without a tab, or whose tab does not fit."""
        self._place = place
        tab = self._tabs.button(place)
        (tab if tab is not None and not tab.isHidden() else self.more).setChecked(True)

    def _clicked(self, place: int) -> None:
        if place == self._more:
            self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        else:
            self.chosen.emit(place)

    # -- what fits

    def _fit(self) -> None:
        """Hide from the last on the tabs that would be cut; the menu has them then."""
        tabs = {place: tab for tab in self._tabs.buttons() if (place := self._tabs.id(tab)) != self._more}
        others = (self._row.itemAt(at).widget() for at in range(self._row.count()))
        left = self.width() - 24 - sum(one.sizeHint().width() for one in others if one and one not in tabs.values())
        for place, tab in tabs.items():
            left -= tab.sizeHint().width()
            tab.setVisible(left >= 0)
            self._menu.actions()[place].setVisible(left < 0)
        self.show_chosen(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or fewer tabs."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only now it is known how wide the words are."""
        super().showEvent(event)
        self._fit()
