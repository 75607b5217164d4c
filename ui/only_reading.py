"""Who may only read has a window to read in: forms are grey, what would write is not there, one line says why.

From one place for every page: what reads is listed here, whatever is not is put away, so that a new button is first of all
not theirs. The journal's door refuses them in any case (lianluozhan/operator.py); here they need not find that out.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from lianluozhan.operator import READER, READS_ONLY
from ui.page import Page
from ui.widgets.editor import Editor
from ui.widgets.page_room import Pages
from ui.window import Window

READS = re.compile(
    r"(?:preview|viewer|paper|stats|today|everybody|backup|update|password|qt)_"
    r"(?!new|no_second|sweep|elsewhere|take|put|add|code|off|remove|set).*"
    r"|visit_(?:see_hints|see_list|step\d|more)|issue_(?:visit|follow|print|more)"
    r"|activity_brief|ballot_order|deliberation_work|own_table_show|same_reveal|print_month_.*"
    r"|person_(?:find|look_\d+)|erasing_(?:due|print|back)|conflict_(?:look|next)"
    r"|\w+_(?:list|reveal|print|print_\d+|why|earlier|later|back|stop)"
    r"|(?!issue|month)\w+_close|.*\.(?:stations|earlier|later|show|masked|draft|overlay)"
)
KEYS = ("F6", "F9", "Esc", "PgUp", "PgDown", "Ctrl+P", "Ctrl+F", "+", "-")  # to look at things by


def reads(widget: QWidget) -> bool:
    """Whether a person who may only read may have this."""
    name = widget.objectName()
    if isinstance(widget, Editor) or name.endswith("_reason"):
        return False
    return not isinstance(widget, QPushButton | QCheckBox) or not name or bool(READS.fullmatch(name))


class OnlyReading(QObject):
    """Watches over the pages of a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        line = QLabel(f"您的身份是“{READER}”：{READS_ONLY}")
        line.setObjectName("window_only_reading")
        line.setProperty("c", "warning")
        line.setContentsMargins(window.around.theme.px("margin"), 4, 0, 4)
        window.centralWidget().layout().insertWidget(2, line)
        window.findChild(Pages).installEventFilter(self)
        window.around.desk.busy.connect(lambda on: on or QTimer.singleShot(0, self, self._look))

    def _look(self) -> None:
        """What an answer has brought up is looked at too."""
        for page in self._window.findChildren(Page):
            if page.isVisible():
                self.watch(page)

    def watch(self, page: QWidget) -> None:
        """Put away what writes in it, now and whenever the page would show it."""
        for one in (page, *page.findChildren(QWidget)):
            mine = not reads(one)
            if not one.property("watched") and (mine or one.layout() is not None):
                one.setProperty("watched", True)
                one.installEventFilter(self)
            if mine:
                _put_away(one)
        for key in page.findChildren(QShortcut):
            key.setEnabled(key.key().toString() in KEYS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A page shows it, or lets it be pressed: not here. What is put where something else was is looked at before it is seen."""
        if event.type() == QEvent.Type.ChildPolished and isinstance(child := event.child(), QWidget):
            self.watch(child)
        elif event.type() in (QEvent.Type.Show, QEvent.Type.EnabledChange) and isValid(watched) and not reads(watched):
            _put_away(watched)
        return False


def _put_away(one: QWidget) -> None:
    if one.isEnabled():
        one.setEnabled(False)
    if isinstance(one, QPushButton) or one.objectName().endswith("_reason"):
        one.setVisible(False)
