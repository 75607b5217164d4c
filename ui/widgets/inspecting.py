"""备齐迎检材料: which year, by which number the three cases are drawn, whether people are named, where the folder goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit

from lianluozhan import inspection
from lianluozhan.inspection import Ready, Wanted
from lianluozhan.record import short_number
from lianluozhan.report.file import without_font
from lianluozhan.report.inspection_index import NAME
from ui.act import Desk
from ui.widgets.in_place import InPlace
from ui.widgets.pieces import asked, button, label, line

TITLE = "备齐迎检材料"
ABOUT = "写成一个文件夹：目录、自检表、抽签抽出的三件一事一档、各月台账、归档目录。"

_button = partial(button, "selfcheck")


class Inspecting(InPlace):
    """`year` says which year is looked at."""

    def __init__(self, desk: Desk, year: Callable[[], int]) -> None:
        super().__init__()
        self.desk, self.year = desk, year
        self.seed, self.wrong = QLineEdit(), label("", "error", wrap=False)
        self.seed.setObjectName("selfcheck.seed")
        self.seed.setMaximumWidth(160)
        self.masked = QCheckBox("遮去来访人的姓名、电话、原话")
        self.masked.setObjectName("selfcheck.masked")
        self.named = label("里面有姓名、电话、原话，会记在谁看过里；看完请收好，不要留在 U 盘上。", "warning")
        self.masked.toggled.connect(self.named.setHidden)
        foot = line(_button("go", "选一个文件夹…", self.write, "primary"), _button("leave", "先不备", self.leave), None)
        self.lay_out(
            _button("inspect", f"{TITLE}…", self._open, "link"),
            ABOUT,
            asked("抽签号（同一个号抽到同样的三件）", self.seed, self.wrong),
            self.masked,
            self.named,
            foot,
        )

    def _open(self) -> None:
        self.wrong.clear()
        self.seed.setText(str(inspection.usual_seed()))
        self.masked.setChecked(True)
        self.named.hide()
        self.begin()
        self.seed.setFocus()

    def ask_folder(self) -> str:
        """Where the folder goes; empty when a person thinks better of it."""
        return QFileDialog.getExistingDirectory(self, TITLE)

    def write(self) -> None:
        """Write it, in the worker."""
        typed = self.seed.text().strip()
        if not typed.isdecimal():
            self.wrong.setText("抽签号要写数字")
            self.seed.setFocus()
            return
        if to := self.ask_folder():
            wanted, operator = Wanted(self.year(), int(typed), self.masked.isChecked()), self.desk.operator
            self.say("正在备，月份多的要等一会儿…")
            self.desk.ask(
                lambda store: inspection.make(store, wanted, Path(to), operator=operator), self._written, self.refused
            )

    def _written(self, made: Ready) -> None:
        cases = "、".join(short_number(one) for one in made.cases) or inspection.NONE
        pages = sum(one.pages for one in made.pieces)
        missing = without_font(NAME, made.missing) if made.missing else ""
        self.leave(f"✓ 已写好 {made.folder}：{len(made.pieces)} 份 {pages} 页，抽到 {cases}。{missing}")
