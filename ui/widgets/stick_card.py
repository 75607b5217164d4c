"""从 U 盘恢复, on the first page: the backups that lie on the sticks, each restored by one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from ui import drives
from ui.widgets.pieces import away, label, line

TITLE = "从 U 盘恢复"
MOST = 3  # backups that are listed, the newest


class StickCard(QFrame):
    """`chosen` carries a backup, `look` that the sticks should be looked through again."""

    chosen = Signal(str)
    look = Signal()

    def __init__(self, button: Callable[..., QPushButton]) -> None:
        super().__init__()
        self.setProperty("c", "card")
        self.setObjectName("start_stick")
        self.setAccessibleName(TITLE)
        self._button, self._made = button, []
        self.said = label("", "note")
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addLayout(
            line(label(TITLE, "section", wrap=False), None, button("look", "重新找", self.look.emit, "link"))
        )
        column.addWidget(self.said)
        column.addLayout(self._rows)
        self.show_backups(())

    def show_backups(self, found: Sequence[Path]) -> None:
        """What lies on the sticks, newest first."""
        away(*self._made)
        self._made = [self._row(path, place) for place, path in enumerate(found[:MOST])]
        self.said.setText(
            "换了电脑、电脑坏了，插上放着备份的 U 盘，会自己列在这里。"
            if not found
            else "U 盘上有备份，最近的在前；点一份就恢复，备份本身不动。"
        )

    def _row(self, path: Path, place: int) -> QPushButton:
        made = self._button(f"stick_{place}", drives.said_backup(path), lambda: self.chosen.emit(str(path)))
        made.setToolTip(str(path))
        self._rows.addWidget(made)
        return made
