"""A ballot counted in place: one types, another types beside nothing; what both came to, or where they differ."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lianluozhan.act import Act
from lianluozhan.ballot import AGAIN, BY, COUNTED, FIRST, HALF, SECOND, Ballot, count, count_again, shares, standard_in
from lianluozhan.errors import Problem
from lianluozhan.field import Number, Text
from lianluozhan.standard import TALLIES
from ui.act import Desk
from ui.editor import editor_of
from ui.theme import Theme
from ui.widgets.editor import Editor
from ui.widgets.labelled import Whole
from ui.widgets.pieces import button, clear, label

ASKED = {
    FIRST: "计票：一个人数好，写在这里；另一个人不看这些数，自己再数一遍",
    SECOND: "监票：由另一个人自己数一遍，数得一样才作数",
}
MOST = 8  # inputs on a line


class CountingVotes(QFrame):
    """`done` carries what became of it, `refused` why nothing did; `why` gives the reason for counting again."""

    done = Signal(str)
    refused = Signal(str)

    noun, count, count_again = Ballot.noun, staticmethod(count), staticmethod(count_again)

    def __init__(self, desk: Desk, theme: Theme, why: QWidget) -> None:
        super().__init__()
        made = partial(button, self.noun)
        self.desk, self.theme, self.why = desk, theme, why
        self.ballot: Ballot | None = None
        self.step = FIRST
        self.setProperty("c", "card")
        self.heading, self.result, self.told = Whole("strong"), Whole("strong"), Whole("error")
        self.inputs: dict[str, Editor] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self.keep = made("count", "", self._count)
        self.first = made("count_first", f"{Ballot.counter.label}重数", lambda: self._ask(FIRST))
        self.again = made("count_again", f"{AGAIN}…", self._again)
        acts = QHBoxLayout()
        for act in (self.keep, self.first, self.again):
            acts.addWidget(act)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        for part in (self.heading, self.result):
            column.addWidget(part)
        column.addLayout(self._grid)
        column.addWidget(self.told)
        column.addLayout(acts)
        self.hide()

    def show_ballot(self, ballot: Ballot | None) -> None:
        """Where a ballot stands: to be counted, to be counted by the other, counted; nothing of one that cannot be."""
        self.ballot = ballot
        self.setVisible(ballot is not None and not ballot.voided and self.choices(ballot) is not None)
        if not self.isVisibleTo(self.parentWidget()):
            return
        counted = self.state(ballot) == COUNTED
        self.result.setText(self.words(ballot) if counted else "")
        self.result.setVisible(counted)
        self.again.setVisible(ballot.counted is not None or ballot.recounted is not None)
        if counted:
            self._show_inputs(())
            self.first.hide()
            self.heading.setText(
                f"{Ballot.counter.label} {ballot.counter}，{Ballot.teller.label} {ballot.teller}，两个人数得一样"
            )
            self.tell("")
        else:
            self._ask(SECOND if self.state(ballot) == HALF and ballot.counted is not None else FIRST)
        self.keep.setVisible(not counted)

    def choices(self, ballot: Ballot) -> tuple[str, ...] | None:
        """What its slips offer; None where there is nothing to count."""
        held = standard_in(ballot)
        return held and held.choices

    def state(self, ballot: Ballot) -> str:
        """How far the counting is."""
        return ballot.state

    def words(self, ballot: Ballot) -> str:
        """What both came to."""
        return f"{Ballot.result.label}：{ballot.result}　{_tallies(ballot)}　{shares(ballot.data)}"

    def tell(self, words: str) -> None:
        """Why nothing was kept."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _ask(self, step: str) -> None:
        """Empty inputs for one of the two: never what the other typed."""
        self.step = step
        self.heading.setText(ASKED[step] + (f"（{self.ballot.counter}已经数好）" if step == SECOND else ""))
        self.first.setVisible(step == SECOND)
        self.keep.setText(f"记下{step}")
        self.keep.setAccessibleName(self.keep.text())
        who = Text(Ballot.fields[BY[step][0]].label)
        who.name = BY[step][0]
        numbers = [Number(word) for word in (*TALLIES, *self.choices(self.ballot))]
        for place, field in enumerate(numbers):
            field.name = f"tally_{place}"
        self._show_inputs((who, *numbers))
        self.tell("")

    def _show_inputs(self, fields: tuple[Text | Number, ...]) -> None:
        clear(self._grid)
        self.inputs = {}
        for place, field in enumerate(fields):
            made = editor_of(field, self.noun, {})
            made.setMaximumWidth(self.theme.px("list") // 2 if isinstance(field, Number) else self.theme.px("list"))
            line, column = divmod(place, MOST)
            self._grid.addWidget(label(field.label, "label"), 2 * line, column)
            self._grid.addWidget(made, 2 * line + 1, column)
            self.inputs[field.label] = made

    def _count(self) -> None:
        ballot, step = self.ballot, self.step
        name, *_numbers = self.inputs
        typed = {word: editor.value() for word, editor in self.inputs.items() if word != name}
        who = self.inputs[name].value() or ""
        self.desk.act(
            "count",
            lambda act: self.count(act, ballot, step, who, typed),
            lambda state: self.done.emit(f"✓ {state or step}"),
            self._refuse,
        )

    def _again(self) -> None:
        ballot, reason = self.ballot, self.why.text()
        if not reason.strip():
            self.why.setFocus()

        def write(act: Act) -> None:
            self.count_again(act, ballot, reason)

        self.desk.act("count", write, lambda _made: self.done.emit(f"✓ {AGAIN}"), self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self.tell(str(problem))
        self.refused.emit(str(problem))


def _tallies(ballot: Ballot) -> str:
    return "，".join(
        f"{word} {number}" for word, number in zip(TALLIES, (ballot.issued, ballot.returned, ballot.valid), strict=True)
    )
