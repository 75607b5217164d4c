"""Where an export may go: the sticks there are, the folders a person chose; what is gone meanwhile says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.drives import Mount

GONE = "现在找不到了"
ROOT, SAID, STICK = (Qt.ItemDataRole.UserRole + n for n in range(3))


class StickList(QListWidget):
    """One of them is chosen."""

    def show_sticks(self, found: list[Mount]) -> None:
        """The sticks there are, then the folders a person chose; what was chosen stays so, else it is the stick with most room."""
        chosen, folders = self.folder(), [root for root in self.roots() if not self.of(root).data(STICK)]
        self.clear()
        for one in found:
            self.add(one.said(), one.root, stick=True)
        for root in folders:
            self.add(root, root)
        roots = self.roots()
        self.setCurrentRow(roots.index(str(chosen)) if chosen and str(chosen) in roots else 0 if roots else -1)

    def show_missing(self, missing: list[str]) -> None:
        """Which of them are not there any more."""
        for root in self.roots():
            item = self.of(root)
            item.setText(item.data(SAID) + (f"　{GONE}" if root in missing else ""))

    def add(self, words: str, root: str, stick: bool = False) -> None:
        """One more place."""
        item = QListWidgetItem(words)
        for role, value in ((ROOT, root), (SAID, words), (STICK, stick)):
            item.setData(role, value)
        item.setToolTip(root)
        self.addItem(item)

    def choose(self, root: str) -> None:
        """A folder of this PC, or a stick that was not recognised."""
        if root not in self.roots():
            self.add(root, root)
        self.setCurrentItem(self.of(root))

    def roots(self) -> list[str]:
        """Every place that is offered."""
        return [self.item(row).data(ROOT) for row in range(self.count())]

    def of(self, root: str) -> QListWidgetItem:
        """The row of a place."""
        return self.item(self.roots().index(root))

    def folder(self) -> Path | None:
        """The folder that is chosen."""
        item = self.currentItem()
        return Path(item.data(ROOT)) if item else None

    def on_stick(self) -> bool:
        """Whether that is a stick's."""
        return bool(self.currentItem() and self.currentItem().data(STICK))

    def gone(self) -> str:
        """What the chosen one is called, where it is not there any more."""
        item = self.currentItem()
        return item.data(SAID).partition("　")[0] if item is not None and item.text() != item.data(SAID) else ""
