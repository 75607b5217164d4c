"""A backup locked with words for a PC that has no key to open it: a station's, by its district; our own, for our other PC."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from lianluozhan.folder import KEYS
from lianluozhan.package import sealed, write
from lianluozhan.store import Store
from lianluozhan.vault import Keys
from ui.act import Desk
from ui.drives import done_with
from ui.widgets.export_form import SHORTEST
from ui.widgets.in_place import InPlace
from ui.widgets.pieces import asked, button, label, line
from ui.widgets.secret import Secret


class Relocking(InPlace):
    """At a district: the words the new PC of a station opens its backup with, and which backup."""

    noun, title, press = "relock", "站里电脑坏了，给新电脑备份", "选备份…"
    about = (
        "选站里放在 U 盘上的备份（.age），写一个口令：在旁边写一份用口令加密的，新电脑第一次启动时点“从 U 盘恢复”，"
        "写上口令；站里设过密码的，原来的密码也要写。"
    )
    told_to, with_it = "给新电脑的口令（至少 {} 个字，当面或打电话告诉站里）", "口令另外告诉站里，不要和 U 盘放在一起。"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName(self.noun)
        self.words, self.wrong = Secret(f"{self.noun}.words"), label("", "error", wrap=False)
        made = partial(button, self.noun)
        words = asked(self.told_to.format(SHORTEST), self.words, self.wrong)
        foot = line(made("go", self.press, self.write, "primary"), made("leave", "先不做", self.leave), None)
        self.lay_out(made("open", f"{self.title}…", self._open, "link"), self.about, words, foot)

    def _open(self) -> None:
        self.words.clear()
        self.wrong.clear()
        self.begin()
        self.words.setFocus()

    def ask_file(self) -> str:
        """Which backup; empty when a person thinks better of it."""
        return QFileDialog.getOpenFileName(self, self.title, "", f"*{sealed.SUFFIX}")[0]

    def locked(self, chosen: Path, words: str) -> Callable[[Store], Path]:
        """What the worker does: lock it anew beside the other."""
        folder = self.desk.path
        return lambda _store: sealed.relock(chosen, chosen.parent, Keys.load(folder / KEYS), words)

    def write(self) -> None:
        """Lock it, in the worker."""
        words = self.words.text()
        self.wrong.setText("" if len(words) >= SHORTEST else f"现在 {len(words)} 个字")
        if self.wrong.text():
            self.words.setFocus()
        elif chosen := self.ask_file():
            self.say("正在打开和加密，请先不要拔 U 盘…")
            lock = self.locked(Path(chosen), words)
            self.desk.ask(
                lambda store: (made := lock(store), done_with(made)), lambda found: self._done(*found), self.refused
            )

    def _done(self, made: Path, then: str) -> None:
        self.words.clear()
        self.leave(f"✓ 已写好并核对过：{made.name}，{then}。{self.with_it}")


class HandingOn(Relocking):
    """At a station that has a new key: its backup for its other PC, which takes the key out of it (taking_over.py)."""

    noun, title, press = "handing", "给另一台电脑写一份备份", "写到哪里…"
    about = "写一个口令：U 盘上写一份用口令加密的备份。在另一台电脑的“导出到U盘”里选它，那台电脑就也换上这里的钥匙。"
    told_to, with_it = "备份的口令（至少 {} 个字）", "到那台电脑上用过以后，请把这份备份从 U 盘上删掉。"

    def ask_file(self) -> str:
        """Onto which stick."""
        return QFileDialog.getExistingDirectory(self, self.title)

    def locked(self, chosen: Path, words: str) -> Callable[[Store], Path]:
        """What the worker does: a backup of this folder, locked with the words."""
        folder = self.desk.path
        return lambda _store: sealed.seal(folder, chosen, write.Passphrase(words), Keys.load(folder / KEYS)).path
