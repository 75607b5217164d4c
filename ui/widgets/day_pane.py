"""One reception day: its form, what was changed in it since it was planned, and the two things done to it: 调班 and 顺延."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan.adding import add_plain
from lianluozhan.blank import NAME
from lianluozhan.place import Place
from lianluozhan.rota import ON_HOLIDAY, said
from lianluozhan.schedule import Schedule
from lianluozhan.shift import SHIFT
from ui.asks.schedule import Planned, postponed
from ui.form import Section
from ui.page import Page
from ui.widgets.blanks import Blanks
from ui.widgets.labelled import Whole
from ui.widgets.record_form import RecordForm
from ui.widgets.shifting import Shifting

SECTIONS = (
    Section(
        "哪天，哪里", ((("date", 4), ("begin", 2), ("end", 2), ("place", 4)), (("moved_from", 4), ("notice_on", 4)))
    ),
    Section("谁接待", ((("deputies", 12),), (("topic", 6), ("joint_organs", 6)))),
)
POSTPONED = "遇节假日顺延"


class DayPane(QWidget):
    """`changed` says that the day was saved, voided or exchanged; `left` that nothing more is wanted of 调班."""

    changed = Signal()
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.found = page, None
        self.form = RecordForm(page, Schedule, SECTIONS, lambda act, id, values: add_plain(act, Schedule, id, values))
        self.form.close_button.hide()
        self.form.kept.connect(lambda _id: self.changed.emit())
        self.form.shown.connect(self._shown)
        self.shifting = Shifting(page.desk, page.theme, page.around.options)
        self.shifting.done.connect(self._shifted)
        self.shifting.left.connect(self._unshifted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        panel = QHBoxLayout()
        panel.setContentsMargins(page.theme.px("margin"), 6, page.theme.px("margin"), 0)
        panel.addWidget(self.shifting)
        column.addLayout(panel)
        self.blanks = Blanks(page.desk)
        self.blanks.layout().setContentsMargins(page.theme.px("margin"), 6, page.theme.px("margin"), 0)
        self.blanks.printed.connect(lambda day: page.wants.emit("paper", f"{NAME} {day}"))
        column.addWidget(self.blanks)
        column.addWidget(self.form, 1)

    def _head(self) -> QHBoxLayout:
        self.trouble, self.changes = Whole("warning"), Whole("note")
        words = QVBoxLayout()
        for label in (self.trouble, self.changes):
            words.addWidget(label)
        self.hours = self.page.button(
            "hours",
            f"去写{Place.hours.label}",
            lambda: self.page.wants.emit("deputy", f"{Place.noun}.{Place.hours.name} {self.found.unsaid}"),
        )
        self.hours.hide()
        self.move = self.page.button("postpone", "顺延到上班那天", self._postpone)
        self.swap = self.page.button("swap", SHIFT, self._shift, "Ctrl+T")
        line = QHBoxLayout()
        line.setSpacing(12)
        line.setContentsMargins(self.page.theme.px("margin"), 6, self.page.theme.px("margin"), 0)
        line.addLayout(words, 1)
        line.addWidget(self.hours)
        line.addWidget(self.move)
        line.addWidget(self.swap)
        return line

    def show_month(self, found: Planned) -> None:
        """What stands in the month, and what in it must be looked at."""
        self.found = found
        self.trouble.setText("\n".join(f"⚠ {one}" for one in found.trouble))
        self.trouble.setVisible(bool(found.trouble))
        self.hours.setVisible(bool(found.unsaid))
        self._shown()

    def show_day(self, id: str) -> None:
        """A day that is planned, or one that is only proposed."""
        self.shifting.hide()
        if self.found and id in self.found.proposed:
            self.form.new(self.found.proposed[id])
        else:
            self.form.load(id)

    def _shown(self) -> None:
        """Only what stands on a holiday can be moved from it; who receives can be exchanged once it is kept."""
        record = self.form.record
        stands = record is not None and not record.voided
        self.blanks.show_day(record.date if stands else "")
        self.move.setVisible(stands and f"{said(record.date)}{ON_HOLIDAY}" in self.trouble.text())
        self.swap.setVisible(stands and bool(record.deputies))
        words = self.found.changes.get(record.id, "") if self.found and stands else ""
        self.changes.setText(words)
        self.changes.setVisible(bool(words))

    # -- 调班

    def _shift(self) -> None:
        if self.swap.isVisible():
            self.shifting.begin(self.form.record)

    def _shifted(self, id: str, act_id: str, told: str) -> None:
        self.page.said.emit(f"刚才：{SHIFT}" + (f"。请看一下：{told}" if told else ""))
        self.form.load(id, f"✓ 已{SHIFT}", act_id)
        self.changed.emit()
        self.left.emit()

    def _unshifted(self) -> None:
        self.shifting.hide()
        self.left.emit()

    # -- 顺延

    def _postpone(self) -> None:
        day = self.form.record.date
        self.page.desk.ask(lambda store: postponed(store, day), lambda on: self._postponed(day, on))

    def _postponed(self, day: str, on: str) -> None:
        if on == day:
            self.form.tell("这一天上班，不用顺延")
            return
        self.form.form.show_value("date", on)
        self.form.form.show_value("moved_from", self.form.record.moved_from or day)
        self.form.reason.setText(POSTPONED)
        self.form.save()
