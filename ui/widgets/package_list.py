"""The packages there are to take in; those that are marked will be. What is for somebody else is only counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from lianluozhan.package.addressee import LEFT_ALONE
from ui.asks.package_import import Seen, said
from ui.theme import Theme
from ui.widgets.pieces import label

NONE = "U 盘上没有找到{}报送包。插上有包的 U 盘，会自己列在这里；也可以自己选文件。"


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


class Offered(QWidget):
    """The list, what is said where there is none in it, and how many were left alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.files, self._left = PackageList(theme), frozenset()
        self._none, self._others = label("", "warning"), label("", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (label(self.files.accessibleName(), "label"), self.files, self._none, self._others):
            column.addWidget(part)

    def now(self) -> Seen:
        """What is listed, and what was left alone."""
        return Seen(self.files.listed(), (), tuple(self._left))

    def show_seen(self, seen: Seen) -> None:
        """More that came, and less that went; what a person marked stays so."""
        self.files.drop(seen.gone)
        self.files.add(seen.found)
        self._left = frozenset(seen.left)
        self._others.setText(LEFT_ALONE.format(len(self._left)))
        self._others.setVisible(bool(self._left))
        self._say(not self.files.count())

    def marked(self) -> tuple[Path, ...]:
        """Those to take in; where there are none, that is said."""
        paths = self.files.marked()
        self._say(not paths)
        if not paths:
            self.files.setFocus()
        return paths

    def _say(self, none: bool) -> None:
        self._none.setText(NONE.format("给本单位的" if self._left else ""))
        self._none.setVisible(none)
