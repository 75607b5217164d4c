"""Where somebody whose reception is erased stands in what is others': a deputy's households and duties, a project, a count,
a notice, an activity.

Of a deputy's households only theirs go; all else that is private of the deputy is written again in the same act. Free words
cannot be cut by a program: a clerk mends them where they stand, and then what stood there before goes in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from lianluozhan.activity import Activity
from lianluozhan.appointment import Appointment
from lianluozhan.ballot import Ballot
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.findable import normal
from lianluozhan.household import SEPARATE, theirs
from lianluozhan.issue import Issue
from lianluozhan.notice import Notice
from lianluozhan.opinion import Opinion
from lianluozhan.project import Project
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, chunks
from lianluozhan.visit import Visit


class Calling(NamedTuple):
    """The fields by which a kind of record says who somebody is; "" where it has none."""

    name: str
    phone: str
    address: str = ""


CALLED = {
    Visit: Calling("visitor_name", "visitor_phone", "visitor_address"),
    Issue: Calling("raised_by", "raiser_phone", "raiser_address"),
    Appointment: Calling("name", "phone"),
    Opinion: Calling("speaker", "speaker_phone"),
}
# Where somebody may stand whose reception goes; a deputy's other private parts are the deputy's own.
BESIDES = {
    Project: ("title", "goal", "steps", "parties", "agreement", "consent", "result", "lesson"),
    Deputy: ("households",),
    Notice: ("name", "words"),
    Ballot: ("report", "remarks"),
    Duty: ("title", "content", "outcome", "promoted", "parts"),
    Activity: ("purpose", "agenda", "record", "report", "brief"),
}
LEAST = 2  # characters of a name that can be told from other words
ALSO = "里也写着姓名或电话，不在清单里："
MENDED = "是他的，先到那里改掉，再出一次清单，改以前写的就一起去掉"
OPEN_WORDS = "那一栏是公开的，可以到那里改，改以前写的去不掉"
ELSEWHERE = "是区里名册上的，请告诉区里改"


class Person(NamedTuple):
    """Somebody as one record calls them; "" where it does not say."""

    name: str
    phone: str
    address: str


class Beside(NamedTuple):
    """{id: what stays private} of the records that go in part, these, and where else (record, label) somebody stands."""

    rest: Mapping[str, Mapping[str, Any]]
    records: tuple[Record, ...]
    elsewhere: tuple[tuple[Record, str], ...]


def people(found: Iterable[Record]) -> set[Person]:
    """Those whose reception, issue, appointment or opinion these are; 王甲、王丙 are two."""
    every = set()
    for one in found:
        if calling := CALLED.get(type(one)):
            names, phone, address = (one.data.get(field) or "" for field in calling)
            every |= {Person(name, phone, address) for name in SEPARATE.split(names)}
    return every


def called(found: Iterable[Record]) -> set[str]:
    """The names and phones of those who go; one character is in too many words."""
    return {word for one in people(found) for word in (one.name, one.phone) if len(word) >= LEAST}


def beside(store: Store, found: Mapping[tuple[str, str], Record], shared: Collection[str]) -> Beside:
    """What of others' records goes with those found, and where else they stand; `shared`: issues others raised too."""
    words = called(found.values())
    rest, partly, elsewhere = {}, [], []
    for cls, names in BESIDES.items() if words else ():
        every = [one for one in store.find(cls, VOIDED_TOO) if (one.noun, one.id) not in found]
        before = _earlier(store, cls, [one.id for one in every if _ours(store, one)])
        gone = []
        if cls is Deputy:
            homes = [*before.values(), *(one.data["households"] for one in every)]
            gone = _last_of(store, found, shared, homes)
        for one in every:
            mine = one.id in before
            kept = _without(one, gone) if mine else _held(one)
            named = [name for name in names if _says(kept.get(name, one.data[name]), words)]
            unmended = any(cls.fields[name].private for name in named)
            if mine and _goes(one, kept, gone, () if unmended else words, before[one.id]):
                rest[one.id] = {name: value for name, value in kept.items() if value}
                partly.append(one)
            elsewhere += [(one, cls.fields[name].label) for name in named]
    return Beside(rest, tuple(partly), tuple(elsewhere))


