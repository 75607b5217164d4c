"""Whose records are meant: a district's folder seen as if it held those of some of its stations only.

Everything that reads through `Store.ask`, and so `Store.find` and `Store.rows`, is narrowed without knowing it: lists, counts,
figures, papers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from lianluozhan.errors import NotFound
from lianluozhan.record import Record
from lianluozhan.store import Identity, Params, Store

# What happens at a station.
KINDS = (
    "activity",
    "appointment",
    "ballot",
    "draft_law",
    "duty",
    "followup",
    "issue",
    "month",
    "notice",
    "opinion",
    "project",
    "schedule",
    "study",
    "visit",
)
DISTRICT_ROLE, STATION_ROLE = "district", "station"
STATION, LABEL = "station", "站"  # of a row at a district: whose it is; no field, worked out when read
OFFICE = "本办"
NAME_THERE = "姓名在站里"  # of a visitor who concerns nobody but the station
ONLY_THERE = "只有区里的文件夹才分站"
ENDING = "人大代表联络站"
FEW = 2  # stations that are named; of more only the first is


class Narrowed(Store):
    """An open folder for one question, its tables of what happens at stations narrowed to these worlds."""

    def __init__(self, store: Store, worlds: Sequence[str]) -> None:
        self.__dict__.update(vars(store))
        self.whole, self.worlds = store, tuple(worlds)
        marks = ",".join("'" + world.replace("'", "''") + "'" for world in worlds)
        self._parts = {
            noun: f'"{noun}" AS NOT MATERIALIZED (SELECT * FROM main."{noun}" WHERE world IN ({marks}))'
            for noun in KINDS
        }

    def ask(self, sql: str, params: Params = ()) -> Any:
        """The cursor of a SELECT that sees only these worlds."""
        parts = [part for noun, part in self._parts.items() if noun in sql]
        return super().ask(f"WITH {', '.join(parts)} {sql}" if parts else sql, params)


def narrowed(store: Store, worlds: Sequence[str]) -> Store:
    """The folder as if it held only what these stations wrote; all of it where none is named."""
    return Narrowed(store, worlds) if worlds else store


def as_there(store: Store, worlds: Sequence[str]) -> Store:
    """The same for papers and figures: those of one station stand under its name and in its books, of several under ours."""
    if not worlds:
        return store
    seen, known = Narrowed(store, worlds), names(store)
    own = store.identity
    if len(worlds) == 1 and worlds[0] in known:
        seen.identity = Identity(STATION_ROLE, worlds[0], known[worlds[0]], own.keys)
    else:
        seen.identity = Identity(own.role, own.world, f"{own.name}（{said(store, worlds)}）", own.keys)
    return seen


def whole(store: Store) -> Store:
    """All of the folder again."""
    return store.whole if isinstance(store, Narrowed) else store


def there(store: Store, record: Record) -> Store:
    """The folder as the station sees it whose record this is; as it is where the record is our own."""
    return as_there(whole(store), (record.world,)) if theirs(store.identity, record) else store


def theirs(identity: Identity, record: Record) -> bool:
    """Whether a district looks at what a station wrote: it adds to it, and never writes it (design §6)."""
    return identity.role == DISTRICT_ROLE and record.noun in KINDS and record.world != identity.world


def names(store: Store) -> dict[str, str]:
    """{code: name} of the stations a district has records of, by code; nothing at a station."""
    if store.identity.role != DISTRICT_ROLE:
        return {}
    found = {one["code"]: one["name"] for _stream, one in sorted(store.opens.items()) if one["role"] == STATION_ROLE}
    return dict(sorted(found.items()))


def short(name: str) -> str:
    """渔泽镇 of 渔泽镇人大代表联络站."""
    return name.removesuffix(ENDING) or name


def called(store: Store) -> dict[str, str]:
    """{code: the short name a row is told by}, the district's own last: {"140405102": "渔泽镇", "140405": "本办"}."""
    found = {code: short(name) for code, name in names(store).items()}
    return found | {store.identity.world: OFFICE} if found else {}


def looked_at(store: Store) -> list[str]:
    """The short names of the stations a district's folder is narrowed to, of all where it is not; the district's own last
    where it is asked for or has records."""
    known = called(store)
    worlds = store.worlds if isinstance(store, Narrowed) else [*names(store), *_own(store)]
    return [name for world, name in known.items() if world in worlds]


def _own(store: Store) -> list[str]:
    """The district's own world, where something happened in it."""
    world = store.identity.world
    kinds = (store.schema.records[noun] for noun in KINDS if noun in store.schema.records)
    return [world] if any(store.find(cls, "world=?", (world,), limit=1) for cls in kinds) else []


def meant(store: Store, words: Iterable[str]) -> tuple[str, ...]:
    """The codes of the stations meant by code, name or part of a name. Raises NotFound for none or several."""
    return tuple(dict.fromkeys(_one(store, word) for word in words))


def _one(store: Store, word: str) -> str:
    full, known = names(store), called(store)
    for fits in (
        lambda code: word in (code, full.get(code), known[code]),
        lambda code: word in full.get(code, known[code]),
    ):
        found = [code for code in known if fits(code)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(
                f"叫“{word}”的站不止一个：{'、'.join(known[code] for code in found)}", then="请写全名称或代码"
            )
    there = f"有：{'、'.join(known.values())}" if known else ONLY_THERE
    raise NotFound(f"没有叫“{word}”的站", then=there)


def said(store: Store, worlds: Sequence[str]) -> str:
    """Which stations, in words: 渔泽镇、余吾镇; 渔泽镇等 3 个站; 全部 4 个站."""
    known = called(store)
    if not worlds:
        return f"全部 {len(names(store))} 个站"
    named = [known.get(world, world) for world in worlds]
    return "、".join(named) if len(named) <= FEW else f"{named[0]}等 {len(named)} 个站"


def chosen(store: Store, page: str) -> tuple[str, ...]:
    """The stations that were chosen on a page last, those that are still known."""
    known = called(store)
    return tuple(world for world in json.loads(store.setting(_name(page)) or "[]") if world in known)


def choose(store: Store, page: str, worlds: Iterable[str]) -> None:
    """Remember which stations are looked at on a page."""
    store.set(_name(page), json.dumps(sorted(worlds)))


def _name(page: str) -> str:
    return f"whose {page}"
