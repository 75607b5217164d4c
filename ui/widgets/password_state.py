"""How passwords stand: who has one, what else opens, after how long without anybody the window is locked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ui.asks.password import Standing, said
from ui.idle import CHOICES
from ui.widgets.password_form import LetsDistrict
from ui.widgets.pieces import asked, label
from ui.widgets.wear import tell

OPEN_TO_ALL = "数据没有加密：谁能用这台电脑，谁就能看到来访人的姓名、电话和原话。\n一个人用、电脑锁在屋里的，可以不设。"


class PasswordState(QWidget):
    """Tells and lets two things be switched: `lets` the district's key, `minutes` until it locks."""

    lets = Signal(bool)
    minutes = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.head, self.told, self.lines = label("", "title"), label("", "saved"), label("")
        self.district, self.wait = LetsDistrict("password.lets_district"), QComboBox()
        self.district.box.clicked.connect(self.lets)
        self.wait.setObjectName("password.minutes")
        for minutes in CHOICES:
            self.wait.addItem(f"{minutes} 分钟没有人动就锁上", minutes)
        self.wait.activated.connect(lambda _place: self.minutes.emit(self.wait.currentData()))
        self._waits = QWidget()
        row = asked("没有人的时候", self.wait)
        row.setContentsMargins(0, 0, 0, 0)
        self._waits.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.head, self.told, self.lines, self.district, self._waits):
            column.addWidget(part)
        self.tell("")

    def show_standing(self, now: Standing) -> None:
        """How it stands now."""
        guarded = bool(now.having)
        self.head.setText("数据已加密" if guarded else "还没有设密码")
        self.lines.setText(said(now) if guarded else OPEN_TO_ALL)
        self.district.setVisible(guarded and now.manages and bool(now.district))
        self.district.box.setChecked(now.opens)
        self._waits.setVisible(guarded)
        self.wait.setCurrentIndex(max(self.wait.findData(now.minutes), 0))

    def tell(self, words: str, look: str = "saved") -> None:
        """What came of what was done."""
        tell(self.told, words, look)
        self.told.setVisible(bool(words))
