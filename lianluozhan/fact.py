"""The facts of an issue in the one order every folder finds: by what their writers had seen, never first by a clock.

Source: design.md §6, "Facts". A 更正 names the earlier fact's id in `to` and restates it: what it fills in besides its
own `to`, `how` and `reason` takes the place of the earlier value, `acted_on` and `acted_by` too; with `how` 作废 the
earlier fact is taken out. A later 更正 of the same fact goes over it. A 更正 with `how` 作废 may name a 更正 too: then all
is as if that one had never been written (撤销 of a 撤销). Only its own side's facts can be corrected.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter
from typing import Any

from lianluozhan.action import (
    ANSWER,
    ANSWERED,
    CORRECT,
    DROP,
    HANDLING,
    JOIN,
    PAUSED,
    RECOUNT,
    REPORTED,
    TRACK,
    Action,
    Values,
    action_of,
)
from lianluozhan.deadline import RATING
from lianluozhan.journal import Entry
from lianluozhan.record import id_of

NOT_RESTATED = frozenset(("issue", "action", "to", "how", "reason", "voided"))  # a 更正 has these for itself


def born_with(issue_id: str) -> str:
    """The fact an issue is born with has the same id on every PC."""
    return id_of("followup", issue_id)


@dataclass(frozen=True, slots=True)
class Fact:
    """One follow-up as its entry has it. `role`: station or district; private values may be absent (masked)."""

    id: str
    at: str
    stream: str
    seq: int
    role: str
    values: Values = field(hash=False)
    # Its row of the table; None where only a newer program knows it.
    action: Action | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "action", action_of(self.values.get("action")))

    def __hash__(self) -> int:
        return hash((self.stream, self.seq))

    @property
    def day(self) -> str:
        """The day it happened; for one that names none, the day it was written."""
        return (self.values.get("acted_on") or self.at)[:10]

    @property
    def targets(self) -> list[str]:
        """What it is directed at: people, an issue, an earlier fact."""
        to = self.values.get("to") or ()
        return [to] if isinstance(to, str) else list(to)


def fact_of(entry: Entry, opens: Mapping[str, Mapping[str, Any]]) -> Fact:
    """The fact an entry carries; `opens`: {stream: what its first entry says of who writes it}."""
    values = {**entry.body["set"], **(entry.secret or {})}
    return Fact(entry.body["id"], entry.body["at"], *entry.place, opens[entry.stream]["role"], values)


Saw = Callable[[Fact, Fact], bool]


def seen_last(facts: Iterable[Fact], saw: Saw) -> dict[Fact, list[Fact]]:
    """{fact: of each stream the last one it had seen}; what is seen of a stream is a prefix, found by halving."""
    lanes: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted({(f.stream, f.seq): f for f in facts}.values(), key=lambda f: f.seq):
        lanes[fact.stream].append(fact)
    before: dict[Fact, list[Fact]] = {}
    for lane in lanes.values():
        for place, fact in enumerate(lane):
            before[fact] = lane[place - 1 : place] if place else []
            for other in lanes.values():
                if other is not lane and (seen := _seen(fact, other, saw)):
                    before[fact].append(other[seen - 1])
    return before


def _seen(fact: Fact, lane: Sequence[Fact], saw: Saw) -> int:
    """How many of another stream it had seen."""
    return bisect_right(lane, False, key=lambda one: not saw(fact, one))


def ordered(before: Mapping[Fact, list[Fact]]) -> list[Fact]:
    """By depth, closing actions last, then (at, stream, seq)."""
    if len({fact.stream for fact in before}) == 1:  # one hand wrote them all, as most: each has seen those before it
        return sorted(before, key=lambda fact: fact.seq)
    depth: dict[Fact, int] = {}
    for fact in TopologicalSorter(before).static_order():
        depth[fact] = 1 + max((depth[b] for b in before[fact]), default=0)

    def rank(fact: Fact) -> tuple:
        action = fact.action
        return depth[fact], bool(action and action.closing), fact.at, fact.stream, fact.seq

    return sorted(before, key=rank)


def flagged(before: Mapping[Fact, list[Fact]], ineffective: Sequence[str]) -> bool:
    """Two facts not seen by each other, nor both by a later one, exist just when more than one is seen by none."""
    unseen = {f.id for f in before} - {b.id for seen in before.values() for b in seen}
    return len(unseen) > 1 or not unseen.isdisjoint(ineffective)


def withdrawn(order: Sequence[Fact], saw: Saw, owner: str) -> set[str]:
    """The ids of 更正 that a later 更正 takes out, and of those that do so: as if neither had been written."""
    corrections = [fact for fact in order if fact.action is CORRECT and fact.role == owner]
    gone: set[str] = set()
    for fact in reversed(corrections):  # the last word first: a taken-out one takes nothing out
        if fact.id not in gone and fact.values.get("how") == DROP:
            meant = [one.id for one in corrections if one.id in fact.targets[:1] and saw(fact, one)]
            gone |= {fact.id, *meant} if meant else set()
    return gone


def corrected(order: Sequence[Fact], saw: Saw, owner: str) -> tuple[dict[str, Fact | None], set[str]]:
    """Facts as restated by 更正 (None: taken out), and the ids of 更正 that correct nothing."""
    entries: dict[str, list[Fact]] = defaultdict(list)
    for fact in order:
        if fact.action is not CORRECT:
            entries[fact.id].append(fact)
    latest = {id: same[0] for id, same in entries.items()}
    mended: dict[str, Fact | None] = {id: None for id, fact in latest.items() if fact.values.get("voided")}
    idle: set[str] = set()
    gone = withdrawn(order, saw, owner)
    for fact in order:
        if fact.action is not CORRECT or fact.id in gone:
            continue
        target = next(iter(fact.targets), "")
        known = any(saw(fact, entry) and entry.role == owner == fact.role for entry in entries.get(target, ()))
        if not known:
            idle.add(fact.id)
            continue
        said = {name: v for name, v in fact.values.items() if v is not None and name not in NOT_RESTATED}
        latest[target] = replace(latest[target], values={**latest[target].values, **said})
        mended[target] = None if fact.values.get("how") == DROP else latest[target]
    return mended, idle


def correctable(order: Sequence[Fact], mended: Mapping[str, Fact | None], owner: str) -> dict[str, dict[str, Any]]:
    """The facts a 更正 of the record's own side may name: {id: when and by whom it was done}, what a 更正 starts from."""
    now = {f.id: mended.get(f.id) or f for f in reversed(order) if f.role == owner and f.action is not CORRECT}
    return {id: {"acted_on": f.values.get("acted_on"), "acted_by": f.values.get("acted_by")} for id, f in now.items()}


