"""One record by what people call it: its number, the end of one, its id, its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lianluozhan.errors import NotFound
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.table import NUMBER_ENDS, VOIDED_TOO

SHORT = re.compile(r"([A-Za-z]{1,3})([0-9]{1,9})")  # j12 for J0012
BY_NAME = {
    "deputy": "name",
    "organ": "name",
    "place": "name",
    "visit": "visitor_name",
    "appointment": "name",
    "schedule": "date",
    "rule": "name",
    "notice": "name",
    "project": "title",
    "study": "title",
    "draft_law": "title",
    "opinion": "speaker",
    "expert": "name",
    "category": "name",
    "calendar": "date",
    "official": "name",
    "meeting": "name",
}
# Of these each office has its own beside the other's: here one's own is meant.
PASSED_ON = "draft_law", "opinion", "place"
MOST_ASKED, MOST_TOLD = 9, 5  # of what is called alike


def record_of(store: Store, word: str, noun: str = "") -> Any:
    """The record (of this kind) with this number, the end of one, id or name. Raises NotFound where none or several have it."""
    short = SHORT.fullmatch(word)
    word = f"{short[1].upper()}{short[2].zfill(4)}" if short else word
    found = _called(store, word, noun)
    if not found:
        raise NotFound(f"没有编号、标识或名称是“{word}”的记录", then="请用 list 查看编号")
    meant = _likeliest(store, found)
    if len(meant) > 1:
        raise NotFound(f"“{word}”有几条：{_told(meant)}", then="请写明编号")
    return meant[0]


def _called(store: Store, word: str, noun: str) -> list[Record]:
    """All that are called so, each once; where the first has exactly this number, nothing further is looked for."""
    found: dict[tuple[str, str, str], Record] = {}
    for cls in store.schema.records.values():
        if noun not in ("", cls.noun):
            continue
        for where in _ways(cls):
            for record in store.find(cls, f"{where} AND {VOIDED_TOO}", (word,) * where.count("?"), limit=MOST_ASKED):
                found[cls.noun, record.world, record.id] = record
        if len(found) == 1 and cls.letter and next(iter(found.values())).data.get("number") == word:
            break
    return list(found.values())


def _ways(cls: type[Record]) -> Iterator[str]:
    """The conditions under which a word means a record of a kind."""
    yield "id=?"
    if cls.letter:
        yield from ("number=?", NUMBER_ENDS)
    if cls.noun in BY_NAME:
        yield f"{BY_NAME[cls.noun]}=?"


def _likeliest(store: Store, found: list[Record]) -> list[Record]:
    """Of several the live ones; for an appointment that was kept its visit; of what both offices have one's own."""
    live = [one for one in found if not one.voided] or found
    visits = {one.id for one in live if one.noun == "visit"}
    live = [one for one in live if one.noun != "appointment" or one.data["visit"] not in visits]
    own = store.identity.world
    have_own = {one.noun for one in live if one.noun in PASSED_ON and one.world == own}
    return [one for one in live if one.noun not in have_own or one.world == own]


def _told(records: Iterable[Record]) -> str:
    several = list(records)
    said = "、".join(f"{one.label} {one.data.get('number') or one.id}" for one in islice(several, MOST_TOLD))
    return said + (" 等" if len(several) > MOST_TOLD else "")
