"""结账: a month is closed in one act, its papers are kept as they were printed, and what changes later is a correction.

Source: design.md §1 (month's end), domain.md 2.1 (原话). A record belongs to the month it happened in; a change that its
closing had not seen (design §6, Seen) is told in the papers of the next month, never worked into the closed ones.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from lianluozhan import attachment, clock, draft
from lianluozhan.act import Act
from lianluozhan.action import ANSWERED
from lianluozhan.errors import NotAllowed
from lianluozhan.field import is_id
from lianluozhan.issue import Issue
from lianluozhan.kept import to_bind
from lianluozhan.late import DATED
from lianluozhan.month import MonthEnd, closing_of
from lianluozhan.month_data import head, month_data
from lianluozhan.place import Place, own_place_id
from lianluozhan.record import id_of
from lianluozhan.report import month_set
from lianluozhan.store import Store

SHOWN = 5  # names of an open point in full; the rest are counted


class Point(NamedTuple):
    """Something that is still open at the month's end: how many, which, and whether the month cannot be closed so."""

    what: str
    number: int
    which: tuple[str, ...] = ()
    stops: bool = False

    def __str__(self) -> str:
        named = "、".join(self.which[:SHOWN]) + (" 等" if len(self.which) > SHOWN else "")
        return f"{self.what} {self.number} 处" + (f"（{named}）" if named else "")


def checklist(store: Store, month: str) -> list[Point]:
    """What a clerk would still put right before the month's papers are bound, what stops the closing first."""
    visits, issues, duties = (_of_month(store, noun, month) for noun in DATED)
    places = ("deputies", "referred_to", "organ")
    unmatched = {name for one in (*visits, *duties) for field in places for name in _texts(one.data.get(field))}
    untold = [one for one in store.find(Issue, "state=? AND registered_at<?", (ANSWERED, f"{month}-32"), "number")]
    flagged = store.find(Issue, "flagged AND registered_at<?", (f"{month}-32",), "number")
    conflicts = store.db.execute("SELECT count(*) FROM conflict").fetchone()[0]
    drafts = sum(len(draft.drafts(store, noun)) for noun in DATED)
    unsigned = [one for one in visits if not one.signed]
    points = (
        Point("两边写得不一样、还没有定的", conflicts, stops=True),
        Point("两边的办理互相不知道的意见", len(flagged), _tails(flagged), stops=True),
        Point("没有写完的草稿", drafts),
        Point("名册里没有的姓名和单位", len(unmatched), tuple(sorted(unmatched))),
        Point("已经答复、还没有告诉完的意见", len(untold), _tails(untold)),
        Point("来访人还没有签字的接待", len(unsigned), _tails(unsigned)),
    )
    return [point for point in points if point.number]


def close(act: Act, month: str, signed_by: str | None = None, signed_on: str | None = None) -> MonthEnd:
    """Close a month: its papers are made and kept, and its record written. Raises NotAllowed where it cannot be."""
    store, world = act.store, act.store.identity.world
    ends = last_day(month)
    held = closing_of(store, month)
    if held:
        raise NotAllowed(f"{called(month)}已经在 {held.closed_on} 结过账", then="要补印，请用 log；要改，直接更改，改动写进下个月的纸面")
    if clock.today().isoformat() < ends:
        raise NotAllowed(f"{called(month)}还没有过完，不能结账", then=f"请在 {ends} 或以后结账；要先看看，请用 log 加 --draft")
    stops = [str(point) for point in checklist(store, month) if point.stops]
    if stops:
        raise NotAllowed("还不能结账：" + "；".join(stops), then="请先用 conflicts 看是哪些，由人定下来")
    place = store.get(Place, (world, own_place_id(world)))
    kept, pages = _papers(store, month)
    id, today = id_of(MonthEnd.noun, world, month), clock.today().isoformat()
    values = {
        "place": own_place_id(world), "month": month, "begins": f"{month}-01", "ends": ends, "printed_on": today,
        "signed_by": signed_by or (place.head if place else None), "signed_on": signed_on, "closed_on": today,
        "journal_head": head(store), "pages": pages, "attachments": kept, "voided": None,
    }  # fmt: skip
    act.write(MonthEnd, id, {name: value for name, value in values.items() if value is not None or name == "voided"})
    return MonthEnd({**dict.fromkeys(MonthEnd.fields), **values, "id": id, "world": world})


def _papers(store: Store, month: str) -> tuple[list[dict[str, Any]], int]:
    """The month's papers as they are bound, kept by digest; and how many pages."""
    data = to_bind(store, month_data(store, month, closed=True))
    with TemporaryDirectory() as folder:
        made = month_set.make(data, Path(folder))
        kept = [attachment.take(store.path.parent, one.path, int(month[:4])) for one in made]
    return kept, made[-1].pages


def last_day(month: str) -> str:
    """The day a month ends on."""
    year, number = map(int, month.split("-"))
    return date(year, number, monthrange(year, number)[1]).isoformat()


def called(month: str) -> str:
    """2026年9月."""
    return f"{month[:4]}年{int(month[5:])}月"


def _of_month(store: Store, noun: str, month: str) -> list[Any]:
    cls, name = DATED[noun]
    return store.find(cls, f"substr({name}, 1, 7)=?", (month,), name)


def _tails(records: list[Any]) -> tuple[str, ...]:
    return tuple((one.number or "").rsplit("-", 1)[-1] for one in records)


def _texts(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and not is_id(one):
            yield one
