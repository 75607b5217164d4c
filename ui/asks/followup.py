"""What the list of 意见办理 asks of the folder: open issues with lamp, state, whose turn, next date; red first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lianluozhan import action as table, clock, search
from lianluozhan.board import RED, red_params
from lianluozhan.calendar import WorkCalendar, calendar_of
from lianluozhan.deadline import Limit
from lianluozhan.issue import Issue
from lianluozhan.place import assigning_body, seat_of
from lianluozhan.readable import Row, due_of, soon, title_of, warning_of
from lianluozhan.store import Store
from lianluozhan.table import Key
from lianluozhan.veil import veiled
from ui.told import said_left, short, told_number, until

ALL, MINE, THEIRS = SEGMENTS = ("全部", "轮到我", "等单位")
VIEW, BEHIND = "view", "区里逾期"  # what 今日 leads to: a segment that is offered to nobody else
LATE, SOON, FINE, STOPPED, DONE = "逾期", "快到期", "按期办理", table.PAUSED, "已经了结"
BY_LIGHT = {"红": LATE, "黄": SOON, "绿": FINE, "停": STOPPED}
GROUPS = (LATE, SOON, table.WAITING, table.ANSWERED, table.REPORTED, FINE, STOPPED, table.TRACKED, DONE)
OPEN = f"state IN ({', '.join(repr(state) for state in table.OPEN)})"
SETTLED_SHOWN = 100  # the newest of those that are settled


class Line(NamedTuple):
    """One issue in the list: `right` is what its lamp says, `lamp` 红 黄 绿 停 or "" where no clock runs."""

    key: Key
    group: str
    lamp: str
    title: str
    right: str
    turn: str
    next_on: str
    state: str
    marks: tuple[str, ...]
    number: str
    told: str = ""  # its number as the list tells it


class Found(NamedTuple):
    """The lines of a segment in their order, and how many issues each segment has."""

    lines: tuple[Line, ...]
    counts: dict[str, int]


def tracked(store: Store, words: str = "", segment: str = ALL) -> Found:
    """The open issues that hold these words, red first and then by what is due; in 全部 the newest settled ones too."""
    marks = ", ".join("?" * len(table.OPEN))
    over = search.Also(f"(state IS NULL OR state NOT IN ({marks}))", table.OPEN)
    issues = search.newest(store, Issue, words, also=search.Also(f"state IN ({marks})", table.OPEN, few=True))
    settled = (
        search.newest(store, Issue, words, most=SETTLED_SHOWN, also=over)
        if words
        else store.find(Issue, over.sql, over.params, "closed_on DESC, number DESC", SETTLED_SHOWN)
    )
    calendar, office, warn = calendar_of(store), us(store), warning_of(store)
    rows = veiled(store, Issue, [*issues, *settled])
    lines = [(row["turn"] in office, _line(row, calendar, warn)) for row in rows]
    running = [(mine, line) for mine, line in lines if line.group != DONE]
    counts = {
        ALL: len(running) + search.how_many(store, Issue, words, over),
        MINE: sum(mine for mine, _line in running),
        THEIRS: sum(not mine for mine, _line in running),
        BEHIND: sum(behind(line.state, line.next_on) for _mine, line in running),
    }
    kept = [line for mine, line in lines if _stands(line, mine, segment)]
    # what waits for a district stands first
    first = table.REPORTED if store.identity.role == table.DISTRICT_ROLE else None
    kept.sort(
        key=lambda line: (
            line.group != first,
            GROUPS.index(line.group),
            line.next_on if line.group != DONE else "",
            line.number,
        )
    )
    return Found(tuple(kept), counts)


def _stands(line: Line, mine: bool, segment: str) -> bool:
    if segment == BEHIND:
        return behind(line.state, line.next_on)
    return segment == ALL or (line.group != DONE and mine == (segment == MINE))


def behind(state: str | None, next_on: str | None) -> bool:
    """Whether what was reported up still waits though the district's day for it has passed."""
    return state == table.REPORTED and bool(next_on) and next_on < clock.day()


def how_many(store: Store, where: str, params: Sequence[Any]) -> int:
    """How many issues there are of these."""
    return next(store.rows(f"SELECT count(*) AS n FROM issue WHERE ({where}) AND voided IS NULL", params))["n"]


def overdue(store: Store) -> int:
    """How many issues are red, counted without reading any of them (design §5, lights)."""
    return how_many(store, RED, red_params())


def due(store: Store) -> int:
    """How many issues cannot wait: late, soon due, or their next date has come; at a station none that lies with the district,
    for it is the district that acts."""
    today, at_district = clock.day(), store.identity.role == table.DISTRICT_ROLE
    here = " AND (turn=? OR (world=? AND turn IS NOT NULL))" if at_district else " AND turn<>?"
    sql = f"SELECT count(*) FROM issue WHERE voided IS NULL AND {OPEN} AND (next_on <= ? OR (state=? AND warn_on <= ?)){here}"
    whose = (table.DISTRICT, store.identity.world)[: 2 if at_district else 1]
    return store.db.execute(sql, (today, table.HANDLING, today, *whose)).fetchone()[0]


def us(store: Store) -> set[str | None]:
    """Whose turn is this office's own: the clerk, the 站长, and the body that passes matters on."""
    if store.identity.role == table.DISTRICT_ROLE:
        return {table.DISTRICT}  # a station's clerk sits elsewhere
    place = seat_of(store)
    return {table.CLERK, table.HEAD, assigning_body(place.data) if place else table.CLERK}


def _line(row: Row, calendar: WorkCalendar, warn: Limit) -> Line:
    lamp = row["light"] or ""
    group = BY_LIGHT.get(lamp) or (row["state"] if row["state"] in GROUPS else DONE)
    marks = [row["state"] or table.WAITING]
    marks += [f"第 {row['round']} 轮"] if (row["round"] or 1) > 1 else []
    marks += ["需要核对"] if row["flagged"] else []
    marks += ["等协办意见"] if soon(calendar, row["co_due_on"], warn) else []
    right = (
        said_left(calendar, due_of(row))
        if lamp in ("红", "黄", "绿")
        else until(row["state"], short(row["next_on"] or row["closed_on"]))
    )
    return Line(
        (row["world"], row["id"]),
        group,
        lamp,
        title_of(row),
        right,
        row["turn"] or "",
        row["next_on"] or "",
        row["state"] or "",
        tuple(marks),
        row["number"] or "",
        told_number(row),
    )


def grouped(lines: Iterable[Line]) -> list[tuple[str, Sequence[Line]]]:
    """The lines under their groups, in the order of the groups."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.group, []).append(line)
    return list(groups.items())


def matching(store: Store, keys: Iterable[Key]) -> list[Any]:
    """The issues of keys, those that are still there."""
    return [issue for key in keys if (issue := store.get(Issue, key))]
