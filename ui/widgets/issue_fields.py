"""What the form of an issue is made of: its sections, what a visit brought, what of its people stands there starred."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lianluozhan import action as table, clock
from lianluozhan.field import Choice, LongText
from lianluozhan.issue import Issue
from lianluozhan.veil import VEILED
from ui.asks.issue import Carried, Opened, Proposal
from ui.editor import Options
from ui.form import Form
from ui.page import Surroundings
from ui.widgets import suggesting
from ui.widgets.counting import Counting, Quote
from ui.widgets.hints import Hints
from ui.widgets.sections import Called, Section
from ui.widgets.starred import Starred
from ui.widgets.suggesting import SECTION, Suggesting


class Begun(Issue):
    """An issue as a district registers it: with why it is passed up, which is its first fact's."""

    reason = LongText("为什么报区")


class BegunAtStation(Begun):
    """What a station registers: the other kinds are the district's."""

    kind = Choice(Issue.kind.label, choices=(table.PUBLIC, table.SUGGESTION))


WHO = ("raiser_kind", "raised_by", "raiser_phone", "raiser_address", "source", "registered_at", "statement")
SIGNED = "附议代表"
PASSED = ("organ", "due_on", "co_organs", "reason")
SECTIONS = (
    Section(
        "谁的意见",
        (
            (("visits", 8), ("registered_at", 4)),
            (("source", 8), ("external_number", 4)),
            (("raised_by", 4), ("raiser_phone", 4), ("raiser_kind", 4)),
            (("raiser_address", 12),),
        ),
    ),
    Section(
        "什么事",
        (
            (("kind", 12),),
            (("lead_deputy", 12),),
            (("deputies", 12),),
            (("statement", 12),),
            (("title", 12),),
            (("summary", 12),),
            (("category", 4), ("location", 5), ("people_affected", 3)),
            (("urgency", 5), ("sensitive", 7)),
        ),
    ),
    SECTION,
    Section(
        "交给谁",
        (
            (("organ", 7), ("due_on", 5)),
            (("co_organs", 7),),
            (("reason", 12),),
        ),
    ),
)
CALLED = {
    "visits": Called("从哪次接待来", "写编号或来人姓名，没有就空着"),
    "title": Called("标题", "一句话，不写姓名"),
    "summary": Called("概括", "写给承办单位看，60 字上下"),
    "statement": Called("原话"),
    "due_on": Called("办结期限"),
    "sensitive": Called("敏感：只给该看的人看"),
    "reason": Called("为什么报区", "只在报区时写"),
    "source": Called("怎么来的", "来信、12345、代表自己的"),
    "lead_deputy": Called("领衔代表", "答复送他，由他评价"),
    "deputies": Called(Issue.deputies.label),
    "people_affected": Called("涉及人数"),
    **suggesting.CALLED,
}


class IssueFields(QWidget):
    """The parts and how they are filled; what is proposed meanwhile, and what is read, is IssueForm's."""

    picked = Signal(str)
    proposed = Signal()

    def __init__(self, around: Surroundings, options: Options) -> None:
        super().__init__()
        self.around, self.theme, self.desk = around, around.theme, around.desk
        cls = BegunAtStation if around.identity.role == table.STATION_ROLE else Begun
        self.form = Form(cls, SECTIONS, self.theme, options, CALLED)
        self.hints, self.suggesting = Hints("issue", self.theme), Suggesting(self.form)
        self._proposed = Proposal(None, None, "", "", (), (), False, "", 0)
        self._by_hand: set[str] = set()
        self._held: dict[str, Any] = {}
        self._waiting, self._id = True, ""
        self.starred = Starred(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.quoted, self.counting = Quote(self.theme), Counting(self.theme)
        column.addWidget(self.quoted)
        column.addWidget(self.form)
        column.addWidget(self.counting)
        column.addStretch(1)

    def _propose(self) -> None:
        raise NotImplementedError

    def empty(self) -> None:
        """Nothing written yet."""
        self._by_hand, self._held, self._id = set(), {}, ""
        self.starred.show({}, {})
        self.counting.why.setChecked(False)
        self.form.show_values({"registered_at": clock.day(), "kind": table.PUBLIC, "urgency": "正常"})
        self._quote(None)
        self._propose()

    def bare(self, found: Opened) -> None:
        """All of it: somebody asked."""
        self.starred.bare()
        self._quote(found.carried, found.issue.statement, whole=True)

    def star_again(self, found: Opened) -> bool:
        """They went on: starred as before, where nobody is changing it; whether anything is."""
        self._quote(found.carried, found.row["statement"])
        return self.starred.star_again() or bool(found.carried and found.carried.who != found.carried.whole_who)

    def start(self) -> None:
        """Put the cursor where writing begins."""
        self.form.go_to("title" if self.quoted.isVisibleTo(self) else "visits")

    def carry(self, visit: Carried) -> None:
        """Everything a visit knows; what is left to write is what it is called and to whom it goes."""
        typed = {
            name: value for name, value in self.form.typed().items() if name not in visit.values and name not in PASSED
        }
        self._by_hand -= set(PASSED)
        self._held = {name: visit.values.get(name) for name in WHO}
        self.form.show_values(typed | dict(visit.values))
        self._quote(visit)
        self._propose()
        self.form.go_to("title")

    def load(self, found: Opened) -> None:
        """An issue that is there: of its people no more than may stand on the screen."""
        self._by_hand = set()
        self.counting.why.setChecked(False)
        self._held = {name: found.issue.data.get(name) for name in WHO} if found.carried else {}
        self.form.show_values(found.issue.data)
        self.starred.show({name: found.row[name] for name in found.row[VEILED]}, found.issue.data)
        self._quote(found.carried, found.row["statement"])
        self.form.show_field("visits", False)
        self._id = found.issue.id
        self._propose()

    def restore(self, values: dict[str, Any]) -> None:
        """What was being written when it was left."""
        self._by_hand, self._held, self._id = set(values), {}, ""
        self.starred.show({}, {})
        self._quote(None)
        self.form.show_values(values)
        if self.visit():
            self.picked.emit(self.visit())
        self._propose()

    def visit(self) -> str:
        """The visit it comes from, "" for none."""
        return next(iter(self.form.editors["visits"].value() or ()), "")

    def _quote(self, visit: Carried | None, statement: str | None = None, whole: bool = False) -> None:
        """The words and who said them stand above, when a visit has them; a further matter's are its own."""
        self.quoted.setVisible(visit is not None)
        self.form.show_section(0, visit is None)
        self.form.show_field("visits", visit is None)
        self.form.show_field("statement", visit is None)
        if visit is not None:
            self.quoted.show_words(
                statement or visit.values.get("statement") or "", visit.whole_who if whole else visit.who
            )

    def passing_on(self, waiting: bool) -> None:
        """Whether it can still be passed on here."""
        self._waiting = waiting
        for name in PASSED:
            self.form.editors[name].setEnabled(waiting)
        self.counting.setVisible(waiting)
