"""What is merged here as a plain SQLite file, for Datasette or DB Browser: a table and a view in Chinese for each kind of record.

What identifies or quotes a person stays out, unless somebody says why it is wanted; that is written down.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lianluozhan.driver import connect, put_away, trouble
from lianluozhan.errors import BadInput
from lianluozhan.field import Field, Refs
from lianluozhan.looked import PERSON, PUBLISHED, looked
from lianluozhan.readable import readable
from lianluozhan.record import Record
from lianluozhan.store import Store
from lianluozhan.vault import CLEAR
from lianluozhan.veil import carrier

# Of a file.
WITHOUT, WITH = "里面没有来访人的姓名、电话和原话。", "里面有姓名、电话、原话，没有加密，看完就删，不要放在 U 盘上。"
OFFICIAL = ("deputy", "organ", "place", "expert", "draft_law", "opinion")  # whose names anybody may read
BESIDES = {"issue": {"light": "红绿灯", "days_open": "办了几天"}}  # what is seen today


def publish(store: Store, file: Path, why: str | None = None, operator: str = "") -> dict[str, int]:
    """Write the records into a new file; `why` takes the private fields along. {label: how many records}. Raises BadInput where
    there is such a file."""
    if file.exists():
        raise BadInput(f"{file} 已经在那里，没有动它", then="请另起一个名字")
    if why is not None:
        carrier(store)
    part = file.with_name(file.name + ".part")
    with trouble(file):
        part.unlink(missing_ok=True)
        try:
            counts = _fill(store, part, private=why is not None)
            if why is not None:
                looked(store, PUBLISHED, file.name, {kind: _count(store, kind) for kind in PERSON}, why, operator)
            os.replace(part, file)
        finally:
            part.unlink(missing_ok=True)
    return counts


def _count(store: Store, kind: str) -> int:
    return store.db.execute(f'SELECT count(*) FROM "{kind}" WHERE voided IS NULL').fetchone()[0]


def _fill(store: Store, path: Path, *, private: bool) -> dict[str, int]:
    out, counts = connect(path, key=CLEAR), {}
    try:
        with out.atomic():
            for cls in store.schema.records.values():
                counts[cls.label] = _table(store, out, cls, private=private)
        out.execute("PRAGMA journal_mode=DELETE")  # one file, whoever opens it
    finally:
        put_away(out)
    return counts


def _table(store: Store, out: Any, cls: type[Record], *, private: bool) -> int:
    labels = {name: field.label for name, field in cls.fields.items() if private or not _personal(field)} | BESIDES.get(
        cls.noun, {}
    )
    columns = ", ".join(f'"{name}"' for name in labels)
    out.execute(f'CREATE TABLE "{cls.noun}" ({columns})')
    rows = list(_rows(store, cls, list(labels), private=private))
    out.conn.executemany(f'INSERT INTO "{cls.noun}" VALUES ({",".join("?" * len(labels))})', rows)
    taken: set[str] = set()
    shown = []
    for name, label in labels.items():
        shown.append(f'"{name}" AS "{f"{label}（{name}）" if label in taken else label}"')
        taken.add(label)
    out.execute(f'CREATE VIEW "{cls.label}" AS SELECT {", ".join(shown)} FROM "{cls.noun}"')
    return len(rows)


def _rows(store: Store, cls: type[Record], names: list[str], *, private: bool) -> Iterator[tuple]:
    records = store.find(cls)
    for record, row in zip(records, readable(store, cls, records), strict=True):
        yield tuple(
            _plain(record.data.get(n) if not private and _raw(n, cls.fields.get(n)) else row.get(n)) for n in names
        )


def _personal(field: Field) -> bool:
    """Whether a field may hold what identifies or quotes a person: private, or worked out from such as a bundle."""
    return field.private or (field.derived and field.column == "JSON" and not isinstance(field, Refs))


def _raw(name: str, field: Field | None) -> bool:
    """Whether a value stays as it is kept: an id would be read as a name, and a visit is called by its visitor."""
    return field is not None and field.of not in OFFICIAL and name != "created_at"


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "、".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, (list, dict)) else value
