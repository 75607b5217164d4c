"""Two issues side by side before one is joined to the other, and everybody who is to be told afterwards."""

from __future__ import annotations

from typing import NamedTuple

from lianluozhan.action import concerned
from lianluozhan.course import circumstances
from lianluozhan.issue import Issue
from lianluozhan.readable import Row, title_of
from lianluozhan.record import short_number
from lianluozhan.store import Store
from lianluozhan.table import Key
from lianluozhan.veil import called, veiled
from ui.told import said_day


class Pair(NamedTuple):
    """`rows`: (label, this one, the other one); `told`: names of both sides, none twice."""

    number: str
    rows: tuple[tuple[str, str, str], ...]
    told: tuple[str, ...]


def pair(store: Store, key: Key, number: str) -> Pair | None:
    """An issue beside the one of this number; None where there is no other of it."""
    found = store.find(
        Issue, "world=? AND (number=? OR substr(number, -length(?) - 1) = '-' || ?)", (key[0], *[number] * 3)
    )
    this = store.get(Issue, key)
    if this is None or len(found) != 1 or found[0].id == key[1]:
        return None
    mine, theirs = (_side(row) for row in veiled(store, Issue, [this, found[0]]))
    around = circumstances(store, [found[0], this])
    told = {
        key: name if key in of["concerned_deputies"] else called(name)
        for of in around.values()
        for key, name in concerned(of).items()
    }
    return Pair(found[0].number, tuple((label, mine[label], theirs[label]) for label in mine), tuple(told.values()))


def _side(row: Row) -> dict[str, str]:
    due = f"，{said_day(row['due_on'])}到期" if row["due_on"] else ""
    return {
        Issue.number.label: short_number(row["number"]),
        "说的是": row["statement"] or title_of(row),
        "谁说的": row["raised_by"] or row["raiser_kind"] or "",
        "哪里": row["location"] or "",
        "谁在办": (row["organ"] or row["turn"] or "") + due,
        "到哪一步": row["state"] or "",
    }
