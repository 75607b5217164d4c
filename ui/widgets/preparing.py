"""Sticks for stations: where the packages are written is asked in place, on the page that says for whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from lianluozhan.package.manifest import Party
from ui import drives
from ui.act import Desk
from ui.plugged import Plugged
from ui.theme import Theme
from ui.widgets.pieces import button, label, line
from ui.widgets.where import ELSEWHERE, Where

NAMED = 3  # stations


class Preparing(QWidget):
    """`asking` says whether it is asked, and what is around should give way; `chosen` carries where to, and whether that is a stick."""

    asking = Signal(bool)
    chosen = Signal(object, bool)

    def __init__(self, noun: str, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk, self.parties = desk, list[Party]()
        self.title, self.where = label("", "section"), Where(noun, theme, lambda: self.ask_folder())
        self.where.look.connect(self.look)
        self.plugged = Plugged(self, desk)
        self.plugged.changed.connect(lambda: desk.ask(lambda _store: drives.sticks(drives.mounts()), self.where.renew))
        self.go = button(noun, "write", "写上", self._go, "primary")
        self.leave_button = button(noun, "leave", "不写了", self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.where)
        column.addLayout(line(self.go, self.leave_button, None))
        column.addStretch(1)
        self.hide()

    def begin(self, parties: Sequence[Party]) -> None:
        """For these stations."""
        self.parties = list(parties)
        names, several = "、".join(one.name for one in parties[:NAMED]), len(parties) > 1
        rest = f"{' 等' * (len(parties) > NAMED)} {len(parties)} 个站" * several
        self.title.setText(f"给{names}{rest}写报送包")
        self.show()
        self.asking.emit(True)
        self.where.sticks.setFocus()
        self.look()

    def look(self) -> None:
        """Which sticks there are, and whether what was chosen is still there; in the worker."""
        roots = self.where.sticks.roots()
        self.desk.ask(lambda _store: drives.sticks(drives.mounts()), self.where.show_sticks)
        self.desk.ask(lambda _store: drives.missing(roots), self.where.show_missing)

    def leave(self) -> None:
        """Not now, or done."""
        self.hide()
        self.asking.emit(False)

    def ask_folder(self) -> str:
        """Which folder, where it shall be none of the sticks."""
        return QFileDialog.getExistingDirectory(self, ELSEWHERE)

    def _go(self) -> None:
        if (to := self.where.chosen()) is not None:
            self.leave()
            self.chosen.emit(to, self.where.sticks.on_stick())
