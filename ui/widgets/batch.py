"""Acting on several issues at once: first what will happen to which, and why some are left out; then all in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import copy
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from lianluozhan import action as table, clock
from lianluozhan.act import Act
from lianluozhan.action import action_of
from lianluozhan.course import circumstances, standings
from lianluozhan.errors import BadValue, Problem
from lianluozhan.followup import Followup
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.organ import organ_for
from lianluozhan.readable import readable, title_of
from lianluozhan.step import cautions, problems
from lianluozhan.store import Store
from lianluozhan.table import Key
from ui.act import Desk
from ui.asks.followup import matching
from ui.editor import Options
from ui.form import Form, Section
from ui.steps import form_of
from ui.theme import Theme
from ui.told import told_number
from ui.widgets.pieces import away, clear
from ui.widgets.scrolled import scrolled

ROWS = {
    "assign": [[("organ", 12)], [("due_on", 6), ("acted_on", 6)]],
    "urge": [[("how", 12)], [("text", 12)], [("acted_on", 6)]],
    "answer": [
        [("answer_class", 12)],
        [("text", 12)],
        [("acted_on", 6), ("planned_on", 6)],
        [("document_number", 6), ("evidence", 6)],
    ],
}


class Fate(NamedTuple):
    """What will happen to one issue: `words` what is done or why it is not; `does` whether it is."""

    key: Key
    title: str
    words: str
    does: bool
    organ: str | None


def foresee(store: Store, keys: Sequence[Key], verb: str, typed: dict[str, Any]) -> list[Fate]:
    """For each issue what the act will do, or why it cannot; nothing is written."""
    action, day = action_of(verb), clock.day()
    made = []
    for issue in matching(store, keys):
        key = issue.world, issue.id
        around, outcome = circumstances(store, [issue])[key], standings(store, [issue])[key]
        row = readable(store, Issue, [issue])[0]
        organ = (
            typed.get("organ")
            or outcome.proposed
            or (organ_for(issue.category, store.identity.world[:6]) if issue.category else None)
        )
        values = (
            {"acted_on": day, "acted_by": table.CLERK}
            | read(typed)
            | ({"organ": organ} if action is table.ASSIGN else {})
        )
        wrong = problems(action, values, outcome, around, day, store.identity.role)
        title = f"{told_number(row)} {title_of(row)}"
        if wrong:
            made.append(Fate(key, title, "；".join(wrong), False, None))
        elif action is table.ASSIGN:
            made.append(Fate(key, title, f"交给 {organ}", True, organ))
        elif action is table.ANSWER:
            made.append(Fate(key, title, f"{row['turn']} 答复 {values.get('answer_class') or ''}", True, None))
        else:
            notes = "；".join(cautions(action, values, outcome))
            made.append(
                Fate(
                    key,
                    title,
                    f"第 {outcome.urged + 1} 次，催 {row['turn']}" + (f"（{notes}）" if notes else ""),
                    True,
                    None,
                )
            )
    return made


def read(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What of it can be read already; half a date says nothing yet."""
    values = {}
    for name, value in typed.items():
        with suppress(BadValue):
            values[name] = Followup.fields[name].read(value)
    return values


def act_on(act: Act, fates: Sequence[Fate], verb: str, typed: dict[str, Any]) -> int:
    """Do it to those it was foreseen for; all or none."""
    doing = [fate for fate in fates if fate.does]
    for fate in doing:
        issue = act.store.get(Issue, fate.key)
        follow(act, issue, verb, typed | ({"organ": fate.organ} if fate.organ else {}))
    return len(doing)


def _form(verb: str, options: Options) -> type[Followup]:
    """The act's form; each issue may have an organ of its own, so none must be named for all."""
    cls = form_of(verb, options=options)
    organ = copy(cls.fields["organ"])
    organ.required = False
    return type("Together", (cls,), {"organ": organ})


