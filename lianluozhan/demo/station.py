"""A station of made-up records, to try the program on: repeatable from a seed, marked, and refused by every real district."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lianluozhan import action as table, clock, folder
from lianluozhan.act import acting
from lianluozhan.activity import BY_GROUP, DUTY_KINDS, INSPECTION, RESEARCH, TRAINING
from lianluozhan.calendar import WorkCalendar
from lianluozhan.demo import parts as demo_parts
from lianluozhan.demo.words import (
    CASES,
    CHANNELS,
    CLERK,
    DISTRICT,
    HEAD,
    MARK,
    NAME,
    PEOPLE,
    ROOM,
    SETTLED,
    TOWN,
    VILLAGES,
    WORLD,
)
from lianluozhan.demo.years import Years
from lianluozhan.deputy import Deputy
from lianluozhan.duty import add_duty
from lianluozhan.figures import DEED, HELPED, SETTLED_STRIFE
from lianluozhan.handling import follow
from lianluozhan.issue import Issue
from lianluozhan.operator import add_operator
from lianluozhan.organ import organ_for
from lianluozhan.place import HOSTS, Place, own_place_id
from lianluozhan.reception import add_visit, issue_id
from lianluozhan.record import id_of
from lianluozhan.schema import SCHEMA
from lianluozhan.store import Store
from lianluozhan.visit import ON_THE_SPOT, RATINGS, TO_DISTRICT, TO_TOWN, TO_VILLAGE

MOST_MONTHS = 120
A_PART = 3_000  # issues of a part of each village, over the years
RICH = 28  # days whose receptions are written as a clerk does, in any folder
DUTIES = (
    (DUTY_KINDS[INSPECTION], "视察冬季供暖准备", "镇供热站"),
    (DUTY_KINDS[TRAINING], "代表法学习", ROOM),
    (DEED, "帮两户老人检修电路", "东街村"),
    (SETTLED_STRIFE, "调解邻里采光纠纷", VILLAGES[2]),
    (DUTY_KINDS[RESEARCH], "农村垃圾分类情况调研", VILLAGES[3]),
    (HELPED, "看望困难学生", "西坡村"),
)


def make(path: Path, seed: int = 1, months: int = 2, issues: int = 0) -> None:
    """A new folder with the records of some months up to today; the same seed and day give the same records. Where a number
    of issues is said, the months hold so many, and only the last receptions are as rich as usual.

    Raises FolderProblem where the folder cannot be made.
    """
    folder.make(path, SCHEMA, "station", WORLD, NAME)
    chance = random.Random(seed)
    with folder.opened(path, SCHEMA) as store:
        people = _settle(store, chance)
        today = clock.today()
        days = list(_reception_days(today, months))
        if issues:
            Years(f"{MARK} {seed}", PEOPLE, neighbourhoods(issues), CASES).write(
                store, CLERK, issues, first_day(today, months), today - timedelta(days=RICH)
            )
            days = [day for day in days if day > today - timedelta(days=RICH)]
        for number, (day, visit) in enumerate(_visits(chance, days, people), 1):
            id = id_of(MARK, "visit", seed, number)
            with acting(store, "add_visit", CLERK) as act:
                add_visit(act, id, visit)
            _handle(store, chance, issue_id(id), day, today)
        _work(store, chance, seed, days, people)
        demo_parts.vote(
            store,
            chance,
            [id_of(MARK, "ballot", seed, number) for number in range(demo_parts.VOTED)],
            days[-1].isoformat() if days else clock.day(),
            people,
        )
        demo_parts.fill(store, seed, CLERK)


def _settle(store: Store, chance: random.Random) -> list[str]:
    """The place, the clerk, the roster; returns the deputies' names."""
    names = _names(chance, 9)
    with acting(store, "init", CLERK) as act:
        add_operator(act, CLERK, table.CLERK)
        add_operator(act, HEAD, "站长")
        place = {"name": NAME, "code": WORLD, "level": "站", "host": HOSTS["镇"], "head": HEAD, "clerk": CLERK}
        act.write(Place, own_place_id(WORLD), place)
        for order, name in enumerate(names, 1):
            levels = ["市"] if order == 1 else ["区"] if order <= 4 else ["乡镇"]
            about = {
                "name": name,
                "order": order,
                "levels": levels,
                "gender": chance.choice("男女"),
                "phone": _phone(chance),
                "group": f"第{1 + order % 3}{BY_GROUP}",
                "villages": [VILLAGES[order % len(VILLAGES)]],
            }
            act.write(Deputy, id_of(MARK, "deputy", order), Deputy.read(about))
    return names


