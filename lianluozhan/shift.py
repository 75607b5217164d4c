"""调班: one deputy receives in another's stead, or two exchange their days; what a notice prints of it is read from the journal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from lianluozhan.act import Act
from lianluozhan.amend import amend
from lianluozhan.calendar import calendar_of
from lianluozhan.deputy import Deputy
from lianluozhan.errors import BadInput, NotAllowed
from lianluozhan.field import is_id
from lianluozhan.readable import history
from lianluozhan.rota import clashes, exchanged, said, unfit
from lianluozhan.schedule import Schedule
from lianluozhan.store import Store
from lianluozhan.table import by_id
from lianluozhan.undo import VERB

SHIFT, MOVED = "调班", "顺延"


class Shift(NamedTuple):
    """On a day `into` receive in the stead of `out`, written on `on`; names, and of a swap the day they took instead."""

    day: str
    out: tuple[str, ...]
    into: tuple[str, ...]
    reason: str
    on: str

    @property
    def words(self) -> str:
        """11月5日 陈秀兰→孔方，原因：出差."""
        return f"{said(self.day)} {'、'.join(self.out)}→{'、'.join(self.into)}" + (
            f"，原因：{self.reason}" if self.reason else ""
        )


class Move(NamedTuple):
    """A day that was moved: from which, and why."""

    day: str
    since: str
    reason: str

    @property
    def words(self) -> str:
        """10月8日由10月7日改来，原因：国庆节."""
        return f"{said(self.day)}由{said(self.since)}改来" + (f"，原因：{self.reason}" if self.reason else "")


def take_over(act: Act, day: Schedule, out: str, into: str, reason: str) -> None:
    """`into` receives on a day in the stead of `out`. Raises BadInput, NotAllowed; what cannot be besides is told."""
    _exchange(act, day, out, into, reason)
    _tell(act, (day.date,))


def swap(act: Act, first: Schedule, second: Schedule, out: str, into: str, reason: str) -> None:
    """`out` and `into` exchange their days, `first` is the one of `out`. Raises BadInput, NotAllowed and changes neither."""
    if first.id == second.id:
        raise BadInput(f"{SHIFT}要写两天", then="只替一天的，不用写对调的那一天")
    names = _names(act.store, (out, into))
    _exchange(act, first, out, into, f"{reason}（与{said(second.date)}的{names[into]}对调）" if reason.strip() else "")
    _exchange(act, second, into, out, f"{reason}（与{said(first.date)}的{names[out]}对调）" if reason.strip() else "")
    _tell(act, (first.date, second.date))


def _exchange(act: Act, day: Schedule, out: str, into: str, reason: str) -> None:
    names, there = _names(act.store, (out, into)), day.deputies or ()
    if out not in there:
        here = "、".join(_names(act.store, there).values())
        raise BadInput(
            f"{said(day.date)}没有排{names[out]}",
            then=f"这一天是{here}" if here else "这一天还没有排人，请直接写接待代表",
        )
    if into in there:
        raise BadInput(f"{said(day.date)}本来就有{names[into]}", then="请换一位")
    deputy = next(iter(act.store.find(Deputy, "id=?", (into,))), None) if is_id(into) else None
    if why := next(unfit(said(day.date), into, deputy, day.date), ""):
        raise NotAllowed(f"{why}，没有{SHIFT}", then="请换一位")
    amend(act, day, {"deputies": exchanged(there, out, into)}, reason)


def _tell(act: Act, days: Iterable[str]) -> None:
    """What of these days cannot be now, as it stands once all is written."""
    act.finish()
    act.told += clashes(
        act.store, [one for day in sorted(set(days)) for one in act.store.find(Schedule, "date=?", (day,), "begin, id")]
    )


def shifts(store: Store, found: Iterable[Schedule]) -> list[Shift]:
    """Every change of who receives on these days since they were first planned, in order; what was taken back is none."""
    made = []
    for one in found:
        changes: list[tuple[tuple[list[str], list[str]], dict[str, Any]]] = []
        for entry in history(store, one):
            before, now = entry["before"].get("deputies") or [], entry["set"].get("deputies") or []
            if "deputies" not in entry["before"] or before == now:
                continue
            if changes and entry["act"] == VERB and now == changes[-1][0][0]:
                changes.pop()
            else:
                changes.append(((before, now), entry))
        made += [
            (one.date, [id for id in a if id not in b], [id for id in b if id not in a], entry)
            for (a, b), entry in changes
        ]
    names = _names(store, (id for _day, out, into, _entry in made for id in (*out, *into)))
    return [
        Shift(
            day,
            tuple(names[id] for id in out),
            tuple(names[id] for id in into),
            entry["reason"] or "",
            entry["at"][:10],
        )
        for day, out, into, entry in made
        if out and into
    ]


def moves(store: Store, found: Iterable[Schedule]) -> list[Move]:
    """The days that were moved: by hand with the reason that was written, else by the holiday they would have fallen on."""
    calendar, made = calendar_of(store), []
    for one in found:
        if one.moved_from:
            by_hand = [
                entry["reason"] for entry in history(store, one) if "date" in entry["before"] and entry["reason"]
            ]
            made.append(Move(one.date, one.moved_from, by_hand[-1] if by_hand else calendar.day(one.moved_from).why))
    return made


def _names(store: Store, ids: Iterable[str]) -> dict[str, str]:
    ids = set(ids)
    return {id: id for id in ids} | {id: one.name for id, one in by_id(store, Deputy, ids).items()}
