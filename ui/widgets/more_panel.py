"""What stands under 更多, in columns below its button: one long menu would cover the button, and what scrolls out is not found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

EDGE = 4  # pixels left free around the entries, and at the foot of the screen


class MorePanel(QFrame):
    """Entries that are pressed once and gone. `closed` says that nothing is open any more."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("more_panel")
        self.setProperty("c", "menu")
        self.buttons: list[QPushButton] = []
        self.rows = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._grid.setSpacing(0)

    def open_under(self, button: QWidget, entries: Sequence[QAction]) -> None:
        """Show entries, in as many columns as the height below the button asks for."""
        self._clear()
        self.buttons = [self._entry(entry) for entry in entries]
        at, room = button.mapToGlobal(button.rect().bottomLeft()), button.screen().availableGeometry()
        most = max((room.bottom() - at.y() - 3 * EDGE) // max(one.sizeHint().height() for one in self.buttons), 1)
        columns = -(-len(self.buttons) // most)
        self.rows = -(-len(self.buttons) // columns)
        for place, one in enumerate(self.buttons):
            self._grid.addWidget(one, place % self.rows, place // self.rows)
        self.adjustSize()
        self.move(QPoint(max(min(at.x(), room.right() - self.width()), room.left()), at.y()))
        self.show()
        self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _entry(self, entry: QAction) -> QPushButton:
        made = QPushButton(entry.text().replace("\t", "　"), self)
        made.setAccessibleName(entry.text().split("\t")[0])
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
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: self.rows, Qt.Key.Key_Left: -self.rows}
        if event.key() in steps:
            to = self.buttons.index(watched) + steps[Qt.Key(event.key())]
            if 0 <= to < len(self.buttons):
                self.buttons[to].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            watched.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Nothing is kept of what was offered."""
        super().hideEvent(event)
        self._clear()
        self.closed.emit()

    def _clear(self) -> None:
        for one in self.buttons:
            self._grid.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.buttons = []
