"""法律草案: brought in from a file or sent down by the district, taken up, its suggestions approved, sent up, its last words kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from lianluozhan import clock, legislation, sending
from lianluozhan.articles import articles
from lianluozhan.draft_law import APPROVED, ASKING, PASSED, SENT, DraftLaw, add_draft, brought, own_of, source, take_up
from lianluozhan.legislation import APPROVE, SEND, next_step, overdue
from lianluozhan.parts import LAW_PAPERS
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.whose import STATION
from ui.form import Section
from ui.listing import Item, Mark, by_state, plain, under_heads
from ui.pages import DRAFT_LAW
from ui.widgets.pieces import label
from ui.yearly import YearPage

SECTIONS = (
    Section("哪一部草案", ((("title", 12),), (("level", 6), ("sent_by", 6)), (("received_on", 4), ("due_on", 4)))),
    Section("谁来做、怎样征求", ((("team", 12),), (("how", 12),), (("sent_to", 12),))),
    Section("草案全文（一条一条认得出来，意见就能写到条）", ((("words", 12),),)),
    Section("通过以后", ((("passed_on", 4),), (("passed", 12),))),
)
SENT_DOWN = "区里下发，还没有开始"
TONES = {ASKING: "grey", APPROVED: "amber", SENT: "green", PASSED: "primary"}
KINDS = "草案 (*.docx *.txt)"
BELOW = (
    3  # papers there is room for under the list in the smallest window; the empty form is printed where all papers are
)


class DraftLawPage(YearPage):
    """A year's drafts, and one of them."""

    leaf = DRAFT_LAW
    concerns = frozenset(("draft_law", "opinion", "expert"))
    kind, sections, add, first = DraftLaw, SECTIONS, staticmethod(add_draft), "title"
    nothing = "这一年还没有草案。按上面的“从文件收进…”选 Word 文件；区里下发的，导入区里带回来的包就在这里。"

    def furnish(self) -> None:
        """What came to it, and its papers."""
        self.standing = label("", "body")
        self.standing.setWordWrap(True)
        self.roll.above(self.standing)
        for place, name in enumerate(LAW_PAPERS[:BELOW]):
            self.roll.below(self.button(f"print_{place}", f"打印{name}", partial(self._print, name), look="link"))

    def acts(self) -> list[QWidget]:
        """A file, its steps, what was said to it."""
        made = self.button
        self.bring_button = made("bring", "从文件收进…", self.bring)
        self.begin_button = made("begin", "开始征求意见", self.take_up, "", "primary")
        self.approve_button = made("approve", f"{APPROVE}建议", self.approve, "", "primary")
        self.send_button = made("send", f"{SEND}了", self.send, "", "primary")
        self.pass_button = made("pass", "通过了…", self.pass_file)
        self.opinions_button = made("opinions", "看意见", lambda: self.wants.emit("opinion", ""))
        return [
            self.bring_button,
            self.begin_button,
            self.approve_button,
            self.send_button,
            self.pass_button,
            self.opinions_button,
        ]

    def begins(self) -> dict[str, Any]:
        """Received today."""
        return {"received_on": clock.day()}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """Those sent down that nobody here has begun, then a year's by how far they are."""
        records = store.find(DraftLaw, "substr(received_on, 1, 4)=?", (year,), "due_on IS NULL, due_on, number")
        waiting = (
            [one for one in records if own_of(store, one) is None and not one.original]
            if store.identity.role != "district"
            else []
        )
        mine = [one for one in records if store.identity.role == "district" or one.world == store.identity.world]
        groups = [(SENT_DOWN, waiting), *by_state(mine, (ASKING, APPROVED, SENT, PASSED), lambda one: one.state)]
        rows = {row["id"]: row for row in readable(store, DraftLaw, records)}
        late = sum(overdue(one, clock.day()) for one in mine)
        return under_heads(groups, "部", lambda one: _item(one, rows[one.id])), f"{year}年 {len(mine)} 部草案" + (
            f"，{late} 部过了期限还没有{SEND}" if late else ""
        )

    def offer(self) -> None:
        """Brought while there is none, taken up where the district sent it, then its next step."""
        super().offer()
        record = self.form.record
        own = record is not None and record.world == self.around.identity.world
        live = own and not record.voided
        self.bring_button.setVisible(record is None)
        self.begin_button.setVisible(record is not None and not own and not self.form.theirs)
        self.pass_button.setVisible(live)
        self.opinions_button.setVisible(record is not None)
        for button in (self.approve_button, self.send_button):
            button.hide()
        for editor in self.form.form.editors.values():
            editor.setEnabled((record is None or own) and not (record and record.voided))
        self.standing.setText("")
        if record is not None:
            self.desk.ask(
                lambda store: (told(store, record), next_step(store, record)),
                lambda found: self.form.record is record and self._tell(*found, live),
            )

    def _tell(self, words: str, step: str, live: bool) -> None:
        self.standing.setText(words)
        self.approve_button.setVisible(live and step == APPROVE)
        self.send_button.setVisible(live and step == SEND)

    def _print(self, name: str) -> None:
        record = self.form.record
        self.wants.emit("paper", f"{name} {record.id}" if record else name)

    # -- its steps

    def ask_file(self) -> str:
        """The file of a draft; empty when a person thinks better of it."""
        return QFileDialog.getOpenFileName(self, self.title, "", KINDS)[0]

    def bring(self) -> None:
        """A file's words and title into the form; the file is kept with it when it is saved."""
        if not (chosen := self.ask_file()):
            return
        file, held = Path(chosen), self.form.form.read()[0]

        def filled(values: dict[str, Any]) -> None:
            self.form.half.drop()  # what was written goes along
            typed = {name: value for name, value in held.items() if value}
            self.form.new(self.begins() | typed | {"title": values["title"], "words": values["words"]}, "level")
            self.form.papers.add([file])
            found = list(articles(values["words"]))
            self.form.tell(f"认出 {len(found)} 条：{found[0]}至{found[-1]}" if found else "没有认出条号，意见写全文")

        self.desk.ask(lambda store: brought(store, file), filled, self.refuse)

    def take_up(self) -> None:
        """What the district sent down is worked on here."""
        record = self.form.record
        self.desk.act(
            self.noun, lambda act: take_up(act, record), lambda id: self.done(id, "开始征求意见"), self.refuse
        )

    def approve(self) -> None:
        """The 站长 has seen the suggestions."""
        self.step(
            legislation.approve, "已批准", lambda left: f"；还有 {len(left)} 条没有整理，不在里面" if left else ""
        )

    def send(self) -> None:
        """They are sent to whom the form says."""
        to = self.typed("sent_to")
        self.step(lambda act, one: sending.send(act, one, to), f"已{SEND}")

    def pass_file(self) -> None:
        """The words that were passed, from a file; the day is today unless the form says another."""
        if chosen := self.ask_file():
            file, day = Path(chosen), self.typed("passed_on")
            self.step(
                lambda act, one: legislation.passed(act, one, brought(act.store, file)["words"], day),
                "已记下通过的文本",
            )


