"""What can be looked up without leaving the page: the keys of every page, what this program is and where the data lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from lianluozhan import __version__, resource
from lianluozhan.store import Identity
from ui.find import FIND

Keys = Sequence[tuple[str, str]]  # (key, what it does)
EVERYWHERE: Keys = (
    ("Alt+1…9", "到第几个标签"), ("Alt+0", "更多"), ("Ctrl+K", FIND), ("F1", "这一页怎么用"),
    ("Tab　Shift+Tab", "下一项、上一项"), ("Enter", "单行里：下一项；列表里：打开"), ("Alt+↓", "打开可选的"),
    ("Ctrl+=　Ctrl+-", "字大一点、小一点"), ("Esc", "收起弹出的，不丢写的字"),
)  # fmt: skip
# Licences of what goes along: Qt's terms first; the list is made with a bundle (build_spec/supply.py), a checkout has none.
LICENCES = ("Qt.txt", "第三方许可.txt", "LGPL-3.0.txt")
PLACES = {"station": "联络站", "district": "区人大办"}


def about(window: QWidget, identity: Identity, operator: str, folder: Path, ask: Callable[..., object]) -> QDialog:
    """关于: the version, whose folder this is, where it lies, under which terms; `ask` reads what is long in the worker."""
    panel = _panel(window, "about", "关于")
    panel.layout().addWidget(_label(f"联络站 {__version__}", "title"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(8)
    rows = (
        ("名称", identity.name), ("是", f"{PLACES[identity.role]}，代码 {identity.world}"), ("经办人", operator),
        ("数据文件夹", str(folder.absolute())), ("许可", "程序 Apache-2.0；字体 OFL；Qt LGPL-3.0"),
    )  # fmt: skip
    for row, (name, value) in enumerate(rows):
        grid.addWidget(_label(name, "note"), row, 0, Qt.AlignmentFlag.AlignTop)
        told = _label(value, "")
        told.setWordWrap(True)
        told.setMinimumWidth(360)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(told, row, 1)
    panel.layout().addLayout(grid)
    panel.layout().addWidget(_label("所有数据只在这个文件夹里；程序不联网。", "hint"))
    terms = QPushButton("许可全文")
    terms.setObjectName("about_licences")
    terms.clicked.connect(lambda _on=False: ask(lambda _store: licences(), lambda words: _read(panel, words)))
    panel.layout().addWidget(terms, 0, Qt.AlignmentFlag.AlignLeft)
    return _open(panel)


def licences() -> str:
    """In the worker: the terms of Qt, what else goes along, the text of Qt's licence."""
    there = [file for name in LICENCES if (file := resource.path("licences", name)).exists()]
    return "\n\n".join(file.read_text("utf-8").strip() for file in there)


def _read(about: QDialog, words: str) -> None:
    """Long words in a panel of their own."""
    panel = _panel(about, "licences", "许可")
    text = QPlainTextEdit(words)
    text.setObjectName("licences_text")
    text.setAccessibleName("许可")
    text.setReadOnly(True)
    text.setMinimumSize(720, 420)
    panel.layout().addWidget(text)
    _open(panel)
    text.setFocus()  # so that its keys turn its pages


def _panel(window: QWidget, name: str, title: str) -> QDialog:
    panel = QDialog(window)
    panel.setObjectName(name)
    panel.setWindowTitle(title)
    panel.setAccessibleName(title)
    panel.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    column = QVBoxLayout(panel)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(16)
    return panel


def _open(panel: QDialog) -> QDialog:
    close = QPushButton("收起  Esc")
    close.setObjectName(f"{panel.objectName()}_close")
    close.setAccessibleName("收起")
    close.clicked.connect(lambda _on=False: panel.accept())
    panel.layout().addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    window, before = panel.parentWidget(), panel.parentWidget().focusWidget()
    panel.finished.connect(window.activateWindow)
    if before is not None:
        panel.finished.connect(before.setFocus)
    panel.open()
    close.setFocus()
    return panel


def _label(words: str, look: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("c", look)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
