"""The form of an issue: what it is about, who is behind it, to whom it goes; what a visit carries over is shown, not asked."""

from __future__ import annotations

from typing import Any

from lianluozhan import action as table
from ui.asks.issue import Proposal, proposal
from ui.editor import Options
from ui.page import Surroundings
from ui.talk import to_come
from ui.widgets import suggesting
from ui.widgets.hints import Group, Hint
from ui.widgets.issue_fields import PASSED, SIGNED, IssueFields

ASKED = (  # what a proposal depends on
    "statement",
    "category",
    "location",
    "urgency",
    "kind",
    "title",
    "deputies",
    *suggesting.NAMES,
)


class IssueForm(IssueFields):
    """`picked` carries the visit a person named, `proposed` says that proposals stand there; `hints` is the pane beside it."""

    def __init__(self, around: Surroundings, options: Options) -> None:
        super().__init__(around, options)
        self.form.edited.connect(self._edited)

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
        self.suggesting.tell(
            found.parted, found.behind, found.signers, self.form.editors["kind"].value() == table.SUGGESTION
        )
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
        values = {name: value for name, value in values.items() if name not in self.starred.names}
        wrong = [name for name in wrong if name not in self.starred.names]
        for name, words in (_missing(values, word) | to_come(values, "registered_at", "")).items():
            self.form.tell(name, words, "error")
            wrong.append(name)
        if wrong:
            self.form.wrong = wrong
            self.form.go_to(wrong[0])
            return None
        due = values["due_on"] if values.get("due_on") != self._proposed.due_on else None
        fact = {"organ": values.get("organ")}
        fact |= (
            {"co_organs": values.get("co_organs"), "due_on": due}
            if word == table.ASSIGN.word
            else {"reason": values.get("reason")}
        )
        own = {name: value for name, value in values.items() if name not in PASSED}
        return own | {name: value for name, value in self._held.items() if value is not None}, fact


def _missing(values: dict[str, Any], word: str) -> dict[str, str]:
    """{field: what to write there}, as its kind and what follows at once want it."""
    wanted = (
        {"lead_deputy": "请写领衔的代表"}
        if values.get("kind") == table.SUGGESTION and not values.get("deputies")
        else {}
    )
    wanted |= {"organ": "请写交给谁"} if word else {}
    wanted |= {"reason": "报区要写为什么"} if word == table.ESCALATE.word else {}
    return {name: words for name, words in wanted.items() if not values.get(name)}
