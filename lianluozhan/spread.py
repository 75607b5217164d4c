"""A list spread out in columns: its rows page by page in the order of one column, and what they come to.

Rows are asked for by key: a page is what stands behind the last row there is, so a list of a million is never read whole.
The order is SQL's, what is empty stands last, ties by id.

    asked = Asked("issue", ("number", "state"), where=(("state", "未办结"),), order="due_on")
    first = page(store, asked)
    more = page(store, asked, first.end)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lianluozhan import columns, whose
from lianluozhan.columns import dated, plain
from lianluozhan.record import Record
from lianluozhan.search import sentence, sieved
from lianluozhan.store import Store
from lianluozhan.table import Key
from lianluozhan.veil import veiled

PAGE = 200  # rows of one answer
MOST = 20_000  # rows that are read at once to come to one that is far down
HOURS = "小时"  # of what is summed, what is counted in minutes


@dataclass(frozen=True)
class Asked:
    """What a list shows: the kind, its columns from left to right, the words and the values that narrow it, a span (a month
    or a year of the day the kind runs by), and the column its order is by; the newest first where none is named."""

    noun: str
    names: tuple[str, ...] = ()
    words: str = ""
    where: tuple[tuple[str, str], ...] = ()
    span: str = ""
    order: str = ""
    down: bool = False


class End(NamedTuple):
    """Where a page ends: what its last row is sorted by, and the row's id and world."""

    by: Any
    id: str
    world: str


class Line(NamedTuple):
    """A row: the record's key, its month where the list runs by days, its cells as they may be read on a screen."""

    key: Key
    month: str
    cells: tuple[str, ...]


class Page(NamedTuple):
    """The rows, and where they end; None where nothing stands behind them."""

    lines: tuple[Line, ...]
    end: End | None


class Sums(NamedTuple):
    """How many there are of how many, what they come to in words, and the same of each month, the newest first."""

    count: int  # type: ignore[assignment]  # how often a value stands in the tuple is nobody's question
    every: int
    words: str
    months: Mapping[str, tuple[int, str]]


def condition(store: Store, asked: Asked) -> tuple[str, list[Any]]:
    """SQL that holds for the records that are shown, and its parameters. Raises BadInput."""
    cls = store.schema.records[asked.noun]
    sql, params = sieved(store, cls, asked.words, dict(asked.where))
    if asked.span and dated(cls):
        sql, params = f"({sql}) AND substr({dated(cls)}, 1, ?)=?", [*params, len(asked.span), asked.span]
    return f"({sql}) AND voided IS NULL", params


def told(store: Store, asked: Asked) -> str:
    """Which records are shown, in words, and the stations they are of: 意见　2026年10月　道路与路灯　未办结."""
    cls = store.schema.records[asked.noun]
    name = columns.DATED.get(cls.noun)
    days = {name: asked.span} if asked.span and name and name not in dict(asked.where) else {}
    stations = whose.said(store, store.worlds) if isinstance(store, whose.Narrowed) else ""
    return "　".join(filter(None, (sentence(cls, asked.words, days | dict(asked.where)), stations)))


# -- rows


def page(store: Store, asked: Asked, after: End | None = None, most: int = PAGE) -> Page:
    """The rows behind one, or the first."""
    cls = store.schema.records[asked.noun]
    found, end = records(store, asked, after, most)
    known, by_day = columns.possible(cls, several(store)), dated(cls) and _ordered(cls, asked)[0] == dated(cls)
    names = [name for name in asked.names if name in known]
    months = [(key or "")[:7] if by_day else "" for _record, key in found]
    rows = veiled(store, cls, [record for record, _key in found])
    lines = (
        Line((row["world"], row["id"]), month, tuple(plain(row.get(name)) for name in names))
        for row, month in zip(rows, months, strict=True)
    )
    return Page(tuple(lines), end)


def upto(store: Store, asked: Asked, key: Key | None, least: int) -> Page:
    """The first rows, so many at least, and where the record of a key is among those shown, up to it and no further than
    MOST: so that a list that changed shows the row a person was on."""
    behind = _before(store, asked, key) if key else None
    return page(store, asked, None, max(least, PAGE if behind is None or behind > MOST else behind + PAGE))


