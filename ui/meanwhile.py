"""What is done while nobody waits for it: pages made ready, what was written taken into the index, the folder backed up."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from lianluozhan import index, rotation
from lianluozhan.store import Store
from ui.act import Desk
from ui.asks.choices import spell
from ui.editor import Options
from ui.leaf import Leaf

WARM_MS = 3_000  # the first seconds are the clerk's
AFTER_MS, NEXT_MS = 4_000, 250  # a while after something was written; between two pieces
PIECE = index.SMALL  # records: a good half second of the worker
EVERY_MS = 10 * 60_000  # how often it is asked whether the day has its backup


def warm(desk: Desk, pages: Iterable[Leaf], options: Options) -> None:
    """What a page, the first letters typed or the first paper would wait for, beside the worker, once the window has been
    there for a moment. Fonts of papers come with the first one, in the worker: they take it 0.2 seconds, and 60 MB."""
    QTimer.singleShot(WARM_MS, desk, lambda: desk.aside(lambda _folder: ready(pages, options)))


def ready(pages: Iterable[Leaf], options: Options) -> None:
    """Have these names spelled, the files of these pages read, and what draws papers."""
    spell(options)
    for leaf in pages:
        leaf.page()
    from lianluozhan.report import catalogue  # not needed by a window that prints nothing

    assert catalogue.PAPERS
    import pypdfium2  # noqa: F401  (draws the preview)


def tidy(store: Store) -> bool:
    """Take a piece of what waits into the index; whether more of it does."""
    if index.waiting(store) <= index.WAITING:
        return False
    with store.transaction():
        index.bring(store, PIECE)
    return True


class Tidying(QObject):
    """Looks after the index of a window's folder, when its worker has nothing else to do."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self.desk = desk
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        desk.changed.connect(lambda _kinds: self.timer.start(AFTER_MS))
        self.timer.start(AFTER_MS)

    def look(self) -> None:
        """Do a piece, and the next one soon after, as long as there is more."""
        if self.desk.idle():
            self.desk.run(lambda store: (tidy(store), ()), self._done)
        else:
            self.timer.start(AFTER_MS)

    def _done(self, more: bool) -> None:
        if more:
            self.timer.start(NEXT_MS)


class Keeping(QObject):
    """Backs a window's folder up without anybody asking: once a day while it is open, and when it closes."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self.desk, desk.at_close = desk, rotation.at_close
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Back up where the day has none yet; what comes of it stands on 今日."""
        self.desk.aside(rotation.once_a_day)
