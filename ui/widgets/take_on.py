"""立项 of the issue that is shown: its project in one step, or the one it has; of a closed one its 典型案例."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from lianluozhan.act import Act
from lianluozhan.errors import Problem
from lianluozhan.issue import Issue
from lianluozhan.project import Project
from lianluozhan.table import Key
from lianluozhan.taking_on import take_on, taken_on
from ui.asks.issue import TAKE_ON
from ui.page import Page


class TakeOn(QPushButton):
    """A link in the head of an issue; `refused` is told why nothing came of it."""

    def __init__(self, page: Page, refused: Callable[[Problem], None]) -> None:
        super().__init__()
        self.setObjectName(f"{page.noun}_take_on")
        self.setProperty("c", "link")
        self.setAutoDefault(True)
        self._page, self._refused = page, refused
        self.issue: Issue | None = None
        self.clicked.connect(lambda _on=False: self._press())
        self.offer(None, "")

    def offer(self, issue: Issue | None, words: str) -> None:
        """Of which issue, and what the link says; nothing is offered where it says nothing."""
        self.issue = issue
        self.setText(words or TAKE_ON)
        self.setAccessibleName(self.text())
        self.setVisible(bool(words))

    def _press(self) -> None:
        to_project(self._page, (self.issue.world, self.issue.id), self._refused)


def to_project(page: Page, key: Key, refused: Callable[[Problem], None]) -> None:
    """The project of an issue on its page, made first where it has none."""

    def write(act: Act) -> str:
        held = taken_on(act.store, key[1])
        return held.id if held else take_on(act, act.store.get(Issue, key), {})

    page.desk.act(Project.noun, write, lambda id: page.wants.emit(Project.noun, id), refused)
