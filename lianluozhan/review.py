"""审核 of a duty: 初审, 复核, 退回 are facts beside it; where it stands follows from those that had seen it as it is now.

Whoever changes a duty after a review makes it wait for another one: what was read is no longer what stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.deadline import Rule
from lianluozhan.duty import Duty, is_session, origin
from lianluozhan.errors import BadInput, NotAllowed, read_as_input
from lianluozhan.fact import Fact, fact_of, ordered, seen_last
from lianluozhan.note import Note
from lianluozhan.points import FIRST, REGISTERED, RETURNED, RULE, SECOND, STEPS, PointTable, table_of
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.table import Key, Touched, all_entries, chunks, records, update

ACTIONS = (*STEPS, RETURNED)
OWNERS_OWN = ("更正",)  # notes only the side that owns a record writes: why it was amended


class Stand(NamedTuple):
    """Where a duty stands, by whom, and the fact that says so."""

    state: str
    reviewer: str | None = None
    fact: str | None = None


def stand(steps: Collection[str], facts: Iterable[Fact]) -> Stand:
    """Where the facts of one duty, in order, bring it. A step that is not due, or by the same person again, does nothing."""
    now = Stand(REGISTERED)
    for fact in facts:
        action, by = fact.values["action"], fact.values.get("acted_by") or ""
        second = action == SECOND and (FIRST not in steps or (now.state == FIRST and now.reviewer != by))
        if action == RETURNED or (action in steps and (second or (action == FIRST and now.state != SECOND))):
            now = Stand(action, by, fact.id)
    return now


# -- acts


def review(act: Act, duty: Duty, action: str, typed: Mapping[str, Any]) -> Stand:
    """Take a duty a step further in its review, or send it back with the reason."""
    steps = table_of(act.store, duty.begin[:4]).review
    _check(duty, action, steps)
    values = _said(typed)
    by = values.get("acted_by") or act.operator
    if not by:
        raise BadInput("没有写是谁审的", then="请写经办人")
    if action == SECOND and FIRST in steps and by == duty.reviewer:
        raise NotAllowed(f"{FIRST}是{by}做的，{SECOND}要换一个人", then="请由另一位来做")
    if action == RETURNED and not values.get("text"):
        raise BadInput("退回要写明原因，登记的人才知道改什么", then="请写内容")
    written = {"about": duty.id, "acted_on": clock.day(), **values, "action": action, "acted_by": by}
    id = new_id()
    act.write(Note, id, {name: value for name, value in written.items() if value is not None}, duty.world)
    return Stand(action, by, id)


def _said(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is said beside the step: words, day, who."""
    for name in typed.keys() - {"text", "acted_on", "acted_by"}:
        raise BadInput(
            f"审核没有“{name}”这一项", then=f"可写：{Note.text.label}、{Note.acted_on.label}、{Note.acted_by.label}"
        )
    with read_as_input():
        return Note.read(typed)


def _check(duty: Duty, action: str, steps: Sequence[str]) -> None:
    if not steps:
        raise NotAllowed(f"{duty.begin[:4]} 年的履职不用审核", then=f"要审核的话，由区里在{RULE}规则里写 review")
    if action not in (*steps, RETURNED):
        raise BadInput(f"履职没有“{action}”这一步", then=f"可写：{'、'.join((*steps, RETURNED))}")
    if duty.voided or is_session(duty):
        raise NotAllowed("这一条已经作废" if duty.voided else "这条履职由接待自动登记，不用审核")
    if duty.state == action or (action in steps and duty.state == steps[-1]):
        raise NotAllowed(f"这一条已经{duty.state}")
    if action == SECOND and FIRST in steps and duty.state != FIRST:
        raise NotAllowed(f"还没有{FIRST}", then=f"请先{FIRST}")


def decided(store: Store, duties: Iterable[Duty]) -> dict[str, Fact]:
    """{duty: the fact it stands by} of duties that were reviewed or sent back; its words say why."""
    held = {(duty.world, duty.id): duty for duty in duties}
    found: dict[str, Fact] = {}
    for key, facts in _facts(store, held).items():
        by = stand(table_of(store, held[key].begin[:4]).review, facts).fact
        found.update((key[1], fact) for fact in facts if fact.id == by)
    return found


# -- what follows


def derive_duties(store: Store, touched: Touched) -> None:
    """Bring what is not written of duties up to date: where they stand in their review, and the theme of sessions."""
    keys, tables = _concerned(store, touched), {}
    now = dict(records(store, Duty, keys))
    for year in {_year(duty) for duty in now.values()}:
        tables[year] = table_of(store, year)
    facts = _facts(store, {key for key, duty in now.items() if tables[_year(duty)].review and not is_session(duty)})
    for key, duty in now.items():
        table = tables[_year(duty)]
        found = stand(table.review, facts.get(key, ()))
        changed = {"state": found.state, "reviewer": found.reviewer, "theme": _theme(duty, table)}
        if any(duty.data.get(name) != value for name, value in changed.items()):
            touched.before.setdefault("duty", {}).setdefault(key, duty)
            update(store, Duty(duty.data | changed))


def _year(duty: Duty) -> str:
    return (duty.begin or "0000")[:4]


def _theme(duty: Duty, table: PointTable) -> str | None:
    return table.theme(duty.kind) if origin(duty) else duty.theme


def _concerned(store: Store, touched: Touched) -> set[Key]:
    """The duties that were touched or are reviewed by touched notes; all of them where a table of points was."""
    changed = [
        *touched.before.get("rule", {}).values(),
        *(rule for _key, rule in records(store, Rule, touched.keys("rule"))),
    ]
    if any(rule is not None and rule.name == RULE for rule in changed):
        return set(store.db.execute("SELECT world, id FROM duty"))
    notes = [
        *touched.before.get("note", {}).values(),
        *(note for _key, note in records(store, Note, touched.keys("note"))),
    ]
    return touched.keys("duty") | {
        (note.world, note.about) for note in notes if note is not None and note.action in ACTIONS
    }


def _facts(store: Store, keys: Collection[Key]) -> dict[Key, list[Fact]]:
    """{duty: its reviews in order}, without those that had not seen the duty as it is now."""
    about: dict[Key, Key] = {}
    for marks, ids in chunks({id for _world, id in keys}):
        where = f"about IN ({marks}) AND action IN ({', '.join('?' * len(ACTIONS))})"
        for note in store.find(Note, where, (*ids, *ACTIONS)):
            if (note.world, note.about) in keys:
                about[note.world, note.id] = note.world, note.about
    now = {
        key: [e.place for e in entries] for key, entries in all_entries(store, Duty.noun, set(about.values())).items()
    }
    found: dict[Key, list[Fact]] = {}
    for key, entries in all_entries(store, Note.noun, about).items():
        fact = fact_of(min(entries, key=lambda entry: entry.order), store.opens)
        if all(store.seen.saw((fact.stream, fact.seq), place) for place in now.get(about[key], ())):
            found.setdefault(about[key], []).append(fact)
    return {
        key: ordered(seen_last(facts, lambda a, b: store.seen.saw((a.stream, a.seq), (b.stream, b.seq))))
        for key, facts in found.items()
    }
