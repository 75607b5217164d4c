"""Finding records: words and field conditions become one SQL condition, and a sentence that says which records they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from lianluozhan import period, sieve, signs
from lianluozhan.action import ANSWERED, IN_HAND
from lianluozhan.columns import DATED
from lianluozhan.errors import BadInput, BadValue
from lianluozhan.field import Day, Field, Moment, is_id
from lianluozhan.findable import UNTOLD, normal
from lianluozhan.match import NAMED
from lianluozhan.pinyin import begins
from lianluozhan.query import Term, terms
from lianluozhan.record import Record
from lianluozhan.store import Store, living
from lianluozhan.table import Key, records

Ways = Sequence[frozenset[str]]
ANY_SIGNS: Ways = (frozenset(),)  # of what the index knows nothing

LETTERS = re.compile("[a-z]{2,6}")
PART_OF_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:]*)?)?)?")  # a year, a month, a day, an hour of it
SPAN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")  # a year or a month
TELLING = ("category", "state")  # fields whose values tell what they are
# What may stand in a column for what is said otherwise: ids, the signs between several values.
AS_KEPT = re.compile(r'[0-9a-f"\[\]{},:\\ -]')
INDEXED = re.compile(r"\b(state|registered_at|received_at)\b")  # columns there is an index of
WAITING = "id IN (SELECT id FROM unindexed WHERE noun=?)"
UNSETTLED, NOT_SETTLED = "未办结", (*IN_HAND, ANSWERED)  # a 状态 one may ask for: what the sums do not count as closed
COUNTED = 1000  # of what has some words more are not counted
NAMES = "SELECT id FROM {} WHERE instr(lower(name), ?)"  # whose records a name finds


class Also(NamedTuple):
    """What else holds for the records meant: in SQL, whether it holds for few of them (then these are looked up, not the
    newest), since which day, the signs they must have for it, and among how many of the newest (all where that is None)."""

    sql: str = "1"
    params: Sequence[Any] = ()
    few: bool = False
    since: str = ""
    wanted: sieve.Wanted = ()
    reach: int | None = None


class Clause(NamedTuple):
    """A part of what is asked: in SQL, and by which signs a record may have it: by all of one of these sets."""

    sql: str
    params: Sequence[Any]
    ways: Ways = ANY_SIGNS


class Meaning(NamedTuple):
    """All that is asked: in SQL, and the signs all must have for which it can hold; none where the index is of no use."""

    sql: str
    params: list[Any]
    wanted: sieve.Wanted


ALL = Also()
NONE: Mapping[str, str] = {}


def condition(store: Store, cls: type[Record], words: str, where: Mapping[str, str]) -> tuple[str, list[Any]]:
    """SQL over a record's table that holds for records with all these words (lianluozhan/query.py) and field values; and
    its parameters."""
    sql, params, _wanted = _meant(store, cls, words, where)
    return sql, params


def sieved(store: Store, cls: type[Record], words: str, where: Mapping[str, str]) -> tuple[str, list[Any]]:
    """What `condition` says, for who asks in an order of their own: where the index lets few through, these are named."""
    sql, params, wanted = _meant(store, cls, words, where)
    if not wanted:
        return sql, params
    ids = [place.id for place in islice(sieve.newest(store, cls, wanted), sieve.MOST + 1)]
    if len(ids) > sieve.MOST:
        return sql, params
    return f"({sql}) AND (id IN ({','.join('?' * len(ids))}) OR {WAITING})", [*params, *ids, cls.noun]


def newest(
    store: Store, cls: type[Record], words: str, where: Mapping[str, str] = NONE, most: int = -1, also: Also = ALL
) -> list[Any]:
    """The records `condition` holds for and what else is meant, the newest first; of a kind that has an index by way of it."""
    sql, params, wanted = _meant(store, cls, words, where)
    if wanted or also.wanted:
        keys = looked_up(store, cls, also._replace(wanted=[*wanted, *also.wanted]), most, (sql, params))
        held = dict(records(store, cls, keys))
        return [held[key] for key in keys]
    sql, params = f"({sql}) AND ({also.sql})", [*params, *also.params]
    if also.since:
        sql, params = f'{sql} AND +"{cls.newest}" >= ?', [*params, also.since]
    return store.find(cls, sql, params, _order(cls, few=also.few), most)


def _order(cls: type[Record], *, few: bool) -> str:
    """The newest first, else by name; of few records the index of their days is left aside."""
    if cls.newest:
        return f'{"+" if few else ""}"{cls.newest}" DESC, number DESC, id DESC'
    return "name, id" if "name" in cls.fields else "id"


def looked_up(
    store: Store, cls: type[Record], also: Also, most: int, meant: tuple[str, Sequence[Any]] = ("1", ())
) -> list[Key]:
    """(world, id) of the newest records all this holds for, by way of the index: of what it lets through nothing is read
    but what tells."""
    at, params = f"ifnull(\"{cls.newest}\", '')", [*meant[1], *also.params, also.since]
    holds = living(f"({meant[0]}) AND ({_by_id(also.sql)}) AND {at} >= ?")
    asked = f"SELECT {at}, ifnull(number, ''), id, world FROM \"{cls.noun}\" WHERE {holds} AND "
    found = set(store.ask(asked + WAITING, [*params, cls.noun]))
    for marks, ids, following in sieve.batches(sieve.newest(store, cls, also.wanted, also.since, also.reach), most):
        found |= set(store.ask(f"{asked}id IN ({marks})", [*params, *ids]))
        if 0 < most <= len(found) and following < sorted(found, reverse=True)[most - 1][0]:
            break
    keys = [(world, id) for _at, _number, id, world in sorted(found, reverse=True)]
    return keys if most < 0 else keys[:most]


def how_many(store: Store, cls: type[Record], words: str, also: Also = ALL, most: int = COUNTED) -> int:
    """How many there are, counted to little more than so many where words are looked for."""
    sql, params, wanted = _meant(store, cls, words, {})
    held = _by_id(also.sql) if wanted else also.sql
    sql = f'SELECT count(*) AS n FROM "{cls.noun}" WHERE ({sql}) AND ({held}) AND voided IS NULL'
    params = [*params, *also.params]
    if not wanted:
        return next(store.rows(sql, params))["n"]
    count = next(store.rows(f"{sql} AND {WAITING}", [*params, cls.noun]))["n"]
    for marks, ids, _following in sieve.batches(sieve.newest(store, cls, wanted)):
        if count > most:
            break
        count += next(store.rows(f"{sql} AND id IN ({marks})", [*params, *ids]))["n"]
    return count


def _by_id(sql: str) -> str:
    """So that the records are looked up by their ids, not all of a state gone through."""
    return INDEXED.sub(r"+\1", sql)


def told(count: int) -> str:
    """A count as a list tells it."""
    return f"{COUNTED}+" if count > COUNTED else str(count)


def _meant(store: Store, cls: type[Record], words: str, where: Mapping[str, str]) -> Meaning:
    params: list[Any] = []
    parts, wanted = ["1"], []
    for term in terms(cls, words):
        clause = _in_fields(store, cls, term) if term.fields else _anywhere(store, cls, term.text)
        parts.append(f"NOT ({clause.sql})" if term.without else clause.sql)
        params += clause.params
        if not term.without:
            wanted.append(clause.ways)
    for name, value in where.items():
        field = field_of(cls, name)
        clause = _open() if _is_open(cls, field, value) else _equals(store, field, value)
        parts.append(clause.sql)
        params += clause.params
        wanted.append(clause.ways)
    return Meaning(" AND ".join(parts), params, [ways for ways in wanted if all(ways)] if cls.newest else [])


def _anywhere(store: Store, cls: type[Record], text: str) -> Clause:
    """In any text, through the name of what it refers to, or by the first letters of a name."""
    word = normal(text)
    options, params, ways = ["instr(s.words, ?) > 0"], [cls.noun, word], [signs.signs(word)]
    for id in called(store, word):
        options.append("instr(s.refs, ?) > 0")
        params.append(id)
        ways.append(signs.reference(id))
    sql = (
        f'EXISTS (SELECT 1 FROM search s WHERE s.noun=? AND s.world="{cls.noun}".world AND s.id="{cls.noun}".id '
        f"AND ({' OR '.join(options)}))"
    )
    for name in signs.PEOPLE if LETTERS.fullmatch(word) else ():
        if name in cls.fields:
            store.db.conn.create_function("begins", 2, _begins, deterministic=True)
            sql = f'({sql} OR begins("{name}", ?))'
            params.append(word)
            ways.append(signs.spelled(word))
    return Clause(sql, params, ways)


def _begins(name: str | None, letters: str) -> bool:
    return name is not None and name != "" and begins(name, letters)


def _in_fields(store: Store, cls: type[Record], term: Term) -> Clause:
    """In one of the fields meant; a field that refers to something is meant by its name."""
    word, options, params, ways = normal(term.text), [], [], []
    store.db.conn.create_function("normal", 1, normal, deterministic=True)  # a column is not kept as it is compared
    for name in term.fields:
        options.append(f"instr(normal(coalesce(\"{name}\", '')), ?) > 0")
        params.append(word)
        ways.append(signs.signs(word) if _told(cls.fields[name]) and not AS_KEPT.search(word) else frozenset())
        for id in called(store, word) if cls.fields[name].of else ():
            options.append(f"instr(coalesce(\"{name}\", ''), ?) > 0")
            params.append(id)
            ways.append(signs.reference(id))
    return Clause(f"({' OR '.join(options)})", params, ways)


def _told(field: Field) -> bool:
    """Whether what stands in a field stands among the words a record is found by."""
    return field.column in ("TEXT", "JSON") and field.name not in UNTOLD


def field_of(cls: type[Record], name: str) -> Field:
    """The field of a name or a Chinese label. Raises BadInput where the record has none."""
    for field in cls.fields.values():
        if name in (field.name, field.label):
            return field
    raise BadInput(
        f"{cls.label}没有“{name}”这一项", then=f"可用：{'、'.join(one.label for one in cls.fields.values())}"
    )


def _equals(store: Store, field: Field, value: str) -> Clause:
    column = f'"{field.name}"'
    if not value:
        return Clause(f"{column} IS NULL", ())
    if field.column in ("INTEGER", "BOOLEAN"):
        return Clause(f"{column}=?", [_read(field, value)])
    if isinstance(field, Day | Moment):
        begins_with = value if PART_OF_DAY.fullmatch(value) else _read(field, value)
        ways = [signs.signs(normal(begins_with))] if _told(field) else ANY_SIGNS
        return Clause(f"substr({column}, 1, ?)=?", [len(begins_with), begins_with], ways)
    ids = _exactly(store, field.of, value) if field.of else ()
    ways = [_signs_of(value), *map(signs.reference, ids)] if _told(field) else ANY_SIGNS
    if field.column == "JSON":
        quoted = [json.dumps(one, ensure_ascii=False) for one in (value, *ids)]
        return Clause("(" + " OR ".join(f"instr({column}, ?) > 0" for _one in quoted) + ")", quoted, ways)
    return Clause(f"{column} IN ({','.join('?' * (len(ids) + 1))})", [value, *ids], ways)


def _signs_of(value: str) -> frozenset[str]:
    return signs.reference(value) if is_id(value) else signs.signs(normal(value))


def _is_open(cls: type[Record], field: Field, value: str) -> bool:
    return (cls.noun, field.name, value) == ("issue", "state", UNSETTLED)


def _open() -> Clause:
    return Clause(f"state IN ({','.join('?' * len(NOT_SETTLED))})", NOT_SETTLED)


def _read(field: Field, value: str) -> Any:
    try:
        return field.read(value)
    except BadValue as bad:
        raise BadInput(f"{field.label}：{bad}") from None


def _exactly(store: Store, noun: str, name: str) -> Sequence[str]:
    cls = store.schema.records.get(noun)
    if cls is None:
        return ()
    key = "name" if "name" in cls.fields else "number"
    return [row["id"] for row in store.rows(f'SELECT id FROM "{noun}" WHERE "{key}"=?', (name,))]


def called(store: Store, word: str) -> list[str]:
    """What is called so, or by these first letters."""
    if not LETTERS.fullmatch(word):
        return [row["id"] for noun in NAMED for row in store.rows(NAMES.format(noun), (word,))]
    every = (row for noun in NAMED for row in store.rows(f"SELECT id, name FROM {noun} WHERE name IS NOT NULL"))
    return [row["id"] for row in every if word in normal(row["name"]) or begins(row["name"], word)]


def sentence(cls: type[Record], words: str, where: Mapping[str, str]) -> str:
    """Which records a list shows, in words: 意见　2026年10月　道路与路灯　未办结　含“路灯”; the days come first, and what
    speaks for itself has no label."""
    asked = [(field_of(cls, name), value) for name, value in where.items()]
    asked.sort(key=lambda one: TELLING.index(one[0].name) if one[0].name in TELLING else len(TELLING))
    days = [period.said(value) for field, value in asked if _is_span(cls, field, value)]
    said = [_said(field, value) for field, value in asked if not _is_span(cls, field, value)]
    return "　".join([cls.label, *days, *said, *(term.said() for term in terms(cls, words))])


def _is_span(cls: type[Record], field: Field, value: str) -> bool:
    """Whether it is a month or year of the day the kind runs by."""
    return field.name == DATED.get(cls.noun) and bool(SPAN.fullmatch(value))


def _said(field: Field, value: str) -> str:
    if not value:
        return f"{field.label}空着"
    return value if field.name in TELLING else f"{field.label}是“{value}”"
