"""代表名册: deputies, and what else the daily work refers to: organs, places, categories."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from lianluozhan import clock, pinyin
from lianluozhan.category import default_categories
from lianluozhan.deputy import Deputy, rank
from lianluozhan.household import Kept, of_year
from lianluozhan.match import roster, unmatched
from lianluozhan.organ import Organ, default_organs
from lianluozhan.place import Place
from lianluozhan.store import Store
from lianluozhan.veil import starred
from ui.form import Section
from ui.listing import Item, Listing, Mark
from ui.page import Page, Surroundings
from ui.pages import DEPUTY as LEAF
from ui.widgets.halves import Halves
from ui.widgets.pieces import label
from ui.widgets.roster import UNMATCHED, Name, Roster
from ui.widgets.switch import Switch

DEPUTY = (
    Section(
        "是谁",
        (
            (("name", 4), ("gender", 3), ("birth_month", 3), ("order", 2)),
            (("ethnicity", 3), ("party", 4), ("education", 5)),
        ),
    ),
    Section(
        "哪一级、哪个选区",
        (
            (("levels", 6), ("terms", 6)),
            (("district", 6), ("group", 6)),
            (("elected_on", 4), ("left_on", 4), ("left_reason", 4)),
        ),
    ),
    Section(
        "怎么联系",
        (
            (("phone", 5), ("phone_public", 3), ("photo_public", 4)),
            (("work_unit", 6), ("post", 6)),
            (("places", 6), ("villages", 6)),
            (("households", 12),),
            (("id_number", 6), ("certificate", 6)),
            (("profile", 12),),
        ),
    ),
)
ORGAN = (
    Section("承办单位是谁", ((("name", 12),), (("kind", 12),), (("contact", 6), ("phone", 6)), (("categories", 12),))),
)
PLACE = (
    Section(
        "在哪里",
        (
            (("name", 12),),
            (("level", 4), ("code", 4), ("parent", 4)),
            (("host", 12),),
            (("address", 7), ("hours", 5)),
            (("head", 4), ("clerk", 4), ("phone", 4)),
        ),
    ),
    Section(
        "六有",
        (
            (("area", 6), ("sign", 6)),
            (("organisation", 6), ("board", 6)),
            (("rules", 6), ("archive", 6)),
            (("duties_text", 12),),
        ),
    ),
)
CATEGORY = "分类"
FIXED = "分类由区里统一定，联络站用同一套，这里只看。\n\n写下原话时，里面的关键词会带出分类，分类再带出默认的承办单位；登记时都可以改。"


class DeputyPage(Page):
    """Four rosters, one at a time."""

    leaf = LEAF
    concerns = frozenset(("deputy", "organ", "place", "visit", "issue", "duty"))
    takes_back = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rosters = [
            Roster(self, Deputy, DEPUTY, deputies),
            Roster(self, Organ, ORGAN, organs),
            Roster(self, Place, PLACE, places),
        ]
        self._kept = Kept((), ())  # of the deputy who is seen
        for part, one in enumerate(self.rosters):
            one.form.resumed.connect(lambda _id, part=part: (self.switch.choose(part), self.show_part(part)))
        self.rosters[0].form.shown.connect(self._count_households)
        self.rosters[0].form.bared.connect(lambda: self._say_households(self._kept))
        self.categories = Listing("category", CATEGORY, self.theme)
        self.switch = Switch("deputy_part", self.title, [*(roster.cls.label for roster in self.rosters), CATEGORY])
        self.switch.switched.connect(self.show_part)
        fixed = label(FIXED, "note")
        fixed.setAlignment(Qt.AlignmentFlag.AlignTop)
        fixed.setContentsMargins(20, 16, 20, 16)
        self.lefts, self.rights = QStackedWidget(), QStackedWidget()
        for left, right in (*((one.left, one.right) for one in self.rosters), (self.categories, fixed)):
            self.lefts.addWidget(left)
            self.rights.addWidget(right)
        self.fill(Halves(self._left(), self.rights, self.theme.px("list")))

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.switch)
        column.addWidget(self.lefts, 1)
        return left

    def show_part(self, place: int) -> None:
        """One of the four."""
        self.lefts.setCurrentIndex(place)
        self.rights.setCurrentIndex(place)
        self.reload()

    def show_record(self, id: str) -> None:
        """A deputy; one of another roster where its noun stands before the id, and a field of it where the cursor shall go: place.hours."""
        noun, _, one = id.rpartition(" ")
        noun, _, field = noun.partition(".")
        part = next((place for place, roster in enumerate(self.rosters) if roster.cls.noun == noun), 0)
        self.switch.choose(part)
        self.show_part(part)
        self.rosters[part].show_record(one, field)

    def _count_households(self) -> None:
        """How many of the households were called on this year, and who waits."""
        form = self.rosters[0].form
        if form.record is None:
            return
        record, year = form.record, f"{clock.today().year}"
        self.desk.ask(
            lambda store: of_year(store, record, year),
            lambda kept: form.record is record and self._say_households(kept),
        )

    def _say_households(self, kept: Kept) -> None:
        """Who waits is called as the field calls them: starred until somebody asks to see all of it."""
        form, self._kept = self.rosters[0].form, kept
        form.form.tell_quietly("households", bonds(kept, "households" in form.starred.names))

    def reload(self) -> None:
        """The roster that is seen."""
        place = self.lefts.currentIndex()
        if place < len(self.rosters):
            self.rosters[place].reload()
        else:
            self.desk.ask(categories, self.categories.show_items)


def bonds(kept: Kept, masked: bool) -> str:
    """8 户，本年走访 5 户，还没走访：…"""
    names = starred(Deputy.households, kept.waiting) if masked else kept.waiting
    waiting = f"，还没走访：{'、'.join(names)}" if names and kept.called is not None else ""
    return kept.said + waiting


def deputies(store: Store, words: str) -> list[Item]:
    """Those in office by rank, those who left, and before them the names nobody knows yet."""
    found = [one for one in sorted(roster(store, Deputy), key=rank) if _has(one.name, words)]
    here, gone = [one for one in found if not one.left_on], [one for one in found if one.left_on]
    items = [*_unknown(store, Deputy.noun, words), Item(None, "在任", f"{len(here)} 名"), *map(_deputy, here)]
    return [*items, Item(None, "已离任", f"{len(gone)} 名"), *map(_deputy, gone)] if gone else items


def organs(store: Store, words: str) -> list[Item]:
    """Those kept here, and the usual ones of the district that only wait to be used."""
    own = [one for one in roster(store, Organ, order="name") if _has(one.name, words)]
    known = {one.name for one in store.find(Organ)}
    usual = [
        row for row in default_organs(store.identity.world[:6]) if row["name"] not in known and _has(row["name"], words)
    ]
    items = _unknown(store, Organ.noun, words, {row["name"] for row in usual})
    if own:
        items += [Item(None, "名册里的", f"{len(own)} 个"), *(_organ(one.id, one.data) for one in own)]
    return [
        *items,
        Item(None, "常用的，改过才存入名册", f"{len(usual)} 个"),
        *(_organ(Name(row["name"], values=row), row) for row in usual),
    ]


def places(store: Store, words: str) -> list[Item]:
    """家, 站 and 点."""
    own = [one for one in roster(store, Place, order="code, name") if _has(one.name, words)]
    items = [Item(one.id, one.name, one.level or "", one.address or "", tail=one.code or "") for one in own]
    return [*_unknown(store, Place.noun, words), *items]


def categories(store: Store) -> list[Item]:
    """All of them, with the organ that takes them and the words that mean them."""
    rows = default_categories(store.identity.world[:6])
    return [
        Item(row["name"], row["name"], "", "、".join(row["words"] or ()), (Mark(row["organ"]),) if row["organ"] else ())
        for row in rows
    ]


def _deputy(one: Deputy) -> Item:
    marks = tuple(Mark(level, "primary") for level in one.levels or ())
    return Item(one.id, one.name, one.post or "", one.work_unit or one.district or "", marks, one.group or "")


def _organ(key: str | Name, row: dict) -> Item:
    marks = (Mark(row["kind"]),) if row.get("kind") else ()
    return Item(key, row["name"], row.get("contact") or "", "、".join(row.get("categories") or ()), marks)


def _unknown(store: Store, noun: str, words: str, usual: frozenset[str] | set[str] = frozenset()) -> list[Item]:
    names = {name: times for name, times in unmatched(store, noun).items() if name not in usual and _has(name, words)}
    often = Counter(one.name for one in roster(store, store.schema.records[noun]))
    why = {name: f"同名的有 {often[name]} 位，要人来定" if often[name] else "记录里写了，名册里没有" for name in names}
    rows = [
        Item(Name(name, times), name, f"{times} 处", why[name], (Mark(UNMATCHED, "amber"),))
        for name, times in names.items()
    ]
    return [Item(None, UNMATCHED, f"{len(rows)} 个名字"), *rows] if rows else []


def _has(name: str | None, words: str) -> bool:
    """By a piece of the name, or its initials."""
    name, typed = name or "", words.lower()
    return typed in name.lower() or any(key.startswith(typed) for key in pinyin.keys(name))
