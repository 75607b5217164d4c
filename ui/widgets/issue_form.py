"""The form of an issue: what it is about, who is behind it, to whom it goes; what a visit carries over is shown, not asked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lianluozhan import action as table
from lianluozhan.field import Choice, LongText
from lianluozhan.issue import Issue
from ui.editor import Options
from ui.form import Form
from ui.page import Surroundings
from ui.registered import Carried, Opened, Proposal, proposal, today
from ui.widgets.counting import Counting, Quote
from ui.widgets.hints import Group, Hint, Hints
from ui.widgets import suggesting
from ui.widgets.sections import Called, Section
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
    Section("谁的意见", (
        (("visits", 8), ("registered_at", 4)),
        (("source", 8), ("external_number", 4)),
        (("raised_by", 4), ("raiser_phone", 4), ("raiser_kind", 4)),
        (("raiser_address", 12),),
    )),
    Section("什么事", (
        (("kind", 12),),
        (("lead_deputy", 12),),
        (("deputies", 12),),
        (("statement", 12),),
        (("title", 12),),
        (("summary", 12),),
        (("category", 4), ("location", 5), ("people_affected", 3)),
        (("urgency", 5), ("sensitive", 7)),
    )),
    SECTION,
    Section("交给谁", (
        (("organ", 7), ("due_on", 5)),
        (("co_organs", 7),),
        (("reason", 12),),
    )),
)  # fmt: skip
CALLED = {
    "visits": Called("从哪次接待来", "写编号或来人姓名，没有就空着"),
    "title": Called("标题", "一句话，不写姓名"), "summary": Called("概括", "写给承办单位看，60 字上下"),
    "statement": Called("原话"), "due_on": Called("办结期限"), "sensitive": Called("敏感：只给该看的人看"),
    "reason": Called("为什么报区", "只在报区时写"), "source": Called("怎么来的", "来信、12345、代表自己的"),
    "lead_deputy": Called("领衔代表", "答复送他，由他评价"), "deputies": Called(Issue.deputies.label), "people_affected": Called("涉及人数"), **suggesting.CALLED,
}  # fmt: skip
ASKED = ("statement", "category", "location", "urgency", "kind", "title", "deputies", *suggesting.NAMES)  # what a proposal depends on


class IssueForm(QWidget):
    """`picked` carries the visit a person named, `proposed` says that proposals stand there; `hints` is the pane beside it."""

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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.quoted, self.counting = Quote(self.theme), Counting(self.theme)
        column.addWidget(self.quoted)
        column.addWidget(self.form)
        column.addWidget(self.counting)
        column.addStretch(1)
        self.form.edited.connect(self._edited)

    # -- showing

    def empty(self) -> None:
        """Nothing written yet."""
        self._by_hand, self._held, self._id = set(), {}, ""
        self.counting.why.setChecked(False)
        self.form.show_values({"registered_at": today(), "kind": table.PUBLIC, "urgency": "正常"})
        self._quote(None)
        self._propose()

    def start(self) -> None:
        """Put the cursor where writing begins."""
        self.form.go_to("title" if self.quoted.isVisibleTo(self) else "visits")

    def carry(self, visit: Carried) -> None:
        """Everything a visit knows; what is left to write is what it is called and to whom it goes."""
        typed = {name: value for name, value in self.form.typed().items() if name not in visit.values and name not in PASSED}
        self._by_hand -= set(PASSED)
        self._held = {name: visit.values.get(name) for name in WHO}
        self.form.show_values(typed | dict(visit.values))
        self._quote(visit)
        self._propose()
        self.form.go_to("title")

    def load(self, found: Opened) -> None:
        """An issue that is there."""
        self._by_hand = set()
        self.counting.why.setChecked(False)
        self._held = {name: found.issue.data.get(name) for name in WHO} if found.carried else {}
        self.form.show_values(found.issue.data)
        self._quote(found.carried, found.issue.statement)
        self.form.show_field("visits", False)
        self._id = found.issue.id
        self._propose()

    def restore(self, values: dict[str, Any]) -> None:
        """What was being written when it was left."""
        self._by_hand, self._held, self._id = set(values), {}, ""
        self._quote(None)
        self.form.show_values(values)
        if self.visit():
            self.picked.emit(self.visit())
        self._propose()

    def visit(self) -> str:
        """The visit it comes from, "" for none."""
        return next(iter(self.form.editors["visits"].value() or ()), "")

    def _quote(self, visit: Carried | None, statement: str | None = None) -> None:
        """The words and who said them stand above, when a visit has them; a further matter's are its own."""
        self.quoted.setVisible(visit is not None)
        self.form.show_section(0, visit is None)
        self.form.show_field("visits", visit is None)
        self.form.show_field("statement", visit is None)
        if visit is not None:
            self.quoted.show_words(statement or visit.values.get("statement") or "", visit.who)

    def passing_on(self, waiting: bool) -> None:
        """Whether it can still be passed on here."""
        self._waiting = waiting
        for name in PASSED:
            self.form.editors[name].setEnabled(waiting)
        self.counting.setVisible(waiting)

    # -- proposing

    def _edited(self, name: str) -> None:
        self._by_hand.add(name)
        if name == "visits" and self.visit():
            self.picked.emit(self.visit())
        elif name in ASKED:
            self._propose()

    def _suit(self) -> None:
        """What is asked of a deputies' own suggestion only: who leads it, who signed it too (附议)."""
        own = self.form.editors["kind"].value() == table.SUGGESTION
        self.form.show_field("lead_deputy", own)
        self.form.call_field("deputies", SIGNED if own else "")
        self.suggesting.suit(own)

    def _propose(self) -> None:
        self._suit()
        typed = self.form.typed()
        self.desk.ask(lambda store: proposal(store, typed), self._show_proposal)

    def _show_proposal(self, found: Proposal) -> None:
        """What the program would write stands there until a person writes something else."""
        self._proposed = found
        alike = [Hint(title, right, words, "followup", id) for title, right, words, id in found.alike if id != self._id]
        self.hints.show_groups((Group("可能是同一件", "类似", "件", tuple(alike)),))
        self.counting.strip.show_beads(found.beads)
        self.suggesting.tell(found.parted, found.behind, found.signers, self.form.editors["kind"].value() == table.SUGGESTION)
        if self.form.composing() or not self._waiting:
            return
        editors = self.form.editors
        if found.category and not editors["category"].value() and "category" not in self._by_hand:
            self.form.show_value("category", found.category, "照原话提的")
        if found.organ and "organ" not in self._by_hand:
            self.form.show_value("organ", found.organ, "照类别提的")
        if found.due_on and "due_on" not in self._by_hand:
            self.form.show_value("due_on", found.due_on, found.words)
        self.proposed.emit()

    def touched(self) -> bool:
        """Whether a person has written or chosen anything."""
        return bool(self._by_hand)

    # -- reading

    def read(self, word: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The issue's own values and its first fact's; None where something is wrong, the cursor on it then."""
        values, wrong = self.form.read()
        for name, words in _missing(values, word).items():
            self.form.tell(name, words, "error")
            wrong.append(name)
        if wrong:
            self.form.wrong = wrong
            self.form.go_to(wrong[0])
            return None
        due = values["due_on"] if values.get("due_on") != self._proposed.due_on else None
        fact = {"organ": values.get("organ")}
        fact |= {"co_organs": values.get("co_organs"), "due_on": due} if word == table.ASSIGN.word else {"reason": values.get("reason")}
        own = {name: value for name, value in values.items() if name not in PASSED}
        return own | {name: value for name, value in self._held.items() if value is not None}, fact


def _missing(values: dict[str, Any], word: str) -> dict[str, str]:
    """{field: what to write there}, as its kind and what follows at once want it."""
    wanted = {"lead_deputy": "请写领衔的代表"} if values.get("kind") == table.SUGGESTION and not values.get("deputies") else {}
    wanted |= {"organ": "请写交给谁"} if word else {}
    wanted |= {"reason": "报区要写为什么"} if word == table.ESCALATE.word else {}
    return {name: words for name, words in wanted.items() if not values.get(name)}
