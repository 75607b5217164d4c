"""Rows of a sheet become records: which are new, which are known already, which differ from the roster (design §6).

A row's id is the uuid5 of its kind, its open values and its place among rows with the same open values; a known id
whose private part differs takes the next place. So the same ledger adds nothing twice, on one PC or on two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from lianluozhan import supervise
from lianluozhan.act import Act, acting
from lianluozhan.action import FROM_SHEET, VOID, VOIDED
from lianluozhan.activity import Activity, add_activity
from lianluozhan.appointment import Appointment, add_appointment
from lianluozhan.ballot import Ballot, add_ballot
from lianluozhan.deliberation import enter
from lianluozhan.deputy import Deputy
from lianluozhan.duty import NUMBERED, Duty, add_duty, number_session, of_visits
from lianluozhan.errors import NotAllowed
from lianluozhan.field import is_id
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.match import NAMED, known, match_later, matched
from lianluozhan.notice import Notice, add_notice
from lianluozhan.project import Project, add_project
from lianluozhan.readable import readable
from lianluozhan.reception import add_visit
from lianluozhan.record import Record, id_of, present
from lianluozhan.schedule import Schedule
from lianluozhan.sheet import Row, Told, counted
from lianluozhan.speaking import ADDED as OF_LAWS
from lianluozhan.store import Store
from lianluozhan.study import Study, add_study
from lianluozhan.table import VOIDED_TOO, split
from lianluozhan.tabled import TABLES, Table, check
from lianluozhan.undo import REASON, bring_back
from lianluozhan.visit import Visit

ADDED: Mapping[type[Record], Callable[..., None]] = supervise.ADDED | OF_LAWS | {
    Visit: add_visit, Duty: add_duty, Issue: enter, Appointment: add_appointment, Activity: add_activity, Ballot: add_ballot, Notice: add_notice, Project: add_project, Study: add_study,
}  # fmt: skip
ALIKE = {
    Visit: ("received_at", "visitor_name"), Duty: ("begin", "kind", "title"), Issue: ("registered_at", "raised_by"), Appointment: ("at", "name"), Schedule: ("date", "place"), Ballot: ("date", "deputy"), Notice: ("name", "posted_on"),
}  # fmt: skip
ONE_EACH = {Schedule: ("date", "begin", "place")}  # nobody receives twice at a place and hour
NOT_BY_SHEET = ("followup", "month", "note", "operator")  # facts and acts with rules of their own


def add_member(act: Act, cls: type[Record], id: str, values: Mapping[str, Any]) -> None:
    """Add a deputy, an organ or a place by hand; the records that named it as text name it as a record from now on."""
    act.write(cls, id, matched(act, cls, values))
    match_new(act, cls.noun, {values["name"]: id})


def add_plain(act: Act, cls: type[Record], id: str, values: dict[str, Any]) -> None:
    """Add a record from which nothing else follows."""
    act.write(cls, id, matched(act, cls, values))


def match_new(act: Act, noun: str, new: Mapping[str, str], chosen: bool = False) -> int:
    """Give records that name these as text the references {name: id}, also between two of one name where a person has
    `chosen`; returns how many records changed."""
    changed = match_later(act, noun, new, of_visits, chosen)
    for record in changed:
        if isinstance(record, Visit):  # a place that was matched makes it another session
            number_session(act, record, act.once(NUMBERED, set))
    return len(changed)


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
            (Table if cls in TABLES else _Intake)(act, cls, taken).take(
                rows if told is None or cls in TABLES else counted(rows, len(rows), told)
            )
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
        self.alike: dict[str, set[tuple]] = {}
        self.roster = self._roster()
        self.added: list[tuple[str, str]] = []  # (name, id)

    def take(self, rows: Sequence[Row]) -> None:
        for row in rows:
            values = present(row.values)
            number = values.pop("number", None)
            if (own := self._own(values, number or values.get("paper_number") or "")) is not None:
                self._returned(row, values, own)
                continue
            if number:
                self.taken.warnings.append(f"{row.where}：编号“{number}”不是这里给的，没有录，另给新号")
            id, held = self._identify(values)
            self.claimed.add(id)
            if held:
                self._again(self.act.store.get(self.cls, (self.act.store.identity.world, id)))
            elif values.get("name") in self.roster:
                self._compare(row, values)
            else:
                self._add(row, id, values)
        names = Counter(name for name, _id in self.added)
        new = {name: id for name, id in self.added if names[name] == 1}
        if new and self.cls.noun in NAMED:
            match_new(self.act, self.cls.noun, new)

    def _own(self, values: Mapping[str, Any], number: str) -> Record | None:
        """The record whose number the row bears, or of which there is one for each of some values: the sheet was listed from
        here, and comes back."""
        world, keys = self.act.store.identity.world, ONE_EACH.get(self.cls, ())
        where = f"id IN (SELECT id FROM numbered WHERE prefix=? AND serial=? AND number=?) AND world=? AND {VOIDED_TOO}"
        params = (*split(number), number, world)
        if keys:
            typed = matched(self.act, self.cls, values)
            where = " AND ".join((*(f"{key} IS ?" for key in keys), "world=?"))
            params = (*map(typed.get, keys), world)
        found = self.act.store.find(self.cls, where, params) if number or keys else ()
        return next(iter(found), None)

    def _returned(self, row: Row, values: Mapping[str, Any], held: Record) -> None:
        """A row of our own that comes back is no new one; what is written otherwise there changes nothing, and is told."""
        typed = matched(self.act, self.cls, {name: value for name, value in values.items() if name != "paper_number"})
        differing = self._otherwise(typed, held)
        told = f"{row.where} {held.data.get('number') or ''}：{'、'.join(differing)}与登记的不同，没有改动；真要改，请在那一条上改"
        self.taken.differ += [told] if differing else []
        self.taken.same += not differing

    def _again(self, record: Record) -> None:
        """A row that is known: what was taken back comes again, what was voided for a reason stays voided."""
        if taken_back := REASON in (record.voided, *self._voiding(record)):
            bring_back(self.act, record)
        self.taken.back += taken_back
        self.taken.new += taken_back
        self.taken.same += not taken_back
        self.taken.voided += record.voided is not None and not taken_back

    def _voiding(self, record: Record) -> list[str]:
        """The reasons an issue's own 作废 gives; its record says only that there is one."""
        facts = (
            self.act.store.find(Followup, "issue=? AND action=?", (record.id, VOID.word))
            if record.voided == VOIDED
            else []
        )
        return [fact.reason for fact in facts[-1:]]

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
            held = self._made_with(id, open_values.keys())
            if not held:
                return id, False
            if None in held or private in held:  # an erased one counts as known
                return id, True

    def _made_with(self, id: str, names: Set[str]) -> list[dict[str, Any] | None]:
        """The private values a record was made with, on each PC that made it; None where they are gone."""
        about = (id, self.cls.noun, self.act.store.identity.world)
        entries = self.act.store.entries("id=? AND kind=? AND world=?", about)
        return [entry.secret for entry in entries if entry.body["set"].keys() >= names]  # else it is an amendment

    def _roster(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.act.store.find(self.cls) if self.cls.noun in NAMED else ():
            found.setdefault(record.name, []).append(record)
        return found

    def _compare(self, row: Row, values: Mapping[str, Any]) -> None:
        """A row about somebody the roster has: the same as far as it goes, or different, which changes nothing."""
        typed = matched(self.act, self.cls, values)
        differing = [self._otherwise(typed, held) for held in self.roster[values["name"]]]
        self.taken.same += [] in differing
        if [] not in differing:
            labels = "、".join(min(differing, key=len))
            self.taken.differ.append(f"{row.where} {values['name']}：与名册里的{labels}不同，没有改动名册")

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
            if len(alike := [called for called in ids if called.startswith(f"{name}（")]) > 1:
                self.taken.warnings.append(
                    f"{row.where}：名册里叫“{name}”的有 {len(alike)} 位，先照写；写明是哪一位才算：{'、'.join(alike)}"
                )
            if name not in ids:
                self.taken.unmatched[name] = self.taken.unmatched.get(name, 0) + 1

    def _is_alike(self, values: Mapping[str, Any]) -> bool:
        keys = ALIKE.get(self.cls)
        if not keys or values.get(keys[1]) is None:
            return False
        day = values[keys[0]][:10]
        if day not in self.alike:
            held = self.act.store.find(self.cls, f"substr({keys[0]}, 1, 10)=?", (day,))
            self.alike[day] = {tuple(record.data[key] for key in keys[1:]) for record in held}
        return tuple(values.get(key) for key in keys[1:]) in self.alike[day]


def _names(cls: type[Record], values: Mapping[str, Any]) -> Iterator[str]:
    for name, one in cls.fields.items():
        if one.of == "deputy" and isinstance(values.get(name), list):
            yield from (part for part in values[name] if not is_id(part))
