"""Which row of a sheet is its heading, and which field of a record each column means."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, Protocol

from lianluozhan import resource
from lianluozhan.field import Choice, Data, Field, Papers, PerRef, Serial

ON_PAPER = "paper_number"  # of a kind whose ledgers on paper have numbers of their own
SEARCHED = 40  # rows from the top in which a heading is looked for


class Kind(Protocol):
    """What headings are held against: a kind of record, or what is offered of one (offer.py)."""

    @property
    def noun(self) -> str:
        """Its word."""

    @property
    def label(self) -> str:
        """What people call it."""

    def written(self) -> Mapping[str, Field]:
        """The fields a column may stand for."""


class Column(NamedTuple):
    """One column: its place (0 = A), the words above it, the fields these can mean (best first), none if unknown."""

    place: int
    words: str
    fields: tuple[str, ...]


class Heading(NamedTuple):
    """A found heading: its first row (0-based), how many rows it has, its columns."""

    row: int
    height: int
    columns: tuple[Column, ...]

    def fields(self) -> set[str]:
        """The fields that have a column."""
        return {column.fields[0] for column in self.columns if column.fields}

    def matched(self, columns: Mapping[int, str | None]) -> Heading:
        """The same heading, with some columns meaning what a person says: {place: field, None for nothing}."""
        named = {place: (name,) if name else () for place, name in columns.items()}
        return self._replace(columns=tuple(c._replace(fields=named.get(c.place, c.fields)) for c in self.columns))


@cache
def rules() -> dict[str, Any]:
    """The words offices use, from resources/rules/headings.json."""
    return json.loads(resource.path("rules", "headings.json").read_text(encoding="utf-8"))


def rules_of(record_class: Kind) -> dict[str, Any]:
    """The part of the rules about one kind of record; a kind without any has its labels and field names only."""
    own = {"fields": {}, "under": [], "ignored": [], "people": []} | rules()["kinds"].get(record_class.noun, {})
    # An offer.py has words of its own besides.
    return own | {"fields": own["fields"] | getattr(record_class, "called", {})}


def readable(record_class: Kind) -> dict[str, Field]:
    """The fields a sheet may bring: not what lies outside (papers), nor 作废. A number only tells which record of ours a row is."""
    fields = {
        name: field
        for name, field in record_class.written().items()
        if name != "voided" and not isinstance(field, Papers)
    }
    return {name: field for name, field in fields.items() if not isinstance(field, Serial)} | {
        name: field for name, field in fields.items() if isinstance(field, Serial)
    }


def columns_of(record_class: Kind) -> dict[str, Field]:
    """Of these the ones a column of cells can hold; what is given per person comes in JSON only. The number stands in the column
    of the paper's where there is one."""
    fields = {name: field for name, field in readable(record_class).items() if not isinstance(field, PerRef | Data)}
    return {name: field for name, field in fields.items() if not isinstance(field, Serial) or ON_PAPER not in fields}


def bare(words: Any) -> str:
    """Heading words without spaces, width, case, marks and numbering, for comparing."""
    return "" if words is None else _bare(str(words))


@lru_cache(8192)  # each cell of the first rows is held against every kind of record
def _bare(words: str) -> str:
    text = unicodedata.normalize("NFKC", words).lower()
    return re.sub(r"^(?:\*|\d+[.、])+|[:*]+$", "", re.sub(r"\s", "", text))


def find(record_class: Kind, rows: Sequence[Sequence[Any]]) -> Heading | None:
    """The heading in the first rows: the row, or two rows, in which most fields are recognised; None if nowhere.

    A row with one recognised word is a heading only when it has no other words.
    """
    best, most = None, 0
    for height in (1, 2):  # two rows only where they say more than one: a title over a heading is not a heading
        for at in range(min(len(rows), SEARCHED)):
            heading = Heading(at, height, tuple(_columns(record_class, rows[at : at + height])))
            known = len(heading.fields())
            alone = height == 1 and sum(bool(bare(cell)) for cell in rows[at]) == 1
            if known > most and (known > 1 or alone):
                best, most = heading, known
    return best and _settled(record_class, best, rows)


def match(record_class: Kind, words: str, among: Sequence[str] = (), also: dict | None = None) -> tuple[str, ...]:
    """The fields some heading words can mean, best first; with `among` only these, under their short words in `also`."""
    for name in _ways(words):
        names = _vocabulary(record_class).get(name, ())  # type: ignore[arg-type]  # a kind and an offer have a hash
        short = tuple(field for field, synonyms in (also or {}).items() if name in synonyms)
        found = tuple(dict.fromkeys(field for field in short + names if not among or field in among))
        if found:
            return found
    return ()


