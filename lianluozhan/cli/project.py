"""`follow` of a project: begun, a step added or done, finished, stopped, voted on, chosen, a deputy's work for it registered."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lianluozhan import livelihood, project, taking_on
from lianluozhan.act import Act, acting
from lianluozhan.ballot import AGAIN, BY, FIRST, SECOND
from lianluozhan.cli.desk import named
from lianluozhan.cli.words import pairs, said_of
from lianluozhan.duty import Duty
from lianluozhan.errors import BadInput, read_as_input
from lianluozhan.field import Day, Number
from lianluozhan.issue import Issue
from lianluozhan.project import BEGIN, CHOSEN, FINISH, LEFT_OUT, LIVELIHOOD, RESUME, STEP, STOP, WORK, Project
from lianluozhan.project_photo import GONE, PHOTO, WHEN, add_photos, drop_photo
from lianluozhan.project_steps import Step
from lianluozhan.readable import readable
from lianluozhan.store import Store

TAKES: dict[str, tuple[str, ...] | None] = {  # what may be written behind each
    BEGIN: ("日期",),
    STEP: ("第", "日期", "内容", "期限", "责任"),
    FINISH: ("日期", "结果"),
    STOP: ("日期", "原因"),
    RESUME: (),
    PHOTO: (*WHEN, GONE),
    AGAIN: ("原因",),
    CHOSEN: ("日期",),
    LEFT_OUT: ("日期",),
}
TAKES |= dict.fromkeys((FIRST, SECOND, WORK))  # whatever the slip or the duty has


def follow(store: Store, one: Project, options: Namespace) -> None:
    """One step of a project."""
    said = said_of(Project, TAKES, options)
    with acting(store, Project.noun, options.operator or "") as act, read_as_input():
        duty = _take(act, one, options.action, said)
    now = readable(store, Project, [store.the(Project, (one.world, one.id))])[0]
    done = f"，{Duty.label} {store.the(Duty, (one.world, duty)).number}" if duty else ""
    steps = "" if now["progress"] is None else f"，步骤完成 {now['progress']}%"
    voted = f"，{now['voted']} {livelihood.said_votes(now)}".rstrip() if now["kind"] == LIVELIHOOD else ""
    print(f"{now['number']} {now['title']} 现在：{now['state']}{steps}{voted}{done}")


def _take(act: Act, one: Project, action: str, said: Mapping[str, str]) -> str:
    """Do it; gives the id of the duty that comes of it, if any."""
    day = Day("日期").read(said.get("日期")) or ""
    if action in BY:
        who, _field = BY[action]
        label = Project.fields[who].label
        tallies = {word: value for word, value in said.items() if word not in (label, who)}
        livelihood.count(act, one, action, said.get(label) or said.get(who) or "", tallies)
    elif action == AGAIN:
        livelihood.count_again(act, one, said.get("原因", ""))
    elif action in (CHOSEN, LEFT_OUT):
        livelihood.decide(act, one, action, day)
    elif action == STEP:
        _step(act, one, said, day)
    elif action == WORK:
        return _work(act, one, said)
    elif action == PHOTO:
        _photos(act, one, said)
    elif action == BEGIN:
        project.begin(act, one, day)
    elif action == FINISH:
        project.finish(act, one, said.get("结果", ""), day)
    else:
        project.stop(act, one, said.get("原因", ""), day) if action == STOP else project.resume(act, one)
    return ""


def _step(act: Act, one: Project, said: Mapping[str, str], day: str) -> None:
    """第=2 is the second one done; 内容=… is one more."""
    place = Number("第几步").read(said.get("第"))
    if place is None:
        project.add_step(act, one, Step(said.get("内容", ""), Day("期限").read(said.get("期限")), said.get("责任", "")))
    else:
        project.do_step(act, one, place, day)


def _photos(act: Act, one: Project, said: Mapping[str, str]) -> None:
    """办前=路灯.jpg、路口.jpg and 办后=…: each file named by its path; 去掉=路灯.jpg by the name it is kept under."""
    if not any(said.values()):
        raise BadInput("没有写照片", then=f"如：follow {one.number} {PHOTO} 办前=路灯.jpg")
    if said.get(GONE):
        drop_photo(act, one, said[GONE])
    for word, name in WHEN.items():
        if typed := said.get(word):
            whole = Path(typed)  # one file may have 、 in its name
            files = [whole] if whole.exists() else [Path(part.strip()) for part in typed.split("、")]
            add_photos(act, one, name, files)


def take_on(store: Store, one: Issue, options: Namespace) -> None:
    """立项 of an issue: a project of it in one step; 典型案例 of a closed one."""
    with acting(store, Project.noun, options.operator or "") as act:
        with read_as_input():
            typed = Project.read(named(Project, pairs(options.pairs)))
        id = taking_on.take_on(act, one, typed, case=options.action == taking_on.CASE)
    now = store.the(Project, (store.identity.world, id))
    print(f"{now.number} {now.title} 现在：{now.state}，来自意见 {one.number}")


def _work(act: Act, one: Project, said: Mapping[str, str]) -> str:
    labels: dict[str, Any] = {field.label: name for name, field in Duty.fields.items()} | {
        "代表": "deputies",
        "日期": "begin",
    }
    values = Duty.read({labels.get(word, word): value for word, value in said.items()})
    return project.work(act, one, {name: value for name, value in values.items() if value is not None})
