"""Papers inside the window, as they will come out: pages, zoom, printing, saving; what is seen is what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.act import Desk
from ui.theme import Theme
from ui.widgets import pdf
from ui.widgets.pdf import Document
from ui.widgets.print_panel import PrintPanel

EDGE = 16  # pixels of ground around the paper
STEP, LEAST, MOST = 1.25, 0.4, 4.0  # of zooming, as parts of the fitting width
BATCH = 6  # small pages drawn at a time, so that a question in between need not wait
WIDEST = 1100  # pixels a page is wide at most when it fits the window: no line of print longer


class Preview(QWidget):
    """Documents to look through. `closed` when a person goes back."""

    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.desk, self.theme = desk, theme
        self.documents: list[Document] = []
        self.document: Document | None = None
        self.number, self.zoom = 0, 1.0
        self._asked = self._shown = 0  # pictures asked for and shown: an older one that comes late is passed over
        self.panel = PrintPanel(desk, theme)
        self.panel.save.connect(self.save_as)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left())
        body.addWidget(self._middle(), 1)
        body.addWidget(self.panel)
        column.addLayout(body, 1)
        for key, press in {"PgDown": self.down, "PgUp": self.up, "Esc": self.closed.emit, "+": self.closer, "-": self.farther}.items():
            QShortcut(QKeySequence(key), self).activated.connect(press)

    # -- building

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self._button("back", "← 返回  Esc", self.closed.emit))
        self.title, self.note, self.where = QLabel(), QLabel(), QLabel()
        self.title.setProperty("c", "title")
        self.note.setProperty("c", "note")
        head.addWidget(self.title)
        head.addWidget(self.note)
        head.addStretch(1)
        self.before = self._button("page_up", "上一页", lambda: self.turn(-1))
        self.after = self._button("page_down", "下一页", lambda: self.turn(1))
        for part in (self.before, self.where, self.after):
            head.addWidget(part)
        head.addSpacing(18)
        head.addWidget(self._button("zoom_out", "缩小", self.farther))
        head.addWidget(self._button("zoom_fit", "整页宽", self.fit))
        head.addWidget(self._button("zoom_in", "放大", self.closer))
        return head

    def _button(self, verb: str, words: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"preview_{verb}")
        button.setAccessibleName(words.split("  ")[0])
        button.setProperty("c", "link")
        button.clicked.connect(lambda _on=False: press())
        return button

    def _left(self) -> QWidget:
        left = QWidget()
        left.setProperty("ground", "canvas")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setFixedWidth(round(172 * self.theme.factor))
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 10, 0, 0)
        self.papers, self.thumbs = QListWidget(), QListWidget()
        self.papers.setObjectName("list_document")
        self.papers.setAccessibleName("这一套")
        self.papers.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.currentRowChanged.connect(self._choose)
        self.thumbs.setObjectName("list_thumb")
        self.thumbs.setAccessibleName("各页")
        self.thumbs.setIconSize(QSize(pdf.THUMB, round(pdf.THUMB * 1.42)))
        self.thumbs.currentRowChanged.connect(self._go)
        for part in (self.papers, self.thumbs):
            part.setProperty("c", "quiet")
            part.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.papers)
        column.addWidget(self.thumbs, 1)
        return left

    def _middle(self) -> QWidget:
        self.paper = QLabel()
        self.paper.setObjectName("preview_paper")
        self.paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.paper.setContentsMargins(0, EDGE, 0, EDGE)
        self.paper.setProperty("ground", "canvas")
        self.scroll = QScrollArea()
        self.scroll.setWidget(self.paper)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        return self.scroll

    # -- documents and pages

    def show_documents(self, documents: Sequence[Document], place: int | None = None) -> None:
        """Look through these; on the first, or where a person was in a set of as many."""
        same = [one.name for one in documents] == [one.name for one in self.documents]
        before = max(self.papers.currentRow(), 0) if same else 0
        number = self.number if same else 0
        self.documents = list(documents)
        self.papers.blockSignals(True)
        self.papers.clear()
        for one in documents:
            self.papers.addItem(f"{one.name}　{one.pages} 页")
        self.papers.setFixedHeight(len(documents) * max(self.papers.sizeHintForRow(0), 1) + 4)
        self.papers.setVisible(len(documents) > 1)
        self.papers.setCurrentRow(before if place is None else place)
        self.papers.blockSignals(False)
        self._choose(self.papers.currentRow(), number)
        self.panel.look_for_printers()

    def _choose(self, place: int, number: int = 0) -> None:
        self.document = document = self.documents[place]
        self.number = min(number, document.pages - 1)
        self.title.setText(document.name)
        self.note.setText(f"{document.pages} 页")
        self.panel.show_document(document)
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for page in range(document.pages):
            item = QListWidgetItem(f"{page + 1}")
            item.setSizeHint(QSize(pdf.THUMB + 40, round(pdf.THUMB * 1.42) + 10))
            self.thumbs.addItem(item)
        self.thumbs.setCurrentRow(self.number)
        self.thumbs.blockSignals(False)
        self._draw()
        self._draw_thumbs(document, 0)

    def _go(self, number: int) -> None:
        if number >= 0 and number != self.number:
            self.number = number
            self.scroll.verticalScrollBar().setValue(0)
            self._draw()

    def turn(self, step: int) -> None:
        """The next page or the one before."""
        self.thumbs.setCurrentRow(min(max(self.number + step, 0), self.thumbs.count() - 1))

    def down(self) -> None:
        """Further down the page, then to the next."""
        self._scroll(1)

    def up(self) -> None:
        """Further up the page, then to the one before."""
        self._scroll(-1)

    def _scroll(self, step: int) -> None:
        bar = self.scroll.verticalScrollBar()
        if bar.value() == (bar.maximum() if step > 0 else bar.minimum()):
            self.turn(step)
        else:
            bar.setValue(bar.value() + step * (bar.pageStep() - 40))

    # -- zoom

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
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The page keeps filling the width."""
        super().resizeEvent(event)
        if self.document and self.isVisible():
            self._draw()

    # -- drawing, in the worker

    def _draw(self) -> None:
        if self.document is None:
            return
        data, number, ratio = self.document.data, self.number, self.devicePixelRatioF()
        room = self.scroll.width() - 2 * EDGE - self.scroll.verticalScrollBar().sizeHint().width()
        width = max(round(min(room, WIDEST) * self.zoom), 100)
        self._asked += 1
        mine = self._asked
        self.where.setText(f"第 {number + 1} / {self.document.pages} 页")
        self.before.setEnabled(number > 0)
        self.after.setEnabled(number + 1 < self.document.pages)
        self.desk.ask(lambda store: self._wanted(mine) and pdf.picture(data, number, width, ratio), lambda image: self._show(mine, image))

    def _wanted(self, mine: int) -> bool:
        """In the worker: whether nobody has turned on since; a window being resized asks for many."""
        return mine == self._asked

    def _show(self, mine: int, image: QImage) -> None:
        if image and mine > self._shown:
            self._shown = mine
            self.paper.setPixmap(QPixmap.fromImage(image))

    def _draw_thumbs(self, document: Document, first: int) -> None:
        numbers = range(first, min(first + BATCH, document.pages))
        ratio = self.devicePixelRatioF()
        if numbers and document is self.document:
            self.desk.ask(
                lambda store: pdf.thumbs(document.data, numbers, ratio),
                lambda images: self._show_thumbs(document, first, images),
            )

    def _show_thumbs(self, document: Document, first: int, images: Sequence[QImage]) -> None:
        if document is self.document:
            for place, image in enumerate(images, first):
                self.thumbs.item(place).setIcon(QIcon(QPixmap.fromImage(image)))
            self._draw_thumbs(document, first + len(images))

    # -- keeping

    def ask_file(self, proposed: str) -> str:
        """Where a person wants the file; empty when they think better of it."""
        return QFileDialog.getSaveFileName(self, "另存为", proposed, "PDF (*.pdf)")[0]

    def save_as(self) -> None:
        """Keep the shown document as a file."""
        document = self.document
        if document and (chosen := self.ask_file(document.file)):
            path = Path(chosen).with_suffix(".pdf")
            self.desk.ask(lambda store: pdf.save(path, document.data), lambda kept: self.panel.say(f"✓ 已存到 {kept}"), self.panel.refuse)
