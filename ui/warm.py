"""What a page, the first letters typed or the first paper would wait for is made ready while nobody waits. Fonts of papers come
with the first one, in the worker: they take it 0.2 seconds, and 60 MB."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer

from ui.act import Desk
from ui.choices import spell
from ui.editor import Options
from ui.leaf import Leaf

AFTER_MS = 3_000  # the first seconds are the clerk's


def warm(desk: Desk, pages: Iterable[Leaf], options: Options) -> None:
    """Beside the worker, once the window has been there for a moment."""
    QTimer.singleShot(AFTER_MS, desk, lambda: desk.aside(lambda _folder: ready(pages, options)))


def ready(pages: Iterable[Leaf], options: Options) -> None:
    """Have these names spelled, the files of these pages read, and what draws papers."""
    spell(options)
    for leaf in pages:
        leaf.page()
    from lianluozhan.report import catalogue  # not needed by a window that prints nothing

    assert catalogue.PAPERS
    import pypdfium2  # noqa: F401  (draws the preview)
