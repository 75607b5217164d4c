"""The place a form scrolls in: the field in use is always seen whole, with its label and the head of its section."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame

from ui.form import Form
from ui.theme import Theme
from ui.widgets.down import Down

SPARE = 12  # pixels below the field


class FormScroll(Down):
    """Scrolls up and down only; no line of the form grows longer than can be read."""

    def __init__(self, form: Form, theme: Theme) -> None:
        super().__init__()
        self._form, self._theme = form, theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(form)
        self.restyle()
        form.entered.connect(self.show_field)
        # its range changes when there is more to show, or less room to show it in
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self.show_field(form.here()))

    def restyle(self) -> None:
        """Other sizes: the widest the form gets."""
        self._form.setMaximumWidth(self._theme.px("form"))

    def show_field(self, name: str) -> None:
        """Scroll as little as is needed."""
        if not name:
            return
        editor, bar = self._form.editors[name], self.verticalScrollBar()
        top = editor.mapTo(self._form, QPoint(0, 0)).y()
        low = top + editor.height() + SPARE - self.viewport().height()
        bar.setValue(min(max(bar.value(), low), max(top - self._theme.px("header"), 0)))
