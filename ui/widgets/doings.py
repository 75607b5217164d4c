"""现在可以: the one next step as the filled button, what else can be done, and under 更多 why something cannot be done now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from lianluozhan.errors import Problem
from ui.asks.course import Course, Doing, Past
from ui.editor import Options
from ui.theme import Theme
from ui.widgets.act_form import ActForm
from ui.widgets.board import KEYS, Board
from ui.widgets.pieces import away

PHONED = "inform"  # its form says whom to ring under which number


class Doings(QFrame):
    """`done` carries the facts a person filled in; `opened` what is to be brought into view, `said` why one is not, `paper`
    the name of a paper to print."""

    done = Signal(list)
    opened = Signal(object)
    said = Signal(str)
    paper = Signal(str)
    reveal = Signal(str, str)  # an act that needs whom it is about whole, and to whom
    named = Signal(str)  # another issue, to be seen beside this one
    project = Signal()
    begun = Signal()  # a form is shown
    leaving = Signal()  # it is about to go
    footed = Signal(object)  # what is to stay in sight below the form, None where there is none

    def __init__(self, theme: Theme, options: Options) -> None:
        super().__init__()
        self.theme, self.options = theme, options
        self.setProperty("c", "card")
        self.setObjectName("issue_doings")
        self.course: Course | None = None
        self.form: ActForm | None = None
        self._doings: dict[str, Doing] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(8)
        self.chosen: Callable[[], Past | None] = lambda: None  # the fact a person is on
        self.board: Board | None = None
        for verb, key in KEYS.items():
            QShortcut(QKeySequence(key), self).activated.connect(lambda verb=verb: self.open(verb))

    def show_course(self, course: Course) -> None:
        """Another issue, or the same one anew; a form that is being filled in stays as it is."""
        if self.form is not None and self.course is not None and self.course.key == course.key:
            return
        self.put_away()
        same = self.course is not None and self.course.key == course.key
        unfolded = self.board is not None and self.board.unfolded and same
        if self.board is not None:
            away(self.board)
        self.course = course
        self._doings = {doing.verb: doing for doing in course.doings}
        self.board = Board(course, self.theme, unfolded)
        self.board.wanted.connect(self.open)
        self.board.paper.connect(self.paper)
        self.board.project.connect(self.project)
        self._column.addWidget(self.board)

    # -- the form in place

    def open(self, verb: str, fact: Past | None = None, to: str = "", go: bool = True) -> None:
        """Open an act's form below its button, and `go` there; a correction is about the fact, a telling about somebody."""
        doing = self._doings.get(verb)
        if doing is None or self.course is None:
            return
        if doing.reason is not None:
            self.said.emit(f"{doing.word}：{doing.reason}")
            return
        if verb == "correct" and fact is None:
            fact = self.chosen() or next((one for one in self.course.past if one.correctable), None)
            if fact is None:
                return
        if verb == PHONED and not self.course.whole:
            self.reveal.emit(verb, to)
            return
        self.put_away()
        doing = doing._replace(start={**doing.start, **({"to": [to]} if to else {})})
        self.form = ActForm(self.course, doing, self.theme, self.options, fact)
        self.form.done.connect(self.done)
        self.form.left.connect(self._leave)
        self.form.here.connect(self.opened)
        self.form.named.connect(self.named)
        self.board.place_below(verb, self.form)
        self.board.fill(False)
        self.footed.emit(self.form.foot)
        self.begun.emit()
        if go:
            self.form.start()
            self.opened.emit(self.form)

    def refused(self, problem: Problem) -> None:
        """The core refused it: its reasons, each on a line, in the form where that is still open."""
        if self.form is not None:
            self.form.refused(problem.what)
        else:
            self.said.emit(problem.what)

    def _leave(self) -> None:
        """Esc: the cursor goes back to the button that opened it."""
        self.board.button(self.form.doing.verb).setFocus()
        self.put_away()

    def put_away(self) -> None:
        """Close the form."""
        if self.form is not None:
            self.leaving.emit()
            away(self.form, self.form.foot)
            self.form = None
            self.footed.emit(None)
            self.board.fill(True)
