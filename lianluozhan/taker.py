"""Who is proposed to settle a matter: whose category it is, among those as near or as far as it was decided to go."""

from __future__ import annotations

from lianluozhan.category import Category
from lianluozhan.match import roster
from lianluozhan.organ import TOWN, VILLAGE, Organ, organ_for, seat_of
from lianluozhan.place import town_of
from lianluozhan.store import Store
from lianluozhan.visit import TO_TOWN, TO_VILLAGE

COMMITTEES = ("村民委员会", "居民委员会", "村委会", "居委会")


def taker(store: Store, category: str | None, outcome: str | None = None, where: str = "") -> str | None:
    """The name of the organ, None where nobody comes to mind.

    What the town settles (乡镇办理) goes to its own organ of that category, else to its government or 办事处; what a village
    settles to the village whose name stands in `where` (place and address as typed). Anything else goes to who takes the
    category: by the roster, else the usual one of the district. `category` is a name or an id.
    """
    name = next((one.name for one in store.find(Category, "id=?", (category,))), category) if category else None
    kept = roster(store, Organ, order="name")
    mine = [one for one in kept if name and {name, category} & set(one.categories or ())]
    if outcome == TO_TOWN:
        return (
            _named(mine, TOWN)
            or _seat(store)
            or (_named(kept, TOWN) if sum(one.kind == TOWN for one in kept) == 1 else None)
        )
    if outcome == TO_VILLAGE:
        return _named(mine, VILLAGE) or next(
            (one.name for one in kept if one.kind == VILLAGE and _stem(one.name) in where), None
        )
    beyond = next((one.name for one in mine if one.kind not in (TOWN, VILLAGE)), None)
    return beyond or (organ_for(name, store.identity.world[:6]) if name else None)


def _named(organs: list[Organ], kind: str) -> str | None:
    return next((one.name for one in organs if one.kind == kind), None)


def _seat(store: Store) -> str | None:
    """The government of the station's town, by the folder's code: its first nine digits are the town's."""
    town = town_of(store.identity.world[:9])
    return seat_of(town) if town else None


def _stem(name: str) -> str:
    """崔邵村 of 崔邵村村委会."""
    return next((name.removesuffix(end) for end in COMMITTEES if name.endswith(end) and name != end), name)
