"""A visit being written: the form with its head and foot, and what can be known of it while somebody talks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.action import ANONYMOUS
from lianluozhan.draft import Draft
from lianluozhan.store import Store
from lianluozhan.visit import NOT_OURS, ON_THE_SPOT, Visit
from ui.drafting import Drafting
from ui.form import Form
from ui.looking import Looking
from ui.page import Page
from ui.received import Opened, Sight, sight
from ui.talk import CALLED, FACTS, PASSED_ON, TALK, TELLING, facts
from ui.widgets.evidence import Evidence
from ui.widgets.form_scroll import FormScroll
from ui.widgets.heading import Heading
from ui.widgets.save_foot import SaveFoot


class VisitSheet(QWidget):
    """Proposes and warns; keeping and saving is its form's. `seen` carries what can be known of it."""

    seen = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.form = Form(Visit, TALK, page.theme, page.around.options, CALLED, {"anonymous": self._anonymous_box, "attachments": self._papers_box})
        self.scroll, self.drafting = FormScroll(self.form, page.theme), Drafting(self.form, page.desk)
        titles = [(place, section.title) for place, section in enumerate(TALK) if section.title and not section.folded]
        self.heading = Heading("visit", titles, page.theme)
        self.foot = SaveFoot(page)
        self.changing: Opened | None = None
        self._now, self._proposed = True, {}
        self.looking = Looking(page.desk, self._question)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.heading, _hairline(), self.scroll, _hairline(), self.foot):
            column.addWidget(part, 1 if part is self.scroll else 0)

    def _connect(self) -> None:
        self.looking.seen.connect(self._see)
        self.form.edited.connect(self._edited)
        self.form.entered.connect(self._entered)
        self.heading.steps.jump.connect(self.form.go_to_section)
        self.heading.change.clicked.connect(lambda _on=False: self.form.unfold(FACTS, not self.form.unfolded(FACTS)))
        self.drafting.kept.connect(self._say_kept)

    def restyle(self) -> None:
        """Other sizes: the head and the widest the form gets."""
        self.scroll.restyle()
        self.heading.restyle()

    def _say_kept(self, draft: Draft) -> None:
        if draft.id != self.drafting.id:
            return
        if self.form.wrong:
            self.foot.say(f"还没存进台账　✓ 草稿在 {draft.kept_at[11:]}", "error")
        else:
            self.foot.say(f"✓ 草稿已保存 {draft.kept_at[11:]}")

    def _anonymous_box(self) -> QWidget:
        self.anonymous = QCheckBox("不愿留姓名")
        self.anonymous.setObjectName("visit_anonymous")
        self.anonymous.clicked.connect(self._set_anonymous)
        return self.anonymous

    def _papers_box(self) -> QWidget:
        self.papers = Evidence("visit", Visit.attachments.label)
        return self.papers

    def _begin(self, values: Mapping[str, Any], changing: Opened | None = None) -> None:
        self.changing, self._proposed, self._now = changing, {}, "received_at" not in values
        self.form.show_values({"received_at": clock.today().isoformat()} | dict(values))
        self.papers.show_papers(values.get("attachments") or ())
        self.heading.title.setText("更改" if changing else "新登记")
        self.heading.clear()
        self.foot.begin(changing is not None)
        self._wake()
        self.looking.look()

    # -- while it is written

    def _edited(self, name: str) -> None:
        if self._now and name != "received_at" and not self.form.unfolded(FACTS):
            self.form.editors["received_at"].show_value(f"{clock.today().isoformat()}T{datetime.now():%H:%M}")
        self._now = False
        self.foot.begun()
        self._proposed.pop(name, None)
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
        self.heading.steps.show_standing({place: self.form.standing(place) for place in self.heading.steps.marks})

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

    def _question(self) -> Callable[[Store], Sight]:
        return partial(sight, typed=self.form.typed(), own=self.changing.visit.id if self.changing else "")

    def _see(self, found: Sight) -> None:
        untouched = not self.drafting.dirty()
        for name in ("place", "deputies"):
            self._propose(name, found.rota.get(name), "由接待日带出")
        if untouched:
            self.drafting.settle()
        self._propose("category", found.category, "由原话带出")
        if self.form.typed().get("outcome") in (*PASSED_ON, None):
            self._propose("referred_to", found.organ, "由类别带出")
        self.form.tell_quietly("outcome", found.due)
        self.heading.number.setText(self.changing.visit.number if self.changing else found.number)
        if not self.heading.telling():
            typed, around = self.form.typed(), self.page.around
            place = self.form.editors["place"].text() or around.identity.name
            said = facts(typed, found.mode, place, around.operator, self.changing is None)
            self.heading.show_facts(typed.get("channel") or "", said)
        self._mark()
        self.seen.emit(found)

    def _propose(self, name: str, value: Any, words: str) -> None:
        """Fill in what nobody chose; what a person wrote, or is writing, stays."""
        editor, typed = self.form.editors[name], self.form.typed().get(name)
        if self.changing or editor.hasFocus() or typed not in (None, self._proposed.get(name)) or value == typed:
            return
        self.form.show_value(name, value, words if value else "")
        self._proposed[name] = value

    def _summary(self) -> None:
        wrong = self.form.wrong
        links = [(f"{'①②③④'[place]} {self.form.label(name)}", partial(self.form.go_to, name)) for place, name in enumerate(wrong[:4])]
        if wrong:
            here = self.form.here() if self.form.here() in wrong else wrong[0]
            said = f"还有 {len(wrong)} 处要改，已写的都在：{self.form.label(here)} {self.form.told(here)}"
            self.heading.show_trouble(said, links, "F8 下一处")
        else:
            self.heading.clear()
            self.looking.look()
        self._mark()


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("c", "line")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