@lru_cache(8192)
def _ways(words: str) -> tuple[str, str]:
    return bare(words), bare(re.sub(r"[(（【\[].*?[)）】\]]", "", words))


def is_ignored(record_class: Kind, words: str) -> bool:
    """Whether a column is known to hold nothing for us, like 序号 and 星期."""
    return bare(words) in {bare(each) for each in (*rules()["ignored"], *rules_of(record_class)["ignored"])}


@cache
def _vocabulary(record_class: Kind) -> dict[str, tuple[str, ...]]:
    """Every heading word → the fields it can mean; a field's own name and label belong to it alone."""
    fields = columns_of(record_class)
    words: dict[str, tuple[str, ...]] = {}
    for name, synonyms in rules_of(record_class)["fields"].items():
        for synonym in synonyms:
            words[bare(synonym)] = (*words.get(bare(synonym), ()), name)
    return words | {word: (name,) for name, field in fields.items() for word in _own_words(field)}


def _own_words(field: Field) -> set[str]:
    return {bare(field.name), bare(field.label), bare(re.sub("（.*?）", "", field.label))}


def _columns(record_class: Kind, rows: Sequence[Sequence[Any]]) -> list[Column]:
    upper, lower = rows[0], rows[1] if len(rows) > 1 else ()
    columns, above = [], ""
    for place in range(max(len(upper), len(lower))):
        top = _cell(upper, place)
        below = _cell(lower, place)
        above = top or (above if below else "")  # a merged heading has its words in its first column
        group = above if below and bare(above) != bare(below) else ""
        words = group + below if group else top or below
        if words:
            columns.append(
                Column(place, words, _meaning(record_class, group, below) if group else match(record_class, words))
            )
    return _without_doubles(record_class, columns)


def _cell(row: Sequence[Any], place: int) -> str:
    return "" if place >= len(row) or row[place] is None else str(row[place]).strip()


def _meaning(record_class: Kind, group: str, words: str) -> tuple[str, ...]:
    """What a word means under a group's heading: 姓名 under 来访人, 姓名 under 接待代表."""
    if found := match(record_class, group + words):
        return found
    for under in rules_of(record_class)["under"]:
        if bare(group) in under["words"]:
            return match(record_class, words, under["fields"], under.get("also"))
    return () if match(record_class, group) else match(record_class, words)


def _without_doubles(record_class: Kind, columns: list[Column]) -> list[Column]:
    """One column for a field, the one that has its own label first; only a moment and a list may be spread over several."""
    fields, begin = columns_of(record_class), rules_of(record_class).get("begin")
    own = {c.place: c.fields[0] for c in columns if c.fields and bare(c.words) in _own_words(fields[c.fields[0]])}
    seen, kept = set(own.values()), []
    for column in columns:
        name = next(iter(column.fields), None)
        if column.place not in own and name is not None:
            spread = fields[name].several or name == begin
            if is_ignored(record_class, column.words) or (name in seen and not spread and len(column.fields) == 1):
                column = column._replace(fields=())
            elif len(column.fields) == 1:
                seen.add(name)
        kept.append(column)
    return kept


def _settled(record_class: Kind, heading: Heading, rows: Sequence[Sequence[Any]]) -> Heading:
    """Words that can mean two fields, settled by what stands below: 类别 over 咨询 and 投诉, or over 供暖."""
    fields, settled = columns_of(record_class), []
    taken = {column.fields[0] for column in heading.columns if len(column.fields) == 1}
    for column in heading.columns:
        below = [row[column.place] for row in rows[heading.row + heading.height :] if column.place < len(row)]
        options = [name for name in column.fields if name not in taken or len(column.fields) == 1]
        fitting = [name for name in options if len(options) == 1 or _fits(fields[name], below)]
        taken.update(fitting[:1])
        settled.append(column._replace(fields=tuple(fitting[:1])))
    return heading._replace(columns=tuple(settled))


def _fits(field: Field, cells: Sequence[Any]) -> bool:
    if not isinstance(field, Choice):
        return True
    return any(chosen(field, cell) in field.choices for cell in cells if isinstance(cell, str))


@lru_cache(maxsize=10_000)
def chosen(field: Field, word: str) -> str:
    """The word of a field's choices that some other usual word means; a word nobody knows stays as it is."""
    plain = re.sub(r"[\s()\[\]□☑√/、]", "", unicodedata.normalize("NFKC", word)).lower()
    if plain in field.choices:
        return plain
    return rules()["choices"].get(field.name, {}).get(plain, word)
