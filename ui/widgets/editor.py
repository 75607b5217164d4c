"""What every input is: a widget with a value, a signal when a person changed it, and a place for trouble."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lianluozhan.field import Field
from ui.widgets.wear import wear


class Changes(QObject):
    """Says that a person changed the value; never emitted by `show_value` or while an input method composes."""

    edited = Signal()


class Editor:
    """Mixed into a QWidget that edits one field of a record.

    The widget is found as `<record>.<field>` and read aloud by its label.
    """

    def set_up(self, field: Field, noun: str) -> None:
        """Name the widget after its field."""
        widget: QWidget = self  # type: ignore[assignment]
        self.field, self.changes = field, Changes(widget)
        widget.setObjectName(f"{noun}.{field.name}")
        widget.setAccessibleName(field.label)

    def value(self) -> Any:
        """What is typed, as a person types it; None when empty."""
        raise NotImplementedError

    def words(self) -> str:
        """What stands there, as people read it."""
        value = self.value()
        return "✓" if value is True else str(value or "")

    def show_value(self, value: Any) -> None:
        """Show a canonical value."""
        raise NotImplementedError

    def unclear(self) -> str:
        """What a person has to say before what is typed can be kept, "" where nothing."""
        return ""

    def composing(self) -> bool:
        """Whether an input method is in the middle of a word: then nothing may be written into the widget."""
        return False

    def offering(self) -> bool:
        """Whether a list of its own is open, which then takes Enter and Esc."""
        return False

    def mark(self, state: str) -> None:
        """'error', 'warning' or '': how the frame looks."""
        wear(self, state, "s")  # type: ignore[arg-type]  # every editor is a widget besides
