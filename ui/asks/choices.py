"""What may be chosen in any form: deputies, organs, places, categories; asked once, brought up to date when they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lianluozhan import clock
from lianluozhan.activity import Activity, day_of
from lianluozhan.category import default_categories
from lianluozhan.deputy import Deputy, in_office, rank, told_apart
from lianluozhan.draft_law import drafts
from lianluozhan.expert import Expert
from lianluozhan.match import roster
from lianluozhan.meeting import Meeting
from lianluozhan.official import Official
from lianluozhan.opinion import Opinion
from lianluozhan.organ import Organ, default_organs
from lianluozhan.place import Place
from lianluozhan.points import table_of
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.wording import CLASSES, CONSULTED_BY, TOLD_BY, URGED_BY, WHY, lettered, listed, words_of
from ui.widgets.chooser import Option, option

WORDS_OF = "words "  # before the name of a list of the district's words
CONCERNS = frozenset(
    (
        "deputy",
        "organ",
        "place",
        "category",
        "activity",
        "rule",
        "draft_law",
        "opinion",
        "expert",
        "official",
        "meeting",
    )
)


def choices(store: Store) -> dict[str, Sequence[Option]]:
    """{kind of record: its options}, in the order printed lists have."""
    categories, table = default_categories(store.identity.world[:6]), table_of(store, clock.today().year)
    activities = store.find(Activity, order="coalesce(begin, planned_on) DESC")
    experts = roster(store, Expert, order="name")
    return {
        "deputy": _deputies(store),
        "organ": _organs(store),
        "place": [option(one.name, one.level or "", one.id) for one in roster(store, Place, order="name")],
        "category": [option(row["name"], words=" ".join(row.get("words") or ())) for row in categories],
        "activity": [option(named(one), one.state or "", one.id) for one in activities],
        "draft_law": [option(one.title, one.level or "", one.id) for one in drafts(store)],
        "opinion": _opinions(store),
        "expert": [option(one.name, one.kind or "", one.id)._replace(gone=bool(one.left_on)) for one in experts],
        "official": [
            option(one.name, one.office or one.kind or "", one.id)
            for one in roster(store, Official, order="kind, name")
        ],
        "meeting": [
            option(one.name or one.number or "", one.date or "", one.id)
            for one in roster(store, Meeting, order="date DESC")
        ],
        "duty.kind": [option(kind.kind, kind.theme) for kind in table.kinds.values()],
        **_words(store),
    }


def _deputies(store: Store) -> list[Option]:
    """Everybody of the roster, also who left; of one name only who is in office bears it alone."""
    every, today = sorted(roster(store, Deputy), key=rank), clock.day()
    here = {one.id for one in every if in_office(one, today)}
    names = told_apart(every) | told_apart(one for one in every if one.id in here)
    made = [option(one.name, "、".join(one.levels or ()), one.id) for one in every]
    return [each._replace(name=names[one.id], gone=one.id not in here) for one, each in zip(every, made, strict=True)]


def _organs(store: Store) -> list[Option]:
    """Those registered here, then the usual ones of the district that nobody registered."""
    own = [option(one.name, one.kind or "", one.id) for one in roster(store, Organ, order="name")]
    known = {one.name for one in own}
    usual = [row for row in default_organs(store.identity.world[:6]) if row["name"] not in known]
    return [*own, *(option(row["name"], row.get("kind") or "") for row in usual)]


def _opinions(store: Store) -> list[Option]:
    """By their numbers, another office's by the whole of it."""
    found, own = store.find(Opinion, "issue IS NULL", order="number DESC"), store.identity.world
    return [
        option(short_number(one.number) if one.world == own else one.number, one.article or "", one.id) for one in found
    ]


def spell(options: Mapping[str, Sequence[Option]]) -> None:
    """Have every name spelled, so that the first letters typed wait for none."""
    for kind in list(options.values()):
        for one in kind:
            assert one.letters


def _words(store: Store) -> dict[str, Sequence[Option]]:
    """The district's words that forms of acts on issues offer."""
    words = words_of(store)
    offered = {
        name: listed(words, name) for name in words if name in (TOLD_BY, URGED_BY, CONSULTED_BY) or name.endswith(WHY)
    }
    return {
        WORDS_OF + name: [option(one) for one in said] for name, said in {**offered, CLASSES: lettered(words)}.items()
    }


def named(activity: Activity) -> str:
    """What tells one activity from the others: 2026-10-14 走访 供暖."""
    return " ".join(part for part in (day_of(activity.data), activity.kind, activity.theme) if part)
