"""Before the window of a folder with passwords: who is there, and the password; also after it was locked for a while."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QMainWindow

from lianluozhan import folder, password, vault
from lianluozhan.errors import Problem
from lianluozhan.password import CODE_WORD, DISTRICT_KEY, GIVE_WORDS
from ui.act import Desk
from ui.theme import Theme
from ui.trouble import mistake
from ui.widgets.order import InOrder
from ui.widgets.pane import Panes
from ui.widgets.pieces import asked, button, label, line
from ui.widgets.secret import Secret, shower

WIDTH = 480


class Known(NamedTuple):
    """What is known of a locked folder: what it is called, who has a password, whether its district's key opens it."""

    name: str
    people: list[str]
    district: bool
    path: Path

    def help(self) -> str:
        """What whoever forgot the own password can do here, and no more."""
        words = f"忘了密码：在密码的地方照着打印的{CODE_WORD}输入，也能打开；打开以后在“密码”里点“{GIVE_WORDS}”，给自己另设一个。"
        ways = [
            *(["请另一位（有站长的请站长）用自己的密码打开，给您另设"] if len(self.people) > 1 else []),
            *(
                [
                    f"把数据文件夹（{self.path}）里的 keys.json 一个文件拷到 U 盘上带到区里，{DISTRICT_KEY}能开，另设好了带回来换上"
                ]
                if self.district
                else []
            ),
        ]
        none = f"那就谁也打不开了，{DISTRICT_KEY}也不能"
        return f"{words}{CODE_WORD}也找不到：{'；或'.join(ways) or none}。"


class UnlockWindow(InOrder, QMainWindow):
    """Asks for the password. `opened` once the folder can be opened."""

    opened = Signal(object)

    def __init__(self, path: Path, theme: Theme, said: str = "", noun: str = "") -> None:
        super().__init__()
        self.path = path
        self.noun = noun
        self.desk = Desk(path)  # nothing is open yet; the desk's worker does what takes time
        self.setObjectName("page_unlock")
        self.setWindowTitle("输入密码 — 联络站")
        self.setMinimumSize(880, 400)
        self.resize(1366, 689)
        self.who, self.word, self.told = QComboBox(), Secret("unlock.password"), label("", "error")
        self.who.setObjectName("unlock.name")
        self.title, self.help = label("", "title"), label("", "note")
        self.help.hide()
        self.go = button("unlock", "open", "打开", self.try_it, "primary")
        self.card = Panes(theme, WIDTH)
        self.pane = self.card.pane(
            self.title,
            label(said, "note"),
            6,
            asked("经办人", self.who),
            asked("密码", self.word),
            line(
                shower("unlock.show", self.word), None, button("unlock", "forgotten", "忘了密码？", self.forgot, "link")
            ),
            self.told,
            self.help,
            foot=(None, self.go),
        )
        self.setCentralWidget(self.card)
        theme.dress(self)
        self.word.returnPressed.connect(self.try_it)
        self.theme = theme
        QShortcut(QKeySequence("F1"), self).activated.connect(self.show_help)
        self.who.activated.connect(lambda _place: self.word.setFocus())
        self.desk.ask(lambda _store: _known(path), self._show, self.refuse)
        self.desk.broken.connect(lambda trouble: self.refuse(mistake(trouble)))

    def _show(self, known: Known) -> None:
        self.title.setText(known.name)
        self.who.addItems(known.people)
        self.help.setText(known.help())
        self.word.setFocus()

    def show_help(self) -> QDialog:
        """F1: the chapter on passwords."""
        from ui.handbook import before_pages  # what draws papers comes with it

        return before_pages(self, "password")

    def forgot(self) -> None:
        """What can be done; the cursor stands where the code is typed."""
        self.help.show()
        self.word.setFocus()

    def try_it(self) -> None:
        """Try the password, in the worker: it is stretched on purpose."""
        if not self.go.isEnabled():
            return
        word, name = self.word.take(), self.who.currentText()
        if not word:
            self._say("请输入密码")
            return
        self._wait(True)
        self.desk.ask(
            lambda _store: password.unlock(self.path, word, name), lambda _who: self.opened.emit(self.path), self.refuse
        )

    def refuse(self, problem: Problem) -> None:
        """What did not work, below the password."""
        self._wait(False)
        self._say("".join(f"{part}。" for part in (problem.what, problem.then) if part))

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.word.setFocus()

    def _wait(self, on: bool) -> None:
        self.go.setEnabled(not on)
        self.word.setEnabled(not on)
        self.told.setText("正在核对……" if on else "")

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """End the worker; what it opened belongs to the window that follows."""
        self.desk.close()
        super().closeEvent(event)


def _known(path: Path) -> Known:
    ways = vault.doors(path)
    return Known(folder.name_of(path), password.people(ways), any(way.kind == vault.DISTRICT for way in ways), path)
