"""The window's tests in the clerk's words: open a tab, fill in a form, press a button, read what stands there.

    desk.open("接待登记")
    desk.fill(姓名="郭桂兰", 原话="路灯不亮", outcome="当场答复")   # labels (shown or declared) or names of fields
    desk.press("保存")
    assert "✓ 已存入台账" in desk.said()

Nothing here sleeps: `wait` turns the window's events until the desk has nothing under way, or until something holds.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.app import open_window
from ui.listing import Listing
from ui.page import Page
from ui.widgets.editor import Editor
from ui.widgets.segment import Segment

TODAY = "2026-10-21"  # the day the window is seen on in these tests
Flag = QEventLoop.ProcessEventsFlag
PULSE_MS = 5  # after which something that no event tells of is asked for again
DEEP = 12  # parts, one in the other: as many as there are from a label to its window
PATIENCE = 20  # seconds until a wait is given up: far above what anything takes, so that only what hangs fails
KEYS = {
    "Tab": Qt.Key.Key_Tab,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "PgUp": Qt.Key.Key_PageUp,
    "PgDn": Qt.Key.Key_PageDown,
    "Space": Qt.Key.Key_Space,
    "Backspace": Qt.Key.Key_Backspace,
    "Delete": Qt.Key.Key_Delete,
    "Semicolon": Qt.Key.Key_Semicolon,
    "=": Qt.Key.Key_Equal,
    "-": Qt.Key.Key_Minus,
} | {f"F{n}": Qt.Key(Qt.Key.Key_F1.value + n - 1) for n in range(1, 13)}
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
STROKES = re.compile(r"<([^<>\s]+)>|([^<]+|<)")


class Desk:
    """A clerk before the window of a data folder. `keys` counts the keys pressed that were not text."""

    def __init__(self, folder: Path, width: int = 1366, height: int = 689, password: str | None = None) -> None:
        self.folder, self.keys = Path(folder), 0
        self.window = open_window(folder, password)
        self.window.resize(width, height)
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def close(self) -> None:
        """Close the window, as its cross does."""
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()

    def reopen(self, password: str | None = None) -> Desk:
        """Close the window and open the same folder again."""
        self.close()
        return Desk(self.folder, password=password)

    # -- waiting

    def wait(self, until: Callable[[], Any] | None = None, patience: float = PATIENCE) -> None:
        """Turn events until nothing is under way and, where something is waited for, until it holds."""
        desk = self.window.around.desk  # its answer may ask on, and what is shown then lays itself out: so three times
        wait_for(lambda: desk.idle() and (until is None or until()), patience, 3)

    def settle(self) -> None:
        """Turn events until nothing is under way and what is shown has laid itself out."""
        self.wait()
        lay_out(self.window)

    # -- looking

    @property
    def page(self) -> Page:
        """The page that is seen."""
        return next(page for page in self.window.findChildren(Page) if page.isVisible())

    def widget(self, name: str, kind: type = QWidget) -> Any:
        """The widget of an object name, on the page that is seen or else in the window."""
        found = self.page.findChild(kind, name) or self.window.findChild(kind, name)
        assert found is not None, f"nothing is called {name}"
        return found

    def field(self, name: str) -> Any:
        """The input of a field, by its name, its declared label, or the label that is shown."""
        editors = [one for one in self.page.findChildren(QWidget) if isinstance(one, Editor)]
        shown = {id(label.buddy()): _plain(label.text()) for label in self.page.findChildren(QLabel) if label.buddy()}
        for one in sorted(editors, key=lambda one: not one.isVisible()):
            called = (one.objectName(), one.field.name, one.accessibleName(), shown.get(id(one)), one.property("shown"))
            if name in called:
                return one
        raise AssertionError(
            f"no field {name!r} on {self.page.objectName()}: {sorted(one.objectName() for one in editors)}"
        )

    def value(self, name: str) -> Any:
        """What is typed or shown in a field."""
        return self.field(name).value()

    def list(self, noun: str | None = None) -> list[str]:
        """The rows of the page's list as text, heads of groups included: `张三 09:31 路灯不亮 乡镇办理 J0004`."""
        listing = self.page.findChild(Listing, f"list_{noun or self.page.noun}")
        parts = [
            (one.title, one.right, one.words, *(mark.words for mark in one.marks), one.tail)
            for one in listing.rows.items
        ]
        return [" ".join(" ".join(filter(None, row)).split()) for row in parts]

    def said(self) -> str:
        """Every word that can be read on the page and in the status line, each label on a line of its own."""
        labels = [_plain(label.text()) for label in self.page.findChildren(QLabel) if label.isVisible()]
        return "\n".join([*filter(None, labels), self.window.statusBar().currentMessage()])

    def grab(self, path: Path | str) -> QPixmap:
        """A picture of the window, kept at `path`."""
        self.wait()
        picture = self.window.grab()
        picture.save(str(path))
        return picture

    # -- doing

    def open(self, title: str) -> None:
        """Go to a tab by its title."""
        place = next(place for place, leaf in enumerate(self.window._leaves) if title in (leaf.title, leaf.noun))
        self.window.go_to(place)
        self.wait()

    def button(self, words: str) -> QAbstractButton:
        """A button by what it says or by its object name; one that can be seen first."""
        buttons = [*self.page.findChildren(QAbstractButton), *self.window.findChildren(QAbstractButton)]
        fitting = [
            one
            for one in buttons
            if words in (one.objectName(), one.accessibleName(), one.text(), one.text().split("  ")[0])
        ]
        assert fitting, f"no button {words!r}"
        return next((one for one in fitting if one.isVisible()), fitting[0])

    def press(self, words: str, patience: float = PATIENCE) -> None:
        """Press a button that can be seen and pressed; words lock and open slowly, and all the more where others compute too."""
        button = self.button(words)
        assert button.isVisible() and button.isEnabled(), f"{words} cannot be pressed now"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.wait(patience=patience)

    def double_click(self, words: str) -> None:
        """Click twice where a button stands, as a double click: the second may meet what stands there by then."""
        button = self.button(words)
        at = button.mapTo(self.window, button.rect().center())
        QTest.mouseDClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
        self.wait()

    def choose(self, words: str, noun: str | None = None) -> None:
        """Move to the first row of the page's list that has these words."""
        listing = self.page.findChild(Listing, f"list_{noun or self.page.noun}")
        row = next(
            place for place, item in enumerate(listing.rows.items) if item.key is not None and words in item.said()
        )
        listing.setCurrentIndex(listing.rows.index(row))
        self.wait()

    def fill(self, **values: Any) -> None:
        """Write into fields as a person would: words by an input method, choices by a click."""
        for name, value in values.items():
            self._write(self.field(name), value)
        self.wait()

    def _write(self, editor: Any, value: Any) -> None:
        if isinstance(editor, Segment):
            button = next(one for one in editor.findChildren(QAbstractButton) if one.text() == value)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        elif isinstance(editor, QCheckBox):
            if editor.isChecked() != bool(value):
                editor.click()
        else:
            editor.setFocus()
            editor.selectAll()
            QTest.keyClick(editor, Qt.Key.Key_Delete)
            words = "、".join(value) if isinstance(value, list) else str(value)
            commit(editor, words)
            if getattr(editor, "offering", bool)():
                QTest.keyClick(editor, Qt.Key.Key_Escape)

    def type(self, strokes: str) -> int:
        """Press keys where the cursor is: text as it stands, others as <Tab>, <Ctrl+S>; returns how many were not text.

        A letter that picks a word instead of being written counts as a key that is not text.
        """
        before = self.keys
        for key, text in STROKES.findall(strokes):
            if key:
                self._stroke(key)
                self.keys += 1
            else:
                self._text(text)
            self.wait()
        return self.keys - before

    def _stroke(self, named: str) -> None:
        *held, key = [part or "+" for part in named.split("+")]
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= MODIFIERS[one]
        QTest.keyClick(self._focus(), KEYS.get(key) or Qt.Key(ord(key.upper())), modifiers)

    def _text(self, text: str) -> None:
        editor = self._focus()
        if not isinstance(editor, QLineEdit | QPlainTextEdit):
            self.keys += len(text)
        for part in re.findall(r"[ -~]+|[^ -~]+", text):
            QTest.keyClicks(editor, part) if part.isascii() else commit(editor, part)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.focusWidget() or self.window


