"""How the window looks now: dark, light or in the system's own colours, and how large its letters are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import Theme, contrasting
from ui.window import Window

HALF = 128  # of lightness
FACTOR = "look.factor"  # the folder's own setting of how large letters are


def _dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def seen_as(app: QApplication, factor: float = 1.0) -> Theme:
    """The look the system asks for: its own colours in high contrast, else ours, dark or light."""
    hints = app.styleHints()  # held: without it what it hands out is gone
    if hints.accessibility().contrastPreference() != Qt.ContrastPreference.HighContrast:
        return Theme(_dark(app), factor)
    app.setPalette(QPalette())  # ours away: what is left is the system's
    palette = app.palette()
    return Theme(palette.window().color().lightness() < HALF, factor, contrasting(palette))


class Look(QObject):
    """Keeps a window's look: 大字 as the person wants it, dark and high contrast as the system has it."""

    def __init__(self, window: Window, app: QApplication) -> None:
        super().__init__(window)
        self.window, self.theme, self.app = window, window.around.theme, app
        window.larger.connect(self.larger)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow)

    def larger(self, step: int) -> None:
        """Every size by the next factor, kept for the next start."""
        factor = self.theme.next(step)
        if factor != self.theme.factor:
            self.theme.factor = factor
            self._show()
            self.window.around.desk.act("look", lambda act: act.store.set(FACTOR, str(factor)))

    def follow(self) -> None:
        """As the system has it now."""
        now = seen_as(self.app)
        self.show_dark(now.dark, now.contrast)

    def show_dark(self, dark: bool, contrast: Mapping[str, str] | None = None) -> None:
        """Dark or light, or in the system's own colours."""
        self.theme.dark, self.theme.contrast = dark, contrast
        self._show()

    def _show(self) -> None:
        self.theme.apply(self.app)
        self.window.restyle()
