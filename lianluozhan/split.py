"""拆分: what turns out to be several matters becomes as many issues, each with its own words, category and organ.

Everybody behind the one is behind each of them, unless a part names its people, and stays behind the issue itself, which
goes on with what is left of it: nobody is left untold. Who wrote a letter has no visit: a part's first fact names them, as
反映人 where the letter is the part's own, else by the issue of their letter, joined to the one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan import action as table, clock
from lianluozhan.act import Act
from lianluozhan.course import circumstances, joined_to
from lianluozhan.errors import BadInput, BadValue, read_as_input
from lianluozhan.followup import Followup
from lianluozhan.handling import begin_issue, first_values, follow
from lianluozhan.issue import Issue
from lianluozhan.match import matched
from lianluozhan.record import Record, new_id, present

TAKEN_OVER = (
    "kind source raiser_kind raised_by raiser_phone raiser_address location urgency sensitive lead_deputy".split()
)
OWN = ("title", "statement", "category", "location")  # of each part, beside its organ
LEFT = ("title", "category")  # what the issue itself may be called from now on
PARTS = Issue.split_into.label  # what a part is typed under
PEOPLE = "people"  # of a part: names or keys of those behind it
MARKS = {"标题": "title", "类别": "category", "单位": "organ", "地点": "location", "反映人": PEOPLE}
HOW = f"请写成：{PARTS}=说的是什么 标题:… 类别:… 单位:…；拆出几件就写 {PARTS}、{PARTS}2、{PARTS}3"
NAMES = re.compile(r"\s*[、,，]\s*")
_MARK = re.compile(rf"\s+({'|'.join(MARKS)})[:：]")


def part_of(words: str) -> dict[str, Any]:
    """A part as it is typed on one line: 楼道灯不亮 标题:楼道灯 类别:路灯 单位:区住建局."""
    statement, *marked = _MARK.split(f" {words}")
    named = {MARKS[mark]: value.strip() for mark, value in zip(marked[::2], marked[1::2], strict=True)}
    people = {PEOPLE: NAMES.split(named[PEOPLE])} if named.get(PEOPLE) else {}
    return {"statement": statement.strip(), **named, **people}


def parts_of(typed: Mapping[str, Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The parts among what was typed (拆出, 拆出2 …), and the rest of it."""
    names = [name for name in typed if re.fullmatch(rf"{PARTS}\d*", name)]
    labels = {Issue.fields[name].label: name for name in LEFT}
    return [part_of(typed[name]) for name in names], {
        labels.get(name, name): typed[name] for name in typed if name not in names
    }


def split(act: Act, issue: Issue, typed: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> list[Issue]:
    """Make an issue of each part; `typed` is the fact, and how the issue itself is called from now on.

    Raises BadInput where a part says nothing, NotAllowed where it cannot be split; nothing is written then.
    """
    if not parts:
        raise BadInput("没有写拆出哪一件", then=HOW)
    fact = {name: value for name, value in typed.items() if name not in LEFT}
    born = {
        "to": [issue.id],
        "acted_by": act.operator or table.CLERK,
        "reason": fact.get("reason"),
        "acted_on": _day(fact),
    }
    ids = [_begin(act, issue, one, born, f"{PARTS}第 {place} 件") for place, one in enumerate(parts, 1)]
    act.finish()  # the fact names them; nothing is kept until the transaction ends
    follow(act, issue, table.SPLIT.word, fact | {"to": ids, "text": "\n".join(one["statement"] for one in parts)})
    left = _read(Issue, {name: typed[name] for name in LEFT if typed.get(name)}, "原来的")
    if left:
        act.write(Issue, issue.id, matched(act, Issue, left), issue.world)
    act.finish()
    return [act.store.the(Issue, (issue.world, id)) for id in ids]


def _day(fact: Mapping[str, Any]) -> str:
    with read_as_input():
        return (Followup.fields["acted_on"].read(fact.get("acted_on")) or clock.day())[:10]


def _begin(act: Act, issue: Issue, part: Mapping[str, Any], born: Mapping[str, Any], said: str) -> str:
    own = _read(Issue, {name: part.get(name) for name in OWN}, said)
    organ = _read(Followup, {"organ": part.get("organ")}, said)
    if not own.get("statement"):
        raise BadInput(f"{said}没有写说的是什么", then=HOW)
    id, around = new_id(), circumstances(act.store, [issue])[issue.world, issue.id]
    taken, letters = _behind(act, issue, around, part.get(PEOPLE) or (), said)
    taken = {name: issue.data[name] for name in TAKEN_OVER} | taken
    values = matched(act, Issue, present(taken | {"registered_at": born["acted_on"]}) | own)
    begin_issue(act, id, values, {"action": table.SPLIT.word, **born, "to": [*born["to"], *letters]})
    if organ:
        assigned = {"action": table.ASSIGN.word, **matched(act, Followup, organ), "assigned_by": around["host"]}
        assigned |= {name: born[name] for name in ("acted_on", "acted_by")}
        act.write(Followup, new_id(), {"issue": id, **first_values(act, values, assigned)})
    return id


def _behind(
    act: Act, issue: Issue, around: Mapping[str, Any], named: Sequence[str], said: str
) -> tuple[dict[str, Any], list[str]]:
    """What a part has of the people behind the issue: its visits and deputies, and the keys of those who wrote letters."""
    every, deputies = table.concerned(around), around["concerned_deputies"]
    people = table.person_keys(named, around) or list(every)
    if strangers := [one for one in people if one not in every]:
        raise BadInput(f"{said}：这件意见里没有“{'、'.join(strangers)}”", then=f"可写：{'、'.join(every.values())}")
    raisers = [key for key in every if key not in deputies]
    if raisers and not set(raisers) & set(people):
        raise BadInput(f"{said}没有写是谁反映的", then=f"至少写一位：{'、'.join(every[key] for key in raisers)}")
    came = dict.fromkeys(id for one in (issue, *joined_to(act.store, issue)) for id in one.visits or ())
    signed = [id for id in deputies if id in people]
    lead = (
        issue.lead_deputy if issue.lead_deputy in people or issue.kind != table.SUGGESTION else next(iter(signed), None)
    )
    visits = [id for id in came if id in people or id not in every]  # who gave no name is told by nobody
    letters = [key for key in raisers if key in people and key not in came]
    return {"visits": visits or None, "deputies": signed or None, "lead_deputy": lead}, letters


def _read(cls: type[Record], typed: Mapping[str, Any], said: str) -> dict[str, Any]:
    try:
        return present({name: cls.fields[name].read(value) for name, value in typed.items()})
    except BadValue as bad:
        raise BadInput(f"{said}：{bad}") from None
