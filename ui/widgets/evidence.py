"""Papers and photos of a record: those it has, and those that are kept with it when it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.widgets.paper_links import PaperLinks

KINDS = "照片和材料 (*.jpg *.jpeg *.png *.pdf *.doc *.docx *.xls *.xlsx *.wps *.txt);;全部文件 (*)"


class Evidence(QWidget):
    """Names and sizes of papers. Files are only named here; the worker reads and keeps them."""

    edited = Signal()
    opened = Signal(object)  # a kept paper to look at

    def __init__(self, noun: str, label: str, name: str = "attachments") -> None:
        super().__init__()
        self.setObjectName(f"{noun}.{name}")
        self.setAccessibleName(label)
        self.pending: list[Path] = []
        self._kept: list[Mapping[str, Any]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        title = QLabel(label)
        title.setProperty("c", "label")
        self._add = QPushButton("添加材料…")
        self._add.setObjectName(f"{noun}_attach")
        self._add.setAccessibleName("添加材料")
        self._add.clicked.connect(lambda _on=False: self._choose())
        head.addWidget(title)
        head.addWidget(self._add)
        head.addStretch(1)
        column.addLayout(head)
        self._links = PaperLinks(noun)
        self._links.opened.connect(self.opened)
        column.addWidget(self._links)
        self._names = QLabel()
        self._names.setProperty("c", "note")
        self._names.setWordWrap(True)
        column.addWidget(self._names)
        self.show_papers([])

    def show_papers(self, papers: Iterable[Mapping[str, Any]]) -> None:
        """The papers a record has; nothing is waiting."""
        self._kept, self.pending = list(papers), []
        self._tell()

    def add(self, files: Iterable[Path]) -> None:
        """Files to be kept when the record is saved; the same one only once."""
        self.pending += [file for file in dict.fromkeys(files) if file not in self.pending]
        self._tell()
        self.edited.emit()

    def _choose(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, self.accessibleName(), "", KINDS)
        if names:
            self.add(map(Path, names))

    def _tell(self) -> None:
        self._links.show_papers(self._kept)
        lines = [f"{file.name}　保存时一起存入" for file in self.pending]
        self._names.setText("\n".join(lines) or ("" if self._kept else "还没有材料"))
        self._names.setVisible(bool(self._names.text()))
