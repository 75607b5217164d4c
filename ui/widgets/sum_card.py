"""What makes a sum: a line for each part with how it comes about, the sum itself, and what is to be known besides."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.pieces import label

SHARE = 0.62  # of the height there is, at most


class SumRow(NamedTuple):
    """A part of the sum: what, how, how much, and a mark."""

    what: str
    how: str
    points: str
    mark: str = ""


class Sum(NamedTuple):
    """A sum, its parts, and sentences below it, each with its tone ("note" or "warning")."""

    title: str
    how: str
    total: str
    rows: tuple[SumRow, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class SumCard(QScrollArea):
    """Shows one sum; scrolls where there are many parts."""

    def __init__(self, name: str, label: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "canvas")
        self.hide()

    def show_sum(self, found: Sum | None) -> None:
        """Another sum; None shows nothing."""
        self.setVisible(found is not None)
        if found is None:
            return
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        column.addWidget(label(f"{found.title} {found.total}", "section"))
        column.addWidget(label(found.how, "note"))
        if found.rows:
            column.addWidget(self._parts(found))
        for tone, words in found.notes:
            column.addWidget(label(words, tone))
        column.addStretch(1)
        self.setWidget(inside)
        self.fit()

    def fit(self) -> None:
        """As high as its parts need, at most its share of the height, and never so that what lies above it is pushed out."""
        if self.widget() is None:
            return
        beside = self.parentWidget()
        room = beside.height() if beside else 0
        others = beside.layout().minimumSize().height() - self.minimumHeight() if beside and beside.layout() else 0
        needed = (
            self.widget().heightForWidth(self.width())
            if self.widget().hasHeightForWidth()
            else self.widget().sizeHint().height()
        )
        self.setFixedHeight(max(min(needed, round(room * SHARE), room - others), self.theme.px("card_line")))

    def _parts(self, found: Sum) -> QFrame:
        card = QFrame()
        card.setProperty("c", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for place, row in enumerate(found.rows):
            self._row(grid, place, row)
        return card

    def _row(self, grid: QGridLayout, place: int, row: SumRow) -> None:
        what, how, points = label(row.what, "label"), label(row.how, "note"), label(row.points, "strong", wrap=False)
        points.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(what, 2 * place, 0)
        grid.addWidget(points, 2 * place, 1)
        if row.mark:
            mark = label(row.mark, "mark", wrap=False)
            grid.addWidget(mark, 2 * place, 2, Qt.AlignmentFlag.AlignTop)
        if row.how:
            grid.addWidget(how, 2 * place + 1, 0, 1, 3)
