"""One stream's arriving entries beside what is held of it: what is new, what fills a gap, what is known; no forks, no gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianluozhan.errors import Damaged, Fork, Gap, Outside
from lianluozhan.journal import ZERO, Entry
from lianluozhan.package.manifest import AGAIN
from lianluozhan.store import Store

FULLY = "请对方用“全量导出”重新导出一份，再导入"


@dataclass
class Lane:
    """A stream of a package: its world, what its first entry says, and the entries sorted by what they mean to us."""

    stream: str
    world: str
    open: Mapping[str, Any]
    new: list[Entry] = field(default_factory=list)
    filled: list[Entry] = field(default_factory=list)
    known: list[Entry] = field(default_factory=list)

    @property
    def same(self) -> int:
        """How many entries were here already."""
        return len(self.known)


def lanes_of(store: Store, entries: Iterable[Entry]) -> list[Lane]:
    """The entries by stream, compared with what is held. Raises Gap, Fork, Damaged or Outside."""
    by_stream: dict[str, list[Entry]] = {}
    for entry in entries:
        by_stream.setdefault(entry.stream, []).append(entry)
    return [_lane(store, stream, arrived) for stream, arrived in by_stream.items()]


def _lane(store: Store, stream: str, arrived: Sequence[Entry]) -> Lane:
    first, last = arrived[0].seq, arrived[-1].seq
    if [entry.seq for entry in arrived] != list(range(first, last + 1)):
        raise Damaged("数据包里日志的顺序乱了", then=AGAIN)
    seq, hash = store.head(stream)
    if first > seq + 1:
        raise Gap("这个数据包前面还缺一段，本机没有", then=FULLY)
    lane = _begun(store, stream, arrived[0])
    held = _held(store, stream, first, min(last, seq))
    for entry in arrived:
        if entry.body["world"] != lane.world or (entry.seq > 1) == (entry.body["kind"] == "open"):
            raise Outside("数据包里有一段日志中途换了归属", then=AGAIN)
        if entry.seq <= seq:
            _compare(lane, entry, *held[entry.seq])
            continue
        if entry.body["prev"] != (hash or ZERO):
            raise forked() if entry.seq == seq + 1 else Damaged("数据包里的日志前后接不上", then=AGAIN)
        lane.new.append(entry)
        hash = entry.hash
    if lane.new and not lane.new[-1].body.get("end"):
        raise Damaged("数据包里最后一步只有一半", then=AGAIN)
    lane.filled = _not_erased(store, lane.filled)
    return lane


def _begun(store: Store, stream: str, first: Entry) -> Lane:
    if stream in store.opens:
        world = store.db.execute("SELECT world FROM entry WHERE stream=? AND seq=1", (stream,)).fetchone()[0]
        return Lane(stream, world, store.opens[stream])
    opening = first.body["set"]
    texts = [opening.get(key) for key in ("role", "scope", "name", "code", "program", "series")]
    keys, before = opening.get("keys"), opening.get("continues", {"stream": ""})
    texts.append(before.get("stream") if isinstance(before, dict) else None)
    sound = first.body["id"] == stream and all(isinstance(text, str) for text in texts)
    if not sound or not isinstance(keys, dict) or not all(isinstance(keys.get(k), str) for k in ("sign", "age")):
        raise Damaged("数据包里有一段日志的开头读不懂", then=AGAIN)
    return Lane(stream, first.body["world"], opening)


def _held(store: Store, stream: str, first: int, last: int) -> dict[int, tuple[str, bool]]:
    """{seq: (hash, whether its private part is missing here)} of what is held."""
    sql = "SELECT seq, hash, secret AND private IS NULL FROM entry WHERE stream=? AND seq BETWEEN ? AND ?"
    return {seq: (hash, bool(missing)) for seq, hash, missing in store.db.execute(sql, (stream, first, last))}


def _compare(lane: Lane, entry: Entry, hash: str, missing: bool) -> None:
    if entry.hash != hash:
        raise forked()
    (lane.filled if missing and entry.private is not None else lane.known).append(entry)


def _not_erased(store: Store, filled: list[Entry]) -> list[Entry]:
    """What was erased here is not filled in again by an older package."""
    if not filled:
        return []
    erasings: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for world, id, *place in store.db.execute("SELECT world, id, stream, seq FROM entry WHERE kind='erase'"):
        erasings.setdefault((world, id), []).append(tuple(place))
    return [
        entry
        for entry in filled
        if all(
            store.seen.saw(entry.place, place) for place in erasings.get((entry.body["world"], entry.body["id"]), ())
        )
    ]


def forked() -> Fork:
    """What to say of two histories under one name; the return package is full, and whose branch is unknown mends itself."""
    return Fork(
        "这个数据包与本机的日志从某一步起分成了两股，多半是那边的数据文件夹被整个拷贝过、两份都在写",
        then="请从本机导出一份，拿到那台电脑上导入：它会自动接好，一条不丢；再请它重新导出",
    )


def check_closed(store: Store, lanes: Sequence[Lane]) -> None:
    """What an arriving entry says its writer had seen must be here, and be the same (design §6, Refused)."""
    arriving = {lane.stream: lane for lane in lanes}
    for lane in lanes:
        for entry in lane.new:
            for stream, (seq, _full, hash) in entry.heads.items():
                if _hash_at(store, arriving.get(stream), stream, seq) != hash:
                    raise forked()


def _hash_at(store: Store, lane: Lane | None, stream: str, seq: int) -> str:
    if lane and lane.new and lane.new[0].seq <= seq <= lane.new[-1].seq:
        return lane.new[seq - lane.new[0].seq].hash
    if not 1 <= seq <= store.head(stream)[0]:
        raise Gap("写这个数据包的人看到过本机还没有的内容", then=FULLY)
    return store.db.execute("SELECT hash FROM entry WHERE stream=? AND seq=?", (stream, seq)).fetchone()[0]
