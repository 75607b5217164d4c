"""专家库: who can be asked to put what people said into the words of a law."""

from __future__ import annotations

from lianluozhan import pinyin
from lianluozhan.expert import KINDS, Expert
from lianluozhan.match import roster
from lianluozhan.store import Store
from ui.form import Section
from ui.listing import Item, Mark, by_state, under_heads
from ui.page import Page, Surroundings
from ui.pages import EXPERT
from ui.widgets.halves import Halves
from ui.widgets.roster import Roster

SECTIONS = (
    Section("是谁", ((("name", 4), ("kind", 8)), (("work_unit", 6), ("post", 6)), (("skills", 8), ("phone", 4)))),
    Section("在库", ((("since", 4), ("left_on", 4)),)),
)
LEFT = "已离库"


class ExpertPage(Page):
    """The pool, one of it beside."""

    leaf = EXPERT
    concerns = frozenset(("expert",))

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.roster = Roster(self, Expert, SECTIONS, experts)
        self.roster.left.layout().setContentsMargins(12, 10, 12, 8)
        self.fill(Halves(self.roster.left, self.roster.right, self.theme.px("list")))

    def reload(self) -> None:
        """Who is in it now."""
        self.roster.reload()

    def show_record(self, id: str) -> None:
        """One of them."""
        self.roster.show_record(id)


def experts(store: Store, words: str) -> list[Item]:
    """Kind by kind; who left stands last."""
    wanted = words.lower()
    every = roster(store, Expert, order="name")
    found = [
        one
        for one in every
        if wanted in one.name.lower() or any(key.startswith(wanted) for key in pinyin.keys(one.name))
    ]
    return under_heads(by_state(found, (*KINDS, LEFT), lambda one: LEFT if one.left_on else one.kind), "位", _item)


def _item(one: Expert) -> Item:
    return Item(one.id, one.name, one.post or "", one.work_unit or "", tuple(map(Mark, one.skills or ())))
