"""What the made-up station works on: a project of each kind, from a candidate that is voted on to a finished mediation whose case is
made known; one closed issue as a 典型案例."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

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

PROJECTS = (
    (LIVELIHOOD, "村道路灯更换", "坏了的四十盏路灯年内全部换好，专人管护。", (("逐盏勘查登记", "村委会"), ("招标采购", "镇政府"), ("安装调试", "镇政府"), ("请群众来验收", "代表"))),
    (LIVELIHOOD, "老旧小区加装电梯", "两个单元先行试点。", (("征求住户意见", "社区"), ("方案设计", "镇政府"))),
    (MEDIATION, "两户排水沟纠纷", "把排水沟的用法说清楚，签协议。", (("分别听取双方意见", "代表"), ("现场丈量，当面调处", "代表、村委会"))),
    (INDUSTRY, "连翘种植合作社", "带动三十户种植连翘，统一收购。", (("考察选种", "代表"), ("签订收购合同", "合作社"), ("技术培训两次", "农技站"))),
)  # fmt: skip
DAYS_APART = 20
NEWEST = 9  # closed issues looked at for a case
LAMP = "%灯%"  # of an issue the lights may have come from
PHOTO, WINDOW = (640, 480), (250, 170, 390, 310)
BEFORE_AFTER = (
    (Project.before.name, "路口没有灯", (40, 44, 60), (58, 62, 80)),
    (Project.after.name, "灯亮了", (90, 96, 120), (255, 226, 140)),
)


def fill(store: Store, clerk: str) -> None:
    """One of each kind: a candidate that was chosen and goes on, one that was left out, one mediated, one of trade ahead."""
    today, world = clock.today(), store.identity.world
    people = next((one.deputies for one in store.find(Visit, "deputies IS NOT NULL", order="received_at", limit=1)), [])
    lamps = next(
        (one.id for one in store.find(Issue, "kind=? AND statement LIKE ?", (PUBLIC, LAMP), "registered_at", 1)), None
    )
    ids = [id_of("demo", Project.noun, world, n) for n in range(len(PROJECTS))]
    with acting(store, Project.noun, clerk) as act:
        for n, (kind, title, goal, steps) in enumerate(PROJECTS):
            days = [(today + timedelta(days=DAYS_APART * (place - 1))).isoformat() for place in range(len(steps))]
            values = {"kind": kind, "title": title, "goal": goal, "place": own_place_id(world), "lead_deputy": people[0] if people else None, "deputies": people[1:] or None,
                      "due_on": days[-1], "steps": "\n".join(Step(what, day, who).line for (what, who), day in zip(steps, days, strict=True)),
                      "issues": [lamps] if lamps and n == 0 else None, "photos_public": n == 0 or None, "parties": "甲方：王甲；乙方：李乙" if kind == MEDIATION else None, "consent": "双方当面同意，不写姓名" if kind == MEDIATION else None,
                      "agreed_on": today.isoformat() if kind == MEDIATION else None, "lesson": "先分头听、再一起量，账算在明处，话说在当面。" if kind == MEDIATION else None,
                      "agreement": "一、排水沟由双方各让一尺，共同使用。\n二、清淤费用双方各出一半。" if kind == MEDIATION else None}  # fmt: skip
            add_project(act, ids[n], {name: value for name, value in values.items() if value})

    def step(place: int, does: Callable[[Act, Project], Any]) -> None:
        with acting(store, Project.noun, clerk) as act:
            does(act, store.get(Project, (world, ids[place])))

    for place, yes, word in ((0, 31, CHOSEN), (1, 12, LEFT_OUT)):
        counts = dict(zip((*TALLIES, YES), (35, 34, 33, yes), strict=True))
        for which, who in zip(BY, (clerk, "李平"), strict=True):
            step(place, lambda act, one, which=which, who=who, counts=counts: count(act, one, which, who, counts))
        step(place, lambda act, one, word=word: decide(act, one, word))
    for place, steps in ((0, 1), (2, 2)):
        for number in range(1, steps + 1):
            step(place, lambda act, one, number=number: do_step(act, one, number))
    if people:
        step(
            2,
            lambda act, one: (
                work(
                    act,
                    one,
                    {"content": "上门听双方各说各的，量了排水沟，一起算了账。"},
                    id_of("demo", "duty", world, "project"),
                )
                and None
            ),
        )
    step(2, lambda act, one: finish(act, one, "双方当面签了协议，排水沟当天疏通。"))
    for name, called, ground, light in BEFORE_AFTER:
        step(
            0,
            lambda act, one, name=name, called=called, ground=ground, light=light: _photo(
                act, one, name, called, (ground, light)
            ),
        )
    _cases(store, clerk, ids[2])


def _photo(act: Act, one: Project, name: str, called: str, colours: tuple[tuple[int, int, int], ...]) -> None:
    """A picture of no place there is: a lamp that is dark, or lit."""
    kept, (ground, light) = BytesIO(), colours
    picture = Image.new("RGB", PHOTO, ground)
    picture.paste(light, WINDOW)
    picture.save(kept, "PNG")
    data = kept.getvalue()
    paper = {
        "digest": keep(act.store.path.parent, data, clock.today().year),
        "name": f"{called}.png",
        "size": len(data),
    }
    act.amend(one, {name: [paper]})


def _cases(store: Store, clerk: str, mediated: str) -> None:
    """The mediation's case hangs in the hall; of a closed issue one is being written."""
    world, id = store.identity.world, id_of("demo", Notice.noun, "case")
    with acting(store, Notice.noun, clerk) as act:
        add_notice(act, id, posting.drafted_case(store, store.get(Project, (world, mediated))))
    for does in (posting.approve, lambda act, one: post(act, one, "一楼宣传栏")):
        with acting(store, Notice.noun, clerk) as act:
            does(act, store.get(Notice, (world, id)))
    closed = next(
        (
            one
            for one in store.find(
                Issue,
                "kind=? AND state=? AND category IS NOT NULL",
                (PUBLIC, CLOSED),
                "registered_at DESC, number DESC",
                NEWEST,
            )
            if taken_on(store, one.id) is None
        ),
        None,
    )
    if closed:
        with acting(store, Project.noun, clerk) as act:
            take_on(
                act,
                closed,
                {"title": f"{closed.category}：从反映到办结"},
                id_of("demo", Project.noun, world, "case"),
                case=True,
            )
