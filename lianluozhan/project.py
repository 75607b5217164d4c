"""项目: what a station takes on beyond single issues (产业发展, 民生实事, 矛盾调处, its own), from plan to result.

Nobody sets its state: it follows from the days that are written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act, refuse_voided
from lianluozhan.ballot import APART, COUNTED, HALF
from lianluozhan.duty import add_duty
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import Choice, CountPerRef, Day, LongText, Number, Papers, Ref, Refs, Serial, Text, YesNo
from lianluozhan.figures import DEED, SETTLED_STRIFE
from lianluozhan.issue import Issue
from lianluozhan.match import matched, numbered
from lianluozhan.project_steps import Step, dated, impossible, no_day, steps_of
from lianluozhan.record import Record, new_id
from lianluozhan.store import Store

KINDS = INDUSTRY, LIVELIHOOD, MEDIATION, OWN = "产业发展", "民生实事", "矛盾调处", "自定"
STATES = PLANNED, GOING, FINISHED, STOPPED = "计划", "进行", "完成", "停止"
CHOSEN, LEFT_OUT = "选定", "落选"
CANDIDATE = "候选"
VOTED = CANDIDATE, HALF, APART, COUNTED, CHOSEN, LEFT_OUT
THIS = "这个项目"
YES = "赞成"  # of the slips that are valid
BEGIN, STEP, FINISH, STOP, RESUME, WORK = "开始", "步骤", FINISHED, STOPPED, "恢复", "履职"
DUTY_KINDS = {MEDIATION: SETTLED_STRIFE, LIVELIHOOD: DEED}  # of the point table; of the others it is 其他
OTHER = "其他"


class Project(Record):
    """One matter with a goal, its steps, who works on it, and what came of it."""

    noun, label, letter = "project", "项目", "X"
    indexes = ("kind", "year")
    stepwise = ("counter", "teller", "counted", "recounted", "decision", "decided_on", "duties", "before", "after")

    number = Serial("编号")
    kind = Choice("项目类别", required=True, choices=KINDS)
    title = Text("项目名称", required=True)
    year = Text("年度")
    goal = LongText("目标")
    place = Ref("家站点", of="place")
    lead_deputy = Ref("牵头代表", of="deputy")
    deputies = Refs("参与代表", of="deputy")
    organs = Refs("承办单位", of="organ")
    issues = Refs("来自的意见", of="issue")
    begun_on = Day("开始日期")
    due_on = Day("完成期限")
    steps = LongText("步骤")
    before = Papers("办前照片")
    after = Papers("办后照片")
    photos_public = YesNo("照片可以公开")
    parties = LongText("当事人", private=True)
    agreement = LongText("调处协议", private=True)
    agreed_on = Day("签协议日期")
    consent = Text("同意公开", private=True)  # who of them, when
    result = LongText("办理结果")
    finished_on = Day("完成日期")
    stopped_on = Day("停止日期")
    stopped_why = Text("停止原因")
    lesson = LongText("经验做法")
    counter = Text("计票人")
    teller = Text("监票人")
    counted = CountPerRef("计票人数的")
    recounted = CountPerRef("监票人数的")
    decision = Choice("选定情况", choices=(CHOSEN, LEFT_OUT))
    decided_on = Day("选定日期")
    duties = Refs("记下的履职", of="duty")
    attachments = Papers("附件")
    state = Choice("状态", choices=STATES, derived=True)
    progress = Number("完成步骤（%）", derived=True)
    next_on = Day("下一个期限", derived=True)
    voted = Choice("票决", choices=VOTED, derived=True)
    votes = Number("赞成票", derived=True)


def add_project(act: Act, id: str, values: dict[str, Any], evidence: str | None = None) -> None:
    """Take a project on, numbered in its year. Raises BadInput and changes nothing."""
    Project.refuse_stepwise(values)
    values = checked(act.store, values)
    year = values.get("year") or (values.get("begun_on") or clock.day())[:4]
    act.write(Project, id, matched(act, Project, values) | {"year": year, "number": act.number(Project, year)})


def checked(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, with issues named by number as the issues they are. Raises BadInput."""
    if values.get("year") and not re.fullmatch(r"\d{4}", values["year"]):
        raise BadInput(f"年度“{values['year']}”看不懂", then="请写四位数字，如 2026")
    if values.get("steps"):
        values = dict(values) | {"steps": dated(values["steps"], values.get("year"))}
    if wrong := impossible(values.get("steps")):
        raise no_day(wrong[0])
    made = dict(values)
    if made.get("issues"):
        made["issues"] = list(dict.fromkeys(numbered(store, Issue, word).id for word in made["issues"]))
    return made


# -- its way


def begin(act: Act, one: Project, on: str = "") -> None:
    """It has begun."""
    _open(one)
    if one.begun_on:
        raise NotAllowed(f"{one.begun_on} 已经开始")
    act.amend(one, {"begun_on": on or clock.day()})


