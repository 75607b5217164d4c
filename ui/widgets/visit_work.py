"""The work of 接待登记: a visit being written, or one that is read, one in the place of the other."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.page import Page
from ui.widgets.visit_reading import VisitReading
from ui.widgets.visit_walk import VisitWalk


class VisitWork(QStackedWidget):
    """`wanted` says that the form is gone back to."""

    wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.writing = VisitWalk(page)
        self.reading = VisitReading(page, self.writing.drafting.dropped)
        self.addWidget(self.writing)
        self.addWidget(self.reading)
        self.writing.track.connect(self.reading.track)
        self.reading.shown.connect(self._read)
        self.reading.left.connect(self.wanted)
        self.reading.change_wanted.connect(self.writing.change)
        self.reading.further.connect(self.writing.further)
        self.reading.wanted_back.connect(self._have_back)
        self.reading.awaited.connect(lambda known: (self.wanted.emit(), self.writing.new(kept=known)))

    def reads(self) -> bool:
        """Whether it is one that is read."""
        return self.currentWidget() is self.reading

    def write(self) -> None:
        """The form is seen."""
        self.setCurrentWidget(self.writing)

    def _read(self) -> None:
        self.writing.drafting.keep()
        self.setCurrentWidget(self.reading)

    def _have_back(self, change: str) -> None:
        """The change that was thrown away is gone on with."""
        self.write()
        self.writing.drafting.have_back(change, self.writing.resume)

    def further(self) -> None:
        """还有一件事: of the visit that is read, or of the one that is being written or was just saved."""
        if self.reads():
            self.reading.go_further()
        else:
            self.writing.save_further()

    def print(self) -> None:
        """The visit that is read, or the one that was just saved."""
        (self.reading if self.reads() else self.writing.foot).print.click()
