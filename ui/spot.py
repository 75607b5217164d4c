"""Where a window stands and how large: as it stood last on this PC, never beyond its screen. Kept beside which folder was last
opened: it is nobody's record and never travels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QMainWindow, QScrollArea

from lianluozhan.cli.desk import settings

FILE = "window.json"  # in a person's settings on this PC
MOST = 100_000  # points: further out there is no screen
TITLE = 32  # points a system's title bar takes


class Stood(NamedTuple):
    """Where a window stands that is not maximised, below its title, and whether it is."""

    place: QRect
    maximised: bool


def keep(window: QMainWindow) -> None:
    """Remember where it stands. Settings that cannot be written only mean that it comes back as at first."""
    stood = window.normalGeometry()
    words = json.dumps({"place": list(stood.getRect()), "maximised": window.isMaximized()})
    with suppress(OSError):
        settings().mkdir(parents=True, exist_ok=True)
        (settings() / FILE).write_text(words, "utf-8")


def kept() -> Stood | None:
    """Where it stood when it was last closed; None where that is not known, or what is written there means nothing."""
    try:
        said = json.loads((settings() / FILE).read_text("utf-8"))
        place = [one for one in said["place"] if type(one) is int and abs(one) < MOST]
        return Stood(QRect(*place), said["maximised"] is True) if len(place) == 4 and min(place[2:]) > 0 else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def fitted(place: QRect, rooms: Sequence[QRect]) -> QRect:
    """Where it may come back, of what each screen leaves a window, the first screen first: wholly on the screen that has most
    of it; on the first, no larger than that, where its screen is gone or has grown smaller than it."""
    overlaps = [_area(room.intersected(place)) for room in rooms]
    room = rooms[overlaps.index(max(overlaps))]
    if not max(overlaps) or room.width() < place.width() or room.height() < place.height():
        room = rooms[0]
        middle, place = room.center(), QRect(place.topLeft(), place.size().boundedTo(room.size()))
        place.moveCenter(middle)
    left = max(room.left(), min(place.left(), room.right() - place.width() + 1))
    return QRect(
        left, max(room.top(), min(place.top(), room.bottom() - place.height() + 1)), place.width(), place.height()
    )


def _area(rect: QRect) -> int:
    return max(rect.width(), 0) * max(rect.height(), 0)


def put_back(window: QMainWindow) -> None:
    """Let a window that is not shown yet stand where it stood."""
    if stood := kept():
        first = QGuiApplication.primaryScreen()
        screens = [first, *(one for one in QGuiApplication.screens() if one != first)]
        rooms = [one.availableGeometry().adjusted(0, TITLE, 0, 0) for one in screens]
        place = fitted(stood.place, rooms)
        window.setScreen(next(screen for screen, room in zip(screens, rooms, strict=True) if room.intersects(place)))
        window.setGeometry(place)
        if stood.maximised:
            window.setWindowState(Qt.WindowState.WindowMaximized)


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


class Spot(QObject):
    """Remembers it when the window is closed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """It still stands there."""
        if event.type() == QEvent.Type.Close:
            keep(watched)
        return False
