"""承诺: what officials promised this year, item by item; looked at in summer, judged at the end."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan import commitment
from lianluozhan.commitment import BROKEN, KEPT, PARTLY, PROMISED, REVIEWED, WHOLE, Commitment, add_commitment
from lianluozhan.readable import readable
from lianluozhan.store import Store
from lianluozhan.supervise import PROMISES
from ui.form import Section
from ui.listing import Item, Mark
from ui.page import Surroundings
from ui.pages import COMMITMENT
from ui.tracked import TONES as LIGHTS
from ui.tracked import tail
from ui.yearly import YearPage

SECTIONS = (
    Section("谁承诺什么", ((("official", 8), ("year", 2), ("order", 2)), (("item", 12),), (("measure", 12),), (("due_on", 4),))),
    Section("年中（写好按“记年中评议”）", ((("progress", 12),), (("review", 12),))),
    Section("年终（写好按“记年终评定”）", ((("kept", 12),), (("verdict", 12),))),
)
LATER = "progress", "review", "kept", "verdict"  # not asked of a new one
TONES = {PROMISED: "grey", REVIEWED: "amber", WHOLE: "green", PARTLY: "amber", BROKEN: "red"}


class CommitmentPage(YearPage):
    """A year's promises, and one of them."""

    leaf = COMMITMENT
    concerns = frozenset(("commitment", "official"))
    kind, sections, add, first = Commitment, SECTIONS, staticmethod(add_commitment), "official"
    nothing = "这一年还没有承诺。一项一条：在右边写谁、承诺什么、怎么做、几号前完成，按“保存”。"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.form.shown.connect(self._shown)
        self.begin()

    def acts(self) -> list[QWidget]:
        """Looked at, judged, the list printed."""
        self.review_button, self.judge_button = self.button("review", "记年中评议", self.review, "", "primary"), self.button("judge", "记年终评定", self.judge)
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
        return items, f"{year}年 {len(rows)} 项" + "".join(f"，{word} {n} 项" for word in KEPT if (n := sum(row["kept"] == word for row in rows)))

    def _shown(self) -> None:
        record = self.form.record
        live = record is not None and not record.voided
        for button in (self.review_button, self.judge_button):
            button.setVisible(live and not record.kept)
        self.list_button.setVisible(live)
        for name in LATER:
            self.form.form.show_field(name, record is not None)

    def review(self) -> None:
        """With what stands in the form."""
        said = self.form.form.read()[0]
        self.step(lambda act, one: commitment.review(act, one, said.get("progress") or "", said.get("review") or ""), "记了年中评议")

    def judge(self) -> None:
        """With what stands in the form."""
        said = self.form.form.read()[0]
        self.step(lambda act, one: commitment.judge(act, one, said.get("kept") or "", said.get("verdict") or ""), "记了年终评定")

    def _print(self) -> None:
        record = self.form.record
        self.wants.emit("paper", f"{PROMISES} {record.official} {record.year}")


def _item(row: dict) -> Item:
    marks = [Mark(row["state"], TONES.get(row["state"], "grey"))]
    if row["light"] in ("红", "黄"):
        marks.append(Mark(row["light"], LIGHTS[row["light"]]))
    return Item(row["id"], row["item"], (row["due_on"] or "")[5:], row["progress"] or row["measure"] or "", tuple(marks), tail(row["number"]))
