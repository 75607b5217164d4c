"""The way from the lists of a page to the same list as a table: a word below each, and a key."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLineEdit, QPushButton, QWidget

from lianluozhan.columns import DATED
from lianluozhan.field import is_id
from lianluozhan.whose import DISTRICT_ROLE
from ui.listing import Listing
from ui.widgets.spread import Spread

NO_ROOM = ("schedule", "activity")  # a calendar above the list, a year's plan below it: by the key alone
EDGE = 14  # pixels the rows of a list begin from its edge
WORDS, KEY, SPREAD = "铺成表格", "Ctrl+B", "spread"
TABLED = {noun: noun for noun in DATED if noun != "followup"} | {  # list: the kind it lists
    "followup": "issue",
    "notice": "notice",
    "study": "study",
}


class SpreadOffer(QObject):
    """Puts it below every list of records on a page that has its place in a column."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self.page, self.spread, self._last = page, None, None
        self.lists = {
            one: kind
            for one in page.findChildren(Listing)
            if (kind := TABLED.get(_noun(one))) and (_noun(one) in NO_ROOM or _put_below(one, self._button(one)))
        }
        if self.lists:
            page.keys.append((KEY, WORDS))
            QShortcut(QKeySequence(KEY), page).activated.connect(self._by_key)

    def _button(self, listing: Listing) -> QPushButton:
        made = QPushButton(f"{WORDS}  {KEY}")
        made.setObjectName(f"{_noun(listing)}_spread")
        made.setAccessibleName(WORDS)
        made.setProperty("c", "small_link")
        made.setAutoDefault(True)
        made.clicked.connect(lambda _on=False: self.open(listing))
        return made

    @property
    def help_on(self) -> str:
        """What the handbook calls what is seen; "" while no list is spread out."""
        return SPREAD if self.spread is not None and self.spread.isVisible() else ""

    def _by_key(self) -> None:
        """The list that is seen; there and back."""
        if self.spread is not None and self.spread.isVisible():
            self.spread.leave()
        elif (seen := next((one for one in self.lists if one.isVisible()), next(iter(self.lists)))) is not None:
            self.open(seen)

    def open(self, listing: Listing) -> None:
        """Spread a list out, narrowed as it is."""
        page = self.page
        if self.spread is None:
            self.spread = Spread(
                page, page.desk, page.theme, page.around.options, [key for key, _words in page.keys if key != KEY]
            )
            self.spread.left.connect(self._back)
            self.spread.opened.connect(self._show)
            page.desk.changed.connect(lambda _nouns: self.spread.isVisible() and self.spread.ask())
        self._last = listing
        words = page.findChild(QLineEdit, f"{_noun(listing)}_filter")
        stations = page.findChild(QWidget, f"{page.noun}.stations")
        through = stations.of if stations is not None else lambda store: store
        key = listing.key()
        if is_id(key):
            key = (page.around.identity.world, key)
        elif not isinstance(key, tuple):
            key = None
        self.spread.open(
            self.lists[listing],
            words.text().strip() if words else "",
            through,
            page.around.identity.role == DISTRICT_ROLE,
            key,
        )

    def _back(self) -> None:
        (self._last if self._last.isVisible() else self.page).setFocus()

    def _show(self, kind: str, key: tuple[str, str]) -> None:
        """The record on its page, which knows how; of a roster by its kind."""
        others = self.lists[self._last] != self.page.noun and _noun(self._last) != self.page.noun
        self.page.show_record(f"{kind} {key[1]}" if others else key[1])


def _noun(listing: Listing) -> str:
    return listing.objectName().removeprefix("list_")


def _put_below(listing: Listing, button: QPushButton) -> bool:
    """Into the column a list stands in, right under it, where its rows begin; False where it stands otherwise."""
    column = _column(listing.parentWidget().layout() if listing.parentWidget() else None, listing)
    if column is not None:
        row = QHBoxLayout()
        row.setContentsMargins(0 if column.contentsMargins().left() else EDGE, 0, 0, 0)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.insertLayout(column.indexOf(listing) + 1, row)
    return column is not None


def _column(layout: QLayout | None, listing: Listing) -> QBoxLayout | None:
    """The upright box that holds the list, at any depth."""
    if layout is None:
        return None
    if layout.indexOf(listing) >= 0:
        upright = isinstance(layout, QBoxLayout) and layout.direction() == QBoxLayout.Direction.TopToBottom
        return layout if upright else None
    below = (layout.itemAt(at).layout() for at in range(layout.count()))
    return next((found for one in below if one is not None and (found := _column(one, listing))), None)