def told(store: Store, record: Record, label: str) -> str:
    """What a clerk does about a place somebody stands in that is not erased."""
    if record.world != store.identity.world:
        return ELSEWHERE
    field = next(field for field in type(record).fields.values() if field.label == label)
    return MENDED if field.private else OPEN_WORDS


def in_part(
    store: Store, ids: Mapping[str, Collection[str]], found: Iterable[Record], *, known: bool
) -> dict[str, dict[str, Any]]:
    """In a data file older than an erasing: {id: what stays private} of others' records, by their kind, that those found left;
    nothing that may name somebody where not all of them are `known` here."""
    words, kept = called(found), {}
    for cls, names in BESIDES.items():
        for marks, part in chunks(ids.get(cls.noun, ())):
            for one in store.find(cls, f"id IN ({marks}) AND {VOIDED_TOO}", part):
                held = _held(one)
                held |= {name: _unsaid(held[name], words) if known else None for name in names if name in held}
                kept[one.id] = {name: value for name, value in held.items() if value}
    return kept


def _unsaid(value: Any, words: Collection[str]) -> Any:
    """What of a value names nobody: of households the others, of free words all or nothing."""
    if isinstance(value, list):
        return [one for one in value if not _says(one, words)]
    return None if _says(value, words) else value


def _ours(store: Store, one: Record) -> bool:
    """Whether a station may take something out of it: it is its own, and nothing private of it was written by two at once."""
    if store.identity.role != "station" or one.world != store.identity.world:
        return False
    sql = "SELECT field FROM conflict WHERE noun=? AND world=? AND id=?"
    undecided = store.db.execute(sql, (one.noun, one.world, one.id))
    return not any(type(one).fields[name].private for (name,) in undecided)


def _earlier(store: Store, cls: type[Record], ids: Collection[str]) -> dict[str, list[Any]]:
    """{id: every value the journal has of the private parts that may name somebody}."""
    found: dict[str, list[Any]] = {id: [] for id in ids}
    names = [name for name in BESIDES[cls] if cls.fields[name].private]
    for marks, part in chunks(ids if names else ()):
        for entry in store.entries(f"id IN ({marks}) AND kind=? AND private IS NOT NULL", [*part, cls.noun]):
            private = entry.secret or {}
            found[entry.body["id"]] += filter(None, map(private.get, names))
    return found


def _goes(
    one: Record, kept: Mapping[str, Any], gone: Iterable[Person], mended: Iterable[str], before: Iterable[Any]
) -> bool:
    """Whether a household goes now, or stood there in a line of the journal before, or these words did, which were mended since."""
    homes = isinstance(one, Deputy)
    return kept != _held(one) or any(_says(said, mended) or (homes and _of(said, gone)) for said in before)


def _held(one: Record) -> dict[str, Any]:
    return {name: one.data[name] for name, field in one.written().items() if field.private and one.data[name]}


def _without(one: Record, gone: Iterable[Person]) -> dict[str, Any]:
    """What is private of a record, a deputy's without the households of those who go."""
    held = _held(one)
    if isinstance(one, Deputy) and (out := _of(held.get("households", ()), gone)):
        held["households"] = [home for home in held["households"] if home not in out]
    return held


def _of(homes: Iterable[str], gone: Iterable[Person]) -> set[str]:
    return {home for one in gone for home in theirs(list(homes), *one)}


def _last_of(
    store: Store, found: Mapping[tuple[str, str], Record], shared: Collection[str], homes: Iterable[Any]
) -> list[Person]:
    """Those who stand in some household and of whom nothing else stays: who came again since is kept in touch with."""
    said = normal(repr(list(homes)))
    digits = re.sub(r"[\s-]", "", said)
    going = {id for _noun, id in found} | set(shared)
    last = []
    for one in people(found.values()):
        in_a_household = normal(one.name) in said or (one.phone and one.phone in digits)
        if len(one.name) >= LEAST and in_a_household and not _stays(store, one.name, going):
            last.append(one)
    return last


def _stays(store: Store, name: str, going: Collection[str]) -> bool:
    """Whether some record that calls somebody so is not going."""
    for cls, calling in CALLED.items():
        held = store.find(cls, f"instr({calling.name}, ?) AND {VOIDED_TOO}", (name,))
        if any(one.id not in going for one in held):
            return True
    return False


def _says(value: Any, words: Iterable[str]) -> bool:
    said = str(value or "")
    return any(word in said for word in words)
