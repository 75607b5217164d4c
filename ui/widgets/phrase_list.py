"""常用语 under a long text: Alt+↓ offers them, Enter puts one where the cursor stands, Ctrl+Z takes it out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from lianluozhan.wording import PHRASES, TO

PHRASES_BY = f"Alt+↓ {PHRASES}"


class PhraseList(QObject):
    """`ask` is called with where the answer goes: what may be said depends on what is written by then. `chosen` carries
    what stands behind a phrase that was taken, for another place."""

    chosen = Signal(str)

    def __init__(self, text: QPlainTextEdit, ask: Callable[[Callable[[Sequence[str]], None]], None]) -> None:
        super().__init__(text)
        self._text, self._ask = text, ask
        self.menu = QMenu(text)
        self.menu.setObjectName(f"{text.objectName()}_phrases")
        text.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Alt+↓ opens the list, as in every chooser."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        wanted = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if wanted:
            self._ask(self.offer)
        return bool(wanted)

    def offer(self, phrases: Sequence[str]) -> None:
        """Show them below the text, the first one chosen."""
        self.menu.clear()
        for phrase in phrases:
            self.menu.addAction(phrase.replace("&", "&&")).triggered.connect(
                lambda _on=False, phrase=phrase: self._insert(phrase)
            )
        if not self.menu.isEmpty():
            self.menu.setActiveAction(self.menu.actions()[0])
            self.menu.popup(self._text.mapToGlobal(self._text.rect().bottomLeft()))

    def _insert(self, phrase: str) -> None:
        cursor = self._text.textCursor()
        cursor.beginEditBlock()  # a step of its own, to be undone by itself
        said, _to, beside = phrase.partition(TO)
        cursor.insertText(said)
        cursor.endEditBlock()
        self._text.setFocus()
        if beside:
            self.chosen.emit(beside)
