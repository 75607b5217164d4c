"""拿去公示: what a page shows becomes a notice in one step, to be looked at and approved where notices are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton

from lianluozhan.act import Act
from lianluozhan.errors import Problem
from lianluozhan.notice import Notice, add_notice
from lianluozhan.parts import is_on
from lianluozhan.record import new_id
from lianluozhan.store import Store
from ui.page import Page

TELL = "拿去公示"


class ToNotices(QPushButton):
    """`draft` gives a notice's words from the folder; `refused` is told why there are none; seen where 公示 is on."""

    def __init__(
        self, page: Page, draft: Callable[[Store], Mapping[str, Any]], refused: Callable[[Problem], None]
    ) -> None:
        super().__init__(TELL)
        self.setObjectName(f"{page.noun}_tell")
        self.setAccessibleName(self.text())
        self.setAutoDefault(True)
        self._page, self._draft, self._refused = page, draft, refused
        self._on = self._fits = False
        self.clicked.connect(lambda _on=False: self._press())
        self.hide()

    def refresh(self) -> None:
        """Whether notices are kept here at all."""
        self._page.desk.ask(lambda store: is_on(store, Notice.label), self._switch)

    def offer(self, fits: bool) -> None:
        """Whether what is shown can be made known."""
        self._fits = fits
        self.setVisible(self._on and fits)

    def _switch(self, on: bool) -> None:
        self._on = on
        self.offer(self._fits)

    def _press(self) -> None:
        id = new_id()

        def write(act: Act) -> None:
            add_notice(act, id, dict(self._draft(act.store)))

        self._page.desk.act(Notice.noun, write, lambda _none: self._page.wants.emit(Notice.noun, id), self._refused)
