"""The line above papers that are looked through: which one, what the page asks, where one is, turning and drawing nearer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.widgets.pieces import button

SIGNS = "‹", "›", "－", "□", "＋"  # of the page before and after, farther, the whole width, nearer
BUTTONS = {
    "back": "← 返回  Esc",
    "page_up": "上一页",
    "page_down": "下一页",
    "zoom_out": "缩小",
    "zoom_fit": "整页宽",
    "zoom_in": "放大",
}
_button = partial(button, "preview", look="link")


class PreviewHead(QWidget):
    """`does` is what each of BUTTONS does; `find` is the line to search the paper by."""

    def __init__(self, does: Mapping[str, Callable[[], object]], find: QWidget) -> None:
        super().__init__()
        back, self.before, self.after, *self.zooms = (
            _button(verb, words, does[verb]) for verb, words in BUTTONS.items()
        )
        self.title, self.note, self.where = QLabel(), QLabel(), QLabel()
        self.title.setProperty("c", "title")
        self.note.setProperty("c", "note")
        self.lead = QHBoxLayout()  # what the page asks first
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(back)
        row.addSpacing(8)
        row.addWidget(self.title)
        row.addSpacing(6)
        row.addWidget(self.note)
        row.addSpacing(12)
        row.addLayout(self.lead)
        row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(find)
        row.addSpacing(12)
        for part in (self.before, self.where, self.after):
            row.addWidget(part)
        row.addSpacing(18)
        for part in self.zooms:
            row.addWidget(part)

    def fit(self, wide: bool) -> None:
        """Which paper it is and how many pages it has stands in the list too: where the window is narrow, only there, and
        what turns and draws nearer is a sign."""
        for part in (self.title, self.note):
            part.setVisible(wide)
        for part, sign in zip((self.before, self.after, *self.zooms), SIGNS, strict=True):
            part.setText(part.accessibleName() if wide else sign)
            part.setToolTip("" if wide else part.accessibleName())

    def show_place(self, number: int, pages: int) -> None:
        """Which page of how many."""
        self.where.setText(f"第 {number + 1} / {pages} 页")
        self.before.setEnabled(number > 0)
        self.after.setEnabled(number + 1 < pages)
