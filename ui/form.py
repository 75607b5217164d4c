"""A form: the fields of a record in sections, each with its label above it and its trouble in the label's line.

Nothing moves when trouble is shown; saving is the page's act, never the form's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from lianluozhan.errors import BadValue
from lianluozhan.field import Field
from lianluozhan.record import Record
from ui.editor import Options, editor_of
from ui.theme import Theme
from ui.widgets.editor import Editor

COLUMNS = 12  # of the grid a row of a section is laid out on


class Section(NamedTuple):
    """A headed group of fields: rows of (field name, share of twelve)."""

    title: str
    rows: Sequence[Sequence[tuple[str, int]]]


class Form(QWidget):
    """The inputs of one record. `edited` says that a person changed something."""

    edited = Signal(str)

    def __init__(self, cls: type[Record], sections: Sequence[Section], theme: Theme, options: Options) -> None:
        super().__init__()
        self.cls, self.sections, self.theme = cls, sections, theme
        self.editors: dict[str, Any] = {}
        self._messages: dict[str, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px("margin"), 12, theme.px("margin"), 12)
        self._column.setSpacing(12)
        for place, section in enumerate(sections, 1):
            self._column.addLayout(self._head(place, section.title))
            for row in section.rows:
                self._column.addLayout(self._row(row, options))
        self._column.addStretch(1)

    # -- building

    def _head(self, place: int, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        number = QLabel(str(place))
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        number.setFixedSize(22, 22)
        colours = self.theme.colours
        number.setStyleSheet(f"background:{colours['primary']};color:{colours['on_primary']};border-radius:11px;")
        words = QLabel(title)
        words.setProperty("c", "section")
        head.addWidget(number)
        head.addWidget(words)
        head.addStretch(1)
        return head

    def _row(self, row: Sequence[tuple[str, int]], options: Options) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        at = 0
        for name, share in row:
            field = self.cls.fields[name]
            editor = editor_of(field, self.cls.noun, options)
            self.editors[name] = editor
            editor.changes.edited.connect(lambda name=name: self._touched(name))
            editor.installEventFilter(self)
            grid.addWidget(self._label(field, editor), 0, at, 1, share)
            grid.addWidget(editor, 1, at, 1, share, Qt.AlignmentFlag.AlignTop)
            at += share
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def _label(self, field: Field, editor: QWidget) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        shown = "" if isinstance(editor, QCheckBox) else field.label
        red = self.theme.colours["red"]
        label = QLabel(f"{shown} <span style='color:{red}'>*</span>" if field.required else shown)
        label.setProperty("c", "label")
        label.setBuddy(editor)
        message = QLabel()
        message.setProperty("c", "error")
        self._messages[field.name] = message
        row.addWidget(label)
        row.addWidget(message, 1)
        return line

    # -- values

    def typed(self) -> dict[str, Any]:
        """{field: what is typed} of what is not empty."""
        found = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in found.items() if value is not None}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a record's values; what is not named is emptied."""
        for name, editor in self.editors.items():
            editor.show_value(values.get(name))
            self.tell(name, "")

    def read(self) -> tuple[dict[str, Any], list[str]]:
        """Canonical values and the names of fields in trouble; each trouble is shown at its field."""
        values, wrong = {}, []
        typed = self.typed()
        for name in self.editors:
            field = self.cls.fields[name]
            try:
                value = field.read(typed.get(name))
                if value is None and field.required:
                    raise BadValue(MISSING.get(name, "这一项要填"))
            except BadValue as bad:
                self.tell(name, str(bad), "error")
                wrong.append(name)
                continue
            values[name] = value
            odd = field.odd(value) if value is not None else None
            self.tell(name, odd or "", "warning" if odd else "")
        return values, wrong

    def tell(self, name: str, words: str, state: str = "") -> None:
        """Say something in a field's label line."""
        message = self._messages[name]
        message.setText(words)
        message.setToolTip(words)
        if message.property("c") != (state or "error"):
            message.setProperty("c", state or "error")
            message.style().unpolish(message)
            message.style().polish(message)
        self.editors[name].mark(state)

    def composing(self) -> bool:
        """Whether an input method is in the middle of a word somewhere in the form."""
        return any(editor.composing() for editor in self.editors.values())

    def _touched(self, name: str) -> None:
        if self._messages[name].text():
            self.tell(name, "")
        self.edited.emit(name)

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter in a line goes to the next field, unless its own list takes it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            busy = isinstance(watched, Editor) and (watched.offering() or watched.composing())
            if enter and plain and isinstance(watched, QLineEdit) and not busy:
                self.focusNextChild()
                return True
        return False

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)


MISSING = {
    "category": "请选一类，才知道交给谁办",
    "outcome": "请选一种处理方式",
    "statement": "请把来人说的话照原样记下",
    "received_at": "请写接待的日期",
}
