"""关于: what this program is, where the data lie, under which terms, and 诊断包 for whoever helps; all in one panel."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from lianluozhan import __version__, diagnosis, handbook, resource
from lianluozhan.cli.desk import settings
from lianluozhan.errors import Problem
from lianluozhan.whose import DISTRICT_ROLE
from ui.page import Surroundings
from ui.trouble import LOG_FILE
from ui.widgets.dialog import Dialog
from ui.widgets.pieces import button, label, line

# Licences of what goes along: Qt's terms first; the list is made with a bundle (build_spec/supply.py), a checkout has none.
LICENCES = ("Qt.txt", "第三方许可.txt", "LGPL-3.0.txt")
NAME, TERMS, SAFETY = "关于", "许可", "安全说明"
PROMISE = "里面没有姓名、电话、住址和原话，也没有您写过的字；请先看一遍，再存。"
LOOKING = "正在核对数据，请稍等……"


class About(Dialog):
    """Opens over its window, with two faces: what is known at once, and long words to be read, with what can be done with them."""

    def __init__(self, window: QWidget, around: Surroundings) -> None:
        super().__init__(window, around.theme)
        self.around, self._made = around, None
        self.setObjectName("about")
        self.setWindowTitle(NAME)
        self.setAccessibleName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.faces = QStackedWidget()
        self.faces.addWidget(self._facts())
        self.faces.addWidget(self._reading())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(self.faces)
        self.finished.connect(window.activateWindow)
        if (before := window.focusWidget()) is not None:
            self.finished.connect(before.setFocus)
        self.open()

    # -- building

    def _facts(self) -> QWidget:
        face, identity = QWidget(), self.around.identity
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(f"联络站 {__version__}", "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        rows = (
            ("名称", identity.name),
            ("是", f"{'区人大办' if identity.role == DISTRICT_ROLE else '联络站'}，代码 {identity.world}"),
            ("经办人", self.around.operator),
            (diagnosis.FOLDER, str(self.around.desk.path.absolute())),
            (TERMS, "程序 Apache-2.0；字体 OFL；Qt LGPL-3.0"),
            ("组件", f"Qt {qVersion()}"),
        )
        for row, (name, value) in enumerate(rows):
            grid.addWidget(label(name, "note", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
            told = label(value)
            told.setMinimumWidth(360)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(told, row, 1)
        column.addLayout(grid)
        column.addWidget(label("所有数据只在这个文件夹里；程序不联网。", "hint"))
        column.addLayout(
            line(
                button("about", "folder", "打开文件夹", self.open_folder),
                button("about", "licences", "许可全文", self.read_licences),
                button("about", "safety", SAFETY, self.read_safety),
                button("about", "diagnosis", f"{diagnosis.NAME}…", self.diagnose),
                None,
                button("about", "close", "收起  Esc", self.accept),
            )
        )
        return face

    def _reading(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        self.head, self.hint, self.told = label("", "title"), label("", "note"), label("", "note")
        self.text = QPlainTextEdit()
        self.text.setObjectName("about_text")
        self.text.setReadOnly(True)
        self.keep = button("about", "save", "存成一个文件…", self.save, "primary")
        foot = line(button("about", "back", "返回", self.back), self.told, None, self.keep)
        for part in (self.head, self.hint, self.text):
            column.addWidget(part)
        column.addLayout(foot)
        return face

    # -- doing

    def open_folder(self) -> None:
        """Show where the data lie, in the system's own window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.around.desk.path.absolute())))

    def read_licences(self) -> None:
        """The terms of all that goes along."""
        self._turn(TERMS, "")
        self.around.desk.ask(lambda _store: licences(), self.text.setPlainText)

    def read_safety(self) -> None:
        """The handbook's chapter on what is kept from whom, and what is not."""
        self._turn(SAFETY, "")
        self.around.desk.ask(
            lambda _store: next(one.words for one in handbook.chapters() if one.title == SAFETY), self.text.setPlainText
        )

    def diagnose(self) -> None:
        """Look at the folder, and show what the file would hold."""
        self._turn(diagnosis.NAME, PROMISE)
        self.text.setPlainText(LOOKING)
        machine = screen_of(self)
        self.around.desk.ask(lambda store: diagnosis.collect(store, log_files(), machine), self._show, self._failed)

    def _show(self, made: diagnosis.Diagnosis) -> None:
        self._made = made
        self.text.setPlainText(made.shown)
        self.keep.setVisible(True)
        self.keep.setFocus()

    def _failed(self, problem: Problem) -> None:
        self.text.setPlainText(str(problem))

    def ask_file(self) -> str:
        """Where a person wants it."""
        name = diagnosis.file_name(self.around.identity.world)
        return QFileDialog.getSaveFileName(self, diagnosis.NAME, name, f"{diagnosis.NAME} (*.zip)")[0]

    def save(self) -> None:
        """Just what was shown, as one file."""
        if self._made is not None and (to := self.ask_file()):
            made = self._made
            self.around.desk.ask(
                lambda _store: diagnosis.save(made, Path(to)),
                lambda file: self.told.setText(f"✓ 已存成 {file.name}"),
                lambda problem: self.told.setText(f"⊘ {problem}"),
            )

    def _turn(self, head: str, hint: str) -> None:
        self._made = None
        self.head.setText(head)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.told.setText("")
        self.text.setAccessibleName(head)
        self.keep.setVisible(False)
        self.faces.setCurrentIndex(1)
        room = self.parentWidget().size()
        self.resize(min(900, room.width() - 40), min(600, room.height() - 40))
        self.text.setFocus()  # so that its keys turn its pages

    def back(self) -> None:
        """What is known at once."""
        self.faces.setCurrentIndex(0)


def licences() -> str:
    """In the worker: the terms of Qt, what else goes along, the text of Qt's licence."""
    there = [file for name in LICENCES if (file := resource.path("licences", name)).exists()]
    return "\n\n".join(file.read_text("utf-8").strip() for file in there)


def log_files() -> list[Path]:
    """Where what is wrong with the program is kept, the older file first."""
    return [settings() / f"{LOG_FILE}.1", settings() / LOG_FILE]


def screen_of(widget: QWidget) -> Mapping[str, str]:
    """What the window knows of the screen it is on."""
    screen = widget.screen()
    size, ratio = screen.size(), screen.devicePixelRatio()
    return {
        "Qt": qVersion(),
        "屏幕": f"{size.width()}×{size.height()}，放大 {round(ratio * 100)}%",
        "屏幕数": str(len(screen.virtualSiblings())),
    }
