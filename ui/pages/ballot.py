"""测评: whom or what people vote on, counted by two in place, printed; the year's ballots and their results."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import clock, posting
from lianluozhan.ballot import (
    ABOUT,
    APART,
    COUNTED,
    HALF,
    KINDS,
    OF_DEPUTY,
    PAPERS,
    WAITING,
    Ballot,
    about,
    add_ballot,
    shares,
)
from lianluozhan.parts import MERIT_PAPERS
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from ui.form import Section
from ui.listing import Item, Mark, by_state, under_heads
from ui.pages import BALLOT
from ui.widgets.to_notices import TELL, ToNotices
from ui.yearly import YearPage

SECTIONS = (
    Section("评谁、评什么", ((("kind", 12),), (("deputy", 6), ("official", 6), ("matter", 12)), (("form", 12),))),
    Section("哪天、哪里", ((("date", 3), ("place", 4), ("meeting", 5)),)),
    Section("述职报告和票上的意见（不写是谁写的）", ((("report", 12),), (("remarks", 12),))),
)
ORDER = MERIT_PAPERS[1]  # of the year, by group
TONES = {WAITING: "grey", HALF: "amber", APART: "red", COUNTED: "green"}


class BallotPage(YearPage):
    """The year's ballots, and one of them with its counts."""

    leaf = BALLOT
    concerns = frozenset(("ballot", "deputy", "place", "rule"))
    kind, sections, add, first = Ballot, SECTIONS, staticmethod(add_ballot), "deputy"
    nothing = "这一年还没有测评。在右边写好评谁、评什么、哪天，按“保存”；再打印测评票发下去。"

    def furnish(self) -> None:
        """Its counting, and the papers of the whole year."""
        self.form.form.edited.connect(lambda name: name == "kind" and self._fit())
        self.count_votes()
        self.roll.below(
            self.button(
                "order", f"打印{ORDER}", lambda: self.wants.emit("paper", f"{ORDER} {self.year.span}"), look="link"
            )
        )
        self.tell_button = ToNotices(self, lambda store: posting.drafted_merit(store, self.year.span), self.refuse)
        self.tell_button.setProperty("c", "link")
        self.tell_button.setText(f"把{ORDER}{TELL}")
        self.tell_button.setAccessibleName(self.tell_button.text())
        self.roll.below(self.tell_button)

    def reload(self) -> None:
        """The year as it stands now, and whether its order can be made known."""
        super().reload()
        self.tell_button.refresh()
        self.tell_button.offer(True)

    def acts(self) -> list[QWidget]:
        """Its papers."""
        self.papers: list[QWidget] = [
            self.button(
                f"print_{place}",
                f"打印{name}",
                lambda name=name: self.wants.emit("paper", f"{name} {self.form.record.id}"),
            )
            for place, name in enumerate(PAPERS)
        ]
        return self.papers

    def begins(self) -> dict[str, Any]:
        """Of a deputy, today."""
        return {"kind": OF_DEPUTY, "date": clock.day()}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """The year's ballots by how far they are, newest first."""
        rows = readable(store, Ballot, store.find(Ballot, "substr(date, 1, 4)=?", (year,), "date DESC, number DESC"))
        groups = by_state(rows, (APART, HALF, WAITING, COUNTED), lambda row: row["state"])
        return under_heads(groups, "次", _item), f"{year}年 {len(rows)} 次，数好 {len(groups[-1][1])} 次"

    def offer(self) -> None:
        """Its counting, its papers."""
        super().offer()
        record = self.form.record
        self.counting.show_ballot(None if self.form.theirs else record)
        for paper in self.papers:
            paper.setVisible(record is not None and not record.voided)
        self._fit()

    def _fit(self) -> None:
        """Only what this kind is about; a kind that was counted by its standard stays what it is."""
        form, record = self.form.form, self.form.record
        kind = form.editors["kind"].value() or OF_DEPUTY
        for one in KINDS:
            form.show_field(ABOUT[one].name, one == kind)
        for name in ("form", "report"):
            form.show_field(name, kind == OF_DEPUTY)
        form.editors["kind"].setEnabled(record is None)


def _item(row: dict) -> Item:
    words = shares(row) if row["state"] == COUNTED else row["meeting"] or ""
    return Item(
        row["id"],
        about(row),
        row["date"][5:],
        words,
        (Mark(row["result"] or row["state"], TONES[row["state"]]),),
        short_number(row["number"]),
    )
