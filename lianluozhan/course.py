"""Where the issues of a folder stand: what decides it is gathered from the tables, and kept with the issue whenever it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from lianluozhan.action import (
    ANONYMOUS,
    COMMITTEE,
    DELIBERATION,
    RAISER,
    SPLIT,
    STATION_ROLE,
    SUGGESTION,
    TOWN,
    VILLAGE,
    VOIDED,
)
from lianluozhan.deputy import Deputy
from lianluozhan.fact import Fact, born_with, corrected, fact_of, ordered, seen_last
from lianluozhan.followup import Followup, Outcome, derive
from lianluozhan.issue import Issue
from lianluozhan.journal import Entry
from lianluozhan.organ import VILLAGE as VILLAGE_KIND, Organ
from lianluozhan.place import Place, assigning_body, own_place_id
from lianluozhan.record import Record, id_of
from lianluozhan.store import Store
from lianluozhan.table import Key, Touched, all_entries, by_id, chunks, records, update_all
from lianluozhan.visit import TO_VILLAGE, Visit

NOTHING: Mapping[Key, Any] = MappingProxyType({})
# What an issue shows of its Outcome.
LIFE = (
    "split_from split_into merged_into told state turn next_on route organ co_organs "
    "assigned_by assigned_on received_on due_on warn_on provisional "
    "round answer_class satisfaction co_due_on rating_due tracking_due closed_on ineffective flagged"
).split()


# What else decides where an issue stands: its visits, its deputies, the folder's own 家站点 (see circumstances).
SHOWN = attrgetter(*LIFE)
NAMED_IN = "SELECT i.world, i.id FROM issue i, json_each(i.{}) o WHERE o.value"
OF_PLACE = "SELECT i.world, i.id FROM issue i JOIN place p ON p.world=i.world WHERE p.id"
DECIDE: dict[str, tuple[type[Record], tuple[str, ...], str]] = {
    "visit": (Visit, ("raiser_kind", "outcome", "visitor_name", "voided"), NAMED_IN.format("visits")),
    "deputy": (Deputy, ("name",), NAMED_IN.format("deputies")),
    "place": (Place, ("name", "code", "host", "head"), OF_PLACE),
    "organ": (Organ, ("kind",), "SELECT world, id FROM issue WHERE organ"),
}


def touch_issues(store: Store, touched: Touched) -> None:
    """Have the issues derived anew whose visit, deputy, organ or 家站点 now says something else that decides."""
    issues: set[Key] = set()
    for noun, (cls, names, asking) in DECIDE.items():
        before = touched.before.get(noun, {})
        changed = {
            key[1]
            for key, now in records(
                store, cls, [key for key, held in before.items() if held is not None or cls in (Place, Organ)]
            )
            if any(now.data[name] != (before[key].data[name] if before[key] else None) for name in names)
        }
        for marks, ids in chunks(changed):
            issues |= set(store.db.execute(f"{asking} IN ({marks})", ids))
    if issues := issues - touched.keys("issue"):
        touched.before.setdefault("issue", {}).update(records(store, Issue, issues))


def derive_issues(store: Store, touched: Touched) -> None:
    """Bring the state of every issue whose facts or fields changed up to date, then of those it was joined to."""
    keys = touched.keys("issue")
    made = touched.made.get("followup", {})
    keys |= {(world, fact.data["issue"]) for (world, _id), fact in made.items()}
    facts = touched.keys("followup") - made.keys()
    for marks, ids in chunks({id for _world, id in facts}):
        found = store.db.execute(f"SELECT world, id, issue FROM followup WHERE id IN ({marks})", ids)
        keys |= {(world, issue) for world, id, issue in found if (world, id) in facts}
    done: set[Key] = set()
    receiving: set[Key] = set()  # joined to; whom they must tell is known when all that was joined is
    while keys:
        joined, _changed = _bring(store, keys, touched)
        receiving |= joined
        done |= keys
        keys = joined - done
    changed, rounds = bool(receiving), len(receiving)
    # Of a ring one comes loose, and whom it brought along need not be told there any more.
    while changed and rounds >= 0:
        _joined_to, changed = _bring(store, receiving, touched)
        rounds -= 1


def _bring(store: Store, keys: set[Key], touched: Touched) -> tuple[set[Key], bool]:
    """Derive these issues; returns those they are, or were, joined to, and whether any stands otherwise now."""
    new = touched.unwritten.pop("issue", {})
    before = new | dict(records(store, Issue, keys - new.keys()))
    issues = {key: _unvoided(issue) for key, issue in before.items()}
    joined: set[Key] = set()
    derived = []
    around = circumstances(store, issues.values(), new)
    facts = facts_of(store, around, touched.entries.get("followup", {}))
    saw_it = saw(store)
    for key, values in around.items():
        outcome = derive(values, facts[key], saw_it)
        issue = issues[key]
        touched.before.setdefault("issue", {}).setdefault(key, before[key])
        life = {
            name: value if value is None or type(value) is str else _plain(value)
            for name, value in zip(LIFE, SHOWN(outcome), strict=True)
        }
        voided = issue.voided or VOIDED if outcome.state == VOIDED else issue.voided
        derived.append(Issue(issue.data | life | {"voided": voided}))
        joined |= {(key[0], id) for id in (outcome.merged_into, issue.merged_into) if id}
    other = [one for one in derived if (one.world, one.id) in new or one != before[one.world, one.id]]
    update_all(store, other)
    return joined, bool(other)


def _unvoided(issue: Issue) -> Issue:
    """Without a 作废 that only its facts said: they may since have been corrected."""
    return Issue(issue.data | {"voided": None}) if issue.voided == VOIDED else issue


def _plain(value: Any) -> Any:
    """As the journal's JSON would have it; what is empty is absent."""
    if isinstance(value, tuple):
        value = list(value)
    return None if value in ([], {}) else value


