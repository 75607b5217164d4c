"""Choosing from many by initials, a piece of the name, or the whole: one line, its list open while it is typed in.

Every choice has what is shown and what is kept (an id, or the name itself); what is not in the list may be kept as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lianluozhan.category import initials
from lianluozhan.field import Field
from ui.widgets.line import Line

SEPARATORS = "、，,；; "
MOST_SHOWN = 8


class Option(NamedTuple):
    """One thing to choose: its name, a word beside it, what is kept for it, and the letters it is found by."""

    name: str
    beside: str = ""
    kept: str = ""
    letters: str = ""


def option(name: str, beside: str = "", kept: str = "", words: str = "") -> Option:
    """An option found by the initials of its name and by other words."""
    return Option(name, beside, kept or name, f"{initials(name)} {name} {words}".lower())


class Chooser(Line):
    """One of many, or with `several` a few of them separated by 、."""

    def __init__(self, field: Field, noun: str, options: Callable[[], Sequence[Option]]) -> None:
        super().__init__(field, noun)
        self.several = field.several
        self._options = options
        self._list = QListWidget(self)
        self._list.setWindowFlags(Qt.WindowType.ToolTip)
        self._list.setFocusProxy(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _item: self._take())
        self.textEdited.connect(lambda _text: self._offer())

    def value(self) -> Any:
        """What is kept for the names typed: a list where several may be chosen."""
        kept = {one.name: one.kept for one in self._options()}
        names = [name for name in self._names() if name]
        if self.several:
            return [kept.get(name, name) for name in names] or None
        text = self.text().strip()
        return kept.get(text, text) or None

    def show_value(self, value: Any) -> None:
        """Show the names of what is kept."""
        names = {one.kept: one.name for one in self._options()}
        values = value if isinstance(value, list) else [value] if value else []
        super().show_value([names.get(one, one) for one in values] or None)

    def _names(self) -> list[str]:
        text = self.text()
        for separator in SEPARATORS[1:]:
            text = text.replace(separator, SEPARATORS[0])
        return [name.strip() for name in text.split(SEPARATORS[0])]

    # -- the list

    def _typed(self) -> str:
        return (self._names()[-1] if self.several else self.text().strip()).lower()

    def _offer(self, preedit: str = "") -> None:
        typed = (self._typed() + preedit.replace("'", "")).lower()
        chosen = set(self._names()[:-1]) if self.several else set()
        found = [one for one in self._options() if typed and typed in one.letters and one.name not in chosen]
        found.sort(key=lambda one: not one.letters.startswith(typed))
        self._list.clear()
        for one in found[:MOST_SHOWN]:
            self._list.addItem(QListWidgetItem(f"{one.name}　{one.beside}".strip()))
            self._list.item(self._list.count() - 1).setData(Qt.ItemDataRole.UserRole, one.name)
        if not found or (len(found) == 1 and found[0].name.lower() == typed):
            self._list.hide()
            return
        self._list.setCurrentRow(0)
        self._place(above=bool(preedit))

    def offering(self) -> bool:
        """Whether its list is open."""
        return self._list.isVisible()

    def _place(self, above: bool) -> None:
        rows = self._list.count()
        height = rows * self._list.sizeHintForRow(0) + 4
        self._list.setFixedSize(self.width(), height)
        top = -height if above else self.height()
        self._list.move(self.mapToGlobal(QPoint(0, top)))
        self._list.show()

    def _take(self) -> None:
        item = self._list.currentItem()
        self._list.hide()
        if item is None:
            return
        name = item.data(Qt.ItemDataRole.UserRole)
        before = [one for one in self._names()[:-1] if one] if self.several else []
        self.setText("、".join([*before, name]))
        self._tell()

    # -- keys

    def open_list(self) -> None:
        """Show everything there is to choose (Alt+↓)."""
        self._list.clear()
        for one in self._options():
            self._list.addItem(QListWidgetItem(f"{one.name}　{one.beside}".strip()))
            self._list.item(self._list.count() - 1).setData(Qt.ItemDataRole.UserRole, one.name)
        if self._options():
            self._list.setCurrentRow(0)
            self._list.setFixedSize(self.width(), min(self._list.count(), 10) * self._list.sizeHintForRow(0) + 4)
            self._list.move(self.mapToGlobal(QPoint(0, self.height())))
            self._list.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """↑↓ move in the list, Enter and Tab take its row, Esc closes it."""
        key = event.key()
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_list()
        elif self._list.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
        elif self._list.isVisible() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif self._list.isVisible() and key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes the offered row on its way out: initials alone are never what was meant."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self._list.isVisible():
            self._take()
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._list.hide()
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Initials are usually held by the input method: offer for them too, above the line."""
        super().inputMethodEvent(event)
        self._offer(event.preeditString()) if event.preeditString() else self._offer()
