"""List, work and hints side by side; where the window is narrow the hints fold away first, then the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.theme import Theme

WITH_HINTS, WITH_LIST, ROOMY = 1240, 1000, 1600  # effective pixels: logical ones divided by the factor of 大字


class Panes(QSplitter):
    """The three panes of a page. A pane that was folded for want of room opens over the others when it is asked for."""

    def __init__(
        self, list_: QWidget, work: QWidget, hints: QWidget | None, theme: Theme, to_list: QWidget | None = None
    ) -> None:
        """`to_list` leads to the list where that has no place of its own."""
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._to_list = theme, to_list
        self.list, self.work, self.hints = list_, work, hints or QWidget()
        self.hints_wanted = hints is not None
        self._over: QWidget | None = None
        for pane in (list_, work, self.hints):
            self.addWidget(pane)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(1, 1)
        self.fold()

    def wide(self) -> float:
        """The width in effective pixels."""
        return self.width() / self._theme.factor

    def narrow(self) -> bool:
        """Whether the hints have no place of their own."""
        return self.wide() < WITH_HINTS

    def slim(self) -> bool:
        """Whether the list has none either."""
        return self.wide() < WITH_LIST

    def fold(self) -> None:
        """Show what there is room for."""
        self.close_over()
        self.list.setFixedWidth(self._theme.px("list"))
        self.hints.setFixedWidth(self._theme.px("hints_wide" if self.wide() >= ROOMY else "hints"))
        self.hints.setVisible(self.hints_wanted and not self.narrow())
        self.list.setVisible(not self.slim())
        if self._to_list is not None:
            self._to_list.setVisible(self.slim())
        sides = self.list.width() * (not self.slim()), self.hints.width() * self.hints.isVisibleTo(self)
        self.setSizes([sides[0], self.width() - sum(sides), sides[1]])

    def toggle_hints(self) -> None:
        """Ctrl+H: away, or back; over the work where there is no room beside it."""
        if self.narrow():
            self._toggle_over(self.hints)
        else:
            self.hints_wanted = not self.hints_wanted
            self.fold()

    def toggle_list(self) -> None:
        """The list over the work, where there is no room beside it."""
        if self.slim():
            self._toggle_over(self.list)

    def go_to_list(self, part: QWidget) -> None:
        """The cursor into a part of the list, which is opened where it is folded."""
        if self.slim() and self._over is None:
            self.toggle_list()
        part.setFocus()

    def over(self) -> QWidget | None:
        """The pane that lies over the work."""
        return self._over

    def close_over(self) -> None:
        """Put a pane that lies over the work back into its place, folded."""
        if self._over is not None:
            pane, self._over = self._over, None
            pane.hide()
            self.insertWidget(0 if pane is self.list else 2, pane)
            pane.hide()

    def _toggle_over(self, pane: QWidget) -> None:
        was = self._over
        self.close_over()
        if was is pane:
            return
        pane.setParent(self.parentWidget())
        place = self.geometry()
        left = place.left() if pane is self.list else place.right() - pane.width() + 1
        pane.setGeometry(left, place.top(), pane.width(), place.height())
        pane.show()
        pane.raise_()
        self._over = pane

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold and unfold with the window."""
        super().resizeEvent(event)
        self.fold()
