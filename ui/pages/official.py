"""任命人员: whom the congress elects or appoints, who is in office and who is not; a person's file of a year is printed here."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from lianluozhan.official import GOVERNMENT, HOLDS, LEFT, NONE, Official, add_official
from lianluozhan.readable import readable
from lianluozhan.store import Store
from lianluozhan.supervise import FILE, PROMISES, ROLL
from ui.form import Section
from ui.listing import Item, Mark, by_state, under_heads
from ui.pages import OFFICIAL
from ui.yearly import YearPage

SECTIONS = (
    Section("是谁", ((("name", 4), ("gender", 4), ("birth_month", 4)), (("kind", 12),), (("unit", 8), ("party", 4)))),
    Section("简历和电话（只有区里看得到）", ((("phone", 6),), (("resume", 12),))),
)
TONES = {HOLDS: "green", LEFT: "grey", NONE: "amber"}


class OfficialPage(YearPage):
    """Everybody, and one of them; the year is that of the papers."""

    leaf = OFFICIAL
    concerns = frozenset(("official", "tenure"))
    kind, sections, add, first = Official, SECTIONS, staticmethod(add_official), "name"
    nothing = "还没有登记过。在右边写姓名、类别、单位，按“保存”；什么时候任命的，到“任免”里记。"

    def furnish(self) -> None:
        """The list of the year."""
        self.roll.below(
            self.button(
                "print_2", f"打印{ROLL}", lambda: self.wants.emit("paper", f"{ROLL} {self.year.span}"), look="link"
            )
        )

    def acts(self) -> list[QWidget]:
        """Their papers of the year."""
        self.papers: list[QWidget] = [
            self.button(
                verb,
                f"打印{name}",
                lambda name=name: self.wants.emit("paper", f"{name} {self.form.record.name} {self.year.span}"),
            )
            for verb, name in (("print_0", FILE), ("print_1", PROMISES))
        ]
        return self.papers

    def begins(self) -> dict[str, Any]:
        """Mostly of the government."""
        return {"kind": GOVERNMENT}

    @staticmethod
    def listed(store: Store, year: str) -> tuple[list[Item], str]:
        """Everybody by whether they are in office, whatever the year."""
        rows = readable(store, Official, store.find(Official, order="kind, name, id"))
        groups = by_state(rows, (HOLDS, NONE, LEFT), lambda row: row["standing"])
        return under_heads(groups, "位", _item), f"{len(rows)} 位，{HOLDS} {len(groups[0][1])} 位"

    def offer(self) -> None:
        """The papers of whom was saved."""
        super().offer()
        record = self.form.record
        for paper in self.papers:
            paper.setVisible(record is not None and not record.voided)


def _item(row: dict) -> Item:
    return Item(
        row["id"],
        row["name"],
        (row["since"] or "")[:7],
        row["office"] or row["unit"] or "",
        (Mark(row["kind"]), Mark(row["standing"], TONES[row["standing"]])),
    )
