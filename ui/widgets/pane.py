"""One task in one place: a card that asks, then shows what is under way, then what came of it; nothing pops up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lianluozhan.errors import Problem
from ui.theme import Theme
from ui.trouble import COPY
from ui.widgets.pieces import clear, label, line

WIDTH = 640


class Panes(QWidget):
    """A stack of panes on a quiet ground, in the middle of the page; what one does next stands below, always seen."""

    def __init__(self, theme: Theme, width: int = WIDTH) -> None:
        super().__init__()
        self.theme, self._width, self._middle = theme, width, [frame := QFrame()]  # what is no wider than that
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        ground = QWidget()
        ground.setProperty("ground", "canvas")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        frame.setProperty("c", "card")
        self.panes: list[QWidget] = []
        self.feet = QStackedWidget()
        self._inner = QVBoxLayout(frame)
        self._inner.setContentsMargins(28, 22, 28, 22)
        middle = QVBoxLayout(ground)
        middle.setContentsMargins(12, 16, 12, 16)
        # centred by alignment it would be as high as its lines need on the whole width
        middle.addLayout(_in_the_middle(frame))
        middle.addStretch(1)
        self.scroll.setWidget(ground)
        self._rule = rule = QFrame()
        rule.setProperty("c", "line")
        self.measure()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.scroll, rule, self.feet):
            column.addWidget(part)

    def pane(self, *parts: QWidget | QLayout | int, foot: Sequence[QWidget | None] = (None,)) -> QWidget:
        """A new pane of these parts, one below the other, a number is a gap; `foot` is what can be pressed below it."""
        pane, below, bar = QWidget(), QWidget(), QWidget()
        self._middle.append(bar)
        self.measure()
        buttons = line(*foot)
        buttons.setContentsMargins(0, 0, 0, 0)
        bar.setLayout(buttons)
        whole = _in_the_middle(bar)
        whole.setContentsMargins(12, 0, 12, 0)
        below.setLayout(whole)
        self.feet.addWidget(below)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            if isinstance(part, int):
                column.addSpacing(part)
            elif isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        column.addStretch(1)
        if self.panes:  # the first is shown with the page; showing it now, without a parent, would open a window
            pane.hide()
        self.panes.append(pane)
        self._inner.addWidget(pane)
        self._show_foot()
        return pane

    def refused(self, refusal: Refusal, *buttons: QWidget) -> QWidget:
        """A new pane for what did not happen; its words can be copied, then comes what one can do."""
        return self.pane(refusal, foot=(refusal.copy, None, *buttons))

    def measure(self) -> None:
        """Take the sizes of the theme."""
        for part in self._middle:
            part.setMaximumWidth(round(self._width * self.theme.factor))
        self.feet.setFixedHeight(self.theme.px("footer"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Other letters: other sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.measure()

    def show_pane(self, pane: QWidget) -> None:
        """Let another pane be seen, from its top."""
        for one in self.panes:
            one.hide()
        pane.show()
        self.feet.setCurrentIndex(self.panes.index(pane))
        self._show_foot()
        self.scroll.verticalScrollBar().setValue(0)

    def _show_foot(self) -> None:
        """Where nothing can be pressed there is no bar for it."""
        there = bool(self.feet.currentWidget().findChildren(QPushButton))
        for part in (self._rule, self.feet):
            part.setVisible(there)

    def shown(self) -> QWidget:
        """The pane that is seen."""
        return self.panes[self.feet.currentIndex()]


class Refusal(QWidget):
    """What did not happen, what is untouched, what to do; in that order."""

    def __init__(self, noun: str, headline: str) -> None:
        super().__init__()
        self._problem: Problem | None = None
        self.headline = label(headline, "refused")
        self.what, self.safe, self.then = label("", "told"), label("", "note"), label("", "box")
        self.copy = copy = QPushButton(COPY)
        copy.setObjectName(f"{noun}_copy")
        copy.setAccessibleName(COPY)
        copy.setProperty("c", "link")
        copy.setAutoDefault(True)
        copy.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(str(self._problem)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.headline, self.what, self.safe, self.then):
            column.addWidget(part)

    def tell(self, problem: Problem) -> None:
        """Another refusal."""
        self._problem = problem
        for where, words in ((self.what, problem.what), (self.safe, problem.safe), (self.then, problem.then)):
            words = words.strip()
            where.setText(f"{words}。" if words and not words.endswith(("。", "！", "？")) else words)
            where.setVisible(bool(words))


class Numbers(QWidget):
    """A few counts side by side, each with its word below."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 4)
        self._row.setSpacing(34)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Other counts."""
        clear(self._row)
        for words, count in counts.items():
            cell = QWidget()
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(label(str(count), "figure"))
            column.addWidget(label(words, "note"))
            self._row.addWidget(cell)
        self._row.addStretch(1)


def _in_the_middle(part: QWidget) -> QHBoxLayout:
    """As wide as it may be, or as there is room; what is left over on both sides of it."""
    row = line(None, part, None)
    row.setSpacing(0)
    row.setStretchFactor(part, 1000)
    return row
