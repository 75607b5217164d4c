"""What 各站 asks of the folder: how each station stands, and the records behind each of its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from lianluozhan import clock, whose
from lianluozhan.board import RED, TO_US, UNCLOSED, UNREPORTED, Board, Standing, board, red_params
from lianluozhan.closing import called
from lianluozhan.deputy import Deputy
from lianluozhan.issue import Issue
from lianluozhan.month import books
from lianluozhan.month_data import visits_of
from lianluozhan.package.unsent import selected
from lianluozhan.place import DISTRICT, towns
from lianluozhan.readable import Row, local
from lianluozhan.report import station_board
from lianluozhan.report.station_board import (
    GROUPLESS,
    HEARD,
    LATE,
    MISSING,
    PLACELESS,
    RECEIVED,
    TO_US as WAITS,
    WAITING,
)
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.veil import eyes, veil, veiled
from lianluozhan.visit import Visit
from ui.asks.behind import issue_item, visit_item
from ui.listing import Item, Mark
from ui.told import short
from ui.widgets.table import Column, TableRow

WIDTHS = {whose.LABEL: 150, HEARD: 144, MISSING: 0, WAITING: 76}  # others are as wide as their heading
COLUMNS = tuple(
    Column(name, WIDTHS.get(name, 92), name in (LATE, WAITS, RECEIVED, WAITING)) for name in station_board.COLUMNS
)
MOST = 50  # rows of a kind
JOURNAL = ("open", "import", "retire", "key", "erased")  # what is no record: receipts and keys
OPEN_MONTH = "print_month"  # the page a month that is missing is looked at on


class Shown(NamedTuple):
    """The board, its rows, the towns that have no station yet."""

    board: Board
    rows: list[TableRow]
    towns: list[str]


def shown(store: Store) -> Shown:
    """What the page shows; asked in the worker."""
    found = board(store)
    codes = {one.station.party.code for one in found.stations}
    own = store.identity.world[:6]
    here = [town.name for town in towns() if town.district == own and town.level != DISTRICT and town.code not in codes]
    return Shown(found, [table_row(one) for one in found.stations], here)


def table_row(one: Standing) -> TableRow:
    """A station's line."""
    return TableRow(
        one.station.party.code, tuple(value(one) for _share, _side, value in station_board.COLUMNS.values())
    )


def behind(store: Store, one: Standing, column: str) -> list[Item]:
    """What a figure of a station counts, each row with the page it is looked at on before its id."""
    look = LOOKS.get(column)
    return look(whose.narrowed(store, (one.station.party.code,)), one) if look else []


def _issues(store: Store, where: str, params: Sequence[str] = ()) -> list[Item]:
    rows = veiled(store, Issue, store.find(Issue, where, params, "coalesce(due_on, next_on), number"))
    return [_leading("followup", issue_item(row)) for row in rows]


def _visits(store: Store, one: Standing) -> list[Item]:
    rows, seen_by = visits_of(store, books(store).month_of(clock.day())), eyes(store)
    return [_leading("visit", visit_item(veil(Visit, row, seen_by))) for row in rows]


def _reports(store: Store, one: Standing) -> list[Item]:
    """Every package that was taken in from a station, the newest first."""
    found = store.entries(
        "kind='import' AND world=? ORDER BY json_extract(data, '$.at') DESC", (one.station.party.code,)
    )
    return [
        Item("", (local(entry.body["at"]) or "").replace("T", " "), words=entry.body["operator"] or "")
        for entry in islice(found, MOST)
    ]


def _waiting(store: Store, one: Standing) -> list[Item]:
    """The records the next package for a station tells something of, by kind."""
    ids: dict[str, set[str]] = {}
    for stream, first in selected(store, one.station.party.code, whose.STATION_ROLE, full=False).items():
        for row in store.rows("SELECT kind, id FROM entry WHERE stream=? AND seq>=?", (stream, first)):
            ids.setdefault(row["kind"], set()).add(row["id"])
    items = []
    for kind, cls in store.schema.records.items():
        rows = veiled(store, cls, by_id(store, cls, ids.get(kind, ())).values())
        items += [Item(None, cls.label, f"{len(rows)} 条"), *map(_told, rows[:MOST])] if rows else []
    receipts = sum(len(ids.get(kind, ())) for kind in JOURNAL)
    return items + ([Item(None, "回执等", f"{receipts} 条")] if receipts else [])


def _told(row: Row) -> Item:
    """A record that waits; of a step what it was."""
    title = row.get("name") or row.get("title") or row.get("action") or row.get("number") or row.get("date") or ""
    return Item("", title, short(row.get("acted_on")), row.get("text") or row.get("reason") or "")


def _months(one: Standing) -> list[Item]:
    world = one.station.party.code
    return [
        Item(f"{OPEN_MONTH} {world} {month}", called(month), words=words, marks=(Mark(mark, "amber"),))
        for months, mark, words in (
            (one.silent, UNREPORTED, "请催站里导出报送包带来"),
            (one.unclosed, UNCLOSED, "报来的在“打印本月”里看"),
        )
        for month in months
    ]


def people(found: Board, label: str) -> list[Item]:
    """The deputies who are nowhere."""
    who: tuple[Deputy, ...] = {PLACELESS: found.placeless, GROUPLESS: found.groupless}[label]
    return [
        Item(
            f"deputy {one.id}",
            one.name or "",
            words=one.group or "、".join(one.places or ()),
            marks=tuple(map(Mark, one.levels or ())),
        )
        for one in who
    ]


def _leading(page: str, item: Item) -> Item:
    return item._replace(key=f"{page} {item.key}")


LOOKS: Mapping[str, Callable[[Store, Any], list[Item]]] = {
    MISSING: lambda store, one: _months(one),
    LATE: lambda store, one: _issues(store, RED, red_params()),
    WAITS: lambda store, one: _issues(store, TO_US),
    RECEIVED: _visits,
    HEARD: _reports,
    WAITING: _waiting,
}
