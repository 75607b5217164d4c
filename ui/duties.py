"""What 代表履职 asks of the folder: a year's matrix and acts, and the acts of one deputy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lianluozhan.deputy import Deputy, rank, told_apart
from lianluozhan.duty import ACTED, RECEIVED, SESSION_KIND, WALKED, Duty, is_session
from lianluozhan.field import is_id
from lianluozhan.match import roster
from lianluozhan.place import Place, own_place_id
from lianluozhan.points import RETURNED, PointTable, said, table_of, waits_for
from lianluozhan.readable import Row, readable
from lianluozhan.score import CAPPED, Line, Score, year_scores
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.whose import Narrowed, whole
from ui.listing import Item, Mark, way
from ui.reviews import pending
from ui.tracked import short, tail, told_number
from ui.widgets.matrix import MatrixRow
from ui.widgets.roster import UNMATCHED
from ui.widgets.sum_card import Sum, SumRow
from ui.widgets.table import TableRow

SOURCES = tuple(f"{word} " for word in (RECEIVED, WALKED, ACTED))  # of what registered itself
AUTOMATIC, BY_HAND = "自动", "手工"  # how an act came to be registered
NAMES = "、"  # between the deputies of an act
HOW = "每项第一次的分 ＋ 每多一次的分，到封顶为止"


class Year(NamedTuple):
    """What the page of duties shows of a year: the matrix, the acts, what waits for a review (None: nothing is reviewed)."""

    matrix: list[MatrixRow]
    acts: list[TableRow]
    foot: str
    gap: str
    pending: list[TableRow] | None = None


def year_of(store: Store, year: str) -> Year:
    """A year's matrix, its acts newest first, what they come to, and who has not received anybody yet."""
    acts = store.find(Duty, "substr(begin, 1, 4)=?", (year,), "begin DESC, number DESC")
    counts: dict[str, list[int]] = {one.id: [0] * 12 for one in sorted(_of_these(store), key=rank)}
    here = list(counts)
    for act in acts:
        for key in act.deputies or ():
            counts.setdefault(key, [0] * 12)[int(act.begin[5:7]) - 1] += 1
    known, points = by_id(store, Deputy, filter(is_id, counts)), year_scores(whole(store), year, counts)
    names = told_apart(known.values())
    rows = []
    for key, months in counts.items():
        name, under = _called(known.get(key), names.get(key, key))
        rows.append(MatrixRow(key, name, under, tuple(months), points[key].total))
    sessions = [act for act in acts if is_session(act)]
    receiving = {key for act in acts if act.kind == SESSION_KIND for key in act.deputies or ()}  # typed ones too
    idle = [known[key].name for key in here if key not in receiving]
    foot = f"{len(here)} 名代表　全年 {len(acts)} 件，其中由接待自动登记 {len(sessions)} 件"
    return Year(rows, [_cells(row) for row in readable(store, Duty, acts)], foot, _gap(idle), pending(store, year))


def _of_these(store: Store) -> list[Deputy]:
    """Who is in office; where only some stations are looked at, who belongs to one of them."""
    here = roster(store, Deputy, "left_on IS NULL")
    if not isinstance(store, Narrowed):
        return here
    ids = [own_place_id(world) for world in store.worlds]
    places = {*ids, *(place.name for place in by_id(store, Place, ids).values())}
    return [one for one in here if places & set(one.places or ())]


def holds(act: TableRow, typed: str, names: Sequence[str]) -> bool:
    """Whether an act has what is typed in one of its words, or one of these deputies."""
    words = " ".join(str(cell or "") for cell in act.cells).lower()
    return typed in words or any(name in act.cells[4].split(NAMES) for name in names)


def said_sum(rows: Sequence[TableRow], everything: int) -> str:
    """What the acts that are shown come to."""
    turns = sum(len([name for name in row.cells[4].split(NAMES) if name]) for row in rows)
    found = f"{len(rows)} 件，{turns} 人次"
    return f"筛出 {found}，全年共 {everything} 件" if len(rows) < everything else f"全年 {found}"


def _called(deputy: Deputy | None, name: str) -> tuple[str, str]:
    if deputy is None:
        return name, UNMATCHED
    return name, " · ".join(part for part in ("、".join(deputy.levels or ()), deputy.group) if part)


def _gap(idle: list[str]) -> str:
    if not idle:
        return ""
    several = f"{'、'.join(idle[:2])} 等 {len(idle)} 位" if len(idle) > 3 else "、".join(idle)
    return f"⚠ {several}今年还没有接待"


def _cells(row: Row) -> TableRow:
    deputies, way = NAMES.join(row["deputies"] or ()), _way(row)
    return TableRow(row["id"], (short(row["begin"]), told_number(row), row["kind"], row["title"], deputies, way))


def _way(row: Row) -> str:
    return AUTOMATIC if (row["source"] or "").startswith(SOURCES) else BY_HAND


class Acts(NamedTuple):
    """One deputy's acts, and what makes the points of the year."""

    items: list[Item]
    sum: Sum


def acts_of(store: Store, key: str, span: str) -> Acts:
    """One deputy's acts in a month or year, newest first, and the points of the year explained."""
    where = "substr(begin, 1, ?)=? AND instr(deputies, ?)"
    acts = store.find(Duty, where, (len(span), span, f'"{key}"'), "begin DESC, number DESC")
    met, table = [(act.people_met or {}).get(key, 0) for act in acts], table_of(store, span[:4])
    items = [_item(row, people, table.review) for row, people in zip(readable(store, Duty, acts), met, strict=True)]
    return Acts(items, _sum(table, span[:4], year_scores(whole(store), span[:4], [key])[key]))


def _sum(table: PointTable, year: str, score: Score) -> Sum:
    """Line by line what a deputy's points are made of, what of it does not count, and what is missing."""
    base = [SumRow("基础分", "", said(score.base))] if score.base else []
    rows = [SumRow(one.kind, _formula(one), said(one.points), CAPPED if one.capped else "") for one in score.lines]
    themes = "，".join(f"{theme} {said(points)}" for theme, points in score.themes.items() if points)
    notes = [("note", f"按主题：{themes}")] if themes else []
    notes += [
        ("warning", f"还差：{one.what} {one.least - one.times} 次（全年至少 {one.least} 次）") for one in score.missing
    ]
    notes += [("hint", f"不计分：{tail(one.number)} {one.kind}，{one.idle}") for one in score.idle]
    notes += [("warning", f"⚠ {table.trouble}")] if table.trouble else []
    return Sum(f"{year} 年积分", HOW, said(score.total), (*base, *rows), tuple(notes))


def _formula(line: Line) -> str:
    """How the points of a kind come about, where they are not just the first one's."""
    return "" if line.formula == said(line.points) else line.formula


def _item(row: Row, met: int, review: Sequence[str]) -> Item:
    title = row["title"] or row["kind"]
    words = (
        row["content"] or row["outcome"] or " · ".join(filter(None, (row["place"], f"接待 {met} 人次" if met else "")))
    )
    if _way(row) == AUTOMATIC:
        waits = ""
    else:
        waits = RETURNED if row["state"] == RETURNED else waits_for(row["state"], review)
    marks = (Mark(row["kind"], "primary"), Mark(waits, "amber") if waits else Mark(_way(row)), *way(row))
    return Item(row["id"], title, row["begin"][5:10], words, marks, told_number(row))
