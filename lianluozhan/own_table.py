"""临时报表: a table somebody made up: which records of a kind, which of their fields, grouped, counted and summed."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from lianluozhan import period, whose
from lianluozhan.act import Act
from lianluozhan.columns import DATED
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadInput, BadValue, NotAllowed, NotFound
from lianluozhan.field import Data, Day, Field, Moment, Month, Text
from lianluozhan.issue import Issue
from lianluozhan.looked import within
from lianluozhan.readable import Row, readable
from lianluozhan.record import Record, id_of
from lianluozhan.report import cell
from lianluozhan.report.imprint import Imprint
from lianluozhan.search import condition, field_of, sentence
from lianluozhan.store import Store
from lianluozhan.visit import Visit

# An absent number counts as this.
SUMMED = {(Visit.noun, Visit.party_size.name): 1, (Issue.noun, Issue.people_affected.name): 0}
PREFIX = "own table "
SENT, TABLES = "下发的报表", "tables"  # the rule that carries them from a district to its stations; its key
STEP = 500  # records that are read at once
MOST = 14  # columns of a page a person can still read
UNSAID = "（没有写）"
OF = Text(whose.LABEL)  # no field of a record: at a district whose it is
OF.name = whose.STATION


@dataclass(frozen=True)
class Wanted:
    """What a table shows: `fields` in their order; days from `since` to `until`, `words` and `where` narrow it; `group` heads
    its parts."""

    name: str
    noun: str = Visit.noun
    fields: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    words: str = ""
    where: tuple[tuple[str, str], ...] = ()
    group: str = ""


class Part(NamedTuple):
    """The rows of one group, and their sums in words."""

    head: str
    rows: Sequence[Row]
    sums: str


@dataclass(frozen=True)
class Table:
    """A table with its rows, as every medium shows it."""

    imprint: Imprint
    wanted: Wanted
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]
    told: str  # which records these are
    sums: str


def possible(cls: type[Record], stations: bool = False) -> list[Field]:
    """The fields a table of this kind may show; where there are several `stations`, whose a record is stands first."""
    found = [field for field in cls.fields.values() if not isinstance(field, Data)]
    return [OF, *found] if stations and cls.noun in whose.KINDS else found


def known(cls: type[Record], name: str) -> Field:
    """The field of a name or label, 站 among them. Raises BadInput."""
    return OF if name in (whose.STATION, whose.LABEL) and cls.noun in whose.KINDS else field_of(cls, name)


def checked(store: Store, wanted: Wanted) -> Wanted:
    """What was wanted, its words read. Raises BadInput."""
    if not wanted.name.strip():
        raise BadInput("没有写报表名称", then="请起一个名字，以后好找")
    if wanted.noun not in DATED:
        raise BadInput(f"没有“{wanted.noun}”这种报表")
    cls = store.schema.records[wanted.noun]
    if not 1 <= len(wanted.fields) <= MOST:
        raise BadInput(f"选了 {len(wanted.fields)} 项", then=f"请选 1 到 {MOST} 项，一页纸才排得下")
    fields = tuple(known(cls, name).name for name in wanted.fields)
    days = [_day(one) for one in (wanted.since, wanted.until)]
    if all(days) and days[0] > days[1]:
        raise BadInput("起始日期在截止日期之后", then="请对调一下")
    if any(days) and not DATED[wanted.noun]:
        raise BadInput(f"{cls.label}不按日期，不用写起止", then="请把起止清空")
    where = tuple((known(cls, name).name, value) for name, value in wanted.where)
    group = known(cls, wanted.group).name if wanted.group else ""
    return replace(
        wanted, name=wanted.name.strip(), fields=fields, since=days[0], until=days[1], where=where, group=group
    )


def _day(word: str) -> str:
    if not word.strip():
        return ""
    try:
        return Day("日期").read(word)
    except BadValue as bad:
        raise BadInput(f"日期：{bad}") from None


def made(
    store: Store, wanted: Wanted, imprint: Imprint, told: Callable[[int, int], object] = lambda _done, _of: None
) -> Table:
    """The table; `told` hears how many records are read. Raises BadInput and what `told` raises."""
    wanted = checked(store, wanted)
    cls, dated = store.schema.records[wanted.noun], DATED[wanted.noun]
    where = dict(wanted.where)
    station = where.pop(whose.STATION, None)
    if station is not None:
        store = whose.narrowed(store, whose.meant(store, [station]))
    sql, params = condition(store, cls, wanted.words, where)
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if day:
            sql += f' AND substr("{dated}", 1, 10){sign}?'
            params = [*params, day]
    order = ", ".join(
        filter(
            None,
            (f'"{dated}"' if dated else '"order"' if "order" in cls.fields else "", "number" if cls.letter else "id"),
        )
    )
    rows = _read_through(store, cls, store.find(cls, sql, tuple(params), order), told)
    fields = tuple(known(cls, name) for name in wanted.fields)
    span = _span(wanted)
    days = "" if span else "—".join(cell.day(day) for day in (wanted.since, wanted.until) if day)
    said = "　".join(
        filter(None, (days, sentence(cls, wanted.words, ({dated: span} if span else {}) | where), station))
    )
    return Table(imprint, wanted, fields, tuple(_parts(cls, wanted, fields, rows)), said, _sums(cls, fields, rows))


def _read_through(
    store: Store, cls: type[Record], found: Sequence[Record], told: Callable[[int, int], object]
) -> list[Row]:
    rows: list[Row] = []
    for start in range(0, len(found), STEP):
        told(start, len(found))
        rows += readable(store, cls, found[start : start + STEP])
    return rows


def _span(wanted: Wanted) -> str:
    """The month or the year it is as a whole, as 2026-10 or 2026."""
    return next(
        (
            span
            for span in (wanted.since[:7], wanted.since[:4])
            if span and (wanted.since, wanted.until) == _edges(span)
        ),
        "",
    )


def _edges(span: str) -> tuple[str, str]:
    months = [*period.months(span)]
    first, last = months[0], months[-1]
    return f"{first}-01", f"{last}-{monthrange(int(last[:4]), int(last[5:]))[1]}"


def _parts(cls: type[Record], wanted: Wanted, fields: Sequence[Field], rows: list[Row]) -> list[Part]:
    if not wanted.group:
        return [Part("", rows, "")]
    group = known(cls, wanted.group)
    said = {id(row): _head(group, row.get(group.name)) for row in rows}
    ordered = sorted(rows, key=lambda row: (said[id(row)] == UNSAID, said[id(row)]))
    return [
        Part(head, found, _sums(cls, fields, found))
        for head, found in ((head, list(found)) for head, found in groupby(ordered, key=lambda row: said[id(row)]))
    ]


def _head(field: Field, value: Any) -> str:
    if isinstance(field, Moment | Day | Month) and value:
        return cell.day(value[:7])  # days by month
    return cell.look(field, value) or UNSAID


def _sums(cls: type[Record], fields: Sequence[Field], rows: Sequence[Row]) -> str:
    """12 条，人数 30."""
    summed = [(field, SUMMED[cls.noun, field.name]) for field in fields if (cls.noun, field.name) in SUMMED]
    totals = [
        f"{field.label} {sum(absent if row[field.name] is None else row[field.name] for row in rows)}"
        for field, absent in summed
    ]
    return "，".join([f"{len(rows)} 条", *totals])


# -- kept under a name


def keep(store: Store, wanted: Wanted) -> Wanted:
    """Keep it in this folder under its name, in the place of one of that name. Raises BadInput."""
    wanted = checked(store, wanted)
    store.set(PREFIX + wanted.name, json.dumps(asdict(wanted), ensure_ascii=False))
    return wanted


def drop(store: Store, name: str) -> None:
    """Forget one."""
    store.db.execute("DELETE FROM setting WHERE name=?", (PREFIX + name,))


def kept(store: Store) -> list[Wanted]:
    """All that are kept here, by name, then those of the district that nobody here has changed."""
    own = [
        _read(json.loads(row["value"]))
        for row in store.rows("SELECT value FROM setting WHERE name LIKE ? ORDER BY name", (PREFIX + "%",))
    ]
    return [*own, *(one for one in sent(store) if one.name not in {one.name for one in own})]


def kept_one(store: Store, name: str) -> Wanted:
    """The one of this name. Raises NotFound."""
    found = next((one for one in kept(store) if one.name == name.strip()), None)
    if found is None:
        known = "、".join(one.name for one in kept(store))
        raise NotFound(
            f"没有存过叫“{name}”的临时报表", then=f"存过的：{known}" if known else "请在窗口的“临时报表”里做一张存下"
        )
    return found


def _read(data: Mapping[str, Any]) -> Wanted:
    where = tuple((name, value) for name, value in data["where"])
    return Wanted(**{**data, "fields": tuple(data["fields"]), "where": where})


# -- sent to every station


def sent(store: Store) -> list[Wanted]:
    """Those the district has sent to its stations, by name; what a newer program made of one is left out."""
    found = []
    for rule in store.find(Rule, "name=?", (SENT,)):
        for data in (rule.values or {}).get(TABLES, {}).values():
            with suppress(BadInput, KeyError, TypeError, ValueError):
                found.append(checked(store, _read(data)))
    return sorted(found, key=lambda one: one.name)


def send(act: Act, wanted: Wanted) -> Wanted:
    """At a district: from now on every station has it, with its next stick. What may name a person, and whose records they are,
    stays here. Raises BadInput, NotAllowed."""
    wanted = checked(act.store, wanted)
    cls = act.store.schema.records[wanted.noun]
    open_ones = [
        (name, value) for name, value in wanted.where if name != whose.STATION and not cls.fields[name].private
    ]
    fields = tuple(name for name in wanted.fields if name != whose.STATION)
    group = "" if wanted.group == whose.STATION else wanted.group
    going = checked(act.store, replace(wanted, fields=fields, words="", where=tuple(open_ones), group=group))
    _write(act, lambda tables: tables | {going.name: json.loads(json.dumps(asdict(going)))})
    return going


def take_back(act: Act, name: str) -> None:
    """It is no longer sent. Raises NotAllowed."""
    _write(act, lambda tables: {one: data for one, data in tables.items() if one != name.strip()})


def _write(act: Act, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    world = act.store.identity.world
    if act.store.identity.role != whose.DISTRICT_ROLE:
        raise NotAllowed("下发报表由区里来做", then="要给各站都用的，请告诉区里")
    id = id_of(Rule.noun, world, SENT, None)
    held = act.store.get(Rule, (world, id))
    values = {TABLES: change((held.values or {}).get(TABLES, {}) if held else {})}
    act.write(Rule, id, {"values": values} if held else {"name": SENT, "values": values}, world)


def people_on(made: Table) -> dict[str, list[str]]:
    """The records whose people stand in a table unmasked."""
    return within(made) if not made.imprint.masked and any(field.private for field in made.fields) else {}
