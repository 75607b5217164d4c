"""What a stick brought: whose keys must be compared before anything is taken in, and what became of each file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.pane import label


class Strangers(QWidget):
    """Names and fingerprints to be read out on the telephone."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "box")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("第一次见到这把钥匙", "title"))
        column.addWidget(label("请打电话给对方，一组一组核对指纹；对方的指纹在他自己的钥匙卡旁边。", "note"))
        column.addWidget(self.words)
        column.addWidget(label("不一样就不要导入，先问清楚这只 U 盘是谁的。", "warning"))

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Whose they are, and their digits."""
        self.words.setText("\n".join(f"{name}\n指纹　{digits}" for name, digits in keys))


class Results(QWidget):
    """One file below the other, each with what became of it."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def show_lines(self, files: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Other files: each its name, then (words, look) for each line."""
        while item := self.column.takeAt(0):
            item.widget().deleteLater()
        for name, lines in files:
            rule = QFrame()
            rule.setProperty("c", "line")
            self.column.addWidget(rule)
            self.column.addWidget(label(name))
            for words, look in lines:
                self.column.addWidget(label(words, look))
