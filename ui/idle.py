"""Nobody at the keyboard for a while: the window is locked, what is being written is kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

MINUTES = 10
CHOICES = (5, 10, 30)
SETTING = "lock.minutes"
STIRS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


def minutes(kept: str | None) -> int:
    """After how many minutes, as the setting says."""
    return int(kept or MINUTES)


class Idle(QObject):
    """`over` when no key and no mouse stirred in a window for so many minutes.

    Watches what the system hands to the window, once an event; watching every widget would cost at each key.
    """

    over = Signal()

    def __init__(self, parent: QObject, window: QWindow, minutes: int) -> None:
        super().__init__(parent)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.over)
        self.set_minutes(minutes)
        window.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Wait so long from now on."""
        self.timer.start(minutes * 60_000)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Somebody is there."""
        if event.type() in STIRS:
            self.timer.start()
        return False
