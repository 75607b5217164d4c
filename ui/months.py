"""A strip of very many days folded by month: a month is one bead that says its sum, and unfolds when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import groupby

from lianluozhan.action import PAUSED
from lianluozhan.deadline import COUNTED, MADE_UP, WORKING
from ui.asks.countdown import BEGIN, OVER, Bead

MONTH = "月"  # beside the kinds of a bead: all its days in one
MOST = 90  # days that are drawn one by one
COUNTS = frozenset((COUNTED, MADE_UP))


def month_of(bead: Bead) -> str:
    """2026-10."""
    return bead.day[:7]


def open_at_first(beads: Sequence[Bead]) -> set[str]:
    """The months whose days are seen: all of a short strip, of a long one that of today, else that of the due day."""
    if len(beads) <= MOST:
        return {month_of(bead) for bead in beads}
    near = next((bead for bead in beads if bead.today), None) or next((bead for bead in beads if bead.due), beads[0])
    return {month_of(near)}


def folded(beads: Sequence[Bead], unfolded: Collection[str]) -> tuple[Bead, ...]:
    """The beads, every month that is not unfolded as one."""
    made: list[Bead] = []
    for month, days in groupby(beads, month_of):
        whole = list(days)
        made += whole if month in unfolded else [_month(whole)]
    return tuple(made)


def _month(days: Sequence[Bead]) -> Bead:
    kinds = Counter(COUNTED if day.kind in COUNTS else day.kind for day in days)
    off = sum(kinds.values()) - kinds[COUNTED] - kinds[PAUSED] - kinds[BEGIN] - kinds[OVER]
    parts = [f"算 {kinds[COUNTED]} 天"] if kinds[COUNTED] or not kinds[OVER] else []
    parts += [f"过期 {kinds[OVER]} 个{WORKING}"] if kinds[OVER] else []
    parts += [f"暂停 {kinds[PAUSED]} 天"] if kinds[PAUSED] else []
    parts += [f"不算 {off} 天"] if off else []
    parts += ["从这个月起算"] if kinds[BEGIN] else []
    parts += ["到期在这个月"] if any(day.due for day in days) else []
    first = days[0].day
    words = f"{first[:4]}年{int(first[5:7])}月：{'，'.join(parts)}；按回车看每一天"
    counted = kinds[OVER] or kinds[COUNTED]
    return Bead(
        first, MONTH, counted, days[-1].past, any(day.today for day in days), any(day.due for day in days), words
    )
