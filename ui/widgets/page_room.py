"""Where a window shows its pages: one at a time, and scrolled to where large print needs more than the window has."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import Theme

LEAST = 312  # logical pixels at factor 1: what the smallest window leaves a page below the bar
SCROLLED = "scrolled"  # the property of a page that scrolls its own middle: its foot is seen however low the window is


class Pages(QStackedWidget):
    """Needs what the page that is seen needs, not the widest that was; never less height than its letters ask for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """At usual letters no page is scrolled: there the smallest window has room for each."""
        seen = self.currentWidget()
        if seen is None or self.theme.factor == 1:
            return QSize()
        least = 0 if seen.property(SCROLLED) else LEAST
        return seen.minimumSizeHint().expandedTo(QSize(0, round(least * self.theme.factor)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Other letters need other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class PageRoom(QScrollArea):
    """The pages, and the bars to scroll them by; Tab passes it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pages = Pages(theme)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.pages)
        self.pages.currentChanged.connect(self._begin)

    def _begin(self, _place: int) -> None:
        """Another page is seen from its top."""
        for bar in self.bars():
            bar.setValue(0)

    def bars(self) -> tuple[QScrollBar, ...]:
        """What it is scrolled by, which is none of a page's."""
        return self.horizontalScrollBar(), self.verticalScrollBar()

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802
        """The window knows what comes next; a button that goes grey does not scroll the page."""
        return self.window().focusNextPrevChild(on)


def framed(*parts: QWidget) -> QWidget:
    """One below the other, the last with all the room."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part)
    column.setStretchFactor(parts[-1], 1)
    return frame
