"""What is worth doing by a day though nobody is kept from going on without: 面商 before the answer to a 代表建议, and the
签收 of what was passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from lianluozhan import action as table, clock
from lianluozhan.calendar import calendar_of
from lianluozhan.deadline import count, limit_named, rules_of
from lianluozhan.followup import Outcome
from lianluozhan.store import Store


def consult_by(store: Store, kind: str | None, outcome: Outcome) -> str | None:
    """By which day the organ in charge of a 代表建议 talks with its deputies, while it has not; None where nothing is to
    be reminded of."""
    if (
        kind != table.SUGGESTION
        or outcome.state not in table.IN_HAND
        or outcome.consulted_on
        or not outcome.assigned_on
    ):
        return None
    rules = rules_of(store, int(outcome.assigned_on[:4]))
    if table.CONSULT.word not in rules:
        return None
    limit = limit_named(rules, table.CONSULT.word)
    return count(calendar_of(store), outcome.assigned_on, limit.days, limit.unit).due_on


def said_consult(day: str) -> str:
    """The reminder in words."""
    return (
        f"还没有记{table.CONSULT.word}：答复代表建议以前，请承办单位先和代表商量，{day} 前为好；没有记也可以先写答复。"
    )


def receipts(store: Store, issues: Iterable[Mapping[str, Any]]) -> dict[str, str | None]:
    """{issue id: by which day its organ should have said that it has it}, of those that this office passed on and that have
    not said so; a next round goes to who has it already."""
    calendar, ours = calendar_of(store), store.identity.role == table.DISTRICT_ROLE

    @cache
    def by(sent: str) -> str | None:
        limit = limit_named(rules_of(store, int(sent[:4])), table.RECEIVE.word)
        return count(calendar, sent, limit.days, limit.unit).due_on

    passed = [one for one in issues if one["state"] == table.HANDLING and one["assigned_on"]]
    waiting = [one for one in passed if ours == (one["route"] == table.UPWARD)]
    return {one["id"]: by(one["assigned_on"]) for one in waiting if not one["received_on"] and (one["round"] or 1) == 1}


def missed(day: str | None) -> bool:
    """Whether it is time to ask after a receipt."""
    return day is not None and day < clock.day()
