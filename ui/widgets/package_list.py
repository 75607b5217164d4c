"""The packages there are to take in; those that are marked will be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from ui.asks.package_import import said
from ui.theme import Theme


class PackageList(QListWidget):
    """Each by who wrote it and when, as far as its name tells."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("list_package")
        self.setAccessibleName("要导入的包")
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setProperty("c", "boxed")
        self.setFixedHeight(round(150 * theme.factor))

    def add(self, paths: Sequence[Path]) -> None:
        """More packages, marked."""
        for path in paths:
            item = QListWidgetItem(said(path))
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(str(path))
            self.addItem(item)
            item.setSelected(True)

    def drop(self, paths: Collection[Path]) -> None:
        """Those of these that are listed leave."""
        for row in reversed(range(self.count())):
            if self.item(row).data(Qt.ItemDataRole.UserRole) in paths:
                self.takeItem(row)

    def listed(self) -> list[Path]:
        """All of them."""
        return [self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count())]

    def marked(self) -> tuple[Path, ...]:
        """Those to take in."""
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in self.selectedItems())
