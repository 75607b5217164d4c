"""A kept paper over the page that names it: pictures and PDF are seen here, other documents open in the system's program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lianluozhan import showing
from lianluozhan.store import Store
from ui.act import Desk
from ui.theme import Theme
from ui.widgets import pdf
from ui.widgets.covering import Covering
from ui.widgets.labelled import Cut
from ui.widgets.page_view import PageView
from ui.widgets.pdf import Document


class Seen(NamedTuple):
    """A paper as it was read: pages of it that can be drawn here, 0 where only another program can."""

    name: str
    data: bytes
    pages: int


def seen(store: Store, paper: Mapping[str, Any]) -> Seen:
    """Read a kept paper, in the worker. Raises what showing.kept and showing.kind_of raise."""
    showing.kind_of(paper["name"])
    data = showing.kept(store.path.parent, paper)
    return Seen(paper["name"], data, pdf.pages(data))


class Viewer(Covering):
    """Covers its page while a paper is looked at; `said` tells what became of it."""

    said = Signal(str)

    def __init__(self, page: QWidget, desk: Desk, theme: Theme) -> None:
        super().__init__(page, "viewer", "canvas")
        self.desk, self.paper, self.number = desk, None, 0
        self.copies = showing.Copies()
        self.opener: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._before: QWidget | None = None  # where the cursor was
        self.view = PageView(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(theme))
        column.addWidget(self.view, 1)
        keys = {"Esc": self.leave, "PgDown": self.down, "PgUp": self.up, "+": self.view.closer, "-": self.view.farther}
        for key, press in keys.items():
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
                press
            )
        self.destroyed.connect(self.copies.clear)

    def _head(self, theme: Theme) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px("margin"), 8, theme.px("margin"), 8)
        head.setSpacing(8)
        self.title, self.where = Cut("section"), QLabel()
        self._before_page = self._button("up", "上页", lambda: self.turn(-1))
        self._after_page = self._button("down", "下页", lambda: self.turn(1))
        head.addWidget(self._button("back", "← 回去  Esc", self.leave))
        head.addWidget(self.title, 1)
        for part in (self._before_page, self.where, self._after_page):
            head.addWidget(part)
        for verb, words, press in (
            ("smaller", "小些", self.view.farther),
            ("larger", "大些", self.view.closer),
            ("outside", "用别的程序打开", self.outside),
            ("save", "另存…", self.save_as),
        ):
            head.addWidget(self._button(verb, words, press))
        return head

    def _button(self, verb: str, words: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"viewer_{verb}")
        button.setAccessibleName(words.split("  ")[0])
        button.setProperty("c", "link")
        button.clicked.connect(lambda _on=False: press())
        return button

    # -- a paper

    def look_at(self, paper: Mapping[str, Any]) -> None:
        """Read a record's paper and show it, here or outside."""
        self.desk.ask(lambda store: seen(store, paper), self._show)

    def _show(self, found: Seen) -> None:
        self.paper, self.number = found, 0
        if not found.pages:
            self.outside()
            return
        self.title.say(found.name)
        self._before = self.window().focusWidget()
        self.cover()
        self.view.setFocus()
        self._show_page()

    def _show_page(self) -> None:
        found = self.paper
        self.where.setText(f"{self.number + 1} / {found.pages} 页" if found.pages > 1 else "")
        for button, on in ((self._before_page, self.number > 0), (self._after_page, self.number + 1 < found.pages)):
            button.setVisible(found.pages > 1)
            button.setEnabled(on)
        self.view.show_page(Document(found.name, found.name, found.data, found.pages), self.number)

    def turn(self, step: int) -> None:
        """Another page, where there is one."""
        number = self.number + step
        if 0 <= number < self.paper.pages:
            self.number = number
            self._show_page()

    def down(self) -> None:
        """Further down the page, then to the next."""
        self.view.scroll_on(1) or self.turn(1)

    def up(self) -> None:
        """Further up the page, then to the one before."""
        self.view.scroll_on(-1) or self.turn(-1)

    def leave(self) -> None:
        """Back to the page, the cursor where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    # -- outside

    def outside(self) -> None:
        """Open a copy in the system's program."""
        name, data = self.paper.name, self.paper.data
        self.desk.ask(lambda store: self.copies.put(name, data), self._opened)

    def _opened(self, copy: Path) -> None:
        done = self.opener(QUrl.fromLocalFile(str(copy)))
        self.said.emit(
            f"已在别的程序里打开：{copy.name}（只读的副本，关窗口时删掉）"
            if done
            else f"这台电脑上没有能打开“{copy.name}”的程序，可以另存出来"
        )

    def ask_file(self, proposed: str) -> str:
        """Where a person wants it; empty when they think better of it."""
        return QFileDialog.getSaveFileName(self, "另存附件", proposed)[0]

    def save_as(self) -> None:
        """Keep the paper as a file of one's own."""
        found = self.paper
        if chosen := self.ask_file(showing.safe_name(found.name)):
            self.desk.ask(
                lambda store: pdf.save(Path(chosen), found.data), lambda kept: self.said.emit(f"✓ 已存到 {kept}")
            )
