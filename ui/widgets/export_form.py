"""What an export has to be told: which stick, a passphrase twice where no key is known, how much, for which PC."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.pieces import asked, label
from ui.widgets.wear import wear
from ui.widgets.where import ELSEWHERE, Where

TO_BACK_UP = "要备份，到“更多”里的“备份”，放到另一只 U 盘或另一块硬盘"
NO_BACKUP = f"写口令的这一次，旁边不放备份。{TO_BACK_UP}；认了区里的钥匙卡以后，这里可以一起放。"
SHORTEST = 8  # characters of a passphrase: it guards the phones of half a town


class Order(NamedTuple):
    """Where to, under which passphrase ("" where a key locks it), and whether all of it."""

    to: Path
    secret: str
    full: bool
    own_pc: bool = False
    backup: bool = False
    on_stick: bool = False


class ExportForm(QWidget):
    """The inputs; what is wrong stands beside its label. `look` asks for the sticks anew."""

    look = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.where = Where("package", theme, lambda: self.ask_folder())
        self.where.look.connect(self.look)
        self.sticks = self.where.sticks
        self.passphrase, self.again = (self._secret(name) for name in ("passphrase", "again"))
        self.wrong, self.wrong_again = label("", "error", wrap=False), label("", "error", wrap=False)
        self.full = QCheckBox("全量导出（区里说“中间缺一段”时才用）")
        self.full.setObjectName("package.full")
        self.own_pc = QCheckBox("这次是给本站的另一台电脑，不是给区里")
        self.own_pc.setObjectName("package.own_pc")
        self.own_pc.toggled.connect(lambda _on: self._show_lock())
        self.backup = QCheckBox("旁边再放一份加密的备份（电脑坏了，区里能帮着恢复；区里也打得开全部内容）")
        self.backup.setObjectName("package.backup")
        self.no_backup = label(NO_BACKUP, "hint")
        self.name, self._known = "", ("", False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.where)
        column.addWidget(self._words())
        column.addWidget(self.locked)
        column.addWidget(self.full)
        column.addWidget(self.own_pc)
        column.addWidget(self.backup)
        column.addWidget(self.no_backup)

    def _words(self) -> QWidget:
        """The passphrase, twice; nobody is asked once the receiver's key is known."""
        self.locked = label("", "note")
        self.locked.hide()
        self.words = QWidget()
        column = QVBoxLayout(self.words)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(asked(f"口令（至少 {SHORTEST} 个字）", self.passphrase, self.wrong))
        column.addLayout(asked("再写一次", self.again, self.wrong_again))
        column.addWidget(label("口令请当面或打电话告诉区里，不要写在 U 盘上，也不要和 U 盘放在一起。", "hint"))
        return self.words

    def show_key_of(self, name: str, all_of_it: bool) -> None:
        """Whose key locks the package; "" while none is known and words must. A backup holds everybody's names: it is
        proposed only where the district is to have `all_of_it` anyway."""
        if (name, all_of_it) != self._known:
            self.backup.setChecked(all_of_it)
        self._known = name, all_of_it
        self.name = name
        self._show_lock()

    def _show_lock(self) -> None:
        """Which key locks it; between PCs of one station it is their own."""
        own, known = self.own_pc.isChecked(), bool(self.name)
        self.words.setHidden(known or own)
        self.locked.setText(
            "用本站的钥匙加密，只有本站的电脑打得开，不用口令。"
            if own
            else f"用{self.name}的钥匙加密，只有他们和本机打得开，不用口令。"
        )
        self.locked.setVisible(known or own)
        self.backup.setVisible(known or own)  # words lock slowly, and who remembers them when the PC is dead
        self.no_backup.setHidden(known or own)

    def start(self) -> None:
        """The cursor stands where something has to be written or chosen."""
        (self.sticks if self.words.isHidden() else self.passphrase).setFocus()

    def _secret(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"package.{name}")
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.textEdited.connect(lambda _text: self._tell_wrong("", ""))
        return line

    def ask_folder(self) -> str:
        """Which folder, where it shall be none of the sticks."""
        return QFileDialog.getExistingDirectory(self, ELSEWHERE)

    def _tell_wrong(self, first: str, second: str) -> None:
        for where, words, editor in ((self.wrong, first, self.passphrase), (self.wrong_again, second, self.again)):
            where.setText(words)
            wear(editor, "error" if words else "", "s")

    def read(self) -> Order | None:
        """What was written; None where something is missing, told beside it, the cursor in it."""
        wanted = not self.words.isHidden()
        first, second = (self.passphrase.text(), self.again.text()) if wanted else ("", "")
        short = _too_short(first) if wanted else ""
        other = "" if short or first == second else "两次写的不一样"
        self._tell_wrong(short, other)
        if short or other:
            (self.passphrase if short else self.again).setFocus()
        elif (to := self.where.chosen()) is not None:
            return Order(
                to,
                first,
                self.full.isChecked(),
                self.own_pc.isChecked(),
                self.backup.isChecked() and not wanted,
                self.sticks.on_stick(),
            )
        return None

    def forget(self) -> None:
        """The passphrase stands nowhere any more."""
        for one in (self.passphrase, self.again):
            one.clear()
        self.full.setChecked(False)
        self.own_pc.setChecked(False)


def _too_short(words: str) -> str:
    if len(words) >= SHORTEST:
        return ""
    return f"口令太短，现在 {len(words)} 个字" if words else "请写一个口令"
