"""At a station with several PCs: this one takes the new key that another one has, out of that one's backup."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from lianluozhan.folder import KEYS
from lianluozhan.package import renew, sealed
from lianluozhan.package.manifest import LIKE
from lianluozhan.vault import Keys
from ui.act import Desk
from ui.widgets.in_place import InPlace
from ui.widgets.pieces import asked, button, line
from ui.widgets.relocking import HandingOn
from ui.widgets.secret import Secret, shower

ABOUT = (
    f"先在换过钥匙的那台电脑上点“{HandingOn.title}…”。"
    "把 U 盘插到这台电脑上，选那份备份（.age）：只取里面的新钥匙，这台电脑上的记录不动。"
)

_button = partial(button, "taking")


class TakingOver(InPlace):
    """The words and the password that backup has, and which it is; `done` once this PC has the key."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("taking")
        self.words, self.word = Secret("taking.words"), Secret("taking.password")
        fields = (
            asked("备份的口令", self.words),
            asked("那台电脑的密码（那里设了密码的才写）", self.word),
            line(shower("taking.show", self.words, self.word), None),
        )
        foot = line(_button("go", "选那份备份…", self.take, "primary"), _button("leave", "先不换", self._leave), None)
        self.lay_out(_button("open", f"{LIKE}…", self._open, "link"), ABOUT, *fields, foot)

    def _open(self) -> None:
        self.begin()
        self.words.setFocus()

    def _leave(self) -> None:
        self.words.clear()
        self.word.clear()
        self.leave()

    def ask_file(self) -> str:
        """Which backup; empty when a person thinks better of it."""
        return QFileDialog.getOpenFileName(self, LIKE, "", f"*{sealed.SUFFIX}")[0]

    def take(self) -> None:
        """Take the key over, in the worker."""
        if not (chosen := self.ask_file()):
            return
        file, folder, operator = Path(chosen), self.desk.path, self.desk.operator
        words, word = self.words.text() or None, self.word.text()
        self.say("正在打开备份…")

        def work(store):  # noqa: ANN001, ANN202
            fresh = sealed.keys_in(file, Keys.load(folder / KEYS), words, word)
            return renew.renewed(store, fresh, operator)

        self.desk.ask(work, self._done, self.refused)

    def _done(self, _party: object) -> None:
        self._leave()
        self.say("✓ 这台电脑也换上了新钥匙。请从这台电脑导出一次：以前没收进去的，一条不少。")
        self.done.emit()
