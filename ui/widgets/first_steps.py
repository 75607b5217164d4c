"""开头四步 on 今日: four buttons in a row, each leads to its page and is ticked by what the folder holds; put away, and found again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from lianluozhan.first_steps import NAME, Steps, first_steps, put_away
from ui.act import Desk
from ui.theme import Theme
from ui.widgets.pieces import button, label, line
from ui.widgets.wear import wear

NOUN = "first_steps"
WIDE = 820  # effective pixels from which all four stand in one row
SAID = {True: "做好了", False: "还没有做"}


class FirstSteps(QFrame):
    """`wants` carries the page of a step. `again` is the link that brings it back, for whoever lays out what is around."""

    wants = Signal(str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self.setObjectName(NOUN)
        self.setProperty("c", "card")
        self.buttons: list[QPushButton] = []
        self._cells: list[QWidget] = []
        self.again = button(NOUN, "again", NAME, lambda: self._put(False), "link")
        away = button(NOUN, "away", "收起，不再显示", lambda: self._put(True), "link")
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 14)
        column.addLayout(
            line(label(NAME, "section", wrap=False), label("按次序做，做好一步勾一步", "note", wrap=False), None, away)
        )
        column.addLayout(self._grid)
        self.hide()
        self.again.hide()

    def reload(self) -> None:
        """How the four stand now."""
        self.desk.ask(first_steps, self._show)

    def _show(self, found: Steps) -> None:
        if not self._cells:
            self._build(found)
        for made, step in zip(self.buttons, found.steps, strict=True):
            made.setText(f"{'✓' if step.done else '○'}  {step.words}")
            made.setAccessibleName(f"{step.words}，{SAID[step.done]}")
        first = next((place for place, step in enumerate(found.steps) if not step.done), None)
        for place, made in enumerate(self.buttons):  # the one that is next stands out
            wear(made, "next" if place == first else "")
        self.setVisible(found.shown)
        self.again.setVisible(found.new and found.away)

    def _build(self, found: Steps) -> None:
        for place, step in enumerate(found.steps):
            made = button(NOUN, str(place), step.words, lambda page=step.page: self.wants.emit(page))
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(made)
            column.addWidget(label(step.why, "note"))
            if step.other:
                words, page = step.other
                column.addWidget(
                    button(NOUN, f"{place}_other", words, lambda page=page: self.wants.emit(page), "link"),
                    0,
                    Qt.AlignmentFlag.AlignLeft,
                )
            column.addStretch(1)
            self.buttons.append(made)
            self._cells.append(cell)
        self._share()

    def _put(self, away: bool) -> None:
        self.desk.act(NOUN, lambda act: put_away(act.store, away), lambda _done: self.reload())

    def _share(self) -> None:
        """In one row, or two by two."""
        across = 4 if self.width() / self.theme.factor >= WIDE else 2
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // across, place % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As many in a row as there is room for."""
        super().resizeEvent(event)
        self._share()
