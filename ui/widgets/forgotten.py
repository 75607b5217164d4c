"""At a district: another password for who forgot the own, in a station's keys.json that was brought here on a stick."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog

from lianluozhan import access
from lianluozhan.folder import KEYS
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from ui.act import Desk
from ui.widgets.in_place import InPlace
from ui.widgets.pieces import asked, button, label, line
from ui.widgets.secret import Secret, shower

NOUN, TITLE = "forgotten", "站里忘了密码，给他另设"
ABOUT = "站里把数据文件夹里的 keys.json 一个文件拷在 U 盘上带来；那边勾过“区里的钥匙也能打开”的，才打得开。"
TAKEN = "把 U 盘上的 keys.json 带回站里，放回数据文件夹，换掉原来的那一个（原来的先改个名字留着）。密码当面告诉他，请他打开以后自己再改。"


class Forgotten(InPlace):
    """Which folder, who of it, and the new password."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.folder = desk, Path()
        self.setObjectName(NOUN)
        self.name, self.word, self.where = QComboBox(), Secret(f"{NOUN}.word"), label("", "box")
        self.name.setObjectName(f"{NOUN}.name")
        made = partial(button, NOUN)
        self.go = made("go", "设好", self.write, "primary")
        self.lay_out(
            made("open", f"{TITLE}…", self._open, "link"),
            ABOUT,
            line(made("choose", "选放着它的文件夹…", self.choose), None),
            self.where,
            asked("谁忘了", self.name),
            asked("给他的新密码", self.word),
            line(shower(f"{NOUN}.show", self.word), None),
            line(self.go, made("leave", "先不做", self.leave), None),
        )

    def _open(self) -> None:
        self._show(Path(), [])
        self.begin()

    def ask_folder(self) -> str:
        """Which folder; empty when a person thinks better of it."""
        return QFileDialog.getExistingDirectory(self, TITLE)

    def choose(self) -> None:
        """Whose passwords there are in it."""
        if chosen := self.ask_folder():
            folder = Path(chosen)
            self._show(Path(), [])
            self.desk.ask(lambda _store: access.brought(folder), lambda names: self._show(folder, names), self.refused)

    def _show(self, folder: Path, names: list[str]) -> None:
        self.folder = folder
        self.say("")
        self.word.clear()
        self.name.clear()
        self.name.addItems(names)
        self.where.setText(str(folder))
        self.where.setVisible(bool(names))
        for one in (self.name, self.word, self.go):
            one.setEnabled(bool(names))
        if names:
            self.word.setFocus()

    def write(self) -> None:
        """Set it, in the worker."""
        folder, name, word, ours = self.folder, self.name.currentText(), self.word.text(), self.desk.path

        def admitted(_store: Store) -> None:
            access.admit_by(folder, Keys.load(ours / KEYS), name, word)

        self.desk.ask(admitted, lambda _done: self._done(name), self.refused)

    def _done(self, name: str) -> None:
        self.word.clear()
        self.leave(f"✓ {name}的新密码设好了。{TAKEN}")