def wait_for(until: Callable[[], Any], patience: float = PATIENCE, times: int = 1) -> None:
    """Turn events until something holds, so many times in a row. As long as it does not, the next event is waited for: a
    loop that only asks would take the worker's time."""
    given_up, still, holds, pulse = time.monotonic() + patience, 0, True, QTimer()
    pulse.start(PULSE_MS)
    while still < times:
        QApplication.processEvents(Flag.AllEvents if holds else Flag.WaitForMoreEvents)
        still = still + 1 if (holds := until()) else 0
        assert time.monotonic() < given_up, "waited in vain"


def lay_out(window: QWidget) -> None:
    """Turn events until a window has laid itself out: that a part needs more room is told to the one around it, one turn each."""
    sizes, still = None, 0
    while still < DEEP:
        QApplication.processEvents()
        before, sizes = sizes, [one.size() for one in window.findChildren(QWidget) if one.isVisible()]
        still = still + 1 if sizes == before else 0


def commit(editor: QWidget, words: str) -> None:
    """Give a widget words the way an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(editor, event)


def compose(editor: QWidget, letters: str) -> None:
    """Leave a widget in the middle of a word: letters an input method has not committed yet."""
    QApplication.sendEvent(editor, QInputMethodEvent(letters, []))


def _plain(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text).removesuffix("*").strip()


def sitting(folder: Path) -> Iterator[Desk]:
    """For a fixture: a clerk at a folder's window, which is closed afterwards."""
    desk = Desk(folder)
    yield desk
    desk.close()
