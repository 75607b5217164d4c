"""A list spread out in columns, carried away as a sheet: as it is seen, which records at its head, people masked unless somebody
says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lianluozhan import columns, whose
from lianluozhan.columns import Column, plain
from lianluozhan.field import Phone, Serial
from lianluozhan.looked import EXPORTED, looked
from lianluozhan.own_sheet import value
from lianluozhan.readable import Row, readable
from lianluozhan.record import Record
from lianluozhan.report.cell import look, masked
from lianluozhan.sheet.row import Told, counted
from lianluozhan.sheet.write import write
from lianluozhan.spread import Asked, condition, records, several, sums, told
from lianluozhan.store import Store


def withheld(cls: type[Record], row: Row) -> Row:
    """A row as it may leave the folder without a reason: names and phones masked, no words of anybody."""
    private = {name: field for name, field in cls.fields.items() if field.private and row.get(name)}
    shown = {name: masked(field, look(field, row[name])) or None for name, field in private.items()}
    told = {f"第{place}位": how for place, how in enumerate((row.get("told") or {}).values(), 1)}
    return row | shown | ({"told": told} if told else {})


def to_sheet(
    store: Store, asked: Asked, path: Path | str, why: str | None = None, told_far: Told = lambda _done, _of: None
) -> int:
    """Write what is shown, whole, as .xlsx or .csv: which records at its head, the columns and the order as they are shown,
    what they come to at its foot. With a reason people stand in it unmasked, which is written down first. Returns how many
    records it has; `told_far` hears how many are written of how many. Raises BadInput, SheetProblem, what a look is refused with and
    what `told_far` raises: then no file is left."""
    cls = store.schema.records[asked.noun]
    if why is not None:
        where, params = condition(store, asked)
        ids = [id for (id,) in store.ask(f'SELECT id FROM "{cls.noun}" WHERE {where} ORDER BY id', params)]
        looked(whose.whole(store), EXPORTED, Path(path).name, {cls.noun: ids}, why)
    known = columns.possible(cls, several(store))
    shown, come_to = [known[name] for name in asked.names if name in known], sums(store, asked)
    foot = "，".join(filter(None, (f"{come_to.count} 条", come_to.words)))
    every = (
        [_cell(cls, column, row.get(column.name)) for column in shown] for row in _every(store, asked, why is None)
    )
    rows = counted(every, come_to.count, told_far)
    write(path, {cls.label: _framed([told(store, asked)], [column.label for column in shown], rows, ["合计", foot])})
    return come_to.count


def _framed(head: list[str], labels: list[str], rows: Iterable[list[Any]], foot: list[str]) -> Iterator[list[Any]]:
    yield head
    yield labels
    yield from rows
    yield foot


def _every(store: Store, asked: Asked, hidden: bool) -> Iterator[Row]:
    cls, end = store.schema.records[asked.noun], None
    while True:
        found, end = records(store, asked, end)
        rows = readable(store, cls, [record for record, _by in found])
        yield from (withheld(cls, row) if hidden else row for row in rows)
        if end is None:
            return


def _cell(cls: type[Record], column: Column, said: Any) -> Any:
    """Days and numbers as such; numbers nobody counts with as words."""
    field = cls.fields.get(column.name)
    return plain(said) if field is None or isinstance(field, Phone | Serial) else value(field, said)
