"""What 代表履职 asks of the folder: a year's matrix and acts, and the acts of one deputy."""

from __future__ import annotations

from typing import Any

from lianluozhan.deputy import Deputy, rank
from lianluozhan.duty import SESSION_KIND, Duty, is_session
from lianluozhan.field import is_id
from lianluozhan.match import roster
from lianluozhan.readable import Row, readable
from lianluozhan.store import Store
from lianluozhan.table import by_id
from ui.listing import Item, Mark, way
from ui.tracked import short, tail
from ui.widgets.matrix import MatrixRow
from ui.widgets.roster import UNMATCHED
from ui.widgets.table import TableRow

AUTOMATIC, BY_HAND = "自动", "手工"  # how an act came to be registered


def year_of(store: Store, year: str) -> tuple[list[MatrixRow], list[TableRow], str, str]:
    """A year's matrix, its acts newest first, what they come to, and who has not received anybody yet."""
    acts = store.find(Duty, "substr(begin, 1, 4)=?", (year,), "begin DESC, number DESC")
    counts: dict[str, list[int]] = {one.id: [0] * 12 for one in sorted(roster(store, Deputy, "left_on IS NULL"), key=rank)}
    here = list(counts)
    for act in acts:
        for key in act.deputies or ():
            counts.setdefault(key, [0] * 12)[int(act.begin[5:7]) - 1] += 1
    known = by_id(store, Deputy, filter(is_id, counts))
    rows = [MatrixRow(key, *_called(known.get(key), key), tuple(months)) for key, months in counts.items()]
    sessions = [act for act in acts if is_session(act)]
    receiving = {key for act in acts if act.kind == SESSION_KIND for key in act.deputies or ()}  # typed ones too
    idle = [known[key].name for key in here if key not in receiving]
    foot = f"{len(here)} 名代表　全年 {len(acts)} 件，其中由接待自动登记 {len(sessions)} 件"
    return rows, [_cells(row) for row in readable(store, Duty, acts)], foot, _gap(idle)


def _called(deputy: Deputy | None, key: str) -> tuple[str, str]:
    if deputy is None:
        return key, UNMATCHED
    return deputy.name, " · ".join(part for part in ("、".join(deputy.levels or ()), deputy.group) if part)


def _gap(idle: list[str]) -> str:
    if not idle:
        return ""
    several = f"{'、'.join(idle[:2])} 等 {len(idle)} 位" if len(idle) > 3 else "、".join(idle)
    return f"⚠ {several}今年还没有接待"


def _cells(row: Row) -> TableRow:
    deputies, way = "、".join(row["deputies"] or ()), _way(row)
    return TableRow(row["id"], (short(row["begin"]), tail(row["number"]), row["kind"], row["title"], deputies, way))


def _way(row: Row) -> str:
    return AUTOMATIC if (row["source"] or "").startswith(("接待 ", "走访 ")) else BY_HAND


def acts_of(store: Store, key: str, span: str) -> list[Item]:
    """One deputy's acts in a month or year, newest first."""
    where = "substr(begin, 1, ?)=? AND instr(deputies, ?)"
    acts = store.find(Duty, where, (len(span), span, f'"{key}"'), "begin DESC, number DESC")
    met = [(act.people_met or {}).get(key, 0) for act in acts]
    return [_item(row, people) for row, people in zip(readable(store, Duty, acts), met, strict=True)]


def _item(row: Row, met: int) -> Item:
    title = row["title"] or row["kind"]
    words = row["content"] or row["outcome"] or " · ".join(filter(None, (row["place"], f"接待 {met} 人次" if met else "")))
    marks = (Mark(row["kind"], "primary"), Mark(_way(row)), *way(row))
    return Item(row["id"], title, row["begin"][5:10], words, marks, tail(row["number"]))
