"""The bar on top: the tabs that fit; under 更多 the others, the pages without a tab, and what belongs to the whole window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

from lianluozhan import parts, resource
from ui.leaf import Leaf, Waiting
from ui.theme import Theme
from ui.widgets.emblem import Emblem
from ui.widgets.more_panel import MorePanel
from ui.widgets.tab import Tab

FULL = 1240  # effective pixels from which the way to 查找全部 says what it finds
LOOK_FOR = "姓名、电话尾号、编号、原话"


class Bar(QWidget):
    """Tabs in their order. `chosen` carries the place of the page a person wants."""

    chosen = Signal(int)

    def __init__(self, pages: Sequence[Leaf], theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setObjectName("bar")
        self._tabs = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(0)
        self._emblem = Emblem(theme)
        self._row.addWidget(self._emblem)
        self._row.addSpacing(theme.px("gap"))
        self._menu, self.panel = QMenu(self), MorePanel(self)  # what there is, and how it is shown
        self._more = len(pages)  # the place of 更多 among the tabs: behind every page
        self._place = self._last_tab = 0
        self._pages, self._hidden = pages, parts.pages()  # by noun, those that are not seen
        for place, page in enumerate(pages):
            self._add(place, page)
        self.more = self._button(self._more, "tab_more", "更多", "Alt+0")
        self.more.setText("更多 ▼")
        self.panel.closed.connect(lambda: self.show_chosen(self._place))
        self._row.addStretch(1)
        self._tabs.idClicked.connect(self._clicked)

    def _add(self, place: int, page: Leaf) -> None:
        key = f"Alt+{place + 1}" if place < 9 and not page.more else ""
        entry = self._menu.addAction(f"{page.title}\t{key}".strip())
        entry.setObjectName(f"more_{page.noun}")
        entry.setData(page.head)
        entry.triggered.connect(lambda _on=False: self.chosen.emit(place))
        if not page.more:
            self._button(place, f"tab_{page.noun}", page.title, key)

    def _button(self, place: int, name: str, words: str, key: str) -> QPushButton:
        tab = Tab(words, self.theme)
        tab.setObjectName(name)
        tab.setToolTip(key)
        self._tabs.addButton(tab, place)
        self._row.addWidget(tab)
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(lambda: self._clicked(place))
        return tab

    def add_action(self, name: str, words: str, key: str, press: Callable[[], object], head: str) -> None:
        """Something of the whole window, under a head of 更多 and by its key."""
        entry = self._menu.addAction(f"{words}\t{key}".strip())
        entry.setObjectName(name)
        entry.setData(head)
        entry.triggered.connect(lambda _on=False: press())
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(press)

    def add_find(self, words: str, key: str, press: Callable[[], object]) -> None:
        """The way to finding everything, at the right end; it looks like the line it opens."""
        self._find = QPushButton()
        self._find.setObjectName("window_find")
        self._find.setAccessibleName(words)
        self._find.setProperty("c", "find")
        self._find.setProperty("key", key)
        self._find.clicked.connect(lambda _on=False: press())
        self._row.addWidget(self._find)

    def restyle(self) -> None:
        """Other sizes or colours."""
        self._emblem.fit()
        self._fit()

    def _fit_find(self) -> None:
        wide = self.width() / self.theme.factor >= FULL
        words, key = self._find.accessibleName(), self._find.property("key")
        self._find.setText(f"{words}：{LOOK_FOR}  {key}" if wide else f"{words}  {key}")
        self._find.setIconSize(QSize(self.theme.px("arrow"), self.theme.px("arrow")))
        self._find.setIcon(
            QIcon(resource.path("icons", "search-dark.svg" if self.theme.dark else "search.svg").as_posix())
        )

    def show_state(self, found: tuple[frozenset[str], Sequence[Waiting]]) -> None:
        """The pages of parts that are off are gone, what waits behind the others is said; who looks at one that goes is led
        back to the tab that was open before."""
        self._hidden, waiting = found
        self.show_waiting(waiting)
        if self._pages[self._place].noun in self._hidden:
            self.chosen.emit(self._last_tab)

    def show_waiting(self, found: Sequence[Waiting]) -> None:
        """What waits behind each page's tab: 3 in a pill, in words where the mouse rests."""
        for place, (count, tone, words) in enumerate(found):
            tab = self._tabs.button(place)
            if tab is not None and count != tab.count:
                tab.show_count(count, tone, words)
                tab.setToolTip(
                    "　".join(filter(None, (words if count else "", f"Alt+{place + 1}" if place < 9 else "")))
                )
        self._fit()

    def show_chosen(self, place: int) -> None:
        """Mark the tab of the page that is seen; 更多 for one without a tab, or whose tab does not fit."""
        self._place = place
        self._last_tab = self._last_tab if self._pages[place].more else place
        tab = self._tabs.button(place)
        (tab if tab is not None and not tab.isHidden() else self.more).setChecked(True)

    def _clicked(self, place: int) -> None:
        if place == self._more:
            self.panel.open_under(self.more, [entry for entry in self._menu.actions() if entry.isVisible()])
        else:
            self.chosen.emit(place)

    # -- what fits

    def _fit(self) -> None:
        """Hide from the last on the tabs that would be cut; the menu has them then."""
        self._fit_find()
        tabs = {place: tab for tab in self._tabs.buttons() if (place := self._tabs.id(tab)) != self._more}
        others = (self._row.itemAt(at).widget() for at in range(self._row.count()))
        left = (
            self.width()
            - 24
            - self.theme.px("gap")
            - sum(_wide(one) for one in others if one and one not in tabs.values())
        )
        for place, page in enumerate(self._pages):
            tab, there = tabs.get(place), page.noun not in self._hidden
            left -= tab.sizeHint().width() if tab and there else 0
            if tab:
                tab.setVisible(there and left >= 0)
            self._menu.actions()[place].setVisible(there and (tab is None or left < 0))
        self.show_chosen(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More or fewer tabs."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Only now it is known how wide the words are."""
        super().showEvent(event)
        self._fit()


def _wide(part: QWidget) -> int:
    """What it takes; a picture has no wish of its own."""
    return max(part.sizeHint().width(), part.minimumWidth())
