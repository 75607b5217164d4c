"""What stands under 更多, under heads, in columns below its button: of one long menu what scrolls out is not found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from ui.leaf import HEADS
from ui.widgets.pieces import away

DOWN, BESIDE = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}, {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
EDGE = 4  # pixels left free around the entries, and at the foot of the screen


class MorePanel(QFrame):
    """Entries that are pressed once and gone. `closed` says that nothing is open any more."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("more_panel")
        self.setProperty("c", "menu")
        self.buttons: list[QPushButton] = []
        self._heads: list[QLabel] = []
        self._at: dict[QPushButton, tuple[int, int]] = {}  # (row, column)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._grid.setSpacing(0)

    def open_under(self, button: QWidget, entries: Sequence[QAction]) -> None:
        """Show entries under their heads, in as many columns as the height below the button asks for."""
        self._clear()
        groups = [(head, [one for one in entries if one.data() == head]) for head in HEADS]
        parts = [part for head, group in groups if group for part in (self._head(head), *map(self._entry, group))]
        self.buttons = [part for part in parts if isinstance(part, QPushButton)]
        at, room = button.mapToGlobal(button.rect().bottomLeft()), button.screen().availableGeometry()
        most = max((room.bottom() - at.y() - 3 * EDGE) // max(one.sizeHint().height() for one in self.buttons), 1)
        for one, at_row, column in placed(parts, most):
            self._grid.addWidget(one, at_row, column)
            self._at[one] = at_row, column
        self.adjustSize()
        self.move(QPoint(max(min(at.x(), room.right() - self.width()), room.left()), at.y()))
        self.show()
        self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _head(self, words: str) -> QLabel:
        made = QLabel(words, self)
        made.setProperty("c", "menu_head")
        self._heads.append(made)
        return made

    def _entry(self, entry: QAction) -> QPushButton:
        made = QPushButton(entry.text().replace("\t", "　"), self)
        made.setAccessibleName(entry.text().split("\t")[0])
        made.setAccessibleDescription(entry.data())
        made.setProperty("c", "entry")
        made.clicked.connect(lambda _on=False: self._press(entry))
        made.installEventFilter(self)
        return made

    def _press(self, entry: QAction) -> None:
        self.close()
        entry.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrows go up and down and to the column beside, Enter presses, Esc goes away."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in DOWN | BESIDE:
            key = Qt.Key(event.key())
            to = self._down(watched, DOWN[key]) if key in DOWN else self._beside(watched, BESIDE[key])
            to.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            watched.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _down(self, button: QPushButton, step: int) -> QPushButton:
        to = self.buttons.index(button) + step
        return self.buttons[to] if 0 <= to < len(self.buttons) else button

    def _beside(self, button: QPushButton, step: int) -> QPushButton:
        """The nearest one of the column beside, the same where there is none."""
        row, column = self._at[button]
        there = [one for one in self.buttons if self._at[one][1] == column + step]
        return min(there, key=lambda one: abs(self._at[one][0] - row), default=button)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing is kept of what was offered."""
        super().hideEvent(event)
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        away(*self.buttons, *self._heads)
        self.buttons, self._heads, self._at = [], [], {}


def placed(parts: Sequence[QWidget], most: int) -> list[tuple[QWidget, int, int]]:
    """(part, row, column) of heads and entries in as few columns of `most` rows as take them, each as low as that allows."""
    groups: list[list[QWidget]] = []
    for part in parts:
        if isinstance(part, QLabel):
            groups.append([])
        groups[-1].append(part)
    columns, whole = _columns(groups, most), max((len(group) for group in groups if len(group) <= most), default=2)
    for lower in range(most - 1, whole - 1, -1):
        others = _columns(groups, lower)
        columns = others if len(others) <= len(columns) else columns
    return [(part, row, place) for place, column in enumerate(columns) for row, part in enumerate(column)]


def _columns(groups: Sequence[Sequence[QWidget]], most: int) -> list[list[QWidget]]:
    """What stands under a head stays together where a column takes it, and no head is the last of its column."""
    columns: list[list[QWidget]] = [[]]
    for group in groups:
        left = most - len(columns[-1])
        if columns[-1] and len(group) > left and (len(group) <= most or left < 2):
            columns.append([])
        for part in group:
            if len(columns[-1]) >= most:
                columns.append([])
            columns[-1].append(part)
    return columns
