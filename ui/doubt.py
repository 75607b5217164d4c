"""The PC's date does not fit what was written last: a person says that it is right, or goes and puts it right first."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from lianluozhan import doubt
from ui.act import Desk
from ui.theme import Theme
from ui.widgets.dialog import Dialog
from ui.widgets.pieces import label

RIGHT, WRONG = "日期是对的", "不对，先关掉去改"


class DateAsked(Dialog):
    """One question over the window; until it is answered nothing is saved, and everything can be read."""

    def __init__(self, window: QWidget, desk: Desk, theme: Theme, doubted: str) -> None:
        super().__init__(window, theme)
        self.setObjectName("date_asked")
        self.setWindowTitle("请看一下电脑的日期")
        self.setMinimumWidth(480)
        self.desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        for words, look in ((doubted + "。", "title"), ("日期不对，登记的时间和办理期限就会记错。数据都还在。", "")):
            column.addWidget(label(words, look))
        foot = QDialogButtonBox()
        self.right = foot.addButton(RIGHT, QDialogButtonBox.ButtonRole.AcceptRole)
        self.wrong = foot.addButton(WRONG, QDialogButtonBox.ButtonRole.RejectRole)
        self.right.setObjectName("date_right")
        self.wrong.setObjectName("date_wrong")
        column.addWidget(foot)
        self.right.clicked.connect(self._right)
        self.wrong.clicked.connect(window.close)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words are at this width: in larger letters they take more lines than the dialog was made for."""
        super().showEvent(event)
        self.setMinimumHeight(self.layout().totalHeightForWidth(self.width()))

    def _right(self) -> None:
        self.desk.ask(doubt.confirm)
        self.accept()
