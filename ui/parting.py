"""The session ends, the PC is switched off: what is being written is on the disk before the system goes on."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject

from ui.page import Page
from ui.window import Window

PATIENCE = 4  # seconds: a system that shuts down waits five for a program


class Parting(QObject):
    """Keeps every draft of a window, and waits until they lie there; nothing is closed, a person may yet go on."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    def keep(self, *_manager: object) -> None:
        """The system asks whether it may end the session."""
        for page in self.window.findChildren(Page):
            page.leave()
        written = self.window.around.desk.ask(lambda _store: None)  # comes after what was asked so far
        if not written.cancelled():
            with suppress(TimeoutError):
                written.result(PATIENCE)