def _names(chance: random.Random, count: int) -> list[str]:
    """Different people, none of them real."""
    return chance.sample(PEOPLE, count)


def _phone(chance: random.Random) -> str:
    """A number that nobody has: four zeros where the town's part stands."""
    return f"1{chance.choice('3578')}{chance.randrange(10)}0000{chance.randrange(10_000):04d}"


def neighbourhoods(issues: int) -> list[str]:
    """Villages, and of many issues their parts: so that it is not all the same few places."""
    parts = issues // A_PART
    return (
        [f"{village}第{part}网格" for village in VILLAGES for part in range(1, parts + 1)]
        if parts > 1
        else list(VILLAGES)
    )


def first_day(today: date, months: int) -> date:
    """The first of these months, this one the last."""
    first = today.replace(day=1)
    for _ in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def _reception_days(today: date, months: int) -> Iterator[date]:
    """Every Wednesday of these months up to today that is worked, this month the last."""
    first = first_day(today, months)
    calendar = WorkCalendar()
    for offset in range((today - first).days + 1):
        day = first + timedelta(days=offset)
        if day.weekday() == 2 and calendar.day(day).working:
            yield day


def _visits(chance: random.Random, days: list[date], people: list[str]) -> Iterator[tuple[date, dict[str, Any]]]:
    for day in days:
        present = chance.sample(people, 2)
        for place in range(chance.randint(3, 6)):
            minutes = 9 * 60 + place * 25 + chance.randrange(0, 20, 5)
            yield day, _visit(chance, f"{day}T{minutes // 60:02d}:{minutes % 60:02d}", present)


def _visit(chance: random.Random, at: str, deputies: list[str]) -> dict[str, Any]:
    case = chance.choice(CASES)
    organ = {
        TO_TOWN: TOWN,
        TO_DISTRICT: organ_for(case.category, DISTRICT),
        TO_VILLAGE: f"{VILLAGES[0]}村委会".replace("村村", "村"),
    }
    return {
        "received_at": at,
        "channel": chance.choice(CHANNELS),
        "deputies": deputies,
        "recorder": CLERK,
        "visitor_name": _names(chance, 1)[0],
        "visitor_gender": chance.choice("男女"),
        "visitor_age": chance.randint(28, 79),
        "visitor_phone": _phone(chance),
        "visitor_address": chance.choice(VILLAGES),
        "party_size": chance.choice((1, 1, 1, 2, 3)),
        "statement": case.statement,
        "request": case.request,
        "category": case.category,
        "nature": case.nature,
        "outcome": case.outcome,
        "reply": case.reply,
        "referred_to": organ.get(case.outcome),
        "satisfaction": chance.choice(RATINGS[:2]) if case.outcome == ON_THE_SPOT else None,
        "informed": True,
    }


def _handle(store: Store, chance: random.Random, issue: str, day: date, today: date) -> None:
    """Take an issue as far as it would have come by today: seven in ten are answered, most of these told and closed."""
    held = store.get(Issue, (WORLD, issue))
    if held is None or held.route == "区" or chance.random() < 0.3:
        return
    answered = day + timedelta(days=chance.randint(4, 20))
    told = answered + timedelta(days=chance.randint(1, 4))
    stages: list[tuple[date, str, Mapping[str, Any]]] = [
        (answered, "答复", {"answer_class": "A", "text": SETTLED, "evidence": "复文"}),
        (told, "回告", {"how": "电话", "evidence": "电话"}),
        (told, "评价", {"satisfaction": chance.choice((RATINGS[0], *RATINGS[:2])), "evidence": "电话"}),
        (told, "办结", {}),
    ]
    for day, action, values in stages[: chance.choice((1, 4, 4, 4))]:
        if day > today:
            return
        typed = {"acted_on": day.isoformat(), "acted_by": CLERK, **values}
        with acting(store, "follow", CLERK) as act:
            follow(act, store.the(Issue, (WORLD, issue)), action, typed)


def _work(store: Store, chance: random.Random, seed: int, days: list[date], people: list[str]) -> None:
    """What deputies did besides receiving."""
    for number, day in enumerate(days):
        kind, title, place = chance.choice(DUTIES)
        begin = f"{min(day + timedelta(days=1), clock.today())}T09:00"
        values = {
            "begin": begin,
            "deputies": chance.sample(people, chance.randint(1, 3)),
            "kind": kind,
            "title": title,
            "place": place,
        }
        with acting(store, "add_duty", CLERK) as act:
            add_duty(act, id_of(MARK, "duty", seed, number), values)
