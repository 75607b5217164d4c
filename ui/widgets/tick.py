"""Ticking: a fact that holds or not, said whole beside its box; and a menu in which several things are ticked one after the other."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QMenu

from lianluozhan.field import Field
from ui.widgets.editor import Editor


class Tick(Editor, QCheckBox):
    """A checkbox; unticked is absent, not 否."""

    def __init__(self, field: Field, noun: str) -> None:
        super().__init__(field.label)
        self.set_up(field, noun)
        self.clicked.connect(lambda _on: self.changes.edited.emit())

    def value(self) -> Any:
        """True, or None."""
        return True if self.isChecked() else None

    def show_value(self, value: Any) -> None:
        """Show whether it holds."""
        self.setChecked(bool(value))


class Ticks(QMenu):
    """A menu that stays open while ticks are set."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on a tick sets it and nothing else."""
        action = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)
