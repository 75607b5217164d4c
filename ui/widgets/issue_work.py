"""One issue as it is worked on: its head, its course, what can be done and whom to tell; or several at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lianluozhan.amend import attach
from lianluozhan.issue import Issue
from lianluozhan.looked import KIND
from lianluozhan.record import short_number
from lianluozhan.table import Key
from ui.act import Desk
from ui.asks.course import Course, whole_course
from ui.asks.pair import pair
from ui.editor import Options
from ui.theme import Theme
from ui.widgets.alike import AlikeCard
from ui.widgets.batch import Batch
from ui.widgets.doings import Doings
from ui.widgets.echo import Echo
from ui.widgets.folder_of import FolderOf
from ui.widgets.half_step import HalfSteps
from ui.widgets.issue_head import IssueHead
from ui.widgets.pieces import label
from ui.widgets.scrolled import scrolled
from ui.widgets.strand import Strand

PANEL, LEAST = 468, 340  # logical pixels of what can be done, and where the window is narrow
EMPTY, ISSUE, BATCH = range(3)
NOTHING = "还没有意见。接待登记里选“乡镇办理”等，或在意见登记里登记，这里就有了。"
TO_CHECK = (
    "这一件两边各自办过，谁也没看到对方的。请看看经过：不对的用“更正”；对的接着办下一步，或者用“更多”里的“批注”写一句，"
    "就算核对过了。没有核对，不能结账。"
)
NEXT = "*"  # whoever is to be told next


class IssueWork(QStackedWidget):
    """Nothing to show, an issue, or the acts on several. `wanted` carries a related issue's id, `opened` a paper to look at."""

    wanted = Signal(str)
    opened = Signal(object)
    said = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, options: Options, to_list: QPushButton) -> None:
        super().__init__()
        self.desk, self.theme = desk, theme
        self._closed: Course | None = None  # the course as it was before it was shown whole
        self.card = ""  # an issue's id and who is to be told of it, as soon as it is shown
        self.head, self.strand = IssueHead(theme), Strand(theme)
        self.doings, self.echo, self.papers = Doings(theme, options), Echo(theme), FolderOf()
        self.alike, self.half = AlikeCard(theme), HalfSteps(self.doings, desk)
        self.batch = Batch(desk, theme, options)
        self.to_check = label(TO_CHECK, "warning")
        self.nothing = label(NOTHING, "hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.nothing, self._issue(to_list), self.batch):
            self.addWidget(part)
        self.doings.opened.connect(lambda part: self._panel.ensureWidgetVisible(part, 0, 60))
        self.doings.footed.connect(lambda foot: foot and self._foot.addWidget(foot))
        self.doings.said.connect(self.said)
        self.doings.named.connect(self._compare)
        self.head.wanted.connect(self.wanted)
        self.head.asked.connect(self.reveal)
        self.doings.reveal.connect(lambda verb, to: self.reveal(lambda: self.doings.open(verb, to=to)))
        self.papers.opened.connect(self.opened)
        self.papers.added.connect(self._keep)
        self.alike.wanted.connect(self.wanted)
        self.alike.together.connect(self._together)
        self.doings.chosen = self.strand.fact
        self.echo.tell.connect(lambda key: self.doings.open("inform", to=key))
        self.strand.correct.connect(lambda fact: self.doings.open("correct", fact))

    def _issue(self, to_list: QPushButton) -> QWidget:
        title = label("经过", "section", wrap=False)
        note = label("只能追加，不能改；写错用“更正”", "note", wrap=False)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (title, note):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(to_list)
        past = QVBoxLayout()
        past.setContentsMargins(self.theme.px("margin"), 10, 8, 0)
        past.addLayout(head)
        past.addWidget(self.to_check)
        past.addWidget(self.strand, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addLayout(past, 1)
        below.addWidget(self._cards(), 1)
        issue = QWidget()
        column = QVBoxLayout(issue)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(below, 1)
        return issue

    def _cards(self) -> QWidget:
        """What can be done and whom to tell, in a panel of its own that scrolls."""
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(8, 8, 8, 8)
        cards.setSpacing(8)
        for card in (self.doings, self.alike, self.echo, self.papers):
            cards.addWidget(card)
        cards.addStretch(1)
        self._panel = scrolled(inside, sideways=False)
        panel, self._foot = QWidget(), QVBoxLayout()
        panel.setMinimumWidth(round(LEAST * self.theme.factor))
        panel.setMaximumWidth(round(PANEL * self.theme.factor))
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._panel, 1)
        column.addLayout(self._foot)
        return panel

    def show_course(self, course: Course) -> None:
        """Another issue, or the same one anew; acts on several stay in front."""
        asked = self.card == course.key[1]
        come = asked or self.doings.course is None or self.doings.course.key != course.key
        self.head.show_course(course)
        self.to_check.setVisible(bool(course.row["flagged"]))
        self.strand.show_facts(course.coming, course.past)
        self.doings.show_course(course)
        self.echo.show_course(course)
        self.papers.show_course(course)
        self.alike.show_course(course)
        self._open_card(course)
        if come and self.doings.form is None:
            self.half.resume(course, asked)
        if self.doings.form is None:
            self._panel.verticalScrollBar().setValue(0)
        if self.currentIndex() != BATCH:
            self.setCurrentIndex(ISSUE)

    def reveal(self, then: Callable[[], None] = lambda: None) -> None:
        """Show whom it is about, whole: to phone them. It is written down, and starred again with whatever is shown next."""
        key = self.doings.course.key

        def show(course: Course | None) -> None:
            if course is not None and self.doings.course.key == key:
                self._closed = self.doings.course
                self.show_course(course)
                then()

        self.desk.act(KIND, lambda act: whole_course(act, key), show, lambda problem: self.said.emit(str(problem)))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Gone on: what was shown whole is starred again."""
        super().hideEvent(event)
        if self.doings.course is not None and self.doings.course.whole and self.doings.form is None:
            self.show_course(self._closed)

    def _open_card(self, course: Course) -> None:
        """Open the card of who is to be told now, where that was asked for: one named, or the next who can be reached."""
        issue, _blank, wanted = self.card.partition(" ")
        if issue != course.key[1]:
            return
        self.card = ""
        untold = [one for one in course.people if not one.done]
        to = next((one.key for one in untold if one.key == wanted or (wanted == NEXT and not one.again)), None)
        if to is not None and course.telling:
            self.doings.open("inform", to=to)

    def _compare(self, number: str) -> None:
        """Before one is joined to another both are seen side by side."""
        key, form = self.doings.course.key, self.doings.form
        self.desk.ask(
            lambda store: pair(store, key, number), lambda found: self.doings.form is form and form.show_pair(found)
        )

    def _together(self, verb: str, keys: Sequence[Key]) -> None:
        self.setCurrentIndex(BATCH)
        self.batch.begin(verb, keys)

    def _keep(self, files: list[Path]) -> None:
        """Keep papers with the issue."""
        key, number = self.doings.course.key, short_number(self.head.number)
        done = f"刚才：{number} 添加了 {len(files)} 份材料"
        self.desk.act(
            "attach", lambda act: attach(act, act.store.get(Issue, key), *files), lambda _new: self.said.emit(done)
        )
