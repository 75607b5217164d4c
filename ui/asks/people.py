"""Whom an issue concerns: everybody who must be told of its answer, whole or as they may stand on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import action as table, clock
from lianluozhan.followup import Outcome
from lianluozhan.issue import Issue
from lianluozhan.masking import mask_phone
from lianluozhan.readable import Row, readable
from lianluozhan.store import Store
from lianluozhan.telling import DEPUTY, people_of, said_of, script
from lianluozhan.veil import VEILED, called
from ui.told import led_by, short


class Person(NamedTuple):
    """Somebody who must be told: `done` where told or excused, `words` say how and when, or what was tried; `again`: tomorrow."""

    key: str
    name: str
    role: str
    phone: str
    done: bool
    words: str
    script: str = ""
    again: bool = False


def people(
    store: Store, issue: Issue, around: Mapping[str, Any], outcome: Outcome, past: Sequence[Any]
) -> Iterable[Person]:
    """Everybody behind an issue, each with a sentence of their own to be read to them; of a joined one nobody."""
    answer = next((one for one in past if one.values.get("answer_class")), None)
    row = readable(store, Issue, [issue])[0]
    for one in people_of(store, issue, around) if outcome.state != table.JOINED else ():
        told = outcome.told.get(one.key, {})
        words = script(store, row, one.name, said_of(answer), one.role) if answer else ""
        yield Person(*one, bool(told.get("on")), _told(told), words, clock.day() in (told.get("tries") or ()))


def starred(one: Person) -> Person:
    """Somebody as they stand on the screen: who is in office by name; nobody's phone, and nothing to read to them."""
    return one._replace(
        name=one.name if one.role == DEPUTY else called(one.name), phone=mask_phone(one.phone), script=""
    )


def unnamed(why: str | None, everybody: Iterable[Person]) -> str | None:
    """Why something cannot be done, with the names in it as they may stand there."""
    for one in everybody:
        why = why and why.replace(one.name, starred(one).name)
    return why


def whom(one: str, issue: Row) -> str:
    """Whom a fact was done to: an official's name as it is, others as the issue has them."""
    if one == table.RAISER:
        return issue["raised_by"] or one
    numbered = any(c.isdigit() for c in one)  # the issues it was split into, or joined to
    return one if VEILED not in issue or numbered or one in led_by(issue) else called(one)


def _told(told: Mapping[str, Any]) -> str:
    """10-21 电话 满意; 试过 2 次，10-20."""
    if told.get("on"):
        return " ".join(
            part for part in (short(told["on"]), told.get("out") or told.get("how"), told.get("rating")) if part
        )
    tries = told.get("tries") or ()
    return f"打过 {len(tries)} 次没通，上次 {short(tries[-1])}" if tries else ""
