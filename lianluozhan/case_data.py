"""What the papers on one reception or one issue are made from, asked from the store in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lianluozhan import clock
from lianluozhan.abacus import RUNNING, clock_of, said_day, steps_of, summed
from lianluozhan.action import ANSWER, CORRECT, HANDLING
from lianluozhan.ballot import Ballot
from lianluozhan.calendar import calendar_of
from lianluozhan.course import circumstances, facts_now, signers, standings
from lianluozhan.deadline import WORKING, limit_named, rules_of, source_of
from lianluozhan.deliberation import ballots
from lianluozhan.deputy import Deputy, by_name
from lianluozhan.followup import Followup
from lianluozhan.household import keepers_of
from lianluozhan.issue import Issue
from lianluozhan.match import roster
from lianluozhan.month_data import head
from lianluozhan.place import Place, seat_of
from lianluozhan.readable import Row, readable
from lianluozhan.reception import issue_id
from lianluozhan.report.imprint import Case, Counted, Counting, Imprint
from lianluozhan.similar import same_person
from lianluozhan.store import Store
from lianluozhan.suggestion import behind
from lianluozhan.table import by_id
from lianluozhan.visit import Visit
from lianluozhan.whose import there
from lianluozhan.wording import words_of

COUNTED = {WORKING: f"个{WORKING}"}
BEGINS_ON = "起算"
EVERY = 1000  # visits of one person that are looked through


def imprint_of(store: Store, day: str, *, draft: bool = False, masked: bool = False) -> Imprint:
    """What a paper about something of this day or month says of itself."""
    identity = store.identity
    today = clock.day()
    return Imprint(identity.name, identity.world, day[:7], today, head(store), draft=draft, masked=masked)


def visit_case(store: Store, visit: Visit, **options: bool) -> Case:
    """A reception, and the issue it opened or was joined to."""
    store = there(store, visit)
    issue = store.get(Issue, (visit.world, issue_id(visit.id)))
    if issue is None or issue.voided:
        listed = "EXISTS (SELECT 1 FROM json_each(visits) WHERE value=?)"
        issue = next(iter(store.find(Issue, listed, (visit.id,), "registered_at, number", 1)), None)
    return _case(store, visit, issue, imprint_of(store, visit.received_at, **options))


def issue_case(store: Store, issue: Issue, **options: bool) -> Case:
    """An issue, and the receptions it came from."""
    store = there(store, issue)
    visits = by_id(store, Visit, issue.visits or ())
    visit = next((visits[id] for id in issue.visits or () if id in visits), None)
    made = _case(store, visit, issue, imprint_of(store, issue.registered_at, **options))
    return replace(
        made,
        counting=counting(store, issue),
        behind=behind(store, issue),
        ballots=readable(store, Ballot, ballots(store, issue.data)),
        deputies={**made.deputies, **alike(store, signers(issue))},
    )


def _case(store: Store, visit: Visit | None, issue: Issue | None, imprint: Imprint) -> Case:
    visits = list(by_id(store, Visit, issue.visits or ()).values()) if issue else []
    row = readable(store, Visit, [visit])[0] if visit else {}
    place = seat_of(store)
    keepers = keepers_of(store, visit) if visit else None
    return Case(
        imprint=imprint,
        visit=row,
        issue=readable(store, Issue, [issue])[0] if issue else {},
        visits=readable(store, Visit, sorted(visits, key=lambda one: (one.received_at, one.number or ""))),
        facts=facts(store, issue) if issue else (),
        deputies=alike(store, visit.deputies or ()) if visit else {},
        place=readable(store, Place, [place])[0] if place else {},
        times=times(store, visit) if visit else 0,
        limits=limits(store, int(imprint.month[:4])),
        words=words_of(store, int(imprint.month[:4])),
        household=None if keepers is None else bool(keepers),
    )


def alike(store: Store, named: Sequence[str]) -> dict[str, Row]:
    """The deputies that are named, by id or name, and others of these names, by what tells them apart: not the whole roster for a form."""
    marks = ", ".join("?" * len(named))
    where = f"name IN (SELECT name FROM deputy WHERE id IN ({marks})) OR name IN ({marks})"
    return by_name(readable(store, Deputy, roster(store, Deputy, where, params=(*named, *named)))) if named else {}


def counting(store: Store, issue: Issue) -> Counting | None:
    """How the organ's clock is counted, or was up to its answer; None where it never ran."""
    key = (issue.world, issue.id)
    outcome, calendar = standings(store, [issue])[key], calendar_of(store)
    now = [fact for fact, _mended in facts_now(store, key, circumstances(store, [issue])[key]["owner"])]
    stopped = outcome.state not in RUNNING
    found = clock_of(calendar, replace(outcome, state=HANDLING) if stopped else outcome, now)
    if found is None:
        return None
    answers = [fact.day for fact in now if fact.action is ANSWER and fact.id not in outcome.ineffective]
    today = clock.day()
    until, steps = answers[-1] if stopped and answers else today, steps_of(calendar, found, today)
    year = int(found.start[:4])
    return Counting(
        found.start,
        found.limit or "",
        found.rule or "",
        source_of(store, found.rule, year) if found.rule else "",
        found.due_on or "",
        found.agreed or "",
        found.provisional,
        f"到{said_day(until, year)}：{summed(calendar, found, steps, until)}",
        (
            Counted(found.start, BEGINS_ON, 0),
            *(Counted(one.day, one.kind, one.counted, one.why, one.day == found.due_on) for one in steps),
        ),
    )


def limits(store: Store, year: int) -> dict[str, str]:
    """{rule: 5 个工作日}, as the district has them that year."""
    rules = rules_of(store, year)
    found = {name: limit_named(rules, name) for name in rules if "days" in rules[name]}
    return {name: f"{limit.days} {COUNTED.get(limit.unit, limit.unit)}" for name, limit in found.items()}


def facts(store: Store, issue: Issue) -> list[Row]:
    """The facts of an issue that count, in their order, as they stand now and people read them; `to_keys` are no names."""
    key = (issue.world, issue.id)
    owner = circumstances(store, [issue])[key]["owner"]
    idle = set(standings(store, [issue])[key].ineffective)
    now = [fact for fact, _mended in facts_now(store, key, owner) if fact.id not in idle and fact.action is not CORRECT]
    records = [Followup({name: fact.values.get(name) for name in Followup.fields} | {"id": fact.id}) for fact in now]
    for record, fact in zip(records, now, strict=True):
        record.data["created_at"] = fact.at
    rows = readable(store, Followup, records)
    return [row | {"to_keys": fact.targets} for row, fact in zip(rows, now, strict=True)]


def times(store: Store, visit: Visit) -> int:
    """Which time this person came: 1 + their earlier visits of the same name and, where both left one, the same phone."""
    if not visit.visitor_name:
        return 0
    tail = (visit.visitor_phone or "")[-4:]
    found = same_person(store, visit.visitor_name, visit.visitor_phone, EVERY)
    same = [one for one in found if one.visitor_name == visit.visitor_name and _tail(one, tail) == tail]
    return 1 + sum((one.received_at, one.number or "") < (visit.received_at, visit.number or "") for one in same)


def _tail(visit: Visit, otherwise: str) -> str:
    return (visit.visitor_phone or "")[-4:] or otherwise if otherwise else ""
