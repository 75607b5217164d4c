"""审议意见: what the standing committee asked of organs this year, and where each stands in the loop; its steps are 意见办理's."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import clock
from lianluozhan.action import ANSWERED, CLOSED, DELIBERATION, TRACKED
from lianluozhan.ballot import Ballot
from lianluozhan.deliberation import DO, DO_AGAIN, ENDED, WATCH, WATCH_AGAIN, add_deliberation, ballots, stage, vote
from lianluozhan.issue import Issue
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.supervise import TICKET
from ui.form import Section
from ui.listing import Item, Mark, by_state, under_heads
from ui.pages import DELIBERATION as LEAF
from ui.told import LIGHTS
from ui.widgets.sections import Called
from ui.yearly import YearPage

SECTIONS = (
    Section("哪次会、要办什么", ((("meeting", 8), ("registered_at", 4)), (("title", 12),), (("statement", 12),))),
    Section("分类和附记", ((("category", 4), ("source", 8)), (("summary", 12),))),
)
CALLED = {
    "statement": Called("审议意见原文"),
    "meeting": Called("审议的会议（名称或编号）"),
    "registered_at": Called("日期"),
    "summary": Called("要点"),
}
ORDER = WATCH, DO, WATCH_AGAIN, DO_AGAIN, ENDED
TONES = {WATCH: "grey", DO: "amber", WATCH_AGAIN: "primary", DO_AGAIN: "amber", ENDED: "green"}


class DeliberationPage(YearPage):
    """A year's 审议意见, and one of them."""

    leaf = LEAF
    concerns = frozenset(("issue", "followup", "ballot", "meeting"))
    kind, sections, add, first, called = Issue, SECTIONS, staticmethod(add_deliberation), "title", CALLED
    nothing = "这一年还没有审议意见。在右边写哪次会、标题、原文，按“保存”；再按“去办理”交办、答复、询问、评价。"

    def furnish(self) -> None:
        """Its ballot, counted in place."""
        self.count_votes()

    def acts(self) -> list[QWidget]:
        """To its steps, a ballot on it, its sheet."""
        self.work_button = self.button(
            "work", "去办理", lambda: self.wants.emit("followup", self.form.record.id), "", "primary"
        )
        self.vote_button = self.button("vote", "登记一次测评", self.vote)
        self.print_button = self.button(
            "print", f"打印{TICKET}", lambda: self.wants.emit("paper", f"{TICKET} {self.form.record.id}")
        )
        return [self.work_button, self.vote_button, self.print_button]

    def begins(self) -> dict[str, Any]:
        """Of today."""
        return {"registered_at": clock.day()}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """A year's, by where they stand in the loop."""
        rows = readable(
            store,
            Issue,
            store.find(
                Issue,
                "kind=? AND substr(registered_at, 1, 4)=?",
                (DELIBERATION, year),
                "registered_at DESC, number DESC",
            ),
        )
        groups = by_state(rows, ORDER, stage)
        return under_heads(groups, "件", _item), f"{year}年 {len(rows)} 件，{ENDED} {len(dict(groups)[ENDED])} 件"

    def offer(self) -> None:
        """The way to its steps, a ballot once it was answered, its newest count."""
        super().offer()
        record, live = self.form.record, self.live
        for button in (self.work_button, self.print_button):
            button.setVisible(live)
        self.vote_button.setVisible(live and record.state in (ANSWERED, TRACKED, CLOSED))
        self.counting.show_ballot(None)
        if live:
            self.desk.ask(
                lambda store: ballots(store, record.data),
                lambda found: self.form.record is record and self._show_ballot(found),
            )

    def _show_ballot(self, found: list[Ballot]) -> None:
        self.counting.show_ballot(found[-1] if found else None)

    def vote(self) -> None:
        """On how it was carried out, today."""
        self.step(lambda act, one: vote(act, one, clock.day()), "登记了测评，两个人各数一遍票")


def _item(row: dict) -> Item:
    marks = [Mark(stage(row), TONES[stage(row)])]
    if row["light"] in ("红", "黄"):
        marks.append(Mark(row["light"], LIGHTS[row["light"]]))
    return Item(
        row["id"],
        row["title"] or "",
        (row["due_on"] or "")[5:],
        "　".join(filter(None, (row["organ"], row["meeting"]))),
        tuple(marks),
        short_number(row["number"]),
    )