def standings(store: Store, issues: Iterable[Issue]) -> dict[Key, Outcome]:
    """{issue: where it stands}."""
    around = circumstances(store, issues)
    facts = facts_of(store, around)
    return {key: derive(values, facts[key], saw(store)) for key, values in around.items()}


def facts_of(store: Store, keys: Iterable[Key], at_hand: Mapping[Key, list[Entry]] = NOTHING) -> dict[Key, list[Fact]]:
    """{issue: its facts as their entries have them}; `at_hand`: {fact: all entries about it}, which are not read again."""
    facts: dict[Key, list[Fact]] = {key: [] for key in keys}
    of: dict[Key, Key] = {}
    for marks, ids in chunks({id for _world, id in facts}):
        for world, id, issue in store.ask(f"SELECT world, id, issue FROM followup WHERE issue IN ({marks})", ids):
            of[world, id] = world, issue
    held = all_entries(store, "followup", of.keys() - at_hand.keys())
    for key, issue in of.items():
        facts.setdefault(issue, []).extend(
            fact_of(e, store.opens) for e in at_hand.get(key) or held[key] if e.body["kind"] == "followup"
        )
    return facts


def facts_now(store: Store, key: Key, owner: str) -> list[tuple[Fact, bool]]:
    """The facts in the order they count, as they stand now, each with whether it was corrected; the dropped left out."""
    order = ordered(seen_last(facts_of(store, [key])[key], saw(store)))
    mended, _idle = corrected(order, saw(store), owner)
    kept: dict[str, tuple[Fact | None, bool]] = {}
    for fact in order:  # of two entries of one fact the first counts
        kept.setdefault(fact.id, (mended.get(fact.id, fact), fact.id in mended))
    return [(fact, old) for fact, old in kept.values() if fact is not None]


def saw(store: Store) -> Callable[[Fact, Fact], bool]:
    """Whether a fact's writer had seen another."""
    return lambda a, b: store.seen.saw((a.stream, a.seq), (b.stream, b.seq))


def circumstances(
    store: Store, issues: Iterable[Issue], unwritten: Mapping[Key, Issue] = NOTHING
) -> dict[Key, dict[str, Any]]:
    """{issue: its values and what else decides where it stands: who must be told, whose it is, its host and head}.

    `unwritten` issues have no row yet.
    """
    issues = list(issues)
    joined = _joined(store, issues)
    every = [*issues, *(one for group in joined.values() for one in group)]
    letters = _letters(store, every, {id: issue for (_world, id), issue in unwritten.items()})
    visits = by_id(store, Visit, (id for issue in every for id in issue.visits or ()))
    deputies = by_id(store, Deputy, (id for issue in every for id in signers(issue)))
    places = by_id(store, Place, {own_place_id(issue.world) for issue in issues})
    villages = frozenset(one.id for one in store.find(Organ, "kind=?", (VILLAGE_KIND,)))
    found = {}
    for issue in issues:
        told = _raisers(issue, visits, RAISER, letters)
        behind = {key: name for one in joined[issue.id] for key, name in _raisers(one, visits, one.id, letters).items()}
        named = dict.fromkeys(id for one in (issue, *joined[issue.id]) for id in signers(one))
        people = told | behind
        called = {id: deputies[id].name if id in deputies else id for id in named}
        raised = [visits[id] for id in issue.visits or () if id in visits]
        place = places.get(own_place_id(issue.world))
        found[issue.world, issue.id] = issue.data | {
            "concerned": called | people if issue.kind == SUGGESTION else people | called,  # the rater first
            "concerned_deputies": list(named),
            "joined": [key for key in (*behind, *named) if key not in told and key not in signers(issue)],
            "lands": {one.id: one.merged_into for one in joined[issue.id]},
            "joined_numbers": [one.number or one.id for one in joined[issue.id]],
            "route": VILLAGE
            if raised and raised[0].outcome == TO_VILLAGE and issue.id == id_of("issue", raised[0].id)
            else TOWN,
            "villages": villages,
            "owner": store.identity.role if issue.world == store.identity.world else STATION_ROLE,
            "host": assigning_body(place.data) if place else None,
            "head": place.head if place else None,
        }
    return found


