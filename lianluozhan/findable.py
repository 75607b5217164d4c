"""The words a record is found by, and how words are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from lianluozhan.field import Papers, is_id
from lianluozhan.record import Record

ID_LENGTH = 36  # of an id's characters
WIDE = tuple((chr(ord(narrow) + 0xFEE0), narrow) for narrow in ",:;!?()")  # full-width marks of Chinese texts
UNTOLD = ("id", "world", "created_at")  # what nobody looks for by typing


def normal(text: str) -> str:
    """How words are compared when searching: full- and half-width alike, no case."""
    if not unicodedata.is_normalized("NFKC", text):
        for wide, narrow in WIDE:  # mostly these are all there is to it, and a tenth of the work
            text = text.replace(wide, narrow)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
    return text.casefold()


def findable(record: Record) -> tuple[str, str]:
    """The words a record is found by, and the ids it is found by through the names of what it refers to."""
    names, papers = _looked(type(record))  # type: ignore[arg-type]  # a class has a hash; mypy asks for its records'
    data, texts = record.data, []
    if any(map(data.get, papers)):  # of a paper only its name can be looked for
        data = data | {name: [paper["name"] for paper in data.get(name) or ()] for name in papers}
    for value in [value for value in map(data.get, names) if value is not None]:
        if type(value) is str:
            texts.append(value)
        else:
            texts += _texts(value)
    ids = [text for text in texts if len(text) == ID_LENGTH and is_id(text)]
    words = [text for text in texts if text not in ids] if ids else texts
    return normal("\n".join(words)), "\n".join(ids)


@cache
def _looked(cls: type[Record]) -> tuple[list[str], list[str]]:
    """The fields a record is found by, and which of them hold papers."""
    names = [name for name in cls.fields if name not in UNTOLD]
    return names, [name for name in names if isinstance(cls.fields[name], Papers)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*sorted(value), *(value[key] for key in sorted(value))])  # in the order a row keeps them
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
