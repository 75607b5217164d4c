"""专家库: who can be asked to put what people said into the words of a law."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from lianluozhan import pinyin
from lianluozhan.expert import KINDS, Expert
from lianluozhan.match import roster
from lianluozhan.store import Store
from ui.form import Section
from ui.listing import Item, Mark
from ui.page import Page, Surroundings
from ui.pages import EXPERT
from ui.widgets.halves import Halves
from ui.widgets.roster import Roster

SECTIONS = (
    Section("是谁", ((("name", 4), ("kind", 8)), (("work_unit", 6), ("post", 6)), (("skills", 8), ("phone", 4)))),
    Section("在库", ((("since", 4), ("left_on", 4)),)),
)


class ExpertPage(Page):
    """The pool, one of it beside."""

    leaf = EXPERT
    concerns = frozenset(("expert",))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.roster = Roster(self, Expert, SECTIONS, experts)
        self.roster.left.layout().setContentsMargins(12, 10, 12, 8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Halves(self.roster.left, self.roster.right, self.theme.px("list")))

    def reload(self) -> None:
        """Who is in it now."""
        self.roster.reload()

    def show_record(self, id: str) -> None:
        """One of them."""
        self.roster.show_record(id)


def experts(store: Store, words: str) -> list[Item]:
    """Kind by kind; who left stands last."""
    found = [one for one in roster(store, Expert, order="name") if words.lower() in one.name.lower() or any(key.startswith(words.lower()) for key in pinyin.keys(one.name))]
    items: list[Item] = []
    for title, part in (*((kind, [one for one in found if one.kind == kind and not one.left_on]) for kind in KINDS), ("已离库", [one for one in found if one.left_on])):
        if part:
            items += [Item(None, title, f"{len(part)} 位"), *(Item(one.id, one.name, one.post or "", one.work_unit or "", tuple(map(Mark, one.skills or ()))) for one in part)]
    return items
