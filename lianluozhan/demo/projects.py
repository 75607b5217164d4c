"""What the made-up station works on: a project of each kind, from a candidate that is voted on to a finished mediation whose case is
made known; one closed issue as a 典型案例."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from lianluozhan import clock, posting
from lianluozhan.act import Act, acting
from lianluozhan.action import CLOSED, PUBLIC
from lianluozhan.attachment import keep
from lianluozhan.ballot import BY
from lianluozhan.issue import Issue
from lianluozhan.livelihood import count, decide
from lianluozhan.notice import Notice, add_notice, post
from lianluozhan.place import own_place_id
from lianluozhan.project import (
    CHOSEN,
    INDUSTRY,
    LEFT_OUT,
    LIVELIHOOD,
    MEDIATION,
    YES,
    Project,
    add_project,
    do_step,
    finish,
    work,
)
from lianluozhan.project_steps import Step
from lianluozhan.record import id_of
from lianluozhan.standard import TALLIES
from lianluozhan.store import Store
from lianluozhan.taking_on import take_on, taken_on
from lianluozhan.visit import Visit


class Planned(NamedTuple):
    """A project that is made up, its steps (what, who does it), and what it has besides."""

    kind: str
    title: str
    goal: str
    steps: tuple[tuple[str, str], ...]
    besides: Mapping[str, Any] = {}


LIGHTS, LIFT, STRIFE, HERBS = range(4)  # places among PROJECTS
PROJECTS = (
    Planned(
        LIVELIHOOD,
        "村道路灯更换",
        "坏了的四十盏路灯年内全部换好，专人管护。",
        (("逐盏勘查登记", "村委会"), ("招标采购", "镇政府"), ("安装调试", "镇政府"), ("请群众来验收", "代表")),
        {"photos_public": True},
    ),
    Planned(LIVELIHOOD, "老旧小区加装电梯", "两个单元先行试点。", (("征求住户意见", "社区"), ("方案设计", "镇政府"))),
    Planned(
        MEDIATION,
        "两户排水沟纠纷",
        "把排水沟的用法说清楚，签协议。",
        (("分别听取双方意见", "代表"), ("现场丈量，当面调处", "代表、村委会")),
        {
            "parties": "甲方：王甲；乙方：李乙",
            "consent": "双方当面同意，不写姓名",
            "lesson": "先分头听、再一起量，账算在明处，话说在当面。",
            "agreement": "一、排水沟由双方各让一尺，共同使用。\n二、清淤费用双方各出一半。",
        },
    ),
    Planned(
        INDUSTRY,
        "连翘种植合作社",
        "带动三十户种植连翘，统一收购。",
        (("考察选种", "代表"), ("签订收购合同", "合作社"), ("技术培训两次", "农技站")),
    ),
)
DAYS_APART = 20
NEWEST = 9  # closed issues looked at for a case
LAMP = "%灯%"  # of an issue the lights may have come from
PHOTO, WINDOW = (640, 480), (250, 170, 390, 310)


class Lamp(NamedTuple):
    """A picture of no place there is: a lamp that is dark, or lit, before a ground of some colour."""

    field: str
    called: str
    ground: tuple[int, int, int]
    light: tuple[int, int, int]


BEFORE_AFTER = (
    Lamp(Project.before.name, "路口没有灯", (40, 44, 60), (58, 62, 80)),
    Lamp(Project.after.name, "灯亮了", (90, 96, 120), (255, 226, 140)),
)


class Station:
    """The station whose projects these are, and who does each step of them."""

    def __init__(self, store: Store, clerk: str) -> None:
        self.store, self.clerk, self.world = store, clerk, store.identity.world
        self.ids = [id_of("demo", Project.noun, self.world, n) for n in range(len(PROJECTS))]

    def step(self, place: int, does: Callable[..., Any], *what: Any) -> None:
        """One step of the project at this place."""
        with acting(self.store, Project.noun, self.clerk) as act:
            does(act, self.store.get(Project, (self.world, self.ids[place])), *what)


def fill(store: Store, clerk: str) -> None:
    """One of each kind: a candidate that was chosen and goes on, one that was left out, one mediated, one of trade ahead."""
    here = Station(store, clerk)
    first = store.find(Visit, "deputies IS NOT NULL", order="received_at", limit=1)
    people = first[0].deputies if first else []
    _taken_on(here, people)
    _voted(here, LIGHTS, 31, CHOSEN)
    _voted(here, LIFT, 12, LEFT_OUT)
    for place, steps in ((LIGHTS, 1), (STRIFE, 2)):
        for number in range(1, steps + 1):
            here.step(place, do_step, number)
    if people:
        done = {"content": "上门听双方各说各的，量了排水沟，一起算了账。"}
        here.step(STRIFE, work, done, id_of("demo", "duty", here.world, "project"))
    here.step(STRIFE, finish, "双方当面签了协议，排水沟当天疏通。")
    for lamp in BEFORE_AFTER:
        here.step(LIGHTS, _photo, lamp)
    _cases(store, clerk, here.ids[STRIFE])


def _taken_on(here: Station, people: Sequence[str]) -> None:
    lamps = here.store.find(Issue, "kind=? AND statement LIKE ?", (PUBLIC, LAMP), "registered_at", 1)
    with acting(here.store, Project.noun, here.clerk) as act:
        for place, one in enumerate(PROJECTS):
            values = _values(one, here.world, people)
            if place == LIGHTS and lamps:
                values["issues"] = [lamps[0].id]
            add_project(act, here.ids[place], {name: value for name, value in values.items() if value})


def _values(one: Planned, world: str, people: Sequence[str]) -> dict[str, Any]:
    today = clock.today()
    days = [(today + timedelta(days=DAYS_APART * (place - 1))).isoformat() for place in range(len(one.steps))]
    steps = [Step(what, day, who) for (what, who), day in zip(one.steps, days, strict=True)]
    return {
        "kind": one.kind,
        "title": one.title,
        "goal": one.goal,
        "place": own_place_id(world),
        "lead_deputy": people[0] if people else None,
        "deputies": people[1:],
        "due_on": days[-1],
        "steps": "\n".join(step.line for step in steps),
        "agreed_on": today.isoformat() if one.kind == MEDIATION else None,
        **one.besides,
    }


def _voted(here: Station, place: int, yes: int, word: str) -> None:
    """Two count the same, and the meeting decides."""
    counts = dict(zip((*TALLIES, YES), (35, 34, 33, yes), strict=True))
    for which, who in zip(BY, (here.clerk, "李平"), strict=True):
        here.step(place, count, which, who, counts)
    here.step(place, decide, word)


def _photo(act: Act, one: Project, lamp: Lamp) -> None:
    kept = BytesIO()
    picture = Image.new("RGB", PHOTO, lamp.ground)
    picture.paste(lamp.light, WINDOW)
    picture.save(kept, "PNG")
    data = kept.getvalue()
    digest = keep(act.store.path.parent, data, clock.today().year)
    act.amend(one, {lamp.field: [{"digest": digest, "name": f"{lamp.called}.png", "size": len(data)}]})


def _cases(store: Store, clerk: str, mediated: str) -> None:
    """The mediation's case hangs in the hall; of a closed issue one is being written."""
    world, id = store.identity.world, id_of("demo", Notice.noun, "case")
    with acting(store, Notice.noun, clerk) as act:
        add_notice(act, id, posting.drafted_case(store, store.the(Project, (world, mediated))))
    for does in (posting.approve, lambda act, one: post(act, one, "一楼宣传栏")):
        with acting(store, Notice.noun, clerk) as act:
            does(act, store.the(Notice, (world, id)))
    told = "kind=? AND state=? AND category IS NOT NULL"
    newest = store.find(Issue, told, (PUBLIC, CLOSED), "registered_at DESC, number DESC", NEWEST)
    closed = next((one for one in newest if taken_on(store, one.id) is None), None)
    if closed:
        title, case = f"{closed.category}：从反映到办结", id_of("demo", Project.noun, world, "case")
        with acting(store, Project.noun, clerk) as act:
            take_on(act, closed, {"title": title}, case, case=True)
