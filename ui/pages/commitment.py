"""承诺: what officials promised this year, item by item; looked at in summer, judged at the end."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import commitment
from lianluozhan.commitment import BROKEN, KEPT, PARTLY, PROMISED, REVIEWED, WHOLE, Commitment, add_commitment
from lianluozhan.readable import readable
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.supervise import PROMISES
from ui.form import Section
from ui.listing import Item, Mark
from ui.pages import COMMITMENT
from ui.told import LIGHTS
from ui.yearly import YearPage

SECTIONS = (
    Section(
        "谁承诺什么",
        ((("official", 8), ("year", 2), ("order", 2)), (("item", 12),), (("measure", 12),), (("due_on", 4),)),
    ),
    Section("年中（写好按“记年中评议”）", ((("progress", 12),), (("review", 12),))),
    Section("年终（写好按“记年终评定”）", ((("kept", 12),), (("verdict", 12),))),
)
TONES = {PROMISED: "grey", REVIEWED: "amber", WHOLE: "green", PARTLY: "amber", BROKEN: "red"}


class CommitmentPage(YearPage):
    """A year's promises, and one of them."""

    leaf = COMMITMENT
    concerns = frozenset(("commitment", "official"))
    kind, sections, add, first = Commitment, SECTIONS, staticmethod(add_commitment), "official"
    later = "progress", "review", "kept", "verdict"
    nothing = "这一年还没有承诺。一项一条：在右边写谁、承诺什么、怎么做、几号前完成，按“保存”。"

    def acts(self) -> list[QWidget]:
        """Looked at, judged, the list printed."""
        self.review_button = self.button("review", "记年中评议", self.review, "", "primary")
        self.judge_button = self.button("judge", "记年终评定", self.judge)
        self.list_button = self.button("print", f"打印{PROMISES}", self._print)
        return [self.review_button, self.judge_button, self.list_button]

    def begins(self) -> dict[str, Any]:
        """Of the year that is shown; of who was shown, so that items follow each other."""
        record = self.form.record
        return {"year": self.year.span, "official": record.official if record else None}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """A year's promises by who made them."""
        rows = readable(store, Commitment, store.find(Commitment, "year=?", (year,), 'official, "order", number'))
        items: list[Item] = []
        for name in dict.fromkeys(row["official"] for row in rows):
            found = [row for row in rows if row["official"] == name]
            kept = sum(row["kept"] == WHOLE for row in found)
            items += [Item(None, name, f"{len(found)} 项，{WHOLE} {kept} 项"), *map(_item, found)]
        judged = Counter(row["kept"] for row in rows)
        return items, "，".join(
            [f"{year}年 {len(rows)} 项", *(f"{word} {judged[word]} 项" for word in KEPT if judged[word])]
        )

    def offer(self) -> None:
        """Looked at and judged until it was, its list."""
        super().offer()
        for button in (self.review_button, self.judge_button):
            button.setVisible(self.live and not self.form.record.kept)
        self.list_button.setVisible(self.live)

    def review(self) -> None:
        """With what stands in the form."""
        progress, said = self.typed("progress"), self.typed("review")
        self.step(lambda act, one: commitment.review(act, one, progress, said), "记了年中评议")

    def judge(self) -> None:
        """With what stands in the form."""
        kept, said = self.typed("kept"), self.typed("verdict")
        self.step(lambda act, one: commitment.judge(act, one, kept, said), "记了年终评定")

    def _print(self) -> None:
        record = self.form.record
        self.wants.emit("paper", f"{PROMISES} {record.official} {record.year}")


def _item(row: dict) -> Item:
    marks = [Mark(row["state"], TONES.get(row["state"], "grey"))]
    if row["light"] in ("红", "黄"):
        marks.append(Mark(row["light"], LIGHTS[row["light"]]))
    return Item(
        row["id"],
        row["item"],
        (row["due_on"] or "")[5:],
        row["progress"] or row["measure"] or "",
        tuple(marks),
        short_number(row["number"]),
    )
