"""今日: the questions of a morning, each line leading to the record it is about."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.calendar import WEEKDAYS
from lianluozhan.draft import FORM
from lianluozhan.note import SAME_AS
from lianluozhan.whose import DISTRICT_ROLE
from ui.asks.further import Line
from ui.asks.today import MOST, Morning, Part, morning
from ui.page import Page, Surroundings
from ui.pages import PAGES, TODAY
from ui.widgets.card import Card, CardLine
from ui.widgets.first_steps import FirstSteps
from ui.widgets.twin_pane import TwinPane

CALLS = "回告" + "电话单"  # what report/call_sheet.py calls it
COLUMNS = {  # {how many columns: the parts of the morning in each, from top to bottom}
    3: (
        "tell come unsettled rate upward",
        "due recount receipt turn",
        "further tomorrow review draft conflict send erase safety",
    ),
    2: (
        "tell come unsettled rate upward draft conflict send",
        "due recount further receipt turn tomorrow review erase safety",
    ),
    1: (
        "tell come unsettled rate due recount further turn upward draft conflict send review receipt tomorrow erase safety",
    ),
}
AT_A_DISTRICT = {  # nobody comes, and nobody is told
    3: ("conflict turn receipt", "due recount further review rate", "send draft erase safety"),
    2: ("conflict turn receipt due recount further", "send review rate draft erase safety"),
    1: ("conflict turn due recount further receipt send review rate draft erase safety",),
}
WIDTHS = ((960, 3), (560, 2), (0, 1))  # effective pixels from which there are so many columns


class TodayPage(Page):
    """Cards in columns; nothing blinks, nothing pops up."""

    leaf = TODAY
    concerns = frozenset(
        (
            "issue",
            "followup",
            "visit",
            "deputy",
            "place",
            "duty",
            "calendar",
            "note",
            "rule",
            "schedule",
            "appointment",
            "activity",
            "draft_law",
            "opinion",
            "project",
            "commitment",
            "notice",
        )
    )

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.cards: dict[str, Card] = {}  # by the names of their parts
        self._titles = {leaf.noun: leaf.title for leaf in PAGES}
        self._places = AT_A_DISTRICT if around.identity.role == DISTRICT_ROLE else COLUMNS
        self.twins, self.first = TwinPane(self.desk), FirstSteps(self.desk, self.theme)
        self.first.wants.connect(lambda noun: self.wants.emit(noun, ""))
        self.twins.refused.connect(lambda problem: self.said.emit(str(problem)))
        self.twins.left.connect(self.reload)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        twins = QVBoxLayout()
        twins.setContentsMargins(self.theme.px("margin"), 0, self.theme.px("margin"), 0)
        twins.addWidget(self.twins)
        twins.addWidget(self.first)
        column.addLayout(twins)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setProperty("ground", "canvas")
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        row = QHBoxLayout(inside)
        row.setContentsMargins(self.theme.px("margin"), 4, self.theme.px("margin"), 12)
        row.setSpacing(12)
        self._columns = [QVBoxLayout() for _ in range(3)]
        for one in self._columns:
            one.setSpacing(12)
            row.addLayout(one, 1)
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        self._shown = 0
        self._arriving = True  # the keys go to the first line once it is there

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(self.theme.px("margin"), 10, self.theme.px("margin"), 10)
        head.setSpacing(12)
        self.day, self.so_far = QLabel(), QLabel()
        self.day.setProperty("c", "title")
        self.so_far.setProperty("c", "note")
        head.addWidget(self.day)
        head.addWidget(self.so_far, 1)
        head.addWidget(self.first.again)
        if self.around.identity.role == DISTRICT_ROLE:  # nobody comes here
            return head
        head.addWidget(self.button("calls", CALLS, lambda: self.wants.emit("paper", CALLS)))
        head.addWidget(self.button("new", "来人了，登记", lambda: self.wants.emit("visit", ""), "Ctrl+N", "primary"))
        return head

    def show_up(self) -> None:
        """What is due is another thing every morning, and drafts come and go: always asked anew."""
        self.stale = True
        self._arriving = not self.isAncestorOf(self.focusWidget() or self)
        super().show_up()

    def reload(self) -> None:
        """The morning as it stands now."""
        today = clock.today()
        self.day.setText(f"{today.month}月{today.day}日　星期{WEEKDAYS[today.weekday()]}")
        self.first.reload()
        self.desk.ask(morning, self._show)

    def _show(self, found: Morning) -> None:
        self.so_far.setText(found.today)
        if not self.cards:
            self.cards = {part.name: Card(f"today_{part.name}", part.title, self.theme) for part in found.parts}
            for card in self.cards.values():
                card.followed.connect(self._follow)
            self._share()
        for part in found.parts:
            self.cards[part.name].show_lines(_lines(part, self._titles), part.count, part.nothing)
        ways = [way for card in self.cards.values() for way in card.lines]
        if self._arriving and ways:
            ways[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._arriving = False

    def _follow(self, key: tuple[str, str]) -> None:
        """What a line leads to: a record, or two of which a person says here whether they are one."""
        if key[0] == SAME_AS and key[1]:
            self.twins.ask(key[1])
        else:
            self.wants.emit(*(key if key[0] != SAME_AS else ("visit", "")))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As many columns as there is room for."""
        self._share()
        super().resizeEvent(event)

    def restyle(self) -> None:
        """Other sizes: other columns, perhaps, and lines of another height."""
        for card in self.cards.values():
            for way in card.lines:
                way.updateGeometry()
        self._share()
        super().restyle()

    def _share(self) -> None:
        wide = self.width() / self.theme.factor
        columns = next(number for least, number in WIDTHS if wide >= least)
        if columns == self._shown or not self.cards:
            return
        self._shown = columns
        for column in self._columns:
            while column.count():
                column.takeAt(0)
        for column, names in zip(self._columns, self._places[columns], strict=False):
            for name in names.split():
                column.addWidget(self.cards[name])
            column.addStretch(1)
        row = self._columns[0].parent()
        for place in range(3):
            row.setStretch(place, 1 if place < columns else 0)


def _lines(part: Part, titles: Mapping[str, str]) -> list[CardLine]:
    """The first lines of a part, and one that says how many more there are; of what is half written elsewhere the page's name."""
    lines = [
        CardLine((one.noun, one.id), one.title, one.words or _where(one, titles), one.right, one.lamp)
        for one in part.lines[:MOST]
    ]
    more = len(part.lines) - MOST
    return [*lines, CardLine((part.lines[0].noun, ""), f"还有 {more} 件，都看看")] if more > 0 else lines


def _where(line: Line, titles: Mapping[str, str]) -> str:
    return f"在{titles[line.noun]}" if line.id.startswith(FORM) else ""
