"""The buttons of what can be done to an issue: the next step filled, the usual ones, and the rest folded with why not now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from lianluozhan import action as table
from ui.asks.course import Course, Doing
from ui.theme import Theme
from ui.widgets.pieces import label
from ui.widgets.wear import wear

KEYS = {"answer": "Alt+D", "urge": "Alt+C", "extend": "Alt+Y", "return": "Alt+T", "inform": "Alt+G"}
RARE = (  # under 更多 even when possible
    "receive",
    "refer",
    "join",
    "split",
    "withdraw",
    "void",
    "correct",
    "note",
    "consult",
    "assist",
    "result",
    "inquire",
)
USUAL = (  # what a clerk reaches for first
    "consult",
    "inquire",
    "assist",
    "result",
    "answer",
    "inform",
    "rate",
    "urge",
    "extend",
    "pause",
    "resume",
    "assign",
    "reassign",
    "return",
    "escalate",
    "track",
    "close",
    "redo",
)
ACROSS = 3  # buttons beside each other
MOST = 5  # of them, and 更多


class Board(QWidget):
    """`wanted` carries the verb of a button that was pressed, `paper` the name of one to print.

    `unfolded`: whether 更多 is open from the start.
    """

    wanted = Signal(str)
    paper = Signal(str)
    project = Signal()

    def __init__(self, course: Course, theme: Theme, unfolded: bool) -> None:
        super().__init__()
        self.theme, self.unfolded = theme, unfolded
        self._hosts: dict[str, tuple[QVBoxLayout, QWidget]] = {}
        self._first, self._printed, self._project = course.doings[0].verb, course.printed, course.project
        self._build(course)

    def _build(self, course: Course) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = label("现在可以", "section", wrap=False)
        column.addWidget(title)
        first, *others = course.doings
        button = self._button(first, "primary")
        column.addWidget(button)
        self._hosts[first.verb] = column, button
        close = next((doing for doing in others if doing.verb == "close"), None)
        if close is not None and close.reason and first.verb in ("inform", "rate"):
            others.remove(close)
            self._reasoned(column, close)
        rare = set(RARE) - wanted_now(course)
        usual = sorted(
            (d for d in others if d.reason is None and d.verb not in rare), key=lambda doing: USUAL.index(doing.verb)
        )[:MOST]
        self._usual(column, usual)
        self._rest(column, [doing for doing in others if doing not in usual])

    def _usual(self, column: QVBoxLayout, doings: list[Doing]) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, doing in enumerate(doings):
            grid.addWidget(self._button(doing), place // ACROSS, place % ACROSS)
            self._hosts[doing.verb] = column, holder
        more = QPushButton("更多 ▼")
        more.setObjectName("issue_more")
        more.setAccessibleName("更多")
        more.setCheckable(True)
        more.setChecked(self.unfolded)
        more.clicked.connect(self.unfold)
        grid.addWidget(more, len(doings) // ACROSS, len(doings) % ACROSS)
        column.addWidget(holder)

    def _rest(self, column: QVBoxLayout, doings: list[Doing]) -> None:
        self._folded = QWidget()
        rows = QVBoxLayout(self._folded)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        possible = [doing for doing in doings if doing.reason is None]
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, doing in enumerate(possible):
            grid.addWidget(self._button(doing), place // ACROSS, place % ACROSS)
            self._hosts[doing.verb] = rows, holder
        rows.addWidget(holder)
        grid.addWidget(self._papers(), len(possible) // ACROSS, len(possible) % ACROSS)
        if self._project:
            grid.addWidget(self._take_on(), (len(possible) + 1) // ACROSS, (len(possible) + 1) % ACROSS)
        for doing in doings:
            if doing.reason is not None:
                self._reasoned(rows, doing)
        column.addWidget(self._folded)
        self._folded.setVisible(self.unfolded)

    def _reasoned(self, column: QVBoxLayout, doing: Doing) -> None:
        """A disabled thing says why beside it."""
        row = QHBoxLayout()
        row.setSpacing(10)
        button = self._button(doing)
        button.setEnabled(False)
        button.setMinimumWidth(round(76 * self.theme.factor))
        reason = label(doing.reason, "note")
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(reason, 1)
        column.addLayout(row)

    def _papers(self) -> QPushButton:
        """What can be printed of an issue."""
        button, menu = QPushButton("打印 ▼"), QMenu(self)
        button.setObjectName("issue_print")
        button.setAccessibleName("打印")
        for name in self._printed:
            menu.addAction(name).triggered.connect(lambda _on=False, name=name: self.paper.emit(name))
        button.setMenu(menu)
        return button

    def _take_on(self) -> QPushButton:
        """立项, or its 典型案例: no step of the issue, but one beside them."""
        button = QPushButton(self._project)
        button.setObjectName("issue_take_on")
        button.setAccessibleName(self._project)
        button.clicked.connect(lambda _on=False: self.project.emit())
        return button

    def _button(self, doing: Doing, look: str = "") -> QPushButton:
        key = KEYS.get(doing.verb, "") if look else ""
        button = QPushButton(f"{doing.word}…  {key}".strip())
        button.setObjectName(f"issue_{doing.verb}")
        button.setAccessibleName(doing.word)
        button.setToolTip(doing.reason or KEYS.get(doing.verb, ""))
        button.setProperty("c", look)
        button.clicked.connect(lambda _on=False: self.wanted.emit(doing.verb))
        return button

    def unfold(self, on: bool) -> None:
        """Open or close 更多."""
        self.unfolded = on
        self._folded.setVisible(on)

    def place_below(self, verb: str, form: QWidget) -> None:
        """Put an act's form below its button."""
        layout, below = self._hosts[verb]
        if layout is not self.layout():
            self.unfold(True)
        layout.insertWidget(layout.indexOf(below) + 1, form)

    def button(self, verb: str) -> QPushButton:
        """The button of an act."""
        return self.findChild(QPushButton, f"issue_{verb}")

    def fill(self, filled: bool) -> None:
        """One filled button at a time: the form's own while one is open."""
        button = self.button(self._first)
        wear(button, "primary" if filled else "")


def wanted_now(course: Course) -> set[str]:
    """Acts that are rare, but not of such an issue.

    面商 of a 代表建议, 询问 of a 审议意见, what those who help say, what came of a settled one.
    """
    row = course.row
    wanted = {"consult"} if row["kind"] == table.SUGGESTION and row["state"] in table.IN_HAND else set()
    wanted |= {"inquire"} if row["kind"] == table.DELIBERATION else set()
    wanted |= {"assist"} if row["co_due_on"] else set()
    return wanted | ({"result"} if row["state"] in table.SETTLED else set())
