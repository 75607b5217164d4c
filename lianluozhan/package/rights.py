"""Who may write what: every arriving stream and entry against the one table of the schema (design.md §6, Owner writes)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from lianluozhan.errors import Damaged, Outside, WrongReceiver
from lianluozhan.field import CountPerRef, Day, Field, Hour, Moment, Month, Papers, PerRef, Several, is_paper
from lianluozhan.held import CARRIED
from lianluozhan.journal import ERASING
from lianluozhan.package.known import DISTRICT, Known, Writer, writer
from lianluozhan.package.lane import Lane
from lianluozhan.package.manifest import AGAIN, ASK, ASK_OURS, OTHER_PC
from lianluozhan.package.unsent import PREFIX
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import chunks

SAME_WORLD = (("station", "station"), ("district", "facts"))  # the streams that stand in one world
WIDEST = 2**63  # what SQLite keeps as a number


def check_rights(store: Store, lanes: Sequence[Lane], believed: Mapping[Writer, Sequence[str]]) -> None:
    """Each stream may come to us, is written with a key its writer is known by (by the journal, or by what was `believed` of it
    already), and holds what its writer may write."""
    known = set().union(*store.schema.matrix.values())
    belief = Known(store, [entry for lane in lanes for entry in lane.new])
    for lane in lanes:
        _check_stream(store, lane)
        known_by = believed.get(writer(lane.open), ())
        if lane.new and not (
            lane.open["keys"]["sign"] in known_by or _believed(belief, lane) or _vouched(belief, lane, lanes)
        ):
            own = writer(lane.open) == belief.own
            raise Outside(
                f"{lane.open['name']}换了一把本机不认识的钥匙",
                then=ASK_OURS if own and belief.own[0] == DISTRICT else ASK,
            )
        _check_entries(store, lane, known)


def _believed(belief: Known, lane: Lane) -> bool:
    who = writer(lane.open)
    return who in belief.writers() and lane.open["keys"]["sign"] in belief.line(who)


def _vouched(belief: Known, lane: Lane, lanes: Sequence[Lane]) -> bool:
    """Whether its writer says, under a key that is believed, that it holds this much of what it wrote under a lost one."""
    who, upto = writer(lane.open), lane.new[-1].seq
    own = [one for one in lanes if writer(one.open) == who and _believed(belief, one)]
    return any(entry.heads.get(lane.stream, [0])[0] >= upto for one in own for entry in (*one.new, *one.known))


def _check_stream(store: Store, lane: Lane) -> None:
    """A station takes its own world and its district's `common`; a district its stations' worlds and its own."""
    role, scope, code = (lane.open[key] for key in ("role", "scope", "code"))
    identity = store.identity
    if scope not in CARRIED or (role, scope) not in store.schema.matrix:
        raise Outside("数据包里有不该带出来的日志", then=AGAIN)
    district, station = (lane.world, None) if scope == "common" else (lane.world[:PREFIX], lane.world)
    bound = code == lane.world if scope != "facts" else code[:PREFIX] == district
    if not bound:
        raise Outside("数据包里有一段日志写在别人名下", then=AGAIN)
    ours = station == identity.world if identity.role == "station" and station else True
    if not ours or district[:PREFIX] != identity.world[:PREFIX]:
        raise WrongReceiver(f"这个数据包是{lane.world}的，不归本机（{identity.name}）", then=OTHER_PC)


def _check_entries(store: Store, lane: Lane, known: set[str]) -> None:
    role, scope = lane.open["role"], lane.open["scope"]
    allowed = store.schema.matrix[role, scope]
    for entry in lane.new:
        kind, values = entry.body["kind"], entry.body["set"]
        limit = store.schema.limits.get((role, scope, kind))
        if (kind in known and kind not in allowed) or (limit and not limit(values)):
            raise Outside(f"{lane.open['name']}写了不归它写的内容", then="请与对方核对，不要导入这一份")
        cls = store.schema.records.get(kind)
        erases = kind not in ERASING or isinstance(values.get("of"), str)
        if not erases or (cls is not None and not (_fits(cls, values) and _fits(cls, entry.secret or {}))):
            raise Damaged("数据包里有一条的内容与栏目对不上", then=AGAIN)


def _fits(cls: type[Record], values: Mapping[str, Any]) -> bool:
    """Whether each value is of the kind its field keeps; a field only a newer program knows may hold anything."""
    shapes = _shapes(cls)  # type: ignore[arg-type]  # a class has a hash; mypy asks for its records'
    return all(not (value is not None and name in shapes and not shapes[name](value)) for name, value in values.items())


@cache  # a package asks it of the same few kinds, thousands of times
def _shapes(cls: type[Record]) -> dict[str, Callable[[Any], bool]]:
    return {name: _shape(field) for name, field in cls.written().items()}


def _shape(field: Field) -> Callable[[Any], bool]:
    """What tells whether a value is of the kind this field keeps."""
    for kind, fits in SHAPES.items():
        if isinstance(field, kind):
            return fits
    if field.column == "INTEGER":
        return lambda value: type(value) is int and -WIDEST <= value < WIDEST
    if field.column == "JSON":
        return lambda _value: True
    return (lambda value: isinstance(value, bool)) if field.column == "BOOLEAN" else _text


def _when(read: Callable[[str], Any], lengths: Sequence[int], rest: str = "") -> Callable[[Any], bool]:
    """Whether a text is a date or an hour just as we write it; what is worked out from it counts on that."""

    def fits(value: Any) -> bool:
        try:
            return len(value) in lengths and read(value + rest).isoformat().startswith(value)
        except (TypeError, ValueError):
            return False

    return fits


def _each(value: Any, kind: type[Iterable[Any]], fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, kind) and all(map(fits, value))


def _text(value: Any) -> bool:
    return isinstance(value, str)


SHAPES: dict[type[Field], Callable[[Any], bool]] = {  # the first that fits the field
    Day: _when(date.fromisoformat, (10,)),
    Moment: _when(datetime.fromisoformat, (10, 16)),
    Hour: _when(time.fromisoformat, (5,)),
    Month: _when(date.fromisoformat, (7,), "-01"),
    Several: lambda value: _each(value, list, _text),
    Papers: lambda value: _each(value, list, is_paper),
    CountPerRef: lambda value: (
        _each(value, dict, _text) and all(type(n) is int and 0 <= n < WIDEST for n in value.values())
    ),
    PerRef: lambda value: _each(value, dict, _text) and all(map(_text, value.values())),
}


def check_owners(store: Store, lanes: Sequence[Lane]) -> None:
    """A record is written by the side that made it; the other side's entry about it has an id of its own."""
    shared = frozenset.intersection(*map(store.schema.matrix.__getitem__, SAME_WORLD)) & store.schema.records.keys()
    writers: dict[tuple[str, str, str], str] = {}
    arriving = [(lane, e) for lane in lanes for e in lane.new if e.body["kind"] in shared]
    for marks, ids in chunks({entry.body["id"] for _lane, entry in arriving}):
        sql = f"SELECT world, kind, id, stream FROM entry WHERE id IN ({marks})"
        for world, kind, id, stream in store.db.execute(sql, ids):
            writers[world, kind, id] = store.opens[stream]["role"]
    for lane, entry in arriving:
        key = lane.world, entry.body["kind"], entry.body["id"]
        if writers.setdefault(key, lane.open["role"]) != lane.open["role"]:
            raise Outside(f"{lane.open['name']}改了对方的记录", then="请与对方核对，不要导入这一份")
