"""材料: every paper of one issue, of its visits and of what was done, where one looks for them; more can be added."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from lianluozhan.whose import OFFICE, STATION
from ui.asks.course import Course
from ui.widgets.evidence import KINDS
from ui.widgets.paper_links import PaperLinks
from ui.widgets.pieces import label


class FolderOf(QFrame):
    """`opened` carries a paper to look at, `added` files to keep with the issue."""

    opened = Signal(object)
    added = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("c", "card")
        self.setObjectName("issue_papers")
        self.setAccessibleName("材料")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        head = QHBoxLayout()
        title = label("材料", "section", wrap=False)
        self.none = label("还没有", "hint", wrap=False)
        self.add = add = QPushButton("添加…")
        add.setObjectName("issue_attach")
        add.setAccessibleName("添加材料到这件意见")
        add.setProperty("c", "link")
        add.clicked.connect(lambda _on=False: self._choose())
        for part, share in ((title, 0), (self.none, 1), (add, 0)):
            head.addWidget(part, share)
        column.addLayout(head)
        self.links = PaperLinks("issue")
        self.links.opened.connect(self.opened)
        column.addWidget(self.links)

    def show_course(self, course: Course) -> None:
        """The papers of an issue."""
        self.links.show_papers([paper for _where, paper in course.papers], [where for where, _paper in course.papers])
        self.add.setVisible(course.row.get(STATION) in (None, OFFICE))  # a station's issue has what the station adds
        self.none.setText("" if course.papers else "还没有")

    def ask_files(self) -> list[str]:
        """Which files a person wants to keep."""
        return QFileDialog.getOpenFileNames(self, self.accessibleName(), "", KINDS)[0]

    def _choose(self) -> None:
        if names := self.ask_files():
            self.added.emit([Path(name) for name in names])
