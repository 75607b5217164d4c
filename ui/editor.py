"""How a field is edited: one table, kind of value → widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from lianluozhan import field as kinds
from lianluozhan.field import Field
from ui.widgets.chooser import Chooser, Option, option
from ui.widgets.each_person import EachPerson
from ui.widgets.line import Line
from ui.widgets.segment import Segment
from ui.widgets.tick import Tick
from ui.widgets.words import Words

FEW = 6  # words of a choice that all stand side by side

Options = Mapping[str, Sequence[Option]]  # what may be chosen of a kind of record; looked up when a list opens


def editor_of(field: Field, noun: str, options: Options) -> QWidget:
    """The input for a field; `options` holds the roster, the organs, the categories by their kind."""
    return EDITORS[type(field)](field, noun, options)


def _choice(field: Field, noun: str, options: Options) -> QWidget:
    if not field.choices:  # the words are a district's own: they come with the choices, like a roster
        return Chooser(field, noun, lambda: options.get(f"{noun}.{field.name}", ()))
    if len(field.choices) <= FEW:
        return Segment(field, noun)
    words = [option(word) for word in field.choices]
    made = Chooser(field, noun, lambda: words)
    made.setPlaceholderText("、".join(field.choices))  # its list opens only once something is typed
    return made


def _line(field: Field, noun: str, options: Options) -> QWidget:
    return Line(field, noun)


def _words(field: Field, noun: str, options: Options) -> QWidget:
    return Words(field, noun)


def _tick(field: Field, noun: str, options: Options) -> QWidget:
    return Tick(field, noun)


def _chooser(field: Field, noun: str, options: Options) -> QWidget:
    words = [option(word) for word in field.choices]
    return Chooser(field, noun, lambda: options.get(field.of) or words)


def _parts(field: Field, noun: str, options: Options) -> QWidget:
    return EachPerson(field, noun, lambda: options.get(field.of, ()))


EDITORS: dict[type[Field], Callable[[Field, str, Options], QWidget]] = {
    kinds.Text: _line,
    kinds.LongText: _words,
    kinds.Phone: _line,
    kinds.IdNumber: _line,
    kinds.Day: _line,
    kinds.Moment: _line,
    kinds.Hour: _line,
    kinds.Month: _line,
    kinds.Number: _line,
    kinds.YesNo: _tick,
    kinds.Choice: _choice,
    kinds.Words: _chooser,
    kinds.Choices: _chooser,
    kinds.Ref: _chooser,
    kinds.Refs: _chooser,
    kinds.Serial: _line,
    kinds.PerRef: _parts,
}
