"""打印: the papers of what a page shows, behind one button; a press leads to the page that prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenu, QPushButton

from ui.page import Page


class PrintMenu(QPushButton):
    """Each paper by name with what says of what it is wanted; `papers` are its actions."""

    def __init__(self, page: Page, papers: Mapping[str, Callable[[], str]]) -> None:
        super().__init__("打印 ▼")
        self.setObjectName(f"{page.noun}_print")
        self.setAccessibleName("打印")
        menu = QMenu(self)
        self.papers = {name: menu.addAction(name) for name in papers}
        for name, said in papers.items():
            self.papers[name].triggered.connect(
                lambda _on=False, name=name, said=said: page.wants.emit("paper", f"{name} {said()}")
            )
        self.setMenu(menu)
