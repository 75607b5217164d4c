"""What a morning asks of the wider parts: drafts, projects, promises that are due, whom a law has still to be told, what hangs too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from lianluozhan import clock, parts
from lianluozhan.calendar import calendar_of
from lianluozhan.commitment import Commitment
from lianluozhan.draft_law import APPROVED, ASKING, DraftLaw, drafts
from lianluozhan.legislation import SEND, ToTell, to_tell as to_tell_of_laws
from lianluozhan.notice import TAKE_DOWN, Notice, overdue
from lianluozhan.project import Project
from lianluozhan.record import Record
from lianluozhan.store import Store
from ui.told import said_left, short

NAME = "其他到期的"
SOON = 3  # working days


class Line(NamedTuple):
    """One thing to do: the page and record it leads to, its lamp, what it is, a word about it, and when."""

    noun: str
    id: str
    title: str
    words: str = ""
    right: str = ""
    lamp: str = ""


def further(store: Store) -> list[Line]:
    """What is due or late in the parts that are on, the earliest first, then whom to tell what became of their words."""
    hidden = parts.hidden_pages(store)
    dated = [(day, line) for day, line in _dated(store) if line.noun not in hidden]
    lines = [line for _day, line in sorted(dated, key=lambda pair: pair[0])]
    if Notice.noun not in hidden:
        lines += _hanging(store)
    if DraftLaw.noun not in hidden:
        lines += _untold(store)
    return lines


def _dated(store: Store) -> Iterator[tuple[str, Line]]:
    """What has a day of its own, up to a few working days ahead; what a district sent down and nobody began counts too."""
    calendar, today, own = calendar_of(store), clock.today(), store.identity.world
    last = today
    for _ in range(SOON):
        last = calendar.next_working(last + timedelta(days=1))
    asked = [one for one in drafts(store) if one.state in (ASKING, APPROVED) and one.due_on]
    found: list[tuple[str, Record, str, str]] = [(one.due_on, one, one.title, f"还没有{SEND}") for one in asked]
    for cls, title in ((Project, "title"), (Commitment, "item")):
        ahead = store.find(cls, "next_on IS NOT NULL AND world=?", (own,))
        found += [(one.next_on, one, one.data[title], one.state or "") for one in ahead]
    for day, one, said, words in found:
        if day <= last.isoformat():
            lamp = "红" if day < today.isoformat() else "黄"
            yield day, Line(one.noun, one.id, said, f"{one.label} · {words}", said_left(calendar, day), lamp)


def _hanging(store: Store) -> list[Line]:
    """What hangs though its time is over."""
    late = [one for one in store.find(Notice, "world=?", (store.identity.world,), "until, number") if overdue(one)]
    return [Line(one.noun, one.id, one.name, f"公示到期，还没有{TAKE_DOWN}", short(one.until), "红") for one in late]


def _untold(store: Store) -> list[Line]:
    """Of each draft how many people wait to hear, and since when; leads to the first of them."""
    waiting: dict[str, list[ToTell]] = {}
    for one in to_tell_of_laws(store):
        waiting.setdefault(one.opinion.draft, []).append(one)
    titles = {one.id: one.title for one in store.find(DraftLaw)}
    lines = []
    for draft, ones in waiting.items():
        first = ones[0]
        title = titles.get(draft, DraftLaw.label)
        lines.append(
            Line(first.opinion.noun, first.opinion.id, title, f"还要反馈 {len(ones)} 位", f"{short(first.since)} 起")
        )
    return lines