def signers(issue: Issue) -> list[str]:
    """The deputies an issue names; of a 代表建议 who leads it, then who signed it too: each is answered (附议)."""
    lead = [issue.lead_deputy] if issue.kind == SUGGESTION and issue.lead_deputy else []
    return list(dict.fromkeys([*lead, *(issue.deputies or ())]))


def _joined(store: Store, issues: Iterable[Issue]) -> dict[str, list[Issue]]:
    """{issue id: the issues joined to it, and to those again}: everybody behind them must be told too."""
    found: dict[str, dict[str, Issue]] = {issue.id: {} for issue in issues}
    into = {id: [id] for id in found}  # {an issue: those that what is joined to it leads to}
    while into:
        further: dict[str, list[str]] = {}
        for marks, ids in chunks(into):
            for cells in store.ask(
                f"SELECT {Issue.columns} FROM issue WHERE merged_into IN ({marks}) ORDER BY id", ids
            ):
                one = Issue.from_cells(cells)
                new = [id for id in into[one.merged_into] if one.id != id and one.id not in found[id]]
                for id in new:
                    found[id][one.id] = one
                further.setdefault(one.id, []).extend(new)
        into = {id: ends for id, ends in further.items() if ends}
    return {id: list(ones.values()) for id, ones in found.items()}


def _raisers(
    issue: Issue, visits: Mapping[str, Visit], own: str, letters: Mapping[str, Mapping[str, Issue]]
) -> dict[str, str]:
    """{key: name} of who raised an issue: its visitors, of voided visits only where there are no others, else its raiser
    under the key `own`."""
    came = [visits[id] for id in issue.visits or () if id in visits]
    came = [visit for visit in came if not visit.voided] or came
    told = {
        visit.id: visit.visitor_name or visit.number or visit.id for visit in came if visit.raiser_kind != ANONYMOUS
    }
    if issue.id in letters:
        wrote = {
            own if key == RAISER else key: one for key, one in letters[issue.id].items() if one.raiser_kind != ANONYMOUS
        }
        return told | {key: one.raised_by or one.number or RAISER for key, one in wrote.items()}
    if not came and issue.kind == SUGGESTION and not issue.raised_by and signers(issue):
        return {}  # it is the deputies' own
    if not came and issue.raiser_kind != ANONYMOUS:
        told[own] = issue.raised_by or (
            COMMITTEE if issue.kind == DELIBERATION else RAISER if own == RAISER else issue.number or RAISER
        )
    return told


def _letters(store: Store, issues: Sequence[Issue], unwritten: Mapping[str, Issue]) -> dict[str, dict[str, Issue]]:
    """{issue that was split off: the letters of those behind it}, as its first fact names them after where it is from:
    反映人 for the letter it has itself, else the issue of a letter (see split.py)."""
    of = {born_with(issue.id): issue for issue in _parted(store, issues)}
    facts = by_id(store, Followup, of)
    named = {id: fact.to[1:] for id, fact in facts.items() if fact.action == SPLIT.word and fact.to and fact.to[1:]}
    wrote = {**by_id(store, Issue, (key for keys in named.values() for key in keys)), **unwritten}
    return {
        of[id].id: {key: of[id] if key == RAISER else wrote[key] for key in keys if key == RAISER or key in wrote}
        for id, keys in named.items()
    }


def _parted(store: Store, issues: Iterable[Issue]) -> list[Issue]:
    """Those of the issues that something was split off from, or that were."""
    parted: set[str] = set()
    for marks, ids in chunks({issue.id for issue in issues}):
        parted |= {
            id
            for (id,) in store.ask(
                f"SELECT issue FROM followup WHERE issue IN ({marks}) AND action=?", [*ids, SPLIT.word]
            )
        }
    return [issue for issue in issues if issue.id in parted]


def joined_to(store: Store, issue: Issue) -> list[Issue]:
    """The issues joined to one, and to those again."""
    return _joined(store, [issue])[issue.id]
