"""At a district: the backup of a station whose PC is dead, opened with our key and locked with words for its new PC."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from lianluozhan.errors import Problem
from lianluozhan.folder import KEYS
from lianluozhan.package import sealed
from lianluozhan.vault import Keys
from ui.act import Desk
from ui.widgets.export_form import SHORTEST
from ui.widgets.pane import asked, button, label, line

TITLE = "站里电脑坏了，给新电脑备份"
ABOUT = "选站里放在 U 盘上的备份（.age），写一个口令：在旁边写一份用口令加密的，新电脑第一次启动时点“从 U 盘恢复”，写上口令就好。"

_button = partial(button, "relock")


class Relocking(QWidget):
    """A link that opens the questions in place; `asking` says whether they are open, and what is around should give way."""

    asking = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("relock")
        self.link = _button("open", f"{TITLE}…", self._open, "link")
        self.words, self.wrong, self.told = QLineEdit(), label("", "error", wrap=False), label("", "note")
        self.words.setObjectName("relock.words")
        self.words.setEchoMode(QLineEdit.EchoMode.Password)
        self.questions = QWidget()
        column = QVBoxLayout(self.questions)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(ABOUT, "note"))
        column.addLayout(asked(f"给新电脑的口令（至少 {SHORTEST} 个字，当面或打电话告诉站里）", self.words, self.wrong))
        column.addLayout(line(_button("go", "选备份…", self.write, "primary"), _button("leave", "先不做", self._leave), None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(line(self.link, None))
        for part in (self.questions, self.told):
            whole.addWidget(part)
        self._leave()

    def _open(self) -> None:
        self._say("")
        self.words.clear()
        self.wrong.clear()
        self.questions.show()
        self.asking.emit(True)
        self.words.setFocus()

    def _leave(self) -> None:
        self.questions.hide()
        self.asking.emit(False)
        self._say("")

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

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
            self._say("正在打开和加密，请先不要拔 U 盘…")
            self.desk.ask(lambda _store: sealed.relock(file, file.parent, Keys.load(folder / KEYS), words), self._done, self._refused)

    def _done(self, made: Path) -> None:
        self.words.clear()
        self.questions.hide()
        self.asking.emit(False)
        self._say(f"✓ 已写好并核对过：{made.name}，可以拔出 U 盘。口令另外告诉站里，不要和 U 盘放在一起。")

    def _refused(self, problem: Problem) -> None:
        self._say(f"⊘ {problem}")
