"""看全: the button and the fields of a form that stand starred until somebody asks to see them whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from ui.form import Form

REVEAL, KEY = "看全", "F9"
TIP = "看全姓名、电话、住址，会记进“谁看过”；换一条就遮上"


class Reveal(QPushButton):
    """One press, or its key, asks for all of it; hidden where nothing is starred."""

    def __init__(self, noun: str, host: QWidget, press: Callable[[], object]) -> None:
        super().__init__(f"{REVEAL}  {KEY}")
        self.setObjectName(f"{noun}_reveal")
        self.setAccessibleName(REVEAL)
        self.setToolTip(TIP)
        self.setProperty("c", "link")
        self.setAutoDefault(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes once it is pressed: the keys stay where they are
        self.clicked.connect(lambda _on=False: press())
        QShortcut(QKeySequence(KEY), host).activated.connect(lambda: self.isVisible() and press())


class Starred:
    """The fields of a form that are not shown whole: grey, and never saved."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._shown: Mapping[str, Any] = {}
        self._whole: Mapping[str, Any] = {}
        self.bared: tuple[str, ...] = ()
        self.names: tuple[str, ...] = ()

    def show(self, shown: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
        """What stands there of another record, and what does when somebody asks."""
        for name in (*self.names, *self.bared):
            self.form.editors[name].setEnabled(True)
        self.names, self.bared = tuple(name for name in shown if name in self.form.editors), ()
        self._shown, self._whole = shown, whole
        self._star(self.names)

    def bare(self, fixed: bool = False) -> None:
        """Somebody asked: all of it, to be rung or changed; `fixed`: to be read only."""
        for name in self.names:
            self.form.editors[name].show_value(self._whole[name])
            self.form.editors[name].setEnabled(not fixed)
        self.bared, self.names = self.names, ()

    def free(self, name: str) -> None:
        """A person's own words come into this one."""
        if name in self.names:
            self.names, self.bared = tuple(one for one in self.names if one != name), (*self.bared, name)
            self.form.editors[name].setEnabled(True)

    def star_again(self) -> bool:
        """They went on: what nobody is changing is starred as before; whether anything is."""
        same = tuple(name for name in self.bared if self.form.typed().get(name) == self._whole[name])
        self.names, self.bared = (*self.names, *same), tuple(name for name in self.bared if name not in same)
        self._star(same)
        return bool(self.names)

    def _star(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.form.editors[name].show_value(self._shown[name])
            self.form.editors[name].setEnabled(False)
