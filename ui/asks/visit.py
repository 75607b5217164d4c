"""What 接待登记 asks the folder: the list's rows, and one visit to read, to change or to go on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lianluozhan import clock, search
from lianluozhan.amend import version
from lianluozhan.appointment import Appointment, carried
from lianluozhan.caution import locked
from lianluozhan.draft import Draft, draft_of, drafts
from lianluozhan.followup import Followup
from lianluozhan.issue import Issue
from lianluozhan.late import ADDED, told_later
from lianluozhan.masking import mask_numbers
from lianluozhan.readable import readable, title_of, told
from lianluozhan.reception import issue_id, issues_of
from lianluozhan.record import Record, short_number
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.veil import called, veiled
from lianluozhan.visit import CAME, ON_THE_SPOT, SUGGESTED, TO_DISTRICT, TO_TOWN, TO_VILLAGE, Visit, further
from lianluozhan.whose import NAME_THERE, OFFICE, STATION
from ui.entering import draft_id, entry_of
from ui.listing import Item, Mark, plain, way
from ui.told import flat, kept, said_date, told_number

TONES = {ON_THE_SPOT: "green", TO_VILLAGE: "primary", TO_TOWN: "primary", TO_DISTRICT: "primary", SUGGESTED: "amber"}
FORM = "F1"  # the code of 接待登记表 (report/reception_form)
TO_LIST, TO_FILTER = "打开列表", "筛选列表"  # what keys do there
SHOWN = 500  # rows of the list at once
NAMELESS = "没写姓名"  # of a draft that has no name yet
DRAFT = "draft "  # before a draft's id where rows are named


class Listed(NamedTuple):
    """The list: its rows, the line at its foot, the drafts there are."""

    items: list[Item]
    foot: str
    drafts: list[Draft]


class Opened(NamedTuple):
    """One visit: the record, what its form was opened on, as people read it, who changed what when, what it raised."""

    visit: Visit
    version: frozenset
    row: dict[str, Any]
    history: list[dict[str, Any]]
    issues: list[tuple[str, str]]  # (id, how it stands in a line)
    locked: str  # why its words are changed by 更正 only
    draft: str  # the id of what is being changed of it


# -- the list


def listed(store: Store, words: str) -> Listed:
    """Drafts first, then the newest visits that hold the words, by day with their sums."""
    visits = veiled(store, Visit, search.newest(store, Visit, words, most=SHOWN))
    waiting = drafts(store, Visit.noun)
    items = [Item(None, "草稿", f"{len(waiting)} 份")] if waiting and not words else []
    items += [draft_item(one) for one in waiting if not words]
    days: dict[str, list[dict[str, Any]]] = {}
    for visit in visits:
        days.setdefault(visit["received_at"][:10], []).append(visit)
    for day, rows in days.items():
        items.append(Item(None, _head(day, rows), f"{_sums(rows)} 人"))
        items += [_item(row) for row in rows]
    month = clock.day()[:7]
    of_month = [row for row in visits if row["received_at"][:7] == month]
    which, rows = (f"{int(month[5:])}月", of_month) if of_month and not words else ("", visits)
    return Listed(items, f"{which}共 {_sums(rows)} 人次", waiting)


def _sums(rows: Sequence[Mapping[str, Any]]) -> str:
    batches = [row for row in rows if not further(row)]
    return f"{len(batches)} 批 {sum(row['party_size'] or 1 for row in batches)}"


def _head(day: str, rows: Sequence[Mapping[str, Any]]) -> str:
    ways = {row["channel"] for row in rows}
    return said_date(day) + (f" · {ways.pop()}" if len(ways) == 1 and None not in ways else "")


def _item(row: dict[str, Any]) -> Item:
    name = row["visitor_name"] or ("匿名" if row["raiser_kind"] in (None, "匿名") else _nameless(row))
    several = (row["party_size"] or 1) > 1
    outcome = Mark(row["outcome"], TONES.get(row["outcome"], "grey"))
    channel = row["channel"] if row["channel"] != CAME else ""
    return Item(
        row["id"],
        title=f"{name}　{row['party_size']}人" if several else name,
        right=row["received_at"][11:],
        words=flat(row["statement"]),
        marks=(outcome, *plain(row["category"], channel), *way(row)),
        tail=told_number(row),
    )


def _nameless(row: Mapping[str, Any]) -> str:
    """Why a person's name is not here: it stayed at the station, was erased with the words, or was never written."""
    if row.get(STATION) not in (None, OFFICE):
        return NAME_THERE
    return NAMELESS if row["statement"] else "已脱敏"


def draft_item(draft: Draft) -> Item:
    """A draft's row."""
    values, entry = draft.values, entry_of(draft)
    title = called(values.get("visitor_name") or "") or NAMELESS
    marks = (Mark("草稿", "amber"), *plain(entry.title if entry.number else values.get("category")))
    return Item(
        DRAFT + draft.id,
        title,
        kept(draft.kept_at),
        mask_numbers(flat(values.get("statement"))),
        marks,
        short_number(entry.number),
    )


# -- one visit


def led_to(store: Store, id: str) -> Opened | Draft | None:
    """What an id leads to: a visit to read, or a draft to go on with."""
    return opened(store, id) or draft_of(store, Visit.noun, id)


def changing(store: Store, found: Opened) -> Opened | Draft:
    """How a visit is changed: where its change is written already, that is gone on with."""
    return draft_of(store, Visit.noun, found.draft) or found


def opened(store: Store, id: str) -> Opened | None:
    """A visit to read or to change."""
    visit = by_id(store, Visit, [id]).get(id)
    if visit is None:
        return None
    issues = [(row["id"], _standing(row)) for row in veiled(store, Issue, issues_of(store, visit))]
    return Opened(
        visit,
        version(store, visit),
        veiled(store, Visit, [visit])[0],
        told(store, visit),
        issues,
        locked(store, visit),
        draft_id(id),
    )


def _standing(row: Mapping[str, Any]) -> str:
    """意见 Y0018 · 机井坏了 · 办理中 区水利局."""
    return " · ".join(
        (f"意见 {short_number(row['number'])}", title_of(row), f"{row['state'] or ''} {row['organ'] or ''}".strip())
    )


def awaited(store: Store, id: str) -> dict[str, Any] | None:
    """What the visit of an appointment begins with."""
    one = store.get(Appointment, (store.identity.world, id))
    return carried(one) if one else None


def follows(store: Store, made: Visit | Issue) -> str:
    """What saving made besides a visit, or a further matter: 意见 Y0018 · 交办 区住建局 · 期限 11月5日."""
    id = issue_id(made.id) if isinstance(made, Visit) else made.id
    issue, late = store.get(Issue, (made.world, id)), late_said(store, made, ADDED)
    if issue is None or issue.voided:
        return late
    row = readable(store, Issue, [issue])[0]
    fact = next(iter(store.find(Followup, "issue=?", (issue.id,), "created_at, id", 1)), None)
    parts = [f"意见 {short_number(row['number'])}"]
    parts += [f"{fact.action} {row['organ'] or row['turn'] or ''}".rstrip()] if fact else []
    parts += [f"期限 {said_date(row['due_on'])[:-3]}"] if row["due_on"] else []
    return " · ".join(filter(None, (*parts, late)))


def late_said(store: Store, record: Record, word: str) -> str:
    """10月已结账，补记写在11月的台账里: what a person is told who writes to a closed month."""
    found = told_later(store, record)
    return f"{int(found[0][5:])}月已结账，{word}写在{int(found[1][5:])}月的台账里" if found else ""
