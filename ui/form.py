"""A form: the fields of a record in sections, each with its label above it and its trouble in the label's line.

Nothing moves when trouble is shown; saving is the page's act, never the form's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from lianluozhan.errors import BadValue
from lianluozhan.field import Field
from lianluozhan.giveaway import given_away
from lianluozhan.record import Record
from lianluozhan.typed import Hint
from ui.editor import Options
from ui.theme import Theme
from ui.widgets.editor import Editor
from ui.widgets.sections import Called, Section, Sections
from ui.widgets.segment import Segment

DONE, HERE, UNTOUCHED, WRONG = "done", "here", "untouched", "wrong"  # how far a section is


class Form(Sections):
    """The inputs of one record. `edited` says that a person changed something, `entered` where the cursor went.

    `called` gives a view's own words for fields; `extra` makes a row's input that is no field, by its name.
    """

    edited = Signal(str)
    entered = Signal(str)

    def __init__(
        self,
        cls: type[Record],
        sections: Sequence[Section],
        theme: Theme,
        options: Options,
        called: Mapping[str, Called] | None = None,
        extra: Mapping[str, Callable[[], QWidget]] | None = None,
    ) -> None:
        super().__init__(cls, sections, theme, options, called, extra)
        self.wrong: list[str] = []
        self.untouched: Callable[[], bool] = lambda: False  # whether nothing stands in it that a person wrote
        for name, editor in self.editors.items():
            editor.changes.edited.connect(lambda name=name: self._touched(name))
            editor.installEventFilter(self)

    # -- values

    def typed(self) -> dict[str, Any]:
        """{field: what is typed} of what is not empty."""
        found = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in found.items() if value is not None}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show a record's values; what is not named is emptied."""
        self.wrong = []
        for name, editor in self.editors.items():
            editor.show_value(values.get(name))
            self.tell(name, "")

    def show_value(self, name: str, value: Any, words: str = "") -> None:
        """Show one value that the program proposes, and from where it has it."""
        self.editors[name].show_value(value)
        self.tell(name, words, "hint" if words else "")

    def read(self) -> tuple[dict[str, Any], list[str]]:
        """Canonical values and the names of fields in trouble; each trouble is shown at its field."""
        values: dict[str, Any] = {}
        self.wrong = []
        typed = self.typed()
        for name, editor in self.editors.items():
            field = self.cls.fields[name]
            try:
                values[name] = _read(field, typed.get(name), editor)
            except BadValue as bad:
                self.tell(name, _why(bad, typed.get(name)), "error")
                self.wrong.append(name)
                continue
            odd = _odd(field, values[name])
            self.tell(name, odd, "warning" if odd else "")
        return values, list(self.wrong)

    def label(self, name: str) -> str:
        """What this view calls a field."""
        return self._called[name].label if name in self._called else self.cls.fields[name].label

    def tell(self, name: str, words: str, state: str = "") -> None:
        """Say something in a field's label line."""
        if name in self._lines:
            self._lines[name].tell(words, state)
        self.editors[name].mark(state)

    def told(self, name: str) -> str:
        """What is said of a field in its label line."""
        return self._lines[name].message.words if name in self._lines else ""

    def tell_quietly(self, name: str, words: str) -> None:
        """Say what is worth knowing of a field, unless something is wrong there."""
        if name not in self.wrong:
            self.tell(name, words, "hint" if words else "")

    def composing(self) -> bool:
        """Whether an input method is in the middle of a word somewhere in the form."""
        return any(editor.composing() for editor in self.editors.values())

    def _touched(self, name: str) -> None:
        if name in self._lines and self._lines[name].told():
            self.tell(name, "")
        self.wrong = [one for one in self.wrong if one != name]
        odd = given_away(self.cls.fields[name], self.editors[name].value())
        if odd:  # said at once: whoever saves now sees it no more
            self.tell(name, odd, "warning")
        self.edited.emit(name)

    def _left(self, name: str) -> None:
        """What is odd is said when the cursor leaves: a saved form is empty again; what turned grey stands starred."""
        field, editor = self.cls.fields[name], self.editors[name]
        if name in self.wrong or not editor.isEnabled():
            return
        with suppress(BadValue):  # said when it is saved
            if odd := _odd(field, field.read(editor.value(), Hint.today())):
                self.tell(name, odd, "warning")

    # -- sections

    def standing(self, place: int, typed: Mapping[str, Any]) -> str:
        """How far a section is with what is typed: DONE, HERE, UNTOUCHED or WRONG."""
        section = self.sections[place]
        if any(self._section_of[name] == place for name in self.wrong):
            return WRONG
        if self._section_of.get(self.here()) == place:
            return HERE
        done = all(any(name in typed for name in need.split("|")) for need in section.needs)
        return DONE if done and section.needs else UNTOUCHED

    def section_of(self, name: str) -> int:
        """The place of the section a field stands in."""
        return self._section_of[name]

    def here(self) -> str:
        """The field the cursor is in, or ""."""
        return next((name for name, editor in self.editors.items() if editor.hasFocus()), "")

    def go_to_section(self, place: int) -> None:
        """Put the cursor into the first field of a section."""
        self.unfold(place)
        self.go_to(next(name for name, at in self._section_of.items() if at == place))

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter in a line goes to the next field, Ctrl+↓ and Ctrl+↑ to another section; Ctrl+Z in an empty form is the page's."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(watched, Editor):
            (self.entered.emit if event.type() == QEvent.Type.FocusIn else self._left)(watched.field.name)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return _leaves_undo(self, watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return _leaves_line(self, watched, event) or _leaves_section(self, watched, event)
        return False

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self.unfold(self._section_of[name])
        self.editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def next_wrong(self, step: int = 1) -> None:
        """Put the cursor into the next field in trouble (F8)."""
        if self.wrong:
            here = self.here()
            at = self.wrong.index(here) + step if here in self.wrong else 0
            self.go_to(self.wrong[at % len(self.wrong)])


def _leaves_line(form: Form, watched: QObject, event: QKeyEvent) -> bool:
    """Enter goes on from a line, a choice or a tick, unless its own list or an input method takes it."""
    busy = isinstance(watched, Editor) and (watched.offering() or watched.composing())
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain
    if not enter or busy or not isinstance(watched, QLineEdit | Segment | QCheckBox):
        return False
    form.focusNextChild()
    return True


def _leaves_undo(form: Form, watched: QObject, event: QKeyEvent) -> bool:
    """Ctrl+Z of a form nobody has written into takes back what was saved before, as its button says."""
    text = watched.document() if isinstance(watched, QPlainTextEdit) else watched
    if not event.matches(QKeySequence.StandardKey.Undo) or not form.untouched() or not isinstance(watched, Editor):
        return False
    if isinstance(text, QLineEdit | QTextDocument) and text.isUndoAvailable():
        return False
    event.ignore()
    return True


def _leaves_section(form: Form, watched: QObject, event: QKeyEvent) -> bool:
    """Ctrl+↓ and Ctrl+↑ go to the next section that is shown, or the one before."""
    step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
    controlled = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    if not step or not controlled or not isinstance(watched, Editor):
        return False
    shown = [place for place in range(len(form.sections)) if form.unfolded(place)]
    at = shown.index(form.section_of(watched.field.name)) + step
    if 0 <= at < len(shown):
        form.go_to_section(shown[at])
    return True


def _read(field: Field, typed: Any, editor: Editor) -> Any:
    value = field.read(typed, Hint.today())
    if value is None and field.required:
        raise BadValue(MISSING.get(field.name, "这一项要填"))
    if unclear := editor.unclear():
        raise BadValue(unclear)
    return value


def _why(bad: BadValue, typed: Any) -> str:
    """What can be written; what was typed stands right below it, and takes no room from it."""
    return str(bad).replace(f"“{typed}”", "")


def _odd(field: Field, value: Any) -> str:
    return "" if value is None else field.odd(value) or given_away(field, value)


MISSING = {
    "category": "请选一类，才知道交给谁办",
    "outcome": "请选一种处理方式",
    "statement": "请把来人说的话照原样记下",
    "received_at": "请写接待的日期",
}
