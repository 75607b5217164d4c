"""Finding records: words and field conditions become one SQL condition, and a sentence that says which records they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan.errors import BadInput, BadValue, NotFound
from lianluozhan.field import Day, Field, Moment
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import normal

SHORT = re.compile(r"([A-Za-z]{1,3})([0-9]{1,9})")  # j12 for J0012
ENDS = "substr(number, -length(?) - 1) = '-' || ?"
BY_NAME = {
    "deputy": "name", "organ": "name", "place": "name", "visit": "visitor_name", "appointment": "name", "schedule": "date",
    "rule": "name", "category": "name", "calendar": "date",
}  # fmt: skip
PART_OF_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:]*)?)?)?")  # a year, a month, a day, an hour of it
NAMES = "SELECT id FROM {} WHERE instr(lower(name), ?)"  # whose records a name finds


def condition(store: Store, cls: type[Record], words: str, where: Mapping[str, str]) -> tuple[str, list[Any]]:
    """SQL over a record's table that holds for records with all these words and field values; and its parameters."""
    parts, params = ["1"], []
    for word in words.split():
        options = ["instr(s.words, ?) > 0"]
        params += [cls.noun, normal(word)]
        for id in _called(store, normal(word)):
            options.append("instr(s.refs, ?) > 0")
            params.append(id)
        parts.append(
            f'EXISTS (SELECT 1 FROM search s WHERE s.noun=? AND s.world="{cls.noun}".world AND s.id="{cls.noun}".id '
            f"AND ({' OR '.join(options)}))"
        )
    for name, value in where.items():
        sql, more = _equals(store, field_of(cls, name), value)
        parts.append(sql)
        params += more
    return " AND ".join(parts), params


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
    return [row["id"] for noun in ("deputy", "organ", "place") for row in store.rows(NAMES.format(noun), (word,))]


def sentence(cls: type[Record], words: str, where: Mapping[str, str]) -> str:
    """Which records a list shows, in words: 接待　处理方式是“当场答复”　含“路灯”."""
    said = [f"{field_of(cls, name).label}是“{value}”" if value else f"{field_of(cls, name).label}空着" for name, value in where.items()]
    said += [f"含“{word}”" for word in words.split()]
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
