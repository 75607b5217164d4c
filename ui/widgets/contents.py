"""What there is to look through: the papers of a set, and the pages of the one that is shown, small."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.act import Desk
from ui.theme import Theme
from ui.widgets import pdf
from ui.widgets.pdf import Document

BATCH = 6  # small pages drawn at a time, so that a question in between need not wait
WIDTH = 172


class Contents(QWidget):
    """Two lists. `chosen` carries the place of a paper a person chose, `went` the number of a page."""

    chosen = Signal(int)
    went = Signal(int)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self.document: Document | None = None
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(round(WIDTH * theme.factor))
        self.papers, self.thumbs = QListWidget(), QListWidget()
        self.papers.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.papers.currentRowChanged.connect(self.chosen)
        self.thumbs.setIconSize(QSize(pdf.THUMB, round(pdf.THUMB * 1.42)))
        self.thumbs.currentRowChanged.connect(self.went)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 0, 0)
        for part, name, words in ((self.papers, "list_document", "这一套"), (self.thumbs, "list_thumb", "各页")):
            part.setObjectName(name)
            part.setAccessibleName(words)
            part.setProperty("c", "quiet")
            part.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            column.addWidget(part, 1 if part is self.thumbs else 0)

    def show_papers(self, documents: Sequence[Document], place: int) -> None:
        """The papers of another set; nothing is said to be chosen."""
        self.papers.blockSignals(True)
        self.papers.clear()
        for one in documents:
            self.papers.addItem(f"{one.name}　{one.pages} 页")
        self.papers.setFixedHeight(len(documents) * max(self.papers.sizeHintForRow(0), 1) + 4)
        self.papers.setVisible(len(documents) > 1)
        self.papers.setCurrentRow(place)
        self.papers.blockSignals(False)

    def show_pages(self, document: Document, number: int) -> None:
        """The pages of another paper; their pictures follow as they are drawn."""
        self.document = document
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for page in range(document.pages):
            item = QListWidgetItem(f"{page + 1}")
            item.setSizeHint(QSize(pdf.THUMB + 40, round(pdf.THUMB * 1.42) + 12))
            self.thumbs.addItem(item)
        self.thumbs.setCurrentRow(number)
        self.thumbs.blockSignals(False)
        self._draw(document, 0)

    def turn(self, step: int) -> None:
        """To the next page or the one before."""
        self.thumbs.setCurrentRow(min(max(self.thumbs.currentRow() + step, 0), self.thumbs.count() - 1))

    def _draw(self, document: Document, first: int) -> None:
        numbers = range(first, min(first + BATCH, document.pages))
        ratio = self.devicePixelRatioF()
        if numbers and document is self.document:
            self.desk.ask(
                lambda store: pdf.thumbs(document.data, numbers, ratio),
                lambda images: self._show(document, first, images),
            )

    def _show(self, document: Document, first: int, images: Sequence[QImage]) -> None:
        if document is not self.document:
            return
        for place, image in enumerate(images, first):
            item = self.thumbs.item(place)
            item.setIcon(_icon(image))
            item.setSizeHint(QSize(pdf.THUMB + 40, round(image.height() / image.devicePixelRatio()) + 12))
        self._draw(document, first + len(images))


def _icon(image: QImage) -> QIcon:
    """A small page that looks the same whether it is chosen or not."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(QPixmap.fromImage(image), mode)
    return icon
