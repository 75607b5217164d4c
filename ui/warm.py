"""What the first paper would wait for is read while nobody waits: the fonts, and what draws."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer

from ui.act import Desk

AFTER_MS = 3_000  # the first seconds are the clerk's


def warm(desk: Desk) -> None:
    """Beside the worker, once the window has been there for a moment."""
    QTimer.singleShot(AFTER_MS, desk, lambda: desk.aside(ready))


def ready(_folder: Path) -> None:
    """Have the fonts read and what draws papers loaded."""
    from lianluozhan.report import catalogue, typeface  # not needed by a window that prints nothing

    assert catalogue.PAPERS
    for name in (typeface.SERIF, typeface.SANS, typeface.TITLE, typeface.KAI):
        typeface.face(name)
    import pypdfium2  # noqa: F401  (draws the preview)
