"""A question or something to read over its window: looks as the window does whenever it is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from ui.theme import Theme


class Dialog(QDialog):
    """Wears the look's sheet itself, as every window does."""

    def __init__(self, window: QWidget | None, theme: Theme) -> None:
        super().__init__(window)
        self.theme = theme

    def setVisible(self, on: bool) -> None:  # noqa: N802
        """As it looks now, before its size is worked out."""
        if on:
            self.theme.dress(self)
        super().setVisible(on)
