"""导出为数据库文件: what is merged here as one file for other programs; personal data only after a question, for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.publish import WITH, WITHOUT, publish
from ui.act import Desk
from ui.widgets.guard import Guard
from ui.widgets.in_place import InPlace
from ui.widgets.pieces import asked, button, label, line
from ui.widgets.why import ASKED, EXAMPLE

TITLE = "导出为数据库文件"
ABOUT = "汇总好的记录写成一个普通的数据库文件（SQLite），Datasette、DB Browser 打开就看，每种记录一个中文视图。"
ENDING = ".db"

_button = partial(button, "publish")


class Publishing(InPlace):
    """With personal data or without, for a reason, where to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("publish")
        self.private = QCheckBox("连姓名、电话、原话一起写出")
        self.why = QLineEdit()
        self.wrong = label("", "error", wrap=False)
        self.private.setObjectName("publish.private")
        self.private.toggled.connect(self._ask_why)
        self.why.setObjectName("publish.why")
        self.why.setPlaceholderText(EXAMPLE)
        self.warning = label(WITH, "warning")
        self.reason = QWidget()
        reason = QVBoxLayout(self.reason)
        reason.setContentsMargins(0, 0, 0, 0)
        reason.addWidget(self.warning)
        reason.addLayout(asked(ASKED, self.why, self.wrong))
        self.guard = Guard(desk, "publish")
        foot = line(_button("go", "选放在哪里…", self.write, "primary"), _button("leave", "不导出", self.leave), None)
        self.lay_out(
            _button("open", f"{TITLE}…", self._open, "link"), ABOUT, self.private, self.reason, self.guard, foot
        )

    def _open(self) -> None:
        self.private.setChecked(False)
        self.guard.hide()
        self._ask_why(False)
        self.begin()

    def _ask_why(self, on: bool) -> None:
        self.wrong.clear()
        self.why.clear()
        self.reason.setVisible(on)
        if on:
            self.why.setFocus()

    def ask_file(self, proposed: str) -> str:
        """Where the file goes; empty when a person thinks better of it."""
        return QFileDialog.getSaveFileName(self, TITLE, proposed, f"*{ENDING}")[0]

    def write(self) -> None:
        """Write it, in the worker; with personal data only where a reason is given."""
        why = self.why.text().strip() if self.private.isChecked() else None
        if why == "":
            self.wrong.setText("请写原因，或者去掉上面的勾")
            self.why.setFocus()
            return
        self.guard.ask(lambda: self._write(why), self.refused)

    def _write(self, why: str | None) -> None:
        if chosen := self.ask_file(f"汇总-{clock.today()}{ENDING}"):
            file, operator = Path(chosen).with_suffix(ENDING), self.desk.operator
            self.desk.ask(
                lambda store: publish(store, file, why, operator),
                lambda counts: self._written(file, counts, why),
                self.refused,
            )

    def _written(self, file: Path, counts: Mapping[str, int], why: str | None) -> None:
        self.leave(
            f"✓ 已写好 {file.name}："
            + "，".join(f"{name} {count} 条" for name, count in counts.items() if count)
            + f"。{WITH if why else WITHOUT}"
        )
