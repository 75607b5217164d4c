"""换届: the old term's deputies leave or stay, the new list comes in, and open issues of those who left get a new 联系代表.

One act makes the roster of the new term out of its list; a second gives issues new deputies. Nothing the old term did is
written anew: its duties, points and papers name the same people as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.action import OPEN, SUGGESTION
from lianluozhan.deputy import Deputy, in_office, rank, told_apart
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.issue import Issue
from lianluozhan.match import roster
from lianluozhan.note import remark
from lianluozhan.readable import readable, title_of
from lianluozhan.record import new_id, present
from lianluozhan.store import Store
from lianluozhan.table import Key, by_id
from lianluozhan.visit import Visit

TERM = "换届"  # the reason of leaving, and what the act is called
FIXED = ("left_on", "left_reason", "terms")  # a list does not say these; the act does


class Change(NamedTuple):
    """The roster of a new term, before it is written: whom it keeps with what is new of them, whom it brings, who leaves,
    who stays for another level only; `notes` are what a person should look at."""

    term: str
    on: str
    stay: tuple[tuple[Deputy, Mapping[str, Any]], ...]
    new: tuple[Mapping[str, Any], ...]
    leave: tuple[Deputy, ...]
    other: tuple[tuple[Deputy, Mapping[str, Any]], ...]
    notes: tuple[str, ...]


def foresee(store: Store, rows: Iterable[Mapping[str, Any]], term: str, on: str) -> Change:
    """What the list of a new term makes of the roster on its first day; nothing is written. Raises BadInput, NotAllowed.

    Those of the levels the list is about leave unless it has them; who is a deputy of another level too stays as that.
    """
    term, people = term.strip(), [{name: value for name, value in row.items() if name not in FIXED} for row in rows]
    _check(store, people, term)
    levels = {level for one in people for level in one.get("levels") or ()}
    here = [one for one in roster(store, Deputy) if in_office(one, on)]
    stay, new = [], []
    for one in people:
        held = _same(one, here)
        if held is None:
            new.append(present({"elected_on": on} | one | {"terms": [term]}))
        else:
            kept = {"terms": list(dict.fromkeys([*(held.terms or ()), term]))} | {
                k: v for k, v in one.items() if k not in ("elected_on", "name")
            }
            kept |= {"levels": _joined(held.levels, one["levels"], levels)} if one.get("levels") else {}
            stay.append((held, {name: value for name, value in kept.items() if held.data.get(name) != value}))
    known = {held.id for held, _values in stay}
    gone = [one for one in here if one.id not in known and (not levels or not one.levels or levels & set(one.levels))]
    leave = [one for one in gone if not set(one.levels or ()) - levels or not levels]
    other = [
        (one, {"levels": [level for level in one.levels if level not in levels]}) for one in gone if one not in leave
    ]
    if not new and not leave and not other and not any(values for _held, values in stay):
        raise NotAllowed("名册已经是这一份了，没有要改的", then="请核对是不是选错了表")
    notes = [f"{one.name}还是{'、'.join(values['levels'])}代表，留在名册里" for one, values in other]
    notes += [f"{one.name}没有写级别，按离任算" for one in leave if levels and not one.levels]
    return Change(term, on, tuple(stay), tuple(new), tuple(sorted(leave, key=rank)), tuple(other), tuple(notes))


def _check(store: Store, people: Sequence[Mapping[str, Any]], term: str) -> None:
    if not term:
        raise BadInput("没有写是哪一届", then="请写届次，如 第十九届")
    if not people:
        raise BadInput("新一届的名单是空的", then="请选新一届代表的花名册")
    often = Counter((one["name"], one.get("birth_month")) for one in people)
    if twice := [name for (name, _born), times in often.items() if times > 1]:
        raise BadInput(f"名单里有两位{'、'.join(twice)}", then="请在表里写明出生年月，再来一次")
    if others := [one for one in store.find(Deputy) if one.world != store.identity.world and term in (one.terms or ())]:
        raise NotAllowed(f"{term}的名册是区里发来的（{len(others)} 名），不用再录", then="名册不对，请区里改好带回来")


def _same(row: Mapping[str, Any], here: Iterable[Deputy]) -> Deputy | None:
    """The deputy in office a row of the list is: of this name, and born when it says, where both say."""
    born = row.get("birth_month")
    found = [
        one for one in here if one.name == row["name"] and (not born or not one.birth_month or one.birth_month == born)
    ]
    if len(found) > 1:
        raise BadInput(
            f"名册里有 {len(found)} 位{row['name']}，不知道连任的是哪一位",
            then="请在名单和名册里都写明出生年月，再来一次",
        )
    return found[0] if found else None


def _joined(held: Sequence[str] | None, new: Sequence[str], levels: Iterable[str]) -> list[str]:
    """The levels a re-elected deputy has: the list's, and those it is not about."""
    every = [*(level for level in held or () if level not in levels), *new]
    return [level for level in Deputy.levels.choices if level in every]