def _before(store: Store, asked: Asked, key: Key) -> int | None:
    """How many rows stand before a record; None where it is not among those shown."""
    cls = store.schema.records[asked.noun]
    by, down = _ordered(cls, asked)
    where, params = condition(store, asked)
    columns.prepare(store)
    sql = f'SELECT {by} AS "by", id, world FROM "{cls.noun}" WHERE {where} AND id=? AND world=?'
    found = next(store.rows(sql, (*params, key[1], key[0])), None)
    if found is None:
        return None
    bound, more = _behind(by, End(found["by"], found["id"], found["world"]), not down)
    ahead = f"({bound} OR {by} IS NOT NULL)" if found["by"] is None else bound
    return next(store.rows(f'SELECT count(*) AS n FROM "{cls.noun}" WHERE {where} AND {ahead}', (*params, *more)))["n"]


def records(
    store: Store, asked: Asked, after: End | None, most: int = PAGE
) -> tuple[list[tuple[Record, Any]], End | None]:
    """Records with what each is sorted by: those that have it, then those that have not."""
    cls = store.schema.records[asked.noun]
    (by, down), (where, params) = _ordered(cls, asked), condition(store, asked)
    columns.prepare(store)
    way = "DESC" if down else "ASC"
    found: list[tuple[Record, Any]] = []
    for there in ("IS NOT NULL", "IS NULL"):
        if after is not None and after.by is None and there == "IS NOT NULL":
            continue
        bound, more = (
            _behind(by, after, down) if after is not None and (after.by is None) == (there == "IS NULL") else ("1", [])
        )
        sql = (
            f'SELECT {cls.columns}, {by} AS "by" FROM "{cls.noun}" WHERE {where} AND {by} {there} AND {bound} '
            f'ORDER BY "by" {way}, id {way}, world {way} LIMIT {int(most + 1 - len(found))}'
        )
        found += [(cls.from_cells(cells[:-1]), cells[-1]) for cells in store.ask(sql, (*params, *more))]
        if len(found) > most:
            break
    more_there, found = len(found) > most, found[:most]
    return found, End(found[-1][1], found[-1][0].id, found[-1][0].world) if more_there else None


def _behind(by: str, end: End, down: bool) -> tuple[str, list[Any]]:
    """SQL that holds for what stands behind a row, among those that have what is sorted by or among those that have not."""
    than = "<" if down else ">"
    tie, keys = f"(id {than} ? OR (id=? AND world {than} ?))", [end.id, end.id, end.world]
    if end.by is None:
        return f"{by} IS NULL AND {tie}", keys
    return f"{by} {than}= ? AND ({by} {than} ? OR {tie})", [end.by, end.by, *keys]


def _ordered(cls: type[Record], asked: Asked) -> tuple[str, bool]:
    """What SQL sorts by, and whether the greatest stands first."""
    column = columns.possible(cls, stations=True).get(asked.order) or columns.possible(cls).get(asked.order)
    if (asked.order and asked.order == columns.DATED.get(cls.noun)) or not (column and column.sql):
        return (dated(cls), asked.down or not (column and column.sql)) if dated(cls) else (_named(cls), asked.down)
    return column.sql, asked.down


def _named(cls: type[Record]) -> str:
    return f'"{cls.noun}".' + ('"order"' if "order" in cls.fields else '"name"' if "name" in cls.fields else "id")


def several(store: Store) -> bool:
    """Whether the records are of several stations."""
    return store.identity.role == whose.DISTRICT_ROLE


# -- what they come to


def sums(store: Store, asked: Asked) -> Sums:
    """Counted and added up by SQL, month by month."""
    cls = store.schema.records[asked.noun]
    where, params = condition(store, asked)
    day, summed = dated(cls), columns.SUMMED.get(cls.noun, ())
    what = ", ".join(["count(*)", *(sql for _label, sql in summed)])
    found = store.ask(
        f'SELECT substr({day or "NULL"}, 1, 7), {what} FROM "{cls.noun}" WHERE {where} GROUP BY 1 ORDER BY 1 DESC',
        params,
    ).fetchall()
    whole = [sum(row[place] or 0 for row in found) for place in range(1, len(summed) + 2)]
    every = next(store.rows(f'SELECT count(*) AS n FROM "{cls.noun}" WHERE voided IS NULL'))["n"]
    labels = [label for label, _sql in summed]
    return Sums(
        whole[0], every, _added(labels, whole[1:]), {row[0] or "": (row[1], _added(labels, row[2:])) for row in found}
    )


def _added(labels: Iterable[str], amounts: Iterable[int | None]) -> str:
    """批次 12，人次 30; what nobody wrote is not told."""
    return "，".join(
        f"{label} {_hours(amount) if label == HOURS else amount}"
        for label, amount in zip(labels, amounts, strict=True)
        if amount
    )


def _hours(minutes: int) -> str:
    return f"{minutes // 60}" + (f".{minutes % 60 // 6}" if minutes % 60 >= 6 else "")
