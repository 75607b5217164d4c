"""形成建议: one or several issues of the public become a 代表建议 of the deputies in one step; they stay what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lianluozhan import clock
from lianluozhan.act import Act
from lianluozhan.action import SUGGESTION
from lianluozhan.course import signers
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.handling import add_issue
from lianluozhan.issue import Issue
from lianluozhan.record import new_id, present
from lianluozhan.suggestion import PROPOSAL, USUAL
from lianluozhan.visit import SUGGESTED

WORD = SUGGESTED
TAKEN = ("category", "location")  # what they have in common goes over


def begun(issues: Sequence[Issue]) -> dict[str, Any]:
    """What a suggestion from these issues begins with, as its form shows it: what they say, what they share, who received."""
    first = issues[0]
    shared = {
        name: first.data[name]
        for name in TAKEN
        if first.data[name] and all(one.data[name] == first.data[name] for one in issues)
    }
    deputies = list(dict.fromkeys(id for one in issues for id in signers(one)))
    said = [one.title or one.summary or one.statement for one in issues]
    return present(
        {
            "registered_at": clock.day(),
            "kind": SUGGESTION,
            "form": PROPOSAL,
            "congress": USUAL,
            "urgency": "正常",
            "source": "、".join(filter(None, (one.number for one in issues))),
            "basis": [one.id for one in issues],
            "title": first.title if len(issues) == 1 else None,
            "statement": "；".join([*(one.rstrip("。；") for one in said[:-1]), said[-1]]),
            "grounds": "\n".join(said),
            "lead_deputy": deputies[0] if deputies else None,
            "deputies": deputies[1:] or None,
            **shared,
        }
    )


def raise_suggestion(act: Act, issues: Sequence[Issue], typed: Mapping[str, Any], id: str = "") -> str:
    """Register the suggestion, under this id where one is given; returns it. `typed` goes over what they bring.

    Raises BadInput, NotAllowed.
    """
    wrong = [one.number or one.id for one in issues if one.voided or one.kind == SUGGESTION]
    if wrong:
        raise NotAllowed(f"{'、'.join(wrong)} 不能作依据：作废的，或者本来就是{SUGGESTION}", then="请写群众意见的编号")
    values = begun(issues) | present(typed)
    if not values.get("title"):
        raise BadInput("没有写标题（案由）", then="请写标题，如 标题=关于…的建议")
    if not values.get("lead_deputy"):
        raise BadInput("没有写领衔代表", then="请写领衔代表")
    id = id or new_id()
    add_issue(act, id, values)
    return id
