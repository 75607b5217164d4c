"""还要告诉谁: everybody an answer has not reached yet, the longest waiting first, with what to say to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lianluozhan import action as table, clock
from lianluozhan.calendar import as_date, days_since
from lianluozhan.course import circumstances, facts_now, standings
from lianluozhan.deputy import Deputy
from lianluozhan.fact import Fact
from lianluozhan.issue import Issue
from lianluozhan.place import seat_of
from lianluozhan.readable import Row, readable, title_of
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.visit import Visit
from lianluozhan.whose import NAME_THERE, theirs
from lianluozhan.wording import meant

DEPUTY = "代表"
ENOUGH = 90  # characters of an answer that can be said on the phone


class ToTell(NamedTuple):
    """Somebody to be told: of which issue, since which day its answer is there, on which days they were not reached."""

    issue: Issue
    row: Row
    key: str
    name: str
    role: str
    phone: str
    since: str
    tries: tuple[str, ...]
    answer: str

    @property
    def days(self) -> int:
        """How many days the answer has waited for them."""
        return days_since(self.since)

    @property
    def again(self) -> bool:
        """Whether they were rung in vain today already: tomorrow is another day."""
        return clock.day() in self.tries


def to_tell(store: Store) -> list[ToTell]:
    """The longest waiting first; who was not reached today comes last."""
    here = " AND world=?" if store.identity.role == table.DISTRICT_ROLE else ""  # a station tells its own people
    issues = store.find(Issue, f"state=?{here}", (table.ANSWERED, *([store.identity.world] if here else ())), "number")
    outcomes, around = standings(store, issues), circumstances(store, issues)
    found = []
    for issue, row in zip(issues, readable(store, Issue, issues), strict=True):
        key = issue.world, issue.id
        answer = _answer(facts_now(store, key, around[key]["owner"]))
        told, since = outcomes[key].told, answer.day if answer else row["next_on"] or ""
        people = {one.key: one for one in people_of(store, issue, around[key])}
        found += [
            ToTell(issue, row, *people[one], since, tuple(told.get(one, {}).get("tries") or ()), said_of(answer))
            for one in outcomes[key].to_tell
        ]
    return sorted(found, key=lambda one: (one.again, one.since, one.issue.number or ""))


def _answer(facts: Iterable[tuple[Fact, bool]]) -> Fact | None:
    """The answer that stands."""
    return next((fact for fact, _mended in reversed(list(facts)) if fact.values.get("answer_class")), None)


def said_of(answer: Any) -> str:
    """What was answered, in its own words, else why, else in the word of its class."""
    if answer is None:
        return ""
    return (answer.values.get("text") or answer.values.get("reason") or meant(answer.values)).rstrip("。")


class Person(NamedTuple):
    """Somebody behind an issue."""

    key: str
    name: str
    role: str
    phone: str


def people_of(store: Store, issue: Issue, around: Mapping[str, Any]) -> list[Person]:
    """Everybody who must be told of an issue, with their own phone: nobody is rung under another's number."""
    people, deputies = table.concerned(around), around["concerned_deputies"]
    visits, roster, letters = by_id(store, Visit, people), by_id(store, Deputy, deputies), by_id(store, Issue, people)
    made = []
    for key, name in people.items():
        if key in deputies:
            role, phone = DEPUTY, roster[key].phone if key in roster else None
        else:
            own = key in (issue.visits or ()) or key == table.RAISER
            role = table.RAISER if own else f"{table.RAISER}（{table.JOIN.word}）"
            writer = issue if key == table.RAISER else letters.get(key)
            phone = visits[key].visitor_phone if key in visits else writer.raiser_phone if writer else None
            name = (
                NAME_THERE if theirs(store.identity, issue) and key in visits and not visits[key].visitor_name else name
            )
        made.append(Person(key, name, role, phone or ""))
    return made


def script(store: Store, about: Row, name: str, answer: str, role: str = table.RAISER) -> str:
    """What to say on the phone: from the raiser's own words and the answer; who raised it is asked the one question."""
    day, who = as_date(about["registered_at"]), about["organ"] or Issue.organ.label
    clerk = store.setting("operator") or table.CLERK
    answer = f"{answer[:ENOUGH]}……（全文见答复）" if len(answer) > ENOUGH else answer
    said = f"{day.month}月{day.day}日反映的“{title_of(about)}”，{who}答复说：{answer}。"
    if role == DEPUTY:
        return f"“{name}代表您好，我是{office(store)}的{clerk}。群众 {said}”"
    return f"“{name}您好，我是{office(store)}的{clerk}。您 {said}这样办，您满意不满意？”"


def office(store: Store) -> str:
    """How this office calls itself."""
    place = seat_of(store)
    return place.name if place and place.name else store.identity.name
