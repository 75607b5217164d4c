"""What the other side is known to hold, as its receipts say; and how far a record of ours has come on its way there."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lianluozhan.store import Store
from lianluozhan.streams import REPLACES, own, retired
from lianluozhan.table import chunks

CARRIED = ("station", "facts", "common")  # scopes of streams that travel; `local` and `inner` never do
SENT, RECEIVED, SENT_BACK = TRAVELS = ("已报", "已收", "退回修改")
TRAVEL, WHY = "travel", "travel_why"  # how far a record has come, and why it came back: no fields, worked out when read
TRAVEL_LABEL = "报送"
PACKAGES, KEPT = "packages", 400  # a setting: the packages made here; so many are remembered
ABOUT = "SELECT id, stream, seq FROM entry WHERE id IN ({}) AND world=? AND kind=?"
OF_FACTS = """
    SELECT f.issue, e.stream, e.seq FROM followup f
    JOIN entry e ON e.id=f.id AND e.world=f.world
    WHERE f.issue IN ({}) AND f.world=?"""


def carried(store: Store, world: str) -> dict[str, str]:
    """{stream: its world} of what may travel between a station and its district about this station."""
    opens = store.db.execute("SELECT stream, world FROM entry WHERE kind='open'").fetchall()
    scopes = {stream: store.opens[stream]["scope"] for stream, _of in opens}
    return {
        stream: of
        for stream, of in sorted(opens)
        if scopes[stream] in CARRIED and (of == world or scopes[stream] == "common")
    }


def held_there(store: Store, world: str, role: str, masked: bool) -> dict[str, int]:
    """{stream: seq} up to which every live stream of the other side is known to hold it (design §6, What is sent)."""
    streams, others = carried(store, world), live(store, world, role)
    told = {stream: _told(store, stream, masked) for stream in others}
    known = {}
    for stream, of in streams.items():
        about = [s for s in others if of == streams[s]] if role == "district" else others
        known[stream] = min((_held(store, told[s], s, stream) for s in about), default=0)
    return known


def live(store: Store, world: str, role: str) -> list[str]:
    """The streams of that role that somebody else still writes: another PC of a station, the district."""
    over, mine = dead(store), set(own(store).values())
    return [s for s in carried(store, world) if store.opens[s]["role"] == role and s not in over and s not in mine]


def dead(store: Store) -> set[str]:
    """Streams nobody writes any more: replaced after a restore, or retired."""
    left = [values.get("continues") or {} for values in store.opens.values()]
    return {at["stream"] for at in left if at.get("how") == REPLACES} | retired(store)


def _told(store: Store, stream: str, masked: bool) -> dict[str, int]:
    """{stream: how far} the writer of a stream said it holds others."""
    sql = (
        "SELECT head.key, max(json_extract(head.value, ?)) FROM entry, json_each(data, '$.set.heads') head "
        "WHERE stream=? AND kind IN ('open', 'import') GROUP BY head.key"
    )
    return dict(store.db.execute(sql, ("$[0]" if masked else "$[1]", stream)))


def _held(store: Store, told: Mapping[str, int], writer: str, stream: str) -> int:
    return store.head(stream)[0] if writer == stream else told.get(stream, 0)


def sent_so_far(store: Store) -> dict[str, int]:
    """{stream: seq} up to which we wrote our streams onto a stick; a note of this file, no part of any journal."""
    return json.loads(store.setting("sent") or "{}")


def note_sent(store: Store, upto: Mapping[str, int]) -> None:
    """Remember what went onto a stick."""
    before = sent_so_far(store)
    with store.transaction():
        store.set(
            "sent", json.dumps({**before, **{stream: max(seq, before.get(stream, 0)) for stream, seq in upto.items()}})
        )


def note_package(store: Store, name: str, to: str, spans: Mapping[str, tuple[int, int]]) -> None:
    """Remember which file went to whom with which private parts: what is on a stick cannot be called back, but it can be named."""
    with store.transaction():
        store.set(
            PACKAGES,
            json.dumps(
                [*packages(store), [name, to, {stream: list(span) for stream, span in spans.items()}]][-KEPT:],
                ensure_ascii=False,
            ),
        )


def packages(store: Store) -> list[list[Any]]:
    """[file name, to whom, {stream: [first, last]}] of the packages made here that are remembered, in their order."""
    return json.loads(store.setting(PACKAGES) or "[]")


def travelled(store: Store, noun: str, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """{id: {travel: 已报, 已收 or 退回修改, and of the last travel_why}} of a station's records; what never left is not in it."""
    world = store.identity.world
    if store.identity.role != "station" or not ids or not met_district(store):
        return {}
    places: dict[str, dict[str, int]] = {}
    for id, stream, seq in _entries(store, noun, ids, world):
        if store.opens[stream]["role"] == "station":
            mine = places.setdefault(id, {})
            mine[stream] = max(seq, mine.get(stream, 0))
    there, sent = held_there(store, world, "district", masked=True), sent_so_far(store)
    steps = {id: {TRAVEL: step} for id, upto in places.items() if (step := _step(upto, there, sent))}
    return steps | {
        id: {TRAVEL: SENT_BACK, **({WHY: why} if why else {})} for id, why in _sent_back(store, ids, places).items()
    }


def met_district(store: Store) -> bool:
    """Whether this station has its district's card or anything of its writing; until then nobody answers a stick."""
    heard = any(opening["role"] == "district" for opening in store.opens.values())
    return heard or store.db.execute("SELECT 1 FROM entry WHERE kind='key' LIMIT 1").fetchone() is not None


def _step(upto: Mapping[str, int], there: Mapping[str, int], sent: Mapping[str, int]) -> str | None:
    for step, held in ((RECEIVED, there), (SENT, sent)):
        if all(seq <= held.get(stream, 0) for stream, seq in upto.items()):
            return step
    return None


def _entries(store: Store, noun: str, ids: Collection[str], world: str) -> Iterator[tuple[str, str, int]]:
    """(record, stream, seq) of what tells of the records: their own entries, of an issue its facts' too."""
    for marks, part in chunks(ids):
        yield from store.db.execute(ABOUT.format(marks), [*part, world, noun])
        if noun == "issue":
            yield from store.db.execute(OF_FACTS.format(marks), [*part, world])


def _sent_back(store: Store, ids: Collection[str], places: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """{id: why} of the records whose last writing here had not seen that the district sent them back."""
    back: dict[str, str] = {}
    for marks, part in chunks(ids):
        sql = f"id IN (SELECT id FROM note WHERE action=? AND voided IS NULL AND about IN ({marks})) AND kind='note'"
        for entry in store.entries(sql, [SENT_BACK, *part]):
            about = entry.body["set"].get("about")
            theirs = store.opens[entry.stream]["role"] == "district"
            if theirs and not any(store.seen.saw(place, entry.place) for place in places.get(about, {}).items()):
                back[about] = (entry.secret or {}).get("text") or back.get(about, "")
    return back
