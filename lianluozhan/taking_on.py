"""立项: an issue of the public becomes a project in one step; of one that is closed its 典型案例, with what was done step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianluozhan.act import Act
from lianluozhan.action import CORRECT, JOINED, NOTE, REFERRED, SETTLED, VOIDED, WITHDRAWN, Action
from lianluozhan.course import circumstances, facts_now, signers, standings
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.fact import Fact
from lianluozhan.issue import Issue
from lianluozhan.masking import mask_names
from lianluozhan.organ import Organ
from lianluozhan.parts import PROJECT_PAPERS
from lianluozhan.place import own_place_id
from lianluozhan.project import OWN, Project, add_project
from lianluozhan.project_steps import Step
from lianluozhan.record import new_id
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.wording import said_class

WORD, CASE = "立项", PROJECT_PAPERS[3]
ASIDE = REFERRED, JOINED, WITHDRAWN, VOIDED
UNTOLD: tuple[Action | None, ...] = (None, CORRECT, NOTE)  # no step towards anything


def taken_on(store: Store, id: str) -> Project | None:
    """The project an issue became already."""
    return next(
        iter(store.find(Project, "EXISTS (SELECT 1 FROM json_each(issues) WHERE value=?)", (id,), "number", 1)), None
    )


def begun(store: Store, issue: Issue) -> dict[str, Any]:
    """What a project of this issue begins with: only words anybody may read, nobody of the public named."""
    closed, people = issue.state in SETTLED, signers(issue)
    lead = issue.lead_deputy or next(iter(people), None)
    values = {
        "kind": OWN,
        "title": mask_names(issue.title or issue.category or "", [issue.raised_by or ""]),
        "place": own_place_id(store.identity.world),
        "lead_deputy": lead,
        "deputies": [one for one in people if one != lead],
        "organs": [one for one in (issue.organ, *(issue.co_organs or ())) if one],
        "issues": [issue.id],
        "begun_on": issue.registered_at[:10],
        "due_on": issue.due_on,
        "steps": "\n".join(_steps(store, issue)) if closed else None,
    }
    if closed:
        values |= {
            "year": (issue.closed_on or "")[:4],
            "finished_on": issue.closed_on,
            "result": "；".join(
                filter(None, (said_class(issue.data), issue.satisfaction and f"群众{issue.satisfaction}"))
            )
            or issue.state,
        }
    return {name: value for name, value in values.items() if value}


def _steps(store: Store, issue: Issue) -> list[str]:
    """What was done, each act once a day, by its word and organ: never by what was said."""
    key = (issue.world, issue.id)
    idle = set(standings(store, [issue])[key].ineffective)
    facts = [
        fact
        for fact, _mended in facts_now(store, key, circumstances(store, [issue])[key]["owner"])
        if fact.id not in idle and fact.action not in UNTOLD
    ]
    organs = by_id(store, Organ, {fact.values["organ"] for fact in facts if fact.values.get("organ")})
    return list(dict.fromkeys(_step(fact.action, fact, organs) for fact in facts if fact.action))


def _step(action: Action, fact: Fact, organs: Mapping[str, Organ]) -> str:
    organ = fact.values.get("organ") or ""
    return Step(f"{action.word} {organs[organ].name if organ in organs else organ}".strip(), done=fact.day).line


def take_on(act: Act, issue: Issue, typed: Mapping[str, Any], id: str = "", case: bool = False) -> str:
    """Register it, under this id where one is given; returns it. `typed` goes over what the issue brings; `case`: only of one that
    is closed. Raises BadInput, NotAllowed."""
    if issue.voided or issue.state in ASIDE:
        raise NotAllowed(f"这件意见{issue.state}，不能{WORD}", then="请选一件在办的，或者办结的")
    if case and issue.state not in SETTLED:
        raise NotAllowed(f"这件意见{issue.state}，还写不成{CASE}", then=f"办结以后再写；现在可以先{WORD}")
    if held := taken_on(act.store, issue.id):
        raise NotAllowed(f"这件意见已经{WORD}：{held.number} {held.title}", then="请到项目里接着写")
    values = begun(act.store, issue) | {name: value for name, value in typed.items() if value not in (None, "")}
    if not values.get("title"):
        raise BadInput(f"没有写{Project.title.label}", then=f"如：{WORD} {Project.title.label}=村道路灯")
    id = id or new_id()
    add_project(act, id, values)
    return id
