"""The end of the status line: whose folder it is and who types in it now, on every page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ui.act import Desk


class Typist(QLabel):
    """Follows the desk when somebody else signs in."""

    def __init__(self, folder: str, operator: str, desk: Desk) -> None:
        super().__init__()
        self._folder = folder
        self.show_name(operator)
        desk.signed.connect(self.show_name)

    def show_name(self, name: str) -> None:
        """Somebody else types from now on."""
        self.setText(f"　{self._folder}　{name}")
