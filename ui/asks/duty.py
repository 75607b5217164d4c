"""What 代表履职 asks of the folder: a year's matrix and acts, and the acts of one deputy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lianluozhan.deputy import Deputy, rank, told_apart
from lianluozhan.duty import ACTED, RECEIVED, SESSION_KIND, WALKED, Duty, is_session
from lianluozhan.field import is_id
from lianluozhan.match import roster
from lianluozhan.place import Place, own_place_id
from lianluozhan.points import RETURNED, PointTable, said, table_of, waits_for
from lianluozhan.readable import Row, readable
from lianluozhan.record import short_number
from lianluozhan.score import CAPPED, Line, Score, year_scores
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.whose import Narrowed, whole
from ui.asks.review import pending
from ui.listing import Item, Mark, way
from ui.told import short, told_number
from ui.widgets.matrix import MatrixRow
from ui.widgets.roster import UNMATCHED
from ui.widgets.sum_card import Sum, SumRow
from ui.widgets.table import TableRow

SOURCES = tuple(f"{word} " for word in (RECEIVED, WALKED, ACTED))  # of what registered itself
AUTOMATIC, BY_HAND = "自动", "手工"  # how an act came to be registered
NAMES = "、"  # between the deputies of an act
MONTHS = 12
HOW = "每项第一次的分 ＋ 每多一次的分，到封顶为止"


class ActCells(NamedTuple):
    """The columns of the list of acts."""

    day: str
    number: str
    kind: str
    title: str
    deputies: str
    how: str


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
    here = sorted(_of_these(store), key=rank)
    sessions = sum(map(is_session, acts))
    receiving = {key for act in acts if act.kind == SESSION_KIND for key in act.deputies or ()}  # typed ones too
    return Year(
        matrix=_matrix(store, year, _by_month(acts, [one.id for one in here])),
        acts=[_cells(row) for row in readable(store, Duty, acts)],
        foot=f"{len(here)} 名代表　全年 {len(acts)} 件，其中由接待自动登记 {sessions} 件",
        gap=_gap([one.name for one in here if one.id not in receiving]),
        pending=pending(store, year),
    )


def _by_month(acts: Iterable[Duty], here: Iterable[str]) -> dict[str, list[int]]:
    """{deputy: acts in each month}: those who are here first, then whoever else acted."""
    counts: dict[str, list[int]] = {key: [0] * MONTHS for key in here}
    for act in acts:
        for key in act.deputies or ():
            counts.setdefault(key, [0] * MONTHS)[int(act.begin[5:7]) - 1] += 1
    return counts


def _matrix(store: Store, year: str, counts: Mapping[str, list[int]]) -> list[MatrixRow]:
    """A row a deputy, with the points of the year; a name no roster has stands as it was typed."""
    known, points = by_id(store, Deputy, filter(is_id, counts)), year_scores(whole(store), year, counts)
    names = told_apart(known.values())
    rows = []
    for key, months in counts.items():
        name, under = _called(known.get(key), names.get(key, key))
        rows.append(MatrixRow(key, name, under, tuple(months), points[key].total))
    return rows


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
    return typed in words or not set(names).isdisjoint(_names(act))


def said_sum(rows: Sequence[TableRow], everything: int) -> str:
    """What the acts that are shown come to."""
    turns = sum(len(_names(row)) for row in rows)
    found = f"{len(rows)} 件，{turns} 人次"
    return f"筛出 {found}，全年共 {everything} 件" if len(rows) < everything else f"全年 {found}"


def _names(act: TableRow) -> list[str]:
    """The deputies of an act, or of one that waits for a review."""
    return [name for name in act.cells.deputies.split(NAMES) if name]


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
    deputies = NAMES.join(row["deputies"] or ())
    cells = ActCells(short(row["begin"]), told_number(row), row["kind"], row["title"], deputies, _way(row))
    return TableRow(row["id"], cells)


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
    return Sum(f"{year} 年积分", HOW, said(score.total), (*base, *rows), tuple(_notes(table, score)))


def _notes(table: PointTable, score: Score) -> Iterator[tuple[str, str]]:
    """(look, words): by theme, what is missing, what does not count, what is wrong with the table."""
    themes = "，".join(f"{theme} {said(points)}" for theme, points in score.themes.items() if points)
    if themes:
        yield "note", f"按主题：{themes}"
    for one in score.missing:
        yield "warning", f"还差：{one.what} {one.least - one.times} 次（全年至少 {one.least} 次）"
    for one in score.idle:
        yield "hint", f"不计分：{short_number(one.number)} {one.kind}，{one.idle}"
    if table.trouble:
        yield "warning", f"⚠ {table.trouble}"


def _formula(line: Line) -> str:
    """How the points of a kind come about, where they are not just the first one's."""
    return "" if line.formula == said(line.points) else line.formula


def _item(row: Row, met: int, review: Sequence[str]) -> Item:
    where = " · ".join(filter(None, (row["place"], f"接待 {met} 人次" if met else "")))
    waits = _waits(row, review)
    standing = Mark(waits, "amber") if waits else Mark(_way(row))
    return Item(
        row["id"],
        row["title"] or row["kind"],
        row["begin"][5:10],
        row["content"] or row["outcome"] or where,
        (Mark(row["kind"], "primary"), standing, *way(row)),
        told_number(row),
    )


def _waits(row: Row, review: Sequence[str]) -> str:
    """The step of the review it waits for, or that it came back; what registered itself takes none."""
    if _way(row) == AUTOMATIC:
        return ""
    return RETURNED if row["state"] == RETURNED else waits_for(row["state"], review)
