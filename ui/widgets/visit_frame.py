"""What the form of a visit is made of: head, form, foot, papers, and what a draft keeps besides the values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from lianluozhan import clock
from lianluozhan.caution import informing
from lianluozhan.draft import Draft
from lianluozhan.visit import Visit
from ui.drafting import Drafting
from ui.entering import Further, New
from ui.form import Form
from ui.page import Page
from ui.talk import CALLED, MORE, OF_A_VISIT, TALK, WHO
from ui.widgets.both import Both
from ui.widgets.evidence import Evidence
from ui.widgets.form_scroll import FormScroll
from ui.widgets.heading import Heading
from ui.widgets.pieces import label
from ui.widgets.save_foot import SaveFoot
from ui.widgets.wear import hairline

PAPERS, REASON, PROPOSED = "papers", "reason", "proposed"  # what a draft keeps beside its values


class VisitFrame(QWidget):
    """The parts, and how they begin; what is said of them while somebody writes is the sheet's."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.form = Form(
            Visit,
            TALK,
            page.theme,
            page.around.options,
            CALLED,
            {"anonymous": self._anonymous_box, "attachments": self._papers_box, "telling": self._telling_words},
        )
        self.scroll, self.drafting = FormScroll(self.form, page.theme), Drafting(self.form, page.desk, self._beside)
        titles = [(place, section.title) for place, section in enumerate(TALK) if section.title and not section.folded]
        self.heading = Heading("visit", titles, page.theme)
        self.foot, self.both = SaveFoot(page), Both("visit", page.theme)
        self.heading.add_button(self.foot.more)
        self.entry = New()
        self._now, self._proposed = True, {}
        self._lay_out()
        self.drafting.kept.connect(self._say_kept)
        self.both.taken.connect(self._take)
        self.papers.edited.connect(self._beside_edited)
        self.foot.reason.textEdited.connect(lambda _text: self._beside_edited())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.heading, hairline(), self.both, self.scroll, hairline(), self.foot):
            column.addWidget(part, 1 if part is self.scroll else 0)

    def restyle(self) -> None:
        """Other sizes: the head and the widest the form gets."""
        self.scroll.restyle()
        self.heading.restyle()

    def _say_kept(self, draft: Draft) -> None:
        if draft.id != self.drafting.of:
            return
        if self.form.wrong:
            self.foot.say(f"还没存进台账　✓ 草稿在 {draft.kept_at[11:]}", "error")
        else:
            self.foot.say(f"✓ 草稿已保存 {draft.kept_at[11:]}")

    def _anonymous_box(self) -> QWidget:
        self.anonymous = QCheckBox("不愿留姓名")
        self.anonymous.setObjectName("visit_anonymous")
        return self.anonymous

    def _telling_words(self) -> QWidget:
        self.telling = label("", "hint")
        return self.telling

    def _papers_box(self) -> QWidget:
        self.papers = Evidence("visit", Visit.attachments.label)
        self.papers.opened.connect(self.page.look_at)
        return self.papers

    def _begin(self, values: Mapping[str, Any], entry: New, beside: Mapping[str, Any] | None = None) -> None:
        self.desk.ask(informing, self.telling.setText)  # the district may have said it anew
        self.entry, self._now = entry, "received_at" not in values
        self.form.show_values({"received_at": clock.day()} | dict(values))
        typed = self.form.typed()
        self._proposed = {name: typed[name] for name in (beside or {}).get(PROPOSED, ()) if name in typed}
        self.papers.show_papers((entry.visit.attachments if entry.changes else None) or ())
        self.heading.title.setText(entry.title)
        self.heading.clear()
        self.both.show_differences(())
        self.foot.begin(entry.changes)
        self._lock()
        self._ask_of(whole=not isinstance(entry, Further))
        self._show_beside(beside or {})

    def _lock(self) -> None:
        """Words that were signed or printed are read; 更正 opens them."""
        self.form.editors["statement"].setEnabled(not self.entry.locked or self.entry.correcting)
        self.foot.correct.setVisible(bool(self.entry.locked) and not self.entry.correcting)

    def correct(self) -> None:
        """更正原话: they may be written anew, with the reason that every change needs; the earlier ones stay in the history."""
        self.entry.correcting = True
        self._lock()
        self.form.go_to("statement")

    def _ask_of(self, whole: bool) -> None:
        """All of a visit, or only what a further matter says by itself."""
        self.form.show_section(WHO, whole)
        self.form.show_section(MORE, whole)
        self.heading.steps.marks[WHO].setVisible(whole)
        self.telling.setVisible(whole)
        for name in OF_A_VISIT:
            self.form.show_field(name, whole)

    def _beside(self) -> dict[str, Any]:
        """What a draft keeps that is no value: what it is a change of, why, papers that are not taken yet, what nobody chose."""
        papers, reason = [str(file) for file in self.papers.pending], self.foot.reason.text()
        return (
            self.entry.kept()
            | ({PAPERS: papers} if papers else {})
            | ({REASON: reason} if reason else {})
            | self._unchosen()
        )

    def _unchosen(self) -> dict[str, Any]:
        """Which values the program proposed and nobody touched: they follow what is written later."""
        names = sorted(name for name, value in self._proposed.items() if value is not None)
        return {PROPOSED: names} if names else {}

    def _show_beside(self, beside: Mapping[str, Any]) -> None:
        self.foot.reason.setText(beside.get(REASON, ""))
        if beside.get(PAPERS):
            self.papers.add(map(Path, beside[PAPERS]))

    def _take(self, name: str, value: Any) -> None:
        self.form.show_value(name, value)
        self.drafting.soon()

    def _beside_edited(self) -> None:
        self.foot.begun()
        self.drafting.soon()