class Batch(QWidget):
    """`done` says how many it was done to, `left` that it shall not be."""

    done = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, theme: Theme, options: Options) -> None:
        super().__init__()
        self.desk, self.theme, self.options, self.verb = desk, theme, options, "urge"
        self.keys: list[Key] = []
        self.fates: list[Fate] = []
        self.setObjectName("followup_batch")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px("margin"), 12, theme.px("margin"), 12)
        column.setSpacing(8)
        self.heading, self.note = QLabel(), QLabel()
        self.heading.setProperty("c", "title")
        self.note.setProperty("c", "note")
        column.addWidget(self.heading)
        column.addWidget(self.note)
        self._holder = QVBoxLayout()
        column.addLayout(self._holder)
        self.form: Form | None = None
        self._lines = QWidget()
        self._rows = QVBoxLayout(self._lines)
        self._rows.setSpacing(6)
        column.addWidget(scrolled(self._lines), 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self.go = QPushButton()
        self.go.setObjectName("followup_batch_save")
        self.go.setProperty("c", "primary")
        self.go.clicked.connect(lambda _on=False: self.do())
        away = QPushButton("先不办")
        away.setObjectName("followup_batch_cancel")
        away.clicked.connect(lambda _on=False: self.left.emit())
        foot.addWidget(self.go)
        foot.addWidget(away)
        foot.addStretch(1)
        return foot

    def begin(self, verb: str, keys: Sequence[Key]) -> None:
        """Start anew with an act on these issues."""
        self.verb, self.keys = verb, list(keys)
        if self.form is not None:
            away(self.form)
        self.form = Form(_form(verb, self.options), [Section("", ROWS[verb])], self.theme, self.options)
        self.form.layout().setContentsMargins(0, 0, 0, 0)
        self.form.setMaximumWidth(round(560 * self.theme.factor))
        self.form.show_values({"acted_on": clock.day()})
        self.form.edited.connect(lambda _name: self._foresee())
        self._holder.addWidget(self.form)
        self.form.tell("organ", "空着就各按类别的单位", "hint") if verb == "assign" else None
        self._foresee()

    def _foresee(self) -> None:
        keys, verb, typed = self.keys, self.verb, self.typed()
        self.desk.ask(lambda store: foresee(store, keys, verb, typed), self.show_fates, self._refused)

    def do(self) -> None:
        """Do it to those it was foreseen for."""
        fates, verb, typed = self.fates, self.verb, self.typed()
        self.go.setEnabled(False)
        done = f"{self.heading.text()} {sum(fate.does for fate in fates)} 件"
        self.desk.act(
            "follow", lambda act: act_on(act, fates, verb, typed), lambda _count: self.done.emit(done), self._refused
        )

    def _refused(self, problem: Problem) -> None:
        self.note.setText(str(problem))

    def typed(self) -> dict[str, Any]:
        """What holds for all of them."""
        values = self.form.typed() if self.form else {}
        if letter := values.get("answer_class"):
            values["answer_class"] = letter[:1]  # of the words it is chosen by
        return values

    def show_fates(self, fates: Sequence[Fate]) -> None:
        """What will be done to which, the left out last."""
        self.fates = list(fates)
        word, doing = action_of(self.verb).word, sum(fate.does for fate in fates)
        out = len(fates) - doing
        self.heading.setText(f"批量{word}")
        self.note.setText(
            f"选了 {len(fates)} 件：{word} {doing} 件" + (f"，另外 {out} 件不办，原因写在后面" if out else "")
        )
        self.go.setText(f"{word}这 {doing} 件")
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(doing > 0)
        clear(self._rows)
        for fate in sorted(self.fates, key=lambda fate: not fate.does):
            self._rows.addWidget(self._line(fate))
        self._rows.addStretch(1)

    def _line(self, fate: Fate) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        mark = QLabel(action_of(self.verb).word if fate.does else "不办")
        mark.setProperty("c", "mark")
        mark.setProperty("tone", "green" if fate.does else "")
        title, words = QLabel(fate.title), QLabel(fate.words)
        words.setProperty("c", "note")
        words.setWordWrap(True)
        title.setMinimumWidth(round(240 * self.theme.factor))
        for label, share in ((mark, 0), (title, 0), (words, 1)):
            row.addWidget(label, share, Qt.AlignmentFlag.AlignTop)
        return line
