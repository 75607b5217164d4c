"""Papers inside the window, as they will come out: pages, zoom, printing, saving; what is seen is what is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan.looked import EXPORTED
from ui.act import Desk
from ui.theme import Theme
from ui.widgets import pdf
from ui.widgets.contents import Contents
from ui.widgets.find_line import FindLine
from ui.widgets.page_view import PageView
from ui.widgets.pdf import Document, Hit
from ui.widgets.preview_head import PreviewHead
from ui.widgets.print_panel import PrintPanel, written_down

NARROW = 960  # effective pixels


class Preview(QWidget):
    """Documents to look through. `closed` when a person goes back."""

    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.desk, self.theme = desk, theme
        self.documents: list[Document] = []
        self.document: Document | None = None
        self.number = 0
        self.view, self.contents = PageView(desk), Contents(desk, theme)
        self.view.setMinimumWidth(theme.px("figure"))
        self.contents.chosen.connect(self._choose)
        self.contents.went.connect(self._go)
        self.panel = PrintPanel(desk, theme)
        self.panel.save.connect(self.save_as)
        self.find = FindLine(desk, theme)
        self.find.take_key(self)
        self.find.went.connect(self._to_hit)
        self.head = PreviewHead(self._does(), self.find)
        self.title, self.note, self.lead = self.head.title, self.head.note, self.head.lead
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.contents)
        body.addWidget(self.view, 1)
        body.addWidget(self.panel)
        column.addLayout(body, 1)
        for key, press in {
            "PgDown": self.down,
            "PgUp": self.up,
            "Esc": self.closed.emit,
            "+": self.view.closer,
            "-": self.view.farther,
        }.items():
            QShortcut(QKeySequence(key), self).activated.connect(press)

    def _does(self) -> dict[str, Callable[[], object]]:
        """What the buttons of the head do."""
        return {
            "back": self.closed.emit,
            "page_up": lambda: self.turn(-1),
            "page_down": lambda: self.turn(1),
            "zoom_out": self.view.farther,
            "zoom_fit": self.view.fit,
            "zoom_in": self.view.closer,
        }

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The head by the room there is."""
        super().resizeEvent(event)
        self.head.fit(self.width() / self.theme.factor >= NARROW)

    # -- documents and pages

    def show_documents(self, documents: Sequence[Document], place: int | None = None) -> None:
        """Look through these; on the first, or where a person was in a set of as many."""
        same = [one.name for one in documents] == [one.name for one in self.documents]
        before = max(self.contents.papers.currentRow(), 0) if same else 0
        number = self.number if same else 0
        self.documents = list(documents)
        self.contents.show_papers(documents, before if place is None else place)
        self._choose(self.contents.papers.currentRow(), number)
        if self.isVisible() and not self.isAncestorOf(self.window().focusWidget() or self):
            self.contents.thumbs.setFocus()
        self.panel.look_for_printers()

    def _choose(self, place: int, number: int = 0) -> None:
        self.document = document = self.documents[place]
        self.number = min(number, document.pages - 1)
        self.title.setText(document.name)
        self.note.setText(f"{document.pages} 页")
        self.panel.show_document(document)
        self.find.show_document(document)
        self.contents.show_pages(document, self.number)
        self._show_page()

    def _go(self, number: int) -> None:
        if number >= 0 and number != self.number:
            self.number = number
            self._show_page()

    def _show_page(self) -> None:
        self.head.show_place(self.number, self.document.pages)
        self.view.show_page(self.document, self.number)

    def _to_hit(self, hits: list[Hit], place: int) -> None:
        self.view.hits, self.view.place = hits, place
        if hits and hits[place].page != self.number:
            self.contents.thumbs.setCurrentRow(hits[place].page)
        else:
            self.view.show_hits(hits, place)

    def turn(self, step: int) -> None:
        """The next page or the one before."""
        self.contents.turn(step)

    def down(self) -> None:
        """Further down the page, then to the next."""
        self.view.scroll_on(1) or self.turn(1)

    def up(self) -> None:
        """Further up the page, then to the one before."""
        self.view.scroll_on(-1) or self.turn(-1)

    # -- keeping

    def ask_file(self, proposed: str) -> str:
        """Where a person wants the file; empty when they think better of it."""
        return QFileDialog.getSaveFileName(self, "另存为", proposed, "PDF (*.pdf)")[0]

    def save_as(self) -> None:
        """Keep the shown document as a file."""
        if self.document:
            self.panel.sure(self._save)

    def _save(self) -> None:
        document = self.document
        if chosen := self.ask_file(document.file):
            path = Path(chosen).with_suffix(".pdf")
            self.desk.ask(
                lambda store: (written_down(store, EXPORTED, document), pdf.save(path, document.data))[1],
                lambda kept: self.panel.done(document, f"✓ 已存到 {kept}"),
                self.panel.refuse,
            )