def add_step(act: Act, one: Project, step: Step) -> None:
    """One step more. Raises BadInput."""
    _open(one)
    if not step.what.strip():
        raise BadInput("没有写做什么", then=f"如：follow {one.number} {STEP} 内容=换灯头 期限=2026-10-10 责任=村委会")
    act.amend(one, {"steps": "\n".join((*(held.line for held in steps_of(one.steps)), step.line))})


def do_step(act: Act, one: Project, place: int, on: str = "") -> Step:
    """The step at this place, from 1, is done; gives it as it stands now. Raises BadInput, NotAllowed."""
    _open(one)
    steps = steps_of(one.steps)
    if not 1 <= place <= len(steps):
        raise BadInput(f"没有第 {place} 步，一共 {len(steps)} 步")
    if steps[place - 1].done is not None:
        raise NotAllowed(f"第 {place} 步已经办了：{steps[place - 1].line}")
    steps[place - 1] = steps[place - 1]._replace(done=on or clock.day())
    act.amend(one, {"steps": "\n".join(step.line for step in steps)})
    return steps[place - 1]


def finish(act: Act, one: Project, result: str = "", on: str = "") -> None:
    """It came to its end, with a result. Raises BadInput, NotAllowed while steps are undone."""
    _open(one)
    if undone := [step for step in steps_of(one.steps) if step.done is None]:
        raise NotAllowed(
            f"还有 {len(undone)} 步没有办：{undone[0].what}", then=f"办了的先用{STEP}记上；不办了的，改掉步骤再{FINISH}"
        )
    if not (result or one.result):
        raise BadInput(f"{FINISH}没有写{Project.result.label}", then=f"请写{Project.result.label}")
    day = on or clock.day()
    if one.begun_on and day < one.begun_on:
        raise BadInput(
            f"{Project.finished_on.label} {day} 比{Project.begun_on.label} {one.begun_on} 还早", then="请核对日期"
        )
    act.amend(one, {"finished_on": day, "result": result or one.result})


def stop(act: Act, one: Project, why: str = "", on: str = "") -> None:
    """It is not gone on with, for a reason."""
    _open(one)
    if not why.strip():
        raise BadInput(f"没有写{Project.stopped_why.label}", then=f"请写{Project.stopped_why.label}")
    act.amend(one, {"stopped_on": on or clock.day(), "stopped_why": why.strip()})


def resume(act: Act, one: Project) -> None:
    """It is taken up again: after it was stopped, or where it was not finished after all."""
    refuse_voided(one, THIS)
    if not (one.stopped_on or one.finished_on):
        raise NotAllowed(f"这个项目{one.state}，不用{RESUME}")
    act.amend(one, dict.fromkeys(("stopped_on", "stopped_why", "finished_on")))


def work(act: Act, one: Project, values: Mapping[str, Any], id: str = "") -> str:
    """What deputies did for it becomes their duty, and the project knows of it; gives the duty's id."""
    refuse_voided(one, THIS)
    people = values.get("deputies") or list(dict.fromkeys(filter(None, (one.lead_deputy, *(one.deputies or ())))))
    if not people:
        raise BadInput("没有写是哪几位代表", then="请写代表")
    usual = {
        "begin": clock.day(),
        "kind": DUTY_KINDS.get(one.kind, OTHER),
        "title": one.title,
        "place": one.place,
        "source": f"{Project.label}：{one.number}",
    }
    said = usual | dict(values) | {"deputies": people}
    id = id or new_id()
    add_duty(act, id, {name: value for name, value in said.items() if value})
    act.amend(one, {"duties": [*(one.duties or ()), id]})
    return id


def _open(one: Project) -> None:
    refuse_voided(one, THIS)
    if one.state in (FINISHED, STOPPED):
        raise NotAllowed(f"这个项目已经{one.state}", then=f"要接着做的，先{RESUME}")


# -- derived


def standing(one: Project) -> dict[str, Any]:
    """State, progress and what the votes come to, as they follow from what is written; total: whatever arrives in a package
    has them."""
    steps = steps_of(one.steps)
    done = sum(step.done is not None for step in steps)
    state = _state(one, begun=bool(one.begun_on or done))
    days = [day for day in (one.due_on, *(step.by for step in steps if step.done is None)) if day]
    agreed = one.counted if one.counted and one.counted == one.recounted and one.counter != one.teller else None
    return {
        "state": state,
        "progress": done * 100 // len(steps) if steps else None,
        "next_on": min(days, default=None) if state in (PLANNED, GOING) else None,
        "voted": _voted(one, agreed) if one.kind == LIVELIHOOD else None,
        "votes": agreed and agreed.get(YES),
    }


def _state(one: Project, *, begun: bool) -> str:
    if one.stopped_on or one.decision == LEFT_OUT:
        return STOPPED
    if one.finished_on:
        return FINISHED
    return GOING if begun else PLANNED


def _voted(one: Project, agreed: Mapping[str, int] | None) -> str:
    if one.decision:
        return one.decision
    if agreed:
        return COUNTED
    if one.counted and one.recounted:
        return APART
    return HALF if one.counted or one.recounted else CANDIDATE
