"""What to send: of each stream the receiver may hold, the entries its live streams are not known to hold (design.md §6)."""

from __future__ import annotations

from lianluozhan.deputy import Deputy
from lianluozhan.held import carried, held_there
from lianluozhan.package.manifest import Party
from lianluozhan.place import Place
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO

PREFIX = 6  # digits of a district's code, with which its stations' codes begin


def selected(store: Store, world: str, role: str, *, full: bool = True, masked: bool = False) -> dict[str, int]:
    """{stream: the first entry to send} to that role; from there on all of the stream goes. `full`: whatever is known."""
    known = {} if full else held_there(store, world, role, masked)
    firsts = {stream: known.get(stream, 0) + 1 for stream in carried(store, world)}
    return {stream: first for stream, first in firsts.items() if first <= store.head(stream)[0]}


def placed_elsewhere(store: Store, station: Party) -> set[str]:
    """Deputies of the district's roster whose private parts are not for this station: they are placed at others."""
    if store.identity.role != "district" or station.role != "station":
        return set()
    names = {place.name for place in store.find(Place, "world=?", (station.code,))} | {station.name}
    names |= {opening["name"] for opening in store.opens.values() if opening["code"] == station.code}
    roster = store.find(Deputy, f"world=? AND {VOIDED_TOO}", (store.identity.world,))
    return {deputy.id for deputy in roster if not names & set(deputy.places or ())}
