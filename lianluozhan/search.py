"""Finding records: words and field conditions become one SQL condition, and a sentence that says which records they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan.errors import BadInput, BadValue, NotFound
from lianluozhan.field import Day, Field, Moment
from lianluozhan.pinyin import begins
from lianluozhan.query import Term, terms
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import normal

SHORT = re.compile(r"([A-Za-z]{1,3})([0-9]{1,9})")  # j12 for J0012
ENDS = "substr(number, -length(?) - 1) = '-' || ?"
BY_NAME = {
    "deputy": "name", "organ": "name", "place": "name", "visit": "visitor_name", "appointment": "name", "schedule": "date",
    "rule": "name", "category": "name", "calendar": "date",
}  # fmt: skip
PEOPLE = ("visitor_name", "raised_by", "name")  # found by the first letters of their pinyin too
NAMED = ("deputy", "organ", "place")  # what others refer to by name
LETTERS = re.compile("[a-z]{2,6}")
PART_OF_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:]*)?)?)?")  # a year, a month, a day, an hour of it
NAMES = "SELECT id FROM {} WHERE instr(lower(name), ?)"  # whose records a name finds


def condition(store: Store, cls: type[Record], words: str, where: Mapping[str, str]) -> tuple[str, list[Any]]:
    """SQL over a record's table that holds for records with all these words (lianluozhan/query.py) and field values; and
    its parameters."""
    parts, params = ["1"], []
    for term in terms(cls, words):
        sql, more = _in_fields(store, cls, term) if term.fields else _anywhere(store, cls, term.text)
        parts.append(f"NOT ({sql})" if term.without else sql)
        params += more
    for name, value in where.items():
        sql, more = _equals(store, field_of(cls, name), value)
        parts.append(sql)
        params += more
    return " AND ".join(parts), params


def _anywhere(store: Store, cls: type[Record], text: str) -> tuple[str, list[Any]]:
    """In any text, through the name of what it refers to, or by the first letters of a name."""
    word = normal(text)
    options, params = ["instr(s.words, ?) > 0"], [cls.noun, word]
    for id in _called(store, word):
        options.append("instr(s.refs, ?) > 0")
        params.append(id)
    sql = (
        f'EXISTS (SELECT 1 FROM search s WHERE s.noun=? AND s.world="{cls.noun}".world AND s.id="{cls.noun}".id '
        f"AND ({' OR '.join(options)}))"
    )
    for name in PEOPLE:
        if name in cls.fields and LETTERS.fullmatch(word) and (named := _spelled(store, cls, name, word)):
            sql = f"({sql} OR {name} IN (SELECT value FROM json_each(?)))"
            params.append(json.dumps(named))
    return sql, params


def _in_fields(store: Store, cls: type[Record], term: Term) -> tuple[str, list[Any]]:
    """In one of the fields meant; a field that refers to something is meant by its name."""
    word, options, params = normal(term.text), [], []
    store.db.conn.create_function("normal", 1, normal, deterministic=True)  # a column is not kept as it is compared
    for name in term.fields:
        options.append(f'instr(normal(coalesce("{name}", \'\')), ?) > 0')
        params.append(word)
        for id in _called(store, word) if cls.fields[name].of else ():
            options.append(f'instr(coalesce("{name}", \'\'), ?) > 0')
            params.append(id)
    return f"({' OR '.join(options)})", params


def _spelled(store: Store, cls: type[Record], name: str, letters: str) -> list[str]:
    """The names in a field that begin with these letters."""
    sql = f'SELECT DISTINCT "{name}" AS name FROM "{cls.noun}" WHERE "{name}" IS NOT NULL'
    return [row["name"] for row in store.rows(sql) if begins(row["name"], letters)]


def field_of(cls: type[Record], name: str) -> Field:
    """The field of a name or a Chinese label. Raises BadInput where the record has none."""
    for field in cls.fields.values():
        if name in (field.name, field.label):
            return field
    raise BadInput(f"{cls.label}没有“{name}”这一项", then=f"可用：{'、'.join(one.label for one in cls.fields.values())}")


def _equals(store: Store, field: Field, value: str) -> tuple[str, list[Any]]:
    column = f'"{field.name}"'
    if not value:
        return f"{column} IS NULL", []
    ids = _exactly(store, field.of, value) if field.of else []
    if field.column == "JSON":
        wanted = [json.dumps(one, ensure_ascii=False) for one in (value, *ids)]
        return "(" + " OR ".join(f"instr({column}, ?) > 0" for _ in wanted) + ")", wanted
    if isinstance(field, Day | Moment) and not PART_OF_DAY.fullmatch(value):
        value = _read(field, value)
    if isinstance(field, Day | Moment):
        return f"substr({column}, 1, ?)=?", [len(value), value]
    if field.column in ("INTEGER", "BOOLEAN"):
        return f"{column}=?", [_read(field, value)]
    return f"{column} IN ({','.join('?' * (len(ids) + 1))})", [value, *ids]


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


def _called(store: Store, word: str) -> list[str]:
    """What is called so, or by these first letters."""
    if not LETTERS.fullmatch(word):
        return [row["id"] for noun in NAMED for row in store.rows(NAMES.format(noun), (word,))]
    every = (row for noun in NAMED for row in store.rows(f"SELECT id, name FROM {noun} WHERE name IS NOT NULL"))
    return [row["id"] for row in every if word in normal(row["name"]) or begins(row["name"], word)]


def sentence(cls: type[Record], words: str, where: Mapping[str, str]) -> str:
    """Which records a list shows, in words: 接待　处理方式是“当场答复”　含“路灯”."""
    said = [f"{field_of(cls, name).label}是“{value}”" if value else f"{field_of(cls, name).label}空着" for name, value in where.items()]
    said += [term.said() for term in terms(cls, words)]
    return "　".join([cls.label, *said])


def record_of(store: Store, word: str, noun: str = "") -> Any:
    """The record (of this kind) with this number, the end of one, id or name. Raises NotFound where none or several have it."""
    short = SHORT.fullmatch(word)
    word = f"{short[1].upper()}{short[2].zfill(4)}" if short else word
    found: dict[tuple[str, str, str], Record] = {}
    for cls in store.schema.records.values():
        if noun not in ("", cls.noun):
            continue
        name = BY_NAME.get(cls.noun)
        tries = ["id=?"] + (["number=?", ENDS] if cls.letter else []) + ([f"{name}=?"] if name else [])
        for where in tries:
            for record in store.find(cls, f"{where} AND (voided IS NULL OR 1)", (word,) * where.count("?"), limit=9):
                found[cls.noun, record.world, record.id] = record
        if len(found) == 1 and cls.letter and next(iter(found.values())).data.get("number") == word:
            break
    if not found:
        raise NotFound(f"没有编号、标识或名称是“{word}”的记录", then="请用 list 查看编号")
    live = {key: record for key, record in found.items() if not record.voided} or found
    visits = {record.id for record in live.values() if record.noun == "visit"}
    live = {key: one for key, one in live.items() if one.noun != "appointment" or one.visit not in visits}  # it is that visit
    if len(live) > 1:
        several = "、".join(f"{r.label} {r.data.get('number') or r.id}" for r in live.values())
        raise NotFound(f"“{word}”有几条：{several}", then="请写明编号")
    return next(iter(live.values()))
