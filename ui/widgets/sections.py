"""The parts of a form: headed groups of fields, each field's input under its label; some fold away until wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lianluozhan.field import Field
from lianluozhan.record import Record
from ui.editor import Options, editor_of
from ui.theme import Theme
from ui.widgets.labelled import LabelLine

COLUMNS = 12  # of the grid a row of a section is laid out on


class Section(NamedTuple):
    """A headed group of fields: rows of (field name, share of twelve).

    `folded` waits behind its title until somebody wants it; without a title until the page unfolds it. `needs` are the
    fields that make it done, "a|b" where either will do.
    """

    title: str
    rows: Sequence[Sequence[tuple[str, int]]]
    folded: bool = False
    needs: Sequence[str] = ()


class Called(NamedTuple):
    """A view's own shorter words for a field, and a quiet note beside them."""

    label: str
    note: str = ""


class Bead(QLabel):
    """The number before a section."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__(str(number))
        self._theme = theme
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._dress()

    def _dress(self) -> None:
        size, colours = round(22 * self._theme.factor) // 2 * 2, self._theme.colours
        wears = f"background:{colours['primary']};color:{colours['on_primary']};border-radius:{size // 2}px;"
        if self.styleSheet() != wears:  # what it wears already changes its style no more
            self.setFixedSize(size, size)
            self.setStyleSheet(wears)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """As large as the letters are now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()


class Sections(QWidget):
    """The inputs of one record, laid out; what they hold and which keys they take is the form's."""

    def __init__(
        self,
        cls: type[Record],
        sections: Sequence[Section],
        theme: Theme,
        options: Options,
        called: Mapping[str, Called] | None = None,
        extra: Mapping[str, Callable[[], QWidget]] | None = None,
    ) -> None:
        super().__init__()
        self.cls, self.sections, self.theme, self._options = cls, sections, theme, options
        self._called, self._extra = called or {}, extra or {}
        self.editors: dict[str, Any] = {}
        self._lines: dict[str, LabelLine] = {}
        self._section_of: dict[str, int] = {}
        self._bodies: list[QWidget] = []
        self._links: dict[int, QPushButton] = {}
        self._heads: dict[int, tuple[QLabel, QLabel]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px("margin"), 12, theme.px("margin"), 16)
        self._column.setSpacing(10)
        number = 0
        for place, section in enumerate(sections):
            number += not section.folded
            self._build(place, section, number)
        self._column.addStretch(1)

    # -- building

    def _build(self, place: int, section: Section, number: int) -> None:
        if section.title:
            head = self._link(place, section) if section.folded else self._head(number, section.title)
            if not section.folded:
                self._heads[place] = (head.itemAt(0).widget(), head.itemAt(1).widget())
            self._column.addLayout(head)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(10)
        for row in section.rows:
            column.addLayout(self._row(row, place))
        self._bodies.append(body)
        self._column.addWidget(body)
        if section.folded:  # shown before it has a parent it would be a window of its own
            body.hide()

    def _head(self, number: int, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        bead = Bead(number, self.theme)
        words = QLabel(title)
        words.setProperty("c", "section")
        words.setWordWrap(True)  # a long one, that says how it is done, is no reason for a wide page
        head.addWidget(bead, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(words, 1)
        return head

    def _link(self, place: int, section: Section) -> QHBoxLayout:
        line = QHBoxLayout()
        link = QPushButton()
        link.setObjectName(f"{self.cls.noun}_more")
        link.setProperty("c", "link")
        link.clicked.connect(lambda _on=False: self.unfold(place, not self._bodies[place].isVisibleTo(self)))
        self._links[place] = link
        self._say_link(place, folded=True)
        line.addWidget(link)
        line.addStretch(1)
        return line

    def _say_link(self, place: int, folded: bool) -> None:
        self._links[place].setText(f"{'▼' if folded else '▲'} {self.sections[place].title}")
        self._links[place].setAccessibleName(self.sections[place].title)

    def _row(self, row: Sequence[tuple[str, int]], place: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        editors = [self._input(name, place) for name, _share in row]
        plain = all(isinstance(editor, QCheckBox) for editor in editors)
        at = 0
        for (name, share), editor in zip(row, editors, strict=True):
            if not plain:
                grid.addWidget(self._line(name, editor), 0, at, 1, share)
            middle = isinstance(editor, QCheckBox)
            grid.addWidget(
                editor, 1, at, 1, share, Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop
            )
            at += share
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 1)
        return grid

    def _input(self, name: str, place: int) -> QWidget:
        if name in self._extra:
            return self._extra[name]()
        field = self.cls.fields[name]
        editor = editor_of(field, self.cls.noun, self._options)
        if isinstance(editor, QCheckBox) and name in self._called:
            editor.setText(self._called[name].label)
        self.editors[name], self._section_of[name] = editor, place
        return editor

    def _line(self, name: str, editor: QWidget) -> LabelLine:
        field: Field | None = self.cls.fields.get(name)
        label, note = self._called.get(name) or Called(field.label if field is not None else "")
        shown = "" if isinstance(editor, QCheckBox) else label
        line = LabelLine(field if shown else None, shown, note, self.theme.colours["red"])
        line.label.setBuddy(editor)
        if name in self.editors:
            self._lines[name] = line
        return line

    def show_section(self, place: int, shown: bool) -> None:
        """Show or leave out a section that does not apply now; the others are numbered anew."""
        parts = [self._links[place]] if place in self._links else [*self._heads[place], self._bodies[place]]
        for part in parts:
            part.setVisible(shown)
        if not shown:
            self._bodies[place].hide()
        seen = [bead for bead, _title in self._heads.values() if bead.isVisibleTo(self)]
        for number, bead in enumerate(seen, 1):
            bead.setText(str(number))

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field that only some values of others ask for; what it holds stays."""
        self.editors[name].setVisible(shown)
        if name in self._lines:
            self._lines[name].setVisible(shown)

    def call_field(self, name: str, label: str = "") -> None:
        """Call a field otherwise; without a label as this view calls it."""
        own = self._called[name].label if name in self._called else self.cls.fields[name].label
        self._lines[name].call(label or own)

    # -- folding

    def unfold(self, place: int, shown: bool = True) -> None:
        """Show or fold away a section that waits."""
        self._bodies[place].setVisible(shown)
        if place in self._links:
            self._say_link(place, folded=not shown)

    def unfolded(self, place: int) -> bool:
        """Whether a section is shown."""
        return self._bodies[place].isVisibleTo(self)