def told(store: Store, one: DraftLaw) -> str:
    """What came to a draft, and how far it is: 8 条意见、23 人次，整理成 3 条建议，还有 2 条没有整理　张三 2026-11-02 批准　…"""
    sums, text = legislation.sums_of(store, one), articles(source(store, one).words)
    parts = [
        f"{len(text)} 条" if text else "",
        f"{sums.voices} 条意见、{sums.people} 人次，整理成 {sums.suggestions} 条建议"
        if sums.voices
        else "还没有人提意见",
        f"{sums.waiting} 条没有整理" if sums.waiting else "",
        f"{one.approved_by or ''} {one.approved_on} 批准".strip() if one.approved_on else "",
        f"{one.sent_on} 报{one.sent_to or ''}" if one.sent_on else "",
    ]
    return "　".join(filter(None, parts))


def _item(one: DraftLaw, row: dict[str, Any]) -> Item:
    late = overdue(one, clock.day())
    marks = (
        Mark(one.level or "", TONES[one.state]),
        *([Mark("过期", "red")] if late else []),
        *plain(row.get(STATION)),
    )
    words = "　".join(filter(None, (f"{one.voices} 条 {one.people} 人次" if one.voices else "", one.sent_by)))
    return Item(one.id, one.title, (one.due_on or "")[5:], words, marks, short_number(one.number))
