"""The inputs of one act on an issue: its own, whom it was told and how they rate it; shown as far as the values ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from lianluozhan import action as table, clock
from lianluozhan.action import action_of
from lianluozhan.telling import DEPUTY
from lianluozhan.wording import WHY
from ui import steps
from ui.asks.course import Course, Doing, Past
from ui.asks.people import Person
from ui.editor import Options
from ui.form import Form, Section
from ui.theme import Theme
from ui.widgets.echo import untold
from ui.widgets.evidence import Evidence
from ui.widgets.people import People
from ui.widgets.phrase_list import PHRASES_BY, PhraseList
from ui.widgets.splitting import Splitting

PLANNED = ("B", "C")  # classes of an answer that name a day
WHOM = {"inform": "告诉了谁", "consult": "和谁商量的"}


class ActFields(QWidget):
    """`here` carries the input the cursor went to. A `fact` is one that is corrected."""

    here = Signal(object)
    named = Signal(str)  # another issue that was chosen
    edited = Signal()  # a person wrote, ticked or added something

    def __init__(self, course: Course, doing: Doing, theme: Theme, options: Options, fact: Past | None) -> None:
        super().__init__()
        self.course, self.doing, self.theme, self.options, self.fact = course, doing, theme, options, fact
        twice = course.row["kind"] in (table.SUGGESTION, table.DELIBERATION)
        own, told = (steps.correcting(verb_of(fact), fact.values), []) if fact else steps.asked(doing.verb, twice)
        self._cls = steps.form_of(doing.verb, verb_of(fact) if fact else "", options)
        self._joining = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.parts = self._parts() if doing.verb == "split" else None  # first what comes out, then why
        self.own = self._form(own)
        self.people = self._people(told)
        self.told = self._form(told)
        self.papers = None if fact else self._papers()
        self._begin()
        self._offer_reasons()

    def _form(self, rows: steps.Rows) -> Form:
        form = Form(self._cls, [Section("", rows)], self.theme, self.options)
        form.layout().setContentsMargins(0, 0, 0, 0)
        form.layout().setSpacing(8)
        form.edited.connect(lambda _name: self.suit())
        form.entered.connect(lambda name: self.here.emit(form.editors[name]))
        self._column.addWidget(form)
        form.setVisible(bool(rows))  # only now: what has no parent would open as a window
        return form

    def _offer_reasons(self) -> None:
        """What is often said when this is done, in the district's words."""
        offered = steps.said(self.options, self.doing.word + WHY)
        if "reason" in self.own.editors and offered and not self.fact:
            PhraseList(self.own.editors["reason"], lambda then: then(offered))
            self.own.tell_quietly("reason", PHRASES_BY)

    def _people(self, told: steps.Rows) -> People | None:
        if not told or not self.course.people:
            return None
        label = QLabel(WHOM.get(self.doing.verb, "这次已经告诉了谁（没有就不勾）"))
        label.setProperty("c", "label")
        people = People(self.course.people, _ticked_first(self.doing, self.course.people))
        people.changed.connect(self.suit)
        self._column.addWidget(label)
        self._column.addWidget(people)
        return people

    def _papers(self) -> Evidence:
        """A scan, a photo, a letter: kept with the fact, in the same act."""
        papers = Evidence("followup", "材料（扫描件、照片、来信）")
        papers.edited.connect(lambda: self.here.emit(papers))
        papers.edited.connect(self.edited)
        self._column.addWidget(papers)
        return papers

    def _parts(self) -> Splitting:
        parts = Splitting(self.theme, self.options, self.course.people)
        parts.here.connect(self.here)
        parts.edited.connect(self.edited)
        self._column.addWidget(parts)
        return parts

    def _begin(self) -> None:
        """What is known is filled in."""
        day = {"acted_on": clock.day(), "told_on": clock.day()}
        if self.fact:
            values = dict(self.fact.values)
            letter = values.get("answer_class")
            if letter:
                choices = self._cls.fields["answer_class"].choices
                values["answer_class"] = next(word for word in choices if word.startswith(letter))
            self.own.show_values({name: value for name, value in values.items() if name not in steps.NOT_AGAIN})
        else:
            self.own.show_values(day | self.doing.start)
            self.told.show_values(day)
        self.suit()

    def start(self) -> None:
        """Put the cursor where the act begins."""
        if self.parts:
            self.parts.forms[0].go_to("statement")
            return
        form = self.own if self.own.editors else self.told
        empty = [name for name, editor in form.editors.items() if editor.value() is None and not editor.isHidden()]
        if name := next(iter(empty or form.editors), None):
            form.go_to(name)

    def suit(self) -> None:
        """Show only what the values so far ask for."""
        if "join" in self.own.editors and (said := self.own.editors["join"].value() or "") != self._joining:
            self._joining = said
            self.named.emit(said)
        letter = (self._value("answer_class") or "")[:1]
        if "answer_class" in self.own.editors and "planned_on" in self.own.editors and not self.fact:
            self.own.show_field("planned_on", letter in PLANNED)
        ticked = self.ticked()
        whom, rater = bool(ticked), bool(self.course.people) and self.course.people[0].key in ticked
        missed = self._value("how") in table.MISSED
        unhappy = table.UNHAPPY in map(self._value, steps.SATISFIED)
        for form in (self.own, self.told):
            for name in form.editors:
                if name in ("how", "told_on") and form is self.told:
                    form.show_field(name, whom or self.doing.verb in steps.WITH_WHOM)
                elif name in steps.SATISFIED and form is self.told:
                    form.show_field(name, rater and not missed)
                elif name == "satisfaction_words":
                    form.show_field(name, unhappy and not missed)
        self.edited.emit()

    def _value(self, name: str) -> Any:
        editor = self.own.editors.get(name) or self.told.editors.get(name)
        return editor.value() if editor else None

    def read(self) -> tuple[dict[str, Any], list[tuple[Form, str]]]:
        """The values, and what is wrong: (form, field), each said at its field."""
        values: dict[str, Any] = {}
        wrong: list[tuple[Form, str]] = []
        for form in (self.own, self.told):
            if not form.editors:
                continue
            read, bad = form.read()
            hidden = [name for name in form.editors if form.editors[name].isHidden()]
            values |= {name: value for name, value in read.items() if name not in hidden}
            wrong += [(form, name) for name in bad if name not in hidden]
        if self.papers and self.papers.pending:
            values["files"] = tuple(self.papers.pending)
        if self.people and self.people.ticked() and not values.get("how"):
            wrong.append((self.told, "how"))
            self.told.tell("how", "请选怎么告诉的", "error")
        for name, words in ({} if self.fact else steps.missing(self.doing.verb, values, self.course.row)).items():
            form = self.own if name in self.own.editors else self.told
            form.tell(name, words, "error")
            wrong.append((form, name))
        if self.parts:
            values["parts"], bad_parts = self.parts.read()
            wrong += bad_parts
        return values, wrong

    def ticked(self) -> list[str]:
        """Whom it was told."""
        return self.people.ticked() if self.people else []


def _ticked_first(doing: Doing, people: Sequence[Person]) -> Sequence[str]:
    """Whom an act is most likely about."""
    if doing.verb == "consult":
        deputies = [one.key for one in people if one.role == DEPUTY]
        return deputies or [one.key for one in people]
    return (doing.start.get("to") or untold(people)[:1]) if doing.verb == "inform" else ()


def verb_of(fact: Past) -> str:
    """The act a fact is of."""
    action = action_of(fact.word)
    return action.verb if action else ""
