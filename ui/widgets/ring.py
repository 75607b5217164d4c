"""Where the keys are is always seen: a ring around what has them and does not show it by itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from ui.widgets.wear import wear

SHOWN = (QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton)  # the style sheet rings these
WIDE = 2  # pixels


class Ring(QWidget):
    """Lies over one widget for as long as that has the keys; takes no mouse and no room."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setObjectName("qt_focus_ring")  # as Qt names what belongs to a widget and is none of a page's
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        around.installEventFilter(self)
        self.setGeometry(around.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """As large as what it lies over; gone with the keys."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(watched.rect())
        elif event.type() == QEvent.Type.FocusOut:
            watched.removeEventFilter(self)
            self.hide()
            self.deleteLater()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """In the colour of the words."""
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().windowText().color(), WIDE))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def ring_parts(parts: Iterable[QWidget], name: str, value: object) -> None:
    """Of what `rings` its own parts: a property of theirs that the style sheet knows."""
    for part in parts:
        wear(part, value, name)


def follow(_before: QWidget | None, now: QWidget | None) -> None:
    """The keys are here now."""
    # a whole page may hold the keys, and is none
    stop = now is not None and now.focusPolicy() & Qt.FocusPolicy.TabFocus
    # some ring their own parts
    if stop and not isinstance(now, SHOWN) and not now.isWindow() and not now.property("rings"):
        Ring(now)
