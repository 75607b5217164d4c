"""Rows of which each key has one record: a day of the calendar, a rule of a year; other words for it are its new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lianluozhan import almanac, rulebook
from lianluozhan.act import LOCAL, Act
from lianluozhan.action import STATION_ROLE
from lianluozhan.calendar import CalendarDay
from lianluozhan.deadline import Rule
from lianluozhan.errors import BadRow, BadRows
from lianluozhan.record import Record, id_of, present
from lianluozhan.sheet import Row

if TYPE_CHECKING:
    from lianluozhan.intake import Taken


class Known(NamedTuple):
    """A kind of which there is one record for each key: the fields of the key, what cannot be, what looks odd."""

    keys: tuple[str, ...]
    faults: Callable[[Sequence[Mapping[str, Any]]], list[almanac.Fault]]
    cautions: Callable[[Sequence[Mapping[str, Any]]], Iterable[str]] = lambda rows: ()


TABLES = {
    CalendarDay: Known(("date",), almanac.faults, almanac.cautions),
    Rule: Known(("name", "year"), rulebook.faults),
}


def check(cls: type[Record], rows: Sequence[Row]) -> list[str]:
    """A notice or a rule that cannot be is refused whole, before anything is counted by it; gives what looks odd. Raises BadRows."""
    values = [row.values for row in rows]
    bad = TABLES[cls].faults(values)
    labels = {name: field.label for name, field in cls.fields.items()}
    if bad:
        where = [(rows[one.place], one) for one in bad]
        refusal = BadRows(
            [BadRow(row.sheet, row.row, labels.get(one.field, one.field), one.value, one.reason) for row, one in where]
        )
        refusal.then = "有一行不对就整份不收，请改好再导一次"
        raise refusal
    return list(TABLES[cls].cautions(values))


class Table:
    """Takes such rows in, in the world they hold for."""

    def __init__(self, act: Act, cls: type[Record], taken: Taken) -> None:
        self.act, self.cls, self.taken = act, cls, taken
        own = act.store.identity
        self.world = LOCAL if own.role == STATION_ROLE else own.world  # a station's holds until its district's comes

    def take(self, rows: Sequence[Row]) -> None:
        """Write what is new or otherwise."""
        written: dict[str, dict[str, Any]] = {}
        for row in rows:
            key = [row.values.get(name) for name in TABLES[self.cls].keys]
            written[id_of(self.cls.noun, self.act.store.identity.world, *key)] = present(row.values)
        self.taken.same += len(rows) - len(written)
        for id, values in written.items():
            self._write(id, values, self.act.store.get(self.cls, (self.world, id)))

    def _write(self, id: str, values: dict[str, Any], held: Record | None) -> None:
        if held is None:
            self.act.write(self.cls, id, values, self.world)
            self.taken.new += 1
            return
        changed = {
            name: values.get(name)
            for name in self.cls.written()
            if name != "voided" and values.get(name) != held.data[name]
        }
        changed |= {"voided": None} if held.voided else {}  # what stands in the file holds
        if changed:
            self.act.write(self.cls, id, changed, self.world)
            self.taken.changed += 1
        else:
            self.taken.same += 1
