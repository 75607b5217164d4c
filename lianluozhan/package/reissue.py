"""One stream that went on in two folders: the one whose branch nobody else knows writes it again in a new stream.

A copy of a folder that nobody noticed writes under its original's name. Where a package brings the branch the district
holds, ours is taken out from the fork on, with all that had seen it, and written again: the same bytes of what people
wrote, when and by whom, in streams of their own that have seen just what the entries had seen before (design.md §6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act, full
from lianluozhan.journal import ZERO, Entry, Place, canonical, read
from lianluozhan.package.lane import forked
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.streams import BESIDE, fresh_series, fresh_stream, keep, left, other_hand, own

REISSUED = "reissued"  # a key of an entry: [stream, seq, hash] it was first written under
Heads = dict[str, list]


def branches(store: Store, entries: Iterable[Entry]) -> dict[str, int]:
    """{stream of ours: its first entry here that the arriving ones contradict}; empty where there is no such fork."""
    found: dict[str, int] = {}
    for entry in entries:
        held = store.entry_hash(*entry.place) if entry.stream in store.opens and entry.stream not in found else None
        if held not in (None, entry.hash):
            before = store.entry_hash(entry.stream, entry.seq - 1) or ZERO
            if before == entry.body["prev"] and _ours(store, entry.stream):
                found[entry.stream] = entry.seq
    return found


def _ours(store: Store, stream: str) -> bool:
    opening, identity = store.opens[stream], store.identity
    return (opening["role"], opening["code"]) == (identity.role, identity.world)


class Reissue:
    """Our branch, taken out of the journal when this is made; `write` puts it back under new names."""

    def __init__(self, act: Act, forks: Mapping[str, int], arriving: Sequence[Entry]) -> None:
        self.act, self.store, self.seen = act, act.store, act.store.seen
        self.cut = self._fallen(forks)
        if not all(_ours(self.store, stream) for stream in self.cut):
            raise forked()
        self.opens = {stream: self.store.opens[stream] for stream in self.cut}
        self.waiting = {stream: self._from(stream) for stream in self.cut}
        self.places: dict[Place, tuple[str, int, str]] = {}  # where each of them stands now
        self.known = {tuple(e.body[REISSUED]): (*e.place, e.hash) for e in arriving if e.body.get(REISSUED)}
        self.made: dict[str, list[Entry]] = {}
        self.store.take_out(self.cut)

    def _fallen(self, forks: Mapping[str, int]) -> dict[str, int]:
        """{stream: the first entry that goes}: the branches, and from where on a stream had seen any of that."""
        cut, told = dict(forks), list(self.store.entries("kind IN ('open', 'import')"))
        before: dict[str, int] = {}
        while before != cut:
            before = dict(cut)
            for entry in told:
                if any(seq >= cut.get(stream, seq + 1) for stream, (seq, _full, _hash) in entry.heads.items()):
                    cut[entry.stream] = min(entry.seq, cut.get(entry.stream, entry.seq))
        return cut

    def _from(self, stream: str) -> list[Entry]:
        return list(self.store.entries("stream=? AND seq>=? ORDER BY seq", (stream, self.cut[stream])))

    def write(self) -> int:
        """Write it again, each stream's in a new one; returns how many entries that were."""
        while any(self.waiting.values()):
            before = sum(map(len, self.waiting.values()))
            for stream, entries in self.waiting.items():
                while entries and self._ready(entries[0]):
                    self._again(stream, entries.pop(0))
            if sum(map(len, self.waiting.values())) == before:
                raise forked()
        made = [entry for entries in self.made.values() for entry in entries]
        self._go_on()
        self.act.take_in(made)
        return sum(REISSUED in entry.body for entry in made)

    def _ready(self, entry: Entry) -> bool:
        return all(
            seq < self.cut.get(stream, seq + 1) or (stream, seq) in self.places
            for stream, (seq, *_) in entry.heads.items()
        )

    def _again(self, stream: str, entry: Entry) -> None:
        was = (*entry.place, entry.hash)
        if was in self.known:  # another folder had the same branch and wrote it already
            self.places[entry.place] = self.known[was]
            return
        body = {**entry.body, REISSUED: list(was)}
        if entry.heads or entry.body["kind"] == "open":
            body["set"] = {**body["set"], "heads": self._mapped(entry.heads)}
        if stream not in self.made:
            name = fresh_stream()
            self.made[stream] = []
            if entry.body["kind"] == "open":
                body |= {"id": name, "set": self._continued(body["set"])}
            else:
                self._open(stream, name, entry)
            body["stream"] = name
        made = self._add(stream, body, entry.private)
        self.places[entry.place] = (*made.place, made.hash)

    def _add(self, stream: str, body: Mapping[str, Any], private: bytes | None) -> Entry:
        line = self.made[stream]
        chained = {"seq": len(line) + 1, "prev": line[-1].hash if line else ZERO}
        named = {"stream": line[0].stream} if line else {}
        line.append(read(canonical({**body, **named, **chained}), private))
        return line[-1]

    def _open(self, stream: str, name: str, first: Entry) -> None:
        """The new stream of a branch has seen what its first entry had, and no more."""
        upto = (stream, first.seq - 1)
        told = {other: self._head(other, seq) for other, seq in (*self.seen.at(upto).items(), upto)}
        seq, hash = first.seq - 1, first.body["prev"]
        values = self.opens[stream] | {
            "series": fresh_series(),
            "heads": self._mapped(told),
            "continues": {"stream": stream, "seq": seq, "hash": hash, "how": BESIDE},
        }
        body = {
            "world": first.body["world"],
            "stream": name,
            "act": "open",
            "act_id": new_id(),
            "at": clock.now(),
            "operator": self.act.operator,
            "kind": "open",
            "id": name,
            "set": self._continued(values),
            "end": True,
        }
        self._add(stream, body, None)

    def _head(self, stream: str, seq: int) -> list:
        if seq >= self.cut.get(stream, seq + 1):
            return [seq, seq, ""]
        return [seq, min(seq, full(self.store, stream, seq)), self.store.entry_hash(stream, seq)]

    def _mapped(self, heads: Mapping[str, list]) -> Heads:
        """What an entry had seen, under the names it has now."""
        found: Heads = {}
        for stream, (seq, held, hash) in heads.items():
            first = self.cut.get(stream, seq + 1)
            if seq < first:
                _further(found, stream, [seq, held, hash])
                continue
            if first > 1:
                _further(found, stream, [first - 1, min(held, first - 1), self.store.entry_hash(stream, first - 1)])
            name, place, mark = self.places[stream, seq]
            _further(found, name, [place, place if held >= seq else 0, mark])
        return found

    def _continued(self, values: Mapping[str, Any]) -> dict[str, Any]:
        left, keys = values.get("continues"), dict(self.store.identity.keys)  # ours may have been renewed since
        return {**values, "keys": keys, **({"continues": self._now(left)} if left else {})}

    def _now(self, left: Mapping[str, Any]) -> dict[str, Any]:
        """Where what a stream continues stands now."""
        stream, seq, hash = self.places.get((left["stream"], left["seq"]), (left["stream"], left["seq"], left["hash"]))
        return {**other_hand(dict(left)), "stream": stream, "seq": seq, "hash": hash}

    def _go_on(self) -> None:
        """We write on in the new streams; one of which nothing had to be written again is left, the next write opens another."""
        mine, ends = {}, {name: self._now(end) for name, end in left(self.store).items()}
        for name, stream in own(self.store).items():
            if stream not in self.cut or stream in self.made:
                mine[name] = self.made[stream][0].stream if stream in self.made else stream
            else:
                last = max(
                    (place for (s, _seq), place in self.places.items() if s == stream), key=lambda place: place[1]
                )
                ends[name] = dict(zip(("stream", "seq", "hash"), last, strict=True)) | {"how": BESIDE}
        keep(self.store, mine, ends)


def _further(heads: Heads, stream: str, head: list) -> None:
    if head[0] > heads.get(stream, [0])[0]:
        heads[stream] = head
