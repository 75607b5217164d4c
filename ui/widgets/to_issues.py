"""看意见: the issues behind what a page shows, by number; a press leads to the one, of several a menu offers each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QPushButton

from lianluozhan.issue import Issue
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.table import by_id
from ui.page import Page

SEE = "看" + Issue.label


class ToIssues(QPushButton):
    """Seen where there are any; `ways` is {number: its action}."""

    def __init__(self, page: Page, leads_to: str) -> None:
        super().__init__(SEE)
        self.setObjectName(f"{page.noun}_issues")
        self._page, self._noun = page, leads_to
        self._wanted: tuple[str, ...] = ()
        self._menu = QMenu(self)
        self.ways: dict[str, object] = {}
        self.clicked.connect(lambda _on=False: self.menu() is None and page.wants.emit(self._noun, self._wanted[0]))
        self.hide()

    def offer(self, ids: Sequence[str]) -> None:
        """Other issues, or none."""
        self._wanted = tuple(ids)
        self.hide()
        if ids:
            self._page.desk.ask(lambda store: _numbered(store, ids), lambda found: self._show(ids, found))

    def _show(self, ids: Sequence[str], found: Sequence[tuple[str, str]]) -> None:
        if self._wanted != tuple(ids) or not found:
            return
        self._menu.clear()
        self.ways = {number: self._menu.addAction(number) for _id, number in found}
        for id, number in found:
            self.ways[number].triggered.connect(lambda _on=False, id=id: self._page.wants.emit(self._noun, id))
        several = len(found) > 1
        self._wanted = tuple(id for id, _number in found)
        self.setMenu(self._menu if several else None)
        self.setText(f"{SEE} ▼" if several else f"{SEE} {found[0][1]}")
        self.setAccessibleName(SEE)
        self.show()


def _numbered(store: Store, ids: Sequence[str]) -> list[tuple[str, str]]:
    return sorted(
        ((one.id, short_number(one.number)) for one in by_id(store, Issue, ids).values()), key=lambda pair: pair[1]
    )
