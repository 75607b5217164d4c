"""A visit being written: what can be known of it while somebody talks is proposed and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from lianluozhan import clock
from lianluozhan.action import ANONYMOUS
from lianluozhan.phrase import phrases, refusals
from lianluozhan.store import Store
from lianluozhan.visit import GATHERED, NOT_OURS, ON_THE_SPOT, TO_TOWN, TO_VILLAGE
from ui.asks.sight import Sight, sight
from ui.entering import Further, New
from ui.form import Form
from ui.looking import Looking
from ui.page import Page
from ui.talk import FACTS, HOURS, MANY, PASSED_ON, REFERRED, TELLING, facts, matter_words, people_named
from ui.widgets.pasting import Pasting
from ui.widgets.phrase_list import PhraseList
from ui.widgets.visit_frame import VisitFrame

NO_NUMBER = "编号存好才有"  # where letters of a series are drawn with the first thing written


class VisitSheet(VisitFrame):
    """Proposes and warns; keeping and saving is its form's. `seen` carries what can be known of it."""

    seen = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.looking = Looking(page.desk, self._question)
        self.looking.seen.connect(self._see)
        self.form.edited.connect(self._edited)
        self.form.entered.connect(self._entered)
        self.heading.steps.jump.connect(self.form.go_to_section)
        self.heading.change.clicked.connect(lambda _on=False: _to_facts(self.form))
        self.anonymous.clicked.connect(self._set_anonymous)
        self.pasting = Pasting(self.form, self.heading, "visitor_name")
        self.phrases = PhraseList(self.form.editors["reply"], self._ask_phrases)
        self.phrases.chosen.connect(self._referred)

    def _begin(self, values: Mapping[str, Any], entry: New, beside: Mapping[str, Any] | None = None) -> None:
        super()._begin(values, entry, beside)
        self._wake()
        self.looking.look()

    def _ask_phrases(self, then: Callable[[Sequence[str]], None]) -> None:
        typed = self.form.typed()
        category, not_ours = typed.get("category"), typed.get("outcome") == NOT_OURS
        self.desk.ask(lambda store: refusals(store) if not_ours else phrases(store, category), then)

    def _referred(self, where: str) -> None:
        """Why it is not ours says where to go, unless somebody said it."""
        if not self.form.typed().get("referred_to"):
            self.form.show_value("referred_to", where)
            self._edited("referred_to")

    # -- while it is written

    def _edited(self, name: str) -> None:
        if self._now and name not in HOURS:
            self.form.editors["received_at"].show_value(clock.moment()[:16])
        self._now = False
        self.foot.begun()
        self._proposed.pop(name, None)
        if name == "visitor_name" and self.form.typed().get("channel") != GATHERED:
            named = people_named(str(self.form.typed().get(name) or ""))
            self._propose("party_size", str(named), "由姓名数出" if named > 1 else "")
        self._wake()
        if self.form.wrong or self.heading.telling():
            self._summary()
        if name in TELLING:
            self.looking.look()
        self._mark()

    def _entered(self, name: str) -> None:
        self._mark()
        if name in self.form.wrong:
            self._summary()

    def _mark(self) -> None:
        typed = self.form.typed()  # once: this follows every key
        self.heading.steps.show_standing(
            {place: self.form.standing(place, typed) for place in self.heading.steps.marks}
        )

    def _set_anonymous(self, on: bool) -> None:
        self.form.show_value("raiser_kind", ANONYMOUS if on else None)
        self._edited("raiser_kind")
        self.drafting.keep()

    def _wake(self) -> None:
        """What cannot be said now is grey: a name that is not left, a rating without an answer, an organ without a case."""
        typed = self.form.typed()
        nameless, outcome = typed.get("raiser_kind") == ANONYMOUS, typed.get("outcome")
        self.anonymous.setChecked(nameless)
        for name in ("visitor_name", "visitor_phone"):
            self.form.editors[name].setEnabled(not nameless)
        self.form.editors["satisfaction"].setEnabled(outcome in (ON_THE_SPOT, None))
        self.form.editors["referred_to"].setEnabled(outcome in (*PASSED_ON, NOT_OURS, None))
        for name, label in REFERRED.items():
            self.form.call_field(name, label if outcome == NOT_OURS else "")
        met = typed.get("channel") == GATHERED
        many = str(typed.get("party_size") or "").strip()
        self.form.show_field(
            "representatives", "representatives" in typed or (not met and many.isdecimal() and int(many) > MANY)
        )
        self.form.call_field("party_size", "到会人数" if met else "")
        self.form.tell_quietly("party_size", "已记" if met and many == "0" else "")

    def _question(self) -> Callable[[Store], Sight]:
        return partial(sight, typed=self.form.typed(), own=self.entry.visit.id if self.entry.visit else "")

    def _see(self, found: Sight) -> None:
        untouched = not self.drafting.dirty()
        for name in ("place", "deputies"):
            self._propose(name, found.rota.get(name), "由接待日带出")
        if untouched:
            self.drafting.settle()
        self._propose("category", found.category, "由原话带出")
        if self.form.typed().get("outcome") in (*PASSED_ON, None):
            near = self.form.typed().get("outcome") in (TO_TOWN, TO_VILLAGE)
            self._propose("referred_to", found.organ, "由处理方式带出" if near else "由类别带出")
        elif self.form.typed().get("outcome") == NOT_OURS:  # who would handle it is not where the person is sent
            self._propose("referred_to", None, "")
        self.form.tell_quietly("outcome", found.due)
        self.form.tell_quietly("visitor_name", found.household)
        if "statement" not in self.form.wrong and (said := self.entry.locked or found.caution):
            self.form.tell("statement", said, "warning")
        self.heading.number.say(self.entry.number or found.number or NO_NUMBER)
        if not self.heading.telling():
            typed, around = self.form.typed(), self.page.around
            place = self.form.editors["place"].text() or around.identity.name
            said = facts(typed, found.mode, place, around.operator, not self.entry.changes, bool(found.rota))
            self.heading.show_facts(
                typed.get("channel") or "", matter_words(self.entry.visit) if isinstance(self.entry, Further) else said
            )
        self._mark()
        self.seen.emit(found)

    def _propose(self, name: str, value: Any, words: str) -> None:
        """Fill in what nobody chose; what a person wrote, or is writing, stays."""
        editor, typed = self.form.editors[name], self.form.typed().get(name)
        if self.entry.changes or editor.hasFocus() or typed not in (None, self._proposed.get(name)) or value == typed:
            return
        self.form.show_value(name, value, words if value else "")
        self._proposed[name] = value

    def _called(self, name: str) -> str:
        """What stands above a field now."""
        return (
            REFERRED[name]
            if name in REFERRED and self.form.typed().get("outcome") == NOT_OURS
            else self.form.label(name)
        )

    def _summary(self) -> None:
        wrong = self.form.wrong
        links = [
            (f"{'①②③④'[place]} {self._called(name)}", partial(self.form.go_to, name))
            for place, name in enumerate(wrong[:4])
        ]
        if wrong:
            here = self.form.here() if self.form.here() in wrong else wrong[0]
            said = f"还有 {len(wrong)} 处要改，已写的都在：{self._called(here)}——{self.form.told(here)}"
            self.heading.show_trouble(said, links, "F8 下一处")
        else:
            self.heading.clear()
            self.looking.look()
        self._mark()


def _to_facts(form: Form) -> None:
    """改: when, how and where it was, the cursor in the first of them; once more they go."""
    if form.unfolded(FACTS):
        form.unfold(FACTS, False)
    else:
        form.go_to("received_at")
