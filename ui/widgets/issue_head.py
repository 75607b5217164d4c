"""The head of an issue: what it is about, its lamp, whose turn it is, who is behind it, and the days of its clock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lianluozhan.veil import VEILED
from ui.asks.course import Course
from ui.theme import Theme
from ui.told import LIGHTS, led_by
from ui.widgets.counting import WHY
from ui.widgets.labelled import Cut
from ui.widgets.lamp import Lamp
from ui.widgets.pieces import clear, label
from ui.widgets.starred import Reveal
from ui.widgets.strip import NAME, Strip
from ui.widgets.wear import hairline, wear

LEGEND = "● 数了　○ 还没到　停 暂停　· 休息　◎ 调休上班"


class IssueHead(QWidget):
    """Title and lamp, turn, and 期限算盘; `low` hides the strip until it is asked for. `wanted` carries a related issue's id."""

    wanted = Signal(str)
    asked = Signal()  # for all of whom it is about

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme, self.number, self._low = theme, "", False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(4)
        self.heading, self.mark, self.numbered = Cut("title"), _label("mark"), _label("note")
        self.lamp = Lamp(theme)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
            row.setContentsMargins(theme.px("margin"), 0, theme.px("margin"), 0)
            column.addLayout(row)
        first.addWidget(self.heading, 1)
        for part in (self.lamp, self.mark, self.numbered):
            first.addWidget(part)
        self.turn, self.behind = _label(""), Cut("note")
        second.addWidget(self.turn)
        self.reveal = Reveal("followup", self, self.asked.emit)
        self.kin = QHBoxLayout()
        second.addLayout(self.kin)
        second.addWidget(self.behind, 1)
        second.addWidget(self.reveal)
        column.addWidget(hairline())
        column.addLayout(self._days_head())
        self.strip = Strip(theme)
        self._holder = QVBoxLayout()
        self._holder.setContentsMargins(theme.px("margin"), 0, theme.px("margin"), 0)
        self._holder.addWidget(self.strip)
        column.addLayout(self._holder)
        column.addWidget(hairline())
        self.strip.told.connect(self.told.setText)

    def _days_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(self.theme.px("margin"), 0, self.theme.px("margin"), 0)
        row.setSpacing(8)
        self.days_title, self.sum, self.told = _label("section"), _label("note"), _label("note")
        self.days_title.setText(NAME)
        self.why = QPushButton(WHY)
        self.why.setObjectName("followup_why")
        self.why.setAccessibleName(self.why.text())
        self.why.setProperty("c", "link")
        self.why.setCheckable(True)
        self.why.setToolTip(LEGEND)
        self.why.clicked.connect(lambda _on: self._fit())
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for part, share in ((self.days_title, 0), (self.sum, 0), (self.told, 1), (self.why, 0)):
            row.addWidget(part, share)
        return row

    def show_course(self, course: Course) -> None:
        """Another issue, or the same one anew."""
        row, self.number = course.row, course.row["number"] or ""
        self.heading.say(course.title)
        self.heading.setToolTip(row["statement"] or course.title)
        self.lamp.show_lamp(course.lamp, f"{course.lamp}灯" if course.lamp else "")
        self.mark.setText(course.left or row["state"] or "")
        wear(self.mark, LIGHTS.get(course.lamp, ""), "tone")
        self.numbered.setText(self.number)
        self.turn.setText(course.turn)
        behind = "　".join(
            part for part in (course.raiser, row["raiser_phone"], row["raiser_address"], "、".join(led_by(row))) if part
        )
        self.behind.say(f"　{behind}")
        self.reveal.setVisible(not course.whole and bool(row[VEILED] or course.people))
        self._show_kin(course.kin)
        self.sum.setText(course.days.words)
        self.strip.show_beads(course.days.beads)
        self._fit()

    def _show_kin(self, kin: Sequence[tuple[str, str]]) -> None:
        """A link to each issue this one was split from or into, joined to or with."""
        clear(self.kin)
        for place, (words, id) in enumerate(kin):
            link = QPushButton(words)
            link.setObjectName(f"followup_kin.{place}")
            link.setAccessibleName(f"去看{words}")
            link.setProperty("c", "link")
            link.clicked.connect(lambda _on=False, id=id: self.wanted.emit(id))
            self.kin.addWidget(link)

    def low(self, low: bool) -> None:
        """Whether the window is so low that the strip waits until somebody asks for it."""
        if low != self._low:
            self._low = low
            self.why.setChecked(False)
        self._fit()

    def _fit(self) -> None:
        days = bool(self.strip.days.beads)
        shown = days and (self.why.isChecked() if self._low else not self.why.isChecked())
        self.strip.setVisible(shown)
        self.why.setVisible(days)
        self.why.setText("收起" if shown else WHY)
        self.told.setText(LEGEND if shown else "")


def _label(look: str) -> QLabel:
    made = label("", look, wrap=False)
    if look == "mark":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made
