"""What to send: of each stream the receiver may hold, the entries its live streams are not known to hold (design.md §6)."""

from __future__ import annotations

from collections.abc import Mapping

from lianluozhan.act import own
from lianluozhan.deputy import Deputy
from lianluozhan.package.manifest import Party
from lianluozhan.place import Place
from lianluozhan.store import Store

CARRIED = ("station", "facts", "common")  # scopes of streams that travel; `local` and `inner` never do
PREFIX = 6  # digits of a district's code, with which its stations' codes begin


def carried(store: Store, world: str) -> dict[str, str]:
    """{stream: its world} of what may travel between a station and its district about this station."""
    opens = store.db.execute("SELECT stream, world FROM entry WHERE kind='open'").fetchall()
    scopes = {stream: store.opens[stream]["scope"] for stream, _of in opens}
    return {
        stream: of
        for stream, of in sorted(opens)
        if scopes[stream] in CARRIED and (of == world or scopes[stream] == "common")
    }


def selected(store: Store, world: str, role: str, *, full: bool = True, masked: bool = False) -> dict[str, int]:
    """{stream: the first entry to send} to that role; from there on all of the stream goes. `full`: whatever is known."""
    known = {} if full else held_there(store, world, role, masked)
    firsts = {stream: known.get(stream, 0) + 1 for stream in carried(store, world)}
    return {stream: first for stream, first in firsts.items() if first <= store.head(stream)[0]}


def held_there(store: Store, world: str, role: str, masked: bool) -> dict[str, int]:
    """{stream: seq} up to which every live stream of the other side is known to hold it (design §6, What is sent)."""
    streams = carried(store, world)
    dead = _dead(store)
    mine = set(own(store).values())
    live = [s for s in streams if store.opens[s]["role"] == role and s not in dead and s not in mine]
    told = {stream: _told(store, stream, masked) for stream in live}
    known = {}
    for stream, of in streams.items():
        about = [s for s in live if of == streams[s]] if role == "district" else live
        known[stream] = min((_held(store, told[s], s, stream) for s in about), default=0)
    return known


def _dead(store: Store) -> set[str]:
    """Streams nobody writes any more: replaced after a restore, or retired."""
    left = [values.get("continues") or {} for values in store.opens.values()]
    retired = {row[0] for row in store.db.execute("SELECT id FROM entry WHERE kind='retire'")}
    return {at["stream"] for at in left if at.get("how") == "replaces"} | retired


def _told(store: Store, stream: str, masked: bool) -> dict[str, int]:
    """{stream: how far} the writer of a stream said it holds others."""
    told: dict[str, int] = {}
    for entry in store.entries("stream=? AND kind IN ('open', 'import')", (stream,)):
        for other, (seq, full, _hash) in entry.heads.items():
            told[other] = max(told.get(other, 0), seq if masked else full)
    return told


def _held(store: Store, told: Mapping[str, int], writer: str, stream: str) -> int:
    return store.head(stream)[0] if writer == stream else told.get(stream, 0)


def placed_elsewhere(store: Store, station: Party) -> set[str]:
    """Deputies of the district's roster whose private parts are not for this station: they are placed at others."""
    if store.identity.role != "district" or station.role != "station":
        return set()
    names = {place.name for place in store.find(Place, "world=?", (station.code,))} | {station.name}
    names |= {opening["name"] for opening in store.opens.values() if opening["code"] == station.code}
    roster = store.find(Deputy, "world=? AND (voided IS NULL OR 1)", (store.identity.world,))
    return {deputy.id for deputy in roster if not names & set(deputy.places or ())}
