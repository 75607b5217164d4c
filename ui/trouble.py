"""What goes wrong reaches the person: known trouble in place, as sentences; a bug of ours in one dialog, never a second.

What is copied or logged names the place in the program and never what was typed: no message, no value, no path above it.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable, Sequence
from pathlib import PurePath
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lianluozhan import __version__, clock
from lianluozhan.errors import Problem
from ui.theme import Theme
from ui.widgets.dialog import Dialog

LOG = logging.getLogger("lianluozhan.ui")
LOG_FILE = "lianluozhan.log"  # beside the program's settings
OURS = ("lianluozhan", "ui")
FOREIGN = {"tests", "site-packages"}  # a checkout may itself be called as our package is
WIDEST = 720  # logical pixels of a notice
COPY = "复制说明"


def describe(trouble: BaseException) -> str:
    """Where in the program it happened, for the telephone and the log: kinds of error and lines of code, no values."""
    lines = [
        f"联络站 {__version__}　{clock.now()}",
        f"Python {platform.python_version()}　Qt {qVersion()}　{platform.system()} {platform.release()}",
    ]
    told: BaseException | None = trouble
    while told is not None:
        lines.append(type(told).__name__)
        lines += _places(told.__traceback__)
        told = told.__cause__ or told.__context__
    return "\n".join(lines)


def _places(at: TracebackType | None) -> list[str]:
    places = []
    while at is not None:
        code = at.tb_frame.f_code
        places.append(f"  {_inside(code.co_filename)}:{at.tb_lineno} {code.co_name}")
        at = at.tb_next
    return places


def _inside(file: str) -> str:
    """A file's name from our own package on; of anybody else's the last part alone, as folders have names of people."""
    parts = PurePath(file.replace("\\", "/")).parts
    ours = [place for place, part in enumerate(parts[:-1]) if part in OURS]
    inner = parts[ours[-1] :] if ours else ()
    return "/".join(inner if inner and FOREIGN.isdisjoint(inner) else parts[-1:])


class Notice(QFrame):
    """Known trouble that no page took: floats over the foot of its window until it is read; nothing moves, nothing waits."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("notice")
        self.setProperty("c", "notice")
        self.what, self.rest = _words("what"), _words("")
        self.setAccessibleName("没有做成的事")
        copy = _button("notice_copy", COPY, self._copy, "link")
        close = _button("notice_close", "知道了  Esc", self.hide)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(copy)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 14, 12)
        for part in (self.what, self.rest):
            column.addWidget(part)
        column.addLayout(foot)
        self._trouble: Problem | None = None
        window.installEventFilter(self)
        self.hide()

    def tell(self, problem: Problem) -> None:
        """Show what happened, what is safe, what to do; the words of an earlier one give way."""
        self._trouble = problem
        what, *rest = (part for part in (problem.what, problem.safe, problem.then) if part)
        self.what.setText(what.strip())
        self.rest.setText("\n".join(part.strip() for part in rest))
        self.setAccessibleDescription(str(problem))
        self.show()
        self._place()
        self.raise_()

    def words(self) -> str:
        """What stands there; nothing when it is put away."""
        return f"{self.what.text()}\n{self.rest.text()}" if self.isVisible() else ""

    def _copy(self) -> None:
        if self._trouble is not None:
            QGuiApplication.clipboard().setText(describe(self._trouble))

    def _place(self) -> None:
        around = self.parentWidget()
        wide = min(WIDEST, around.width() - 40)
        self.setFixedWidth(wide)
        high = self.layout().totalHeightForWidth(wide)
        foot = around.statusBar().height() if hasattr(around, "statusBar") else 0
        self.setGeometry((around.width() - wide) // 2, around.height() - foot - high - 12, wide, high)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay at the foot of a window of any size; while it is read, Esc that nothing on the page took puts it away."""
        if not self.isVisible():
            return False
        if event.type() == QEvent.Type.Resize:
            self._place()
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # it is a notice's before it is a page's
        elif escape and event.type() == QEvent.Type.KeyPress:
            self.hide()
            return True
        return False


def mistake(trouble: BaseException) -> Problem:
    """What to say of a mistake of ours where there is no window yet to report it."""
    return Problem(f"程序出了错（{type(trouble).__name__}）", then="请再试一次")


class Bug(Dialog):
    """What is a mistake of the program: one dialog that counts on while it is open, and goes on with the work."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme)
        self.setObjectName("bug")
        self.setWindowTitle("程序出了毛病")
        self.setMinimumWidth(520)
        self._count, self._told = 0, ""
        head, self.count = _words("title"), _words("hint")
        head.setText("刚才这一步没有做成，是程序自己的毛病")
        safe, then = _words(""), _words("")
        safe.setText("已经存进台账的都在，没有变化；正在写的草稿也留着。")
        then.setText(f"请点“{COPY}”，发给维护程序的人，里面没有个人信息。\n可以接着用；再出现就关掉窗口重新打开。")
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(_button("bug_copy", COPY, self._copy))
        self.on = _button("bug_close", "接着用", self.accept, "primary")
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        for part in (head, safe, then):
            column.addWidget(part)
        column.addLayout(foot)

    def tell(self, trouble: BaseException) -> str:
        """Show it, or count it where the dialog is open already; returns what may be logged."""
        told = describe(trouble)
        if self.isVisible():
            self._count += 1
            self._told += f"\n\n{told}"
            self.count.setText(f"又出现了 {self._count} 次")
            return told
        self._count, self._told = 0, told
        self.count.setText("")
        self.open()
        return told

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Enter goes on with the work."""
        super().showEvent(event)
        self.on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._told)


MEND, AGAIN = "修复", "再打开一次就可以接着用了。"


def refusal(problem: Problem, theme: Theme, mend: Callable[[], Sequence[str]] | None = None) -> Dialog:
    """Known trouble before there is a window: the folder does not open. `mend` tries to help, and says in sentences what it did."""
    panel = Dialog(None, theme)
    panel.setObjectName("refusal")
    panel.setWindowTitle("联络站没有打开")
    panel.setMinimumWidth(520)
    column = QVBoxLayout(panel)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(12)
    labels = [_words(look) for look in ("title", "", "")]

    def tell(*parts: str) -> None:
        for label, part in zip(labels, parts, strict=True):
            label.setText(part.strip())

    def press() -> None:
        try:
            what, *rest = mend()
            tell(what, "".join(rest), AGAIN)
        except Problem as refused:
            tell(refused.what, refused.safe, refused.then)
        mending.hide()

    tell(problem.what, problem.safe, problem.then)
    foot = QHBoxLayout()
    foot.addStretch(1)
    mending = _button("refusal_mend", MEND, press)
    foot.addWidget(mending)
    mending.setVisible(mend is not None)
    foot.addWidget(_button("refusal_close", "知道了", panel.accept, "primary"))
    for part in labels:
        column.addWidget(part)
    column.addLayout(foot)
    return panel


def _words(look: str) -> QLabel:
    label = QLabel()
    label.setProperty("c", look)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return label


def _button(name: str, words: str, press, look: str = "") -> QPushButton:  # noqa: ANN001
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAccessibleName(words.split("  ")[0])
    button.setProperty("c", look)
    button.clicked.connect(lambda _on=False: press())
    return button
