"""The records behind a figure: what was counted, as a list that leads to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from lianluozhan.action import HANDLING, SETTLED, SUGGESTION
from lianluozhan.activity import day_of
from lianluozhan.books import Period
from lianluozhan.figures import ANSWERED, LATE, PASSED_ON, UNSAID, WALK, carried, is_deed, meetings, time_of, within
from lianluozhan.month import period_of
from lianluozhan.month_data import activities_of, duties_of, issues_of, visits_of
from lianluozhan.readable import Row, title_of
from lianluozhan.store import Store
from lianluozhan.veil import eyes, veil
from lianluozhan.visit import OUTCOMES
from ui.listing import Item, Mark
from ui.told import flat, short, told_number


class What(NamedTuple):
    """What is counted: a kind of count, and the word, day or month it is narrowed to."""

    count: str
    word: str = ""


class Behind(NamedTuple):
    """The page these records are looked at on, and their rows."""

    noun: str
    items: list[Item]


# What stands behind the single figures of each part of a report (month_words.told), in their order.
SINGLE: tuple[tuple[What | None, ...], ...] = (
    (
        *[What("visit")] * 4,
        What("outcome", ANSWERED),
        What("passed_on"),
        *(What("outcome", word) for word in OUTCOMES[4:]),
    ),
    (
        What("issue"),
        What("carried"),
        What("closed_in"),
        What("late"),
        What("state", HANDLING),
        What("closed"),
        None,
        None,
    ),
    (*[What("duty")] * 4, What("walks"), What("meetings"), What("deeds"), What("suggestions")),
)


def behind(store: Store, span: str, what: What) -> Behind:
    """The records of a month, quarter or year that a figure counts."""
    noun, item = OF[what.count]
    if noun == "visit":
        word = period_of(store, what.word) if what.count == "day" else what.word
        rows = [row for row in visits_of(store, span) if VISIT[what.count](row, word)]
    elif noun == "duty":
        rows = [row for row in duties_of(store, span) if what.count == "duty" or is_deed(row)]
    elif noun == "activity":
        rows = meetings(activities_of(store, span), period_of(store, span))
    else:
        rows = ISSUES[what.count](issues_of(store, span), period_of(store, span), what.word)
    cls, seen_by = store.schema.records["issue" if noun == "followup" else noun], eyes(store)
    return Behind(noun, [item(veil(cls, row, seen_by)) for row in rows])


VISIT: Mapping[str, Callable[[Row, Any], bool]] = {
    "visit": lambda row, word: True,
    "day": lambda row, days: days.holds(row["received_at"]),
    "outcome": lambda row, word: row["outcome"] == word,
    "passed_on": lambda row, word: row["outcome"] in PASSED_ON,
    "walks": lambda row, word: row["channel"] == WALK,
}
Counts = Callable[[list[Row], Period, str], list[Row]]  # (all issues, the span, the word) -> those that are counted


def _registered(holds: Callable[[Row, str], bool]) -> Counts:
    """Of those registered in the span the ones it holds for."""
    return lambda rows, span, word: [row for row in within(rows, "registered_at", span) if holds(row, word)]


ISSUES: Mapping[str, Counts] = {
    "carried": lambda rows, span, word: carried(rows, span),
    "closed_in": lambda rows, span, word: [row for row in within(rows, "closed_on", span) if row["state"] in SETTLED],
    "issue": _registered(lambda row, word: True),
    "category": _registered(lambda row, word: (row["category"] or UNSAID) == word),
    "state": _registered(lambda row, word: row["state"] == word),
    "closed": _registered(lambda row, word: row["state"] in SETTLED),
    "late": _registered(lambda row, word: row["light"] == LATE),
    "source": _registered(lambda row, word: (row["source"] or UNSAID) == word),
    "answer": _registered(lambda row, word: row["answer_class"] == word),
    "time": _registered(lambda row, word: time_of(row) == word),
    "suggestions": _registered(lambda row, word: row["kind"] == SUGGESTION),
}


def visit_item(row: Row) -> Item:
    """A visit's row."""
    marks = (Mark(row["outcome"]),) if row["outcome"] else ()
    words = flat(row["statement"])
    return Item(
        row["id"],
        row["visitor_name"] or row["raiser_kind"] or "",
        short(row["received_at"]),
        words,
        marks,
        told_number(row),
    )


def issue_item(row: Row) -> Item:
    """An issue's row."""
    marks = tuple(Mark(word) for word in (row["state"], row["category"]) if word)
    return Item(row["id"], title_of(row), short(row["registered_at"]), row["organ"] or "", marks, told_number(row))


def _duty(row: Row) -> Item:
    names = "、".join(row["deputies"] or ())
    return Item(
        row["id"], row["title"] or row["kind"], short(row["begin"]), names, (Mark(row["kind"]),), told_number(row)
    )


def _activity(row: Row) -> Item:
    names = "、".join(row["present"] or ())
    return Item(
        row["id"], row["theme"] or row["kind"], short(day_of(row)), names, (Mark(row["kind"]),), told_number(row)
    )


OF: Mapping[str, tuple[str, Callable[[Row], Item]]] = (
    dict.fromkeys(VISIT, ("visit", visit_item))
    | dict.fromkeys(ISSUES, ("followup", issue_item))
    | {"duty": ("duty", _duty), "deeds": ("duty", _duty), "meetings": ("activity", _activity)}
)
