"""At a district: the backup of a station whose PC is dead, opened with our key and locked with words for its new PC."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from lianluozhan.folder import KEYS
from lianluozhan.package import sealed
from lianluozhan.vault import Keys
from ui.act import Desk
from ui.widgets.export_form import SHORTEST
from ui.widgets.in_place import InPlace
from ui.widgets.pane import asked, button, label, line

TITLE = "站里电脑坏了，给新电脑备份"
ABOUT = "选站里放在 U 盘上的备份（.age），写一个口令：在旁边写一份用口令加密的，新电脑第一次启动时点“从 U 盘恢复”，写上口令就好。"

_button = partial(button, "relock")


class Relocking(InPlace):
    """The words the new PC opens it with, and which backup."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("relock")
        self.words, self.wrong = QLineEdit(), label("", "error", wrap=False)
        self.words.setObjectName("relock.words")
        self.words.setEchoMode(QLineEdit.EchoMode.Password)
        words = asked(f"给新电脑的口令（至少 {SHORTEST} 个字，当面或打电话告诉站里）", self.words, self.wrong)
        foot = line(_button("go", "选备份…", self.write, "primary"), _button("leave", "先不做", self.leave), None)
        self.lay_out(_button("open", f"{TITLE}…", self._open, "link"), ABOUT, words, foot)

    def _open(self) -> None:
        self.words.clear()
        self.wrong.clear()
        self.begin()
        self.words.setFocus()

    def ask_file(self) -> str:
        """Which backup; empty when a person thinks better of it."""
        return QFileDialog.getOpenFileName(self, TITLE, "", f"*{sealed.SUFFIX}")[0]

    def write(self) -> None:
        """Lock it anew beside the other, in the worker."""
        words, folder = self.words.text(), self.desk.path
        self.wrong.setText("" if len(words) >= SHORTEST else f"现在 {len(words)} 个字")
        if self.wrong.text():
            self.words.setFocus()
        elif chosen := self.ask_file():
            file = Path(chosen)
            self.say("正在打开和加密，请先不要拔 U 盘…")
            self.desk.ask(lambda _store: sealed.relock(file, file.parent, Keys.load(folder / KEYS), words), self._done, self.refused)

    def _done(self, made: Path) -> None:
        self.words.clear()
        self.leave(f"✓ 已写好并核对过：{made.name}，可以拔出 U 盘。口令另外告诉站里，不要和 U 盘放在一起。")
