"""What each act on an issue does besides setting fields and moving the state, which stand in action.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import SimpleNamespace

from lianluozhan import action as table
from lianluozhan.action import Action, Values, concerned, person_keys
from lianluozhan.fact import Fact, born_with
from lianluozhan.visit import RATINGS


def _escalated(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.route, life.reported, life.returned = table.UPWARD, True, False
    life.proposed, life.provisional = fact.values.get("organ"), fact.values.get("provisional")


def _assigned(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    upward = life.state == table.REPORTED or fact.role == table.DISTRICT_ROLE or life.route == table.UPWARD
    at_home = table.VILLAGE if life.organ in issue.get("villages", ()) else issue.get("route") or table.TOWN
    life.route = table.UPWARD if upward else at_home
    life.assigned_by = life.assigned_by or (table.DISTRICT if upward else issue.get("host"))
    life.assigned_on, life.received_on, life.returned, life.proposed = fact.day, None, False, None
    life.co_said = ()


def _returned(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.proposed, life.returned = fact.values.get("organ"), life.state == table.HANDLING
    if not life.returned:  # the district gives back what was reported
        life.route = None


def _answered(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    if life.state == table.CLOSED and life.answer_class == "B":
        life.tracking_due = life.planned_on
    if life.state not in (table.ANSWERED, table.CLOSED):  # the letter after the call is no new answer
        life.told, life.satisfaction, life.rating_due = {}, None, None


def _informed(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    how = fact.values.get("how")
    life.rating_due = fact.values.get("due_on") or life.rating_due
    for person in person_keys(fact.targets, issue):
        told = life.told.setdefault(person, {"on": None, "how": None, "rating": None})
        if how in table.MISSED:
            told["tries"] = [*told.get("tries", ()), fact.day]
            enough = len(told["tries"]) >= table.TRIES and len(set(told["tries"])) >= table.TRY_DAYS
            if not enough or told["on"]:
                continue
        told.pop("out", None)
        told |= {"on": fact.day, "how": how}
        if how in (*table.MISSED, table.ANONYMOUS, table.UNWILLING):
            told |= {"out": table.UNREACHED if how in table.MISSED else how}


def _rated(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    said = [fact.values.get(name) for name in ("satisfaction", "satisfaction_work", "satisfaction_result")]
    for person in person_keys(fact.targets, issue) or list(concerned(issue))[:1] or [table.RAISER]:
        told = life.told.setdefault(person, {"on": None, "how": None, "rating": None})
        told["rating"] = _least(said)
    life.satisfaction = _least([told["rating"] for told in life.told.values()])


def _least(ratings: Iterable[str | None]) -> str | None:
    """The least content word; 未评价 and 无法回访 say nothing and stand only where nobody said more."""
    given = [word for word in ratings if word]
    return max((w for w in given if w in RATINGS[:3]), key=RATINGS.index, default=given[-1] if given else None)


def _redone(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.round, life.urged, life.received_on = life.round + 1, 0, None
    life.told, life.satisfaction, life.rating_due = {}, None, None
    life.co_said, life.consulted_on = (), None


def _consulted(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.consulted_on = fact.day


def _assisted(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.co_said = tuple(dict.fromkeys((*life.co_said, fact.values.get("organ"))))


def _closed(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    if life.answer_class == "B":
        life.tracking_due = life.planned_on


def _joined(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    life.merged_into = next(iter(fact.targets), None)


def _split(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    if fact.id == born_with(issue.get("id") or ""):  # the one split off is born with it
        life.split_from = next(iter(fact.targets), None)
    else:
        life.split_into = tuple(dict.fromkeys((*life.split_into, *fact.targets)))


def _recounted(life: SimpleNamespace, fact: Fact, issue: Values) -> None:
    due = fact.values.get("due_on")
    if life.state == table.ANSWERED:
        life.rating_due = due or life.rating_due
    elif due and life.state == table.REPORTED:  # the district's five days, not an organ's clock
        life.wait_on, life.provisional = due, fact.values.get("provisional") or None
    elif due:
        for name in table.CLOCK:
            setattr(life, name, fact.values.get(name))


EFFECTS: Mapping[Action, Callable[[SimpleNamespace, Fact, Values], None]] = {
    table.ESCALATE: _escalated,
    table.ASSIGN: _assigned,
    table.REASSIGN: _assigned,
    table.RECEIVE: lambda life, fact, issue: setattr(life, "received_on", fact.day),
    table.RETURN: _returned,
    table.URGE: lambda life, fact, issue: setattr(life, "urged", life.urged + 1),
    table.PAUSE: lambda life, fact, issue: setattr(life, "pauses", (*life.pauses, (fact.day, None))),
    table.ANSWER: _answered,
    table.TRACK: _answered,
    table.INFORM: _informed,
    table.RATE: _rated,
    table.REDO: _redone,
    table.CLOSE: _closed,
    table.JOIN: _joined,
    table.SPLIT: _split,
    table.RECOUNT: _recounted,
    table.CONSULT: _consulted,
    table.ASSIST: _assisted,
}
