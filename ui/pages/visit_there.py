"""接待登记 at a district: what its stations wrote down, read and sent back; receptions are registered where people come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.asks.visit import TO_FILTER
from ui.page import Page, Surroundings
from ui.pages import VISIT_THERE
from ui.widgets.panes import Panes
from ui.widgets.pieces import label, line
from ui.widgets.visit_list import VisitList
from ui.widgets.visit_reading import VisitReading

QUIET = "接待由各站登记，报上来的都在左边。\n点一条就看；写得不清楚的，看的时候按“退回修改”，站里下次导入就看见。"


class VisitTherePage(Page):
    """List and record."""

    leaf = VISIT_THERE
    concerns = frozenset(("visit", "deputy", "category", "note"))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.reading, self.left = VisitReading(self, {}), VisitList(self)
        self.list = self.left.rows
        self.quiet = label(QUIET, "hint")
        self.quiet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.work = QStackedWidget()
        for part in (self.quiet, self.reading):
            self.work.addWidget(part)
        to_list = self.button("list", "名单", lambda: self.panes.go_to_list(self.list), "F6", "link")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        way = line(to_list, None)
        way.setContentsMargins(12, 0, 12, 0)
        column.addLayout(way)
        column.addWidget(self.work, 1)
        self.panes = Panes(self.left, right, None, self.theme, to_list)
        self.fill(self.panes)
        self.left.chosen.connect(self.show_record)
        self.list.clicked.connect(lambda _index: self.panes.close_over())
        self.reading.shown.connect(lambda: self.work.setCurrentWidget(self.reading))
        self.reading.left.connect(self._put_away)
        for key, words, press in (
            ("Ctrl+F", TO_FILTER, lambda: self.panes.go_to_list(self.left.filter)),
            ("Ctrl+P", self.reading.print.accessibleName(), self.reading.print.click),
            ("Esc", "收起这一条", self._escape),
        ):
            self.keys.append((key, words))
            QShortcut(QKeySequence(key), self).activated.connect(press)

    def reload(self) -> None:
        """Ask for the list anew."""
        self.left.reload()

    def show_record(self, id: str) -> None:
        """Read a visit."""
        self.reading.lead_to(id)

    def _escape(self) -> None:
        """Close what lies over the work, then the filter, then the record."""
        if self.panes.over() is not None:
            self.panes.close_over()
        elif self.left.filter.text():
            self.left.filter.clear()
        else:
            self._put_away()

    def _put_away(self) -> None:
        self.left.release()
        self.work.setCurrentWidget(self.quiet)
