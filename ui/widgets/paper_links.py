"""Kept papers as links, each with its size; a press looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.pieces import clear

Paper = Mapping[str, Any]


class PaperLinks(QWidget):
    """`opened` carries the paper that was pressed."""

    opened = Signal(object)

    def __init__(self, noun: str) -> None:
        super().__init__()
        self._noun = noun
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_papers(self, papers: Iterable[Paper], from_where: Iterable[str] = ()) -> None:
        """Other papers; `from_where` says of each what it belongs to."""
        clear(self._column)
        papers, belongs = list(papers), list(from_where)
        for place, paper in enumerate(papers):
            words = "　".join(part for part in (f"{paper['name']}　{size(paper)}", *belongs[place : place + 1]) if part)
            link = QPushButton(words)
            link.setObjectName(f"{self._noun}_paper.{place}")
            link.setAccessibleName(f"看附件 {paper['name']}")
            link.setToolTip(words)
            link.setProperty("c", "link")
            link.clicked.connect(lambda _on=False, paper=paper: self.opened.emit(paper))
            self._column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(papers))


def size(paper: Paper) -> str:
    """How large it is."""
    return f"{max(paper['size'] // 1024, 1)} KB"
