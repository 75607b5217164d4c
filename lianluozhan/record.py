"""What a record is: a kind of thing the station keeps, its fields declared once.

To add a kind of record: (1) declare a subclass in the file of its word, (2) list it in schema.py with who may write it,
(3) name it in README's table; tables, forms, sheets, search and packages follow from the declaration.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, ClassVar, Self, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from lianluozhan.errors import BadInput, BadValue
from lianluozhan.field import Field, Fields, Hint, Moment, Serial, Text

# Design §6: private by what they hold, whatever record they stand in.
ALWAYS_PRIVATE = frozenset(
    "statement request reply remarks summary text reason content record report attachments".split()
)
NAMESPACE = uuid5(NAMESPACE_URL, "lianluozhan")
READ: Mapping[str, Callable[[Any], Any]] = {
    "JSON": json.loads,
    "BOOLEAN": bool,
}  # columns that keep a value as something else
# Made once: making it takes longer than its work.
PACK = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

R = TypeVar("R", bound="Record")


class Record:
    """One record as plain values. `Visit.statement` is the declared field, `visit.statement` the value."""

    noun: ClassVar[str] = ""  # the word of design §4; `kind` is a field of several records
    label: ClassVar[str] = ""
    letter: ClassVar[str] = ""  # in its number; records without one have no number
    fields: ClassVar[Fields] = {}
    _written: ClassVar[dict[str, Field]] = {}
    blank: ClassVar[Mapping[str, None]] = {}  # a record of nothing
    serials: ClassVar[tuple[str, ...]] = ()  # the fields that hold its number
    columns: ClassVar[str] = ""  # of its table, as SQL names them, in the order of its fields
    _packed: ClassVar[tuple[int, ...]] = ()  # which of the cells are JSON
    _unpack: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}  # what reads a cell that is not as its value is
    indexes: ClassVar[tuple[str, ...]] = ()  # SQL expressions over its columns that its own queries look up by
    newest: ClassVar[str] = ""  # the field its lists run by, the newest first; what has one is found by the index
    # Fields that only a step writes (a count, an approval), no form and no sheet.
    stepwise: ClassVar[tuple[str, ...]] = ()

    world = Text("所属", derived=True)
    id = Text("标识", derived=True)
    created_at = Moment("录入时间", derived=True)
    created_by = Text("录入人", derived=True)
    voided = Text("作废原因")

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.data = dict(values)  # `values` is a field of the rule record

    def __init_subclass__(cls) -> None:
        first, *line = [base for base in reversed(cls.__mro__) if issubclass(base, Record)]
        listed = [vars(base).items() for base in (*line, first)]  # what every record has stands last
        cls.fields = {name: field for items in listed for name, field in items if isinstance(field, Field)}
        cls._written = {name: field for name, field in cls.fields.items() if not field.derived}
        cls.blank = dict.fromkeys(cls.fields)
        cls.serials = tuple(name for name, field in cls.fields.items() if isinstance(field, Serial))
        cls.columns = ", ".join(f'"{name}"' for name in cls.fields)
        cls._packed = tuple(place for place, field in enumerate(cls.fields.values()) if field.column == "JSON")
        cls._unpack = {name: READ[field.column] for name, field in cls.fields.items() if field.column in READ}
        for name, field in cls.fields.items():
            field.private = field.private or name in ALWAYS_PRIVATE

    def __repr__(self) -> str:
        return f"<{self.noun} {self.data.get('number') or self.id}>"  # never a name: logs carry no personal data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and (self.noun, self.data) == (other.noun, other.data)

    __hash__ = None  # type: ignore[assignment]  # a record may change: it is no key

    @classmethod
    def written(cls) -> dict[str, Field]:
        """The fields the journal may carry."""
        return cls._written

    @classmethod
    def read(cls, values: Mapping[str, Any], hint: Hint | None = None) -> dict[str, Any]:
        """Canonical values of what was typed; BadValue names the field's label first."""
        read = {}
        for name, value in values.items():
            field = cls.written().get(name)
            if field is None:
                raise BadValue(f"{cls.label}没有“{name}”这一项")
            try:
                read[name] = field.read(value, hint)
            except BadValue as bad:
                raise BadValue(f"{field.label}：{bad}") from None
        return read

    @classmethod
    def legible(cls, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What can be read already of what is being typed: half a date says nothing yet."""
        read = {}
        for name, value in typed.items():
            if name in cls.fields:
                with suppress(BadValue):
                    read[name] = cls.fields[name].read(value, Hint.today())
        return read

    @classmethod
    def missing(cls, values: Mapping[str, Any]) -> list[Field]:
        """The required fields that have no value."""
        return [field for name, field in cls.written().items() if field.required and values.get(name) is None]

    @classmethod
    def refuse_stepwise(cls, values: Mapping[str, Any]) -> None:
        """Raise BadInput where a new record is to begin with what only its steps write."""
        if said := [cls.fields[name].label for name in cls.stepwise if values.get(name)]:
            raise BadInput(f"{'、'.join(said)}不能随登记写入", then="先登记，再一步一步记")

    def cells(self) -> list[Any]:
        """The values as SQLite keeps them, in the order of `columns`."""
        cells = list(map(self.data.get, self.blank))
        for place in self._packed:
            if cells[place] is not None:
                cells[place] = PACK(cells[place])
        return cells

    def row(self) -> dict[str, Any]:
        """The same, each with its column's name."""
        return dict(zip(self.blank, self.cells(), strict=True))

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """The record of a row of its table."""
        return cls.from_cells(map(row.__getitem__, cls.blank))

    @classmethod
    def from_cells(cls, cells: Iterable[Any]) -> Self:
        """The same of the row's values, in the order of `columns`."""
        record = cls.__new__(cls)
        record.data = dict(zip(cls.blank, cells, strict=True))
        for name, read in cls._unpack.items():
            if (kept := record.data[name]) is not None:
                record.data[name] = read(kept)
        return record


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is absent."""
    return {name: value for name, value in values.items() if value is not None}


def short_number(number: str | None) -> str:
    """J0012 of 140405102-2026-J0012; "" of what has none."""
    return (number or "").rpartition("-")[2]


def new_id() -> str:
    """A UUIDv7 (RFC 9562 §5.7): ordered by the millisecond it was made in."""
    stamp = time.time_ns() // 1_000_000
    bits = (stamp & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10))
    bits = bits & ~(0xF << 76) | 0x7 << 76
    return str(UUID(int=bits & ~(0x3 << 62) | 0x2 << 62))


def id_of(*source: Any) -> str:
    """The uuid5 of what a program-made record is made from: the same source gives the same id on every PC."""
    return str(uuid5(NAMESPACE, PACK(source)))
