"""Rows of a sheet become records: which are new, which are known already, which differ from the roster (design §6).

A row's id is the uuid5 of its kind, its open values and its place among rows with the same open values; a known id
whose private part differs takes the next place. So the same ledger adds nothing twice, on one PC or on two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lianluozhan.act import Act, acting
from lianluozhan.action import FROM_SHEET, VOID, VOIDED
from lianluozhan.adding import ADDED, add_plain, match_new
from lianluozhan.appointment import Appointment
from lianluozhan.ballot import Ballot
from lianluozhan.deputy import Deputy
from lianluozhan.duty import Duty
from lianluozhan.errors import NotAllowed
from lianluozhan.field import is_id
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.match import NAMED, known, matched
from lianluozhan.notice import Notice
from lianluozhan.readable import readable
from lianluozhan.record import Record, id_of, present
from lianluozhan.schedule import Schedule
from lianluozhan.sheet import Row, Told, counted
from lianluozhan.store import Store
from lianluozhan.table import VOIDED_TOO, split
from lianluozhan.tabled import TABLES, Table, check
from lianluozhan.undo import REASON, bring_back
from lianluozhan.visit import Visit


class Alike(NamedTuple):
    """By which fields two records of one day are about the same person or matter; of one that has no first, nothing is said."""

    day: str
    by: tuple[str, ...]


ALIKE = {
    Visit: Alike("received_at", ("visitor_name",)),
    Duty: Alike("begin", ("kind", "title")),
    Issue: Alike("registered_at", ("raised_by",)),
    Appointment: Alike("at", ("name",)),
    Schedule: Alike("date", ("place",)),
    Ballot: Alike("date", ("deputy",)),
    Notice: Alike("name", ("posted_on",)),
}
# Nobody receives twice at a place and hour.
ONE_EACH: Mapping[type[Record], tuple[str, ...]] = {Schedule: ("date", "begin", "place")}
NOT_BY_SHEET = ("followup", "month", "note", "operator")  # facts and acts with rules of their own


@dataclass
class Taken:
    """What became of the rows: counts, and what a person should look at."""

    new: int = 0
    same: int = 0
    voided: int = 0  # of the same: they stay voided
    back: int = 0  # of the new: they had been taken back, and stand again under their number
    changed: int = 0  # of a table: the key was there, with other words
    differ: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    unmatched: dict[str, int] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)  # {kind: records}, with all that arises from the rows
    told: list[str] = field(default_factory=list)  # what the program did because of them


class _DryRun(Exception):
    """Leaves the transaction of a trial undone."""


def refuse(cls: type[Record]) -> None:
    """Raise NotAllowed of a kind that comes by no sheet."""
    if cls.noun in NOT_BY_SHEET:
        raise NotAllowed(f"{cls.label}不能整表录入", then="办理请用 follow，批注请用界面")


def take(
    store: Store,
    cls: type[Record],
    rows: Sequence[Row],
    operator: str = "",
    *,
    dry_run: bool = False,
    told: Told | None = None,
) -> Taken:
    """Add complete rows as records in one act: all of them or none. With `dry_run` only say what would happen; `told` hears how
    many rows are done of how many, and what it raises undoes all."""
    refuse(cls)
    taken = Taken()
    if cls in TABLES:
        taken.warnings += check(cls, rows)
    try:
        with acting(store, f"add {cls.noun}", operator) as act:
            if cls in TABLES:
                Table(act, cls, taken).take(rows)
            else:
                _Intake(act, cls, taken).take(rows if told is None else counted(rows, len(rows), told))
            taken.written = act.records()
            act.end()
            taken.told = act.told
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return taken


class _Intake:
    """One act of many rows; holds what is asked again and again."""

    def __init__(self, act: Act, cls: type[Record], taken: Taken) -> None:
        self.act, self.cls, self.taken = act, cls, taken
        self.claimed: set[str] = set()
        self.alike: dict[str, set[tuple[Any, ...]]] = {}  # by day: what ALIKE says of the records that were there
        self.roster = self._roster()
        self.added: list[tuple[str, str]] = []  # (name, id)

    def take(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._row(row)
        names = Counter(name for name, _id in self.added)
        new = {name: id for name, id in self.added if names[name] == 1}
        if new and self.cls.noun in NAMED:
            match_new(self.act, self.cls.noun, new)

    def _row(self, row: Row) -> None:
        values = present(row.values)
        number = values.pop("number", None)
        own = self._own(values, number or values.get("paper_number") or "")
        if own is not None:
            self._returned(row, values, own)
            return
        if number:
            self.taken.warnings.append(f"{row.where}：编号“{number}”不是这里给的，没有录，另给新号")
        id, held = self._identify(values)
        self.claimed.add(id)
        if held:
            self._again(self.act.store.the(self.cls, (self.act.store.identity.world, id)))
        elif values.get("name") in self.roster:
            self._compare(row, values)
        else:
            self._add(row, id, values)

    def _own(self, values: Mapping[str, Any], number: str) -> Record | None:
        """The record whose number the row bears, or of which there is one for each of some values: the sheet was listed from
        here, and comes back."""
        store, world = self.act.store, self.act.store.identity.world
        if keys := ONE_EACH.get(self.cls):
            typed = matched(self.act, self.cls, values)
            where = " AND ".join(f"{key} IS ?" for key in keys)
            found = store.find(self.cls, f"{where} AND world=?", (*map(typed.get, keys), world))
        elif number:
            where = "id IN (SELECT id FROM numbered WHERE prefix=? AND serial=? AND number=?)"
            found = store.find(self.cls, f"{where} AND world=? AND {VOIDED_TOO}", (*split(number), number, world))
        else:
            return None
        return found[0] if found else None

    def _returned(self, row: Row, values: Mapping[str, Any], held: Record) -> None:
        """A row of our own that comes back is no new one; what is written otherwise there changes nothing, and is told."""
        typed = matched(self.act, self.cls, {name: value for name, value in values.items() if name != "paper_number"})
        differing = self._otherwise(typed, held)
        if not differing:
            self.taken.same += 1
            return
        which = f"{row.where} {held.data.get('number') or ''}"
        self.taken.differ.append(f"{which}：{'、'.join(differing)}与登记的不同，没有改动；真要改，请在那一条上改")

    def _again(self, record: Record) -> None:
        """A row that is known: what was taken back comes again, what was voided for a reason stays voided."""
        if REASON in (record.voided, _voiding(self.act.store, record)):
            bring_back(self.act, record)
            self.taken.back += 1
            self.taken.new += 1
            return
        self.taken.same += 1
        if record.voided is not None:
            self.taken.voided += 1

    def _add(self, row: Row, id: str, values: dict[str, Any]) -> None:
        self._warn(row, values)
        if self.cls in ADDED:
            ADDED[self.cls](self.act, id, values, FROM_SHEET)
        else:
            add_plain(self.act, self.cls, id, values)
        if "name" in values:
            self.added.append((values["name"], id))
        self.taken.new += 1

    def _identify(self, values: Mapping[str, Any]) -> tuple[str, bool]:
        """The row's id, and whether a record has it already."""
        fields = self.cls.fields
        open_values = {name: value for name, value in values.items() if not fields[name].private}
        private = {name: value for name, value in values.items() if fields[name].private}
        world, place = self.act.store.identity.world, 0
        while True:
            place += 1
            id = id_of(self.cls.noun, world, open_values, place)
            if id in self.claimed:
                continue
            held = _made_with(self.act.store, self.cls, id, open_values.keys())
            if not held:
                return id, False
            if None in held or private in held:  # an erased one counts as known
                return id, True

    def _roster(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.act.store.find(self.cls) if self.cls.noun in NAMED else ():
            found.setdefault(record.data["name"], []).append(record)
        return found

    def _compare(self, row: Row, values: Mapping[str, Any]) -> None:
        """A row about somebody the roster has: the same as far as it goes, or different, which changes nothing."""
        typed = matched(self.act, self.cls, values)
        differing = [self._otherwise(typed, held) for held in self.roster[values["name"]]]
        if [] in differing:
            self.taken.same += 1
            return
        fewest = min(differing, key=len)
        self.taken.differ.append(f"{row.where} {values['name']}：与名册里的{'、'.join(fewest)}不同，没有改动名册")

    def _otherwise(self, typed: Mapping[str, Any], held: Record) -> list[str]:
        """The labels of what is written otherwise, also than people read it."""
        other = [name for name, value in typed.items() if held.data.get(name) != value]
        told = readable(self.act.store, self.cls, [held])[0] if other else {}
        return [self.cls.fields[name].label for name in other if told[name] != typed[name]]

    def _warn(self, row: Row, values: Mapping[str, Any]) -> None:
        if self._is_alike(values):
            self.taken.warnings.append(
                f"{row.where}：已有同一天、同一人或同一事的一条，这一行另作一条录入，请核对是否重复"
            )
        for name in _names(self.cls, values):
            ids = self.act.once(Deputy.noun, lambda: known(self.act.store, Deputy.noun))
            alike = [called for called in ids if called.startswith(f"{name}（")]
            if len(alike) > 1:
                which = f"名册里叫“{name}”的有 {len(alike)} 位"
                told = f"{row.where}：{which}，先照写；写明是哪一位才算：{'、'.join(alike)}"
                self.taken.warnings.append(told)
            if name not in ids:
                self.taken.unmatched[name] = self.taken.unmatched.get(name, 0) + 1

    def _is_alike(self, values: Mapping[str, Any]) -> bool:
        alike = ALIKE.get(self.cls)
        if alike is None or values.get(alike.by[0]) is None:
            return False
        day = values[alike.day][:10]
        if day not in self.alike:
            held = self.act.store.find(self.cls, f"substr({alike.day}, 1, 10)=?", (day,))
            self.alike[day] = {tuple(record.data[key] for key in alike.by) for record in held}
        return tuple(map(values.get, alike.by)) in self.alike[day]


def _names(cls: type[Record], values: Mapping[str, Any]) -> Iterator[str]:
    for name, one in cls.fields.items():
        if one.of == "deputy" and isinstance(values.get(name), list):
            yield from (part for part in values[name] if not is_id(part))


def _voiding(store: Store, record: Record) -> str | None:
    """The reason an issue's own 作废 gives; its record says only that there is one."""
    if record.voided != VOIDED:
        return None
    facts = store.find(Followup, "issue=? AND action=?", (record.id, VOID.word))
    return facts[-1].reason if facts else None


def _made_with(store: Store, cls: type[Record], id: str, names: Set[str]) -> list[dict[str, Any] | None]:
    """The private values a record was made with, on each PC that made it; None where they are gone."""
    entries = store.entries("id=? AND kind=? AND world=?", (id, cls.noun, store.identity.world))
    return [entry.secret for entry in entries if entry.body["set"].keys() >= names]  # else it is an amendment
