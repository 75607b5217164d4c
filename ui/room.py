"""How much of the screen a window may take, and what becomes of one the screen is too small for."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QMainWindow, QScrollArea

from ui.spot import TITLE, put_back


def room_of(window: QMainWindow) -> QSize:
    """What its screen leaves it, below its title; at 150 % a screen of 1920 points is 1280 wide."""
    return window.screen().availableSize() - QSize(0, TITLE)


def show_whole(window: QMainWindow) -> None:
    """Show it where it stood on this PC, no larger than its screen: beyond the edge would be what closes it. Where a scaled
    screen is smaller than the least it needs, as a small one at 200 %, it scrolls instead of being cut; one that is small by
    itself changes nothing."""
    put_back(window)
    room, least = room_of(window), window.minimumSize()
    small = room.width() < least.width() or room.height() < least.height()
    if small and window.devicePixelRatioF() > 1:
        _scroll(window, least)
    if not small or window.devicePixelRatioF() > 1:
        window.resize(window.size().boundedTo(room))
    window.show()


def _scroll(window: QMainWindow, least: QSize) -> None:
    inner, area = window.takeCentralWidget(), QScrollArea()
    inner.setMinimumSize(least.width(), least.height() - window.statusBar().sizeHint().height())
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    window.setMinimumSize(0, 0)
    window.setCentralWidget(area)
