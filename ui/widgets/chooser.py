"""Choosing from many by initials, a piece of the name, or the whole: one line, its list open while it is typed in.

Every choice has what is shown and what is kept (an id, or the name itself); what is not in the list may be kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from lianluozhan.field import Field
from lianluozhan.pinyin import keys
from ui.widgets.line import Line

SEPARATORS = "、，,；; "
FEW = 60  # rows that are looked through by eye
MOST_SHOWN = 8


class Option(NamedTuple):
    """One thing to choose: its name, a word beside it, what is kept for it, and what it is found by: its `spoken` name and
    other words; one that is `gone` is understood where it stands or is written out, and not offered."""

    name: str
    beside: str = ""
    kept: str = ""
    spoken: str = ""
    words: str = ""
    gone: bool = False

    @property
    def letters(self) -> str:
        """The initials and the spelling of its name, and its words; a name takes a millisecond the first time it is spelled."""
        return f"{' '.join(keys(self.spoken))} {self.spoken} {self.words}".lower()


def option(name: str, beside: str = "", kept: str = "", words: str = "") -> Option:
    """An option found by the initials of its name and by other words."""
    return Option(name, beside, kept or name, name, words)


def fits(one: Option, typed: str) -> bool:
    """Whether what is typed is the beginning of one of its letters or words, or a piece of its name."""
    return typed in one.name.lower() or any(word.startswith(typed) for word in one.letters.split())


def _fitting(options: Iterable[Option], typed: str, chosen: Collection[str]) -> list[Option]:
    """Those still to be chosen that fit, first the ones whose letters begin so."""
    found = [one for one in options if not one.gone and one.name not in chosen and fits(one, typed)]
    return sorted(found, key=lambda one: not one.letters.startswith(typed))


class Chooser(Line):
    """One of many, or with `several` a few of them separated by 、."""

    def __init__(self, field: Field, noun: str, options: Callable[[], Sequence[Option]]) -> None:
        super().__init__(field, noun)
        self.several = field.several
        self._options = options
        self._list = QListWidget(self)
        self._list.setProperty("c", "offers")
        self._list.setWindowFlags(Qt.WindowType.ToolTip)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFocusProxy(self)  # after its policy, which it would hand on to the line
        self._list.itemClicked.connect(lambda _item: self._take())
        self._moved = False  # whether a person moved in the list, so that its row is what they mean
        self.textEdited.connect(lambda _text: self._separated() or self._offer())

    def value(self) -> Any:
        """What is kept for the names typed: a list where several may be chosen."""
        kept = {one.name: one.kept for one in self._options()}
        if self.several:
            return [kept.get(name, name) for name in self._names() if name] or None
        text = self.text().strip()
        return kept.get(text, text) or None

    def unclear(self) -> str:
        """A name that several have, and what each of them is called: a person says which is meant."""
        names = [one.name for one in self._options() if not one.gone]
        for typed in self._names():
            meant = [name for name in names if name.startswith(f"{typed}（")] if typed and typed not in names else []
            if len(meant) > 1:
                return f"叫“{typed}”的有 {len(meant)} 位，请写明是哪一位：{'、'.join(meant)}"
        return ""

    def show_value(self, value: Any) -> None:
        """Show the names of what is kept."""
        names = {one.kept: one.name for one in self._options()}
        values = value if isinstance(value, list) else [value] if value else []
        super().show_value([names.get(one, one) for one in values] or None)

    def _names(self) -> list[str]:
        return [name.strip() for name in re.split(f"[{SEPARATORS}]", self.text())]

    # -- the list

    def _typed(self) -> str:
        return (self._names()[-1] if self.several else self.text().strip()).lower()

    def _separated(self) -> bool:
        """A separator after letters takes the offered row: xgd、 needs no other key."""
        text = self.text()
        if self.several and text[-1:] in SEPARATORS and self._list.isVisible() and self._names()[-2].isascii():
            self.setText(text[:-1])
            self._take()
            return True
        return False

    def _meant(self) -> bool:
        """Whether leaving the line takes the offered row: letters alone are never what was meant."""
        return self._list.isVisible() and (self._moved or (self._typed() != "" and self._typed().isascii()))

    def _offer(self, preedit: str = "") -> None:
        typed = (self._typed() + preedit.replace("'", "")).lower()
        chosen = set(self._names()[:-1]) if self.several else set()
        found = _fitting(self._options(), typed, chosen) if typed else []
        self._fill(found[:MOST_SHOWN])
        if not found or (len(found) == 1 and found[0].name.lower() == typed):
            self._list.hide()
            return
        self._list.setCurrentRow(0)
        self._place(above=bool(preedit))

    def _fill(self, found: Sequence[Option]) -> None:
        self._moved = False
        self._list.clear()
        for one in found:
            self._list.addItem(QListWidgetItem(f"{one.name}　{one.beside}".strip()))
            self._list.item(self._list.count() - 1).setData(Qt.ItemDataRole.UserRole, one.name)

    def offering(self) -> bool:
        """Whether its list is open."""
        return self._list.isVisible()

    def _place(self, above: bool) -> None:
        height = min(self._list.count(), 10) * self._list.sizeHintForRow(0) + 4
        self._list.setFixedSize(self.width(), height)
        self._list.move(self.mapToGlobal(QPoint(0, -height if above else self.height())))
        self._list.show()

    def _take(self) -> None:
        item = self._list.currentItem()
        self._list.hide()
        if item is None:
            return
        name = item.data(Qt.ItemDataRole.UserRole)
        before = [one for one in self._names()[:-1] if one] if self.several else []
        self.setText("、".join([*before, name]) + ("、" if self.several and self.hasFocus() else ""))
        self._tell()

    # -- keys

    def open_list(self) -> None:
        """Show everything there is to choose (Alt+↓, ↓ in an empty line, a click into one)."""
        self._fill([one for one in self._options() if not one.gone])
        if self._list.count():
            self._list.setCurrentRow(0)
            self._place(above=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """↑↓ move in the list, Enter and Tab take its row, Esc closes it."""
        key = event.key()
        if key == Qt.Key.Key_Down and (
            event.modifiers() & Qt.KeyboardModifier.AltModifier or not (self.text() or self.offering())
        ):
            self.open_list()
        elif self._list.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._moved, step = True, 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
        elif self._list.isVisible() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif self._list.isVisible() and key == Qt.Key.Key_Escape:
            self._list.hide()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click into an empty line shows what there is, where one of a few is chosen; behind a whole name it makes room for the next."""
        super().mouseReleaseEvent(event)
        at_end = self.cursorPosition() == len(self.text()) and not self.hasSelectedText()
        if self.several and at_end and self._names()[-1] in {one.name for one in self._options()}:
            self.setText(f"{self.text()}{SEPARATORS[0]}")
        elif not (self.several or self.text() or self.offering()) and len(self._options()) <= FEW:
            self.open_list()

    def event(self, event: QEvent) -> bool:
        """Leaving the line by whatever key takes the row that is meant, and closes the list."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self.offering():
            event.accept()  # it closes the list; the page's Esc is for the next press
        if event.type() == QEvent.Type.FocusOut:
            if self._meant():
                self._take()
            if self.several and not self.composing():
                self.setText(self.text().rstrip(SEPARATORS))
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._list.hide()
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Initials are usually held by the input method: offer for them too, above the line."""
        super().inputMethodEvent(event)
        self._offer(event.preeditString()) if event.preeditString() else self._offer()
