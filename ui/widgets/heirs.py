"""Open issues whose 联系代表 left, each with who left and an input for who follows, filled with what is proposed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from lianluozhan.issue import Issue
from lianluozhan.record import short_number
from lianluozhan.term import Heir
from ui.editor import Options, editor_of
from ui.widgets.pieces import clear, label


class Heirs(QWidget):
    """One line an issue and deputy; `chosen` are the answers."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.setObjectName("term_heirs")
        self._options = options
        self._lines: list[tuple[Heir, QWidget]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)

    def show_heirs(self, found: Sequence[Heir]) -> None:
        """Other issues; who was chosen for one that is still there stays."""
        before = {(one.key, one.old): editor.value() for one, editor in self._lines}
        clear(self._grid)
        self._lines = []
        for row, one in enumerate(found):
            words = label(
                f"{short_number(one.number)}　{one.title}\n{one.old_name}离任"
                + (f"；提议：{one.why}" if one.why else "；没有提议"),
                "note",
            )
            editor = editor_of(Issue.lead_deputy, "term", self._options)
            editor.setObjectName(f"term.heir.{row}")
            editor.setAccessibleName(f"{short_number(one.number)} 的联系代表")
            editor.show_value(before.get((one.key, one.old)) or one.new or None)
            self._grid.addWidget(words, row, 0)
            self._grid.addWidget(editor, row, 1)
            self._lines.append((one, editor))

    def chosen(self) -> dict:
        """{(issue, who left): who follows} of the lines that have somebody."""
        return {(one.key, one.old): editor.value() for one, editor in self._lines if editor.value()}
