"""Made-up years in little time: receptions and issues of many days in one act, each entry as its own act would have written it.

Lifelike: what people come with follows the seasons, some come again, some of what is said had been said by others before,
some answers are late, the last weeks are still under way. Which issues say again what another said is kept, so that finding
them can be measured.
"""

from __future__ import annotations

import json
import random
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from lianluozhan import index
from lianluozhan.act import Act, acting
from lianluozhan.action import PUBLIC
from lianluozhan.demo.words import CLERK, OTHER_WORDS, SEASONS, SETTLED, SINCE, SPOTS, TOO, TOWN
from lianluozhan.duty import NUMBERED, number_session
from lianluozhan.followup import Followup
from lianluozhan.handling import born_with
from lianluozhan.issue import Issue
from lianluozhan.place import HOSTS
from lianluozhan.record import id_of
from lianluozhan.store import Store
from lianluozhan.visit import RATINGS, TO_TOWN, Visit

AT_ONCE = 2_000  # issues of one act
AGAIN = "demo.again"  # a setting: the pairs of issues about the same
CAME_AGAIN, SAID_AGAIN, LATE, IN_PERSON = 0.35, 0.03, 0.15, 0.25  # shares
MEMORY, CROWD = 400, 20_000  # matters that may be said again; people who may come again
LIMIT, UNDER_WAY = 21, 30  # days for an answer; days of the newest issues, many of which have none yet
ANSWER = {"answer_class": "A", "text": SETTLED, "evidence": "复文"}


class Matter(NamedTuple):
    """What was said of something somewhere, by which issue."""

    issue: str
    day: date
    statement: str
    category: str
    location: str


