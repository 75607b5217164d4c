"""One page of a paper as large as the room allows, drawn in the worker; a page that comes late is passed over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from ui.act import Desk
from ui.widgets import pdf
from ui.widgets.pdf import Box, Document, Hit, Marks

EDGE = 16  # pixels of ground around the paper
STEP, LEAST, MOST = 1.25, 0.4, 4.0  # of zooming, as parts of the fitting width
WIDEST = 1100  # pixels a page is wide at most when it fits the window: no line of print longer


class PageView(QScrollArea):
    """Shows a page of a document; zooms and scrolls it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.document: Document | None = None
        self.number, self.zoom = 0, 1.0
        self.hits: list[Hit] = []
        self.place = -1  # which of them is meant
        self._asked = self._shown = 0  # pictures asked for and shown
        self.paper = QLabel()
        self.paper.setObjectName("preview_paper")
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.paper.setContentsMargins(0, EDGE, 0, EDGE)
        self.paper.setProperty("ground", "canvas")
        self.setWidget(self.paper)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_page(self, document: Document, number: int) -> None:
        """Another page, from its top."""
        self.document, self.number = document, number
        self.verticalScrollBar().setValue(0)
        self.draw()

    def show_hits(self, hits: list[Hit], place: int) -> None:
        """Mark what was found; the one that is meant in a stronger colour, and in sight."""
        self.hits, self.place = hits, place
        self.draw()

    def _marks(self) -> Marks:
        here = self.hits[self.place].boxes if self.hits and self.hits[self.place].page == self.number else ()
        return Marks(tuple(box for hit in self.hits if hit.page == self.number for box in hit.boxes), here)

    def fit(self) -> None:
        """The whole width of the page."""
        self._zoom(1.0)

    def closer(self) -> None:
        """Larger."""
        self._zoom(self.zoom * STEP)

    def farther(self) -> None:
        """Smaller."""
        self._zoom(self.zoom / STEP)

    def _zoom(self, zoom: float) -> None:
        self.zoom = min(max(zoom, LEAST), MOST)
        self.draw()

    def scroll_on(self, step: int) -> bool:
        """Scroll by what is seen, down (1) or up (-1); False at the end of the page."""
        bar = self.verticalScrollBar()
        if bar.value() == (bar.maximum() if step > 0 else bar.minimum()):
            return False
        bar.setValue(bar.value() + step * (bar.pageStep() - 40))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The page keeps filling the width."""
        super().resizeEvent(event)
        if self.isVisible():
            self.draw()

    def draw(self) -> None:
        """Ask for the picture of the page."""
        if self.document is None:
            return
        data, number, ratio = self.document.data, self.number, self.devicePixelRatioF()
        room = self.width() - 2 * EDGE - self.verticalScrollBar().sizeHint().width()
        width = max(round(min(room, WIDEST) * self.zoom), 100)
        self._asked += 1
        mine, marks = self._asked, self._marks()
        self.desk.ask(
            lambda store: (
                self._wanted(mine)
                and (pdf.picture(data, number, width, ratio, marks), marks.here and pdf.size(data, number))
            ),
            lambda drawn: drawn and self._show(mine, *drawn, marks.here),
        )

    def _wanted(self, mine: int) -> bool:
        """In the worker: whether nobody has turned on since; a window being resized asks for many."""
        return mine == self._asked

    def _show(self, mine: int, image: QImage, page: tuple[float, float], here: tuple[Box, ...]) -> None:
        if mine > self._shown:
            self._shown = mine
            self.paper.setPixmap(QPixmap.fromImage(image))
            if here:
                self.paper.adjustSize()
                self._into_sight(image, page, here[0])

    def _into_sight(self, image: QImage, page: tuple[float, float], box: Box) -> None:
        """Scroll to a place on the page."""
        wide, high = image.deviceIndependentSize().width(), image.deviceIndependentSize().height()
        left = (self.paper.width() - wide) / 2
        x, y = left + box[0] * wide / page[0], EDGE + (page[1] - box[3]) * high / page[1]
        self.ensureVisible(round(x), round(y), 120, 80)
