"""Something to read, and over it the paper it is printed as, for as long as that is looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from ui.act import Desk
from ui.theme import Theme
from ui.widgets.pdf import Document
from ui.widgets.preview import Preview


class PaperOver(QStackedLayout):
    """Lays out a window. `left` when a person goes back to what is read."""

    left = Signal()

    def __init__(self, window: QWidget, below: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(window)
        self._below, self._desk, self._theme = below, desk, theme
        self.preview: Preview | None = None
        self.addWidget(below)

    def show_paper(self, document: Document) -> None:
        """Look at a paper; it is printed from there as every paper is."""
        if self.preview is None:
            self.preview = Preview(self._desk, self._theme)
            self.preview.closed.connect(lambda: (self.put_away(), self.left.emit()))
            self.addWidget(self.preview)
        self._look_at(self.preview)
        self.preview.show_documents([document])

    def put_away(self) -> None:
        """What is read is seen again, and nothing of the paper is kept: it may be a code that nobody is to see twice."""
        self._look_at(self._below)
        if self.preview is not None:
            self.preview.documents = []

    def _look_at(self, view: QWidget) -> None:
        for one in (self._below, self.preview):
            if one is not None:  # what is not seen asks for no room
                policy = QSizePolicy.Policy.Preferred if one is view else QSizePolicy.Policy.Ignored
                one.setSizePolicy(policy, policy)
        self.setCurrentWidget(view)