def begin_term(act: Act, change: Change) -> int:
    """换届: write the roster of the new term in one act; returns how many deputies it brings."""
    foreign = [
        one.name
        for one in (*change.leave, *(one for one, _values in (*change.stay, *change.other)))
        if one.world != act.store.identity.world
    ]
    if foreign:
        raise NotAllowed(
            f"名册是区里发来的（{foreign[0]}等），站里不能{TERM}", then=f"请区里{TERM}，下次带回来就是新的名册"
        )
    for held, values in (*change.stay, *change.other):
        if values:
            act.write(Deputy, held.id, values, held.world)
            remark(act, held, "更正", f"{TERM}：{change.term}")
    for one in change.leave:
        act.amend(one, {"left_on": change.on, "left_reason": TERM})
    for values in change.new:
        act.write(Deputy, new_id(), values)
    return len(change.new)


# -- the open issues of those who left


class Heir(NamedTuple):
    """An open issue whose 联系代表 left: who, and who is proposed in their stead, with why; no one where nothing says it."""

    key: Key
    number: str
    title: str
    old: str  # ids
    old_name: str
    new: str
    why: str


def heirs(store: Store) -> list[Heir]:
    """The open issues, own suggestions of deputies apart, with a 联系代表 no longer in office today, each with a proposal."""
    today = clock.day()
    people = {one.id: one for one in store.find(Deputy)}
    here = sorted((one for one in people.values() if in_office(one, today)), key=rank)
    where = f"world=? AND state IN ({', '.join('?' * len(OPEN))}) AND kind IS NOT ?"
    found = store.find(Issue, where, (store.identity.world, *OPEN, SUGGESTION), "number")
    visits = by_id(store, Visit, {id for one in found for id in one.visits or ()})
    names, made = told_apart(people.values()), []
    given: Counter[str] = Counter()
    for issue, row in zip(found, readable(store, Issue, found), strict=True):
        homes = [visits[id].visitor_address for id in issue.visits or () if id in visits]
        said = " ".join(filter(None, (issue.location, issue.raiser_address, *homes)))
        for id in _deputies(issue):
            if id in people and not in_office(people[id], today):
                new, why = _proposal(people[id], said, sorted(here, key=lambda one: given[one.id]))
                given.update([new.id] if new else [])
                which = (issue.world, issue.id)
                made.append(Heir(which, issue.number, title_of(row), id, names[id], new.id if new else "", why))
    return made


def _deputies(issue: Issue) -> list[str]:
    return list(dict.fromkeys(filter(None, (issue.lead_deputy, *(issue.deputies or ())))))


def _proposal(old: Deputy, said: str, here: Iterable[Deputy]) -> tuple[Deputy | None, str]:
    """Who is in touch with the village it is about, else who has the district, else who is in the group; of several the
    first, who has been proposed least."""
    for one in here:
        if village := next((word for word in one.villages or () if word in said), None):
            return one, f"联系{village}"
    for label, name in ((Deputy.district.label, "district"), (Deputy.group.label, "group")):
        if old.data[name] and (alike := next((one for one in here if one.data[name] == old.data[name]), None)):
            return alike, f"同一{label}"
    return None, ""


def give(act: Act, chosen: Mapping[tuple[Key, str], str]) -> int:
    """Give issues new deputies: {(issue, who left): who follows}; returns how many issues changed. Raises NotAllowed."""
    store, today = act.store, clock.day()
    people = {one.id: one for one in store.find(Deputy)}
    by_issue: dict[Key, dict[str, str]] = {}
    for (key, old), new in chosen.items():
        if new not in people or not in_office(people[new], today):
            raise NotAllowed(
                f"{people[new].name if new in people else new}不在任，不能当联系代表", then="请另选一位在任的代表"
            )
        by_issue.setdefault(key, {})[old] = new
    for key, instead in by_issue.items():
        issue = store.the(Issue, key)
        values = {"lead_deputy": instead.get(issue.lead_deputy, issue.lead_deputy)}
        values["deputies"] = list(dict.fromkeys(instead.get(one, one) for one in issue.deputies or ())) or None
        act.write(
            Issue, issue.id, {name: value for name, value in values.items() if value != issue.data[name]}, issue.world
        )
        names = "、".join(f"{people[old].name}改为{people[new].name}" for old, new in instead.items())
        remark(act, issue, "更正", f"{TERM}，联系代表由{names}")
    return len(by_issue)
