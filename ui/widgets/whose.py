"""Which stations a district's page shows: one button with a tick for each, remembered for the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from lianluozhan import whose
from lianluozhan.store import Store
from ui.act import Desk
from ui.page import Page
from ui.widgets.tick import Ticks

LABEL = "看哪些站"


class Whose(QPushButton):
    """Seen at a district only. `switched` when other stations are looked at; questions go through `of`."""

    switched = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._desk: Desk = page.desk
        self._page, self._known, self._chosen = page.noun, {}, ()
        self.setObjectName(f"{page.noun}.stations")
        self.setAccessibleName(LABEL)
        self._menu = Ticks(self)
        self._menu.setObjectName(f"{page.noun}_stations")
        self.setMenu(self._menu)
        self.hide()
        self.serves = page.around.identity.role == whose.DISTRICT_ROLE
        self._menu.aboutToShow.connect(self._fill)

    def of(self, store: Store) -> Store:
        """The folder as the page shows it; asked in the worker."""
        return whose.narrowed(store, whose.chosen(store, self._page)) if self.serves else store

    def as_there(self, store: Store) -> Store:
        """The same for papers and figures; asked in the worker."""
        return whose.as_there(store, whose.chosen(store, self._page)) if self.serves else store

    def ask(self, question: Callable[[Store], Any], then: Callable[[Any], None]) -> None:
        """Ask the folder as the page shows it, and say which stations these are."""
        self.refresh()
        self._desk.ask(lambda store: question(self.of(store)), then)

    def refresh(self) -> None:
        """Say which stations are looked at; asked again whenever the page shows anew, for there may be new ones."""
        if self.serves:
            self._desk.ask(
                lambda store: (whose.called(store), whose.chosen(store, self._page), self._words(store)), self._show
            )

    def _words(self, store: Store) -> str:
        return whose.said(store, whose.chosen(store, self._page))

    def _show(self, found: tuple[dict[str, str], tuple[str, ...], str]) -> None:
        self._known, self._chosen, words = found
        self.setText(f"{words} ▼")
        self.setToolTip("、".join(self._known[world] for world in self._chosen) or words)
        self.setVisible(bool(self._known))

    def _fill(self) -> None:
        self._menu.clear()
        every = self._tick("全部", not self._chosen)
        every.triggered.connect(lambda _on=False: self.choose(()))
        self._menu.addSeparator()
        for world, name in self._known.items():
            self._tick(name, world in self._chosen).triggered.connect(lambda on, world=world: self._toggle(world, on))

    def _tick(self, words: str, on: bool) -> QAction:
        action = self._menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        return action

    def _toggle(self, world: str, on: bool) -> None:
        self.choose([one for one in self._known if (one == world and on) or (one != world and one in self._chosen)])

    def choose(self, worlds: tuple[str, ...] | list[str]) -> None:
        """Look at these stations from now on, at all where none is named."""
        self._chosen = tuple(worlds)
        every, _line, *ones = self._menu.actions() or (None, None)
        for action, on in zip((every, *ones), (not worlds, *(world in worlds for world in self._known)), strict=False):
            if action is not None:
                action.setChecked(on)
        self._desk.act("look", lambda act: whose.choose(act.store, self._page, worlds), lambda _done: self.refresh())
        self.switched.emit()
