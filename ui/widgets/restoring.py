"""What restoring a backup has to be told: where to, the words a locked one was locked with, or whose key opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from lianluozhan import backup, password
from lianluozhan.folder import KEYS
from lianluozhan.package import read, sealed
from lianluozhan.password import CODE_WORD
from lianluozhan.vault import Keys
from ui.widgets.pieces import asked, label, line
from ui.widgets.start_form import NO_FOLDER


class Order(NamedTuple):
    """What was written: the backup, where it goes, the words that open it, the folder whose key does, its own password, and
    whether its PC is still used."""

    file: Path
    to: Path
    secret: str
    keys: Path | None
    word: str
    beside: bool


class Restoring(QWidget):
    """The inputs; those a plain backup does not need are not shown."""

    def __init__(self, button: Callable[..., QPushButton], choose: Callable[[QLineEdit], None]) -> None:
        super().__init__()
        self.file, self.under_way = label("", "box"), False  # until a person goes back to the first questions
        self.to, self.secret, self.keys, self.word = (
            self._line(name) for name in ("restore_to", "secret", "keys", "word")
        )
        self.wrong = {name: label("", "error", wrap=False) for name in ("to", "secret", "keys")}
        for one in (self.secret, self.word):
            one.setEchoMode(QLineEdit.EchoMode.Password)
        self.beside = QCheckBox(backup.STILL_USED)
        self.beside.setObjectName("start.beside")
        self.by_words, self.by_key = QWidget(), QWidget()
        self._fill(self.by_words, asked("备份的口令（做备份时写的）", self.secret, self.wrong["secret"]))
        self._fill(
            self.by_key,
            label("这份备份是用钥匙加密的：到区人大办公室，选区里的数据文件夹就打得开。", "note"),
            asked("用哪个数据文件夹的钥匙", self.keys, self.wrong["keys"]),
            line(button("keys_folder", "选钥匙所在的文件夹…", lambda: choose(self.keys)), None),
        )
        self._fill(
            self,
            label("从备份恢复", "title"),
            label("会先核对备份，再恢复到一个新文件夹；备份本身不动。", "note"),
            self.file,
            self.by_words,
            self.by_key,
            asked("恢复到", self.to, self.wrong["to"]),
            line(button("restore_folder", "选恢复到哪里…", lambda: choose(self.to)), None),
            asked(f"备份那天的密码，任何一位的；或那时的{CODE_WORD}（没设过密码的不用写）", self.word),
            self.beside,
            label("恢复以后的编号会多两个字母，与原来那台电脑上的不重。", "hint"),
        )

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(f"start.{name}")
        return made

    def _fill(self, widget: QWidget, *parts: object) -> None:
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)

    def begin(self, file: str, to: str) -> None:
        """Another backup."""
        self.file.setText(file)
        self.to.setText(to)
        self.under_way = True
        locked = Path(file).suffix == sealed.SUFFIX
        words = locked and read.needs_passphrase(Path(file))
        self.by_words.setVisible(words)
        self.by_key.setVisible(locked and not words)
        for one in (self.secret, self.word, *self.wrong.values()):
            one.clear()
        self._start()

    def _start(self) -> None:
        """The cursor stands where something has to be written."""
        shown = ((self.by_words, self.secret), (self.by_key, self.keys), (self, self.word))  # where to is filled in
        next(one for holder, one in shown if holder is self or not holder.isHidden()).setFocus()

    def read(self) -> Order | None:
        """What was written; None where something is missing, told beside its label, the cursor in the first."""
        missing = {
            "secret": "请写口令" if not self.by_words.isHidden() and not self.secret.text() else "",
            "keys": NO_FOLDER if not self.by_key.isHidden() and not self.keys.text().strip() else "",
            "to": "请选一个空文件夹" if not self.to.text().strip() else "",
        }
        for name, words in missing.items():
            self.wrong[name].setText(words)
        if first := next((name for name, words in missing.items() if words), ""):
            getattr(self, first).setFocus()
            return None
        keys = None if self.by_key.isHidden() else Path(self.keys.text().strip())
        return Order(
            Path(self.file.text()),
            Path(self.to.text().strip()),
            self.secret.text(),
            keys,
            self.word.text(),
            self.beside.isChecked(),
        )


def restored(order: Order) -> None:
    """Make the folder again. Raises Problem; then nothing is left in its place."""
    if order.file.suffix == sealed.SUFFIX:
        keys = Keys.load(order.keys / KEYS) if order.keys else None
        sealed.restore(order.file, order.to, keys, order.secret or None, beside=order.beside, word=order.word)
    else:
        backup.restore(order.file, order.to, beside=order.beside, word=order.word)
    if order.word:
        password.unlock(order.to, order.word)  # it was right a moment ago: nobody types it again to see the folder