def stays(action: Action, fact: Fact, issue: Values) -> bool:
    """Whether a 并案 would leave nobody to handle it: issues joined in a ring; the one with the least id stays."""
    if action is not JOIN:
        return False
    lands, own = issue.get("lands") or {}, issue.get("id")
    one: str | None = next(iter(fact.targets), None)
    ring: list[str] = []
    while one is not None and one in lands and one not in ring:
        ring.append(one)
        one = lands[one]
    return one == own and (one is None or one == min([one, *ring]))


def rated_by(values: Values) -> bool:
    """Whether the clock a fact names is that of who is to say how satisfied they are."""
    return (values.get("rule") or "").endswith(RATING)


def no_clock(action: Action, fact: Fact, life: Any) -> bool:
    """Whether it counts a clock anew that does not run where it lands: the organ's, the helpers', the rater's."""
    if action is not RECOUNT:
        return False
    due = fact.values.get("due_on")
    running = (ANSWERED,) if rated_by(fact.values) else (REPORTED, HANDLING) if due else (HANDLING, PAUSED)
    return life.state not in running


def helps_only(action: Action, fact: Fact, life: Any) -> bool:
    """Whether it is the opinion of an organ that only helps: never the answer of the one in charge."""
    if action is not ANSWER and action is not TRACK:
        return False
    organ = fact.values.get("organ")
    return organ in (life.co_organs or ()) and organ != life.organ
