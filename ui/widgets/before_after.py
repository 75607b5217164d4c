"""How it was at the left, how it is now at the right: small pictures of a record, one more added, a wrong one taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from lianluozhan import attachment
from lianluozhan.project_photo import ENDINGS, GONE
from lianluozhan.store import Store
from ui.act import Desk
from ui.theme import Theme
from ui.widgets.paper_links import Paper
from ui.widgets.pieces import clear, label

ACROSS = 2  # pictures on a line: two sides stand beside each other on a small screen
WIDE, HIGH = 84, 63  # of a picture, before letters are larger
FIRST_SAVE = "先保存，再添加照片"


class Small(NamedTuple):
    """A photo as it is shown here; `picture` is None where its bytes are not here or are none."""

    paper: Paper
    picture: QImage | None


def small(store: Store, papers: Sequence[Paper], size: QSize) -> list[Small]:
    """Photos as small as they are shown, in the worker."""
    return [Small(paper, _scaled(attachment.paper(store.path.parent, paper["digest"]), size)) for paper in papers]


def _scaled(data: bytes | None, size: QSize) -> QImage | None:
    read = QImage.fromData(data) if data else QImage()
    return (
        None
        if read.isNull()
        else read.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    )


class Side(QWidget):
    """One of the two; `added` carries the files that were chosen, `opened` a photo to look at, `dropped` one to take off."""

    added, opened, dropped = Signal(list), Signal(object), Signal(object)

    def __init__(self, noun: str, name: str, words: str, size: QSize) -> None:
        super().__init__()
        self.setObjectName(f"{noun}.{name}")
        self.setAccessibleName(words)
        self._noun, self._name, self._size, self._shown = noun, name, size, ()
        self.add = self._button(f"{noun}_add_{name}", f"添加{words}…", "")
        self.add.clicked.connect(lambda _on=False: self._choose())
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(label(words, "label"))
        head.addWidget(self.add)
        head.addStretch(1)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addStretch(1)

    def _button(self, name: str, words: str, look: str) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setProperty("c", look)
        made.setAutoDefault(True)
        return made

    def show_photos(self, found: Sequence[Small], change: bool) -> None:
        """Others; `change` says whether one can be added or taken off."""
        clear(self._grid)
        self.add.setVisible(change)
        for place, one in enumerate(found):
            line, column = divmod(place, ACROSS)
            self._grid.addWidget(self._picture(place, one), 2 * line, column, Qt.AlignmentFlag.AlignLeft)
            if change:
                gone = self._button(f"{self._noun}_{self._name}_drop.{place}", GONE, "link")
                gone.setAccessibleName(f"{GONE} {one.paper['name']}")
                gone.clicked.connect(lambda _on=False, paper=one.paper: self.dropped.emit(paper))
                self._grid.addWidget(gone, 2 * line + 1, column, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(ACROSS, 1)
        self._shown = tuple(one.paper["name"] for one in found)

    def _picture(self, place: int, one: Small) -> QPushButton:
        made = self._button(
            f"{self._noun}_{self._name}_photo.{place}", "" if one.picture else one.paper["name"], "link"
        )
        made.setAccessibleName(f"看照片 {one.paper['name']}")
        made.setToolTip(one.paper["name"])
        if one.picture:
            made.setIcon(QIcon(QPixmap.fromImage(one.picture)))
            made.setIconSize(self._size)
        made.clicked.connect(lambda _on=False: self.opened.emit(one.paper))
        return made

    def ask_files(self) -> list[str]:
        """Which files a person chooses."""
        return QFileDialog.getOpenFileNames(
            self, self.add.accessibleName(), "", f"照片 ({' '.join(f'*{one}' for one in ENDINGS)})"
        )[0]

    def _choose(self) -> None:
        if names := self.ask_files():
            self.added.emit([Path(name) for name in names])


class BeforeAfter(QFrame):
    """Both beside each other; the signals carry the field's name too."""

    added, opened, dropped = Signal(str, list), Signal(object), Signal(object)

    def __init__(self, noun: str, sides: Mapping[str, str], desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.desk = desk
        self._size = QSize(round(WIDE * theme.factor), round(HIGH * theme.factor))
        self.sides = {name: Side(noun, name, words, self._size) for name, words in sides.items()}
        self.first = label(FIRST_SAVE, "note")
        self._asked: dict[str, Any] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px("margin"), 4, theme.px("margin"), 4)
        row = QHBoxLayout()
        for name, side in self.sides.items():
            side.added.connect(lambda files, name=name: self.added.emit(name, files))
            side.opened.connect(self.opened)
            side.dropped.connect(self.dropped)
            row.addWidget(side, 1)
        column.addWidget(self.first)
        column.addLayout(row)

    def show_photos(self, papers: Mapping[str, Sequence[Paper]] | None, change: bool = False) -> None:
        """Those of a record; None where it is not saved yet."""
        self.first.setVisible(papers is None)
        asked = self._asked = dict(papers or {})
        for side in self.sides.values():
            side.setVisible(papers is not None)
            side.show_photos((), change)
        if any(asked.values()):
            self.desk.ask(
                lambda store: {name: small(store, held, self._size) for name, held in asked.items()},
                lambda found: self._show(asked, found, change),
            )

    def _show(self, asked: Mapping[str, Any], found: Mapping[str, Sequence[Small]], change: bool) -> None:
        if asked is self._asked:  # else another record is shown by now
            for name, photos in found.items():
                self.sides[name].show_photos(photos, change)
