"""The font of the characters no other has, for the screen: unpacked once beside the settings, as a file costs no memory."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from lianluozhan import resource
from lianluozhan.cli.desk import settings
from lianluozhan.errors import Problem
from lianluozhan.report.file import write
from lianluozhan.report.typeface import LAST, last_font
from ui.act import Desk
from ui.theme import add_font


def bring(desk: Desk, window: QWidget) -> None:
    """Have the font ready for this window; asked once it is shown, so that it waits for nothing."""

    def add(file: Path | None) -> None:
        if _added(file):
            window.update()

    desk.ask(lambda _store: unpacked(), add)


def unpacked() -> Path | None:
    """In the worker: the font as a file; None where there is no room for it."""
    packed = resource.path("fonts", f"{LAST}.ttf.xz")
    file = settings() / f"{LAST}-{packed.stat().st_size}.ttf"  # another one when the program brings another
    if not file.exists():
        try:
            write({file: last_font()})
        except Problem:
            return None
    return file


@cache
def _added(file: Path | None) -> bool:
    if file is None:
        return QFontDatabase.addApplicationFontFromData(last_font()) >= 0
    return add_font(file)