class Years:
    """The records of a station over many days, always the same for the same seed."""

    def __init__(
        self,
        seed: str,
        people: Sequence[str],
        villages: Sequence[str],
        cases: Sequence[Any],
        deputies: Sequence[str] = (),
    ) -> None:
        self.seed, self.people, self.villages, self.cases, self.deputies = seed, people, villages, cases, deputies
        self.chance = random.Random(seed)
        self.crowd: list[tuple[str, str, str]] = []
        self.matters: deque[Matter] = deque(maxlen=MEMORY)
        self.again: list[tuple[str, str]] = []

    def write(self, store: Store, clerk: str, issues: int, since: date, until: date) -> None:
        """So many issues evenly over these days, a quarter of them from receptions."""
        days = (until - since).days + 1
        for first in range(0, issues, AT_ONCE):
            with acting(store, "add_visit", clerk) as act:
                for number in range(first, min(first + AT_ONCE, issues)):
                    self._one(act, number, since + timedelta(days=number * days // issues), until)
        with store.transaction():
            store.set(AGAIN, json.dumps(self.again))
        index.settle(store)

    def _one(self, act: Act, number: int, day: date, until: date) -> None:
        chance, own = self.chance, id_of("demo issue", self.seed, number)
        matter = self._matter(own, day)
        self.matters.append(matter)
        if chance.random() < IN_PERSON:
            self._in_person(act, matter, number, until)
        else:
            self._by_others(act, matter, number, until)

    def _matter(self, own: str, day: date) -> Matter:
        chance = self.chance
        if self.matters and chance.random() < SAID_AGAIN:
            old = chance.choice(self.matters)
            if (day - old.day).days <= 60:
                self.again.append((old.issue, own))
                return Matter(own, day, self._otherwise(old.statement), old.category, old.location)
        case = self._case(day)
        location = f"{chance.choice(self.villages)}{chance.choice(SPOTS)}"
        return Matter(
            own,
            day,
            f"{location}，{case.statement[:-1]}，{chance.choice(SINCE)}，{chance.choice(TOO)}。",
            case.category,
            location,
        )

    def _case(self, day: date) -> Any:
        while True:
            case = self.chance.choice(self.cases)
            months = SEASONS.get(case.category)
            if months is None or day.month in months or self.chance.random() < 0.1:
                return case

    def _otherwise(self, statement: str) -> str:
        """The same in another mouth."""
        for said, other in OTHER_WORDS.items():
            statement = statement.replace(said, other)
        parts = statement.rstrip("。").split("，")
        return "，".join([*parts[:-2], self.chance.choice(SINCE), self.chance.choice(TOO)]) + "。"

    def _visitor(self) -> tuple[str, str, str]:
        chance, crowd = self.chance, self.crowd
        if crowd and chance.random() < CAME_AGAIN:
            return chance.choice(crowd)
        one = (
            chance.choice(self.people),
            f"1{chance.choice('3578')}{chance.randrange(10)}0000{chance.randrange(10_000):04d}",
            chance.choice(self.villages),
        )
        if len(crowd) < CROWD:
            crowd.append(one)
        else:
            crowd[chance.randrange(CROWD)] = one
        return one

    def _in_person(self, act: Act, matter: Matter, number: int, until: date) -> None:
        name, phone, village = self._visitor()
        visit, at = id_of("demo visit", self.seed, number), _hour(matter.day, number)
        first = matter.day.toordinal() * 2 % len(self.deputies) if self.deputies else 0
        present = {"deputies": list(self.deputies[first : first + 2])} if self.deputies else {}
        written = {
            "number": act.number(Visit, matter.day.year),
            "received_at": at,
            "channel": "来站",
            "visitor_name": name,
            "visitor_phone": phone,
            "visitor_address": village,
            "location": matter.location,
            "statement": matter.statement,
            "category": matter.category,
            "outcome": TO_TOWN,
            "referred_to": TOWN,
            "party_size": 1,
            **present,
        }
        act.write(Visit, visit, written)
        number_session(
            act, Visit({**Visit.blank, **written, "world": act.store.identity.world}), act.once(NUMBERED, set)
        )
        self._issue(act, matter, at, {"visits": [visit], "raised_by": name, "raiser_phone": phone, **present})
        due = str(matter.day + timedelta(days=LIMIT))
        passed = {"organ": TOWN, "assigned_by": HOSTS["镇"], "due_on": due, "warn_on": due}
        answered, told = self._answered(matter.day), {"to": [visit, *present.get("deputies", ())], "how": "电话"}
        facts: list[tuple[str, date, dict[str, Any]]] = [
            ("答复", answered, ANSWER),
            ("回告", answered, told),
            ("评价", answered, {"satisfaction": self.chance.choice(RATINGS[:2])}),
            ("办结", answered, {}),
        ]
        _facts(act, matter.issue, [("交办", matter.day, passed), *(facts if self._settled(answered, until) else [])])

    def _by_others(self, act: Act, matter: Matter, number: int, until: date) -> None:
        self._issue(act, matter, _hour(matter.day, number), {"source": "12345转", "raiser_kind": "匿名"})
        answered = self._answered(matter.day)
        _facts(
            act,
            matter.issue,
            [("答复", answered, ANSWER), ("办结", answered, {})] if self._settled(answered, until) else [],
        )

    def _issue(self, act: Act, matter: Matter, at: str, more: dict[str, Any]) -> None:
        said = {
            "statement": matter.statement,
            "category": matter.category,
            "location": matter.location,
            "urgency": "正常",
            "kind": PUBLIC,
        }
        act.write(
            Issue, matter.issue, {"number": act.number(Issue, matter.day.year), "registered_at": at, **said, **more}
        )

    def _answered(self, day: date) -> date:
        late = self.chance.random() < LATE
        return day + timedelta(
            days=self.chance.randint(LIMIT + 1, LIMIT + 20) if late else self.chance.randint(2, LIMIT)
        )

    def _settled(self, answered: date, until: date) -> bool:
        return answered <= until and (answered < until - timedelta(days=UNDER_WAY) or self.chance.random() < 0.8)


def _hour(day: date, number: int) -> str:
    return f"{day}T{9 + number % 8:02d}:{number * 7 % 60:02d}"


def _facts(act: Act, issue: str, facts: Sequence[tuple[str, date, dict[str, Any]]]) -> None:
    for place, (word, day, values) in enumerate(facts):
        id = id_of("demo fact", issue, place) if place or word != "交办" else born_with(issue)
        act.write(Followup, id, {"issue": issue, "action": word, "acted_on": str(day), "acted_by": CLERK, **values})


def said_again(store: Store) -> Iterator[tuple[str, str]]:
    """(earlier, later) of issues that were made to be about the same."""
    yield from json.loads(store.setting(AGAIN) or "[]")
